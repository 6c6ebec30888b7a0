package calendar_test

import (
	"strings"
	"testing"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/calendar"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/stretchr/testify/require"
)

var lowDoseAtProgram = calendar.Request{At: monday, Product: medication.BupnxSL, Setting: medication.SettingOTP, Watched: truth.Yes}

// on60 is somebody who takes 60 mg of methadone in a programme.
func on60(t *testing.T) *person {
	return newPerson(t, "us").ordinary(monday.AddDate(0, 0, -40)).daily(monday, 30, medication.MethadoneConc, mg(60), medication.SettingOTP)
}

func TestLowDoseStartBesideMethadone(t *testing.T) {
	c := on60(t).follow("bup.low-dose.week", lowDoseAtProgram)
	require.Equal(t, record.LowDoseInitiation, c.States[0].Context)
	golden(t, "low-dose-week.txt", c.String())
	for i := range c.Days[:6] {
		require.Equal(t, medication.MethadoneConc, c.Days[i].Doses[0].Product, "methadone goes on to day 6")
		require.Equal(t, mg(60), c.Days[i].Doses[0].Amount)
	}
	require.Equal(t, "12 mg buprenorphine/naloxone sublingual tablet", c.Days[6].Summary())
}

// Days without a dose are no steps: the rest of the schedule moves back, and the change says why.
func TestMissedDayMovesTheRest(t *testing.T) {
	p := on60(t)
	before := p.follow("bup.low-dose.week", lowDoseAtProgram)
	p.so(monday, before.States[0])
	half := medication.Dose{Principal: medication.Micrograms(500)}
	p.so(monday.Add(time.Minute), record.DoseGiven{Product: medication.BupnxSL, Dose: half, Setting: medication.SettingOTP},
		record.DoseGiven{Product: medication.MethadoneConc, Dose: medication.Dose{Principal: mg(60)}, Setting: medication.SettingOTP})

	again := lowDoseAtProgram
	again.At, again.Begin = monday.AddDate(0, 0, 2), civil.Must(2026, 3, 2) // nobody came on Tuesday
	after := p.follow("bup.low-dose.week", again)
	require.Equal(t, civil.Must(2026, 3, 4), after.Days[0].Date)
	require.Equal(t, 2, after.Days[0].Number, "the second step is still to come")
	require.Empty(t, after.States, "it is on record already")

	changes := calendar.Changes(before, after)
	require.NotEmpty(t, changes)
	require.Contains(t, changes[0].Why, "no dose of buprenorphine on 2026-03-03")
	require.Equal(t, "not planned", changes[len(changes)-1].Before, "the last day is new")
	told := calendar.Told(changes)
	require.Equal(t, 1, strings.Count(told, "because: no dose of buprenorphine on 2026-03-03"), "a reason is said once")
	require.Contains(t, told, "2026-03-09: newly planned: 12 mg")
	require.Empty(t, calendar.Changes(after, p.follow("bup.low-dose.week", again)), "nothing happened: nothing changed")

	again.At = monday.AddDate(0, 0, 4) // nobody came for three days
	long := p.follow("bup.low-dose.week", again)
	require.Equal(t, []string{"after-gap"}, ids(long), "three missed doses of methadone change nothing in this place")
	again.Answers = calendar.Answers{"after-gap": {Days: 1}}
	long = p.follow("bup.low-dose.week", again)
	require.Equal(t, 1, long.Days[0].Number)
	require.Empty(t, ids(long))
}

// A second day that begins with the total of the first waits for what was taken on it.
func TestTotalOfTheDayBeforeIsTaken(t *testing.T) {
	p := newPerson(t, "us").ordinary(monday)
	r := calendar.Request{At: monday, Product: medication.BupSL, Setting: medication.SettingOffice, Watched: truth.Yes,
		Answers: calendar.Answers{"day1.dose1": {Amount: mg(4)}}}
	c := p.follow("bup.start.office", r)
	require.Equal(t, calendar.Waits, c.Days[0].Standing(), "a score and signs come first")
	require.Equal(t, calendar.Open, c.Days[1].Standing())
	require.Equal(t, []string{"day2.dose1", "day2.dose2", "day3.dose1"}, ids(c))
	require.Equal(t, "between 4 mg and 8 mg", c.Questions[0].Range())

	dose := record.DoseGiven{Product: medication.BupSL, Dose: medication.Dose{Principal: mg(4)}, Setting: medication.SettingOffice}
	p.so(monday.Add(time.Hour), dose).so(monday.Add(3*time.Hour), dose)
	r.At, r.Begin = monday.AddDate(0, 0, 1), civil.Must(2026, 3, 2)
	c = p.follow("bup.start.office", r)
	require.Equal(t, mg(8), c.Days[0].Doses[0].Amount)
	require.Equal(t, []string{"day2.dose2", "day3.dose1"}, ids(c))
}

