package httpapi

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/stretchr/testify/require"
)

// operation is one of the document.
type operation struct {
	object
	method, path string
}

func operationsOf(doc object) (list []operation) {
	paths := doc["paths"].(object)
	for _, path := range slices.Sorted(maps.Keys(paths)) {
		methods := paths[path].(object)
		for _, method := range slices.Sorted(maps.Keys(methods)) {
			list = append(list, operation{methods[method].(object), strings.ToUpper(method), path})
		}
	}
	return list
}

func (o operation) id() string { return o.object["operationId"].(string) }

// body is the type of the body, and its schema; none, where the operation takes no body.
func (o operation) body() (media string, schema object) {
	content, _ := dig(o.object, "requestBody", "content").(object)
	for media, form := range content {
		return media, form.(object)["schema"].(object)
	}
	return "", nil
}

// accepted are the types in which an answer can be had.
func (o operation) accepted() (media []string) {
	for status, answer := range o.object["responses"].(object) {
		content, _ := answer.(object)["content"].(object)
		if status < "300" {
			media = slices.AppendSeq(media, maps.Keys(content))
		}
	}
	slices.Sort(media)
	return slices.Compact(media)
}

// sending is a request on its way to be one.
type sending struct {
	operation
	token  string
	plan   string // as it stands in the address
	query  url.Values
	header http.Header
	body   []byte
	form   object // what the body was made of, if it was one object
	events bool   // there are events in the body, of which no schema says all
}

func (s *sending) request() *http.Request {
	r := httptest.NewRequest(s.method, "/", bytes.NewReader(s.body))
	target := strings.Replace(s.path, "{plan}", s.plan, 1)
	u, err := url.Parse(target)
	if err != nil {
		u = &url.URL{Path: target}
	}
	r.URL, r.Header = u, s.header
	if r.URL.RawQuery = s.query.Encode(); s.token != "" {
		r.Header.Set("Authorization", "Bearer "+s.token)
	}
	return r
}

func (s *sending) String() string {
	return fmt.Sprintf("%s %s?%s %v %.400q", s.method, strings.Replace(s.path, "{plan}", s.plan, 1), s.query.Encode(), s.header, s.body)
}

// valid makes a request that the document allows.
func (m *maker) valid(o operation) *sending {
	s := &sending{operation: o, query: url.Values{}, header: http.Header{}, plan: "person-1"}
	if scope, ok := o.object["x-scope"].(string); ok {
		s.token = allowed(scope)
	}
	if m.IntN(4) == 0 {
		s.plan = url.PathEscape(m.text(object{"minLength": 1.0, "pattern": planIDForm}, "plan"))
	}
	if strings.Contains(s.plan, "%00") || s.plan == "." || s.plan == ".." {
		s.plan = "person-2"
	}
	parameters, _ := o.object["parameters"].([]any)
	for _, p := range parameters {
		m.parameter(s, p.(object))
	}
	m.intents = o.id() == "check" || o.id() == "when"
	if media, schema := o.body(); schema != nil {
		s.header.Set("Content-Type", media)
		m.fill(s, media, schema)
	}
	if list := o.accepted(); len(list) > 0 && m.IntN(2) == 0 {
		s.header.Set("Accept", pick(m, list))
	}
	if s.query.Get("discreet") == "true" { // which a calendar for appointment software alone can be
		s.header.Set("Accept", mediaICalendar)
	}
	return s
}

// allowed is somebody who may do it.
func allowed(scope string) string {
	for _, name := range slices.Sorted(maps.Keys(everybody)) {
		if strings.Contains(" "+everybody[name].scopes+" ", " "+scope+" ") {
			return name
		}
	}
	panic("nobody has the scope " + scope)
}

func (m *maker) parameter(s *sending, p object) {
	name, schema := p["name"].(string), p["schema"].(object)
	switch {
	case p["in"] == "path" || name == "after": // where to go on is said by the page before
		return
	case p["required"] != true && m.IntN(2) == 0:
		return
	case name == "If-None-Match" && s.header.Get("If-Match") != "":
		return
	}
	text := fmt.Sprint(m.value(schema, name))
	if p["in"] == "header" {
		s.header.Set(name, text)
	} else {
		s.query.Set(name, text)
	}
}

