package guidance

import (
	"cmp"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// Limits of the first dose of methadone.
var FirstDose = struct{ Usual, Soft, Hard *plan.Param[medication.Mass] }{
	leastMass("methadone.induction.first-dose.usual", "first dose of methadone below which only low tolerance explains it"),
	mostMass("methadone.induction.first-dose.soft", "first dose of methadone above which is warned of"),
	mostMass("methadone.induction.first-dose.hard", "first dose of methadone above which is refused"),
}

// Limits of the total on the first day of methadone.
var FirstDayTotal = struct {
	Soft, Hard *plan.Param[medication.Mass]
	Lifted     *plan.Param[bool] // a documented reason lifts the hard limit, as the regulation of the United States says
}{
	mostMass("methadone.induction.day1-total.soft", "methadone on the first day above which is warned of without a documented reason"),
	mostMass("methadone.induction.day1-total.hard", "methadone on the first day above which is refused"),
	plan.NewParam("methadone.induction.day1-total.lifted", "whether a documented reason lifts the limit of the first day", stricterIfFalse),
}

// Limits of the first dose where tolerance is low or uncertain.
var LowToleranceStart = struct {
	Most      *plan.Param[medication.Mass]
	Free      *plan.Param[time.Duration]   // after longer than this without opioids tolerance is uncertain
	Sedatives *plan.Param[medication.Mass] // with alcohol or another sedative; a jurisdiction that sets none has no such limit
}{
	mostMass("methadone.induction.low-tolerance.most", "first dose of methadone where tolerance is low or uncertain"),
	plan.NewParam("methadone.induction.low-tolerance.free", "time without opioids after which tolerance is uncertain", plan.LowerIsStricter(cmp.Compare[time.Duration])),
	mostMass("methadone.induction.low-tolerance.sedatives", "first dose of methadone beside alcohol or another sedative"),
}

// When the effect of a dose is looked at.
var PeakCheck = struct{ Earliest, Latest *plan.Param[time.Duration] }{
	hours("methadone.peak-check.earliest", "time after a dose before which its peak has not been seen"),
	plan.NewParam("methadone.peak-check.latest", "time after a dose by which its peak is looked at", plan.LowerIsStricter(cmp.Compare[time.Duration])),
}

func stricterIfFalse(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return 1
	}
	return -1
}

// unlessMonitored leaves hospital protocols, which begin far above any limit for outpatients, to the people who watch.
var unlessMonitored = plan.Exception{Context: record.MonitoredInpatient, Leaves: record.Warning,
	Why: "protocols for continuously monitored inpatients start higher and rise faster than any outpatient may"}

