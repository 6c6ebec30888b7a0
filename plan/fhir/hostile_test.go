package fhir_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/oudpath/oudpath/plan/fhir"
	"github.com/oudpath/oudpath/plan/fhir/r4"
)

// bundled writes a Bundle of a person and of resources as they are.
func bundled(resources ...string) string {
	list := `{"resource":{"resourceType":"Patient","id":"p"}}`
	for _, resource := range resources {
		list += `,{"resource":` + resource + `}`
	}
	return `{"resourceType":"Bundle","type":"collection","entry":[` + list + `]}`
}

// hostile are Bundles that no system should send, by name, in the order of the table of what comes of them.
func hostile() (list [][2]string) {
	add := func(name, bundle string) { list = append(list, [2]string{name, bundle}) }
	film := func(quantity string) string { return request("1010604", doses(quantity)) }
	dose := func(name, quantity string) { add(name, bundled(film(quantity))) }
	when := func(name, instant string) {
		add(name, bundled(strings.Replace(film(`"value":8,"unit":"mg"`), "2026-03-01T09:00:00Z", instant, 1)))
	}
	eight := film(`"value":8,"unit":"mg"`)
	swapped := func(name, old, instead string) { add(name, bundled(strings.Replace(eight, old, instead, 1))) }

	add("nothing at all", "")
	add("a byte order mark", "\uFEFF"+bundled(eight))
	add("UTF-16", "\xfe\xff\x00{\x00}")
	add("Latin-1", bundled(`{"resourceType":"Basic","code":{"text":"Zo`+"\xeb"+`"}}`))
	add("half a surrogate", bundled(strings.Replace(eight, "1010604", `\ud800`, 1)))
	add("a zero character", bundled(strings.Replace(eight, "1010604", `1010604\u0000`, 1)))
	add("a name twice", bundled(`{"resourceType":"Basic","id":"x","id":"y"}`))
	add("lists in lists", bundled(`{"resourceType":"Basic","extension":`+strings.Repeat("[", 70)+strings.Repeat("]", 70)+`}`))
	add("a list at the top", "["+bundled(eight)+"]")
	add("a text at the top", `"Bundle"`)
	add("no type", bundled(`{"id":"x"}`))
	add("a type that is a number", bundled(`{"resourceType":7,"id":"x"}`))
	add("an entry that is null", strings.Replace(bundled(eight), `"entry":[`, `"entry":[null,`, 1))
	add("entries that are no list", `{"resourceType":"Bundle","entry":{"resource":`+eight+`}}`)
	add("a Bundle in a Bundle", bundled(bundled(eight)))
	add("the same twice", bundled(eight, eight))
	add("the same id for another", bundled(eight, film(`"value":4,"unit":"mg"`)))
	add("two people", strings.Replace(bundled(eight), `"entry":[`, `"entry":[{"resource":{"resourceType":"Patient","id":"q"}},`, 1))
	add("somebody else's", bundled(strings.Replace(eight, "Patient/p", "Patient/q", 1)))
	add("nobody's", bundled(strings.Replace(eight, `"subject":{"reference":"Patient/p"},`, "", 1)))

	members := func(id, other string) string {
		return strings.Replace(of("Observation", `"status":"final","effectiveDateTime":"2026-03-02T09:00:00Z",`+cows+
			`,"valueInteger":7,"hasMember":[{"reference":"Observation/`+other+`"}]`), `"id":"x"`, `"id":"`+id+`"`, 1)
	}
	add("a member of itself", bundled(members("a", "a")))
	add("members of each other", bundled(members("a", "b"), members("b", "a")))
	by := func(reference, contained string) string {
		return strings.Replace(eight, `"medicationCodeableConcept":{"coding":[{"system":"`+rxnorm+`","code":"1010604"}]}`,
			contained+`"medicationReference":{"reference":"`+reference+`"}`, 1)
	}
	add("a medicine that is the order itself", bundled(by("MedicationRequest/x", "")))
	add("a medicine that is a person", bundled(by("Patient/p", "")))
	add("a medicine that is contained", bundled(by("#m", `"contained":[`+med(`"coding":[{"system":"`+rxnorm+`","code":"1010604"}]`)+`],`)))
	add("a medicine that is contained twice", bundled(by("#m", `"contained":[`+med(`"coding":[{"system":"`+rxnorm+`","code":"1010604"}]`)+`,`+
		med(`"coding":[{"system":"`+rxnorm+`","code":"864706"}]`)+`],`)))
	add("a medicine that contains itself", bundled(by("#m", `"contained":[{"resourceType":"Medication","id":"m","ingredient":[{"itemReference":`+
		`{"reference":"#m"}}]}],`)))

	deleted := `{"request":{"method":"DELETE","url":"MedicationRequest/x"}}`
	history := func(entries string) string {
		return `{"resourceType":"Bundle","type":"history","entry":[{"resource":` + patient + `},` + entries + `]}`
	}
	version := `{"resource":` + eight + `,"request":{"method":"PUT","url":"MedicationRequest/x"}}`
	add("a resource that was deleted", history(deleted+","+version))
	add("a resource that was deleted and came back", history(version+","+deleted))
	add("a resource that is about to be deleted", strings.Replace(bundled(eight), `"entry":[`, `"entry":[`+deleted+`,`, 1))
	add("an outcome that holds something back", bundled(eight, `{"resourceType":"OperationOutcome","issue":[{"severity":"warning","code":"suppressed"}]}`))
	add("an outcome that says nothing", bundled(`{"resourceType":"OperationOutcome","issue":[{"severity":"information","code":"informational"}]}`, eight))
	add("one of two answers", strings.Replace(bundled(eight), `"entry":[`, `"entry":[{"response":{"status":"403 Forbidden"}},`, 1))
	add("an error beside an answer", strings.Replace(bundled(eight), `"entry":[`,
		`"entry":[{"response":{"status":"200","outcome":{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"exception"}]}}},`, 1))
	add("a record that was merged", bundle(strings.Replace(patient, `"id":"p",`,
		`"id":"p","link":[{"type":"replaces","other":{"reference":"Patient/old"}}],`, 1), strings.Replace(eight, "Patient/p", "Patient/old", 1)))
	add("a report without its result", bundled(`{"resourceType":"DiagnosticReport","id":"r","status":"final","subject":{"reference":"Patient/p"},`+
		`"result":[{"reference":"Observation/none"}]}`))
	add("a death in a text", bundle(strings.Replace(patient, `"id":"p",`, `"id":"p","deceasedBoolean":"true",`, 1)))

	dose("NaN", `"value":NaN,"unit":"mg"`)
	dose("infinite", `"value":Infinity,"unit":"mg"`)
	dose("400 digits", `"value":`+strings.Repeat("9", 400)+`,"unit":"mg"`)
	dose("beyond a float", `"value":1e999999999,"unit":"mg"`)
	dose("below a float", `"value":1e-999999999,"unit":"mg"`)
	dose("an exponent", `"value":0.8e1,"unit":"mg"`)
	dose("a tonne", `"value":1000000000,"unit":"mg"`)
	dose("a negative dose", `"value":-8,"unit":"mg"`)
	dose("minus zero", `"value":-0,"unit":"mg"`)
	dose("a dose of nothing", `"value":0,"unit":"mg"`)
	dose("less than a microgram", `"value":0.0001,"unit":"mg"`)
	dose("a number in a text", `"value":"8","unit":"mg"`)
	dose("a number in a list", `"value":[8],"unit":"mg"`)
	dose("no number", `"value":null,"unit":"mg"`)
	dose("a unit that is a list", `"value":8,"unit":["mg"]`)
	dose("an annotation behind mg", `"value":8,"code":"mg{buprenorphine}"`)
	dose("an annotation of units", `"value":1,"code":"{film}"`)
	dose("an annotation alone", `"value":8,"code":"{}"`)
	dose("megagrams", `"value":8,"system":"http://unitsofmeasure.org","code":"Mg"`)
	dose("capitals", `"value":8,"unit":"MG"`)
	dose("milligrams per kilogram", `"value":8,"code":"mg/kg"`)
	dose("unit and code that differ", `"value":8,"unit":"g","code":"mg"`)
	swapped("a dose that is true", `"doseQuantity":{"value":8,"unit":"mg"}`, `"doseQuantity":true`)
	swapped("a dose of two types", `"doseQuantity":{"value":8,"unit":"mg"}`,
		`"doseQuantity":{"value":8,"unit":"mg"},"doseRange":{"low":{"value":2,"unit":"mg"},"high":{"value":80,"unit":"mg"}}`)
	swapped("instructions that are no list", `"dosageInstruction":[`+doses(`"value":8,"unit":"mg"`)+`]`,
		`"dosageInstruction":`+doses(`"value":8,"unit":"mg"`))
	swapped("a status in a list", `"status":"active"`, `"status":["active"]`)
	swapped("a thousand times a day", `"frequency":1,`, `"frequency":1000,`)
	swapped("minus once a day", `"frequency":1,`, `"frequency":-1,`)
	swapped("half a time a day", `"frequency":1,`, `"frequency":0.5,`)
	swapped("a period of nothing", `"period":1,`, `"period":0,`)

	when("the 30th of February", "2026-02-30T09:00:00Z")
	when("a year of five digits", "12026-03-01T09:00:00Z")
	when("the year 1", "0001-01-01T00:00:00Z")
	when("the year 9999", "9999-12-31T23:59:59Z")
	when("no zone", "2026-03-01T09:00:00")
	when("a zone of a day", "2026-03-01T09:00:00+24:00")
	when("a leap second", "2026-03-01T23:59:60Z")
	when("an hour too many", "2026-03-01T25:00:00Z")
	when("tomorrow", asOf.AddDate(0, 0, 1).Format("2006-01-02T15:04:05Z"))
	return list
}

