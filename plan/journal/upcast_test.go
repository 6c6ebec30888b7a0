package journal

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"testing"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/stretchr/testify/require"
)

// A past that there never was: version 1 of a measurement had its value as a whole number of tenths under the name "tenths",
// version 2 had it under the name "value" with a comma.
var imaginedPast = map[record.Kind][]upcast{record.KindMeasured: {
	func(members map[string]json.RawMessage) error {
		tenths := string(members["tenths"])
		if len(tenths) < 2 {
			return errors.New("a measurement in tenths has two digits")
		}
		delete(members, "tenths")
		members["value"] = json.RawMessage(`"` + tenths[:len(tenths)-1] + "," + tenths[len(tenths)-1:] + `"`)
		return nil
	},
	func(members map[string]json.RawMessage) error {
		value := []byte(members["value"])
		for i := range value {
			if value[i] == ',' {
				value[i] = '.'
			}
		}
		return nil
	},
}}

func measured(version, body string) string {
	return `{"type":"measured","v":` + version + `,"id":"e","at":"2026-03-02T09:00:00Z","body":` + body + `}`
}

func TestOlderVersionsAreLifted(t *testing.T) {
	imagined := newFormat(imaginedPast)
	for version, body := range map[string]string{
		"1": `{"tenths":365,"measure":"body-temperature"}`,
		"2": `{"measure":"body-temperature","value":"36,5"}`,
		"3": `{"measure":"body-temperature","value":"36.5"}`,
	} {
		var d decoder
		var ev record.Event
		err := imagined.readEvent(&d, []byte(measured(version, body)), &ev)
		require.NoError(t, err, version)
		require.Equal(t, record.Measured{Measure: record.BodyTemperature, Value: quantity("36.5")}, ev.Body, version)

		var e encoder
		require.NoError(t, imagined.writeEvent(&e, &ev))
		require.Equal(t, measured("3", `{"measure":"body-temperature","value":"36.5"}`), string(e.buf), "written in the newest version")
	}
}

func TestOlderVersionsAreReadAsStrictly(t *testing.T) {
	imagined := newFormat(imaginedPast)
	for name, c := range map[string]struct {
		version, body, pointer string
		is                     error
	}{
		"a version to come":           {"4", `{}`, "/v", ErrVersion},
		"what cannot be lifted":       {"1", `{"tenths":3,"measure":"pulse"}`, "/body", ErrVersion},
		"unknown after lifting":       {"1", `{"tenths":365,"measure":"pulse","unit":"F"}`, "/body/unit", ErrMember},
		"wrong after lifting":         {"2", `{"measure":"pulse","value":"36,,5"}`, "/body/value", ErrValue},
		"invalid after lifting":       {"1", `{"tenths":999,"measure":"body-temperature"}`, "/body", record.ErrEvent},
		"twice before lifting":        {"1", `{"tenths":365,"tenths":370,"measure":"pulse"}`, "/body/tenths", ErrMember},
		"no object":                   {"1", `[]`, "/body", ErrValue},
		"no member":                   {"1", `{"tenths":365,}`, "/body", ErrSyntax},
		"a name that is not a name":   {"1", `{tenths:365}`, "/body", ErrSyntax},
		"a value that is not a value": {"1", `{"tenths":.5}`, "/body/tenths", ErrSyntax},
	} {
		var d decoder
		err := imagined.readEvent(&d, []byte(measured(c.version, c.body)), &record.Event{})
		var at *Error
		require.ErrorAs(t, err, &at, name)
		require.Equal(t, c.pointer, at.Pointer, name)
		require.ErrorIs(t, err, c.is, name)
	}
}

// An upcast is code of this package, but what it leaves behind is read as strictly as what comes from outside.
func TestUpcastsThatAreWrong(t *testing.T) {
	for name, c := range map[string]struct {
		adds string
		raw  string
	}{
		"a name that is not UTF-8": {"\xff", "1"},
		"a value that is none":     {"value", "36.5kg"},
		"nothing":                  {"value", ""},
	} {
		wrong := newFormat(map[record.Kind][]upcast{record.KindMeasured: {
			func(members map[string]json.RawMessage) error {
				members[c.adds] = json.RawMessage(c.raw)
				return nil
			},
		}})
		var d decoder
		err := wrong.readEvent(&d, []byte(measured("1", `{"measure":"pulse"}`)), &record.Event{})
		require.Error(t, err, name)
	}
	for _, body := range []string{`{x`, `{"x":}`, `{"x":1`} {
		_, err := lift(&decoder{}, nil, []byte(body))
		require.ErrorIs(t, err, ErrSyntax, body)
	}
}