// fill makes the body.
func (m *maker) fill(s *sending, media string, schema object) {
	if media == mediaLines {
		s.events = true
		for range 1 + m.IntN(4) {
			s.body = append(append(s.body, mustJSON(m.value(schema, ""))...), '\n')
		}
		return
	}
	s.form, _ = m.value(schema, "").(object)
	s.events = schema["$ref"] == schemaPath+"told" || schema["$ref"] == schemaPath+"fhir" || s.form["event"] != nil
	s.body = mustJSON(s.form)
}

// noted is an audit trail that is forgotten.
type forgotten struct{}

func (forgotten) Note(context.Context, Entry) error { return nil }

func (forgotten) Disclosures(context.Context, plan.ID, time.Time) ([]Entry, error) { return nil, nil }

func quick(c *Config) { c.Trail, c.MaxBody = forgotten{}, 64<<10 }

// faultsOf says what is wrong with an answer by the document.
func faultsOf(doc object, o operation, w *httptest.ResponseRecorder) (faults []string) {
	if w.Code >= 500 {
		faults = append(faults, "it is an error of the server")
	}
	for _, trace := range []string{"goroutine ", ".go:", "runtime error", "httpapi.", "0xc0"} {
		if strings.Contains(w.Body.String(), trace) {
			faults = append(faults, "it tells of the program: "+trace)
		}
	}
	answer, ok := dig(o.object, "responses", fmt.Sprint(w.Code)).(object)
	if !ok {
		return append(faults, "the status is not in the document")
	}
	for name := range answerHeaders {
		_, said := dig(answer, "headers", name).(object)
		if said != (w.Header().Get(name) != "") {
			faults = append(faults, "the header "+name+" is in the answer or in the document, and not in both")
		}
	}
	content, _ := answer["content"].(object)
	media, _, _ := strings.Cut(w.Header().Get("Content-Type"), ";")
	if content == nil && media == "" && w.Body.Len() == 0 {
		return faults
	}
	schema, ok := dig(content, media, "schema").(object)
	if !ok {
		return append(faults, "the type "+media+" is not in the document")
	}
	if w.Code >= 400 && media != "application/problem+json" {
		faults = append(faults, "it is no problem document")
	}
	return append(faults, formed(doc, schema, media, w.Body.Bytes())...)
}

// formed says what is wrong with a body.
func formed(doc, schema object, media string, body []byte) (faults []string) {
	if !strings.HasSuffix(media, "json") {
		if len(body) == 0 {
			return []string{"there is nothing in it"}
		}
		return nil
	}
	lines := [][]byte{body}
	if media == mediaLines {
		lines = bytes.Split(bytes.TrimSpace(body), []byte("\n"))
	}
	for i, line := range lines {
		var v any
		if err := json.Unmarshal(line, &v); err != nil {
			if len(body) == 0 && media == mediaLines { // no rows
				continue
			}
			faults = append(faults, err.Error())
			continue
		}
		faults = append(faults, fits(doc, schema, v, fmt.Sprint("line ", i))...)
	}
	return faults
}

// drawn is how many requests each operation gets: few, and with OUDPATH_SLOW many and other ones.
func drawn(few int) (each int, seed uint64) {
	if os.Getenv("OUDPATH_SLOW") != "" {
		return 20 * few, 2
	}
	return few, 1
}

// TestValidRequests: what the document allows is understood, by every operation, and answered as the document says.
func TestValidRequests(t *testing.T) {
	doc := document(t, opened(t))
	each, seed := drawn(20)
	for n, o := range operationsOf(doc) {
		t.Run(o.id(), func(t *testing.T) {
			m := &maker{rand.New(rand.NewPCG(seed, uint64(n))), doc, 0, false}
			var c *clinic
			well := 0
			for i := 0; i < each || well == 0 && i < 20*each; i++ { // some go well by luck alone
				if i%15 == 0 {
					c = admitted(t, quick)
				}
				s := m.valid(o)
				w := httptest.NewRecorder()
				c.ServeHTTP(w, s.request())
				require.Empty(t, faultsOf(doc, o, w), "%s\n%d %s", s, w.Code, w.Body)
				if w.Code < 300 {
					well++
				}
				understood := !slices.Contains([]int{401, 405, 406, 413, 415}, w.Code) && (w.Code != 400 || s.events)
				require.True(t, understood, "%s\n%d %s", s, w.Code, w.Body)
			}
			require.Positive(t, well, "none went well")
		})
	}
}