// became says what came of the last resource of a Bundle, or of the Bundle where it is none.
func became(bundle string) string {
	rec, err := fhir.FromBundle([]byte(bundle), reader)
	for _, known := range []struct {
		err  error
		says string
	}{{r4.ErrJSON, "no JSON"}, {r4.ErrText, "no text in UTF-8"}, {r4.ErrDuplicate, "a name twice"}, {r4.ErrDepth, "too deep"},
		{r4.ErrSize, "too large"}, {fhir.ErrPerson, "not clear whose it is"}} {
		if errors.Is(err, known.err) {
			return "refused: " + known.says
		}
	}
	switch {
	case err != nil:
		return "refused: " + err.Error()
	case len(rec.Accounts) == 0:
		return "no resource in it"
	}
	return strings.Join(lines(rec), "; ")
}

// TestHostileBundles shows what comes of each: it is refused as a whole, or the resource is read as it is meant, or it is said what was not
// understood. Nothing is read for something else, and nothing is passed over.
func TestHostileBundles(t *testing.T) {
	var b strings.Builder
	b.WriteString("# What comes of Bundles that no system should send. Written by -update, and read before it is committed.\n\n")
	for _, one := range hostile() {
		says := strings.ReplaceAll(became(one[1]), "\x00", `\0`)
		require.NotEmpty(t, says, one[0])
		fmt.Fprintf(&b, "%s: %s\n", one[0], says)
	}
	golden := filepath.Join("testdata", "hostile.txt")
	if *update {
		require.NoError(t, os.WriteFile(golden, []byte(b.String()), 0o644))
	}
	want, err := os.ReadFile(golden)
	require.NoError(t, err)
	require.Empty(t, cmp.Diff(string(want), b.String()))
}

// TestLargeTexts demands that a text of ten megabytes is kept out of what is said, and that a larger document is refused.
func TestLargeTexts(t *testing.T) {
	large := strings.Repeat("x", 10<<20)
	for name, bundle := range map[string]string{
		"a name":     bundled(strings.Replace(request("some name", doses(`"value":8,"unit":"mg"`)), "some name", large, 1)),
		"a unit":     bundled(request("1010604", doses(`"value":8,"unit":"`+large+`"`))),
		"a number":   bundled(request("1010604", doses(`"value":`+strings.Repeat("9", 10<<20)+`,"unit":"mg"`))),
		"a rational": bundled(request("1010604", doses(`"value":8.`+strings.Repeat("0", 10<<20)+`,"unit":"mg"`))),
	} {
		require.Less(t, len(became(bundle)), 1200, name)
	}
}
