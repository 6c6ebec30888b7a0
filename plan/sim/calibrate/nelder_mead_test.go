package calibrate_test

import (
	"math"
	"testing"

	"github.com/oudpath/oudpath/plan/sim/calibrate"
	"github.com/stretchr/testify/require"
)

// rosenbrock is the curved valley with its minimum of 0 at (1, …, 1).
func rosenbrock(x []float64) (float64, error) {
	sum := 0.0
	for i := range x[1:] {
		a, b := x[i+1]-x[i]*x[i], 1-x[i]
		sum += 100*a*a + b*b
	}
	return sum, nil
}

func fill(n int, value float64) []float64 {
	x := make([]float64, n)
	for i := range x {
		x[i] = value
	}
	return x
}

func TestRosenbrock(t *testing.T) {
	for _, n := range []int{2, 4, 8} {
		start := fill(n, 1)
		for i := 0; i < n; i += 2 {
			start[i] = -1.2
		}
		search := calibrate.NelderMead{Start: start, Step: fill(n, .5), Tolerance: 1e-10, MaxEvaluations: 50_000, Restarts: 5}
		found, err := search.Minimize(rosenbrock)
		require.NoError(t, err)
		require.True(t, found.Converged)
		require.InDeltaSlice(t, fill(n, 1), found.At, 1e-6, "%d dimensions: %+v", n, found)
		again, err := search.Minimize(rosenbrock)
		require.NoError(t, err)
		require.Equal(t, found, again)
		t.Logf("%d dimensions: %d evaluations", n, found.Evaluations)
	}
}

func TestMinimize(t *testing.T) {
	for name, c := range map[string]struct {
		start, step []float64
		f           func(x []float64) float64
		want        []float64
	}{
		"one dimension": {[]float64{10}, []float64{1}, func(x []float64) float64 { return (x[0] - 3) * (x[0] - 3) }, []float64{3}},
		"a corner": {[]float64{4, 5}, []float64{1, -1}, func(x []float64) float64 { return math.Abs(x[0]) + math.Abs(x[1]-1) },
			[]float64{0, 1}},
		"a wall": {[]float64{4}, []float64{-8}, func(x []float64) float64 {
			if x[0] < 2 {
				return math.NaN()
			}
			return x[0]
		}, []float64{2}},
		"flat at infinity": {[]float64{.5, .5}, []float64{5, 5}, func(x []float64) float64 {
			if math.Hypot(x[0], x[1]) > 1 {
				return math.Inf(1)
			}
			return x[0]*x[0] + x[1]*x[1]
		}, []float64{0, 0}},
	} {
		search := calibrate.NelderMead{Start: c.start, Step: c.step, Tolerance: 1e-9, MaxEvaluations: 5000, Restarts: 2}
		found, err := search.Minimize(func(x []float64) (float64, error) { return c.f(x), nil })
		require.NoError(t, err)
		require.True(t, found.Converged, name)
		require.InDeltaSlice(t, c.want, found.At, 1e-6, name)
	}
}

func TestMinimizeStops(t *testing.T) {
	search := calibrate.NelderMead{Start: []float64{-1.2, 1}, Step: []float64{.5, .5}, Tolerance: 1e-12, MaxEvaluations: 40}
	found, err := search.Minimize(rosenbrock)
	require.NoError(t, err)
	require.False(t, found.Converged)
	require.LessOrEqual(t, found.Evaluations, 40+3)
	value, err := rosenbrock(found.At)
	require.NoError(t, err)
	require.Equal(t, value, found.Value)

	// The objective may keep or change what it is given without harm.
	meddling := func(x []float64) (float64, error) { v, err := rosenbrock(x); x[0] = 1e9; return v, err }
	same, err := search.Minimize(meddling)
	require.NoError(t, err)
	require.Equal(t, found, same)
}

// TestMinimizeFails lets the objective fail at each of its first calls in turn, so that every kind of move meets it.
func TestMinimizeFails(t *testing.T) {
	search := calibrate.NelderMead{Start: []float64{-1.2, 1}, Step: []float64{.5, .5}, Tolerance: 1e-12, MaxEvaluations: 1000}
	cliff := func(x []float64) float64 { // makes the simplex shrink
		v, _ := rosenbrock(x)
		if math.Abs(x[0]) > .1 && v < 20 {
			v = math.Inf(1)
		}
		return v
	}
	for name, f := range map[string]func([]float64) float64{
		"valley": func(x []float64) float64 { v, _ := rosenbrock(x); return v },
		"cliff":  cliff,
	} {
		for fail := 1; fail < 120; fail++ {
			calls := 0
			_, err := search.Minimize(func(x []float64) (float64, error) {
				if calls++; calls == fail {
					return 0, errModel
				}
				return f(x), nil
			})
			if calls >= fail {
				require.ErrorIs(t, err, errModel, "%s, call %d", name, fail)
			}
		}
	}
}

func TestMinimizeRefuses(t *testing.T) {
	good := calibrate.NelderMead{Start: []float64{1, 1}, Step: []float64{1, 1}, Tolerance: 1e-6, MaxEvaluations: 100}
	for name, change := range map[string]func(*calibrate.NelderMead){
		"no start":          func(o *calibrate.NelderMead) { o.Start = nil },
		"step missing":      func(o *calibrate.NelderMead) { o.Step = []float64{1} },
		"no step":           func(o *calibrate.NelderMead) { o.Step = []float64{1, 0} },
		"step NaN":          func(o *calibrate.NelderMead) { o.Step = []float64{1, math.NaN()} },
		"start infinite":    func(o *calibrate.NelderMead) { o.Start = []float64{1, math.Inf(1)} },
		"tolerance":         func(o *calibrate.NelderMead) { o.Tolerance = 0 },
		"tolerance NaN":     func(o *calibrate.NelderMead) { o.Tolerance = math.NaN() },
		"tolerance endless": func(o *calibrate.NelderMead) { o.Tolerance = math.Inf(1) },
		"evaluations":       func(o *calibrate.NelderMead) { o.MaxEvaluations = 2 },
		"restarts":          func(o *calibrate.NelderMead) { o.Restarts = -1 },
	} {
		o := good
		change(&o)
		_, err := o.Minimize(rosenbrock)
		require.ErrorIs(t, err, calibrate.ErrOptions, name)
	}
	for _, bad := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		_, err := good.Minimize(func([]float64) (float64, error) { return bad, nil })
		require.ErrorIs(t, err, calibrate.ErrNumber)
	}
}
