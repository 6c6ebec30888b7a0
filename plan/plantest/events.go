package plantest

import (
	"fmt"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/stages"
	"github.com/oudpath/oudpath/stages/scale"
)

// Events turns bytes into events: facts and intents of every kind that a caller can send, in and out of order, with late
// entries, corrections, retractions, overrides and repetitions. The same bytes give the same events. Most of them are
// plausible; some are malformed or refer to nothing.
func Events(data []byte) []plan.Event {
	d := &dice{data: data}
	clock := time.Date(2026, 1, 5, 8, 0, 0, 0, time.UTC)
	var events []plan.Event
	for len(d.data) > 0 && len(events) < 400 {
		clock = clock.Add(time.Duration(d.roll(40)) * time.Hour)
		ev := plan.Event{ID: plan.EventID(fmt.Sprint("e", len(events))), At: clock, Body: d.body(),
			Actor: plan.Actor{ID: "a", Role: "clinician"}}
		d.disturb(&ev, events)
		events = append(events, ev)
	}
	return events
}

// dice reads decisions from bytes; when they are used up it rolls zero.
type dice struct{ data []byte }

func (d *dice) roll(sides int) int {
	if len(d.data) == 0 {
		return 0
	}
	n := int(d.data[0]) % sides
	d.data = d.data[1:]
	return n
}

func choose[T any](d *dice, from []T) T { return from[d.roll(len(from))] }

// disturb makes some events late, corrections, repetitions, or overrides.
func (d *dice) disturb(ev *plan.Event, earlier []plan.Event) {
	switch d.roll(16) {
	case 1:
		ev.Recorded = ev.At
		ev.At = ev.At.Add(-time.Duration(d.roll(200)) * time.Hour)
	case 2:
		if len(earlier) > 0 {
			ev.Replaces = choose(d, earlier).ID
		}
	case 3:
		if len(earlier) > 0 {
			ev.Body = plan.Retracted{Event: choose(d, earlier).ID, Reason: "entered in error"}
		}
	case 4:
		if len(earlier) > 0 {
			*ev = choose(d, earlier)
		}
	case 5, 6:
		if ev.Body.Kind().Intent() {
			ev.Overrides = []plan.Override{{Rule: "bup.induction.cows-min", Reason: plan.ReasonClinical}}
		}
	}
}

var (
	products = []medication.ProductID{medication.MethadoneTab, medication.MethadoneConc, medication.BupSL, medication.BupnxFilm,
		medication.BupSublocade, medication.BupBrixadiWeekly, medication.NtxPO, medication.NtxXR, medication.LofexidineTab}
	substances = []medication.Substance{medication.Methadone, medication.Buprenorphine, medication.Naltrexone, medication.Lofexidine}
	agents     = []string{"heroin", "fentanyl", "methadone", "morphine er", "alprazolam", "phenelzine", "something unheard of"}
	settings   = []medication.Setting{0, medication.SettingOTP, medication.SettingHospital, medication.SettingPharmacy, medication.SettingEmergency}
	truths     = []plan.Truth{plan.Unknown, plan.Yes, plan.No}
	reasons    = []plan.Reason{plan.ReasonPatientChoice, plan.ReasonPositiveTest, plan.ReasonTimeLimit, plan.ReasonDeclinedCounselling, plan.ReasonCompleted}
	services   = []stages.Service{stages.CBT, stages.GroupSessions}
	contexts   = []plan.Circumstance{plan.LowDoseInitiation, plan.HospitalStay, plan.VerifiedTransfer, plan.EmergencyCare}
	health     = []plan.Health{plan.PhysicalDependence, plan.LiverFailure, plan.LowTolerance, plan.CongenitalLongQT}
	results    = []plan.TestResult{plan.Positive, plan.Negative, plan.Inconclusive}
)

func (d *dice) dose() medication.Dose {
	return medication.Dose{Principal: medication.Micrograms(uint64(1+d.roll(250)) * 500)}
}

func (d *dice) body() plan.Body {
	kinds := plan.AllKinds()
	switch kind := kinds[d.roll(len(kinds))]; kind {
	case plan.KindPersonRegistered:
		return plan.PersonRegistered{Birth: civil.Must(1950+d.roll(70), 6, 1), Sex: choose(d, []plan.Sex{"", plan.Female, plan.Male})}
	case plan.KindDiagnosisRecorded:
		return plan.DiagnosisRecorded{Criteria: d.roll(13)}
	case plan.KindOpioidUsed:
		return plan.OpioidUsed{Agent: choose(d, agents), DailyDose: d.dose().Principal}
	case plan.KindScored:
		return plan.Scored{Scale: choose(d, []scale.ID{scale.COWS, scale.PHQ9, "none"}), Total: d.roll(50)}
	case plan.KindSignsObserved:
		return plan.SignsObserved{Signs: choose(d, [][]plan.Sign{nil, {plan.Mydriasis, plan.Piloerection}, {plan.Sedation}})}
	case plan.KindMeasured:
		infos := plan.Measures()
		return plan.Measured{Measure: choose(d, infos).Measure, Value: plan.Whole(int32(d.roll(250) * 3))}
	case plan.KindScreened:
		return plan.Screened{Results: []plan.AnalyteResult{{Analyte: choose(d, plan.Analytes()), Result: choose(d, results)}}}
	case plan.KindPregnancyReported:
		return plan.PregnancyReported{Status: choose(d, []plan.PregnancyStatus{plan.Pregnant, plan.NotPregnant})}
	case plan.KindAllergyReported:
		return plan.AllergyReported{Substance: choose(d, substances)}
	case plan.KindConditionReported:
		return plan.ConditionReported{Condition: choose(d, health), Present: choose(d, truths)}
	case plan.KindMedicineReported:
		return plan.MedicineReported{Agent: choose(d, agents), Taking: choose(d, truths)}
	case plan.KindAssessed:
		return plan.Assessed{Assessment: choose(d, plan.Assessments())}
	case plan.KindReviewed:
		return plan.Reviewed{Section: choose(d, []plan.Section{plan.MedicinesSection, plan.AllergiesSection, plan.ConditionsSection, plan.OpioidUseSection})}
	default:
		return d.care(kind)
	}
}

