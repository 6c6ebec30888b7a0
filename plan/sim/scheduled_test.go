package sim_test

import (
	"math"
	"slices"
	"testing"

	"github.com/oudpath/oudpath/plan/sim"
	"github.com/stretchr/testify/require"
)

// scheduled is a model in which people move between two states, or away and back into the same, while a course is to end.
func scheduled(states []sim.State, start string, ways ...sim.Transition) sim.Model {
	m := sim.Model{Cycle: sim.Week, Horizon: 12, Conversion: sim.ConditionalOnSurvival, Episodes: sim.Episodes{In: "care", Last: 1},
		States: slices.Concat(states, []sim.State{{Name: "closed"}}), Transitions: ways, Arms: []sim.Arm{{Name: "usual",
			Start: map[string]float64{start: 1}}}}
	cite(&m)
	return m
}

// TestNobodyPassesAScheduledEnd: whoever makes another move in the scheduled cycle, or comes into the state after it, leaves later
// and does not stay for ever. The shares are worked out by hand; all engines have to meet them.
func TestNobodyPassesAScheduledEnd(t *testing.T) {
	care := []sim.State{{Name: "a", Tags: []string{"care"}}, {Name: "b", Tags: []string{"care"}}}
	quarter := sim.Probability(.25)
	back := []sim.Branch{{Share: 1, To: "a"}}
	falling := map[int]float64{2: 1, 3: .25, 4: .0625, 5: .015625, 11: math.Pow(.25, 9)}
	for name, c := range map[string]struct {
		model sim.Model
		want  map[int]float64 // share in care by moment
	}{
		"a move to a state that ends too": {scheduled(care, "a",
			sim.Transition{From: "a", To: "b", Hazard: quarter}, sim.Transition{From: "b", To: "a", Hazard: quarter},
			sim.Transition{Name: "end", From: "care", To: "closed", Hazard: sim.Scheduled(3).On(sim.Calendar)}), falling},
		"the same in an episode": {scheduled(care, "a",
			sim.Transition{From: "a", To: "b", Hazard: quarter}, sim.Transition{From: "b", To: "a", Hazard: quarter},
			sim.Transition{Name: "end", From: "care", To: "closed", Hazard: sim.Scheduled(3).On(sim.InEpisode)}), falling},
		"a branch that leads back": {scheduled(care[:1], "a", sim.Transition{Name: "lapse", From: "a", Branches: back, Hazard: quarter},
			sim.Transition{Name: "end", From: "a", To: "closed", Hazard: sim.Scheduled(3)}), falling},
		"a branch back, by calendar": {scheduled(care[:1], "a", sim.Transition{Name: "lapse", From: "a", Branches: back, Hazard: quarter},
			sim.Transition{Name: "end", From: "a", To: "closed", Hazard: sim.Scheduled(3).On(sim.Calendar)}), falling},
		"coming when it is over": {scheduled(care, "b", sim.Transition{From: "b", To: "a", Hazard: sim.Scheduled(5)},
			sim.Transition{Name: "end", From: "a", To: "closed",
				Hazard: sim.Scheduled(2).On(sim.Calendar)}), map[int]float64{5: 1, 6: 0, 12: 0}},
		"at once": {scheduled(care[:1], "a", sim.Transition{Name: "lapse", From: "a", Branches: back, Hazard: quarter},
			sim.Transition{Name: "end", From: "a", To: "closed", Hazard: sim.Scheduled(1)}), map[int]float64{0: 1, 1: .25, 2: .0625}},
	} {
		t.Run(name, func(t *testing.T) {
			study := compile(t, c.model)
			for _, e := range []sim.Engine{sim.Cohort, sim.Step, sim.Jump, sim.Counts} {
				const people = 40_000
				got := occupancy(t, run(t, study, sim.Study{Engine: e, People: people, Seed: 5}), "usual", "care")
				for moment, want := range c.want {
					if e == sim.Cohort {
						require.InDelta(t, want, got[moment], 1e-15, "moment %d", moment)
						continue
					}
					require.InDelta(t, want, got[moment], 5*math.Sqrt(want*(1-want)/people)+1e-4, "%v, moment %d", e, moment)
				}
			}
			for _, e := range []sim.Engine{sim.Step, sim.Jump} {
				countByHand(t, study, sim.Study{Engine: e, People: 50, Seed: 5})
			}
		})
	}
}

