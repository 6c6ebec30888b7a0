package program

import (
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

var otpCounselling = plan.Rule{
	ID:       "otp.counselling.not-condition",
	Aliases:  []record.RuleID{"bup.psychosocial-not-required"},
	Title:    "Declining counselling is no reason to withhold or end medication",
	Severity: record.Block,
	Watches:  person.Withholding,
	Cites: []evidence.Citation{evidence.SAMHSAChanges.At("counselling", evidence.Primary), evidence.ASAM2020.At("pages 9 and 12",
		evidence.Primary)},
	Remedy:   "go on with the medication, and offer counselling again",
	Override: plan.NotOverridable("the reason itself is none; if there is another one, give that"),
	Judge:    judgeCounselling,
}

func judgeCounselling(v *plan.View) plan.Result {
	e, ok := person.WithheldOf(v)
	switch {
	case !ok, e.Reason != record.ReasonDeclinedCounselling, e.Left, e.Continues == truth.Yes:
		return v.NotApplicable()
	case transfers(v.Body()) && e.Continues == truth.Unknown:
		return v.Lacks("whether the medication goes on elsewhere")
	}
	return v.Violated(nil, "medication would be withheld because counselling was declined")
}
