package replay_test

import (
	"context"
	"fmt"
	"log"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/jurisdiction"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/sim"
	"github.com/oudpath/oudpath/plan/sim/replay"
	"github.com/oudpath/oudpath/stages"
)

func Example() {
	numbers := evidence.Source{ID: "invented-for-the-example", Title: "invented for the example"}.At("", evidence.Unconfirmed)
	model, err := sim.Model{
		Cycle: sim.Week, Horizon: 26, Conversion: sim.CompetingExponential,
		States: []sim.State{{Name: "in treatment", Stage: stages.Therapy}, {Name: "out", Stage: stages.DischargedUnplanned}},
		Transitions: []sim.Transition{
			{Name: "leave", From: "in treatment", To: "out", Hazard: sim.Constant(.05), Source: numbers},
			{Name: "come back", From: "out", To: "in treatment", Hazard: sim.Constant(.02), Source: numbers},
		},
		Arms: []sim.Arm{{Name: "usual", Start: map[string]float64{"in treatment": 1}}},
	}.Compile()
	if err != nil {
		log.Fatal(err)
	}
	engine, err := jurisdiction.Engine("us", time.UTC)
	if err != nil {
		log.Fatal(err)
	}
	study := replay.Study{
		Model: model, Engine: engine, Begin: time.Date(2026, time.March, 2, 12, 0, 0, 0, time.UTC),
		Read:   replay.Reading{Steps: map[string]replay.Step{"leave": {Reason: record.ReasonPatientChoice}}},
		Sample: sim.Study{Engine: sim.Step, People: 100, Seed: 1},
	}
	show := func() {
		found, err := study.Run(context.Background())
		if err != nil {
			log.Fatal(err)
		}
		usual := found.Arms[0]
		fmt.Println("moves", usual.Intents, "illegal", usual.Illegal, "journeys: concordant", usual.Concordant, "deviating",
			usual.Deviating)
	}
	show()
	// Nobody was said to have naloxone at hand, and whoever leaves care without it is a deviation; who stays is none. A policy that
	// supplies it is a fact of the reading.
	study.Read.Before = []record.Body{record.NaloxoneSupplied{Product: medication.NaloxoneIN, Doses: 2}}
	show()
	// Output:
	// moves 322 illegal 0 journeys: concordant 17 deviating 83
	// moves 322 illegal 0 journeys: concordant 100 deviating 0
}
