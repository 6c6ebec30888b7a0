package sim

import (
	"slices"

	"github.com/oudpath/oudpath/plan/sim/internal/random"
)

// hotPlace is what the short loops need of a place, side by side in memory.
type hotPlace struct {
	columns   []column  // Jump: of the alias table
	tail      int       // Jump: the cycles of a stay that the alias table knows
	rows      []hotRows // Step, by epoch
	ways      []hotWay
	in, out   int    // cells of arrivals and departures at moment 0
	hits      uint64 // measures that being here fulfils
	absorbing bool
	plain     bool // one band and no reward: leaving is a count and nothing else
}

// hotRows are the limits of a place in an epoch.
type hotRows struct {
	exit []uint64 // of leaving, by row
	ways []uint64 // cumulative, of the ways, side by side
}

// hotWay is a way with a single branch that leads elsewhere and carries no reward; other ways have a to of noValue.
type hotWay struct{ to, move int }

// prepareHot lays the places of a fast kernel side by side.
func (k *kernel) prepareHot(unit int) {
	l := &k.c.layout
	for i := range k.places {
		p := &k.places[i]
		from, to := k.c.bandsOf(p.state)
		h := hotPlace{in: l.entries + from*l.moments, out: l.occupancy + from*l.moments,
			absorbing: p.absorbing, plain: to == from+1 && !k.c.rewarded(unit, from)}
		for e := range k.epochs {
			h.rows = append(h.rows, hotRows{k.step.exit[e][p.row:][:p.width], k.step.way[e][p.way:][:p.width*len(p.ways)]})
		}
		for m := range k.c.measures {
			if k.c.measures[m].target[p.state] {
				h.hits |= 1 << m
			}
		}
		for w := range p.ways {
			way := hotWay{to: noValue}
			if t := p.ways[w].targets[0]; len(p.ways[w].targets) == 1 && p.ways[w].move == 0 && !t.stays {
				way = hotWay{to: t.place, move: l.moves + t.move}
			}
			h.ways = append(h.ways, way)
		}
		k.hot = append(k.hot, h)
	}
}

// short reports whether the short loop of an engine can run the kernel.
func (k *kernel) short(e Engine) bool { return k.hot != nil && (e == Step || k.jump.alias != nil) }

// short reports whether all people of an arm live under one kernel that a short loop can run, and gather nothing.
func (c *Compiled) short(e Engine) bool {
	return len(c.rewards) == 0 && len(c.groups) == 1 && len(c.latents) == 1 &&
		!slices.ContainsFunc(c.units, func(classes []*kernel) bool { return !classes[0].short(e) })
}

// count is liveAll for short loops. Nobody's arms are compared, so that they need not come side by side.
func (c *Compiled) count(w *walker, s *Study, from, to int64) {
	study := random.StudyKey(s.Seed)
	for arm, classes := range c.units {
		k := classes[0]
		w.begin(k, arm)
		all := w.missing
		for person := uint64(from); person < uint64(to); person++ {
			key := random.PersonIn(study, person)
			w.missing = all
			if s.Engine == Step {
				k.stepFast(w, key, k.starts(key))
			} else {
				k.jumpFast(w, key, k.starts(key))
			}
		}
	}
}

// starts is enter for the short loops, at moment 0. It returns the measures that have not happened.
func (w *walker) starts(p *hotPlace) uint64 {
	w.cells[p.in]++
	if hit := w.missing & p.hits; hit != 0 {
		w.reach(hit, 0)
	}
	return w.missing
}

// rewarded reports whether some reward has a value in the band.
func (c *Compiled) rewarded(unit, band int) bool {
	for i := range c.rewards {
		for _, l := range c.rewards[i].layers {
			for _, s := range l.spans[unit] {
				if slices.ContainsFunc(s.values, func(v values) bool { return v.inBand[band] != 0 }) {
					return true
				}
			}
		}
	}
	return false
}