var methadoneInduction = []plan.Rule{
	{
		ID:       "methadone.induction.not-sedated",
		Title:    "The first dose of methadone goes to somebody who is awake and in withdrawal",
		Severity: record.Block,
		Kinds:    record.On(record.KindOrder, record.KindDoseGiven),
		Cites: []evidence.Citation{evidence.LabelMethadone.At("section 2, initial dosing", evidence.Secondary),
			evidence.WHO2009.At("annex 12", evidence.Primary)},
		Remedy:   "examine again later, when sedation has passed",
		Override: plan.NotOverridable("nothing is lost by waiting until the person is awake, and the first dose peaks hours later"),
		Check:    checkNotSedated,
	},
	{
		ID:       "methadone.induction.first-dose",
		Aliases:  []record.RuleID{"gb.methadone.induction.day1-range"},
		Title:    "The first dose of methadone stays within the limit",
		Severity: record.Block,
		Kinds:    record.On(record.KindOrder, record.KindDoseGiven),
		Cites: []evidence.Citation{evidence.ASAM2020.At("page 8", evidence.Primary), evidence.LabelMethadone.At("section 2, initial dosing",
			evidence.Secondary)},
		Params:   []plan.AnyParam{FirstDose.Usual, FirstDose.Soft, FirstDose.Hard, FirstDayTotal.Lifted},
		Unless:   []plan.Exception{unlessMonitored},
		Remedy:   "start lower, look at the peak after some hours, and give more on the same day if withdrawal goes on",
		Override: plan.Overridable("how tolerance to this dose was established"),
		Check:    checkFirstDose,
	},
	{
		ID:       "methadone.induction.day1-total",
		Aliases:  []record.RuleID{"gb.methadone.induction.day1-max", "gb.methadone.induction.day1-30to40"},
		Title:    "Methadone on the first day stays within the limit",
		Severity: record.Block,
		Kinds:    record.On(record.KindOrder, record.KindDoseGiven),
		Cites: []evidence.Citation{evidence.Part8.At("(h)(3)(ii)", evidence.Secondary), evidence.MedscapeUKMethadone.At("initial dose",
			evidence.Secondary)},
		Params:   []plan.AnyParam{FirstDayTotal.Soft, FirstDayTotal.Hard, FirstDayTotal.Lifted},
		Unless:   []plan.Exception{unlessMonitored},
		Remedy:   "leave the rest for another day, or document why more was needed, such as a dose confirmed by the programme before",
		Override: plan.Overridable("why more was clinically indicated on the first day"),
		Check:    checkFirstDayTotal,
	},
	{
		ID:       "methadone.induction.low-tolerance",
		Aliases:  []record.RuleID{"gb.methadone.induction.low-tolerance"},
		Title:    "Where tolerance is low or uncertain the first dose of methadone is small",
		Severity: record.Warning,
		Kinds:    record.On(record.KindOrder, record.KindDoseGiven),
		Cites: []evidence.Citation{evidence.ASAM2020.At("page 8", evidence.Primary), evidence.LabelMethadone.At("section 2, initial dosing",
			evidence.Secondary),
			evidence.RCGPMethadone.At("sedatives and alcohol", evidence.Secondary)},
		Params: []plan.AnyParam{LowToleranceStart.Most, LowToleranceStart.Free, LowToleranceStart.Sedatives},
		Remedy: "start with the small dose and raise it as the peak allows; earlier doses say nothing about tolerance now",
		Check:  checkLowTolerance,
	},
	{
		ID:       "methadone.peak-check",
		Title:    "More methadone on the same day waits until the peak of the last dose has been looked at",
		Severity: record.Advice,
		Kinds:    record.On(record.KindOrder, record.KindDoseGiven),
		Cites:    []evidence.Citation{evidence.ASAM2020.At("page 8", evidence.Primary)},
		Params:   []plan.AnyParam{PeakCheck.Earliest},
		Remedy:   "examine for sedation when the dose has peaked, and decide then",
		Check:    checkPeak,
	},
}

func checkNotSedated(v *plan.View) plan.Result {
	if _, ok := startingMethadone(v); !ok {
		return v.NotApplicable()
	}
	for _, sign := range []record.Sign{record.RespiratoryDepressionSign, record.Sedation, record.Intoxication} {
		seen, at := v.Sign(sign)
		if seen == truth.Unknown || v.DayOf(at) != v.Day() {
			return unexamined(v)
		}
		if seen == truth.Yes {
			return v.Violated(nil, "%s was seen at %s", sign, at.Format("15:04"))
		}
	}
	if _, ok := transfer(v); ok {
		return v.Met()
	}
	if count, _, _ := v.ObjectiveSigns(); count == 0 {
		return v.ViolatedAs(record.Warning, nil, "no objective sign of withdrawal was seen").
			WithRemedy("look again later; without withdrawal, be sure of the dependence and of the tolerance")
	}
	return v.Met()
}

// firstHere returns the dosing if the event would be the first methadone of a course here: a start, or what goes on from a
// programme elsewhere that confirmed its dose.
func firstHere(v *plan.View) (plan.Dosing, bool) {
	d, ok := startingMethadone(v)
	if !ok {
		d, ok = methadoneDosing(v)
		_, elsewhere := transfer(v)
		ok = ok && elsewhere && v.Starting(medication.Methadone)
	}
	return d, ok
}

