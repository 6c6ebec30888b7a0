package person

import (
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// LiverFailed reports whether a failure of the liver is on record, and no Child-Pugh score that was taken after it: an earlier one says
// nothing of what came to the liver since, and of two answers of the same time the worse counts.
func LiverFailed(v *plan.View) bool {
	failed, told := v.HealthReportedAt(record.LiverFailure)
	if failed != truth.Yes {
		return false
	}
	_, scored, ok := v.Measured(record.ChildPugh)
	return !ok || !scored.After(told)
}
