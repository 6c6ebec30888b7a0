package guidance

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// DepotTestDose are the limits of what has to come before a first depot.
var DepotTestDose = struct {
	Dose    *plan.Param[medication.Mass] // in milligrams of a sublingual tablet
	Observe *plan.Param[time.Duration]
	LeadIn  *plan.Param[int] // days on buprenorphine by mouth before Sublocade; 0 since a tolerated test dose is enough
}{
	leastMass("bup.xr.test-dose.dose", "test dose by mouth before a first depot"),
	hours("bup.xr.test-dose.observe", "observation after the test dose"),
	leastDays("bup.xr.test-dose.lead-in", "days on buprenorphine by mouth before a first Sublocade"),
}

// DeliveredDepot is how long a depot that a pharmacy delivered for one person may be kept before it is given.
var DeliveredDepot = struct{ Keep *plan.Param[int] }{
	mostDays("bup.xr.delivered.days", "days from receipt to administration"),
}

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
		Kinds:    onDosing,
		Cites:    testDoseCites,
		Params:   params(breakParams, DepotTestDose.Dose, DepotTestDose.Observe, DepotTestDose.LeadIn),
		Remedy:   "give a test dose by mouth and watch the person; a depot that precipitates withdrawal cannot be taken back",
		Override: plan.Overridable("how it is known that buprenorphine is tolerated"),
		Check:    checkTestDose,
	},
	{
		ID:       "gb.bup.laib.naive-test-dose",
		Title:    "Buprenorphine by mouth was tolerated before the first injection of Buvidal",
		Severity: record.Warning,
		Kinds:    onDosing,
		Cites:    testDoseCites,
		Params:   params(breakParams, DepotTestDose.Dose, DepotTestDose.Observe, DepotTestDose.LeadIn),
		Remedy:   "give a test dose by mouth and watch the person for an hour",
		Check:    checkTestDose,
	},
	{
		ID:       "bup.xr.route",
		Title:    "A depot of buprenorphine goes under the skin",
		Severity: record.Block,
		Kinds:    onIntake,
		Cites: []evidence.Citation{evidence.LabelSublocadeAndBrixadi.At("boxed warning", evidence.Primary),
			evidence.SmPCBuvidal64.At("4.2", evidence.Primary)},
		Remedy:   "inject it under the skin",
		Override: plan.NotOverridable("in a vein it can do serious harm, or kill"),
		Check:    checkDepotRoute,
	},
	{
		ID:       "med.setting.xr-bup",
		Aliases:  []record.RuleID{"gb.bup.laib.hcp-only"},
		Title:    "A depot of buprenorphine is given by staff, where it may be kept, and never handed to the person",
		Severity: record.Block,
		Kinds:    onIntake,
		Cites: []evidence.Citation{evidence.LabelSublocadeAndBrixadi.At("boxed warning and risk program", evidence.Primary),
			evidence.SmPCBuvidal64.At("4.2", evidence.Primary)},
		Remedy:   "have it given where the label or the licence allows it: in the United States a certified setting",
		Override: plan.NotOverridable("it is the condition under which the product is sold"),
		Missing:  plan.Reported("an injection that only staff can give is given by staff; a place that is stated and not allowed is refused"),
		Check:    checkDepotSetting,
	},
	{
		ID:       "med.interchange.brixadi-formulations",
		Title:    "Weekly syringes of Brixadi are never added up to a larger dose",
		Severity: record.Block,
		Kinds:    onDosing,
		Cites:    []evidence.Citation{evidence.LabelBrixadi2023.At("highlights", evidence.Primary)},
		Remedy:   "order the monthly product: its solution is another one",
		Override: plan.NotOverridable("the weekly solution releases within a week, whatever its volume"),
		Check:    checkSyringes,
	},
	{
		ID:       "bup.xr.mixed-depots",
		Title:    "No second depot is given while another one is still releasing",
		Severity: record.Warning, // no source was seen that forbids it
		Kinds:    onDosing,
		Cites:    []evidence.Citation{evidence.Proposal.At("one depot at a time", evidence.Unconfirmed)},
		Remedy:   "wait for the end of the interval, or document the switch",
		Check:    checkMixedDepots,
	},
	{
		ID:       "bup.xr.delivered.use-within",
		Title:    "A depot that a pharmacy delivered for this person is given before it has to go back",
		Severity: record.Block,
		Kinds:    onDosing,
		Cites:    []evidence.Citation{evidence.CFR1306Sec07Of2026.At("(f)(5)", evidence.Secondary)},
		Params:   []plan.AnyParam{DeliveredDepot.Keep},
		Remedy:   "order it anew",
		Override: plan.NotOverridable("it is federal law"),
		Check:    checkDelivered,
	},
}

