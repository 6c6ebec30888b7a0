package plan

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/stages"
)

// consequences derives what follows from an event that is taken in: moves on the pathways, and deviations.
func (v *View) consequences(findings []Finding) []Event {
	if v.event.Body.Kind().Derived() {
		return nil
	}
	derived := v.moves()
	for i := range findings {
		if f := &findings[i]; v.deviates(f) {
			derived = append(derived, v.deviation(f, string(f.Rule)))
		}
	}
	return derived
}

// deviates reports whether the finding becomes a recorded deviation: a warning or worse about an act of care; about an intent
// that is on record already, a refusal. What a person does, says or shows is no deviation: it is found, and answered.
func (v *View) deviates(f *Finding) bool {
	if f.Verdict != VerdictViolated || f.Override.Used != nil {
		return false
	}
	switch kind := v.event.Body.Kind(); {
	case kind.Intent():
		return f.Severity == Block
	case kind.Observation():
		return false
	}
	return f.Severity >= Warning
}

// derive makes an event that follows from the one that is judged.
func (v *View) derive(suffix string, body Body) Event {
	return Event{ID: v.event.ID + "~" + EventID(suffix), At: v.event.At, Recorded: v.event.Known(), Cause: v.event.ID, Body: body}
}

func (v *View) deviation(f *Finding, suffix string) Event {
	return v.derive(suffix, DeviationRecorded{Rule: f.Rule, Severity: f.Severity, Profile: f.Profile, Message: f.Message})
}

// moves derives the moves that a fact or an accepted order brings along.
func (v *View) moves() []Event {
	var derived []Event
	switch b := v.event.Body.(type) {
	case ReturnedToUse:
		derived = v.stageMove(derived, stages.ReturnToUse)
	case Overdosed:
		derived = v.stageMove(derived, stages.Overdose)
	case Died:
		derived = v.stageMove(derived, stages.Death)
	case DoseGiven:
		derived = v.courseMove(derived, stages.DoseGiven, b.Product, b.Purpose)
	case DoseTaken:
		derived = v.courseMove(derived, stages.DoseGiven, b.Product, "")
	case Order:
		derived = v.courseMove(derived, stages.Start, b.Product, b.Purpose)
	case StopMedication:
		if forOUD(b.Substance) {
			derived = v.coursed(derived, stages.End, b.Substance)
		}
	}
	return derived
}

func (v *View) stageMove(derived []Event, on stages.Trigger) []Event {
	step := v.engine.journey.Next(v.state.stage, on, v.truth)
	if step.Outcome != stages.Moved {
		return derived
	}
	return append(derived, v.derive("stage", StageMoved{Trigger: on, From: step.From, To: step.To}))
}

func (v *View) courseMove(derived []Event, on stages.Trigger, id medication.ProductID, purpose Purpose) []Event {
	product, ok := medication.Lookup(id)
	switch purpose {
	case PurposeDetox, PurposePain, PurposeChallenge:
		return derived
	}
	if !ok || !forOUD(product.Substance()) {
		return derived
	}
	switch v.state.course {
	case stages.NoMedication, stages.Ended, stages.Interrupted:
		return v.coursed(derived, on, product.Substance())
	}
	return derived
}

func (v *View) coursed(derived []Event, on stages.Trigger, s medication.Substance) []Event {
	step := v.engine.courses.Next(v.state.course, on, v.truth)
	if step.Outcome != stages.Moved {
		return derived
	}
	return append(derived, v.derive("course", CourseMoved{Trigger: on, From: step.From, To: step.To, Substance: s}))
}

// forOUD reports whether the substance is a medication for opioid use disorder that a course is made of.
func forOUD(s medication.Substance) bool {
	return s == medication.Methadone || s == medication.Buprenorphine || s == medication.Naltrexone
}