func ids(c calendar.Calendar) (all []string) {
	for _, q := range c.Questions {
		all = append(all, q.ID)
	}
	return all
}

// An answer that the source does not have is taken, and said.
func TestAnswerBeyondTheSchedule(t *testing.T) {
	p := newPerson(t, "us").ordinary(monday)
	c := p.follow("bup.start.emergency-bridge", calendar.Request{At: monday, Product: medication.BupSL, Setting: medication.SettingEmergency,
		Watched: truth.Yes, Answers: calendar.Answers{"day1.dose1": {Amount: mg(4)}, "day1.dose2": {Amount: mg(8)}}})
	require.Contains(t, c.Days[0].Why, "4 mg is not within the schedule, which has 8 mg to 16 mg")
	require.Empty(t, c.Questions)
}

// What newly stands in the way is a change, and says which fact it comes from.
func TestNewFactChangesWhatIsSaid(t *testing.T) {
	p := on60(t)
	r := calendar.Request{At: monday, Product: medication.MethadoneConc, Setting: medication.SettingOTP, Watched: truth.Yes,
		Answers: calendar.Answers{"step": {Amount: mg(5)}, "interval": {Days: 7}, "target": {Amount: mg(80)}}}
	before, err := calendar.Titrate(p.engine, p.plan, r)
	require.NoError(t, err)
	p.so(monday.Add(time.Minute), record.MedicineReported{Agent: "alprazolam", Taking: truth.Yes})
	r.At = monday.Add(time.Hour)
	after, err := calendar.Titrate(p.engine, p.plan, r)
	require.NoError(t, err)
	changes := calendar.Changes(before, after)
	require.NotEmpty(t, changes)
	require.Contains(t, changes[0].String(), "alprazolam")
	require.Equal(t, changes[0].Before, changes[0].After, "the dose is the same, and what is said of it is not")
	require.Contains(t, calendar.Told(changes), "2026-03-02 to 2026-03-23: the same doses\n", "one line for all days")
}

// The orders of a calendar, put on record in turn, are what it says they are, and equal days are one order.
func TestOrders(t *testing.T) {
	p := on60(t)
	r := calendar.Request{At: monday, Product: medication.MethadoneConc, Setting: medication.SettingOTP, Watched: truth.Yes,
		Answers: calendar.Answers{"step": {Amount: mg(5)}, "interval": {Days: 7}, "target": {Amount: mg(75)}}}
	c, err := calendar.Titrate(p.engine, p.plan, r)
	require.NoError(t, err)
	orders := c.Orders()
	require.Len(t, orders, 3, "65, 70 and 75 mg")
	first := orders[0].Body.(record.Order)
	require.Equal(t, civil.Must(2026, 3, 2), first.First)
	require.Equal(t, civil.Must(2026, 3, 8), first.Last)
	for _, o := range orders {
		decision, err := p.engine.Check(p.plan, record.Event{At: o.At, Body: o.Body})
		require.NoError(t, err)
		require.True(t, decision.Allowed(), "%v", decision.Reasons())
		p.so(o.At, o.Body)
		p.so(o.At.Add(time.Minute), record.DoseGiven{Product: medication.MethadoneConc, Dose: o.Body.(record.Order).Dose,
			Setting: medication.SettingOTP, Supervised: truth.Yes})
		for day := 1; day < 7; day++ {
			p.so(o.At.AddDate(0, 0, day), record.DoseGiven{Product: medication.MethadoneConc, Dose: o.Body.(record.Order).Dose,
				Setting: medication.SettingOTP, Supervised: truth.Yes})
		}
	}
}

