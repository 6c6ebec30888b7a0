package fhir_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/oudpath/oudpath/plan/fhir"
)

// onServer puts a resource at an address of a server.
func onServer(server, resource string) string {
	typ, id := strings.Split(resource, `"`)[3], strings.Split(strings.SplitAfter(resource, `"id":"`)[1], `"`)[0]
	return `{"fullUrl":"` + server + "/" + typ + "/" + id + `","resource":` + resource + `}`
}

// The same id on another server is somebody else, or something else: nothing of it is taken as of the person, and somebody is told.
func TestServers(t *testing.T) {
	const a, b = "https://a.example/fhir", "https://b.example/fhir"
	who := `{"resourceType":"Patient","id":"p"}`
	seven, twenty := score("7", ""), score("20", "")
	absolute := func(server string) string { return strings.Replace(twenty, "Patient/p", server+"/Patient/p", 1) }
	medicine := func(server string) string {
		return onServer(server, `{"resourceType":"Medication","id":"m","code":{"coding":[{"system":"`+rxnorm+`","code":"1010604"}]}}`)
	}
	film := strings.Replace(request("1010604", doses(`"value":8,"unit":"mg"`)),
		`"medicationCodeableConcept":{"coding":[{"system":"`+rxnorm+`","code":"1010604"}]}`, `"medicationReference":{"reference":"Medication/m"}`, 1)
	for name, c := range map[string]struct {
		entries       []string
		person        string
		events, notes string
	}{
		"one server":                     {[]string{onServer(a, who), onServer(a, twenty)}, "", "COWS 20", ""},
		"no server":                      {[]string{`{"resource":` + who + `}`, `{"resource":` + twenty + `}`}, "", "COWS 20", ""},
		"absolute":                       {[]string{onServer(a, who), onServer(a, absolute(a))}, "", "COWS 20", ""},
		"absolute, and no full URL":      {[]string{onServer(a, who), `{"resource":` + absolute(a) + `}`}, "", "COWS 20", ""},
		"absolute, of another server":    {[]string{onServer(a, who), onServer(a, absolute(b))}, "", "", "Observation/x unresolved"},
		"relative, on another server":    {[]string{onServer(a, who), onServer(b, twenty)}, "", "", b + "/Observation/x unresolved"},
		"from another server, of this":   {[]string{onServer(a, who), onServer(b, absolute(a))}, "", "COWS 20", ""},
		"the same id twice":              {[]string{onServer(a, who), onServer(a, seven), onServer(b, absolute(a))}, "", "COWS 7 COWS 20", ""},
		"the other server first":         {[]string{onServer(b, twenty), onServer(a, seven), onServer(a, who)}, "", "COWS 7", b + "/Observation/x unresolved"},
		"servers, and no Patient":        {[]string{onServer(a, seven), onServer(b, twenty)}, "", "COWS 7", b + "/Observation/x unresolved"},
		"a reader that names the server": {[]string{onServer(a, who), onServer(b, who), onServer(b, twenty)}, b + "/Patient/p", "COWS 20", ""},
		"a medicine": {[]string{onServer(a, who), medicine(a), onServer(a, film)}, "", "order buprenorphine/naloxone film 8 mg/2 mg",
			"Medication/m not-read"},
		"a medicine of the other server": {[]string{onServer(a, who), medicine(b), onServer(a, film)}, "", "takes unknown medicine Medication/m",
			"https://b.example/fhir/Medication/m not-read MedicationRequest/x unresolved"},
		"two people of one id":            {[]string{onServer(a, who), onServer(b, who)}, "", "unclear", ""},
		"two people of one id, one named": {[]string{onServer(a, who), onServer(b, who)}, "p", "unclear", ""},
	} {
		t.Run(name, func(t *testing.T) {
			with := reader
			with.Person = c.person
			bundle := `{"resourceType":"Bundle","type":"collection","entry":[` + strings.Join(c.entries, ",") + `]}`
			if c.events == "unclear" {
				_, err := fhir.FromBundle([]byte(bundle), with)
				require.ErrorIs(t, err, fhir.ErrPerson)
				return
			}
			events, notes := wholeFor(t, with, bundle)
			require.Equal(t, c.events, strings.Join(events, " "))
			require.Equal(t, c.notes, strings.Join(notes, " "))
		})
	}
}
