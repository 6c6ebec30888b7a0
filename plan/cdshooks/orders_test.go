package cdshooks

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/oudpath/oudpath/plan/cdshooks/lint"
	"github.com/oudpath/oudpath/plan/fhir/r4"
	"github.com/oudpath/oudpath/plan/record"
)

const (
	orders   = "/cds-services/oudpath-orders"
	selected = "/cds-services/oudpath-orders-selected"
)

// scored is COWS of 14 with all its items, three of which show an objective sign.
func scored() string {
	var parts []string
	for item, score := range map[string]int{"pulse": 2, "pupils": 2, "gooseflesh": 5, "aches": 2, "anxiety": 2, "sweating": 1,
		"restlessness": 0, "nose-tears": 0, "gi-upset": 0, "tremor": 0, "yawning": 0} {
		parts = append(parts, fmt.Sprintf(`{"code":{"coding":[{"system":"https://github.com/oudpath/oudpath/fhir/CodeSystem/oudpath",`+
			`"code":"cows.%s"}]},"valueInteger":%d}`, item, score))
	}
	return observation("cows", `{"system":"http://snomed.info/sct","code":"763699005"}`,
		`"valueInteger":14,"component":[`+strings.Join(parts, ",")+`]`)
}

// A refused order gets one card for what refuses and holds it, with rule, limit, source, remedy, and what is possible instead, and one for
// warnings. Both have the form that the specification asks for.
func TestRefusedOrder(t *testing.T) {
	w := post(open(t), orders, hooked("order-sign", signing(film(16)), full(somebody, heroin(3), cows(14))))
	require.Empty(t, lint.Response(w.Body.Bytes()))
	cards := cardsOf(t, w)
	require.Len(t, cards, 2)
	stops, warns := cards[0], cards[1]
	require.Equal(t, "critical", stops.Indicator)
	require.Contains(t, stops.Summary, "3 h since heroin, less than 6 h")
	for _, part := range []string{"limit 6 h", "bup.induction.hours-short-acting", "To resolve: ", "The same, from 2026-03-02 12:00 on",
		"naloxone", "Not on record", "draft that no licensed clinician has signed"} {
		require.Contains(t, stops.Detail, part)
	}
	require.NotEmpty(t, stops.Source.Label)
	require.Equal(t, "warning", warns.Indicator)
	require.Contains(t, warns.Summary, "first dose of 16 mg")
}

// What is only not known holds the order: 200, a card that says what is missing, and the observation to record as a whole resource.
func TestIncompleteRecord(t *testing.T) {
	w := post(open(t), orders, hooked("order-sign", signing(film(4)), full(somebody)))
	cards := cardsOf(t, w)
	require.Len(t, cards, 1)
	require.Equal(t, "warning", cards[0].Indicator)
	require.Contains(t, cards[0].Detail, "not known: COWS total")
	require.Equal(t, "To be recorded: COWS total", cards[0].Suggestions[0].Label)
	resource := cards[0].Suggestions[0].Actions[0].Resource
	doc, err := r4.Parse(resource)
	require.NoError(t, err)
	r, _ := doc.Root().Resource()
	require.Empty(t, r4.Check(r))
	require.Equal(t, "registered", r.Get("status").Text())
	require.False(t, r.Get("valueQuantity").Exists())
	require.Equal(t, "763699005", r.At("code.coding.code").Text())
}

// Where the order starts buprenorphine with more than a schedule gives, the first dose of a schedule is suggested with its source, if it
// draws no warning; accepting it takes back the order. No suggestion holds a limit, and what has no amount says who decides it.
func TestAmountOfASchedule(t *testing.T) {
	h := open(t)
	complete := []string{heroin(30), scored()}
	cards := cardsOf(t, post(h, orders, hooked("order-sign", signing(film(16)), full(somebody, complete...))))
	require.Len(t, cards, 1, cards)
	require.Contains(t, cards[0].Summary, "first dose of 16 mg, more than 4 mg")
	require.NotEmpty(t, cards[0].Suggestions)
	require.Equal(t, "at-most-one", cards[0].SelectionBehavior)
	for _, s := range cards[0].Suggestions {
		require.Contains(t, s.Label, "as day 1 of: ")
		require.Equal(t, []string{"create", "delete"}, []string{s.Actions[0].Type, s.Actions[1].Type})
		require.Equal(t, "MedicationRequest/draft-1", s.Actions[1].ResourceID)
		accepted := string(s.Actions[0].Resource)
		require.Empty(t, cardsOf(t, post(h, orders, hooked("order-sign", signing(accepted), full(somebody, complete...)))),
			"what is suggested draws a card of its own: %s", accepted)
	}
}

// An order that nothing speaks against draws no card, although much is not on record.
func TestNoCard(t *testing.T) {
	record := full(somebody, heroin(30), scored())
	require.JSONEq(t, `{"cards":[]}`, post(open(t), orders, hooked("order-sign", signing(film(4)), record)).Body.String())
}

