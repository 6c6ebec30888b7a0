package sim

import "github.com/oudpath/oudpath/plan/sim/internal/random"

// stepTables is the loop for models with events or auxiliary clocks and without functions. It takes the same draws for the same things
// as stepFull.
func (k *kernel) stepTables(w *walker, key uint64, here int) {
	moves := random.Stream(key, random.ForMove)
	for e := range w.streams {
		w.streams[e] = random.Stream(key, random.ForEvents+random.Purpose(e))
	}
	since, cycle, aux, epoch, until := 0, 0, k.aux.start, 0, k.until(0)
	for {
		p := &k.places[here]
		if p.absorbing && len(p.events) == 0 {
			break
		}
		var row int
		var draw uint64
		cycle, row, draw = k.waitTables(w, p, moves, epoch, since, cycle, until, &aux)
		if cycle == until {
			if epoch++; until == k.c.horizon {
				break
			}
			until = k.until(epoch)
			continue
		}
		chosen := pick(k.step.way[epoch][p.way+row*len(p.ways):][:len(p.ways)], draw)
		way := &p.ways[chosen]
		t := k.branch(way, here, chosen, key, cycle)
		next := w.move(p, way, t, cycle)
		if cycle++; t.stays {
			aux = k.aux.next[passes][aux]
			continue
		}
		aux = k.aux.next[t.turn][aux]
		w.leave(p, since, cycle)
		w.enter(next, cycle)
		here, since = next, cycle
	}
	w.leave(&k.places[here], since, k.c.horizon+1)
}

// waitTables draws the events and moves of the cycles in a place until the person leaves or the epoch is over, and returns the cycle
// and, if the person leaves, the row and the draw.
func (k *kernel) waitTables(w *walker, p *place, moves uint64, epoch, since, cycle, until int, aux *int) (int, int, uint64) {
	exit, events := k.step.exit[epoch][p.row:][:p.size], k.step.event[epoch][p.event:]
	next, now := k.aux.next[passes], *aux
	for counter := random.Golden * uint64(cycle+1); cycle < until; cycle++ {
		row := now*p.width + min(cycle-since, p.width-1)
		for e := range p.events {
			event := p.events[e].event
			if random.Happens(random.Mix(w.streams[event]+counter), events[e*p.size+row]) {
				w.event(event, p, cycle-since, cycle)
			}
		}
		if draw := random.Mix(moves + counter); random.Happens(draw, exit[row]) {
			*aux = now
			return cycle, row, draw
		}
		now = next[now]
		counter += random.Golden
	}
	*aux = now
	return until, 0, 0
}
