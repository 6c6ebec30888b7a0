package survival_test

import (
	"math"
	"slices"
	"testing"

	"github.com/oudpath/oudpath/plan/sim/survival"
	"github.com/stretchr/testify/require"
)

// The states of the histories below.
const (
	out survival.State = iota
	methadone
	buprenorphine
	dead
	states = 4
)

func history(end float64, entries ...survival.Entry) survival.History {
	return survival.History{Entries: entries, End: end}
}

func at(time float64, s survival.State) survival.Entry { return survival.Entry{At: time, State: s} }

func inTreatment(s survival.State) bool { return s == methadone || s == buprenorphine }

var path = history(40, at(0, out), at(2, methadone), at(10, buprenorphine), at(16, out), at(17, methadone))

func TestHistoryRefused(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	occupancy, err := survival.NewOccupancy(states, []float64{0, 1})
	require.NoError(t, err)
	time, err := survival.NewPersonTime(states, 1)
	require.NoError(t, err)
	flows, err := survival.NewFlows(states, 2)
	require.NoError(t, err)
	for name, c := range map[string]struct {
		h    survival.History
		want error
	}{
		"no entries":      {history(1), survival.ErrEmpty},
		"negative start":  {history(1, at(-1, out)), survival.ErrTime},
		"no start":        {history(1, at(nan, out)), survival.ErrTime},
		"out of order":    {history(9, at(3, out), at(2, dead)), survival.ErrTime},
		"infinite entry":  {history(9, at(3, out), at(inf, dead)), survival.ErrTime},
		"ends too early":  {history(2, at(3, out)), survival.ErrTime},
		"no end":          {history(nan, at(3, out)), survival.ErrTime},
		"endless":         {history(inf, at(3, out)), survival.ErrTime},
		"mark too early":  {survival.History{Entries: path.Entries[1:], End: 40, Marks: []survival.Mark{{At: 1}}}, survival.ErrTime},
		"mark too late":   {survival.History{Entries: path.Entries, End: 40, Marks: []survival.Mark{{At: 41}}}, survival.ErrTime},
		"marks disorder":  {survival.History{Entries: path.Entries, End: 40, Marks: []survival.Mark{{At: 4}, {At: 3}}}, survival.ErrTime},
		"negative state":  {history(2, at(0, -1)), survival.ErrRange},
		"state too large": {history(2, at(0, states)), survival.ErrRange},
	} {
		require.ErrorIs(t, occupancy.Add(c.h), c.want, name)
		require.ErrorIs(t, time.Add(c.h), c.want, name)
		require.ErrorIs(t, flows.Add(c.h), c.want, name)
		if c.want != survival.ErrRange {
			require.ErrorIs(t, c.h.Validate(), c.want, name)
		}
	}
	for _, kind := range []survival.Kind{-1, 1} {
		h := path
		h.Marks = []survival.Mark{{At: 3, Kind: kind}}
		require.ErrorIs(t, time.Add(h), survival.ErrRange)
	}
	require.Zero(t, occupancy.Observed(0), "a refused history counts nothing")
	require.Zero(t, time.Moves(out, 0, dead))
	require.Empty(t, flows.All())
}

func TestTimeTo(t *testing.T) {
	toDeath := func(s survival.State) survival.Cause {
		if s == dead {
			return 1
		}
		return survival.Censored
	}
	require.Equal(t, survival.Record{Leave: 40}, survival.TimeTo(path, toDeath))
	died := history(30, at(5, out), at(12, dead))
	require.Equal(t, survival.Record{Leave: 7, Cause: 1}, survival.TimeTo(died, toDeath), "time counts from the first entry")
	require.Equal(t, survival.Record{Cause: 1}, survival.TimeTo(history(3, at(3, dead)), toDeath))
}

func TestEpisodes(t *testing.T) {
	why := func(s survival.State) survival.Cause { return survival.Cause(s + 1) }
	for name, c := range map[string]struct {
		h    survival.History
		want []survival.Record
	}{
		"a change of medication is the same episode": {path, []survival.Record{{Leave: 14, Cause: 1}, {Leave: 23}}},
		"never":          {history(9, at(0, out)), nil},
		"from the start": {history(9, at(1, methadone), at(4, dead)), []survival.Record{{Leave: 3, Cause: 4}}},
	} {
		require.Equal(t, c.want, slices.Collect(survival.Episodes(c.h, inTreatment, why)), name)
	}
	for first := range survival.Episodes(path, inTreatment, why) {
		require.Equal(t, survival.Record{Leave: 14, Cause: 1}, first)
		break
	}
}

func TestGrouped(t *testing.T) {
	group := func(s survival.State) survival.State {
		if s == buprenorphine {
			return methadone
		}
		return s
	}
	before := path
	require.Equal(t, history(40, at(0, out), at(2, methadone), at(16, out), at(17, methadone)), path.Grouped(group))
	require.Equal(t, before, path)
}

