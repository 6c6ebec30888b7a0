package calendar_test

import (
	"strings"
	"testing"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/calendar"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/jurisdiction"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/stretchr/testify/require"
)

// What somebody found who knew nothing but what the package promises.

// Where a licence gives a range, its upper end is a limit and no dose: it is asked, and one amount is laid.
func TestARangeIsAskedBeforeNaltrexone(t *testing.T) {
	for place, c := range map[string]struct {
		product medication.ProductID
		want    []string
		asked   []string
	}{
		"us": {medication.NtxPO, []string{"25 mg", "50 mg"}, nil},
		"gb": {medication.NtxPOGB, []string{"25 mg", "0 mg"}, []string{"next-dose"}},
	} {
		p := newPerson(t, place).ordinary(monday).so(monday.AddDate(0, 0, -30), record.OpioidUsed{Agent: "heroin"})
		r := calendar.Request{At: monday, Product: c.product, Setting: medication.SettingOffice, Watched: truth.Yes}
		got, err := calendar.ToNaltrexone(p.engine, p.plan, r)
		require.NoError(t, err)
		var amounts []string
		for _, d := range got.Days {
			amounts = append(amounts, d.Doses[0].Amount.String())
		}
		require.Equal(t, c.want, amounts, place)
		require.Equal(t, c.asked, ids(got), place)
		if c.asked == nil {
			continue
		}
		require.Equal(t, mg(50), got.Questions[0].Least)
		require.Equal(t, mg(150), got.Questions[0].Most)
		r.Answers = calendar.Answers{"next-dose": {Amount: mg(50)}}
		got, err = calendar.ToNaltrexone(p.engine, p.plan, r)
		require.NoError(t, err)
		require.Empty(t, got.Questions)
		require.Equal(t, mg(50), got.Days[1].Doses[0].Amount)
	}
}

// A day that rests on a refused one says so, is no order, and is tentative among appointments: 100 mg after a first dose of 60 mg that was
// refused would be a first dose of 100 mg.
func TestNothingIsOrderedAfterARefusedDay(t *testing.T) {
	p := newPerson(t, "us").ordinary(monday)
	r := calendar.Request{At: monday, Product: medication.MethadoneConc, Setting: medication.SettingOTP, Watched: truth.Yes, Days: 3,
		Answers: calendar.Answers{"first-dose": {Amount: mg(60)}, "step": {Amount: mg(40)}, "interval": {Days: 1}, "target": {Amount: mg(200)}}}
	c, err := calendar.Titrate(p.engine, p.plan, r)
	require.NoError(t, err)
	require.Equal(t, calendar.Refused, c.Days[0].Standing())
	require.True(t, c.Days[0].Rests.IsZero())
	for _, d := range c.Days[1:] {
		require.Equal(t, c.Days[0].Date, d.Rests)
	}
	require.Empty(t, c.Orders())
	require.Contains(t, c.String(), "judged as if it had been settled what is refused on 2026-03-02")
	require.NotContains(t, exported(t, &c, calendar.ICalendar{}), "STATUS:CONFIRMED")

	r.Answers["first-dose"], r.Answers["step"] = calendar.Answer{Amount: mg(30)}, calendar.Answer{Amount: mg(5)}
	c, err = calendar.Titrate(p.engine, p.plan, r)
	require.NoError(t, err)
	require.True(t, c.Days[2].Rests.IsZero())
	require.Len(t, c.Orders(), 3)
}

// The days on which somebody may come back exclude one another: one order at most, and no appointment.
func TestAlternativesAreNoOrders(t *testing.T) {
	p := newPerson(t, "us").daily(monday, 20, medication.MethadoneConc, mg(80), medication.SettingOTP)
	c, err := calendar.Missed(p.engine, p.plan, atProgram)
	require.NoError(t, err)
	require.True(t, c.Alternatives)
	orders := c.Orders()
	require.Len(t, orders, 1)
	require.Equal(t, civil.Must(2026, 3, 2), orders[0].Body.(record.Order).Last)
	text := exported(t, &c, calendar.ICalendar{})
	require.NotContains(t, text, "STATUS:CONFIRMED")
	require.Contains(t, text, "SUMMARY:if somebody comes back: 80 mg")
	require.Contains(t, written(t, c), `"alternatives":true`)
}

