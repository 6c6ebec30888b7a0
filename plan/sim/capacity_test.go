package sim_test

import (
	"bytes"
	"context"
	"fmt"
	"math"
	"testing"

	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/sim"
	"github.com/stretchr/testify/require"
)

// clinic is people outside who seek care at one rate, and leave it at another. Numbers are invented.
func clinic(seek, leave float64, slots int, people int64, horizon int) sim.Model {
	m := sim.Model{Cycle: sim.Day, Horizon: horizon, Conversion: sim.CompetingExponential,
		States: []sim.State{{Name: "out"}, {Name: "list"}, {Name: "care"}},
		Transitions: []sim.Transition{{Name: "seek", From: "out", To: "care", Hazard: sim.Probability(seek)},
			{Name: "leave", From: "care", To: "out", Hazard: sim.Probability(leave)},
			{Name: "give up", From: "list", To: "out", Hazard: sim.Constant(0)}},
		Capacities: []sim.Capacity{{Of: "care", Slots: slots, People: people, Waiting: "list", Source: invented}},
		Arms:       []sim.Arm{{Name: "usual", Start: map[string]float64{"out": 1}}},
	}
	cite(&m)
	return m
}

// TestAListIsTheMarkovChain compares three people who share one slot with the chain of how many wait and whether the slot is taken, moment by
// moment: everybody is drawn alone, those who leave free the slot, who waits comes first.
func TestAListIsTheMarkovChain(t *testing.T) {
	const seek, leave, giveUp, people, horizon, runs = 0.3, 0.4, 0.1, 3, 12, 6000
	for name, waiting := range map[string]string{"a list": "list", "turned away": ""} {
		m := clinic(seek, leave, 1, people, horizon)
		m.Transitions[2].Hazard = sim.Probability(giveUp)
		m.Capacities[0].Waiting = waiting
		binomial := func(n, k int, p float64) float64 {
			ways := math.Gamma(float64(n+1)) / math.Gamma(float64(k+1)) / math.Gamma(float64(n-k+1))
			return ways * math.Pow(p, float64(k)) * math.Pow(1-p, float64(n-k))
		}
		now := map[[2]int]float64{{0, 0}: 1} // by how many wait and how many are in care
		want := map[string][]float64{}
		for moment := range horizon + 1 {
			for at, p := range now {
				for state, n := range map[string]int{"list": at[0], "care": at[1], "out": people - at[0] - at[1]} {
					if want[state] == nil {
						want[state] = make([]float64, horizon+1)
					}
					want[state][moment] += p * float64(n) / people
				}
			}
			next := map[[2]int]float64{}
			for at, p := range now {
				out := people - at[0] - at[1]
				for come := range out + 1 {
					for gone := range at[1] + 1 {
						for quit := range at[0] + 1 {
							waiting, care := at[0]-quit, at[1]-gone
							if waiting > 0 && care == 0 {
								waiting, care = waiting-1, 1
							}
							more := come
							if more > 0 && care == 0 {
								more, care = more-1, 1
							}
							if m.Capacities[0].Waiting != "" {
								waiting += more
							}
							next[[2]int{waiting, care}] += p * binomial(out, come, seek) * binomial(at[1], gone, leave) * binomial(at[0], quit, giveUp)
						}
					}
				}
			}
			now = next
		}
		c, got := compile(t, m), map[string][]float64{"list": make([]float64, horizon+1), "care": make([]float64, horizon+1), "out": make([]float64, horizon+1)}
		for seed := range uint64(runs) {
			r := run(t, c, sim.Study{Engine: sim.Step, People: people, Seed: seed})
			for state := range got {
				for moment, share := range occupancy(t, r, "usual", state) {
					got[state][moment] += math.Round(share * people)
				}
			}
		}
		for state := range got {
			for moment, persons := range got[state] { // the people of a run are not independent: runs are
				share := persons / people / runs
				require.Less(t, math.Abs(z(share, want[state][moment], runs)), 5.0, "%s, %s, moment %d: want %v, got %v", name, state, moment,
					want[state][moment], share)
			}
		}
	}
}

