package program_test

import (
	"fmt"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/guidance/program"
	"github.com/oudpath/oudpath/plan/jurisdiction"
)

// A limit outside of a rule: how long a screening examination holds, with where it comes from.
func Example() {
	engine, err := jurisdiction.Engine("us", time.UTC)
	if err != nil {
		panic(err)
	}
	value, from, ok := plan.LimitOn(engine, program.Screening().Valid, civil.Must(2026, time.March, 2))
	fmt.Println(value, ok)
	fmt.Println(from.Cites[0])
	// Output:
	// 7 true
	// 42 CFR 8.12 (f)(2)(ii), 2024
}
