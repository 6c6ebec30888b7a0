package sim

import "math"

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

// changes returns the cycles from which on a source has other values than before.
func (k *kernel) changes(s *source) []int {
	var cycles []int
	add := func(cycle int) {
		if cycle > 0 && cycle < k.c.horizon {
			cycles = append(cycles, cycle)
		}
	}
	for _, e := range s.effects {
		add(e.When.Calendar.From)
		add(e.When.Calendar.To)
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
