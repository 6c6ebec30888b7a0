package care_test

import (
	"fmt"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/guidance/care"
	"github.com/oudpath/oudpath/plan/jurisdiction"
)

// A limit outside of a rule: the months without a criterion that make an early remission, with where it comes from.
func Example() {
	engine, err := jurisdiction.Engine("us", time.UTC)
	if err != nil {
		panic(err)
	}
	value, from, ok := plan.LimitOn(engine, care.RemissionMonths().Early, civil.Must(2026, time.March, 2))
	fmt.Println(value, ok)
	fmt.Println(from.Cites[0])
	// Output:
	// 3 true
	// DSM-5-TR, opioid use disorder remission, 2022
}
