package product

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/record"
)

var productGreatest = []plan.Rule{{
	ID:        "product.greatest",
	Title:     "The amount of a day is not above the greatest that any source describes for the product",
	Severity:  record.Block,
	Watches:   record.Doses,
	Cites:     []evidence.Citation{evidence.Decision(17).Cite()},
	Needs:     plan.Needs(person.Amounts),
	Essential: true,
	Remedy:    "look for a slip of the hand: a zero, a decimal point, a unit",
	Override:  plan.Overridable("which source describes this amount, and who has confirmed it"),
	Only:      person.Amounts,
	Judge:     judgeProductGreatest,
}}

// judgeProductGreatest takes the greatest amount of any product of the substance where it is not known which one is meant.
func judgeProductGreatest(v *plan.View) plan.Result {
	d, _ := person.Amounts.Lent(v)
	most, ok := d.Product.Greatest()
	what := d.Product.Name()
	if !d.Product.IsValid() {
		most, ok = d.Substance.Greatest()
		what = d.Substance.String()
	}
	if !ok {
		return v.NotApplicable()
	}
	total := d.Total
	if today := v.Now().OnDay(d.Substance); today.Before.Compare(today.With) < 0 { // one dose adds to what was taken, given or ordered
		total = total.Higher(today.With)
	}
	if most.Compare(total) < 0 {
		return v.Violated(nil, "%s a day of %s; the greatest amount that anybody describes is %s%s", total, what, most, describedIn(d, most))
	}
	return v.Met()
}

// describedIn names the source of the greatest amount: that of the product, or of the first of its substance that has it. A decision needs
// no second mention.
func describedIn(d *plan.Dosing, most medication.Mass) string {
	for _, p := range append([]medication.Product{d.Product}, medication.Products()...) {
		if !p.IsValid() || p.Substance() != d.Substance {
			continue
		}
		for _, f := range p.Facts(medication.GreatestDescribed) {
			if f.Mass.Most == most && f.Cite.Provenance != evidence.Decided {
				return " (" + f.Cite.String() + ")"
			}
		}
	}
	return ""
}
