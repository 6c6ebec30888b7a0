package buprenorphine

import (
	"slices"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// DepotTestDoseLimits are the limits of what has to come before a first depot.
type DepotTestDoseLimits struct {
	Dose    plan.Param[medication.Mass] // in milligrams of a sublingual tablet
	Observe plan.Param[time.Duration]
	LeadIn  plan.Param[int] // days on buprenorphine by mouth before Sublocade; 0 since a tolerated test dose is enough
	// LeadInDose is how much a day they are on, in milligrams of a sublingual tablet. Unset: any.
	LeadInDose plan.Param[medication.Mass]
}

var depotTestDose = DepotTestDoseLimits{
	limit.LeastMass("bup.xr.test-dose.dose", "test dose by mouth before a first depot"),
	limit.LeastTime("bup.xr.test-dose.observe", "observation after the test dose"),
	limit.LeastDays("bup.xr.test-dose.lead-in", "days on buprenorphine by mouth before a first Sublocade"),
	limit.LeastMass("bup.xr.test-dose.lead-in-dose", "daily dose by mouth on the days before a first Sublocade"),
}

// DepotTestDose returns the limits of what has to come before a first depot.
func DepotTestDose() DepotTestDoseLimits { return depotTestDose }

// testDoseCites are the sources of a test dose before a first depot.
var testDoseCites = []evidence.Citation{
	evidence.LabelSublocade2025.At("section 2, rapid initiation", evidence.Secondary),
	evidence.LabelBrixadi2023.At("highlights", evidence.Primary),
	evidence.SmPCBuvidal.At("4.2", evidence.Primary),
}

var buprenorphineDepot = []plan.Rule{
	{
		ID:       "bup.xr.test-dose",
		Title:    "Buprenorphine by mouth was tolerated before the first depot",
		Severity: record.Block,
		About:    agent.Buprenorphine,
		Watches:  record.Doses,
		Cites:    testDoseCites,
		Needs:    append(slices.Clone(testDoseNeeds), directByProtocol, directByGuidance),
		Unless:   []plan.Exception{unlessDirect},
		Remedy:   "give a test dose by mouth, record it and watch the person; a depot that precipitates withdrawal cannot be taken back",
		Override: plan.Overridable("how it is known that buprenorphine is tolerated"),
		Applies:  depotAfterBreak,
		Judge:    judgeTestDose,
	},
	{
		ID:       "gb.bup.laib.naive-test-dose",
		Title:    "Buprenorphine by mouth was tolerated before the first injection of Buvidal",
		Severity: record.Warning,
		About:    agent.Buprenorphine,
		Watches:  record.Doses,
		Cites:    testDoseCites,
		Needs:    append(slices.Clone(testDoseNeeds), directByGuidance),
		Remedy:   "give a test dose by mouth, record it and watch the person for an hour",
		Applies:  depotAfterBreak,
		Judge:    judgeTestDose,
	},
	{
		ID:       "bup.xr.first-injection",
		Title:    "The first depot is a product and a dose that its label starts with",
		Severity: record.Block,
		About:    agent.Buprenorphine,
		Watches:  record.Doses,
		Cites: []evidence.Citation{evidence.LabelSublocade2025.At("section 2, rapid initiation", evidence.Secondary),
			evidence.LabelBrixadi2023.At("highlights", evidence.Primary), evidence.SmPCBuvidal.At("4.2", evidence.Primary)},
		Needs: plan.Needs(append([]plan.Need{depotDoses, plan.Optional(firstInjection.Weekly), directByProtocol,
			plan.Optional(firstInjection.AfterMethadone), plan.Optional(methadoneTransfer.Upper), plan.Optional(inductionHours.LongMethadone)}, carriesNeeds...)...),
		Unless:   []plan.Exception{unlessDirect},
		Remedy:   "start with the dose of the label, or settle the person on a daily product first, from which the table leads to a depot",
		Override: plan.Overridable("which protocol starts with this injection"),
		Applies:  depotStart,
		Judge:    judgeFirstInjection,
	},
	{
		ID:       "bup.xr.naive",
		Title:    "A depot of buprenorphine is not for people without physical dependence",
		Severity: record.Block,
		About:    agent.Buprenorphine,
		Watches:  record.Doses,
		Cites: []evidence.Citation{evidence.LabelSublocade.At("section 5, patients who are not opioid tolerant: avoid",
			evidence.Secondary)},
		Needs:    plan.Needs(append([]plan.Need{depotDoses}, carriesNeeds...)...),
		Remedy:   "begin with a low dose by mouth; a depot cannot be taken back",
		Override: plan.Overridable("that tolerance was lost only lately, in custody or in withdrawal treatment, and how the person is watched"),
		Applies:  depotAfterBreak,
		Judge:    judgeNaiveDepot,
	},
	{
		ID:       "bup.xr.route",
		Title:    "A depot of buprenorphine goes under the skin",
		Severity: record.Block,
		About:    agent.Buprenorphine,
		Watches:  record.Doses,
		Cites: []evidence.Citation{evidence.LabelSublocadeAndBrixadi.At("boxed warning", evidence.Primary),
			evidence.SmPCBuvidal64.At("4.2", evidence.Primary)},
		Needs:    plan.Needs(depotDoses),
		Remedy:   "inject it under the skin",
		Override: plan.NotOverridable("in a vein it can do serious harm, or kill"),
		Only:     depotDoses,
		Judge:    judgeDepotRoute,
	},
	{
		ID:       "med.setting.xr-bup",
		Aliases:  []record.RuleID{"gb.bup.laib.hcp-only"},
		Title:    "A depot of buprenorphine is given by staff, where it may be kept, and never handed to the person",
		Severity: record.Block,
		About:    agent.Buprenorphine,
		Watches:  record.Doses,
		Cites: []evidence.Citation{evidence.LabelSublocadeAndBrixadi.At("boxed warning and risk program", evidence.Primary),
			evidence.SmPCBuvidal64.At("4.2", evidence.Primary)},
		Needs:    plan.Needs(depotDoses, plan.Optional(depotPlace.Anywhere), directByProtocol),
		Unless:   []plan.Exception{unlessProtocolsPlace},
		Remedy:   "have it given where the label or the licence allows it: in the United States a certified setting",
		Override: plan.NotOverridable("it is the condition under which the product is sold"),
		Missing:  plan.Reported("an injection that only staff can give is given by staff; a place that is stated and not allowed is refused"),
		Only:     depotDoses,
		Applies:  injected,
		Judge:    judgeDepotSetting,
	},
	{
		ID:       "med.interchange.brixadi-formulations",
		Title:    "Weekly syringes of Brixadi are never added up to a larger dose",
		Severity: record.Block,
		About:    agent.Buprenorphine,
		Watches:  record.Doses,
		Cites:    []evidence.Citation{evidence.LabelBrixadi2023.At("highlights", evidence.Primary)},
		Needs:    plan.Needs(depotDoses),
		Remedy:   "order the monthly product: its solution is another one",
		Override: plan.NotOverridable("the weekly solution releases within a week, whatever its volume"),
		Applies:  func(v *plan.View) bool { return depotOf(v) == medication.BupBrixadiWeekly },
		Judge:    judgeSyringes,
	},
	{
		ID:        "bup.xr.repeated",
		Title:     "No second depot is given on the same day, nor within 24 hours",
		Severity:  record.Block,
		About:     agent.Buprenorphine,
		Watches:   record.Doses,
		Cites:     []evidence.Citation{evidence.Decision(17).Cite()},
		Needs:     plan.Needs(depotDoses),
		Essential: true,
		Remedy:    "look whether it is the same injection told twice; the next one is due after its interval",
		Override:  plan.Overridable("how it is known that the first one was not given"),
		Only:      depotDoses,
		Judge:     judgeRepeatedDepot,
	},
	{
		ID:       "bup.xr.mixed-depots",
		Title:    "No second depot is given while another one is still releasing",
		Severity: record.Warning, // no source was seen that forbids it
		About:    agent.Buprenorphine,
		Watches:  record.Doses,
		Cites:    []evidence.Citation{evidence.Proposal.At("one depot at a time", evidence.Unconfirmed)},
		Needs:    plan.Needs(depotDoses),
		Remedy:   "wait for the end of the interval",
		Only:     depotDoses,
		Judge:    judgeMixedDepots,
	},
}

var testDoseNeeds = plan.Needs(append([]plan.Need{depotDoses, plan.Optional(depotTestDose.Dose), plan.Optional(depotTestDose.Observe),
	plan.Optional(depotTestDose.LeadIn), plan.Optional(depotTestDose.LeadInDose)},
	carriesNeeds...)...)

// depotOf is the depot product that the event is about; empty if it is about none.
func depotOf(v *plan.View) medication.ProductID {
	d, ok := depotDoses.Lent(v)
	if !ok {
		return ""
	}
	return d.Product.ID()
}

// depotStart reports whether the event would be the first injected depot, or the first after a break.
func depotStart(v *plan.View) bool { return injected(v) && !depotOnBoard(v) }

// judgeTestDose looks for the test dose among the doses on record. That an order says that there was one is a claim. The licence of Buvidal
// advises it, and does not demand it; a lead-in Sublocade alone had.
func judgeTestDose(v *plan.View) plan.Result {
	if lateDepot(v) {
		return judgeAskedSince(v)
	}
	if directByGuidance.Holds(v) {
		return v.NotApplicable()
	}
	if d, _ := depotDoses.Lent(v); depotBrand(d.Product) == buvidal {
		return tolerated(v, depotTestDose.Dose.Of(v), depotTestDose.Observe.Of(v)).AtMost(record.Warning)
	}
	if leadIn, ok := depotTestDose.LeadIn.If(v); ok && depotOf(v) == medication.BupSublocade && leadIn.Value > 0 {
		return judgeLeadIn(v, leadIn)
	}
	return tolerated(v, depotTestDose.Dose.Of(v), depotTestDose.Observe.Of(v))
}

// judgeLeadIn is the older rule for Sublocade: days on buprenorphine by mouth, and on enough of it.
func judgeLeadIn(v *plan.View, leadIn plan.Limit[int]) plan.Result {
	longest := 0
	for dose := range currentRun(v) {
		if longest = person.DaysAtFirst(v, dose.At); longest < leadIn.Value {
			continue
		}
		least, _ := depotTestDose.LeadInDose.If(v) // where it is not set nothing is less
		if from, daily, steady := steadyDaily(v); steady && tabletEquivalent(from, daily).Compare(least.Value) < 0 {
			return v.ViolatedAs(record.Warning, least, "after %s a day of buprenorphine by mouth, less than %s", daily, least.Value)
		}
		return v.Met()
	}
	return v.Violated(leadIn, "%s on buprenorphine by mouth, fewer than %d", phrase.Plural(longest, "day"), leadIn.Value)
}

// tolerated looks for a day on which enough buprenorphine was taken by mouth, long enough ago, and no withdrawal precipitated
// since. What was taken elsewhere counts if the dose was reported.
func tolerated(v *plan.View, dose plan.Limit[medication.Mass], observe plan.Limit[time.Duration]) plan.Result {
	at, taken := lastTolerable(v, dose.Value, observe.Value)
	if taken {
		if ev, ok := v.Last(record.KindPrecipitatedWithdrawal); ok && at.Before(ev.At) {
			return v.Violated(nil, "withdrawal was precipitated %s ago, after buprenorphine by mouth", phrase.Elapsed(v, ev.At))
		}
		return v.Met()
	}
	last, ok := v.LastUseOf(medication.Buprenorphine)
	if !ok || !withinBreak(v, last.Product, v.DayOf(last.At)) {
		return v.Violated(dose, "no buprenorphine by mouth on record; a test dose is %s", dose.Value)
	}
	if since := person.SinceAtFirst(v, last.At); since < observe.Value {
		return v.Violated(observe, "%s after buprenorphine by mouth, less than %s", phrase.InHours(since), phrase.InHours(observe.Value))
	}
	return v.Violated(dose, "no day with %s of buprenorphine by mouth on record", dose.Value)
}

// lastTolerable returns when the last day with that much buprenorphine by mouth was, doses left out that are not as old as the
// observation asks for.
func lastTolerable(v *plan.View, dose medication.Mass, observe time.Duration) (at time.Time, ok bool) {
	var total medication.Mass
	for taken := range currentRun(v) {
		day := v.DayOf(taken.At)
		if taken.Product.LongActing() {
			break
		}
		if person.SinceAtFirst(v, taken.At) < observe {
			continue
		}
		if at.IsZero() || v.DayOf(at) != day {
			at, total = taken.At, medication.Mass{}
		}
		if total = total.Add(tabletEquivalent(taken.Product, taken.Amount)); dose.Compare(total) <= 0 {
			return at, true
		}
	}
	if product, daily, ok := suppliedDaily(v); ok && dose.Compare(tabletEquivalent(product, daily)) <= 0 {
		return supplied(v).Event.At, true
	}
	use, reported := v.ReportedUseOf(medication.Buprenorphine)
	enough := reported && dose.Compare(use.DailyDose) <= 0 && person.SinceAtFirst(v, use.At) >= observe && withinBreak(v, use.Product, v.DayOf(use.At))
	return use.At, enough
}

// judgeFirstInjection holds the first depot against the first dose that the label names. A label that names none starts from another
// product. Who is steady on a daily product goes by the conversion table, except for Sublocade, which begins with the same dose.
func judgeFirstInjection(v *plan.View) plan.Result {
	d, _ := depotDoses.Lent(v)
	if _, _, ok := steadyDaily(v); ok && d.Product.ID() != medication.BupSublocade {
		return v.NotApplicable()
	}
	first, stated := firstDoseOf(d.Product)
	switch {
	case !stated:
		return v.Violated(nil, "%s as the first depot of somebody who is not steady on a daily dose", d.Product.Name())
	case d.Dose.Principal.IsZero():
		return owed(v, plan.Datum{Name: "the dose of " + d.Product.Name()}, "state the dose")
	case d.Dose.Principal.Compare(first.Least) < 0:
		return v.Violated(nil, "a first injection of %s; the label starts with %s", d.Dose.Principal, first.Most)
	case d.Dose.Principal.Compare(first.Most) <= 0:
		return v.Met()
	}
	if most, ok := firstInjection.AfterMethadone.If(v); ok && weeklyDepot.Holds(v) && most.Value.Compare(d.Dose.Principal) < 0 &&
		afterLowMethadone(v) {
		return v.ViolatedAs(record.Warning, most, "a first injection of %s after methadone, above %s", d.Dose.Principal, most.Value)
	}
	if most, ok := firstInjection.Weekly.If(v); ok && d.Product.DepotDays() == 7 {
		if d.Dose.Principal.Compare(most.Value) <= 0 {
			return v.Met()
		}
		return v.Violated(most, "a first injection of %s, above %s", d.Dose.Principal, most.Value)
	}
	return v.Violated(nil, "a first injection of %s; the label starts with %s", d.Dose.Principal, first.Most)
}

// firstDoseOf returns the first dose that the label names.
func firstDoseOf(p medication.Product) (medication.MassRange, bool) {
	for _, fact := range p.Facts(medication.FirstDose) {
		if !fact.Mass.Most.IsZero() {
			return fact.Mass, true
		}
	}
	return medication.MassRange{}, false
}

func judgeNaiveDepot(v *plan.View) plan.Result {
	if v.HealthReported(record.PhysicalDependence) != truth.No && !abstinent.Holds(v) {
		return v.NotApplicable()
	}
	if _, _, ok := steadyDaily(v); ok {
		return v.NotApplicable()
	}
	d, _ := depotDoses.Lent(v)
	return v.Violated(nil, "%s for somebody without physical dependence", d.Product.Name())
}

func judgeDepotRoute(v *plan.View) plan.Result {
	d, _ := depotDoses.Lent(v)
	switch {
	case d.Product.DepotDays() == 0:
		return v.NotApplicable()
	case !d.Product.HasRoute(d.Route) && d.Route != 0:
		return v.Violated(nil, "%s by the %s route", d.Product.Name(), d.Route)
	}
	return v.Met()
}

func judgeDepotSetting(v *plan.View) plan.Result {
	d, _ := depotDoses.Lent(v)
	_, taken := v.Body().(record.DoseTaken)
	handed := v.Acts().Means().Any(record.HandsOver | record.Permits)
	switch {
	case handed, taken, d.Setting == medication.SettingHome:
		return v.Violated(nil, "%s in the hands of the person", d.Product.Name())
	case d.Setting == 0:
		return lacks(v, plan.Datum{Name: "where " + d.Product.Name() + " is given"}, "state the setting on the order")
	case d.Product.AllowsSetting(d.Setting):
		return v.Met()
	case !d.Product.AllowsSetting(medication.SettingREMS): // a licence that names its places
		return v.Violated(nil, "%s in the setting %s", d.Product.Name(), d.Setting)
	}
	if anywhere, _ := depotPlace.Anywhere.If(v); anywhere.Value {
		return v.Met()
	}
	return v.Violated(nil, "%s in the setting %s", d.Product.Name(), d.Setting)
}

func judgeSyringes(v *plan.View) plan.Result {
	d, _ := depotDoses.Lent(v)
	if d.PerDay > 1 || !d.Product.HasDose(d.Dose) {
		return v.Violated(nil, "%s of the weekly product at once, which no single syringe holds", d.Total)
	}
	for depot := range v.Now().Depots(medication.Buprenorphine) {
		if depot.Product == d.Product && depot.Day == person.FirstDay(v) {
			return v.Violated(nil, "a second weekly syringe on the same day, %s after %s", d.Total, depot.Amount)
		}
	}
	return v.Met()
}

// judgeRepeatedDepot judges what is given now. An order with a schedule is for the day that its schedule names, one with a first day to
// come for that day, and an order that a dose of the same day has carried out is no second one.
func judgeRepeatedDepot(v *plan.View) plan.Result {
	d, _ := depotDoses.Lent(v)
	if v.Acts().Means().Any(record.HandsOver | record.Permits) {
		return v.NotApplicable() // which med.setting.xr-bup refuses
	}
	order, _ := v.Body().(record.Order)
	first := person.FirstDay(v)
	for depot := range v.Now().Depots(medication.Buprenorphine) {
		scheduled := !order.Schedule.IsZero() && depot.Product == d.Product
		within := first == v.Day() && v.Since(depot.At) < rollingDay
		if !scheduled && (depot.Day == first || within) {
			return v.Violated(nil, "%s, %s after %s of %s", d.Product.Name(), phrase.Elapsed(v, depot.At), depot.Amount, depot.Product.Name())
		}
	}
	return v.Met()
}

// judgeMixedDepots warns of every depot of another maker that still releases, whatever an order says about a switch.
func judgeMixedDepots(v *plan.View) plan.Result {
	d, _ := depotDoses.Lent(v)
	for depot := range v.Now().Depots(medication.Buprenorphine) {
		age := person.FirstDay(v).Since(depot.Day)
		if depotBrand(depot.Product) != depotBrand(d.Product) && age <= depot.Product.DepotDays() {
			return v.Violated(nil, "%s, %s after %s, which is still releasing", depotBrand(d.Product), phrase.Plural(age, "day"),
				depotBrand(depot.Product))
		}
	}
	return v.NotApplicable()
}
