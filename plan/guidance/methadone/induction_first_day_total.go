package methadone

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/record"
)

// firstDayTotal is the limit of the law, which a documented clinical reason lifts. That of the first dose beside it is one of tolerance: the same
// milligrams may break both, and answer two questions. A day of small doses breaks this one alone, and where the limits differ (30 and 40 mg in the
// United States before 2024) so does a first dose between them the other. So overriding one leaves the other.
var firstDayTotal = plan.Rule{
	ID:       "methadone.induction.first-day-total",
	Title:    "Methadone on the first day stays within the limit",
	Severity: record.Block,
	About:    agent.Methadone,
	Watches:  record.Doses,
	Cites: []evidence.Citation{evidence.Part8.At("(h)(3)(ii)", evidence.Secondary), evidence.MedscapeUKMethadone.At("initial dose",
		evidence.Secondary)},
	Needs: plan.Needs(firstDayTotalLimits.Soft, plan.Optional(firstDayTotalLimits.Hard), plan.Optional(firstDose.SoftCounts),
		plan.Optional(firstDayTotalLimits.Lifted), plan.Optional(firstDayTotalLimits.Programs),
		plan.Optional(firstDayTotalLimits.Experienced), plan.Optional(lowToleranceStart.Free), plan.Optional(missedAnew.Doses)),
	Unless:   []plan.Exception{unlessMonitored},
	Remedy:   "leave the rest for another day, or document why more was needed, such as a dose confirmed by the programme before",
	Override: plan.Overridable("why more was clinically indicated on the first day"),
	Only:     methadoneFirstHours,
	Judge:    judgeFirstDayTotal,
}

// aDay is the length of any twenty-four hours, which a first day is judged by beside the civil day.
const aDay = 24 * time.Hour

// onFirstDay reports whether the first dose that the event brings falls on the first day of methadone.
func onFirstDay(v *plan.View) bool {
	if _, ok := firstHere(v); ok {
		return true
	}
	first, dosed := v.FirstDose(medication.Methadone)
	return dosed && first.Day == person.FirstDay(v)
}

func judgeFirstDayTotal(v *plan.View) plan.Result {
	m, _ := broughtMethadone(v)
	if !onFirstDay(v) {
		return firstHours(v, m)
	}
	if !m.known {
		return v.Lacks(phrase.MethadoneAmount)
	}
	soft := firstDayTotalLimits.Soft.Of(v)
	hard, refuses := firstDayTotalLimits.Hard.If(v)
	refused := refuses && m.total.Compare(hard.Value) > 0
	if !refused && !beyondSoft(v, m.total, soft.Value) {
		return firstHours(v, m)
	}
	if elsewhere, ok := continues(v, m.total); ok {
		return continued(v, soft, m.total, elsewhere)
	}
	experienced := says(v, firstDayTotalLimits.Experienced)
	why := tolerant(v, m, experienced)
	ceiling := soft
	if refuses {
		ceiling = hard
	}
	switch {
	case says(v, firstDayTotalLimits.Programs) && outsidePrograms(v, m):
		return v.ViolatedAs(record.Advice, ceiling, "%s on the first day, where a programme keeps to %s", m.total, ceiling.Value)
	case refused && !liftedByReason(v, m):
		return v.Violated(hard, "%s on the first day, above %s", m.total, hard.Value)
	case refused:
		return v.ViolatedAs(record.Warning, hard, "%s on the first day, above %s; documented: %s", m.total, hard.Value, m.rationale)
	case why == "" && m.total == soft.Value:
		return v.ViolatedAs(record.Warning, soft, "%s on the first day, which is given with caution, and %s", m.total, undocumented(experienced))
	case why == "":
		return v.ViolatedAs(record.Warning, soft, "%s on the first day, above %s, and %s", m.total, soft.Value, undocumented(experienced))
	}
	return v.ViolatedAs(record.Advice, soft, "%s on the first day, above %s; documented: %s", m.total, soft.Value, why)
}

// methadoneFirstHours holds for methadone on the first day of a course, and in the twenty-four hours after its first dose.
var methadoneFirstHours = plan.Given(func(v *plan.View) bool {
	if !methadoneFact.Holds(v) {
		return false
	}
	first, dosed := v.FirstDose(medication.Methadone)
	return onFirstDay(v) || dosed && v.Since(first.At) < aDay
}).Within(methadoneChanges)

// firstHours judges what twenty-four hours come to where the civil day is within the limit: a first dose late in the evening, or one that
// the person took at night before the first one here, makes no two days of one night.
func firstHours(v *plan.View, m *methadoneAct) plan.Result {
	if m.later {
		return v.NotApplicable()
	}
	hard, refuses := firstDayTotalLimits.Hard.If(v)
	total := v.Now().InLast(medication.Methadone, aDay).With
	if _, ok := continues(v, total); ok || !refuses || total.Compare(hard.Value) <= 0 {
		return v.Met()
	}
	severity := record.Warning
	if says(v, firstDayTotalLimits.Programs) && outsidePrograms(v, m) {
		severity = record.Advice
	}
	if first, dosed := v.FirstDose(medication.Methadone); dosed && v.Since(first.At) < aDay {
		return v.ViolatedAs(severity, hard, "%s in the first 24 hours, since %s: above %s", total, v.LocalOf(first.At).Format("15:04"),
			hard.Value)
	}
	return v.ViolatedAs(severity, hard, "%s in 24 hours, with what was taken before the first dose here: above %s", total, hard.Value)
}
