package truth_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/oudpath/oudpath/plan/truth"
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

func TestText(t *testing.T) {
	for _, v := range []truth.Value{truth.Unknown, truth.Yes, truth.No} {
		text, err := json.Marshal(v)
		require.NoError(t, err)
		var back truth.Value
		require.NoError(t, json.Unmarshal(text, &back))
		require.Equal(t, v, back)
		require.True(t, v.Valid())
	}
	_, err := truth.Value(3).MarshalText()
	require.ErrorContains(t, err, "invalid value 3")
	require.False(t, truth.Value(3).Valid())
	require.Equal(t, "unknown", truth.Value(3).String())
	require.Error(t, new(truth.Value).UnmarshalText([]byte("true")))
	require.Equal(t, []bool{false, true, true}, []bool{truth.Unknown.Known(), truth.Yes.Known(), truth.No.Known()})
	require.Equal(t, truth.No, truth.Of(false))
}
