package plan_test

import (
	"testing"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/stretchr/testify/require"
)

// TestSummarySaysWhereThePersonStands reads the summary of somebody for whom methadone was ordered, then given, and who then died.
func TestSummarySaysWhereThePersonStands(t *testing.T) {
	e := newEngine(t, jurisdiction(firstDay.Always(order(50).Dose.Principal, source)), firstDayRule())
	ordered, _ := apply(t, e, e.Open("p"), at(0, "o", order(30)))
	sum := ordered.Summary()
	require.False(t, sum.Died)
	require.Len(t, sum.Medications, 1)
	require.True(t, sum.Medications[0].FirstAt.IsZero())
	require.True(t, sum.Medications[0].LastAt.IsZero())
	require.Equal(t, medication.Milligrams(30), sum.Medications[0].Ordered.Principal)

	given, _ := apply(t, e, ordered, at(1, "d1", dose(30)), at(25, "d2", dose(30)))
	m := given.Summary().Medications[0]
	require.Equal(t, start.Add(time.Hour), m.FirstAt)
	require.Equal(t, start.Add(25*time.Hour), m.LastAt)
	require.Equal(t, 2, m.Doses)

	died, _ := apply(t, e, given, at(30, "x", record.Died{}))
	require.True(t, died.Summary().Died)
}

// TestDiffSaysWhatCameAndWhatWent compares both ways: each line that only one of the two has is a change, and no other is.
func TestDiffSaysWhatCameAndWhatWent(t *testing.T) {
	e := newEngine(t, jurisdiction(firstDay.Always(order(50).Dose.Principal, source)), firstDayRule())
	before := e.Open("p")
	after, _ := apply(t, e, before, at(0, "o", order(30)))
	require.Empty(t, plan.Diff(after, after))
	came, went := plan.Diff(before, after), plan.Diff(after, before)
	require.Contains(t, came, plan.Change{What: "medication course since", After: "2026-03-02T09:00:00Z"})
	require.Len(t, went, len(came))
	for _, c := range came {
		require.Contains(t, went, plan.Change{What: c.What, Before: c.After, After: c.Before})
	}
}

// TestPlansAreEqualByAllThatTheyHold changes one thing of a plan of three events at a time.
func TestPlansAreEqualByAllThatTheyHold(t *testing.T) {
	e := newEngine(t, jurisdiction(firstDay.Always(order(50).Dose.Principal, source)), firstDayRule())
	three := func(id plan.ID, events ...record.Event) plan.Plan {
		p, err := e.Restore(id, events)
		require.NoError(t, err)
		return p
	}
	first, second := at(0, "a", dose(10)), at(1, "b", dose(10))
	taken := func(of record.EventID) record.Event {
		return at(2, "c", record.Retracted{Event: of, Reason: "entered in error"})
	}
	p := three("p", first, second, taken("a"))
	require.True(t, p.Equal(three("p", first, second, taken("a"))))
	require.False(t, p.Equal(three("q", first, second, taken("a"))), "of somebody else")
	require.False(t, p.Equal(three("p", first, second)), "shorter")
	require.False(t, p.Equal(three("p", second, first, taken("a"))), "told in another order")
	require.False(t, p.Equal(three("p", first, at(1, "b", dose(20)), taken("a"))), "another dose")
	require.False(t, p.Equal(three("p", first, second, taken("b"))), "another one taken back")
	require.False(t, p.Equal(plan.Plan{}))
}

// TestAsKnownLeavesOutWhatIsTakenBackLater folds what had been told by an hour: a retraction, and the event that it takes back, as far
// as each had been told.
func TestAsKnownLeavesOutWhatIsTakenBackLater(t *testing.T) {
	e := newEngine(t, jurisdiction(firstDay.Always(order(50).Dose.Principal, source)), firstDayRule())
	late := at(0, "late", dose(10))
	late.Recorded = start.Add(5 * time.Hour)
	events := []record.Event{late, at(1, "kept", dose(20)), at(2, "gone", dose(40)),
		at(3, "r1", record.Retracted{Event: "gone", Reason: "entered in error"}),
		at(4, "r2", record.Retracted{Event: "late", Reason: "entered in error"})}
	events[4].Recorded = start.Add(6 * time.Hour)
	p, err := e.Restore("p", events)
	require.NoError(t, err)
	for hours, want := range map[int][]record.EventID{1: {"kept"}, 2: {"kept", "gone"}, 3: {"kept", "gone", "r1"},
		5: {"late", "kept", "gone", "r1"}, 6: {"late", "kept", "gone", "r1", "r2"}} {
		known, err := e.AsKnown(p, start.Add(time.Duration(hours)*time.Hour))
		require.NoError(t, err)
		var ids []record.EventID
		for _, ev := range known.Events() {
			ids = append(ids, ev.ID)
		}
		require.ElementsMatch(t, want, ids, "after %d hours", hours)
	}
}

