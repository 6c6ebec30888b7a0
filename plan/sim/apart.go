package sim

import (
	"fmt"
	"math"
	"slices"

	"github.com/oudpath/oudpath/plan/sim/internal/portable"
)

// Background death changes with every birthday, and its life table does not care how long somebody has been in a state. Under competing
// hazards it changes every probability of a state nevertheless. To keep a table of all rows for every birthday of a life would take
// hundreds of megabytes and most of the time of a study, so such ways are kept apart as one number for each epoch, and the table of an
// epoch is made when it is needed, with one division a row and no exponential:
//
//	P(stay) = s·S,  P(way k) = h_k·((1 − s) + s·(1 − S))/(h + H)
//
// where h is the sum of the hazards of the row and s = e^(−h), H that of the ways kept apart and S = e^(−H).

// pool is what the ways of a place that are not kept apart amount to, by row.
type pool struct {
	most    float64   // the largest rate
	rate    []float64 // sum of hazards
	survive []float64 // e^(−rate)
	lost    []float64 // 1 − e^(−rate)
	pass    []float64 // probability that nothing scheduled takes a person who stayed so far
}

// scalar reports whether a source of the place is one number for each epoch instead of a row of the table.
func (p *place) scalar(source int) bool { return source < p.lead || slices.Contains(p.apart, source) }

// keepApart finds the ways that are the same in all rows, if the calendar or age changes one of them. If a way changes with both row and
// calendar, the whole table has to be made anew anyway, and none is.
func (p *place) keepApart() {
	var apart []int
	timed := false
	for w := range p.ways {
		s := &p.ways[w].hazard
		timed = timed || s.timed
		switch pointed := s.hazard.kind == pointMass; {
		case s.timed && (s.rowed || pointed):
			return
		case !s.rowed && !pointed:
			apart = append(apart, w)
		}
	}
	if timed {
		p.apart = apart
	}
}

// add pools the amounts of the next row, and nothing if nobody can come to it.
func (o *pool) add(p *place, amounts []float64, reached bool) error {
	if !reached {
		o.rate, o.survive, o.lost, o.pass = append(o.rate, 0), append(o.survive, 0), append(o.lost, 0), append(o.pass, 0)
		return nil
	}
	rate, scheduled := 0.0, 0.0
	for w := range p.ways {
		switch {
		case slices.Contains(p.apart, w):
		case p.ways[w].hazard.hazard.kind == pointMass:
			scheduled += amounts[w]
		default:
			rate += amounts[w]
		}
	}
	if !(scheduled <= 1+slack) {
		return fmt.Errorf("scheduled shares of %v at one time", scheduled)
	}
	if !(rate <= math.MaxFloat64) {
		return fmt.Errorf("competing hazards sum to %v: a certain exit is Scheduled, not a hazard", rate)
	}
	o.most = max(o.most, rate)
	o.rate, o.survive = append(o.rate, rate), append(o.survive, portable.Exp(-rate))
	o.lost, o.pass = append(o.lost, -portable.Expm1(-rate)), append(o.pass, max(0, 1-scheduled))
	return nil
}

// fillAlike computes the amounts of all ways that are kept apart for the epoch that starts at a cycle.
func (k *kernel) fillAlike(cycle int) error {
	var alike []float64
	for i := range k.places {
		p := &k.places[i]
		p.apartAt = len(alike)
		total := 0.0
		for _, w := range p.apart {
			x := k.amount(&p.ways[w].hazard, 0, 0, cycle)
			alike, total = append(alike, x), total+x
		}
		if len(p.apart) > 0 && !(total+p.pooled.most <= math.MaxFloat64) {
			err := fmt.Errorf("competing hazards sum to %v: a certain exit is Scheduled, not a hazard", total)
			return &rowError{k.c.states[p.state], fmt.Sprint(cycle), err}
		}
	}
	k.alike = append(k.alike, alike)
	return nil
}

// tableAt returns the table of an epoch. It is made in the scratch, of which it becomes the owner until the next call, if there are ways
// that are kept apart; of each place only the rows are made that somebody can be in when the epoch ends.
func (k *kernel) tableAt(epoch int, scratch *scratch) *table {
	stored := &k.tables[k.tableOf[epoch]]
	if len(k.alike[epoch]) == 0 {
		return stored
	}
	if scratch.of != stored {
		scratch.of = stored
		scratch.t = table{stay: slices.Clone(stored.stay), way: slices.Clone(stored.way), event: stored.event}
		scratch.share = make([]float64, k.rows)
	}
	for i := range k.places {
		if p := &k.places[i]; len(p.apart) > 0 {
			k.mix(p, i, epoch, stored, scratch)
		}
	}
	return &scratch.t
}

// scratch is the room in which tables of epochs are made.
type scratch struct {
	of    *table
	t     table
	share []float64
}

// mix makes the rows of a place.
func (k *kernel) mix(p *place, number, epoch int, stored *table, scratch *scratch) {
	alike, live := k.alike[epoch][p.apartAt:][:len(p.apart)], p.live(k.until(epoch))
	total := 0.0
	for _, x := range alike {
		total += x
	}
	survive, lost := portable.Exp(-total), -portable.Expm1(-total)
	for from := 0; from < p.size; from += p.width {
		if !k.reached[number*k.aux.size+from/p.width] {
			continue
		}
		rate, keep := p.pooled.rate[from:][:live], p.pooled.survive[from:][:live]
		gone, pass := p.pooled.lost[from:][:live], p.pooled.pass[from:][:live]
		stay, share := scratch.t.stay[p.row+from:][:live], scratch.share[:live]
		for r, h := range rate {
			share[r] = 1
			if h += total; h > 0 {
				share[r] = (gone[r] + float64(keep[r]*lost)) / h
			}
			stay[r] = keep[r] * survive * pass[r]
		}
		for w := range p.ways {
			at := p.way + w*p.size + from
			amounts, out := stored.way[at:][:live], scratch.t.way[at:][:live]
			if i := slices.Index(p.apart, w); i >= 0 {
				for r := range out {
					out[r] = alike[i] * share[r]
				}
				continue
			}
			scheduled := p.ways[w].hazard.hazard.kind == pointMass
			for r, x := range amounts {
				if out[r] = x * share[r]; scheduled {
					out[r] = keep[r] * survive * min(x, 1)
				}
			}
		}
	}
}
