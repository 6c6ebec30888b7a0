package r4_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/oudpath/oudpath/plan/fhir/r4"
)

const (
	goodRequest = `{"resourceType":"MedicationRequest","id":"r1","status":"active","intent":"order","subject":{"reference":"Patient/p"},
		"requester":{"reference":"Practitioner/d"},"authoredOn":"2026-03-02","medicationCodeableConcept":{"coding":[
		{"system":"http://www.nlm.nih.gov/research/umls/rxnorm","code":"1010604"}]},"dosageInstruction":[{"timing":{"repeat":
		{"frequency":1,"period":1,"periodUnit":"d"}},"doseAndRate":[{"doseQuantity":{"value":8,"unit":"mg",
		"system":"http://unitsofmeasure.org","code":"mg"}}]}]}`
	goodPlan = `{"resourceType":"CarePlan","id":"c1","status":"active","intent":"plan","subject":{"reference":"Patient/p"},
		"category":[{"coding":[
		{"system":"http://hl7.org/fhir/us/core/CodeSystem/careplan-category","code":"assess-plan"}]}],
		"activity":[{"detail":{"status":"scheduled"}}]}`
	goodCondition = `{"resourceType":"Condition","id":"k1","subject":{"reference":"Patient/p"},"clinicalStatus":{"coding":[
		{"system":"http://terminology.hl7.org/CodeSystem/condition-clinical","code":"active"}]},"code":{"coding":[
		{"system":"http://hl7.org/fhir/sid/icd-10-cm","code":"F11.20"}]},"onsetDateTime":"2026"}`
)

func faults(t *testing.T, text string) []string {
	t.Helper()
	r, ok := parsed(t, text).Root().Resource()
	require.True(t, ok)
	var rules []string
	for _, f := range r4.Check(r) {
		rules = append(rules, f.Rule)
	}
	return rules
}

// The kinds of faulty resource that were seeded to compare validators, each refused.
func TestSeededFaults(t *testing.T) {
	for i, c := range []struct{ name, resource, old, with, rule string }{
		{"no status", goodRequest, `"status":"active",`, ``, "missing"},
		{"no subject", goodPlan, `"subject":{"reference":"Patient/p"},`, ``, "missing"},
		{"no medicine", goodRequest, `"medicationCodeableConcept"`, `"_medicationCodeableConcept_"`, "unknown-element"},
		{"a status that there is not", goodRequest, `"active"`, `"running"`, "code"},
		{"a unit of a period that there is not", goodRequest, `"periodUnit":"d"`, `"periodUnit":"day"`, "code"},
		{"an element that there is not", goodPlan, `"intent"`, `"goals":[],"intent"`, "unknown-element"},
		{"a date that there is not", goodRequest, `2026-03-02`, `2026-02-30`, "format"},
		{"a date as people write it", goodRequest, `2026-03-02`, `03/02/2026`, "format"},
		{"an id with a blank", goodRequest, `"r1"`, `"r 1"`, "format"},
		{"two medicines", goodRequest, `"authoredOn"`, `"medicationReference":{"reference":"Medication/m"},"authoredOn"`, "choice"},
		{"a reference to the wrong type", goodRequest, `Practitioner/d`, `Medication/d`, "reference"},
		{"one where there are several", goodPlan, `"category":[`, `"category":`, ""},
		{"several where there is one", goodPlan, `{"reference":"Patient/p"}`, `[{"reference":"Patient/p"}]`, "array"},
		{"an empty array", goodPlan, `[{"detail":{"status":"scheduled"}}]`, `[]`, "empty"},
		{"an empty object", goodPlan, `{"status":"scheduled"}`, `{}`, "empty"},
		{"an empty text", goodRequest, `"unit":"mg"`, `"unit":""`, "format"},
		{"an activity of two kinds", goodPlan, `"activity":[{`, `"activity":[{"reference":{"reference":"Task/1"},`, "cpl-3"},
		{"a condition that is present and has abated", goodCondition, `"onsetDateTime"`, `"abatementDateTime":"2026","onsetDateTime"`, "con-4"},
		{"a period without its unit", goodRequest, `,"periodUnit":"d"`, ``, "tim-2"},
		{"an order of nobody", goodRequest, `"requester":{"reference":"Practitioner/d"},`, ``, "us-core-21"},
		{"a code of a unit without its system", goodRequest, `"system":"http://unitsofmeasure.org","code":"mg"`, `"code":"mg"`, "qty-3"},
		{"a status of the wrong system", goodCondition, `condition-clinical`, `condition-state`, "code"},
		{"a code of another system", goodRequest, `"code":"1010604"`, `"code":"F11.20"`, "code-of-system"},
		{"a code that the system cannot have", goodCondition, `F11.20`, `F11,20`, "code-of-system"},
		{"no category of US Core", goodPlan, `assess-plan`, `assessment`, "us-core-assess-plan"},
	} {
		t.Run(fmt.Sprint(i, " ", c.name), func(t *testing.T) {
			if c.rule == "" {
				_, err := r4.Parse([]byte(strings.Replace(c.resource, c.old, c.with, 1)))
				require.Error(t, err)
				return
			}
			require.Contains(t, c.resource, c.old)
			require.Contains(t, faults(t, strings.Replace(c.resource, c.old, c.with, 1)), c.rule)
		})
	}
	for _, good := range []string{goodRequest, goodPlan, goodCondition} {
		require.Empty(t, faults(t, good))
	}
}

// What HL7 publishes for US Core has no fault, but for those that are in it.
func TestPublicExamplesHaveNoFault(t *testing.T) {
	n := 0
	examples(t, func(name string, data []byte) {
		if !strings.Contains(name, "/example/") && !strings.Contains(name, "cdc-opioid-ig") {
			return
		}
		d, err := r4.Parse(data)
		require.NoError(t, err)
		r, ok := d.Root().Resource()
		if !ok {
			return
		}
		for _, f := range r4.Check(r) {
			if f.Rule == "unknown-type" {
				return
			}
			t.Errorf("%s: %s", name, f)
		}
		n++
	})
	require.Greater(t, n, 300)
}
