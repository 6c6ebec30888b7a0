package plan

import (
	"slices"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/stages"
)

// consequences derives what follows from an event that is taken in: moves on the pathways, and deviations.
func (v *View) consequences(findings []Finding) []record.Event {
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
	if f.Verdict != VerdictViolated && !f.Holds || f.Override.Used != nil {
		return false
	}
	switch kind := v.event.Body.Kind(); {
	case kind.Intent():
		return f.Severity == record.Block && f.Verdict == VerdictViolated || f.Holds // what allowed it was taken back
	case kind.Observation():
		return false
	}
	return f.Severity >= record.Warning
}

// derive makes an event that follows from the one that is judged.
func (v *View) derive(suffix string, body record.Body) record.Event {
	return record.Event{ID: v.event.ID + "~" + record.EventID(suffix), At: v.event.At, Recorded: v.event.Known(), Cause: v.event.ID,
		Body: body}
}

func (v *View) deviation(f *Finding, suffix string) record.Event {
	return v.derive(suffix, record.DeviationRecorded{Rule: f.Rule, Severity: f.Severity, Jurisdiction: f.Jurisdiction, Message: f.Message()})
}

// moves derives the moves that a fact or an accepted order brings along.
func (v *View) moves() []record.Event {
	var derived []record.Event
	switch b := v.event.Body.(type) {
	case record.ReturnedToUse:
		derived = v.stageMove(derived, stages.ReturnToUse)
	case record.Overdosed:
		derived = v.stageMove(derived, stages.Overdose)
	case record.Died:
		derived = v.stageMove(derived, stages.Death)
	case record.DoseGiven:
		derived = v.courseMove(derived, stages.DoseGiven, b.Product, b.Purpose)
	case record.DoseTaken:
		derived = v.courseMove(derived, stages.DoseGiven, b.Product, "")
	case record.Order:
		derived = v.courseMove(derived, stages.Start, b.Product, b.Purpose)
	case record.StopMedication:
		if forOUD(b.Substance) {
			derived = v.coursed(derived, stages.End, b.Substance)
		}
	}
	return derived
}

func (v *View) stageMove(derived []record.Event, on stages.Trigger) []record.Event {
	step := v.engine.journey.Next(v.state.stage, on, v.truth)
	if step.Outcome != stages.Moved {
		return derived
	}
	return append(derived, v.derive("stage", record.StageMoved{Trigger: on, From: step.From, To: step.To}))
}

func (v *View) courseMove(derived []record.Event, on stages.Trigger, id medication.ProductID, purpose record.Purpose) []record.Event {
	product, ok := medication.Lookup(id)
	switch purpose {
	case record.PurposeDetox, record.PurposePain, record.PurposeChallenge:
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

func (v *View) coursed(derived []record.Event, on stages.Trigger, s medication.Substance) []record.Event {
	step := v.engine.courses.Next(v.state.course, on, v.truth)
	if step.Outcome != stages.Moved {
		return derived
	}
	return append(derived, v.derive("course", record.CourseMoved{Trigger: on, From: step.From, To: step.To, Substance: s}))
}

// forUseDisorder are the medications for opioid use disorder that a course is made of, the agonists first.
var forUseDisorder = [...]medication.Substance{medication.Methadone, medication.Buprenorphine, medication.SlowMorphine, medication.Naltrexone}

// agonists is how many of them are agonists.
const agonists = len(forUseDisorder) - 1

// forOUD reports whether the substance is a medication for opioid use disorder that a course is made of.
func forOUD(s medication.Substance) bool { return slices.Contains(forUseDisorder[:], s) }
