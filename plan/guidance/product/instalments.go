package product

import (
	"fmt"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// InstalmentLimits says for how long a prescription in instalments may be, and when its first instalment may be had.
type InstalmentLimits struct{ Span, First plan.Param[int] } // civil days

var instalmentLimits = InstalmentLimits{
	limit.MostDays("gb-eng.fp10mda.max-days.days", "days that one prescription in instalments covers"),
	limit.MostDays("gb.fp10mda.first-instalment.days", "days from the date of a prescription in instalments to its first one"),
}

// Instalments returns for how long a prescription in instalments may be, and until when its first instalment may be had.
func Instalments() InstalmentLimits { return instalmentLimits }

var (
	// controlled are the substances of this catalogue that a prescription in instalments may be for. What reverses an overdose is never refused.
	controlled = medication.SetOf(medication.Methadone, medication.Buprenorphine, medication.SlowMorphine)
	others     = medication.SetOf(medication.Naltrexone, medication.Lofexidine, medication.Clonidine)

	aboutForm = plan.NotOverridable("a pharmacy may not dispense from such a form; another one is written in a minute")
)

// instalments are the rules of the forms on which a prescriber of the United Kingdom asks a pharmacy for part after part.
var instalments = []plan.Rule{
	{
		ID:       "gb.fp10mda.content",
		Title:    "A prescription in instalments states how many days lie between two of them, and for how many days it is",
		Severity: record.Block,
		About:    controlled,
		Watches:  record.Prescribes,
		Cites:    []evidence.Citation{evidence.CommunityPharmacyEngland.At("instalment dispensing: amount and interval", evidence.Primary)},
		Remedy:   "write the days of one instalment and the last day, or write an order that is not in instalments",
		Override: aboutForm,
		Only:     inInstalments,
		Judge:    judgeInstalmentContent,
	},
	{
		ID:       "gb-eng.fp10mda.max-days",
		Title:    "A prescription in instalments is for no more days than its form may be",
		Severity: record.Block,
		About:    controlled,
		Watches:  record.Prescribes,
		Cites: []evidence.Citation{evidence.CommunityPharmacyEngland.At("instalment dispensing, with the GMS Contracts Regulations 2004, schedule 6, "+
			"paragraph 39(4)", evidence.Primary)},
		Needs:    plan.Needs(instalmentLimits.Span),
		Remedy:   "write it for fewer days, and the next one when they are over",
		Override: aboutForm,
		Only:     inInstalments,
		Judge:    judgeInstalmentSpan,
	},
	{
		ID:       "gb.instalments.medicines",
		Aliases:  []record.RuleID{"gb-eng.fp10mda.drugs", "gb-wls.wp10mda.drugs"},
		Title:    "A prescription in instalments is for a controlled drug",
		Severity: record.Block,
		About:    others,
		Watches:  record.Prescribes,
		Cites: []evidence.Citation{evidence.CommunityPharmacyEngland.At("instalment dispensing: FP10MDA for Schedule 2, buprenorphine and "+
			"diazepam, WP10MDA for Schedules 2 to 5", evidence.Primary)},
		Remedy:   "write it as an ordinary prescription",
		Override: aboutForm,
		Only:     inInstalments,
		Judge:    judgeInstalmentMedicine,
	},
}

// inInstalments holds for an order that is a prescription in instalments.
var inInstalments = plan.Given(func(v *plan.View) bool {
	order, _ := v.Body().(record.Order)
	return order.Instalments == truth.Yes
})

// instalmentsOf returns the order if it is for one of the substances.
func instalmentsOf(v *plan.View, about medication.SubstanceSet) (order record.Order, ok bool) {
	d, _ := v.Dosing()
	order, _ = v.Body().(record.Order)
	return order, about.Has(d.Substance)
}

func judgeInstalmentContent(v *plan.View) plan.Result {
	order, ok := instalmentsOf(v, controlled)
	switch {
	case !ok:
		return v.NotApplicable()
	case order.InstalmentDays == 0:
		return v.Violated(nil, "how many days lie between two instalments is not stated")
	case order.Last.IsZero():
		return v.Violated(nil, "for how many days the instalments are is not stated")
	}
	return v.Met()
}

func judgeInstalmentSpan(v *plan.View) plan.Result {
	order, ok := instalmentsOf(v, controlled)
	most := instalmentLimits.Span.Of(v)
	days := order.Last.Since(person.FirstDay(v)) + 1
	switch {
	case !ok:
		return v.NotApplicable()
	case order.Last.IsZero():
		return v.Lacks("the last day of the prescription in instalments")
	case days > most.Value:
		return v.Violated(most, "it is for %s, more than the %s of one form", phrase.Plural(days, "day"), phrase.Plural(most.Value, "day"))
	}
	return v.Met()
}

func judgeInstalmentMedicine(v *plan.View) plan.Result {
	if _, ok := instalmentsOf(v, others); !ok {
		return v.NotApplicable()
	}
	d, _ := v.Dosing()
	return v.Violated(nil, "%s is no controlled drug, and is not dispensed in instalments", d.Product.Name())
}

// firstInstalment is the day until which a pharmacy may begin with a prescription: afterwards another one is needed.
var firstInstalment = plan.Duty{
	ID:      "gb.fp10mda.first-instalment",
	Title:   "Have the first instalment of the prescription, or a new prescription after that day",
	Cites:   []evidence.Citation{evidence.CommunityPharmacyEngland.At("validity of prescriptions for controlled drugs", evidence.Primary)},
	About:   controlled,
	Watches: record.HandsOver | record.Puts | record.Prescribes | record.Endings,
	During:  plan.WhileTreated,
	Needs:   plan.Needs(instalmentLimits.First),
	When:    whenFirstInstalment,
}

// whenFirstInstalment is due where an order in instalments is in force from which nothing was had.
func whenFirstInstalment(v *plan.View) (plan.Due, bool) {
	days := instalmentLimits.First.Of(v)
	for s := range controlled.All() {
		order, at, ok := v.OrderInForce(s)
		if !ok || order.Instalments != truth.Yes || hadSince(v, s, v.DayOf(at)) {
			continue
		}
		from := v.DayOf(at)
		if from.Before(order.First) {
			from = order.First
		}
		return plan.Due{Earliest: from, On: from, Latest: from.Add(days.Value), Why: fmt.Sprintf("the prescription of %s in instalments is of %s", s, from)}, true
	}
	return plan.Due{}, false
}

// hadSince reports whether a dose or a supply was had on the day or since: then an instalment is no first one.
func hadSince(v *plan.View, s medication.Substance, day civil.Date) bool {
	if last, dosed := v.LastDose(s); dosed && !v.DayOf(last.At).Before(day) {
		return true
	}
	for supply := range v.Now().Supplies(s) {
		if supply.Event.Body.Kind() == record.KindTakeHomeSupplied && !v.DayOf(supply.Event.At).Before(day) {
			return true
		}
	}
	return false
}
