package measure_test

import (
	"fmt"
	"log"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/jurisdiction"
	"github.com/oudpath/oudpath/plan/measure"
	"github.com/oudpath/oudpath/plan/record"
)

// An invented person was given buprenorphine on the third day after the diagnosis.
func ExampleMeasure_Of() {
	engine, err := jurisdiction.Engine("us", time.UTC)
	if err != nil {
		log.Fatal(err)
	}
	p, _, err := engine.Import("person-1", []record.Event{
		{ID: "1", At: time.Date(2025, time.March, 3, 9, 0, 0, 0, time.UTC), Body: record.DiagnosisRecorded{Criteria: 7}},
		{ID: "2", At: time.Date(2025, time.March, 6, 9, 0, 0, 0, time.UTC), Body: record.DoseGiven{Product: medication.BupnxFilm,
			Dose: medication.Dose{Principal: medication.Milligrams(4), Companion: medication.Milligrams(1)}}}})
	if err != nil {
		log.Fatal(err)
	}
	year := measure.Question{Last: civil.Must(2025, time.December, 31)}
	for _, id := range []measure.ID{"washington-circle.initiation", "cbe-3175"} {
		m, _ := measure.Named(id)
		c, err := m.Of(p, year)
		if err != nil {
			c.Why = "not computable as published: " + m.Lacks()[1].Says
		}
		fmt.Println(id, c.Result, c.Why)
	}
	m, _ := measure.Named("washington-circle.initiation")
	year.Beside = measure.Beside{From: civil.Must(2024, time.December, 1), Until: civil.Must(2025, time.December, 31)}
	c, err := m.Of(p, year)
	fmt.Println(m.ID, c.Result, c.Why, err)
	// Output:
	// washington-circle.initiation not-known whether there was care elsewhere from 2025-01-02 to 2025-03-02 is not stated
	// cbe-3175 not stated not computable as published: that a gap of more than 7 days ends it was not seen
	// washington-circle.initiation met medication on 2025-03-06, day 3 after the index <nil>
}