// Nine o'clock is nine o'clock, on days of 23 and of 25 hours too.
func TestTheHourIsThatOfTheClock(t *testing.T) {
	zone, err := time.LoadLocation("America/New_York")
	require.NoError(t, err)
	e, err := jurisdiction.Engine("us", zone)
	require.NoError(t, err)
	for _, first := range []time.Time{
		time.Date(2026, time.March, 7, 9, 0, 0, 0, zone), time.Date(2026, time.March, 8, 9, 0, 0, 0, zone),
		time.Date(2026, time.October, 31, 9, 0, 0, 0, zone), time.Date(2026, time.November, 1, 9, 0, 0, 0, zone),
	} {
		for _, hour := range []time.Duration{0, 9 * time.Hour} {
			c, err := calendar.Follow(e, e.Open("person-1"), mustSchedule(t, "bup.start.label"), calendar.Request{At: first, Hour: hour,
				Product: medication.BupSL, Setting: medication.SettingOffice})
			require.NoError(t, err)
			for _, d := range c.Days[:2] {
				require.Equal(t, "09:00", d.Asked[0].At.In(zone).Format("15:04"), "%s of a calendar of %s", d.Date, first)
			}
		}
	}
}

// The wait after methadone is over when it is over: not in the minute before, and not an hour off on the day when clocks change.
func TestTheWaitAfterMethadoneIsWhole(t *testing.T) {
	zone, err := time.LoadLocation("America/New_York")
	require.NoError(t, err)
	e, err := jurisdiction.Engine("us", zone)
	require.NoError(t, err)
	for _, last := range []time.Time{time.Date(2026, time.March, 2, 9, 0, 30, 0, zone), time.Date(2026, time.March, 7, 9, 0, 0, 0, zone),
		time.Date(2026, time.October, 31, 9, 0, 0, 0, zone)} {
		p := &person{TB: t, engine: e, plan: e.Open("person-1")}
		p.so(last, record.DoseGiven{Product: medication.MethadoneConc, Dose: medication.Dose{Principal: mg(20)}, Setting: medication.SettingOTP})
		c, err := calendar.FromMethadone(e, p.plan, mustSchedule(t, "bup.start.label"), calendar.Request{At: last.Add(time.Hour),
			Product: medication.BupSL, Setting: medication.SettingOffice})
		require.NoError(t, err)
		require.Equal(t, "2 days", c.Days[0].Limits[0].Value)
		const stated = 48 * time.Hour
		var first time.Time
		for _, d := range c.Days {
			if len(d.Asked) > 0 && first.IsZero() {
				first = d.Asked[0].At
			}
		}
		require.GreaterOrEqual(t, first.Sub(last), stated, "after %s", last)
		require.Less(t, first.Sub(last), stated+3*time.Hour, "after %s", last)
	}
}

// The label loads with two injections: the third is another question. Who is on it already goes on with what was given.
func TestMaintenanceAfterTheLoadingInjections(t *testing.T) {
	in := func(days ...int) *person {
		p := newPerson(t, "us").ordinary(monday)
		for _, ago := range days {
			p.so(monday.AddDate(0, 0, -ago), record.DoseGiven{Product: medication.BupSublocade, Dose: medication.Dose{Principal: mg(300)},
				Setting: medication.SettingREMS, Supervised: truth.Yes})
		}
		return p
	}
	r := calendar.Request{At: monday, Product: medication.BupSublocade, Setting: medication.SettingREMS, Watched: truth.Yes}
	for name, c := range map[string]struct {
		person *person
		want   []string
	}{
		"none yet": {in(), []string{"300 mg", "300 mg", "?"}},
		"one":      {in(20), []string{"300 mg", "?", "?"}},
		"two":      {in(48, 20), []string{"?", "?", "?"}},
		"three":    {in(76, 48, 20), []string{"300 mg", "300 mg", "300 mg"}},
	} {
		got, err := calendar.Injections(c.person.engine, c.person.plan, r)
		require.NoError(t, err)
		var amounts []string
		for _, d := range got.Days {
			amount := d.Doses[0].Amount.String()
			if d.Doses[0].Amount.IsZero() {
				amount = "?"
			}
			amounts = append(amounts, amount)
		}
		require.Equal(t, c.want, amounts, name)
	}
	r.Answers = calendar.Answers{"maintenance": {Amount: mg(100)}}
	p := in(48, 20)
	got, err := calendar.Injections(p.engine, p.plan, r)
	require.NoError(t, err)
	require.Empty(t, got.Questions)
	require.Equal(t, mg(100), got.Days[2].Doses[0].Amount)
}

