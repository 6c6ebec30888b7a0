package us_test

import (
	"fmt"
	"time"

	"github.com/oudpath/oudpath/plan/guidance/methadone"
	"github.com/oudpath/oudpath/plan/jurisdiction"
)

// A limit has a history: what held when, on whose word.
func Example() {
	engine, err := jurisdiction.Engine("us", time.UTC)
	if err != nil {
		panic(err)
	}
	for _, s := range engine.Settings(methadone.FirstDayTotal().Hard) {
		fmt.Printf("%s from %q: %s\n", s.Text(), s.Effective, s.Cites[0])
	}
	// Output:
	// 50 mg from "2024-04-02": 42 CFR 8.12 (h)(3)(ii), 2024
	// 40 mg from "": 42 CFR 8.12 first dose and first day, 2001
}
