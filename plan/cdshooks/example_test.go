package cdshooks_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/cdshooks"
	"github.com/oudpath/oudpath/plan/jurisdiction"
)

// An EHR asks while somebody signs an order of buprenorphine three hours after heroin. The person is invented.
func Example() {
	engine, err := jurisdiction.Engine("us", time.UTC)
	if err != nil {
		fmt.Println(err)
		return
	}
	service, err := cdshooks.New(cdshooks.Config{
		Engine: engine, Base: "https://cds.example.org", Market: "us", Setting: medication.SettingOffice,
		Clock: func() time.Time { return time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC) },
		Open:  true, // a demonstration: a service for patients verifies tokens
		Services: []cdshooks.Service{{ID: "orders", Hook: "order-sign", Description: "Checks orders",
			Prefetch: map[string]string{"patient": "Patient/{{context.patientId}}", "facts": "Observation?patient={{context.patientId}}"}}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	const oudpath = `"system":"https://github.com/oudpath/oudpath/fhir/CodeSystem/oudpath"`
	call := `{"hook":"order-sign","hookInstance":"d1577c69-dfbe-44ad-ba6d-3e05e953b2ea","context":{"userId":"Practitioner/1","patientId":"7",
		"draftOrders":{"resourceType":"Bundle","type":"collection","entry":[{"resource":{"resourceType":"MedicationRequest","id":"d1",
			"status":"draft","intent":"order","subject":{"reference":"Patient/7"},
			"medicationCodeableConcept":{"text":"buprenorphine-naloxone 8 mg-2 mg sublingual film"},
			"dosageInstruction":[{"doseAndRate":[{"doseQuantity":{"value":1,"unit":"film"}}]}]}}]}},
		"prefetch":{"patient":{"resourceType":"Patient","id":"7","birthDate":"1988-04-01"},
			"facts":{"resourceType":"Observation","id":"o1","status":"final","subject":{"reference":"Patient/7"},
				"code":{"coding":[{` + oudpath + `,"code":"opioid-used"}]},"valueDateTime":"2026-03-02T06:00:00Z",
				"component":[{"code":{"coding":[{` + oudpath + `,"code":"agent"}]},"valueString":"heroin"}]}}}`

	request := httptest.NewRequest(http.MethodPost, "/cds-services/orders", strings.NewReader(call))
	request.Header.Set("Content-Type", "application/json")
	response := httptest.NewRecorder()
	service.ServeHTTP(response, request)

	var answer struct {
		Cards []struct {
			Indicator, Summary string
			Suggestions        []struct{ Label string }
		}
	}
	if err := json.Unmarshal(response.Body.Bytes(), &answer); err != nil {
		fmt.Println(err)
		return
	}
	for _, card := range answer.Cards {
		fmt.Println(card.Indicator+":", card.Summary)
		for _, s := range card.Suggestions {
			fmt.Println("  suggested:", s.Label)
		}
	}
	// Output:
	// critical: Order buprenorphine/naloxone film 8 mg/2 mg: 3 h since heroin, less than 6 h
	//   suggested: To be recorded: COWS total
	// warning: Order buprenorphine/naloxone film 8 mg/2 mg: first dose of 8 mg, more than 4 mg
}
