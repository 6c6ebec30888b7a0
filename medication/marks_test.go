package medication_test

import (
	"strings"
	"testing"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/stretchr/testify/require"
)

// mark is how well the evidence confirms one label fact, found by its topic and some of its words.
type mark struct {
	id    medication.ProductID
	topic medication.Topic
	words string
	want  evidence.Provenance
}

// Facts whose sources were found to say less, or something else, than they are easily taken to say: the mark of each is that of
// the source that was seen, and never that of its neighbors.
var marks = []mark{
	{medication.MethadoneTab, medication.FirstDose, "no single first dose above 30 mg", evidence.Secondary},
	{medication.MethadoneTab, medication.DoseStep, "after 2 to 4 hours", evidence.Weak},
	{medication.MethadoneTab, medication.FirstDayTotal, "40 mg", evidence.Secondary},
	{medication.MethadoneTab, medication.Discontinuation, "less than 10 %", evidence.Secondary},
	{medication.MethadoneTab, medication.Contraindication, "hypercarbia", evidence.Secondary},
	{medication.MethadoneTab, medication.HepaticImpairment, "titrate slowly", evidence.Unconfirmed},

	{medication.BupSL, medication.AgonistCeiling, "prolonged precipitated withdrawal", evidence.Weak},
	{medication.BupSL, medication.AgonistCeiling, "below 30 mg", evidence.Secondary},
	{medication.BupSL, medication.BoxedWarning, "none", evidence.Unconfirmed},
	{medication.BupnxSL, medication.BoxedWarning, "none", evidence.Unconfirmed},
	{medication.BupnxZubsolv, medication.BoxedWarning, "none", evidence.Unconfirmed},
	{medication.BupnxFilm, medication.BoxedWarning, "none", evidence.Secondary},
	{medication.BupnxFilm, medication.FirstDose, "objective signs of moderate withdrawal", evidence.Primary},
	{medication.BupnxFilm, medication.Warning, "safety in children is not established", evidence.Secondary},
	{medication.BupnxFilm, medication.HepaticImpairment, "start on buprenorphine alone", evidence.Weak},
	{medication.BupnxZubsolv, medication.DoseStep, "4.2 mg/1.08 mg", evidence.Secondary},
	{medication.BupnxZubsolv, medication.FirstDayTotal, "5.7 mg/1.4 mg", evidence.Primary},

	{medication.BupSublocade, medication.Administration, "back of the upper arm", evidence.Secondary},
	{medication.BupBrixadiWeekly, medication.FirstDose, "single transmucosal dose", evidence.Primary},
	{medication.BupBrixadiWeekly, medication.FirstDose, "test dose of 4 mg", evidence.Weak},
	{medication.BupBrixadiWeekly, medication.Administration, "steady state", evidence.Unconfirmed},
	{medication.BupBrixadiWeekly, medication.MissedDose, "2 days", evidence.Primary},
	{medication.BupBrixadiMonthly, medication.MissedDose, "28 days", evidence.Secondary},
	{medication.BupBrixadiMonthly, medication.Discontinuation, "4 months", evidence.Primary},

	{medication.NtxPO, medication.Contraindication, "acute hepatitis or liver failure", evidence.Primary},
	{medication.NtxPO, medication.HepaticImpairment, "3 to 5 times", evidence.Secondary},
	{medication.NtxPO, medication.HepaticImpairment, "5 times normal or more", evidence.Weak},
	{medication.NtxPO, medication.Administration, "observe for 20 minutes", evidence.Secondary},
	{medication.NtxXR, medication.Administration, "another after 24 hours", evidence.Secondary},
	{medication.NtxXR, medication.Discontinuation, "at least 30 days", evidence.Secondary},
	{medication.NtxXR, medication.Discontinuation, "24 to 30 days", evidence.Weak},
	{medication.NtxXR, medication.HepaticImpairment, "mild and moderate", evidence.Unconfirmed},
	{medication.NtxXR, medication.HepaticImpairment, "severe", evidence.Weak},

	{medication.LofexidineTab, medication.Warning, "ECG in heart failure", evidence.Primary},
	{medication.LofexidineTab, medication.Warning, "potassium and magnesium", evidence.Secondary},
	{medication.LofexidineTab, medication.Interaction, "2 hours", evidence.Secondary},
	{medication.ClonidineTab, medication.UsualDose, "0.1 to 0.3 mg", evidence.Weak},
	{medication.NaloxoneInj, medication.UsualDose, "0.4 to 2 mg", evidence.Secondary},

	{medication.MethadoneSolnGB, medication.Contraindication, "obstructive airways disease", evidence.Secondary},
	{medication.MethadoneSolnGB, medication.Contraindication, "paralytic ileus", evidence.Secondary},
	{medication.MethadoneSolnGB, medication.UsualDose, "40 to 60 mg", evidence.Secondary},
	{medication.MethadoneSolnGB, medication.UsualDose, "60 to 120 mg", evidence.Primary},
	{medication.MethadoneSoln5GB, medication.Contraindication, "asthma", evidence.Secondary},
	{medication.MethadoneConcGB, medication.FirstDayTotal, "up to 40 mg", evidence.Secondary},
	{medication.MethadoneConcGB, medication.RenalImpairment, "50 %", evidence.Secondary},
	{medication.BupSLGB, medication.FirstDose, "mild to moderate withdrawal", evidence.Secondary},
	{medication.BupnxSLGB, medication.SinceShortActing, "6 hours", evidence.Secondary},
	{medication.BupnxSLGB, medication.AgonistCeiling, "at most 30 mg", evidence.Secondary},
	{medication.BupnxSLGB, medication.Warning, "over 15 years", evidence.Secondary},
	{medication.BupEspranor, medication.DailyMaximum, "18 mg", evidence.Unconfirmed},
	{medication.BupBuvidalWeekly, medication.DoseStep, "sum of the first week", evidence.Primary},
	{medication.BupBuvidalWeekly, medication.Administration, "8 weeks", evidence.Primary},
	{medication.BupBuvidalMonthly, medication.Warning, "at least 4 weeks", evidence.Secondary},
	{medication.NtxPOGB, medication.HepaticImpairment, "before and during", evidence.Primary},
	{medication.NtxPOGB, medication.HepaticImpairment, "3 times normal", evidence.Secondary},
	{medication.NtxPOGB, medication.Administration, "1.6 mg", evidence.Primary},
}

func TestMarksOfLabelFacts(t *testing.T) {
	for _, m := range marks {
		var found []evidence.Provenance
		for _, f := range product(t, m.id).Facts(m.topic) {
			if strings.Contains(f.Text, m.words) {
				found = append(found, f.Cite.Provenance)
			}
		}
		require.Equal(t, []evidence.Provenance{m.want}, found, "%s, %s: %s", m.id, m.topic, m.words)
	}
}
