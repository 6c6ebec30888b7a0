package person

import (
	"fmt"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// Drowsiness is what was last seen of sedation, intoxication, depressed breathing and consciousness.
type Drowsiness struct {
	Seen   string        // for a reader; empty if the last examination saw none
	Slight string        // for a reader, where it is a reason to warn and none to wait; empty with Seen
	Limit  plan.AnyLimit // the one that the score is held against; nil for a sign
	At     time.Time     // when that was looked at
	Last   time.Time     // when somebody last looked for sedation, by whatever means
	Looked bool
}

// dangerSigns are the signs with which no dose of an agonist is given, the worst first.
var dangerSigns = [...]record.Sign{record.RespiratoryDepressionSign, record.Sedation, record.Intoxication}

// LastDrowsiness reads the last examination for signs, the last score on each scale of sedation, acute intoxication with alcohol that was
// reported today or yesterday, and a dose that was withheld since because the person was intoxicated.
func LastDrowsiness(v *plan.View) *Drowsiness {
	d, _ := DrowsinessFact.Lent(v)
	return d
}

// DrowsinessFact is the fact behind LastDrowsiness, for what a rule needs. It holds where somebody looked.
var DrowsinessFact = plan.NewFact(func(v *plan.View) (d Drowsiness, looked bool) {
	d = bySigns(v)
	last := d.At
	if _, any := v.Last(record.KindScored); any {
		for i := range sedationScales {
			look := sedationScales[i].look(v)
			d, last = worse(v, d, look), later(last, look.At)
		}
	}
	if present, at := v.HealthReportedAt(record.AcuteAlcoholism); present == truth.Yes && d.Seen == "" && v.DaysSince(at) <= 1 {
		d = Drowsiness{Seen: "acute intoxication with alcohol", At: at, Looked: true}
	}
	for _, s := range agent.Agonists {
		held := v.Now().CourseOf(s).Held
		if held == nil || held.At.Before(d.At) || held.Body.(record.DoseHeld).Reason != record.ReasonIntoxicated {
			continue
		}
		v.Now().Notes.Note(held)
		d = Drowsiness{Seen: "intoxication, for which a dose was withheld,", At: held.At, Looked: true}
	}
	d.Last = later(last, d.At)
	return d, d.Looked
}, sedationLimits.POSS, sedationLimits.RASS, sedationLimits.RASSCaution)

// bySigns is what the last examination for signs saw.
func bySigns(v *plan.View) (d Drowsiness) {
	for _, sign := range dangerSigns {
		seen, at := v.Sign(sign)
		if seen == truth.Unknown {
			break
		}
		d.At, d.Looked = at, true
		if seen == truth.Yes {
			d.Seen = phrase.Spelled(sign)
			break
		}
	}
	return d
}

func later(a, b time.Time) time.Time {
	if a.Before(b) {
		return b
	}
	return a
}

// worse returns which of two looks counts. A danger stands until the same is looked at again (decision 14), so that one which stands is not
// ended by another scale; where none stands, the later look counts.
func worse(v *plan.View, a, b Drowsiness) Drowsiness {
	switch {
	case !b.Looked || a.Looked && a.Stands(v) && !b.Stands(v):
		return a
	case !a.Looked || b.Stands(v) && !a.Stands(v) || a.At.Before(b.At) || b.Slight != "" && a.At.Equal(b.At):
		return b
	}
	return a
}

// Stands reports whether a danger still counts: it does not expire by the clock, and stands until somebody looks again, at most to the
// end of the next day.
func (d *Drowsiness) Stands(v *plan.View) bool { return d.Seen != "" && v.DaysSince(d.At) <= 1 }

// Stale reports whether a danger was seen, too long ago to count, and nobody has looked since.
func (d *Drowsiness) Stale(v *plan.View) bool { return d.Seen != "" && v.DaysSince(d.At) > 1 }

// Warns returns the result for somebody who is a little sedated, today or yesterday; ok is false for anybody else.
func (d *Drowsiness) Warns(v *plan.View, what any) (result plan.Result, ok bool) {
	if d.Slight == "" || v.DaysSince(d.At) > 1 {
		return plan.Result{}, false
	}
	return v.ViolatedAs(record.Warning, d.Limit, "%s, and %s was seen %s ago", fmt.Sprint(what), d.Slight, phrase.Elapsed(v, d.At)).
		WithRemedy("look again before the dose is given, and watch more closely after it"), true
}
