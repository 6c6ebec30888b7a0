package scenario_test

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/oudpath/oudpath/plan/scenario"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "rewrite the vocabulary in testdata/README.md")

// docs is where the vignettes and the description of the format live.
var docs = filepath.Join("..", "..", "testdata")

// TestVignettes runs every published and built vignette against the built-in rules and jurisdictions. A case that does not hold yet
// says so, and why, on a line "pending …"; when it holds, the line has to go.
func TestVignettes(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(docs, "vignettes", "*.txt"))
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			f, err := os.Open(file)
			require.NoError(t, err)
			defer f.Close()
			script, err := scenario.Parse(filepath.Base(file), f)
			require.NoError(t, err)
			report := script.Run(scenario.Options{})
			for i, c := range script.Cases {
				require.NotEmpty(t, c.Sources, "%s: a vignette says where it is from", c.Name)
				require.Equal(t, c.Name, report.Cases[i].Name)
			}
			if !report.OK() {
				t.Error("\n" + report.Text(false))
			}
		})
	}
}

// example is a script that stands in a description.
var example = regexp.MustCompile("(?ms)^```vignette\n(.*?)^```$")

var readme = filepath.Join(docs, "README.md")

func TestReadmeExamples(t *testing.T) {
	text, err := os.ReadFile(readme)
	require.NoError(t, err)
	examples := example.FindAllStringSubmatch(string(text), -1)
	require.NotEmpty(t, examples)
	for _, e := range examples {
		script, err := scenario.Parse("README.md", strings.NewReader(e[1]))
		require.NoError(t, err, "%s", e[1])
		report := script.Run(scenario.Options{})
		require.True(t, report.OK(), "%s", report.Text(false))
	}
}

// TestDocumentedVocabulary holds the vocabulary of the description to that of the code.
func TestDocumentedVocabulary(t *testing.T) {
	text, err := os.ReadFile(readme)
	require.NoError(t, err)
	const begin, end = "<!-- vocabulary: written by go test ./plan/scenario -update -->\n", "<!-- end of vocabulary -->\n"
	before, rest, ok := strings.Cut(string(text), begin)
	require.True(t, ok)
	vocabulary, after, ok := strings.Cut(rest, end)
	require.True(t, ok)
	if *update {
		require.NoError(t, os.WriteFile(readme, []byte(before+begin+"\n"+scenario.Vocabulary()+"\n"+end+after), 0o644))
		return
	}
	require.Equal(t, strings.TrimSpace(scenario.Vocabulary()), strings.TrimSpace(vocabulary),
		"the vocabulary has changed: go test ./plan/scenario -run TestDocumentedVocabulary -update, and read what it wrote")
}
