package guidance_test

import (
	"testing"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/stretchr/testify/require"
)

// TestSinceWhenAFindingHolds orders methadone beside a sedative again and again: the warning is the same until another sedative comes, and
// a day that only passes changes nothing.
func TestSinceWhenAFindingHolds(t *testing.T) {
	engine := engineFor(t, "us")
	order := methadoneOf(80)
	facts := []fact{daysAgo(200, methadoneGiven(80)), daysAgo(60, record.MedicineReported{Agent: "diazepam", Taking: truth.Yes}),
		daysAgo(50, order), daysAgo(40, order), daysAgo(40, methadoneGiven(80)), daysAgo(30, record.PersonRegistered{}), daysAgo(20, order)}
	said := func(facts []fact, rule record.RuleID) (plan.Plan, record.Event, *plan.Finding) {
		p := planOf(t, engine, now, facts)
		ask := record.Event{ID: "ask", At: now, Actor: record.Actor{ID: "a", Role: "physician"}, Body: order}
		d, err := engine.Check(p, ask)
		require.NoError(t, err)
		for i := range d.Findings {
			if d.Findings[i].Rule == rule {
				return p, ask, &d.Findings[i]
			}
		}
		require.Fail(t, "nothing was said", "%s", rule)
		return p, ask, nil
	}
	const rule = "ix.benzo-cns"
	p, ask, f := said(facts, rule)
	since, err := engine.Since(p, ask, f)
	require.NoError(t, err)
	require.Equal(t, now.AddDate(0, 0, -60), since, "since it was reported, or the first order beside it")

	changed := append(facts[:len(facts):len(facts)], daysAgo(10, record.MedicineReported{Agent: "pregabalin", Taking: truth.Yes}))
	p, ask, f = said(changed, rule)
	since, err = engine.Since(p, ask, f)
	require.NoError(t, err)
	require.Equal(t, now, since, "two sedatives are another matter than one")

	_, err = engine.Since(plan.Plan{}, ask, f)
	require.ErrorIs(t, err, plan.ErrNoPlan)
	_, err = engine.Since(p, ask, &plan.Finding{Rule: "no.rule"})
	require.ErrorIs(t, err, plan.ErrRule)
}

// TestSaysTheSame tells what changed from what only grew older.
func TestSaysTheSame(t *testing.T) {
	f := func(args ...any) *plan.Finding {
		return &plan.Finding{Rule: "a.rule", Verdict: plan.VerdictViolated, Severity: record.Warning,
			Text: plan.Text{Key: "%v since %v", Args: args}}
	}
	require.True(t, f("heroin", "3 days 2 h").SaysTheSame(f("heroin", "4 days")))
	require.True(t, f("heroin", "50 min").SaysTheSame(f("heroin", "2 h 10 min")))
	require.False(t, f("heroin", "3 days").SaysTheSame(f("fentanyl", "3 days")))
	require.False(t, f("3 missed doses", "x").SaysTheSame(f("4 missed doses", "x")))
	require.False(t, f(medication.Milligrams(26), "x").SaysTheSame(f(medication.Milligrams(30), "x")))
	worse := f("heroin", "3 days")
	worse.Severity = record.Block
	require.False(t, f("heroin", "3 days").SaysTheSame(worse))
	for _, change := range []func(*plan.Finding){
		func(f *plan.Finding) { f.Rule = "another.rule" },
		func(f *plan.Finding) { f.Verdict = plan.VerdictUnknown },
		func(f *plan.Finding) { f.Text.Key = "%v before %v" },
		func(f *plan.Finding) { f.Text.Args = f.Text.Args[:1] },
		func(f *plan.Finding) { f.Missing = []plan.Datum{{Name: "pulse"}} },
	} {
		changed := f("heroin", "3 days")
		change(changed)
		require.False(t, f("heroin", "3 days").SaysTheSame(changed), "%+v", changed)
		require.False(t, changed.SaysTheSame(f("heroin", "3 days")), "%+v", changed)
	}
	other := f("heroin", "3 days")
	other.Limit = &plan.LimitFact{Param: "a.limit", Value: "3"}
	require.False(t, f("heroin", "3 days").SaysTheSame(other))
	limited := f("heroin", "3 days")
	limited.Limit = &plan.LimitFact{Param: "a.limit", Value: "3"}
	require.True(t, limited.SaysTheSame(other))
	limited.Limit = &plan.LimitFact{Param: "another.limit", Value: "3"}
	require.False(t, limited.SaysTheSame(other))
	limited.Limit = &plan.LimitFact{Param: "a.limit", Value: "4"}
	require.False(t, limited.SaysTheSame(other))
}
