package httpapi

import (
	"context"
	"encoding/json"
	"errors"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/stretchr/testify/require"
)

// acted is an act that the records office carries out.
func acted(what, body string, headers ...string) call {
	return call{as: "records", line: "POST " + somebody + "/" + what, body: body, headers: headers}
}

const (
	mergeTwo = `{"id":"m1","from":"person-2","reason":"one person, seen twice"}`
	splitTwo = `{"id":"s1","other":"person-2","reason":"they are two"}`
)

func TestAMergerOverHTTP(t *testing.T) {
	c := admitted(t)
	for _, who := range []string{"doctor", "nurse", "elsewhere"} {
		c.want(403, call{as: who, line: "POST " + somebody + "/merges", body: mergeTwo})
	}
	changed := c.want(412, acted("merges", `{"id":"m1","from":"person-2","fromVersion":1,"reason":"one person"}`))
	require.EqualValues(t, c.version("person-2"), changed["version"])
	c.want(412, acted("merges", mergeTwo, `If-Match: "1"`))
	done := c.want(201, acted("merges", mergeTwo))
	require.NotEmpty(t, done["recorded"])
	again := c.want(200, acted("merges", mergeTwo))
	require.Equal(t, true, again["replayed"])
	require.Equal(t, done["recorded"], again["recorded"])
	c.want(409, acted("merges", strings.Replace(mergeTwo, "seen twice", "another reason", 1)))

	gone := c.want(410, call{as: "nurse", line: "GET /plans/person-2"})
	require.Equal(t, urn+"merged", gone["type"])
	require.Equal(t, "person-1", gone["into"])
	c.want(410, call{as: "nurse", line: "POST /plans/person-2/check", body: order})
	c.want(410, call{as: "nurse", line: "POST /plans/person-2/events", body: heroin})
	timeline := c.do(call{as: "nurse", line: "GET " + somebody + "/events"}).Body.String()
	require.Contains(t, timeline, "methadone")
	c.want(410, call{as: "records", line: "POST /plans/person-2/erasure", body: `{"reason":"state law"}`})

	var seen []Entry
	entries, err := c.trail.Entries(t.Context(), func(e *Entry) bool { return e.Operation == "merge" && e.Status == 201 })
	require.NoError(t, err)
	seen = append(seen, entries...)
	require.Len(t, seen, 2, "the audit trail has it for each plan")
	require.ElementsMatch(t, []string{"person-1", "person-2"}, []string{string(seen[0].Plan), string(seen[1].Plan)})

	c.want(422, acted("splits", `{"id":"s1","other":"person-2","events":["nobody"],"reason":"two"}`))
	c.want(201, acted("splits", splitTwo))
	c.want(200, acted("splits", splitTwo))
	c.want(200, call{as: "nurse", line: "GET /plans/person-2"})
	c.want(409, call{as: "records", line: "POST /plans/person-2/erasure", body: `{"reason":"state law"}`})
	c.want(200, call{as: "records", line: "POST /plans/person-2/erasure", body: `{"reason":"state law","leaveCopies":true}`})
	c.want(410, acted("merges", strings.Replace(mergeTwo, "m1", "m2", 1)))
}

func (c *clinic) version(id string) int {
	snapshot, err := c.book.Open(context.Background(), plan.ID(id))
	require.NoError(c, err)
	return int(snapshot.Version)
}

// curtain hides some kinds from a nurse who asks for payment.
type curtain []record.Kind

func (k curtain) Hides(_ context.Context, who record.Actor, ask Ask) (Hidden, error) {
	switch {
	case ask.Purpose == PurposeProceedings:
		return Hidden{}, errors.New("who knows")
	case ask.Purpose == PurposePayment && who.Role == "nurse":
		return Hidden{Kinds: k, Why: "use of substances is not for payment"}, nil
	}
	return Hidden{}, nil
}

// curtained is a clinic with a veil; forPayment is a request of somebody who is not shown everything.
func curtained(t *testing.T) *clinic {
	return admitted(t, func(c *Config) { c.Veil = curtain{record.KindOpioidUsed} })
}

