package journal

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/stages"
	"github.com/oudpath/oudpath/stages/scale"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "rewrite the golden files")

var (
	morning = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	nurse   = plan.Actor{ID: "n1", Role: "nurse"}
	doctor  = plan.Actor{ID: "d1", Role: "physician"}
	header  = Header{Plan: "person-1", Profile: "us", CreatedBy: "clinic 4.2"}
)

func mg(n uint32) medication.Dose { return medication.Dose{Principal: medication.Milligrams(n)} }

// told is an event that happened so many minutes into the story. IDs count the events.
func told(minutes int, who plan.Actor, body plan.Body) plan.Event {
	return plan.Event{At: morning.Add(time.Duration(minutes) * time.Minute), Actor: who, Body: body}
}

func follows(cause plan.EventID, minutes int, body plan.Body) plan.Event {
	ev := told(minutes, plan.Actor{}, body)
	ev.Cause = cause
	return ev
}

const day = 24 * 60

// story has at least one event of every kind, and every member of the envelope.
func story() []plan.Event {
	late := told(2*day, nurse, plan.DoseTaken{Product: medication.MethadoneTab, Dose: mg(30)})
	late.Recorded = late.At.Add(50*time.Hour + 1500*time.Millisecond)
	corrected := told(day, nurse, plan.Measured{Measure: plan.BodyTemperature, Value: plan.Whole(37)})
	corrected.Replaces = "e9"
	overridden := told(3*day, doctor, plan.Order{
		Product: medication.MethadoneTab, Dose: mg(60), PerDay: 1, Purpose: plan.PurposeContinue, Route: medication.Oral,
		Setting: medication.SettingOTP, Schedule: medication.Daily(), Supervised: plan.Yes, Rationale: "dose verified by telephone",
	})
	overridden.Overrides = []plan.Override{
		{Rule: "example.rule", Reason: plan.ReasonVerifiedTransfer},
		{Rule: "example.other-rule", Reason: plan.ReasonOther, Note: "“why”, in\twords & <signs>"},
	}
	events := []plan.Event{
		told(0, nurse, plan.PersonRegistered{Birth: civil.Must(1990, 5, 17), Sex: plan.Female}),
		told(1, doctor, plan.DiagnosisRecorded{
			Criteria: 8, Remission: plan.No, HighRisk: plan.Yes, CodeSystem: "http://hl7.org/fhir/sid/icd-10-cm", Code: "F11.20",
		}),
		told(2, nurse, plan.OpioidUsed{Agent: "heroin", DailyDose: medication.Micrograms(1500), Injected: plan.Yes}),
		told(3, nurse, plan.Scored{Scale: scale.COWS, Total: 0}),
		told(4, nurse, plan.Scored{Scale: scale.GAD7, Total: 14, Items: gad7(2)}),
		told(5, nurse, plan.SignsObserved{}),
		told(6, nurse, plan.SignsObserved{Signs: []plan.Sign{plan.Mydriasis, plan.Yawning}}),
		told(7, nurse, plan.Measured{Measure: plan.Potassium}),
		told(8, nurse, plan.Measured{Measure: plan.BodyTemperature, Value: quantity("27.5")}),
		told(9, nurse, plan.Screened{Results: []plan.AnalyteResult{
			{Analyte: plan.AnalyteFentanyl, Result: plan.Positive}, {Analyte: plan.AnalyteMethadone, Result: plan.Inconclusive},
		}}),
		told(10, nurse, plan.PregnancyReported{Status: plan.Pregnant, Due: civil.Must(2026, 9, 1)}),
		told(11, nurse, plan.AllergyReported{Substance: medication.Lofexidine}),
		told(12, nurse, plan.ConditionReported{Condition: plan.AcuteAsthma, Present: plan.No}),
		told(13, nurse, plan.MedicineReported{
			Agent: "an imported sedative", Taking: plan.Yes, Classes: []medication.Class{medication.OtherSedative, medication.QTProlonging},
		}),
		told(14, nurse, plan.Reviewed{Section: plan.AllergiesSection}),
		told(15, doctor, plan.Assessed{Assessment: plan.ScreeningExamination}),
		told(16, doctor, plan.ConsentRecorded{Consent: plan.ConsentTreatment, Given: plan.Yes}),
		told(17, doctor, plan.ContextStated{Context: plan.VerifiedTransfer, Holds: plan.Yes}),
		told(18, doctor, plan.StageMove{Trigger: stages.BeginTherapy, To: stages.Therapy}),
		told(19, doctor, plan.LevelMove{
			Trigger: stages.ToIntensiveOutpatient, To: stages.IntensiveOutpatient, Edition: stages.FourthEdition, ASAM: "2.1",
			WeeklyHours: quantity("9.5"),
		}),
		told(20, doctor, plan.Order{Product: medication.MethadoneTab, Dose: mg(30), Schedule: medication.Daily()}),
		told(30, nurse, plan.DoseGiven{
			Product: medication.MethadoneTab, Dose: mg(30), Route: medication.Oral, Setting: medication.SettingOTP,
			Supervised: plan.Yes, Purpose: plan.PurposeStart,
		}),
		follows("e22", 30, plan.CourseMoved{
			Trigger: stages.DoseGiven, From: stages.NoMedication, To: stages.Initiation, Substance: medication.Methadone,
		}),
		follows("e22", 30, plan.DeviationRecorded{
			Rule: "example.rule", Severity: plan.Warning, Profile: "us@1", Message: "no dose of the rescue medicine at home",
		}),
		told(40, nurse, plan.NaloxoneSupplied{Product: medication.NaloxoneIN, Doses: 2}),
		corrected,
		follows("e22", day, plan.DeviationWithdrawn{Rule: "example.rule", Profile: "us@1"}),
		told(2*day, nurse, plan.SessionAttended{Service: stages.CBT, Minutes: 50}),
		told(2*day, nurse, plan.SessionMissed{Service: stages.GroupSessions}),
		told(2*day, nurse, plan.ServiceDeclined{Service: stages.Yoga}),
		told(2*day, nurse, plan.RewardEarned{For: "negative screen"}),
		told(2*day, nurse, plan.PreventionPlanMade{}),
		told(2*day, nurse, plan.VisitMissed{}),
		overridden,
		late,
		told(4*day, nurse, plan.DoseMissed{Substance: medication.Methadone}),
		told(5*day, nurse, plan.DoseHeld{Substance: medication.Methadone, Reason: plan.ReasonIntoxicated}),
		told(5*day, nurse, plan.AdverseEvent{Description: "sedation", Serious: plan.No}),
		told(6*day, doctor, plan.OverrideGranted{Override: plan.Override{
			Rule: "example.rule", Reason: plan.ReasonProtocol, Expires: morning.AddDate(0, 1, 0),
		}}),
		told(7*day, doctor, plan.TakeHomeGrant{Product: medication.MethadoneTab, Days: 3, ClosureDays: 1, Criteria: plan.Yes}),
		told(7*day, nurse, plan.TakeHomeSupplied{Substance: medication.Methadone, Days: 3}),
		told(8*day, nurse, plan.ReturnedToUse{Agent: "fentanyl"}),
		follows("e42", 8*day, plan.StageMoved{Trigger: stages.ReturnToUse, From: stages.Therapy, To: stages.Assessment}),
		told(8*day, nurse, plan.Overdosed{Agent: "fentanyl", NaloxoneReversed: plan.Yes}),
		told(9*day, doctor, plan.CourseMove{
			Trigger: stages.Switch, To: stages.Initiation, Substance: medication.Buprenorphine, Reason: plan.ReasonPatientChoice,
		}),
		told(9*day, doctor, plan.StopMedication{
			Substance: medication.Methadone, Reason: plan.ReasonPatientChoice, Abrupt: plan.No,
		}),
		told(10*day, doctor, plan.Order{
			Product: medication.BupnxFilm, Dose: medication.Dose{Principal: medication.Milligrams(8), Companion: medication.Milligrams(2)},
			Schedule: medication.OnWeekdays(time.Monday, time.Wednesday, time.Friday), SupplyDays: 7,
		}),
		told(10*day, nurse, plan.PrecipitatedWithdrawal{By: medication.Buprenorphine}),
		told(11*day, doctor, plan.WithdrawalManagement{
			Method: plan.MethodBuprenorphineTaper, Setting: medication.SettingHospital, ContinuingPlan: plan.Yes, ExpectedDays: 10,
			Informed: plan.Yes, Requested: plan.Yes,
		}),
		told(12*day, doctor, plan.PlanEndDate{
			Substance: medication.Buprenorphine, On: civil.Must(2026, 12, 31), Reason: plan.ReasonPatientChoice,
		}),
		told(13*day, doctor, plan.Challenged{Result: plan.Negative, Observed: 20 * time.Minute}),
		told(14*day, doctor, plan.ForceMove{Stage: stages.Aftercare, Note: "moved house; papers follow"}),
		told(15*day, nurse, plan.Custom{Name: "org.example.urine-temperature", Text: "34.5 °C — 正常 🌡"}),
		told(15*day, nurse, plan.Retracted{Event: "e53", Reason: "another person's sample"}),
		told(16*day, nurse, plan.Died{Overdose: plan.No}),
	}
	for i := range events {
		events[i].ID = plan.EventID(fmt.Sprint("e", i+1))
	}
	for i := range events {
		if events[i].Body.Kind().Derived() {
			events[i].ID = events[i].Cause + "~" + events[i].ID
		}
	}
	return events
}

