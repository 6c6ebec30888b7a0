package calendar_test

import (
	"testing"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/calendar"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages/scale"
	"github.com/stretchr/testify/require"
)

// TestDepotDirectStatesItsProtocol demands that the calendar of a depot without a test dose puts the protocol on record before its order,
// with place and last day, and is judged by it: an ordinary order of that depot is refused.
func TestDepotDirectStatesItsProtocol(t *testing.T) {
	in := medication.SettingEmergency
	p := newPerson(t, "us").ordinary(monday).so(monday.Add(-9*time.Hour), record.OpioidUsed{Agent: "heroin"}).
		so(monday, record.Scored{Scale: scale.COWS, Total: 6}, record.SignsObserved{Signs: []record.Sign{record.Yawning, record.Mydriasis}})
	c := p.follow("bup.depot.weekly-direct", calendar.Request{At: monday, Product: medication.BupBrixadiWeekly})
	state := record.ContextStated{Context: record.DirectDepot, Holds: truth.Yes, Protocol: c.Title, Setting: in, Until: civil.Must(2026, 3, 2)}
	require.Equal(t, []record.ContextStated{state}, c.States)

	orders := c.Orders()
	require.Len(t, orders, 2)
	require.Equal(t, record.Body(state), orders[0].Body, "the circumstance goes first")
	require.Equal(t, medication.BupBrixadiWeekly, orders[1].Body.(record.Order).Product)

	ordinary, err := p.engine.Check(p.plan, record.Event{ID: "x", At: monday, Body: orders[1].Body})
	require.NoError(t, err)
	require.Contains(t, rulesOf(ordinary.Reasons()), record.RuleID("bup.xr.test-dose"))
	require.NotContains(t, rulesOf(c.Days[0].Asked[0].Decision.Reasons()), record.RuleID("bup.xr.test-dose"))
}

func rulesOf(findings []plan.Finding) (rules []record.RuleID) {
	for i := range findings {
		rules = append(rules, findings[i].Rule)
	}
	return rules
}