// TestScheduledSharesThatCanBePassed: a share leaves at one time only, so that Verify has to say where people can miss it.
func TestScheduledSharesThatCanBePassed(t *testing.T) {
	care := []sim.State{{Name: "a", Tags: []string{"care"}}, {Name: "b", Tags: []string{"care"}}}
	share := sim.ScheduledShare(3, .5)
	there := sim.Transition{From: "a", To: "b", Hazard: sim.Constant(.1)}
	for name, c := range map[string]struct {
		model  sim.Model
		passed bool
	}{
		"in state": {scheduled(care, "a", there, sim.Transition{Name: "end", From: "care", To: "closed", Hazard: share}),
			false},
		"nobody comes": {scheduled(care, "a", there,
			sim.Transition{Name: "end", From: "a", To: "closed", Hazard: share.On(sim.Calendar)}), false},
		"calendar, people come": {scheduled(care, "a", there,
			sim.Transition{Name: "end", From: "b", To: "closed", Hazard: share.On(sim.Calendar)}), true},
		"led back": {scheduled(care[:1], "a",
			sim.Transition{Name: "lapse", From: "a", Branches: []sim.Branch{{Share: 1, To: "a"}}, Hazard: sim.Constant(.1)},
			sim.Transition{Name: "end", From: "a", To: "closed", Hazard: share}), true},
	} {
		warned := 0
		for _, f := range c.model.Verify() {
			require.False(t, f.Fault, "%s: %v", name, f)
			if f.Where != "" && f.What == "people can be elsewhere, or make another move, in the one cycle in which the share leaves, and miss it" {
				warned++
			}
		}
		require.Equal(t, c.passed, warned == 1, name)
	}
}

func TestScheduledEndsThatCannotCome(t *testing.T) {
	care := []sim.State{{Name: "a", Tags: []string{"care"}}}
	for name, c := range map[string]struct {
		hazard sim.Hazard
		cap    int
		want   string
	}{
		"the clock stands still before": {sim.Scheduled(9).On(sim.InEpisode), 7, "stands still"},
		"just so":                       {sim.Scheduled(9).On(sim.InEpisode), 8, ""},
		"a share for ever":              {sim.ScheduledShare(9, .5).On(sim.InEpisode), 8, "stands still"},
		"a share once":                  {sim.ScheduledShare(9, .5).On(sim.InEpisode), 9, ""},
		"the window is closed":          {sim.Scheduled(5).On(sim.SinceLeaving), 0, "is closed"},
		"the window's last cycle":       {sim.Scheduled(4).On(sim.SinceLeaving), 0, ""},
	} {
		m := scheduled(care, "a", sim.Transition{Name: "end", From: "a", To: "closed", Hazard: c.hazard})
		m.Episodes.Cap, m.Leaving = c.cap, []sim.Leaving{{Of: "closed", Cycles: 4}}
		err := sim.Faults(m.Verify())
		if c.want == "" {
			require.NoError(t, err, name)
			continue
		}
		require.ErrorContains(t, err, c.want, name)
	}
	m := scheduled(care, "a", sim.Transition{Name: "end", From: "a", To: "closed", Hazard: sim.Scheduled(3)})
	m.Effects = []sim.Effect{{On: "end", By: .5, Source: invented}}
	require.ErrorContains(t, sim.Faults(m.Verify()), "ScheduledShare", "half of a certain end is a share")
	m.Effects[0].By = 0
	require.NoError(t, sim.Faults(m.Verify()), "an end can be called off")
}