// TestAListIsTheQueueOfTheFormula compares a long run with the steady state of Erlang's queue of a finite population (the birth and death
// process in which k of N people are in the system, each outside comes at one rate, each of c slots is left at another), and with Engset's
// loss system where nobody waits. Days are short beside the times, so that cycles are nearly continuous.
func TestAListIsTheQueueOfTheFormula(t *testing.T) {
	const n, slots, seek, leave, horizon = 60, 12, 0.004, 0.01, 60_000
	for name, list := range map[string]string{"queue": "list", "loss": ""} {
		m := clinic(seek, leave, slots, n, horizon)
		m.Capacities[0].Waiting = list
		most := n
		if list == "" {
			most = slots
		}
		weights, total := []float64{1}, 1.0
		for k := 1; k <= most; k++ {
			weights = append(weights, weights[k-1]*float64(n-k+1)*seek/(float64(min(k, slots))*leave))
			total += weights[k]
		}
		care, waiting := 0.0, 0.0
		for k, w := range weights {
			care, waiting = care+w/total*float64(min(k, slots)), waiting+w/total*float64(max(0, k-slots))
		}
		r := run(t, compile(t, m), sim.Study{Engine: sim.Step, People: n, Seed: 1})
		mean := func(state string) float64 {
			sum := 0.0
			for _, share := range occupancy(t, r, "usual", state)[1000:] {
				require.LessOrEqual(t, share*n*float64(len(state)/4), float64(n))
				sum += share * n / (horizon - 999)
			}
			return sum
		}
		require.InEpsilon(t, care, mean("care"), 0.02, name)
		if list != "" {
			require.InEpsilon(t, waiting, mean("list"), 0.05, name)
		}
	}
}

// TestSlotsForEverybodyChangeNothing: with enough slots, people live as they do without limits, to the last bit.
func TestSlotsForEverybodyChangeNothing(t *testing.T) {
	m := rich(t, sim.CompetingExponential)
	m.States = append(m.States, sim.State{Name: "list"})
	free := compile(t, m)
	m.Capacities = []sim.Capacity{{Of: "care", Slots: 1, People: 1, Waiting: "list", Source: invented}}
	limited := compile(t, m)
	study := sim.Study{Engine: sim.Step, People: 800, Seed: 6}
	a, b := run(t, free, study), run(t, limited, study)
	for _, arm := range free.Arms() {
		for _, state := range free.States() {
			require.Equal(t, occupancy(t, a, arm, state), occupancy(t, b, arm, state), "%s, %s", arm, state)
		}
		for _, of := range free.Rewards() {
			require.Equal(t, reward(t, a, arm, of).Mean, reward(t, b, arm, of).Mean)
			require.True(t, math.IsNaN(reward(t, b, arm, of).StandardError), "who shares slots is not independent")
		}
		for _, measure := range m.Measures {
			want, err := a.Firsts(arm, measure.Name)
			require.NoError(t, err)
			got, err := b.Firsts(arm, measure.Name)
			require.NoError(t, err)
			require.Equal(t, want, got)
		}
	}
	require.True(t, math.IsNaN(b.ShareError(0.5)))
}

// TestNoMoreThanTheSlots holds for a model with everything, whatever the seed; nobody is lost, and who waits first is first.
func TestNoMoreThanTheSlots(t *testing.T) {
	m := rich(t, sim.ConditionalOnSurvival)
	m.States = append(m.States, sim.State{Name: "list"})
	m.Transitions = append(m.Transitions, sim.Transition{Name: "give up", From: "list", To: "out", Hazard: sim.Constant(0.05), Source: invented})
	m.Capacities = []sim.Capacity{{Of: "drug", Slots: 50, People: 1000, Waiting: "list", Source: invented}}
	m.Arms = m.Arms[:1]
	m.Rewards[0].Parts = []sim.Part{{Move: "list → drug", Value: 1}, {In: "list", Value: 3}}
	c := compile(t, m)
	for seed := range uint64(5) {
		r := run(t, c, sim.Study{Engine: sim.Step, People: 400, Seed: seed})
		most, listed := 0.0, 0.0
		for moment := range c.Horizon() + 1 {
			total := 0.0
			for _, state := range c.States() {
				total += occupancy(t, r, "usual", state)[moment]
			}
			require.InDelta(t, 1, total, 1e-12)
			most = max(most, occupancy(t, r, "usual", "drug")[moment])
			listed = max(listed, occupancy(t, r, "usual", "list")[moment])
		}
		require.InDelta(t, 0.05, most, 1e-12, "all slots are taken at some time, and never more")
		require.Positive(t, listed)
		require.Positive(t, reward(t, r, "usual", "cost").Mean)
		workers := run(t, c, sim.Study{Engine: sim.Step, People: 400, Seed: seed, Workers: 5})
		require.Equal(t, r.Digest(), workers.Digest())
	}
}