// TestACorrectionStaysOneAsKnown knows a correction with what it corrects, and alone where that was not told yet.
func TestACorrectionStaysOneAsKnown(t *testing.T) {
	e := newEngine(t, jurisdiction(firstDay.Always(order(50).Dose.Principal, source)), firstDayRule())
	fix := at(1, "fix", dose(20))
	fix.Replaces = "was"
	p, err := e.Restore("p", []record.Event{at(0, "was", dose(10)), fix})
	require.NoError(t, err)
	known, err := e.AsKnown(p, start.Add(2*time.Hour))
	require.NoError(t, err)
	require.True(t, known.Equal(p))
	require.Equal(t, 1, known.Summary().Medications[0].Doses, "what was corrected does not count")
}

// TestNamesOfVerdicts writes each, and those that there are not.
func TestNamesOfVerdicts(t *testing.T) {
	require.Equal(t, "not-judged", plan.VerdictNotJudged.String())
	require.Equal(t, "invalid", plan.Verdict(0).String())
	require.Equal(t, "invalid", (plan.VerdictNotJudged + 1).String())
}

// TestTheLastUseIsTheLaterOfWhatIsToldAndGiven asks for a class that methadone belongs to.
func TestTheLastUseIsTheLaterOfWhatIsToldAndGiven(t *testing.T) {
	use := record.OpioidUsed{Agent: "morphine ER"}
	for name, c := range map[string]struct {
		facts []record.Body
		want  string
		ago   time.Duration
	}{
		"nothing":                {nil, "", 0},
		"a dose":                 {[]record.Body{dose(10)}, "methadone", time.Hour},
		"a use":                  {[]record.Body{use}, "morphine ER", time.Hour},
		"a dose after a use":     {[]record.Body{use, dose(10)}, "methadone", time.Hour},
		"a use after a dose":     {[]record.Body{dose(10), use}, "morphine ER", time.Hour},
		"a dose before two uses": {[]record.Body{dose(10), use, record.OpioidUsed{Agent: "heroin"}}, "morphine ER", 2 * time.Hour},
	} {
		seen(t, func(v *plan.View) {
			last, ok := v.LastUse(medication.LongActingOpioid)
			require.Equal(t, c.want != "", ok, name)
			require.Equal(t, c.want, last.Agent, name)
			if ok {
				require.Equal(t, c.ago, v.Since(last.At), name)
			}
		}, c.facts...)
	}
}

// TestAgeIsKnownWithTheDayOfBirth says that the age is not known without a day of birth, or with one that is still to come.
func TestAgeIsKnownWithTheDayOfBirth(t *testing.T) {
	ask := func(v *plan.View) plan.Result { v.Age(); return v.Met() }
	born := record.PersonRegistered{Birth: civil.Must(1990, time.May, 1)}
	require.Empty(t, decide(t, []record.Event{at(0, "p", born)}, ask))
	require.Equal(t, []string{"the age"}, decide(t, []record.Event{at(0, "p", record.PersonRegistered{})}, ask))
	born.Birth = civil.Must(2990, time.May, 1)
	require.Equal(t, []string{"the age"}, decide(t, []record.Event{at(0, "p", born)}, ask))
}

// TestInsteadNeedsNoID asks about an order that nobody gave an ID, and is offered a fact.
func TestInsteadNeedsNoID(t *testing.T) {
	supply := plan.Alternative{ID: "test.supply", Title: "a supply", Why: "it helps", Watches: record.Prescribes, Cites: row("test.a").Cites,
		Make: func(*plan.View) []plan.Candidate {
			return []plan.Candidate{{Ways: []plan.Way{{Body: record.NaloxoneSupplied{}}}}}
		}}
	e, err := plan.New(plan.Config{Jurisdiction: jurisdiction(firstDay.Always(order(50).Dose.Principal, source)),
		Rules: []plan.Rule{firstDayRule()}, Alternatives: []plan.Alternative{supply}})
	require.NoError(t, err)
	in, err := e.Instead(e.Open("p"), at(0, "", order(60)))
	require.NoError(t, err)
	require.Len(t, in.Possible, 1)
	require.Equal(t, record.EventID("check"), in.Possible[0].Asked.ID)
}

// TestVerdictsNameWhatIsMet lists the rules that are met, and none that did not apply.
func TestVerdictsNameWhatIsMet(t *testing.T) {
	rule := func(id record.RuleID, judge func(*plan.View) plan.Result) plan.Rule {
		return plan.Rule{ID: id, Title: "Looks", Severity: record.Warning, Watches: everything(), Remedy: "none",
			Cites: []evidence.Citation{source}, Judge: judge}
	}
	e := newEngine(t, jurisdiction(), rule("test.met", func(v *plan.View) plan.Result { return v.Met() }),
		rule("test.beside", func(v *plan.View) plan.Result { return v.NotApplicable() }))
	p, err := e.Restore("p", []record.Event{at(0, "given", dose(30))})
	require.NoError(t, err)
	n := 0
	for _, all := range e.Verdicts(p) {
		require.Equal(t, []plan.RuleID{"test.met"}, all.Met)
		n++
	}
	require.Equal(t, 1, n)
	for _, decision := range e.Audit(p) {
		require.Empty(t, decision.Findings)
	}
}
