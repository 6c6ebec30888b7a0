package sim

import "math/bits"

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
		if c.rewards[i].inBand[unit][band] != 0 {
			return true
		}
	}
	return false
}

// bound is the short loop of leap, for kernels with one epoch and nothing but moves. It takes the same draws for the same things.
func (k *kernel) bound(w *walker, g generator, here int) {
	hot, cells, horizon, missing := k.hot, w.cells, k.c.horizon, w.missing
	since := 0
	for {
		p := &hot[here]
		if p.absorbing {
			break
		}
		index, rest := bits.Mul64(g.next(), uint64(len(p.columns)))
		c := &p.columns[index]
		o := c.higher
		if rest < c.limit {
			o = c.lower
		}
		end, chosen := since+int(o>>wayBits), int(o&(1<<wayBits-1))
		if o == tailOutcome {
			end, chosen = k.tail(&g, here, 0, since)
		}
		if end >= horizon {
			break
		}
		moment, way := end+1, p.ways[chosen]
		if way.to == noValue {
			if way.to, moment = k.detour(w, &g, here, since, end, chosen); moment > horizon {
				break
			}
		} else {
			cells[way.move]++
		}
		next := &hot[way.to]
		if p.plain {
			cells[p.out+moment]++
		} else {
			w.leave(k.places[here].state, since, moment)
		}
		cells[next.in+moment]++
		if hit := missing & next.hits; hit != 0 {
			w.missing = missing
			w.reach(hit, moment)
			missing = w.missing
		}
		here, since = way.to, moment
	}
	w.missing = missing
	w.leave(k.places[here].state, since, horizon+1)
}

// stroll is the short loop of walk, for the same kernels. It takes the same draws for the same things as hike.
func (k *kernel) stroll(w *walker, key uint64, here int) {
	hot, cells, horizon, missing, moves := k.hot, w.cells, k.c.horizon, w.missing, stream(key, forMove)
	since, cycle, epoch, until := 0, 0, 0, k.until(0)
	for {
		p := &hot[here]
		if p.absorbing {
			break
		}
		var draw uint64
		if cycle, draw = wait(p.exit[epoch], moves, cycle, until, cycle-since); cycle == until {
			if epoch++; until == horizon {
				break
			}
			until = k.until(epoch)
			continue
		}
		row := min(cycle-since, len(p.exit[epoch])-1)
		chosen := pick(p.limits[epoch][row*len(p.ways):][:len(p.ways)], draw)
		way := p.ways[chosen]
		if way.to == noValue {
			slow := &k.places[here].ways[chosen]
			t := k.branch(slow, here, chosen, key, cycle)
			w.move(slow, t, cycle)
			if cycle++; t.stays {
				continue
			}
			way.to = t.place
		} else {
			cells[way.move]++
			cycle++
		}
		next := &hot[way.to]
		if p.plain {
			cells[p.out+cycle]++
		} else {
			w.leave(k.places[here].state, since, cycle)
		}
		cells[next.in+cycle]++
		if hit := missing & next.hits; hit != 0 {
			w.missing = missing
			w.reach(hit, cycle)
			missing = w.missing
		}
		here, since = way.to, cycle
	}
	w.missing = missing
	w.leave(k.places[here].state, since, horizon+1)
}

// until returns the cycle in which an epoch is over.
func (k *kernel) until(epoch int) int {
	if epoch+1 < len(k.epochs) {
		return k.epochs[epoch+1]
	}
	return k.c.horizon
}

// wait returns the first cycle in which the draw falls below the row's limit, and the draw; the horizon if there is none.
func wait(limits []uint64, moves uint64, cycle, horizon, row int) (int, uint64) {
	counter := moves + golden*uint64(cycle+1)
	if ramp := min(len(limits)-1-row, horizon-cycle); ramp > 0 {
		for _, limit := range limits[row:][:ramp] {
			if draw := mix(counter); happens(draw, limit) {
				return cycle, draw
			}
			counter += golden
			cycle++
		}
	}
	limit := limits[len(limits)-1]
	for ; cycle < horizon; cycle++ {
		if draw := mix(counter); happens(draw, limit) {
			return cycle, draw
		}
		counter += golden
	}
	return horizon, 0
}

// detour follows a way with branches or rewards until it leads out of the state, and returns where and when; past the horizon if
// it does not.
func (k *kernel) detour(w *walker, g *generator, here, since, end, chosen int) (next, moment int) {
	p, epoch := &k.places[here], 0
	for end < k.c.horizon {
		way := &p.ways[chosen]
		t := &way.targets[0]
		if len(way.targets) > 1 {
			t = &way.targets[pick(k.step.share[here][chosen], g.next())]
		}
		w.move(way, t, end)
		if !t.stays {
			return t.place, end + 1
		}
		if end+1 == k.c.horizon {
			break
		}
		end, chosen = k.invert(g, here, 0, since, end+1, &epoch)
	}
	return noValue, k.c.horizon + 1
}
