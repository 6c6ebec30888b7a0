package sim

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestMomentsAreExact compares with sums that no float64 could hold.
func TestMomentsAreExact(t *testing.T) {
	var a, b moments
	for i := range 5 {
		a.note(1<<53 - int64(i))
		b.note(-(1 << 53) + int64(i))
	}
	sum, squares := a.whole()
	require.Equal(t, "45035996273704950", sum.String())
	require.Equal(t, "405648192073033228334959930900510", squares.String())
	sum, _ = b.whole()
	require.Equal(t, "-45035996273704950", sum.String())

	e := a.estimate(5, 1, true)
	require.InEpsilon(t, math.Sqrt(2.5/5), e.StandardError, 1e-15, "the spread is 16 orders of magnitude below the mean")
	a.add(&b)
	sum, _ = a.whole()
	require.Zero(t, sum.Sign())
}

func TestAnErrorThatIsNotKnownIsNotZero(t *testing.T) {
	var same moments
	for range 10 {
		same.note(7)
	}
	require.Equal(t, Estimate{Mean: 7}, same.estimate(10, 1, false), "everybody has the value by construction")
	require.True(t, math.IsNaN(same.estimate(10, 1, true).StandardError))
	var one moments
	one.note(7)
	require.True(t, math.IsNaN(one.estimate(1, 1, false).StandardError), "one person has no spread")
}
