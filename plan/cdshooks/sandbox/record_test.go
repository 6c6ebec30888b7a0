package sandbox

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"time"
)

// person is somebody invented.
type person struct {
	id, given string
	used      time.Duration // since heroin
	cows      int           // ten minutes ago; 0: nobody looked
}

// people are one who is too early, and one of whom it is not known.
var people = []person{{"invented-1", "Ana", 3 * time.Hour, 14}, {"invented-2", "Bea", 20 * time.Hour, 0}}

// resources are the record of a person, by type. A FHIR server of our own answers with them.
func (p person) resources(now time.Time) map[string][]map[string]any {
	id := p.id
	subject := map[string]any{"reference": "Patient/" + id}
	at := func(ago time.Duration) string { return now.Add(-ago).Format(time.RFC3339) }
	coded := func(system, code, text string) map[string]any {
		concept := map[string]any{"coding": []any{map[string]any{"system": system, "code": code}}}
		if text != "" {
			concept["text"] = text
		}
		return concept
	}
	const own, snomed = "https://github.com/oudpath/oudpath/fhir/CodeSystem/oudpath", "http://snomed.info/sct"
	all := map[string][]map[string]any{
		"Patient": {{"resourceType": "Patient", "id": id, "gender": "female", "birthDate": "1991-07-14",
			"name": []any{map[string]any{"given": []string{p.given}, "family": "Invented"}}}},
		"Condition": {{"resourceType": "Condition", "id": id + "-oud", "subject": subject, "recordedDate": at(48 * time.Hour),
			"clinicalStatus":     coded("http://terminology.hl7.org/CodeSystem/condition-clinical", "active", ""),
			"verificationStatus": coded("http://terminology.hl7.org/CodeSystem/condition-ver-status", "confirmed", ""),
			"code":               coded("http://hl7.org/fhir/sid/icd-10-cm", "F11.20", "Opioid dependence, uncomplicated")}},
		"Observation": {{"resourceType": "Observation", "id": id + "-use", "status": "final", "subject": subject, "code": coded(own, "opioid-used", ""),
			"valueDateTime": at(p.used), "component": []any{map[string]any{"code": coded(own, "agent", ""), "valueString": "heroin"}}}},
	}
	if p.cows > 0 {
		all["Observation"] = append(all["Observation"], map[string]any{"resourceType": "Observation", "id": id + "-cows", "status": "final",
			"subject": subject, "code": coded(snomed, "763699005", "COWS"), "effectiveDateTime": at(10 * time.Minute), "valueInteger": p.cows})
	}
	return all
}

// fhirServer answers what the sandbox asks of one: its version, reads, and searches by type and patient.
type fhirServer struct{ all map[string][]map[string]any }

func (s *fhirServer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Access-Control-Allow-Origin", "*")
	w.Header().Set("Access-Control-Allow-Headers", "*")
	if r.Method == http.MethodOptions {
		return
	}
	w.Header().Set("Content-Type", "application/fhir+json")
	typ, id, _ := strings.Cut(strings.Trim(r.URL.Path, "/"), "/")
	var answer any = s.search(r, typ)
	switch {
	case typ == "metadata":
		answer = map[string]any{"resourceType": "CapabilityStatement", "fhirVersion": "4.0.1", "status": "active"}
	case id != "" && id != "_search":
		answer = s.read(typ, id)
	}
	if answer == nil {
		w.WriteHeader(http.StatusNotFound)
		return
	}
	if err := json.NewEncoder(w).Encode(answer); err != nil {
		fmt.Println(err)
	}
}

func (s *fhirServer) read(typ, id string) any {
	for _, r := range s.all[typ] {
		if r["id"] == id {
			return r
		}
	}
	return nil
}

func (s *fhirServer) search(r *http.Request, typ string) any {
	if err := r.ParseForm(); err != nil {
		return nil
	}
	who := r.Form.Get("patient")
	entry := []any{}
	for _, one := range s.all[typ] {
		subject, _ := one["subject"].(map[string]any)
		if who == "" || subject["reference"] == "Patient/"+strings.TrimPrefix(who, "Patient/") {
			entry = append(entry, map[string]any{"fullUrl": "http://fhir.example/" + typ + "/" + one["id"].(string), "resource": one})
		}
	}
	return map[string]any{"resourceType": "Bundle", "type": "searchset", "total": len(entry), "entry": entry}
}
