package guidance

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
)

var dental = plan.Rule{
	ID:       "bup.dental",
	Aliases:  []record.RuleID{"dental"},
	Title:    "Whoever starts buprenorphine in the mouth hears how to keep their teeth",
	Severity: record.Advice,
	About:    buprenorphine,
	Watches:  record.Prescribes | record.HandsOver | record.Permits,
	Narrow:   "a word at the start, said where it is decided and not again with the dose",
	Cites:    []evidence.Citation{evidence.LabelSubutexAndSuboxone.At("dental health", evidence.Secondary)},
	Needs:    plan.Needs(mouthDoses),
	Remedy:   "rinse with water when the dose has dissolved, leave the toothbrush for later as the label says, and see a dentist",
	Applies: func(v *plan.View) bool {
		_, ok := mouthDoses.Of(v)
		return ok && v.Starting(medication.Buprenorphine)
	},
	Judge: func(v *plan.View) plan.Result {
		d, _ := mouthDoses.Of(v)
		return v.Violated(nil, "%s dissolves in the mouth and harms teeth that are not looked after", d.Product.Name())
	},
}
