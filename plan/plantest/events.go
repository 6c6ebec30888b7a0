package plantest

import (
	"fmt"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages"
	"github.com/oudpath/oudpath/stages/scale"
)

// Events turns bytes into events: facts and intents of every kind that a caller can send, in and out of order, with late
// entries, corrections, retractions, overrides and repetitions. The same bytes give the same events. Most of them are
// plausible; some are malformed or refer to nothing.
func Events(data []byte) []record.Event {
	d := &dice{data: data}
	clock := time.Date(2026, 1, 5, 8, 0, 0, 0, time.UTC)
	var events []record.Event
	for len(d.data) > 0 && len(events) < 400 {
		clock = clock.Add(time.Duration(d.roll(40)) * time.Hour)
		ev := record.Event{ID: record.EventID(fmt.Sprint("e", len(events))), At: clock, Body: d.body(),
			Actor: record.Actor{ID: "a", Role: "clinician"}}
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

// disturb makes some events late, corrections, repetitions, overridden, or intents for days to come.
func (d *dice) disturb(ev *record.Event, earlier []record.Event) {
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
			ev.Body = record.Retracted{Event: choose(d, earlier).ID, Reason: "entered in error"}
		}
	case 4:
		if len(earlier) > 0 {
			*ev = choose(d, earlier)
		}
	case 5, 6:
		if ev.Body.Kind().Intent() {
			ev.Overrides = []record.Override{{Rule: "bup.induction.cows-min", Reason: record.ReasonClinical}}
		}
	case 7:
		if ev.Body.Kind().Intent() { // asked for before its time
			ev.Recorded = ev.At.Add(-time.Duration(d.roll(200)) * time.Hour)
		}
	}
}

var (
	products = []medication.ProductID{medication.MethadoneTab, medication.MethadoneConc, medication.BupSL, medication.BupnxFilm,
		medication.BupSublocade, medication.BupBrixadiWeekly, medication.NtxPO, medication.NtxXR, medication.LofexidineTab}
	substances = []medication.Substance{medication.Methadone, medication.Buprenorphine, medication.Naltrexone, medication.Lofexidine}
	agents     = []string{"heroin", "fentanyl", "methadone", "morphine er", "alprazolam", "phenelzine", "something unheard of"}
	settings   = []medication.Setting{0, medication.SettingOTP, medication.SettingHospital, medication.SettingPharmacy,
		medication.SettingEmergency}
	truths  = []truth.Value{truth.Unknown, truth.Yes, truth.No}
	reasons = []record.Reason{record.ReasonPatientChoice, record.ReasonPositiveTest, record.ReasonTimeLimit,
		record.ReasonDeclinedCounselling, record.ReasonCompleted}
	services = []stages.Service{stages.CBT, stages.GroupSessions}
	contexts = []record.Circumstance{record.LowDoseInitiation, record.HospitalStay, record.VerifiedTransfer, record.EmergencyCare}
	health   = []record.Health{record.PhysicalDependence, record.LiverFailure, record.LowTolerance, record.CongenitalLongQT}
	results  = []record.TestResult{record.Positive, record.Negative, record.Inconclusive}
)

func (d *dice) dose() medication.Dose {
	return medication.Dose{Principal: medication.Micrograms(uint64(1+d.roll(250)) * 500)}
}

func (d *dice) body() record.Body {
	kinds := record.AllKinds()
	switch kind := kinds[d.roll(len(kinds))]; kind {
	case record.KindPersonRegistered:
		return record.PersonRegistered{Birth: civil.Must(1950+d.roll(70), 6, 1),
			Sex: choose(d, []record.Sex{"", record.Female, record.Male})}
	case record.KindDiagnosisRecorded:
		return record.DiagnosisRecorded{Criteria: d.roll(13)}
	case record.KindOpioidUsed:
		return record.OpioidUsed{Agent: choose(d, agents), DailyDose: d.dose().Principal}
	case record.KindScored:
		return record.Scored{Scale: choose(d, []scale.ID{scale.COWS, scale.PHQ9, "none"}), Total: d.roll(50)}
	case record.KindSignsObserved:
		return record.SignsObserved{Signs: choose(d, [][]record.Sign{nil, {record.Mydriasis, record.Piloerection}, {record.Sedation}})}
	case record.KindMeasured:
		infos := record.Measures()
		return record.Measured{Measure: choose(d, infos).Measure, Value: record.Whole(int32(d.roll(250) * 3))}
	case record.KindScreened:
		return record.Screened{Results: []record.AnalyteResult{{Analyte: choose(d, record.Analytes()), Result: choose(d, results)}}}
	case record.KindPregnancyReported:
		return record.PregnancyReported{Status: choose(d, []record.PregnancyStatus{record.Pregnant, record.NotPregnant})}
	case record.KindAllergyReported:
		return record.AllergyReported{Substance: choose(d, substances)}
	case record.KindConditionReported:
		return record.ConditionReported{Condition: choose(d, health), Present: choose(d, truths)}
	case record.KindMedicineReported:
		return record.MedicineReported{Agent: choose(d, agents), Taking: choose(d, truths), OrderedHere: choose(d, truths)}
	case record.KindAssessed:
		return record.Assessed{Assessment: choose(d, record.Assessments())}
	case record.KindReviewed:
		return record.Reviewed{Section: choose(d,
			[]record.Section{record.MedicinesSection, record.AllergiesSection, record.ConditionsSection, record.OpioidUseSection})}
	default:
		return d.care(kind)
	}
}

