// Package m8 holds the benchmark pathway M8: eight states of opioid use disorder care with weekly steps, on which the engines of
// plan/sim are proved and measured and which the programs beside it run in other languages.
//
// Its probabilities are made up so that the pathway has the size and the rhythm of a real one. They are not estimates of anything
// and say nothing about any treatment.
package m8

import (
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/sim"
	"github.com/oudpath/oudpath/stages"
)

var states = [8]string{"OUT", "DETOX", "RES", "MET", "BUP", "XNT", "ABS", "DEAD"}

// States returns the states, in the order in which the other programs number them.
func States() [8]string { return states }

// stageOf says where people in the states are on the journey.
var stageOf = [8]stages.Stage{stages.DischargedUnplanned, stages.Detox, stages.Therapy, stages.Therapy, stages.Therapy, stages.Therapy,
	stages.Recovery, stages.Deceased}

var weekly = [8][8]float64{
	{0, .010, .004, .008, .015, .002, .002, .0005},
	{.45, 0, .10, .05, .15, .08, .05, .0002},
	{.12, 0, 0, .01, .03, .02, .05, .0001},
	{.020, .001, 0, 0, .002, 0, .001, .00015},
	{.031, .002, 0, .003, 0, 0, .0015, .00012},
	{.031, .003, 0, 0, .003, 0, .003, .00015},
	{.015, 0, 0, 0, 0, 0, 0, .0001},
}

// Weekly returns the weekly probabilities of going from one state to another before they are scaled with time in the state.
func Weekly() [8][8]float64 { return weekly }

// source says where the numbers come from: nowhere.
var source = evidence.Source{ID: "m8", Title: "benchmark pathway M8 of this library, invented numbers"}.
	At("", evidence.Unconfirmed)

// Model returns M8 over so many weeks, with one arm in which everybody starts in DETOX.
//
// Exits other than death are scaled by 1.6 in the first 4 weeks of a stay and by 0.5 from week 26 on, in all states but DETOX;
// death is doubled in the first 4 weeks of OUT and MET.
func Model(weeks int) sim.Model {
	m := sim.Model{
		Name: "M8", Cycle: sim.Week, Horizon: weeks, Conversion: sim.ConditionalOnSurvival,
		Arms:     []sim.Arm{{Name: "usual", Start: map[string]float64{"DETOX": 1}}},
		Measures: []sim.Measure{{Name: "death", Reaching: "DEAD"}, {Name: "left care", Leaving: "care"}},
	}
	for from, name := range states {
		state := sim.State{Name: name, Stage: stageOf[from]}
		switch name {
		case "DETOX", "DEAD":
		default:
			state.Tags = append(state.Tags, "scaled")
		}
		switch name {
		case "OUT", "MET":
			state.Tags = append(state.Tags, "risky start")
		}
		switch name {
		case "DETOX", "RES", "MET", "BUP", "XNT":
			state.Tags = append(state.Tags, "care")
		}
		m.States = append(m.States, state)
		for to, p := range weekly[from] {
			if p == 0 {
				continue
			}
			m.Transitions = append(m.Transitions, sim.Transition{
				Name: kind(to) + " " + states[to], From: name, To: states[to], Hazard: sim.Probability(p), Source: source,
			})
		}
	}
	for to := range states {
		if kind(to) == "death" {
			m.Effects = append(m.Effects, sim.Effect{On: "death DEAD", By: 2, Source: source,
				When: sim.When{State: "risky start", InState: sim.Window{To: 4}}})
			continue
		}
		exit := sim.Effect{On: "exit " + states[to], Source: source, When: sim.When{State: "scaled"}}
		exit.By, exit.When.InState = 1.6, sim.Window{To: 4}
		m.Effects = append(m.Effects, exit)
		exit.By, exit.When.InState = 0.5, sim.Window{From: 26}
		m.Effects = append(m.Effects, exit)
	}
	return m
}

func kind(to int) string {
	if states[to] == "DEAD" {
		return "death"
	}
	return "exit"
}
