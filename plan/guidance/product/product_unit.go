package product

import (
	"slices"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/record"
)

// smallestShare is the share of its smallest unit below which no dose of a product can be measured: an amount in micrograms where
// milligrams were meant is a thousandth.
const smallestShare = 100

// smallestPart is the share of its smallest unit below which no part of a product can be cut or measured. What is less, and a thousandfold
// is an amount that the product gives, is taken for milligrams: a unit of 0.4 mg is a hundred times 4 micrograms.
const smallestPart = 10

// leastInMouth is the amount of buprenorphine below which no dose of a tablet, film or lyophilisate is meant: less is the number of a
// patch, or of a film for pain, in micrograms (decision 17, which the rule cites). No low-dose start that was read begins below it.
var leastInMouth = medication.Micrograms(100)

var productUnit = []plan.Rule{{
	ID:        "product.unit",
	Title:     "A dose is one that the units of the product can give",
	Severity:  record.Block,
	Watches:   record.Doses,
	Cites:     []evidence.Citation{evidence.Decision(17).Cite()},
	Needs:     plan.Needs(person.ProductDoses),
	Essential: true,
	Remedy:    "state the amount and its unit again, as the syringe or the tablet has it",
	Override:  plan.NotOverridable("there is no such unit"),
	Only:      person.ProductDoses,
	Judge:     judgeProductUnit,
}, {
	ID:        "product.parts",
	Title:     "A dose of tablets is one that whole tablets, halves and quarters make up",
	Severity:  record.Block,
	Watches:   record.Doses,
	Cites:     []evidence.Citation{evidence.Decision(17).Cite()},
	Needs:     plan.Needs(person.ProductDoses),
	Essential: true,
	Remedy:    "state an amount that the tablets hold, or order a liquid",
	Override:  plan.Overridable("how the amount is measured: compounded, or dissolved and drawn up"),
	Only:      person.ProductDoses,
	Judge:     judgeProductParts,
}}

func judgeProductUnit(v *plan.View) plan.Result {
	d, _ := person.ProductDoses.Lent(v)
	var worst plan.Worst
	for dose := range d.Ends() {
		worst.Take(judgeUnit(v, d, dose.Principal))
	}
	return worst.Or(v.NotApplicable())
}

// judgeProductParts speaks where product.unit does not: the amount is one of the product, and its tablets cannot be divided so.
func judgeProductParts(v *plan.View) plan.Result {
	d, _ := person.ProductDoses.Lent(v)
	least, stated := d.Product.Least()
	if !stated {
		return v.NotApplicable()
	}
	var worst plan.Worst
	for dose := range d.Ends() {
		amount := dose.Principal
		switch {
		case amount.IsZero(), amount.Times(smallestShare).Compare(least) < 0, thousandth(d.Product, amount, least), !givenWhole(d.Product, amount):
			continue // product.unit says so
		case !givenInParts(v, d.Product, amount):
			worst.Take(v.Violated(nil, "%s of %s: no number of its tablets, of halves and of quarters holds it", amount, d.Product.Name()))
		default:
			worst.Take(v.Met())
		}
	}
	return worst.Or(v.NotApplicable())
}

// judgeUnit judges one amount: of a range both ends are amounts to be given.
func judgeUnit(v *plan.View, d *plan.Dosing, amount medication.Mass) plan.Result {
	least, stated := d.Product.Least()
	switch {
	case !stated || amount.IsZero():
		return v.NotApplicable()
	case amount.Times(smallestShare).Compare(least) < 0, thousandth(d.Product, amount, least):
		return v.Violated(nil, "%s of %s, of which the smallest unit is %s%s", amount, d.Product.Name(), least, suggested(d.Product, amount))
	case d.Product.Substance() == medication.Buprenorphine && !d.Product.LongActing() && amount.Compare(leastInMouth) < 0:
		return v.Violated(nil, "%s of %s, of which the smallest unit is %s: it may be the number of a patch, or of another film", amount,
			d.Product.Name(), least)
	case d.Product.Form() == medication.FormImplant:
		return judgeImplants(v, d)
	case d.Product.LongActing() && (d.PerDay > 1 || !holdsWhole(d.Product, amount)):
		return v.Violated(nil, "%s of %s: its syringes hold %s", d.Total, d.Product.Name(), syringes(d.Product))
	case !givenWhole(d.Product, amount):
		return v.Violated(nil, "%s of %s, whose tablets are taken whole, and no number of them holds it: it may be the number of another product",
			amount, d.Product.Name())
	}
	return v.Met()
}

