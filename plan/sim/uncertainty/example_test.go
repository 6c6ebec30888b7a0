package uncertainty_test

import (
	"fmt"

	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/sim/uncertainty"
	"github.com/oudpath/oudpath/plan/sim/uncertainty/distribution"
)

// Deaths averted per 1 000 years out of treatment that become years in treatment, with the declared uncertainty of a
// published rate and a published ratio.
func Example() {
	ratio, err := distribution.LognormalInterval(.42, .53, .95)
	if err != nil {
		fmt.Println(err)
		return
	}
	rate, err := distribution.Gamma(629, 1/30893.5)
	if err != nil {
		fmt.Println(err)
		return
	}
	set, err := uncertainty.NewSet(
		uncertainty.Parameter{Name: "mortality ratio in treatment", Law: ratio,
			Source: evidence.Source{ID: "santo-2021", Title: "Santo 2021 JAMA Psychiatry 78:979", Year: 2021}.At("", evidence.Primary)},
		uncertainty.Parameter{Name: "deaths per year after detox", Law: rate,
			Source: evidence.Source{ID: "walley-2020", Title: "Walley 2020 Addiction 115:1496", Year: 2020}.At("Table 3a",
				evidence.Primary)},
	)
	if err != nil {
		fmt.Println(err)
		return
	}
	averted := func(v uncertainty.Values) (float64, error) {
		return 1000 * v.Get("deaths per year after detox") * (1 - v.Get("mortality ratio in treatment")), nil
	}
	var mean uncertainty.Mean
	for _, values := range set.Draws(uncertainty.Latin(1, 1000), 1000) {
		result, _ := averted(values)
		mean.Add(result)
	}
	fmt.Printf("averted: %.1f\n", mean.Value())
	swings, err := set.Tornado(set.Medians(), .95, averted)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range swings {
		fmt.Printf("%s: %.1f to %.1f\n", s.Name, s.AtLow, s.AtHigh)
	}
	// Output:
	// averted: 10.7
	// mortality ratio in treatment: 11.8 to 9.6
	// deaths per year after detox: 9.9 to 11.6
}
