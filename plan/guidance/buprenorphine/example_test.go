package buprenorphine_test

import (
	"fmt"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/guidance/buprenorphine"
	"github.com/oudpath/oudpath/plan/jurisdiction"
)

// A limit outside of a rule: the COWS score below which a first dose is refused, with where it comes from.
func Example() {
	engine, err := jurisdiction.Engine("us", time.UTC)
	if err != nil {
		panic(err)
	}
	value, from, ok := plan.LimitOn(engine, buprenorphine.InductionCOWS().Hard, civil.Must(2026, time.March, 2))
	fmt.Println(value, ok)
	fmt.Println(from.Cites[0])
	// Output:
	// 8 true
	// ACEP buprenorphine tool for emergency departments
}
