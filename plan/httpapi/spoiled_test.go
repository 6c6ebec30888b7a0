package httpapi

import (
	"encoding/json"
	"math/rand/v2"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// spoiled are the ways in which a request that the document allows is made one that it does not, each with what comes of it. A way that
// does not apply to an operation is false.
var spoiled = []struct {
	name string
	way  func(*maker, *sending) bool
	want []int
}{
	{"no token", func(_ *maker, s *sending) bool { s.token = ""; return s.scoped() }, []int{401}},
	{"a forged token", func(m *maker, s *sending) bool {
		s.token = "doctor" + pick(m, []string{"0", ".", "=", "é"})
		return s.scoped()
	}, []int{401}},
	{"another scheme", func(_ *maker, s *sending) bool {
		s.token = ""
		s.header.Set("Authorization", "Basic ZG9jdG9yOmRvY3Rvcg==")
		return s.scoped()
	}, []int{401}},
	{"somebody who may not", func(_ *maker, s *sending) bool { s.token = "elsewhere"; return s.scoped() }, []int{403}},
	{"no purpose", func(_ *maker, s *sending) bool { s.header.Del("Purpose-Of-Use"); return s.ofPlan() }, []int{400}},
	{"a purpose of one's own", func(m *maker, s *sending) bool {
		s.header.Set("Purpose-Of-Use", pick(m, []string{"curiosity", "Treatment", "treatment, payment", "treatmént"}))
		return s.ofPlan()
	}, []int{400}},
	{"a plan of no text", func(m *maker, s *sending) bool {
		s.plan = pick(m, []string{"%FF%FE", "a%00b", strings.Repeat("%E6%AD%A3", 171), strings.Repeat("p", 513)})
		return s.ofPlan()
	}, []int{400}},
	{"a plan that is a way", func(m *maker, s *sending) bool {
		s.plan = pick(m, []string{"..", ".", "", "a/../b", "person-1//"})
		return s.ofPlan()
	}, []int{404}},
	{"an unknown parameter", func(m *maker, s *sending) bool {
		s.query.Set(pick(m, []string{"admin", "Known", "limit[]", "", "rules\x00"}), "true")
		return s.scoped()
	}, []int{400}},
	{"a parameter twice", func(m *maker, s *sending) bool {
		name := s.parameterOf(m, "query")
		s.query[name] = []string{"1", "1"}
		return name != ""
	}, []int{400}},
	{"a parameter of another type", func(m *maker, s *sending) bool {
		name := s.parameterOf(m, "query")
		s.query.Set(name, pick(m, []string{"\x00", "\xff", strings.Repeat("9", 3000)}))
		return name != ""
	}, []int{400}},
	{"a number or a time out of range", func(m *maker, s *sending) bool {
		name := s.parameterOf(m, "query")
		s.plan = "person-1" // which is there, now and by the rules of today: whether it is may be found first
		s.query.Del("rules")
		s.query.Del("known")
		s.query.Set(name, pick(m, []string{"-1", "0", "1e3", "9223372036854775808", "1001", "2026-13-40", "0000-00-00T00:00:00Z", "tomorrow"}))
		return slices.Contains([]string{"limit", "day", "at", "from", "known", "picture", "language", "of", "setting"}, name)
	}, []int{400}},
	{"a version that is none", func(m *maker, s *sending) bool {
		s.header.Del("If-None-Match")
		s.header.Set("If-Match", pick(m, []string{"3", `"03"`, `W/"3"`, `"-1"`, `"0"`, `"3", "4"`, `"99999999999999999999"`}))
		return s.takes("If-Match")
	}, []int{400}},
	{"a stale version", func(m *maker, s *sending) bool {
		s.plan = "person-1"
		s.header.Del("If-None-Match")
		s.header.Set("If-Match", pick(m, []string{`"1"`, `"2"`, `"999"`}))
		return s.takes("If-Match") && !s.events
	}, []int{412, 422}}, // 422: the event that is made of it cannot be, which is found first
	{"a key that is none", func(m *maker, s *sending) bool {
		s.header.Set("Idempotency-Key", pick(m, []string{"a b", strings.Repeat("k", 201), "é", `a"b`, `""`}))
		return s.takes("Idempotency-Key")
	}, []int{400}},
	{"an answer in a form of one's own", func(m *maker, s *sending) bool {
		s.header.Set("Accept", pick(m, []string{"application/xml", "image/png", "text/*;q=0", "application/json;q=0", "nothing"}))
		return s.scoped() && len(s.accepted()) > 0
	}, []int{406}},
	{"a body where there is none", func(_ *maker, s *sending) bool {
		media, _ := s.operation.body()
		s.body = []byte("{}")
		return media == "" && s.scoped()
	}, []int{415}},
	{"a body of another type", func(m *maker, s *sending) bool {
		s.header.Set("Content-Type", pick(m, []string{"", "text/plain", "application/xml", "application/json; charset=utf-16",
			"multipart/form-data; boundary=x",
			"application/json, application/json", "é"}))
		return s.body != nil
	}, []int{415}},
	{"a body that is too large", func(_ *maker, s *sending) bool {
		s.body = append(s.body, []byte(strings.Repeat(" ", 70<<10))...)
		return s.hasBody()
	}, []int{413}},
	{"no body", func(_ *maker, s *sending) bool { s.body = nil; return s.hasBody() }, []int{400}},
	{"a body that is cut off", func(m *maker, s *sending) bool {
		had := s.hasBody() && len(s.body) > 3
		if had {
			s.body = s.body[:1+m.IntN(len(s.body)-3)]
		}
		return had && s.form != nil
	}, []int{400}},
	{"a body that is not JSON", func(m *maker, s *sending) bool {
		s.body = []byte(pick(m, []string{"<event/>", "null", "[]", "1", `""`, "{", "\ufeff{}", "{\"a\":\xff}", "{}{}", "NaN", "\x00", "1e400",
			strings.Repeat("[", 3000), strings.Repeat(`{"a":`, 3000)}))
		return s.hasBody() && s.scoped()
	}, []int{400, 422}},
	{"a member that is missing", func(m *maker, s *sending) bool { return s.without(m) }, []int{400, 422}},
	{"a member more", func(m *maker, s *sending) bool {
		return !s.ofFHIR() && s.changed(func(f object) { f[pick(m, []string{"admin", "__proto__", "", "recorded_at", "Id"})] = true })
	}, []int{400}},
	{"a member of another type", func(m *maker, s *sending) bool { return !s.ofFHIR() && s.retyped(m) }, []int{400, 422}},
	{"a member twice", func(m *maker, s *sending) bool {
		if !s.changed(func(object) {}) || len(s.form) == 0 {
			return false
		}
		name := pick(m, sorted(s.form))
		s.body = append([]byte("{"+string(mustJSON(name))+":"+string(mustJSON(s.form[name]))+","), s.body[1:]...)
		return true
	}, []int{400}},
}

func (s *sending) scoped() bool { return s.object["x-scope"] != nil }

func (s *sending) ofPlan() bool { return strings.Contains(s.path, "{plan}") }

func (s *sending) hasBody() bool { _, schema := s.operation.body(); return schema != nil }

// ofFHIR reports whether the body has a form that is described elsewhere, and whose reader passes over what it does not know.
func (s *sending) ofFHIR() bool {
	_, schema := s.operation.body()
	return schema["$ref"] == schemaPath+"fhir"
}

// parameters are the names of those in the address or in headers.
func (s *sending) parameters(in string) (names []string) {
	list, _ := s.object["parameters"].([]any)
	for _, p := range list {
		if p.(object)["in"] == in {
			names = append(names, p.(object)["name"].(string))
		}
	}
	return names
}

func (s *sending) parameterOf(m *maker, in string) string {
	if names := s.parameters(in); len(names) > 0 {
		return pick(m, names)
	}
	return ""
}

func (s *sending) takes(header string) bool { return slices.Contains(s.parameters("header"), header) }

// changed changes the one object of the body.
func (s *sending) changed(how func(object)) bool {
	if s.form == nil {
		return false
	}
	how(s.form)
	s.body = mustJSON(s.form)
	return true
}

// without leaves out a member that has to be there.
func (s *sending) without(m *maker) bool {
	_, schema := s.operation.body()
	if s.form == nil {
		return false
	}
	names := m.required(schema)
	if len(names) == 0 {
		return false
	}
	return s.changed(func(f object) { delete(f, pick(m, names)) })
}

// retyped gives a member a value of a type that it does not have.
func (s *sending) retyped(m *maker) bool {
	if len(s.form) == 0 {
		return false
	}
	name := pick(m, sorted(s.form))
	var others []any
	for _, v := range []any{"a text", 12.5, true, nil, []any{}, object{"a": 1.0}, json.Number("1e400"),
		json.Number("123456789012345678901234567890")} {
		if t := typeOf(s.form[name]); t != typeOf(v) {
			others = append(others, v)
		}
	}
	return s.changed(func(f object) { f[name] = pick(m, others) })
}

func sorted(o object) (names []string) {
	for name := range o {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// TestSpoiledRequests: what the document does not allow never succeeds, in any operation, and is answered with the problem that it is.
func TestSpoiledRequests(t *testing.T) {
	doc := document(t, opened(t))
	met := make(map[string]int)
	each, seed := drawn(4)
	for n, o := range operationsOf(doc) {
		t.Run(o.id(), func(t *testing.T) {
			m := &maker{rand.New(rand.NewPCG(seed, uint64(n))), doc, 0, false}
			c := admitted(t, quick)
			before := c.versions()
			for _, spoil := range spoiled {
				for range each {
					s := m.valid(o)
					if !spoil.way(m, s) {
						continue
					}
					met[spoil.name]++
					w := httptest.NewRecorder()
					c.ServeHTTP(w, s.request())
					want := spoil.want
					if s.events { // what is wrong with an event by chance may be found before
						want = append([]int{400, 403, 422}, want...)
					}
					require.Contains(t, want, w.Code, "%s: %s\n%.2000s", spoil.name, s, w.Body)
					require.Empty(t, faultsOf(doc, o, w), "%s: %s\n%d %.2000s", spoil.name, s, w.Code, w.Body)
				}
			}
			require.Equal(t, before, c.versions(), "something is on record")
		})
	}
	for _, spoil := range spoiled {
		require.Positive(t, met[spoil.name], "%s was not tried", spoil.name)
	}
}

// versions are those of all plans.
func (c *clinic) versions() (list []any) {
	return c.want(200, call{as: "doctor", line: "GET /plans"})["items"].([]any)
}
