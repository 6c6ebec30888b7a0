package guidance

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/record"
)

// The rules of this family are about what a product cannot give, whatever it holds: its units, its amounts, its routes, and where it
// is sold. Reversal agents are left out: reversal of an overdose is never refused.

// productDoses is what an event does with a product, by whatever route it reaches the person. Where a supply states neither product
// nor dose they are those of the order in force. It does not hold for reversal agents.
var productDoses = plan.NewFact(findProductDoses)

func findProductDoses(v *plan.View) (plan.Dosing, bool) {
	d, ok := v.Dosing()
	if !ok {
		act, handed := v.Acts().Of(record.HandsOver|record.Permits, 0)
		if !handed {
			return plan.Dosing{}, false
		}
		dose, daily, _ := v.Now().PerDay(act.Substance)
		d = &plan.Dosing{Product: act.Product, Substance: act.Substance, Dose: medication.Dose{Principal: dose}, PerDay: act.PerDay,
			Total: daily, Intent: v.Body().Kind().Intent()}
		if order, _, ordered := v.OrderInForce(act.Substance); !d.Product.IsValid() && ordered {
			d.Product, _ = medication.Lookup(order.Product)
		}
	}
	return *d, d.Product.IsValid() && !d.Product.ReversesOverdose()
}
