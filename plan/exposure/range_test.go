package exposure_test

import (
	"testing"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/stretchr/testify/require"
)

// ranging is an order of 20 to 30 mg of methadone.
func ranging(changes ...func(*record.Order)) record.Order {
	o := record.Order{Product: medication.MethadoneConc, Dose: dose(30), Least: dose(20)}
	for _, change := range changes {
		change(&o)
	}
	return o
}

// TestBothEndsOfARange asks what a time comes to with a range, at the most and at the least, and for what states no range.
func TestBothEndsOfARange(t *testing.T) {
	daily := func(o *record.Order) { o.Schedule = medication.Daily() }
	twice := func(o *record.Order) { o.PerDay = 2 }
	tomorrow := func(o *record.Order) { o.First = civil.Of(monday, time.UTC).Add(1) }
	for name, c := range map[string]struct {
		ask        record.Body
		before     []told
		most, last uint32 // of the day
		rolling    [2]uint32
	}{
		"a dose now":                  {ranging(), nil, 30, 20, [2]uint32{30, 20}},
		"a dose now, on top":          {ranging(), []told{{0, given(10)}}, 40, 30, [2]uint32{40, 30}},
		"every day":                   {ranging(daily), []told{{0, given(10)}}, 30, 20, [2]uint32{30, 20}},
		"every day, and much before":  {ranging(daily), []told{{0, given(25)}}, 30, 25, [2]uint32{30, 25}},
		"twice a day":                 {ranging(twice), nil, 60, 40, [2]uint32{60, 40}},
		"from tomorrow":               {ranging(tomorrow), []told{{0, given(10)}}, 10, 10, [2]uint32{10, 10}},
		"no range":                    {given(30), []told{{0, given(10)}}, 40, 40, [2]uint32{40, 40}},
		"no dose of it":               {record.OpioidUsed{Agent: "heroin"}, []told{{0, given(10)}}, 10, 10, [2]uint32{10, 10}},
		"every day, after last night": {ranging(daily), []told{{-10 * hour, given(25)}}, 30, 20, [2]uint32{55, 45}},
	} {
		n := ask(hour, c.ask, c.before...)
		on, in := n.OnDay(medication.Methadone), n.InLast(medication.Methadone, day)
		require.Equal(t, []medication.Mass{mg(c.most), mg(c.last)}, []medication.Mass{on.With, on.Least}, name)
		require.Equal(t, []medication.Mass{mg(c.rolling[0]), mg(c.rolling[1])}, []medication.Mass{in.With, in.Least}, name)
	}
}

// TestRangeInForce is what doses are that state no amount: the whole range of the order.
func TestRangeInForce(t *testing.T) {
	supply := record.TakeHomeSupplied{Substance: medication.Methadone, Days: 3}
	for name, c := range map[string]struct {
		before      []told
		most, least uint32
	}{
		"under an order":   {[]told{{0, ranging(func(o *record.Order) { o.PerDay = 2 })}}, 60, 40},
		"after a dose":     {[]told{{0, given(25)}}, 25, 25},
		"nobody said more": {nil, 0, 0},
	} {
		n := ask(hour, supply, c.before...)
		_, daily, _ := n.PerDay(medication.Methadone)
		require.Equal(t, []medication.Mass{mg(c.most), mg(c.least)}, []medication.Mass{daily, n.PerDayLeast(medication.Methadone)}, name)

		later := ask(day, given(10), append(c.before, told{hour, supply})...)
		for s := range later.Supplies(medication.Methadone) {
			require.Equal(t, []medication.Mass{mg(c.most), mg(c.least)}, []medication.Mass{s.Daily, s.Least}, name)
		}
	}
	require.Zero(t, ask(hour, record.OpioidUsed{Agent: "heroin"}).PerDayLeast(medication.Methadone))
	require.Equal(t, mg(40), ask(hour, ranging(func(o *record.Order) { o.PerDay = 2 })).PerDayLeast(medication.Methadone))
}
