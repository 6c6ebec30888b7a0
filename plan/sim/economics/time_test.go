package economics_test

import (
	"math"
	"testing"

	"github.com/oudpath/oudpath/plan/sim/economics"
	"github.com/stretchr/testify/require"
)

func TestDiscount(t *testing.T) {
	got, err := economics.Discount(.03, 2)
	require.NoError(t, err)
	require.InEpsilon(t, 1/1.0609, got, 1e-15)
	none, err := economics.Discount(0, 40)
	require.NoError(t, err)
	require.Equal(t, 1.0, none)
	factors, err := economics.DiscountFactors(.035, 7/365.25, 52)
	require.NoError(t, err)
	require.Len(t, factors, 53)
	require.Equal(t, 1.0, factors[0])
	require.InEpsilon(t, math.Pow(1.035, -364/365.25), factors[52], 1e-14)
	for _, c := range [][2]float64{{-1, 1}, {-2, 1}, {math.NaN(), 1}, {.03, math.Inf(1)}} {
		_, err := economics.Discount(c[0], c[1])
		require.ErrorIs(t, err, economics.ErrNumber)
		_, err = economics.DiscountFactors(c[0], c[1], 3)
		require.ErrorIs(t, err, economics.ErrNumber)
	}
	for _, c := range []struct {
		length float64
		cycles int
	}{{0, 3}, {-1, 3}, {1, -1}} {
		_, err := economics.DiscountFactors(.03, c.length, c.cycles)
		require.ErrorIs(t, err, economics.ErrNumber)
	}
}

func TestWeights(t *testing.T) {
	third := 1. / 3
	for name, c := range map[string]struct {
		how    economics.Correction
		cycles int
		want   []float64
	}{
		"start":            {economics.CycleStart, 3, []float64{1, 1, 1, 0}},
		"end":              {economics.CycleEnd, 3, []float64{0, 1, 1, 1}},
		"half":             {economics.HalfCycle, 3, []float64{.5, 1, 1, .5}},
		"one cycle":        {economics.HalfCycle, 1, []float64{.5, .5}},
		"Simpson":          {economics.Simpson, 4, []float64{third, 4 * third, 2 * third, 4 * third, third}},
		"swapped, even":    {economics.SimpsonSwapped, 4, []float64{third, 2 * third, 4 * third, 2 * third, third}},
		"swapped, odd":     {economics.SimpsonSwapped, 3, []float64{third, 2 * third, 4 * third, third}},
		"swapped, a cycle": {economics.SimpsonSwapped, 1, []float64{third, third}},
	} {
		got, err := c.how.Weights(c.cycles)
		require.NoError(t, err, name)
		require.InDeltaSlice(t, c.want, got, 1e-15, name)
		sum := 0.0
		for _, w := range got {
			sum += w
		}
		missing := 0.0
		if c.how == economics.SimpsonSwapped {
			missing = third * float64(2-c.cycles%2)
		}
		require.InDelta(t, float64(c.cycles)-missing, sum, 1e-14, name)
	}
	for _, c := range []struct {
		how    economics.Correction
		cycles int
		want   error
	}{
		{0, 2, economics.ErrMethod}, {economics.SimpsonSwapped + 1, 2, economics.ErrMethod}, {economics.Simpson, 3, economics.ErrMethod},
		{economics.HalfCycle, 0, economics.ErrNumber}, {economics.Simpson, -2, economics.ErrNumber},
	} {
		_, err := c.how.Weights(c.cycles)
		require.ErrorIs(t, err, c.want)
	}
}

// TestSimpsonIsExactForCubics: the rule integrates polynomials up to the third degree without error.
func TestSimpsonIsExactForCubics(t *testing.T) {
	weights, err := economics.Simpson.Weights(10)
	require.NoError(t, err)
	values := make([]float64, 11)
	for i := range values {
		x := float64(i)
		values[i] = x*x*x - 4*x*x + 7
	}
	got, err := economics.Total(values, weights)
	require.NoError(t, err)
	require.InEpsilon(t, 10_000./4-4*1000./3+70, got, 1e-13)
}

func TestTotal(t *testing.T) {
	got, err := economics.Total([]float64{1, 2, 3}, []float64{1, 1, .5}, []float64{0, 2, 2})
	require.NoError(t, err)
	require.Equal(t, 7.0, got)
	_, err = economics.Total([]float64{1, 2}, []float64{1})
	require.ErrorIs(t, err, economics.ErrLength)
	_, err = economics.Total([]float64{1, math.NaN()})
	require.ErrorIs(t, err, economics.ErrNumber)
	nothing, err := economics.Total(nil)
	require.NoError(t, err)
	require.Zero(t, nothing)
}

// TestSickSickerModel runs the four-state cohort model of Alarid-Escudero 2023 (Medical Decision Making 43:3) through the
// discount factors and weights, and must give its discounted cost and QALYs to the digits that are published with it.
func TestSickSickerModel(t *testing.T) {
	const cycles = 75
	discount, err := economics.DiscountFactors(.03, 1, cycles)
	require.NoError(t, err)
	weights, err := economics.SimpsonSwapped.Weights(cycles)
	require.NoError(t, err)
	p := func(rate float64) float64 { return -math.Expm1(-rate) }
	for name, c := range map[string]struct {
		progression, cost, utility float64 // hazard ratio S1 to S2, extra cost when sick, utility in S1
		wantCost, wantQALY         float64
	}{
		"standard of care": {1, 0, .75, 151579.8660, 20.71133146},
		"A":                {1, 12000, .95, 284804.5134, 21.49866281},
		"B":                {.6, 13000, .75, 259100.4106, 22.18446514},
		"AB":               {.6, 25000, .95, 378875.1984, 23.13684414},
	} {
		dieH, dieS1, dieS2 := p(.002), p(.002*3), p(.002*10)
		fall, recover, worsen := p(.15), p(.5), p(.105*c.progression)
		h, s1, s2 := 1.0, 0.0, 0.0
		cost, utility := make([]float64, cycles+1), make([]float64, cycles+1)
		for i := range cost {
			cost[i] = 2000*h + (4000+c.cost)*s1 + (15000+c.cost)*s2
			utility[i] = h + c.utility*s1 + .5*s2
			h, s1, s2 = h*(1-dieH)*(1-fall)+s1*(1-dieS1)*recover,
				h*(1-dieH)*fall+s1*(1-dieS1)*(1-recover-worsen),
				s1*(1-dieS1)*worsen+s2*(1-dieS2)
		}
		gotCost, err := economics.Total(cost, discount, weights)
		require.NoError(t, err)
		gotQALY, err := economics.Total(utility, discount, weights)
		require.NoError(t, err)
		require.InDelta(t, c.wantCost, gotCost, 5.1e-5, name)
		require.InDelta(t, c.wantQALY, gotQALY, 5.1e-9, name)
	}
}
