package main

import (
	"errors"
	"fmt"
	"math"
)

// floor is what the shares have to come to, in percent, and of how many mutants a sample has to be at least.
type floor struct {
	caught, plain, equivalent float64
	least                     int
}

// doubt is how often a sample may fail of a program that reaches its aim exactly.
const doubt = 0.01

// check compares the shares with what they have to come to. All mutants together are held to the aim itself. A sample fails where it is
// clearly below: where a program that reaches the aim exactly would show so few in less than one of a hundred samples. A sample of fewer
// than the least fails, whatever it shows. What is declared is counted in all mutants in any case, because all declarations are known.
func (f floor) check(t *tally) error {
	n, whole := t.counts(all), len(t.judged) == len(t.every)
	judged := n.total() - n[equivalent]
	var errs []error
	if !whole && n.total() < f.least {
		errs = append(errs, fmt.Errorf("%d mutants were judged, want at least %d", n.total(), f.least))
	}
	for _, of := range []struct {
		caught int
		aim    float64
		how    string
	}{{n[caught] + n[byGolden], f.caught, ""}, {n[caught], f.plain, " without golden files"}} {
		share := percent(of.caught, judged)
		switch {
		case whole && share < of.aim:
			errs = append(errs, fmt.Errorf("%.1f %% are caught%s, want %g %%", share, of.how, of.aim))
		case !whole && atMost(of.caught, judged, of.aim/100) < doubt:
			errs = append(errs, fmt.Errorf("%d of %d are caught%s (%.1f %%): clearly below %g %%", of.caught, judged, of.how, share, of.aim))
		}
	}
	known := 0
	for _, m := range t.every {
		if t.declared[m.key()] != "" {
			known++
		}
	}
	if share := percent(known, len(t.every)); len(t.every) > 0 && share > f.equivalent {
		errs = append(errs, fmt.Errorf("%.1f %% are declared equivalent, want at most %g %%", share, f.equivalent))
	}
	if some := t.contradictions(); len(some) > 0 {
		errs = append(errs, fmt.Errorf("%d mutants are declared equivalent and caught", len(some)))
	}
	return errors.Join(errs...)
}

// atMost is the probability that of n mutants at most k are caught, where each is with the chance p. Mutants are drawn without being put
// back, which makes what is seen less likely still.
func atMost(k, n int, p float64) float64 {
	switch {
	case k >= n || p <= 0:
		return 1
	case p >= 1:
		return 0
	}
	sum := 0.0
	for i := range k + 1 {
		sum += math.Exp(choose(n, i) + float64(i)*math.Log(p) + float64(n-i)*math.Log1p(-p))
	}
	return min(sum, 1)
}

// choose is the logarithm of the number of ways to pick k of n.
func choose(n, k int) float64 {
	lgamma := func(n int) float64 { v, _ := math.Lgamma(float64(n + 1)); return v }
	return lgamma(n) - lgamma(k) - lgamma(n-k)
}
