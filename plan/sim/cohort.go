package sim

import "github.com/oudpath/oudpath/plan/sim/internal/vector"

// cohort computes the expected course of a population exactly: the mass of people in every row moves, cycle by cycle, to the row
// of one cycle more in the state, or by its way to the first row of another place.
//
// Cost per cycle: one multiplication per row for those who stay and one per row and way for those who leave; branches are paid
// once per place. Nothing is expanded into a matrix. Rows that nobody can have reached yet are skipped.
type cohort struct {
	k     *kernel
	epoch int
	t     *table
	now   []float64 // mass by row
	later []float64
	mass  []float64   // of all rows, by place and auxiliary value
	out   [][]float64 // by place: mass by way and auxiliary value
	met   []bool      // by place and auxiliary value: somebody has been there; all other rows are empty and passed over
	laid  []bool      // the same, in this cycle: the rows that people go to hold what came, and nothing from before

	first []float64 // not nil: people are followed to their first move only, and are counted here by move

	scratch scratch
}

func newCohort(k *kernel) *cohort {
	h := &cohort{k: k, now: make([]float64, k.rows), later: make([]float64, k.rows), out: make([][]float64, len(k.places))}
	cells := len(k.places) * k.aux.size
	h.mass, h.met, h.laid = make([]float64, cells), make([]bool, cells), make([]bool, cells)
	for i := range k.places {
		h.out[i] = make([]float64, len(k.places[i].ways)*k.aux.size)
	}
	for state, share := range k.start {
		p := &k.places[state*k.c.episodes]
		h.now[p.row+k.aux.start*p.width] = share
		h.meet(state*k.c.episodes, k.aux.start)
	}
	return h
}

// meet notes that people come to rows of a place.
func (h *cohort) meet(place, aux int) { h.met[place*h.k.aux.size+aux] = true }

// empty clears the rows that nobody who stayed came to, of all that somebody can be in.
func (h *cohort) empty(cycle int) {
	for i := range h.k.places {
		for aux := range h.k.aux.size {
			h.lay(&h.k.places[i], i, aux, h.k.places[i].live(cycle+1))
		}
	}
	clear(h.laid)
}

// lay clears the first rows of a place unless that was done in this cycle, or nobody ever was there.
func (h *cohort) lay(p *place, number, aux, rows int) {
	if cell := number*h.k.aux.size + aux; h.met[cell] && !h.laid[cell] {
		clear(h.later[p.row+aux*p.width:][:rows])
		h.laid[cell] = true
	}
}

// run follows the cohort to the horizon and writes its course. target, if not nil, is a set of states that takes people out: then
// only arrivals there are recorded, by moment.
func (h *cohort) run(res *course, target []bool) []float64 {
	k := h.k
	arrived := make([]float64, k.c.horizon+1)
	h.absorb(target, arrived, 0)
	for cycle := range k.c.horizon {
		for h.epoch+1 < len(k.epochs) && k.epochs[h.epoch+1] <= cycle {
			h.epoch, h.t = h.epoch+1, nil
		}
		if h.t == nil {
			h.t = k.tableAt(h.epoch, &h.scratch)
		}
		for i := range k.places {
			h.advance(&k.places[i], i, cycle)
		}
		h.empty(cycle)
		if res != nil {
			h.count(res, cycle)
		}
		for i := range k.places {
			h.arrive(&k.places[i], h.out[i], res, cycle)
		}
		h.now, h.later = h.later, h.now
		h.absorb(target, arrived, cycle+1)
	}
	if res != nil {
		for i := range k.places {
			h.weigh(&k.places[i], i, k.c.horizon)
		}
		h.count(res, k.c.horizon)
	}
	return arrived
}

// live returns how many rows of a place can hold people: nobody can have been there longer than the study.
func (p *place) live(cycle int) int { return min(cycle+1, p.width) }

// weigh sums the rows of a place.
func (h *cohort) weigh(p *place, number, cycle int) {
	for aux := range h.k.aux.size {
		if cell := number*h.k.aux.size + aux; h.met[cell] {
			h.mass[cell] = vector.Sum(h.now[p.row+aux*p.width:][:p.live(cycle)])
		}
	}
}

// advance moves those who stay one row on and sums those who leave by way.
func (h *cohort) advance(p *place, number, cycle int) {
	k := h.k
	if p.absorbing {
		h.weigh(p, number, cycle)
		h.rest(p, number, p.live(cycle))
		return
	}
	lead, out, live := k.lead(p, h.epoch), h.out[number], p.live(cycle)
	for aux := range k.aux.size {
		if !h.met[number*k.aux.size+aux] {
			continue
		}
		h.meet(number, k.aux.next[passes][aux])
		rows := h.now[p.row+aux*p.width:][:live]
		h.leave(p, number, aux, rows, lead, out)
	}
}

// leave moves the people of some rows: those who stay one row on, the others to their ways.
func (h *cohort) leave(p *place, number, aux int, rows, lead, out []float64) {
	k, live, base := h.k, len(rows), aux*p.width
	pass, size := lead[p.lead], k.aux.size
	way := func(w int) []float64 { return h.t.way[p.way+w*p.size+base:][:live] }
	stay, next := h.t.stay[p.row+base:][:live], k.aux.next[passes][aux]
	total, w := 0.0, p.lead
	if len(p.ways)-w >= 2 {
		var a, b float64
		total, a, b = h.stayAndLeave(p, number, next, rows, stay, way(w), way(w+1), pass)
		out[w*size+aux], out[(w+1)*size+aux] = pass*a, pass*b
		w += 2
	} else {
		total = h.stay(p, number, next, rows, stay, pass)
	}
	h.mass[number*size+aux] = total
	for first := range p.lead {
		out[first*size+aux] = total * lead[first]
	}
	for ; w+1 < len(p.ways); w += 2 {
		a, b := vector.Dots(rows, way(w), way(w+1))
		out[w*size+aux], out[(w+1)*size+aux] = pass*a, pass*b
	}
	if w < len(p.ways) {
		out[w*size+aux] = pass * vector.Dot(rows, way(w))
	}
}

