package withdrawal_test

import (
	"fmt"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/guidance/withdrawal"
	"github.com/oudpath/oudpath/plan/jurisdiction"
)

// A limit outside of a rule: the days to plan for withdrawal from methadone or another long-acting opioid, with where it comes from.
func Example() {
	engine, err := jurisdiction.Engine("us", time.UTC)
	if err != nil {
		panic(err)
	}
	value, from, ok := plan.LimitOn(engine, withdrawal.Course().Long, civil.Must(2026, time.March, 2))
	fmt.Println(value, ok)
	fmt.Println(from.Cites[0])
	// Output:
	// 10 true
	// Elsevier clinical overview, opioid withdrawal long-acting opioids
}