func TestOccupancy(t *testing.T) {
	times := []float64{0, 1.5, 2, 16, 17, 40, 41}
	whole, err := survival.NewOccupancy(states, times)
	require.NoError(t, err)
	late := history(16, at(1.6, buprenorphine), at(2, buprenorphine))
	require.NoError(t, whole.Add(path))
	require.NoError(t, whole.Add(late))
	require.NoError(t, whole.Add(history(1.5, at(0, out), at(1.5, methadone), at(1.5, dead))), "passing through")
	want := [][]int64{ // by time: out, methadone, buprenorphine, dead
		{2, 0, 0, 0}, {1, 0, 0, 1}, {0, 1, 1, 0}, {1, 0, 1, 0}, {0, 1, 0, 0}, {0, 1, 0, 0}, {0, 0, 0, 0},
	}
	for i, row := range want {
		var observed int64
		for s, n := range row {
			require.Equal(t, n, whole.Count(i, survival.State(s)), "at %v in %d", times[i], s)
			observed += n
		}
		require.Equal(t, observed, whole.Observed(i))
	}
	require.Equal(t, survival.Estimate{Value: .5, StdErr: math.Sqrt(.125)}, whole.Share(2, methadone))
	require.True(t, math.IsNaN(whole.Share(6, out).Value), "nobody is observed")
	require.Equal(t, times, whole.Times())

	part, err := survival.NewOccupancy(states, times)
	require.NoError(t, err)
	require.NoError(t, part.Add(path))
	require.NoError(t, part.Merge(whole))
	require.Equal(t, int64(2), part.Count(5, methadone))
	other, err := survival.NewOccupancy(states, times[:3])
	require.NoError(t, err)
	require.ErrorIs(t, part.Merge(other), survival.ErrRange)

	_, err = survival.NewOccupancy(0, times)
	require.ErrorIs(t, err, survival.ErrRange)
	for _, bad := range [][]float64{{1, 1}, {2, 1}, {math.NaN()}, {-1}, {math.Inf(1)}} {
		_, err = survival.NewOccupancy(1, bad)
		require.ErrorIs(t, err, survival.ErrTime, "%v", bad)
	}
}

func TestPersonTime(t *testing.T) {
	whole, err := survival.NewPersonTime(states, 2, 4, 10)
	require.NoError(t, err)
	require.Equal(t, 3, whole.Windows())
	h := history(40, at(0, methadone), at(4, out), at(18, methadone), at(26, dead))
	h.Marks = []survival.Mark{
		{At: 0, Kind: 1}, {At: 4, Kind: 0}, // at the first entry; at a move and a cut: in the first window of the stay that ends
		{At: 8.5, Kind: 1}, {At: 14, Kind: 1}, {At: 14.5, Kind: 1}, // 4.5, 10 and 10.5 weeks after leaving
		{At: 40, Kind: 0},
	}
	require.NoError(t, whole.Add(h))
	for _, c := range []struct {
		in     survival.State
		window int
		time   float64
		marks  [2]int64
		moves  [states]int64
	}{
		{methadone, 0, 8, [2]int64{1, 1}, [states]int64{out: 1}}, // 4 + 4; left exactly at the cut
		{methadone, 1, 4, [2]int64{}, [states]int64{dead: 1}},    // 18 to 26: 4 in the second window
		{methadone, 2, 0, [2]int64{}, [states]int64{}},
		{out, 0, 4, [2]int64{}, [states]int64{}},
		{out, 1, 6, [2]int64{0, 2}, [states]int64{}},
		{out, 2, 4, [2]int64{0, 1}, [states]int64{methadone: 1}},
		{dead, 0, 4, [2]int64{}, [states]int64{}},
		{dead, 1, 6, [2]int64{}, [states]int64{}},
		{dead, 2, 4, [2]int64{1, 0}, [states]int64{}},
		{buprenorphine, 0, 0, [2]int64{}, [states]int64{}},
	} {
		for kind, n := range c.marks {
			require.Equal(t, survival.Rate{Events: n, Time: c.time}, whole.Marks(c.in, c.window, survival.Kind(kind)), "%+v", c)
		}
		for to, n := range c.moves {
			require.Equal(t, survival.Rate{Events: n, Time: c.time}, whole.Moves(c.in, c.window, survival.State(to)), "%+v to %d", c, to)
		}
	}

	twice, err := survival.NewPersonTime(states, 2, 4, 10)
	require.NoError(t, err)
	require.NoError(t, twice.Add(h))
	require.NoError(t, twice.Merge(whole))
	require.Equal(t, survival.Rate{Events: 2, Time: 8}, twice.Moves(methadone, 1, dead))
	require.Equal(t, survival.Rate{Events: 2, Time: 16}, twice.Marks(methadone, 0, 0))
	for _, other := range []func() (*survival.PersonTime, error){
		func() (*survival.PersonTime, error) { return survival.NewPersonTime(states, 2, 4) },
		func() (*survival.PersonTime, error) { return survival.NewPersonTime(states, 1, 4, 10) },
		func() (*survival.PersonTime, error) { return survival.NewPersonTime(states+1, 2, 4, 10) },
	} {
		o, err := other()
		require.NoError(t, err)
		require.ErrorIs(t, twice.Merge(o), survival.ErrRange)
	}
	for _, cuts := range [][]float64{{0}, {-1}, {4, 4}, {4, 3}, {math.NaN()}, {math.Inf(1)}} {
		_, err := survival.NewPersonTime(states, 0, cuts...)
		require.ErrorIs(t, err, survival.ErrTime, "%v", cuts)
	}
	_, err = survival.NewPersonTime(0, 0)
	require.ErrorIs(t, err, survival.ErrRange)
	_, err = survival.NewPersonTime(1, -1)
	require.ErrorIs(t, err, survival.ErrRange)
}

