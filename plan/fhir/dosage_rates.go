package fhir

import "github.com/oudpath/oudpath/plan/fhir/r4"

// rated returns the rate that holds the dose of an instruction. Several are one dose where each says of which kind it is, as it was ordered, was
// calculated or is to be given, all that are understood are the same dose, and no two are of one kind. False where they may be several doses.
func (x *at) rated(m medicine, item, rates r4.Element) (of r4.Element, ok bool) {
	switch value, _ := item.Choice("dose"); {
	case rates.Len() == 0 && value.Exists(): // as former versions of FHIR have it
		x.note(MisformedIsRead, value, "a dose that stands beside the rates, and not in one")
		return item, true
	case rates.Len() < 2:
		return rates.First(), true
	}
	kinds, understood := map[string]bool{}, r4.Element{}
	for _, rate := range rates.Items() {
		kind := rate.Get("type").Concept()
		name := kind.Text
		for _, c := range kind.Codings {
			name = c.Code
		}
		value, typ := rate.Choice("dose")
		dose, trouble := x.dose(m, value.Quantity())
		switch {
		case name == "" || kinds[name] || typ != "Quantity":
			return r4.Element{}, false
		case trouble != "":
			x.note(NotUnderstood, value, "%s: the same dose is stated in another way", trouble)
		case !understood.Exists():
			understood = rate
		default:
			first, _ := understood.Choice("dose")
			if other, _ := x.dose(m, first.Quantity()); !other.Principal.Equal(dose.Principal) {
				x.note(Contradiction, rates, "it states %s and %s as one dose", other.Principal, dose.Principal)
				return r4.Element{}, false
			}
		}
		kinds[name] = true
	}
	return understood, understood.Exists()
}
