package calendar

import (
	"fmt"
	"slices"
	"strings"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
)

// Change is a day that two calendars of one course see differently.
type Change struct {
	Day    civil.Date
	Before string   // the doses of the day; "not planned" where the earlier calendar has no such day
	After  string   // "not planned" where the later one has none
	Then   Standing // the standing before; empty where the day was not planned
	Now    Standing
	Why    []string // what happened in between, and what speaks of it now
}

const notPlanned = "not planned"

// Changes compares a calendar with one that was made anew from the plan later, and says of each day from then on that differs what differs
// and why: what happened meanwhile that the later one takes into account, what newly stands in the way, and what stands there no more. Days
// before the later calendar was made are past, and not compared. Two calendars of the same plan at the same time have no changes.
func Changes(before, after Calendar) (changes []Change) {
	happened := news(before, after)
	dates := make([]civil.Date, 0, len(before.Days)+len(after.Days))
	for _, days := range [][]Day{before.Days, after.Days} {
		for i := range days {
			dates = append(dates, days[i].Date)
		}
	}
	slices.SortFunc(dates, civil.Date.Compare)
	for _, date := range slices.Compact(dates) {
		if date.Before(after.today) {
			continue
		}
		if change, differs := compare(&before, &after, date); differs {
			change.Why = append(slices.Clone(happened), change.Why...)
			changes = append(changes, change)
		}
	}
	return changes
}

// news are the things that only the later calendar takes into account.
func news(before, after Calendar) (what []string) {
	for _, h := range after.Heeded {
		if !slices.Contains(before.Heeded, h) {
			what = append(what, h.What)
		}
	}
	if before.Basis != after.Basis {
		what = append(what, fmt.Sprintf("judged by %s instead of %s", after.Basis.Jurisdiction, before.Basis.Jurisdiction))
	}
	return what
}

func compare(before, after *Calendar, date civil.Date) (c Change, differs bool) {
	c = Change{Day: date, Before: notPlanned, After: notPlanned}
	old, had := before.On(date)
	now, has := after.On(date)
	if had {
		c.Before, c.Then = old.Summary(), old.Standing()
	}
	if has {
		c.After, c.Now = now.Summary(), now.Standing()
	}
	if !had || !has {
		return c, true
	}
	then, current := said(old), said(now)
	for _, s := range current {
		if !slices.Contains(then, s) {
			c.Why = append(c.Why, "new: "+s)
		}
	}
	for _, s := range then {
		if !slices.Contains(current, s) {
			c.Why = append(c.Why, "no more: "+s)
		}
	}
	return c, c.Before != c.After || c.Then != c.Now || len(c.Why) > 0
}

// said are the findings of a day that refuse, hold or warn, in words.
func said(d *Day) (all []string) {
	for _, findings := range [][]plan.Finding{d.Stands(), d.Warned()} {
		for i := range findings {
			all = append(all, fmt.Sprintf("%s (%s)", findings[i].Message(), findings[i].Rule))
		}
	}
	return all
}

// String says the change in lines.
func (c Change) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s -> %s", c.Day, c.Before, c.After)
	if c.Then != c.Now {
		fmt.Fprintf(&b, " (%s -> %s)", wordOf(c.Then), wordOf(c.Now))
	}
	for _, why := range c.Why {
		b.WriteString("\n  " + why)
	}
	return b.String()
}

// Told says changes for a reader: days that follow one another and change in the same way, for the same reasons, as one.
func Told(changes []Change) string {
	var b strings.Builder
	for i := 0; i < len(changes); {
		n := 1
		for i+n < len(changes) && changes[i].goesOn(&changes[i+n], n) {
			n++
		}
		first, last := &changes[i], &changes[i+n-1]
		days := first.Day.String()
		if n > 1 {
			days += " to " + last.Day.String()
		}
		switch {
		case first.After == notPlanned:
			was := first.Before
			if last.Before != was {
				was += " at first, and " + last.Before + " at last"
			}
			fmt.Fprintf(&b, "%s: planned no more (was %s)\n", days, was)
		case first.Before == notPlanned:
			fmt.Fprintf(&b, "%s: newly planned: %s\n", days, first.After)
		case first.Before == first.After:
			fmt.Fprintf(&b, "%s: the same doses", days)
			if first.Then != first.Now {
				fmt.Fprintf(&b, ", %s instead of %s", first.Now, first.Then)
			}
			b.WriteString("\n")
		default:
			fmt.Fprintf(&b, "%s: %s\n  instead of %s\n", days, first.After, first.Before)
		}
		for _, why := range first.Why {
			if i == 0 || !slices.Contains(changes[i-1].Why, why) {
				b.WriteString("  because: " + why + "\n")
			}
		}
		i += n
	}
	return b.String()
}

// goesOn reports whether the n-th change after one is of the same kind, for the same reasons.
func (c *Change) goesOn(next *Change, n int) bool {
	if next.Day != c.Day.Add(n) || !slices.Equal(c.Why, next.Why) || c.Then != next.Then || c.Now != next.Now {
		return false
	}
	switch {
	case c.After == notPlanned || next.After == notPlanned:
		return c.After == next.After
	case c.Before == notPlanned || next.Before == notPlanned:
		return c.Before == next.Before && c.After == next.After
	case c.Before == c.After || next.Before == next.After:
		return c.Before == c.After && next.Before == next.After
	}
	return c.Before == next.Before && c.After == next.After
}

func wordOf(s Standing) string {
	if s == "" {
		return notPlanned
	}
	return string(s)
}
