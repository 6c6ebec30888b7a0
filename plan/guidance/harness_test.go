package guidance_test

import (
	"cmp"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/guidance"
	"github.com/oudpath/oudpath/plan/jurisdiction"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/stretchr/testify/require"
)

// now is the time of the event that the cases ask about.
var now = time.Date(2026, 6, 15, 10, 0, 0, 0, time.UTC)

// fact is an event that was so some time before now.
type fact struct {
	ago  time.Duration
	body record.Body
}

// outcome is what a case expects of its rule.
type outcome string

const (
	blocks     outcome = "block"
	warns      outcome = "warning"
	advises    outcome = "advice"
	met        outcome = "met"
	irrelevant outcome = "not-applicable"
	unknown    outcome = "unknown"    // reported, and an intent is held back if the rule can refuse
	suspended  outcome = "suspended"  // an exception leaves nothing
	notJudged  outcome = "not-judged" // a limit is not set on that day
)

// fires reports whether the outcome is a violation.
func (o outcome) fires() bool { return o == blocks || o == warns || o == advises }

// side says on which side of a parameter's value a boundary case lies.
type side string

const (
	below side = "below"
	at    side = "at"
	above side = "above"
)

// ruleCase asks one rule about one event after some facts.
type ruleCase struct {
	name         string
	rule         record.RuleID
	jurisdiction string        // "us" if empty
	day          time.Duration // moves now, for dated limits
	before       []fact
	ask          record.Body
	want         outcome
	says         string       // what the finding says, its limit and source included; empty: no matter
	unasked      bool         // nobody asked about opioid use: the case is about that
	param        plan.ParamID // boundary cases: the parameter that the case probes
	side         side
}

func allCases() []ruleCase {
	cases := baseCases()
	return append(cases, limitCases(cases)...)
}

// baseCases are those that stand by the rules.
func baseCases() []ruleCase {
	return slices.Concat(productCases(), orderRepeatedCases(), observationCases(), wisconsinCases(), buprenorphineCases(), methadoneCases(),
		antagonistCases(), safetyCases(), pathwayCases(), dangerCases(), decisionCases(), pregnancyChallengeCases(), doseLeapCases(), rangeCases(),
		neighbourCases(), morphineCases(), instalmentCases())
}

func engineFor(t testing.TB, name string) *plan.Engine {
	t.Helper()
	engine, err := jurisdiction.Engine(cmp.Or(name, "us"), time.UTC)
	require.NoError(t, err)
	return engine
}

func planOf(t testing.TB, engine *plan.Engine, asked time.Time, facts []fact) plan.Plan {
	t.Helper()
	ordered := slices.Clone(facts)
	slices.SortStableFunc(ordered, func(a, b fact) int { return int(b.ago - a.ago) })
	events := make([]record.Event, len(ordered))
	for i, f := range ordered {
		events[i] = record.Event{ID: record.EventID(fmt.Sprint("f", i)), At: asked.Add(-f.ago), Actor: record.Actor{ID: "a", Role: "nurse"},
			Body: f.body}
	}
	p, err := engine.Restore("case", events)
	require.NoError(t, err)
	return p
}

// got is the outcome of a finding.
func got(f plan.Finding) outcome {
	switch {
	case f.Suspends != nil && f.Verdict == plan.VerdictNotApplicable:
		return suspended
	case f.Verdict == plan.VerdictViolated:
		return outcome(f.Severity.String())
	}
	return outcome(f.Verdict.String())
}

func TestCases(t *testing.T) {
	engines := map[string]*plan.Engine{}
	for _, c := range allCases() {
		t.Run(string(c.rule)+"/"+c.name, func(t *testing.T) {
			if engines[c.jurisdiction] == nil {
				engines[c.jurisdiction] = engineFor(t, c.jurisdiction)
			}
			engine := engines[c.jurisdiction]
			asked := now.Add(c.day)
			p := planOf(t, engine, asked, c.before)
			x, err := engine.Explain(p, record.Event{ID: "ask", At: asked, Actor: record.Actor{ID: "a", Role: "physician"}, Body: c.ask},
				c.rule)
			require.NoError(t, err)
			// What dispatch leaves out must say that it does not apply when it is asked all the same.
			require.True(t, x.Watched || c.want == irrelevant, "the rule is not woken by %s in this profile", c.ask.Kind())
			require.Equal(t, c.want, got(x.Finding), "%s", x.Finding.String())
			require.Contains(t, x.Finding.String(), c.says)
		})
	}
}

// holdsAlone are rules that never say that something is wrong: what they ask decides, and until it is answered they hold.
var holdsAlone = map[record.RuleID]bool{"order.repeated": true, "bup.tele.pdmp": true, "morphine.place": true}

// TestEveryRuleFiresAndDoesNot demands of every rule a case that violates it and one that does not.
func TestEveryRuleFiresAndDoesNot(t *testing.T) {
	fires, quiet := map[record.RuleID]bool{}, map[record.RuleID]bool{}
	for _, c := range allCases() {
		if c.want.fires() || (c.want == unknown || c.want == notJudged) && holdsAlone[c.rule] {
			fires[c.rule] = true
		} else if c.want == met || c.want == irrelevant || c.want == suspended {
			quiet[c.rule] = true
		}
	}
	for _, r := range guidance.All() {
		if !fires[r.ID] || !quiet[r.ID] {
			t.Errorf("%s: needs a case that fires (%t) and one that does not (%t)", r.ID, fires[r.ID], quiet[r.ID])
		}
	}
}

// TestEveryParameterHasItsBoundary demands of every parameter a case below, at and above its value.
func TestEveryParameterHasItsBoundary(t *testing.T) {
	probed := map[plan.ParamID]map[side]bool{}
	for _, c := range allCases() {
		if c.param != "" {
			if probed[c.param] == nil {
				probed[c.param] = map[side]bool{}
			}
			probed[c.param][c.side] = true
		}
	}
	for _, r := range guidance.All() {
		for _, p := range r.Parameters() {
			for _, s := range []side{below, at, above} {
				if !probed[p.ID()][s] {
					t.Errorf("%s: parameter %s has no case %s its value", r.ID, p.ID(), s)
				}
			}
		}
	}
}

// TestUnsetParametersAreUnknown runs every firing case under a jurisdiction that sets nothing: no rule that reads a parameter may
// pass or refuse then.
func TestUnsetParametersAreUnknown(t *testing.T) {
	engine, err := plan.New(plan.Config{Rules: guidance.All(), Renamed: guidance.Renamed(),
		Jurisdiction: plan.Jurisdiction{ID: "none", Version: "0", Title: "No values", Zone: time.UTC}})
	require.NoError(t, err)
	rules := map[record.RuleID]plan.Rule{}
	for _, r := range guidance.All() {
		rules[r.ID] = r
	}
	for _, c := range allCases() {
		rule := rules[c.rule]
		if len(rule.Parameters()) == 0 || !c.want.fires() {
			continue
		}
		p := planOf(t, engine, now.Add(c.day), c.before)
		x, err := engine.Explain(p, record.Event{ID: "ask", At: now.Add(c.day), Actor: record.Actor{ID: "a", Role: "physician"},
			Body: c.ask}, c.rule)
		require.NoError(t, err)
		if x.Finding.Verdict == plan.VerdictMet {
			t.Errorf("%s/%s passes without a limit: %s", c.rule, c.name, x.Finding.Message())
		}
	}
}