func TestTheSchemaShowsTheNewestVersion(t *testing.T) {
	text, err := json.Marshal(newFormat(imaginedPast).shape())
	require.NoError(t, err)
	require.Contains(t, string(text), `{"if":{"properties":{"type":{"const":"measured"}}},"then":{"properties":{"v":{"const":3}`)
}

func mustCompile(t *testing.T, of reflect.Type) codec {
	t.Helper()
	c, err := compile(of)
	require.NoError(t, err)
	return c
}

// What the author of a body must not do shows in a test, and keeps no other kind from being written.
func TestTypesWithoutAFormOnTheWire(t *testing.T) {
	for _, impossible := range []reflect.Type{
		reflect.TypeFor[struct{ Yes bool }](), reflect.TypeFor[struct{ Much float64 }](),
		reflect.TypeFor[map[int]string](), reflect.TypeFor[*int](), reflect.TypeFor[plan.Verdict](),
		reflect.TypeFor[[]bool](), reflect.TypeFor[map[string]bool](),
	} {
		_, err := compile(impossible)
		require.ErrorContains(t, err, "no form on the wire", "%s", impossible)
	}
	for _, impossible := range []reflect.Type{reflect.TypeFor[struct{ hidden int }](), reflect.TypeFor[struct{ record.Died }]()} {
		_, err := compile(impossible)
		require.ErrorContains(t, err, "cannot be a member", "%s", impossible)
	}
}

func TestTooManyWords(t *testing.T) {
	names := []string{""}
	for i := range maxWords - 1 {
		names = append(names, fmt.Sprint("word-", i))
	}
	words, err := newWords(names, "Word", ErrValue)
	require.NoError(t, err)
	for i, name := range names {
		require.Equal(t, uint8(i), words.value([]byte(name)))
	}
	require.Zero(t, words.value([]byte("another")))
	_, err = newWords(append(names, "more"), "Word", ErrValue)
	require.Error(t, err)
}

func TestEveryKindHasAFormOnTheWire(t *testing.T) {
	for _, kind := range record.AllKinds() {
		require.NoError(t, wire().bodies[kind].err, kind)
		require.NotNil(t, wire().bodies[kind].object, kind)
	}
}

// A kind whose body was forgotten, or cannot be written, is an error of its events alone.
func TestAKindWithoutAFormOnTheWire(t *testing.T) {
	lacking := newFormat(nil)
	lacking.bodies[record.KindMeasured] = newBodyFormat(nil, nil)
	ev := told(0, nurse, record.Measured{Measure: record.Pulse, Value: record.Whole(72)})
	ev.ID = "e"
	var e encoder
	err := lacking.writeEvent(&e, &ev)
	require.ErrorIs(t, err, ErrType)
	require.EqualError(t, err, "journal: measured: the kind has no body")
	var d decoder
	err = lacking.readEvent(&d, []byte(measured("1", `{}`)), &record.Event{})
	require.ErrorIs(t, err, ErrType)
	ev.Body = record.Died{}
	require.NoError(t, lacking.writeEvent(&e, &ev))
}

func TestNeedsNameMembersThatThereAre(t *testing.T) {
	for of, members := range needs {
		for name := range members {
			_, ok := of.FieldByName(name)
			require.True(t, ok, "%s has no field %s", of, name)
		}
	}
}

func TestSmallNumbersKeepTheirSize(t *testing.T) {
	small := reflect.TypeFor[struct{ N int8 }]()
	read := func(text string) error {
		var d decoder
		d.reset([]byte(text))
		_, err := mustCompile(t, small).read(&d, reflect.New(small).Elem())
		return err
	}
	require.ErrorIs(t, read(`{"N":1}`), ErrMember)
	require.ErrorIs(t, read(`{"n":128}`), ErrValue)
	require.NoError(t, read(`{"n":127}`))
}
