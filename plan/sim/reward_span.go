package sim

import "slices"

// span is a stretch of cycles, from ≤ cycle < to, in which no value of a reward changes, for the people of an arm and group.
type span struct {
	from, to int
	weights
	values []values // by number of the episode
	cell   int      // the first of its cells among those of its arm and group; see flow
}

// weights says what a value of 1 for every cycle of a span counts, discounted and weighted by the timing, by moment from its first to the
// one at which it ends. Two spans that follow each other share that moment.
type weights struct {
	at     []float64
	before []float64 // sums of at before each moment, one element more

	earlier []float64 // what part of at belongs to the cycle before the moment, and not to the one that starts with it
}

// pays reports whether anything is gathered in the span.
func (s *span) pays() bool {
	return slices.ContainsFunc(s.values, func(v values) bool { return greatest(v.inBand)+v.once > 0 })
}

// values are what a reward is worth in a span to somebody in an episode.
type values struct {
	inBand  []float64 // by band
	byMove  []float64 // by rewarded move
	byEvent []float64 // by event and band: event·bands + band
	once    float64   // the largest that moves and events of one cycle can give
}

// resolved is a part, and the states in which a person is when it is gathered.
type resolved struct {
	Part
	in []bool
}

// resolve returns the parts of a reward by their limit through risk windows, after an empty one that only has the limit. Those without a
// limit come first, also if there are none.
func (c *Compiled) resolve(r Reward) [][]resolved {
	layers := [][]resolved{{{}}}
	for _, p := range r.Parts {
		at := slices.IndexFunc(layers, func(l []resolved) bool { return l[0].Left == p.Left && l[0].SinceLeaving == p.SinceLeaving })
		if at < 0 {
			at = len(layers)
			layers = append(layers, []resolved{{Part: Part{Left: p.Left, SinceLeaving: p.SinceLeaving}}})
		}
		layers[at] = append(layers[at], resolved{p, c.model.before(p)})
	}
	return layers
}

func partsOf(all []resolved, arm string, g Group) []resolved {
	var of []resolved
	for _, p := range all {
		if (p.Arm == "" || p.Arm == arm) && g.is(p.Group) {
			of = append(of, p)
		}
	}
	return of
}

// cutReward cuts the study where a value changes for an arm and group, and resolves the values of each span.
func (c *Compiled) cutReward(w *reward, l *layer, timing Timing, parts []resolved, g Group, known map[[2]int]weights) {
	cuts, start := []int{0}, 0.0
	for _, p := range parts {
		cuts = append(cuts, p.when().cuts(g.Age, c.perYear, c.horizon)...)
		if p.Start {
			start += p.Value
		}
	}
	slices.Sort(cuts)
	cuts = append(slices.Compact(cuts), c.horizon)
	var spans []*span
	var ofCycle []int
	for i, from := range cuts[:len(cuts)-1] {
		s := &span{from: from, to: cuts[i+1]}
		ofCycle = append(ofCycle, slices.Repeat([]int{i}, s.to-from)...)
		key := [2]int{from, s.to}
		if _, ok := known[key]; !ok {
			known[key] = timing.weigh(w.single, from, s.to)
		}
		s.weights = known[key]
		for episode := range c.episodes {
			s.values = append(s.values, c.valuesOf(parts, from, yearsOld(g.Age, c.perYear, from), episode+1))
		}
		s.cell = w.cells
		w.cells += len(s.at) + 1
		spans = append(spans, s)
	}
	l.spans, l.ofCycle = append(l.spans, spans), append(l.ofCycle, ofCycle)
	if l == &w.layers[0] { // what is gathered at the start has no limit
		w.atStart = append(w.atStart, start)
	}
}

// weigh returns the weights of the cycles from ≤ cycle < to.
func (t Timing) weigh(single []float64, from, to int) weights {
	w := weights{before: []float64{0}}
	for m, discount := range single[from : to+1] {
		w.at = append(w.at, float64(discount*t.weight(m, to-from)))
		w.before = append(w.before, w.before[m]+w.at[m])
		w.earlier = append(w.earlier, t.earlier(m, to-from))
	}
	return w
}

// valuesOf adds up the parts that are gathered in a cycle, at an age and in an episode.
func (c *Compiled) valuesOf(parts []resolved, cycle, age, episode int) values {
	v := values{inBand: make([]float64, len(c.bands)), byMove: make([]float64, len(c.paid)), byEvent: make([]float64, len(c.events)*len(c.bands))}
	for _, p := range parts {
		if p.Calendar.Holds(cycle) && (p.Age.Always() || p.Age.Holds(age)) && p.Episode.Holds(episode) {
			c.add(&v, p)
		}
	}
	v.once = greatest(v.byMove)
	for e := range c.events {
		v.once += greatest(v.byEvent[e*len(c.bands):][:len(c.bands)])
	}
	return v
}

// add adds a part to the values.
func (c *Compiled) add(v *values, p resolved) {
	switch {
	case p.Move != "":
		for i, m := range c.paid {
			if i > 0 && m.name == p.Move && p.in[m.state] {
				v.byMove[i] += p.Value
			}
		}
	case p.Event != "":
		e := slices.Index(c.events, p.Event)
		for b, band := range c.bands {
			if p.in[band.state] && p.InState.Holds(band.from) {
				v.byEvent[e*len(c.bands)+b] += p.Value
			}
		}
	case p.In != "":
		value := p.Value
		if p.Per.Valid() {
			value *= p.Per.PerYear() / c.perYear
		}
		for b, band := range c.bands {
			if p.in[band.state] && p.InState.Holds(band.from) {
				v.inBand[b] += value
			}
		}
	}
}

// in returns the span in which a cycle lies.
func (l *layer) in(unit, cycle int) *span {
	spans := l.spans[unit]
	if len(spans) == 1 { // as nearly always
		return spans[0]
	}
	return spans[l.ofCycle[unit][cycle]]
}

// between returns the spans that give a weight to the moments from ≤ moment < to.
func (l *layer) between(unit, from, to int) []*span {
	spans, of := l.spans[unit], l.ofCycle[unit]
	if len(spans) == 1 {
		return spans
	}
	if from >= to {
		return nil
	}
	return spans[of[max(from-1, 0)] : of[min(to, len(of))-1]+1]
}

// around returns the spans that give a weight to a moment.
func (l *layer) around(unit, moment int) []*span { return l.between(unit, moment, moment+1) }

// total returns the sum of the weights of the moments from ≤ moment < to.
func (s *span) total(from, to int) float64 {
	from, to = max(from, s.from), min(to, s.to+1)
	if from >= to {
		return 0
	}
	return s.before[to-s.from] - s.before[from-s.from]
}