// TestFirstComeFirstServed: early people ask in cycle 1, late ones in cycle 4, and one person is served a day.
func TestFirstComeFirstServed(t *testing.T) {
	m := clinic(0, 0, 1, 40, 60)
	m.States = append(m.States, sim.State{Name: "early"}, sim.State{Name: "late"}, sim.State{Name: "served"})
	m.Transitions = []sim.Transition{{From: "early", To: "care", Hazard: sim.Scheduled(1)}, {From: "late", To: "care", Hazard: sim.Scheduled(4)},
		{From: "care", To: "served", Hazard: sim.Scheduled(1)}}
	m.Groups = []sim.Group{{Name: "first", Share: 0.5}, {Name: "second", Share: 0.5}}
	m.Arms = []sim.Arm{{Name: "usual", Start: map[string]float64{"early": 1}, ByGroup: map[string]map[string]float64{"second": {"late": 1}}}}
	m.Measures = []sim.Measure{{Name: "served", Reaching: "served"}}
	cite(&m)
	r := run(t, compile(t, m), sim.Study{Engine: sim.Step, People: 40, Seed: 8})
	last, earliest := 0, m.Horizon
	for _, name := range []string{"first", "second"} {
		group, err := r.Group(name)
		require.NoError(t, err)
		firsts, err := group.Firsts("usual", "served")
		require.NoError(t, err)
		for moment, share := range firsts[:m.Horizon+1] {
			require.LessOrEqual(t, share, 1.0/40+1e-12, "one a day")
			if share > 0 && name == "first" {
				last = moment
			} else if share > 0 {
				earliest = min(earliest, moment)
			}
		}
	}
	require.Equal(t, last+1, earliest, "all who came first are served before all who came later")
}

// TestWhatSlotsDoNotGoWith are engines and questions that people who wait for each other have no answer to.
func TestWhatSlotsDoNotGoWith(t *testing.T) {
	c := compile(t, clinic(0.1, 0.1, 1, 10, 10))
	for _, s := range []sim.Study{{Engine: sim.Cohort, People: 10}, {Engine: sim.Jump, People: 10}, {Engine: sim.Counts, People: 10}} {
		_, err := c.Run(context.Background(), s)
		require.ErrorIs(t, err, sim.ErrStudy)
		require.ErrorContains(t, err, "people wait for each other for slots, which only the engine step can")
	}
	_, err := c.Run(context.Background(), sim.Study{Engine: sim.Step, People: 15})
	require.ErrorContains(t, err, `1 slots of "care" for 10 people are no whole number of slots for 15`)
	_, err = c.Run(context.Background(), sim.Study{Engine: sim.Step, People: 10, Shard: sim.Shard{Of: 2}})
	require.ErrorContains(t, err, "cannot be cut into shards")
	_, err = c.RunUntil(context.Background(), sim.Study{Engine: sim.Step, People: 10}, 1, nil)
	require.ErrorIs(t, err, sim.ErrStudy)
	require.ErrorIs(t, c.WriteLog(context.Background(), new(bytes.Buffer), sim.Study{Engine: sim.Step, People: 10}), sim.ErrStudy)
	_, err = c.FirstMoves("usual")
	require.ErrorIs(t, err, sim.ErrStudy)
	require.ErrorContains(t, c.CheckInflow(1), "people wait for each other for slots")
	m := clinic(0.1, 0.1, 1, 10, 10)
	m.Each = func(*sim.Person) {}
	require.ErrorContains(t, compile(t, m).Check(sim.Study{Engine: sim.Step, People: 10}), "cannot call functions")
}

func TestCapacitiesThatAreNone(t *testing.T) {
	for want, change := range map[string]func(*sim.Model){
		`no state or tag "home"`:                func(m *sim.Model) { m.Capacities[0].Of = "home" },
		`-1 slots for 10 people`:                func(m *sim.Model) { m.Capacities[0].Slots = -1 },
		`1 slots for 0 people`:                  func(m *sim.Model) { m.Capacities[0].People = 0 },
		`people wait in "x", which is no state`: func(m *sim.Model) { m.Capacities[0].Waiting = "x" },
		`which is one of the states`:            func(m *sim.Model) { m.Capacities[0].Waiting = "care" },
		`a state of it is one of "care" too`:    func(m *sim.Model) { m.Capacities = append(m.Capacities, m.Capacities[0]) },
		`without a source`:                      func(m *sim.Model) { m.Capacities[0].Source = evidence.Citation{} },
		`leads from "list" to what people wait`: func(m *sim.Model) { m.Transitions[2].To = "care" },
	} {
		m := clinic(0.1, 0.1, 1, 10, 10)
		change(&m)
		_, err := m.Compile()
		require.ErrorIs(t, err, sim.ErrModel, want)
		require.ErrorContains(t, err, want, fmt.Sprint(m.Capacities))
	}
}
