package scale_test

import (
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/oudpath/oudpath/internal/fixtures"
	"github.com/oudpath/oudpath/stages/scale"
	"github.com/stretchr/testify/require"
)

// gdlCase is one case of an openEHR GDL2 test file: values by the code of their element.
type gdlCase struct {
	name            string
	input, expected map[string]string
}

// readGDL reads the part of YAML that these files use: a case starts with "- id:", its elements stand on lines of the form
// "gt0006|Sweating: 0|local::at0021|No report of chills|" below "input:" or "expected_output:".
func readGDL(t *testing.T, name string) []gdlCase {
	t.Helper()
	text, err := os.ReadFile(fixtures.Path(t, "gdl2-scales", name))
	require.NoError(t, err)
	var cases []gdlCase
	var section map[string]string
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		if id, ok := strings.CutPrefix(line, "- id: "); ok {
			cases = append(cases, gdlCase{id, map[string]string{}, map[string]string{}})
			continue
		}
		switch line {
		case "input:":
			section = cases[len(cases)-1].input
		case "expected_output:":
			section = cases[len(cases)-1].expected
		default:
			if code, rest, ok := strings.Cut(line, "|"); ok {
				_, section[code], _ = strings.Cut(rest, ": ")
			}
		}
	}
	return cases
}

// number is the number that an element's value starts with.
func number(t *testing.T, value string) float64 {
	t.Helper()
	n, err := strconv.ParseFloat(value[:strings.IndexFunc(value+"|", func(r rune) bool { return r < '0' || r > '9' })], 64)
	require.NoError(t, err, value)
	return n
}

func gdlAnswers(t *testing.T, c gdlCase, codes map[string]string) scale.Answers {
	t.Helper()
	answers := scale.Answers{}
	for code, id := range codes {
		require.Contains(t, c.input, code, c.name)
		answers[id] = int(number(t, c.input[code]))
	}
	return answers
}

// The GDL2 guideline of COWS has no bands and its pulse classes are whole numbers; none of its cases has a fraction.
func TestGDL2COWS(t *testing.T) {
	in := lookup(t, scale.COWS)
	cases := readGDL(t, "COWS.v1.test.yml")
	require.Len(t, cases, 14)
	for _, c := range cases {
		answers := gdlAnswers(t, c, map[string]string{
			"gt0006": scale.COWSSweating, "gt0007": scale.COWSRestlessness, "gt0008": scale.COWSPupils, "gt0009": scale.COWSAches,
			"gt0010": scale.COWSNoseTears, "gt0011": scale.COWSGI, "gt0012": scale.COWSTremor, "gt0013": scale.COWSYawning,
			"gt0014": scale.COWSAnxiety, "gt0015": scale.COWSGooseflesh,
		})
		pulse, err := scale.PulseItem(number(t, c.input["gt0003"]))
		require.NoError(t, err)
		require.Equal(t, int(number(t, c.expected["gt0017"])), pulse, c.name)
		answers[scale.COWSPulse] = pulse
		require.NoError(t, in.Check(answers, int(number(t, c.expected["gt0028"]))), c.name)
	}
}

func TestGDL2PHQ9(t *testing.T) {
	in := lookup(t, scale.PHQ9)
	cases := readGDL(t, "PHQ9.v1.test.yml")
	require.Len(t, cases, 4)
	for _, c := range cases {
		answers := gdlAnswers(t, c, map[string]string{
			"gt0003": "interest", "gt0004": "mood", "gt0005": "sleep", "gt0006": "energy", "gt0007": "appetite", "gt0008": "self-worth",
			"gt0009": "concentration", "gt0010": "movement", "gt0011": scale.PHQ9SelfHarm,
		})
		require.NoError(t, in.Check(answers, int(number(t, c.expected["gt0026"]))), c.name)
		s := score(t, in, answers)
		grade := int(number(t, c.expected["gt0030"])) // 0 to 4, in the order of our bands
		require.Equal(t, in.Bands()[grade].Name, s.Band, c.name)
		require.True(t, strings.HasPrefix(strings.ToLower(afterLast(c.expected["gt0030"])), s.Band), c.name)
		require.Equal(t, answers[scale.PHQ9SelfHarm] > 0, s.Flags.Has(scale.SelfHarm))
	}
}

// The case without anxiety has no severity there; here a total of 0 to 4 is "minimal".
func TestGDL2GAD7(t *testing.T) {
	in := lookup(t, scale.GAD7)
	cases := readGDL(t, "GAD-7.v1.test.yml")
	require.Len(t, cases, 4)
	for _, c := range cases {
		answers := gdlAnswers(t, c, map[string]string{
			"gt0008": "nervous", "gt0009": "control", "gt0010": "worry", "gt0011": "relax", "gt0012": "restless", "gt0013": "irritable",
			"gt0014": "afraid",
		})
		require.NoError(t, in.Check(answers, int(number(t, c.expected["gt0055"]))), c.name)
		band := score(t, in, answers).Band
		if severity, ok := c.expected["gt0057"]; ok {
			require.Equal(t, band+" anxiety", strings.ToLower(afterLast(severity)), c.name)
		} else {
			require.Equal(t, "minimal", band, c.name)
		}
	}
}

// afterLast is the display text of a coded value "1|local::at0005|Mild depression|".
func afterLast(value string) string {
	parts := strings.Split(strings.TrimSuffix(value, "|"), "|")
	return strings.TrimSpace(parts[len(parts)-1])
}
