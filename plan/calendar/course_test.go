package calendar_test

import (
	"strings"
	"testing"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/calendar"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/stretchr/testify/require"
)

var atProgram = calendar.Request{At: monday, Product: medication.MethadoneConc, Setting: medication.SettingOTP, Watched: truth.Yes}

// The ladder of missed methadone in every place that has one, below, at and above each of its numbers: what is given on the day on which
// somebody who took 60 mg, 90 mg and 30 mg comes back.
func TestMissedLadder(t *testing.T) {
	ladder := func(place string, usual uint32) (got []string, c calendar.Calendar) {
		product, r := medication.MethadoneConc, atProgram
		if strings.HasPrefix(place, "gb") {
			product = medication.MethadoneSolnGB
		}
		if place != "us" {
			r.Setting = medication.SettingPharmacy
		}
		r.Product = product
		p := newPerson(t, place).ordinary(monday.AddDate(0, 0, -40)).daily(monday, 30, product, mg(usual), r.Setting)
		c, err := calendar.Missed(p.engine, p.plan, r)
		require.NoError(t, err)
		for i := range c.Days {
			require.Equal(t, i, c.Days[i].Number-1)
			amount := "?"
			if dose := c.Days[i].Doses[0]; !dose.Amount.IsZero() {
				amount = dose.Amount.String()
			}
			got = append(got, amount)
		}
		require.Equal(t, []string{"first-dose"}, ids(c), "a limit of a new start is no dose")
		return got, c
	}
	for place, want := range map[string]map[uint32]string{
		"us":     {60: "60 60 60 60 30 ?", 90: "90 90 90 90 45 ?", 30: "30 30 30 30 30 ?"},
		"gb":     {60: "60 60 60 ? ? ?"}, // held from three on
		"gb-nir": {60: "60 60 60 ? ?"},   // a new start after more than three days
		"ca":     {60: "60 ? ? ? ? ?"},   // no ladder of the country
		"ca-on":  {60: "60 60 60 60 30 ?", 90: "90 90 90 90 45 ?", 30: "30 30 30 30 30 ?"},
		"ca-bc":  {60: "60 60 60 60 30 ?", 90: "90 90 90 90 45 ?"},
		"au":     {60: "60 60 60 30 30 ?", 100: "100 100 100 50 40 ?", 30: "30 30 30 15 15 ?"},
		"au-nsw": {60: "60 60 60 60 40 40 ?", 100: "100 100 100 100 50 50 ?", 30: "30 30 30 30 30 30 ?"},
		"au-vic": {60: "60 60 60 60 30 ?", 100: "100 100 100 100 40 ?", 30: "30 30 30 30 15 ?"},
	} {
		for usual, doses := range want {
			got, c := ladder(place, usual)
			require.Equal(t, doses, strings.ReplaceAll(strings.Join(got, " "), " mg", ""), "%s from %d mg", place, usual)
			if usual == 60 {
				golden(t, "missed-"+place+".txt", c.String())
			}
		}
	}
	_, c := ladder("us", 60)
	require.Equal(t, "30 mg", c.Questions[0].Limits[1].Value)
	p := newPerson(t, "us").daily(monday, 10, medication.MethadoneConc, mg(40), medication.SettingOTP)
	c, err := calendar.Missed(p.engine, p.plan, atProgram)
	require.NoError(t, err)
	require.Equal(t, mg(30), c.Days[4].Doses[0].Amount, "the higher of half and 30 mg")
	p = newPerson(t, "us").daily(monday, 10, medication.MethadoneConc, mg(20), medication.SettingOTP)
	c, err = calendar.Missed(p.engine, p.plan, atProgram)
	require.NoError(t, err)
	require.Equal(t, mg(20), c.Days[4].Doses[0].Amount, "never more than the usual dose")
}

