package main

import (
	"encoding/json"
	"fmt"
	"time"
)

// asOf is when the recommendation is asked about.
var asOf = time.Date(2026, 3, 9, 12, 0, 0, 0, time.UTC)

const rxnorm = "http://www.nlm.nih.gov/research/umls/rxnorm"

// RxNorm codes of what people take here.
const (
	methadone = "864706"  // tablet of 10 mg
	film      = "1010604" // buprenorphine 8 mg and naloxone 2 mg
	spray     = "1725059" // naloxone 4 mg
	metformin = "860975"
)

type object = map[string]any

// person is the record of somebody invented, with thirteen resources, as a Bundle. Whether an agonist is taken, whether something that
// reverses an overdose was handed over, and whether that came to pass, differ from one to the next.
func person(n int) ([]byte, error) {
	id := fmt.Sprint("p", n)
	subject := object{"reference": "Patient/" + id}
	day := func(before int) string { return asOf.AddDate(0, 0, -before).Format(time.RFC3339) }
	concept := func(system, code string) object {
		return object{"coding": []any{object{"system": system, "code": code}}}
	}
	all := []object{
		{"resourceType": "Patient", "id": id, "gender": "female", "birthDate": fmt.Sprint(1960+n%40, "-05-17")},
		{"resourceType": "Condition", "id": id + "-c", "subject": subject, "recordedDate": day(30),
			"clinicalStatus":     concept("http://terminology.hl7.org/CodeSystem/condition-clinical", "active"),
			"verificationStatus": concept("http://terminology.hl7.org/CodeSystem/condition-ver-status", "confirmed"),
			"code":               concept("http://hl7.org/fhir/sid/icd-10-cm", "F11.20")},
		{"resourceType": "Observation", "id": id + "-qtc", "status": "final", "subject": subject, "effectiveDateTime": day(8),
			"code":          concept("http://loinc.org", "8636-3"),
			"valueQuantity": object{"value": 410 + n%20, "unit": "ms", "system": "http://unitsofmeasure.org", "code": "ms"}},
		{"resourceType": "Observation", "id": id + "-cows", "status": "final", "subject": subject, "effectiveDateTime": day(7),
			"code": concept("http://snomed.info/sct", "763699005"), "valueInteger": n % 15},
	}
	medicine, milligrams := [3]string{methadone, film, metformin}[n%3], [3]int{30, 8, 500}[n%3]
	for d := range 8 {
		all = append(all, object{"resourceType": "MedicationAdministration", "id": fmt.Sprint(id, "-a", d), "status": "completed", "subject": subject,
			"medicationCodeableConcept": concept(rxnorm, medicine), "effectiveDateTime": day(7 - d),
			"dosage": object{"dose": object{"value": milligrams, "unit": "mg", "system": "http://unitsofmeasure.org", "code": "mg"}}})
	}
	status := "completed"
	if n%4 == 3 {
		status = "cancelled"
	}
	handed := [2]string{spray, metformin}[n/2%2]
	all = append(all, object{"resourceType": "MedicationDispense", "id": id + "-d", "status": status, "subject": subject,
		"medicationCodeableConcept": concept(rxnorm, handed), "whenHandedOver": day(2), "quantity": object{"value": 2}})
	entries := make([]any, len(all))
	for i, r := range all {
		entries[i] = object{"fullUrl": fmt.Sprintf("http://fhir.example/%s/%s", r["resourceType"], r["id"]), "resource": r}
	}
	return json.Marshal(object{"resourceType": "Bundle", "type": "collection", "entry": entries})
}
