package methadone

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/exposure"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/record"
)

// SecondDoseLimits tell a second whole dose of a new start from a small one that is added to the first.
type SecondDoseLimits struct {
	Within plan.Param[time.Duration]   // since the first
	Small  plan.Param[medication.Mass] // up to this much is an addition, however small the first was
}

var secondDoseLimits = SecondDoseLimits{
	limit.LeastTime("methadone.induction.second-dose.within",
		"time after the first dose of a new start within which a second whole one is refused"),
	limit.MostMass("methadone.induction.second-dose.small", "methadone that may be added to the first dose however small that was"),
}

// SecondDose returns what tells a second whole dose of a new start from a small one that is added to the first.
func SecondDose() SecondDoseLimits { return secondDoseLimits }

var secondDose = plan.Rule{
	ID:       "methadone.induction.second-dose",
	Title:    "The first dose of methadone is not followed by a second whole one before it has shown its effect",
	Severity: record.Block,
	About:    agent.Methadone,
	Watches:  record.Doses,
	Cites:    []evidence.Citation{evidence.Decision(12).Reading(evidence.ASAM2015.At("page 7, the second dose", evidence.Primary))},
	Needs:    plan.Needs(secondDoseLimits.Within, secondDoseLimits.Small, plan.Optional(missedAnew.Doses)),
	Remedy:   "look at the peak of the first dose, and add a smaller one if withdrawal goes on",
	Override: plan.Overridable("that the first dose was lost before it was swallowed, or who watches the person and how"),
	Only:     methadoneChanged,
	Judge:    judgeSecondDose,
}

func judgeSecondDose(v *plan.View) plan.Result {
	m, _ := broughtMethadone(v)
	within, small := secondDoseLimits.Within.Of(v), secondDoseLimits.Small.Of(v)
	first, ok := firstWithin(v, within.Value)
	switch {
	case !ok || m.later || !m.Once: // a regimen is for the days to come, and each of its doses is judged when it is given
		return v.NotApplicable()
	case m.dose.Compare(small.Value) <= 0 || m.dose.Compare(first.Amount) < 0:
		return v.Met()
	}
	return v.Violated(within, "%s, %s after a first dose of %s: a second whole dose within %s", m.dose, phrase.Elapsed(v, first.At), first.Amount,
		phrase.InHours(within.Value))
}

// firstWithin returns the first dose of a new start if it is less than so long ago, over midnight too. A start is the first dose
// on record, the first after a stop, and the first after a gap that ended tolerance.
func firstWithin(v *plan.View, window time.Duration) (first *exposure.Intake, ok bool) {
	anew, set := missedAnew.Doses.If(v)
	course := v.Now().CourseOf(medication.Methadone)
	if course.Stopped != nil {
		return nil, false
	}
	for in := range v.Now().Intakes(medication.Methadone) {
		if v.Since(in.At) >= window {
			break
		}
		afterGap := set && !in.Carried.IsZero() && in.Day.Since(in.Carried)-1 >= anew.Value
		if in == course.First || in.Carried.IsZero() || afterGap {
			first, ok = in, true
		}
	}
	return first, ok
}
