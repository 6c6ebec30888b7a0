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

func wordOf(s Standing) string {
	if s == "" {
		return notPlanned
	}
	return string(s)
}
