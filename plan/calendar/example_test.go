package calendar_test

import (
	"fmt"
	"log"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/calendar"
	"github.com/oudpath/oudpath/plan/jurisdiction"
	"github.com/oudpath/oudpath/plan/truth"
)

// A published start, for somebody of whom little is known: what is in the way stands on the day.
func ExampleFollow() {
	engine, err := jurisdiction.Engine("us", time.UTC)
	if err != nil {
		log.Fatal(err)
	}
	schedule, err := calendar.Named("bup.start.emergency-threshold")
	if err != nil {
		log.Fatal(err)
	}
	c, err := calendar.Follow(engine, engine.Open("person-1"), schedule, calendar.Request{
		At:      time.Date(2026, time.March, 2, 9, 0, 0, 0, time.UTC),
		Product: medication.BupSL,
		Setting: medication.SettingEmergency,
		Watched: truth.Yes,
	})
	if err != nil {
		log.Fatal(err)
	}
	for i := range c.Days[:2] {
		d := &c.Days[i]
		fmt.Println(d.Date, d.Summary(), "-", d.Standing())
		for _, f := range d.Stands() {
			fmt.Println("  needs", f.Missing[0])
		}
	}
	// Output:
	// 2026-03-02 8 mg buprenorphine sublingual tablet - waits
	//   needs COWS total of 8 or more not older than 2 h
	//   needs an examination for objective signs of withdrawal that finds 1 or more not older than 2 h
	//   needs time of the last opioid use
	//   needs time of the last opioid use
	// 2026-03-03 16 mg buprenorphine sublingual tablet - allowed
}
