package sim

// moment returns the value of a clock for a row and a cycle, noValue if it is that of a risk window, whose number is left, that is closed.
func (k *kernel) moment(clock Clock, left, inState, aux, cycle int) int {
	switch clock {
	case InEpisode:
		return k.aux.episode.of(aux)
	case SinceLeaving:
		d := k.aux.windows[left]
		if since := d.of(aux); since < d.values-1 {
			return since
		}
		return noValue
	case Calendar:
		return cycle
	}
	return inState
}

// amount returns the rate or probability of a source for a row and a cycle.
func (k *kernel) amount(s *source, inState, aux, cycle int) float64 {
	x := 0.0
	switch h := s.hazard; {
	case h.kind == calledRate:
		x = 1
	case h.clock == Age:
		x = h.amount(k.age+float64(cycle)/k.c.perYear, 1/k.c.perYear, k.sex)
	default:
		if t := k.moment(h.clock, s.clockSince.left, inState, aux, cycle); t != noValue {
			x = h.amount(float64(t), 1, k.sex)
		}
	}
	if s.hazard.isProbability() && k.isRate(s) {
		x = ProbabilityToRate(x)
	}
	return x * k.factor(s, inState, aux, cycle)
}

// isRate reports whether the amounts of a source are rates: a probability becomes one before it competes with others.
func (k *kernel) isRate(s *source) bool {
	switch {
	case s.hazard.kind == pointMass:
		return false
	case s.hazard.isProbability():
		return k.c.model.Conversion == CompetingExponential
	}
	return true
}

// factor is the product of the effects that apply.
func (k *kernel) factor(s *source, inState, aux, cycle int) float64 {
	product := 1.0
	for i := range s.effects {
		e := &s.effects[i]
		if k.applies(e, inState, aux, cycle) {
			product *= e.By
		}
	}
	return product
}

func (k *kernel) applies(e *effect, inState, aux, cycle int) bool {
	w := &e.When
	if !w.InState.Holds(inState) || !w.Calendar.Holds(cycle) {
		return false
	}
	if !w.Age.Always() && !w.Age.Holds(yearsOld(k.age, k.c.perYear, cycle)) {
		return false
	}
	if !w.InEpisode.Always() && !w.InEpisode.Holds(k.aux.episode.of(aux)) {
		return false
	}
	return k.open(e.since, aux)
}
