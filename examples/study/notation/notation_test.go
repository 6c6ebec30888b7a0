package notation_test

import (
	"fmt"
	"testing"

	"github.com/oudpath/oudpath/examples/study/notation"
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
