package sim_test

import (
	"testing"

	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/sim"
	"github.com/oudpath/oudpath/plan/sim/economics"
	"github.com/stretchr/testify/require"
)

// sickSicker is the Sick-Sicker model of Alarid-Escudero et al., Medical Decision Making 2023;43(1):3, table 1: four states, a
// year a cycle, from age 25 to 100, four strategies.
func sickSicker() sim.Model {
	paper := evidence.Source{ID: "alarid-escudero-2023", Title: "Alarid-Escudero et al., Med Decis Making 43(1):3", Year: 2023}
	source := paper.At("table 1", evidence.Primary)
	healthy := map[string]float64{"H": 1}
	m := sim.Model{
		Name: "Sick-Sicker", Cycle: sim.Year, Horizon: 75, Conversion: sim.ConditionalOnSurvival,
		States: []sim.State{{Name: "H"}, {Name: "S1", Tags: []string{"sick"}}, {Name: "S2", Tags: []string{"sick"}}, {Name: "D"}},
		Transitions: []sim.Transition{
			{From: "H", To: "D", Hazard: sim.Constant(0.002), Source: source},
			{From: "S1", To: "D", Hazard: sim.Constant(0.002), Source: source},
			{From: "S2", To: "D", Hazard: sim.Constant(0.002), Source: source},
			{From: "H", To: "S1", Order: 1, Hazard: sim.Constant(0.15), Source: source},
			{From: "S1", To: "H", Order: 1, Hazard: sim.Constant(0.5), Source: source},
			{From: "S1", To: "S2", Order: 1, Hazard: sim.Constant(0.105), Source: source},
		},
		Effects: []sim.Effect{{On: "S1 → D", By: 3, Source: source}, {On: "S2 → D", By: 10, Source: source}},
		Rewards: []sim.Reward{
			{Name: "cost", Discount: 0.03, Timing: sim.SimpsonSwapped, Parts: []sim.Part{
				{In: "H", Value: 2000}, {In: "S1", Value: 4000}, {In: "S2", Value: 15000},
				{In: "sick", Arm: "A", Value: 12000}, {In: "sick", Arm: "B", Value: 13000}, {In: "sick", Arm: "AB", Value: 25000},
			}},
			{Name: "QALY", Discount: 0.03, Timing: sim.SimpsonSwapped, Parts: []sim.Part{
				{In: "H", Value: 1}, {In: "S1", Value: 0.75}, {In: "S2", Value: 0.5},
				{In: "S1", Arm: "A", Value: 0.95 - 0.75}, {In: "S1", Arm: "AB", Value: 0.95 - 0.75},
			}},
		},
	}
	slower := []sim.Effect{{On: "S1 → S2", By: 0.6, Source: source}}
	m.Arms = []sim.Arm{{Name: "SoC", Start: healthy}, {Name: "A", Start: healthy}, {Name: "B", Start: healthy, Effects: slower},
		{Name: "AB", Start: healthy, Effects: slower}}
	return m
}

func TestSickSickerIsReproduced(t *testing.T) {
	c, err := sickSicker().Compile()
	require.NoError(t, err)
	r := run(t, c, sim.Study{Engine: sim.Cohort})
	for arm, want := range map[string][2]float64{ // as the published R program prints them
		"SoC": {151579.8660, 20.71133146}, "A": {284804.5134, 21.49866281}, "B": {259100.4106, 22.18446514}, "AB": {378875.1984,
			23.13684414},
	} {
		cost, err := r.Reward(arm, "cost")
		require.NoError(t, err)
		require.InEpsilon(t, want[0], cost.Mean, 1e-9, arm)
		qaly, err := r.Reward(arm, "QALY")
		require.NoError(t, err)
		require.InEpsilon(t, want[1], qaly.Mean, 1e-9, arm)
	}
	trace := map[string]map[int]float64{
		"H": {1: 0.85898828, 10: 0.62019214}, "S1": {1: 0.139013718, 10: 0.183148667}, "S2": {1: 0, 10: 0.15870601}, "D": {1: 0.0019980013,
			10: 0.0379531849},
	}
	for state, at := range trace {
		curve := occupancy(t, r, "SoC", state)
		for cycle, want := range at {
			require.InDelta(t, want, curve[cycle], 1e-8, "%s at cycle %d", state, cycle)
		}
	}
}

