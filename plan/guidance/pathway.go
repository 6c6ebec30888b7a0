package guidance

import (
	"cmp"
	"slices"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/stages"
)

// Limits in days, weeks, months and counts, as they are shown to a reader.

func atMostDays(id plan.ParamID, title string) plan.Param[int] {
	return plan.NewParam(id, title, plan.LowerIsStricter(cmp.Compare[int]), plan.Shown(counted("day")))
}

func atLeastDays(id plan.ParamID, title string) plan.Param[int] {
	return plan.NewParam(id, title, plan.HigherIsStricter(cmp.Compare[int]), plan.Shown(counted("day")))
}

func atLeastMonths(id plan.ParamID, title string) plan.Param[int] {
	return plan.NewParam(id, title, plan.HigherIsStricter(cmp.Compare[int]), plan.Shown(counted("month")))
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
func taking(v *plan.View, s medication.Substance) bool { return v.OnMedication(s) }

// takenSince returns the day of the first dose, or of the first order where no dose is on record; ok is false if it is not taken.
func takenSince(v *plan.View, s medication.Substance) (day civil.Date, ok bool) {
	if first, ok := v.FirstDose(s); ok {
		return v.DayOf(first.At), true
	}
	if !openMedication(s) || !taking(v, s) {
		return civil.Date{}, false
	}
	if at, ordered := v.FirstOrder(s); ordered {
		return v.DayOf(at), true
	}
	at, _, ok := v.Supplied(s)
	return v.DayOf(at), ok
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

// inDetox reports whether what is taken of the substance is there to manage a withdrawal, and has an end. That an order says so is a
// claim: the medication was begun with it, or a withdrawal is planned or goes on.
func inDetox(v *plan.View, s medication.Substance) bool {
	order, at, ok := v.OrderInForce(s)
	if !ok || order.Purpose != record.PurposeDetox {
		return false
	}
	if since, taken := takenSince(v, s); !taken || !since.Before(v.DayOf(at)) {
		return true
	}
	stage, _ := v.Stage()
	_, planned := plannedWithdrawal(v)
	return planned || stage == stages.Detox
}

// discharge returns the move if the event asks for a discharge of any kind. One that is set by force says nothing of what goes on.
func discharge(v *plan.View) (record.StageMove, bool) {
	switch b := v.Body().(type) {
	case record.StageMove:
		return b, discharges(b.Trigger)
	case record.ForceMove:
		on, ok := dischargeTo[b.Stage]
		return record.StageMove{Trigger: on, To: b.Stage}, ok
	}
	return record.StageMove{}, false
}

// dischargeTo is the discharge that leads to a stage.
var dischargeTo = map[stages.Stage]stages.Trigger{
	stages.DischargedPlanned:        stages.DischargePlanned,
	stages.DischargedUnplanned:      stages.DischargeUnplanned,
	stages.DischargedAdministrative: stages.DischargeAdministrative,
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
