package naltrexone

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
)

var compositionOfDose = plan.Rule{
	ID:       "med.composition.suboxone",
	Title:    "A stated dose can have come from the product: buprenorphine with naloxone in its own ratio, and never with naltrexone",
	Severity: record.Block,
	Watches:  record.Doses,
	Cites: []evidence.Citation{evidence.LabelSuboxoneFilm.At("active moieties", evidence.Primary).SeenIn("openFDA"),
		evidence.LabelNaltrexoneTablets.At("contraindications, partial agonists such as buprenorphine included", evidence.Primary)},
	Remedy:   "state the dose with the components of the product",
	Override: plan.NotOverridable("the record is wrong: no such dose exists"),
	Applies:  statesCompanion,
	Judge:    judgeComposition,
}

// statesCompanion holds if the event states a dose with a second component.
func statesCompanion(v *plan.View) bool {
	_, dose, ok := statedDose(v)
	return ok && !dose.Companion.IsZero()
}

// statedDose returns the product and the dose that the event states.
func statedDose(v *plan.View) (p medication.Product, dose medication.Dose, ok bool) {
	switch b := v.Body().(type) {
	case record.TakeHomeSupplied:
		p, ok = medication.Lookup(b.Product)
		return p, b.Dose, ok
	case record.TakeHomeGrant:
		p, ok = medication.Lookup(b.Product)
		return p, b.Dose, ok
	}
	d, ok := v.Dosing()
	return d.Product, d.Dose, ok
}

// judgeComposition compares what a dose says of its second component with the product. A dose of Suboxone that names naltrexone
// cannot be written down at all: the product says which its components are, and a dose only how much of each.
func judgeComposition(v *plan.View) plan.Result {
	product, dose, _ := statedDose(v)
	if d, ok := v.Dosing(); ok && !d.Least.IsZero() && product.Consistent(dose) { // of a range the other end speaks
		dose = d.Least
	}
	companion, combined := product.Companion()
	switch {
	case !combined:
		return v.Violated(nil, "%s with a second component: %s has none", dose, product.Name())
	case !product.Consistent(dose):
		return v.Violated(nil, "%s holds no %s: its %s is in another ratio", product.Name(), dose, companion)
	}
	return v.Met()
}
