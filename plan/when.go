package plan

import (
	"slices"
	"strings"
	"time"

	"github.com/oudpath/oudpath/plan/record"
)

// Opening says when an intent would not be refused any more if nothing else happened meanwhile, and what would have to be on record then.
type Opening struct {
	// Now is the answer at the time of the intent, as Check gives it.
	Now Decision
	// At is the earliest time from which nothing refuses it, to the minute: the time of the intent where nothing refuses it now. It is
	// the zero time where time alone does not help within Horizon.
	At time.Time
	// Then is the answer at that time. What was measured for today may be too old by then: it is among what is missing.
	Then Decision
	// Missing is what has to be on record at that time and is not: without it the intent is held back then.
	Missing []Datum

	zone *time.Location
}

// Horizon is how far When looks ahead.
const Horizon = 400 * 24 * time.Hour

// Found reports whether there is such a time.
func (o *Opening) Found() bool { return !o.At.IsZero() }

// String says it in one line, in the zone of the jurisdiction: "from 2026-03-02 14:20 on, with COWS total not older than 2 h".
func (o *Opening) String() string {
	var b strings.Builder
	switch {
	case !o.Found():
		return "time alone does not open it"
	case o.Now.Status != Refused:
		b.WriteString("now")
	default:
		b.WriteString("from " + o.At.In(o.zone).Format("2006-01-02 15:04") + " on")
	}
	for i, d := range o.Missing {
		b.WriteString([]string{", with ", " and "}[min(i, 1)] + d.String())
	}
	return b.String()
}

// When returns the earliest time from the intent on at which it would not be refused if nothing else happened: no dose, no measurement,
// no statement. It asks the same rules as Check, every quarter of an hour for four days, every hour for two weeks and four times a day
// after that, up to Horizon, and then to the minute; what is open for less than such a step can be passed over. A time that it returns
// is open: Check of the intent at that time refuses it no more. The errors are those of Check.
func (e *Engine) When(p Plan, intent record.Event) (Opening, error) {
	now, err := e.Check(p, intent)
	if err != nil {
		return Opening{}, err
	}
	return e.when(p, intent, now), nil
}

// when is When of an intent that was checked, with the answer.
func (e *Engine) when(p Plan, intent record.Event, now Decision) Opening {
	o := Opening{Now: now, zone: e.zone}
	if intent.ID == "" {
		intent.ID = "check"
	}
	at := intent.At
	if now.Status == Refused {
		var found bool
		if at, found = e.opens(p, intent); !found {
			return o
		}
	}
	o.At, o.Then = at, now
	if now.Status == Refused || !intent.Recorded.IsZero() { // another time, or another time of telling
		o.Then = e.askedAt(p, intent, at, everything)
	}
	for _, f := range o.Then.Reasons() {
		for _, d := range f.Missing {
			if !slices.Contains(o.Missing, d) {
				o.Missing = append(o.Missing, d)
			}
		}
	}
	return o
}

// ahead is how far apart the times are at which is asked, and until when.
var ahead = [...]struct{ until, step time.Duration }{
	{4 * 24 * time.Hour, 15 * time.Minute},
	{14 * 24 * time.Hour, time.Hour},
	{Horizon, 6 * time.Hour},
}

// opens finds the first time at which a refused intent is refused no more.
func (e *Engine) opens(p Plan, intent record.Event) (at time.Time, found bool) {
	closed, passed := intent.At, time.Duration(0)
	var by RuleID
	for _, stretch := range ahead {
		for ; passed < stretch.until; passed += stretch.step {
			next := intent.At.Add(passed + stretch.step)
			if !e.refusedAt(p, intent, next, &by) {
				return e.between(p, intent, closed, next), true
			}
			closed = next
		}
	}
	return time.Time{}, false
}

// between narrows the change from refused to open down to a minute, and returns the open end.
func (e *Engine) between(p Plan, intent record.Event, closed, open time.Time) time.Time {
	var by RuleID
	for open.Sub(closed) > time.Minute {
		half := closed.Add((open.Sub(closed) / 2).Round(time.Minute))
		if e.refusedAt(p, intent, half, &by) {
			closed = half
		} else {
			open = half
		}
	}
	return open
}

// refusedAt reports whether the intent is refused at a time. The rule by which it was refused the last time is asked first: as long as that
// one refuses, no other has to be asked.
func (e *Engine) refusedAt(p Plan, intent record.Event, at time.Time, by *RuleID) bool {
	if r := e.byID[*by]; r != nil && intent.Replaces == "" && e.refuses(p, intent, at, r) {
		return true
	}
	d := e.askedAt(p, intent, at, refused)
	*by = ""
	for i := range d.Findings {
		if d.Findings[i].Refuses() {
			*by = d.Findings[i].Rule
			break
		}
	}
	return d.Status == Refused
}

// refuses reports whether the rule alone refuses the intent at another time.
func (e *Engine) refuses(p Plan, intent record.Event, at time.Time, r *Rule) bool {
	intent.At, intent.Recorded = at, time.Time{}
	s, past := e.asOf(p, at)
	v := e.view(s, past, &intent)
	defer v.done()
	f := v.explain(r)
	return f.Refuses()
}

// askedAt judges the intent as if it were asked for at another time, until enough is found.
func (e *Engine) askedAt(p Plan, intent record.Event, at time.Time, enough until) Decision {
	intent.At, intent.Recorded = at, time.Time{}
	if intent.Replaces != "" {
		d, _ := e.Check(p, intent) // what can be asked at one time can be asked at another
		return d
	}
	s, past := e.asOf(p, at)
	v := e.view(s, past, &intent)
	defer v.done()
	v.until = enough
	return v.decision()
}
