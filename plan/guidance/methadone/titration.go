package methadone

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/stages"
)

// TitrationStepLimits are the limits of an increase of methadone.
type TitrationStepLimits struct {
	Most     plan.Param[medication.Mass] // above: warned of
	Hard     plan.Param[medication.Mass] // above, in the first week: refused; a jurisdiction that sets none refuses nothing
	Interval plan.Param[int]             // days since the last increase; a jurisdiction that sets none asks for no wait
	// From is the daily dose from which steps are those of the next two: smaller, or further apart. Unset: they stay the same.
	From          plan.Param[medication.Mass]
	Later         plan.Param[medication.Mass]
	LaterInterval plan.Param[int]
	// AtRisk is the increase for people with a respiratory illness, failure of the liver or the kidneys, low tolerance or a sedative. Unset:
	// that of everybody.
	AtRisk plan.Param[medication.Mass]
}

var titrationStep = TitrationStepLimits{
	limit.MostMass("methadone.titration.step.most", "increase of the daily methadone above which is warned of"),
	limit.MostMass("methadone.titration.step.hard", "increase of the daily methadone above which is refused in the first week"),
	limit.LeastCount("methadone.titration.step.interval", "days from one increase of methadone to the next"),
	limit.MostMass("methadone.titration.step.from", "daily methadone from which steps are smaller, or further apart"),
	limit.MostMass("methadone.titration.step.later", "increase of the daily methadone above which is warned of, from there on"),
	limit.LeastCount("methadone.titration.step.later-interval", "days from one increase of methadone to the next, from there on"),
	limit.MostMass("methadone.titration.step.at-risk", "increase of the daily methadone above which is warned of where the risk is high"),
}

// TitrationStep returns the limits of an increase of methadone.
func TitrationStep() TitrationStepLimits { return titrationStep }

// WeekOneTotalLimits limit what the daily dose has come to within the first week.
type WeekOneTotalLimits struct{ Most plan.Param[medication.Mass] }

var weekOneTotal = WeekOneTotalLimits{
	limit.MostMass("methadone.titration.first-week.most", "daily methadone in the first week above which is warned of"),
}

// WeekOneTotal returns the limits of what the daily dose has come to within the first week.
func WeekOneTotal() WeekOneTotalLimits { return weekOneTotal }

// WeekOneRiseLimits limit how far the daily dose rises above that of the first day within the first week.
type WeekOneRiseLimits struct{ Most plan.Param[medication.Mass] }

var weekOneRise = WeekOneRiseLimits{
	limit.MostMass("gb.methadone.titration.first-week-rise.most", "rise of the daily methadone above the first day's in the first week"),
}

// WeekOneRise returns the limits of how far the daily dose rises above that of the first day within the first week.
func WeekOneRise() WeekOneRiseLimits { return weekOneRise }

// DoseRangeLimits is where the daily dose usually ends up. It is no limit: some people need less and some more.
type DoseRangeLimits struct{ Least, Most plan.Param[medication.Mass] }

var doseRange = DoseRangeLimits{
	limit.LeastMass("methadone.dose.range.least", "daily methadone below which a maintained person often goes on in withdrawal"),
	limit.MostMass("methadone.dose.range.most", "daily methadone above which ECG and levels are thought of"),
}

// DoseRange returns where the daily dose usually ends up.
func DoseRange() DoseRangeLimits { return doseRange }

// SpecialistDoseLimits is the daily dose above which New South Wales has a specialist look at the treatment.
type SpecialistDoseLimits struct{ Above plan.Param[medication.Mass] }

var specialistDose = SpecialistDoseLimits{
	limit.MostMass("au-nsw.methadone.specialist.above", "daily methadone above which a specialist looks at the treatment"),
}

// SpecialistDose returns the daily dose above which New South Wales has a specialist look at the treatment.
func SpecialistDose() SpecialistDoseLimits { return specialistDose }

