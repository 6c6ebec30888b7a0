package lint_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/oudpath/oudpath/internal/fixtures"
	"github.com/oudpath/oudpath/plan/cdshooks/lint"
)

// hl7 are the cases of HL7's validator: the document, what checks it, and the file with the verdict.
var hl7 = []struct {
	file, verdict string
	check         func([]byte) []lint.Issue
}{
	{"request-order-select-bad", "request-order-select-bad", lint.Request},
	{"request-order-select-good", "request-order-select-good", lint.Request},
	{"request-order-sign-bad-1", "request-bad-1", lint.Request},
	{"request-order-sign-good", "request-order-sign-good", lint.Request},
	{"request-patient-view-bad", "request-patient-view-bad", lint.Request},
	{"request-patient-view-good", "request-patient-view-good", lint.Request},
	{"response-empty-bad", "response-empty2", lint.Response},
	{"response-empty-good", "response-empty", lint.Response},
	{"response-empty", "response-empty", lint.Response},
	{"response-empty2", "response-empty2", lint.Response},
	{"response-good", "response-good", lint.Response},
	{"response-no-link", "response-no-link", lint.Response},
	{"response-source-link", "response-source-link", lint.Response},
	{"response-suggestion", "response-suggestion", lint.Response},
	{"services-good", "services-good", lint.Services},
}

// places turns the expressions of the validator into paths, and leaves out what says a second time that an entry has no full URL.
var places = []struct{ from, to string }{
	{`/\*[^*]*\*/`, ""}, {`^CDSHooks(Request|Response|Services)\.?`, ""}, {`prefetch\[(\d+)\]\.value`, "prefetch.item$1"},
}

func placeOf(expression string) string {
	for _, p := range places {
		expression = regexp.MustCompile(p.from).ReplaceAllString(expression, p.to)
	}
	if rest, ok := strings.CutPrefix(expression, "prefetch.item"); ok { // the validator counts from 0, and the keys from 1
		var n int
		var tail string
		_, _ = fmt.Sscanf(rest, "%d%s", &n, &tail)
		return fmt.Sprintf("prefetch.item%d%s", n+1, tail)
	}
	return expression
}

// Each case of HL7's validator gets its verdict: the same places have errors. What is not at the level of the payload stands with its
// reason in testdata/not-checked.txt.
func TestCasesOfHL7(t *testing.T) {
	dir := fixtures.Path(t, "cds-hooks-cases")
	known, err := os.ReadFile(filepath.Join("testdata", "not-checked.txt"))
	require.NoError(t, err)
	excused := map[string]bool{}
	for line := range strings.Lines(string(known)) {
		if case_, rest, ok := strings.Cut(strings.TrimSpace(line), " | "); ok && !strings.HasPrefix(line, "#") {
			place, reason, _ := strings.Cut(rest, " | ")
			require.NotEmpty(t, reason)
			excused[case_+" "+place] = true
		}
	}
	used := map[string]bool{}
	for _, c := range hl7 {
		data, err := os.ReadFile(filepath.Join(dir, "cases", "cdshooks-"+c.file+".json"))
		require.NoError(t, err)
		verdict, err := os.ReadFile(filepath.Join(dir, "expected", "R4.cdshooks-"+c.verdict+"-logical.json"))
		require.NoError(t, err)
		var outcome struct {
			Issue []struct {
				Severity   string
				Expression []string
			}
		}
		require.NoError(t, json.Unmarshal(verdict, &outcome))
		var want, got []string
		for _, i := range outcome.Issue {
			place := placeOf(i.Expression[0])
			if excused[c.file+" "+place] {
				used[c.file+" "+place] = true
				continue
			}
			want = append(want, place)
		}
		issues := c.check(data)
		for _, i := range issues {
			if !i.Warning {
				got = append(got, i.Path)
			}
		}
		slices.Sort(want)
		slices.Sort(got)
		if diff := cmp.Diff(slices.Compact(want), slices.Compact(got)); diff != "" {
			t.Errorf("%s: (-HL7 +lint)\n%s\n%v", c.file, diff, issues)
		}
	}
	require.Len(t, used, len(excused), "an excuse that no case needs")
}

