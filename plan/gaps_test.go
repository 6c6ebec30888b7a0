package plan_test

import (
	"slices"
	"testing"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages/scale"
	"github.com/stretchr/testify/require"
)

// decide asks rules about an order after the events, and returns what the decision says is not known.
func decide(t *testing.T, before []record.Event, judges ...func(*plan.View) plan.Result) []string {
	t.Helper()
	var rules []plan.Rule
	for i, judge := range judges {
		rules = append(rules, plan.Rule{ID: record.RuleID("test.probe-" + string(rune('a'+i))), Title: "Looks", Severity: record.Warning,
			Watches: everything(), Remedy: "none", Cites: []evidence.Citation{source}, Judge: judge})
	}
	e := newEngine(t, jurisdiction(), rules...)
	p, err := e.Restore("p", before)
	require.NoError(t, err)
	d, err := e.Check(p, at(60, "now", order(50)))
	require.NoError(t, err)
	return d.NotKnown
}

// TestIgnoranceIsNotedByReading asks each reader for what is not on record and for what is: the decision says the one and not the other,
// whichever rule asked, also where a fact that several rules share was found by another rule.
func TestIgnoranceIsNotedByReading(t *testing.T) {
	for name, read := range map[string]func(*plan.View){
		"pulse": func(v *plan.View) { v.Measured(record.Pulse) },
		"ALT as a multiple of the upper limit of normal": func(v *plan.View) { v.Measured(record.ALTRatio) },
		"Child-Pugh score":                                func(v *plan.View) { v.Measured(record.ChildPugh) },
		"the list of medicines":                           func(v *plan.View) { v.Reviewed(record.MedicinesSection) },
		"the list of conditions":                          func(v *plan.View) { v.Health(record.HeadInjury) },
		"which opioids were used, and when":               func(v *plan.View) { v.OpioidHistoryTaken() },
		"a drug test for fentanyl":                        func(v *plan.View) { v.Screened(record.AnalyteFentanyl) },
		"a drug test for an opioid":                       func(v *plan.View) { v.OpioidScreen() },
		"an examination for signs":                        func(v *plan.View) { v.Sign(record.Sedation) },
		"whether the person is pregnant":                  func(v *plan.View) { v.Pregnant() },
		"the age":                                         func(v *plan.View) { v.Age() },
		"a score on the Clinical Opiate Withdrawal Scale": func(v *plan.View) { v.Scored(scale.COWS) },
	} {
		met := func(v *plan.View) plan.Result { read(v); return v.Met() }
		require.Equal(t, []string{name}, decide(t, nil, met))
		require.Equal(t, []string{name}, decide(t, nil, met, met), "once")
		require.Nil(t, decide(t, nil, func(v *plan.View) plan.Result { read(v); return v.Lacks("it") }), "%s: the finding says so", name)
		require.Equal(t, []string{name}, decide(t, nil, met, func(v *plan.View) plan.Result { read(v); return v.Lacks("it") }))
		shared := plan.NewFact(func(v *plan.View) (struct{}, bool) { read(v); return struct{}{}, true })
		require.Equal(t, []string{name}, decide(t, nil, func(v *plan.View) plan.Result { shared.Holds(v); return v.Lacks("it") },
			func(v *plan.View) plan.Result { shared.Holds(v); return v.Met() }), "%s: it was found by a rule that says so", name)
		require.Equal(t, []string{name}, decide(t, nil, func(v *plan.View) plan.Result {
			read(v)
			return v.Violated(nil, "something else is wrong")
		}))
	}
	known := []record.Event{at(1, "p", record.Measured{Measure: record.Pulse, Value: record.Whole(80)}),
		at(2, "m", record.Reviewed{Section: record.MedicinesSection}),
		at(3, "c", record.ConditionReported{Condition: record.HeadInjury, Present: truth.No}),
		at(4, "s", record.SignsObserved{})}
	require.Nil(t, decide(t, known, func(v *plan.View) plan.Result {
		v.Measured(record.Pulse)
		v.Reviewed(record.MedicinesSection)
		v.Health(record.HeadInjury)
		v.Sign(record.Sedation)
		return v.Met()
	}))
}

// TestTheLineOfWhatIsNotKnownIsSorted puts the words of a rule among those of the readers.
func TestTheLineOfWhatIsNotKnownIsSorted(t *testing.T) {
	line := decide(t, nil, func(v *plan.View) plan.Result {
		for _, m := range record.Measures() {
			v.Measured(m.Measure)
		}
		v.NotKnown("a thing of our own")
		v.NotKnown("pulse")
		v.NotKnown("zeal")
		return v.Met()
	})
	require.True(t, slices.IsSorted(line), "%v", line)
	require.Len(t, line, len(record.Measures())+2, "the pulse once")
	require.Contains(t, line, "a thing of our own")
}