func (d *dice) care(kind plan.Kind) plan.Body {
	switch kind {
	case plan.KindChallenged:
		return plan.Challenged{Result: choose(d, results), Observed: time.Duration(d.roll(60)) * time.Minute}
	case plan.KindDoseGiven:
		return plan.DoseGiven{Product: choose(d, products), Dose: d.dose(), Setting: choose(d, settings)}
	case plan.KindDoseTaken:
		return plan.DoseTaken{Product: choose(d, products), Dose: d.dose()}
	case plan.KindDoseMissed:
		return plan.DoseMissed{Substance: choose(d, substances)}
	case plan.KindDoseHeld:
		return plan.DoseHeld{Substance: choose(d, substances), Reason: choose(d, reasons)}
	case plan.KindTakeHomeSupplied:
		return plan.TakeHomeSupplied{Substance: choose(d, substances), Days: d.roll(30)}
	case plan.KindSessionAttended:
		return plan.SessionAttended{Service: choose(d, services)}
	case plan.KindSessionMissed:
		return plan.SessionMissed{Service: choose(d, services)}
	case plan.KindServiceDeclined:
		return plan.ServiceDeclined{Service: choose(d, services)}
	case plan.KindRewardEarned:
		return plan.RewardEarned{For: "a negative test"}
	case plan.KindAdverseEvent:
		return plan.AdverseEvent{Description: "constipation"}
	case plan.KindConsentRecorded:
		return plan.ConsentRecorded{Consent: plan.ConsentTreatment, Given: choose(d, truths)}
	case plan.KindContextStated:
		return plan.ContextStated{Context: choose(d, contexts), Holds: choose(d, truths)}
	case plan.KindOverrideGranted:
		return plan.OverrideGranted{Override: plan.Override{Rule: "methadone.induction.day1-total", Reason: plan.ReasonClinical,
			Expires: time.Date(2026, 1, 5+d.roll(200), 0, 0, 0, 0, time.UTC)}}
	case plan.KindCustom:
		return plan.Custom{Name: "org.example.note", Text: "text"}
	case plan.KindDied:
		if d.roll(8) > 0 { // seldom, or hardly anything would happen to the living
			return plan.VisitMissed{}
		}
	}
	return d.intent(kind)
}

func (d *dice) intent(kind plan.Kind) plan.Body {
	switch kind {
	case plan.KindOrder:
		return plan.Order{Product: choose(d, products), Dose: d.dose(), PerDay: d.roll(4), Setting: choose(d, settings),
			Schedule: choose(d, []medication.Schedule{{}, medication.Daily()})}
	case plan.KindStageMove:
		return plan.StageMove{Trigger: choose(d, stages.Journey().Triggers()).ID, Reason: choose(d, reasons), Destination: "elsewhere",
			MedicationContinues: choose(d, truths), ReferralArranged: choose(d, truths)}
	case plan.KindLevelMove:
		return plan.LevelMove{Trigger: choose(d, stages.Care().Triggers()).ID, WeeklyHours: plan.Whole(int32(d.roll(30)))}
	case plan.KindCourseMove:
		return plan.CourseMove{Trigger: choose(d, stages.Medication().Triggers()).ID, Substance: choose(d, substances)}
	case plan.KindStopMedication:
		return plan.StopMedication{Substance: choose(d, substances), Reason: choose(d, reasons), Abrupt: choose(d, truths)}
	case plan.KindPlanEndDate:
		return plan.PlanEndDate{Substance: choose(d, substances), On: civil.Must(2026, 12, 1), Reason: choose(d, reasons)}
	case plan.KindTakeHomeGrant:
		return plan.TakeHomeGrant{Product: choose(d, products), Days: d.roll(31), Criteria: choose(d, truths)}
	case plan.KindWithdrawalManagement:
		return plan.WithdrawalManagement{Method: choose(d, []plan.WithdrawalMethod{plan.MethodBuprenorphineTaper, plan.MethodAnesthesia}), ContinuingPlan: choose(d, truths)}
	case plan.KindForceMove:
		return plan.ForceMove{Stage: stages.Therapy, Note: "moved by court order"}
	case plan.KindRetracted, plan.KindStageMoved, plan.KindCourseMoved, plan.KindDeviationRecorded, plan.KindDeviationWithdrawn:
		return plan.PreventionPlanMade{}
	}
	return kind.Zero()
}
