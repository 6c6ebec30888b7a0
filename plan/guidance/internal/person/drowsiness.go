package person

import (
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// Drowsiness is what was last seen of sedation, intoxication and depressed breathing.
type Drowsiness struct {
	Seen   string    // for a reader; empty if the last examination saw none
	At     time.Time // when somebody last looked
	Looked bool
}

// dangerSigns are the signs with which no dose of an agonist is given, the worst first.
var dangerSigns = [...]record.Sign{record.RespiratoryDepressionSign, record.Sedation, record.Intoxication}

// LastDrowsiness reads the last examination for signs, acute intoxication with alcohol that was reported today or yesterday, and a dose that
// was withheld since because the person was intoxicated.
func LastDrowsiness(v *plan.View) *Drowsiness {
	d, _ := drowsinessFact.Lent(v)
	return d
}

var drowsinessFact = plan.NewFact(func(v *plan.View) (d Drowsiness, looked bool) {
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
	return d, d.Looked
})

// Stands reports whether a danger still counts: it does not expire by the clock, and stands until somebody looks again, at most to the
// end of the next day.
func (d *Drowsiness) Stands(v *plan.View) bool { return d.Seen != "" && v.DaysSince(d.At) <= 1 }

// Stale reports whether a danger was seen, too long ago to count, and nobody has looked since.
func (d *Drowsiness) Stale(v *plan.View) bool { return d.Seen != "" && v.DaysSince(d.At) > 1 }
