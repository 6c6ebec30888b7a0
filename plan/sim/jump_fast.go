package sim

import (
	"math/bits"

	"github.com/oudpath/oudpath/plan/sim/internal/random"
)

// jumpFast is the short loop of jumpPerson, for kernels with one epoch and nothing but moves. It takes the same draws for the same things.
func (k *kernel) jumpFast(w *walker, g random.Generator, here int) {
	hot, cells, horizon, missing := k.hot, w.cells, k.c.horizon, w.missing
	since := 0
	for {
		p := &hot[here]
		if p.absorbing {
			break
		}
		index, rest := bits.Mul64(g.Next(), uint64(len(p.columns)))
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
			w.leave(&k.places[here], since, moment)
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
	w.leave(&k.places[here], since, horizon+1)
}

// detour follows a way with branches or rewards until it leads out of the state, and returns where and when; past the horizon if
// it does not.
func (k *kernel) detour(w *walker, g *random.Generator, here, since, end, chosen int) (next, moment int) {
	p, epoch := &k.places[here], 0
	for end < k.c.horizon {
		way := &p.ways[chosen]
		t := &way.targets[0]
		if len(way.targets) > 1 {
			t = &way.targets[pick(k.step.share[here][chosen], g.Next())]
		}
		w.move(p, way, t, end)
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
