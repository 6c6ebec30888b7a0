package fhir_test

import (
	"fmt"
	"time"

	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/fhir"
	"github.com/oudpath/oudpath/plan/fhir/r4"
	"github.com/oudpath/oudpath/plan/jurisdiction"
	"github.com/oudpath/oudpath/plan/record"
)

// A record of an EHR: an order in tablets, a drug screen in words, and a dose that nobody can read.
func ExampleFromBundle() {
	const ehr = `{"resourceType":"Bundle","type":"collection","entry":[
	{"resource":{"resourceType":"Patient","id":"7","gender":"male","birthDate":"1988-04-01"}},
	{"resource":{"resourceType":"Medication","id":"m","code":{"coding":[
		{"system":"http://www.nlm.nih.gov/research/umls/rxnorm","code":"864706"}]}}},
	{"resource":{"resourceType":"MedicationRequest","id":"1","status":"active","intent":"order","authoredOn":"2026-03-02T09:00:00Z",
		"subject":{"reference":"Patient/7"},"medicationReference":{"reference":"Medication/m"},
		"dosageInstruction":[{"timing":{"repeat":{"frequency":1,"period":1,"periodUnit":"d"}},
			"doseAndRate":[{"doseQuantity":{"value":3,"unit":"TAB"}}]}]}},
	{"resource":{"resourceType":"Observation","id":"2","status":"final","effectiveDateTime":"2026-03-01","subject":{"reference":"Patient/7"},
		"code":{"coding":[{"system":"http://loinc.org","code":"11235-9"}]},"valueString":"POS"}},
	{"resource":{"resourceType":"MedicationRequest","id":"3","status":"active","intent":"order","authoredOn":"2026-03-02",
		"subject":{"reference":"Patient/7"},"medicationCodeableConcept":{"text":"oxycodone 5 mg tablet"},
		"dosageInstruction":[{"text":"take one or two"}]}}]}`

	read, err := fhir.FromBundle([]byte(ehr), fhir.Reader{AsOf: time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC), Zone: time.UTC, Market: "us"})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, event := range read.Events {
		fmt.Println(event.At.Format("2006-01-02 15:04"), record.Describe(event.Body))
	}
	for _, account := range read.Accounts {
		for _, note := range account.Notes {
			fmt.Println(account.Resource, note)
		}
	}
	// Output:
	// 2026-03-01 23:59 registered male born 1988-04-01
	// 2026-03-01 23:59 drug screen: fentanyl positive
	// 2026-03-02 09:00 order methadone tablet 30 mg
	// 2026-03-02 12:00 takes oxycodone
	// Medication/m not-read: read through the orders and supplies that name it
}

// The rules of a place, published for a catalogue of knowledge artefacts.
func ExamplePublication_ToBundle() {
	engine, err := jurisdiction.Engine("us", time.UTC)
	if err != nil {
		fmt.Println(err)
		return
	}
	data, err := fhir.Publication{Engine: engine, On: civil.Must(2026, time.November, 1)}.ToBundle()
	if err != nil {
		fmt.Println(err)
		return
	}
	published, err := r4.Parse(data)
	if err != nil {
		fmt.Println(err)
		return
	}
	for entry := range published.Entries() {
		if entry.Get("name").Is("RuleMethadoneInductionFirstDose") {
			fmt.Println(entry.Get("title").Text())
			for _, action := range entry.Get("action").Items() {
				for _, limit := range action.Get("documentation").Items() {
					fmt.Println("-", limit.Get("display").Text())
				}
			}
		}
	}
	// Output:
	// The first dose of methadone stays within the limit
	// - first dose of methadone below which only low tolerance explains it: 10 mg
	// - first dose of methadone above which is warned of: 30 mg
	// - first dose of methadone above which is refused: 50 mg, from 2024-04-02
	// - whether the soft limits of the first day are warned of themselves: not set here
	// - methadone on the first day above which is refused: 50 mg, from 2024-04-02
	// - whether a documented reason lifts the limit of the first day: true, from 2024-04-02
	// - whether the limits of the first day hold for programmes alone: true
	// - whether a high tolerance counts only with an experienced prescriber: false
	// - time without opioids after which tolerance is uncertain: 5 days
	// - missed doses in a row from which methadone is started anew: 5
}
