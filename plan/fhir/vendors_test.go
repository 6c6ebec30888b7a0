package fhir_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/fhir"
)

// told is one thing that is known of a person, before three systems write it in their ways.
type told struct {
	kind string // the way to write it
	what string // a medicine, a test, a condition
	n    int    // a dose in milligrams, a total, milliseconds; a result: 1 positive, 0 negative
	when string // hour and minute of the day, or a day
}

// medicines are written by one system as it prints them, by one with the code of the generic, by one with the code of a brand.
var medicines = map[string]struct {
	printed, generic, brand string
	milligrams              int // of one unit
}{
	"film 8":       {"buprenorphine-naloxone 8 mg-2 mg sublingual film", "1010604", "1010606", 8},
	"film 2":       {"buprenorphine-naloxone 2 mg-0.5 mg sublingual film", "1010600", "1010603", 2},
	"methadone 10": {"methadone 10 mg oral tablet", "864706", "864708", 10},
	"naltrexone":   {"naltrexone 50 mg oral tablet", "1483744", "1483744", 50},
}

// vendors write what is told as three systems would: names, counts of units, results in words and absolute references; generic codes,
// milligrams, coded results and relative references; codes of brands, contained medications, interpretations and other units.
var vendors = [3]func(i int, f told) string{printing, coded, branded}

func subjectOf(reference string) string { return `"subject":{"reference":"` + reference + `"},` }

func written(typ string, i int, members ...string) string {
	return fmt.Sprintf(`{"resourceType":%q,"id":"x%d",%s}`, typ, i, strings.Join(members, ""))
}

func at(f told) string { return "2026-03-02T" + f.when + ":00Z" }

func printing(i int, f told) string {
	who, m := subjectOf("https://a.example/fhir/Patient/p"), medicines[f.what]
	unit := fmt.Sprintf(`{"value":%d,"unit":"TAB"}`, f.n/max(m.milligrams, 1))
	medicine := fmt.Sprintf(`"medicationCodeableConcept":{"text":%q},`, m.printed)
	switch f.kind {
	case "order", "draft":
		return written("MedicationRequest", i, who, medicine, status(f), `"dosageInstruction":[{`, daily,
			`,"doseAndRate":[{"doseQuantity":`, unit, `}]}]`)
	case "given":
		return written("MedicationAdministration", i, who, medicine, `"status":"completed","effectiveDateTime":"`, at(f),
			`","dosage":{"dose":`, unit, `}`)
	case "screen":
		return result(i, who, f, `"valueString":"`+[2]string{"NEG", "POS"}[f.n]+`"`)
	case "score":
		return result(i, who, f, fmt.Sprintf(`"valueString":"%d"`, f.n))
	case "qtc":
		return result(i, who, f, fmt.Sprintf(`"valueQuantity":{"value":%d,"unit":"ms"}`, f.n))
	}
	return other(i, who, f, fmt.Sprintf(`{"text":%q}`, f.what))
}

func coded(i int, f told) string {
	who, m := subjectOf("Patient/p"), medicines[f.what]
	mass := fmt.Sprintf(`{"value":%d.00,"unit":"mg","system":"http://unitsofmeasure.org","code":"mg"}`, f.n)
	medicine := fmt.Sprintf(`"medicationCodeableConcept":{"coding":[{"system":%q,"code":%q}]},`, rxnorm, m.generic)
	switch f.kind {
	case "order", "draft":
		return written("MedicationRequest", i, who, medicine, status(f),
			`"dosageInstruction":[{"timing":{"code":{"coding":[{"code":"QD"}]}},`,
			`"doseAndRate":[{"doseQuantity":`, mass, `}]}]`)
	case "given":
		return written("MedicationAdministration", i, who, medicine, `"status":"completed","effectivePeriod":{"start":"`, at(f),
			`"},"dosage":{"dose":`, mass, `}`)
	case "screen":
		found := [2]string{`"valueCodeableConcept":{"text":"Not detected"}`,
			`"valueCodeableConcept":{"coding":[{"system":"` + snomed + `","code":"260373001"}]}`}
		return result(i, who, f, found[f.n])
	case "score":
		return result(i, who, f, fmt.Sprintf(`"valueInteger":%d`, f.n))
	case "qtc":
		return result(i, who, f, fmt.Sprintf(`"valueQuantity":{"value":%d,"system":"http://unitsofmeasure.org","code":"ms"}`, f.n))
	}
	return other(i, who, f, fmt.Sprintf(`{"text":%q,"coding":[{"system":"http://local.example","code":"L1"}]}`, f.what))
}

