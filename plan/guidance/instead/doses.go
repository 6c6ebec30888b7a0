package instead

import (
	"cmp"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/guidance/naltrexone"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// What may be possible in place of an order or a grant.

// one is a candidate with one way.
func one(what, open string, w plan.Way) []plan.Candidate {
	return []plan.Candidate{{What: what, Open: open, Ways: []plan.Way{w}}}
}

// watchedInstead asks for the same doses without any to take home, each watched; in place of a grant, for the order in force.
func watchedInstead(v *plan.View) []plan.Candidate {
	order, _, ok := orderAsked(v)
	grant, permits := v.Body().(record.TakeHomeGrant)
	if permits {
		product, _ := medication.Lookup(grant.Product)
		order, _, ok = v.OrderInForce(product.Substance())
	}
	if !ok || !permits && order.HandsOut() == 0 && order.Supervised == truth.Yes {
		return nil
	}
	order.SupplyDays, order.InstalmentDays, order.Supervised, order.WatchedDays = 0, min(order.InstalmentDays, 1), truth.Yes, 0
	return one("", "", plan.Way{Body: order})
}

// elsewhere asks for the same in the other places of the product.
func elsewhere(v *plan.View) (list []plan.Candidate) {
	order, product, ok := orderAsked(v)
	if !ok || product.ReversesOverdose() {
		return nil
	}
	for _, w := range inPlaces(order, product) {
		if w.Body.(record.Order).Setting != order.Setting {
			list = append(list, plan.Candidate{What: w.How, Ways: []plan.Way{{Body: w.Body}}, Cites: []evidence.Citation{product.SettingCite()}})
		}
	}
	return list
}

// alike are forms whose milligrams are the same: those under the tongue or in the cheek, and those that are swallowed. What absorbs
// otherwise is for the tables of conversion.
func alike(a, b medication.Product) bool {
	return formGroup(a) != 0 && formGroup(a) == formGroup(b)
}

func formGroup(p medication.Product) int {
	if p.ID() == medication.BupnxZubsolv || p.ID() == medication.BupnxBunavail {
		return 0
	}
	switch p.Form() {
	case medication.FormSublingualTablet, medication.FormFilm:
		return 1
	case medication.FormTablet, medication.FormDispersible, medication.FormOralSolution, medication.FormOralConcentrate:
		return 2
	}
	return 0
}

// otherProduct asks for the same amount of the substance in another product of a like form and in the same place, where its units give
// that amount.
func otherProduct(v *plan.View) (list []plan.Candidate) {
	order, product, ok := orderAsked(v)
	if !ok || len(order.Parts) > 0 {
		return nil
	}
	for _, other := range sold(v, product.Substance()) {
		dose, made := other.Compose(order.Dose.Principal)
		least, madeToo := other.Compose(order.Least.Principal)
		if order.Least.IsZero() {
			least, madeToo = order.Least, true
		}
		if other.ID() == product.ID() || !alike(product, other) || !made || !madeToo {
			continue
		}
		with := order
		with.Product, with.Dose, with.Least, with.Route = other.ID(), dose, least, 0
		list = append(list, plan.Candidate{What: other.Name(), Cites: other.Cites(), Ways: []plan.Way{{Body: with}}})
	}
	return list
}

// lessOfIt asks for the least that the product gives, or for one day: what is less and possible is a question of the amount.
func lessOfIt(v *plan.View) []plan.Candidate {
	if grant, ok := v.Body().(record.TakeHomeGrant); ok && grant.Days > 1 {
		grant.Days, grant.ClosureDays = 1, min(grant.ClosureDays, 1)
		return one("fewer days", openDays, plan.Way{Body: grant})
	}
	order, product, ok := orderAsked(v)
	if !ok || product.LongActing() || product.ReversesOverdose() {
		return nil
	}
	dose, made := least(product)
	if !made || order.DayTotal().Compare(dose.Principal) <= 0 {
		return nil
	}
	order.Dose, order.Least, order.PerDay, order.Parts = dose, medication.Dose{}, 0, nil
	return one("", openAmount, plan.Way{Body: order})
}

// firstOfLowDose is the first day of a published low-dose start, which the rules are asked about. The steps are the protocol's.
var firstOfLowDose = medication.Micrograms(500)

// lowDoseInstead asks for a low-dose start with each product under the tongue or in the cheek whose parts give its first dose.
func lowDoseInstead(v *plan.View) (list []plan.Candidate) {
	order, _, ok := orderAsked(v)
	if !ok {
		return nil
	}
	stated := record.ContextStated{Context: record.LowDoseInitiation, Holds: truth.Yes, Protocol: "a written protocol",
		Setting: cmp.Or(order.Setting, medication.SettingOffice), Until: person.FirstDay(v)}
	var ways []plan.Way
	for _, p := range sold(v, medication.Buprenorphine) {
		if formGroup(p) != 1 {
			continue
		}
		whole, made := least(p)
		dose := medication.Dose{Principal: firstOfLowDose}
		if !whole.Companion.IsZero() {
			dose.Companion, made = whole.Companion.Fraction(uint32(firstOfLowDose.Micrograms()), uint32(whole.Principal.Micrograms()))
		}
		if !made {
			continue
		}
		for _, w := range inPlaces(record.Order{Product: p.ID(), Dose: dose, Setting: order.Setting, Supervised: order.Supervised}, p) {
			w.How, w.With = p.Name()+", "+w.How, []record.Body{stated}
			ways = append(ways, w)
		}
	}
	return append(list, plan.Candidate{Open: openProtocol, Ways: ways})
}

// examinedFirst asks for the same after a naloxone challenge, a drug screen or both that found no opioid.
func examinedFirst(v *plan.View) []plan.Candidate {
	order, _, ok := orderAsked(v)
	if !ok {
		return nil
	}
	challenge := record.Challenged{Result: record.Negative, Observed: naltrexone.NaloxoneChallenge().Observe.Of(v).Value}
	var screen record.Screened
	for _, a := range []record.Analyte{record.AnalyteOpiates, record.AnalyteFentanyl, record.AnalyteMethadone, record.AnalyteBuprenorphine} {
		screen.Results = append(screen.Results, record.AnalyteResult{Analyte: a, Result: record.Negative})
	}
	return []plan.Candidate{{Ways: []plan.Way{
		{If: []record.Body{challenge}, Body: order}, {If: []record.Body{screen}, Body: order},
		{If: []record.Body{screen, challenge}, Body: order}}}}
}

// depotInstead asks for an injected depot: of the strength that a table of conversion gives for the order in force, or else of any.
func depotInstead(v *plan.View) (list []plan.Candidate) {
	if _, product, ok := orderAsked(v); ok && product.LongActing() {
		return nil
	}
	for _, p := range sold(v, medication.Buprenorphine) {
		if p.DepotDays() == 0 {
			continue
		}
		c := plan.Candidate{What: p.Name(), Cites: p.Cites()}
		strengths := p.Strengths()
		if table, dose, ok := convertedTo(v, p); ok {
			strengths = []medication.Strength{{Dose: dose}}
			c.What += " " + dose.String()
			c.Cites = append(c.Cites, table)
		} else {
			c.Open = openStrength
		}
		for _, s := range strengths {
			c.Ways = append(c.Ways, inPlaces(record.Order{Product: p.ID(), Dose: s.Dose, Setting: placeAsked(v), Supervised: truth.Yes}, p)...)
		}
		list = append(list, c)
	}
	return list
}

// convertedTo returns the dose of a depot that a table gives for the daily dose of the order in force.
func convertedTo(v *plan.View, depot medication.Product) (table evidence.Citation, dose medication.Dose, ok bool) {
	order, _, ordered := v.OrderInForce(medication.Buprenorphine)
	product, _ := medication.Lookup(order.Product)
	if !ordered || formGroup(product) != 1 || !order.Least.IsZero() { // which dose of a range is taken, nobody says
		return table, dose, false
	}
	for _, c := range medication.Conversions() {
		if c.To() == depot && formGroup(c.From()) == 1 {
			if given, status := medication.Convert(c, order.DayTotal()); status == medication.ConversionExact {
				return given.Cite, given.Dose, true
			}
		}
	}
	return table, dose, false
}

// otherMedication asks for a start of the medications that the event is not about, and of buprenorphine in the mouth in place of a
// depot: by the product and in the place that the rules allow.
func otherMedication(v *plan.View) (list []plan.Candidate) {
	_, product, _ := orderAsked(v)
	for _, s := range []medication.Substance{medication.Buprenorphine, medication.Methadone, medication.Naltrexone} {
		inMouth := s == medication.Buprenorphine && product.LongActing()
		if product.Substance() == s && !inMouth || s == medication.Naltrexone && v.Acts().Means().Any(record.Withdraws) {
			continue // naltrexone is no answer to withdrawal
		}
		c := plan.Candidate{What: s.String(), Open: openAmount}
		if inMouth {
			c.What += " in the mouth"
		}
		for _, p := range sold(v, s) {
			dose, made := least(p)
			if !made || p.LongActing() && s != medication.Naltrexone {
				continue // depots of buprenorphine have a row of their own
			}
			c.Ways = append(c.Ways, inPlaces(record.Order{Product: p.ID(), Dose: dose, Setting: placeAsked(v), Supervised: truth.Yes}, p)...)
		}
		list = append(list, c)
	}
	return list
}

// placeAsked is where the order asks for, if it says where.
func placeAsked(v *plan.View) medication.Setting {
	order, _, _ := orderAsked(v)
	return order.Setting
}

// reversalAtHand asks for what reverses an overdose, of whichever product the person may have.
func reversalAtHand(v *plan.View) []plan.Candidate {
	c := plan.Candidate{}
	for _, s := range []medication.Substance{medication.Naloxone, medication.Nalmefene} {
		for _, p := range sold(v, s) {
			if p.ReversesOverdose() {
				c.Ways = append(c.Ways, plan.Way{How: p.Name(), Body: record.NaloxoneSupplied{Product: p.ID()}})
			}
		}
	}
	return []plan.Candidate{c}
}
