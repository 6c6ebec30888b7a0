package guidance

import (
	"cmp"
	"slices"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/stages"
)

// Limits in days, weeks, months and counts, as they are shown to a reader.

func atMostDays(id plan.ParamID, title string) *plan.Param[int] {
	return plan.NewParam(id, title, plan.LowerIsStricter(cmp.Compare[int])).Shown(counted("day"))
}

func atLeastDays(id plan.ParamID, title string) *plan.Param[int] {
	return plan.NewParam(id, title, plan.HigherIsStricter(cmp.Compare[int])).Shown(counted("day"))
}

func atLeastMonths(id plan.ParamID, title string) *plan.Param[int] {
	return plan.NewParam(id, title, plan.HigherIsStricter(cmp.Compare[int])).Shown(counted("month"))
}

// about makes the check of a rule that speaks of one kind of event.
func about[B record.Body](check func(*plan.View, B) plan.Result) func(*plan.View) plan.Result {
	return func(v *plan.View) plan.Result {
		b, ok := v.Body().(B)
		if !ok {
			return v.NotApplicable()
		}
		return check(v, b)
	}
}

func counted(noun string) func(int) string {
	return func(n int) string { return plural(n, noun) }
}

// openMedications are the medications for opioid use disorder.
func openMedications() [3]medication.Substance {
	return [...]medication.Substance{medication.Methadone, medication.Buprenorphine, medication.Naltrexone}
}

func openMedication(s medication.Substance) bool {
	medications := openMedications()
	return slices.Contains(medications[:], s)
}

// agonist reports whether stopping the medication brings withdrawal, and takes the protection of tolerance away.
func agonist(s medication.Substance) bool {
	return s == medication.Methadone || s == medication.Buprenorphine
}

// taking reports whether the medication was started and not stopped.
func taking(v *plan.View, s medication.Substance) bool {
	_, ok := v.FirstDose(s)
	return ok
}

// agonistTaken returns the agonist that is being taken; ok is false if none is.
func agonistTaken(v *plan.View) (s medication.Substance, ok bool) {
	for _, s := range openMedications() {
		if agonist(s) && taking(v, s) {
			return s, true
		}
	}
	return 0, false
}

// inDetox reports whether what is taken of the substance is there to manage a withdrawal, and has an end.
func inDetox(v *plan.View, s medication.Substance) bool {
	order, _, ok := v.OrderInForce(s)
	return ok && order.Purpose == record.PurposeDetox
}

// starting returns the dosing if the event would be the first dose of a medication for opioid use disorder.
func starting(v *plan.View) (plan.Dosing, bool) {
	d, ok := v.Dosing()
	switch d.Purpose {
	case record.PurposePain, record.PurposeDetox, record.PurposeChallenge, record.PurposeContinue, record.PurposeRescue:
		return plan.Dosing{}, false
	}
	return d, ok && openMedication(d.Substance) && v.Starting(d.Substance)
}

// discharge returns the move if the event asks for a discharge of any kind.
func discharge(v *plan.View) (record.StageMove, bool) {
	b, ok := v.Body().(record.StageMove)
	return b, ok && discharges(b.Trigger)
}

func discharges(on stages.Trigger) bool {
	return on == stages.DischargePlanned || on == stages.DischargeUnplanned || on == stages.DischargeAdministrative
}

// resting reports whether the stage is one outside of care, which people come back from.
func resting(s stages.Stage) bool {
	switch s {
	case stages.Transferred, stages.DischargedPlanned, stages.DischargedUnplanned, stages.DischargedAdministrative:
		return true
	}
	return false
}

// admitted returns when the present time in care began: the assessment after a referral, or the return. It is not ok if the
// person is not in care, or nobody knows.
func admitted(v *plan.View) (at time.Time, ok bool) {
	for stay := range v.Stays {
		if resting(stay.Stage) || stay.Stage == stages.Referral || stay.Stage == stages.Deceased {
			break
		}
		at = stay.From
	}
	return at, !at.IsZero()
}

// continuingSince returns when continuing care began, without a break; ok is false if the person is not in it.
func continuingSince(v *plan.View) (at time.Time, ok bool) {
	for stay := range v.Stays {
		if stay.Stage != stages.Aftercare && stay.Stage != stages.Recovery {
			break
		}
		at = stay.From
	}
	return at, !at.IsZero()
}

// lastDetox returns when the last detoxification of the present time in care ended; while it goes on, that is now. It is not
// ok if there was none.
func lastDetox(v *plan.View) (ended time.Time, ok bool) {
	for stay := range v.Stays {
		switch {
		case stay.Stage == stages.Detox && stay.Until.IsZero():
			return v.At(), true
		case stay.Stage == stages.Detox:
			return stay.Until, true
		case resting(stay.Stage):
			return time.Time{}, false
		}
	}
	return time.Time{}, false
}
