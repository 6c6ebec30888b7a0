package fhir_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/oudpath/oudpath/medication"
)

// Names as systems of the United Kingdom print them, with the unit that they count in: what one of it is.
func TestNamesOfTheUnitedKingdom(t *testing.T) {
	with := reader
	with.Market = "gb"
	for _, row := range [][2]string{
		{"Methadone 1mg/ml oral solution sugar free|ml", "order methadone oral solution 1 mg/mL (United Kingdom) 1 mg"},
		{"Methadone 10mg/ml oral solution|ml", "takes methadone"}, // no strength of the concentrate is known
		{"Buprenorphine 8mg / Naloxone 2mg sublingual tablets sugar free|tablet",
			"order buprenorphine/naloxone sublingual tablet (United Kingdom) 8 mg/2 mg"},
		{"Espranor 8mg oral lyophilisates|lyophilisate", "order buprenorphine oral lyophilisate 8 mg"},
		{"Buvidal 128mg/0.36ml solution for injection pre-filled syringes|pre-filled disposable injection",
			"order buprenorphine monthly injection (Buvidal) 128 mg"},
		{"Buvidal 16mg/0.32ml prolonged-release solution for injection pre-filled syringes|syringe",
			"order buprenorphine weekly injection (Buvidal) 16 mg"},
		{"Fentanyl 100micrograms/hour transdermal patches|patch", "takes fentanyl transdermal"},
		{"Morphine 30mg modified-release tablets|tablet", "takes morphine er"},
		{"Diamorphine 30mg powder for solution for injection ampoules|ampoule", "takes diamorphine"},
		{"Methadone 1mg/ml oral solution sugar free (Martindale Pharma)|ml", "order methadone oral solution 1 mg/mL (United Kingdom) 1 mg"},
		{"Suboxone 8mg/2mg sublingual films (Indivior UK Ltd)|film", "takes suboxone"},
		{"Targinact 10mg/5mg modified-release tablets|tablet", "takes targinact"},
	} {
		name, want := row[0], row[1]
		printed, unit, _ := strings.Cut(name, "|")
		order := strings.Replace(request("1010604", doses(`"value":1,"unit":"`+unit+`"`)), `"coding":[{"system":"`+rxnorm+`","code":"1010604"}]`,
			`"text":"`+printed+`"`, 1)
		require.Equal(t, "03-01T09:00 "+want, lines(read(t, with, order))[0], name)
	}
}

// No strength of the catalogue is read as another one, in whatever way a name prints it: a law of all products, strengths and ways.
func TestEachStrengthAsItIsPrinted(t *testing.T) {
	ways := map[string]func(first, second string) string{
		"each with its unit":   func(a, b string) string { return a + " mg-" + b + " mg" },
		"close together":       func(a, b string) string { return a + "mg/" + b + "mg" },
		"one unit for both":    func(a, b string) string { return a + "-" + b + " MG" },
		"one unit and a slash": func(a, b string) string { return a + "/" + b + " mg" },
		"a dash between":       func(a, b string) string { return a + " - " + b + " mg" },
		"as RxNorm":            func(a, b string) string { return a + " MG / " + b + " MG" },
	}
	count := 0
	for _, product := range medication.Products() {
		with := reader
		with.Market = product.Jurisdiction()
		for _, strength := range product.Strengths() {
			first := strings.TrimSuffix(strength.Dose.Principal.String(), " mg")
			second := strings.TrimSuffix(strength.Dose.Companion.String(), " mg")
			if strength.Dose.Companion.IsZero() || strings.Contains(first+second, "mcg") {
				continue
			}
			name := "buprenorphine-naloxone "
			if len(product.Brands()) == 1 {
				name = product.Brands()[0] + " "
			}
			for way, print := range ways {
				written := name + print(first, second) + " " + product.Form().String()
				order := strings.Replace(request("1010604", doses(`"value":1,"unit":"each"`)), `"coding":[{"system":"`+rxnorm+`","code":"1010604"}]`,
					`"text":"`+strings.ReplaceAll(written, "-tablet", " tablet")+`"`, 1)
				got := lines(read(t, with, order))[0]
				require.Contains(t, got, product.Name()+" "+strength.Dose.String(), "%s: %s", way, written)
				count++
			}
		}
	}
	require.Greater(t, count, 60)
}

// A Medication without a code that is known is what it is made of: no product of it is known, and with a part that nobody knows nothing is.
func TestIngredients(t *testing.T) {
	for of, want := range map[string]string{
		"methadone hydrochloride":  "takes methadone; not-understood medicationReference",
		"buprenorphine, naloxone":  "takes buprenorphine; not-understood medicationReference",
		"oxycodone, naloxone":      "takes oxycodone/naloxone",
		"acetaminophen, caffeine":  "takes acetaminophen/caffeine",
		"oxycodone, something new": "takes unknown medicine Medication/m; not-understood medicationReference",
	} {
		medication := `{"resourceType":"Medication","id":"m","ingredient":[`
		for i, name := range strings.Split(of, ", ") {
			medication += strings.Repeat(",", min(i, 1)) + `{"itemCodeableConcept":{"text":"` + name + `"}}`
		}
		order := strings.Replace(request("1010604", doses(`"value":1,"unit":"TAB"`)), `"medicationCodeableConcept":{"coding":[{"system":"`+rxnorm+
			`","code":"1010604"}]}`, `"medicationReference":{"reference":"Medication/m"}`, 1)
		require.Equal(t, "03-01T09:00 "+want, strings.Join(lines(read(t, reader, medication+"]}", order)), "; "), of)
	}
}

// A digit that is no amount makes another medicine of a name that is known to be harmless.
func TestNumbersThatAreNoAmount(t *testing.T) {
	for name, known := range map[string]bool{"Tylenol": true, "Tylenol 500 mg": true, "naproxen 500": true, "Tylenol #3": false, "Tylenol 3": false,
		"Tylenol No. 3": false} {
		order := strings.Replace(request("1010604", doses(`"value":1,"unit":"TAB"`)), `"coding":[{"system":"`+rxnorm+`","code":"1010604"}]`,
			`"text":"`+name+`"`, 1)
		require.Equal(t, !known, strings.Contains(strings.Join(lines(read(t, reader, order)), " "), "unknown-code"), name)
	}
}
