package sim_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/oudpath/oudpath/plan/sim"
	"github.com/oudpath/oudpath/plan/sim/document"
	"github.com/oudpath/oudpath/stages"
	"github.com/stretchr/testify/require"
)

func TestAScenarioIsTheModelItDescribes(t *testing.T) {
	f, err := os.Open(filepath.Join("testdata", "pathway.json"))
	require.NoError(t, err)
	defer f.Close()
	read, err := sim.ReadModel(f, nil)
	require.NoError(t, err)
	require.Contains(t, fmt.Sprint(read.Verify()), `"deceased": no arm can reach it`, "the file leaves death to the table that a study adds")

	read.Transitions = append(read.Transitions, pathway().Transitions[4:]...)
	want := pathway()
	want.Events = nil
	study := sim.Study{Engine: sim.Step, People: 500}
	require.Equal(t, run(t, compile(t, want), study).Digest(), run(t, compile(t, read), study).Digest())
	_, found := compile(t, read).Routes(stages.Journey())
	require.Empty(t, found)
}

// TestModelsAreWrittenAsTheyAreRead writes models with everything in them and reads them back.
func TestModelsAreWrittenAsTheyAreRead(t *testing.T) {
	for name, m := range map[string]sim.Model{"pathway": pathway(), "rich": rich(t, sim.CompetingExponential),
		"windowed": windowed(t, sim.CompetingExponential), "life": lifeLong(t, sim.ConditionalOnSurvival, 1)} {
		var b bytes.Buffer
		require.NoError(t, sim.WriteModel(&b, m), name)
		tables := map[string]*sim.LifeTable{}
		for _, text := range []string{inventedLifeTable, lifeLongTable()} {
			table, err := sim.ReadLifeTable(strings.NewReader(text), invented)
			require.NoError(t, err)
			tables[invented.Source.Title] = table
			read, err := sim.ReadModel(bytes.NewReader(b.Bytes()), tables)
			require.NoError(t, err, name)
			if compile(t, read).Fingerprint() == compile(t, m).Fingerprint() {
				tables = nil
				break
			}
		}
		require.Nil(t, tables, name)
	}
	m := pathway()
	m.Each = func(*sim.Person) {}
	require.ErrorIs(t, sim.WriteModel(new(bytes.Buffer), m), sim.ErrModelFile)
	m = pathway()
	m.Transitions[0].Hazard = sim.Constant(-1)
	require.ErrorContains(t, sim.WriteModel(new(bytes.Buffer), m), "transitions: hazard: ")
}

// TestRandomModelsAreWrittenAsTheyAreRead writes models that nobody thought of, and models of each thing that a model can say.
func TestRandomModelsAreWrittenAsTheyAreRead(t *testing.T) {
	models := []sim.Model{released(), frail(sim.CompetingExponential, 0.5), clinic(0.1, 0.2, 3, 10, 20), threeArms(t)}
	models[3].Comparator = "third"
	for seed := range uint64(100) {
		models = append(models, randomModel(t, seed))
	}
	table, err := sim.ReadLifeTable(strings.NewReader(inventedLifeTable), invented)
	require.NoError(t, err)
	for i, m := range models {
		var first, second bytes.Buffer
		require.NoError(t, sim.WriteModel(&first, m))
		read, err := sim.ReadModel(bytes.NewReader(first.Bytes()), map[string]*sim.LifeTable{invented.Source.Title: table})
		require.NoError(t, err, "model %d:\n%s", i, &first)
		require.Equal(t, compile(t, m).Fingerprint(), compile(t, read).Fingerprint(), "model %d:\n%s", i, &first)
		require.NoError(t, sim.WriteModel(&second, read))
		require.Equal(t, first.String(), second.String(), "what is read is written as it was")
	}
}

