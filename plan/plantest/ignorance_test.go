package plantest_test

import (
	"testing"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/plantest"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/stretchr/testify/require"
)

// TestForgetLeavesNothingOfATopic forgets each topic of a record of every kind: nothing is left that speaks of it, and all else is.
func TestForgetLeavesNothingOfATopic(t *testing.T) {
	facts := []plantest.Told{
		{Ago: 9 * time.Hour, Body: record.Reviewed{Section: record.MedicinesSection}},
		{Ago: 8 * time.Hour, Body: record.MedicineReported{Agent: "alprazolam", Taking: truth.Yes}},
		{Ago: 7 * time.Hour, Body: record.Screened{Results: []record.AnalyteResult{{Analyte: record.AnalyteFentanyl,
			Result: record.Negative}, {Analyte: record.AnalyteMethadone, Result: record.Positive}}}},
		{Ago: 6 * time.Hour, Body: record.DoseTaken{Product: medication.MethadoneTab}},
		{Ago: 5 * time.Hour, Body: record.DosesLost{Substance: medication.Methadone, Days: 1, How: record.LossLost}},
		{Ago: 4 * time.Hour, Body: record.StopMedication{Substance: medication.Methadone, Reason: record.ReasonClinical}},
	}
	for _, kind := range record.AllKinds() {
		if zero := kind.Zero(); kind != record.KindScreened {
			facts = append(facts, plantest.Told{Ago: time.Hour, Body: zero})
		}
	}
	topics := plantest.TopicsOf(facts)
	require.Subset(t, topics, []plantest.Topic{plantest.MedicinesTopic, plantest.OpioidUseTopic, plantest.ConditionsTopic,
		plantest.AllergiesTopic, "doses of methadone", "tests for fentanyl", "tests for methadone", "died"})
	for _, topic := range topics {
		left := plantest.Forget(facts, topic)
		require.NotContains(t, plantest.TopicsOf(left), topic)
		require.Len(t, plantest.TopicsOf(left), len(topics)-1, "%s", topic)
	}
	require.Empty(t, plantest.Forget(facts, topics...))
	require.Len(t, plantest.Forget(facts, "doses of methadone"), len(facts)-3, "taken, lost, ended")
	require.Len(t, plantest.Forget(facts, "tests for fentanyl"), len(facts), "the other result stays")
}