// An answer that is none is asked again, one beyond what can be granted is an error of the request, and none at all is an answer.
func TestAnswersThatAreNone(t *testing.T) {
	p := newPerson(t, "us").daily(monday, 9, medication.MethadoneConc, mg(80), medication.SettingOTP)
	for _, c := range []struct {
		answer calendar.Answer
		asked  bool
	}{{calendar.Answer{}, false}, {calendar.Answer{Days: 2}, false}, {calendar.Answer{Days: -3}, true}, {calendar.Answer{Amount: mg(5)}, true}} {
		r := atProgram
		r.Answers = calendar.Answers{"take-home": c.answer}
		got, err := calendar.TakeHome(p.engine, p.plan, r)
		require.NoError(t, err)
		require.Equal(t, c.asked, len(got.Questions) > 0, "%+v", c.answer)
	}
	r := atProgram
	r.Answers = calendar.Answers{"take-home": {Days: 1000}, "criteria": {Days: 1}}
	got, err := calendar.TakeHome(p.engine, p.plan, r)
	require.NoError(t, err)
	require.Equal(t, 366, got.Days[0].Hands.Grant.Days)
	require.Equal(t, calendar.Refused, got.Standing())
}

// A day on which nobody can come, and for which nothing is at home, is no free day.
func TestAClosedFirstDayIsAQuestion(t *testing.T) {
	p := newPerson(t, "us").daily(monday, 9, medication.MethadoneConc, mg(80), medication.SettingOTP)
	r := atProgram
	r.Closures = calendar.Closures{Weekdays: []time.Weekday{time.Monday, time.Monday, time.Monday, time.Monday, time.Monday, time.Monday, time.Monday}}
	c, err := calendar.TakeHome(p.engine, p.plan, r)
	require.NoError(t, err, "one day of the week, however often it is said")
	require.Equal(t, calendar.Open, c.Days[0].Standing())
	require.Contains(t, ids(c), "closed-day")
	require.Equal(t, calendar.Allowed, c.Days[1].Standing())
	require.Empty(t, c.Notes)

	r.Closures = calendar.Closures{Weekdays: []time.Weekday{time.Saturday, time.Sunday}}
	c, err = calendar.TakeHome(p.engine, p.plan, r)
	require.NoError(t, err)
	require.Contains(t, c.Notes[0].Text, "one weekend day", "the law has one")
}

// Parts of a day lie at most a unit apart, the larger first, and those of a liquid at most a milligram.
func TestPartsLieAUnitApart(t *testing.T) {
	for product, unit := range map[medication.ProductID]uint64{medication.MethadoneConc: 1000, medication.MethadoneTab: 5000} {
		for _, dose := range []uint32{31, 80, 83, 85, 97} {
			p := newPerson(t, "us").daily(monday, 5, product, mg(dose), medication.SettingOTP)
			for parts := 2; parts <= 3; parts++ {
				r := atProgram
				r.Answers = calendar.Answers{"parts": {Days: parts}}
				c, err := calendar.Split(p.engine, p.plan, medication.Methadone, r)
				require.NoError(t, err)
				require.Len(t, c.Days[0].Doses, parts)
				for i, d := range c.Days[0].Doses[1:] {
					require.LessOrEqual(t, d.Amount.Compare(c.Days[0].Doses[i].Amount), 0)
				}
				first, last := c.Days[0].Doses[0].Amount, c.Days[0].Doses[parts-1].Amount
				require.LessOrEqual(t, first.Micrograms()-last.Micrograms(), unit, "%d mg of %s in %d", dose, product, parts)
			}
		}
	}
}

