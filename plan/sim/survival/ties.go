package survival

import (
	"slices"
	"sort"
)

// sameTime is by how much two times may differ, absolutely or in units of the mean of all different times, and still be one. It is
// √ε, the tolerance that R's package survival uses by default (its function aeqSurv).
const sameTime = 0x1p-26

// mendTies gives times that differ by no more than rounding one value, the earliest of them. Times of which each is near the next are
// one, however long the row. Records must be sorted by Leave, late by time; neither is changed.
func mendTies(records []Record, late []float64) ([]Record, []float64) {
	times := slices.Clone(late)
	for i, r := range records {
		if i == 0 || r.Leave != records[i-1].Leave {
			times = append(times, r.Leave)
		}
	}
	slices.Sort(times)
	times = slices.Compact(times)
	mean := 0.0
	for _, t := range times {
		mean += t / float64(len(times))
	}
	first := slices.Clone(times) // by time: the earliest of those that are one with it
	tied := false
	for i := 1; i < len(times); i++ {
		if gap := times[i] - times[i-1]; gap <= sameTime || gap <= sameTime*mean {
			first[i], tied = first[i-1], true
		}
	}
	if !tied {
		return records, late
	}
	mend := func(t float64) float64 {
		if i := sort.SearchFloat64s(times, t); i < len(times) && times[i] == t {
			return first[i]
		}
		return t // the origin, which nobody leaves or enters late at
	}
	records, late = slices.Clone(records), slices.Clone(late)
	for i := range records {
		records[i].Enter, records[i].Leave = mend(records[i].Enter), mend(records[i].Leave)
	}
	for i := range late {
		late[i] = mend(late[i])
	}
	return records, late
}
