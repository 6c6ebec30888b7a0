package calendar_test

import (
	"encoding/json"
	"flag"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/calendar"
	"github.com/oudpath/oudpath/plan/jurisdiction"
	"github.com/oudpath/oudpath/plan/plantest"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/stretchr/testify/require"
)

var people = flag.Int("people", 20, "how many people are drawn for the laws of calendars")

// drawn is a person of whom events were drawn, in a place, with the time after them.
func drawn(t testing.TB, engine *plan.Engine, seed uint64) (*person, time.Time) {
	rng := rand.New(rand.NewPCG(seed, 8))
	data := make([]byte, 40+rng.IntN(160))
	for i := range data {
		data[i] = byte(rng.UintN(256))
	}
	p := &person{TB: t, engine: engine, plan: engine.Open("drawn")}
	for _, ev := range plantest.Events(data) {
		if out, err := engine.Apply(p.plan, ev); err == nil {
			p.plan = out.Plan
		}
	}
	at := monday
	if last := p.plan.Last(); last.After(at) {
		at = last.Add(time.Hour)
	}
	return p, at
}

// Of everybody in every place: each day with a dose was judged or says why not; what is not allowed says what stands in the way; the calendar is the same
// when it is made again, prints within 80 columns, and leaves the plan as it was.
func TestEveryDayIsAllowedOrSaysWhatStandsInTheWay(t *testing.T) {
	var engines []*plan.Engine
	for _, place := range jurisdiction.All() {
		engines = append(engines, engineOf(t, place.ID))
	}
	standings := make(map[calendar.Standing]int)
	for seed := range *people {
		p, at := drawn(t, engines[seed%len(engines)], uint64(seed))
		version := p.plan.Version()
		r := calendar.Request{At: at, Setting: medication.SettingOTP, Watched: truth.Yes, Answers: answers(seed)}
		all := everything(t, p, r)
		require.Equal(t, version, p.plan.Version())
		if seed%10 == 0 {
			again := everything(t, p, r)
			for name, c := range all {
				require.Equal(t, written(t, c), written(t, again[name]), name)
			}
		}
		for name, c := range all {
			holds(t, name, c, standings)
			orderly(t, name, p.engine, &c)
		}
	}
	for _, s := range []calendar.Standing{calendar.Free, calendar.Allowed, calendar.Waits, calendar.Refused, calendar.Open} {
		require.NotZero(t, standings[s], "no day that is %s was drawn: the law would not be seen to fail", s)
	}
}

func holds(t *testing.T, name string, c calendar.Calendar, standings map[calendar.Standing]int) {
	t.Helper()
	for i := range c.Days {
		d := &c.Days[i]
		standing := d.Standing()
		standings[standing]++
		require.False(t, d.Date.IsZero(), name)
		require.NotEmpty(t, d.Why, "%s: %s has no reason", name, d.Date)
		if i > 0 {
			require.True(t, c.Days[i-1].Date.Before(d.Date), "%s: %s is not after the day before", name, d.Date)
		}
		switch standing {
		case calendar.Waits, calendar.Refused:
			require.NotEmpty(t, d.Stands(), "%s: %s is %s, and nothing says why", name, d.Date, standing)
		case calendar.Open:
			require.NotEmpty(t, d.Unasked, name)
			require.Empty(t, d.Asked, name)
			require.NotEmpty(t, c.Questions, "%s: a dose is not known, and nobody is asked", name)
		case calendar.Allowed:
			require.NotEmpty(t, d.Asked, name)
			require.Empty(t, d.Stands(), name)
		case calendar.Free:
			require.Empty(t, d.Doses, "%s: the doses of %s were judged by nobody", name, d.Date)
		}
		for _, dose := range d.Doses {
			require.Equal(t, dose.Amount.IsZero(), dose.Amount.IsZero() && dose.Question != "", "%s: an amount is missing without a question", name)
		}
	}
	for _, q := range c.Questions {
		require.NotEmpty(t, q.ID, name)
		require.NotEmpty(t, q.Text, name)
	}
	for line := range strings.Lines(c.String()) {
		require.LessOrEqual(t, utf8.RuneCountInString(strings.TrimRight(line, "\n")), 80, "%s: %s", name, line)
	}
}

// answers are those of a prescriber who sometimes decides.
func answers(seed int) calendar.Answers {
	if seed%3 == 0 {
		return nil
	}
	rng := rand.New(rand.NewPCG(uint64(seed), 9))
	amount := func(most uint32) calendar.Answer { return calendar.Answer{Amount: mg(1 + rng.Uint32N(most))} }
	days := func(most int) calendar.Answer { return calendar.Answer{Days: 1 + rng.IntN(most)} }
	return calendar.Answers{"first-dose": amount(40), "step": amount(15), "interval": days(14), "target": amount(140), "until": amount(80),
		"step2": amount(10), "interval2": days(7), "dose-now": amount(100),
		"day1.dose1": amount(16), "day1.dose2": amount(8), "day2.dose1": amount(16), "day2.dose2": amount(8), "day3.dose1": amount(24),
		"injection": {Amount: mg(24)}, "parts": {Days: 2}, "take-home": days(14), "criteria": days(1), "wait": days(30), "route": days(1),
		"dose": {Amount: medication.Micrograms(180 * uint64(1+rng.UintN(4)))}, "peak-days": days(7), "step-days": days(2), "times": days(4),
		"days": days(10), "go-on": days(1)}
}

func written(t *testing.T, c calendar.Calendar) string {
	t.Helper()
	data, err := json.Marshal(c)
	require.NoError(t, err)
	return string(data)
}
