package httpapi

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// looked is an answer in another form.
func (c *clinic) looked(line, media string) string {
	c.Helper()
	one := call{as: "nurse", line: line, headers: []string{"Accept: " + media}}
	if strings.HasPrefix(line, "POST") {
		one.body = proposal
	}
	if strings.HasSuffix(line, "/fhir") {
		one.as = "records"
	}
	w := c.do(one)
	require.Equal(c, 200, w.Code, "%s", w.Body)
	require.True(c, strings.HasPrefix(w.Header().Get("Content-Type"), media), w.Header().Get("Content-Type"))
	if media == mediaHTML || media == mediaSVG {
		require.Contains(c, w.Header().Get("Content-Security-Policy"), "default-src 'none'")
	}
	return w.Body.String()
}

// TestEveryFormIsWhatItSays: the same path and the same calendar, for programs, for people, for appointment software.
func TestEveryFormIsWhatItSays(t *testing.T) {
	c := admitted(t)
	for _, one := range []struct{ line, media, want string }{
		{"GET " + somebody + "/report", mediaHTML, "<!doctype html>"},
		{"GET " + somebody + "/report", mediaMarkdown, "# person-1"},
		{"GET " + somebody + "/report", mediaText, "person-1\n===="},
		{"GET " + somebody + "/picture?picture=stages", mediaSVG, "HERE"},
		{"GET " + somebody + "/picture?picture=doses", mediaSVG, "No doses are on record"},
		{"GET /plans/person-2/picture?picture=doses", mediaSVG, "methadone oral concentrate"},
		{"GET " + somebody + "/choices", mediaText, "buprenorphine"},
		{"GET /plans/person-2/letter?language=es", mediaText, "metadona"},
		{"POST " + somebody + "/calendars", mediaText, "8 mg"},
		{"POST " + somebody + "/calendars", mediaICalendar, "BEGIN:VCALENDAR\r\n"},
		{"POST " + somebody + "/calendars", mediaSVG, "A plan"},
		{"GET " + somebody + "/fhir", mediaFHIR, `"42 CFR`},
	} {
		require.Contains(t, c.looked(one.line, one.media), one.want, "%s as %s", one.line, one.media)
	}
}

// TestWhatIfRecordsNothing: each event is judged on what those before it led to, what is refused is left out, and nothing is on record.
func TestWhatIfRecordsNothing(t *testing.T) {
	c := admitted(t)
	chain := strings.Join([]string{
		order, // six hours are not over, and nobody has looked for signs
		`{"type":"signs-observed","v":1,"id":"w1","at":"2026-03-02T12:30:00Z","body":{"signs":["mydriasis","piloerection"]}}`,
		`{"type":"scored","v":1,"id":"w2","at":"2026-03-02T12:30:00Z","body":{"scale":"cows","total":14}}`,
		strings.NewReplacer("o1", "w3", "09:00", "13:00").Replace(order),
		`{"type":"dose-given","v":1,"id":"w4","at":"2026-03-02T13:10:00Z","body":{"product":"bup.sl","dose":"4 mg","setting":"office"}}`,
	}, "\n")
	w := c.do(supposed(chain))
	require.Equal(t, 200, w.Code, "%s", w.Body)
	require.Equal(t, `"3"`, w.Header().Get("ETag"))
	var f struct {
		Steps []struct {
			ID       string
			Accepted bool
			Changes  []string
			Decision struct{ Status string }
			Derived  []json.RawMessage
		}
		Then struct{ Course string }
		Due  []json.RawMessage
	}
	require.NoError(t, json.Unmarshal(w.Body.Bytes(), &f))
	accepted := make([]bool, len(f.Steps))
	for i := range f.Steps {
		accepted[i] = f.Steps[i].Accepted
	}
	require.Equal(t, []bool{false, true, true, true, true}, accepted)
	require.NotEqual(t, "allowed", f.Steps[0].Decision.Status)
	require.Equal(t, "initiation", f.Then.Course)
	require.NotEmpty(t, f.Steps[4].Derived)
	require.Contains(t, strings.Join(append(f.Steps[3].Changes, f.Steps[4].Changes...), "; "), "initiation")
	require.NotEmpty(t, f.Due)
	snapshot, err := c.book.Open(t.Context(), "person-1")
	require.NoError(t, err)
	require.EqualValues(t, 3, snapshot.Version)
}

// TestEveryCalendarCanBeAsked: each kind answers with a calendar, or says in words why there is none.
func TestEveryCalendarCanBeAsked(t *testing.T) {
	c := admitted(t)
	schedules := map[string]string{"follow": "bup.start.emergency-threshold", "from-methadone": "bup.low-dose.outpatient",
		"taper": "bup.taper.own-pace"}
	products := map[string]string{"titrate": "methadone.conc", "to-methadone": "methadone.conc"}
	answered := 0
	for kind := range calendarKinds {
		body := map[string]any{"kind": kind, "product": "bup.sl", "setting": "otp", "schedule": schedules[kind],
			"answers": map[string]any{"first-dose": map[string]any{"amount": "20 mg"}, "interval": map[string]any{"days": 3}},
			"closed":  []string{"sunday", "sunday"}, "holidays": []string{"2026-03-09"}}
		if products[kind] != "" {
			body["product"] = products[kind]
		}
		if kind == "split" {
			body["of"] = "methadone"
		}
		w := c.do(proposed(string(mustJSON(body))))
		require.Contains(t, []int{200, 422}, w.Code, "%s: %s", kind, w.Body)
		if w.Code == 422 {
			require.Contains(t, w.Body.String(), urn+"calendar", kind)
			continue
		}
		answered++
		var made struct{ ID, Plan, Standing string }
		require.NoError(t, json.Unmarshal(w.Body.Bytes(), &made))
		require.Equal(t, "person-1", made.Plan)
		require.NotEmpty(t, made.Standing, kind)
	}
	require.GreaterOrEqual(t, answered, 6)
}
