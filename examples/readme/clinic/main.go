// Clinic records what happens to a person, and says what was wrong with it and what is due.
package main

import (
	"fmt"
	"log"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/jurisdiction"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/stages"
)

func main() {
	engine, err := jurisdiction.Engine("us", time.UTC)
	if err != nil {
		log.Fatal(err)
	}

	person := engine.Open("person-1")
	monday := time.Date(2026, time.March, 2, 9, 0, 0, 0, time.UTC)
	nurse := record.Actor{ID: "n-17", Role: "nurse"}
	for _, event := range []record.Event{
		{ID: "1", At: monday, Actor: nurse, Body: record.StageMove{Trigger: stages.Assess}},
		{ID: "2", At: monday.Add(time.Hour), Actor: nurse, Body: record.DoseGiven{
			Product: medication.MethadoneConc,
			Dose:    medication.Dose{Principal: medication.Milligrams(60)},
			Setting: medication.SettingOTP,
		}},
		{ID: "3", At: monday.Add(2 * time.Hour), Actor: nurse, Body: record.StageMove{Trigger: stages.BeginTherapy}},
	} {
		outcome, err := engine.Apply(person, event)
		if err != nil {
			log.Fatal(err)
		}
		person = outcome.Plan // a program stores outcome.Recorded, and shows outcome.Decision.Findings
	}

	fmt.Println("stage", person.Stage(), "- course", person.Course())
	for _, d := range person.Deviations() {
		fmt.Println("deviation:", d.Rule)
	}
	due, err := engine.Due(person, monday.AddDate(0, 0, 10))
	if err != nil {
		log.Fatal(err)
	}
	for _, obligation := range due[:3] {
		fmt.Println(obligation.Status, obligation.Due, obligation.Title)
	}
}
