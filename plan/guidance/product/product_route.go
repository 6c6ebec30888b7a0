package product

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/record"
)

var productRoute = []plan.Rule{{
	ID:        "product.route",
	Title:     "A product is given by a route that it is made for",
	Severity:  record.Block,
	Watches:   record.Doses,
	Cites:     []evidence.Citation{evidence.Decision(17).Cite()},
	Needs:     plan.Needs(person.ProductDoses),
	Essential: true,
	Remedy:    "give it by its own route, or choose a product that is made for this one",
	Override:  plan.NotOverridable("the product is not made for it; a film or a tablet in a vein does serious harm"),
	Applies:   routeStated,
	Judge:     judgeProductRoute,
}}

// routeStated leaves out the depots of buprenorphine, which have a rule of their own.
func routeStated(v *plan.View) bool {
	d, ok := person.ProductDoses.Lent(v)
	return ok && d.Route != 0 && (d.Substance != medication.Buprenorphine || !d.Product.LongActing())
}

func judgeProductRoute(v *plan.View) plan.Result {
	d, _ := person.ProductDoses.Lent(v)
	switch {
	case d.Product.HasRoute(d.Route):
		return v.Met()
	case inMouth(d):
		return v.ViolatedAs(record.Warning, nil, "%s by the %s route, which its label does not name", d.Product.Name(), d.Route).
			WithRemedy("under the tongue, or where its label places it; a tablet or film of buprenorphine is absorbed in either place, and not swallowed")
	}
	return v.Violated(nil, "%s by the %s route", d.Product.Name(), d.Route)
}

// inMouth reports whether a tablet or film of buprenorphine is kept in the mouth, though not where its label says. A lyophilisate is not: it
// dissolves on the tongue.
func inMouth(d *plan.Dosing) bool {
	form := d.Product.Form()
	return d.Substance == medication.Buprenorphine && (form == medication.FormSublingualTablet || form == medication.FormFilm) &&
		(d.Route == medication.Sublingual || d.Route == medication.Buccal)
}