func gad7(each int) map[string]int {
	instrument, _ := scale.Lookup(scale.GAD7)
	items := make(map[string]int)
	for _, item := range instrument.Items() {
		items[item.ID] = each
	}
	return items
}

func quantity(text string) plan.Quantity {
	q, err := plan.ParseQuantity(text)
	if err != nil {
		panic(err)
	}
	return q
}

// write returns the journal of the events.
func write(t testing.TB, events ...plan.Event) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := NewWriter(&b, header)
	require.NoError(t, err)
	for _, ev := range events {
		require.NoError(t, w.Append(ev))
	}
	return b.Bytes()
}

// golden compares with a file of testdata, or rewrites it.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		require.NoError(t, os.WriteFile(path, got, 0o644))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Equal(t, string(want), string(got), "rewrite with -update, and read what changed")
}

func TestTheStoryHasEveryKind(t *testing.T) {
	told := make(map[plan.Kind]bool)
	for _, ev := range story() {
		told[ev.Body.Kind()] = true
	}
	for _, kind := range plan.AllKinds() {
		require.True(t, told[kind], "add an event of kind %s to the story", kind)
	}
}

func TestGoldenStoryIsWrittenAsEver(t *testing.T) {
	golden(t, "story.jsonl", write(t, story()...))
}

func TestGoldenStoryIsReadAsItWasWritten(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("testdata", "story.jsonl"))
	require.NoError(t, err)
	head, events, err := ReadAll(bytes.NewReader(text))
	require.NoError(t, err)
	require.Equal(t, header, head)
	require.Equal(t, story(), events)
}

func TestOneEventIsWrittenAndReadAlone(t *testing.T) {
	for _, ev := range story() {
		line, err := Marshal(ev)
		require.NoError(t, err)
		again, err := Unmarshal(append(line, '\n'))
		require.NoError(t, err)
		require.Equal(t, ev, again)
	}
}