// A rise goes by answers alone; the interval counts from the last rise on record.
func TestTitration(t *testing.T) {
	p := newPerson(t, "us").ordinary(monday)
	c, err := calendar.Titrate(p.engine, p.plan, atProgram)
	require.NoError(t, err)
	require.Equal(t, []string{"first-dose", "step", "interval", "target"}, ids(c))
	require.Len(t, c.Days, 1)

	r := atProgram
	r.Answers = calendar.Answers{"first-dose": {Amount: mg(20)}, "step": {Amount: mg(10)}, "interval": {Days: 5}, "target": {Amount: mg(45)}}
	c, err = calendar.Titrate(p.engine, p.plan, r)
	require.NoError(t, err)
	require.Empty(t, c.Questions)
	require.Equal(t, "2026-03-17 45 mg methadone oral concentrate", doses(c)[len(doses(c))-1], "the last step goes to the dose and not beyond")
	require.Len(t, c.Days, 16)

	p.so(monday, record.DoseGiven{Product: medication.MethadoneConc, Dose: medication.Dose{Principal: mg(20)}, Setting: medication.SettingOTP})
	r.At = monday.AddDate(0, 0, 1)
	c, err = calendar.Titrate(p.engine, p.plan, r)
	require.NoError(t, err)
	require.Equal(t, "2026-03-07 30 mg methadone oral concentrate", doses(c)[4], "five days after the first dose")
	require.Equal(t, 2, c.Days[0].Number)

	r.At = monday.AddDate(0, 0, 3) // Tuesday and Wednesday were missed
	p.so(r.At.Add(-time.Hour), record.DoseMissed{Substance: medication.Methadone})
	c, err = calendar.Titrate(p.engine, p.plan, r)
	require.NoError(t, err)
	require.Contains(t, ids(c), "dose-now", "nobody goes on rising over missed doses")
}

// A taper goes down by its rows, stands still after a return to use, and goes back where that is decided.
func TestTaper(t *testing.T) {
	p := on60(t)
	way, err := calendar.TaperNamed("methadone.taper.program")
	require.NoError(t, err)
	c, err := calendar.Taper(p.engine, p.plan, way, atProgram)
	require.NoError(t, err)
	require.Len(t, c.Days, 274, "20 steps of 2 mg and 19 of 1 mg, a week each, and the first day without a dose")
	require.Equal(t, calendar.Free, c.Days[273].Standing())
	require.NotEmpty(t, c.Notes, "what became of people who tapered is said")

	r := atProgram
	r.At = monday.AddDate(0, 0, 1)
	p.so(monday, record.DoseGiven{Product: medication.MethadoneConc, Dose: medication.Dose{Principal: mg(58)}, Setting: medication.SettingOTP,
		Supervised: truth.Yes}, record.ReturnedToUse{Agent: "heroin"})
	still, err := calendar.Taper(p.engine, p.plan, way, r)
	require.NoError(t, err)
	require.Equal(t, []string{"go-on"}, ids(still))
	require.Len(t, still.Days, 1)
	require.Equal(t, mg(58), still.Days[0].Doses[0].Amount)
	require.Contains(t, calendar.Changes(c, still)[0].String(), "return to use")

	r.Answers = calendar.Answers{"back-to": {Amount: mg(60)}}
	back, err := calendar.Taper(p.engine, p.plan, way, r)
	require.NoError(t, err)
	require.Equal(t, mg(60), back.Days[0].Doses[0].Amount)
	r.Answers = calendar.Answers{"hold": {Days: 14}}
	held, err := calendar.Taper(p.engine, p.plan, way, r)
	require.NoError(t, err)
	require.Equal(t, mg(58), held.Days[13].Doses[0].Amount)
	require.Equal(t, mg(56), held.Days[14].Doses[0].Amount)

	forced, err := calendar.TaperNamed("methadone.taper.forced")
	require.NoError(t, err)
	_, err = calendar.Taper(p.engine, p.plan, forced, atProgram)
	require.ErrorContains(t, err, "nobody is to be taken down")
	_, err = calendar.TaperNamed("methadone.taper.of-a-friend")
	require.ErrorIs(t, err, calendar.ErrRequest)
}

