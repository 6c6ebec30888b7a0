package sim

import (
	"math"
	"testing"

	"github.com/oudpath/oudpath/plan/vocabulary/vocabularytest"
	"github.com/stretchr/testify/require"
)

// TestHazardsHaveTheirSurvival adds up every hazard over time and compares with the survival that its definition states.
func TestHazardsHaveTheirSurvival(t *testing.T) {
	normal := func(x float64) float64 { return math.Erfc(-x/math.Sqrt2) / 2 }
	for name, c := range map[string]struct {
		hazard   Hazard
		survival func(t float64) float64
	}{
		"constant":     {Constant(0.3), func(t float64) float64 { return math.Exp(-0.3 * t) }},
		"Weibull":      {Weibull(0.6, 12), func(t float64) float64 { return math.Exp(-math.Pow(t/12, 0.6)) }},
		"Weibull rate": {WeibullRate(0.6, 0.2), func(t float64) float64 { return math.Exp(-0.2 * math.Pow(t, 0.6)) }},
		"Gompertz":     {Gompertz(0.1, 0.02), func(t float64) float64 { return math.Exp(-0.2 * math.Expm1(0.1*t)) }},
		"Gompertz 0":   {Gompertz(0, 0.02), func(t float64) float64 { return math.Exp(-0.02 * t) }},
		"log-logistic": {LogLogistic(1.7, 9), func(t float64) float64 { return 1 / (1 + math.Pow(t/9, 1.7)) }},
		"log-normal":   {LogNormal(2, 0.9), func(t float64) float64 { return normal((2 - math.Log(t)) / 0.9) }},
		"pieces": {Pieces(Piece{Until: 4, Rate: 0.1}, Piece{Rate: 0.02}),
			func(t float64) float64 { return math.Exp(-0.1*min(t, 4) - 0.02*max(0, t-4)) }},
		"rates": {Rates(0.5, 0, 0.1), func(t float64) float64 { return math.Exp(-0.5*min(t, 1) - 0.1*max(0, t-2)) }},
		"fitted": {Fitted(0.8, 0.6, 0.5), func(t float64) float64 {
			return []float64{1, 0.8, 0.6, 0.5, 0.5 * 0.5 / 0.6}[int(min(t, 4))] * math.Pow(0.5/0.6, max(0, t-4))
		}},
	} {
		for _, dt := range []float64{1, 0.25} {
			sum := 0.0
			for i := range int(60 / dt) {
				h := c.hazard.amount(float64(i)*dt, dt, 0)
				require.GreaterOrEqual(t, h, 0.0)
				sum += h
				if at := float64(i+1) * dt; dt == 1 || name != "fitted" {
					require.InEpsilon(t, c.survival(at), math.Exp(-sum), 1e-12, "%s at %v", name, at)
				}
			}
		}
		require.NoError(t, c.hazard.validate(), name)
		require.False(t, c.hazard.isProbability(), name)
		if flat := c.hazard.flat(); flat != never {
			require.InDelta(t, c.hazard.amount(float64(flat), 1, 0), c.hazard.amount(float64(flat)+40, 1, 0), 1e-15, name)
			require.Equal(t, flat == 0, c.hazard.amount(0, 1, 0) == c.hazard.amount(float64(flat), 1, 0),
				"%s is flat no earlier than it says", name)
		}
	}
}

func TestLogNormalTailStaysFinite(t *testing.T) {
	h := LogNormal(0, 0.1)
	for _, at := range []float64{0, 1, 5, 7, 7.4, 8, 100, 1e6} {
		x := h.amount(at, 1, 0)
		require.False(t, math.IsNaN(x) || math.IsInf(x, 0) || x < 0, "at %v: %v", at, x)
	}
	require.InEpsilon(t, math.Log(math.Erfc(35.001/math.Sqrt2)/2), h.logSurvival(math.Exp(3.5001)), 1e-10,
		"the series continues the function")
}

func TestProbabilityHazards(t *testing.T) {
	require.Equal(t, 0.2, Probability(0.2).amount(7, 1, 0))
	p := Probabilities(0.2, 0.1)
	require.Equal(t, []float64{0.2, 0.1, 0.1}, []float64{p.amount(0, 1, 0), p.amount(1, 1, 0), p.amount(9, 1, 0)})
	s := ScheduledShare(4, 0.24)
	for week, want := range []float64{0, 0, 0, 0.24, 0} {
		require.Equal(t, want, s.amount(float64(week), 1, 0), "week %d: the end of cycle 4 is in the fourth", week)
	}
	require.True(t, s.isProbability())
	require.Equal(t, 4, s.flat())
	require.Equal(t, 1, p.flat())
}

func TestFaultyHazards(t *testing.T) {
	for name, h := range map[string]Hazard{
		"none": {}, "rate": Constant(math.NaN()), "no pieces": Pieces(), "pieces fall": Pieces(Piece{Until: 4}, Piece{Until: 4},
			Piece{}), "piece": Pieces(Piece{Rate: -1}),
		"shape": Weibull(0, 1), "scale": Weibull(1, 0), "Gompertz": Gompertz(math.Inf(1), 1), "Gompertz rate": Gompertz(1,
			-1), "log-logistic": LogLogistic(1, -1), "log-logistic shape": LogLogistic(-1, 1),
		"log-normal": LogNormal(0, 0), "log-normal mean": LogNormal(math.NaN(), 1), "fitted rises": Fitted(0.5,
			0.6), "fitted ends": Fitted(0), "probability": Probability(1.1),
		"probabilities": Probabilities(0.5,
			-0.1), "no probabilities": Probabilities(), "scheduled": Scheduled(0), "scheduled share": ScheduledShare(1,
			2), "called": Called(nil),
		"infinite": Constant(math.Inf(1)), "no rates": Rates(), "clock": Constant(1).On(99),
	} {
		require.Error(t, h.validate(), name)
	}
}

