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
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages"
	"github.com/oudpath/oudpath/stages/scale"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "rewrite the golden files")

var (
	morning = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	nurse   = record.Actor{ID: "n1", Role: "nurse"}
	doctor  = record.Actor{ID: "d1", Role: "physician"}
	header  = Header{
		Dialect: Recorded, Plan: "person-1", Zone: "America/New_York", Jurisdiction: "us", JurisdictionVersion: "2026-11",
		CreatedBy: "clinic 4.2",
	}
)

func mg(n uint32) medication.Dose { return medication.Dose{Principal: medication.Milligrams(n)} }

// told is an event that happened so many minutes into the story. IDs count the events.
func told(minutes int, who record.Actor, body record.Body) record.Event {
	return record.Event{At: morning.Add(time.Duration(minutes) * time.Minute), Actor: who, Body: body}
}

func follows(cause record.EventID, minutes int, body record.Body) record.Event {
	ev := told(minutes, record.Actor{}, body)
	ev.Cause = cause
	return ev
}

const day = 24 * 60

// story has at least one event of every kind, and every member of the envelope.
func story() []record.Event {
	late := told(2*day, nurse, record.DoseTaken{Product: medication.MethadoneTab, Dose: mg(30)})
	late.Recorded = late.At.Add(50*time.Hour + 1500*time.Millisecond)
	corrected := told(day, nurse, record.Measured{Measure: record.BodyTemperature, Value: record.Whole(37)})
	corrected.Replaces = "e9"
	overridden := told(3*day, doctor, record.Order{
		Product: medication.MethadoneTab, Dose: mg(60), PerDay: 1, Purpose: record.PurposeContinue, Route: medication.Oral,
		Setting: medication.SettingOTP, Schedule: medication.Daily(), Supervised: truth.Yes, Rationale: "dose verified by telephone",
	})
	overridden.Overrides = []record.Override{
		{Rule: "example.rule", Reason: record.ReasonVerifiedTransfer},
		{Rule: "example.other-rule", Reason: record.ReasonOther, Note: "“why”, in\twords & <signs>"},
	}
	events := []record.Event{
		told(0, nurse, record.PersonRegistered{Birth: civil.Must(1990, 5, 17), Sex: record.Female}),
		told(1, doctor, record.DiagnosisRecorded{
			Criteria: 8, Remission: truth.No, HighRisk: truth.Yes, CodeSystem: "http://hl7.org/fhir/sid/icd-10-cm", Code: "F11.20",
		}),
		told(2, nurse, record.OpioidUsed{Agent: "heroin", DailyDose: medication.Micrograms(1500), Injected: truth.Yes}),
		told(3, nurse, record.Scored{Scale: scale.COWS, Total: 0}),
		told(4, nurse, record.Scored{Scale: scale.GAD7, Total: 14, Items: gad7(2)}),
		told(5, nurse, record.SignsObserved{}),
		told(6, nurse, record.SignsObserved{Signs: []record.Sign{record.Mydriasis, record.Yawning}}),
		told(7, nurse, record.Measured{Measure: record.Potassium}),
		told(8, nurse, record.Measured{Measure: record.BodyTemperature, Value: quantity("27.5")}),
		told(9, nurse, record.Screened{Results: []record.AnalyteResult{
			{Analyte: record.AnalyteFentanyl, Result: record.Positive}, {Analyte: record.AnalyteMethadone, Result: record.Inconclusive},
		}}),
		told(10, nurse, record.PregnancyReported{Status: record.Pregnant, Due: civil.Must(2026, 9, 1)}),
		told(11, nurse, record.AllergyReported{Substance: medication.Lofexidine}),
		told(12, nurse, record.ConditionReported{Condition: record.AcuteAsthma, Present: truth.No}),
		told(13, nurse, record.MedicineReported{
			Agent: "an imported sedative", Taking: truth.Yes, Classes: []medication.Class{medication.OtherSedative,
				medication.QTProlonging},
		}),
		told(14, nurse, record.Reviewed{Section: record.AllergiesSection}),
		told(15, doctor, record.Assessed{Assessment: record.ScreeningExamination}),
		told(16, doctor, record.ConsentRecorded{Consent: record.ConsentTreatment, Given: truth.Yes}),
		told(17, doctor, record.ContextStated{Context: record.VerifiedTransfer, Holds: truth.Yes}),
		told(18, doctor, record.StageMove{Trigger: stages.BeginTherapy, To: stages.Therapy}),
		told(19, doctor, record.LevelMove{
			Trigger: stages.ToIntensiveOutpatient, To: stages.IntensiveOutpatient, Edition: stages.FourthEdition, ASAM: "2.1",
			WeeklyHours: quantity("9.5"),
		}),
		told(20, doctor, record.Order{Product: medication.MethadoneTab, Dose: mg(30), Schedule: medication.Daily()}),
		told(30, nurse, record.DoseGiven{
			Product: medication.MethadoneTab, Dose: mg(30), Route: medication.Oral, Setting: medication.SettingOTP,
			Supervised: truth.Yes, Purpose: record.PurposeStart,
		}),
		follows("e22", 30, record.CourseMoved{
			Trigger: stages.DoseGiven, From: stages.NoMedication, To: stages.Initiation, Substance: medication.Methadone,
		}),
		follows("e22", 30, record.DeviationRecorded{
			Rule: "example.rule", Severity: record.Warning, Jurisdiction: "us@1", Message: "no dose of the rescue medicine at home",
		}),
		told(40, nurse, record.NaloxoneSupplied{Product: medication.NaloxoneIN, Doses: 2}),
		corrected,
		follows("e22", day, record.DeviationWithdrawn{Rule: "example.rule", Jurisdiction: "us@1"}),
		told(2*day, nurse, record.SessionAttended{Service: stages.CBT, Minutes: 50}),
		told(2*day, nurse, record.SessionMissed{Service: stages.GroupSessions}),
		told(2*day, nurse, record.ServiceDeclined{Service: stages.Yoga}),
		told(2*day, nurse, record.RewardEarned{For: "negative screen"}),
		told(2*day, nurse, record.PreventionPlanMade{}),
		told(2*day, nurse, record.NeedsRecorded{Needs: []record.Need{{Kind: record.NeedHousing, What: "a room", Owner: "Maria"}}}),
		told(2*day, nurse, record.VisitMissed{}),
		overridden,
		late,
		told(4*day, nurse, record.DoseMissed{Substance: medication.Methadone}),
		told(5*day, nurse, record.DoseHeld{Substance: medication.Methadone, Reason: record.ReasonIntoxicated}),
		told(5*day, nurse, record.AdverseEvent{Description: "sedation", Serious: truth.No}),
		told(6*day, doctor, record.OverrideGranted{Override: record.Override{
			Rule: "example.rule", Reason: record.ReasonProtocol, Expires: morning.AddDate(0, 1, 0),
		}}),
		told(7*day, doctor, record.TakeHomeGrant{Product: medication.MethadoneTab, Days: 3, ClosureDays: 1, Criteria: truth.Yes}),
		told(7*day, nurse, record.TakeHomeSupplied{Substance: medication.Methadone, Days: 3}),
		told(8*day, nurse, record.DosesLost{Substance: medication.Methadone, Days: 1, How: record.LossReturned}),
		told(8*day, nurse, record.ReturnedToUse{Agent: "fentanyl"}),
		follows("e42", 8*day, record.StageMoved{Trigger: stages.ReturnToUse, From: stages.Therapy, To: stages.Assessment}),
		told(8*day, nurse, record.Overdosed{Agent: "fentanyl", NaloxoneReversed: truth.Yes}),
		told(9*day, doctor, record.CourseMove{
			Trigger: stages.Switch, To: stages.Initiation, Substance: medication.Buprenorphine, Reason: record.ReasonPatientChoice,
		}),
		told(9*day, doctor, record.StopMedication{
			Substance: medication.Methadone, Reason: record.ReasonPatientChoice, Abrupt: truth.No,
		}),
		told(10*day, doctor, record.Order{
			Product: medication.BupnxFilm, Dose: medication.Dose{Principal: medication.Milligrams(8), Companion: medication.Milligrams(2)},
			Schedule: medication.OnWeekdays(time.Monday, time.Wednesday, time.Friday), SupplyDays: 7,
		}),
		told(10*day, nurse, record.PrecipitatedWithdrawal{By: medication.Buprenorphine}),
		told(11*day, doctor, record.WithdrawalManagement{
			Method: record.MethodBuprenorphineTaper, Setting: medication.SettingHospital, ContinuingPlan: truth.Yes, ExpectedDays: 10,
			Informed: truth.Yes, Requested: truth.Yes,
		}),
		told(12*day, doctor, record.PlanEndDate{
			Substance: medication.Buprenorphine, On: civil.Must(2026, 12, 31), Reason: record.ReasonPatientChoice,
		}),
		told(13*day, doctor, record.Challenged{Result: record.Negative, Observed: 20 * time.Minute}),
		told(14*day, doctor, record.ForceMove{Stage: stages.Aftercare, Note: "moved house; papers follow"}),
		told(15*day, nurse, record.Custom{Name: "org.example.urine-temperature", Text: "34.5 °C — 正常 🌡"}),
		told(15*day, nurse, record.Retracted{Event: "e53", Reason: "another person's sample"}),
		told(16*day, nurse, record.Died{Overdose: truth.No}),
	}
	for i := range events {
		events[i].ID = record.EventID(fmt.Sprint("e", i+1))
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

func quantity(text string) record.Quantity {
	q, err := record.ParseQuantity(text)
	if err != nil {
		panic(err)
	}
	return q
}

// write returns the journal of the events.
func write(t testing.TB, events ...record.Event) []byte {
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
	told := make(map[record.Kind]bool)
	for _, ev := range story() {
		told[ev.Body.Kind()] = true
	}
	for _, kind := range record.AllKinds() {
		require.True(t, told[kind], "add an event of kind %s to the story", kind)
	}
}

func TestGoldenStoryIsWrittenAsEver(t *testing.T) {
	golden(t, "story.jsonl", write(t, story()...))
}

func TestGoldenStoryIsReadAsItWasWritten(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("testdata", "story.jsonl"))
	require.NoError(t, err)
	head, events, err := ReadAll(bytes.NewReader(text), Options{})
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