var methadoneTitration = []plan.Rule{
	{
		ID:       "au-nsw.methadone.specialist",
		Title:    "Above a daily dose of methadone a specialist looks at the treatment",
		Severity: record.Warning,
		About:    agent.Methadone,
		Watches:  record.Prescribes,
		Narrow:   "it is about who decides the dose, which an order does",
		Cites:    []evidence.Citation{evidence.NSW2018.At("above 150 mg", evidence.Secondary)},
		Needs:    plan.Needs(specialistDose.Above),
		Unless:   []plan.Exception{{Context: record.SpecialistSupervision, Why: "a specialist directs it"}},
		Remedy:   "ask a specialist; the dose goes on meanwhile",
		Applies:  methadoneFact.Holds,
		Judge:    judgeSpecialistDose,
	},
	{
		ID:       "methadone.titration.step",
		Aliases:  []record.RuleID{"gb.methadone.titration.step"},
		Title:    "Methadone rises in small steps, each after the one before has shown its effect",
		Severity: record.Block,
		About:    agent.Methadone,
		Watches:  record.Doses,
		Cites: []evidence.Citation{evidence.MethadoneSafety2014.At("titration", evidence.Secondary),
			evidence.MedscapeUKMethadone.At("titration", evidence.Secondary), evidence.ASAM2015.At("page 7", evidence.Primary)},
		Needs: plan.Needs(titrationStep.Most, plan.Optional(titrationStep.Interval), plan.Optional(titrationStep.Hard),
			plan.Optional(titrationStep.From), plan.Optional(titrationStep.Later), plan.Optional(titrationStep.LaterInterval), plan.Optional(titrationStep.AtRisk),
			plan.Optional(missedAnew.Doses), plan.Optional(missedBack.Within), plan.Optional(missedReduced.Ladder)),
		Unless: []plan.Exception{{Context: record.MonitoredInpatient, Leaves: record.Advice, Supported: inMonitoredBed,
			Why: unlessMonitored.Why}},
		Remedy:   "take a smaller step, or wait: the level still rises for days after each increase",
		Override: plan.Overridable("how tolerance to the higher dose was established"),
		Only:     riseFact,
		Judge:    judgeStep,
	},
	{
		ID:       "methadone.titration.first-week",
		Title:    "The daily methadone stays moderate through the first week",
		Severity: record.Warning,
		About:    agent.Methadone,
		Watches:  record.Doses,
		Cites:    []evidence.Citation{evidence.Proposal.At("daily methadone at the end of the first week", evidence.Unconfirmed)},
		Needs:    plan.Needs(weekOneTotal.Most, plan.Optional(missedAnew.Doses)),
		Unless: []plan.Exception{{Context: record.MonitoredInpatient, Leaves: record.Advice, Supported: inMonitoredBed,
			Why: unlessMonitored.Why}},
		Remedy: "document how tolerance was established, or rise more slowly",
		Only:   methadoneFirstWeek,
		Judge:  judgeWeekOneTotal,
	},
	{
		ID:       "gb.methadone.titration.first-week-rise",
		Title:    "Methadone rises within the limit in the first week",
		Severity: record.Block,
		About:    agent.Methadone,
		Watches:  record.Doses,
		Cites: []evidence.Citation{evidence.MedscapeUKMethadone.At("maximum weekly increase", evidence.Secondary),
			evidence.RCGPMethadone.At("weekly increase in the first two weeks", evidence.Secondary)},
		Needs:    plan.Needs(weekOneRise.Most, plan.Optional(missedAnew.Doses)),
		Unless:   []plan.Exception{unlessMonitored},
		Remedy:   "rise more slowly: deaths cluster in the first days, while the level still climbs",
		Override: plan.Overridable("how tolerance to the higher dose was established"),
		Only:     riseFact,
		Judge:    judgeWeekOneRise,
	},
	{
		ID:       "methadone.dose.range",
		Aliases:  []record.RuleID{"gb.methadone.maintenance-range"},
		Title:    "The maintained dose of methadone usually lies within a range",
		Severity: record.Advice,
		About:    agent.Methadone,
		Watches:  record.Prescribes,
		Narrow:   "it describes where the dose that is decided lies, and is no danger of a dose",
		Cites: []evidence.Citation{evidence.ASAM2020.At("page 15", evidence.Primary),
			evidence.NHSMethadone.At("dose", evidence.Primary)},
		Needs:  plan.Needs(doseRange.Least, doseRange.Most, plan.Optional(missedAnew.Doses)),
		Remedy: "below the range, ask about withdrawal and use; above it, think of an ECG and of levels at peak and trough",
		Only:   methadoneFact,
		Judge:  judgeDoseRange,
	},
}

// firstWeekFrom returns the day on which the present run of methadone began, and what that day came to, if it was within the
// last week. A run begins with the first dose, and again with a lower dose after a break that ended tolerance. Weekly visits of
// somebody who takes doses home are no such breaks, because the dose stays.
func firstWeekFrom(v *plan.View) (began dosedDay, ok bool) { return firstWeekFact.Of(v) }

var firstWeekFact = plan.NewFact(func(v *plan.View) (began dosedDay, ok bool) { return runFrom(v, limit.Week) },
	plan.Optional(missedAnew.Doses)).Within(methadoneChanges)

