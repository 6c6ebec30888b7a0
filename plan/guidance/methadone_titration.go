package guidance

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/stages"
)

// Limits of an increase of methadone.
var TitrationStep = struct {
	Most     *plan.Param[medication.Mass] // above: warned of
	Hard     *plan.Param[medication.Mass] // above, in the first week: refused; a jurisdiction that sets none refuses nothing
	Interval *plan.Param[int]             // days since the last increase
}{
	mostMass("methadone.titration.step.most", "increase of the daily methadone above which is warned of"),
	mostMass("methadone.titration.step.hard", "increase of the daily methadone above which is refused in the first week"),
	leastCount("methadone.titration.step.interval", "days from one increase of methadone to the next"),
}

// WeekOneTotal limits what the daily dose has come to within the first week.
var WeekOneTotal = struct{ Most *plan.Param[medication.Mass] }{
	mostMass("methadone.titration.week1-total.most", "daily methadone in the first week above which is warned of"),
}

// WeekOneRise limits how far the daily dose rises above that of the first day within the first week.
var WeekOneRise = struct{ Most *plan.Param[medication.Mass] }{
	mostMass("gb.methadone.titration.week1-rise.most", "rise of the daily methadone above the first day's in the first week"),
}

// DoseRange is where the daily dose usually ends up. It is no limit: some people need less and some more.
var DoseRange = struct{ Least, Most *plan.Param[medication.Mass] }{
	leastMass("methadone.dose.range.least", "daily methadone below which a maintained person often goes on in withdrawal"),
	mostMass("methadone.dose.range.most", "daily methadone above which ECG and levels are thought of"),
}

var methadoneTitration = []plan.Rule{
	{
		ID:       "methadone.titration.step",
		Aliases:  []record.RuleID{"gb.methadone.titration.step"},
		Title:    "Methadone rises in small steps, each after the one before has shown its effect",
		Severity: record.Block,
		Kinds:    record.On(record.KindOrder, record.KindDoseGiven),
		Cites: []evidence.Citation{evidence.MethadoneSafety2014.At("titration", evidence.Secondary),
			evidence.MedscapeUKMethadone.At("titration", evidence.Secondary), evidence.ASAM2015.At("page 7", evidence.Primary)},
		Params:   []plan.AnyParam{TitrationStep.Most, TitrationStep.Hard, TitrationStep.Interval},
		Unless:   []plan.Exception{{Context: record.MonitoredInpatient, Leaves: record.Advice, Why: unlessMonitored.Why}},
		Remedy:   "take a smaller step, or wait: the level still rises for days after each increase",
		Override: plan.Overridable("how tolerance to the higher dose was established"),
		Check:    checkStep,
	},
	{
		ID:       "methadone.titration.week1-total",
		Title:    "The daily methadone stays moderate through the first week",
		Severity: record.Warning,
		Kinds:    record.On(record.KindOrder, record.KindDoseGiven),
		Cites:    []evidence.Citation{evidence.Proposal.At("daily methadone at the end of the first week", evidence.Unconfirmed)},
		Params:   []plan.AnyParam{WeekOneTotal.Most},
		Unless:   []plan.Exception{{Context: record.MonitoredInpatient, Leaves: record.Advice, Why: unlessMonitored.Why}},
		Remedy:   "document how tolerance was established, or rise more slowly",
		Check:    checkWeekOneTotal,
	},
	{
		ID:       "gb.methadone.titration.week1-rise",
		Title:    "Methadone rises within the limit in the first week",
		Severity: record.Block,
		Kinds:    record.On(record.KindOrder, record.KindDoseGiven),
		Cites: []evidence.Citation{evidence.MedscapeUKMethadone.At("maximum weekly increase", evidence.Secondary),
			evidence.RCGPMethadone.At("weekly increase in the first two weeks", evidence.Secondary)},
		Params:   []plan.AnyParam{WeekOneRise.Most},
		Unless:   []plan.Exception{unlessMonitored},
		Remedy:   "rise more slowly: deaths cluster in the first days, while the level still climbs",
		Override: plan.Overridable("how tolerance to the higher dose was established"),
		Check:    checkWeekOneRise,
	},
	{
		ID:       "methadone.dose.range",
		Aliases:  []record.RuleID{"gb.methadone.maintenance-range"},
		Title:    "The maintained dose of methadone usually lies within a range",
		Severity: record.Advice,
		Kinds:    record.On(record.KindOrder),
		Cites:    []evidence.Citation{evidence.ASAM2020.At("page 15", evidence.Primary), evidence.NHSMethadone.At("dose", evidence.Primary)},
		Params:   []plan.AnyParam{DoseRange.Least, DoseRange.Most},
		Remedy:   "below the range, ask about withdrawal and use; above it, think of an ECG and of levels at peak and trough",
		Check:    checkDoseRange,
	},
}

// firstWeekFrom returns the day on which the present run of methadone began, and what that day came to, if it was within the
// last week. A run begins with the first dose, and again with a lower dose after a break that ended tolerance. Weekly visits of
// somebody who takes doses home are no such breaks, because the dose stays.
func firstWeekFrom(v *plan.View) (began dosedDay, ok bool) {
	first, _ := v.FirstDose(medication.Methadone)
	anew, set := MissedAnew.Doses.At(v)
	for dose := range v.Doses(medication.Methadone) {
		day := v.DayOf(dose.At)
		brokenOff := set && !began.day.IsZero() && began.day.Since(day)-1 >= anew.Value && began.total.Compare(dose.Amount) < 0
		if dose.At.Before(first.At) || brokenOff {
			return began, true
		}
		if v.Day().Since(day) >= week {
			return dosedDay{}, false
		}
		if day == began.day {
			began.total = began.total.Add(dose.Amount)
		} else {
			began = dosedDay{day, dose.Amount}
		}
	}
	return began, true
}

