package guidance_test

import (
	"testing"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages"
	"github.com/stretchr/testify/require"
)

// safetyIDs are the rules of this subject, as far as they speak of methadone and buprenorphine.
var safetyIDs = map[record.RuleID]bool{"ix.benzo-cns": true, "ix.intoxicated-now": true, "ix.cyp3a4-inhibitor": true,
	"ix.cyp3a4-inducer": true,
	"ix.maoi":           true, "ix.serotonergic": true, "ix.anticholinergic": true, "ix.diuretic": true, "ix.opioid-agonist-with-bup": true,
	"ix.mixed-agonist-antagonist": true, "contra.hypersensitivity": true, "contra.head-injury": true, "contra.adrenal": true, "bup.qt": true,
	"med.status.discontinued": true, "wm.naloxone": true, "od.recent": true, "od.tolerance-loss": true}

// No rule of this subject may keep somebody from methadone or buprenorphine because a form is empty.
func TestAnEmptyRecordHoldsNoAgonistBack(t *testing.T) {
	for _, order := range []record.Order{methadone80, film8, orderOf(medication.BupSublocade, "300 mg")} {
		for _, f := range asked(t, "", nil, order).Findings {
			require.False(t, safetyIDs[f.Rule] && (f.Holds || f.Refuses()), "%s: %s", order.Product, f.String())
		}
	}
}

// Treatment that goes on with nothing new on record is not talked to.
func TestMaintenanceIsQuiet(t *testing.T) {
	for _, f := range asked(t, "", established, orderOf(medication.BupnxFilm, "16 mg/4 mg")).Findings {
		require.False(t, safetyIDs[f.Rule], "%s", f.String())
	}
}

// V04: 45 years old, methadone 280 mg with quetiapine, fluoxetine and alprazolam. The interactions warn and do not refuse.
func TestVignette04(t *testing.T) {
	before := []fact{dosed(medication.MethadoneConc, "280 mg", aDay), takes("quetiapine"), takes("fluoxetine"), takes("alprazolam"),
		reviewedSection(record.MedicinesSection), measuredValue(record.QTc, "540", aDay)}
	order := orderOf(medication.MethadoneConc, "290 mg")
	d := asked(t, "", before, order)
	require.Equal(t, plan.Refused, d.Status)
	require.Contains(t, rulesOf(d.Violated(record.Block)), record.RuleID("methadone.qtc.danger"))
	require.Subset(t, rulesOf(d.Violated(record.Warning)), []record.RuleID{"ix.benzo-cns", "ix.cyp3a4-inhibitor"})
	for _, f := range d.Violated(record.Block) {
		require.False(t, safetyIDs[f.Rule], "%s", f.String())
	}
}

// V56: detoxification is completed, the person goes without medication and without naloxone: two warnings, no refusal.
func TestVignette56(t *testing.T) {
	before := []fact{told(20*aDay, record.StageMove{Trigger: stages.Assess, To: stages.Assessment}),
		told(10*aDay, record.StageMove{Trigger: stages.BeginDetox, To: stages.Detox})}
	d := asked(t, "", before, record.StageMove{Trigger: stages.DischargePlanned, Reason: record.ReasonCompleted,
		MedicationContinues: truth.No})
	require.Contains(t, rulesOf(d.Violated(record.Warning)), record.RuleID("wm.naloxone"))
	require.Contains(t, rulesOf(d.Violated(record.Warning)), record.RuleID("wm.not-standalone"))
}

func TestLofexidineEnds(t *testing.T) {
	const duty = "wm.lofexidine.end"
	first, last := dosed(medication.LofexidineTab, "0.54 mg", 10*aDay), dosed(medication.LofexidineTab, "0.54 mg", time.Hour)
	got := due(t, "", []fact{first, last}, duty)
	require.Len(t, got, 1)
	require.Equal(t, civil.Must(2026, time.June, 18), got[0].Due, "the fourteenth day from 5 June on")
	require.Equal(t, plan.Upcoming, got[0].Status)
	require.Empty(t, due(t, "", []fact{first}, duty), "none since yesterday is the end")
	require.Empty(t, due(t, "", []fact{first, last, stoppedTreatment(medication.Lofexidine, time.Minute)}, duty))
	require.Empty(t, due(t, "", nil, duty))
}
