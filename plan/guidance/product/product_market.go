package product

import (
	"slices"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/record"
)

// MarketLimits is the country whose products can be had, as the catalogue names it.
type MarketLimits struct{ Country plan.Param[string] }

var market = MarketLimits{
	plan.NewParam[string]("product.market.country", "country whose products can be had", nil),
}

// Market returns the country whose products can be had, as the catalogue names it.
func Market() MarketLimits { return market }

// Sold reports whether a product can be had on the day of the event in the country of the place. Where the place states none it is not
// known what can be had, and what is sold in any country may be. Whoever reads it declares plan.Optional(Market().Country).
func Sold(v *plan.View, p medication.Product) bool {
	if here, ok := market.Country.If(v); ok {
		return p.Marketed(here.Value, person.FirstDay(v)) == medication.Marketed
	}
	return slices.ContainsFunc(p.Marketing(), func(m medication.Marketing) bool {
		return p.Marketed(m.Jurisdiction, person.FirstDay(v)) == medication.Marketed
	})
}

var productMarket = []plan.Rule{{
	ID:       "product.market",
	Title:    "A product is ordered where it is sold",
	Severity: record.Block,
	Watches:  record.Prescribes | record.Permits,
	Narrow:   "what was given or handed out could be had",
	Cites:    []evidence.Citation{evidence.Decision(17).Cite()},
	Needs:    plan.Needs(person.ProductDoses, market.Country),
	Remedy:   "choose the product of the same substance that is sold here",
	Override: plan.Overridable("where the product comes from"),
	Applies:  orderedProduct,
	Judge:    judgeProductMarket,
}}

func orderedProduct(v *plan.View) bool {
	d, ok := person.ProductDoses.Lent(v)
	return ok && d.Intent
}

// judgeProductMarket speaks of another country's products; one that is sold here no longer is for med.status.discontinued. Where the
// catalogue holds no product of the substance for the country, that says something of the catalogue, and nothing of what can be had.
func judgeProductMarket(v *plan.View) plan.Result {
	d, _ := person.ProductDoses.Lent(v)
	here := market.Country.Of(v)
	if d.Product.Jurisdiction() != here.Value && d.Product.Marketed(here.Value, person.FirstDay(v)) == medication.Unknown {
		if !knownHere(d.Substance, here.Value) {
			return v.ViolatedAs(record.Warning, here, "%s is a product of another country, and no product of %s is known here", d.Product.Name(),
				d.Substance)
		}
		return v.Violated(here, "%s is a product of another country", d.Product.Name())
	}
	return v.Met()
}

// knownHere reports whether the catalogue holds a product of the substance that is, or was, sold in the country.
func knownHere(s medication.Substance, country string) bool {
	return slices.ContainsFunc(medication.Products(), func(p medication.Product) bool {
		return p.Substance() == s && (p.Jurisdiction() == country || slices.ContainsFunc(p.Marketing(), func(m medication.Marketing) bool {
			return m.Jurisdiction == country
		}))
	})
}
