package sim

import "github.com/oudpath/oudpath/plan/sim/internal/random"

// stepFull is the loop that can do everything.
func (k *kernel) stepFull(w *walker, key uint64, here int) error {
	moves := random.Stream(key, random.ForMove)
	for e := range w.streams {
		w.streams[e] = random.Stream(key, random.ForEvents+random.Purpose(e))
	}
	w.introduce(k, key)
	since, episodeSince, aux, epoch := 0, 0, k.aux.start, 0
	for cycle := range k.c.horizon {
		for epoch+1 < len(k.epochs) && k.epochs[epoch+1] <= cycle {
			epoch++
		}
		p := &k.places[here]
		if p.absorbing && len(p.events) == 0 {
			break
		}
		row := aux*p.width + min(cycle-since, p.width-1)
		if k.c.called {
			w.see(k, p, cycle, since, episodeSince)
		}
		if len(p.events) > 0 {
			if err := k.befall(w, p, row, epoch, cycle, cycle-since); err != nil {
				return err
			}
		}
		draw := random.At(moves, cycle)
		chosen := noValue
		if len(p.asks) > 0 {
			var err error
			if chosen, err = k.resolve(w, p, row, epoch, draw); err != nil {
				return err
			}
		} else if random.Happens(draw, k.step.exit[epoch][p.row+row]) {
			chosen = pick(k.step.way[epoch][p.way+row*len(p.ways):][:len(p.ways)], draw)
		}
		if chosen == noValue {
			aux = k.aux.next[passes][aux]
			continue
		}
		way := &p.ways[chosen]
		t := k.branch(way, here, chosen, key, cycle)
		next := w.move(p, way, t, cycle)
		if t.stays {
			aux = k.aux.next[passes][aux]
			continue
		}
		aux = k.aux.next[t.turn][aux]
		if t.since != nil && t.since.begins {
			episodeSince = cycle + 1
		}
		w.leave(p, since, cycle+1)
		w.enter(next, cycle+1)
		here, since = next, cycle+1
	}
	w.leave(&k.places[here], since, k.c.horizon+1)
	return nil
}

// befall draws the events of a cycle.
func (k *kernel) befall(w *walker, p *place, row, epoch, cycle, inState int) error {
	for e := range p.events {
		h := &p.events[e]
		limit := k.step.event[epoch][p.event+e*p.size+row]
		if h.hazard.hazard.kind == calledRate {
			rate, err := h.hazard.ask(w, k.tables[k.tableOf[epoch]].event[p.event+e*p.size+row])
			if err != nil {
				return err
			}
			limit = random.Threshold(RateToProbability(rate))
		}
		if random.Happens(random.At(w.streams[h.event], cycle), limit) {
			w.event(h.event, p, inState, cycle)
		}
	}
	return nil
}
