package sim

import (
	"slices"
	"sync"
)

// stepTables are the tables of the engine Step: limits below which a draw of 64 bits means that something happens.
type stepTables struct {
	once  sync.Once
	start []uint64     // by state, cumulative
	only  int          // the place where everybody starts; noValue if there are several
	exit  [][]uint64   // by epoch, by row: the person leaves the state
	way   [][]uint64   // by epoch: cumulative limits of the ways of a row, side by side
	event [][]uint64   // by epoch: as in table
	share [][][]uint64 // by place, way: cumulative limits of its branches
}

// prepareStep builds the limits from the probabilities.
func (k *kernel) prepareStep(unit int) {
	s := &k.step
	s.start, s.only = cumulative(k.start), noValue
	if only := slices.Index(k.start, 1); only >= 0 {
		s.only = only * k.c.episodes
	}
	for i := range k.places {
		var shares [][]uint64
		for _, w := range k.places[i].ways {
			var p []float64
			for _, t := range w.targets {
				p = append(p, t.share)
			}
			shares = append(shares, cumulative(p))
		}
		s.share = append(s.share, shares)
	}
	var room scratch
	for e := range k.epochs {
		t := k.tableAt(e, &room)
		exit, way := make([]uint64, k.rows), make([]uint64, k.ways)
		for i := range k.places {
			if p := &k.places[i]; len(p.asks) == 0 {
				k.limits(p, t, k.lead(p, e), exit, way)
			}
		}
		s.exit, s.way = append(s.exit, exit), append(s.way, way)
		events := make([]uint64, k.happens)
		for i, p := range t.event {
			events[i] = threshold(p)
		}
		s.event = append(s.event, events)
	}
	if k.fast {
		k.prepareHot(unit)
	}
}

// limits writes the cumulative limits of a place's rows. The sum of the ways is replaced by one minus the probability of staying
// when that is zero, so that certainty survives rounding.
func (k *kernel) limits(p *place, t *table, lead []float64, exit, way []uint64) {
	for r := range p.size {
		total := 0.0
		for w := range p.ways {
			if w < p.lead {
				total += lead[w]
			} else {
				total += float64(lead[p.lead] * t.way[p.way+w*p.size+r])
			}
			way[p.way+r*len(p.ways)+w] = threshold(total)
		}
		if len(p.ways) == 0 {
			continue
		}
		if last := &way[p.way+(r+1)*len(p.ways)-1]; t.stay[p.row+r]*lead[p.lead] == 0 {
			*last = certain
		}
		exit[p.row+r] = way[p.way+(r+1)*len(p.ways)-1]
	}
}

// cumulative turns shares that sum to one into limits; the last that is above zero is certain.
func cumulative(shares []float64) []uint64 {
	limits, total := make([]uint64, len(shares)), 0.0
	for i, s := range shares {
		total += s
		limits[i] = threshold(total)
	}
	for i := len(shares) - 1; i >= 0; i-- {
		limits[i] = certain
		if shares[i] > 0 {
			break
		}
	}
	return limits
}

// pick returns the first of the cumulative limits that the draw falls below.
func pick(limits []uint64, draw uint64) int {
	for i, limit := range limits {
		if happens(draw, limit) {
			return i
		}
	}
	return len(limits) - 1
}

// starts draws where a person starts.
func (k *kernel) starts(key uint64) int {
	if k.step.only != noValue {
		return k.step.only
	}
	return pick(k.step.start, at(stream(key, forStart), 0)) * k.c.episodes
}

// walk takes one person through one arm, cycle by cycle.
func (k *kernel) walk(w *walker, key uint64) error {
	place := k.starts(key)
	w.begin(w.unit, place)
	if w.path != nil {
		w.path.starts(k, place)
	}
	switch {
	case k.c.called:
		return k.guarded(w, key, place)
	case w.path != nil:
		return k.hike(w, key, place)
	case k.hot != nil:
		k.stroll(w, key, place)
	default:
		k.trek(w, key, place)
	}
	return nil
}