func forPayment(one call) call {
	one.as, one.headers = "nurse", append(one.headers, "Purpose-Of-Use: payment")
	return one
}

func TestWhatIsHiddenIsSaid(t *testing.T) {
	c := curtained(t)
	retracted := `{"type":"retracted","v":1,"id":"r1","at":"2026-03-02T08:40:00Z","body":{"event":"e2","reason":"it was fentanyl"}}`
	c.want(201, sent(retracted))
	open := c.do(call{as: "nurse", line: "GET " + somebody + "/events"})
	require.Equal(t, "R, OPIOIDUD, NORDSCLCD, 42CFRPart2", open.Header().Get(headerLabels))
	require.Contains(t, open.Body.String(), "heroin")
	part := c.do(forPayment(call{line: "GET " + somebody + "/events"}))
	require.Equal(t, 200, part.Code, "%s", part.Body)
	require.True(t, strings.HasSuffix(part.Header().Get(headerLabels), ", REDACTED"))
	for _, secret := range []string{"heroin", "fentanyl", `"e2"`, "opioid-used", "r1"} {
		require.NotContains(t, part.Body.String(), secret)
	}
	var rows, all struct{ Items []map[string]any }
	require.NoError(t, json.Unmarshal(part.Body.Bytes(), &rows))
	require.NoError(t, json.Unmarshal(open.Body.Bytes(), &all))
	require.Len(t, rows.Items, len(all.Items), "nothing is silently absent")
	hidden := 0
	for i, row := range rows.Items {
		require.Equal(t, all.Items[i]["version"], row["version"])
		if row["redacted"] != nil {
			require.Len(t, row, 2, "its place and the reason, and nothing else")
			hidden++
			continue
		}
		require.Equal(t, all.Items[i], row)
	}
	require.Equal(t, 2, hidden, "the fact, and what takes it back")
	entries, err := c.trail.Entries(t.Context(), func(e *Entry) bool { return e.Redacted != "" })
	require.NoError(t, err)
	require.Len(t, entries, 1)
}

// TestNoDecisionIsMadeOfAPart: every operation that is not marked as one that can be had in part is refused to who is shown a part.
func TestNoDecisionIsMadeOfAPart(t *testing.T) {
	c := curtained(t)
	partial := 0
	for _, r := range routes() {
		one := samples[r.name]
		if r.public || r.scope != ScopeRead && r.scope != ScopeCheck && r.scope != ScopeRecord && r.scope != ScopeAgenda {
			continue
		}
		w := c.do(forPayment(one))
		if r.partial {
			partial++
			require.Less(t, w.Code, 300, "%s: %s", r.name, w.Body)
			continue
		}
		require.Equal(t, 403, w.Code, r.name)
		require.Contains(t, w.Body.String(), urn+"redacted", r.name)
		for _, secret := range []string{"heroin", "finding", "undetermined"} {
			require.NotContains(t, w.Body.String(), secret, r.name)
		}
	}
	require.Equal(t, 4, partial, "the list of plans, events, a fact that is told, a reminder")
}

func TestFactsAreTakenFromWhoIsShownAPart(t *testing.T) {
	c := curtained(t)
	out := c.want(201, forPayment(sent(strings.Replace(dose, "d1", "d9", 1))))
	require.Equal(t, "use of substances is not for payment", out["redacted"])
	require.Empty(t, out["recorded"])
	require.Nil(t, out["decision"], "what the rules say of it rests on what is hidden")
	c.want(403, forPayment(sent(order)))
	stale := c.want(412, forPayment(sent(strings.Replace(dose, "d1", "d10", 1), `If-Match: "1"`)))
	require.Nil(t, stale["since"])
	c.want(403, call{as: "nurse", line: "GET " + somebody, headers: []string{"Purpose-Of-Use: proceedings"}})
}

