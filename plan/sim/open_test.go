package sim_test

import (
	"context"
	"fmt"
	"log"
	"math"
	"testing"

	"github.com/oudpath/oudpath/plan/sim"
	"github.com/stretchr/testify/require"
)

// waiting is a model in which people come from outside over the calendar, in so many of a hundred at each moment: an open cohort written as
// a closed one.
func waiting(m sim.Model, come []float64) sim.Model {
	left, probabilities := 1.0, []float64{}
	for _, n := range come {
		probabilities = append(probabilities, min(1, n/left))
		left -= n
	}
	m.States = append(m.States, sim.State{Name: "outside"})
	m.Transitions = append(m.Transitions, sim.Transition{Name: "come", From: "outside", To: "detox", Source: invented,
		Hazard: sim.Probabilities(append(probabilities, 0)...).On(sim.Calendar)})
	m.Arms = []sim.Arm{{Name: "usual", Start: map[string]float64{"outside": 1}}}
	return m
}

// undated is the rich model without what depends on age or calendar: people who come later live as people who come first.
func undated(t testing.TB) sim.Model {
	m := rich(t, sim.ConditionalOnSurvival)
	var effects []sim.Effect
	for _, e := range m.Effects {
		if e.When.Calendar.Always() {
			effects = append(effects, e)
		}
	}
	m.Effects, m.Rewards = effects, nil
	m.Transitions = m.Transitions[3:]
	m.Transitions = append(m.Transitions, sim.Transition{Name: "death", From: "out", To: "dead", Hazard: sim.Constant(0.01), Source: invented})
	m.Arms = []sim.Arm{{Name: "usual", Start: map[string]float64{"detox": 1}}}
	m.Episodes, m.Transitions[5].Hazard = sim.Episodes{}, sim.Gompertz(-0.05, 0.01) // who comes from outside would begin a second episode
	m.Effects = m.Effects[:2]
	return m
}

// TestAnOpenCohortIsAClosedOne lets people come from a state outside: the engine then follows everybody in one time.
func TestAnOpenCohortIsAClosedOne(t *testing.T) {
	come := []float64{0.1, 0, 0.2, 0.05, 0.05, 0.05, 0.3}
	closed := run(t, compile(t, waiting(undated(t), come)), sim.Study{Engine: sim.Cohort})
	open, err := run(t, compile(t, undated(t)), sim.Study{Engine: sim.Cohort}).Open(append([]float64{0}, come...)...)
	require.NoError(t, err)
	for _, state := range []string{"detox", "drug", "recovery", "out", "dead", "care"} {
		want := occupancy(t, closed, "usual", state)
		got, err := open.People("usual", state)
		require.NoError(t, err)
		require.InDeltaSlice(t, want, got, 1e-12, state)
		want, err = closed.Entries("usual", state)
		require.NoError(t, err)
		got, err = open.Entries("usual", state)
		require.NoError(t, err)
		require.InDeltaSlice(t, want, got, 1e-12, state)
	}
	for _, event := range []string{"lapse", "reversal"} {
		want, err := closed.Events("usual", event)
		require.NoError(t, err)
		got, err := open.Events("usual", event)
		require.NoError(t, err)
		require.InDeltaSlice(t, want, got, 1e-12, event)
	}
	require.InDelta(t, 0.75, open.Started()[60], 1e-12)
	require.InDelta(t, 0.3, open.Started()[3], 1e-12)
}

// TestAnInflowThatLastsFillsUp: with a constant inflow of n and a constant hazard h, there are n·(1 − e^(−h(t+1)))/(1 − e^(−h)) people.
func TestAnInflowThatLastsFillsUp(t *testing.T) {
	m := small()
	m.Horizon = 200
	c := compile(t, m)
	inflow := make([]float64, 201)
	for i := range inflow {
		inflow[i] = 7
	}
	for e, off := range map[sim.Engine]float64{sim.Cohort: 1e-11, sim.Step: 0.02, sim.Jump: 0.02, sim.Counts: 0.02} {
		open, err := run(t, c, sim.Study{Engine: e, People: 100_000, Seed: 4}).Open(inflow...)
		require.NoError(t, err)
		people, err := open.People("usual", "care")
		require.NoError(t, err)
		for moment, n := range people {
			require.InEpsilon(t, 7*-math.Expm1(-0.1*float64(moment+1))/-math.Expm1(-0.1), n, off, "%v, moment %d", e, moment)
		}
	}
}

func TestInflowsThatCannotBe(t *testing.T) {
	r := run(t, compile(t, small()), sim.Study{Engine: sim.Cohort})
	for _, people := range [][]float64{nil, {-1}, {math.NaN()}, {math.Inf(1)}, make([]float64, r.Compiled().Horizon()+2)} {
		_, err := r.Open(people...)
		require.ErrorIs(t, err, sim.ErrStudy, "%v", people)
	}
	for say, change := range map[string]func(*sim.Model){
		"a hazard runs on the calendar": func(m *sim.Model) { m.Transitions[0].Hazard = sim.Rates(0.1, 0.2).On(sim.Calendar) },
		"an effect on \"care → out\" depends on the calendar": func(m *sim.Model) {
			m.Effects = []sim.Effect{{On: "care → out", By: 2, Source: invented, When: sim.When{Calendar: sim.Window{To: 3}}}}
		},
		"functions": func(m *sim.Model) { m.Transitions[0].Hazard = sim.Called(func(*sim.Person) float64 { return 0.1 }) },
	} {
		m := small()
		change(&m)
		_, err := run(t, compile(t, m), sim.Study{Engine: sim.Step, People: 10}).Open(1)
		require.ErrorIs(t, err, sim.ErrStudy)
		require.ErrorContains(t, err, say)
	}
	open, err := r.Open(1)
	require.NoError(t, err)
	for _, f := range []func(string, string) ([]float64, error){open.People, open.Entries, open.Events} {
		_, err := f("usual", "x")
		require.ErrorIs(t, err, sim.ErrUnknown)
		_, err = f("x", "care")
		require.ErrorIs(t, err, sim.ErrUnknown)
	}
}

// A programme starts with 200 people, and 5 come every week. The numbers of people are invented.
func ExampleResult_Open() {
	study, err := pathway().Compile()
	if err != nil {
		log.Fatal(err)
	}
	result, err := study.Run(context.Background(), sim.Study{Engine: sim.Cohort})
	if err != nil {
		log.Fatal(err)
	}
	inflow := []float64{200}
	for range study.Horizon() {
		inflow = append(inflow, 5)
	}
	open, err := result.Open(inflow...)
	if err != nil {
		log.Fatal(err)
	}
	people, err := open.People("methadone", "treatment")
	if err != nil {
		log.Fatal(err)
	}
	for _, week := range []int{0, 52, 260} {
		fmt.Printf("week %3d: %.0f of %.0f people in treatment\n", week, people[week], open.Started()[week])
	}
	// Output:
	// week   0: 200 of 200 people in treatment
	// week  52: 317 of 460 people in treatment
	// week 260: 655 of 1500 people in treatment
}
