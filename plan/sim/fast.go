package sim

import "slices"

// hotPlace is what the short loops need of a place, side by side in memory.
type hotPlace struct {
	columns   []column   // Jump: of the alias table
	exit      [][]uint64 // Step, by epoch: limit of leaving, by row
	limits    [][]uint64 // Step, by epoch: cumulative limits of the ways, side by side
	ways      []hotWay
	in, out   int    // cells of arrivals and departures at moment 0
	hits      uint64 // measures that being here fulfils
	absorbing bool
	plain     bool // one band and no reward: leaving is a count and nothing else
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
			h.exit = append(h.exit, k.step.exit[e][p.row:][:p.width])
			h.limits = append(h.limits, k.step.way[e][p.way:][:p.width*len(p.ways)])
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
