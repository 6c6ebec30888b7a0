package httpapi

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/oudpath/oudpath/plan/journal"
	"github.com/oudpath/oudpath/plan/ledger"
	"github.com/oudpath/oudpath/plan/record"
)

// wellFormed looks at parameters, at the type of the body, and at what is accepted, as the route documents them.
func (q *request) wellFormed() error {
	values, err := parseQuery(q.URL.RawQuery)
	if err != nil {
		return err
	}
	for name, given := range values {
		words := wordsOf(name)
		switch {
		case !slices.Contains(q.route.query, name):
			return faultParameter.with("%.80q is none that is known here", name)
		case len(given) > 1:
			return faultParameter.with("%s is there more than once", name)
		case words != nil && given[0] != "" && !slices.Contains(words, given[0]):
			return faultParameter.with("%s is one of %s", name, strings.Join(words, ", "))
		}
	}
	if q.route.body == nil {
		if q.ContentLength != 0 { // negative: it is not said how long it is
			return faultMedia.with("no body is taken here")
		}
	} else if q.Header.Get("Content-Encoding") != "" || len(q.Header.Values("Content-Type")) > 1 {
		return faultMedia.with("one type is wanted, and no encoding")
	} else if q.ContentLength > q.api.MaxBody {
		return faultLarge.with("%d bytes at most", q.api.MaxBody)
	} else if got := mediaOf(q.Header.Get("Content-Type")); got != q.route.body.media {
		return faultMedia.with("%s is wanted", q.route.body.media)
	}
	switch media := q.accepts(); {
	case media == "":
		return faultAccept.with("%s", strings.Join(q.route.media(), " or "))
	case values.Get("discreet") == "true" && media != mediaICalendar: // it would be told in full, to who wanted it discreet
		return faultAccept.with("%s alone can be discreet", mediaICalendar)
	}
	return nil
}

// wordsOf are the words that a parameter can be; nil: it is no closed word.
func wordsOf(name string) (words []string) {
	list := reflect.ValueOf(parameters[name].schema["enum"])
	if !list.IsValid() {
		return nil
	}
	for i := range list.Len() {
		words = append(words, list.Index(i).String())
	}
	return words
}

// read returns the body.
func (q *request) read() ([]byte, error) {
	data, err := io.ReadAll(q.Body)
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return nil, faultLarge.with("%d bytes at most", large.Limit)
	case errors.Is(err, os.ErrDeadlineExceeded):
		return nil, faultSlow.with("")
	case err != nil:
		return nil, faultMalformed.with("the body ended early")
	}
	return data, nil
}

// decode reads a body of JSON into a form. Members that are unknown, there twice, null, or missing where the document requires them are
// errors: what is not said is left out, and not taken for something.
func (q *request) decode(into any) error {
	data, err := q.read()
	if err != nil {
		return err
	}
	form := reflect.TypeOf(into).Elem()
	if err := once(data, form); err != nil {
		return err
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return faultMalformed.with("%v", plainly(err))
	}
	if _, err := d.Token(); err != io.EOF {
		return faultMalformed.with("something stands behind the object")
	}
	var given map[string]json.RawMessage
	if err := json.Unmarshal(data, &given); err != nil {
		return faultMalformed.with("%v", plainly(err))
	}
	for _, name := range requiredOf(form) {
		if _, ok := given[name]; !ok {
			return faultMalformed.with("the member %s is missing", name)
		}
	}
	if name, text := unlike(form, given); name != "" {
		return faultMalformed.with("the member %s is not what is wanted: %s", name, text)
	}
	return nil
}

// plainly says what is wrong with a body without the names of Go types.
func plainly(err error) string {
	var wrong *json.UnmarshalTypeError
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &wrong):
		return "the member " + wrong.Field + " is not of its type"
	case errors.As(err, &syntax):
		return "it is no JSON from byte " + strconv.FormatInt(syntax.Offset, 10) + " on"
	case strings.HasPrefix(err.Error(), "json: unknown field"):
		return "it has an unknown member"
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return "it is not whole"
	}
	return "a member is not what it should be"
}