// TestEveryFieldOfAModelIsInItsFile sets each field of a model and of its parts, one after the other, and looks for it in the file, so that no
// field that models learn is forgotten there. Functions are what cannot be written.
func TestEveryFieldOfAModelIsInItsFile(t *testing.T) {
	var visit func(t reflect.Type, seen map[reflect.Type]bool, each func(reflect.Type, reflect.StructField))
	visit = func(of reflect.Type, seen map[reflect.Type]bool, each func(reflect.Type, reflect.StructField)) {
		for of.Kind() == reflect.Slice || of.Kind() == reflect.Map || of.Kind() == reflect.Pointer {
			of = of.Elem()
		}
		if of.Kind() != reflect.Struct || seen[of] || of == reflect.TypeFor[sim.Hazard]() {
			return
		}
		seen[of] = true
		for i := range of.NumField() {
			if f := of.Field(i); f.IsExported() {
				each(of, f)
				visit(f.Type, seen, each)
			}
		}
	}
	fields, functions := 0, 0
	visit(reflect.TypeFor[sim.Model](), map[reflect.Type]bool{}, func(of reflect.Type, f reflect.StructField) {
		if fields++; f.Type.Kind() == reflect.Func {
			functions++
			return
		}
		v := reflect.New(of).Elem()
		set(v.FieldByIndex(f.Index))
		text, err := document.Encode(v.Interface())
		require.NoError(t, err, "%v.%s", of, f.Name)
		n, err := document.ParseJSON(text)
		require.NoError(t, err)
		require.NotNil(t, n.Member(document.NameOf(f)), "%v.%s is not in %s", of, f.Name, text)
		if of == reflect.TypeFor[sim.Piece]() {
			return
		}
		back := reflect.New(of)
		require.NoError(t, document.Decode(n, back.Interface()), "%s", text)
		require.Equal(t, v.Interface(), back.Elem().Interface(), "%v.%s", of, f.Name)
	})
	require.Greater(t, fields, 70)
	require.Equal(t, 2, functions, "Begin and Each")
}

// set gives a field a value that is not zero.
func set(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		v.SetString("named")
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		set(v.Index(0))
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		value := reflect.New(v.Type().Elem()).Elem()
		set(value)
		v.SetMapIndex(reflect.ValueOf("named").Convert(v.Type().Key()), value)
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[sim.Hazard]() {
			v.Set(reflect.ValueOf(sim.Constant(0.25)))
			return
		}
		for i := range v.NumField() {
			if f := v.Field(i); f.CanSet() && f.Kind() != reflect.Func {
				set(f)
			}
		}
	default:
		if v.CanFloat() {
			v.SetFloat(0.25)
		} else if v.CanUint() {
			v.SetUint(1)
		} else {
			v.SetInt(3)
		}
	}
}

