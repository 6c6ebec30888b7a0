package plan

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages"
)

// Holds reports whether the circumstance holds: it was stated and not ended, or the event itself brings it along, as an order
// for a hospital does.
func (v *View) Holds(c record.Circumstance) bool {
	_, holds := v.HoldsSince(c)
	return holds
}

// Stated returns the event that last stated the circumstance, as holding or as ended; ok is false if nobody stated it.
func (v *View) Stated(c record.Circumstance) (ev record.Event, ok bool) {
	for _, ev := range v.state.contexts {
		if ev.Body.(record.ContextStated).Context == c {
			v.note(ev)
			return *ev, true
		}
	}
	return record.Event{}, false
}

// HoldsSince returns since when the circumstance holds; ok is false if it was not stated, or was stated to have ended. What
// the event itself brings along holds since the event.
func (v *View) HoldsSince(c record.Circumstance) (since time.Time, ok bool) {
	for _, ev := range v.state.contexts {
		b := ev.Body.(record.ContextStated)
		if b.Context != c {
			continue
		}
		v.note(ev)
		if !b.Until.IsZero() && b.Until.Before(v.day) {
			break // what was stated is past its last day
		}
		return ev.At, b.Holds == truth.Yes
	}
	return v.event.At, v.brings(c)
}

func (v *View) brings(c record.Circumstance) bool {
	var purpose record.Purpose
	var setting medication.Setting
	switch b := v.event.Body.(type) {
	case record.Order:
		purpose, setting = b.Purpose, b.Setting
	case record.DoseGiven:
		purpose, setting = b.Purpose, b.Setting
	case record.WithdrawalManagement:
		setting = b.Setting
	}
	switch c {
	case record.PrecipitatedRescue:
		return purpose == record.PurposeRescue
	case record.HospitalStay:
		return setting == medication.SettingHospital
	case record.EmergencyCare:
		return setting == medication.SettingEmergency
	}
	return false
}

// Consent says whether the consent was given, or withdrawn; unknown if nobody recorded it.
func (v *View) Consent(c record.Consent) truth.Value {
	for _, ev := range v.state.consents {
		if b := ev.Body.(record.ConsentRecorded); b.Consent == c {
			v.note(ev)
			return b.Given
		}
	}
	return truth.Unknown
}

// Assessed returns when the assessment was last done; ok is false if none is on record.
func (v *View) Assessed(a record.Assessment) (at time.Time, ok bool) {
	for _, ev := range v.state.assessed {
		if ev.Body.(record.Assessed).Assessment == a {
			v.note(ev)
			return ev.At, true
		}
	}
	return time.Time{}, false
}

// Declined reports whether the service was offered and declined.
func (v *View) Declined(service stages.Service) bool {
	for _, ev := range v.state.declined {
		if ev.Body.(record.ServiceDeclined).Service == service {
			v.note(ev)
			return true
		}
	}
	return false
}
