package program

import (
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// InterimLimits says how long interim treatment may last.
type InterimLimits struct{ Days plan.Param[int] }

var interim = InterimLimits{
	limit.MostCount("otp.interim.max.days", "days of interim treatment in any twelve months"),
}

// Interim returns how long interim treatment may last.
func Interim() InterimLimits { return interim }

var otpInterim = plan.Rule{
	ID:        "otp.interim.max",
	Title:     "Interim treatment leads to comprehensive treatment in time",
	Severity:  record.Warning,
	About:     ofPrograms,
	Watches:   record.Prescribes | record.HandsOver | record.Permits,
	Authority: "for how long a programme may treat in the interim",
	Cites:     []evidence.Citation{evidence.Part8.At("(j)(1)", evidence.Secondary)},
	Needs:     plan.Needs(interim.Days),
	Remedy:    "admit the person to comprehensive treatment, here or elsewhere; the medication goes on",
	Applies: func(v *plan.View) bool {
		_, ok := programAct(v)
		return ok && v.Holds(record.InterimTreatment)
	},
	Where: func(t plan.Traces) bool { return t.Circumstances(record.InterimTreatment) },
	Judge: judgeInterim,
}

// judgeInterim reminds and does not refuse: that a programme has not admitted the person is no reason to end the medication.
func judgeInterim(v *plan.View) plan.Result {
	most := interim.Days.Of(v)
	if days := interimDays(v); days > most.Value {
		return v.Violated(most, "%s of interim treatment in twelve months, more than %d", phrase.Plural(days, "day"), most.Value)
	}
	return v.Met()
}

// interimDays counts the days of interim treatment in the twelve months before the event, on which it holds. From one statement
// to the next it is as the older one says. What was said more than two years ago is not looked for.
func interimDays(v *plan.View) (days int) {
	from, end, stated := v.Day().Add(-limit.Year), v.Day(), false
	for ev := range v.Past {
		day := v.DayOf(ev.At)
		if day.Before(from.Add(-limit.Year)) {
			break
		}
		b, ok := ev.Body.(record.ContextStated)
		if !ok || b.Context != record.InterimTreatment {
			continue
		}
		stated = true
		if b.Holds == truth.Yes {
			days += min(end.Since(day), end.Since(from))
		}
		if end = day; day.Before(from) {
			return days
		}
	}
	if !stated { // it holds since before anything that was looked at
		return limit.Year
	}
	return days
}
