package notation_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/oudpath/oudpath/examples/study/notation"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func Example() {
	n, err := notation.Parse([]byte("title: Retention\nrun: {engine: cohort}\n"))
	if err != nil {
		fmt.Println(err)
		return
	}
	engine := n.Member("run").Member("engine")
	fmt.Println(engine.Scalar, "in line", engine.Line)
	// Output: cohort in line 2
}

// FuzzParse holds that no text makes the reader of YAML panic or hang.
func FuzzParse(f *testing.F) {
	f.Add([]byte("a: &x [1, *x]\n"))
	f.Add([]byte("a: {b: 1}\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		if n, err := notation.Parse(text); err == nil {
			require.NotNil(t, n)
		}
	})
}

// TestMistakesOfNotationArePlaced: the place is where somebody has to look, whatever the reader of YAML says of it.
func TestMistakesOfNotationArePlaced(t *testing.T) {
	for text, want := range map[string]string{
		"":                                    "line 1, column 1: the file is empty",
		"# nothing\n":                         "line 1, column 1: the file is empty",
		"a: 1\n---\nb: 2\n":                   "line 3, column 1: a second document begins",
		"a: 1\n...\n{":                        "line 3, column 1: did not find expected",
		"a: 1\nb:\n\tc: 2\n":                  "line 3, column 1: found character that cannot start any token",
		"a: week\n\tb: 24\n":                  "line 2, column 1: found a tab character",
		"a: 1\nb: {c: 2\nd: 3\n":              "line 2, column 4: did not find expected ',' or '}'",
		"a: [\n 1,\n 2]\nb: {c: 2\n":          "line 4, column 4: did not find expected ',' or '}'",
		"a: \"x\nb: 1\nc: \"y\"\nd: 1\n":      "line 1, column 4: ",
		"a: 1\n  b: 2\n":                      "line 2, column 4: mapping values are not allowed",
		"a: é: 2\n":                           "line 1, column 5: mapping values are not allowed",
		"a:\n  - 1\n  b: 2\n":                 "line 3, column 3: did not find expected '-' indicator",
		"a: &x 1\nb: *y\n":                    "line 2, column 4: unknown anchor 'y' referenced",
		"a: 1\nb: 2\x00\n":                    "line 2, column 5: control characters are not allowed",
		"a: 1\nb: r\xe9d\n":                   "line 2, column 5: invalid",
		"a: 1\n<<: {b: 2}\n":                  "line 2, column 1: a member needs a plain name",
		"a: 0x10\n":                           "line 1, column 4: the number 0x10 means different things",
		"a: !odd 1\n":                         "line 1, column 4: the tag !odd is not known here",
		"a: 1\na: 2\n":                        `line 2, column 1, a: "a" is given twice`,
		"a: &a [*a]\n":                        "line 1, column 4: values lie more than 100 deep",
		"a: " + strings.Repeat("[", 20000):    "line 1, column 1: exceeded max depth",
		"a: [" + strings.Repeat("\n1,", 2000): "line ",
	} {
		_, err := notation.Parse([]byte(text))
		assert.ErrorContains(t, err, want, "%.80q", text)
	}
}
