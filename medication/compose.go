package medication

import "math/bits"

// HasDose reports whether one unit of the product holds exactly this dose, both components stated. A measured liquid has no
// units: there it is true for any dose of its one component.
//
// It is false for a product whose strengths the catalogue does not state.
func (p Product) HasDose(d Dose) bool {
	for _, s := range p.data().strengths {
		if s.Per == PerMilliliter && d.Companion.IsZero() && !d.Principal.IsZero() || s.Dose == d {
			return true
		}
	}
	return false
}

// Compose returns the full dose, with its companion, that holds this much of the principal substance in whole units of the
// product: 8 mg of the film is 8 mg/2 mg. A measured liquid gives any mass.
//
// The companion is that of the composition with the fewest units, which is how a dose is dispensed; where two such
// compositions differ in it, and where no sum of whole units gives the mass, it is false. So it is for a depot unless a
// single syringe holds the mass: syringes are not added up to a larger dose.
func (p Product) Compose(principal Mass) (Dose, bool) {
	row := p.data()
	if principal.IsZero() || len(row.strengths) == 0 {
		return Dose{}, false
	}
	if row.strengths[0].Per == PerMilliliter {
		return Dose{Principal: principal}, true
	}
	if p.LongActing() {
		return singleUnit(row.strengths, principal)
	}
	return fewestUnits(row.strengths, principal)
}

// InUnits reports whether whole units of the product add up to this much of the principal substance, whatever companion comes with it. A
// measured liquid gives any mass, and a depot what a single syringe holds. It is false for a product whose strengths the catalogue does
// not state.
func (p Product) InUnits(principal Mass) bool {
	row := p.data()
	switch {
	case principal.IsZero() || len(row.strengths) == 0:
		return false
	case row.strengths[0].Per == PerMilliliter:
		return true
	case p.LongActing():
		_, held := singleUnit(row.strengths, principal)
		return held
	}
	return reachable(row.strengths, principal)
}

// reachable reports whether a sum of units makes the mass. Most doses are so many of one unit; else every multiple of their step up to
// the mass is tried once.
func reachable(strengths []Strength, principal Mass) bool {
	for _, s := range strengths {
		if principal.micrograms%s.Dose.Principal.micrograms == 0 {
			return true
		}
	}
	step := divisor(strengths)
	if principal.micrograms%step != 0 || principal.micrograms/step > maxCells {
		return false
	}
	var made [maxCells/64 + 1]uint64 // a bit for each multiple of the step
	made[0] = 1
	last := int(principal.micrograms / step)
	for i := 1; i <= last; i++ {
		for _, s := range strengths {
			before := i - int(s.Dose.Principal.micrograms/step)
			if before >= 0 && made[before/64]>>(before%64)&1 == 1 {
				made[i/64] |= 1 << (i % 64)
				break
			}
		}
	}
	return made[last/64]>>(last%64)&1 == 1
}

func singleUnit(strengths []Strength, principal Mass) (Dose, bool) {
	for _, s := range strengths {
		if s.Dose.Principal == principal {
			return s.Dose, true
		}
	}
	return Dose{}, false
}

// maxCells bounds the table of fewestUnits. Every dose of a person fits: with units of 0.1 mg the bound is 400 mg.
const maxCells = 4000

// cell is the best way found to reach a principal mass.
type cell struct {
	units     uint16 // 0: not reachable
	companion Mass
	ambiguous bool // as few units give another companion
}

// fewestUnits is the coin problem, solved bottom-up in steps of the greatest common divisor of the strengths.
func fewestUnits(strengths []Strength, principal Mass) (Dose, bool) {
	step := divisor(strengths)
	if principal.micrograms%step != 0 || principal.micrograms/step > maxCells {
		return Dose{}, false
	}
	best := make([]cell, principal.micrograms/step+1)
	for i := 1; i < len(best); i++ {
		best[i] = bestCell(best, strengths, i, step)
	}
	last := best[len(best)-1]
	if last.units == 0 || last.ambiguous {
		return Dose{}, false
	}
	return Dose{principal, last.companion}, true
}

func bestCell(best []cell, strengths []Strength, i int, step uint64) cell {
	var found cell
	for _, s := range strengths {
		before := i - int(s.Dose.Principal.micrograms/step)
		if before < 0 || before > 0 && best[before].units == 0 {
			continue
		}
		way := cell{best[before].units + 1, best[before].companion.Add(s.Dose.Companion), best[before].ambiguous}
		switch {
		case found.units == 0 || way.units < found.units:
			found = way
		case way.units == found.units && (way.ambiguous || way.companion != found.companion):
			found.ambiguous = true
		}
	}
	return found
}

func divisor(strengths []Strength) uint64 {
	var d uint64
	for _, s := range strengths {
		a, b := s.Dose.Principal.micrograms, d
		for b != 0 {
			a, b = b, a%b
		}
		d = a
	}
	return d
}

// Consistent reports whether a stated dose can have come from this product: whether the companion fits the principal.
//
// Films and tablets are cut, above all to start with a low dose, and a piece keeps the ratio of its unit. So a dose is
// consistent if its ratio lies between the smallest and the largest of the strengths: for a product whose strengths are all
// four to one, that is four to one exactly. A companion that was not stated contradicts nothing. A companion that the product
// does not have, a companion without a principal, and no dose at all are not consistent; nor is anything for a combination
// whose strengths the catalogue does not state.
func (p Product) Consistent(d Dose) bool {
	row := p.data()
	switch {
	case !p.IsValid() || d.Principal.IsZero():
		return false
	case d.Companion.IsZero():
		return true
	}
	var richer, poorer bool
	for _, s := range row.strengths {
		order := compareRatio(d, s.Dose)
		richer = richer || order <= 0
		poorer = poorer || order >= 0
	}
	return row.companion.Valid() && richer && poorer
}

// compareRatio compares the companion's share of two doses without dividing.
func compareRatio(a, b Dose) int {
	ah, al := bits.Mul64(a.Companion.micrograms, b.Principal.micrograms)
	bh, bl := bits.Mul64(b.Companion.micrograms, a.Principal.micrograms)
	switch {
	case ah == bh && al == bl:
		return 0
	case ah < bh || ah == bh && al < bl:
		return -1
	}
	return 1
}
