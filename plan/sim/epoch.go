package sim

import (
	"math"
	"slices"
	"sort"
)

// cutEpochs finds the cycles at which a probability changes with calendar or age, and which of them need a table of their own.
func (k *kernel) cutEpochs() {
	all, tabled := map[int]bool{0: true}, map[int]bool{0: true}
	for i := range k.places {
		p := &k.places[i]
		for n, s := range p.sources() {
			if !s.timed {
				continue
			}
			for _, cycle := range k.changes(s) {
				all[cycle] = true
				tabled[cycle] = tabled[cycle] || !p.scalar(n)
			}
		}
	}
	table := -1
	for cycle := range k.c.horizon {
		if !all[cycle] {
			continue
		}
		if tabled[cycle] {
			table++
		}
		k.epochs = append(k.epochs, cycle)
		k.tableOf = append(k.tableOf, table)
	}
}

// when is the part of a limit that the cycle of the study decides.
type when struct{ calendar, age Window }

func (p Part) when() when { return when{p.Calendar, p.Age} }

// cuts returns the cycles, after the first and before the horizon, from which on the limit may hold where it did not before, or the other
// way round, for somebody of that age at the start.
func (w when) cuts(age, perYear float64, horizon int) []int {
	cuts := []int{w.calendar.From, w.calendar.To}
	for _, years := range []int{w.age.From, w.age.To} {
		if years > 0 {
			cuts = append(cuts, sort.Search(horizon, func(cycle int) bool { return yearsOld(age, perYear, cycle) >= years }))
		}
	}
	return slices.DeleteFunc(cuts, func(cycle int) bool { return cycle <= 0 || cycle >= horizon })
}

// yearsOld returns the age, in whole years, at the start of a cycle of somebody of that age at the start of the study.
func yearsOld(age, perYear float64, cycle int) int {
	return int(math.Floor(age + float64(cycle)/perYear + ageSlack))
}

// changes returns the cycles from which on a source has other values than before.
func (k *kernel) changes(s *source) []int {
	var cycles []int
	add := func(cycle int) {
		if cycle > 0 && cycle < k.c.horizon {
			cycles = append(cycles, cycle)
		}
	}
	for _, e := range s.effects {
		for _, cycle := range (when{e.When.Calendar, e.When.Age}).cuts(k.age, k.c.perYear, k.c.horizon) {
			add(cycle)
		}
	}
	switch h := s.hazard; {
	case h.clock != Calendar && h.clock != Age:
	case h.clock == Age && (h.kind == lifeTable || h.kind == rateTable || h.kind == probabilityTable):
		for year := 1; float64(year-1)*k.c.perYear <= float64(k.c.horizon); year++ {
			birthday := float64((math.Floor(k.age+ageSlack) + float64(year) - k.age) * k.c.perYear)
			add(int(math.Floor(birthday + ageSlack)))
			add(int(math.Ceil(birthday - ageSlack)))
		}
	case h.clock == Calendar && h.flat() != never:
		for cycle := range min(h.flat()+1, k.c.horizon) {
			add(cycle)
		}
	case h.flat() == never:
		for cycle := range k.c.horizon {
			add(cycle)
		}
	}
	return cycles
}
