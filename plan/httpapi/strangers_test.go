package httpapi

import (
	"math/rand/v2"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

var named26 = regexp.MustCompile(`"request":"[A-Z0-9]{26}"`)

// TestStrangers: who may not ask learns nothing from any operation, and not even whether somebody is in treatment.
func TestStrangers(t *testing.T) {
	doc := document(t, opened(t))
	c := admitted(t, quick)
	for n, o := range operationsOf(doc) {
		if o.object["x-scope"] == nil {
			continue
		}
		for i := range uint64(12) {
			m := &maker{rand.New(rand.NewPCG(13+i, uint64(n))), doc, 0, false}
			s := m.valid(o)
			s.token = pick(m, []string{"", "forged", "elsewhere"})
			var told []string
			for _, id := range []string{"person-1", "person-2", "nobody"} {
				s.plan = id
				w := httptest.NewRecorder()
				c.ServeHTTP(w, s.request())
				require.Contains(t, []int{401, 403}, w.Code, "%s", s)
				require.Empty(t, faultsOf(doc, o, w), "%s: %s", s, w.Body)
				for _, secret := range append(secrets, "person-", "methadone", "version") {
					require.NotContains(t, strings.ToLower(w.Body.String()), secret, "%s", s)
				}
				require.Empty(t, w.Header().Get("ETag"))
				told = append(told, named26.ReplaceAllString(w.Body.String(), ""))
			}
			require.Equal(t, told[0], told[1], "%s", s)
			require.Equal(t, told[0], told[2], "%s", s)
		}
	}
}

// TestSchemasAreHeld: what the tests hold answers against finds what does not fit.
func TestSchemasAreHeld(t *testing.T) {
	doc := document(t, opened(t))
	form := func(name string) object { return object{"$ref": schemaPath + name} }
	event := object{"type": "visit-missed", "v": 1.0, "id": "e", "at": "2026-03-02T08:00:00Z", "body": object{}}
	with := func(name string, v any) object {
		changed := object{}
		for n, old := range event {
			changed[n] = old
		}
		changed[name] = v
		return changed
	}
	for _, one := range []struct {
		name   string
		schema object
		v      any
		fits   bool
	}{
		{"an event", form("told"), event, true},
		{"of a kind that is none", form("told"), with("type", "x"), false},
		{"of a kind that is derived", form("told"), with("type", "stage-moved"), false},
		{"of another version", form("told"), with("v", 2.0), false},
		{"with a body of another kind", form("told"), with("body", object{"total": 1.0}), false},
		{"with a time of telling", form("told"), with("recorded", "2026-03-02T08:00:00Z"), false},
		{"on record with it", form("event"), with("recorded", "2026-03-02T08:00:00Z"), true},
		{"on record at no time", form("event"), with("recorded", "yesterday"), false},
		{"a line of a journal", form("journal"), event, true},
		{"the end of a journal", form("journal"), object{"end": true, "events": 3.0, "sum": "0123456789abcdef"}, true},
		{"neither", form("journal"), object{"end": true, "id": "e"}, false},
		{"an erasure", form("reason"), object{"reason": "state law"}, true},
		{"an erasure without", form("reason"), object{"reason": "  "}, false},
		{"a question of both", form("explain"), object{"rule": "x", "eventId": "e", "event": event}, false},
		{"a calendar", form("proposal"), object{"kind": "titrate", "answers": object{"x": object{"amount": "4 mg"}}}, true},
		{"an amount without a unit", form("proposal"), object{"kind": "titrate", "answers": object{"x": object{"amount": "4"}}}, false},
		{"a word that is none", form("proposal"), object{"kind": "titrate", "setting": "moon"}, false},
		{"half a day", form("proposal"), object{"kind": "titrate", "days": 1.5}, false},
		{"some of a journal", form("disclose"), object{"recipient": "x", "what": "journal", "kinds": []any{"order"}}, true},
		{"some of a summary", form("disclose"), object{"recipient": "x", "what": "summary", "kinds": []any{"order"}}, false},
		{"nothing of a journal", form("disclose"), object{"recipient": "x", "what": "journal", "kinds": []any{}}, false},
		{"an unknown keyword", object{"type": "string", "multipleOf": 2.0}, "x", false},
	} {
		t.Run(one.name, func(t *testing.T) {
			faults := fits(doc, one.schema, one.v, "")
			require.Equal(t, one.fits, len(faults) == 0, "%v", faults)
		})
	}
}