// depotDosing is buprenorphineDosing for what is injected or placed and acts for a week or longer.
func depotDosing(v *plan.View) (plan.Dosing, bool) {
	d, ok := buprenorphineDosing(v)
	return d, ok && d.Product.LongActing()
}

// statedTestDose returns how long ago a tolerated test dose was, as the order says, or for a dose that was given the order of
// the same day; 0 if nobody said.
func statedTestDose(v *plan.View, d plan.Dosing) time.Duration {
	order, at, ok := v.OrderInForce(medication.Buprenorphine)
	switch b := v.Body().(type) {
	case record.Order:
		return time.Duration(b.TestDoseAgo) * time.Minute
	case record.DoseGiven:
		if ok && order.Product == d.Product.ID() && order.TestDoseAgo > 0 && v.DaysSince(at) == 0 {
			return time.Duration(order.TestDoseAgo)*time.Minute + v.Since(at)
		}
	}
	return 0
}

func checkTestDose(v *plan.View) plan.Result {
	d, ok := depotDosing(v)
	if !ok {
		return v.NotApplicable()
	}
	dose, ok := DepotTestDose.Dose.At(v)
	if !ok {
		return v.Unset(DepotTestDose.Dose)
	}
	observe, ok := DepotTestDose.Observe.At(v)
	if !ok {
		return v.Unset(DepotTestDose.Observe)
	}
	if depotOnBoard(v) {
		return v.NotApplicable()
	}
	if d.Product.ID() == medication.BupSublocade {
		leadIn, ok := DepotTestDose.LeadIn.At(v)
		if !ok {
			return v.Unset(DepotTestDose.LeadIn)
		}
		if leadIn.Value > 0 {
			return checkLeadIn(v, leadIn)
		}
	}
	if stated := statedTestDose(v, d); stated > 0 {
		if stated < observe.Value {
			return v.Violated(observe, "%s after the test dose, less than %s", inHours(stated), inHours(observe.Value))
		}
		return v.Met()
	}
	return tolerated(v, dose, observe)
}

// checkLeadIn is the older rule for Sublocade: days on buprenorphine by mouth.
func checkLeadIn(v *plan.View, leadIn plan.Limit[int]) plan.Result {
	longest := 0
	for dose := range currentRun(v) {
		if longest = v.DaysSince(dose.At); longest >= leadIn.Value {
			return v.Met()
		}
	}
	return v.Violated(leadIn, "%s on buprenorphine by mouth, fewer than %d", plural(longest, "day"), leadIn.Value)
}

