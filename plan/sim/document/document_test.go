package document_test

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/oudpath/oudpath/plan/sim"
	"github.com/oudpath/oudpath/plan/sim/document"
	"github.com/stretchr/testify/require"
)

type thing struct {
	Name   string
	Share  float64 `document:"required"`
	Count  int
	Seed   uint64
	On     bool
	Cycle  sim.Cycle
	Parts  []thing
	ByName map[string]float64
	Maybe  *float64
	Call   func()
}

func Example() {
	n, err := document.ParseJSON([]byte("{\n  \"share\": 0.5,\n  \"parts\": [{\"share\": \"half\"}]\n}"))
	if err != nil {
		fmt.Println(err)
		return
	}
	var t thing
	fmt.Println(document.Decode(n, &t))
	// Output: line 3, column 23, parts[0].share: a number is expected, not a text
}

func TestWhatIsWrittenIsRead(t *testing.T) {
	n,
		err := document.ParseJSON([]byte(`{"name": "a\u00e9\"", "share": -1.5e2, "count": 3, "seed": 18446744073709551615, "on": true, "cycle": "week",
		"parts": [{"share": 0}], "byName": {"x": 1}, "maybe": 2}`))
	require.NoError(t, err)
	var got thing
	require.NoError(t, document.Decode(n, &got))
	two := 2.0
	require.Equal(t, thing{Name: "aé\"", Share: -150, Count: 3, Seed: 1<<64 - 1, On: true, Cycle: sim.Week, Parts: []thing{{}},
		ByName: map[string]float64{"x": 1}, Maybe: &two}, got)
	require.Equal(t, "0", n.Find("parts[0].share").Scalar)
	require.Equal(t, document.List, n.Find("parts[7].share").Kind, "the nearest that there is")
	require.Nil(t, n.Member("none"))
}

// TestWhatIsReadIsWritten holds that Encode writes what Decode reads, and nothing that it does not.
func TestWhatIsReadIsWritten(t *testing.T) {
	two := 2.0
	want := thing{Name: "aé\"<", Share: -150, Count: 3, Seed: 1<<64 - 1, On: true, Cycle: sim.Week, Parts: []thing{{}, {Share: 1.0 / 3}},
		ByName: map[string]float64{"y": 0, "x.z": 1}, Maybe: &two}
	text, err := document.Encode(want)
	require.NoError(t, err)
	n, err := document.ParseJSON(text)
	require.NoError(t, err)
	var got thing
	require.NoError(t, document.Decode(n, &got))
	require.Equal(t, want, got)
	for name, bad := range map[string]thing{"call: a function": {Call: func() {}}, "parts: share: json: unsupported value": {Parts: []thing{{Share: math.NaN()}}},
		"byName: x: json": {ByName: map[string]float64{"x": math.Inf(1)}}} {
		_, err := document.Encode(bad)
		require.ErrorContains(t, err, name)
	}
}

// TestMistakesNameTheirPlace is the table of what a reader must not pass over.
func TestMistakesNameTheirPlace(t *testing.T) {
	for text, want := range map[string]string{
		``:                                  "line 1, column 1: the text ends",
		"{\n \"share\": 1":                  "line 2, column 12: a comma or the end of the object",
		`{"share": 1} x`:                    "line 1, column 14: text after the end",
		`{"share": 1, "share": 2}`:          `line 1, column 14, share: "share" is given twice, first in line 1`,
		`{"share" 1}`:                       `line 1, column 10: a colon is expected after "share"`,
		`{share: 1}`:                        "line 1, column 2: the name of a member",
		`{"share": 01}`:                     "line 1, column 11: a value is expected",
		`{"share": }`:                       "line 1, column 11: a value is expected",
		`{"share": 1, "parts": [1 2]}`:      "line 1, column 26: a comma or the end of the list",
		`{"name": "x`:                       "line 1, column 10: a text has no end",
		`{"name": "\x"}`:                    "line 1, column 10: a text that JSON does not allow",
		"{\"name\": \"\xff\"}":              "not UTF-8",
		strings.Repeat("[", 200):            "more than 100 deep",
		`{}`:                                `line 1, column 1: "share" is missing`,
		`{"share": 1e999}`:                  "line 1, column 11, share: the number 1e999 is too large",
		`{"share": null}`:                   "share: a number is expected, not null",
		`{"share": 1, "colour": 2}`:         `line 1, column 14, colour: no member "colour" is known here`,
		`{"share": 1, "call": 2}`:           `no member "call"`,
		`{"share": 1, "count": 1.5}`:        "count: a whole number is expected, not 1.5",
		`{"share": 1, "seed": -1}`:          "seed: a whole number from 0 up is expected, not -1",
		`{"share": 1, "on": 1}`:             "on: true or false is expected, not a number",
		`{"share": 1, "name": 1}`:           "name: a text is expected, not a number",
		`{"share": 1, "cycle": "moon"}`:     "cycle: ",
		`{"share": 1, "cycle": 3}`:          "cycle: a text is expected, not a number",
		`{"share": 1, "parts": {}}`:         "parts: a list is expected, not an object",
		`{"share": 1, "parts": [{}]}`:       `line 1, column 24, parts[0]: "share" is missing`,
		`{"share": 1, "byName": []}`:        "byName: an object is expected, not a list",
		`{"share": 1, "byName": {"x": ""}}`: "byName.x: a number is expected",
		`[]`:                                "line 1, column 1: an object is expected, not a list",
	} {
		n, err := document.ParseJSON([]byte(text))
		if err == nil {
			err = document.Decode(n, new(thing))
		}
		require.ErrorContains(t, err, want, text)
		var at *document.Error
		require.True(t, errors.As(err, &at), text)
		require.Positive(t, at.Line, text)
	}
}

// FuzzParseJSON holds that what is read has places, and what is not has one too.
func FuzzParseJSON(f *testing.F) {
	f.Add([]byte(`{"share": [1, "x", {"y": null}]}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		n, err := document.ParseJSON(text)
		if err != nil {
			var at *document.Error
			require.True(t, errors.As(err, &at))
			return
		}
		require.Positive(t, n.Line)
		_ = document.Decode(n, new(thing))
	})
}