// runFrom returns what firstWeekFrom does, for a run that began within so many days.
func runFrom(v *plan.View, within int) (began dosedDay, ok bool) {
	first, _ := v.FirstDose(medication.Methadone)
	anew, set := missedAnew.Doses.If(v)
	for dose := range v.Now().Intakes(medication.Methadone) {
		day := dose.Day
		brokenOff := set && !began.day.IsZero() && began.day.Since(day)-1 >= anew.Value && began.total.Compare(dose.Amount) < 0
		if dose.At.Before(first.At) || brokenOff {
			return began, true
		}
		if person.FirstDay(v).Since(day) >= within {
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

// EarlyDay returns which day of a run of methadone that day is, 1 being that of its first dose, or of the event where there is none yet;
// ok is false where the run began more than so many days before the event, and for somebody whose treatment elsewhere was confirmed. A run
// begins again after a gap that ended tolerance. Whoever reads it declares plan.Optional(MissedAnew().Doses).
func EarlyDay(v *plan.View, on civil.Date, within int) (day int, ok bool) {
	if use, told := v.ReportedUseOf(medication.Methadone); told && !use.DailyDose.IsZero() && v.Holds(record.VerifiedTransfer) {
		return 0, false
	}
	if v.Starting(medication.Methadone) || startingAnew(v) {
		return dayNumber(on, person.FirstDay(v)), true
	}
	began, ok := runFrom(v, within)
	return dayNumber(on, began.day), ok && !began.day.IsZero()
}

// daysInto returns the number of the day since methadone was started, or started anew, as long as that is within the first
// week, and more than a week otherwise. It is 1 before the first dose.
func daysInto(v *plan.View) int {
	if v.Starting(medication.Methadone) {
		return 1
	}
	if began, ok := firstWeekFrom(v); ok {
		return dayNumber(person.FirstDay(v), began.day)
	}
	return limit.Week + 1
}

// methadoneFirstWeek holds for methadone in the first week of a course, or of a new start.
var methadoneFirstWeek = plan.Given(func(v *plan.View) bool { return methadoneFact.Holds(v) && daysInto(v) <= limit.Week }).
	Within(methadoneChanges)

func dayNumber(day, first civil.Date) int { return day.Since(first) + 1 }

// rising returns whether the event brings a day above the last day on which methadone was taken, with both totals. What a repeated
// dose comes to is no rise. Doses to take home are compared with the order, too, if that was written since: it was judged itself.
func rising(v *plan.View) (before dosedDay, total medication.Mass, ok bool) {
	rise, ok := riseFact.Lent(v)
	return rise.before, rise.total, ok
}

// rise is from what the last day with doses came to, to what the event brings.
type rise struct {
	before dosedDay
	total  medication.Mass
}

var riseFact = plan.NewFact(func(v *plan.View) (rise, bool) {
	m, ok := broughtMethadone(v)
	if !ok || !onMethadone(v) || !m.known || isRepeated(v) {
		return rise{}, false
	}
	before, ok := lastDosedDay(v)
	if order, at, ordered := v.OrderInForce(medication.Methadone); ordered && m.handsOut() && !v.DayOf(at).Before(before.day) {
		before.total = before.total.Higher(order.DayTotal())
	}
	return rise{before, m.total}, ok && before.total.Compare(m.total) < 0
}).Within(methadoneChanges)

func judgeSpecialistDose(v *plan.View) plan.Result {
	m, _ := broughtMethadone(v)
	above := specialistDose.Above.Of(v)
	if above.Value.Compare(m.day) < 0 {
		return v.Violated(above, "%s a day, above %s, and no specialist is on record", m.day, above.Value)
	}
	return v.Met()
}

func judgeStep(v *plan.View) plan.Result {
	if _, back := climbingBack(v); back { // which has its own steps: methadone.missed.back
		return v.NotApplicable()
	}
	before, total, _ := rising(v)
	most, interval, waits := stepLimits(v, before.total)
	step, _ := total.Sub(before.total)
	if hard, set := titrationStep.Hard.If(v); set && hard.Value.Compare(step) < 0 && daysInto(v) <= limit.Week {
		return v.Violated(hard, "from %s to %s in the first week: a step of %s, above %s", before.total, total, step, hard.Value)
	}
	if most.Value.Compare(step) < 0 {
		return v.ViolatedAs(record.Warning, most, "from %s to %s: a step of %s, above %s", before.total, total, step, most.Value)
	}
	if risk, set := titrationStep.AtRisk.If(v); set && risk.Value.Compare(step) < 0 {
		if why := riskOf(v); why != "" {
			return v.ViolatedAs(record.Warning, risk, "from %s to %s with %s: a step of %s, above %s", before.total, total, why, step, risk.Value)
		}
	}
	if since, ok := sinceIncrease(v, interval.Value); waits && ok && since < interval.Value {
		return v.ViolatedAs(record.Warning, interval, "%s since the last increase, less than %d", phrase.Plural(since, "day"), interval.Value)
	}
	return v.Met()
}

// stepLimits returns the limits of a step from the dose; waits is false where the place asks for no time between steps.
func stepLimits(v *plan.View, dose medication.Mass) (most plan.Limit[medication.Mass], interval plan.Limit[int], waits bool) {
	if from, set := titrationStep.From.If(v); set && from.Value.Compare(dose) <= 0 {
		interval, waits = titrationStep.LaterInterval.If(v)
		if later, ok := titrationStep.Later.If(v); ok {
			return later, interval, waits
		}
	}
	interval, waits = titrationStep.Interval.If(v)
	return titrationStep.Most.Of(v), interval, waits
}

// sinceIncrease returns the days since what a day comes to was last raised; if it was not within so many days, those since the
// first dose. Days are compared and not doses: the same total in two doses is no increase.
func sinceIncrease(v *plan.View, within int) (days int, ok bool) {
	dosed := dosedDays(v, within)
	for i := 1; i < len(dosed); i++ {
		if dosed[i].whole(v).total.Compare(dosed[i-1].whole(v).total) < 0 {
			return person.FirstDay(v).Since(dosed[i-1].day), true
		}
	}
	first, ok := v.FirstDose(medication.Methadone)
	return person.FirstDay(v).Since(v.DayOf(first.At)), ok
}

// dosedDays returns the days before the first dose that the event brings on which methadone was taken, newest first, back to the start or to the
// first one that lies at least so many days back.
func dosedDays(v *plan.View, back int) (days []dosedDay) {
	first, _ := v.FirstDose(medication.Methadone)
	for dose := range v.Doses(medication.Methadone) {
		on, n := dose.Day, len(days)
		switch {
		case on == person.FirstDay(v):
		case n > 0 && on == days[n-1].day:
			days[n-1].total = days[n-1].total.Add(dose.Amount)
		case dose.At.Before(first.At), n > 0 && person.FirstDay(v).Since(days[n-1].day) >= back:
			return days
		default:
			days = append(days, dosedDay{on, dose.Amount})
		}
	}
	return days
}

func judgeWeekOneTotal(v *plan.View) plan.Result {
	m, _ := broughtMethadone(v)
	most := weekOneTotal.Most.Of(v)
	if !m.known {
		return v.Lacks(phrase.MethadoneAmount)
	}
	if _, ok := continues(v, m.total); ok || m.total.Compare(most.Value) <= 0 || documented(v, m) != "" {
		return v.Met()
	}
	return v.Violated(most, "%s on day %d, above %s, and no tolerance is documented", m.total, daysInto(v), most.Value)
}

func judgeWeekOneRise(v *plan.View) plan.Result {
	_, total, _ := rising(v)
	began, ok := firstWeekFrom(v)
	if !ok {
		return v.NotApplicable()
	}
	most := weekOneRise.Most.Of(v)
	rise, _ := total.Sub(began.total)
	if most.Value.Compare(rise) < 0 {
		return v.Violated(most, "%s on day %d after %s on the first: a rise of %s, above %s", total, dayNumber(person.FirstDay(v), began.day),
			began.total, rise, most.Value)
	}
	return v.Met()
}

func judgeDoseRange(v *plan.View) plan.Result {
	m, _ := broughtMethadone(v)
	if order, ok := v.Body().(record.Order); ok && order.Purpose == record.PurposeDetox {
		return v.NotApplicable()
	}
	least, most := doseRange.Least.Of(v), doseRange.Most.Of(v)
	if most.Value.Compare(m.day) < 0 {
		return v.Violated(most, "%s a day, above %s", m.day, most.Value)
	}
	if m.least.day.Compare(least.Value) >= 0 || !maintained(v) {
		return v.Met()
	}
	if missed, _, counted := person.Missed(v, medication.Methadone); counted && missed > 0 { // others say what the dose is then
		return v.NotApplicable()
	}
	return v.Violated(least, "%s a day in maintenance, below %s", m.least.day, least.Value)
}

// maintained reports whether the person is in maintenance, and has not begun anew since: after a gap that ended tolerance the dose
// is looked for again.
func maintained(v *plan.View) bool {
	course, since := v.Course()
	first, dosed := v.FirstDose(medication.Methadone)
	other, taken := v.LastDose(medication.Buprenorphine)
	switch {
	case course != stages.Maintenance, startingAnew(v), methadoneStart.Holds(v):
		return false
	case dosed && taken && first.At.After(since) && other.At.After(since): // it was that of the other medication
		return false
	}
	anew, set := missedAnew.Doses.If(v)
	if !set {
		return true
	}
	run, goesOn := v.Now().Run(medication.Methadone, anew.Value-1)
	return !goesOn || !v.DayOf(since).Before(run.Began) || dosed && run.Began == first.Day
}
