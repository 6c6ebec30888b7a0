package calendar

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
)

// Schedule is a course of days that somebody published, as data. Its days have amounts only where the table of days was read, or seen in a
// text that restates it; of the others the name is known, and each day is a question to the prescriber.
type Schedule struct {
	ID        string // dotted lower-case words: "bup.low-dose.outpatient"
	Title     string
	Substance medication.Substance
	Settings  []medication.Setting // where the source gives it; none: it does not say
	State     record.Circumstance  // the circumstance that the course is; empty: none
	Days      []ScheduledDay
	After     string // what the source says of the days after the last; empty: nothing
	Notes     []Note // what came of it, and for whom it is not
	Cites     []evidence.Citation
}

// ScheduledDay is a day of a schedule, or several equal ones.
type ScheduledDay struct {
	From, To int // numbers of the first and last day, from 1
	Doses    []ScheduledDose
	Ask      string   // what to ask instead, where the source gives no dose
	Observe  []string // what to look at, and before what
	Full     Share    // of the usual dose of the full agonist that goes on beside it
}

// ScheduledDose is one dose of a schedule: an amount, a range, or the total of the day before.
type ScheduledDose struct {
	Least, Most medication.Mass      // equal: that amount; else the range of which one is chosen
	DayBefore   bool                 // the total of the day before, as it was taken
	Product     medication.ProductID // where it is another product than the one that the calendar is for; empty: that one
	After       medication.Span      // time since the dose before it on the same day
	If          string               // the condition on which it is given
}

// Share is a part of a usual dose. The zero Share says nothing; a share with Den alone is none at all.
type Share struct{ Num, Den uint32 }

// Validate reports everything that makes the schedule incomplete. A schedule whose best citation is not confirmed has no amounts.
func (s *Schedule) Validate() error {
	var errs []error
	fail := func(format string, args ...any) {
		errs = append(errs, fmt.Errorf("calendar: schedule %q: %s", s.ID, fmt.Sprintf(format, args...)))
	}
	if s.ID == "" || strings.TrimSpace(s.Title) == "" || !s.Substance.Valid() || len(s.Days) == 0 {
		fail("it lacks an ID, a title, a substance or days")
	}
	best := evidence.Best(s.Cites)
	next := 1
	for _, d := range s.Days {
		if d.From != next || d.To < d.From {
			fail("days %d to %d do not follow day %d", d.From, d.To, next-1)
		}
		next = d.To + 1
		if (len(d.Doses) == 0) == (d.Ask == "") {
			fail("day %d has to have doses or a question, and not both", d.From)
		}
		for _, dose := range d.Doses {
			switch amount := !dose.Least.IsZero(); {
			case amount == dose.DayBefore || dose.Most.Compare(dose.Least) < 0:
				fail("day %d: a dose is an amount, a range, or the total of the day before", d.From)
			case best != evidence.Primary && best != evidence.Secondary:
				fail("day %d has an amount, and its table was not read: %s", d.From, best)
			}
		}
	}
	if len(s.Cites) == 0 {
		fail("it has no citation")
	}
	for _, c := range s.Cites {
		errs = append(errs, c.Validate())
	}
	return errors.Join(errs...)
}

// Built reports whether the table of days is known, at least of the first day.
func (s *Schedule) Built() bool { return len(s.Days) > 0 && s.Days[0].Ask == "" }

// Last returns the number of the last day.
func (s *Schedule) Last() int { return s.Days[len(s.Days)-1].To }

func (s *Schedule) day(number int) (ScheduledDay, bool) {
	for _, d := range s.Days {
		if d.From <= number && number <= d.To {
			return d, true
		}
	}
	return ScheduledDay{}, false
}

// Schedules returns the schedules that the library knows, sorted by ID within their subject: buprenorphine under the tongue, low-dose
// starts, depots, methadone, withdrawal.
func Schedules() []Schedule {
	var all []Schedule
	for _, table := range [][]Schedule{buprenorphineStarts(), startsOfPlaces(), lowDoseStarts(), depotStarts(), depotsOfPlaces(), methadoneStarts(),
		withdrawals(), withdrawalsOfPlaces()} {
		all = append(all, table...)
	}
	return all
}

// Named finds a schedule by its ID. The error of an unknown one lists those that there are.
func Named(id string) (Schedule, error) {
	all := Schedules()
	i := slices.IndexFunc(all, func(s Schedule) bool { return s.ID == id })
	if i >= 0 {
		return all[i], nil
	}
	names := make([]string, len(all))
	for i := range all {
		names[i] = all[i].ID
	}
	return Schedule{}, refusal("there is no schedule %q; there are %s", id, strings.Join(names, ", "))
}

// The words of the tables.

// days numbers the days of a schedule one after another.
func days(list ...ScheduledDay) []ScheduledDay {
	next := 1
	for i := range list {
		length := max(list[i].To, 1) // until here To is a number of days
		list[i].From, list[i].To = next, next+length-1
		next += length
	}
	return list
}

// day is a day with these doses.
func day(doses ...ScheduledDose) ScheduledDay { return ScheduledDay{Doses: doses} }

// times is a day with so many doses of one amount.
func times(n int, amount string) ScheduledDay {
	return ScheduledDay{Doses: slices.Repeat([]ScheduledDose{give(amount)}, n)}
}

// unknown is a day whose doses the source does not give.
func unknown(ask string) ScheduledDay { return ScheduledDay{Ask: ask} }

// lasting is the same on so many days running.
func (d ScheduledDay) lasting(days int) ScheduledDay {
	d.To = days
	return d
}

// watch adds what to look at.
func (d ScheduledDay) watch(observe ...string) ScheduledDay {
	d.Observe = append(slices.Clone(d.Observe), observe...)
	return d
}

// beside says which part of the usual dose of the full agonist goes on beside it.
func (d ScheduledDay) beside(num, den uint32) ScheduledDay {
	d.Full = Share{num, den}
	return d
}

// give is a dose of an amount, "8 mg", or of a range, "8-16 mg".
func give(amount string) ScheduledDose {
	least, most, found := strings.Cut(amount, "-")
	if !found {
		m := mass(amount)
		return ScheduledDose{Least: m, Most: m}
	}
	return ScheduledDose{Least: mass(least + " mg"), Most: mass(most)}
}

// more is a further dose on a condition, so long after the one before it.
func more(amount string, after medication.Span, condition string) ScheduledDose {
	dose := give(amount)
	dose.After, dose.If = after, condition
	return dose
}

// sameAgain is the total of the day before, at once.
func sameAgain() ScheduledDose { return ScheduledDose{DayBefore: true} }

// mass is for the tables, whose amounts a test reads.
func mass(text string) medication.Mass {
	m, err := medication.ParseMass(text)
	if err != nil {
		panic("calendar: " + err.Error())
	}
	return m
}
