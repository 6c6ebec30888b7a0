package sim

// cohort computes the expected course of a population exactly: the mass of people in every row moves, cycle by cycle, to the row
// of one cycle more in the state, or by its way to the first row of another place.
//
// Cost per cycle: one multiplication per row for those who stay and one per row and way for those who leave; branches are paid
// once per place. Nothing is expanded into a matrix. Rows that nobody can have reached yet are skipped.
type cohort struct {
	k     *kernel
	now   []float64 // mass by row
	later []float64
	out   [][]float64 // by place: mass by way and auxiliary value
	lead  []float64
}

func newCohort(k *kernel) *cohort {
	h := &cohort{k: k, now: make([]float64, k.rows), later: make([]float64, k.rows), out: make([][]float64, len(k.places))}
	longest := 0
	for i := range k.places {
		h.out[i] = make([]float64, len(k.places[i].ways)*k.aux.size)
		longest = max(longest, k.places[i].lead)
	}
	h.lead = make([]float64, longest+1)
	for state, share := range k.start {
		h.now[k.places[state*k.c.episodes].row+k.aux.start*k.places[state*k.c.episodes].width] = share
	}
	return h
}

// run follows the cohort to the horizon and writes its course. target, if not nil, is a set of states that takes people out: then
// only arrivals there are recorded, by moment.
func (h *cohort) run(res *course, target []bool) []float64 {
	k := h.k
	arrived := make([]float64, k.c.horizon+1)
	h.absorb(target, arrived, 0)
	epoch := 0
	for cycle := range k.c.horizon {
		for epoch+1 < len(k.epochs) && k.epochs[epoch+1] <= cycle {
			epoch++
		}
		t := &k.tables[k.tableOf[epoch]]
		if res != nil {
			h.count(res, t, cycle)
		}
		clear(h.later)
		for i := range k.places {
			h.advance(&k.places[i], h.out[i], t, cycle)
		}
		for i := range k.places {
			h.arrive(&k.places[i], h.out[i], res, cycle)
		}
		h.now, h.later = h.later, h.now
		h.absorb(target, arrived, cycle+1)
	}
	if res != nil {
		h.count(res, nil, k.c.horizon)
	}
	return arrived
}

// advance moves those who stay one row on and sums those who leave by way.
func (h *cohort) advance(p *place, out []float64, t *table, cycle int) {
	k := h.k
	clear(out)
	live := min(cycle+1, p.width) // nobody can have been here longer
	if p.absorbing {
		h.rest(p, live)
		return
	}
	lead := h.lead[:p.lead+1]
	_ = k.lead(p, cycle, lead) // an error of the model was found when it was compiled
	pass := lead[p.lead]
	for aux := range k.aux.size {
		mass := h.now[p.row+aux*p.width:][:live]
		total := sum(mass)
		if total == 0 {
			continue
		}
		for w := range p.lead {
			out[w*k.aux.size+aux] = total * lead[w]
		}
		base := aux * p.width
		for w := p.lead; w < len(p.ways); w++ {
			out[w*k.aux.size+aux] = pass * dot(mass, t.way[p.way+w*p.size+base:][:live])
		}
		h.stay(p, k.aux.next[passes][aux], mass, t.stay[p.row+base:][:live], pass)
	}
}

// stay moves mass one row on; the last row keeps its own.
func (h *cohort) stay(p *place, aux int, mass, stay []float64, pass float64) {
	to := h.later[p.row+aux*p.width:][:p.width]
	n := min(len(mass), p.width-1)
	next := to[1:][:n]
	if h.k.aux.size == 1 {
		for w := range next {
			next[w] = mass[w] * stay[w] * pass
		}
	} else {
		for w := range next {
			next[w] += mass[w] * stay[w] * pass
		}
	}
	if len(mass) == p.width {
		to[p.width-1] += mass[p.width-1] * stay[p.width-1] * pass
	}
}

// rest ages the people of an absorbing place.
func (h *cohort) rest(p *place, live int) {
	for aux := range h.k.aux.size {
		from := h.now[p.row+aux*p.width:][:live]
		to := h.later[p.row+h.k.aux.next[passes][aux]*p.width:][:p.width]
		for w, mass := range from {
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
					res.moved(k, &p.ways[w], t, mass*t.share, cycle)
				}
				if t.stays {
					h.back(p, w, t.share, aux, cycle)
					continue
				}
				to := &k.places[t.place]
				h.later[to.row+k.aux.next[t.turn][aux]*to.width] += mass * t.share
			}
		}
	}
}

// back moves the share of a way that leads back to the same state one row on.
func (h *cohort) back(p *place, w int, share float64, aux, cycle int) {
	k := h.k
	epoch := 0
	for epoch+1 < len(k.epochs) && k.epochs[epoch+1] <= cycle {
		epoch++
	}
	t := &k.tables[k.tableOf[epoch]]
	lead := h.lead[:p.lead+1]
	_ = k.lead(p, cycle, lead)
	to := h.later[p.row+k.aux.next[passes][aux]*p.width:][:p.width]
	for r, mass := range h.now[p.row+aux*p.width:][:min(cycle+1, p.width)] {
		chance := lead[min(w, p.lead)]
		if w >= p.lead {
			chance *= t.way[p.way+w*p.size+aux*p.width+r]
		}
		to[min(r+1, p.width-1)] += mass * chance * share
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
			arrived[moment] += sum(rows)
			clear(rows)
		}
	}
}

// sum adds in four strands, which the processor can add at the same time.
func sum(x []float64) float64 {
	var a, b, c, d float64
	for len(x) >= 4 {
		a += x[0]
		b += x[1]
		c += x[2]
		d += x[3]
		x = x[4:]
	}
	for _, v := range x {
		a += v
	}
	return (a + b) + (c + d)
}

func dot(x, y []float64) float64 {
	var a, b, c, d float64
	y = y[:len(x)]
	for len(x) >= 4 && len(y) >= 4 {
		a += x[0] * y[0]
		b += x[1] * y[1]
		c += x[2] * y[2]
		d += x[3] * y[3]
		x, y = x[4:], y[4:]
	}
	for i, v := range x {
		a += v * y[i]
	}
	return (a + b) + (c + d)
}