// once refuses an object that has a member twice, in any depth, since readers do not agree on which of the two counts, and a null. Names count
// as they are written: one that is a name of the form but for capitals would be taken for it by encoding/json, and by nobody else.
func once(data []byte, form reflect.Type) error {
	known := make(map[string]string) // by the name in small letters
	names(form, known)
	d := json.NewDecoder(bytes.NewReader(data))
	type level struct {
		names map[string]bool // nil: an array
		name  bool            // a name comes next
	}
	var levels []level
	for {
		token, err := d.Token()
		if err != nil {
			return nil // the decoder says what is wrong
		}
		if token == nil {
			return faultMalformed.with("something is null: what is not known is left out")
		}
		top := len(levels) - 1
		if top >= 0 && levels[top].name {
			if name, ok := token.(string); ok {
				if levels[top].names[name] {
					return faultMalformed.with("a member is there twice")
				}
				if exact, ok := known[strings.ToLower(name)]; ok && exact != name {
					return faultMalformed.with("the member %s is written in other letters", exact)
				}
				levels[top].names[name], levels[top].name = true, false
				continue
			}
		}
		if top >= 0 && levels[top].names != nil {
			levels[top].name = true
		}
		switch token {
		case json.Delim('{'):
			levels = append(levels, level{make(map[string]bool), true})
		case json.Delim('['):
			levels = append(levels, level{})
		case json.Delim('}'), json.Delim(']'):
			levels = levels[:top]
		}
		if len(levels) > 64 {
			return faultMalformed.with("it is nested too deep")
		}
	}
}

// event reads a body that is one event, as the wire format has it. Who asks has done it, and the ledger says when it was told.
func (q *request) event() (record.Event, error) {
	data, err := q.read()
	if err != nil {
		return record.Event{}, err
	}
	ev, err := journal.Unmarshal(bytes.TrimSpace(data))
	if err != nil {
		return record.Event{}, err
	}
	return ev, q.own(&ev)
}

// mostTold is how many events one request puts on record: they are judged together, and nobody else writes to the plan meanwhile.
const mostTold = 1000

// events reads a body that is one event a line, and so many at most.
func (q *request) events(most int) ([]record.Event, error) {
	data, err := q.read()
	if err != nil {
		return nil, err
	}
	var events []record.Event
	n := 0
	for line := range bytes.Lines(data) {
		if n++; n > most {
			return nil, faultLarge.with("%d events at most", most)
		}
		ev, err := journal.Unmarshal(bytes.TrimRight(line, "\r\n"))
		var unreadable *journal.Error
		if errors.As(err, &unreadable) {
			unreadable.Line = n
		}
		if err != nil {
			return nil, err
		}
		if err := q.own(&ev); err != nil {
			return nil, err
		}
		events = append(events, ev)
	}
	if len(events) == 0 {
		return nil, faultMalformed.with("there is no event in it")
	}
	return events, nil
}

// own makes the caller the actor of an event, and refuses what is not for callers to say.
func (q *request) own(ev *record.Event) error {
	switch {
	case ev.Body.Kind().Derived():
		return faultEventItself.with("%s is for the engine to derive", ev.Body.Kind())
	case !ev.Recorded.IsZero():
		return faultEventItself.with("when it was told is for the ledger to say: leave recorded out")
	case ev.Cause != "":
		return faultEventItself.with("a cause is for the engine to state")
	case !ev.Actor.IsZero() && ev.Actor != q.who:
		return faultForbidden.with("the actor is somebody else: leave it out")
	}
	ev.Actor = q.who
	switch ev.Body.(type) {
	case record.OverrideGranted, record.ForceMove:
		return q.need(ScopeOverride)
	}
	if len(ev.Overrides) > 0 {
		return q.need(ScopeOverride)
	}
	return nil
}

// expectation reads If-Match and If-None-Match: which version of the plan the caller has seen.
func (q *request) expectation() (ledger.Expectation, error) {
	match, none := q.Header.Values("If-Match"), q.Header.Values("If-None-Match")
	switch {
	case len(match) == 0 && len(none) == 0, len(match) == 1 && len(none) == 0 && match[0] == "*":
		return ledger.Expectation{}, nil
	case len(none) == 1 && len(match) == 0 && none[0] == "*":
		return ledger.NewPlan(), nil
	case len(match) == 1 && len(none) == 0:
		if version, ok := versionOf(match[0]); ok && version > 0 {
			return ledger.At(version), nil
		}
	}
	return ledger.Expectation{}, faultHeader.with(`If-Match is "*" or one version in quotes, or If-None-Match is "*" and begins the plan`)
}