// tolerated looks for a day on which enough buprenorphine was taken by mouth, long enough ago, and no withdrawal precipitated
// since. What was taken elsewhere counts if the dose was reported.
func tolerated(v *plan.View, dose plan.Limit[medication.Mass], observe plan.Limit[time.Duration]) plan.Result {
	at, taken := lastTolerable(v, dose.Value, observe.Value)
	if taken {
		if ev, ok := v.Last(record.KindPrecipitatedWithdrawal); ok && at.Before(ev.At) {
			return v.Violated(nil, "withdrawal was precipitated %s ago, after buprenorphine by mouth", elapsed(v, ev.At))
		}
		return v.Met()
	}
	last, ok := v.LastUseOf(medication.Buprenorphine)
	if !ok || !withinBreak(v, last.Product, v.DayOf(last.At)) {
		return v.Violated(dose, "no buprenorphine by mouth on record; a test dose is %s", dose.Value)
	}
	if v.Since(last.At) < observe.Value {
		return v.Violated(observe, "%s after buprenorphine by mouth, less than %s", elapsed(v, last.At), inHours(observe.Value))
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
		if v.Since(taken.At) < observe {
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
		at, _, _ = v.Supplied(medication.Buprenorphine)
		return at, true
	}
	use, reported := v.ReportedUseOf(medication.Buprenorphine)
	enough := reported && dose.Compare(use.DailyDose) <= 0 && v.Since(use.At) >= observe && withinBreak(v, use.Product, v.DayOf(use.At))
	return use.At, enough
}

// tabletEquivalent turns milligrams of Zubsolv into those of a sublingual tablet where the label's table has them, and leaves
// everything else as it is.
func tabletEquivalent(p medication.Product, amount medication.Mass) medication.Mass {
	if p.ID() != medication.BupnxZubsolv {
		return amount
	}
	converted, status := medication.Convert(medication.ZubsolvToTablet, amount)
	if status != medication.ConversionExact {
		return amount
	}
	return converted.Dose.Principal
}

func checkDepotRoute(v *plan.View) plan.Result {
	d, ok := depotDosing(v)
	if !ok || d.Product.DepotDays() == 0 {
		return v.NotApplicable()
	}
	if !d.Product.HasRoute(d.Route) {
		return v.Violated(nil, "%s by the %s route", d.Product.Name(), d.Route)
	}
	return v.Met()
}

func checkDepotSetting(v *plan.View) plan.Result {
	d, ok := depotDosing(v)
	if !ok {
		return v.NotApplicable()
	}
	order, _ := v.Body().(record.Order)
	_, taken := v.Body().(record.DoseTaken)
	switch {
	case order.SupplyDays > 0, taken, d.Setting == medication.SettingHome:
		return v.Violated(nil, "%s in the hands of the person", d.Product.Name())
	case d.Setting == 0:
		return lacks(v, plan.Datum{Name: "where " + d.Product.Name() + " is given"}, "state the setting on the order")
	case !d.Product.AllowsSetting(d.Setting):
		return v.Violated(nil, "%s in the setting %s", d.Product.Name(), d.Setting)
	}
	return v.Met()
}

func checkSyringes(v *plan.View) plan.Result {
	d, ok := buprenorphineDosing(v)
	if !ok || d.Product.ID() != medication.BupBrixadiWeekly {
		return v.NotApplicable()
	}
	if d.PerDay > 1 || !d.Product.HasDose(d.Dose) {
		return v.Violated(nil, "%s of the weekly product at once, which no single syringe holds", d.Total)
	}
	if last, ok := v.LastDose(medication.Buprenorphine); ok && last.Product == d.Product && v.DaysSince(last.At) == 0 {
		return v.Violated(nil, "a second weekly syringe on the same day, %s after %s", d.Total, last.Amount)
	}
	return v.Met()
}

// depotBrand names what a depot is a product of: the weekly and the monthly injection of one brand follow one another by
// table, and depots of different brands do not.
func depotBrand(p medication.Product) string {
	switch p.ID() {
	case medication.BupSublocade:
		return "Sublocade"
	case medication.BupBrixadiWeekly, medication.BupBrixadiMonthly:
		return "Brixadi"
	case medication.BupBuvidalWeekly, medication.BupBuvidalMonthly:
		return "Buvidal"
	}
	return p.Name()
}

func checkMixedDepots(v *plan.View) plan.Result {
	d, ok := depotDosing(v)
	if !ok {
		return v.NotApplicable()
	}
	active, ok := v.ActiveDepot(medication.Buprenorphine)
	if !ok || depotBrand(active.Product) == depotBrand(d.Product) {
		return v.NotApplicable()
	}
	order, ordered := v.Body().(record.Order)
	if !ordered {
		order, _, _ = v.OrderInForce(medication.Buprenorphine)
	}
	if order.Product == d.Product.ID() && order.ComplexSwitch == truth.Yes {
		return v.Met()
	}
	return v.Violated(nil, "%s, %s after %s, which is still releasing", depotBrand(d.Product), plural(v.DaysSince(active.At), "day"), depotBrand(active.Product))
}

func checkDelivered(v *plan.View) plan.Result {
	d, ok := depotDosing(v)
	if !ok || d.Received.IsZero() {
		return v.NotApplicable()
	}
	keep, ok := DeliveredDepot.Keep.At(v)
	if !ok {
		return v.Unset(DeliveredDepot.Keep)
	}
	if days := v.Day().Since(d.Received); days > keep.Value {
		return v.Violated(keep, "%s after it was received, more than %d", plural(days, "day"), keep.Value)
	}
	return v.Met()
}
