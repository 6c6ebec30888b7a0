package sim

import (
	"math/bits"

	"github.com/oudpath/oudpath/plan/sim/internal/random"
)

// jumpFast is the short loop of jumpPerson, for kernels with one epoch and nothing but moves. It takes the same draws for the same things.
func (k *kernel) jumpFast(w *walker, key uint64, here int) {
	hot, cells, horizon, stays := k.hot, w.cells, k.c.horizon, random.Stream(key, random.ForStay)
	missing := w.starts(&hot[here])
	since := 0
	for {
		p := &hot[here]
		if p.absorbing {
			break
		}
		stays += random.Golden // what a random.Generator does, which slow turns are lent
		index, rest := bits.Mul64(random.Mix(stays), uint64(len(p.columns)))
		c := &p.columns[index]
		o := c.higher
		if rest < c.limit {
			o = c.lower
		}
		end, chosen := since+int(o>>wayBits), int(o&(1<<wayBits-1))
		if o == tailOutcome {
			if since+p.tail >= horizon {
				break
			}
			g := random.Generator{State: stays}
			end, chosen = k.tail(&g, here, 0, since)
			stays = g.State
		}
		if end >= horizon {
			break
		}
		moment, way := end+1, p.ways[chosen]
		if way.to == noValue {
			g := random.Generator{State: stays}
			way.to, moment = k.detour(w, &g, here, since, end, chosen)
			if stays = g.State; moment > horizon {
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
	if !hot[here].plain {
		w.leave(&k.places[here], since, horizon+1)
	}
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
