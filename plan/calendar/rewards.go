package calendar

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/internal/lines"
	"github.com/oudpath/oudpath/plan/record"
)

// RewardPlan is a protocol of contingency management that somebody published: how often is tested, and what a negative test is worth. What a
// source leaves open is for the programme: it sets the amount in a copy. Nothing is ever taken away, and no dose depends on it.
type RewardPlan struct {
	ID, Title string
	For       []record.Analyte // a test counts as negative if each of these is; none: the source or the programme says which
	Currency  string           // ISO 4217; empty: no amount is given
	First     Cents            // of the first negative test; zero: not given
	Rises     bool             // each further negative test in a row is worth more
	Step      Cents            // by so much; zero: not given, or it does not rise
	Resets    bool             // a positive or a missed test takes the value back to the first
	Most      Cents            // altogether; zero: not given
	Weeks     int              // how long it lasts; zero: not given
	Tests     []TestsAWeek     // in the order of weeks; none: not given
	Notes     []Note
	Cites     []evidence.Citation
}

// TestsAWeek is how often is tested up to a week; Through 0 means to the end.
type TestsAWeek struct{ Through, Times int }

// Cents are hundredths of a unit of money.
type Cents int64

// String writes the amount: "10.00".
func (c Cents) String() string { return fmt.Sprintf("%d.%02d", c/100, c%100) }

// TestResult is how a test of contingency management came out. The zero value is no result, and earns nothing.
type TestResult uint8

// The results.
const (
	TestNegative TestResult = iota + 1
	TestPositive
	TestMissed // nobody came, or what had to be tested was not
)

// Value returns what the next test is worth if it is negative, after some results. It is nothing where the greatest sum is reached; known is
// false where the plan leaves an amount open that it depends on.
func (p *RewardPlan) Value(before []TestResult) (value Cents, known bool) {
	var earned Cents
	row := 0
	for _, result := range before {
		if result == TestNegative {
			value, known := p.worth(row, earned)
			if !known {
				return 0, false
			}
			earned, row = earned+value, row+1
		} else if p.Resets {
			row = 0
		}
	}
	return p.worth(row, earned)
}

func (p *RewardPlan) worth(row int, earned Cents) (Cents, bool) {
	if p.First == 0 || p.Rises && p.Step == 0 && row > 0 {
		return 0, false
	}
	value := p.First
	if p.Rises {
		value += Cents(row) * p.Step
	}
	if p.Most > 0 {
		value = min(value, max(0, p.Most-earned))
	}
	return value, true
}

// RewardPlans returns the published protocols.
func RewardPlans() []RewardPlan {
	frame := evidence.PrizesInTreatment.At("introduction: vouchers that rise and go back", evidence.Primary)
	prizes := evidence.PrizesInTreatment.At("results", evidence.Primary)
	first := evidence.PrizesInTreatment.At("first voucher of 2.50 dollars, restated", evidence.Weak)
	california := evidence.CaliforniaRewards.At("24 weeks, 36 tests, 10 to 599 dollars", evidence.Primary)
	francisco := evidence.SanFranciscoRewards.At("7 dollars three times a week", evidence.Secondary)
	nice := evidence.NICECG51.At("key priorities", evidence.Primary)
	pounds := evidence.PressOnCG51.At("first voucher of about 2 pounds, which rises", evidence.Secondary)
	stimulants := []record.Analyte{record.AnalyteCocaine, record.AnalyteAmphetamines}
	return []RewardPlan{
		{
			ID: "cm.vouchers", Title: "Vouchers that rise with each negative test in a row", Rises: true, Resets: true,
			Cites: []evidence.Citation{frame},
			Notes: []Note{{Text: "a first voucher of 2.50 dollars is told of, and its steps were seen in no text", Cites: []evidence.Citation{first}}},
		},
		{
			ID: "cm.prizes", Title: "Draws for prizes, more with each negative test in a row", Resets: true, For: stimulants[:1],
			Cites: []evidence.Citation{prizes},
			Notes: []Note{{Text: "the chance of winning mattered more than the size of prizes, for cocaine and not for opiates, in 116 people on methadone",
				Cites: []evidence.Citation{prizes}}},
		},
		{
			ID: "cm.california", Title: "Rewards for tests without stimulants, California", For: stimulants, Currency: "USD", First: 1000, Rises: true,
			Most: 59900, Weeks: 24, Cites: []evidence.Citation{california},
			Notes: []Note{{Text: "36 tests in 24 weeks, and six months and more without rewards after them; how the value rises was not seen",
				Cites: []evidence.Citation{california}}},
		},
		{
			ID: "cm.san-francisco", Title: "Rewards three times a week, San Francisco", Currency: "USD", First: 700, Most: 33000, Weeks: 12,
			Tests: []TestsAWeek{{Times: 3}}, Cites: []evidence.Citation{francisco},
		},
		{
			ID: "cm.united-kingdom", Title: "Vouchers or privileges for each negative test, United Kingdom",
			Rises: true, Resets: true, Tests: []TestsAWeek{{Through: 3, Times: 3}, {Through: 6, Times: 2}, {Times: 1}}, Cites: []evidence.Citation{nice},
			Notes: []Note{{Text: "about 2 pounds at first is what the press was told, as an example; what the guideline gives, and by how much it rises, " +
				"was not seen", Cites: []evidence.Citation{pounds}}},
		},
	}
}

