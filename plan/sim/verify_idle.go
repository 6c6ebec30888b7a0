package sim

import "fmt"

// idle warns of what changes nothing because it never holds: an effect or a part of a reward whose window begins after the end, or in
// whose states nobody is for whom it is meant, and a replacement that replaces nothing.
func (v *verifier) idle() {
	v.idleEffects("effect", "effects", v.m.Effects)
	for a, arm := range v.m.Arms {
		v.idleEffects("arm "+quote(arm.Name)+", effect", fmt.Sprintf("arms[%d].effects", a), arm.Effects)
		for i, t := range arm.Replace {
			v.at("arms[%d].replace[%d]", a, i)
			if !v.replaces(t) {
				v.warn(fmt.Sprintf("arm %q, transition %q from %q", arm.Name, t.Name, t.From),
					"replaces none of that name: it is one way more in this arm")
			}
		}
	}
	for n, r := range v.m.Rewards {
		for i, p := range r.Parts {
			v.at("rewards[%d].parts[%d]", n, i)
			where := fmt.Sprintf("reward %q, part %d", r.Name, i)
			v.late(where, p.Group, map[Clock]Window{InState: p.InState, Calendar: p.Calendar, Age: p.Age})
		}
	}
}

func (v *verifier) idleEffects(kind, path string, effects []Effect) {
	for i, e := range effects {
		v.at("%s[%d]", path, i)
		where := fmt.Sprintf("%s %d on %q", kind, i, e.On)
		v.late(where, e.When.Group, e.When.clocks())
		if in, _ := v.m.set(e.When.State); e.When.State != "" && !v.hasIn(e.On, in) {
			v.warn(where, "never holds: %q has none of that name", e.When.State)
		}
	}
}

// late warns of windows that begin when the study is over.
func (v *verifier) late(where, group string, windows map[Clock]Window) {
	for _, clock := range []Clock{InState, InEpisode, Calendar} {
		if w := windows[clock]; w.From >= v.m.Horizon {
			v.warn(where, "never holds: the window of the clock %v begins at %d, and the study ends at %d", clock, w.From, v.m.Horizon)
		}
	}
	oldest := 0.0
	for _, g := range v.m.groups() {
		if g.is(group) {
			oldest = max(oldest, g.Age+float64(v.m.Horizon)/v.m.Cycle.PerYear())
		}
	}
	if w := windows[Age]; w.From > 0 && float64(w.From) > oldest {
		v.warn(where, "never holds: nobody is %d years old before the end", w.From)
	}
}

// hasIn reports whether a transition or an event of that name is in one of the states, in some arm.
func (v *verifier) hasIn(label string, in []bool) bool {
	for s := range v.m.States {
		if !in[s] {
			continue
		}
		for a := range v.m.Arms {
			for _, t := range v.m.ways(a, s) {
				if v.m.label(t, s) == label {
					return true
				}
			}
		}
		for _, e := range v.m.Events {
			if of, _ := v.m.set(e.In); e.Name == label && of[s] {
				return true
			}
		}
	}
	return false
}

// replaces reports whether a transition has one to replace in all of the states that it leaves.
func (v *verifier) replaces(t Transition) bool {
	from, _ := v.m.set(t.From)
	for s := range v.m.States {
		replaced := !from[s]
		for _, old := range v.m.Transitions {
			in, _ := v.m.set(old.From)
			replaced = replaced || in[s] && v.m.label(old, s) == v.m.label(t, s)
		}
		if !replaced {
			return false
		}
	}
	return true
}