// Another medicine is judged by what it changes for what the person takes.
func TestAnotherMedicine(t *testing.T) {
	methadone := ordered("m", "active", coded("864706"), milligrams(60))
	cards := cardsOf(t, post(open(t), orders, hooked("order-sign",
		signing(ordered("d", "active", `"text":"alprazolam 1 mg tablet"`, milligrams(1))), full(somebody, methadone))))
	require.Len(t, cards, 1)
	require.Equal(t, "Takes alprazolam: methadone with alprazolam: sedation and depressed breathing add up", cards[0].Summary)
	require.Empty(t, cards[0].OverrideReasons)
	require.Empty(t, cardsOf(t, post(open(t), orders, hooked("order-sign",
		signing(ordered("d", "active", `"text":"alprazolam 1 mg tablet"`, milligrams(1))), full(somebody)))))
}

// Two drafts are judged together: the antagonist beside an agonist is refused although neither is on record.
func TestDraftsTogether(t *testing.T) {
	alone := ordered("n", "draft", coded("1483744"), milligrams(50))
	both := `,"draftOrders":` + entries("collection", alone, ordered("m", "draft", coded("864706"), milligrams(20)))
	said := func(body string) (all []string) {
		for _, c := range cardsOf(t, post(open(t), orders, body)) {
			if strings.HasPrefix(c.Summary, "Order naltrexone") {
				all = append(all, c.Indicator)
			}
		}
		return all
	}
	require.Equal(t, []string{"warning", "warning"}, said(hooked("order-sign", signing(alone), full(somebody))))
	require.Equal(t, []string{"critical", "warning"}, said(hooked("order-sign", both, full(somebody))))
}

// Only what was just selected is judged; a selection that names nothing hides nothing.
func TestSelection(t *testing.T) {
	both := `"draftOrders":` + entries("collection", film(16), ordered("m", "draft", coded("864706"), milligrams(60)))
	count := func(selections string) int {
		body := hooked("order-select", `,"selections":[`+selections+`],`+both, full(somebody))
		found := map[string]bool{}
		for _, c := range cardsOf(t, post(open(t), selected, body)) {
			found[strings.Fields(c.Summary)[1]] = true
		}
		return len(found)
	}
	require.Equal(t, 1, count(`"MedicationRequest/m"`))
	require.Equal(t, 1, count(`"m"`))
	require.Equal(t, 2, count(`"MedicationRequest/other"`))
	require.Equal(t, 2, count(`"MedicationRequest/m","MedicationRequest/draft-1"`))
}

// An order that nobody could judge is shown, and not passed over.
func TestNotJudged(t *testing.T) {
	for _, medicine := range []string{`"text":"suboxone"`, ""} {
		cards := cardsOf(t, post(open(t), orders, hooked("order-sign", signing(ordered("d", "draft", medicine, milligrams(8))), full(somebody))))
		require.Len(t, cards, 1)
		require.Contains(t, cards[0].Summary, "This order was not judged")
	}
}

// What stands in a record does nothing on a card.
func TestTextOfTheRecordIsInert(t *testing.T) {
	evil := `<img src=x onerror=alert(1)> [click](https://evil.example) **bold**`
	cards := cardsOf(t, post(open(t), orders, hooked("order-sign",
		signing(ordered("d", "draft", `"coding":[{"system":"`+rxnorm+`","code":"864706"},{"system":"`+rxnorm+
			`","code":"1010600"}],"text":"`+evil+`"`,
			milligrams(8))), full(somebody))))
	require.NotEmpty(t, cards)
	for _, c := range cards {
		require.NotContains(t, c.Detail, "<")
		require.NotContains(t, c.Detail, "](")
	}
}

// The card keeps its UUID while time passes, and loses it when the record changes.
func TestStableUUID(t *testing.T) {
	at := now
	h := open(t, func(c *Config) { c.Clock = func() time.Time { return at } })
	first := cardsOf(t, post(h, orders, hooked("order-sign", signing(film(16)), full(somebody, heroin(3)))))
	at = at.Add(20 * time.Minute)
	later := cardsOf(t, post(h, orders, hooked("order-sign", signing(film(16)), full(somebody, heroin(3)))))
	require.Equal(t, first[0].UUID, later[0].UUID)
	another := cardsOf(t, post(h, orders, hooked("order-sign", signing(film(12)), full(somebody, heroin(3)))))
	require.NotEqual(t, first[0].UUID, another[0].UUID)
	more := cardsOf(t, post(h, orders, hooked("order-sign", signing(film(16)), full(somebody, heroin(3), cows(14)))))
	require.NotEqual(t, first[0].UUID, more[0].UUID)
}