// RewardNamed finds a protocol by its ID. The error of an unknown one lists those that there are.
func RewardNamed(id string) (RewardPlan, error) {
	all := RewardPlans()
	i := slices.IndexFunc(all, func(p RewardPlan) bool { return p.ID == id })
	if i >= 0 {
		return all[i], nil
	}
	names := make([]string, len(all))
	for i := range all {
		names[i] = all[i].ID
	}
	return RewardPlan{}, refusal("there is no protocol of rewards %q; there are %s", id, strings.Join(names, ", "))
}

// Rewards makes the calendar of the tests of a protocol that began on Request.Begin, with what each is worth if it and those before it are
// negative. Tests that are on record since then count as they came out, and an appointment that was not kept as a missed one. Where the
// protocol gives no tests a week they are asked ("tests-a-week"). It goes ahead for Request.Days, or four weeks, and ends with the protocol.
func Rewards(e *plan.Engine, p plan.Plan, way RewardPlan, r Request) (Calendar, error) {
	c, err := draft(e, p, r, way.ID, way.Title)
	if err != nil {
		return Calendar{}, err
	}
	c.Notes = append(slices.Clone(way.Notes), Note{Text: "a positive test earns nothing and costs nothing: no dose, visit or medication depends on it"})
	if died(e, p, r.At) {
		return c.judged(e, p)
	}
	if len(way.Tests) == 0 {
		times, ok := c.request.number("tests-a-week")
		if !ok || times > 7 {
			c.ask(Question{ID: "tests-a-week", Text: "how often a week is tested?", Cites: way.Cites})
			return c.judged(e, p)
		}
		way.Tests = []TestsAWeek{{Times: times}}
	}
	results := way.results(e, p, r.At, c.request.Begin)
	end := c.today.Add(fourWeeks)
	if r.Days > 0 {
		end = c.today.Add(r.Days)
	}
	for _, on := range way.tests(c.request.Begin, end, c.request.Closures) {
		if on.Before(c.today) {
			continue
		}
		c.Days = append(c.Days, way.test(on, len(results)+1, results))
		results = append(results, TestNegative)
	}
	return c.judged(e, p)
}

// test is a day with a test.
func (p *RewardPlan) test(on civil.Date, number int, before []TestResult) Day {
	value, known := p.Value(before)
	worth := "what it is worth the protocol leaves to the programme"
	if known {
		worth = fmt.Sprintf("negative, it is worth %s %s", value, p.Currency)
	}
	row := 0
	for i := len(before); i > 0 && before[i-1] == TestNegative; i-- {
		row++
	}
	look := "the reward is given at once"
	if len(p.For) > 0 {
		names := make([]string, len(p.For))
		for i, a := range p.For {
			names[i] = string(a)
		}
		look = "negative for " + strings.Join(names, " and ") + "; " + look
	}
	return Day{Date: on, Number: number, Task: "a test of contingency management", Cites: p.Cites, Observe: []string{look},
		Why: fmt.Sprintf("after %s in a row: %s", lines.Counted(row, "negative one"), worth)}
}

// tests are the days of tests from the first day to before the end: spread over each week, and moved to the next day that is open.
func (p *RewardPlan) tests(begin, end civil.Date, closures Closures) (all []civil.Date) {
	for week := 1; p.Weeks == 0 || week <= p.Weeks; week++ {
		first := begin.Add(7 * (week - 1))
		if !first.Before(end) {
			break
		}
		times := p.timesIn(week)
		for i := range times {
			day := first.Add(7 * i / times)
			for closures.Closed(day) && day.Since(first) < 7 {
				day = day.Add(1)
			}
			if day.Before(end) && (len(all) == 0 || all[len(all)-1].Before(day)) {
				all = append(all, day)
			}
		}
	}
	return all
}

func (p *RewardPlan) timesIn(week int) int {
	for _, t := range p.Tests {
		if t.Through == 0 || week <= t.Through {
			return t.Times
		}
	}
	return 0
}

// results are the tests on record since the protocol began, oldest first.
func (p *RewardPlan) results(e *plan.Engine, in plan.Plan, at time.Time, begin civil.Date) (all []TestResult) {
	_ = e.Look(in, at, func(v *plan.View) {
		v.Past(func(ev *record.Event) bool {
			if v.DayOf(ev.At).Before(begin) {
				return false
			}
			switch b := ev.Body.(type) {
			case record.Screened:
				all = append(all, p.result(b))
			case record.VisitMissed:
				all = append(all, TestMissed)
			}
			return true
		})
	})
	slices.Reverse(all)
	return all
}

// result reads a screen: positive if any analyte of the plan is, negative if each was tested and is not.
func (p *RewardPlan) result(screen record.Screened) TestResult {
	negative := 0
	for _, r := range screen.Results {
		if len(p.For) > 0 && !slices.Contains(p.For, r.Analyte) {
			continue
		}
		switch r.Result {
		case record.Positive:
			return TestPositive
		case record.Negative:
			negative++
		}
	}
	if negative == 0 || negative < len(p.For) {
		return TestMissed
	}
	return TestNegative
}
