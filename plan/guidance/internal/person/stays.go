package person

import (
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/stages"
)

// Discharge returns the move if the event asks for a Discharge of any kind. One that is set by force says nothing of what goes on.
func Discharge(v *plan.View) (record.StageMove, bool) {
	switch b := v.Body().(type) {
	case record.StageMove:
		return b, Discharges(b.Trigger)
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

func Discharges(on stages.Trigger) bool {
	return on == stages.DischargePlanned || on == stages.DischargeUnplanned || on == stages.DischargeAdministrative
}

// Resting reports whether the stage is one outside of care, which people come back from.
func Resting(s stages.Stage) bool {
	switch s {
	case stages.Transferred, stages.DischargedPlanned, stages.DischargedUnplanned, stages.DischargedAdministrative:
		return true
	}
	return false
}

// Admitted returns when the present time in care began: the assessment after a referral, or the return. It is not ok if the
// person is not in care, or nobody knows.
func Admitted(v *plan.View) (at time.Time, ok bool) {
	for stay := range v.Stays {
		if Resting(stay.Stage) || stay.Stage == stages.Referral || stay.Stage == stages.Deceased {
			break
		}
		at = stay.From
	}
	return at, !at.IsZero()
}
