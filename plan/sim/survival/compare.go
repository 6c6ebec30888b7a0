package survival

import (
	"fmt"
	"math"
)

// Comparison is how much faster an event comes in one group than in another.
type Comparison struct {
	HazardRatio float64 // above 1: faster than in the control group
	Low, High   float64 // Wald limits
	LogStdErr   float64 // standard error of the natural logarithm of HazardRatio
	LogRank     float64 // log-rank statistic; chi-square with one degree of freedom if the groups do not differ
	P           float64 // probability of a statistic that large if the groups do not differ
}

// Compare estimates the hazard ratio of events of any cause between two groups (the Cox model with the group as its only
// covariate, ties after Efron) and tests for a difference (log-rank). The hazard ratio assumes that it is the same at all
// times; look at both curves. It returns ErrLimits for a level that is not strictly between 0 and 1, ErrEmpty if a group has
// no people, and ErrRange if the data do not bound the ratio, as when nobody in a group has an event.
func Compare(control, group Table, level float64) (Comparison, error) {
	z, err := Limits{Level: level, Scale: Plain}.multiplier()
	if err != nil {
		return Comparison{}, err
	}
	if control.Len() == 0 || group.Len() == 0 {
		return Comparison{}, ErrEmpty
	}
	sets := riskSets(control, group)
	beta, information := 0.0, 0.0
	for range 100 {
		score := 0.0
		score, information = efron(sets, beta)
		step := score / information
		if math.Abs(beta) > 40 || math.IsNaN(step) || math.IsInf(step, 0) {
			return Comparison{}, fmt.Errorf("%w: the hazard ratio has no bounds", ErrRange)
		}
		beta += min(max(step, -2), 2)
		if math.Abs(step) < 1e-14 {
			break
		}
	}
	_, information = efron(sets, beta)
	se := 1 / math.Sqrt(information)
	statistic := logRank(sets)
	return Comparison{
		HazardRatio: math.Exp(beta), Low: math.Exp(beta - z*se), High: math.Exp(beta + z*se), LogStdErr: se,
		LogRank: statistic, P: math.Erfc(math.Sqrt(statistic / 2)),
	}, nil
}

// riskSet is a time at which somebody has an event.
type riskSet struct {
	risk, events [2]float64 // in the control group and the other
}

// riskSets walks through both groups in order of time.
func riskSets(control, group Table) []riskSet {
	var sets []riskSet
	groups, next := [2]Table{control, group}, [2]int{}
	for {
		now := math.Inf(1)
		for g, t := range groups {
			if next[g] < t.Len() {
				now = min(now, t.times[next[g]])
			}
		}
		if math.IsInf(now, 1) {
			return sets
		}
		var s riskSet
		for g, t := range groups {
			s.risk[g] = float64(t.present(next[g], now))
			if next[g] < t.Len() && t.times[next[g]] == now {
				s.events[g] = float64(t.happened(next[g]))
				next[g]++
			}
		}
		if s.events[0]+s.events[1] > 0 {
			sets = append(sets, s)
		}
	}
}

// present is how many people are at risk at a time, where i is the first of the table's times that is not before it.
func (t Table) present(i int, now float64) int64 {
	switch {
	case i < len(t.times) && t.times[i] == now:
		return t.atRisk[i]
	case i == 0:
		return 0 // nobody enters before the first time of a table
	}
	i--
	present := t.atRisk[i] - t.left(i)
	if t.times[i] > 0 {
		present += t.entered[i]
	}
	return present
}

// efron returns the slope and the curvature of the logarithm of Efron's partial likelihood.
func efron(sets []riskSet, beta float64) (score, information float64) {
	ratio := math.Exp(beta)
	for _, s := range sets {
		tied := s.events[0] + s.events[1]
		score += s.events[1]
		for l := range int64(tied) {
			part := float64(l) / tied
			control := s.risk[0] - part*s.events[0]
			other := (s.risk[1] - part*s.events[1]) * ratio
			share := other / (control + other)
			score -= share
			information += share * (1 - share)
		}
	}
	return score, information
}

// logRank returns the log-rank statistic.
func logRank(sets []riskSet) float64 {
	difference, variance := 0.0, 0.0
	for _, s := range sets {
		n, d := s.risk[0]+s.risk[1], s.events[0]+s.events[1]
		difference += s.events[1] - d*s.risk[1]/n
		if n > 1 {
			variance += d * s.risk[0] / n * s.risk[1] / n * (n - d) / (n - 1)
		}
	}
	if difference == 0 {
		return 0
	}
	return difference * difference / variance
}
