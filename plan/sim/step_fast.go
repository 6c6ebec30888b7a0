package sim

import (
	"math/bits"

	"github.com/oudpath/oudpath/plan/sim/internal/random"
)

// stepFast is the short loop of step, for the same kernels. It takes the same draws for the same things as stepFull.
func (k *kernel) stepFast(w *walker, key uint64, here int) {
	hot, cells, horizon, moves := k.hot, w.cells, k.c.horizon, random.Stream(key, random.ForMove)
	missing := w.starts(&hot[here])
	since, cycle, epoch, until := 0, 0, 0, k.until(0)
	for {
		p := &hot[here]
		if p.absorbing {
			break
		}
		var draw uint64
		rows := &p.rows[epoch]
		if cycle, draw = random.Wait(rows.exit, moves, cycle, until, cycle-since); cycle == until {
			if epoch++; until == horizon {
				break
			}
			until = k.until(epoch)
			continue
		}
		row := min(cycle-since, len(rows.exit)-1)
		chosen := choose(rows.ways[row*len(p.ways):][:len(p.ways)-1], draw)
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
	if !hot[here].plain {
		w.leave(&k.places[here], since, horizon+1)
	}
}

// until returns the cycle in which an epoch is over.
func (k *kernel) until(epoch int) int {
	if epoch+1 < len(k.epochs) {
		return k.epochs[epoch+1]
	}
	return k.c.horizon
}

// choose is pick of a draw that falls below the last limit, which it is not given. It counts the limits that the draw does not fall
// below: which way chance takes no processor can foresee, so that a branch would cost more than looking at all of them.
func choose(limits []uint64, draw uint64) int {
	chosen := 0
	for _, limit := range limits {
		_, below := bits.Sub64(draw&^1, limit, 0)
		chosen += 1 - int(below)
	}
	return chosen
}
