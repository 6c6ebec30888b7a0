package sim_test

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/oudpath/oudpath/plan/sim"
	"github.com/stretchr/testify/require"
)

// TestFirstMovesOfConstantHazards has a closed form: the share of a way of all that leave, and e^(−Σh·t) who stay.
func TestFirstMovesOfConstantHazards(t *testing.T) {
	m := small()
	m.Horizon = 20
	m.Transitions = append(m.Transitions, sim.Transition{From: "care", To: "dead", Hazard: sim.Constant(0.02), Source: invented})
	m.Arms[0].Start = map[string]float64{"care": 0.75, "dead": 0.25}
	stay := math.Exp(-0.12 * 20)
	want := []sim.FirstMove{
		{Move: sim.Move{Name: "care → out", From: "care", To: "out"}, Share: 0.75 * (1 - stay) * 10 / 12},
		{Move: sim.Move{Name: "care → dead", From: "care", To: "dead"}, Share: 0.75 * (1 - stay) * 2 / 12},
		{Move: sim.Move{From: "care", To: "care"}, Share: 0.75 * stay},
		{Move: sim.Move{From: "dead", To: "dead"}, Share: 0.25},
	}
	got, err := compile(t, m).FirstMoves("usual")
	require.NoError(t, err)
	require.Empty(t, cmp.Diff(want, got, cmpopts.EquateApprox(0, 1e-12)))
}

// TestFirstMovesAreThoseOfPaths counts the first moves of people.
func TestFirstMovesAreThoseOfPaths(t *testing.T) {
	models := map[string]sim.Model{"rich": rich(t, sim.CompetingExponential), "clocks": clocks(t), "still": still(t)}
	for seed := range uint64(4) {
		models[string(rune('0'+seed))] = randomModel(t, seed)
	}
	const people = 20_000
	for name, m := range models {
		c := compile(t, m)
		counted := map[string]map[sim.Move]float64{}
		for p, err := range c.Paths(sim.Study{Engine: sim.Jump, People: people, Seed: 3}) {
			require.NoError(t, err)
			move := sim.Move{From: p.Records[0].State, To: p.Records[0].State}
			for _, r := range p.Records {
				if r.Kind == sim.Moves {
					move.Name, move.To = r.Name, r.State
					break
				}
			}
			if counted[p.Arm] == nil {
				counted[p.Arm] = map[sim.Move]float64{}
			}
			counted[p.Arm][move]++
		}
		for _, arm := range c.Arms() {
			firsts, err := c.FirstMoves(arm)
			require.NoError(t, err)
			total := 0.0
			for _, f := range firsts {
				total += f.Share
				require.Less(t, math.Abs(z(counted[arm][f.Move]/people, f.Share, people)), 5.0, "%s, %s: %v", name, arm, f)
				delete(counted[arm], f.Move)
			}
			require.InDelta(t, 1, total, 1e-12)
			require.Empty(t, counted[arm], "%s, %s: people do what nobody was said to do", name, arm)
		}
	}
}

func TestFirstMovesThatAreNotKnown(t *testing.T) {
	_, err := compile(t, small()).FirstMoves("nobody")
	require.ErrorIs(t, err, sim.ErrUnknown)
	m := small()
	m.Transitions[0].Hazard = sim.Called(func(*sim.Person) float64 { return 0.1 })
	_, err = compile(t, m).FirstMoves("usual")
	require.ErrorIs(t, err, sim.ErrStudy)
}
