package cdshooks

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
)

// fhirServer is the server of a client with one person.
func fhirServer(t *testing.T, answers map[string]string) (*httptest.Server, func() []string) {
	var mu sync.Mutex
	var asked []string
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		asked = append(asked, r.Header.Get("Authorization")+" "+r.URL.RequestURI())
		mu.Unlock()
		query := strings.TrimPrefix(r.URL.RequestURI(), "/fhir/")
		answer, ok := answers[query]
		switch {
		case strings.HasPrefix(answer, "->"):
			http.Redirect(w, r, answer[2:], http.StatusFound)
		case !ok && strings.Contains(query, "?"):
			fmt.Fprint(w, entries("searchset"))
		case !ok:
			http.NotFound(w, r)
		default:
			fmt.Fprint(w, answer)
		}
	}))
	t.Cleanup(s.Close)
	return s, func() []string { mu.Lock(); defer mu.Unlock(); return asked }
}

// onePage is a page of a searchset, with the address of the next one.
func onePage(next string) string {
	return strings.Replace(entries("searchset", heroin(3)), `{"resourceType"`,
		`{"link":[{"relation":"next","url":"`+next+`"}],"resourceType"`, 1)
}

func (f *Fetcher) of(c *Config) { c.Records = f }

// without is a request of which the client answered nothing in advance.
func without(server string) string {
	return strings.Replace(hooked("order-sign", signing(film(16)), `{}`), `{"hook"`, `{"fhirServer":"`+server+
		`","fhirAuthorization":{"access_token":"secret-token","token_type":"Bearer","expires_in":300,"scope":"user/*.rs","subject":"cds"},"hook"`, 1)
}

// What was not answered in advance is fetched, page after page, with the token of the client; the answer is the same.
func TestFallback(t *testing.T) {
	page := onePage("Observation?page=2")
	s, asked := fhirServer(t, map[string]string{"Patient/7": somebody, "Observation?patient=7": page,
		"Observation?page=2": entries("searchset", cows(14))})
	f := &Fetcher{Client: s.Client(), Servers: []string{s.URL + "/fhir"}}
	var seen Observation
	h := open(t, f.of, func(c *Config) { c.Observe = func(o Observation) { seen = o } })
	fetched := cardsOf(t, post(h, orders, without(s.URL+"/fhir/")))
	require.Equal(t, cardsOf(t, post(open(t), orders, good())), fetched)
	require.Len(t, asked(), len(everything())+1)
	require.Equal(t, len(everything()), seen.Fetched)
	for _, line := range asked() {
		require.True(t, strings.HasPrefix(line, "Bearer secret-token /fhir/"), line)
	}
}

// An answer that is not whole, or comes from somewhere else, is none.
func TestFallbackThatFails(t *testing.T) {
	more := `{"resourceType":"Bundle","type":"searchset","link":[{"relation":"next","url":"%s"}]}`
	for name, answer := range map[string]string{
		"a redirect":           "->https://evil.example/",
		"a page elsewhere":     fmt.Sprintf(more, "https://evil.example/fhir/Observation?page=2"),
		"pages without an end": fmt.Sprintf(more, "Observation?patient=7"),
		"no JSON":              "<html/>",
		"no resource":          "{}",
		"an error":             `{"resourceType":"OperationOutcome"}`,
		"a part":               `{"resourceType":"Bundle","type":"searchset","total":7}`,
		"too much":             `{"resourceType":"Bundle","x":"` + strings.Repeat("x", 1<<16) + `"}`,
	} {
		s, _ := fhirServer(t, map[string]string{"Patient/7": somebody, "Observation?patient=7": answer})
		f := &Fetcher{Client: s.Client(), Servers: []string{s.URL + "/fhir"}, MaxBody: 1 << 15}
		w := post(open(t, f.of), orders, without(s.URL+"/fhir"))
		require.Equal(t, 412, w.Code, name)
		require.Contains(t, w.Body.String(), `\"observations\": not sent, and the fhirServer did not supply it`)
		require.NotContains(t, w.Body.String(), "allergies")
		require.NotContains(t, w.Body.String(), "evil")
	}
	_, err := (&Fetcher{Client: http.DefaultClient}).Fetch(context.Background(), FHIRServer{URL: "https://any.example"}, "Patient/7")
	require.ErrorIs(t, err, ErrServer)
}

