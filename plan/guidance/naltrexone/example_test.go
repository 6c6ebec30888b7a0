package naltrexone_test

import (
	"fmt"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/guidance/naltrexone"
	"github.com/oudpath/oudpath/plan/jurisdiction"
)

// A limit outside of a rule: the days without short-acting opioids before naltrexone, with where it comes from.
func Example() {
	engine, err := jurisdiction.Engine("us", time.UTC)
	if err != nil {
		panic(err)
	}
	value, from, ok := plan.LimitOn(engine, naltrexone.OpioidFree().Short, civil.Must(2026, time.March, 2))
	fmt.Println(value, ok)
	fmt.Println(from.Cites[0])
	// Output:
	// 7 true
	// US label of Vivitrol opioid-free interval
}
