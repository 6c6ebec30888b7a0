package fhir

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/fhir/r4"
)

// regimens reads the dosage instructions of an order: one regimen, or steps that follow each other. It notes what no order can state, and is
// false then.
func (x *at) regimens(m medicine) (steps []regimen, ok bool) {
	list := x.Get("dosageInstruction")
	if list.Len() == 0 {
		x.note(NotUnderstood, r4.Element{}, "no dose is stated")
		return nil, false
	}
	if words := list.First(); list.Len() == 1 && inWordsAlone(words) {
		if steps, ok = m.steps(words.Get("text").Text()); ok {
			steps[0].route = x.route(words.Get("route"))
			return steps, true
		}
	}
	var before r4.Decimal
	var previous r4.Element
	for _, item := range list.Items() {
		if previous.Exists() && item.Same(previous) {
			x.note(Contradiction, item, "the same instruction stands here twice: whether that is one dose or two is not known")
			return nil, false
		}
		previous = item
		one, ok := x.instruction(m, item)
		if !ok {
			return nil, false
		}
		sequence := item.Get("sequence").Decimal()
		switch last := len(steps) - 1; {
		case last < 0:
			steps = append(steps, one)
		case steps[last].join(one, before == sequence):
		case steps[last].ends() && follows(before, sequence):
			steps = append(steps, one)
		default:
			x.note(NotUnderstood, item, "several instructions, of different days or one after another, are no one dose of a day")
			return nil, false
		}
		before = sequence
	}
	return steps, true
}

// ends reports whether it is stated how long the regimen goes on.
func (reg *regimen) ends() bool { return reg.days > 0 || !reg.last.IsZero() }

// follows reports whether an instruction comes after the one before it by what both state as their place in the sequence.
func follows(before, sequence r4.Decimal) bool {
	a, ok := before.Thousandths()
	b, too := sequence.Thousandths()
	return ok && too && a < b
}

// laid gives steps their days, of which the first is that day where the first step states none. It is false where the days cannot be known, or
// two steps have one day.
func laid(steps []regimen, begins civil.Date) bool {
	if len(steps) == 1 && steps[0].days == 0 {
		return true
	}
	for i := range steps {
		step := &steps[i]
		if step.first.IsZero() {
			step.first = begins
		}
		if step.first.IsZero() || step.first.Before(begins) && i > 0 || !step.ends() && i < len(steps)-1 {
			return false
		}
		if step.days > 0 {
			step.last = step.first.Add(step.days - 1)
		}
		begins = step.last.Add(1)
	}
	return true
}

// join adds an instruction for the same days: 10 mg in the morning and 5 mg at night.
func (reg *regimen) join(other regimen, together bool) bool {
	ranges := !reg.least.IsZero() || !other.least.IsZero()
	if !together || ranges || reg.days != other.days || reg.schedule != other.schedule || reg.schedule.IsZero() ||
		reg.first != other.first || reg.last != other.last || reg.route != other.route || reg.perDay == 0 || other.perDay == 0 {
		return false
	}
	reg.parts = append(reg.split(), other.split()...)
	reg.perDay += other.perDay
	if reg.dose.Principal.Compare(other.dose.Principal) < 0 {
		reg.dose = other.dose
	}
	return true
}

// split returns the doses of a day one by one.
func (reg *regimen) split() []medication.Mass {
	if len(reg.parts) > 0 {
		return reg.parts
	}
	parts := make([]medication.Mass, reg.perDay)
	for i := range parts {
		parts[i] = reg.dose.Principal
	}
	return parts
}
