package withdrawal

import (
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

var alphaTwoStop = plan.Rule{
	ID:       "wm.alpha2.stop",
	Title:    "Lofexidine and clonidine are ended over some days: pressure rises when they are stopped at once",
	Severity: record.Advice,
	About:    aboutAlphaTwo,
	Watches:  record.Ends,
	Cites: []evidence.Citation{evidence.LabelLucemyra.At("section 2.1: stopped over 2 to 4 days", evidence.Primary),
		evidence.Proposal.At("clonidine is ended over some days as well", evidence.Unconfirmed)},
	Remedy: "lower it step by step over some days, and look at the pressure; more so beside a beta blocker",
	Judge:  judgeAlphaTwoStop,
}

func judgeAlphaTwoStop(v *plan.View) plan.Result {
	act, ok := v.Acts().Of(record.Ends, aboutAlphaTwo)
	switch {
	case !ok || !aboutAlphaTwo.Has(act.Substance) || act.Left:
		return v.NotApplicable()
	case act.Gradual == truth.No:
		return v.Violated(nil, "%s would be stopped at once", act.Substance)
	case act.Gradual == truth.Yes:
		return v.Met()
	}
	return v.Lacks("whether " + act.Substance.String() + " was lowered step by step")
}
