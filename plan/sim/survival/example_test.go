package survival_test

import (
	"fmt"

	"github.com/oudpath/oudpath/plan/sim/survival"
)

// Retention of four people in treatment, in weeks: three left, one was still there when observation ended.
func Example() {
	table, err := survival.Tabulate([]survival.Record{
		{Leave: 2, Cause: 1}, {Leave: 5, Cause: 1}, {Leave: 9, Cause: 1}, {Leave: 12},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	retention, err := table.KaplanMeier(survival.Limits{Level: .95, Scale: survival.LogLog})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, p := range retention.Points {
		fmt.Printf("week %2v: %d at risk, %.2f retained\n", p.Time, p.AtRisk, p.Estimate)
	}
	median, _ := retention.Quantile(.5)
	fmt.Println("half have left by week", median.Time)
	// Output:
	// week  2: 4 at risk, 0.75 retained
	// week  5: 3 at risk, 0.50 retained
	// week  9: 2 at risk, 0.25 retained
	// week 12: 1 at risk, 0.25 retained
	// half have left by week 7
}

// How often people die in the first four weeks in treatment and later, from whole histories in weeks.
func ExamplePersonTime() {
	const treatment, out, dead = survival.State(0), survival.State(1), survival.State(2)
	time, err := survival.NewPersonTime(3, 0, 4)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, h := range []survival.History{
		{Entries: []survival.Entry{{At: 0, State: treatment}, {At: 3, State: dead}}, End: 3},
		{Entries: []survival.Entry{{At: 0, State: treatment}, {At: 20, State: out}, {At: 22, State: treatment}}, End: 52},
	} {
		if err := time.Add(h); err != nil {
			fmt.Println(err)
			return
		}
	}
	fmt.Println("first four weeks:", time.Moves(treatment, 0, dead))
	fmt.Println("afterwards:", time.Moves(treatment, 1, dead))
	// Output:
	// first four weeks: {1 11}
	// afterwards: {0 42}
}
