package record_test

import (
	"testing"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/stretchr/testify/require"
)

// TestHypersensitivities holds what a hypersensitivity is to, however it was named.
func TestHypersensitivities(t *testing.T) {
	for _, c := range []struct {
		body record.AllergyReported
		to   medication.Substance // zero: to none of the catalogue
		says string
	}{
		{record.AllergyReported{Substance: medication.Naltrexone}, medication.Naltrexone, "hypersensitivity to naltrexone"},
		{record.AllergyReported{Substance: medication.Methadone, Agent: "Methadose"}, medication.Methadone,
			"hypersensitivity to methadone"},
		{record.AllergyReported{Agent: "Naltrexone"}, medication.Naltrexone, "hypersensitivity to Naltrexone"},
		{record.AllergyReported{Agent: "buprenorphine/naloxone"}, medication.Buprenorphine, "hypersensitivity to buprenorphine/naloxone"},
		{record.AllergyReported{Agent: "penicillin"}, 0, "hypersensitivity to penicillin"},
	} {
		require.NoError(t, c.body.Validate())
		to, ok := c.body.To()
		require.Equal(t, c.to != 0, ok)
		require.Equal(t, c.to, to)
		require.Equal(t, c.says, record.Describe(c.body))
	}
	for _, body := range []record.AllergyReported{{}, {Agent: " "}, {Substance: 200}, {Substance: 200, Agent: "penicillin"}} {
		require.Error(t, body.Validate())
	}
}

// TestUnequalDosesInALine holds how an order with unequal doses reads, and what a day of it comes to.
func TestUnequalDosesInALine(t *testing.T) {
	mg := medication.Milligrams
	order := record.Order{Product: medication.MethadoneConc, Dose: medication.Dose{Principal: mg(60)}, PerDay: 2,
		Parts: []medication.Mass{mg(60), mg(40)}}
	require.Equal(t, mg(100), order.DayTotal())
	require.Equal(t, "order methadone oral concentrate 60 mg + 40 mg", record.Describe(order))
	order.Parts = nil
	require.Equal(t, "order methadone oral concentrate 60 mg 2 times a day", record.Describe(order))
}

// TestRangeInALine holds how an order with a range reads, what a day of it comes to, and what it means: the upper end, with the lower one.
func TestRangeInALine(t *testing.T) {
	mg := medication.Milligrams
	order := record.Order{Product: medication.MethadoneConc, Dose: medication.Dose{Principal: mg(60)}, PerDay: 2,
		Least: medication.Dose{Principal: mg(40)}, SupplyDays: 3}
	require.Equal(t, "order methadone oral concentrate 40 mg to 60 mg 2 times a day", record.Describe(order))
	require.Equal(t, []medication.Mass{mg(120), mg(80)}, []medication.Mass{order.DayTotal(), order.DayLeast()})
	acts := record.ActsOf(&record.Event{Body: order})
	for _, means := range []record.Means{record.Prescribes, record.HandsOver} {
		act, ok := acts.Of(means, 0)
		require.True(t, ok)
		require.Equal(t, []medication.Mass{mg(60), mg(120), mg(80)}, []medication.Mass{act.Dose, act.Day, act.DayLeast()}, means)
	}
	order.Least = medication.Dose{}
	require.Equal(t, order.DayTotal(), order.DayLeast())
	acts = record.ActsOf(&record.Event{Body: order})
	act, _ := acts.Of(record.Prescribes, 0)
	require.Equal(t, act.Day, act.DayLeast())
}