func versionOf(tag string) (ledger.Version, bool) {
	inner, ok := strings.CutPrefix(tag, `"`)
	inner, closed := strings.CutSuffix(inner, `"`)
	n, err := strconv.ParseUint(inner, 10, 31)
	return ledger.Version(n), ok && closed && err == nil && strconv.FormatUint(n, 10) == inner
}

func etag(v ledger.Version) map[string]string {
	return map[string]string{"ETag": `"` + strconv.Itoa(int(v)) + `"`}
}

// keyForm is an Idempotency-Key: a word, bare or in quotes, which are no part of it.
const keyForm = `^([!#-\[\]-~]{1,200}|"[!#-\[\]-~]{1,200}")$`

var keyPattern = regexp.MustCompile(keyForm)

// key reads Idempotency-Key.
func (q *request) key() (ledger.Key, error) {
	given := q.Header.Values("Idempotency-Key")
	if len(given) == 0 {
		return "", nil
	}
	if len(given) > 1 || !keyPattern.MatchString(given[0]) {
		return "", faultHeader.with("Idempotency-Key is one word of at most %d printable characters, bare or in quotes", record.MaxID)
	}
	return ledger.Key(strings.Trim(given[0], `"`)), nil
}

// limit reads how many rows are wanted.
func (q *request) limit() (int, error) {
	text := q.param("limit")
	if text == "" {
		return min(100, q.api.MaxPage), nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > q.api.MaxPage {
		return 0, faultParameter.with("limit is a number from 1 to %d", q.api.MaxPage)
	}
	return n, nil
}

func (q *request) param(name string) string {
	values, _ := parseQuery(q.URL.RawQuery)
	return values.Get(name)
}

// number reads a number that is not negative, such as where to go on.
func (q *request) number(name string) (int64, error) {
	text := q.param(name)
	if text == "" {
		return 0, nil
	}
	n, err := strconv.ParseUint(text, 10, 62)
	if err != nil {
		return 0, faultParameter.with("%s is a number", name)
	}
	return int64(n), nil
}

// instant reads a time; otherwise, where it is not stated.
func (q *request) instant(name string, otherwise time.Time) (time.Time, error) {
	text := q.param(name)
	if text == "" {
		return otherwise, nil
	}
	t, err := time.Parse(time.RFC3339Nano, text)
	if err != nil || t.Year() < 1900 || t.Year() > 2200 {
		return time.Time{}, faultParameter.with("%s is a time such as 2026-03-02T09:00:00Z", name)
	}
	return t, nil
}

// past is the plan as the parameters want it: as it was known at a time, and under which rules.
func (q *request) past() (ledger.Past, ledger.Version, error) {
	known, err := q.instant("known", time.Time{})
	if err != nil {
		return ledger.Past{}, 0, err
	}
	rules := q.param("rules")
	if known.IsZero() && rules == "" {
		snapshot, err := q.api.Ledger.Open(q.Context(), q.plan)
		return ledger.Past{Plan: snapshot.Plan, Engine: q.api.Ledger.Engine()}, snapshot.Version, err
	}
	past, err := q.api.Ledger.AsOf(q.Context(), q.plan, ledger.AsOf{Known: known, Rules: rules})
	return past, ledger.Version(past.Plan.Len()), err
}

// parseQuery reads the parameters strictly.
func parseQuery(raw string) (url.Values, error) {
	values, err := url.ParseQuery(raw)
	if err != nil {
		return nil, faultParameter.with("they cannot be read")
	}
	for _, given := range values {
		if len(given[0]) > maxParameter || !utf8.ValidString(given[0]) || strings.ContainsRune(given[0], 0) {
			return nil, faultParameter.with("one is not a text of at most %d bytes", maxParameter)
		}
	}
	return values, nil
}

const maxParameter = 2048
