package measure

import (
	"fmt"
	"slices"

	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/truth"
)

// question is a measure asked of one plan.
type question struct {
	Measure
	Question
	first  civil.Date // of the period
	course *course
}

// number is that of an element.
func (q *question) number(name string) int {
	e, _ := q.element(name)
	return e.Number
}

// in reports whether a day is in the period.
func (q *question) in(day civil.Date) bool { return !day.Before(q.first) && !q.Last.Before(day) }

// counted returns a result with the day from which it counts and the events that it rests on.
func (q *question) counted(r Result, index civil.Date, why string, events ...on) Case {
	c := Case{Result: r, Index: index, Why: why}
	for _, e := range events {
		if e.id != "" && !slices.Contains(c.Events, e.id) {
			c.Events = append(c.Events, e.id)
		}
	}
	return c
}

// between returns the first event from one day to another.
func between(all []on, from, to civil.Date) (first on, ok bool) {
	for _, e := range all {
		if !e.day.Before(from) && !to.Before(e.day) {
			return e, true
		}
	}
	return on{}, false
}

// visits are services from the day of the diagnosis on.
func (c *course) visits() []on {
	if c.diagnosed.day.IsZero() {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(c.services), func(e on) bool { return e.day.Before(c.diagnosed.day) })
}

// undiagnosed is the case of somebody whose diagnosis is not on record.
func (q *question) undiagnosed() Case {
	return q.counted(NotKnown, civil.Date{}, "the diagnosis is not on record")
}

// started is the numerator of those of whom a medication is asked within a number of days from the index on.
func (q *question) started(index on, within int) Case {
	until := index.day.Add(within)
	if first, ok := between(q.course.given, index.day, until); ok {
		return q.counted(Met, index.day, fmt.Sprintf("medication on %s, day %d after the index", first.day, first.day.Since(index.day)),
			index, first)
	}
	if !q.Beside.complete(index.day, until) {
		return q.counted(NotKnown, index.day, fmt.Sprintf("no medication on record to %s, and nobody states that the record is complete", until),
			index)
	}
	return q.counted(NotMet, index.day, fmt.Sprintf("no medication to %s", until), index)
}

// newEpisode counts those who began a new episode, and of these whoever was given a medication soon.
func newEpisode(q *question) Case {
	c := q.course
	if c.diagnosed.day.IsZero() {
		return q.undiagnosed()
	}
	clean := q.number("look-back")
	care := append(c.visits(), c.given...)
	slices.SortStableFunc(care, func(a, b on) int { return a.day.Compare(b.day) })
	for _, index := range c.visits() {
		if !q.in(index.day) {
			continue
		}
		from, to := index.day.Add(-clean), index.day.Add(-1)
		if _, before := between(care, from, to); before {
			continue
		}
		if !q.Beside.complete(from, to) {
			return q.counted(NotKnown, index.day, fmt.Sprintf("whether there was care elsewhere from %s to %s is not stated", from, to), index)
		}
		return q.started(index, q.number("start"))
	}
	return q.counted(Outside, civil.Date{}, fmt.Sprintf("no visit in the period with %d days without care before it", clean))
}

// usedInYear counts those who were seen in the year, and of these whoever was given a medication in it.
func usedInYear(q *question) Case {
	c := q.course
	if c.diagnosed.day.IsZero() {
		return q.undiagnosed()
	}
	index, ok := between(c.visits(), q.first, q.Last)
	if !ok {
		return q.counted(Outside, civil.Date{}, "not seen in the year")
	}
	if first, ok := between(c.given, q.first, q.Last); ok {
		return q.counted(Met, index.day, "medication on "+first.day.String(), index, first)
	}
	if !q.Beside.complete(q.first, q.Last) {
		return q.counted(NotKnown, index.day, "no medication is on record in the year, and nobody states that the record is complete", index)
	}
	return q.counted(NotMet, index.day, "no medication in the year", index)
}

// afterFirstEncounter counts people insured by Medicaid, and of these whoever had a medication soon after the first encounter.
func afterFirstEncounter(q *question) Case {
	c := q.course
	if c.diagnosed.day.IsZero() {
		return q.undiagnosed()
	}
	first := c.visits()[0] // the diagnosis at least
	index, seen := between(c.visits(), q.first, q.Last)
	switch {
	case !seen:
		return q.counted(Outside, civil.Date{}, "not seen in the period")
	case q.Beside.Medicaid == truth.No:
		return q.counted(Outside, index.day, "not insured by Medicaid", index)
	case q.Beside.Dual == truth.Yes:
		return q.counted(Excluded, index.day, "insured by Medicare too", index)
	case c.birth.IsZero():
		return q.counted(NotKnown, index.day, "the day of birth is not on record", index)
	}
	least, most := q.number("least age"), q.number("greatest age")
	young, old := c.birth.YearsUntil(q.first), c.birth.YearsUntil(q.Last)
	switch {
	case old < least || young > most:
		return q.counted(Outside, index.day, fmt.Sprintf("not %d to %d years old in the period", least, most), index)
	case young < least || old > most:
		return q.counted(NotKnown, index.day, fmt.Sprintf("not %d to %d years old in the whole period: on which day the age counts was not seen",
			least, most), index)
	case q.Beside.Medicaid != truth.Yes || q.Beside.Dual == truth.Unknown:
		return q.counted(NotKnown, index.day, "how the person is insured is not stated", index)
	case first.day.Before(q.first):
		return q.counted(NotKnown, index.day, "the first encounter lies before the period: whether a later one counts was not seen", first,
			index)
	}
	return q.started(index, q.number("start"))
}

// continuous counts those with a medication in the period, and of these whoever had it long enough without a longer gap.
func continuous(q *question) Case {
	c := q.course
	if c.diagnosed.day.IsZero() {
		return q.undiagnosed()
	}
	all := append(slices.Clone(c.sure), c.possible...)
	gap, want := q.number("gap"), q.number("length")
	sure, most := longest(c.sure, q.first, q.Last, gap), longest(all, q.first, q.Last, gap)
	switch {
	case most.from.IsZero():
		return q.counted(Outside, civil.Date{}, "no medication in the period")
	case c.birth.IsZero():
		return q.counted(NotKnown, most.from, "the day of birth is not on record")
	case c.birth.YearsUntil(q.Last) < q.number("age"):
		return q.counted(Outside, most.from, fmt.Sprintf("younger than %d", q.number("age")))
	case c.birth.YearsUntil(q.first) < q.number("age"):
		return q.counted(NotKnown, most.from, fmt.Sprintf("%d in the period: on which day the age counts was not seen", q.number("age")))
	case q.Beside.Excluded == truth.Yes:
		return q.counted(Excluded, most.from, "excluded, as the host states")
	case q.Beside.Excluded == truth.Unknown:
		return q.counted(NotKnown, most.from, "whether an exclusion applies is not stated")
	case sure.days() >= want && !sure.from.IsZero():
		return q.counted(Met, sure.from, fmt.Sprintf("%d days from %s, without a gap of more than %d", sure.days(), sure.from, gap), at(sure))
	case most.days() >= want:
		return q.counted(NotKnown, most.from, fmt.Sprintf("%d days if doses were had that are not on record as given", most.days()), at(most))
	case !q.Beside.complete(q.first, q.Last):
		return q.counted(NotKnown, most.from, fmt.Sprintf("%d days, and nobody states that the record is complete", most.days()), at(most))
	}
	return q.counted(NotMet, most.from, fmt.Sprintf("%d days at most", most.days()), at(most))
}

// at is the event of a span.
func at(s span) on { return on{s.from, s.id} }
