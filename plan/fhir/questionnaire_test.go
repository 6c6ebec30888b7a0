package fhir_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/oudpath/oudpath/plan/fhir"
	"github.com/oudpath/oudpath/plan/fhir/r4"
)

// asks writes a Questionnaire, one question of which has that code.
func asks(system, code string) string {
	return fmt.Sprintf(`{"resourceType":"Questionnaire","id":"q","url":"https://ehr.example/Questionnaire/mood","version":"2","status":"active",`+
		`"item":[{"linkId":"g","type":"group","item":[{"linkId":"g.1","type":"integer"},{"linkId":"t","type":"decimal","code":[{"system":%q,"code":%q}]}]}]}`,
		system, code)
}

// answers writes the answers to it.
func answers(status, questionnaire, total string) string {
	return of("QuestionnaireResponse", fmt.Sprintf(`"status":%q,"questionnaire":%q,"authored":"2026-03-02T09:00:00Z",`+
		`"item":[{"linkId":"g","item":[{"linkId":"g.1","answer":[{"valueInteger":3}]},{"linkId":"t","answer":[%s]}]}]`, status, questionnaire, total))
}

// ofLOINC writes an answer under that linkId.
func ofLOINC(questionnaire, linkID, total string) string {
	return of("QuestionnaireResponse", fmt.Sprintf(`"status":"completed","questionnaire":%q,"authored":"2026-03-02T09:00:00Z",`+
		`"item":[{"linkId":%q,"answer":[%s]}]`, questionnaire, linkID, total))
}

// A questionnaire that a host knows need not be in every record.
func TestQuestionnairesOfTheReader(t *testing.T) {
	const url = "https://ehr.example/Questionnaire/mood"
	with := reader
	with.Questionnaires = []*r4.Document{parsedText(t, bundle(asks(loinc, "44261-6")))}
	for canonical, want := range map[string]string{url: "03-02T09:00 PHQ9 12", url + "|2": "03-02T09:00 PHQ9 12",
		url + "|3": "unresolved questionnaire", "": "unresolved questionnaire"} {
		answered := answers("completed", canonical, `{"valueInteger":12}`)
		rec, err := fhir.FromBundle([]byte(bundle(patient, answered)), with)
		require.NoError(t, err)
		require.Equal(t, want, strings.Join(lines(rec), " "), canonical)
	}
}

func parsedText(t *testing.T, text string) *r4.Document {
	t.Helper()
	doc, err := r4.Parse([]byte(text))
	require.NoError(t, err)
	return doc
}

// A total is read where the questionnaire is here and codes the question as that total; all else is said of the resource, and nothing is
// guessed from names.
func TestAnswersToQuestionnaires(t *testing.T) {
	const phq9, url = "44261-6", "https://ehr.example/Questionnaire/mood"
	twelve := `{"valueInteger":12}`
	for name, c := range map[string]struct{ asks, answers, want string }{
		"a total":                      {asks(loinc, phq9), answers("completed", url, twelve), "03-02T09:00 PHQ9 12"},
		"of that version":              {asks(loinc, phq9), answers("amended", url+"|2", twelve), "03-02T09:00 PHQ9 12"},
		"a decimal":                    {asks(loinc, phq9), answers("completed", url, `{"valueDecimal":12.0}`), "03-02T09:00 PHQ9 12"},
		"COWS":                         {asks(snomed, "763699005"), answers("completed", url, twelve), "03-02T09:00 COWS 12"},
		"a code that is misused":       {asks(loinc, "72514-3"), answers("completed", url, twelve), "wrong-code questionnaire unknown-code questionnaire"},
		"a code of its own":            {asks("https://ehr.example", phq9), answers("completed", url, twelve), "unknown-code questionnaire"},
		"of another version":           {asks(loinc, phq9), answers("completed", url+"|1", twelve), "unresolved questionnaire"},
		"a questionnaire that is away": {asks(loinc, phq9), answers("completed", "https://ehr.example/Questionnaire/phq-9", twelve), "unresolved questionnaire"},
		"a form of LOINC":              {asks(loinc, phq9), ofLOINC("http://loinc.org/q/44249-1", "/"+phq9, twelve), "03-02T09:00 PHQ9 12"},
		"without a slash":              {asks(loinc, phq9), ofLOINC("http://loinc.org/q/44249-1|2.77", phq9, twelve), "03-02T09:00 PHQ9 12"},
		"a form of LOINC that is misused": {asks(loinc, phq9), ofLOINC("http://loinc.org/q/72514-3", "/72514-3", twelve),
			"wrong-code item[0].linkId"},
		"a form of LOINC without a total": {asks(loinc, phq9), ofLOINC("http://loinc.org/q/44249-1", "/44250-9", twelve), "unresolved questionnaire"},
		"a form of somebody else":         {asks(loinc, phq9), ofLOINC("https://ehr.example/q/44249-1", "/"+phq9, twelve), "unresolved questionnaire"},
		"two of one URL": {asks(loinc, phq9) + "\n" + strings.Replace(asks(loinc, phq9), `"id":"q"`, `"id":"r"`, 1),
			answers("completed", url, twelve), "unresolved questionnaire"},
		"half answered":    {asks(loinc, phq9), answers("in-progress", url, twelve), "not-in-force status"},
		"two answers":      {asks(loinc, phq9), answers("completed", url, twelve+`,{"valueInteger":21}`), "contradiction item[0].item[1].answer"},
		"no number":        {asks(loinc, phq9), answers("completed", url, `{"valueString":"twelve"}`), "not-understood item[0].item[1].answer"},
		"beyond the scale": {asks(loinc, phq9), answers("completed", url, `{"valueInteger":99}`), "invalid authored"},
		"not answered":     {asks(loinc, phq9), strings.Replace(answers("completed", url, ""), `,"answer":[]`, "", 1), "no-matter"},
		"of somebody else": {asks(loinc, phq9), strings.Replace(answers("completed", url, twelve), "Patient/p", "Patient/q", 1), "other-person"},
		"a questionnaire in the answer": {asks(loinc, "55757-9"), strings.Replace(answers("completed", "#q", twelve), `"status"`,
			`"contained":[`+asks(loinc, phq9)+`],"status"`, 1), "03-02T09:00 PHQ9 12"},
	} {
		t.Run(name, func(t *testing.T) {
			got := lines(read(t, reader, append(strings.Split(c.asks, "\n"), c.answers)...))
			require.Equal(t, c.want, strings.Join(got, " "))
		})
	}
}
