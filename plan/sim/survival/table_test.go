package survival_test

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/oudpath/oudpath/plan/sim/survival"
	"github.com/stretchr/testify/require"
)

var plain95 = survival.Limits{Level: .95, Scale: survival.Plain}

func moments(t survival.Table) (all []survival.Moment) {
	for i := range t.Len() {
		all = append(all, t.Moment(i))
	}
	return all
}

func atRisk(t survival.Table) (all []int64) {
	for i := range t.Len() {
		all = append(all, t.AtRisk(i))
	}
	return all
}

func TestTabulate(t *testing.T) {
	for name, c := range map[string]struct {
		records []survival.Record
		want    []survival.Moment
		atRisk  []int64
	}{
		"an event and censoring at the same time": {
			[]survival.Record{{Leave: 3}, {Leave: 3, Cause: 2}, {Leave: 1, Cause: 1}},
			[]survival.Moment{
				{Time: 0, Entered: 3, Events: []int64{0, 0}},
				{Time: 1, Events: []int64{1, 0}},
				{Time: 3, Censored: 1, Events: []int64{0, 1}},
			},
			[]int64{3, 3, 2},
		},
		"an event at the origin": {
			[]survival.Record{{Cause: 1}, {Leave: 2}},
			[]survival.Moment{{Entered: 2, Events: []int64{1}}, {Time: 2, Censored: 1, Events: []int64{0}}},
			[]int64{2, 1},
		},
		"somebody who enters when another leaves is not yet at risk": {
			[]survival.Record{{Leave: 2, Cause: 1}, {Enter: 2, Leave: 5, Cause: 1}},
			[]survival.Moment{{Entered: 1, Events: []int64{0}}, {Time: 2, Entered: 1, Events: []int64{1}}, {Time: 5, Events: []int64{1}}},
			[]int64{1, 1, 1},
		},
		"nobody from the origin, nobody at risk in between": {
			[]survival.Record{{Enter: 1, Leave: 2, Cause: 1}, {Enter: 4, Leave: 6}},
			[]survival.Moment{
				{Time: 1, Entered: 1, Events: []int64{0}}, {Time: 2, Events: []int64{1}},
				{Time: 4, Entered: 1, Events: []int64{0}}, {Time: 6, Censored: 1, Events: []int64{0}},
			},
			[]int64{0, 1, 0, 1},
		},
		"only censored": {
			[]survival.Record{{Leave: 2}, {Leave: 1}},
			[]survival.Moment{{Entered: 2}, {Time: 1, Censored: 1}, {Time: 2, Censored: 1}},
			[]int64{2, 2, 1},
		},
	} {
		t.Run(name, func(t *testing.T) {
			before := append([]survival.Record(nil), c.records...)
			table, err := survival.Tabulate(c.records)
			require.NoError(t, err)
			require.Equal(t, before, c.records, "the records are left as they were")
			got := moments(table)
			for i := range got {
				if len(got[i].Events) == 0 {
					got[i].Events = nil
				}
			}
			require.Empty(t, cmp.Diff(c.want, got))
			require.Equal(t, c.atRisk, atRisk(table))

			again, err := survival.FromCounts(moments(table))
			require.NoError(t, err)
			require.Equal(t, moments(table), moments(again))
			require.Equal(t, c.atRisk, atRisk(again))
		})
	}
}

func TestTabulateRefuses(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	for _, r := range []survival.Record{
		{Leave: nan}, {Leave: inf}, {Leave: -1}, {Enter: nan, Leave: 1}, {Enter: -1, Leave: 1}, {Enter: inf, Leave: inf},
		{Enter: 2, Leave: 1}, {Enter: 2, Leave: 2}, {Enter: -inf, Leave: 3},
	} {
		_, err := survival.Tabulate([]survival.Record{{Leave: 1}, r})
		require.ErrorIs(t, err, survival.ErrTime, "%+v", r)
	}
	_, err := survival.Tabulate(nil)
	require.ErrorIs(t, err, survival.ErrEmpty)
}

func TestFromCountsRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		moments []survival.Moment
		want    error
	}{
		"nothing":        {nil, survival.ErrEmpty},
		"nobody entered": {[]survival.Moment{{Time: 1}}, survival.ErrEmpty},
		"time repeated":  {[]survival.Moment{{Entered: 2}, {Time: 1}, {Time: 1}}, survival.ErrTime},
		"time back":      {[]survival.Moment{{Time: 2, Entered: 2}, {Time: 1}}, survival.ErrTime},
		"no time":        {[]survival.Moment{{Time: math.NaN(), Entered: 2}}, survival.ErrTime},
		"too many leave": {[]survival.Moment{{Entered: 2}, {Time: 1, Events: []int64{2}, Censored: 1}}, survival.ErrCount},
		"leaves at entry": {[]survival.Moment{{Time: 1, Entered: 1, Censored: 1}},
			survival.ErrCount},
		"negative events":   {[]survival.Moment{{Entered: 2}, {Time: 1, Events: []int64{-1}}}, survival.ErrCount},
		"negative censored": {[]survival.Moment{{Entered: 2}, {Time: 1, Censored: -1}}, survival.ErrCount},
		"negative entered":  {[]survival.Moment{{Entered: 2}, {Time: 1, Entered: -1}}, survival.ErrCount},
		"too many causes":   {[]survival.Moment{{Entered: 2, Events: make([]int64, 256)}}, survival.ErrRange},
	} {
		_, err := survival.FromCounts(c.moments)
		require.ErrorIs(t, err, c.want, name)
	}
}

// TestMerge splits the golden data sets in every proportion: the merged parts must be the whole, in any order.
func TestMerge(t *testing.T) {
	records := map[string][]survival.Record{}
	for _, r := range golden(t, "records.csv") {
		records[r.text["set"]] = append(records[r.text["set"]],
			survival.Record{Enter: r.number["enter"], Leave: r.number["leave"], Cause: survival.Cause(r.number["cause"])})
	}
	for name, whole := range tables(t) {
		set := records[name]
		for _, k := range []int{1, len(set) / 3, len(set) - 1} {
			if k < 1 || k == len(set) {
				continue
			}
			a, err := survival.Tabulate(set[:k])
			require.NoError(t, err)
			b, err := survival.Tabulate(set[k:])
			require.NoError(t, err)
			for _, m := range []survival.Table{survival.Merge(a, b), survival.Merge(b, a)} {
				require.Equal(t, moments(whole), moments(m), name)
				require.Equal(t, atRisk(whole), atRisk(m), name)
			}
		}
		require.Equal(t, moments(whole), moments(survival.Merge(whole, survival.Table{})), name)
	}
	nobody := survival.Merge(survival.Table{}, survival.Table{})
	require.Zero(t, nobody.Len())
}

func TestOnly(t *testing.T) {
	table := tables(t)["ties"]
	first, err := table.Only(1)
	require.NoError(t, err)
	require.Equal(t, atRisk(table), atRisk(first))
	for i := range table.Len() {
		all, one := table.Moment(i), first.Moment(i)
		require.Equal(t, []int64{all.Events[0], 0, 0}, one.Events)
		require.Equal(t, all.Censored+all.Events[1]+all.Events[2], one.Censored)
	}
	every, err := table.Only(1, 2, 3)
	require.NoError(t, err)
	require.Equal(t, moments(table), moments(every))
	for _, c := range []survival.Cause{survival.Censored, 4} {
		_, err := table.Only(c)
		require.ErrorIs(t, err, survival.ErrRange)
	}
}
