package plan_test

import (
	"testing"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/stretchr/testify/require"
)

// row offers 10 mg, and 20 mg where a pulse of 80 would have been found.
func row(id record.RuleID) plan.Alternative {
	return plan.Alternative{ID: id, Title: "less", Why: "it may be enough", Watches: record.Prescribes, Cites: []evidence.Citation{source},
		Make: func(*plan.View) []plan.Candidate {
			found := []record.Body{record.Measured{Measure: record.Pulse, Value: record.Whole(80)}}
			return []plan.Candidate{{What: "10 mg", Ways: []plan.Way{{Body: order(10)}}},
				{What: "20 mg", Ways: []plan.Way{{Body: order(20)}, {If: found, Body: order(20)}}}}
		}}
}

// TestInsteadAsksTheRules refuses 60 mg on the first day and holds what is left without a pulse: what a row says is asked, and the way by
// which it is allowed is the one that is returned.
func TestInsteadAsksTheRules(t *testing.T) {
	e, err := plan.New(plan.Config{Jurisdiction: jurisdiction(firstDay.Always(order(50).Dose.Principal, source)),
		Rules: []plan.Rule{firstDayRule(), pulseRule()}, Alternatives: []plan.Alternative{row("test.less")}})
	require.NoError(t, err)
	p := e.Open("p")
	in, err := e.Instead(p, at(0, "ask", order(60)))
	require.NoError(t, err)
	require.Equal(t, plan.Refused, in.Now.Status)
	require.Len(t, in.Held, 1)
	require.Equal(t, []plan.Datum{{Name: "pulse"}}, in.Held[0].Missing)
	require.Equal(t, "less: 10 mg (with pulse)", in.Held[0].String())
	require.Len(t, in.Possible, 1)
	require.Equal(t, "less: 20 mg (if: Pulse 80 /min)", in.Possible[0].String())
	require.Len(t, in.Possible[0].If, 1)

	p, _ = apply(t, e, p, at(0, "died", record.Died{}))
	in, err = e.Instead(p, at(1, "ask", order(60)))
	require.NoError(t, err)
	require.Empty(t, in.Possible)
	require.Empty(t, in.String())
}

// TestARowThatDoesNotWorkIsAnError breaks rows in each way.
func TestARowThatDoesNotWorkIsAnError(t *testing.T) {
	config := plan.Config{Jurisdiction: jurisdiction(firstDay.Always(order(50).Dose.Principal, source)), Rules: []plan.Rule{firstDayRule()}}
	for name, spoil := range map[string]func(*plan.Alternative){
		"no title": func(a *plan.Alternative) { a.Title = " " }, "no reason": func(a *plan.Alternative) { a.Why = "" },
		"no source": func(a *plan.Alternative) { a.Cites = nil }, "watches nothing": func(a *plan.Alternative) { a.Watches = 0 },
		"no function": func(a *plan.Alternative) { a.Make = nil }, "no ID": func(a *plan.Alternative) { a.ID = "Less" },
	} {
		a := row("test.less")
		spoil(&a)
		with := config
		with.Alternatives = []plan.Alternative{a}
		_, err := plan.New(with)
		require.Error(t, err, name)
	}
	config.Alternatives = []plan.Alternative{row("test.less"), row("test.less")}
	_, err := plan.New(config)
	require.ErrorContains(t, err, "duplicate alternative")

	for name, broken := range map[string]func(v *plan.View) []plan.Candidate{
		"panicked":         func(*plan.View) []plan.Candidate { panic("broken") },
		"does not declare": func(v *plan.View) []plan.Candidate { firstDay.Of(v); return nil },
		"record: unknown prod": func(*plan.View) []plan.Candidate {
			return []plan.Candidate{{Ways: []plan.Way{{Body: record.Order{Product: "x"}}}}}
		},
	} {
		a := row("test.less")
		a.Make = broken
		config.Alternatives = []plan.Alternative{a}
		e, err := plan.New(config)
		require.NoError(t, err)
		_, err = e.Instead(e.Open("p"), at(0, "ask", order(60)))
		require.Error(t, err, name)
	}
}
