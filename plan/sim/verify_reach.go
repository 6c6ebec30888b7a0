package sim

import "fmt"

// reach reports states that nobody can come to in any arm.
func (v *verifier) reach() {
	reached := make([]bool, len(v.m.States))
	for a, arm := range v.m.Arms {
		var todo []int
		visit := func(start map[string]float64) {
			for name, share := range start {
				if share > 0 {
					todo = append(todo, v.m.state(name))
				}
			}
		}
		visit(arm.Start)
		for _, start := range arm.ByGroup {
			visit(start)
		}
		seen := make([]bool, len(v.m.States))
		for len(todo) > 0 {
			s := todo[len(todo)-1]
			todo = todo[:len(todo)-1]
			if seen[s] {
				continue
			}
			seen[s], reached[s] = true, true
			for _, t := range v.m.ways(a, s) {
				for _, b := range t.outcomes() {
					if b.Share > 0 {
						todo = append(todo, v.m.state(b.To))
					}
				}
			}
		}
	}
	for s, ok := range reached {
		if !ok {
			v.warn("state "+quote(v.m.States[s].Name), "no arm can reach it")
		}
	}
}

// passed warns of shares that leave at one time and that people can miss.
func (v *verifier) passed() {
	warned := map[string]bool{}
	for a := range v.m.Arms {
		entered, back := make([]bool, len(v.m.States)), make([]bool, len(v.m.States))
		for s := range v.m.States {
			for _, t := range v.m.ways(a, s) {
				for _, b := range t.outcomes() {
					to := v.m.state(b.To)
					entered[to] = entered[to] || to != s && b.Share > 0
					back[to] = back[to] || to == s && b.Share > 0
				}
			}
		}
		for s := range v.m.States {
			for _, t := range v.m.ways(a, s) {
				h := t.Hazard
				where := fmt.Sprintf("transition %q from %q", t.Name, v.m.States[s].Name)
				if h.kind == pointMass && !h.goesOn() && (back[s] || h.clock != InState && entered[s]) && !warned[where] {
					warned[where] = true
					v.warn(where, "people can be elsewhere, or make another move, in the one cycle in which the share leaves, and miss it")
				}
			}
		}
	}
}

// doubled reports two ways out of one state that share a name, so that effects and replacements could not tell them apart.
func (v *verifier) doubled() {
	for a := range v.m.Arms {
		for s := range v.m.States {
			seen := map[string]bool{}
			for _, t := range v.m.ways(a, s) {
				label := v.m.label(t, s)
				if seen[label] {
					v.fault("state "+quote(v.m.States[s].Name), "two transitions are named %q", label)
				}
				seen[label] = true
			}
			for i, e := range v.m.Events {
				in, _ := v.m.set(e.In)
				if in[s] && seen["event "+e.Name] {
					v.at("events[%d]", i)
					v.fault("state "+quote(v.m.States[s].Name), "two events are named %q", e.Name)
				}
				seen["event "+e.Name] = seen["event "+e.Name] || in[s]
			}
			v.at("transitions")
			if len(seen) >= 1<<wayBits {
				v.fault("state "+quote(v.m.States[s].Name), "%d transitions leave it", len(seen))
			}
		}
	}
}