// The wait before naltrexone is that of the last opioid, by product.
func TestWaitBeforeNaltrexone(t *testing.T) {
	last := monday.AddDate(0, 0, -1)
	given := func(id medication.ProductID, n uint32, where medication.Setting) record.Body {
		return record.DoseGiven{Product: id, Dose: medication.Dose{Principal: mg(n)}, Setting: where}
	}
	for name, c := range map[string]struct {
		taken []record.Body
		first string
	}{
		"heroin":        {[]record.Body{record.OpioidUsed{Agent: "heroin"}}, "2026-03-11"},
		"methadone":     {[]record.Body{given(medication.MethadoneConc, 60, medication.SettingOTP)}, "2026-03-15"},
		"buprenorphine": {[]record.Body{given(medication.BupSL, 8, medication.SettingOffice)}, "2026-03-15"},
		"weekly depot":  {[]record.Body{given(medication.BupBrixadiWeekly, 24, medication.SettingREMS)}, "2026-04-01"},
		"monthly depot": {[]record.Body{given(medication.BupBrixadiMonthly, 96, medication.SettingREMS)}, "2026-07-01"},
		"both: the later": {[]record.Body{record.OpioidUsed{Agent: "heroin"}, given(medication.MethadoneConc, 60, medication.SettingOTP)},
			"2026-03-15"},
	} {
		p := newPerson(t, "us").ordinary(last.Add(-time.Hour)).so(last, c.taken...)
		r := calendar.Request{At: monday, Product: medication.NtxPO, Setting: medication.SettingOffice}
		got, err := calendar.ToNaltrexone(p.engine, p.plan, r)
		require.NoError(t, err)
		days := doses(got)
		require.Equal(t, c.first+" 25 mg naltrexone tablet", days[len(days)-2], name)
		require.Equal(t, "50 mg naltrexone tablet", got.Days[len(got.Days)-1].Summary(), name)
	}
	got, err := calendar.ToNaltrexone(engineOf(t, "us"), newPerson(t, "us").plan, calendar.Request{At: monday, Product: medication.NtxXR})
	require.NoError(t, err)
	require.Equal(t, []string{"last-opioid"}, ids(got))
	require.Empty(t, got.Days)
}

// Windows are counted from the injection as it was given; the first amount is read from the published table and not between its rows.
func TestInjections(t *testing.T) {
	p := newPerson(t, "us").ordinary(monday.AddDate(0, 0, -20)).daily(monday, 10, medication.BupnxSL, mg(16), medication.SettingOffice)
	r := calendar.Request{At: monday, Product: medication.BupBrixadiWeekly, Setting: medication.SettingREMS, Watched: truth.Yes}
	c, err := calendar.Injections(p.engine, p.plan, r)
	require.NoError(t, err)
	require.Equal(t, []string{"2026-03-02 24 mg", "2026-03-09 24 mg", "2026-03-16 24 mg"}, short(c))
	require.Contains(t, c.Days[1].Why, "on time from 2026-03-07 to 2026-03-11")

	p.so(monday, record.DoseGiven{Product: medication.BupBrixadiWeekly, Dose: medication.Dose{Principal: mg(24)}, Setting: medication.SettingREMS})
	r.Product = medication.BupBrixadiMonthly
	c, err = calendar.Injections(p.engine, p.plan, r)
	require.NoError(t, err)
	require.Equal(t, "2026-03-09 96 mg", short(c)[0], "from the weekly to the monthly injection by the table, when it is due")
	r.Product = medication.BupBrixadiWeekly
	r.Closures.Weekdays = []time.Weekday{time.Monday}
	c, err = calendar.Injections(p.engine, p.plan, r)
	require.NoError(t, err)
	require.Equal(t, "2026-03-10 24 mg", short(c)[0], "nobody can come on Monday, and Tuesday is in the window")

	odd := newPerson(t, "us").daily(monday, 10, medication.BupnxSL, mg(11), medication.SettingOffice)
	r.Product = medication.BupBrixadiWeekly
	c, err = calendar.Injections(odd.engine, odd.plan, r)
	require.NoError(t, err)
	require.Equal(t, []string{"injection"}, ids(c), "11 mg stand in no row")
}

