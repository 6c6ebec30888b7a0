package main

import (
	"context"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/oudpath/oudpath/plan/sim"
	"github.com/oudpath/oudpath/plan/sim/survival"
)

// TestPersonTimeGivesTheRatesBack is the identity of the meta-analysis: rates of 11.3 and 36.1 deaths per 1 000 person-years in and
// out of methadone, 4.3 and 9.5 of buprenorphine, come out again as deaths by status over person-time by status.
//
// Exactly: the engine counts a week where it began, and people who leave within it live the part (1 − e^(−H))/H of it there, with H
// the sum of the hazards. Deaths over the time that was lived are the rate that went in, to the last digits.
func TestPersonTimeGivesTheRatesBack(t *testing.T) {
	for i, want := range []struct{ in, out float64 }{{11.3, 36.1}, {4.3, 9.5}} {
		a := sordoArms[i]
		require.Equal(t, want.in, a.in, "as published")
		require.Equal(t, want.out, a.out)
		c, err := sordoModel(a).Compile()
		require.NoError(t, err)
		result, err := c.Run(context.Background(), sim.Study{Engine: sim.Cohort})
		require.NoError(t, err)
		flows, err := result.Flows(a.name)
		require.NoError(t, err)
		leaves := map[string]float64{
			inTreatment:    a.leavingYear/sim.Week.PerYear() + perThousandYears(a.in),
			outOfTreatment: sim.ProbabilityToRate(a.entering) + perThousandYears(a.out),
		}
		for state, rate := range map[string]float64{inTreatment: want.in, outOfTreatment: want.out} {
			deaths := 0.0
			for _, f := range flows {
				if f.From == state && (f.To == overdose || f.To == otherDeath) {
					deaths += f.PerPerson
				}
			}
			years, err := result.PersonTime(a.name, state, sim.Window{})
			require.NoError(t, err)
			lived := -math.Expm1(-leaves[state]) / leaves[state]
			require.InEpsilon(t, rate, 1000*deaths/(years*lived), 1e-9, "%s, %s", a.name, state)
			require.InEpsilon(t, rate, 1000*deaths/years, .016, "%s, %s: counting whole weeks costs no more than that", a.name, state)
		}
	}
}

// TestFirstWeeksGiveTheRatesBack splits the first four weeks of every stay out of simulated histories. With constant hazards both
// windows give the one rate back; with a multiplier in the first window, the first gives the multiple and the second the rate.
func TestFirstWeeksGiveTheRatesBack(t *testing.T) {
	first := sim.When{InState: sim.Window{To: 4}}
	const by = 3
	for _, a := range sordoArms {
		effects := []sim.Effect{}
		for _, name := range []string{"overdose in", "other in", "overdose out", "other out"} {
			effects = append(effects, sim.Effect{On: name, By: by, When: first, Source: sordoWindows})
		}
		for early, effects := range map[float64][]sim.Effect{1: nil, by: effects} {
			time, err := personTime(sordoModel(a, effects...), settings{people: 400_000, seed: 6})
			require.NoError(t, err)
			for state, rate := range map[survival.State]float64{stateIn: a.in, stateOut: a.out} {
				for window, want := range []float64{rate * early, rate} {
					found := deaths(time, state, bothWindows[window:window+1], bothCauses)
					low, high, err := found.Exact(.9999, 1000*sim.Week.PerYear())
					require.NoError(t, err)
					require.Less(t, low, want, "%s, state %d, window %d", a.name, state, window)
					require.Greater(t, high, want*.984, "%s, state %d, window %d: whole weeks are counted", a.name, state, window)
					require.Less(t, high-low, want, "the interval is narrow enough to mean something")
				}
			}
		}
	}
}

// TestFirstWeeksGiveTheRatesBackExactly tells the deaths of the first four weeks from later ones by name, so that the exact engine
// counts them apart.
func TestFirstWeeksGiveTheRatesBackExactly(t *testing.T) {
	const by = 3
	windows := map[string]sim.Window{"early": {To: 4}, "late": {From: 4}}
	for _, a := range sordoArms {
		m := sordoModel(a)
		m.States[stateIn].Bands, m.States[stateOut].Bands = []int{4}, []int{4}
		ways := m.Transitions[:2:2]
		for _, way := range m.Transitions[2:] {
			for when, window := range windows {
				name := way.Name
				way.Name += ", " + when
				ways = append(ways, way)
				for other, outside := range windows {
					effect := sim.Effect{On: way.Name, By: 0, When: sim.When{InState: outside}, Source: sordoWindows}
					if other == when {
						if when == "late" {
							continue
						}
						effect.By, effect.When.InState = by, window
					}
					m.Effects = append(m.Effects, effect)
				}
				way.Name = name
			}
		}
		m.Transitions = ways
		c, err := m.Compile()
		require.NoError(t, err)
		result, err := c.Run(context.Background(), sim.Study{Engine: sim.Cohort})
		require.NoError(t, err)
		flows, err := result.Flows(a.name)
		require.NoError(t, err)
		for state, x := range map[string]struct{ death, other float64 }{
			inTreatment:    {a.in, a.leavingYear / sim.Week.PerYear()},
			outOfTreatment: {a.out, sim.ProbabilityToRate(a.entering)},
		} {
			for when, window := range windows {
				rate := x.death
				if when == "early" {
					rate *= by
				}
				died := 0.0
				for _, f := range flows {
					if f.From == state && strings.HasSuffix(f.Name, ", "+when) {
						died += f.PerPerson
					}
				}
				years, err := result.PersonTime(a.name, state, window)
				require.NoError(t, err)
				leaves := x.other + perThousandYears(rate)
				require.InEpsilon(t, rate, 1000*died/(years*-math.Expm1(-leaves)/leaves), 1e-9, "%s, %s, %s", a.name, state, when)
			}
		}
	}
}