func branded(i int, f told) string {
	who, m := `"subject":{"reference":"p","type":"Patient"},`, medicines[f.what]
	unit := fmt.Sprintf(`{"value":%d.0,"unit":"film","system":"http://unitsofmeasure.org","code":"{film}"}`, f.n/max(m.milligrams, 1))
	medicine := fmt.Sprintf(`"contained":[{"resourceType":"Medication","id":"m","code":{"coding":[{"system":%q,"code":%q}]}}],`+
		`"medicationReference":{"reference":"#m"},`, rxnorm, m.brand)
	switch f.kind {
	case "order", "draft":
		return written("MedicationRequest", i, who, medicine, status(f),
			`"dosageInstruction":[{"timing":{"repeat":{"frequency":1,"period":24,"periodUnit":"h"}},`,
			`"doseAndRate":[{"doseQuantity":`, unit, `}]}]`)
	case "given":
		return written("MedicationAdministration", i, who, medicine, `"status":"completed","effectiveDateTime":"`, at(f),
			`","dosage":{"dose":`, unit, `}`)
	case "screen":
		return result(i, who, f, `"valueQuantity":{"value":1,"unit":"ng/mL"},`+
			`"interpretation":[{"coding":[{"code":"`+[2]string{"NEG", "POS"}[f.n]+`"}]}]`)
	case "score":
		return result(i, who, f, fmt.Sprintf(`"valueQuantity":{"value":%d.0,"unit":"{score}"}`, f.n))
	case "qtc":
		return result(i, who, f, fmt.Sprintf(`"valueQuantity":{"value":0.%d,"unit":"s","code":"s"}`, f.n))
	}
	return other(i, who, f, fmt.Sprintf(`{"coding":[{"display":%q}]}`, f.what))
}

func status(f told) string {
	stands := `"status":"active","intent":"order","authoredOn":"` + at(f) + `",`
	if f.kind == "draft" {
		stands = `"status":"draft","intent":"order","authoredOn":"` + at(f) + `",`
	}
	return stands
}

var tests = map[string][2]string{"fentanyl": {loinc, "11235-9"}, "methadone": {loinc, "3773-9"}, "benzodiazepines": {loinc, "3390-2"},
	"cows": {snomed, "763699005"}, "phq9": {loinc, "44261-6"}, "qtc": {loinc, "8636-3"}}

func result(i int, who string, f told, value string) string {
	code := tests[f.what]
	return written("Observation", i, who, `"status":"final","effectiveDateTime":"`, at(f), `","code":{"coding":[{"system":"`,
		code[0], `","code":"`, code[1],
		`"}]},`, value)
}

// other writes a medicine that the person takes, and a condition.
func other(i int, who string, f told, code string) string {
	if f.kind == "takes" {
		return written("MedicationStatement", i, who, `"status":"active","effectiveDateTime":"`, at(f),
			`","medicationCodeableConcept":`, code)
	}
	return written("Condition", i, who, `"clinicalStatus":{"coding":[{"code":"active"}]},"recordedDate":"`, at(f), `","code":`, code)
}

// patients are ten, invented. The last thing that is told of each is what is asked for.
var patients = [10][]told{
	{{"screen", "fentanyl", 1, "07:00"}, {"score", "cows", 14, "08:00"}, {"draft", "film 2", 4, "09:00"}},
	{{"score", "cows", 3, "08:00"}, {"draft", "film 8", 8, "09:00"}},
	{{"given", "methadone 10", 60, "06:00"}, {"draft", "film 8", 8, "09:00"}},
	{{"given", "film 8", 8, "06:00"}, {"draft", "naltrexone", 50, "09:00"}},
	{{"order", "methadone 10", 60, "06:00"}, {"draft", "naltrexone", 50, "09:00"}},
	{{"qtc", "qtc", 512, "07:00"}, {"draft", "methadone 10", 30, "09:00"}},
	{{"takes", "alprazolam", 0, "06:00"}, {"has", "obstructive sleep apnea", 0, "06:30"}, {"draft", "methadone 10", 30, "09:00"}},
	{{"takes", "oxycodone 5 mg tablet", 0, "06:00"}, {"screen", "methadone", 0, "07:00"}, {"draft", "naltrexone", 50, "09:00"}},
	{{"given", "methadone 10", 30, "06:00"}, {"draft", "methadone 10", 60, "09:00"}},
	{{"takes", "metformin", 0, "06:00"}, {"score", "phq9", 20, "07:00"}, {"screen", "benzodiazepines", 1, "07:00"}, {"draft",
		"film 8", 16, "09:00"}},
}

// Three systems that write the same person in their ways get the same decision, finding by finding.
func TestVendorsGetTheSameDecisions(t *testing.T) {
	e, statuses := engine(t), map[plan.Status]int{}
	for i, person := range patients {
		var first string
		for v, write := range vendors {
			resources := []string{patient}
			for n, f := range person {
				resources = append(resources, write(n, f))
			}
			rec, err := fhir.FromBundle([]byte(bundle(resources...)), reader)
			require.NoError(t, err)
			for _, a := range rec.Accounts {
				require.True(t, a.Understood(), "patient %d, vendor %d: %s %v", i, v, a.Resource, a.Notes)
			}
			require.Len(t, rec.Proposed, 1, "patient %d, vendor %d", i, v)
			p, _, err := rec.Import(e, "p")
			require.NoError(t, err)
			decision, err := e.Check(p, rec.Proposed[0])
			require.NoError(t, err)
			said := []string{decision.Status.String()}
			for _, f := range decision.Findings {
				said = append(said, fmt.Sprintf("%s %s %s %s", f.Rule, f.Verdict, f.Severity, f.Message()))
			}
			all := strings.Join(append(said, slices.Concat(decision.NotKnown)...), "\n")
			if v == 0 {
				first = all
				statuses[decision.Status]++
			}
			require.Equal(t, first, all, "patient %d, vendor %d", i, v)
		}
	}
	require.Greater(t, statuses[plan.Refused], 3)
	require.Greater(t, len(statuses), 1, "patients of one kind alone prove little")
}
