package agenda_test

import (
	"fmt"
	"log"
	"slices"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/agenda"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/jurisdiction"
	"github.com/oudpath/oudpath/plan/record"
)

// The day after the first dose of methadone, of which little is on record.
func ExampleOn() {
	engine, err := jurisdiction.Engine("us", time.UTC)
	if err != nil {
		log.Fatal(err)
	}
	out, err := engine.Apply(engine.Open("person-1"), record.Event{
		ID: "1",
		At: time.Date(2026, time.March, 2, 9, 0, 0, 0, time.UTC),
		Body: record.DoseGiven{
			Product: medication.MethadoneConc,
			Dose:    medication.Dose{Principal: medication.Milligrams(20)},
			Setting: medication.SettingOTP,
		},
	})
	if err != nil {
		log.Fatal(err)
	}
	day := civil.Must(2026, time.March, 3)
	a, err := agenda.On(engine, day, slices.Values([]plan.Plan{out.Plan}), agenda.Options{Seed: 1, Urgent: true})
	if err != nil {
		log.Fatal(err)
	}
	for _, item := range a.Items() {
		fmt.Println(item.State, item.Group, item.Title)
	}
	// Output:
	// late tests Offer tests for hepatitis, HIV, tuberculosis, the liver and pregnancy, and vaccination against hepatitis A and B
	// late examinations Look into the prescription monitoring database
	// late supplies Supply naloxone or nalmefene to the person and the household
}