// daysInto returns the number of the day since methadone was started, or started anew, as long as that is within the first
// week, and more than a week otherwise. It is 1 before the first dose.
func daysInto(v *plan.View) int {
	if v.Starting(medication.Methadone) {
		return 1
	}
	if began, ok := firstWeekFrom(v); ok {
		return dayNumber(v.Day(), began.day)
	}
	return week + 1
}

func dayNumber(day, first civil.Date) int { return day.Since(first) + 1 }

// rising returns the dosing if it brings the day above the last day on which methadone was taken, with both totals.
func rising(v *plan.View) (before dosedDay, total medication.Mass, ok bool) {
	d, ok := methadoneDosing(v)
	if !ok || v.Starting(medication.Methadone) {
		return dosedDay{}, medication.Mass{}, false
	}
	before, ok = lastDosedDay(v)
	total = dayTotal(v, d)
	return before, total, ok && before.total.Compare(total) < 0
}

func checkStep(v *plan.View) plan.Result {
	before, total, ok := rising(v)
	if !ok {
		return v.NotApplicable()
	}
	read := limits{view: v}
	most, interval := limit(&read, TitrationStep.Most), limit(&read, TitrationStep.Interval)
	if read.unset != nil {
		return read.missing()
	}
	step, _ := total.Sub(before.total)
	if hard, set := TitrationStep.Hard.At(v); set && hard.Value.Compare(step) < 0 && daysInto(v) <= week {
		return v.Violated(hard, "from %s to %s in the first week: a step of %s, above %s", before.total, total, step, hard.Value)
	}
	if most.Value.Compare(step) < 0 {
		return v.ViolatedAs(record.Warning, most, "from %s to %s: a step of %s, above %s", before.total, total, step, most.Value)
	}
	if since, ok := sinceIncrease(v, interval.Value); ok && since < interval.Value {
		return v.ViolatedAs(record.Warning, interval, "%s since the last increase, less than %d", plural(since, "day"), interval.Value)
	}
	return v.Met()
}

// sinceIncrease returns the days since what a day comes to was last raised; if it was not within so many days, those since the
// first dose. Days are compared and not doses: the same total in two doses is no increase.
func sinceIncrease(v *plan.View, within int) (days int, ok bool) {
	dosed := dosedDays(v, within)
	for i := 1; i < len(dosed); i++ {
		if dosed[i].whole(v).total.Compare(dosed[i-1].whole(v).total) < 0 {
			return v.Day().Since(dosed[i-1].day), true
		}
	}
	first, ok := v.FirstDose(medication.Methadone)
	return v.DaysSince(first.At), ok
}

// dosedDays returns the days before that of the event on which methadone was taken, newest first, back to the start or to the
// first one that lies at least so many days back.
func dosedDays(v *plan.View, back int) (days []dosedDay) {
	first, _ := v.FirstDose(medication.Methadone)
	for dose := range v.Doses(medication.Methadone) {
		on, n := v.DayOf(dose.At), len(days)
		switch {
		case on == v.Day():
		case n > 0 && on == days[n-1].day:
			days[n-1].total = days[n-1].total.Add(dose.Amount)
		case dose.At.Before(first.At), n > 0 && v.Day().Since(days[n-1].day) >= back:
			return days
		default:
			days = append(days, dosedDay{on, dose.Amount})
		}
	}
	return days
}

func checkWeekOneTotal(v *plan.View) plan.Result {
	d, ok := methadoneDosing(v)
	if !ok || daysInto(v) > week {
		return v.NotApplicable()
	}
	most, ok := WeekOneTotal.Most.At(v)
	if !ok {
		return v.Unset(WeekOneTotal.Most)
	}
	total := dayTotal(v, d)
	if _, ok := continues(v, total); ok || total.Compare(most.Value) <= 0 || documented(v, d) != "" {
		return v.Met()
	}
	return v.Violated(most, "%s on day %d, above %s, and no tolerance is documented", total, daysInto(v), most.Value)
}

func checkWeekOneRise(v *plan.View) plan.Result {
	_, total, ok := rising(v)
	if !ok {
		return v.NotApplicable()
	}
	began, ok := firstWeekFrom(v)
	if !ok {
		return v.NotApplicable()
	}
	most, ok := WeekOneRise.Most.At(v)
	if !ok {
		return v.Unset(WeekOneRise.Most)
	}
	rise, _ := total.Sub(began.total)
	if most.Value.Compare(rise) < 0 {
		return v.Violated(most, "%s on day %d after %s on the first: a rise of %s, above %s", total, dayNumber(v.Day(), began.day), began.total, rise, most.Value)
	}
	return v.Met()
}

func checkDoseRange(v *plan.View) plan.Result {
	d, ok := methadoneDosing(v)
	if !ok || d.Purpose == record.PurposeDetox {
		return v.NotApplicable()
	}
	read := limits{view: v}
	least, most := limit(&read, DoseRange.Least), limit(&read, DoseRange.Most)
	if read.unset != nil {
		return read.missing()
	}
	if most.Value.Compare(d.Total) < 0 {
		return v.Violated(most, "%s a day, above %s", d.Total, most.Value)
	}
	course, _ := v.Course()
	if course == stages.Maintenance && d.Total.Compare(least.Value) < 0 {
		return v.Violated(least, "%s a day in maintenance, below %s", d.Total, least.Value)
	}
	return v.Met()
}
