package plan_test

import (
	"testing"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/stretchr/testify/require"
)

func TestAmendTakesInAllOrNothing(t *testing.T) {
	e := simple(t)
	p, _ := apply(t, e, e.Open("p"), at(1, "a", dose(30)), at(30, "b", dose(30)))
	for name, events := range map[string][]record.Event{
		"malformed":  {at(2, "c", dose(30)), {ID: "d"}},
		"twice":      {at(2, "c", dose(30)), at(3, "c", dose(30))},
		"other body": {at(1, "a", dose(31))},
		"retraction": {at(2, "c", record.Retracted{Event: "a", Reason: "other"})},
		"correction": {{ID: "c", At: at(2, "", dose(1)).At, Body: dose(30), Replaces: "a"}},
	} {
		out, err := e.Amend(p, events)
		require.Error(t, err, name)
		require.True(t, out.Plan.Equal(p), name)
	}
	_, err := e.Amend(plan.Plan{}, nil)
	require.ErrorIs(t, err, plan.ErrNoPlan)
}

func TestAmendLeavesOutWhatIsNotAllowed(t *testing.T) {
	e := simple(t)
	p, _ := apply(t, e, e.Open("p"), at(1, "a", dose(30)), at(30, "b", dose(30)))
	out, err := e.Amend(p, []record.Event{at(40, "later", dose(30)), at(2, "order", order(30)), at(1, "a", dose(30)),
		at(0, "first", dose(10))})
	require.NoError(t, err)
	require.Equal(t, plan.Refused, out.Decisions[1].Status, "30 mg were given that day, and 10 mg before")
	require.Equal(t, plan.Allowed, out.Decisions[2].Status, "it was on record already")
	var ids []record.EventID
	for _, m := range out.Plan.Timeline() {
		if !m.Body.Kind().Derived() {
			ids = append(ids, m.ID)
		}
	}
	require.Equal(t, []record.EventID{"first", "a", "b", "later"}, ids)
	nothing, err := e.Amend(p, []record.Event{at(2, "order", order(30)), at(1, "a", dose(30))})
	require.NoError(t, err)
	require.True(t, nothing.Plan.Equal(p))
	require.Empty(t, nothing.Recorded)
}
