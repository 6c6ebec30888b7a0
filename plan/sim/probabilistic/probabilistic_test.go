package probabilistic_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/sim"
	"github.com/oudpath/oudpath/plan/sim/probabilistic"
	"github.com/oudpath/oudpath/plan/sim/uncertainty"
	"github.com/oudpath/oudpath/plan/sim/uncertainty/distribution"
	"github.com/stretchr/testify/require"
)

var invented = evidence.Source{ID: "invented-for-a-test", Title: "invented"}.At("", evidence.Unconfirmed)

// analysis has one uncertain rate of leaving. All numbers are invented.
func analysis(draws uint64, study sim.Study) probabilistic.Analysis {
	law, err := distribution.GammaMeanSD(0.1, 0.03)
	if err != nil {
		panic(err)
	}
	set, err := uncertainty.NewSet(uncertainty.Parameter{Name: "leaving", Law: law, Source: invented})
	if err != nil {
		panic(err)
	}
	return probabilistic.Analysis{Set: set, Design: uncertainty.Random(1), Draws: draws, Study: study,
		Model: func(v uncertainty.Values) (sim.Model, error) {
			return sim.Model{Cycle: sim.Week, Horizon: 10, Conversion: sim.CompetingExponential,
				States:      []sim.State{{Name: "care"}, {Name: "out"}},
				Transitions: []sim.Transition{{From: "care", To: "out", Hazard: sim.Constant(v.Get("leaving")), Source: invented}},
				Rewards:     []sim.Reward{{Name: "weeks", Timing: sim.CycleStart, Parts: []sim.Part{{In: "care", Value: 1}}}},
				Arms: []sim.Arm{{Name: "usual", Start: map[string]float64{"care": 1}},
					{Name: "better", Start: map[string]float64{"care": 1},
						Effects: []sim.Effect{{On: "care → out", By: 0.5, Source: invented}}}}}, nil
		}}
}

func collect(t *testing.T, a probabilistic.Analysis) []probabilistic.Draw {
	t.Helper()
	var all []probabilistic.Draw
	require.NoError(t, a.Run(context.Background(), 0, func(d probabilistic.Draw) error { all = append(all, d); return nil }))
	return all
}

