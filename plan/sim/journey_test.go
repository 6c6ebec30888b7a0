package sim_test

import (
	"testing"

	"github.com/oudpath/oudpath/plan/sim"
	"github.com/oudpath/oudpath/stages"
	"github.com/stretchr/testify/require"
)

func TestRoutesTranslateMovesIntoSteps(t *testing.T) {
	journey := stages.Journey()
	m := sim.Model{Cycle: sim.Week, Horizon: 4, Conversion: sim.CompetingExponential,
		States: []sim.State{{Name: "methadone", Stage: stages.Therapy}, {Name: "buprenorphine", Stage: stages.Therapy},
			{Name: "out", Stage: stages.DischargedUnplanned}, {Name: "dead", Stage: stages.Deceased}},
		Transitions: []sim.Transition{
			{From: "methadone", To: "buprenorphine", Hazard: sim.Constant(0.1)}, {From: "methadone", To: "out", Hazard: sim.Constant(0.1)},
			{From: "out", To: "methadone", Hazard: sim.Constant(0.1)}, {From: "out", To: "dead", Hazard: sim.Constant(0.1)},
			{Name: "overdose", From: "out", Hazard: sim.Constant(0.1),
				Branches: []sim.Branch{{Share: 0.1, To: "dead"}, {Share: 0.9, To: "out"}}},
		},
		Arms: []sim.Arm{{Name: "usual", Start: map[string]float64{"methadone": 1}}}}
	cite(&m)
	routes, found := compile(t, m).Routes(journey)
	require.Empty(t, found)
	walks := map[string][]stages.Trigger{}
	for _, r := range routes {
		walks[r.Name] = r.Walk.Triggers()
	}
	require.Empty(t, walks["methadone → buprenorphine"], "both are therapy")
	require.Equal(t, []stages.Trigger{stages.DischargeUnplanned}, walks["methadone → out"])
	require.Equal(t, []stages.Trigger{stages.Readmit, stages.BeginTherapy}, walks["out → methadone"],
		"readmission leads to assessment first")
	require.Equal(t, []stages.Trigger{stages.Death}, walks["out → dead"])

	m.States[3].Stage = ""
	m.Transitions = append(m.Transitions, sim.Transition{From: "dead", To: "out", Hazard: sim.Constant(0.1), Source: invented})
	_, found = compile(t, m).Routes(journey)
	require.ErrorContains(t, sim.Faults(found), `"dead"`)
	m.States[3].Stage = stages.Deceased
	_, found = compile(t, m).Routes(journey)
	require.Len(t, found, 1)
	require.Contains(t, found[0].String(), `no steps lead from "deceased"`)
}

func TestJourneyStatesAreTheStages(t *testing.T) {
	journey := stages.Journey()
	states := sim.JourneyStates(journey)
	require.Len(t, states, len(journey.IDs()))
	require.Equal(t, sim.State{Name: "referral", Stage: stages.Referral}, states[0])
}
