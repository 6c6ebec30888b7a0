package person

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages"
)

// Ending is what an event would end or withhold, and why, whatever the event is called: a stop, an end date, a discharge, a
// transfer, an interruption, an abrupt withdrawal, a held dose.
type Ending struct {
	Substance medication.Substance // zero: nothing is taken that could end
	Reason    record.Reason
	What      string      // for a message
	Abrupt    bool        // at once, or not said to be gradual
	Discharge bool        // from care, or to another service
	Left      bool        // the person has gone: nobody can refuse that
	Continues truth.Value // the medication goes on elsewhere
}

// Withholding are the meanings of events that end a medication or withhold a dose.
const Withholding = record.Endings | record.Withholds

// EndingOf returns what the event would end; ok is false if it ends nothing. A change to another medication is none, and neither is a
// death, nor a dose that is withheld (decision 21). Where the event ends whatever goes on, that is the medication that is taken.
func EndingOf(v *plan.View) (Ending, bool) { return EndingBy(v, record.Endings) }

// WithheldOf is endingOf with doses that are withheld: for objections to a ground, which is as little a ground for either.
func WithheldOf(v *plan.View) (Ending, bool) { return EndingBy(v, Withholding) }

// EndingBy is endingOf for some meanings of an end.
func EndingBy(v *plan.View, means record.Means) (e Ending, ok bool) {
	act, ok := v.Acts().Of(means, 0)
	if move, is := v.Body().(record.CourseMove); !ok || act.Means.Has(record.Dies) || is && move.Trigger == stages.Switch {
		return Ending{}, false
	}
	e = Ending{Substance: act.Substance, Reason: act.Reason, Abrupt: act.Gradual != truth.Yes, Left: act.Left, Continues: act.Continues}
	if act.Whatever {
		e.Substance, _ = v.MedicationActive()
	}
	e.What, e.Discharge = endingText(v.Body(), e.Substance)
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
		return "a forced move out of care", Resting(b.Stage)
	case record.StageMove:
		switch {
		case Discharges(b.Trigger):
			return "discharge", true
		case b.Trigger == stages.Transfer:
			return "a transfer", true
		}
	}
	return "the end of the medication", false
}

// OfAgonist reports whether the ending takes an agonist away.
func (e Ending) OfAgonist() bool { return agent.IsAgonist(e.Substance) }
