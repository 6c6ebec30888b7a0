package truth_test

import (
	"fmt"
	"testing"

	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/plan/vocabulary/vocabularytest"
	"github.com/stretchr/testify/require"
)

func Example() {
	var pregnant truth.Value // nobody asked
	fmt.Println(pregnant, pregnant.Not(), truth.Of(true).Or(pregnant), truth.No.And(pregnant))
	// Output: unknown unknown yes no
}

func TestConnectives(t *testing.T) {
	u, y, n := truth.Unknown, truth.Yes, truth.No
	all := []truth.Value{u, y, n}
	require.Equal(t, []truth.Value{u, n, y}, []truth.Value{u.Not(), y.Not(), n.Not()})
	want := [][]truth.Value{{u, u, n}, {u, y, n}, {n, n, n}}
	for i, a := range all {
		for j, b := range all {
			require.Equal(t, want[i][j], a.And(b), "%s and %s", a, b)
			require.Equal(t, a.Not().And(b.Not()).Not(), a.Or(b), "%s or %s", a, b)
		}
	}
	require.Equal(t, truth.Unknown, truth.Value(9).Not())
}

func TestWords(t *testing.T) {
	vocabularytest.Check[truth.Value](t, "unknown", "yes", "no")
	require.EqualError(t, new(truth.Value).UnmarshalText([]byte("true")), `unknown answer "true", want "unknown", "yes" or "no"`)
	require.Equal(t, []bool{false, true, true}, []bool{truth.Unknown.Known(), truth.Yes.Known(), truth.No.Known()})
	require.Equal(t, truth.No, truth.Of(false))
}
