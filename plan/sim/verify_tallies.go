package sim

import (
	"fmt"
	"math"
	"slices"
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
		for i, p := range r.Parts {
			v.at("rewards[%d].parts[%d]", n, i)
			v.part(fmt.Sprintf("%s, part %d", where, i), p)
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
	if w := p.InState; !w.Always() && (p.Move != "" || p.Start || w.From < 0 || w.To < 0 || w.To > 0 && w.To <= w.From) {
		v.fault(where, "the window %d to %d of time in the state is empty, or means nothing here", w.From, w.To)
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
