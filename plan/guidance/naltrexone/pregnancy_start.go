package naltrexone

import (
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

var naltrexonePregnancy = plan.Rule{
	ID:       "naltrexone.pregnancy.start",
	Aliases:  []record.RuleID{"preg.naltrexone"},
	Title:    "Nobody is withdrawn from opioids in pregnancy to start naltrexone",
	Severity: record.Warning,
	About:    aboutNaltrexone,
	Watches:  record.Doses,
	Cites: []evidence.Citation{evidence.NYSDOH2024.At("pregnancy: not while using (A2); may be discussed if already abstinent (A3)",
		evidence.Primary),
		evidence.WHOPregnancy2014.At("antagonists discouraged", evidence.Secondary)},
	Needs:  plan.Needs(beginningNaltrexone, opioidFree.Short, opioidFree.Long),
	Remedy: "offer methadone or buprenorphine",
	Only:   beginningNaltrexone,
	Judge:  judgeNaltrexonePregnancy,
}

func judgeNaltrexonePregnancy(v *plan.View) plan.Result {
	short, long := opioidFree.Short.Of(v), opioidFree.Long.Of(v)
	switch pregnant, _ := v.Pregnant(); pregnant {
	case truth.No:
		return v.Met()
	case truth.Unknown:
		return v.Lacks("whether the person is pregnant")
	}
	var worst plan.Worst
	if s, goesOn := agonistGoesOn(v); goesOn {
		worst.Take(v.Violated(nil, "naltrexone in pregnancy while %s goes on", s))
	}
	for c := range v.Now().Opioids() {
		limit := long
		if kindOfContact(c) == contactShort {
			limit = short
		}
		if waitsFor(c) && person.DaysFree(v, c) < limit.Value {
			worst.Take(v.Violated(limit, "naltrexone in pregnancy %s after %s, fewer than %d", person.Free(v, c), contactText(c), limit.Value))
		}
	}
	if !v.Reviewed(record.OpioidUseSection) {
		worst.Take(lacksHistory(v))
	}
	return worst.Or(v.ViolatedAs(record.Advice, nil,
		"naltrexone in pregnancy, after a time without opioids: to be discussed with the person"))
}
