package care

import (
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages"
)

var leavingCare = []plan.Rule{
	{
		ID:       "discharge.medication-continues",
		Title:    "Nobody's medication ends because care here does",
		Severity: record.Warning,
		Watches:  record.Ends,
		Cites: []evidence.Citation{evidence.MATScotland2021.At("mortality after leaving treatment", evidence.Primary),
			evidence.WHOOverdose2014.At("who is at high risk", evidence.Secondary)},
		Remedy: "arrange who goes on prescribing, or keep the person in care; supply naloxone",
		Judge:  judgeMedicationContinues,
	},
	{
		ID:       "otp.discharge.administrative",
		Title:    "A program that ends care offers a transfer, and tapers slowly if it must",
		Severity: record.Warning,
		Watches:  record.Ends,
		Cites: []evidence.Citation{evidence.Proposal.At("a program that ends care offers a transfer", evidence.Unconfirmed),
			evidence.LabelMethadone.At("medically supervised withdrawal after maintenance", evidence.Secondary)},
		Remedy: "arrange a transfer, and keep the dose until the other program has taken over",
		Judge:  judgeAdministrativeEnd,
	},
}

// judgeMedicationContinues looks at every way out, and at a next stage that is entered without the medication.
func judgeMedicationContinues(v *plan.View) plan.Result {
	e, ok := person.EndingOf(v)
	_, moved := v.Body().(record.StageMove)
	if stage, _ := v.Stage(); !ok || !e.Discharge && !moved || stage == stages.Detox || !agent.IsMedication(e.Substance) {
		return v.NotApplicable()
	}
	switch {
	case e.Continues == truth.Yes:
		return v.Met()
	case e.Continues == truth.Unknown:
		return v.Lacks("whether " + e.Substance.String() + " goes on after " + e.What)
	case !e.Discharge:
		return v.Violated(nil, "%s ends with a move to the next stage", e.Substance)
	}
	return v.Violated(nil, "%s ends with %s", e.Substance, e.What)
}

// judgeAdministrativeEnd looks at what a program ends of its own accord: care as a whole, or the medication, by whatever event.
func judgeAdministrativeEnd(v *plan.View) plan.Result {
	e, ok := person.EndingBy(v, record.Ends)
	b, left := person.Discharge(v)
	own := e.Reason == record.ReasonAdministrative || e.Reason == record.ReasonMissedVisits || e.Reason == record.ReasonMoved
	switch {
	case !ok, !own && b.Trigger != stages.DischargeAdministrative:
		return v.NotApplicable()
	case !left && (!e.OfAgonist() || e.Continues == truth.Yes):
		return v.NotApplicable()
	case !left && !e.Abrupt:
		return v.Violated(nil, "%s ends, and no transfer is on record", e.Substance)
	case !left:
		return v.Violated(nil, "%s ends: %s, and nobody says slowly", e.Substance, e.What)
	case b.ReferralArranged == truth.Yes:
		return v.Met()
	case b.ReferralArranged == truth.Unknown:
		return v.Lacks("whether a transfer was arranged")
	}
	return v.Violated(nil, "the program ends care and no transfer is arranged")
}
