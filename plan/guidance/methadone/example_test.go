package methadone_test

import (
	"fmt"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/guidance/methadone"
	"github.com/oudpath/oudpath/plan/jurisdiction"
)

// A limit outside of a rule: the methadone of a first day, above which a documented reason is asked for, with where it comes from.
func Example() {
	engine, err := jurisdiction.Engine("us", time.UTC)
	if err != nil {
		panic(err)
	}
	value, from, ok := plan.LimitOn(engine, methadone.FirstDayTotal().Hard, civil.Must(2026, time.March, 2))
	fmt.Println(value, ok)
	fmt.Println(from.Cites[0])
	// Output:
	// 50 mg true
	// 42 CFR 8.12 (h)(3)(ii), 2024
}
