package sim

import (
	"fmt"
	"maps"
	"math"
	"slices"

	"github.com/oudpath/oudpath/plan/evidence"
)

func (v *verifier) tallies() {
	seen := map[string]bool{}
	for i, d := range v.m.Measures {
		v.at("measures[%d]", i)
		where := "measure " + quote(d.Name)
		if seen["m"+d.Name] {
			v.fault(where, "the name is used twice")
		}
		seen["m"+d.Name] = true
		if d.Name == "" || (d.Reaching == "") == (d.Leaving == "") {
			v.fault(where, "needs a name and either states to reach or states to leave")
			continue
		}
		v.known(where, d.Reaching+d.Leaving)
	}
	if len(v.m.Measures) > maxMeasures {
		v.fault("measures", "more than %d", maxMeasures)
	}
	for n, r := range v.m.Rewards {
		v.at("rewards[%d]", n)
		where := "reward " + quote(r.Name)
		if seen["r"+r.Name] {
			v.fault(where, "the name is used twice")
		}
		seen["r"+r.Name] = true
		if r.Name == "" || !r.Timing.Valid() {
			v.fault(where, "needs a name and a timing")
		}
		if r.Timing == Simpson && v.m.Horizon%2 == 1 {
			v.fault(where, "Simpson's rule over %d cycles, an odd number", v.m.Horizon)
		}
		if err := nonNegative("discount", r.Discount); err != nil {
			v.fault(where, "%v", err)
		}
		if len(r.Parts) == 0 {
			v.warn(where, "has no parts, and so is 0 for everybody")
		}
		for i, p := range r.Parts {
			v.at("rewards[%d].parts[%d]", n, i)
			v.part(fmt.Sprintf("%s, part %d", where, i), p)
			v.windows(fmt.Sprintf("%s, part %d", where, i), r.Timing, p)
			v.valued(fmt.Sprintf("%s, part %d", where, i), p)
		}
	}
}

func (v *verifier) part(where string, p Part) {
	uses := 0
	for _, used := range []bool{p.Move != "", p.Event != "", p.Start} {
		uses += rank(used)
	}
	if uses > 1 || uses == 0 && p.In == "" || p.Start && p.In != "" {
		v.fault(where, "needs one of In, Move, Event and Start, with In beside Move or Event at most")
		return
	}
	if p.Per != 0 && (uses == 1 || !p.Per.Valid()) {
		v.fault(where, "has a time that its value is for, but is not gathered for cycles")
	}
	if w := p.InState; p.Move != "" && !w.Always() {
		v.fault(where, "the window %d to %d of time in the state means nothing for a move", w.From, w.To)
	}
	if math.IsNaN(p.Value) || math.IsInf(p.Value, 0) {
		v.fault(where, "value %v", p.Value)
	}
	if p.In != "" {
		v.known(where, p.In)
	}
	if p.Event != "" && !slices.ContainsFunc(v.m.Events, func(e Event) bool { return e.Name == p.Event }) {
		v.fault(where, "no event %q", p.Event)
	}
	if p.Move != "" && !v.hasTransition(p.Move) {
		v.fault(where, "no transition %q", p.Move)
	}
	if p.Arm != "" && !slices.ContainsFunc(v.m.Arms, func(a Arm) bool { return a.Name == p.Arm }) {
		v.fault(where, "no arm %q", p.Arm)
	}
	if p.Group != "" && !slices.ContainsFunc(v.m.Groups, func(g Group) bool { return g.is(p.Group) }) {
		v.fault(where, "no group or tag %q", p.Group)
	}
}

// valued looks at where a value comes from.
func (v *verifier) valued(where string, p Part) {
	switch {
	case p.Source != evidence.Citation{}:
		v.source(where, p.Source)
	case p.Value != 0 && math.Abs(p.Value) != 1:
		v.warn(where, "the value %v has no source", p.Value)
	}
}

// windows looks at the limits of a part.
func (v *verifier) windows(where string, timing Timing, p Part) {
	all := map[string]Window{"time in the state": p.InState, "the calendar": p.Calendar, "age": p.Age, "time since leaving": p.SinceLeaving}
	for _, of := range slices.Sorted(maps.Keys(all)) {
		w := all[of]
		if w.empty() {
			v.fault(where, "the window %d to %d of %s is empty", w.From, w.To, of)
		}
		if p.Start && !w.Always() {
			v.fault(where, "the window %d to %d of %s means nothing at the start", w.From, w.To, of)
		}
	}
	if p.Start && !p.Episode.Always() {
		v.fault(where, "the number of the episode means nothing at the start")
	}
	if p.Start && p.Left != "" {
		v.fault(where, "the risk window %q means nothing at the start", p.Left)
	}
	v.since(where, p.Left, p.SinceLeaving)
	v.episode(where, p.Episode)
	if !p.Age.Always() {
		v.aged(where, p.Group)
	}
	if !v.m.Cycle.Valid() || v.m.Horizon < 1 {
		return
	}
	for _, g := range v.m.groups() {
		for _, cut := range p.when().cuts(g.Age, v.m.Cycle.PerYear(), v.m.Horizon) {
			if g.is(p.Group) && (timing == SimpsonSwapped || timing == Simpson && cut%2 == 1) {
				v.fault(where, "begins or stops to count at cycle %d, for group %q, where the timing %v cannot be cut", cut, g.Name, timing)
			}
		}
	}
}

// episode reports numbers of episodes that are empty, or that are not told apart because counting stops before.
func (v *verifier) episode(where string, w Window) {
	switch last := v.m.Episodes.Last; {
	case w.Always():
	case last == 0:
		v.fault(where, "depends on the episode, but episodes are not counted")
	case w.empty():
		v.fault(where, "the window %d to %d of episodes is empty", w.From, w.To)
	case w.From > last || w.To > last+1: // last stands for itself and all later ones
		v.fault(where, "the window %d to %d of episodes does not fit counting that stops at %d", w.From, w.To, last)
	}
}

// aged reports groups for whom a limit of age is set and whose age is not stated.
func (v *verifier) aged(where, group string) {
	for _, g := range v.m.groups() {
		if g.is(group) && g.Age == 0 {
			v.fault(where, "depends on age, but group %q states none", g.Name)
		}
	}
}

func (v *verifier) hasTransition(label string) bool {
	for a := range v.m.Arms {
		for s := range v.m.States {
			if slices.ContainsFunc(v.m.ways(a, s), func(t Transition) bool { return v.m.label(t, s) == label }) {
				return true
			}
		}
	}
	return false
}
