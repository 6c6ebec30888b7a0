// Package instead says what may be possible where an intent is refused or held: another product, a watched dose, another place, a
// low-dose start, an examination first, another medication, going on.
//
// It decides nothing. The engine asks its rules about each alternative (plan.Engine.Instead), and an amount that no source gives is a
// question to the prescriber.
package instead

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/buprenorphine"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/guidance/naltrexone"
	"github.com/oudpath/oudpath/plan/guidance/product"
	"github.com/oudpath/oudpath/plan/record"
)

// asked are the meanings of what can be asked for.
const asked = record.Prescribes | record.Permits | record.Endings | record.Withdraws | record.Goes

// Questions that no source answers for everybody.
const (
	openAmount   = "the amount is for the prescriber"
	openStrength = "the strength is for the prescriber"
	openProtocol = "the amounts are those of a written protocol"
	openDays     = "how many days is for the prescriber"
	openPlace    = "the programme has to be named"
)

// Alternatives returns what may be possible where an intent is refused, the nearest to what was asked for first. The engine asks its
// rules about each: a row makes nothing possible.
func Alternatives() []plan.Alternative {
	return []plan.Alternative{
		{ID: "instead.watched", Title: "doses that are watched, and none to take home",
			Why: "a dose that somebody watches is not in the hand", Watches: record.Prescribes | record.Permits, About: agent.OfAgonists,
			Cites: []evidence.Citation{evidence.ASAM2020.At("page 12", evidence.Primary)}, Make: watchedInstead},
		{ID: "instead.setting", Title: "the same in another place",
			Why:     "the product may be given there, where more can be watched or other law holds",
			Watches: record.Prescribes, Answers: ofAPlace, Cites: []evidence.Citation{evidence.CFR1306Sec07.At("(b), (c)", evidence.Primary)},
			Make: elsewhere},
		{ID: "instead.product", Title: "the same amount in another product", Why: "it holds the same substance",
			Watches: record.Prescribes, Cites: []evidence.Citation{evidence.Decision(17).Cite()}, Needs: plan.Needs(market),
			Make: otherProduct},
		{ID: "instead.amount", Title: "less of the same", Why: "the rules refuse this amount, and not the medication",
			Watches: record.Prescribes | record.Permits, Cites: []evidence.Citation{evidence.Decision(17).Cite()}, Make: lessOfIt},
		{ID: "instead.low-dose", Title: "a low-dose start while the full agonist goes on",
			Why: "it needs neither withdrawal nor a wait", Watches: record.Prescribes, About: agent.Buprenorphine, Answers: ofAStart,
			Cites: buprenorphine.LowDoseProtocols(),
			Needs: plan.Needs(market), Make: lowDoseInstead},
		{ID: "instead.challenge", Title: "an examination first", Why: "it may show that no opioid is on board",
			Watches: record.Prescribes, About: medication.SetOf(medication.Naltrexone), Cites: naltrexone.NaloxoneChallengeSources(),
			Needs: plan.Needs(naltrexone.NaloxoneChallenge().Observe), Make: examinedFirst},
		{ID: "instead.depot", Title: "an injection of buprenorphine that lasts for a week or a month",
			Why:     "nothing of it is in the hand, and no dose is missed",
			Watches: record.Prescribes | record.Permits, About: agent.OfAgonists,
			Cites: []evidence.Citation{evidence.ASAM2020.At("page 12", evidence.Primary)}, Needs: plan.Needs(market), Make: depotInstead},
		{ID: "instead.medication", Title: "another medication",
			Why:     "each of them treats opioid use disorder",
			Watches: record.Prescribes | record.Withdraws, Switch: true, Cites: []evidence.Citation{evidence.ASAM2015.At("page 5", evidence.Primary)},
			Needs: plan.Needs(market), Make: otherMedication},
		{ID: "instead.continue", Title: "the medication goes on", Why: "it has no time limit, and treatment changes without ending it",
			Watches: record.Endings, Cites: []evidence.Citation{evidence.ASAM2020.At("pages 10 and 12", evidence.Primary)}, Make: goOn},
		{ID: "instead.method", Title: "the withdrawal eased by other means", Why: "methadone and buprenorphine are the first choice",
			Watches: record.Withdraws, Cites: []evidence.Citation{evidence.ASAM2015.At("page 5", evidence.Primary)}, Make: easedOtherwise},
		{ID: "instead.transfer", Title: "a transfer with the medication going on", Why: "care can change hands without a gap",
			Watches: record.Ends, Cites: []evidence.Citation{evidence.ASAM2015.At("page 5", evidence.Primary)}, Make: handedOn},
		{ID: "instead.reversal", Title: "what reverses an overdose, at hand", Why: "nothing speaks against it, whatever else is decided",
			Watches: asked, Cites: []evidence.Citation{evidence.Decision(19).Cite()}, Needs: plan.Needs(market), Make: reversalAtHand},
	}
}

// ofAStart are the rules that ask for withdrawal or a wait before buprenorphine.
var ofAStart = []record.RuleID{"bup.induction.cows-min", "bup.induction.objective-signs", "bup.induction.hours-short-acting",
	"bup.induction.hours-long-acting", "bup.induction.methadone-dose-max"}

// ofAPlace are the rules that ask for another place.
var ofAPlace = []record.RuleID{"med.setting.methadone-oud", "med.setting.vivitrol", "med.setting.xr-bup", "methadone.form.oral-only",
	"otp.exception.three-day", "otp.exception.hospital"}

// market is what says which products can be had. A place that does not say is offered what is sold anywhere.
var market = plan.Optional(product.Market().Country)

// sold returns the products of the substance that can be had on the day of the event.
func sold(v *plan.View, s medication.Substance) (products []medication.Product) {
	for _, p := range medication.Products() {
		if p.Substance() == s && product.Sold(v, p) {
			products = append(products, p)
		}
	}
	return products
}

// least is the smallest dose that one unit of the product, or a milliliter of it, gives.
func least(p medication.Product) (dose medication.Dose, ok bool) {
	strengths := p.Strengths()
	if len(strengths) == 0 {
		return medication.Dose{}, false
	}
	return strengths[0].Dose, true
}

// placeNames are the settings as a reader says them.
var placeNames = map[medication.Setting]string{
	medication.SettingOTP: "an opioid treatment program", medication.SettingHospital: "a hospital",
	medication.SettingEmergency: "an emergency department", medication.SettingThreeDayException: "a practice, under the three-day rule",
	medication.SettingOffice: "a practice", medication.SettingREMS: "a certified practice", medication.SettingPharmacy: "a pharmacy",
	medication.SettingCustody: "custody", medication.SettingHome: "the home",
}

// inPlaces are the ways to give an order: where it is asked for if the product may be given there, then in its other places. Nobody is
// sent to custody, and a dose at home that nobody watches is not what is offered.
func inPlaces(order record.Order, p medication.Product) (ways []plan.Way) {
	if p.AllowsSetting(order.Setting) {
		ways = append(ways, plan.Way{How: "in " + placeNames[order.Setting], Body: order})
	}
	for _, place := range p.Settings() {
		if place == order.Setting || place == medication.SettingCustody || place == medication.SettingHome {
			continue
		}
		there := order
		there.Setting = place
		ways = append(ways, plan.Way{How: "in " + placeNames[place], Body: there})
	}
	return ways
}

// orderAsked is the order that is judged, with its product.
func orderAsked(v *plan.View) (order record.Order, product medication.Product, ok bool) {
	order, ok = v.Body().(record.Order)
	if ok {
		product, ok = medication.Lookup(order.Product)
	}
	return order, product, ok
}
