package calibrate_test

import (
	"fmt"

	"github.com/oudpath/oudpath/plan/sim/calibrate"
	"github.com/oudpath/oudpath/plan/sim/uncertainty/distribution"
)

// The weekly hazard of leaving treatment, calibrated to the numbers of people retained at two weeks of a made-up trial.
func Example() {
	hazard, err := distribution.Uniform(0, .2)
	if err != nil {
		fmt.Println(err)
		return
	}
	prior, err := calibrate.Independent(hazard)
	if err != nil {
		fmt.Println(err)
		return
	}
	observed := calibrate.Proportion{Events: 120, People: 200} // retained at week 10
	options := calibrate.IMIS{Seed: 1, Initial: 1000, Batch: 100, Rounds: 50, Resample: 500}
	posterior, err := options.Sample(prior, func(values []float64) (float64, error) {
		retained := 1.0
		for range 10 {
			retained *= 1 - values[0]
		}
		return observed.LogLikelihood(retained), nil
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	mean := posterior.Mean(func(values []float64) float64 { return values[0] })
	fmt.Printf("%.3f per week, converged %v\n", mean, posterior.Converged)
	// Output: 0.050 per week, converged true
}
