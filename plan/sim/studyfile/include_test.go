package studyfile_test

import (
	"fmt"
	"io"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/oudpath/oudpath/plan/sim"
	"github.com/oudpath/oudpath/plan/sim/document"
	"github.com/oudpath/oudpath/plan/sim/studyfile"
	"github.com/oudpath/oudpath/plan/sim/uncertainty"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// base is a study with a parameter in it. All numbers are invented.
const base = `{"title": "base", "run": {"engine": "cohort"},
 "parameters": {"leaving": {"value": 0.1, "law": {"uniform": {"low": 0.05, "high": 0.2}},
  "source": {"source": {"id": "x", "title": "invented"}, "provenance": "unconfirmed"}}},
 "model": {"cycle": "week", "horizon": 4, "conversion": "competing exponential",
  "states": [{"name": "care"}, {"name": "out"}],
  "transitions": [{"from": "care", "to": "out", "hazard": {"constant": {"parameter": "leaving"}},
   "source": {"source": {"id": "x", "title": "invented"}, "provenance": "unconfirmed"}}],
  "measures": [{"name": "leaves", "leaving": "care"}],
  "rewards": [{"name": "weeks", "timing": "half-cycle", "parts": [{"in": "care", "value": 1}]}],
  "arms": [{"name": "usual", "start": {"care": 1}}]}}`

// source serves texts as files.
func source(files map[string]string) studyfile.Source {
	all := fstest.MapFS{}
	for name, text := range files {
		all[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return studyfile.Source{Open: func(name string) (io.ReadCloser, error) { return fs.FS(all).Open(name) }, Parse: document.ParseJSON}
}

// cited is the source of everything that is invented.
const cited = `"source": {"source": {"id": "x", "title": "x"}, "provenance": "unconfirmed"}`

// correlated is a study of two parameters with a correlation.
func correlated(correlation string) string {
	return `{"include": "base.json", "parameters": {"back": {"value": 0.1, "law": {"uniform": {"low": 0.05, "high": 0.2}}, ` + cited + `}},
 "model": {"transitions": [{"from": "care", "to": "out", "hazard": {"constant": {"parameter": "leaving"}}, ` + cited + `},
 {"from": "out", "to": "care", "hazard": {"constant": {"parameter": "back"}}, ` + cited + `}]},
 "correlations": [` + correlation + `]}`
}

// research is a study that asks what research would be worth.
func research(of string) string {
	return `{"include": "base.json", "economics": {"cost": "weeks", "effect": "weeks", "thresholds": [1], "research": [
              {"name": "trial", ` + of + `}]}}`
}

// TestCorrelationsAreDrawn: with a correlation of 1 two parameters of one law are always the same, and what is known of the source is told.
func TestCorrelationsAreDrawn(t *testing.T) {
	s, err := source(map[string]string{"base.json": base, "own.json": correlated(`{"parameters": ["leaving", "back"], "matrix": [[1, 1], [1, 1]], ` +
		cited + `}`)}).Load("own.json")
	require.NoError(t, err)
	require.Contains(t, strings.Join(s.Warnings(), "\n"), "correlation of leaving, back: the source is")
	for i := range uint64(5) {
		v := s.Parameters.Draw(uncertainty.Random(1), i)
		require.InDelta(t, v.Get("leaving"), v.Get("back"), 1e-12)
	}
}

func TestIncludesAndOverrides(t *testing.T) {
	s, err := source(map[string]string{"all/base.json": base, "all/long.json": `{"include": "base.json", "model": {"horizon": 8}}`,
		"own.json": `{"include": ["all/base.json", "all/long.json"], "title": "own", "overrides": [
			{"at": "model.transitions[care → out].hazard", "to": {"pieces": [{"until": 2, "rate": 0}, {"rate": {"parameter": "leaving"}}]}},
			{"at": "model.arms", "add": {"name": "half", "start": {"care": 0.5, "out": 0.5}}},
			{"at": "model.rewards", "remove": true}]}`}).Load("own.json")
	require.NoError(t, err)
	require.Equal(t, "own", s.Title)
	require.Equal(t, 8, s.Model.Horizon)
	require.Empty(t, s.Model.Rewards)
	c, err := s.Compile()
	require.NoError(t, err)
	require.Equal(t, []string{"usual", "half"}, c.Arms())
	files := source(map[string]string{"base.json": base, "far/own.json": `{"include": "/base.json"}`})
	open := files.Open
	files.Open = func(name string) (io.ReadCloser, error) { return open(strings.TrimPrefix(name, "/")) }
	_, err = files.Load("far/own.json")
	require.NoError(t, err, "an absolute name")
	number, err := document.ParseJSON([]byte("3"))
	require.NoError(t, err)
	s, err = source(map[string]string{"base.json": base}).Load("base.json", studyfile.Edit{Path: "model.horizon", Value: number})
	require.NoError(t, err)
	require.Equal(t, 3, s.Model.Horizon)
}

// TestParametersStandInTheModel holds that the base value and other values reach the hazard.
func TestParametersStandInTheModel(t *testing.T) {
	s, err := source(map[string]string{"base.json": base}).Load("base.json")
	require.NoError(t, err)
	require.Equal(t, sim.Constant(0.1).String(), s.Model.Transitions[0].Hazard.String())
	require.Len(t, s.Warnings(), 1)
	require.Contains(t, s.Warnings()[0], `parameter "leaving": the source is unconfirmed`)
	more, err := s.Base.With("leaving", 0.15)
	require.NoError(t, err)
	m, err := s.With(more)
	require.NoError(t, err)
	require.Equal(t, sim.Constant(0.15).String(), m.Transitions[0].Hazard.String())

	complement, err := read(strings.Replace(base, `"start": {"care": 1}`,
		`"start": {"care": {"parameter": "leaving"}, "out": {"complementOf": "leaving"}}`, 1))
	require.NoError(t, err)
	require.Equal(t, map[string]float64{"care": 0.1, "out": 0.9}, complement.Model.Arms[0].Start)
}

// TestMistakesNameFileLineAndColumn is the table of what can be wrong between files.
func TestMistakesNameFileLineAndColumn(t *testing.T) {
	override := func(o string) string { return "{\"include\": \"base.json\",\n\"overrides\": [" + o + "]}" }
	target := func(t string) string {
		return "{\"include\": \"base.json\",\n\"targets\": [{\"name\": \"x\", \"use\": \"validation\", " + cited + ", " + t + "}]}"
	}
	parameter := func(p string) string {
		return "{\"include\": \"base.json\",\n\"parameters\": {\"leaving\": {\"value\": 0.1, " + cited + ", " + p + "}}}"
	}
	for _, c := range [][2]string{
		{`{"include": "none.json"}`, "own.json, line 1, column 13, include: "},
		{`{"include": 3}`, "own.json, line 1, column 13, include: a list is expected, not a number"},
		{`{"include": "own.json"}`, "own.json, line 1, column 13, include: the file includes itself: own.json, own.json"},
		{`{"include": "torn.json"}`, "torn.json, line 2, column 3: a comma or the end of the object"},
		{`[]`, "own.json, line 1, column 1: an object is expected, not a list"},
		{`{"include": "list.json"}`, "list.json, line 1, column 1: an object is expected, not a list"},
		{`{"include": "wrong.json"}`, "wrong.json, line 2, column 12, run.engine: "},
		{`{"include": "base.json", "title": 3}`, "own.json, line 1, column 35, title: a text is expected"},
		{`{"include": "base.json", "colour": 3}`, `own.json, line 1, column 26, colour: no member "colour"`},
		{`{"include": "base.json", "model": {"horizon": 0}}`, "own.json, line 1, column 47, model.horizon: model: horizon of 0 cycles"},
		{`{"include": "base.json", "run": {"engine": "step"}}`, "own.json, line 1, column 33, run: sim: cannot run the study: 0 people"},
		{override(`{"at": "model.lost.x", "to": 1}`), `own.json, line 2, column 15, overrides[0]: the path leads to nothing at "lost"`},
		{override(`{"at": "model.horizon"}`), `overrides[0]: one of "to", "add" and "remove: true" is needed, not 0`},
		{override(`{"at": "model.horizon", "to": 1, "add": 2}`), `is needed, not 2`},
		{override(`{"to": 1}`), `own.json, line 2, column 15, overrides[0]: "at" is missing`},
		{override(`{"at": "model.horizon", "to": "long"}`), "own.json, line 2, column 45, model.horizon: a number is expected"},
		{override(`{"at": "model.arms[x]", "remove": true}`), `leads to nothing at "[x]"`},
		{parameter(`"law": {"cauchy": {}}`), `line 2, column 128, parameters.leaving.law.cauchy: no form of law`},
		{parameter(`"law": {"uniform": {"low": 2, "high": 1}}`), "line 2, column 139, parameters.leaving.law.uniform: "},
		{parameter(`"law": {"uniform": {"low": 1}}`), `parameters.leaving.law.uniform: "high" is missing`},
		{parameter(`"law": 3`), "line 2, column 127, parameters.leaving.law: a law is expected"},
		{parameter(`"law": {"uniform": {"low": 1, "high": 2}}`), "parameters.leaving: the law uniform(1, 2) gives no value of 0.1"},
		{`{"include": "base.json", "parameters": {"leaving": {"value": 0.2}}}`, `own.json, line 1, column 52, parameters.leaving: "source" is missing`},
		{`{"include": "base.json", "parameters": {"x": {"value": 1, ` + cited + `}}}`, `own.json, line 1, column 46, parameters.x: no part of the model uses "x"`},
		{`{"include": "base.json", "model": {"horizon": {"parameter": "x"}}}`, `own.json, line 1, column 61, model.horizon: there is no parameter "x"`},
		{`{"include": "base.json", "shares": {"s": {"concentrations": {"a": 1}, ` + cited + `}}}`, "own.json, line 1, column 42, shares.s: "},
		{`{"include": "base.json", "draws": {"number": 0, "design": "random"}}`, "own.json, line 1, column 35, draws: 0 draws"},
		{`{"include": "base.json", "draws": {"number": 1, "design": "halton"}}`, "draws.design: "},
		{`{"include": "base.json", "economics": {"cost": "weeks", "effect": "x"}}`, `own.json, line 1, column 67, economics.effect: no reward "x"`},
		{`{"include": "base.json", "economics": {"cost": "weeks", "effect": "weeks", "thresholds": [2, 1]}}`, "economics.thresholds: they do not rise"},
		{correlated(`{"parameters": ["leaving", "back"], "matrix": [[1, 2], [2, 1]], ` + cited + `}`), "own.json, line 4, column 19, correlations[0]: uncertainty: not a correlation matrix"},
		{correlated(`{"parameters": ["leaving"], "matrix": [[1]], ` + cited + `}`), "correlations[0]: 1 parameters"},
		{correlated(`{"parameters": ["leaving", "x"], "matrix": [[1, 0], [0, 1]], ` + cited + `}`), `correlations[0]: there is no parameter "x"`},
		{correlated(`{"parameters": ["leaving", "leaving"], "matrix": [[1, 0], [0, 1]], ` + cited + `}`), `the parameter "leaving" is correlated twice`},
		{correlated(`{"parameters": ["leaving", "back"], "matrix": [[1, 0], [0, 1]]}`), `line 4, column 19, correlations[0]: "source" is missing`},
		{research(`"parameter": "leaving"`), `own.json, line 2, column 15, economics.research[0]: one of share, rate, mean and ratio is needed, not 0`},
		{research(`"parameter": "leaving", "share": {"people": 3}, "rate": {"time": 1}`), "is needed, not 2"},
		{research(`"parameter": "x", "share": {"people": 3}`), `economics.research[0]: there is no parameter "x"`},
		{research(`"parameter": "leaving", "share": {"people": 0}`), "economics.research[0]: uncertainty: nothing that can be observed: the share of 0 people"},
		{research(`"parameter": "leaving", "share": {}`), `own.json, line 2, column 66, economics.research[0].share: "people" is missing`},
		{research(`"parameter": "leaving", "mean": {"people": 3, "sd": 1}`), `economics.research[0].mean: "source" is missing`},
		{`{"include": "base.json", "inflow": {"start": -1}}`, "own.json, line 1, column 36, inflow: sim: cannot run the study: -1 people start at moment 0"},
		{`{"include": "base.json", "inflow": {"then": []}}`, `own.json, line 1, column 36, inflow: "start" is missing`},
		{`{"include": "base.json", "inflow": {"start": 1, "then": [{"people": 2}, {"people": 3}]}}`, "inflow.then: only the last piece has no end"},
		{`{"include": "base.json", "inflow": {"start": 1, "then": [{"until": 3, "people": 2}, {"until": 3, "people": 3}]}}`, "inflow.then: the piece 1 ends at 3"},
		{`{"include": "base.json", "inflow": {"start": 1}, "overrides": [{"at": "model.transitions[0].hazard",
		 "to": {"on": "calendar", "probabilities": [0.1, {"parameter": "leaving"}]}}]}`, "inflow: sim: cannot run the study: a hazard runs on the calendar"},
		{target(`"arm": "usual", "published": {"value": 1}`), "own.json, line 2, column 13, targets[0]: one of state, measure"},
		{target(`"arm": "usual", "measure": "x", "published": {"value": 1}`), `targets[0]: no measure "x"`},
		{target(`"arm": "x", "measure": "leaves", "published": {"value": 1}`), `targets[0]: no arm "x"`},
		{target(`"arm": "usual", "against": "x", "measure": "leaves", "published": {"value": 1}`), `targets[0]: no arm "x"`},
		{target(`"arm": "usual", "measure": "leaves", "at": 5, "published": {"value": 1}`), "targets[0]: the moment 5 is not one of 0 to 4"},
		{target(`"arm": "usual", "reward": "weeks", "at": 2, "published": {"value": 1}`), "a reward and years are of the whole study"},
		{target(`"arm": "usual", "years": "care", "per": -1, "published": {"value": 1}`), "-1 people"},
		{target(`"arm": "usual", "state": "care", "published": {"value": 3, "low": 1, "high": 2}`), "3 does not lie between 1 and 2"},
	} {
		text, want := c[0], c[1]
		s, err := source(map[string]string{"base.json": base, "own.json": text, "torn.json": "{\"title\": 1\n  \"x\"}", "list.json": "[]",
			"wrong.json": "{\"run\":\n{\"engine\": \"stride\"}, \"include\": \"base.json\"}"}).Load("own.json")
		if err == nil {
			_, err = s.Compile()
		}
		require.ErrorIs(t, err, studyfile.ErrStudy, text)
		assert.ErrorContains(t, err, want, text)
		require.Regexp(t, `\.json, line \d+, column \d+`, err.Error(), text)
	}
	_, err := read(`{"include": "x"}`)
	require.ErrorContains(t, err, "no other file can be read here")
}

// TestTargetsAreHeldAgainstResults compares a share, years, a difference and a reward with what follows from the hazard.
func TestTargetsAreHeldAgainstResults(t *testing.T) {
	const rest = `, "use": "validation", "source": {"source": {"id": "x", "title": "x"}, "provenance": "unconfirmed"}}`
	s, err := read(strings.Replace(base, `"model":`, `"targets": [
		{"name": "left", "arm": "usual", "measure": "leaves", "at": 1, "per": 1000, "published": {"value": 95, "low": 90, "high": 100}`+rest+`,
		{"name": "stayed", "arm": "usual", "state": "care", "published": {"value": 0.5, "low": 0.4, "high": 0.6}`+rest+`,
		{"name": "years", "arm": "usual", "years": "care", "published": {"value": 1}`+rest+`,
		{"name": "no difference", "arm": "usual", "against": "usual", "reward": "weeks", "published": {"value": 0}`+rest+`],
		"model":`, 1))
	require.NoError(t, err)
	c, err := s.Compile()
	require.NoError(t, err)
	r, err := c.Run(t.Context(), s.Run)
	require.NoError(t, err)
	checks, err := s.Checks(r)
	require.NoError(t, err)
	require.InDelta(t, 1000*(1-0.9048374180359595), checks[0].Simulated, 1e-9)
	require.Zero(t, checks[0].Error)
	inside, known := checks[0].Inside()
	require.True(t, inside && known)
	require.InDelta(t, 0.0017, checks[0].Off(), 1e-3)
	inside, known = checks[1].Inside()
	require.False(t, inside)
	require.True(t, known)
	_, known = checks[2].Inside()
	require.False(t, known)
	require.Zero(t, checks[3].Simulated)
	require.Equal(t, "NaN", fmt.Sprint(checks[3].Off()))
}

// FuzzLoad holds that no text makes the reader panic, that what is wrong has a place, and that what is read can be drawn and compiled or
// says why not.
func FuzzLoad(f *testing.F) {
	f.Add(base)
	f.Add(text)
	f.Add(`{"include": "base.json", "overrides": [{"at": "model.arms", "add": {"name": "x", "start": {"care": 1}}}]}`)
	f.Add(`{"include": ["base.json"], "model": {"horizon": {"parameter": "leaving"}}, "draws": {"number": 2, "design": "random"}}`)
	f.Fuzz(func(t *testing.T, own string) {
		s, err := source(map[string]string{"base.json": base, "own.json": own}).Load("own.json")
		if err != nil {
			require.ErrorIs(t, err, studyfile.ErrStudy)
			require.Regexp(t, `line \d+, column \d+`, err.Error())
			return
		}
		if s.Model.Horizon > 100 || s.Draws.Number > 1000 {
			return // long, not wrong
		}
		_, err = s.With(s.Parameters.Draw(s.Draws.Of(), 0))
		require.NoError(t, err)
	})
}
