package naltrexone

import (
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

var naltrexoneOralRole = plan.Rule{
	ID:       "naltrexone.oral.role",
	Aliases:  []record.RuleID{"gb.naltrexone.indication"},
	Title:    "Naltrexone tablets are for people who have arranged that the doses are taken",
	Severity: record.Warning,
	About:    aboutNaltrexone,
	Watches:  record.Doses,
	Cites:    []evidence.Citation{evidence.ASAM2020.At("page 12", evidence.Primary), evidence.NICETA115.At("1.1, 1.2", evidence.Primary)},
	Remedy:   "arrange observed doses or another plan of adherence, or choose the injection or an agonist",
	Applies:  startingTablets,
	Judge:    judgeOralRole,
}

// oralRoleNewSouthWales objects to tablets however their doses are arranged.
var oralRoleNewSouthWales = plan.Rule{
	ID:       "au-nsw.naltrexone",
	Title:    "Naltrexone tablets are not what the guidance has against return to use",
	Severity: record.Warning,
	About:    aboutNaltrexone,
	Watches:  record.Doses,
	Cites: []evidence.Citation{evidence.NSW2018.At("withdrawal guidance: oral naltrexone is not supported for preventing return to use",
		evidence.Secondary)},
	Remedy:  "offer methadone or buprenorphine first; where the person chooses tablets, have somebody watch the doses",
	Applies: startingTablets,
	Judge: func(v *plan.View) plan.Result {
		return v.Violated(nil, "naltrexone tablets, which the guidance does not support against return to use")
	},
}

// startingTablets holds for the first order or supply of tablets.
func startingTablets(v *plan.View) bool {
	act, ok := naltrexoneAct(v)
	return ok && !act.Product.LongActing() && neverOnNaltrexone(v)
}

func judgeOralRole(v *plan.View) plan.Result {
	d, _ := v.Dosing()
	if d.Supervised == truth.Yes || v.Holds(record.ObservedDosing) || v.Holds(record.AdherencePlan) {
		return v.Met()
	}
	return v.Violated(nil, "naltrexone tablets, and nothing on record that arranges for the doses to be taken")
}
