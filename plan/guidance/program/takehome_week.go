package program

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/record"
)

// takenHomeDays are days in a row for which doses were handed out; how many of them are for days on which the clinic is closed
// is known, and which of them is not.
type takenHomeDays struct {
	first, last civil.Date
	closed      int
}

// takenHomeOf returns the days after the day of the event for which the act hands out doses.
func takenHomeOf(day civil.Date, act *record.Act) takenHomeDays {
	first := act.FirstOn
	if first.IsZero() {
		first = day.Add(act.First)
	}
	days := takenHomeDays{first, first.Add(act.Days - 1), act.Closed}
	if !day.Before(days.first) {
		days.first = day.Add(1)
	}
	return days
}

// within counts the days from the one day to the other; days for a closed clinic are taken to lie there.
func (d takenHomeDays) within(from, to civil.Date) int {
	if from.Before(d.first) {
		from = d.first
	}
	if d.last.Before(to) {
		to = d.last
	}
	return max(to.Since(from)+1-d.closed, 0)
}

// closedDays is how many days of the act are for days on which the clinic is closed: those that it states, and of a supply those of the
// grants that it carries out, which says no more than that it hands doses over.
func closedDays(v *plan.View, act *record.Act) int {
	if act.Closed > 0 || !act.Means.Has(record.HandsOver) {
		return act.Closed
	}
	closed, tomorrow := v.Now().InHand(act.Substance, v.Day()).Closed, v.Day().Add(1)
	for s := range v.Now().Supplies(act.Substance) { // which have had theirs
		first := s.First
		if first.Before(tomorrow) {
			first = tomorrow
		}
		closed -= min(s.Closed, max(s.Last.Since(first)+1, 0))
	}
	return min(max(closed, 0), act.Days)
}

// longestTakenHome is for how many days a supply may have been that reaches into the days that are counted.
const longestTakenHome = 31

// takenHomeWeek returns the most days' doses that would be taken home within so many days in a row, those that the act hands out
// among them. What was lost or brought back, and what was granted for days on which the clinic is closed, is not counted.
func takenHomeWeek(v *plan.View, act *record.Act, week int) (most int) {
	about := medication.SetOf(act.Substance)
	next := takenHomeOf(v.Day(), act)
	if act.First == 0 && act.FirstOn.IsZero() && !v.Now().OnDay(act.Substance).Before.IsZero() { // today's dose was taken
		next.last = next.last.Add(1)
	}
	spans, back := []takenHomeDays{next}, 0
	earliest := next.first.Add(1 - week)
	for ev := range v.Past {
		day := v.DayOf(ev.At)
		if day.Before(earliest.Add(-longestTakenHome)) {
			break
		}
		acts := record.ActsOf(ev)
		if past, ok := acts.Of(record.HandsOver, about); ok && past.Days > 0 {
			spans = append(spans, takenHomeOf(day, past))
		}
		if lost, ok := acts.Of(record.Loses, about); ok {
			back += lost.Days
		}
		if granted, ok := acts.Of(record.Permits, about); ok {
			back += granted.Closed
		}
	}
	for from := earliest; !next.last.Before(from); from = from.Add(1) {
		count := 0
		for _, s := range spans {
			count += s.within(from, from.Add(week-1))
		}
		most = max(most, count-back)
	}
	return most
}

// takenHomeCount is what would be in the hand, and what would be taken home in the time for which a row of a table counts.
type takenHomeCount struct {
	band       TakeHomeBand
	days, week int
}

func countTakenHome(v *plan.View, act *record.Act, band TakeHomeBand) takenHomeCount {
	c := takenHomeCount{band: band}
	c.days, _ = takeHomesInHand(v, act)
	if band.Within > 0 && act.Means.Has(record.HandsOver) { // what is granted has no days yet
		c.week = takenHomeWeek(v, act, band.Within)
	}
	return c
}

func (c takenHomeCount) allowed() bool { return max(c.days, c.week) <= c.band.Days }

// judge says what is too much. The sources say "each week" and not when one begins: more than twice the number in as many days is too
// much wherever it begins, and as severe as the rule is; less may lie in two weeks, and is warned of.
func (c takenHomeCount) judge(v *plan.View, table plan.Limit[TakeHomeTable], since string) plan.Result {
	limit := table.Showing(c.band.String())
	if c.days > c.band.Days {
		return v.Violated(limit, "%s in hand on %s: at most %s", phrase.Plural(c.days, "day"), since, c.band)
	}
	result := v.Violated(limit, "%s taken home within %s, on %s: at most %s", phrase.Plural(c.week, "day"), phrase.Plural(c.band.Within, "day"),
		since, c.band)
	if c.week <= 2*c.band.Days {
		result = result.AtMost(record.Warning)
	}
	return result
}
