package sim

import (
	"slices"
	"sync"

	"github.com/oudpath/oudpath/plan/sim/internal/random"
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
			events[i] = random.Threshold(p)
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
			way[p.way+r*len(p.ways)+w] = random.Threshold(total)
		}
		if len(p.ways) == 0 {
			continue
		}
		if last := &way[p.way+(r+1)*len(p.ways)-1]; t.stay[p.row+r]*lead[p.lead] == 0 {
			*last = random.Certain
		}
		exit[p.row+r] = way[p.way+(r+1)*len(p.ways)-1]
	}
}

// cumulative turns shares that sum to one into limits; the last that is above zero is certain.
func cumulative(shares []float64) []uint64 {
	limits, total := make([]uint64, len(shares)), 0.0
	for i, s := range shares {
		total += s
		limits[i] = random.Threshold(total)
	}
	for i := len(shares) - 1; i >= 0; i-- {
		limits[i] = random.Certain
		if shares[i] > 0 {
			break
		}
	}
	return limits
}

// pick returns the first of the cumulative limits that the draw falls below.
func pick(limits []uint64, draw uint64) int {
	for i, limit := range limits {
		if random.Happens(draw, limit) {
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
	return pick(k.step.start, random.At(random.Stream(key, random.ForStart), 0)) * k.c.episodes
}

// stepPerson takes one person through one arm, cycle by cycle.
func (k *kernel) stepPerson(w *walker, key uint64) error {
	place := k.starts(key)
	w.begin(k, w.unit)
	if k.short(Step) && w.path == nil {
		k.stepFast(w, key, place)
		return nil
	}
	w.enter(place, 0)
	if w.path != nil {
		w.path.starts(k, place)
	}
	switch {
	case k.c.called:
		return k.guarded(w, key, place)
	case w.path != nil:
		return k.stepFull(w, key, place)
	}
	k.stepTables(w, key, place)
	return nil
}

// branch decides between the branches of a way.
func (k *kernel) branch(w *way, place, number int, key uint64, cycle int) *target {
	if len(w.targets) == 1 {
		return &w.targets[0]
	}
	return &w.targets[pick(k.step.share[place][number], random.At(random.Stream(key, random.ForBranch), cycle))]
}