// short are the dates with the first amount.
func short(c calendar.Calendar) (all []string) {
	for i := range c.Days {
		all = append(all, c.Days[i].Date.String()+" "+c.Days[i].Doses[0].Amount.String())
	}
	return all
}

// Closed days are covered by the visit before them, bottles are counted, and what is not allowed says so.
func TestTakeHome(t *testing.T) {
	p := on60(t)
	r := atProgram
	r.Closures = calendar.Closures{Weekdays: []time.Weekday{time.Sunday}, Holidays: []civil.Date{civil.Must(2026, 3, 9)}}
	c, err := calendar.TakeHome(p.engine, p.plan, r)
	require.NoError(t, err)
	saturday, ok := c.On(civil.Must(2026, 3, 7))
	require.True(t, ok)
	require.Equal(t, 2, saturday.Hands.Bottles)
	require.Equal(t, 2, saturday.Hands.Grant.ClosureDays)
	require.Contains(t, saturday.Hands.Why, "nobody can come")
	require.Equal(t, calendar.Allowed, saturday.Standing(), "%v", saturday.Stands())
	_, ok = c.On(civil.Must(2026, 3, 9))
	require.False(t, ok, "the holiday is no visit")

	p.so(monday.AddDate(0, 0, -20), record.Assessed{Assessment: record.FullExamination})
	r.Answers = calendar.Answers{"take-home": {Days: 13}, "criteria": {Days: 1}}
	r.Closures = calendar.Closures{}
	c, err = calendar.TakeHome(p.engine, p.plan, r)
	require.NoError(t, err)
	require.Equal(t, 13, c.Days[0].Hands.Bottles)
	require.Equal(t, calendar.Allowed, c.Days[0].Standing(), "%v", c.Days[0].Stands())
	r.Answers["take-home"] = calendar.Answer{Days: 29}
	c, err = calendar.TakeHome(p.engine, p.plan, r)
	require.NoError(t, err)
	require.Equal(t, calendar.Refused, c.Days[0].Standing(), "28 days are the ceiling")
}

// Parts of a day add up to the day, whatever the dose; what is too little to be parted is a question.
func TestSplitLosesNothing(t *testing.T) {
	for dose := uint32(1); dose < 140; dose += 3 {
		p := newPerson(t, "us").daily(monday, 5, medication.MethadoneTab, mg(dose), medication.SettingOTP)
		for parts := 2; parts <= 3; parts++ {
			r := atProgram
			r.Answers = calendar.Answers{"parts": {Days: parts}}
			c, err := calendar.Split(p.engine, p.plan, medication.Methadone, r)
			require.NoError(t, err)
			if len(c.Questions) > 0 {
				require.Less(t, dose, uint32(15), "three tablets of 5 mg can be parted")
				require.Empty(t, c.Days)
				continue
			}
			least, most, known := c.Days[0].Total(medication.Methadone)
			require.True(t, known)
			require.Equal(t, mg(dose), least)
			require.Equal(t, mg(dose), most)
			require.Len(t, c.Days[0].Doses, parts)
		}
	}
}

