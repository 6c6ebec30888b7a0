package guidance_test

import (
	"slices"
	"testing"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/guidance"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/stretchr/testify/require"
)

// TestDispatchFindsWhatAskingEachRuleFinds judges the events of cases, and asks every rule about them one by one: what is left out
// together says nothing when it is asked alone, and what is asked says the same.
func TestDispatchFindsWhatAskingEachRuleFinds(t *testing.T) {
	const oneIn = 23 // the cases are many and alike, and each is asked of all rules
	engines := map[string]*plan.Engine{}
	left := 0
	for i, c := range allCases() {
		if i%oneIn != 0 {
			continue
		}
		if engines[c.jurisdiction] == nil {
			engines[c.jurisdiction] = engineFor(t, c.jurisdiction)
		}
		engine, asked := engines[c.jurisdiction], now.Add(c.day)
		p := planOf(t, engine, asked, c.before)
		ev := record.Event{ID: "ask", At: asked, Actor: record.Actor{ID: "a", Role: "physician"}, Body: c.ask}
		findings, err := engine.Judge(p, ev)
		require.NoError(t, err)
		for _, r := range guidance.All() {
			x, err := engine.Explain(p, ev, r.ID)
			if err != nil { // a rule of another place
				continue
			}
			if !x.Watched || x.Finding.Suspends != nil { // what a suspended rule would have said is not told
				left++
				continue
			}
			said := slices.IndexFunc(findings, func(f plan.Finding) bool { return f.Rule == x.Finding.Rule })
			switch x.Finding.Verdict {
			case plan.VerdictNotJudged:
				require.True(t, said < 0 || r.Essential, "%s/%s: %s", c.rule, c.name, r.ID) // an essential rule holds, and says so
			case plan.VerdictMet, plan.VerdictNotApplicable:
				require.Negative(t, said, "%s/%s: %s", c.rule, c.name, r.ID)
			default:
				require.GreaterOrEqual(t, said, 0, "%s/%s: %s says %s", c.rule, c.name, r.ID, x.Finding.String())
				require.Equal(t, x.Finding.String(), findings[said].String())
				require.Equal(t, x.Finding.Causes, findings[said].Causes)
			}
		}
	}
	require.NotZero(t, left)
}
