package person

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/record"
)

// ProductOf returns the product of an act; where it does not say, that of the order in force, else of the last dose.
func ProductOf(v *plan.View, act *record.Act) medication.Product {
	if act.Product.IsValid() {
		return act.Product
	}
	return UsualProductOf(v, act.Substance)
}

// UsualProductOf is the product of the order in force, else of the last dose.
func UsualProductOf(v *plan.View, s medication.Substance) medication.Product {
	if order, _, ok := v.OrderInForce(s); ok {
		product, _ := medication.Lookup(order.Product)
		return product
	}
	last, _ := v.LastDose(s)
	return last.Product
}

// Amounts is how much of a substance an event brings, by whatever route it reaches the person. Where a supply states neither product nor
// dose they are those of the order in force; where none is either, there is no product. It does not hold for reversal agents.
var Amounts = plan.NewFact(findAmounts)

// ProductDoses is Amounts where the product is known.
var ProductDoses = plan.NewFact(func(v *plan.View) (plan.Dosing, bool) {
	d, ok := Amounts.Lent(v)
	return *d, ok && d.Product.IsValid()
}, Amounts)

func findAmounts(v *plan.View) (plan.Dosing, bool) {
	d, ok := v.Dosing()
	if !ok {
		act, handed := v.Acts().Of(record.HandsOver|record.Permits, 0)
		if !handed {
			return plan.Dosing{}, false
		}
		dose, daily, _ := v.Now().PerDay(act.Substance)
		d = &plan.Dosing{Product: act.Product, Substance: act.Substance, Dose: medication.Dose{Principal: dose}, PerDay: act.PerDay,
			Total: daily, Intent: v.Body().Kind().Intent()}
		if order, _, _ := v.OrderInForce(act.Substance); !d.Product.IsValid() {
			d.Product, _ = medication.Lookup(order.Product)
		}
	}
	return *d, !d.Product.ReversesOverdose()
}
