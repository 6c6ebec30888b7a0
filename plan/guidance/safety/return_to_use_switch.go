package safety

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/exposure"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/record"
)

var returnToUseSwitch = plan.Rule{
	ID:       "return-to-use.switch",
	Aliases:  []record.RuleID{"relapse.switch"},
	Title:    "After a return to use another medication is offered if this one did not hold",
	Severity: record.Advice,
	Watches:  record.Contacts,
	Cites:    []evidence.Citation{evidence.ASAM2020.At("return to use", evidence.Unconfirmed)},
	Remedy:   "offer what may hold better; first ask about dose, doses that were missed, and what happened",
	Judge:    judgeSwitch,
}

// UsedInTreatment reports whether the event tells of an opioid that was used during treatment: as a return to use, as a use, or as an
// overdose.
func UsedInTreatment(v *plan.View) bool {
	switch v.Body().(type) {
	case record.ReturnedToUse:
		return true
	case record.OpioidUsed, record.Overdosed:
	default:
		return false
	}
	_, active := v.MedicationActive()
	if !active {
		return false
	}
	for act := range v.Acts().All() {
		if act.Means.Any(record.Contacts) && !act.Substance.Valid() {
			c := exposure.Contact{Classes: act.Classes, Unclassed: act.Unclassed}
			return c.Opioid()
		}
	}
	return false
}

func judgeSwitch(v *plan.View) plan.Result {
	switch {
	case !UsedInTreatment(v):
	case person.Taking(v, medication.Naltrexone):
		return v.Violated(nil, "return to use on naltrexone").WithRemedy("offer methadone or buprenorphine")
	case person.Taking(v, medication.Buprenorphine):
		if _, depot := v.ActiveDepot(medication.Buprenorphine); !depot {
			return v.Violated(nil, "return to use on buprenorphine").WithRemedy("look at the dose first; then offer a depot or methadone")
		}
	}
	return v.NotApplicable()
}
