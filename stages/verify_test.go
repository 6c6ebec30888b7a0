package stages_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages"
	"github.com/stretchr/testify/require"
)

func TestBuiltInPathwaysHaveNoProblem(t *testing.T) {
	require.Empty(t, stages.Verify(stages.Journey().Definition()))
	require.Empty(t, stages.Verify(stages.Care().Definition()))
	require.Empty(t, stages.Verify(stages.Medication().Definition()))
	require.Empty(t, stages.Verify(wardDefinition()))
}

// Each row breaks a good definition in one way and names the problem that has to be found.
func TestVerifyFinds(t *testing.T) {
	type def = stages.Definition[ward]
	edge := func(from ward, on stages.Trigger, to ward, when ...stages.Literal) stages.Edge[ward] {
		return stages.Edge[ward]{From: from, On: on, To: to, When: when, Why: "test", Cites: ours()}
	}
	add := func(edges ...stages.Edge[ward]) func(*def) {
		return func(d *def) { d.Edges = append(d.Edges, edges...) }
	}
	refuse := func(from ward, on stages.Trigger) func(*def) {
		return func(d *def) {
			d.Refusals = append(d.Refusals, stages.Refusal[ward]{From: []ward{from}, On: []stages.Trigger{on}, Why: "test"})
		}
	}
	for _, c := range []struct {
		name   string
		change func(*def)
		want   string // kind: where: text, as far as it matters
	}{
		{"no id", func(d *def) { d.ID = "" }, `bad-id: the pathway's id ""`},
		{"id with capitals", func(d *def) { d.ID = "Ward" }, `bad-id: the pathway's id "Ward"`},
		{"no version", func(d *def) { d.Version = "" }, `bad-id: the version ""`},
		{"version with space", func(d *def) { d.Version = "1 b" }, `bad-id: the version "1 b"`},
		{"state id", func(d *def) { d.States[1].ID = "in_bed" }, `bad-id: in_bed: the state's id`},
		{"id ends in hyphen", func(d *def) { d.Triggers[1].ID = "leave-" }, `bad-id: leave-: the trigger's id`},
		{"id begins with digit", func(d *def) { d.Conditions[0].ID = "1st" }, `bad-id: 1st: the condition's id`},
		{"id with two hyphens", func(d *def) { d.Conditions[0].ID = "a--b" }, `bad-id: a--b`},
		{"id that looplab reserves", func(d *def) { d.States[1].ID = "state" }, `bad-id: state: "state" means every state`},
		{"state twice", func(d *def) { d.States = append(d.States, d.States[1]) }, `bad-id: bed: the state is declared twice`},
		{"trigger twice", func(d *def) { d.Triggers = append(d.Triggers, d.Triggers[0]) }, `bad-id: decide: the trigger is declared twice`},
		{"state without meaning", func(d *def) { d.States[0].Meaning = " " }, `undescribed: waiting`},
		{"state without title", func(d *def) { d.States[0].Title = "" }, `undescribed: waiting`},
		{"trigger without title", func(d *def) { d.Triggers[0].Title = "" }, `undescribed: decide`},
		{"condition without meaning", func(d *def) { d.Conditions[0].Meaning = "" }, `undescribed: physiological-dependence`},
		{"unknown start", func(d *def) { d.Start = "street" }, `unknown-name: the start: "street" is not a state`},
		{"no start", func(d *def) { d.Start = "" }, `unknown-name: the start: "" is not a state`},

		{"edge from nowhere", add(edge("bde", look, bed)), `unknown-name: look: bde -> bed: "bde" is not a state`},
		{"edge to nowhere", func(d *def) { d.Edges[2].To = "bde" }, `unknown-name: look: waiting -> bde: "bde" is not a state`},
		{"edge on unknown trigger", add(edge(bed, "lok", bed)), `"lok" is not a trigger`},
		{"unknown condition", func(d *def) { d.Edges[4].When[0].Condition = "manged" }, `"manged" is not a condition`},
		{"edge without reason", func(d *def) { d.Edges[2].Why = " " }, `undescribed: look: waiting -> waiting: the edge gives no reason`},
		{"edge without source", func(d *def) { d.Edges[2].Cites = nil }, `uncited: look: waiting -> waiting: the edge has no source`},
		{"edge with half a source", func(d *def) { d.Edges[2].Cites = []evidence.Citation{evidence.ACG.At("", 0)} },
			`uncited: look: waiting -> waiting: the edge: evidence: citation "ACG guideline" without a provenance`},
		{"edge twice", add(edge(bed, back, waiting)), `duplicate: back: bed -> waiting`},
		{"guarded edge twice, in another order", add(edge(waiting, decide, bed, stages.IfNot(managed), stages.If(dependent))),
			`duplicate: decide: waiting -> bed [not withdrawal-managed and physiological-dependence]`},
		{"overlap", add(edge(waiting, decide, waiting, stages.If(dependent))),
			`overlap: decide: waiting -> waiting [physiological-dependence]: can hold at the same time as decide: waiting -> bed`},
		{"overlap of plain edges", add(edge(bed, back, home)), `overlap: back: bed -> home`},
		{"guard that contradicts itself", func(d *def) { d.Edges[4].When = append(d.Edges[4].When, stages.IfNot(managed)) },
			`contradiction: leave: bed -> home [withdrawal-managed and not withdrawal-managed]: the guard asks for "withdrawal-managed" twice`},
		{"guard that repeats itself", func(d *def) { d.Edges[4].When = append(d.Edges[4].When, stages.If(managed)) },
			`the guard asks for "withdrawal-managed" twice`},

		{"pair undecided", func(d *def) { d.Refusals = append(d.Refusals[:2:2], d.Refusals[3]) }, `undecided: bed, decide: neither an edge nor a refusal`},
		{"case undecided", func(d *def) { d.Refusals = d.Refusals[1:] },
			`undecided: waiting, decide: no edge and no refusal for the case: physiological-dependence and withdrawal-managed`},
		{"other case undecided", func(d *def) { d.Edges = append(d.Edges[:5:5], d.Edges[6]) },
			`undecided: bed, leave: no edge and no refusal for the case: not withdrawal-managed`},
		{"refused although plain", refuse(bed, back), `contradiction: bed, back: refused, although an edge always takes it`},
		{"refused although covered", refuse(bed, leave), `contradiction: bed, leave: refused`},
		{"refused twice", refuse(bed, decide), `duplicate: bed, decide: refused twice`},
		{"refusal of nothing", func(d *def) { d.Refusals = append(d.Refusals, stages.Refusal[ward]{Why: "x"}) }, `undecided: refusal 5: names no pair`},
		{"refusal without reason", func(d *def) { d.Refusals[1].Why = "" }, `undescribed: refusal 2: gives no reason`},
		{"refusal from nowhere", refuse("bde", look), `unknown-name: refusal 5: "bde" is not a state`},
		{"refusal of unknown trigger", refuse(bed, "lok"), `unknown-name: refusal 5: "lok" is not a trigger`},
		{"refusal with half a source", func(d *def) { d.Refusals[1].Cites = []evidence.Citation{{}} },
			`uncited: refusal 2: the refusal: evidence: citation without a source`},

		{"unreachable", func(d *def) {
			d.States = append(d.States, stages.State[ward]{ID: "attic", Title: "Attic", Meaning: "Is there."})
			d.Edges = append(d.Edges, edge("attic", look, bed))
			d.Refusals = append(d.Refusals,
				stages.Refusal[ward]{From: []ward{"attic"}, On: []stages.Trigger{decide, leave, back}, Why: "x"})
		}, `unreachable: attic: no way leads here from "waiting"`},
		{"dead end", func(d *def) { d.States[2].Terminal = false }, `dead-end: home: not terminal, but no edge leaves it`},
		{"terminal with exit", func(d *def) { d.States[1].Terminal = true }, `terminal-exit: bed: terminal, but an edge leaves it`},
		{"unused trigger", func(d *def) {
			d.Triggers = append(d.Triggers, stages.TriggerInfo{ID: "sing", Title: "Sing", Meaning: "Sings."})
			d.Refusals = append(d.Refusals, stages.Refusal[ward]{From: []ward{waiting, bed, home}, On: []stages.Trigger{"sing"}, Why: "x"})
		}, `unused: sing: no edge waits for this trigger`},
		{"unused condition", func(d *def) {
			d.Conditions = append(d.Conditions, stages.ConditionInfo{ID: "tired", Meaning: "Is tired."})
		}, `unused: tired: no guard asks for this condition`},

		{"duration without a name", typical(stages.Duration{MinDays: 1, Cites: ours()}), `bad-duration: waiting: "" from 1 to 0 days`},
		{"duration below zero", typical(stages.Duration{What: "x", MinDays: -1, Cites: ours()}), `bad-duration: waiting: "x" from -1`},
		{"duration with a maximum below zero", typical(stages.Duration{What: "x", MaxDays: -1, Cites: ours()}), `bad-duration`},
		{"duration upside down", typical(stages.Duration{What: "x", MinDays: 8, MaxDays: 7, Cites: ours()}), `bad-duration: waiting: "x" from 8 to 7 days`},
		{"duration without source", typical(stages.Duration{What: "x", MinDays: 7, MaxDays: 7}), `uncited: waiting: the typical duration x has no source`},

		{"migration from itself", migrate(stages.Migration[ward]{FromVersion: "1", States: []ward{bed}, Map: map[ward]ward{bed: bed}}),
			`bad-migration: migration from "1": names no earlier version`},
		{"migration from no version", migrate(stages.Migration[ward]{States: []ward{bed}, Map: map[ward]ward{bed: bed}}), `names no earlier version`},
		{"migration of nothing", migrate(stages.Migration[ward]{FromVersion: "0"}), `bad-migration: migration from "0": lists no states`},
		{"migration not total", migrate(stages.Migration[ward]{FromVersion: "0", States: []ward{bed, "cot"}, Map: map[ward]ward{bed: bed}}),
			`bad-migration: migration from "0": leaves people in "cot" without a state`},
		{"migration to nowhere", migrate(stages.Migration[ward]{FromVersion: "0", States: []ward{"cot"}, Map: map[ward]ward{"cot": "bde"}}),
			`maps "cot" to "bde", which is not a state of the definition`},
		{"migration of an unlisted state", migrate(stages.Migration[ward]{FromVersion: "0", States: []ward{bed}, Map: map[ward]ward{bed: bed,
			"cot": bed}}), `maps "cot", which is not a state of that version`},
		{"migration twice", func(d *def) {
			m := stages.Migration[ward]{FromVersion: "0", States: []ward{bed}, Map: map[ward]ward{bed: bed}}
			d.Migrations = []stages.Migration[ward]{m, m}
		}, `duplicate: migration from "0"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := wardDefinition()
			c.change(&d)
			var texts []string
			for _, p := range stages.Verify(d) {
				texts = append(texts, p.Error())
			}
			require.Contains(t, strings.Join(texts, "\n"), c.want)
			_, err := stages.New(d)
			require.ErrorContains(t, err, c.want)
			require.Panics(t, func() { stages.MustNew(d) })
		})
	}
}

func typical(duration stages.Duration) func(*stages.Definition[ward]) {
	return func(d *stages.Definition[ward]) { d.States[0].Typical = []stages.Duration{duration} }
}

func migrate(m stages.Migration[ward]) func(*stages.Definition[ward]) {
	return func(d *stages.Definition[ward]) { d.Migrations = []stages.Migration[ward]{m} }
}

// The limits are where the dense table ends: at the limit everything still works, one more is a problem.
func TestLimits(t *testing.T) {
	for _, c := range []struct {
		states, triggers, conditions int
		problem                      string
	}{
		{254, 1, 0, ""}, {255, 1, 0, "255 states, at most 254"},
		{2, 255, 0, ""}, {2, 256, 0, "256 triggers, at most 255"},
		{2, 1, 64, ""}, {2, 1, 65, "65 conditions, at most 64"},
	} {
		d := ring(c.states, c.triggers, c.conditions)
		p, err := stages.New(d)
		if c.problem != "" {
			require.ErrorContains(t, err, "bad-limit: "+c.problem)
			continue
		}
		require.NoError(t, err)
		last := d.States[c.states-1].ID
		known := func(stages.Condition) truth.Value { return truth.Yes }
		require.Equal(t, d.Start, p.Next(last, d.Triggers[c.triggers-1].ID, known).To)
	}
}

// ring is a pathway of any size: each trigger leads from each state to the next, if all conditions hold.
func ring(states, triggers, conditions int) stages.Definition[string] {
	d := stages.Definition[string]{ID: "ring", Version: "1", Start: "s0"}
	var all []stages.Literal
	for i := range conditions {
		c := stages.Condition(fmt.Sprintf("c%d", i))
		d.Conditions = append(d.Conditions, stages.ConditionInfo{ID: c, Meaning: "x"})
		all = append(all, stages.If(c))
	}
	fallback := stages.Refusal[string]{Why: "x"}
	for i := range states {
		id := fmt.Sprintf("s%d", i)
		d.States = append(d.States, stages.State[string]{ID: id, Title: "x", Meaning: "x"})
		fallback.From = append(fallback.From, id)
	}
	for i := range triggers {
		on := stages.Trigger(fmt.Sprintf("t%d", i))
		d.Triggers = append(d.Triggers, stages.TriggerInfo{ID: on, Title: "x", Meaning: "x"})
		fallback.On = append(fallback.On, on)
		for j := range states {
			d.Edges = append(d.Edges, stages.Edge[string]{From: d.States[j].ID, On: on, To: d.States[(j+1)%states].ID, When: all, Why: "x",
				Cites: ours()})
		}
	}
	if conditions > 0 {
		d.Refusals = []stages.Refusal[string]{fallback}
	}
	return d
}

// Guards made of arbitrary literals: Verify accepts a pair exactly if every assignment has one answer, as found by trying them all.
func FuzzVerifyGuards(f *testing.F) {
	f.Add([]byte{0x11, 0x21}, true)
	f.Add([]byte{0x01, 0x02}, false)
	f.Add([]byte{0x01, 0x12, 0x22}, true)
	f.Fuzz(func(t *testing.T, guards []byte, fallback bool) {
		if len(guards) == 0 || len(guards) > 6 {
			return // no guards, or more assignments than can be tried
		}
		d := guarded(guards, fallback)
		contested, gap := false, false
		for bits := range 8 {
			holding := 0
			for _, e := range d.Edges[2:] {
				if holdsFor(e.When, bits) {
					holding++
				}
			}
			contested = contested || holding > 1
			gap = gap || holding == 0
		}
		var found []stages.ProblemKind
		for _, p := range stages.Verify(d) {
			found = append(found, p.Kind)
		}
		require.Equal(t, contested, contains(found, stages.Overlap) || contains(found, stages.Duplicate), "overlap")
		require.Equal(t, gap && !fallback, contains(found, stages.Undecided), "gap")
		require.Equal(t, !gap && fallback, contains(found, stages.Contradiction), "fallback that never holds")
	})
}

func contains(kinds []stages.ProblemKind, kind stages.ProblemKind) bool {
	for _, k := range kinds {
		if k == kind {
			return true
		}
	}
	return false
}

var three = []stages.Condition{"a", "b", "c"}

// guarded makes one pair with one edge for each byte: two bits for each of three conditions, not asked, wanted true, wanted false.
func guarded(guards []byte, fallback bool) stages.Definition[string] {
	d := stages.Definition[string]{ID: "g", Version: "1", Start: "from",
		States:   []stages.State[string]{{ID: "from", Title: "x", Meaning: "x"}, {ID: "to", Title: "x", Meaning: "x"}},
		Triggers: []stages.TriggerInfo{{ID: "go", Title: "x", Meaning: "x"}, {ID: "back", Title: "x", Meaning: "x"}},
		Edges: []stages.Edge[string]{
			{From: "from", On: "back", To: "to", Why: "x", Cites: ours()},
			{From: "to", On: "back", To: "from", Why: "x", Cites: ours()}},
		Refusals: []stages.Refusal[string]{{From: []string{"to"}, On: []stages.Trigger{"go"}, Why: "x"}},
	}
	for _, c := range three {
		d.Conditions = append(d.Conditions, stages.ConditionInfo{ID: c, Meaning: "x"})
	}
	for _, g := range guards {
		var when []stages.Literal
		for i, c := range three {
			switch g >> (2 * i) & 3 {
			case 1:
				when = append(when, stages.If(c))
			case 2:
				when = append(when, stages.IfNot(c))
			}
		}
		d.Edges = append(d.Edges, stages.Edge[string]{From: "from", On: "go", To: "to", When: when, Why: "x", Cites: ours()})
	}
	if fallback {
		d.Refusals = append(d.Refusals, stages.Refusal[string]{From: []string{"from"}, On: []stages.Trigger{"go"}, Why: "x"})
	}
	return d
}

func holdsFor(when []stages.Literal, bits int) bool {
	for i, c := range three {
		for _, l := range when {
			if l.Condition == c && l.Want != (bits>>i&1 == 1) {
				return false
			}
		}
	}
	return true
}
