package medication_test

import (
	"testing"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/stretchr/testify/require"
)

func TestInjectionWindow(t *testing.T) {
	for _, c := range []struct {
		id                    medication.ProductID
		earliest, due, latest int
		early, late           evidence.Provenance
		byMonth               bool
	}{
		{medication.BupSublocade, 26, 28, 42, evidence.Secondary, evidence.Unconfirmed, true}, // two weeks after our reading of "monthly"
		{medication.BupBrixadiWeekly, 5, 7, 9, evidence.Primary, evidence.Primary, false},
		{medication.BupBrixadiMonthly, 21, 28, 35, evidence.Secondary, evidence.Secondary,
			false}, // a week either way was read; 28 days were not
		{medication.BupBuvidalWeekly, 5, 7, 9, evidence.Secondary, evidence.Secondary, false},
		{medication.BupBuvidalMonthly, 21, 28, 35, evidence.Secondary, evidence.Secondary, false},
		{medication.NtxXR, 25, 28, 31, evidence.Unconfirmed, evidence.Unconfirmed, true},
	} {
		w, ok := medication.InjectionWindow(product(t, c.id), monday)
		require.True(t, ok, c.id)
		require.Equal(t, monday.Add(c.earliest), w.Earliest, c.id)
		require.Equal(t, monday.Add(c.due), w.Due, c.id)
		require.Equal(t, monday.Add(c.latest), w.Latest, c.id)
		require.Equal(t, c.early, w.EarliestProvenance, c.id)
		require.Equal(t, c.late, w.LatestProvenance, c.id)
		require.NotEmpty(t, w.Note, c.id)
		require.NotEmpty(t, w.Cites, c.id)
		for _, cite := range w.Cites {
			require.NoError(t, cite.Validate(), c.id)
		}
		for day, want := range map[int]bool{
			c.earliest - 1: false, c.earliest: true, c.due: true, c.latest: true, c.latest + 1: false,
		} {
			require.Equal(t, want, w.Contains(monday.Add(day)), "%s day %d", c.id, day)
		}
		require.Equal(t, c.byMonth, !w.DueByMonth.IsZero(), c.id)
	}
}

func TestEveryDepotHasAWindowAndNothingElseHas(t *testing.T) {
	for _, p := range medication.Products() {
		w, ok := medication.InjectionWindow(p, monday)
		require.Equal(t, p.DepotDays() > 0, ok, p)
		require.Equal(t, p.Form() == medication.FormDepot, ok, p)
		if ok {
			require.Equal(t, p.DepotDays(), w.Due.Since(monday), p)
		}
		_, ok = medication.InjectionWindow(p, civil.Date{})
		require.False(t, ok, p)
	}
	_, ok := medication.InjectionWindow(medication.Product{}, monday)
	require.False(t, ok)
}

func TestVivitrolHasTwoDueDays(t *testing.T) {
	vivitrol := product(t, medication.NtxXR)
	for last, byMonth := range map[string]string{
		"2026-01-31": "2026-02-28", "2026-02-02": "2026-03-02", "2026-03-15": "2026-04-15", "2028-01-30": "2028-02-29",
	} {
		day, err := civil.Parse(last)
		require.NoError(t, err)
		w, ok := medication.InjectionWindow(vivitrol, day)
		require.True(t, ok)
		require.Equal(t, byMonth, w.DueByMonth.String())
	}
	for offset := range 800 {
		w, _ := medication.InjectionWindow(vivitrol, monday.Add(offset))
		require.False(t, w.DueByMonth.Before(w.Due), "a month is never shorter than four weeks")
		require.True(t, w.Contains(w.DueByMonth), "both readings lie in the proposed window")
	}
}

func TestSecondInjectionWindow(t *testing.T) {
	w, ok := medication.SecondInjectionWindow(product(t, medication.BupSublocade), civil.Must(2026, time.January, 31))
	require.True(t, ok)
	require.Equal(t, "2026-02-07", w.Earliest.String())
	require.Equal(t, "2026-02-28", w.Latest.String())
	require.True(t, w.Due.IsZero(), "the label names no nominal day")
	require.Equal(t, evidence.Secondary, w.EarliestProvenance)
	require.Equal(t, evidence.Secondary, w.LatestProvenance)
	_, ok = medication.SecondInjectionWindow(product(t, medication.BupSublocade), civil.Date{})
	require.False(t, ok)
	_, ok = medication.SecondInjectionWindow(product(t, medication.BupBrixadiMonthly), monday)
	require.False(t, ok)
}

func TestWindowWithoutBoundsContainsNothing(t *testing.T) {
	require.False(t, medication.Window{}.Contains(monday))
	require.False(t, medication.Window{Earliest: monday}.Contains(monday))
	require.False(t, medication.Window{Latest: monday}.Contains(monday))
	require.True(t, medication.Window{Earliest: monday, Latest: monday}.Contains(monday))
	require.False(t, medication.Window{Earliest: monday, Latest: monday}.Contains(civil.Date{}))
}