// The label's dose for the organs on record, four times a day, and a tablet less to none within its longest course.
func TestLofexidine(t *testing.T) {
	r := calendar.Request{At: monday, Product: medication.LofexidineTab, Setting: medication.SettingOffice, Watched: truth.Yes,
		Answers: calendar.Answers{"peak-days": {Days: 6}, "step-days": {Days: 1}}}
	for name, c := range map[string]struct {
		egfr, childPugh int32
		first           string
	}{
		"healthy":         {100, 0, "4 times 0.54 mg lofexidine tablet, 5 to 6 hours apart"},
		"mild liver":      {100, 6, "4 times 0.54 mg lofexidine tablet, 5 to 6 hours apart"},
		"moderate liver":  {100, 7, "4 times 0.36 mg lofexidine tablet, 5 to 6 hours apart"},
		"severe liver":    {100, 10, "4 times 0.18 mg lofexidine tablet, 5 to 6 hours apart"},
		"at the edge":     {90, 0, "4 times 0.54 mg lofexidine tablet, 5 to 6 hours apart"},
		"reduced kidney":  {89, 0, "4 times 0.36 mg lofexidine tablet, 5 to 6 hours apart"},
		"severe kidney":   {29, 0, "4 times 0.18 mg lofexidine tablet, 5 to 6 hours apart"},
		"both, the lower": {89, 10, "4 times 0.18 mg lofexidine tablet, 5 to 6 hours apart"},
	} {
		p := newPerson(t, "us").ordinary(monday).so(monday, record.Measured{Measure: record.EGFR, Value: record.Whole(c.egfr)})
		if c.childPugh > 0 {
			p.so(monday, record.Measured{Measure: record.ChildPugh, Value: record.Whole(c.childPugh)})
		} else {
			p.so(monday, record.ConditionReported{Condition: record.HepaticImpairment, Present: truth.No})
		}
		got, err := calendar.Lofexidine(p.engine, p.plan, r)
		require.NoError(t, err)
		require.Empty(t, got.Questions, name)
		require.Equal(t, c.first, got.Days[0].Summary(), name)
	}
	unknown := newPerson(t, "us")
	got, err := calendar.Lofexidine(unknown.engine, unknown.plan, r)
	require.NoError(t, err)
	require.Equal(t, []string{"dose"}, ids(got))

	r.Answers = calendar.Answers{"dose": {Amount: medication.Micrograms(540)}, "peak-days": {Days: 13}, "step-days": {Days: 2}}
	got, err = calendar.Lofexidine(unknown.engine, unknown.plan, r)
	require.NoError(t, err)
	require.Len(t, got.Days, 14, "the longest course")
	require.Contains(t, got.String(), "the course would go on beyond 14 days")
}

// Between agonists: no wait to methadone, a wait to buprenorphine, and above the sources' dose a question.
func TestBetweenAgonists(t *testing.T) {
	p := newPerson(t, "us").daily(monday, 10, medication.BupnxSL, mg(16), medication.SettingOffice)
	r := atProgram
	r.Answers = calendar.Answers{"first-dose": {Amount: mg(20)}}
	c, err := calendar.ToMethadone(p.engine, p.plan, r)
	require.NoError(t, err)
	require.Equal(t, []string{"2026-03-02 20 mg"}, short(c))
	p.so(monday, record.DoseGiven{Product: medication.BupBrixadiWeekly, Dose: medication.Dose{Principal: mg(24)}, Setting: medication.SettingREMS})
	r.Answers = nil
	c, err = calendar.ToMethadone(p.engine, p.plan, r)
	require.NoError(t, err)
	require.Equal(t, []string{"2026-03-09 0 mg"}, short(c), "when the next injection would be due")
	require.Equal(t, []string{"first-dose"}, ids(c))

	s, err := calendar.Named("bup.start.label")
	require.NoError(t, err)
	r = calendar.Request{At: monday, Product: medication.BupSL, Setting: medication.SettingOffice, Watched: truth.Yes}
	low := newPerson(t, "us").ordinary(monday.AddDate(0, 0, -20)).daily(monday, 10, medication.MethadoneConc, mg(25), medication.SettingOTP)
	c, err = calendar.FromMethadone(low.engine, low.plan, s, r)
	require.NoError(t, err)
	require.Equal(t, calendar.Free, c.Days[0].Standing())
	require.Equal(t, "8 mg buprenorphine sublingual tablet", c.Days[1].Summary(), "48 hours after Sunday's dose")
	high := on60(t)
	c, err = calendar.FromMethadone(high.engine, high.plan, s, r)
	require.NoError(t, err)
	require.Equal(t, []string{"route"}, ids(c))
	require.Empty(t, c.Days)
}

