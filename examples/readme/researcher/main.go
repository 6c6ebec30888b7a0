// Researcher runs a cohort through a pathway, and prints how many are still in treatment.
package main

import (
	"context"
	"fmt"
	"log"

	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/sim"
)

func main() {
	trial := evidence.Source{ID: "start", Title: "START (CTN-0027), weekly hazard of stopping", Year: 2014}
	start := trial.At("", evidence.Secondary)
	// leaving is a hazard a week until week 4, and another one after it.
	leaving := func(medication string, early, late float64) sim.Transition {
		hazard := sim.Pieces(sim.Piece{Until: 4, Rate: early}, sim.Piece{Rate: late})
		return sim.Transition{From: medication, To: "out of treatment", Hazard: hazard, Source: start}
	}
	study, err := sim.Model{
		Cycle: sim.Week, Horizon: 24, Conversion: sim.CompetingExponential,
		States:      []sim.State{{Name: "methadone"}, {Name: "buprenorphine"}, {Name: "out of treatment"}},
		Transitions: []sim.Transition{leaving("methadone", .018, .012), leaving("buprenorphine", .051, .026)},
		Measures: []sim.Measure{{Name: "leaves methadone", Leaving: "methadone"},
			{Name: "leaves buprenorphine", Leaving: "buprenorphine"}},
		Arms: []sim.Arm{
			{Name: "methadone", Start: map[string]float64{"methadone": 1}},
			{Name: "buprenorphine", Start: map[string]float64{"buprenorphine": 1}},
		},
	}.Compile()
	if err != nil {
		log.Fatal(err)
	}

	result, err := study.Run(context.Background(), sim.Study{Engine: sim.Step, People: 100_000, Seed: 1})
	if err != nil {
		log.Fatal(err)
	}
	for _, arm := range study.Arms() {
		retained, err := result.NotYet(arm, "leaves "+arm)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Printf("%s: %.1f %% still in treatment at week 24\n", arm, 100*retained[24])
	}
}
