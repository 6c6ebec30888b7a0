package sim

import "github.com/oudpath/oudpath/plan/evidence"

// hazard looks at one hazard and at where it comes from.
func (v *verifier) hazard(where string, h Hazard, source evidence.Citation) {
	if err := h.validate(); err != nil {
		v.fault(where, "%v", err)
	}
	if h.clock == InEpisode && v.m.Episodes.Last == 0 {
		v.fault(where, "runs on the clock in episode, but episodes are not counted")
	}
	if h.clock == SinceLeaving {
		v.left(where, h.left)
	}
	if h.kind == pointMass && h.fault == nil {
		v.scheduled(where, h)
	}
	if h.life != nil {
		for _, w := range h.life.warnings {
			v.warn(where, "life table %q: %s", h.life.name, w)
		}
		v.outlived(where, h.life)
	}
	v.source(where, source)
}

// outlived warns of people who grow older than a life table that ends early, of whom its last rate then says how they die.
func (v *verifier) outlived(where string, t *LifeTable) {
	if !v.m.Cycle.Valid() {
		return
	}
	for _, g := range v.m.groups() {
		if last := t.last(g.Sex); last < openUntil && g.Age+float64(v.m.Horizon)/v.m.Cycle.PerYear() > float64(last+1) {
			v.warn(where, "life table %q ends at the age of %d, and the group %q grows older: the last rate goes on", t.name, last, g.Name)
		}
	}
}

// scheduled reports a time that its clock never comes to, or, for a share, never leaves.
func (v *verifier) scheduled(where string, h Hazard) {
	if stop := v.m.Episodes.Cap; h.clock == InEpisode && stop > 0 && stop < h.flat() {
		v.fault(where, "the clock in episode stands still at %d, which is too early for what is scheduled after %d cycles", stop, h.cuts[0])
	}
	if i := v.m.window(h.left); h.clock == SinceLeaving && i >= 0 && v.m.Leaving[i].Cycles < h.cuts[0] {
		v.fault(where, "the window is closed when what is scheduled after %d cycles comes", h.cuts[0])
	}
}

func (v *verifier) source(where string, source evidence.Citation) {
	if err := source.Validate(); err != nil {
		v.fault(where, "%v", err)
	} else if !source.Provenance.MayRefuse() {
		v.warn(where, "the source is %v: %v", source.Provenance, source)
	}
}
