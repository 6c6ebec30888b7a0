package uncertainty_test

import (
	"errors"
	"math"
	"testing"

	"github.com/oudpath/oudpath/plan/sim/uncertainty"
	"github.com/oudpath/oudpath/plan/sim/uncertainty/distribution"
	"github.com/stretchr/testify/require"
)

var errModel = errors.New("the model fails")

// net is a made-up result with a known slope in each parameter.
func net(v uncertainty.Values) (float64, error) {
	return 3*v.Get("cost") + 100*v.Get("to detox") - 1000*v.Get("shape") + 0*v.Get("scale"), nil
}

// failing fails where a parameter is not as in the base case.
func failing(name string, base float64) uncertainty.Model {
	return func(v uncertainty.Values) (float64, error) {
		if v.Get(name) != base {
			return 0, errModel
		}
		return net(v)
	}
}

func TestTornado(t *testing.T) {
	set := scenario(t)
	base := set.Means()
	swings, err := set.Tornado(base, .9, net)
	require.NoError(t, err)
	var names []string
	for i, s := range swings {
		names = append(names, s.Name)
		require.Equal(t, base.Get(s.Name), s.Base)
		require.InEpsilon(t, 300+30-500, s.BaseResult, 1e-12)
		if i > 0 {
			require.LessOrEqual(t, s.Width(), swings[i-1].Width())
		}
	}
	// Shares make room in proportion: the more go out of treatment, the fewer go to detox.
	require.Equal(t, []string{"shape", "cost", "to detox", "to out", "to residential", "scale"}, names)
	require.InDelta(t, .5-1.6448536269514722*.1, swings[0].Low, 1e-12)
	require.InDelta(t, 2*164.48536269514722, swings[0].Width(), 1e-9)
	require.Zero(t, swings[5].Width())
	detox, err := distribution.Beta(30, 70)
	require.NoError(t, err)
	require.InDelta(t, detox.Quantile(.95), swings[2].High, 1e-12)

	for _, level := range []float64{0, 1, math.NaN()} {
		_, err := set.Tornado(base, level, net)
		require.ErrorIs(t, err, uncertainty.ErrValue)
	}
	_, err = set.Tornado(base, .9, failing("cost", 0))
	require.ErrorIs(t, err, errModel)
	_, err = set.Tornado(base, .9, failing("shape", base.Get("shape")))
	require.ErrorIs(t, err, errModel)
}

func TestOneAndTwoWay(t *testing.T) {
	base := scenario(t).Means()
	line, err := uncertainty.OneWay(base, "cost", []float64{0, 10}, net)
	require.NoError(t, err)
	require.InDeltaSlice(t, []float64{-470, -440}, line, 1e-9)
	grid, err := uncertainty.TwoWay(base, "cost", []float64{0, 10, 20}, "shape", []float64{0, 1}, net)
	require.NoError(t, err)
	require.Len(t, grid, 3)
	require.InDeltaSlice(t, []float64{90, -910}, grid[2], 1e-9)

	_, err = uncertainty.OneWay(base, "x", []float64{1}, net)
	require.ErrorIs(t, err, uncertainty.ErrName)
	_, err = uncertainty.OneWay(base, "cost", []float64{1}, failing("cost", 100))
	require.ErrorIs(t, err, errModel)
	_, err = uncertainty.TwoWay(base, "x", []float64{1}, "cost", []float64{1}, net)
	require.ErrorIs(t, err, uncertainty.ErrName)
	_, err = uncertainty.TwoWay(base, "cost", []float64{1}, "x", []float64{1}, net)
	require.ErrorIs(t, err, uncertainty.ErrName)
}

func TestThreshold(t *testing.T) {
	base := scenario(t).Means()
	for _, ends := range [][2]float64{{0, 1000}, {1000, 0}, {470. / 3, 1000}, {0, 470. / 3}} {
		at, err := uncertainty.Threshold(base, "cost", ends[0], ends[1], net)
		require.NoError(t, err)
		require.InDelta(t, 470./3, at, 1e-12, "%v", ends)
	}
	cube := func(v uncertainty.Values) (float64, error) { x := v.Get("cost"); return x * x * x, nil }
	for _, ends := range [][2]float64{{-1, 3}, {-3, 1}, {0, 5}, {-5, 0}} {
		at, err := uncertainty.Threshold(base, "cost", ends[0], ends[1], cube)
		require.NoError(t, err)
		require.InDelta(t, 0, at, 1e-100)
	}
	_, err := uncertainty.Threshold(base, "cost", 200, 1000, net)
	require.ErrorIs(t, err, uncertainty.ErrThreshold)
	_, err = uncertainty.Threshold(base, "x", 0, 1, net)
	require.ErrorIs(t, err, uncertainty.ErrName)
	for _, good := range []float64{0, 1000} { // the model fails at the other end, or in the middle
		_, err = uncertainty.Threshold(base, "cost", 0, 1000, failing("cost", good))
		require.ErrorIs(t, err, errModel)
	}
	ends := func(v uncertainty.Values) (float64, error) {
		if x := v.Get("cost"); x != 0 && x != 1000 {
			return 0, errModel
		}
		return net(v)
	}
	_, err = uncertainty.Threshold(base, "cost", 0, 1000, ends)
	require.ErrorIs(t, err, errModel)
	none := func(uncertainty.Values) (float64, error) { return math.NaN(), nil }
	_, err = uncertainty.Threshold(base, "cost", 0, 1000, none)
	require.ErrorIs(t, err, uncertainty.ErrThreshold)
}