// TestPersonTimeAddsUp: the windows of all states together are the time of observation.
func TestPersonTimeAddsUp(t *testing.T) {
	whole, err := survival.NewPersonTime(states, 0, 1, 4, 12)
	require.NoError(t, err)
	require.NoError(t, whole.Add(path))
	sum := survival.Rate{}
	for s := range survival.State(states) {
		for w := range whole.Windows() {
			for to := range survival.State(states) {
				r := whole.Moves(s, w, to)
				if to > 0 {
					r.Time = 0
				}
				sum = sum.Plus(r)
			}
		}
	}
	require.Equal(t, survival.Rate{Events: 4, Time: 40}, sum)
}

func TestRate(t *testing.T) {
	r := survival.Rate{Events: 3, Time: 600}
	require.Equal(t, 5.0, r.Per(1000))
	for _, level := range []float64{0, 1, math.NaN()} {
		_, _, err := r.Exact(level, 1)
		require.ErrorIs(t, err, survival.ErrLimits)
	}
	for _, time := range []float64{0, -1, math.NaN(), math.Inf(1)} {
		_, _, err := survival.Rate{Events: 3, Time: time}.Exact(.95, 1)
		require.ErrorIs(t, err, survival.ErrEmpty)
	}
	_, _, err := survival.Rate{Events: -1, Time: 1}.Exact(.95, 1)
	require.ErrorIs(t, err, survival.ErrCount)
	low, high, err := r.Exact(.95, 1000)
	require.NoError(t, err)
	require.InDelta(t, .6186721*1000/600, low, 1e-6)
	require.InDelta(t, 8.7672731*1000/600, high, 1e-6)
}

func TestFlows(t *testing.T) {
	flows, err := survival.NewFlows(states, 3)
	require.NoError(t, err)
	for range 2 {
		require.NoError(t, flows.Add(path))
	}
	require.NoError(t, flows.Add(history(9, at(0, out), at(1, buprenorphine), at(3, buprenorphine))))
	require.NoError(t, flows.Add(history(9, at(0, out))))
	require.Equal(t, []survival.Flow{
		{Step: 1, From: out, To: methadone, People: 2},
		{Step: 1, From: out, To: buprenorphine, People: 1},
		{Step: 2, From: methadone, To: buprenorphine, People: 2},
		{Step: 2, From: buprenorphine, To: buprenorphine, People: 1},
		{Step: 3, From: buprenorphine, To: out, People: 2},
	}, flows.All())
	require.Equal(t, int64(1), flows.Stopped(0, out))
	require.Equal(t, int64(1), flows.Stopped(2, buprenorphine))
	require.Zero(t, flows.Stopped(1, buprenorphine))

	more, err := survival.NewFlows(states, 3)
	require.NoError(t, err)
	require.NoError(t, more.Merge(flows))
	require.NoError(t, more.Merge(flows))
	require.Equal(t, int64(4), more.All()[0].People)
	require.Equal(t, int64(2), more.Stopped(0, out))
	other, err := survival.NewFlows(states, 2)
	require.NoError(t, err)
	require.ErrorIs(t, more.Merge(other), survival.ErrRange)
	for _, c := range [][2]int{{0, 1}, {1, 0}} {
		_, err := survival.NewFlows(c[0], c[1])
		require.ErrorIs(t, err, survival.ErrRange)
	}
}

func BenchmarkHistories(b *testing.B) {
	occupancy, err := survival.NewOccupancy(states, []float64{0, 4, 12, 26, 52})
	require.NoError(b, err)
	time, err := survival.NewPersonTime(states, 0, 4)
	require.NoError(b, err)
	flows, err := survival.NewFlows(states, 4)
	require.NoError(b, err)
	b.ReportAllocs()
	for range b.N {
		_ = occupancy.Add(path)
		_ = time.Add(path)
		_ = flows.Add(path)
	}
}
