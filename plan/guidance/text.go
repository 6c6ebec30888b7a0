package guidance

import (
	"fmt"
	"time"

	"github.com/oudpath/oudpath/plan"
)

// elapsed writes the time since t as a person would say it: minutes within the hour, hours up to three days, then days.
func elapsed(v *plan.View, t time.Time) string { return inHours(v.Since(t)) }

func inHours(d time.Duration) string {
	const day = 24 * time.Hour
	switch {
	case d >= 3*day:
		return joined(d/day, "days", d%day/time.Hour, "h")
	case d >= time.Hour:
		return joined(d/time.Hour, "h", d%time.Hour/time.Minute, "min")
	}
	return fmt.Sprintf("%d min", d/time.Minute)
}

// joined writes two units, the smaller one only where there is some of it.
func joined(many time.Duration, unit string, rest time.Duration, smaller string) string {
	if rest == 0 {
		return fmt.Sprintf("%d %s", many, unit)
	}
	return fmt.Sprintf("%d %s %d %s", many, unit, rest, smaller)
}
