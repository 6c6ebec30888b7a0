package care

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/record"
)

// pregnancyMedicines are about what comes in pregnancy in the place of an agonist by mouth: an order of it is a withdrawal, or a change,
// whatever it is called.
var pregnancyMedicines = []plan.Rule{
	{
		ID:       "preg.alpha2",
		Title:    "In pregnancy lofexidine and clonidine do not take the place of methadone or buprenorphine",
		Severity: record.Warning,
		About:    medication.SetOf(medication.Lofexidine, medication.Clonidine),
		Watches:  record.Doses,
		Cites: []evidence.Citation{evidence.WHOPregnancy2014.At("recommendation 4: maintenance over detoxification", evidence.Secondary),
			evidence.LabelLucemyra.At("section 8, pregnancy: little is known of people, and animals lost young below the human dose",
				evidence.Secondary)},
		Remedy: "offer methadone or buprenorphine; what eases a withdrawal leaves the danger of return to use to both",
		Only:   pregnancy,
		Judge:  judgePregnancyAlphaTwo,
	},
	{
		ID:       "preg.depot",
		Title:    "A first depot of buprenorphine in pregnancy is decided for the one person: little is known of it",
		Severity: record.Advice,
		About:    agent.Buprenorphine,
		Watches:  record.Doses,
		Cites:    []evidence.Citation{evidence.Proposal.At("continue or change a depot in pregnancy by an individual decision", evidence.Unconfirmed)},
		Remedy:   "weigh with the person and an expert whether to go on or to change to a form under the tongue; never leave them without an agonist",
		Only:     pregnancy,
		Judge:    judgePregnancyWithDepot,
	},
}

// judgePregnancyAlphaTwo warns of lofexidine always, and of clonidine, which is used in pregnancy for other ends, where no agonist goes on.
func judgePregnancyAlphaTwo(v *plan.View) plan.Result {
	act, ok := v.Acts().Of(record.Doses, medication.SetOf(medication.Lofexidine, medication.Clonidine))
	if !ok {
		return v.NotApplicable()
	}
	agonist := person.Taking(v, medication.Methadone) || person.Taking(v, medication.Buprenorphine)
	switch {
	case !agonist:
		return v.Violated(nil, "%s in pregnancy, and no agonist goes on", act.Substance)
	case act.Substance == medication.Lofexidine:
		return v.Violated(nil, "%s in pregnancy", act.Substance)
	}
	return v.Met()
}

// judgePregnancyWithDepot speaks of the first depot: who is on one was told when it began, or when the pregnancy was reported.
func judgePregnancyWithDepot(v *plan.View) plan.Result {
	act, ok := v.Acts().Of(record.Doses, agent.Buprenorphine)
	_, _, before := v.LastDepot(medication.Buprenorphine)
	if !ok || before || !person.ProductOf(v, act).LongActing() {
		return v.NotApplicable()
	}
	return v.Violated(nil, "%s in pregnancy", person.ProductOf(v, act).Name())
}