// TestLabelsAreThoseOfFHIR: what the header says is what the resources carry.
func TestLabelsAreThoseOfFHIR(t *testing.T) {
	c := admitted(t)
	var bundle struct {
		Entry []struct {
			Resource struct {
				Meta struct{ Security []struct{ Code string } }
			}
		}
	}
	w := c.do(call{as: "records", line: "GET " + somebody + "/fhir"})
	require.NoError(t, json.Unmarshal(w.Body.Bytes(), &bundle))
	require.NotEmpty(t, bundle.Entry)
	for _, e := range bundle.Entry {
		var codes []string
		for _, s := range e.Resource.Meta.Security {
			codes = append(codes, s.Code)
		}
		require.Equal(t, labels, codes)
	}
}

// shutter hides some kinds from whoever asks for payment.
type shutter struct{ curtain }

func (s shutter) Hides(ctx context.Context, who record.Actor, ask Ask) (Hidden, error) {
	who.Role = "nurse"
	return s.curtain.Hides(ctx, who, ask)
}

// TestAPartAsFHIR: the export of somebody who is not shown everything is a part, says so, and concludes nothing.
func TestAPartAsFHIR(t *testing.T) {
	c := admitted(t, func(c *Config) { c.Veil = shutter{curtain{record.KindOpioidUsed}} })
	export := call{as: "records", line: "GET " + somebody + "/fhir"}
	whole := c.do(export).Body.String()
	require.Contains(t, whole, "heroin")
	require.Contains(t, whole, "CarePlan")
	export.headers = []string{"Purpose-Of-Use: payment"}
	part := c.do(export)
	require.Equal(t, 200, part.Code, "%s", part.Body)
	require.True(t, strings.HasSuffix(part.Header().Get(headerLabels), ", REDACTED"))
	var bundle struct {
		Entry []struct {
			Resource struct {
				ResourceType string
				Meta         struct{ Security []struct{ Code string } }
			}
		}
	}
	require.NoError(t, json.Unmarshal(part.Body.Bytes(), &bundle))
	require.Greater(t, len(bundle.Entry), 1)
	for _, e := range bundle.Entry {
		require.Equal(t, labelRedacted, e.Resource.Meta.Security[len(labels)].Code)
		require.NotContains(t, []string{"Task", "DetectedIssue", "GuidanceResponse", "CarePlan", "EpisodeOfCare"}, e.Resource.ResourceType)
	}
	for _, secret := range []string{"heroin", "opioid-used"} {
		require.NotContains(t, part.Body.String(), secret)
	}
}

// TestATornTrail: an entry that was acknowledged can be read, whatever a failed write has left before it.
func TestATornTrail(t *testing.T) {
	c := opened(t)
	require.NoError(t, c.trail.Note(t.Context(), Entry{Request: "one"}))
	_, err := c.trail.file.WriteString(`{"request":"half`)
	require.NoError(t, err)
	whole := c.trail.file
	broken, err := os.Open(whole.Name()) // cannot be written to, as a disk that is full
	require.NoError(t, err)
	c.trail.file = broken
	require.Error(t, c.trail.Note(t.Context(), Entry{Request: "lost"}))
	require.NoError(t, broken.Close())
	c.trail.file = whole
	long := strings.Repeat("x", 2<<20)
	require.NoError(t, c.trail.Note(t.Context(), Entry{Request: "two", What: long}))
	entries, err := c.trail.Entries(t.Context(), func(*Entry) bool { return true })
	require.NoError(t, err)
	require.Len(t, entries, 2)
	require.Equal(t, long, entries[1].What)
}

// TestABodyOfNoLength: where no body is taken, one whose length is not said is none either.
func TestABodyOfNoLength(t *testing.T) {
	c := admitted(t)
	r := call{as: "nurse", line: "GET " + somebody}.request()
	r.ContentLength = -1
	w := httptest.NewRecorder()
	c.ServeHTTP(w, r)
	require.Equal(t, 415, w.Code)
	twice := sent(strings.Replace(cows, "e1", "e9", 1)).request()
	twice.Header.Add("Content-Type", mediaLines)
	w = httptest.NewRecorder()
	c.ServeHTTP(w, twice)
	require.Equal(t, 415, w.Code)
}
