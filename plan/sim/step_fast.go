package sim

import "github.com/oudpath/oudpath/plan/sim/internal/random"

// stepFast is the short loop of step, for the same kernels. It takes the same draws for the same things as stepFull.
func (k *kernel) stepFast(w *walker, key uint64, here int) {
	hot, cells, horizon, missing, moves := k.hot, w.cells, k.c.horizon, w.missing, random.Stream(key, random.ForMove)
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
			w.move(&k.places[here], slow, t, cycle)
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
			w.leave(&k.places[here], since, cycle)
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
	w.leave(&k.places[here], since, horizon+1)
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
	counter := moves + random.Golden*uint64(cycle+1)
	if ramp := min(len(limits)-1-row, horizon-cycle); ramp > 0 {
		for _, limit := range limits[row:][:ramp] {
			if draw := random.Mix(counter); random.Happens(draw, limit) {
				return cycle, draw
			}
			counter += random.Golden
			cycle++
		}
	}
	limit := limits[len(limits)-1]
	for ; cycle < horizon; cycle++ {
		if draw := random.Mix(counter); random.Happens(draw, limit) {
			return cycle, draw
		}
		counter += random.Golden
	}
	return horizon, 0
}