func TestConversions(t *testing.T) {
	require.InDelta(t, 0.1, RateToProbability(ProbabilityToRate(0.1)), 1e-16)
	require.True(t, math.IsInf(ProbabilityToRate(1), 1))
	require.InDelta(t, 1-math.Pow(0.6, 1.0/52), Rescale(0.4, 1.0/52), 1e-16)
	for _, bad := range []float64{RateToProbability(-1), RateToProbability(math.NaN()), ProbabilityToRate(-0.1),
		ProbabilityToRate(1.1), Rescale(2, 1)} {
		require.True(t, math.IsNaN(bad))
	}
}

func TestNames(t *testing.T) {
	for want, got := range map[string]interface{ String() string }{
		"Weibull on in state": Weibull(1, 1), "none on invalid clock 0": Hazard{},
		"scheduled on in state": Scheduled(3),
	} {
		require.Equal(t, want, got.String())
	}
	for kind, row := range hazardKinds {
		require.NotEmpty(t, row.name, kind)
	}
	vocabularytest.Check[Cycle](t, "day", "week", "month", "year")
	vocabularytest.Check[Clock](t, "in state", "in episode", "since leaving", "calendar", "age")
	vocabularytest.Check[Conversion](t, "competing exponential", "conditional on survival")
	vocabularytest.Check[Timing](t, "start of cycle", "end of cycle", "half-cycle", "Simpson", "Simpson with swapped weights")
	vocabularytest.Check[Engine](t, "cohort", "step", "jump", "counts")
	vocabularytest.Check[Sex](t, "female", "male", "both")
	vocabularytest.Check[Kind](t, "start", "move", "event")
	require.Zero(t, Cycle(99).PerYear())
	require.Equal(t, 12.0, Month.PerYear())
}

func TestWindows(t *testing.T) {
	w := Window{From: 4, To: 8}
	for time, want := range map[int]bool{3: false, 4: true, 7: true, 8: false} {
		require.Equal(t, want, w.Holds(time), "%d", time)
	}
	require.True(t, Window{}.Always())
	require.True(t, Window{From: 4}.Holds(1<<30))
}

// TestRowsSumToOne looks at every row of a large model's tables.
func TestRowsSumToOne(t *testing.T) {
	for _, conversion := range []Conversion{CompetingExponential, ConditionalOnSurvival} {
		m := Model{Cycle: Week, Horizon: 60, Conversion: conversion, States: []State{{Name: "a"}, {Name: "b"}, {Name: "c"}},
			Arms: []Arm{{Name: "x", Start: map[string]float64{"a": 1}}}}
		for i, h := range []Hazard{Weibull(0.5, 9), Gompertz(0.02, 0.01), LogLogistic(3, 20), Scheduled(12), ScheduledShare(10, 0.3),
			Constant(0.3).On(Calendar)} {
			m.Transitions = append(m.Transitions,
				Transition{Name: string(rune('p' + i)), From: "a", To: []string{"b", "c"}[i%2], Order: i / 2, Hazard: h})
		}
		c, err := m.build()
		require.NoError(t, err)
		k := c.units[0][0]
		var room scratch
		for e := range k.epochs {
			table := k.tableAt(e, &room)
			for i := range k.places {
				p := &k.places[i]
				lead := k.lead(p, e)
				for r := range p.live(k.until(e)) {
					total := lead[p.lead] * table.stay[p.row+r]
					for w := range p.ways {
						x := 0.0
						if w < p.lead {
							x = lead[w]
						} else {
							x = lead[p.lead] * table.way[p.way+w*p.size+r]
						}
						require.GreaterOrEqual(t, x, 0.0)
						total += x
					}
					require.InDelta(t, 1, total, 1e-12)
				}
			}
		}
	}
}

// TestWaysKeptApartAreThoseOfTheWholeTable compares with what combine makes of all ways of a row.
func TestWaysKeptApartAreThoseOfTheWholeTable(t *testing.T) {
	m := Model{Cycle: Week, Horizon: 60, Conversion: CompetingExponential, States: []State{{Name: "a"}, {Name: "b"}, {Name: "c"}},
		Arms: []Arm{{Name: "x", Start: map[string]float64{"a": 1}}}}
	for i, h := range []Hazard{Weibull(0.5, 9), Rates(0.01, 0.02, 1e-9).On(Calendar), ScheduledShare(10, 0.3), Constant(0),
		Gompertz(0.1, 1e-6).On(Calendar)} {
		m.Transitions = append(m.Transitions, Transition{Name: string(rune('p' + i)), From: "a", To: []string{"b", "c"}[i%2], Hazard: h})
	}
	c, err := m.build()
	require.NoError(t, err)
	k := c.units[0][0]
	p := &k.places[0]
	require.Len(t, p.apart, 3)
	require.Len(t, k.tables, 1, "no table for every cycle of the calendar")
	var room scratch
	amounts, want := make([]float64, len(p.ways)), make([]float64, len(p.ways))
	for e, cycle := range k.epochs {
		table := k.tableAt(e, &room)
		for r := range p.live(k.until(e)) {
			for w := range p.ways {
				amounts[w] = k.amount(&p.ways[w].hazard, r, 0, cycle)
			}
			stay, err := k.combine(p.ways, amounts, want)
			require.NoError(t, err)
			require.InDelta(t, stay, table.stay[p.row+r], 1e-15)
			for w := range p.ways {
				require.InEpsilon(t, 1+want[w], 1+table.way[p.way+w*p.size+r], 1e-15)
			}
		}
	}
}