func Example() {
	var all []probabilistic.Draw
	err := analysis(200, sim.Study{Engine: sim.Cohort}).Run(context.Background(), 0, func(d probabilistic.Draw) error {
		all = append(all, d)
		return nil
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	s, err := probabilistic.Summarise(all, func(d probabilistic.Draw) sim.Estimate { return d.Gains[1][0] })
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%.2f weeks gained, %.2f to %.2f\n", s.Mean, s.Low, s.High)
	// Output: 1.37 weeks gained, 0.89 to 1.75
}

// TestVarianceIsSplit: the exact engine has no noise, and the individual one has that of the exact one and its own on top.
func TestVarianceIsSplit(t *testing.T) {
	weeks := func(d probabilistic.Draw) sim.Estimate { return d.Means[0][0] }
	exact, err := probabilistic.Summarise(collect(t, analysis(400, sim.Study{Engine: sim.Cohort})), weeks)
	require.NoError(t, err)
	require.Zero(t, exact.MonteCarlo)
	require.Equal(t, exact.Variance, exact.Parameters().Mean)
	noisy, err := probabilistic.Summarise(collect(t, analysis(400, sim.Study{Engine: sim.Jump, People: 20, Seed: 3})), weeks)
	require.NoError(t, err)
	require.Greater(t, noisy.Variance, exact.Variance*1.3)
	part := noisy.Parameters()
	require.InDelta(t, exact.Variance, part.Mean, 4*part.StandardError)
	require.Less(t, part.StandardError, exact.Variance/4)
	unknown, err := probabilistic.Summarise(collect(t, analysis(3, sim.Study{Engine: sim.Counts, People: 20})), weeks)
	require.NoError(t, err)
	require.True(t, math.IsNaN(unknown.MonteCarlo))
	_, err = probabilistic.Summarise(nil, weeks)
	require.ErrorIs(t, err, probabilistic.ErrAnalysis)
}

func TestWorkersChangeNothing(t *testing.T) {
	one, many := analysis(7, sim.Study{Engine: sim.Step, People: 50}), analysis(7, sim.Study{Engine: sim.Step, People: 50})
	one.Workers, many.Workers = 1, 5
	require.Empty(t, cmp.Diff(collect(t, one), collect(t, many)))
}

// TestResumedDrawsAreThoseOfOneRun breaks a run off at every byte of what was saved, and goes on.
func TestResumedDrawsAreThoseOfOneRun(t *testing.T) {
	a := analysis(4, sim.Study{Engine: sim.Step, People: 20, Seed: 9})
	resume := func(a probabilistic.Analysis, saved []byte) ([]byte, []probabilistic.Draw, error) {
		var all []probabilistic.Draw
		var more bytes.Buffer
		kept := saved
		err := a.Resume(context.Background(), bytes.NewReader(saved), func(good int64) error { kept = saved[:good]; return nil }, &more,
			func(d probabilistic.Draw) error { all = append(all, d); return nil })
		return append(bytes.Clone(kept), more.Bytes()...), all, err
	}
	whole, want, err := resume(a, nil)
	require.NoError(t, err)
	require.Empty(t, cmp.Diff(collect(t, a), want))
	for cut := 0; cut < len(whole); cut += 7 {
		again, got, err := resume(a, whole[:cut])
		require.NoError(t, err, cut)
		require.Equal(t, string(whole), string(again), cut)
		require.Empty(t, cmp.Diff(want, got))
	}
	longer, got, err := resume(analysis(6, a.Study), whole)
	require.NoError(t, err)
	require.Len(t, got, 6)
	require.True(t, bytes.HasPrefix(longer, whole))
	_, got, err = resume(a, longer)
	require.NoError(t, err)
	require.Len(t, got, 4, "fewer draws than are saved")

	// Whatever is not this analysis is refused.
	other := a
	other.Study.Seed++
	_, _, err = resume(other, whole)
	require.ErrorIs(t, err, probabilistic.ErrSaved)
	require.ErrorContains(t, err, "another model")
	other = a
	other.Set, err = uncertainty.NewSet(uncertainty.Parameter{Name: "leaving", Law: fixedMedian{law(t)}, Source: invented})
	require.NoError(t, err)
	_, _, err = resume(other, whole)
	require.ErrorContains(t, err, "another law now")
	for old, now := range map[string]string{"oudpath draws 1": "oudpath draws 2", `"leaving"`: `"entering"`, `"draw":1`: `"draw":2`} {
		_, _, err = resume(a, []byte(strings.Replace(string(whole), old, now, 1)))
		require.ErrorIs(t, err, probabilistic.ErrSaved, old)
	}
	digit := bytes.LastIndexByte(whole[:len(whole)-60], '7')
	changed := bytes.Clone(whole)
	changed[digit] = '3'
	_, _, err = resume(a, changed)
	require.ErrorIs(t, err, probabilistic.ErrSaved)
	require.ErrorContains(t, err, "checksum")
}

func law(t *testing.T) distribution.Law {
	l, err := distribution.GammaMeanSD(0.1, 0.03)
	require.NoError(t, err)
	return l
}

// fixedMedian has the median of the law and other values everywhere else.
type fixedMedian struct{ distribution.Law }

func (f fixedMedian) Quantile(p float64) float64 {
	if p == 0.5 {
		return f.Law.Quantile(p)
	}
	return f.Law.Quantile(p) * 1.01
}

func TestWhatCannotBeAnalysed(t *testing.T) {
	require.ErrorIs(t, probabilistic.Analysis{}.Run(context.Background(), 0, nil), probabilistic.ErrAnalysis)
	a := analysis(3, sim.Study{Engine: sim.Step})
	require.ErrorContains(t, a.Run(context.Background(), 0, nil), "draw 0: ")
	a = analysis(3, sim.Study{Engine: sim.Cohort})
	stop := errors.New("enough")
	require.ErrorIs(t, a.Run(context.Background(), 0, func(probabilistic.Draw) error { return stop }), stop)
	a.Model = func(uncertainty.Values) (sim.Model, error) { return sim.Model{}, stop }
	require.ErrorIs(t, a.Run(context.Background(), 0, nil), stop)
}