// branch decides between the branches of a way.
func (k *kernel) branch(w *way, place, number int, key uint64, cycle int) *target {
	if len(w.targets) == 1 {
		return &w.targets[0]
	}
	return &w.targets[pick(k.step.share[place][number], at(stream(key, forBranch), cycle))]
}

// trek is the loop for models with events or auxiliary clocks and without functions. It takes the same draws for the same things
// as hike.
func (k *kernel) trek(w *walker, key uint64, here int) {
	moves := stream(key, forMove)
	for e := range w.streams {
		w.streams[e] = stream(key, forEvents+purpose(e))
	}
	since, cycle, aux, epoch, until := 0, 0, k.aux.start, 0, k.until(0)
	for {
		p := &k.places[here]
		if p.absorbing && len(p.events) == 0 {
			break
		}
		var row int
		var draw uint64
		cycle, row, draw = k.endure(w, p, moves, epoch, since, cycle, until, &aux)
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
		next := w.move(way, t, cycle)
		if cycle++; t.stays {
			aux = k.aux.next[passes][aux]
			continue
		}
		aux = k.aux.next[t.turn][aux]
		w.leave(p.state, since, cycle)
		w.enter(next, cycle)
		here, since = next, cycle
	}
	w.leave(k.places[here].state, since, k.c.horizon+1)
}

// endure draws the events and moves of the cycles in a place until the person leaves or the epoch is over, and returns the cycle
// and, if the person leaves, the row and the draw.
func (k *kernel) endure(w *walker, p *place, moves uint64, epoch, since, cycle, until int, aux *int) (int, int, uint64) {
	exit, events := k.step.exit[epoch][p.row:][:p.size], k.step.event[epoch][p.event:]
	next, now := k.aux.next[passes], *aux
	for counter := golden * uint64(cycle+1); cycle < until; cycle++ {
		row := now*p.width + min(cycle-since, p.width-1)
		for e := range p.events {
			event := p.events[e].event
			if happens(mix(w.streams[event]+counter), events[e*p.size+row]) {
				w.event(event, p.state, cycle-since, cycle)
			}
		}
		if draw := mix(moves + counter); happens(draw, exit[row]) {
			*aux = now
			return cycle, row, draw
		}
		now = next[now]
		counter += golden
	}
	*aux = now
	return until, 0, 0
}

// hike is the loop that can do everything.
func (k *kernel) hike(w *walker, key uint64, here int) error {
	moves := stream(key, forMove)
	for e := range w.streams {
		w.streams[e] = stream(key, forEvents+purpose(e))
	}
	w.introduce(k, key)
	since, episodeSince, aux, epoch, left := 0, 0, k.aux.start, 0, -1
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
			w.see(k, p, cycle, since, episodeSince, left)
		}
		if len(p.events) > 0 {
			if err := k.befall(w, p, row, epoch, cycle, cycle-since); err != nil {
				return err
			}
		}
		draw := at(moves, cycle)
		chosen := noValue
		if len(p.asks) > 0 {
			var err error
			if chosen, err = k.resolve(w, p, row, epoch, draw); err != nil {
				return err
			}
		} else if happens(draw, k.step.exit[epoch][p.row+row]) {
			chosen = pick(k.step.way[epoch][p.way+row*len(p.ways):][:len(p.ways)], draw)
		}
		if chosen == noValue {
			aux = k.aux.next[passes][aux]
			continue
		}
		way := &p.ways[chosen]
		t := k.branch(way, here, chosen, key, cycle)
		next := w.move(way, t, cycle)
		if t.stays {
			aux = k.aux.next[passes][aux]
			continue
		}
		aux = k.aux.next[t.turn][aux]
		switch t.turn % begins {
		case leaves:
			left = cycle + 1
		case enters:
			left = -1
		}
		if t.turn >= begins {
			episodeSince = cycle + 1
		}
		w.leave(p.state, since, cycle+1)
		w.enter(next, cycle+1)
		here, since = next, cycle+1
	}
	w.leave(k.places[here].state, since, k.c.horizon+1)
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
			limit = threshold(RateToProbability(rate))
		}
		if happens(at(w.streams[h.event], cycle), limit) {
			w.event(h.event, p.state, inState, cycle)
		}
	}
	return nil
}
