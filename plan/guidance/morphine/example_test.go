package morphine_test

import (
	"fmt"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/guidance/morphine"
	"github.com/oudpath/oudpath/plan/jurisdiction"
)

// With how much slow-release morphine goes on after three missed doses, and where that comes from. In a place that has no text about it
// nothing is set.
func Example() {
	day := civil.Must(2026, time.March, 2)
	for _, place := range []string{"ca", "us"} {
		engine, err := jurisdiction.Engine(place, time.UTC)
		if err != nil {
			panic(err)
		}
		ladder, from, ok := plan.LimitOn(engine, morphine.Missed().Ladder, day)
		fmt.Println(place, ok)
		if part, said := ladder.After(3); said {
			fmt.Println(part.From(medication.Milligrams(500)), "after three missed doses of 500 mg")
			fmt.Println(from.Cites[0])
		}
	}
	// Output:
	// ca true
	// 200 mg after three missed doses of 500 mg
	// British Columbia guideline for opioid use disorder missed doses of slow-release morphine, 2017
	// us false
}
