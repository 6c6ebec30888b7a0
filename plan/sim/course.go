package sim

import "github.com/oudpath/oudpath/plan/sim/internal/vector"

// layout says where the numbers of one arm and group lie in a flat slice. Everything in it adds up: the numbers of two runs over
// different people are the sums of theirs.
type layout struct {
	moments   int // horizon + 1
	occupancy int // bands × moments: people in the band at the moment
	entries   int // bands × moments: people who came into the band since the moment before
	moves     int // by move
	events    int // events × moments: happened in the cycle that starts at the moment
	firsts    int // measures × (moments + 1): first reached the target at the moment; the last element counts those who never did
	size      int
}

func (c *Compiled) lay() layout {
	l := layout{moments: c.horizon + 1}
	at := func(n int) int {
		from := l.size
		l.size += n
		return from
	}
	l.occupancy = at(len(c.bands) * l.moments)
	l.entries = at(len(c.bands) * l.moments)
	l.moves = at(len(c.moves))
	l.events = at(len(c.events) * l.moments)
	l.firsts = at(len(c.measures) * (l.moments + 1))
	return l
}

// course is what a whole-population engine writes for one arm and group.
type course struct {
	l       layout
	unit    int
	cells   []float64
	rewards []float64 // by reward; then, if they are kept, by reward and cycle
	moves   []float64 // the part of cells
}

func newCourse(c *Compiled, unit int, byCycle bool) *course {
	r := &course{l: c.layout, unit: unit, cells: make([]float64, c.layout.size), rewards: make([]float64, c.rewardCells(byCycle))}
	r.moves = r.cells[c.layout.moves:][:len(c.moves)]
	return r
}

// count writes who is where at a moment, and what happens to them in the cycle that starts then.
func (h *cohort) count(res *course, moment int) {
	k := h.k
	for i := range k.places {
		p := &k.places[i]
		from, to := k.c.bandsOf(p.state)
		for aux := range k.aux.size {
			total := h.mass[i*k.aux.size+aux]
			if total == 0 {
				continue
			}
			if moment == 0 {
				res.cells[res.l.entries+from*res.l.moments] += total
			}
			rows := h.now[p.row+aux*p.width:][:p.live(moment)]
			h.present(res, p, aux, rows, from, to, total, moment)
			if moment == k.c.horizon {
				continue
			}
			for e := range p.events {
				chance := h.t.event[p.event+e*p.size+aux*p.width:][:len(rows)]
				for b := from; b < to && k.c.bands[b].from < len(rows); b++ {
					in, until := k.c.bands[b].from, min(k.c.bands[b].to, len(rows))
					res.happened(k, p, p.events[e].event, b, aux, vector.Dot(rows[in:until], chance[in:until]), moment)
				}
			}
		}
	}
}

// present writes how many of the people of some rows, of whom the total is known, are in each band. The last band, by far the longest, has
// what the others leave.
func (h *cohort) present(res *course, p *place, aux int, rows []float64, from, to int, total float64, moment int) {
	left := total
	for b := from; b < to; b++ {
		band := h.k.c.bands[b]
		switch {
		case band.from >= len(rows):
			return
		case b < to-1 && band.to < len(rows):
			in := vector.Sum(rows[band.from:band.to])
			left -= in
			res.present(h.k, p, b, aux, in, moment)
		default:
			res.present(h.k, p, b, aux, max(0, left), moment)
			return
		}
	}
}

// present writes people with one value of the auxiliary clocks who are in a band at a moment.
func (r *course) present(k *kernel, p *place, band, aux int, mass float64, moment int) {
	r.cells[r.l.occupancy+band*r.l.moments+moment] += mass
	k.gathered(aux, func(i int, w *reward, l *layer) {
		for _, s := range l.around(r.unit, moment) {
			r.gather(k.c, i, moment, float64(mass*s.values[p.episode].inBand[band]*s.at[moment-s.from]), s.earlier[moment-s.from])
		}
	})
}

// happened writes people in a band to whom an event happens in a cycle.
func (r *course) happened(k *kernel, p *place, event, band, aux int, mass float64, cycle int) {
	r.cells[r.l.events+event*r.l.moments+cycle] += mass
	k.gathered(aux, func(i int, w *reward, l *layer) {
		r.gather(k.c, i, cycle, float64(mass*l.in(r.unit, cycle).values[p.episode].byEvent[event*len(k.c.bands)+band]*w.single[cycle]), 0)
	})
}

// gathered visits the layers of all rewards that hold for people with that value of the auxiliary clocks.
func (k *kernel) gathered(aux int, visit func(number int, w *reward, l *layer)) {
	for i := range k.c.rewards {
		w := &k.c.rewards[i]
		for n := range w.layers {
			if k.open(w.layers[n].since, aux) {
				visit(i, w, &w.layers[n])
			}
		}
	}
}

// moved writes people who took a branch in a cycle; aux is the value of their clocks before.
func (r *course) moved(k *kernel, p *place, w *way, t *target, aux int, mass float64, cycle int) {
	r.moves[t.move] += mass
	if !t.stays {
		band := k.c.firstOf[k.places[t.place].state]
		r.cells[r.l.entries+band*r.l.moments+cycle+1] += mass
	}
	if w.move == 0 {
		return
	}
	k.gathered(aux, func(i int, v *reward, l *layer) {
		r.gather(k.c, i, cycle, float64(mass*l.in(r.unit, cycle).values[p.episode].byMove[w.move]*v.single[cycle+1]), 0)
	})
}

// begun writes the people who start.
func (r *course) begun(k *kernel, mass float64) {
	for i := range k.c.rewards {
		w := &k.c.rewards[i]
		r.gather(k.c, i, 0, float64(mass*w.atStart[r.unit]*w.single[0]), 0)
	}
}
