package sim

import (
	"errors"
	"fmt"
	"math"

	"github.com/oudpath/oudpath/plan/sim/internal/portable"
	"github.com/oudpath/oudpath/plan/sim/internal/vector"
)

// ErrRates is returned for a matrix that is not one of transition rates.
var ErrRates = errors.New("sim: not a matrix of transition rates")

// TransitionProbabilities returns the probability of being in state j a time later for somebody who is in state i now, where
// rates[i][j] is the constant rate from i to j per unit of that time: the matrix exponential of rates·time. The diagonal of rates
// is ignored.
//
// It is the exact conversion of constant rates to probabilities of a longer cycle, moves there and back within the cycle
// included. The two Conversions of a Model let a person move once per cycle at most, and come closer to it the shorter the cycle is.
func TransitionProbabilities(rates [][]float64, time float64) ([][]float64, error) {
	n := len(rates)
	q, largest := square(n), 0.0
	for i, row := range rates {
		if len(row) != n {
			return nil, fmt.Errorf("%w: row %d has %d entries, not %d", ErrRates, i, len(row), n)
		}
		for j, rate := range row {
			if i == j {
				continue
			}
			if err := nonNegative("rate", rate*time); err != nil {
				return nil, fmt.Errorf("%w: row %d: %w", ErrRates, i, err)
			}
			q[i][j] = rate * time
			q[i][i] -= float64(rate * time)
		}
		largest = max(largest, -q[i][i])
	}
	// Uniformisation: with u above every rate of leaving, exp(q) = Σ Poisson(k; u)·(1 + q/u)^k, a sum of non-negative numbers
	// only, so that no probability can come out negative. Squaring afterwards keeps u, and with it the number of terms, small.
	halvings := max(0, int(math.Ceil(math.Log2(max(largest, 1)))))
	u := max(math.Ldexp(largest, -halvings), math.SmallestNonzeroFloat64)
	step := square(n)
	for i := range step {
		for j := range step {
			step[i][j] = math.Ldexp(q[i][j], -halvings) / u
		}
		step[i][i]++
	}
	p, power, weight := square(n), identity(n), portable.Exp(-u)
	for k := 1; k < 60; k++ {
		for i := range p {
			for j := range p {
				p[i][j] += float64(weight * power[i][j])
			}
		}
		power = product(power, step)
		weight *= u / float64(k)
	}
	for range halvings {
		p = product(p, p)
	}
	for _, row := range p { // rounding may leave a row a hair above 1
		if total := vector.Sum(row); total > 1 {
			scale(row, 1/total)
		}
		for j := range row {
			row[j] = min(row[j], 1)
		}
	}
	return p, nil
}

func square(n int) [][]float64 {
	m := make([][]float64, n)
	for i := range m {
		m[i] = make([]float64, n)
	}
	return m
}

func identity(n int) [][]float64 {
	m := square(n)
	for i := range m {
		m[i][i] = 1
	}
	return m
}

func product(a, b [][]float64) [][]float64 {
	m := square(len(a))
	for i := range a {
		for k, x := range a[i] {
			for j, y := range b[k] {
				m[i][j] += float64(x * y)
			}
		}
	}
	return m
}