func TestIndividualsGatherTheSameRewards(t *testing.T) {
	c, err := sickSicker().Compile()
	require.NoError(t, err)
	exact := run(t, c, sim.Study{Engine: sim.Cohort})
	for _, e := range []sim.Engine{sim.Step, sim.Jump, sim.Counts} {
		r := run(t, c, sim.Study{Engine: e, People: 100_000, Seed: 3})
		for _, arm := range c.Arms() {
			for _, reward := range []string{"cost", "QALY"} {
				want, _ := exact.Reward(arm, reward)
				got, err := r.Reward(arm, reward)
				require.NoError(t, err)
				if e == sim.Counts {
					require.InEpsilon(t, want.Mean, got.Mean, 0.01)
					continue
				}
				require.InDelta(t, want.Mean, got.Mean, 4.5*got.StandardError, "%v, %s of %s", e, reward, arm)
				wantGain, _ := exact.Gain(arm, reward)
				gain, err := r.Gain(arm, reward)
				require.NoError(t, err)
				require.InDelta(t, wantGain.Mean, gain.Mean, 4.5*gain.StandardError+1e-12, "%v, gain in %s of %s", e, reward, arm)
				if arm == "B" && e == sim.Step {
					apart := got.StandardError * 1.41
					require.Less(t, gain.StandardError, apart,
						"common random numbers must make differences surer than two separate runs would")
				}
			}
		}
	}
}

// TestTimingsWeighTheWholeTime: a value of one in a state that everybody stays in adds up to the time that goes by, except under
// the swapped rule of the tutorials, which misses two thirds of a cycle; the textbook rule does not exist for an odd horizon.
func TestTimingsWeighTheWholeTime(t *testing.T) {
	at := func(horizon int, timing sim.Timing) (float64, error) {
		m := sim.Model{Cycle: sim.Year, Horizon: horizon, Conversion: sim.CompetingExponential, States: []sim.State{{Name: "alive"}},
			Arms:    []sim.Arm{{Name: "life", Start: map[string]float64{"alive": 1}}},
			Rewards: []sim.Reward{{Name: "years", Timing: timing, Parts: []sim.Part{{In: "alive", Value: 1}}}}}
		c, err := m.Compile()
		if err != nil {
			return 0, err
		}
		years, err := run(t, c, sim.Study{Engine: sim.Cohort}).Reward("life", "years")
		require.NoError(t, err)
		return years.Mean, nil
	}
	for timing, want := range map[sim.Timing]float64{sim.CycleStart: 10, sim.CycleEnd: 10, sim.HalfCycle: 10, sim.Simpson: 10,
		sim.SimpsonSwapped: 10 - 2.0/3} {
		got, err := at(10, timing)
		require.NoError(t, err)
		require.InDelta(t, want, got, 1e-12, "%v", timing)
	}
	_, err := at(9, sim.Simpson)
	require.ErrorContains(t, err, "an odd number")
	got, err := at(9, sim.SimpsonSwapped)
	require.NoError(t, err)
	require.InDelta(t, 9-1.0/3, got, 1e-12)
}

// TestTimingsWeighAsEconomicsDoes: the two packages have one table of weights each, and must mean the same by the same name.
func TestTimingsWeighAsEconomicsDoes(t *testing.T) {
	for timing, how := range map[sim.Timing]economics.Correction{sim.CycleStart: economics.CycleStart, sim.CycleEnd: economics.CycleEnd,
		sim.HalfCycle: economics.HalfCycle, sim.Simpson: economics.Simpson, sim.SimpsonSwapped: economics.SimpsonSwapped} {
		m := sickSicker()
		m.Horizon = 76
		m.Rewards = []sim.Reward{{Name: "sicker", Timing: timing, Parts: []sim.Part{{In: "S2", Value: 1}}}}
		r := run(t, compile(t, m), sim.Study{Engine: sim.Cohort})
		got, err := r.Reward("SoC", "sicker")
		require.NoError(t, err)
		weights, err := how.Weights(76)
		require.NoError(t, err)
		want, err := economics.Total(occupancy(t, r, "SoC", "S2"), weights)
		require.NoError(t, err)
		require.InEpsilon(t, want, got.Mean, 1e-12, "%v", timing)
	}
}