// Where a page about a rule is known, the card links to it.
func TestLinks(t *testing.T) {
	h := open(t, func(c *Config) {
		c.Link = func(rule record.RuleID) string { return "https://rules.example/" + string(rule) }
	})
	w := post(h, orders, hooked("order-sign", signing(film(16)), full(somebody, heroin(3))))
	require.Empty(t, lint.Response(w.Body.Bytes()))
	require.Equal(t, "https://rules.example/bup.induction.hours-short-acting", cardsOf(t, w)[0].Links[0].URL)
}

// What is not on record stands once in an answer, however many cards it has.
func TestNotOnRecordIsSaidOnce(t *testing.T) {
	two := `,"draftOrders":` + entries("collection", film(16), ordered("m", "draft", coded("864706"), milligrams(60)))
	cards := cardsOf(t, post(open(t), orders, hooked("order-sign", two, full(somebody))))
	require.Greater(t, len(cards), 1)
	lines := map[string]int{}
	for _, c := range cards {
		_, rests, _ := strings.Cut(c.Detail, "Not on record:")
		for line := range strings.SplitSeq(rests, "\n") {
			if line != "" && !strings.HasSuffix(line, ":") {
				lines[line]++
			}
		}
	}
	require.NotEmpty(t, lines)
	for line, times := range lines {
		require.Equal(t, 1, times, line)
	}
}

// A draft that states a range is judged by all that it lets be given.
func TestRangeOnADraft(t *testing.T) {
	rules := func(draft string) (all []string) {
		for _, c := range cardsOf(t, post(open(t), orders, hooked("order-sign", signing(draft), full(somebody, heroin(20), cows(14))))) {
			for _, part := range strings.Split(c.Detail, "rule `")[1:] {
				rule, _, _ := strings.Cut(part, "`")
				all = append(all, rule)
			}
		}
		return all
	}
	upTo := func(mg int) string {
		return strings.Replace(film(2), `"doseQuantity":`+milligrams(2), `"doseRange":{"low":`+milligrams(2)+`,"high":`+milligrams(mg)+`}`, 1)
	}
	require.NotEmpty(t, rules(film(64)))
	require.Equal(t, rules(film(64)), rules(upTo(64)))
	require.NotEqual(t, rules(film(2)), rules(upTo(64)))
	require.Equal(t, rules(film(4)), rules(upTo(4)))
}

// A draft that does not say of whom it is, names somebody whom nobody can find, or is changed by an extension that nobody knows is not judged,
// and a card says so.
func TestDraftOfNobody(t *testing.T) {
	for name, draft := range map[string]string{
		"nobody":   strings.Replace(film(16), `"subject":{"reference":"Patient/7"},`, "", 1),
		"modified": strings.Replace(film(16), `"status"`, `"modifierExtension":[{"url":"https://ehr.example/not","valueBoolean":true}],"status"`, 1),
		"nowhere":  strings.Replace(film(16), "Patient/7", "urn:uuid:"+anyInstance, 1),
	} {
		cards := cardsOf(t, post(open(t), orders, hooked("order-sign", signing(draft), full(somebody))))
		require.Len(t, cards, 1, name)
		require.Contains(t, cards[0].Summary, "This order was not judged", name)
	}
}

// A member that is null is one that is not there, as some clients write it.
func TestAccessThatIsNull(t *testing.T) {
	body := strings.Replace(good(), `{"hook"`, `{"fhirAuthorization":null,"hook"`, 1)
	require.Equal(t, cardsOf(t, post(open(t), orders, good())), cardsOf(t, post(open(t), orders, body)))
}

// Answers to a form of the host are the total of an instrument where the host says what its questions are, and else nothing.
func TestFormsOfTheHost(t *testing.T) {
	form, err := r4.Parse([]byte(`{"resourceType":"Questionnaire","url":"https://ehr.example/f","item":[{"linkId":"t","code":[` +
		`{"system":"http://snomed.info/sct","code":"763699005"}]}]}`))
	require.NoError(t, err)
	answers := `{"resourceType":"QuestionnaireResponse","id":"r","status":"completed","authored":"2026-03-02T08:30:00Z",` +
		`"questionnaire":"https://ehr.example/f","subject":{"reference":"Patient/7"},"item":[{"linkId":"t","answer":[{"valueInteger":14}]}]}`
	asked := hooked("order-sign", signing(film(4)), full(somebody, heroin(30), answers))
	for name, c := range map[string]struct {
		forms []*r4.Document
		known bool
	}{"of the host": {[]*r4.Document{form}, true}, "of nobody": {nil, false}} {
		w := post(open(t, func(c2 *Config) { c2.Questionnaires = c.forms }), orders, asked)
		require.Equal(t, 200, w.Code)
		require.Equal(t, !c.known, strings.Contains(w.Body.String(), "not known: COWS total"), name)
	}
}