// faulty are documents with one thing wrong each.
var faulty = []struct {
	rule, path string
	check      func([]byte) []lint.Issue
	document   string
}{
	{"json", "", lint.Response, `{"cards":[]`},
	{"json", "", lint.Response, `{"cards":[],"cards":[]}`},
	{"empty", "", lint.Response, `{}`},
	{"type", "", lint.Response, `[]`},
	{"type", "cards", lint.Response, `{"cards":{}}`},
	{"empty", "cards", lint.Response, `{"cards":null}`},
	{"empty", "cards[0]", lint.Response, `{"cards":[{}]}`},
	{"required", "cards[0].summary", lint.Response, `{"cards":[{"indicator":"info","source":{"label":"x"}}]}`},
	{"length", "cards[0].summary", lint.Response, card(`"summary":"` + strings.Repeat("x", 140) + `"`)},
	{"code", "cards[0].indicator", lint.Response, `{"cards":[{"summary":"x","indicator":"hard-stop","source":{"label":"x"}}]}`},
	{"empty", "cards[0].source", lint.Response, `{"cards":[{"summary":"x","indicator":"info","source":{}}]}`},
	{"url", "cards[0].source.url", lint.Response, `{"cards":[{"summary":"x","indicator":"info","source":{"label":"x","url":"a/b"}}]}`},
	{"uuid", "cards[0].uuid", lint.Response, card(`"uuid":"7"`)},
	{"unknown-property", "cards[0]", lint.Response, card(`"details":"x"`)},
	{"empty", "cards[0].suggestions", lint.Response, card(`"suggestions":[],"selectionBehavior":"any"`)},
	{"cds-resp-1", "cards[0]", lint.Response,
		card(`"selectionBehavior":"at-most-one","suggestions":[{"label":"a","isRecommended":true},{"label":"b","isRecommended":true}]`)},
	{"cds-resp-2", "systemActions[0]", lint.Response, `{"cards":[],"systemActions":[{"type":"delete","description":"x"}]}`},
	{"cds-resp-3", "cards[0].links[0]", lint.Response,
		card(`"links":[{"label":"x","url":"https://x.example","type":"absolute","appContext":"x"}]`)},
	{"cds-resp-4", "cards[0].overrideReasons[0]", lint.Response, card(`"overrideReasons":[{"code":"x"}]`)},
	{"cds-resp-5", "cards[0].suggestions[0]", lint.Response,
		card(`"selectionBehavior":"any","suggestions":[{"label":"a","actions":[{"type":"delete","resourceId":"A/1"}]}]`)},
	{"cds-resp-6", "cards[0]", lint.Response, card(`"suggestions":[{"label":"a"}]`)},
	{"cds-resp-7", "cards[0].suggestions[0]", lint.Response,
		card(`"selectionBehavior":"any","suggestions":[{"label":"a","actionSelectionBehavior":"some"}]`)},
	{"resource-id", "cards[0].suggestions[0].actions[0].resource", lint.Response, action(`{"resourceType":"Patient"}`)},
	{"resource-type", "cards[0].suggestions[0].actions[0].resource", lint.Response, action(`{"id":"7"}`)},
	{"resource", "cards[0].suggestions[0].actions[0].resource", lint.Response, action(`{"resourceType":"Patient","id":"7","colour":"x"}`)},
	{"type", "cards[0].links[0].autolaunchable", lint.Response,
		card(`"links":[{"label":"x","url":"https://x.example","type":"smart","autolaunchable":"yes"}]`)},
	{"required", "hookInstance", lint.Request, request(`"hook":"patient-view"`, who)},
	{"required", "context", lint.Request, `{"hook":"patient-view","hookInstance":"` + anyUUID + `"}`},
	{"required", "context.userId", lint.Request, request(instance, `"patientId":"7"`)},
	{"id", "context.patientId", lint.Request, request(instance, `"patientId":"Patient/7","userId":"Practitioner/1"`)},
	{"reference", "context.userId", lint.Request, request(instance, `"patientId":"7","userId":"1"`)},
	{"cds-r-1", "", lint.Request, request(instance+`,"fhirAuthorization":`+granted("user/*.rs", ""), who)},
	{"cds-r-2", "fhirAuthorization", lint.Request,
		request(instance+`,"fhirServer":"https://f.example","fhirAuthorization":`+granted("patient/*.rs", ""), who)},
	{"type", "fhirAuthorization.expires_in", lint.Request,
		request(instance+`,"fhirServer":"https://f.example","fhirAuthorization":`+
			strings.Replace(granted("x", ""), "300", `"300"`, 1), who)},
	{"ord-1", "context.selections[0]", lint.Request,
		`{"hook":"order-select","hookInstance":"` + anyUUID + `","context":{` + who + `,"selections":["7"],"draftOrders":` +
			drafts(`"fullUrl":"urn:uuid:1",`) + `}}`},
	{"full-url", "context.draftOrders.entry[0]", lint.Request,
		`{"hook":"order-sign","hookInstance":"` + anyUUID + `","context":{` + who + `,"draftOrders":` + drafts("") + `}}`},
	{"resource-type", "context.draftOrders", lint.Request,
		`{"hook":"order-sign","hookInstance":"` + anyUUID + `","context":{` + who + `,"draftOrders":{"resourceType":"Patient","id":"7"}}}`},
	{"code-format", "services[0].id", lint.Services, `{"services":[{"hook":"patient-view","id":" a","description":"x"}]}`},
	{"type", "services[0].prefetch", lint.Services, `{"services":[{"hook":"patient-view","id":"a","description":"x","prefetch":{"a":1}}]}`},
	{"cds-fb-1", "feedback[0]", lint.Feedback, fed(`"outcome":"ignored"`)},
	{"cds-fb-2", "feedback[0]", lint.Feedback, fed(`"outcome":"accepted"`)},
	{"cds-fb-3", "feedback[0].overrideReason", lint.Feedback, fed(`"outcome":"overridden","overrideReason":{"extension":{"x":1}}`)},
	{"instant", "feedback[0].outcomeTimestamp", lint.Feedback, strings.Replace(fed(`"outcome":"overridden"`), "T09:00:00Z", "", 1)},
}