func TestRequestsThatCannotBe(t *testing.T) {
	p := on60(t)
	s, err := calendar.Named("bup.start.label")
	require.NoError(t, err)
	good := calendar.Request{At: monday, Product: medication.BupSL}
	for name, change := range map[string]func(*calendar.Request){
		"no time":        func(r *calendar.Request) { r.At = time.Time{} },
		"an hour":        func(r *calendar.Request) { r.Hour = 25 * time.Hour },
		"too far":        func(r *calendar.Request) { r.Days = 10_000 },
		"another drug":   func(r *calendar.Request) { r.Product = medication.MethadoneConc },
		"no product":     func(r *calendar.Request) { r.Product = "" },
		"an early begin": func(r *calendar.Request) { r.Begin = civil.Must(2010, 1, 1) },
		"never open": func(r *calendar.Request) {
			r.Closures.Weekdays = []time.Weekday{0, 1, 2, 3, 4, 5, 6}
		},
	} {
		r := good
		change(&r)
		_, err := calendar.Follow(p.engine, p.plan, s, r)
		require.ErrorIs(t, err, calendar.ErrRequest, name)
	}
	_, err = calendar.Follow(p.engine, plan.Plan{}, s, good)
	require.ErrorIs(t, err, plan.ErrNoPlan)
}

// For the dead nothing is proposed by anything.
func TestNothingForTheDead(t *testing.T) {
	p := on60(t).so(monday.Add(-time.Hour), record.Died{})
	r := calendar.Request{At: monday, Product: medication.MethadoneConc, Setting: medication.SettingOTP}
	for name, c := range everything(t, p, r) {
		require.Empty(t, doses(c), name)
	}
}

// everything makes every calendar that there is.
func everything(t testing.TB, p *person, r calendar.Request) map[string]calendar.Calendar {
	all := make(map[string]calendar.Calendar)
	add := func(name string, c calendar.Calendar, err error) {
		require.NoError(t, err, name)
		all[name] = c
	}
	of := func(product medication.ProductID) calendar.Request {
		asked := r
		asked.Product = product
		return asked
	}
	for _, s := range calendar.Schedules() {
		c, err := calendar.Follow(p.engine, p.plan, s, of(productFor(s.Substance)))
		add(s.ID, c, err)
		if s.Substance == medication.Buprenorphine {
			c, err = calendar.FromMethadone(p.engine, p.plan, s, of(medication.BupSL))
			add("from methadone "+s.ID, c, err)
		}
	}
	for _, w := range calendar.TaperPlans() {
		if w.Harm == "" {
			c, err := calendar.Taper(p.engine, p.plan, w, of(productFor(w.Substance)))
			add(w.ID, c, err)
		}
	}
	for _, w := range calendar.RisePlans() {
		c, err := calendar.TitrateBy(p.engine, p.plan, w, of(medication.MethadoneConc))
		add(w.ID, c, err)
	}
	for _, l := range calendar.Ladders() {
		if l.Substance.Valid() {
			c, err := calendar.MissedBy(p.engine, p.plan, l, of(productFor(l.Substance)))
			add(l.ID, c, err)
		}
	}
	c, err := calendar.Titrate(p.engine, p.plan, of(medication.MethadoneConc))
	add("titrate", c, err)
	c, err = calendar.Missed(p.engine, p.plan, of(medication.MethadoneConc))
	add("missed", c, err)
	c, err = calendar.ToMethadone(p.engine, p.plan, of(medication.MethadoneConc))
	add("to methadone", c, err)
	for _, product := range []medication.ProductID{medication.NtxPO, medication.NtxXR} {
		c, err = calendar.ToNaltrexone(p.engine, p.plan, of(product))
		add("to "+string(product), c, err)
	}
	for _, product := range []medication.ProductID{medication.BupSublocade, medication.BupBrixadiWeekly, medication.BupBrixadiMonthly,
		medication.BupBuvidalWeekly, medication.BupBuvidalMonthly, medication.NtxXR} {
		c, err = calendar.Injections(p.engine, p.plan, of(product))
		add("injections "+string(product), c, err)
	}
	c, err = calendar.TakeHome(p.engine, p.plan, of(medication.MethadoneConc))
	add("take home", c, err)
	c, err = calendar.TakeHome(p.engine, p.plan, of(medication.BupSL))
	add("take home of buprenorphine", c, err)
	c, err = calendar.Split(p.engine, p.plan, medication.Methadone, of(medication.MethadoneConc))
	add("split", c, err)
	c, err = calendar.Lofexidine(p.engine, p.plan, of(medication.LofexidineTab))
	add("lofexidine", c, err)
	c, err = calendar.Clonidine(p.engine, p.plan, of(medication.ClonidineTab))
	add("clonidine", c, err)
	return all
}
