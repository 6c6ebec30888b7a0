package person

import (
	"slices"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/record"
)

// examinations are the assessments in which somebody examines the person.
var examinations = [...]record.Assessment{record.Reassessment, record.FullExamination, record.ScreeningExamination}

// AssessedSince reports whether an examination or a reassessment is on record that is not older than the time.
func AssessedSince(v *plan.View, t time.Time) bool {
	return slices.ContainsFunc(examinations[:], func(a record.Assessment) bool {
		at, _ := v.Assessed(a)
		return !at.Before(t)
	})
}

// ExaminedSince reports the same, where a look at signs, or a score of them, is an examination as well.
func ExaminedSince(v *plan.View, t time.Time) bool {
	_, at, looked := v.ObjectiveSigns()
	return looked && !at.Before(t) || AssessedSince(v, t)
}