// Missed doses are counted by the schedule and by what was handed out, and who took today's dose is given no second one.
func TestMissedCounts(t *testing.T) {
	first := func(p *person, r calendar.Request) string {
		c, err := calendar.Missed(p.engine, p.plan, r)
		require.NoError(t, err)
		return doses(c)[0]
	}
	r := atProgram
	r.At = monday.AddDate(0, 0, 6) // on Sunday, after six days
	p := on60(t)
	require.Contains(t, first(p, r), "?", "six doses missed are a new start")
	p.so(monday.AddDate(0, 0, -1).Add(time.Hour), record.TakeHomeSupplied{Substance: medication.Methadone, Days: 6,
		Product: medication.MethadoneConc, Dose: medication.Dose{Principal: mg(60)}})
	require.Equal(t, "2026-03-08 60 mg methadone oral concentrate", first(p, r), "six days' doses were at home")

	taken := on60(t).so(monday.Add(-time.Minute), record.DoseGiven{Product: medication.MethadoneConc,
		Dose: medication.Dose{Principal: mg(55)}, Setting: medication.SettingOTP})
	require.Equal(t, "2026-03-03 55 mg methadone oral concentrate", first(taken, atProgram))
}

// What continues a dose asks first where doses were missed, and goes on from the answer; a dose of today counts.
func TestGoingOnAfterMissedDoses(t *testing.T) {
	way, err := calendar.TaperNamed("methadone.taper.program")
	require.NoError(t, err)
	r := atProgram
	r.At = monday.AddDate(0, 0, 4)
	r.Answers = calendar.Answers{"parts": {Days: 2}}
	p := on60(t)
	for name, make := range map[string]func(calendar.Request) (calendar.Calendar, error){
		"taper": func(r calendar.Request) (calendar.Calendar, error) { return calendar.Taper(p.engine, p.plan, way, r) },
		"home":  func(r calendar.Request) (calendar.Calendar, error) { return calendar.TakeHome(p.engine, p.plan, r) },
		"split": func(r calendar.Request) (calendar.Calendar, error) {
			return calendar.Split(p.engine, p.plan, medication.Methadone, r)
		},
	} {
		c, err := make(r)
		require.NoError(t, err)
		require.Contains(t, ids(c), "dose-now", name)
		require.Empty(t, c.Orders(), "%s: 60 mg after four missed doses", name)
	}
	low := lowDoseAtProgram
	low.At = r.At
	c := p.follow("bup.low-dose.week", low)
	require.Contains(t, ids(c), "dose-now")
	require.Equal(t, calendar.Open, c.Days[0].Standing())

	r.Answers = calendar.Answers{"dose-now": {Amount: mg(30)}}
	c, err = calendar.Taper(p.engine, p.plan, way, r)
	require.NoError(t, err)
	require.Equal(t, mg(28), c.Days[0].Doses[0].Amount)

	p = on60(t).so(monday, record.DoseGiven{Product: medication.MethadoneConc, Dose: medication.Dose{Principal: mg(58)},
		Setting: medication.SettingOTP, Supervised: truth.Yes})
	r = atProgram
	r.At = monday.Add(time.Hour)
	c, err = calendar.Taper(p.engine, p.plan, way, r)
	require.NoError(t, err)
	require.Equal(t, "2026-03-03 58 mg methadone oral concentrate", doses(c)[0], "today's step is not taken back")
}
