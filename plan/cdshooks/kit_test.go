package cdshooks

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/jurisdiction"
	"github.com/oudpath/oudpath/plan/record"
)

// now is when the requests of the tests are made.
var now = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)

var engineOnce = sync.OnceValue(func() *plan.Engine {
	e, err := jurisdiction.Engine("us", time.UTC)
	if err != nil {
		panic(err)
	}
	return e
})

// open is a service that anybody may call.
func open(t testing.TB, change ...func(*Config)) http.Handler {
	t.Helper()
	c := Config{Engine: engineOnce(), Clock: func() time.Time { return now }, Base: "https://cds.example", Open: true, Market: "us",
		Setting: medication.SettingOffice}
	for _, f := range change {
		f(&c)
	}
	h, err := New(c)
	require.NoError(t, err)
	return h
}

// post sends a body, and returns what comes back.
func post(h http.Handler, path, body string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	for _, header := range headers {
		name, value, _ := strings.Cut(header, ": ")
		r.Header.Set(name, value)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

// shown is a card as a client reads it.
type shown struct {
	UUID, Summary, Detail, Indicator string
	Source                           struct{ Label string }
	Suggestions                      []struct {
		Label, UUID string
		Actions     []struct {
			Type, Description, ResourceID string
			Resource                      json.RawMessage
		}
	}
	SelectionBehavior string
	OverrideReasons   []struct{ Code, System, Display string }
	Links             []struct{ Label, URL, Type string }
}

func cardsOf(t testing.TB, w *httptest.ResponseRecorder) []shown {
	t.Helper()
	require.Equal(t, http.StatusOK, w.Code, "%s", w.Body)
	var answer struct {
		Cards         []shown
		SystemActions []any
	}
	require.NoError(t, json.Unmarshal(w.Body.Bytes(), &answer))
	require.NotNil(t, answer.Cards)
	require.Nil(t, answer.SystemActions)
	return answer.Cards
}

const (
	anyInstance = "4e0a3a1e-3283-4575-ab82-028d55fe2719"
	somebody    = `{"resourceType":"Patient","id":"7","gender":"male","birthDate":"1988-04-01"}`
	rxnorm      = "http://www.nlm.nih.gov/research/umls/rxnorm"
)

// entries makes a searchset, or what is being written, of resources.
func entries(typ string, resources ...string) string {
	var list []string
	for i, r := range resources {
		list = append(list, fmt.Sprintf(`{"fullUrl":"https://ehr.example/fhir/%d","resource":%s}`, i, r))
	}
	return `{"resourceType":"Bundle","type":"` + typ + `","entry":[` + strings.Join(list, ",") + `]}`
}

// full is a prefetch with every key of the default services; what the record holds is under one of them.
func full(patient string, resources ...string) string {
	list := []string{`"patient":` + patient}
	for key := range everything() {
		switch {
		case key == "patient":
		case key == "observations" && len(resources) > 0:
			list = append(list, `"observations":`+entries("searchset", resources...))
		default:
			list = append(list, `"`+key+`":null`)
		}
	}
	return `{` + strings.Join(list, ",") + `}`
}

// hooked is a request of a hook; more is what its context holds beside who it is about.
func hooked(hook, more, prefetch string) string {
	return `{"hook":"` + hook + `","hookInstance":"` + anyInstance + `","context":{"userId":"Practitioner/d1","patientId":"7"` + more +
		`},"prefetch":` + prefetch + `}`
}

// ordered is a MedicationRequest of somebody.
func ordered(id, status, medicine, dose string) string {
	return `{"resourceType":"MedicationRequest","id":"` + id + `","status":"` + status +
		`","intent":"order","authoredOn":"2026-03-02T08:00:00Z",` +
		`"subject":{"reference":"Patient/7"},"medicationCodeableConcept":{` + medicine + `},"dosageInstruction":[{"timing":{"repeat":` +
		`{"frequency":1,"period":1,"periodUnit":"d"}},"doseAndRate":[{"doseQuantity":` + dose + `}]}]}`
}

func coded(code string) string { return `"coding":[{"system":"` + rxnorm + `","code":"` + code + `"}]` }

func milligrams(n int) string {
	return fmt.Sprintf(`{"value":%d,"unit":"mg","system":"http://unitsofmeasure.org","code":"mg"}`, n)
}

// film is an order of buprenorphine/naloxone film.
func film(mg int) string { return ordered("draft-1", "draft", coded("1010600"), milligrams(mg)) }

func observation(id, code, value string) string {
	return `{"resourceType":"Observation","id":"` + id + `","status":"final","effectiveDateTime":"2026-03-02T08:30:00Z",` +
		`"subject":{"reference":"Patient/7"},"code":{"coding":[` + code + `]},` + value + `}`
}

func cows(total int) string {
	return observation("cows", `{"system":"http://snomed.info/sct","code":"763699005"}`, fmt.Sprintf(`"valueInteger":%d`, total))
}

// heroin was used so many hours ago.
func heroin(hours int) string {
	return observation("use", `{"system":"https://github.com/oudpath/oudpath/fhir/CodeSystem/oudpath","code":"opioid-used"}`,
		fmt.Sprintf(`"valueDateTime":%q,"component":[{"code":{"coding":[{"system":"https://github.com/oudpath/oudpath/fhir/CodeSystem/oudpath",`+
			`"code":"agent"}]},"valueString":"heroin"}]`, now.Add(-time.Duration(hours)*time.Hour).Format(time.RFC3339)))
}

func signing(order string) string { return `,"draftOrders":` + entries("collection", order) }

// doctors is a Staff of two: a doctor, who may override, and a nurse, who may not.
type doctors struct{}

func (doctors) Actor(_ context.Context, _, user string) (record.Actor, error) {
	switch user {
	case "Practitioner/d1":
		return record.Actor{ID: user, Role: "prescriber"}, nil
	case "Practitioner/n1":
		return record.Actor{ID: user, Role: "nurse"}, nil
	}
	return record.Actor{}, ErrNobody
}

func (doctors) MayOverride(actor record.Actor, _ record.RuleID) bool {
	return actor.Role == "prescriber"
}

// taken is a Sink that keeps what it gets.
type taken struct{ answers []Answer }

func (s *taken) Take(_ context.Context, a Answer) error {
	s.answers = append(s.answers, a)
	return nil
}