// unexamined is the result where nobody has looked for sedation today. The examination belongs to the moment of the dose, so an
// order for somebody whose opioid use is known is told to have it made; with nothing known at all, nothing can be said.
func unexamined(v *plan.View) plan.Result {
	const examination = "an examination for sedation and intoxication on the day of the first dose"
	if !v.Body().Kind().Intent() || !v.OpioidHistoryTaken() {
		return v.Lacks(examination)
	}
	return v.ViolatedAs(record.Advice, nil, "no examination for sedation and intoxication is on record yet today").
		WithRemedy("examine before the dose is given: it goes to nobody who is sedated or intoxicated")
}

func checkFirstDose(v *plan.View) plan.Result {
	d, ok := firstHere(v)
	if !ok {
		return v.NotApplicable()
	}
	read := limits{view: v}
	usual, soft, hard, lifted := limit(&read, FirstDose.Usual), limit(&read, FirstDose.Soft), limit(&read, FirstDose.Hard), limit(&read, FirstDayTotal.Lifted)
	if read.unset != nil {
		return read.missing()
	}
	dose, why := d.Dose.Principal, documented(v, d)
	lifts := lifted.Value && rationale(v, d) != ""
	if dose.Compare(soft.Value) > 0 {
		if elsewhere, ok := continues(v, dose); ok {
			return v.ViolatedAs(record.Advice, soft, "%s continues the %s that another programme confirmed", dose, elsewhere.DailyDose)
		}
	}
	switch {
	case dose.Compare(hard.Value) > 0 && !lifts:
		return v.Violated(hard, "first dose %s, above %s", dose, hard.Value)
	case dose.Compare(soft.Value) > 0 && why == "":
		return v.ViolatedAs(record.Warning, soft, "first dose %s, above the usual %s, and no reason is documented", dose, soft.Value)
	case dose.Compare(soft.Value) > 0:
		return v.ViolatedAs(record.Advice, soft, "first dose %s, above the usual %s; documented: %s", dose, soft.Value, why)
	case dose.Compare(usual.Value) < 0 && v.Health(record.LowTolerance) != truth.Yes:
		return v.ViolatedAs(record.Advice, usual, "first dose %s, below the usual %s, and low tolerance is not on record", dose, usual.Value).
			WithRemedy("a small first dose is right for low tolerance; too little for too long makes people leave")
	}
	return v.Met()
}

// firstDay returns the dosing if the event falls on the first day of methadone, and what the day comes to with it.
func firstDay(v *plan.View) (d plan.Dosing, total medication.Mass, ok bool) {
	d, ok = firstHere(v)
	if !ok {
		d, ok = methadoneDosing(v)
		first, dosed := v.FirstDose(medication.Methadone)
		ok = ok && dosed && v.DayOf(first.At) == v.Day()
	}
	if !ok {
		return plan.Dosing{}, medication.Mass{}, false
	}
	return d, dayTotal(v, d), true
}

func checkFirstDayTotal(v *plan.View) plan.Result {
	d, total, ok := firstDay(v)
	if !ok {
		return v.NotApplicable()
	}
	read := limits{view: v}
	soft, hard, lifted := limit(&read, FirstDayTotal.Soft), limit(&read, FirstDayTotal.Hard), limit(&read, FirstDayTotal.Lifted)
	if read.unset != nil {
		return read.missing()
	}
	if total.Compare(lower(soft.Value, hard.Value)) <= 0 {
		return v.Met()
	}
	if elsewhere, ok := continues(v, total); ok {
		return v.ViolatedAs(record.Advice, soft, "%s continues the %s that another programme confirmed", total, elsewhere.DailyDose)
	}
	reason, why := rationale(v, d), documented(v, d)
	switch {
	case total.Compare(hard.Value) > 0 && (reason == "" || !lifted.Value):
		return v.Violated(hard, "%s on the first day, above %s", total, hard.Value)
	case total.Compare(hard.Value) > 0:
		return v.ViolatedAs(record.Warning, hard, "%s on the first day, above %s; documented: %s", total, hard.Value, reason)
	case why == "":
		return v.ViolatedAs(record.Warning, soft, "%s on the first day, above %s, and no reason is documented", total, soft.Value)
	}
	return v.ViolatedAs(record.Advice, soft, "%s on the first day, above %s; documented: %s", total, soft.Value, why)
}

