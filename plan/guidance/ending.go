package guidance

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages"
)

// ending is what an event would end or withhold, and why, whatever the event is called: a stop, an end date, a discharge, a
// transfer, an interruption, an abrupt withdrawal, a held dose.
type ending struct {
	substance medication.Substance // zero: nothing is taken that could end
	reason    record.Reason
	what      string      // for a message
	abrupt    bool        // at once, or not said to be gradual
	discharge bool        // from care, or to another service
	left      bool        // the person has gone: nobody can refuse that
	continues truth.Value // the medication goes on elsewhere
}

// withholding are the meanings of events that end a medication or withhold a dose.
const withholding = record.Endings | record.Withholds

// endingOf returns what the event would end; ok is false if it ends nothing. A change to another medication is none, and neither is a
// death, nor a dose that is withheld (decision 21). Where the event ends whatever goes on, that is the medication that is taken.
func endingOf(v *plan.View) (ending, bool) { return endingBy(v, record.Endings) }

// withheldOf is endingOf with doses that are withheld: for objections to a ground, which is as little a ground for either.
func withheldOf(v *plan.View) (ending, bool) { return endingBy(v, withholding) }

// endingBy is endingOf for some meanings of an end.
func endingBy(v *plan.View, means record.Means) (e ending, ok bool) {
	act, ok := v.Acts().Of(means, 0)
	if move, is := v.Body().(record.CourseMove); !ok || act.Means.Has(record.Dies) || is && move.Trigger == stages.Switch {
		return ending{}, false
	}
	e = ending{substance: act.Substance, reason: act.Reason, abrupt: act.Gradual != truth.Yes, left: act.Left, continues: act.Continues}
	if act.Whatever {
		e.substance, _ = v.MedicationActive()
	}
	e.what, e.discharge = endingText(v.Body(), e.substance)
	return e, true
}

// endingText names the event for a message, and says whether it is a discharge or a transfer.
func endingText(body record.Body, s medication.Substance) (text string, discharge bool) {
	switch b := body.(type) {
	case record.StopMedication:
		return "stopping " + s.String(), false
	case record.PlanEndDate:
		return "an end of " + s.String() + " on " + b.On.String(), false
	case record.DoseHeld:
		return "a withheld dose of " + s.String(), false
	case record.WithdrawalManagement:
		return "withdrawal that is " + string(b.Method), false
	case record.CourseMove:
		switch b.Trigger {
		case stages.BeginTaper:
			return "a taper", false
		case stages.Interrupt:
			return "an interruption of the medication", false
		}
	case record.ForceMove:
		return "a forced move out of care", resting(b.Stage)
	case record.StageMove:
		switch {
		case discharges(b.Trigger):
			return "discharge", true
		case b.Trigger == stages.Transfer:
			return "a transfer", true
		}
	}
	return "the end of the medication", false
}

// ofAgonist reports whether the ending takes an agonist away.
func (e ending) ofAgonist() bool { return agonist(e.substance) }