const (
	anyUUID  = "4e0a3a1e-3283-4575-ab82-028d55fe2719"
	instance = `"hook":"patient-view","hookInstance":"` + anyUUID + `"`
	who      = `"patientId":"7","userId":"Practitioner/1"`
)

func card(more string) string {
	if strings.HasPrefix(more, `"summary"`) {
		return `{"cards":[{"indicator":"info","source":{"label":"x"},` + more + `}]}`
	}
	return `{"cards":[{"summary":"x","indicator":"info","source":{"label":"x"},` + more + `}]}`
}

func action(resource string) string {
	return card(`"selectionBehavior":"any","suggestions":[{"label":"a","actions":[{"type":"create","description":"x","resource":` +
		resource + `}]}]`)
}

func request(top, context string) string { return `{` + top + `,"context":{` + context + `}}` }

func granted(scope, more string) string {
	return `{"access_token":"t","token_type":"Bearer","expires_in":300,"scope":"` + scope + `","subject":"s"` + more + `}`
}

func drafts(url string) string {
	return `{"resourceType":"Bundle","type":"collection","entry":[{` + url + `"resource":{"resourceType":"Patient","id":"7"}}]}`
}

func fed(more string) string {
	return `{"feedback":[{"card":"` + anyUUID + `","outcomeTimestamp":"2026-03-02T09:00:00Z",` + more + `}]}`
}

func TestFaultyDocuments(t *testing.T) {
	found := map[string]bool{"relative-reference": true} // by the cases of HL7
	for _, f := range faulty {
		issues := f.check([]byte(f.document))
		require.Len(t, issues, 1, "%s: %v", f.document, issues)
		require.Equal(t, [2]string{f.rule, f.path}, [2]string{issues[0].Rule, issues[0].Path}, f.document)
		found[f.rule] = true
	}
	for _, rule := range lint.Rules() {
		require.True(t, found[rule], "no document is at fault by %s", rule)
	}
	require.Len(t, found, len(lint.Rules()))
}

// What 3.0 adds is no fault.
func TestWhatVersion3Adds(t *testing.T) {
	require.Empty(t, lint.Response([]byte(card(`"selectionBehavior":"any","suggestions":[{"label":"a","actionSelectionBehavior":"any"}],`+
		`"extension":{"org.example.x":1}`))))
	require.Empty(t, lint.Services([]byte(`{"services":[{"hook":"patient-view","id":"a","description":"x","version":"1.0.0",`+
		`"hookVersion":"1.0"}]}`)))
	require.Empty(t, lint.Request([]byte(request(instance+`,"fhirServer":"https://f.example","fhirAuthorization":`+
		granted("patient/*.rs", `,"patient":"7"`), who))))
}

// Whatever is given, nothing panics, and no value of the document is quoted.
func FuzzLint(f *testing.F) {
	for _, c := range faulty {
		f.Add([]byte(c.document))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, check := range []func([]byte) []lint.Issue{lint.Request, lint.Response, lint.Services, lint.Feedback} {
			for _, issue := range check(data) {
				require.True(t, slices.Contains(lint.Rules(), issue.Rule), issue.Rule)
			}
		}
	})
}

func ExampleResponse() {
	for _, issue := range lint.Response([]byte(`{"cards":[{"summary":"Wait","indicator":"hard-stop","source":{"label":"a label"},
		"suggestions":[{"label":"wait"}]}]}`)) {
		fmt.Println(issue)
	}
	// Output:
	// error: cards[0].indicator: it is none of info, warning, critical (code)
	// error: cards[0]: suggestions need selectionBehavior (cds-resp-6)
}
