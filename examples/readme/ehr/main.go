// Ehr asks whether an order may be given to a person now, and why not.
package main

import (
	"fmt"
	"log"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/jurisdiction"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/stages/scale"
)

func main() {
	engine, err := jurisdiction.Engine("us", time.UTC)
	if err != nil {
		log.Fatal(err)
	}

	now := time.Date(2026, time.March, 2, 9, 0, 0, 0, time.UTC)
	person := engine.Open("person-1")
	for _, fact := range []record.Event{ // what the record says
		{ID: "1", At: now.Add(-3 * time.Hour), Body: record.OpioidUsed{Agent: "heroin"}},
		{ID: "2", At: now, Body: record.Scored{Scale: scale.COWS, Total: 14}},
		{ID: "3", At: now, Body: record.SignsObserved{Signs: []record.Sign{record.Mydriasis, record.Piloerection}}},
	} {
		outcome, err := engine.Apply(person, fact)
		if err != nil {
			log.Fatal(err)
		}
		person = outcome.Plan
	}

	order := record.Event{At: now, Body: record.Order{
		Product: medication.BupSL,
		Dose:    medication.Dose{Principal: medication.Milligrams(4)},
		Setting: medication.SettingOffice,
	}}
	decision, err := engine.Check(person, order)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(decision.Status)
	for _, finding := range decision.Violated(plan.Block) {
		fmt.Println(finding.String())
		fmt.Println("to resolve:", finding.Remedy)
	}
	instead, err := engine.Instead(person, order)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("possible:", instead.Wait.String())
	for _, offer := range instead.Possible { // each was asked of the same rules
		fmt.Println("instead:", offer.String())
	}
}
