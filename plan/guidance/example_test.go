package guidance_test

import (
	"fmt"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/jurisdiction"
	"github.com/oudpath/oudpath/plan/record"
)

// Naltrexone for somebody whose last opioid is not on record: the answer is neither yes nor no, and says what is missing.
func Example() {
	engine, err := jurisdiction.Engine("us", time.UTC)
	if err != nil {
		panic(err)
	}
	order := record.Order{Product: medication.NtxXR, Dose: medication.Dose{Principal: medication.Milligrams(380)}}
	decision, err := engine.Check(engine.Open("person-1"), record.Event{At: time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC), Body: order})
	if err != nil {
		panic(err)
	}
	fmt.Println(decision.Status)
	for _, f := range decision.Unknown() {
		if f.Holds {
			fmt.Println(f.Rule)
		}
	}
	// Output:
	// undetermined
	// naltrexone.opioid-free.short
	// naltrexone.opioid-free.long
	// naltrexone.utox
	// naltrexone.concurrent-opioid
}
