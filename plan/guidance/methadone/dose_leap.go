package methadone

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/record"
)

// DoseLeapLimits says from which amount on a day of methadone is taken for a slip of the pen.
type DoseLeapLimits struct {
	Times    plan.Param[int]             // times the last day
	Warned   plan.Param[int]             // times the last day, itself included, where the place has no step by which methadone rises
	Greatest plan.Param[medication.Mass] // the greatest day that anybody described
}

var doseLeap = DoseLeapLimits{
	limit.MostCount("methadone.dose.leap.times", "times the last day's methadone above which the amount is asked for again"),
	limit.MostCount("methadone.dose.leap.warned", "times the last day's methadone from which on is warned of where no text of the place has a step"),
	limit.MostMass("methadone.dose.greatest.most", "methadone a day above which no source describes any"),
}

// DoseLeap returns from which amount on a day of methadone is taken for a slip of the pen.
func DoseLeap() DoseLeapLimits { return doseLeap }

var methadoneDoseLeaps = []plan.Rule{
	{
		ID:       "methadone.dose.leap",
		Title:    "A day of methadone that is many times the last one is stated again before it is given",
		Severity: record.Block,
		About:    agent.Methadone,
		Watches:  record.Doses,
		Cites: []evidence.Citation{evidence.Decision(17).Cite(),
			evidence.VAMethadoneED.At("the programme is asked, and not the person alone", evidence.Secondary)},
		Needs: plan.Needs(doseLeap.Times, firstDose.Soft, plan.Optional(missedAnew.Doses), plan.Optional(doseLeap.Warned),
			plan.Optional(titrationStep.Most), plan.Optional(firstDayTotalLimits.Lifted), plan.Optional(lowToleranceStart.Free)),
		Remedy:   "look at the amount and its unit; if it is meant, say so with the reason",
		Override: plan.Overridable("the amount once more, and the reason for it"),
		Only:     methadoneFact,
		Judge:    judgeDoseLeap,
	},
	{
		ID:        "methadone.dose.greatest",
		Title:     "A day of methadone stays within the greatest amount that a source describes",
		Severity:  record.Block,
		About:     agent.Methadone,
		Watches:   record.Doses,
		Cites:     []evidence.Citation{evidence.Decision(17).Cite()},
		Needs:     plan.Needs(doseLeap.Greatest),
		Remedy:    "look at the amount and its unit",
		Override:  plan.NotOverridable("nobody is known to have been given so much: it is a slip of the pen"),
		Essential: true,
		Only:      methadoneFact,
		Judge: func(v *plan.View) plan.Result {
			m, _ := broughtMethadone(v)
			most := doseLeap.Greatest.Of(v)
			switch {
			case !m.known:
				return v.NotApplicable()
			case most.Value.Compare(m.total) < 0:
				return v.Violated(most, "%s of methadone a day, and the greatest amount described is %s", m.total, most.Value)
			}
			return v.Met()
		},
	},
}

// lastVerifiedDay returns what the last day of methadone came to, given here or confirmed by a programme elsewhere.
func lastVerifiedDay(v *plan.View) (total medication.Mass, ok bool) {
	if elsewhere, ok := transfer(v); ok {
		return elsewhere.DailyDose, true
	}
	last, ok := lastDosedDay(v)
	return last.total, ok
}

func judgeDoseLeap(v *plan.View) plan.Result {
	m, _ := broughtMethadone(v)
	times, start := doseLeap.Times.Of(v), firstDose.Soft.Of(v)
	last, known := lastVerifiedDay(v)
	base := last
	if !known {
		base = start.Value
	}
	most := base.Times(uint32(times.Value)).Higher(start.Value)
	switch {
	case !m.known:
		return v.NotApplicable() // who lacks the amount says so
	case m.total.Compare(most) <= 0 && !known && start.Value.Compare(m.total) < 0 && claimed(v) && !liftedByReason(v, m):
		return judgeClaim(v, m, start)
	case m.total.Compare(most) <= 0:
		return judgeRiseWithoutStep(v, m.total, last)
	case m.intent:
		return v.Lacks("whether " + m.total.String() + " of methadone a day is meant: " + comparedTo(last, known, times.Value, start.Value))
	}
	return v.Violated(times, "%s of methadone: %s", m.total, comparedTo(last, known, times.Value, start.Value))
}

// claimed reports whether a daily dose of methadone elsewhere is on record, which nobody confirmed.
func claimed(v *plan.View) bool {
	told, ok := v.ReportedUseOf(medication.Methadone)
	return ok && !told.DailyDose.IsZero()
}

// judgeClaim holds what rests on a dose elsewhere that nobody confirmed: without that it is a start, and above one. Where the law lets a documented
// reason lift the first day, one on the order does.
func judgeClaim(v *plan.View, m *methadoneAct, start plan.Limit[medication.Mass]) plan.Result {
	told, _ := v.ReportedUseOf(medication.Methadone)
	if !m.intent {
		return v.ViolatedAs(record.Warning, start, "%s of methadone on %s told of and not confirmed, above the %s of a start", m.total, told.DailyDose, start.Value)
	}
	return v.Lacks("a confirmation of the "+told.DailyDose.String()+" of methadone that were told of: who, when, which dose, and the last one").
		WithRemedy("ask the programme for dose, last dose and doses at home, and record the confirmation; until then start as anybody does, up to %s",
			start.Value)
}

// judgeRiseWithoutStep warns of a large rise where no text of the place says by how much methadone rises: a rise that no step judges would be silent.
// The last day is zero where none is known.
func judgeRiseWithoutStep(v *plan.View, total, last medication.Mass) plan.Result {
	times, set := doseLeap.Warned.If(v)
	if _, stepped := titrationStep.Most.If(v); !set || stepped || last.IsZero() || total.Compare(last.Times(uint32(times.Value))) < 0 {
		return v.Met()
	}
	return v.ViolatedAs(record.Warning, times, "from %s to %s of methadone a day at once, %s as much or more", last, total, phrase.Plural(times.Value, "time"))
}

// comparedTo says what an amount is compared with.
func comparedTo(last medication.Mass, known bool, times int, start medication.Mass) string {
	if known {
		return "more than " + phrase.Plural(times, "time") + " the " + last.String() + " of the last day"
	}
	return "more than " + phrase.Plural(times, "time") + " the " + start.String() + " of a start"
}