func (d *dice) care(kind record.Kind) record.Body {
	switch kind {
	case record.KindChallenged:
		return record.Challenged{Result: choose(d, results), Observed: time.Duration(d.roll(60)) * time.Minute}
	case record.KindDoseGiven:
		return record.DoseGiven{Product: choose(d, products), Dose: d.dose(), Setting: choose(d, settings)}
	case record.KindDoseTaken:
		return record.DoseTaken{Product: choose(d, products), Dose: d.dose()}
	case record.KindDoseMissed:
		return record.DoseMissed{Substance: choose(d, substances)}
	case record.KindDoseHeld:
		return record.DoseHeld{Substance: choose(d, substances), Reason: choose(d, reasons)}
	case record.KindTakeHomeSupplied:
		return record.TakeHomeSupplied{Substance: choose(d, substances), Days: d.roll(30)}
	case record.KindDosesLost:
		return record.DosesLost{Substance: choose(d, substances), Days: 1 + d.roll(9), How: record.LossLost}
	case record.KindSessionAttended:
		return record.SessionAttended{Service: choose(d, services)}
	case record.KindSessionMissed:
		return record.SessionMissed{Service: choose(d, services)}
	case record.KindServiceDeclined:
		return record.ServiceDeclined{Service: choose(d, services)}
	case record.KindNeedsRecorded:
		return record.NeedsRecorded{Needs: []record.Need{{Kind: choose(d, record.NeedKinds()), What: "a room",
			Status: choose(d, record.NeedStatuses()), Due: civil.Must(2026, 1, 5).Add(d.roll(200))}}}
	case record.KindRewardEarned:
		return record.RewardEarned{For: "a negative test"}
	case record.KindAdverseEvent:
		return record.AdverseEvent{Description: "constipation"}
	case record.KindConsentRecorded:
		return record.ConsentRecorded{Consent: record.ConsentTreatment, Given: choose(d, truths)}
	case record.KindContextStated:
		return record.ContextStated{Context: choose(d, contexts), Holds: choose(d, truths)}
	case record.KindOverrideGranted:
		return record.OverrideGranted{Override: record.Override{Rule: "methadone.induction.first-day-total", Reason: record.ReasonClinical,
			Expires: time.Date(2026, 1, 5+d.roll(200), 0, 0, 0, 0, time.UTC)}}
	case record.KindCustom:
		return record.Custom{Name: "org.example.note", Text: "text"}
	case record.KindDied:
		if d.roll(8) > 0 { // seldom, or hardly anything would happen to the living
			return record.VisitMissed{}
		}
	}
	return d.intent(kind)
}

func (d *dice) intent(kind record.Kind) record.Body {
	switch kind {
	case record.KindOrder:
		return ranging(record.Order{Product: choose(d, products), Dose: d.dose(), PerDay: d.roll(4), Setting: choose(d, settings),
			Schedule: choose(d, []medication.Schedule{{}, medication.Daily()})})
	case record.KindStageMove:
		return record.StageMove{Trigger: choose(d, stages.Journey().Triggers()).ID, Reason: choose(d, reasons), Destination: "elsewhere",
			MedicationContinues: choose(d, truths), ReferralArranged: choose(d, truths)}
	case record.KindLevelMove:
		return record.LevelMove{Trigger: choose(d, stages.Care().Triggers()).ID, WeeklyHours: record.Whole(int32(d.roll(30)))}
	case record.KindCourseMove:
		return record.CourseMove{Trigger: choose(d, stages.Medication().Triggers()).ID, Substance: choose(d, substances)}
	case record.KindStopMedication:
		return record.StopMedication{Substance: choose(d, substances), Reason: choose(d, reasons), Abrupt: choose(d, truths)}
	case record.KindPlanEndDate:
		return record.PlanEndDate{Substance: choose(d, substances), On: civil.Must(2026, 12, 1), Reason: choose(d, reasons)}
	case record.KindTakeHomeGrant:
		return record.TakeHomeGrant{Product: choose(d, products), Days: d.roll(31), Criteria: choose(d, truths)}
	case record.KindWithdrawalManagement:
		return record.WithdrawalManagement{Method: choose(d,
			[]record.WithdrawalMethod{record.MethodBuprenorphineTaper, record.MethodAnesthesia}), ContinuingPlan: choose(d, truths)}
	case record.KindForceMove:
		return record.ForceMove{Stage: stages.Therapy, Note: "moved by court order"}
	case record.KindRetracted, record.KindStageMoved, record.KindCourseMoved, record.KindDeviationRecorded, record.KindDeviationWithdrawn:
		return record.PreventionPlanMade{}
	}
	return kind.Zero()
}

// ranging makes an order of three doses a day one of a range, from half the dose on, where it can be one.
func ranging(o record.Order) record.Order {
	product, _ := medication.Lookup(o.Product)
	half, exact := o.Dose.Principal.Fraction(1, 2)
	if o.PerDay == 3 && exact && o.Dose.Companion.IsZero() && !product.LongActing() {
		o.Least.Principal = half
	}
	return o
}