// An order that nothing speaks against, judged by a part of the record, is not passed over in silence: neither where the client was given a part
// nor where the server that is asked keeps something back.
func TestPartOfARecord(t *testing.T) {
	const withheld = `{"resourceType":"OperationOutcome","issue":[{"severity":"information","code":"suppressed"}]}`
	allowed := func(more ...string) string {
		return full(somebody, append([]string{heroin(30), scored()}, more...)...)
	}
	require.Empty(t, cardsOf(t, post(open(t), orders, hooked("order-sign", signing(film(4)), allowed()))))
	cards := cardsOf(t, post(open(t), orders, hooked("order-sign", signing(film(4)), allowed(withheld))))
	require.Len(t, cards, 1)
	require.Equal(t, "warning", cards[0].Indicator)
	require.Contains(t, cards[0].Summary, "judged by a part of the record: the rest of observations did not come")

	s, _ := fhirServer(t, map[string]string{"Patient/7": somebody, "Observation?patient=7": entries("searchset", heroin(30), scored(), withheld)})
	f := &Fetcher{Client: s.Client(), Servers: []string{s.URL + "/fhir"}}
	cards = cardsOf(t, post(open(t, f.of), orders, strings.Replace(without(s.URL+"/fhir"), film(16), film(4), 1)))
	require.Len(t, cards, 1)
	require.Contains(t, cards[0].Summary, "the rest of observations did not come")
}

// TestNextPages: a next page is the base or below it, however it is written.
func TestNextPages(t *testing.T) {
	for link, want := range map[string]string{
		"Observation?page=2":                       "https://ehr.example/fhir/Observation?page=2",
		"https://ehr.example/fhir?_getpages=a":     "https://ehr.example/fhir?_getpages=a",
		"https://ehr.example/fhir/Observation?p=2": "https://ehr.example/fhir/Observation?p=2",
		"https://ehr.example/other/Observation":    "",
		"https://ehr.example/fhirmore":             "",
		"https://ehr.example/fhir/../other":        "",
		"../other":                                 "",
		"/other":                                   "",
		"//evil.example/fhir/Observation":          "",
		"http://ehr.example/fhir/Observation":      "",
	} {
		got, err := below("https://ehr.example/fhir", link)
		require.Equal(t, want, got, link)
		require.Equal(t, want == "", err != nil, link)
	}
}

// A server that answers with another person is not believed.
func TestFallbackThatLies(t *testing.T) {
	s, _ := fhirServer(t, map[string]string{"Patient/7": strings.Replace(somebody, `"7"`, `"8"`, 1)})
	f := &Fetcher{Client: s.Client(), Servers: []string{s.URL + "/fhir"}}
	require.Equal(t, 400, post(open(t, f.of), orders, without(s.URL+"/fhir")).Code)
}

// Of a searchset of which the client sent a part the card says so; a server that answers with a part is not asked in vain.
func TestOnePage(t *testing.T) {
	typed := func(members string) string {
		return strings.Replace(entries("searchset", heroin(3)), `{"resourceType":"Bundle"`, `{"resourceType":"Bundle",`+members, 1)
	}
	for name, part := range map[string]string{
		"a next page":                     onePage("https://ehr.example/2"),
		"a next page that has no address": typed(`"link":[{"relation":"next"}]`),
		"more than it holds":              typed(`"total":400`),
		"an error beside what was found": entries("searchset", heroin(3),
			`{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"timeout"}]}`),
	} {
		prefetch := strings.Replace(full(somebody), `"observations":null`, `"observations":`+part, 1)
		cards := cardsOf(t, post(open(t), orders, hooked("order-sign", signing(film(16)), prefetch)))
		require.Contains(t, cards[0].Detail, "the rest of observations, of which a part came", name)
	}
	for name, all := range map[string]string{"as many as it says": typed(`"total":1`), "a warning beside what was found": entries("searchset",
		heroin(3), `{"resourceType":"OperationOutcome","issue":[{"severity":"warning","code":"informational"}]}`)} {
		prefetch := strings.Replace(full(somebody), `"observations":null`, `"observations":`+all, 1)
		cards := cardsOf(t, post(open(t), orders, hooked("order-sign", signing(film(16)), prefetch)))
		require.NotContains(t, cards[0].Detail, "the rest of observations", name)
	}
}
