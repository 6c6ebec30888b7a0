package program

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/record"
)

// TakeawayNewSouthWalesLimits is how many doses New South Wales lets people take home who are stable and at low risk: the most that its
// guidelines know, since the record holds no tier of risk.
type TakeawayNewSouthWalesLimits struct {
	Methadone     plan.Param[TakeHomeTable]
	Buprenorphine plan.Param[TakeHomeTable] // of a product with naloxone; of others nothing was read
}

var takeawayNewSouthWalesLimits = TakeawayNewSouthWalesLimits{
	plan.NewParam("au-nsw.takeaway.methadone.table", "days' doses of methadone that people at low risk take home", stricterTable),
	plan.NewParam("au-nsw.takeaway.buprenorphine.table", "days' doses of buprenorphine with naloxone that people at low risk take home",
		stricterTable),
}

// TakeawayNewSouthWales returns how many doses New South Wales lets people take home who are stable and at low risk.
func TakeawayNewSouthWales() TakeawayNewSouthWalesLimits { return takeawayNewSouthWalesLimits }

var takeawayNewSouthWales = []plan.Rule{
	{
		ID:       "au-nsw.takeaway.methadone",
		Aliases:  []record.RuleID{"au-nsw.takeaway"},
		Title:    "Methadone is taken home by stable people at low risk, for a few days a week",
		Severity: record.Warning,
		About:    agent.Methadone,
		Watches:  record.TakenHome,
		Cites:    []evidence.Citation{evidence.NSW2018.At("takeaway doses: methadone 2 to 4 a week", evidence.Secondary)},
		Needs:    plan.Needs(takeawayNewSouthWalesLimits.Methadone),
		Remedy:   "hand out fewer days, or see the person more often; a depot of buprenorphine needs no doses at home",
		Judge: func(v *plan.View) plan.Result {
			return judgeTakeaway(v, medication.Methadone, takeawayNewSouthWalesLimits.Methadone, nil)
		},
	},
	{
		ID:       "au-nsw.takeaway.buprenorphine",
		Title:    "Buprenorphine with naloxone is taken home for a few weeks at most",
		Severity: record.Warning,
		About:    agent.Buprenorphine,
		Watches:  record.TakenHome,
		Cites:    []evidence.Citation{evidence.NSW2018.At("takeaway doses: 1 to 4 weeks unsupervised", evidence.Secondary)},
		Needs:    plan.Needs(takeawayNewSouthWalesLimits.Buprenorphine),
		Remedy:   "hand out fewer weeks",
		Judge:    judgeTakeawayCombination,
	},
}

func judgeTakeawayCombination(v *plan.View) plan.Result {
	act, ok := v.Acts().Of(record.TakenHome, agent.Buprenorphine)
	if !ok {
		return v.NotApplicable()
	}
	product := person.ProductOf(v, act)
	if _, combination := product.Companion(); !combination {
		return v.NotApplicable()
	}
	return judgeTakeaway(v, medication.Buprenorphine, takeawayNewSouthWalesLimits.Buprenorphine, nil)
}
