package journal

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/stages"
	"github.com/oudpath/oudpath/stages/scale"
	"github.com/stretchr/testify/require"
)

const headerLine = `{"format":"oudpath-journal","version":1,"dialect":"raw","plan":"p"}`

// with is a whole event of the kind with that body.
func with(kind, body string) string {
	return fmt.Sprintf(`{"type":"%s","v":1,"id":"e","at":"2026-03-02T09:00:00Z","actor":{"id":"n1"},"body":%s}`, kind, body)
}

// before is with, with the body before what says what it is.
func before(kind, body string) string {
	return fmt.Sprintf(`{"body":%s,"type":"%s","v":1,"id":"e","at":"2026-03-02T09:00:00Z","actor":{"id":"n1"}}`, body, kind)
}

// from is a whole event with something in place of part of its envelope.
func from(old, new string) string { return strings.Replace(with("died", "{}"), old, new, 1) }

var strictness = []struct {
	name, line, pointer string
	is                  error
	problem             string // part of it
}{
	// JSON itself.
	{"empty line", ``, "", ErrSyntax, "ends too early at byte 1"},
	{"byte order mark", "\ufeff" + with("died", "{}"), "", ErrSyntax, "byte order mark at byte 1"},
	{"not JSON", `hello`, "", ErrSyntax, "unexpected 'h' at byte 1"},
	{"trailing data", with("died", "{}") + ` {}`, "", ErrSyntax, "data after the end"},
	{"trailing comma", from(`}}`, `},}`), "", ErrSyntax, "unexpected '}'"},
	{"trailing comma in a list", with("signs-observed", `{"signs":["yawning",]}`), "/body/signs/1", ErrSyntax, "unexpected ']'"},
	{"two commas", from(`,"v"`, `,,"v"`), "", ErrSyntax, "unexpected ','"},
	{"comment", from(`{`, `{/**/`), "", ErrSyntax, "unexpected '/'"},
	{"name without quotes", from(`"v"`, `v`), "", ErrSyntax, "unexpected 'v'"},
	{"no colon", from(`"v":`, `"v"`), "", ErrSyntax, "unexpected '1'"},
	{"cut off in a name", `{"ty`, "", ErrSyntax, "ends too early at byte 5"},
	{"cut off after a name", `{"type"`, "", ErrSyntax, "ends too early"},
	{"cut off in a text", `{"type":"die`, "/type", ErrSyntax, "ends too early"},
	{"cut off in an escape", `{"type":"\`, "/type", ErrSyntax, "ends too early"},
	{"cut off after ä", `{"type":"ä`, "/type", ErrSyntax, "ends too early"},
	{"cut off in a list", `{"overrides":[`, "/overrides/0", ErrSyntax, "ends too early"},
	{"not UTF-8 in a text", from(`n1`, "n\xff"), "/actor/id", ErrSyntax, "not UTF-8"},
	{"not UTF-8 in a body", with("custom", "{\"name\":\"\xc3\"}"), "/body/name", ErrSyntax, "not UTF-8"},
	{"not UTF-8 between", "{\xff", "", ErrSyntax, "not UTF-8 at byte 2"},
	{"surrogate in UTF-8", from(`n1`, "\xed\xa0\x80"), "/actor/id", ErrSyntax, "not UTF-8"},
	{"overlong UTF-8", from(`n1`, "\xc0\xaf"), "/actor/id", ErrSyntax, "not UTF-8"},
	{"lone high surrogate", from(`n1`, `\ud83d`), "/actor/id", ErrSyntax, "surrogate without its partner"},
	{"lone low surrogate", from(`n1`, `\ude00`), "/actor/id", ErrSyntax, "surrogate without its partner"},
	{"surrogates in the wrong order", from(`n1`, `\ude00\ud83d`), "/actor/id", ErrSyntax, "surrogate without its partner"},
	{"half a pair", from(`n1`, `\ud83d\u0041`), "/actor/id", ErrSyntax, "surrogate without its partner"},
	{"short escape", from(`n1`, `\u12`), "/actor/id", ErrSyntax, "four hexadecimal digits"},
	{"unknown escape", from(`n1`, `\x41`), "/actor/id", ErrSyntax, "unknown escape"},
	{"control character", from(`n1`, "n\t1"), "/actor/id", ErrSyntax, "control character 0x09"},
	{"control character after ä", from(`n1`, "ä\x00"), "/actor/id", ErrSyntax, "control character 0x00"},
	{"leading zero", from(`"v":1`, `"v":01`), "/v", ErrSyntax, "superfluous zero"},
	{"plus", from(`"v":1`, `"v":+1`), "/v", ErrSyntax, "unexpected '+'"},
	{"minus alone", from(`"v":1`, `"v":-`), "/v", ErrSyntax, "unexpected ','"},
	{"point without digits", from(`"v":1`, `"v":1.`), "/v", ErrSyntax, "unexpected ','"},
	{"exponent without digits", from(`"v":1`, `"v":1e+`), "/v", ErrSyntax, "unexpected ','"},
	{"not a number", from(`"v":1`, `"v":NaN`), "/v", ErrSyntax, "unexpected 'N'"},
	{"misspelt truth", with("died", `{"overdose":tru}`), "/body/overdose", ErrSyntax, "unexpected '}'"},
	{"misspelt no", with("died", `{"overdose":falsE}`), "/body/overdose", ErrSyntax, "unexpected 'E'"},
	{"misspelt null", with("died", `{"overdose":nul}`), "/body/overdose", ErrSyntax, "unexpected '}'"},
	{"a fault deep in a body", with("screened", `{"results":[{"analyte":"fentanyl"},{"analyte":nope}]}`), "/body/results/1/analyte",
		ErrSyntax, "unexpected 'o'"},
	{"a fault deep in a body before its type", before("screened", `{"results":[{"analyte":"fentanyl"},{"analyte":nope}]}`),
		"/body/results/1/analyte", ErrSyntax, "unexpected 'o'"},
	{"a fault in a name deep in a body", before("died", `{"a/b~c":{"\q":1}}`), "/body/a~1b~0c", ErrSyntax, "unknown escape"},
	{"too deep", before("died", `{"overdose":`+strings.Repeat("[", 20)+strings.Repeat("]", 20)+`}`),
		"/body/overdose" + strings.Repeat("/0", 14), ErrLimit, "16 levels"},

	// Members.
	{"unknown member", from(`"v"`, `"vv":1,"v"`), "/vv", ErrMember, "unknown member"},
	{"unknown member with a solidus", from(`"v"`, `"a/b~":1,"v"`), "/a~1b~0", ErrMember, "unknown member"},
	{"member in the wrong case", from(`"type"`, `"Type"`), "/Type", ErrMember, `called "type"`},
	{"member in the wrong case, by Unicode", with("diagnosis-recorded", `{"high\u0052i\u017fk":true}`), "/body/highRiſk", ErrMember,
		`called "highRisk"`},
	{"duplicate member", from(`"v":1`, `"v":1,"v":1`), "/v", ErrMember, "duplicate"},
	{"duplicate member by escape", from(`"v":1`, `"v":1,"\u0076":1`), "/v", ErrMember, "duplicate"},
	{"duplicate member in a body", with("died", `{"overdose":true,"overdose":false}`), "/body/overdose", ErrMember, "duplicate"},
	{"duplicate key", with("scored", `{"scale":"gad7","total":1,"items":{"worry":1,"worry":1}}`), "/body/items/worry", ErrMember, "duplicate"},
	{"wrong case in a body", with("died", `{"Overdose":true}`), "/body/Overdose", ErrMember, `called "overdose"`},
	{"wrong case in an override", from(`"body"`, `"overrides":[{"rule":"r","Reason":"other"}],"body"`), "/overrides/0/Reason", ErrMember,
		`called "reason"`},
	{"unknown in an element", with("screened", `{"results":[{"analyt":"fentanyl"}]}`), "/body/results/0/analyt", ErrMember, "unknown member"},
	{"unknown in a body before its type", before("died", `{"agent":"heroin"}`), "/body/agent", ErrMember, "unknown member"},
	{"a wrong body before its type", before("died", `[]`), "/body", ErrValue, "an object is wanted"},
	{"member of another type", with("died", `{"agent":"heroin"}`), "/body/agent", ErrMember, "unknown member"},
	{"no type", from(`"type":"died",`, ``), "/type", ErrMember, "missing"},
	{"no version", from(`"v":1,`, ``), "/v", ErrMember, "missing"},
	{"no ID", from(`"id":"e",`, ``), "/id", ErrMember, "missing"},
	{"no time", from(`"at":"2026-03-02T09:00:00Z",`, ``), "/at", ErrMember, "missing"},
	{"no body", from(`,"body":{}`, ``), "/body", ErrMember, "missing"},
	{"a measurement without its value", with("measured", `{"measure":"pulse"}`), "/body/value", ErrMember, "missing"},
	{"an instrument without its total", with("scored", `{"scale":"cows"}`), "/body/total", ErrMember, "missing"},

	// Types and values.
	{"a list", `[]`, "", ErrValue, "an object is wanted here, not a list"},
	{"null", `null`, "", ErrValue, "null"},
	{"null for a member", from(`{"id":"n1"}`, `null`), "/actor", ErrValue, "left out"},
	{"null in a body", with("died", `{"overdose":null}`), "/body/overdose", ErrValue, "left out"},
	{"null for a body", with("died", `null`), "/body", ErrValue, "left out"},
	{"a text for a body", with("died", `"{}"`), "/body", ErrValue, "an object is wanted"},
	{"a number for a text", from(`"e"`, `1`), "/id", ErrValue, "a text is wanted here, not a number"},
	{"a text for a number", from(`"v":1`, `"v":"1"`), "/v", ErrValue, "a number is wanted here, not a text"},
	{"a text for a truth", with("died", `{"overdose":"yes"}`), "/body/overdose", ErrValue, "true or false is wanted"},
	{"a number for a truth", with("died", `{"overdose":1}`), "/body/overdose", ErrValue, "true or false is wanted"},
	{"an object for a list", with("signs-observed", `{"signs":{}}`), "/body/signs", ErrValue, "a list is wanted"},
	{"a list for a map", with("scored", `{"scale":"gad7","total":1,"items":[1]}`), "/body/items", ErrValue, "an object is wanted"},
	{"a number for a mass", with("opioid-used", `{"agent":"heroin","dailyDose":5}`), "/body/dailyDose", ErrValue, "a text is wanted"},
	{"a mass without unit", with("opioid-used", `{"agent":"heroin","dailyDose":"5"}`), "/body/dailyDose", ErrValue, "want a number with mg"},
	{"a day that there is not", with("person-registered", `{"birth":"1990-02-30"}`), "/body/birth", ErrValue, "not a date"},
	{"an unknown substance", with("dose-missed", `{"substance":"Methadone"}`), "/body/substance", ErrValue, `unknown substance "Methadone"`},
	{"an unknown word in a list", with("medicine-reported", `{"agent":"x","taking":true,"classes":["benzodiazepine","?"]}`),
		"/body/classes/1", ErrValue, `unknown class "?"`},
	{"a fraction", with("scored", `{"scale":"cows","total":1.0}`), "/body/total", ErrValue, "without fraction or exponent, not 1.0"},
	{"an exponent", with("scored", `{"scale":"cows","total":1e1}`), "/body/total", ErrValue, "without fraction or exponent, not 1e1"},
	{"an exponent in capitals", with("scored", `{"scale":"cows","total":1E-1}`), "/body/total", ErrValue, "not 1E-1"},
	{"minus zero", with("scored", `{"scale":"cows","total":-0}`), "/body/total", ErrValue, "not -0"},
	{"a fraction in a map", with("scored", `{"scale":"gad7","total":1,"items":{"worry":0.5}}`), "/body/items/worry", ErrValue, "not 0.5"},
	{"above what is exact", with("scored", `{"scale":"cows","total":9007199254740992}`), "/body/total", ErrValue, "out of range"},
	{"below what is exact", with("scored", `{"scale":"cows","total":-9007199254740992}`), "/body/total", ErrValue, "out of range"},
	{"above every integer", with("scored", `{"scale":"cows","total":99999999999999999999}`), "/body/total", ErrValue, "out of range"},
	{"a zero that reads as not stated", with("session-attended", `{"service":"cbt","minutes":0}`), "/body/minutes", ErrValue, "says nothing"},
	{"an empty text", with("overdosed", `{"agent":""}`), "/body/agent", ErrValue, "says nothing"},
	{"an empty actor", from(`{"id":"n1"}`, `{}`), "/actor", ErrValue, "says nothing"},
	{"an empty day", with("person-registered", `{"birth":""}`), "/body/birth", ErrValue, "says nothing"},
	{"no mass", with("opioid-used", `{"agent":"heroin","dailyDose":"0 mg"}`), "/body/dailyDose", ErrValue, "says nothing"},
	{"an empty ID", from(`"e"`, `""`), "/id", ErrValue, "says nothing"},
	{"an empty enumeration", with("dose-missed", `{"substance":""}`), "/body/substance", ErrValue, "unknown substance"},

	// Times.
	{"a number for a time", from(`"2026-03-02T09:00:00Z"`, `1772442000`), "/at", ErrValue, "a text is wanted here, not a number"},
	{"a number for a length", with("challenged", `{"result":"negative","observed":20}`), "/body/observed", ErrValue, "a text is wanted here"},
	{"a local time", from(`09:00:00Z`, `09:00:00`), "/at", ErrValue, "not a time"},
	{"a space", from(`T09`, ` 09`), "/at", ErrValue, "not a time"},
	{"small letters", from(`T09:00:00Z`, `t09:00:00z`), "/at", ErrValue, "not a time"},
	{"one digit of an hour", from(`T09`, `T9`), "/at", ErrValue, "not a time"},
	{"a comma", from(`00Z`, `00,5Z`), "/at", ErrValue, "not a time"},
	{"ten decimals", from(`00Z`, `00.0123456789Z`), "/at", ErrValue, "nine decimals"},
	{"hour 24", from(`T09`, `T24`), "/at", ErrValue, "not a time"},
	{"a leap second", from(`00Z`, `60Z`), "/at", ErrValue, "not a time"},
	{"an offset of 60 minutes", from(`00Z`, `00+01:60`), "/at", ErrValue, "not a time"},
	{"an offset without colon", from(`00Z`, `00+0100`), "/at", ErrValue, "not a time"},
	{"a point without decimals", from(`00Z`, `00.Z`), "/at", ErrValue, "not a time"},
	{"text after the time", from(`00Z`, `00+01:00Z`), "/at", ErrValue, "not a time"},
	{"an offset of a day", from(`00Z`, `00+24:00`), "/at", ErrValue, "not a time"},
	{"a year that UTC cannot write", from(`2026-03-02T09:00:00Z`, `9999-12-31T23:59:59-01:00`), "/at", ErrValue, "not a time"},
	{"no time at all", from(`2026-03-02T09:00:00Z`, `0001-01-01T00:00:00Z`), "/at", ErrValue, "says nothing"},
	{"a length without unit", with("challenged", `{"result":"negative","observed":"20"}`), "/body/observed", ErrValue, "not a length of time"},
	{"a length with a point", with("challenged", `{"result":"negative","observed":"1.5h"}`), "/body/observed", ErrValue, "not a length of time"},
	{"a length in Greek", with("challenged", `{"result":"negative","observed":"1µs"}`), "/body/observed", ErrValue, "not a length of time"},
	{"a length with a plus", with("challenged", `{"result":"negative","observed":"+1s"}`), "/body/observed", ErrValue, "not a length of time"},
	{"a length of nothing", with("challenged", `{"result":"negative","observed":"0s"}`), "/body/observed", ErrValue, "says nothing"},

	// Types of events, and events that are malformed in themselves.
	{"an unknown type", from(`"died"`, `"born"`), "/type", ErrType, `unknown type "born"`},
	{"a type in capitals", from(`"died"`, `"Died"`), "/type", ErrType, `unknown type "Died"`},
	{"the type that is none", from(`"died"`, `"invalid"`), "/type", ErrType, `unknown type`},
	{"a version to come", from(`"v":1`, `"v":2`), "/v", ErrVersion, "version 2 of died, which is known up to version 1"},
	{"a version that never was", from(`"v":1`, `"v":-1`), "/v", ErrVersion, "version -1"},
	{"a version to come after its body", strings.Replace(before("died", "{}"), `"v":1`, `"v":2`, 1), "/v", ErrVersion, "version 2"},
	{"version zero", from(`"v":1`, `"v":0`), "/v", ErrValue, "says nothing"},
	{"what a body demands", with("dose-missed", `{}`), "/body", record.ErrEvent, "substance is missing"},
	{"what a body forbids", with("take-home-supplied", `{"substance":"methadone","days":367}`), "/body", record.ErrEvent, "not between 1 and 366"},
	{"a word of no vocabulary", with("person-registered", `{"sex":"f"}`), "/body", record.ErrEvent, "unknown sex"},
	{"a total that is not the sum", with("scored", `{"scale":"cows","total":49}`), "/body", record.ErrEvent, "cows"},
	{"a time out of history", from(`2026-`, `1826-`), "", record.ErrEvent, "not between 1900 and 2200"},
	{"a cause of its own", from(`"body"`, `"cause":"x","body"`), "", record.ErrEvent, "cannot have a cause"},
	{"an ID of the engine's", from(`"e"`, `"e~1"`), "", record.ErrEvent, "~"},
	{"an override of a fact", from(`"body"`, `"overrides":[{"rule":"r","reason":"clinical"}],"body"`), "", record.ErrEvent, "nothing to override"},
}

func TestStrictness(t *testing.T) {
	for _, c := range strictness {
		t.Run(c.name, func(t *testing.T) {
			before := headerLine + "\n" + with("died", `{"overdose":true}`) + "\n"
			_, events, err := ReadAll(strings.NewReader(before+c.line+"\n"+with("died", "{}")+"\n"), Options{})
			require.Len(t, events, 1)
			var at *Error
			require.ErrorAs(t, err, &at, "%s", c.line)
			require.Equal(t, c.pointer, at.Pointer, "%v", err)
			require.Equal(t, 3, at.Line)
			require.Equal(t, int64(len(before)), at.Offset)
			require.ErrorIs(t, err, c.is)
			require.Contains(t, err.Error(), c.problem)
			require.Contains(t, err.Error(), "line 3: "+c.pointer)

			_, err = Unmarshal([]byte(c.line))
			require.ErrorIs(t, err, c.is)
			require.NotContains(t, err.Error(), "line 3")
		})
	}
}

func TestWhatIsNotCanonicalAndStillSaysTheSame(t *testing.T) {
	want, err := Unmarshal([]byte(with("custom", `{"name":"n","text":"a/\"😀\n"}`)))
	require.NoError(t, err)
	for name, line := range map[string]string{
		"members in another order": `{"body":{"text":"a/\"😀\n","name":"n"},"actor":{"id":"n1"},"at":"2026-03-02T09:00:00Z","id":"e","v":1,"type":"custom"}`,
		"white space":              " {\t\"type\" : \"custom\",\r\"v\":1,\"id\":\"e\",\"at\":\"2026-03-02T09:00:00Z\",\"actor\":{\"id\":\"n1\"},\"body\":{\"name\":\"n\",\"text\":\"a/\\\"😀\\n\"} }\r",
		"escapes":                  `{"\u0074ype":"custom","v":1,"id":"\u0065","at":"2026-03-02T09:00:00Z","actor":{"id":"n1"},"body":{"name":"n","text":"\u0061\/\"\uD83D\ude00\u000A"}}`,
		"another offset":           strings.Replace(with("custom", `{"name":"n","text":"a/\"😀\n"}`), "T09:00:00Z", "T04:30:00.000-04:30", 1),
	} {
		got, err := Unmarshal([]byte(line))
		require.NoError(t, err, name)
		require.Equal(t, want, got, name)
	}
	canonical, err := Marshal(want)
	require.NoError(t, err)
	require.Equal(t, with("custom", `{"name":"n","text":"a/\"😀\n"}`), string(canonical))
}

// blank is a body that hosts might invent.
type blank struct{ record.Died }

func TestWhatCannotBeWritten(t *testing.T) {
	for name, c := range map[string]struct {
		change  func(*record.Event)
		pointer string
		is      error
	}{
		"no body":              {func(ev *record.Event) { ev.Body = nil }, "", record.ErrEvent},
		"no ID":                {func(ev *record.Event) { ev.ID = "" }, "", record.ErrEvent},
		"a pointer":            {func(ev *record.Event) { ev.Body = &record.Died{} }, "", record.ErrEvent},
		"a body of a host":     {func(ev *record.Event) { ev.Body = blank{} }, "", record.ErrEvent},
		"an invalid body":      {func(ev *record.Event) { ev.Body = record.DoseMissed{} }, "/body", record.ErrEvent},
		"a text not in UTF-8":  {func(ev *record.Event) { ev.Body = record.Custom{Name: "n", Text: "\xff"} }, "", record.ErrEvent},
		"an actor not in UTF8": {func(ev *record.Event) { ev.Actor.Role = "\xff" }, "", record.ErrEvent},
		"a number out of range": {func(ev *record.Event) {
			ev.Body = record.Scored{Scale: scale.COWS, Total: maxWhole + 1}
		}, "/body", record.ErrEvent},
	} {
		ev := told(0, nurse, record.Died{})
		ev.ID = "e"
		c.change(&ev)
		_, err := Marshal(ev)
		var at *Error
		require.ErrorAs(t, err, &at, name)
		require.Equal(t, c.pointer, at.Pointer, name)
		require.ErrorIs(t, err, c.is, name)
		require.Zero(t, at.Line)

		var b bytes.Buffer
		w, err := NewWriter(&b, header)
		require.NoError(t, err)
		before := b.Len()
		require.ErrorAs(t, w.Append(ev), &at, name)
		require.Equal(t, 2, at.Line)
		require.Equal(t, int64(before), at.Offset)
		require.Equal(t, before, b.Len(), "nothing is written")
		require.NoError(t, w.Append(story()[0]), "and the writer goes on")
	}
	for name, h := range map[string]Header{"no plan": {}, "not UTF-8": {Plan: "p", CreatedBy: "\xff"}} {
		var b bytes.Buffer
		_, err := NewWriter(&b, h)
		require.Error(t, err, name)
		require.Zero(t, b.Len(), name)
	}
}

// What Validate makes unreachable from outside, the codecs refuse all the same.
func TestCodecsRefuseWhatValidateRefuses(t *testing.T) {
	for name, body := range map[string]record.Body{
		"/total":            record.Scored{Total: maxWhole + 1},
		"/items/x":          record.Scored{Items: map[string]int{"x": -maxWhole - 1}},
		"/items/\xff":       record.Scored{Items: map[string]int{"\xff": 0}},
		"/measure":          record.Measured{Measure: 200},
		"/severity":         record.DeviationRecorded{Severity: 99},
		"/signs/0":          record.SignsObserved{Signs: []record.Sign{"\xff"}},
		"/text":             record.Custom{Name: "n", Text: "\xff"},
		"/overdose":         record.Died{Overdose: 7},
		"/route":            record.DoseGiven{Product: medication.MethadoneTab, Dose: mg(1), Route: 200},
		"/edition":          record.LevelMove{Trigger: stages.ToInpatient, Edition: 9},
		"/classes/1":        record.MedicineReported{Agent: "x", Classes: []medication.Class{medication.Benzodiazepine, 0}},
		"/dailyDose":        record.OpioidUsed{Agent: "x", DailyDose: medication.Milligrams(2_000_000)},
		"/override/rule":    record.OverrideGranted{Override: record.Override{Rule: "\xff"}},
		"/override/expires": record.OverrideGranted{Override: record.Override{Expires: time.Date(12000, 1, 1, 0, 0, 0, 0, time.UTC)}},
	} {
		var e encoder
		err := mustCompile(t, reflect.TypeOf(body)).write(&e, reflect.ValueOf(body))
		var at *Error
		require.ErrorAs(t, err, &at, name)
		require.Equal(t, name, at.Pointer)
	}
}

// A reader checks the syntax of a body before it knows what the body is; a codec does not rely on it.
func TestCodecsReadNoBrokenJSON(t *testing.T) {
	of := reflect.TypeFor[record.Scored]()
	for _, text := range []string{``, `{`, `{"`, `{"items":{x`, `{"items":{"x"`, `{"items":{"x":`, `{"items":{"x":1`, `{"items":{"x":1}`} {
		var d decoder
		d.reset([]byte(text))
		_, err := mustCompile(t, of).read(&d, reflect.New(of).Elem())
		require.ErrorIs(t, err, ErrSyntax, text)
	}
}

var errBroken = errors.New("the disk is full")

func TestErrorsOfTheReaderBelow(t *testing.T) {
	text := write(t, story()...)
	for _, size := range []int{0, 20, 200, 3000} {
		r, err := NewReader(io.MultiReader(bytes.NewReader(text[:size]), iotest.ErrReader(errBroken)), Options{AllowTruncatedTail: true})
		for err == nil {
			_, err = r.Next()
		}
		require.ErrorIs(t, err, errBroken)
		require.Contains(t, err.Error(), "reading failed: the disk is full")
		if r != nil {
			_, again := r.Next()
			require.Equal(t, err, again)
		}
	}
}

// brokenWriter takes so many bytes and no more.
type brokenWriter struct {
	left int
	err  error
}

func (w *brokenWriter) Write(p []byte) (int, error) {
	if len(p) > w.left {
		return w.left, w.err
	}
	w.left -= len(p)
	return len(p), nil
}

func TestErrorsOfTheWriterBelow(t *testing.T) {
	for _, below := range []error{errBroken, nil} {
		_, err := NewWriter(&brokenWriter{10, below}, header)
		require.Error(t, err)
		w, err := NewWriter(&brokenWriter{250, below}, header)
		require.NoError(t, err)
		err = w.Append(story()[0])
		want := below
		if below == nil {
			want = io.ErrShortWrite
		}
		require.ErrorIs(t, err, want)
		require.Contains(t, err.Error(), "line 2: writing failed: ")
		require.Equal(t, err, w.Append(story()[1]), "half a line may stand there: nothing can follow")
	}
}
