package scale_test

import (
	"testing"

	"github.com/oudpath/oudpath/stages/scale"
	"github.com/stretchr/testify/require"
)

// The two-item screen below, at and above each of its numbers.
func TestScreenOfDrugUse(t *testing.T) {
	for _, c := range []struct {
		days, more int
		positive   bool
	}{{0, 0, false}, {6, 2, false}, {6, 3, true}, {7, 0, true}, {365, -1, true}, {0, 365, true}} {
		got, err := scale.ScreenOfDrugUse(c.days, c.more)
		require.NoError(t, err)
		require.Equal(t, c.positive, got.Positive, "%v", c)
		require.NoError(t, got.Cite.Validate())
	}
	for _, c := range [][2]int{{-1, 0}, {366, 0}, {6, -1}, {6, 366}} {
		_, err := scale.ScreenOfDrugUse(c[0], c[1])
		require.Error(t, err, "%v", c)
	}
}

// Anything but never is positive in the first part of TAPS; in the second 0, 1 and 2 have their own names.
func TestTAPS(t *testing.T) {
	got, err := scale.TAPSFirst([4]int{})
	require.NoError(t, err)
	require.False(t, got.Positive)
	for i := range 4 {
		answers := [4]int{}
		answers[i] = 1
		got, err = scale.TAPSFirst(answers)
		require.NoError(t, err)
		require.True(t, got.Positive)
		for _, wrong := range []int{-1, 5} {
			answers[i] = wrong
			_, err = scale.TAPSFirst(answers)
			require.ErrorContains(t, err, "not 0 to 4")
		}
	}
	for score, want := range []string{"no use in three months", "problem use", "higher risk", "higher risk"} {
		got, err := scale.TAPSSecond(score)
		require.NoError(t, err)
		require.Equal(t, want, got.Band)
		require.Equal(t, score > 0, got.Positive)
		require.Equal(t, score > 1, got.Note != "")
	}
	_, err = scale.TAPSSecond(-1)
	require.Error(t, err)
}
