package sim_test

import (
	"context"
	"fmt"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/oudpath/oudpath/plan/sim"
	"github.com/stretchr/testify/require"
)

// TestFunctionsSeeWhatTablesSee replaces tables by functions of the person; the paths must stay the same, draw by draw.
func TestFunctionsSeeWhatTablesSee(t *testing.T) {
	for _, conversion := range conversions {
		tabled := rich(t, conversion)
		called := rich(t, conversion)
		for i, transition := range called.Transitions {
			switch transition.Name {
			case "seek care":
				called.Transitions[i].Hazard = sim.Called(func(p *sim.Person) float64 {
					if p.InState < 3 {
						return 0.02
					}
					return 0.06
				})
			case "drop out":
				called.Transitions[i].Hazard = sim.Called(func(p *sim.Person) float64 {
					at := func(weeks int) float64 { return math.Pow(float64(weeks)/30, 0.7) }
					return at(p.InState+1) - at(p.InState)
				})
			}
		}
		called.Events[0].Hazard = sim.Called(func(p *sim.Person) float64 { return []float64{0.3, 0.2, 0.1}[min(p.InState, 2)] })
		study := sim.Study{Engine: sim.Step, People: 2000, Seed: 8}
		require.Empty(t, cmp.Diff(paths(t, compile(t, tabled), study), paths(t, compile(t, called), study)))
		_, err := compile(t, called).Run(context.Background(), sim.Study{Engine: sim.Jump, People: 1})
		require.ErrorIs(t, err, sim.ErrStudy)
	}
}

func TestPersonKeepsCovariates(t *testing.T) {
	m := rich(t, sim.CompetingExponential)
	m.Begin = func(p *sim.Person) { p.X[0] = p.Uniform(1) }
	m.Each = func(p *sim.Person) {
		p.X[1]++
		if p.X[1] != float64(p.Cycle+1) || p.X[0] == 0 {
			panic("covariates were lost")
		}
		if p.Age < 30 || p.Episode < 1 || p.Episode > 3 || p.InState > p.Cycle || p.InEpisode > p.Cycle || p.SinceLeaving("") >= 4 {
			panic(fmt.Sprintf("impossible person %+v", p))
		}
	}
	run(t, compile(t, m), sim.Study{Engine: sim.Step, People: 300})
}

func TestAnUnknownAgeIsNoNumber(t *testing.T) {
	m := small()
	m.Each = func(p *sim.Person) {
		if !math.IsNaN(p.Age) {
			panic("an age came from nowhere")
		}
	}
	run(t, compile(t, m), sim.Study{Engine: sim.Step, People: 10})
}

func TestFunctionsThatFailStopTheRun(t *testing.T) {
	for name, rate := range map[string]float64{"negative": -1, "undefined": math.NaN()} {
		m := rich(t, sim.CompetingExponential)
		m.Transitions[3].Hazard = sim.Called(func(p *sim.Person) float64 {
			if p.Cycle == 9 {
				return rate
			}
			return 0
		})
		_, err := compile(t, m).Run(context.Background(), sim.Study{Engine: sim.Step, People: 100})
		require.ErrorIs(t, err, sim.ErrModel, name)
		m = rich(t, sim.CompetingExponential)
		m.Events[0].Hazard = sim.Called(func(*sim.Person) float64 { return rate })
		_, err = compile(t, m).Run(context.Background(), sim.Study{Engine: sim.Step, People: 100})
		require.ErrorIs(t, err, sim.ErrModel, name)
	}
}

// TestAFunctionThatPanicsNamesPersonAndCycle holds for each of the functions that a model may have.
func TestAFunctionThatPanicsNamesPersonAndCycle(t *testing.T) {
	boom := func(p *sim.Person) {
		if p.ID == 7 && p.Cycle == 3 {
			panic("boom")
		}
	}
	for name, change := range map[string]func(*sim.Model){
		"rate of a move": func(m *sim.Model) {
			m.Transitions[3].Hazard = sim.Called(func(p *sim.Person) float64 { boom(p); return 0 })
		},
		"rate of an event": func(m *sim.Model) { m.Events[1].Hazard = sim.Called(func(p *sim.Person) float64 { boom(p); return 0 }) },
		"each":             func(m *sim.Model) { m.Each = boom },
	} {
		m := rich(t, sim.CompetingExponential)
		m.Arms[0].Start, m.Arms[0].ByGroup = map[string]float64{"out": 1}, nil
		m.Transitions[3].Hazard = sim.Constant(0)
		change(&m)
		c := compile(t, m)
		_, err := c.Run(context.Background(), sim.Study{Engine: sim.Step, People: 100})
		require.ErrorIs(t, err, sim.ErrModel, name)
		require.ErrorContains(t, err, "person 7: ", name)
		require.ErrorContains(t, err, "cycle 3: boom", name)
		for _, err = range c.Paths(sim.Study{Engine: sim.Step, People: 100}) {
		}
		require.ErrorContains(t, err, "person 7: ", name)
	}
	m := rich(t, sim.CompetingExponential)
	m.Begin = func(p *sim.Person) { panic("boom") }
	_, err := compile(t, m).Run(context.Background(), sim.Study{Engine: sim.Step, People: 1})
	require.ErrorContains(t, err, "person 0: ")
	require.ErrorContains(t, err, "cycle 0: boom")
}
