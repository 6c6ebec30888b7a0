package sim

import (
	"fmt"
	"math"

	"github.com/oudpath/oudpath/plan/sim/internal/random"
)

// introduce sets the person that functions see.
func (w *walker) introduce(k *kernel, key uint64) {
	w.person = Person{ID: w.person.ID, Arm: k.arm, Group: k.group, key: key}
}

// see brings the person that functions see up to date.
func (w *walker) see(k *kernel, p *place, cycle, since, episodeSince int) {
	x := &w.person
	x.State, x.Episode, x.Cycle, x.InState, x.InEpisode = k.c.states[p.state], p.episode+1, cycle, cycle-since, cycle-episodeSince
	if x.Age = math.NaN(); k.age > 0 {
		x.Age = k.age + float64(cycle)/k.c.perYear
	}
	x.windows, x.leaving = w.windows, k.c.model.Leaving
	if cycle == 0 && k.c.model.Begin != nil {
		k.c.model.Begin(x)
	}
	if k.c.model.Each != nil {
		k.c.model.Each(x)
	}
}

// guarded is stepFull for models with functions: one that panics ends the run with an error that says for whom and when.
func (k *kernel) guarded(w *walker, key uint64, here int) (err error) {
	defer func() {
		if what := recover(); what != nil {
			err = fmt.Errorf("%w: a function panicked in arm %q, state %q, cycle %d: %v", ErrModel, w.person.Arm, w.person.State,
				w.person.Cycle, what)
		}
	}()
	return k.stepFull(w, key, here)
}

// ask calls a function for a rate and multiplies it.
func (s *source) ask(w *walker, by float64) (float64, error) {
	rate := s.hazard.call(&w.person) * by
	if !(rate >= 0) {
		return 0, fmt.Errorf("%w: a function gave the rate %v in state %q, cycle %d", ErrModel, rate, w.person.State, w.person.Cycle)
	}
	return rate, nil
}

// resolve decides which way a person takes out of a place in which functions have a say; noValue if none.
//
// No probability exceeds its rate, so a draw above the sum of all amounts means that nothing happens: in almost every cycle that
// spares the exponentials.
func (k *kernel) resolve(w *walker, p *place, row, epoch int, draw uint64) (int, error) {
	t := &k.tables[k.tableOf[epoch]]
	bound := t.stay[p.row+row]
	for i, way := range p.asks {
		rate, err := p.ways[way].hazard.ask(w, t.way[p.way+way*p.size+row])
		if err != nil {
			return noValue, err
		}
		w.calls[i] = rate
		bound += rate
	}
	u := random.Unit(draw)
	if u >= bound {
		return noValue, nil
	}
	amounts := w.amounts[:len(p.ways)]
	for i := range amounts {
		amounts[i] = t.way[p.way+i*p.size+row]
	}
	for i, way := range p.asks {
		amounts[way] = w.calls[i]
	}
	if _, err := k.combine(p.ways, amounts, w.chances); err != nil {
		return noValue, fmt.Errorf("%w: %w", ErrModel, err)
	}
	for i := range p.ways {
		if u < w.chances[i] {
			return i, nil
		}
		u -= w.chances[i]
	}
	return noValue, nil
}