// stayAndLeave is stay together with the sums of two ways, in one pass over the rows if nobody came to the next rows yet.
func (h *cohort) stayAndLeave(p *place, number, aux int, rows, stay, a, b []float64, pass float64) (total, xa, xb float64) {
	if h.laid[number*h.k.aux.size+aux] {
		xa, xb = vector.Dots(rows, a, b)
		return h.stay(p, number, aux, rows, stay, pass), xa, xb
	}
	to, n := h.onto(p, number, aux, len(rows))
	total, xa, xb = vector.CarryDots(to[1:][:n], rows[:n], stay[:n], a, b, pass)
	if len(rows) == p.width {
		last := rows[n]
		to[n] += float64(last * stay[n] * pass)
		total, xa, xb = total+last, xa+float64(last*a[n]), xb+float64(last*b[n])
	}
	return total, xa, xb
}

// onto returns the rows that people go to when the first of them still hold what was there before, which the next row is set over; the
// first row is cleared here. n is how many rows have a next one.
func (h *cohort) onto(p *place, number, aux, live int) (to []float64, n int) {
	h.laid[number*h.k.aux.size+aux] = true
	to = h.later[p.row+aux*p.width:][:p.width]
	to[0] = 0
	return to, min(live, p.width-1)
}

// stay moves mass one row on (the last row keeps its own) and returns the sum of the mass.
func (h *cohort) stay(p *place, number, aux int, rows, stay []float64, pass float64) float64 {
	total := 0.0
	to, n := h.later[p.row+aux*p.width:][:p.width], min(len(rows), p.width-1)
	if h.laid[number*h.k.aux.size+aux] {
		total = vector.Pile(to[1:][:n], rows[:n], stay[:n], pass)
	} else {
		to, n = h.onto(p, number, aux, len(rows))
		total = vector.Carry(to[1:][:n], rows[:n], stay[:n], pass)
	}
	if len(rows) == p.width {
		to[p.width-1] += float64(rows[p.width-1] * stay[p.width-1] * pass)
		total += rows[p.width-1]
	}
	return total
}

// rest ages the people of an absorbing place.
func (h *cohort) rest(p *place, number, live int) {
	for aux := range h.k.aux.size {
		if !h.met[number*h.k.aux.size+aux] {
			continue
		}
		h.meet(number, h.k.aux.next[passes][aux])
		h.lay(p, number, h.k.aux.next[passes][aux], min(live+1, p.width))
		to := h.later[p.row+h.k.aux.next[passes][aux]*p.width:][:p.width]
		for w, mass := range h.now[p.row+aux*p.width:][:live] {
			to[min(w+1, p.width-1)] += mass
		}
	}
}

// arrive sends those who left a place along the branches of their way.
//
// A branch that leads back is not a move: which rows those people were in is not known any more from the sums, so their way is
// followed row by row.
func (h *cohort) arrive(p *place, out []float64, res *course, cycle int) {
	k := h.k
	for w := range p.ways {
		for aux := range k.aux.size {
			mass := out[w*k.aux.size+aux]
			if mass == 0 {
				continue
			}
			for b := range p.ways[w].targets {
				t := &p.ways[w].targets[b]
				if res != nil {
					res.moved(k, p, &p.ways[w], t, aux, mass*t.share, cycle)
				}
				if t.stays {
					h.back(p, w, t.share, aux, cycle)
					continue
				}
				if h.first != nil {
					h.first[t.move] += float64(mass * t.share)
					continue
				}
				to := &k.places[t.place]
				h.meet(t.place, k.aux.next[t.turn][aux])
				h.later[to.row+k.aux.next[t.turn][aux]*to.width] += float64(mass * t.share)
			}
		}
	}
}

// back moves the share of a way that leads back to the same state one row on.
func (h *cohort) back(p *place, w int, share float64, aux, cycle int) {
	k := h.k
	lead := k.lead(p, h.epoch)
	to := h.later[p.row+k.aux.next[passes][aux]*p.width:][:p.width]
	for r, mass := range h.now[p.row+aux*p.width:][:p.live(cycle)] {
		chance := lead[min(w, p.lead)]
		if w >= p.lead {
			chance *= h.t.way[p.way+w*p.size+aux*p.width+r]
		}
		to[min(r+1, p.width-1)] += float64(mass * chance * share)
	}
}

// absorb takes those who are in a target state out and notes when they came.
func (h *cohort) absorb(target []bool, arrived []float64, moment int) {
	if target == nil {
		return
	}
	for i := range h.k.places {
		p := &h.k.places[i]
		if target[p.state] {
			rows := h.now[p.row:][:p.size]
			arrived[moment] += vector.Sum(rows)
			clear(rows)
		}
	}
}

// arrivals returns the shares of people who first come to the states of a measure, by moment. Where nobody can leave these, they are the
// entries of the course at hand; else the cohort is followed once more, without those who arrived.
func (k *kernel) arrivals(res *course, m measure) []float64 {
	for i := range k.places {
		if p := &k.places[i]; m.target[p.state] && !p.absorbing {
			return newCohort(k).run(nil, m.target)
		}
	}
	arrived := make([]float64, res.l.moments)
	for state, in := range m.target {
		for t, n := range res.cells[res.l.entries+k.c.firstOf[state]*res.l.moments:][:res.l.moments] {
			if in {
				arrived[t] += n
			}
		}
	}
	return arrived
}