func checkLowTolerance(v *plan.View) plan.Result {
	d, ok := methadoneDosing(v)
	if !ok {
		return v.NotApplicable()
	}
	read := limits{view: v}
	most, free := limit(&read, LowToleranceStart.Most), limit(&read, LowToleranceStart.Free)
	if read.unset != nil {
		return read.missing()
	}
	dose := d.Dose.Principal
	_, starts := startingMethadone(v)
	if _, elsewhere := continues(v, dose); elsewhere || !starts && !startingAnew(v) {
		return v.NotApplicable()
	}
	if why := uncertainTolerance(v, free.Value); why != "" && dose.Compare(most.Value) > 0 {
		return v.Violated(most, "%s: first dose %s, above %s", why, dose, most.Value)
	}
	beside, set := LowToleranceStart.Sedatives.At(v)
	if !set || dose.Compare(beside.Value) <= 0 {
		return v.Met()
	}
	if sedative := takenSedative(v); sedative != "" {
		return v.Violated(beside, "%s beside methadone: first dose %s, above %s", sedative, dose, beside.Value)
	}
	return v.Met()
}

// uncertainTolerance says why tolerance cannot be relied on; it is empty if nothing speaks against it. That nobody asked is
// such a reason: the sources treat unknown tolerance as low.
func uncertainTolerance(v *plan.View, free time.Duration) string {
	switch {
	case v.Health(record.LowTolerance) == truth.Yes:
		return "tolerance is low"
	case v.Health(record.HighTolerance) == truth.Yes:
		return ""
	}
	last, ok := lastOpioid(v)
	switch {
	case !ok && !v.OpioidHistoryTaken():
		return "the last opioid use is not known"
	case !ok:
		return "no opioid use is on record"
	case v.Since(last) > free:
		return "no opioids for " + elapsed(v, last)
	}
	return ""
}

// lastOpioid returns when the person last took any opioid.
func lastOpioid(v *plan.View) (at time.Time, ok bool) {
	note := func(t time.Time) {
		if !ok || at.Before(t) {
			at, ok = t, true
		}
	}
	for _, class := range []medication.Class{medication.FullAgonistOpioid, medication.PartialAgonistOpioid, medication.MixedAgonistAntagonist} {
		if use, used := v.LastUse(class); used {
			note(use.At)
		}
	}
	if use, used := v.UnclassifiedUse(); used {
		note(use.At)
	}
	if ev, returned := v.Last(record.KindReturnedToUse); returned {
		if classes, _ := medication.Classify(ev.Body.(record.ReturnedToUse).Agent); classes.Intersects(medication.Agonists) {
			note(ev.At)
		}
	}
	return at, ok
}

// takenSedative names alcohol or another sedative that the person takes; empty if none is known.
func takenSedative(v *plan.View) string {
	if v.Health(record.AlcoholUse) == truth.Yes {
		return "alcohol"
	}
	if agent, taken := v.Taking(medication.CNSDepressants); taken == truth.Yes {
		return agent
	}
	return ""
}

func checkPeak(v *plan.View) plan.Result {
	if _, ok := methadoneDosing(v); !ok {
		return v.NotApplicable()
	}
	if order, ok := v.Body().(record.Order); ok && !order.Schedule.IsZero() {
		return v.NotApplicable()
	}
	last, ok := v.LastDose(medication.Methadone)
	if !ok || v.DayOf(last.At) != v.Day() || daysInto(v) > week {
		return v.NotApplicable()
	}
	earliest, ok := PeakCheck.Earliest.At(v)
	if !ok {
		return v.Unset(PeakCheck.Earliest)
	}
	if v.Since(last.At) < earliest.Value {
		return v.Violated(earliest, "%s since %s, less than %s", elapsed(v, last.At), last.Amount, inHours(earliest.Value))
	}
	if seen, at := v.Sign(record.Sedation); seen == truth.Unknown || at.Before(last.At) {
		return v.Violated(nil, "nobody has looked for sedation since %s was given", last.Amount)
	}
	return v.Met()
}
