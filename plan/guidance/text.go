package guidance

import (
	"fmt"
	"time"

	"github.com/oudpath/oudpath/plan"
)

// elapsed writes the time since t as a person would say it: hours up to three days, then days.
func elapsed(v *plan.View, t time.Time) string { return inHours(v.Since(t)) }

func inHours(d time.Duration) string {
	if d >= 72*time.Hour && d%(24*time.Hour) == 0 {
		return fmt.Sprintf("%d days", d/(24*time.Hour))
	}
	if d%time.Hour == 0 {
		return fmt.Sprintf("%d h", d/time.Hour)
	}
	return fmt.Sprintf("%d h %d min", d/time.Hour, d%time.Hour/time.Minute)
}
