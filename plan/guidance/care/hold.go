package care

import (
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/record"
)

// holdRepeated is about a second hold: a danger that nobody looks at again ends a treatment that nobody ended.
var holdRepeated = plan.Rule{
	ID:       "ending.hold-repeated",
	Title:    "Who holds a dose on two dosing days running has looked at the person again",
	Severity: record.Warning,
	Watches:  record.Withholds,
	Cites:    []evidence.Citation{evidence.Decision(21).Cite()},
	Remedy:   "examine the person or measure again, and give the dose if the danger has passed; a hold is no ending",
	Judge:    judgeHoldRepeated,
}

// holdLooks is what a hold asks for: whoever held a dose looks at the person again on that day, whatever the ground.
var holdLooks = plan.Duty{
	ID:      "ending.hold-looks",
	Title:   "Look again at somebody whose dose was held",
	Cites:   []evidence.Citation{evidence.Decision(21).Cite()},
	Watches: record.Withholds | record.Doses | record.Shows | record.Reviews | record.Endings,
	During:  plan.WhileInCare,
	When:    holdLookDue,
}

// judgeHoldRepeated looks at a second hold with no dose since the first: another reading or examination of the day bears it out, or the
// person's own wish.
func judgeHoldRepeated(v *plan.View) plan.Result {
	act, ok := v.Acts().Of(record.Withholds, 0)
	if !ok || !agent.IsMedication(act.Substance) {
		return v.NotApplicable()
	}
	course := v.Now().CourseOf(act.Substance)
	if course.Held == nil || v.DaysSince(course.Held.At) == 0 || course.Last != nil && course.Last.At.After(course.Held.At) {
		return v.NotApplicable()
	}
	v.Now().Notes.Note(course.Held)
	if act.Reason == record.ReasonPatientChoice {
		return v.Met()
	}
	if at, looked := lastLook(v); looked && v.DaysSince(at) == 0 {
		return v.Met()
	}
	return v.Violated(nil, "%s was held on %s already, and nobody has looked again today", act.Substance, v.DayOf(course.Held.At))
}

// holdLookDue is due on the day of the last hold, until somebody has looked, a dose was given, or the medication was ended.
func holdLookDue(v *plan.View) (due plan.Due, ok bool) {
	looked, _ := lastLook(v)
	for _, s := range agent.Medications {
		course := v.Now().CourseOf(s)
		held := course.Held
		switch {
		case held == nil, looked.After(held.At), course.Stopped != nil && course.Stopped.At.After(held.At),
			course.Last != nil && course.Last.At.After(held.At):
			continue
		}
		if on := v.DayOf(held.At); !ok || due.On.Before(on) {
			v.Now().Notes.Note(held)
			due, ok = plan.Due{On: on, Why: s.String() + " was held on " + on.String()}, true
		}
	}
	return due, ok
}

// lastLook returns when the person was last measured, examined, scored or tested; ok is false if never.
func lastLook(v *plan.View) (at time.Time, ok bool) {
	for _, kind := range [...]record.Kind{record.KindSignsObserved, record.KindScored, record.KindScreened,
		record.KindAdverseEvent, record.KindPrecipitatedWithdrawal} {
		if ev, _ := v.Last(kind); at.Before(ev.At) {
			at = ev.At
		}
	}
	for _, sign := range [...]record.Measure{record.RespiratoryRate, record.OxygenSaturation, record.Pulse, record.SystolicPressure,
		record.BodyTemperature} { // a weight or a laboratory value says nothing of how the person is
		if _, measured, _ := v.Measured(sign); at.Before(measured) {
			at = measured
		}
	}
	for _, examination := range [...]record.Assessment{record.ScreeningExamination, record.FullExamination, record.Reassessment} {
		if done, _ := v.Assessed(examination); at.Before(done) {
			at = done
		}
	}
	return at, !at.IsZero()
}