// judgeImplants judges implants, of which several are placed at once: more than the usual number no source describes.
func judgeImplants(v *plan.View, d *plan.Dosing) plan.Result {
	if !atMostUsual(d.Product, d.Total) {
		return v.ViolatedAs(record.Warning, nil, "%s of %s, more implants than are placed at once", d.Total, d.Product.Name())
	}
	each, _ := d.Product.Least()
	var placed medication.Mass
	for placed.Compare(d.Total) < 0 {
		placed = placed.Add(each)
	}
	if placed != d.Total {
		return v.Violated(nil, "%s of %s: its implants hold %s", d.Total, d.Product.Name(), syringes(d.Product))
	}
	return v.Met()
}

// parts is in how many a tablet can be divided: what is less is crumbs.
const parts = 4

// givenInParts reports whether tablets, halves and quarters of them make up the amount, for tablets that are swallowed. Small amounts of
// naltrexone are compounded for a rapid start.
func givenInParts(v *plan.View, p medication.Product, amount medication.Mass) bool {
	switch {
	case p.Form() != medication.FormTablet && p.Form() != medication.FormDispersible, p.Substance() == medication.Lofexidine:
		return true // lofexidine is counted in whole tablets, by a rule of its own
	case p.Substance() == medication.Naltrexone && v.Holds(record.RapidNaltrexone):
		return true
	}
	return p.InUnits(amount.Times(parts)) || !p.HasStrengths()
}

// suggested asks whether milligrams were meant, where a thousandfold is an amount that the product gives on a usual day.
func suggested(p medication.Product, amount medication.Mass) string {
	if meant := amount.Times(1000); usual(p, meant) {
		return ": was " + meant.String() + " meant?"
	}
	return ""
}

// usual reports whether the product can give the amount, and it is not above what is usual on one day by any of its sources.
func usual(p medication.Product, amount medication.Mass) bool {
	return p.InUnits(amount) && atMostUsual(p, amount)
}

func atMostUsual(p medication.Product, amount medication.Mass) bool {
	return slices.ContainsFunc(p.Facts(medication.UsualDose), func(f medication.LabelFact) bool {
		return amount.Compare(f.Mass.Most) <= 0
	})
}

// thousandth reports whether the amount is less than a part of the product gives, and a thousandfold one that it gives on a usual day.
func thousandth(p medication.Product, amount, least medication.Mass) bool {
	return amount.Times(smallestPart).Compare(least) < 0 && usual(p, amount.Times(1000))
}

// givenWhole reports whether whole units make up the amount, for products that are not cut and whose numbers differ from those of
// every other product with the same substances.
func givenWhole(p medication.Product, amount medication.Mass) bool {
	if p.ID() != medication.BupnxZubsolv {
		return true
	}
	return p.InUnits(amount)
}

// holdsWhole reports whether one unit holds the amount.
func holdsWhole(p medication.Product, amount medication.Mass) bool {
	for _, s := range p.Strengths() {
		if s.Dose.Principal == amount {
			return true
		}
	}
	return false
}

func syringes(p medication.Product) string {
	text := ""
	strengths := p.Strengths()
	for i, s := range strengths {
		switch {
		case i > 0 && i == len(strengths)-1:
			text += " or "
		case i > 0:
			text += ", "
		}
		text += s.Dose.Principal.String()
	}
	return text
}
