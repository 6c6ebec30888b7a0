package person

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages"
)

// GaveWay reports whether one of the other medications was ordered to be taken daily, or given, after the injection. What an order
// or a dose for pain says of itself is believed here: it keeps the reminder.
func GaveWay(v *plan.View, injection plan.DoseRecord, others ...medication.Substance) bool {
	for _, s := range others {
		order, at, ordered := v.OrderInForce(s)
		if ordered && injection.At.Before(at) && order.Regimen() && order.Purpose != record.PurposePain {
			return true
		}
		for dose := range v.Now().Intakes(s) {
			given, _ := dose.Event.Body.(record.DoseGiven)
			if injection.At.Before(dose.At) && given.Purpose != record.PurposePain && given.Purpose != record.PurposeChallenge {
				return true
			}
			break
		}
	}
	return false
}

// EndsBefore reports whether the medication is planned to have ended by the day.
func EndsBefore(v *plan.View, s medication.Substance, day civil.Date) bool {
	end, planned := v.PlannedEnd(s)
	return planned && !day.Before(end.On)
}

func ByMouth(order record.Order) bool {
	product, ok := medication.Lookup(order.Product)
	return ok && !product.LongActing()
}

// GoesOn reports whether the medication is ordered or was given, and was not stopped since.
func GoesOn(v *plan.View, s medication.Substance) bool {
	if _, ok := v.FirstDose(s); ok {
		return true
	}
	_, _, ok := v.OrderInForce(s)
	return ok
}

// Taking reports whether the medication was started and not stopped.
func Taking(v *plan.View, s medication.Substance) bool { return v.OnMedication(s) }

// TakenSince returns the day of the first dose, or of the first order where no dose is on record; ok is false if it is not taken.
func TakenSince(v *plan.View, s medication.Substance) (day civil.Date, ok bool) {
	if first, ok := v.FirstDose(s); ok {
		return v.DayOf(first.At), true
	}
	if !agent.IsMedication(s) || !Taking(v, s) {
		return civil.Date{}, false
	}
	if at, ordered := v.FirstOrder(s); ordered {
		return v.DayOf(at), true
	}
	at, _, ok := v.Supplied(s)
	return v.DayOf(at), ok
}

// AgonistTaken returns the agonist that is being taken; ok is false if none is.
func AgonistTaken(v *plan.View) (s medication.Substance, ok bool) {
	for _, s := range agent.Medications {
		if agent.IsAgonist(s) && Taking(v, s) {
			return s, true
		}
	}
	return 0, false
}

// InDetox reports whether what is taken of the substance is there to manage a withdrawal, and has an end. That an order says so is a
// claim: the medication was begun with it, or a withdrawal is planned or goes on.
func InDetox(v *plan.View, s medication.Substance) bool {
	order, at, ok := v.OrderInForce(s)
	if !ok || order.Purpose != record.PurposeDetox {
		return false
	}
	if since, taken := TakenSince(v, s); !taken || !since.Before(v.DayOf(at)) {
		return true
	}
	stage, _ := v.Stage()
	_, planned := PlannedWithdrawal(v)
	return planned || stage == stages.Detox
}

// LastDetox returns when the last detoxification of the present time in care ended; while it goes on, that is now. It is not
// ok if there was none.
func LastDetox(v *plan.View) (ended time.Time, ok bool) {
	for stay := range v.Stays {
		switch {
		case stay.Stage == stages.Detox && stay.Until.IsZero():
			return v.At(), true
		case stay.Stage == stages.Detox:
			return stay.Until, true
		case Resting(stay.Stage):
			return time.Time{}, false
		}
	}
	return time.Time{}, false
}

// OtherAgonist reports whether another agonist has taken the place of the one that ends.
func OtherAgonist(v *plan.View, e Ending) bool {
	for _, s := range agent.Medications {
		if s != e.Substance && e.Substance != 0 && agent.IsAgonist(s) && Taking(v, s) {
			return true
		}
	}
	return false
}

// ReplacedBy reports whether another medication goes on, so that a change is no end of treatment.
func ReplacedBy(v *plan.View, s medication.Substance) bool {
	for _, other := range agent.Medications {
		if other != s && Taking(v, other) {
			return true
		}
	}
	return false
}

// Wished reports whether a medication ends because somebody wants it to, and not because something happened.
func Wished(v *plan.View, r record.Reason) bool {
	switch r {
	case record.ReasonCompleted, record.ReasonPatientChoice, record.ReasonTimeLimit, record.ReasonProtocol:
		return true
	}
	move, ok := v.Body().(record.CourseMove)
	return ok && r == "" && move.Trigger == stages.BeginTaper
}

// Withdrawal is what an event says about bringing the person through Withdrawal, whatever it is called: Withdrawal management as
// such, an order that is for it, the move into detox. What it does not say is unknown.
type Withdrawal struct {
	Method    record.WithdrawalMethod // empty: not stated
	Setting   medication.Setting
	Days      int         // 0: not stated
	Plan      truth.Value // there is one for treatment after it
	Informed  truth.Value
	Requested truth.Value
}

// WithdrawalIn reads the plan of a withdrawal.
func WithdrawalIn(v *plan.View, b record.WithdrawalManagement) Withdrawal {
	w := Withdrawal{Method: b.Method, Setting: b.Setting, Days: b.ExpectedDays, Plan: b.ContinuingPlan, Informed: b.Informed,
		Requested: b.Requested}
	switch consent := v.Consent(record.ConsentWithdrawalRisks); {
	case w.Informed == truth.No || consent == truth.No:
		w.Informed = truth.No
	case consent == truth.Yes:
		w.Informed = truth.Yes
	}
	return w
}

// PlannedWithdrawal returns the plan of the withdrawal that goes on or is about to begin; ok is false if there is none, or if detox
// was left since.
func PlannedWithdrawal(v *plan.View) (w Withdrawal, ok bool) {
	ev, ok := v.Last(record.KindWithdrawalManagement)
	if !ok {
		return Withdrawal{}, false
	}
	for stay := range v.Stays {
		if !stay.From.After(ev.At) {
			break
		}
		if stay.Stage != stages.Detox {
			return Withdrawal{}, false
		}
	}
	return WithdrawalIn(v, ev.Body.(record.WithdrawalManagement)), true
}

// Inpatient says whether the withdrawal takes place in a hospital or a residence: by its setting, the circumstances, or the
// level of care. Custody is neither, and unknown.
func Inpatient(v *plan.View, at medication.Setting) truth.Value {
	switch at {
	case medication.SettingHospital:
		return truth.Yes
	case medication.SettingOTP, medication.SettingOffice, medication.SettingPharmacy, medication.SettingHome:
		return truth.No
	}
	if v.Holds(record.HospitalStay) || v.Holds(record.MonitoredInpatient) {
		return truth.Yes
	}
	switch level, _ := v.Level(); level {
	case stages.Inpatient, stages.Residential:
		return truth.Yes
	case stages.Outpatient, stages.IntensiveOutpatient, stages.PartialHospitalization, stages.OpioidTreatmentProgram:
		return truth.No
	}
	return truth.Unknown
}
