package economics_test

import (
	"fmt"

	"github.com/oudpath/oudpath/plan/sim/economics"
)

// The four strategies of the Sick-Sicker teaching model, with the published discounted costs and QALYs per person.
func Example() {
	table, err := economics.Frontier([]economics.Strategy{
		{Name: "standard of care", Cost: 151579.8660, Effect: 20.71133146},
		{Name: "A", Cost: 284804.5134, Effect: 21.49866281},
		{Name: "B", Cost: 259100.4106, Effect: 22.18446514},
		{Name: "AB", Cost: 378875.1984, Effect: 23.13684414},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, line := range table {
		fmt.Printf("%s: %v", line.Name, line.Standing)
		if line.Against != "" {
			fmt.Printf(", %.0f per QALY beyond %s", line.Ratio, line.Against)
		}
		fmt.Println()
	}
	// Output:
	// standard of care: efficient
	// B: efficient, 72988 per QALY beyond standard of care
	// A: dominated
	// AB: efficient, 125764 per QALY beyond B
}

// What it would be worth to know everything, from three draws of two strategies.
func ExampleSample_PerfectInformation() {
	sample, err := economics.NewSample("methadone", "buprenorphine")
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, draw := range [][2][]float64{
		{{1000, 1400}, {.70, .72}}, {{1100, 1300}, {.71, .70}}, {{900, 1500}, {.69, .73}},
	} {
		if err := sample.Add(draw[0], draw[1]); err != nil {
			fmt.Println(err)
			return
		}
	}
	value, err := sample.PerfectInformation(50_000)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%.0f per person\n", value.Value)
	// Output: 233 per person
}
