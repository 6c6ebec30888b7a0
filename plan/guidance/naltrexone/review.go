package naltrexone

import (
	"fmt"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/record"
)

// ReviewLimits is when naltrexone is reviewed.
type ReviewLimits struct{ Months plan.Param[int] }

var reviewLimits = ReviewLimits{
	limit.MostCount("gb.naltrexone.review.months", "months of naltrexone after which it is reviewed whether to go on", limit.ShownIn("month")),
}

// Review returns when naltrexone is reviewed. Sources give a day for the first review alone.
func Review() ReviewLimits { return reviewLimits }

var naltrexoneReview = plan.Duty{
	ID:      "gb.naltrexone.review",
	Title:   "Review with the person whether naltrexone helps, and whether to go on",
	Cites:   []evidence.Citation{evidence.NICETA115.At("1.3", evidence.Primary), evidence.MedscapeUKNaltrexone.At("initial period", evidence.Secondary)},
	About:   aboutNaltrexone,
	Watches: record.Puts | record.Reviews | record.Endings,
	During:  plan.WhileTreated,
	Needs:   plan.Needs(reviewLimits.Months),
	When:    whenReview,
}

// whenReview is due once, until somebody reassessed the person since naltrexone began.
func whenReview(v *plan.View) (plan.Due, bool) {
	months := reviewLimits.Months.Of(v)
	first, ok := v.FirstDose(medication.Naltrexone)
	if !ok {
		return plan.Due{}, false
	}
	if at, done := v.Assessed(record.Reassessment); done && first.At.Before(at) {
		return plan.Due{}, false
	}
	return plan.Due{On: first.Day.AddMonths(months.Value), Why: fmt.Sprintf("naltrexone began on %s", first.Day)}, true
}
