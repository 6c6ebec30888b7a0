package care

import (
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/stages"
)

// Limits in days, weeks, months and counts, as they are shown to a reader.

// continuingSince returns when continuing care began, without a break; ok is false if the person is not in it.
func continuingSince(v *plan.View) (at time.Time, ok bool) {
	for stay := range v.Stays {
		if stay.Stage != stages.Aftercare && stay.Stage != stages.Recovery {
			break
		}
		at = stay.From
	}
	return at, !at.IsZero()
}
