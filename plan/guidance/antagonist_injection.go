package guidance

import (
	"fmt"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// Limits of the time between injections of naltrexone. The label says every four weeks or once a month, and nothing about a
// window; the tolerance is this library's own.
var NaltrexoneInjection = struct{ Interval, Tolerance, Rescreen *plan.Param[int] }{
	mostCount("naltrexone.xr.interval.days", "days from one injection of naltrexone to the next").Shown(shownIn("day")),
	mostCount("naltrexone.xr.interval.tolerance", "days by which an injection of naltrexone may be early or late").Shown(shownIn("day")),
	mostCount("naltrexone.xr.rescreen.late", "days of delay above which freedom from opioids is checked again").Shown(shownIn("day")),
}

// Times for which naltrexone still blocks opioids.
var Blockade = struct{ Oral, Depot *plan.Param[time.Duration] }{
	hours("pain.naltrexone.oral", "time after a naltrexone tablet for which opioids are blocked"),
	hours("pain.naltrexone.depot", "time after an injection of naltrexone for which opioids are blocked"),
}

var naltrexoneInjection = []plan.Rule{
	{
		ID:       "naltrexone.xr.interval",
		Title:    "Injections of naltrexone follow each other every four weeks or once a month",
		Severity: record.Warning,
		Kinds:    record.On(record.KindOrder, record.KindDoseGiven),
		Cites:    []evidence.Citation{evidence.LabelVivitrol.At("section 2.1", evidence.Secondary)},
		Params:   []plan.AnyParam{NaltrexoneInjection.Interval, NaltrexoneInjection.Tolerance},
		Remedy:   "a missed injection is given as soon as possible; towards the end of the interval and after it the risk of overdose rises",
		Check:    checkInjectionInterval,
	},
	{
		ID:       "naltrexone.xr.rescreen",
		Title:    "After a long delay freedom from opioids is checked again before the injection",
		Severity: record.Warning,
		Kinds:    record.On(record.KindOrder, record.KindDoseGiven),
		Cites: []evidence.Citation{evidence.Proposal.At("late injections of naltrexone", evidence.Unconfirmed),
			evidence.LabelVivitrol.At("after a missed dose", evidence.Primary)},
		Params: []plan.AnyParam{NaltrexoneInjection.Interval, NaltrexoneInjection.Rescreen, NaltrexoneUrine.Fresh},
		Remedy: "ask about use, test the urine, and if in doubt do a naloxone challenge",
		Check:  checkRescreen,
	},
	{
		ID:       "naltrexone.rescue",
		Title:    "A reversal agent for overdose is offered with every injection of naltrexone",
		Severity: record.Advice,
		Kinds:    record.On(record.KindOrder, record.KindDoseGiven),
		Cites:    []evidence.Citation{evidence.LabelVivitrol2025.At("", evidence.Primary)},
		Remedy:   "supply naloxone or nalmefene, to the household as well, and say when the risk is highest: late in the interval and after it",
		Check:    checkInjectionRescue,
	},
	{
		ID:       "pain.naltrexone",
		Title:    "Opioids are given with the blockade of naltrexone in mind",
		Severity: record.Warning,
		Kinds:    record.On(record.KindOrder, record.KindDoseGiven, record.KindMedicineReported),
		Cites: []evidence.Citation{evidence.StatPearlsNaltrexone.At("before elective surgery", evidence.Secondary),
			evidence.LabelNaltrexoneTablets.At("reversal of the blockade", evidence.Secondary)},
		Params: []plan.AnyParam{Blockade.Oral, Blockade.Depot},
		Remedy: "for pain prefer other analgesics and regional anesthesia, or plan surgery for when naltrexone has worn off; " +
			"overcome the blockade only where breathing is monitored, and never by the person alone",
		Check: checkBlockade,
	},
}

func naltrexoneInjected(v *plan.View) bool {
	d, ok := naltrexoneDosing(v)
	return ok && d.Product.LongActing()
}

func checkInjectionInterval(v *plan.View) plan.Result {
	if !naltrexoneInjected(v) {
		return v.NotApplicable()
	}
	set := limits{view: v}
	interval := limit(&set, NaltrexoneInjection.Interval)
	tolerance := limit(&set, NaltrexoneInjection.Tolerance)
	if set.unset != nil {
		return set.missing()
	}
	last, _, ok := v.LastDepot(medication.Naltrexone)
	if !ok {
		return v.NotApplicable()
	}
	byMonth := v.DayOf(last.At).AddMonths(1)
	switch days := v.DaysSince(last.At); {
	case days < interval.Value-tolerance.Value:
		return v.Violated(tolerance, "%s after the last injection, too soon for %d days give or take %d", plural(days, "day"), interval.Value, tolerance.Value)
	case days > interval.Value+tolerance.Value:
		return v.Violated(tolerance, "%s after the last injection, too late for %d days give or take %d", plural(days, "day"), interval.Value, tolerance.Value)
	case days > interval.Value && byMonth.Before(v.Day()):
		return v.ViolatedAs(record.Advice, interval, "%s after the last injection, more than %d and more than a month: the blockade wanes",
			plural(days, "day"), interval.Value)
	}
	return v.Met()
}

func checkRescreen(v *plan.View) plan.Result {
	if !naltrexoneInjected(v) {
		return v.NotApplicable()
	}
	set := limits{view: v}
	interval := limit(&set, NaltrexoneInjection.Interval)
	late := limit(&set, NaltrexoneInjection.Rescreen)
	fresh := limit(&set, NaltrexoneUrine.Fresh)
	if set.unset != nil {
		return set.missing()
	}
	last, _, ok := v.LastDepot(medication.Naltrexone)
	if !ok || v.Starting(medication.Naltrexone) || underNaltrexone(v) {
		return v.NotApplicable() // a start is for naltrexone.utox
	}
	delay := v.DaysSince(last.At) - interval.Value
	if delay <= late.Value {
		return v.Met()
	}
	if result, _ := opioidScreen(v, notOlderThan(v, fresh.Value)); result != "" {
		return v.Met() // what it says is for naltrexone.utox
	}
	return v.Violated(late, "the injection is %s late, more than %d, and no drug screen for opioids is recent", plural(delay, "day"), late.Value)
}

func checkInjectionRescue(v *plan.View) plan.Result {
	if !naltrexoneInjected(v) {
		return v.NotApplicable()
	}
	supplied, ok := v.Last(record.KindNaloxoneSupplied)
	if !ok {
		return v.Violated(nil, "no reversal agent for overdose is on record")
	}
	if last, _, injected := v.LastDepot(medication.Naltrexone); injected && supplied.At.Before(last.At) && v.DayOf(supplied.At) != v.DayOf(last.At) {
		return v.Violated(nil, "no reversal agent for overdose was offered since the last injection")
	}
	return v.Met()
}

// checkBlockade judges opioids that would be given, or are reported, while naltrexone that is no longer taken still blocks
// them, and opioids for pain even while it is. Other opioids beside naltrexone that goes on are refused by
// naltrexone.concurrent-opioid.
func checkBlockade(v *plan.View) plan.Result {
	set := limits{view: v}
	oral := limit(&set, Blockade.Oral)
	depot := limit(&set, Blockade.Depot)
	if set.unset != nil {
		return set.missing()
	}
	opioid, pain := opioidAsked(v)
	if opioid == "" || onNaltrexone(v) && !pain {
		return v.NotApplicable()
	}
	last, ok := v.LastDose(medication.Naltrexone)
	switch {
	case !ok:
		return v.NotApplicable()
	case last.Product.LongActing() && v.Since(last.At) < depot.Value:
		return v.Violated(depot, "%s %s after an injection of naltrexone, less than %s", opioid, elapsed(v, last.At), inHours(depot.Value))
	case !last.Product.LongActing() && v.Since(last.At) < oral.Value:
		return v.Violated(oral, "%s %s after a naltrexone tablet, less than %s", opioid, elapsed(v, last.At), inHours(oral.Value))
	}
	return v.Met()
}

// opioidAsked returns the opioid that the event brings, and whether it is for pain; empty if it brings none.
func opioidAsked(v *plan.View) (opioid string, pain bool) {
	switch b := v.Body().(type) {
	case record.MedicineReported:
		if classes, _ := b.ClassSet(); b.Taking == truth.Yes && classes.Intersects(medication.Agonists) {
			return b.Agent, false
		}
		return "", false
	default:
		d, ok := v.Dosing()
		if !ok || !agonist(d.Substance) {
			return "", false
		}
		return d.Product.Name(), d.Purpose == record.PurposePain
	}
}

// nextInjection reminds of the next injection of naltrexone.
var nextInjection = plan.Duty{
	ID:     "naltrexone.xr.next",
	Title:  "The next injection of naltrexone is given",
	Cites:  []evidence.Citation{evidence.LabelVivitrol.At("section 2.1", evidence.Secondary)},
	Params: []plan.AnyParam{NaltrexoneInjection.Interval, NaltrexoneInjection.Tolerance},
	Kinds:  record.On(record.KindDoseGiven, record.KindStopMedication),
	When:   whenNextInjection,
}

func whenNextInjection(v *plan.View) (plan.Due, bool) {
	last, _, ok := v.LastDepot(medication.Naltrexone)
	if !ok {
		return plan.Due{}, false
	}
	if _, _, stopped := v.Stopped(medication.Naltrexone); stopped {
		return plan.Due{}, false
	}
	interval, ok := NaltrexoneInjection.Interval.At(v)
	tolerance, also := NaltrexoneInjection.Tolerance.At(v)
	if !ok || !also {
		return plan.Due{}, false
	}
	given := v.DayOf(last.At)
	due := given.Add(interval.Value)
	return plan.Due{
		Earliest: due.Add(-tolerance.Value), On: due, Latest: due.Add(tolerance.Value),
		Why: fmt.Sprintf("the last injection was on %s; the label says every four weeks or once a month, which is %s", given, given.AddMonths(1)),
	}, true
}
