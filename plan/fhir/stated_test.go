package fhir_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/fhir"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

const ownSystem = fhir.System

// statements are bodies for which FHIR has no resource, and others that are written with words of this library: each comes back from an
// export that carries no events, as it was.
var statements = []record.Body{
	record.SignsObserved{},
	record.SignsObserved{Signs: []record.Sign{record.Tachycardia, record.Mydriasis}},
	record.SignsObserved{Signs: []record.Sign{record.Tachycardia}},
	record.Reviewed{Section: record.MedicinesSection},
	record.Challenged{Result: record.Negative, Observed: 20 * time.Minute},
	record.PrecipitatedWithdrawal{By: medication.Buprenorphine},
	record.PrecipitatedWithdrawal{},
	record.ReturnedToUse{Agent: "heroin"},
	record.ConsentRecorded{Consent: record.ConsentTreatment, Given: truth.Yes},
	record.ContextStated{Context: record.LowDoseInitiation, Holds: truth.Yes, Protocol: "Bernese", Setting: medication.SettingHospital,
		Until: civil.Must(2026, time.March, 9)},
	record.DosesLost{Substance: medication.Methadone, Days: 3, How: record.LossStolen},
	record.DosesLost{Substance: medication.Methadone, How: record.LossTaken, LastTaken: civil.Must(2026, time.March, 1)},
	record.ServiceDeclined{Service: "individual"},
	record.SessionMissed{Service: "individual"},
	record.VisitMissed{},
	record.PreventionPlanMade{},
	record.NeedsRecorded{},
	record.NeedsRecorded{Needs: []record.Need{{Kind: record.NeedHousing, What: "a room", Status: record.NeedReferred, Owner: "Maria",
		Due: civil.Must(2026, time.April, 1)}, {Kind: record.NeedGoal, What: "to see my son"}}},
	record.PreventionPlanMade{Reasons: []string{"my daughter", "work"},
		Triggers:     []record.Trigger{{What: "payday", Inner: truth.No, Strength: 7, Helps: "call Ana"}, {What: "\"tired\", alone"}},
		WarningSigns: []record.WarningSign{{What: "no sleep", When: record.EarlySign}}, Coping: []string{"walk"},
		Contacts:   []record.Contact{{Name: "Ana", Relation: "sister", Phone: "555 0100", Told: truth.Yes, Naloxone: truth.Yes}},
		Activities: []string{"choir on Monday"}, Medication: "film after breakfast", Naloxone: "hall cupboard", Lapse: []string{"call the clinic"},
		Review: civil.Must(2026, time.April, 1), CopyGiven: truth.Yes, SharedWith: []string{"Ana"}},
	record.RewardEarned{For: "attendance"},
	record.OpioidUsed{Agent: "methadone", DailyDose: medication.Milligrams(80), Injected: truth.No},
	record.DiagnosisRecorded{Criteria: 7, CodeSystem: "http://hl7.org/fhir/sid/icd-10-cm", Code: "F11.20"},
	record.DoseHeld{Substance: medication.Methadone, Reason: record.ReasonPatientChoice},
	record.DoseMissed{Substance: medication.Methadone},
	record.DoseTaken{Product: medication.BupnxFilm, Dose: medication.Dose{Principal: medication.Milligrams(8),
		Companion: medication.Milligrams(2)}},
	record.DoseGiven{Product: medication.MethadoneConc, Dose: medication.Dose{Principal: medication.Milligrams(65)},
		Setting: medication.SettingOTP, Supervised: truth.Yes},
	record.TakeHomeSupplied{Substance: medication.Methadone, Days: 6, Product: medication.MethadoneConc,
		Dose: medication.Dose{Principal: medication.Milligrams(65)}, PerDay: 1, First: civil.Must(2026, time.March, 2)},
	record.NaloxoneSupplied{Doses: 2},
	record.NaloxoneSupplied{},
	record.Measured{Measure: record.ALTRatio, Value: record.Whole(2)},
	record.ConditionReported{Condition: record.AdrenalInsufficiency, Present: truth.Yes},
	record.Assessed{Assessment: record.ScreeningExamination},
}

func TestStatementsComeBack(t *testing.T) {
	e := engine(t)
	for _, body := range statements {
		ev := record.Event{ID: "e", At: time.Date(2026, time.March, 1, 9, 0, 0, 0, time.UTC), Body: body}
		out, err := e.Apply(e.Open("p"), ev)
		require.NoError(t, err)
		data, err := fhir.Writer{Engine: e, At: asOf, Plain: true}.ToBundle(out.Plan)
		require.NoError(t, err)
		rec, err := fhir.FromBundle(data, reader)
		require.NoError(t, err)
		var back []record.Body
		for _, got := range rec.Events {
			if got.Body.Kind() == body.Kind() {
				back = append(back, got.Body)
				require.True(t, got.At.Equal(ev.At), "%T", body)
			}
		}
		require.Empty(t, cmp.Diff([]record.Body{body}, back, comparers...), "%T\n%s", body, data)
		for _, a := range rec.Accounts {
			require.True(t, a.Understood() || strings.HasPrefix(a.Resource, "Patient/"), "%T: %v", body, a.Notes)
		}
	}
}

var comparers = []cmp.Option{cmp.Comparer(func(a, b medication.Mass) bool { return a.Equal(b) }),
	cmp.Comparer(func(a, b civil.Date) bool { return a.Equal(b) }), cmp.Comparer(func(a, b record.Quantity) bool { return a == b })}

func stating(code, components string) string {
	return of("Observation", `"status":"final","effectiveDateTime":"2026-03-01T09:00:00Z","code":{"coding":[{"system":"`+ownSystem+`","code":"`+
		code+`"}]},"component":[`+components+`]`)
}

var yawning = component("signs-observed.signs", `"valueString":"yawning"`)

func component(code, value string) string {
	return `{"code":{"coding":[{"system":"` + ownSystem + `","code":"` + code + `"}]},` + value + `}`
}

// What an engine derives, what lifts rules and what moves a plan is taken from nobody; what is said twice or not in the form is a note.
func TestStatementsOfAnybody(t *testing.T) {
	for name, resource := range map[string]string{
		"a deviation":   stating("deviation-recorded", ""),
		"an override":   stating("override-granted", component("override-granted.rule", `"valueString":"x"`)),
		"a forced move": stating("force-move", component("force-move.stage", `"valueString":"maintenance"`)),
		"no such sign":  stating("signs-observed", component("signs-observed.signs", `"valueString":"cheerful"`)),
		"a sign twice":  stating("signs-observed", yawning+","+yawning),
		"a section twice": stating("reviewed", component("reviewed.section", `"valueString":"medicines"`)+","+
			component("reviewed.section", `"valueString":"allergies"`)),
		"no section":          stating("reviewed", ""),
		"a value of no form":  stating("reviewed", component("reviewed.section", `"valueQuantity":{"value":1}`)),
		"no value":            stating("reviewed", component("reviewed.section", `"interpretation":[{"text":"x"}]`)),
		"a member of another": stating("reviewed", component("signs-observed.signs", `"valueString":"yawning"`)),
		"a member of nothing": stating("reviewed", component("reviewed.mood", `"valueString":"good"`)),
	} {
		rec := read(t, reader, resource)
		account := rec.Accounts[1]
		require.Empty(t, account.Events, name)
		require.NotEmpty(t, account.Notes, name)
		require.Equal(t, name == "a deviation", account.Understood(), "%s: %v", name, account.Notes)
	}
}
