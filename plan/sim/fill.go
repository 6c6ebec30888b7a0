package sim

import (
	"fmt"
	"math"
	"slices"

	"github.com/oudpath/oudpath/plan/sim/internal/portable"
)

// slack is by how much the probabilities of a row may exceed one before it is an error of the model and not of rounding.
const slack = 1e-12

// fillAll computes the tables of all epochs.
func (k *kernel) fillAll() error {
	k.tables = make([]table, k.tableOf[len(k.tableOf)-1]+1)
	for e, cycle := range k.epochs {
		if t := &k.tables[k.tableOf[e]]; t.stay == nil {
			if err := k.fill(t, cycle); err != nil {
				return err
			}
		}
		if err := first(k.fillLeads(cycle), k.fillAlike(cycle)); err != nil {
			return err
		}
	}
	return nil
}

// fill computes a table for the epoch that starts at a cycle. Places that the calendar does not touch are copied from the first.
func (k *kernel) fill(t *table, cycle int) error {
	t.stay, t.way, t.event = make([]float64, k.rows), make([]float64, k.ways), make([]float64, k.happens)
	for i := range k.places {
		p := &k.places[i]
		if first := &k.tables[0]; t != first && !p.timed() {
			copy(t.stay[p.row:][:p.size], first.stay[p.row:])
			copy(t.way[p.way:][:p.size*len(p.ways)], first.way[p.way:])
			copy(t.event[p.event:][:p.size*len(p.events)], first.event[p.event:])
			continue
		}
		for e := range p.events {
			out := t.event[p.event+e*p.size:][:p.size]
			k.fillSource(out, p, &p.events[e].hazard, cycle)
			if p.events[e].hazard.hazard.kind == calledRate {
				continue
			}
			for r, x := range out {
				if k.isRate(&p.events[e].hazard) {
					out[r] = RateToProbability(x)
				}
			}
			if err := k.check(out, p, k.c.events[p.events[e].event]); err != nil {
				return err
			}
		}
		for w := p.lead; w < len(p.ways); w++ {
			if !slices.Contains(p.apart, w) {
				k.fillSource(t.way[p.way+w*p.size:][:p.size], p, &p.ways[w].hazard, cycle)
			}
		}
		if err := k.combineAll(t, p, i); err != nil {
			return err
		}
	}
	return nil
}

// timed reports whether a table of the place depends on the cycle of the study.
func (p *place) timed() bool {
	for n, s := range p.sources() {
		if s.timed && !p.scalar(n) {
			return true
		}
	}
	return false
}

// fillSource writes the amounts of a source for all rows of a place; for a function, what its rate is multiplied by.
func (k *kernel) fillSource(out []float64, p *place, s *source, cycle int) {
	for r := range out {
		switch {
		case r > 0 && !s.rowed:
			out[r] = out[0]
		case r >= p.width && !s.auxed:
			out[r] = out[r-p.width]
		default:
			out[r] = k.amount(s, r%p.width, r/p.width, cycle)
		}
	}
}

// combineAll turns the amounts of a place's ways into probabilities that exclude each other.
func (k *kernel) combineAll(t *table, p *place, number int) error {
	amounts, out := make([]float64, len(p.ways)), make([]float64, len(p.ways))
	p.pooled = pool{}
	if n := p.size; len(p.apart) > 0 {
		p.pooled = pool{rate: make([]float64, 0, n), survive: make([]float64, 0, n), lost: make([]float64, 0, n), pass: make([]float64, 0, n)}
	}
	for r := range p.size {
		for w := p.lead; w < len(p.ways); w++ {
			amounts[w] = t.way[p.way+w*p.size+r]
		}
		if len(p.asks) > 0 { // what the functions will say is not known yet: keep the amounts and a bound of the probability of leaving
			for w, x := range amounts {
				if p.ways[w].hazard.hazard.kind != calledRate {
					t.stay[p.row+r] += x
				}
			}
			continue
		}
		if len(p.apart) > 0 {
			if err := p.pooled.add(p, amounts, k.reached[number*k.aux.size+r/p.width]); err != nil {
				return k.in(p, r, err)
			}
			continue
		}
		stay, err := k.combine(p.ways[p.lead:], amounts[p.lead:], out[p.lead:])
		if err != nil {
			return k.in(p, r, err)
		}
		t.stay[p.row+r] = stay
		for w := p.lead; w < len(p.ways); w++ {
			t.way[p.way+w*p.size+r] = out[w]
		}
	}
	return nil
}

