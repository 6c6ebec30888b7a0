package cdshooks

import (
	"encoding/json"
	"flag"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/oudpath/oudpath/internal/fixtures"
	"github.com/oudpath/oudpath/plan/cdshooks/lint"
	"github.com/oudpath/oudpath/plan/fhir/r4"
)

var update = flag.Bool("update", false, "write the golden files anew; read them before they are committed")

// cdcRequest is a request of the CDC content, and what that content answers.
type cdcRequest struct {
	name, folder, hook string
	body               []byte
	keys               int // of its prefetch
	expected           string
}

func cdcRequests(t testing.TB) (list []cdcRequest) {
	t.Helper()
	dir := fixtures.Path(t, "cdc-opioid-hooks")
	files, err := filepath.Glob(filepath.Join(dir, "requests", "*", "*.json"))
	require.NoError(t, err)
	for _, file := range files {
		body, err := os.ReadFile(file)
		require.NoError(t, err)
		doc, err := r4.Parse(body)
		require.NoError(t, err, file)
		folder := filepath.Base(filepath.Dir(file))
		name := strings.TrimSuffix(strings.TrimPrefix(filepath.Base(file), "request-example-"), ".json")
		one := cdcRequest{name: name, folder: folder, hook: doc.Root().Get("hook").Text(), body: body, expected: "no file"}
		for range doc.Root().Get("prefetch").Members() {
			one.keys++
		}
		answer, err := os.ReadFile(filepath.Join(dir, "responses", folder, "response-example-"+name+".json"))
		var said struct{ Cards []struct{ Summary string } }
		switch {
		case err != nil:
		case json.Unmarshal(answer, &said) != nil:
			one.expected = "a file that is no JSON"
		case len(said.Cards) == 0:
			one.expected = "-"
		default:
			one.expected = ""
			for _, c := range said.Cards {
				one.expected += strings.TrimSpace("; "[min(2, 2-2*min(1, len(one.expected))):]) + c.Summary
			}
		}
		list = append(list, one)
	}
	require.Len(t, list, 42)
	return list
}

// cdcServices are services that ask for what those of the CDC content ask for: as many items as the fullest request of each folder has.
func cdcServices(list []cdcRequest) (services []Service) {
	most := map[string]int{}
	for _, r := range list {
		most[r.folder] = max(most[r.folder], r.keys)
	}
	for _, r := range list {
		if slices.ContainsFunc(services, func(s Service) bool { return s.ID == r.folder }) {
			continue
		}
		s := Service{ID: r.folder, Hook: r.hook, Description: "as the CDC content", Prefetch: map[string]string{}}
		for i := range most[r.folder] {
			s.Prefetch[fmt.Sprintf("item%d", i+1)] = "Patient/{{context.patientId}}"
		}
		services = append(services, s)
	}
	return services
}

// Every request of the CDC content whose service declares the keys that it has is answered; the others are 412 and name what they lack.
// To the services of this package, which ask for other keys, all of them are.
func TestRequestsOfTheCDC(t *testing.T) {
	list := cdcRequests(t)
	var deviations []string
	cdc := open(t, func(c *Config) {
		c.Services = cdcServices(list)
		c.Observe = func(o Observation) {
			for _, d := range o.Deviations {
				if !slices.Contains(deviations, d) {
					deviations = append(deviations, d)
				}
			}
		}
	})
	own := open(t)
	counted := map[string]int{}
	var table strings.Builder
	table.WriteString("What this service answers to the requests of the CDC content (prescribing for pain), beside what that content answers.\n")
	for _, r := range list {
		w := post(cdc, "/cds-services/"+r.folder, string(r.body))
		counted[fmt.Sprint("as the CDC declares: ", w.Code)]++
		fmt.Fprintf(&table, "\n%s/%s (%s): %d\n  CDC: %s\n", r.folder, r.name, r.hook, w.Code, r.expected)
		switch w.Code {
		case http.StatusOK:
			require.Empty(t, lint.Response(w.Body.Bytes()))
			cards := cardsOf(t, w)
			if len(cards) == 0 {
				table.WriteString("  ours: -\n")
			}
			for _, c := range cards {
				fmt.Fprintf(&table, "  ours: %s: %s (%s)\n", c.Indicator, c.Summary, c.Source.Label)
			}
		case http.StatusPreconditionFailed:
			var p struct {
				Issue []struct{ Details struct{ Text string } }
			}
			require.NoError(t, json.Unmarshal(w.Body.Bytes(), &p))
			fmt.Fprintf(&table, "  ours: %s\n", p.Issue[0].Details.Text)
			require.Contains(t, p.Issue[0].Details.Text, `"item`)
		}
		for _, s := range DefaultServices() {
			if s.Hook == r.hook {
				w = post(own, "/cds-services/"+s.ID, string(r.body))
				counted[fmt.Sprint("as this package declares: ", w.Code)]++
			}
		}
	}
	require.Equal(t, map[string]int{"as the CDC declares: 200": 32, "as the CDC declares: 412": 10,
		"as this package declares: 412": 42}, counted)
	slices.Sort(deviations)
	require.Equal(t, []string{"draftOrders-no-bundle", "encounterId-prefixed", "patientId-prefixed", "prefetch-wrapped"}, deviations)
	golden := filepath.Join("testdata", "cdc.txt")
	if *update {
		require.NoError(t, os.MkdirAll("testdata", 0o755))
		require.NoError(t, os.WriteFile(golden, []byte(table.String()), 0o644))
	}
	want, err := os.ReadFile(golden)
	require.NoError(t, err)
	if diff := cmp.Diff(string(want), table.String()); diff != "" {
		t.Errorf("(-golden +now)\n%s", diff)
	}
}

// Whatever is sent, there is an answer in one of the two forms, and no panic.
func FuzzCall(f *testing.F) {
	f.Add([]byte(good()))
	f.Add([]byte(hooked("patient-view", "", full(somebody, methadone()))))
	f.Add([]byte(hooked("appointment-book", booking("2026-05-20"), full(somebody, depot))))
	f.Add([]byte(hooked("problem-list-item-create", `,"conditions":`+entries("collection", longQT), full(somebody, methadone()))))
	f.Add([]byte(hooked("encounter-discharge", `,"encounterId":"e"`, full(somebody, methadone()))))
	f.Add([]byte(`{"feedback":[{"card":"` + anyInstance + `","outcome":"overridden","outcomeTimestamp":"2026-03-02T09:00:00Z"}]}`))
	h := open(f, func(c *Config) { c.Staff, c.Timeout = doctors{}, time.Minute })
	paths := []string{orders + "/feedback"}
	for _, s := range DefaultServices() {
		paths = append(paths, "/cds-services/"+s.ID)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, path := range paths {
			w := post(h, path, string(data))
			require.NotEqual(t, 500, w.Code, "%s", w.Body)
			if w.Code == 200 && !strings.HasSuffix(path, "/feedback") {
				require.True(t, lint.Valid(lint.Response(w.Body.Bytes())), "%s", w.Body)
			}
		}
	})
}
