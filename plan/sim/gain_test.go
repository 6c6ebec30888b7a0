package sim_test

import (
	"math"
	"testing"

	"github.com/oudpath/oudpath/plan/sim"
	"github.com/stretchr/testify/require"
)

// threeArms is the rich model with a third policy.
func threeArms(t testing.TB) sim.Model {
	m := rich(t, sim.CompetingExponential)
	third := m.Arms[0]
	third.Name, third.Effects = "third", []sim.Effect{{On: "overdose", By: 0.6, Source: invented}}
	m.Arms = append(m.Arms, third)
	return m
}

// TestAnyArmIsComparedWithAnyOther compares all pairs with the paths of the same people.
func TestAnyArmIsComparedWithAnyOther(t *testing.T) {
	const people = 300
	m := threeArms(t)
	c := compile(t, m)
	for _, e := range []sim.Engine{sim.Step, sim.Jump} {
		study := sim.Study{Engine: e, People: people, Seed: 3}
		r, lived := run(t, c, study), map[string][]float64{}
		for _, p := range paths(t, c, study) {
			lived[p.Arm] = append(lived[p.Arm], rewardByHand(m, m.Rewards[0], p))
		}
		for _, a := range c.Arms() {
			for _, b := range c.Arms() {
				sum, squares := 0.0, 0.0
				for person, x := range lived[a] {
					d := x - lived[b][person]
					sum, squares = sum+d, squares+d*d
				}
				got, err := r.Difference(a, b, "cost")
				require.NoError(t, err)
				require.InDelta(t, sum/people, got.Mean, 1e-6, "%s less %s", a, b)
				require.InDelta(t, math.Sqrt((squares-sum*sum/people)/(people-1)/people), got.StandardError, 1e-6, "%s less %s", a, b)
			}
		}
	}
}

// TestTheComparatorIsTheOneThatIsNamed: gains are against it, in every engine, whatever its place among the arms.
func TestTheComparatorIsTheOneThatIsNamed(t *testing.T) {
	named := threeArms(t)
	named.Comparator = "third"
	c := compile(t, named)
	require.Equal(t, "usual", compile(t, threeArms(t)).Comparator())
	for _, e := range []sim.Engine{sim.Cohort, sim.Step, sim.Jump, sim.Counts} {
		r := run(t, c, sim.Study{Engine: e, People: 400})
		for _, arm := range c.Arms() {
			gain, err := r.Gain(arm, "QALY")
			require.NoError(t, err)
			require.InDelta(t, reward(t, r, arm, "QALY").Mean-reward(t, r, "third", "QALY").Mean, gain.Mean, 1e-9, "%v", e)
			back, err := r.Difference("third", arm, "QALY")
			require.NoError(t, err)
			require.Equal(t, -gain.Mean, 0+back.Mean)
			require.Equal(t, arm == "third", gain == sim.Estimate{}, "only the comparator gains exactly nothing")
		}
		_, err := r.Difference("usual", "nobody", "QALY")
		require.ErrorIs(t, err, sim.ErrUnknown)
	}
	named.Comparator = "nobody"
	_, err := named.Compile()
	require.ErrorContains(t, err, `no arm "nobody" to compare with`)
}