// combine turns the amounts of ways that meet in one cycle into the probabilities that each of them is taken, and returns the
// probability that none is. See Conversion for the two laws; point masses come last under both.
func (k *kernel) combine(ways []way, amounts, out []float64) (stay float64, err error) {
	if k.c.model.Conversion == CompetingExponential {
		stay, err = compete(ways, amounts, out)
	} else {
		stay, err = condition(ways, amounts, out)
	}
	if err != nil {
		return 0, err
	}
	sum, left := 0.0, stay
	for i := range ways {
		if ways[i].hazard.hazard.kind == pointMass {
			out[i] = left * min(amounts[i], 1)
			sum += amounts[i]
		}
	}
	if !(sum <= 1+slack) {
		return 0, fmt.Errorf("scheduled shares of %v at one time", sum)
	}
	return left * max(0, 1-sum), nil
}

func compete(ways []way, amounts, out []float64) (stay float64, err error) {
	total := 0.0
	for i := range ways {
		out[i] = 0
		if ways[i].hazard.hazard.kind == pointMass {
			continue
		}
		total += amounts[i]
	}
	if total == 0 {
		return 1, nil
	}
	if !(total <= math.MaxFloat64) {
		return 0, fmt.Errorf("competing hazards sum to %v: a certain exit is Scheduled, not a hazard", total)
	}
	share := -portable.Expm1(-total) / total
	for i := range ways {
		if ways[i].hazard.hazard.kind != pointMass {
			out[i] = amounts[i] * share
		}
	}
	return portable.Exp(-total), nil
}

func condition(ways []way, amounts, out []float64) (stay float64, err error) {
	stay = 1
	for done, order := 0, math.MinInt; ; {
		order, done = nextOrder(ways, order)
		if done == 0 {
			return stay, nil
		}
		sum := 0.0
		for i := range ways {
			if ways[i].order != order || ways[i].hazard.hazard.kind == pointMass {
				continue
			}
			p := amounts[i]
			if !ways[i].hazard.hazard.isProbability() {
				p = -portable.Expm1(-p)
			}
			out[i] = stay * p
			sum += p
		}
		if !(sum <= 1+slack) {
			return 0, fmt.Errorf("probabilities of order %d sum to %v", order, sum)
		}
		stay *= max(0, 1-sum)
	}
}

// nextOrder returns the next larger order among the ways and how many have it.
func nextOrder(ways []way, after int) (order, count int) {
	for i := range ways {
		switch o := ways[i].order; {
		case o <= after || ways[i].hazard.hazard.kind == pointMass:
		case count == 0 || o < order:
			order, count = o, 1
		case o == order:
			count++
		}
	}
	return order, count
}

// fillLeads computes the leading ways of all places for the epoch that starts at a cycle.
func (k *kernel) fillLeads(cycle int) error {
	var leads []float64
	for i := range k.places {
		p := &k.places[i]
		p.leadAt = len(leads)
		amounts := make([]float64, p.lead)
		for w := range amounts {
			amounts[w] = k.amount(&p.ways[w].hazard, 0, 0, cycle)
		}
		pass, err := condition(p.ways[:p.lead], amounts, amounts)
		if err != nil {
			return fmt.Errorf("state %q, cycle %d: %w", k.c.states[p.state], cycle, err)
		}
		leads = append(append(leads, amounts...), pass)
	}
	k.leads = append(k.leads, leads)
	return nil
}

// lead returns the probabilities of the leading ways of a place in an epoch and, last, of passing them all.
func (k *kernel) lead(p *place, epoch int) []float64 { return k.leads[epoch][p.leadAt:][:p.lead+1] }

// rowError is what is wrong with a row of the tables of a state.
type rowError struct {
	state, row string
	err        error
}

func (e *rowError) Error() string {
	return fmt.Sprintf("state %q, cycle %s: %v", e.state, e.row, e.err)
}
func (e *rowError) Unwrap() error { return e.err }

func (k *kernel) in(p *place, row int, err error) error {
	return &rowError{k.c.states[p.state], fmt.Sprintf("%d in the state", row%p.width), err}
}

// check reports a probability outside 0 to 1.
func (k *kernel) check(ps []float64, p *place, name string) error {
	for r, x := range ps {
		if !(x >= 0 && x <= 1+slack) {
			return k.in(p, r, fmt.Errorf("%s has the probability %v", name, x))
		}
	}
	return nil
}
