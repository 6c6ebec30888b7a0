package studyfile_test

import (
	"strings"
	"testing"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/jurisdiction"
	"github.com/oudpath/oudpath/plan/sim"
	"github.com/oudpath/oudpath/plan/sim/studyfile"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// asking is a study over base.json, which is in one state in treatment, with places that can be asked.
func asking(own string) (*studyfile.Study, error) {
	s := source(map[string]string{"base.json": base, "own.json": "{\"include\": \"base.json\",\n" + own + "}"})
	s.Engine = func(place string) (*plan.Engine, error) {
		if made[place] == nil {
			e, err := jurisdiction.Engine(place, time.UTC)
			if err != nil {
				return nil, err
			}
			made[place] = e
		}
		return made[place], nil
	}
	return s.Load("own.json")
}

// made are the engines of the places that were asked, which take long to make.
var made = map[string]*plan.Engine{}

// policies are one of each kind.
const policies = `"policies": {"longer": {"effects": [{"on": "care → out", "by": {"parameter": "leaving"}, ` + cited + `}]},
 "2001": {"takeHomes": "us-2001"}}`

const attended = `"attendances": {"of": "care", "takeHomes": "us", "on": "2026-11-01"}`

// TestEveryPolicyMakesAnArm: alone and with others, over the arm that is compared with, and with the values of a draw.
func TestEveryPolicyMakesAnArm(t *testing.T) {
	s, err := asking(policies + `, ` + attended + `, "whatIf": ["longer", ["longer", "2001"]], "overrides": [
		{"at": "model.arms", "add": {"name": "half", "start": {"care": 0.5, "out": 0.5}}}, {"at": "model", "to": ` + comparing(`"half"`) + `}]`)
	require.NoError(t, err)
	c, err := s.Compile()
	require.NoError(t, err)
	require.Equal(t, []string{"usual", "half", "longer", "longer, 2001"}, c.Arms())
	for _, i := range []int{2, 3} {
		require.Equal(t, map[string]float64{"care": 0.5, "out": 0.5}, s.Model.Arms[i].Start)
		require.Equal(t, 0.1, s.Model.Arms[i].Effects[0].By)
	}
	require.Empty(t, s.Model.Arms[1].Effects)
	drawn, err := s.Base.With("leaving", 0.15)
	require.NoError(t, err)
	m, err := s.With(drawn)
	require.NoError(t, err)
	require.Equal(t, 0.15, m.Arms[2].Effects[0].By)
}

// comparing is the model of base with a comparator.
func comparing(arm string) string {
	model := base[strings.Index(base, `"model": `)+len(`"model": `) : len(base)-1]
	return strings.TrimSuffix(model, "[{\"name\": \"usual\", \"start\": {\"care\": 1}}]}") + `[{"name": "usual", "start": {"care": 1}},
		{"name": "half", "start": {"care": 0.5, "out": 0.5}}], "comparator": ` + arm + `}`
}

// TestAttendancesFollowTheTable: the reward is the people in treatment at each moment, times what the rule asks of them then. From day 15
// of treatment on it is less, which is week 2; nobody has been in treatment for as long under the rule of 2001.
func TestAttendancesFollowTheTable(t *testing.T) {
	s, err := asking(policies + `, ` + attended + `, "whatIf": ["2001"]`)
	require.NoError(t, err)
	c, err := s.Compile()
	require.NoError(t, err)
	r, err := c.Run(t.Context(), s.Run)
	require.NoError(t, err)
	for arm, weekly := range map[string][]float64{"usual": {7.0 / 8, 7.0 / 8, 7.0 / 15, 7.0 / 15}, "2001": {6, 6, 6, 6}} {
		in, err := r.Occupancy(arm, "care")
		require.NoError(t, err)
		want := 0.0
		for week, times := range weekly {
			want += in[week] * times
		}
		got, err := r.Reward(arm, "attendances")
		require.NoError(t, err)
		require.InDelta(t, want, got.Mean, 1e-6, arm)
	}
}

// TestTimeInTreatmentGoesOnBetweenItsStates: who changes to and fro between two states of treatment attends as who stays in one.
func TestTimeInTreatmentGoesOnBetweenItsStates(t *testing.T) {
	const model = `"run": {"engine": "cohort"}, "model": {"horizon": 120, "conversion": "conditional on survival",
	"states": [{"name": "out"}, {"name": "a"}, {"name": "b"}],
	"measures": [], "rewards": [],
	"arms": [{"name": "usual", "start": {"out": 1}}], "transitions": [
	{"from": "out", "to": "a", "hazard": {"constant": {"parameter": "leaving"}}, ` + cited + `},
	{"from": "a", "to": "out", "hazard": {"constant": 0.02}, ` + cited + `}`
	const change = `, {"from": "a", "to": "b", "order": 1, "hazard": {"constant": 0.3}, ` + cited + `},
	{"from": "b", "to": "a", "order": 1, "hazard": {"constant": 0.4}, ` + cited + `},
	{"from": "b", "to": "out", "hazard": {"constant": 0.02}, ` + cited + `}`
	attendances := func(more, of string) map[sim.Engine]float64 {
		s, err := asking(model + more + `]}, "attendances": {"of": ` + of + `, "takeHomes": "us-2001", "on": "2026-11-01"}`)
		require.NoError(t, err)
		c, err := s.Compile()
		require.NoError(t, err)
		all := map[sim.Engine]float64{}
		for _, e := range []sim.Engine{sim.Cohort, sim.Step, sim.Jump} {
			r, err := c.Run(t.Context(), sim.Study{Engine: e, People: 20000, Seed: 1})
			require.NoError(t, err)
			got, err := r.Reward("usual", "attendances")
			require.NoError(t, err)
			all[e] = got.Mean
			require.InDelta(t, all[sim.Cohort], got.Mean, 4*got.StandardError+1e-9, e)
		}
		return all
	}
	require.InEpsilon(t, attendances("", `"a"`)[sim.Cohort], attendances(change, `["a", "b"]`)[sim.Cohort], 1e-9)
}

// TestWhatCannotBeAskedNamesItsPlace is the table of mistakes.
func TestWhatCannotBeAskedNamesItsPlace(t *testing.T) {
	for _, c := range [][2]string{
		{`"whatIf": ["none"]`, `own.json, line 2, column 12, whatIf[0]: there is no policy "none"; there are []`},
		{policies + `, "whatIf": ["2001"]`, `whatIf[0]: "2001" is about doses to take home, which show in the attendances`},
		{policies + `, "whatIf": "longer"`, "whatIf: a list is expected, not a text"},
		{policies + `, "whatIf": [["longer", 3]]`, "whatIf[0][1]: a text is expected, not a number"},
		{`"policies": {"p": {"effects": [{"on": "none", "by": 2, ` + cited + `}]}}, "whatIf": ["p"]`,
			`own.json, line 2, column 32, policies.p.effects[0]: arm "p", effect 0`},
		{`"policies": {"p": {"effect": []}}, "whatIf": ["p"]`, `policies.p.effect: no member "effect" is known here`},
		{`"policies": {"p": {"effects": [{"on": "care → out", "by": {"parameter": "x"}, ` + cited + `}]}}, "whatIf": ["p"]`,
			`policies.p.effects[0].by: there is no parameter "x"`},
		{policies + `, "whatIf": ["longer", "longer"]`, `whatIf[1]: arm "longer": the name is empty or used twice`},
		{`"attendances": {"of": "care", "takeHomes": "us"}`, `attendances: "on" is missing`},
		{`"attendances": {"of": "care", "takeHomes": "us", "on": "today"}`, "attendances.on: "},
		{`"attendances": {"of": "home", "takeHomes": "us", "on": "2026-11-01"}`, `attendances: no state or tag "home"`},
		{`"attendances": {"of": "care", "takeHomes": "gb", "on": "2026-11-01"}`, "attendances.takeHomes: attendance: not known: gb has no table"},
		{`"attendances": {"of": "care", "takeHomes": "us-oh", "on": "2026-11-01"}`, "was read up to day 90 of treatment only"},
		{`"attendances": {"of": "care", "takeHomes": "mars", "on": "2026-11-01"}`, `unknown jurisdiction "mars"`},
		{`"attendances": {"of": ["care", "out"], "takeHomes": "us", "on": "2026-11-01"}`, `people of the arm "usual" start in "care"`},
		{`"policies": {"p": {"takeHomes": "gb"}}, "whatIf": ["p"], ` + attended, "policies.p.takeHomes: attendance: not known: gb has no table"},
		{attended + `, "overrides": [{"at": "model.rewards", "add": {"name": "attendances", "timing": "half-cycle"}}]`,
			`attendances: reward "attendances": the name is used twice`},
	} {
		own, want := c[0], c[1]
		_, err := asking(own)
		require.ErrorIs(t, err, studyfile.ErrStudy, own)
		assert.ErrorContains(t, err, want, own)
		assert.Regexp(t, `own\.json, line \d+, column \d+`, err.Error(), own)
	}
	_, err := source(map[string]string{"base.json": base, "own.json": `{"include": "base.json", ` + attended + `}`}).Load("own.json")
	require.ErrorContains(t, err, "no place can be asked here")
}

// replayed is a study whose states are stages, with something that is on record.
func replayed(more string) string {
	return `"model": {"states": [{"name": "care", "stage": "therapy"}, {"name": "out", "stage": "discharged-unplanned"}]}, "concordance": {
 "in": "us", "on": "2026-11-02", "people": 30` + more + `}`
}

// TestASampleIsReplayed: with naloxone at hand whoever leaves is concordant, and without it no one who leaves is.
func TestASampleIsReplayed(t *testing.T) {
	deviating := map[string]int{}
	for _, known := range []string{"", `, "known": ["naloxone at hand"]`} {
		s, err := asking(replayed(`, "reasons": {"care → out": "patient-choice"}` + known))
		require.NoError(t, err)
		c, err := s.Compile()
		require.NoError(t, err)
		found, err := s.Replay(t.Context(), c)
		require.NoError(t, err)
		require.NoError(t, found.Err())
		require.Equal(t, 30, found.Arms[0].Journeys)
		deviating[known] = found.Arms[0].Deviating
	}
	require.Greater(t, deviating[""], 0)
	require.Zero(t, deviating[`, "known": ["naloxone at hand"]`])
	s, err := asking(`"title": "no sample"`)
	require.NoError(t, err)
	found, err := s.Replay(t.Context(), nil)
	require.NoError(t, err)
	require.Nil(t, found)
}

// TestWhatCannotBeReplayedNamesItsPlace is the table of mistakes.
func TestWhatCannotBeReplayedNamesItsPlace(t *testing.T) {
	for _, c := range [][2]string{
		{replayed(``),
			`own.json, line 2, column 127, concordance: replay: the reading does not fit the model: "care → out": record: reason is missing`},
		{replayed(`, "reasons": {"x": "other"}`), `steps of "x", which no transition or event is named`},
		{replayed(`, "reasons": {"care → out": "why"}`),
			`concordance: replay: the reading does not fit the model: "care → out": record: unknown reason "why"`},
		{replayed(`, "facts": {"care → out": "heroin"}`), `concordance.facts.care → out: unknown fact "heroin", want`},
		{`"concordance": {"in": "us", "on": "2026-11-02", "people": 30}`, `state "care" is in no stage of the pathway`},
		{`"concordance": {"in": "us", "on": "2026-11-02", "people": 0}`, `concordance.people: 0 people`},
		{`"concordance": {"in": "mars", "on": "2026-11-02", "people": 1}`, `concordance.in: jurisdiction: unknown jurisdiction "mars"`},
		{`"concordance": {"in": "us", "on": "soon", "people": 1}`, `own.json, line 2, column 35, concordance.on: `},
		{`"concordance": {"in": "us", "people": 1}`, `concordance: "on" is missing`},
	} {
		own, want := c[0], c[1]
		s, err := asking(own)
		if err == nil {
			_, err = s.Compile()
		}
		require.ErrorIs(t, err, studyfile.ErrStudy, own)
		assert.ErrorContains(t, err, want, own)
		assert.Regexp(t, `own\.json, line \d+, column \d+`, err.Error(), own)
	}
	s, err := source(map[string]string{"base.json": base, "own.json": "{\"include\": \"base.json\", " + replayed("") + "}"}).Load("own.json")
	require.NoError(t, err, "who only simulates needs no place")
	_, err = s.Replay(t.Context(), nil)
	require.ErrorContains(t, err, "no place can be asked here")
}
