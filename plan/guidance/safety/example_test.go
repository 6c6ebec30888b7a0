package safety_test

import (
	"fmt"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/guidance/safety"
	"github.com/oudpath/oudpath/plan/jurisdiction"
)

// A limit outside of a rule: for how long an overdose counts as recent, with where it comes from.
func Example() {
	engine, err := jurisdiction.Engine("us", time.UTC)
	if err != nil {
		panic(err)
	}
	value, from, ok := plan.LimitOn(engine, safety.RecentOverdose().Months, civil.Must(2026, time.March, 2))
	fmt.Println(value, ok)
	fmt.Println(from.Cites[0])
	// Output:
	// 12 true
	// oudpath proposal a recent overdose
}