// TestEveryFormOfHazardIsRead compares each form with the function of its name, by what happens to people under it.
func TestEveryFormOfHazardIsRead(t *testing.T) {
	table, err := sim.ReadLifeTable(strings.NewReader(inventedLifeTable), invented)
	require.NoError(t, err)
	for text, want := range map[string]sim.Hazard{
		`{"constant": 0.1}`: sim.Constant(0.1), `{"constant": 0.1, "on": "calendar"}`: sim.Constant(0.1).On(sim.Calendar),
		`{"pieces": [{"until": 2, "rate": 0.3}, {"rate": 0.1}]}`: sim.Pieces(sim.Piece{Until: 2, Rate: 0.3}, sim.Piece{Rate: 0.1}),
		`{"rates": [0.3, 0.1]}`:                                  sim.Rates(0.3, 0.1),
		`{"weibull": {"shape": 0.6, "scale": 12}}`:               sim.Weibull(0.6, 12),
		`{"weibullRate": {"shape": 0.6, "rate": 0.2}}`:           sim.WeibullRate(0.6, 0.2),
		`{"gompertz": {"shape": 0.1, "rate": 0.02}}`:             sim.Gompertz(0.1, 0.02),
		`{"logLogistic": {"shape": 2, "scale": 6}}`:              sim.LogLogistic(2, 6),
		`{"logNormal": {"mean": 1, "sd": 2}}`:                    sim.LogNormal(1, 2),
		`{"fitted": [0.8, 0.7]}`:                                 sim.Fitted(0.8, 0.7),
		`{"probability": 0.2}`:                                   sim.Probability(0.2),
		`{"probabilities": [0.2, 0.1]}`:                          sim.Probabilities(0.2, 0.1),
		`{"scheduled": {"after": 4, "share": 0.24}}`:             sim.ScheduledShare(4, 0.24),
		`{"lifeTable": "invented"}`:                              table.Hazard(),
		`{"constant": 0.1, "on": "age"}`:                         sim.Constant(0.1).On(sim.Age),
		`{"rates": [0.5, 0.1, 0.2], "on": "in episode"}`:         sim.Rates(0.5, 0.1, 0.2).On(sim.InEpisode),
	} {
		m := small()
		m.Groups = []sim.Group{{Name: "all", Share: 1, Age: 31, Sex: sim.Female}}
		m.Episodes = sim.Episodes{In: "care", Last: 1}
		scenario := func(hazard string) string {
			return fmt.Sprintf(`{"cycle": "week", "horizon": 10, "conversion": "competing exponential", "states": [{"name": "care"}, {"name": "out"}, {"name": "dead"}],
				"groups": [{"name": "all", "share": 1, "age": 31, "sex": "female"}], "episodes": {"in": "care", "last": 1},
				"transitions": [{"from": "care", "to": "out", "hazard": %s, "source": {"source": {"id": "x", "title": "x"},
					"provenance": "weak"}}, {"from": "out", "to": "dead", "hazard": {"constant": 0.01}, "source": {"source": {"id": "x", "title": "x"}, "provenance": "weak"}}],
				"rewards": [{"name": "time", "timing": "half-cycle", "parts": [{"in": "care", "value": 1}]}],
				"arms": [{"name": "usual", "start": {"care": 1}, "replace": []}]}`, hazard)
		}
		read, err := sim.ReadModel(strings.NewReader(scenario(text)), map[string]*sim.LifeTable{"invented": table})
		require.NoError(t, err, text)
		m.Transitions[0].Hazard = want
		wanted, got := run(t, compile(t, m), sim.Study{Engine: sim.Cohort}), run(t, compile(t, read), sim.Study{Engine: sim.Cohort})
		require.Equal(t, occupancy(t, wanted, "usual", "care"), occupancy(t, got, "usual", "care"), text)
	}
}

func TestTextsThatAreNoScenario(t *testing.T) {
	hazard := func(text string) string {
		return `{"events": [{"name": "x", "in": "x", "hazard": ` + text + `}], "arms": [{"replace": [{"hazard": {"constant": 1}}]}]}`
	}
	for name, text := range map[string]string{
		"empty": "", "torn": `{"name": "x"`, "two": `{} {}`, "unknown member": `{"colour": "red"}`, "cycle": `{"cycle": "fortnight"}`,
		"no cycle":   `{"cycle": ""}`,
		"conversion": `{"conversion": "x"}`, "timing": `{"rewards": [{"timing": "x"}]}`, "sex": `{"groups": [{"sex": "x"}]}`,
		"function": `{"begin": "x"}`,
		"no form":  hazard(`{}`), "two forms": hazard(`{"constant": 1, "probability": 0.1}`), "no parameter": hazard(`{"weibull": {"shape": 1}}`),
		"unknown form": hazard(`{"cauchy": 1}`), "clock": hazard(`{"constant": 1, "on": "x"}`),
		"no table": hazard(`{"lifeTable": "x"}`), "no hazard": hazard(`3`),
	} {
		_, err := sim.ReadModel(strings.NewReader(text), nil)
		require.ErrorIs(t, err, sim.ErrModelFile, name)
	}
}

