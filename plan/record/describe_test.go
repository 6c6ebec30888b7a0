package record_test

import (
	"testing"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages"
	"github.com/stretchr/testify/require"
)

// TestDescribe holds how events read, with and without what they may leave open.
func TestDescribe(t *testing.T) {
	day, mg := civil.Must(2026, time.March, 1), medication.Milligrams
	for _, c := range []struct {
		body record.Body
		says string
	}{
		{record.PersonRegistered{}, "registered"},
		{record.PersonRegistered{Birth: day, Sex: record.Female}, "registered female born 2026-03-01"},
		{record.DiagnosisRecorded{Criteria: 6}, "opioid use disorder: 6 DSM-5 criteria"},
		{record.DiagnosisRecorded{Criteria: 6, Remission: truth.Yes}, "opioid use disorder: 6 DSM-5 criteria, in remission"},
		{record.DiagnosisRecorded{Criteria: 6, Remission: truth.No}, "opioid use disorder: 6 DSM-5 criteria"},
		{record.DiagnosisRecorded{Code: "F11.20", CodeSystem: "http://hl7.org/fhir/sid/icd-10-cm"}, "opioid use disorder: code F11.20"},
		{record.OpioidUsed{Agent: "heroin"}, "used heroin"},
		{record.OpioidUsed{Agent: "methadone", DailyDose: mg(40), Injected: truth.Yes}, "used methadone 40 mg a day injected"},
		{record.SignsObserved{}, "examined: no signs"},
		{record.SignsObserved{Signs: []record.Sign{record.Yawning, record.Mydriasis}}, "signs: yawning, mydriasis"},
		{record.Measured{Measure: record.ChildPugh, Value: record.Whole(7)}, "Child-Pugh score 7"},
		{record.ConditionReported{Condition: record.LiverFailure, Present: truth.Yes}, "condition liver-failure"},
		{record.ConditionReported{Condition: record.LiverFailure, Present: truth.No}, "condition liver-failure no more"},
		{record.MedicineReported{Agent: "diazepam", Taking: truth.Yes}, "takes diazepam"},
		{record.MedicineReported{Agent: "diazepam", Taking: truth.No}, "stopped diazepam"},
		{record.DoseGiven{Product: medication.MethadoneConc, Dose: medication.Dose{Principal: mg(60)}}, "methadone oral concentrate 60 mg given"},
		{record.DoseGiven{Product: medication.MethadoneConc, Dose: medication.Dose{Principal: mg(60)}, Supervised: truth.Yes},
			"methadone oral concentrate 60 mg given, supervised"},
		{record.DoseGiven{Product: "no-such", Dose: medication.Dose{Principal: mg(60)}}, "no-such 60 mg given"},
		{record.DosesLost{Substance: medication.Methadone, Days: 3, How: record.LossReturned}, "3 days of methadone returned"},
		{record.DosesLost{Substance: medication.Methadone, How: record.LossTaken, LastTaken: day},
			"none of methadone left, the last taken on 2026-03-01"},
		{record.ReturnedToUse{}, "return to use"},
		{record.ReturnedToUse{Agent: "heroin"}, "return to use of heroin"},
		{record.Overdosed{}, "overdose, survived"},
		{record.Overdosed{Agent: "fentanyl", NaloxoneReversed: truth.Yes}, "overdose, survived of fentanyl, reversed with naloxone"},
		{record.ConsentRecorded{Consent: record.ConsentGuardian, Given: truth.Yes}, "consent to guardian given"},
		{record.ConsentRecorded{Consent: record.ConsentGuardian, Given: truth.No}, "consent to guardian withdrawn"},
		{record.ContextStated{Context: record.HospitalStay, Holds: truth.Yes}, "circumstance hospital-stay"},
		{record.ContextStated{Context: record.LowDoseInitiation, Protocol: "slow", Holds: truth.No},
			"circumstance low-dose-initiation by the protocol slow ended"},
		{record.Order{Product: medication.MethadoneConc, Dose: medication.Dose{Principal: mg(60)}}, "order methadone oral concentrate 60 mg"},
		{record.Order{Product: medication.MethadoneConc, Dose: medication.Dose{Principal: mg(60)}, PerDay: 1, First: day, Last: day.Add(6),
			Purpose: record.PurposePain}, "order methadone oral concentrate 60 mg, from 2026-03-01, until 2026-03-07, pain"},
		{record.StageMove{Trigger: stages.DischargePlanned}, "move: discharge-planned"},
		{record.StageMove{Trigger: stages.Assess, To: stages.Assessment, Reason: record.ReasonClinical},
			"move: assess to assessment because of clinical"},
		{record.StopMedication{Substance: medication.Methadone, Reason: record.ReasonPatientChoice}, "stop methadone: patient-choice"},
		{record.StopMedication{Substance: medication.Methadone, Reason: record.ReasonPatientChoice, Abrupt: truth.Yes},
			"stop methadone: patient-choice, at once"},
		{record.ForceMove{Stage: stages.Therapy, Note: "as agreed"}, "forced move to therapy: as agreed"},
	} {
		require.Equal(t, c.says, record.Describe(c.body))
	}
	for unit, want := range map[record.Measure]string{record.ALTRatio: "x ULN", record.SystolicPressure: "mmHg",
		record.EGFR: "mL/min/1.73 m2"} {
		require.Contains(t, record.Describe(record.Measured{Measure: unit, Value: record.Whole(7)}), "7 "+want)
	}
}

// TestActsBeyondTheFirstFew finds an act among more than the few that nearly every event has at most.
func TestActsBeyondTheFirstFew(t *testing.T) {
	results := make([]record.AnalyteResult, 0, 8)
	for _, a := range []record.Analyte{record.AnalyteOpiates, record.AnalyteFentanyl, record.AnalyteMethadone, record.AnalyteOxycodone,
		record.AnalyteAlcohol, record.AnalyteBuprenorphine, record.AnalyteBenzodiazepines} {
		results = append(results, record.AnalyteResult{Analyte: a, Result: record.Positive})
	}
	acts := record.ActsOf(&record.Event{ID: "a", Body: record.Screened{Results: results}})
	found := 0
	for act := range acts.All() {
		if act.Analyte == record.AnalyteBuprenorphine {
			found++
		}
	}
	require.Equal(t, 1, found)
	act, ok := acts.Of(record.Contacts, medication.SetOf(medication.Buprenorphine))
	require.True(t, ok)
	require.Equal(t, record.AnalyteBuprenorphine, act.Analyte)
	_, ok = acts.Of(record.Puts, medication.SetOf())
	require.False(t, ok)
	_, ok = acts.Of(record.Contacts, medication.SetOf(medication.Lofexidine))
	require.False(t, ok)
	require.True(t, acts.Means().Has(record.Contacts))
}
