package plan

import (
	"slices"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/record"
)

// Traces says whether there is any trace of something on record, or in the event that is judged: at next to no cost, coarsely, and whatever
// became of it. What a rule or a fact speaks of can be said by traces (Rule.Where, Fact.Where); where there are none of it the rule is not
// asked. Looking for traces notes no event: a rule that does not apply rests on nothing.
type Traces struct{ view *View }

// Of reports whether anything is on record about one of the substances, or the event is about one, by whatever name: a dose, an order, a
// supply, a medicine on a list, a use that was told.
func (t Traces) Of(about medication.SubstanceSet) bool {
	return t.view.acts.About().Intersects(about) || t.view.state.body.Traced().Intersects(about)
}

// Supplies reports whether doses of the substance were handed out that may still be in the hand, and of each product the last that cannot.
func (t Traces) Supplies(s medication.Substance) bool { return t.view.state.body.Supplied(s) }

// Agents reports whether an agent of one of the classes is on record, or one whose classes nobody knows, or the event tells of one. Doses of
// this plan are for Of.
func (t Traces) Agents(classes medication.ClassSet) bool {
	known, unclassed := t.view.state.body.Agents()
	if unclassed || known.Intersects(classes) {
		return true
	}
	for act := range t.view.acts.All() {
		if act.Unclassed || act.Classes.Intersects(classes) {
			return true
		}
	}
	return false
}

// Measured reports whether one of the measures was ever taken. Those that were not are among what is not known.
func (t Traces) Measured(measures ...record.Measure) (once bool) {
	for _, m := range measures {
		if t.view.state.measured[m] != nil {
			once = true
			continue
		}
		t.view.lacks(gapOf.measures[m])
	}
	return once
}

// Conditions reports whether one of the conditions was ever reported, as present or as absent, or the event reports one.
func (t Traces) Conditions(conditions ...record.Health) bool {
	if b, ok := t.view.event.Body.(record.ConditionReported); ok && slices.Contains(conditions, b.Condition) {
		return true
	}
	return slices.ContainsFunc(t.view.state.conditions, func(ev *record.Event) bool {
		return slices.Contains(conditions, ev.Body.(record.ConditionReported).Condition)
	})
}

// Circumstances reports whether one of the circumstances was ever stated, or the event brings it along or states it.
func (t Traces) Circumstances(circumstances ...record.Circumstance) bool {
	stated := func(ev *record.Event) bool {
		b, ok := ev.Body.(record.ContextStated)
		return ok && slices.Contains(circumstances, b.Context)
	}
	return stated(t.view.event) || slices.ContainsFunc(t.view.state.contexts, stated) || slices.ContainsFunc(circumstances, t.view.brings)
}

// Death reports whether a death is on record, or told of.
func (t Traces) Death() bool {
	return t.view.acts.Means().Any(record.Dies) || t.view.state.last(record.KindDied) != nil
}