// TestMistakesInAScenarioNameTheirPlace are those that used to change a study in silence.
func TestMistakesInAScenarioNameTheirPlace(t *testing.T) {
	transition := func(hazard string) string { return "{\n \"transitions\": [\n  {\"hazard\": " + hazard + "}]}" }
	for text, want := range map[string]string{
		"{\"effects\": [\n{\"on\": \"x\"}]}":                                         `line 2, column 1, effects[0]: "by" is missing`,
		`{"rewards": [{"parts": [{"in": "x"}]}]}`:                                    `rewards[0].parts[0]: "value" is missing`,
		`{"groups": [{"name": "x"}]}`:                                                `groups[0]: "share" is missing`,
		transition(`{"pieces": [{"until": 3}, {"rate": 1}]}`):                        `line 3, column 26, transitions[0].hazard.pieces[0]: "rate" is missing`,
		transition(`{"pieces": [{"until": 5, "rate": 1}, {"until": 3, "rate": 1}]}`): `piece 1 ends at 3, not after 5`,
		transition(`{"weibull": {"shape": 1, "scale": 2, "rate": 3}}`):               `transitions[0].hazard.weibull.rate: no member "rate"`,
		transition(`{"weibull": {"shape": 1}}`):                                      `transitions[0].hazard.weibull: "scale" is missing`,
		transition(`{"constant": 1, "constant": 2}`):                                 `"constant" is given twice`,
		transition(`{"constant": 1, "probability": 0.1}`):                            `line 3, column 14, transitions[0].hazard: a hazard has one form, not 2`,
		transition(`{"constant": -1}`):                                               `line 3, column 27, transitions[0].hazard.constant: rate -1`,
		transition(`{"lifeTable": "us"}`):                                            `line 3, column 14, transitions[0].hazard: no life table "us"`,
		transition(`{"cauchy": 1}`):                                                  `line 3, column 15, transitions[0].hazard.cauchy: no form of hazard`,
		transition(`{"constant": 1, "left": "prison"}`): `transitions[0].hazard.left: a risk window is named, but the hazard runs on ` +
			`the clock in state`,
		transition(`{"constant": 1, "on": "x"}`): `line 3, column 36, transitions[0].hazard.on: `,
	} {
		_, err := sim.ReadModel(strings.NewReader(text), nil)
		require.ErrorIs(t, err, sim.ErrModelFile, text)
		require.ErrorContains(t, err, want, text)
	}
}

// TestHazardsAreWrittenAsTheyAreRead writes every form and reads it back.
func TestHazardsAreWrittenAsTheyAreRead(t *testing.T) {
	for _, h := range []sim.Hazard{sim.Constant(0.1), sim.Constant(0.1).On(sim.Calendar), sim.Rates(0.3, 0.1), sim.Weibull(0.6,
		12), sim.WeibullRate(0.6, 0.2),
		sim.Gompertz(0.1, 0.02), sim.LogLogistic(2, 6), sim.LogNormal(1, 2), sim.Fitted(0.8, 0.7), sim.Probability(0.2),
		sim.Probabilities(0.2, 0.1),
		sim.ScheduledShare(4, 0.24)} {
		text, err := json.Marshal(h)
		require.NoError(t, err)
		n, err := document.ParseJSON(text)
		require.NoError(t, err)
		var back sim.Hazard
		require.NoError(t, document.Decode(n, &back))
		require.Equal(t, compile(t, withHazard(h)).Fingerprint(), compile(t, withHazard(back)).Fingerprint(), "%s", text)
	}
	for _, h := range []sim.Hazard{{}, sim.Constant(-1), sim.Called(func(*sim.Person) float64 { return 0 })} {
		_, err := json.Marshal(h)
		require.Error(t, err)
	}
	table, err := sim.ReadLifeTable(strings.NewReader(inventedLifeTable), invented)
	require.NoError(t, err)
	text, err := json.Marshal(table.Hazard())
	require.NoError(t, err)
	require.JSONEq(t, `{"lifeTable": "invented for a test"}`, string(text))
}
