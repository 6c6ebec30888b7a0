package jurisdiction_test

import (
	"testing"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/jurisdiction"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/stretchr/testify/require"
)

func TestPlacesAreFoundByName(t *testing.T) {
	seen := map[string]bool{}
	for _, place := range jurisdiction.All() {
		engine, err := jurisdiction.Engine(place.ID, time.UTC)
		require.NoError(t, err, place.ID)
		require.Equal(t, place.ID, engine.Jurisdiction().ID)
		for _, name := range append(place.Aliases, place.ID) {
			require.False(t, seen[name], "%s is two places", name)
			seen[name] = true
			found, err := jurisdiction.Named(" " + name + " ")
			require.NoError(t, err)
			require.Equal(t, place.ID, found.ID)
		}
		require.Empty(t, foreign(engine.Omissions(), place.ID))
	}
	_, err := jurisdiction.Named("atlantis")
	require.ErrorContains(t, err, `jurisdiction: unknown jurisdiction "atlantis": there are us, us-`)
	for _, place := range jurisdiction.All() {
		require.ErrorContains(t, err, place.ID)
	}
	_, err = jurisdiction.Engine("us", nil)
	require.ErrorContains(t, err, "time zone")
}

// foreign returns the omissions that do not belong to a nation: no place leaves out the rules of another.
func foreign(omissions []plan.Omission, id string) (rules []record.RuleID) {
	for _, o := range omissions {
		if id == "us" || id == "gb" || len(o.Cites) == 0 {
			rules = append(rules, o.Rule)
		}
	}
	return rules
}

// A new place that sets nothing judges by the rules of everywhere: what needs a limit is not judged and says so, what needs none is,
// and what is essential holds.
func TestAnEmptyPlaceJudges(t *testing.T) {
	engine, err := plan.New(jurisdiction.Config(plan.Jurisdiction{ID: "new", Version: "1", Title: "A new place", Zone: time.UTC}))
	require.NoError(t, err)
	now := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	order := record.Event{ID: "o", At: now, Actor: record.Actor{ID: "d", Role: "physician"}, Body: record.Order{Product: medication.BupSL,
		Dose: medication.Dose{Principal: medication.Milligrams(4)}}}
	d, err := engine.Check(engine.Open("p"), order)
	require.NoError(t, err)
	require.NotEmpty(t, d.NotJudged, "limits that nobody set are said on the decision")
	require.NotEmpty(t, d.Findings, "rules without limits are judged")
	require.NotEmpty(t, engine.Unset(), "and once on the engine")
	for _, f := range d.Findings {
		require.NotContains(t, string(f.Rule), "otp.", "law of the United States")
		require.NotContains(t, string(f.Rule), "gb.", "practice of the United Kingdom")
	}
	naltrexone := order
	naltrexone.Body = record.Order{Product: medication.NtxPO, Dose: medication.Dose{Principal: medication.Milligrams(50)}}
	d, err = engine.Check(engine.Open("p"), naltrexone)
	require.NoError(t, err)
	require.NotEqual(t, plan.Allowed, d.Status, "the waits of decision 9 are essential: without their limits nothing goes")
}
