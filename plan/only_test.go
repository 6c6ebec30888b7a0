package plan_test

import (
	"testing"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/stretchr/testify/require"
)

// onlyWhere is a rule that objects to everything that its fact holds for.
func onlyWhere(id record.RuleID, only plan.AnyFact) plan.Rule {
	r := firstDayRule()
	r.ID, r.Aliases, r.Needs, r.Unless, r.Only = id, nil, nil, nil, only
	r.Judge = func(v *plan.View) plan.Result { return v.Violated(nil, "no") }
	return r
}

var (
	onceGiven = plan.Given(func(v *plan.View) bool {
		_, ok := v.LastDose(medication.Methadone)
		return ok
	})
	beyondLimit = plan.Given(func(v *plan.View) bool { return firstDay.Of(v).Value.Compare(medication.Milligrams(1)) > 0 }, firstDay)
	undeclared  = plan.Given(func(v *plan.View) bool {
		firstDay.If(v)
		return false
	})
	breaks = plan.Given(func(*plan.View) bool { panic("a slip") })
)

// TestRulesThatNeedAFactAreLeftOutTogether asks what a fact does that holds, that does not, that lacks its limit, that reads what it
// did not declare, and that panics: only the one that does not hold is silence.
func TestRulesThatNeedAFactAreLeftOutTogether(t *testing.T) {
	rules := []plan.Rule{onlyWhere("test.given", onceGiven), onlyWhere("test.given-too", onceGiven), onlyWhere("test.limit", beyondLimit),
		onlyWhere("test.undeclared", undeclared), onlyWhere("test.breaks", breaks)}
	e := newEngine(t, jurisdiction(firstDay.Always(medication.Milligrams(50), source)), rules...)
	none := newEngine(t, jurisdiction(), rules...)
	bare := e.Open("p")
	given, _ := apply(t, e, bare, at(1, "a", dose(30)))
	said := func(e *plan.Engine, p plan.Plan) (rules []record.RuleID, d plan.Decision) {
		d, err := e.Check(p, at(2, "", order(30)))
		require.NoError(t, err)
		for _, f := range d.Findings {
			rules = append(rules, f.Rule)
		}
		return rules, d
	}
	rulesOf, d := said(e, bare)
	require.ElementsMatch(t, []record.RuleID{"test.limit", "test.undeclared", "test.breaks"}, rulesOf)
	require.Equal(t, plan.Refused, d.Status)
	rulesOf, d = said(e, given)
	require.ElementsMatch(t, []record.RuleID{"test.given", "test.given-too", "test.limit", "test.undeclared", "test.breaks"}, rulesOf)
	for _, f := range d.Findings {
		if f.Rule == "test.given-too" {
			require.Equal(t, record.EventID("a"), f.Causes[0].Event, "each rule rests on what its fact was found from")
		}
	}
	_, d = said(none, bare)
	require.Equal(t, []record.RuleID{"test.limit"}, d.NotJudged, "a limit that is not set is said, and no silence")
	x, err := e.Explain(bare, at(2, "", order(30)), "test.given")
	require.NoError(t, err)
	require.Equal(t, plan.VerdictNotApplicable, x.Finding.Verdict)
}
