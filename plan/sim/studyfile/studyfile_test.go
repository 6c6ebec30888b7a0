package studyfile_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/oudpath/oudpath/plan/sim"
	"github.com/oudpath/oudpath/plan/sim/document"
	"github.com/oudpath/oudpath/plan/sim/studyfile"
	"github.com/stretchr/testify/require"
)

// text is a study with everything in it. All numbers are invented.
const text = `{"title": "two states", "run": {"engine": "cohort"},
 "lifeTables": {"invented": {"file": "table.csv", "source": {"source": {"id": "x", "title": "invented"}, "provenance": "unconfirmed"}}},
 "model": {"cycle": "week", "horizon": 4, "conversion": "competing exponential",
  "states": [{"name": "alive"}, {"name": "dead"}],
  "groups": [{"name": "women", "share": 1, "age": 40, "sex": "female"}],
  "transitions": [{"from": "alive", "to": "dead", "hazard": {"lifeTable": "invented"},
   "source": {"source": {"id": "x", "title": "invented"}, "provenance": "unconfirmed"}}],
  "arms": [{"name": "usual", "start": {"alive": 1}}]}}`

func read(text string) (*studyfile.Study, error) {
	n, err := document.ParseJSON([]byte(text))
	if err != nil {
		return nil, err
	}
	return studyfile.Read(n, func(name string) (io.ReadCloser, error) {
		if name != "table.csv" {
			return nil, errors.New("no such file")
		}
		return io.NopCloser(strings.NewReader("age,sex,mx\n40,female,0.01\n41,female,0.02\n")), nil
	})
}

func Example() {
	_, err := read(strings.Replace(text, `"alive": 1`, `"alive": 0.9`, 1))
	fmt.Println(err)
	// Output: not a study: line 8, column 12, model.arms[0]: arm "usual": the start shares sum to 0.9
}

func TestAStudyIsRead(t *testing.T) {
	s, err := read(text)
	require.NoError(t, err)
	require.Equal(t, "two states", s.Title)
	require.Equal(t, sim.Cohort, s.Run.Engine)
	_, err = s.Model.Compile()
	require.NoError(t, err)
}

func TestStudiesThatAreNone(t *testing.T) {
	for old, c := range map[string][2]string{
		`"file": "table.csv"`:          {`"file": "none.csv"`, "line 2, column 29, lifeTables.invented: none.csv: no such file"},
		`"file": "table.csv"` + `,`:    {`"file": "table.csv", "year": 2019,`, `no rows of the year "2019"`},
		`"lifeTable": "invented"`:      {`"lifeTable": "other"`, `no life table "other"`},
		`"run": {"engine": "cohort"},`: {``, `line 1, column 1: "run" is missing`},
		`"groups"`: {`"rewards": [{"name": "cost", "timing": "Simpson", "parts": [
{"in": "alive", "calendar": {"from": 1}, "value": 3}]}], "groups"`, "line 6, column 1, model.rewards[0].parts[0]: reward \"cost\", part 0: begins or stops"},
		`"age": 40, "sex": "female"}],`: {`"sex": "female"}], "rewards": [{"name": "utility", "timing": "half-cycle", "parts": [
{"in": "alive", "age": {"from": 41}, "value": 0.7, "per": "year"}]}],`,
			"line 6, column 1, model.rewards[0].parts[0]: reward \"utility\", part 0: depends on age, but group \"women\" states none"},
		`"arms"`: {`"leaving": [{"name": "prison", "of": "alive", "cycles": 4}],
"effects": [{"on": "alive → dead", "by": 2,
 "when": {"left": "home"}, "source": {"source": {"id": "x", "title": "invented"}, "provenance": "unconfirmed"}}],
"arms"`, `line 9, column 13, model.effects[0]: effect 0 on "alive → dead": no risk window "home"`},
		`"arms": [`: {`"frailties": [{"on": ["alive → dead"], "source": {"source": {"id": "x", "title": "invented"}, "provenance": "weak"}}], "arms": [`,
			`line 8, column 17, model.frailties[0]: "variance" is missing`},
		`"arms": [{`: {`"frailties": [
{"on": ["alive → ded"], "variance": 1, "source": {"source": {"id": "x", "title": "invented"}, "provenance": "weak"}}], "arms": [{`,
			`line 9, column 1, model.frailties[0]: frailty 0: no transition or event is named "alive → ded"`},
		`"model": {`: {`"economics": {"cost": "x", "effect": "x", "among": ["usual", "none"]}, "model": {`,
			`line 3, column 63, economics.among[1]: "none" is no arm, or given twice`},
		`"model": {"cycle"`: {`"model": {"comparator": "none", "cycle"`, `line 3, column 26, model.comparator: model: no arm "none" to compare with`},
		`"groups": [`: {`"capacities": [
{"of": "alive", "slots": 3, "people": 10, "waiting": "home", "source": {"source": {"id": "x", "title": "invented"}, "provenance": "weak"}},
{"of": "dead", "people": 10, "source": {"source": {"id": "x", "title": "invented"}, "provenance": "weak"}}], "groups": [`,
			`line 7, column 1, model.capacities[1]: "slots" is missing`},
		`"groups": [{`: {`"capacities": [
{"of": "alive", "slots": 3, "people": 10, "waiting": "home", "source": {"source": {"id": "x", "title": "invented"}, "provenance": "weak"}}], "groups": [{`,
			`line 6, column 1, model.capacities[0]: capacity of "alive": people wait in "home", which is no state`},
		`"horizon": 4`: {`"horizon": "4"`, "line 3, column 40, model.horizon: a number is expected, not a text"},
	} {
		_, err := read(strings.Replace(text, old, c[0], 1))
		require.ErrorIs(t, err, studyfile.ErrStudy, old)
		require.ErrorContains(t, err, c[1], old)
	}
}

// TestSchemaKnowsWhatIsRead holds that the schema lists the members of the study, the words of enumerations and what is required.
func TestSchemaKnowsWhatIsRead(t *testing.T) {
	b, err := json.Marshal(studyfile.Schema())
	require.NoError(t, err)
	for _, want := range []string{`"lifeTables"`, `"competing exponential"`, `"half-cycle"`, `"weibullRate"`,
		`"required":["model","run"]`, `"required":["by"]`, `"parameter"`, `"latin hypercube"`, `"logNormalInterval"`,
		`"since leaving"`, `"secondary"`} {
		require.Contains(t, string(b), want)
	}
	require.NotContains(t, string(b), `"begin"`, "functions cannot be written")
}
