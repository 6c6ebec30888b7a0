package plan

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// Age returns the age in whole years on the day of the event; ok is false if the day of birth is unknown, or cannot be right because it
// is still to come.
func (v *View) Age() (years int, ok bool) {
	ev := v.state.last(record.KindPersonRegistered)
	if ev == nil {
		v.lacks(gapOf.age)
		return 0, false
	}
	v.note(ev)
	birth := ev.Body.(record.PersonRegistered).Birth
	if birth.IsZero() || v.day.Before(birth) {
		v.lacks(gapOf.age)
		return 0, false
	}
	return birth.YearsUntil(v.day), true
}

// Sex returns the sex; empty if unknown.
func (v *View) Sex() record.Sex {
	if ev := v.state.last(record.KindPersonRegistered); ev != nil {
		v.note(ev)
		return ev.Body.(record.PersonRegistered).Sex
	}
	return ""
}

// Health says whether the condition is present: unknown if it was never recorded and the conditions were never reviewed.
func (v *View) Health(condition record.Health) truth.Value {
	if reported := v.HealthReported(condition); reported != truth.Unknown {
		return reported
	}
	return absentIf(v.Reviewed(record.ConditionsSection))
}

// HealthReported says whether the condition was reported as present or as absent. Unlike Health it does not take a review of
// the conditions for an answer: it is for what a list of conditions does not name as a matter of course, such as physical
// dependence, and where taking it for absent would silence a rule.
func (v *View) HealthReported(condition record.Health) truth.Value {
	present, _ := v.HealthReportedAt(condition)
	return present
}

// HealthReportedAt is HealthReported with the time of which it was said; zero where nothing was.
func (v *View) HealthReportedAt(condition record.Health) (present truth.Value, at time.Time) {
	for _, ev := range v.state.conditions {
		if b := ev.Body.(record.ConditionReported); b.Condition == condition {
			v.note(ev)
			return b.Present, ev.At
		}
	}
	return truth.Unknown, time.Time{}
}

// Allergy says whether a hypersensitivity to the substance is on record: unknown if the allergies were never reviewed.
func (v *View) Allergy(s medication.Substance) truth.Value {
	for _, ev := range v.state.allergies {
		if to, ok := ev.Body.(record.AllergyReported).To(); ok && to == s {
			v.note(ev)
			return truth.Yes
		}
	}
	return absentIf(v.Reviewed(record.AllergiesSection))
}

func absentIf(known bool) truth.Value {
	if known {
		return truth.No
	}
	return truth.Unknown
}

// Pregnant says whether the person is pregnant, and since when that is known: by the last report or a later measurement of the weeks
// of gestation, which nobody has who is not pregnant; of two of the same time the pregnancy counts. It goes before the sex on record.
// Either answer is unknown once it is older than a pregnancy lasts, the weeks that were measured included: by then the one is over, and a
// whole other one may have begun since the other. A male person of whom nothing else is on record is not pregnant.
func (v *View) Pregnant() (pregnant truth.Value, at time.Time) {
	if ev := v.state.last(record.KindPregnancyReported); ev != nil {
		pregnant, at = truth.Of(ev.Body.(record.PregnancyReported).Status == record.Pregnant), ev.At
		v.note(ev)
	}
	info, _ := record.Gestation.Info()
	var weeks record.Quantity // at that time
	if ev := v.state.measured[record.Gestation]; ev != nil && !ev.At.Before(at) {
		pregnant, at, weeks = truth.Yes, ev.At, ev.Body.(record.Measured).Value
		v.note(ev)
	}
	lasts, male := info.Max, v.Sex() == record.Male
	stale := pregnant != truth.Unknown && lasts.Less(weeks.Plus(record.Whole(int32(v.DaysSince(at)/daysPerWeek))))
	switch {
	case male && (pregnant != truth.Yes || stale):
		return truth.No, time.Time{}
	case stale:
		pregnant = truth.Unknown
	}
	if pregnant == truth.Unknown {
		v.lacks(gapOf.pregnancy)
	}
	return pregnant, at
}

const daysPerWeek = 7