// Clonidine is lowered and does not end at once; a product of which no dose was seen has no course.
func TestAlphaTwoCourses(t *testing.T) {
	p := newPerson(t, "us").ordinary(monday)
	r := calendar.Request{At: monday, Product: medication.ClonidineTab, Setting: medication.SettingHospital, Watched: truth.Yes,
		Answers: calendar.Answers{"dose": {Amount: medication.Micrograms(100)}, "times": {Days: 4}, "days": {Days: 3}}}
	c, err := calendar.Clonidine(p.engine, p.plan, r)
	require.NoError(t, err)
	require.Equal(t, []string{"lower-days"}, ids(c))
	r.Answers["lower-days"] = calendar.Answer{Days: 2}
	c, err = calendar.Clonidine(p.engine, p.plan, r)
	require.NoError(t, err)
	require.Equal(t, []string{"lower1", "lower2"}, ids(c))
	require.Len(t, c.Days, 5)
	r.Answers["lower1"], r.Answers["lower2"] = calendar.Answer{Amount: medication.Micrograms(100)}, calendar.Answer{Amount: medication.Micrograms(50)}
	c, err = calendar.Clonidine(p.engine, p.plan, r)
	require.NoError(t, err)
	require.Empty(t, c.Questions)
	require.Equal(t, medication.Micrograms(50), c.Days[4].Doses[0].Amount)

	uk := newPerson(t, "gb").ordinary(monday)
	r.Product = medication.LofexidineGB
	_, err = calendar.Lofexidine(uk.engine, uk.plan, r)
	require.ErrorIs(t, err, calendar.ErrRequest)
	require.ErrorContains(t, err, "no text was seen")
}

// A taper needs no product: it is what is taken.
func TestTaperOfWhatIsTaken(t *testing.T) {
	p := newPerson(t, "us").daily(monday, 9, medication.MethadoneConc, mg(45), medication.SettingOTP)
	way, err := calendar.TaperNamed("methadone.taper.united-kingdom-faster")
	require.NoError(t, err)
	c, err := calendar.Taper(p.engine, p.plan, way, calendar.Request{At: monday, Setting: medication.SettingOTP, Watched: truth.Yes, Days: 5})
	require.NoError(t, err)
	require.Equal(t, "40 mg, 40 mg, 35 mg, 35 mg, 30 mg", strings.Join(amountsOf(c), ", "))
}

func amountsOf(c calendar.Calendar) (all []string) {
	for _, d := range c.Days {
		all = append(all, d.Doses[0].Amount.String())
	}
	return all
}

func mustSchedule(t *testing.T, id string) calendar.Schedule {
	t.Helper()
	s, err := calendar.Named(id)
	require.NoError(t, err)
	return s
}

// orderly says of every calendar that nothing is ordered from the first refused day on, that what rests on a day comes after it and that
// day is refused, and that alternatives give one day's orders.
func orderly(t *testing.T, name string, e *plan.Engine, c *calendar.Calendar) {
	t.Helper()
	refused := civil.Date{}
	for i := range c.Days {
		d := &c.Days[i]
		if !d.Rests.IsZero() {
			on, ok := c.On(d.Rests)
			require.True(t, ok && d.Rests.Before(d.Date) && on.Standing() == calendar.Refused, "%s: %s rests on %s", name, d.Date, d.Rests)
		}
		if refused.IsZero() && d.Standing() == calendar.Refused {
			refused = d.Date
		}
	}
	for _, o := range c.Orders() {
		if _, stated := o.Body.(record.ContextStated); stated {
			continue
		}
		on := e.DayOf(o.At)
		require.True(t, refused.IsZero() || c.Alternatives || on.Before(refused), "%s: an order of %s, and %s is refused", name, on, refused)
		require.True(t, !c.Alternatives || on == e.DayOf(c.AsOf), "%s: an order of %s, which may not happen", name, on)
	}
}
