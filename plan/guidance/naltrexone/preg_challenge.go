package naltrexone

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// challengeInPregnancy is about naloxone as a test. Against an overdose it is given to everybody, and this rule is silent.
var challengeInPregnancy = plan.Rule{
	ID:       "preg.challenge",
	Title:    "No naloxone challenge is made in pregnancy",
	Severity: record.Block,
	About:    medication.SetOf(medication.Naloxone),
	Watches:  record.Doses | record.Reverses,
	Cites:    []evidence.Citation{evidence.ASAM2020.At("page 24: no naloxone challenge in pregnancy", evidence.Primary)},
	Remedy: "ask, look for signs and take a drug screen; methadone or buprenorphine need no challenge; " +
		"naloxone against an overdose is given in pregnancy as to anybody",
	Override: plan.NotOverridable("the withdrawal that it may bring out endangers the pregnancy, and nothing urgent hangs on it"),
	Missing:  plan.Reported("who asks for a challenge has a reason to ask about pregnancy, and naltrexone asks for it too"),
	Applies:  challenging,
	Judge: func(v *plan.View) plan.Result {
		switch pregnant, _ := v.Pregnant(); pregnant {
		case truth.No:
			return v.Met()
		case truth.Unknown:
			return v.Lacks("whether the person is pregnant")
		}
		return v.Violated(nil, "a naloxone challenge in pregnancy")
	},
}

// challenging reports whether a naloxone challenge is ordered, handed over for or made.
func challenging(v *plan.View) bool {
	if _, made := v.Body().(record.Challenged); made {
		return true
	}
	d, ok := v.Dosing()
	return ok && d.Purpose == record.PurposeChallenge && d.Product.ReversesOverdose()
}
