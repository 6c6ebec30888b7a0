package stages_test

import (
	"slices"
	"testing"

	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages"
	"github.com/stretchr/testify/require"
)

// ward is a pathway of the tests: three states, and guards of every sort. "decide" is covered in every case by two edges and a
// fallback, "leave" by two edges and nothing else.
type ward string

const (
	waiting ward = "waiting"
	bed     ward = "bed"
	home    ward = "home"

	decide stages.Trigger = "decide"
	leave  stages.Trigger = "leave"
	look   stages.Trigger = "look"
	back   stages.Trigger = "back"

	dependent stages.Condition = "physiological-dependence"
	managed   stages.Condition = "withdrawal-managed"
)

func ours() []evidence.Citation { return []evidence.Citation{stages.OwnDesign()} }

func wardDefinition() stages.Definition[ward] {
	edge := func(from ward, on stages.Trigger, to ward, when ...stages.Literal) stages.Edge[ward] {
		return stages.Edge[ward]{From: from, On: on, To: to, When: when, Why: "test", Cites: ours()}
	}
	return stages.Definition[ward]{
		ID: "ward", Version: "1", Start: waiting,
		States: []stages.State[ward]{
			{ID: waiting, Title: "Waiting", Meaning: "Waits."},
			{ID: bed, Title: "In bed", Meaning: "Has a bed.", Phase: "inside"},
			{ID: home, Title: "At home", Meaning: "Is at home.", Terminal: true},
		},
		Triggers: []stages.TriggerInfo{{decide, "Decide", "Decides."}, {leave, "Leave", "Leaves."}, {look, "Look", "Looks."},
			{back, "Back", "Goes back."}},
		Conditions: []stages.ConditionInfo{{dependent, "Is dependent."}, {managed, "Withdrawal is managed."}},
		Edges: []stages.Edge[ward]{
			edge(waiting, decide, bed, stages.If(dependent), stages.IfNot(managed)),
			edge(waiting, decide, home, stages.IfNot(dependent)),
			edge(waiting, look, waiting),
			edge(bed, look, bed),
			edge(bed, leave, home, stages.If(managed)),
			edge(bed, leave, waiting, stages.IfNot(managed)),
			edge(bed, back, waiting),
		},
		Refusals: []stages.Refusal[ward]{
			{From: []ward{waiting}, On: []stages.Trigger{decide}, Why: "Managed already.", Cites: ours()},
			{From: []ward{waiting}, On: []stages.Trigger{leave, back}, Why: "Has not come in."},
			{From: []ward{bed}, On: []stages.Trigger{decide}, Why: "Decided."},
			{From: []ward{home}, On: []stages.Trigger{decide, leave, look, back}, Why: "Has gone."},
		},
	}
}

func newWard(t testing.TB) *stages.Pathway[ward] {
	p, err := stages.New(wardDefinition())
	require.NoError(t, err)
	return p
}

// answers turns a table of answers into what Next asks.
func answers(known map[stages.Condition]truth.Value) func(stages.Condition) truth.Value {
	return func(c stages.Condition) truth.Value { return known[c] }
}

// everyAnswer returns every combination of unknown, true and false for the conditions of a definition.
func everyAnswer[S ~string](d stages.Definition[S]) []map[stages.Condition]truth.Value {
	all := []map[stages.Condition]truth.Value{{}}
	for _, c := range d.Conditions {
		var more []map[stages.Condition]truth.Value
		for _, known := range all {
			for _, answer := range []truth.Value{truth.Unknown, truth.Yes, truth.No} {
				next := map[stages.Condition]truth.Value{c.ID: answer}
				for k, v := range known {
					next[k] = v
				}
				more = append(more, next)
			}
		}
		all = more
	}
	return all
}

// oracle answers from the definition alone, by the words of its documentation.
func oracle[S ~string](d stages.Definition[S], from S, on stages.Trigger, known map[stages.Condition]truth.Value) (S, stages.Outcome) {
	possible := false
	for _, e := range d.Edges {
		if e.From != from || e.On != on {
			continue
		}
		holds, fails := true, false
		for _, l := range e.When {
			holds = holds && known[l.Condition] == truth.Of(l.Want)
			fails = fails || known[l.Condition] == truth.Of(!l.Want)
		}
		switch {
		case holds && e.To == from:
			return from, stages.Stayed
		case holds:
			return e.To, stages.Moved
		case !fails:
			possible = true
		}
	}
	if possible {
		return from, stages.Undetermined
	}
	refused := slices.ContainsFunc(d.Refusals, func(r stages.Refusal[S]) bool {
		return slices.Contains(r.From, from) && slices.Contains(r.On, on)
	})
	if !refused {
		return from, 0
	}
	return from, stages.Refused
}
