package care

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/guidance/safety"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// endingReasons refuse to refuse: a reason that is none ends nobody's treatment.
var endingReasons = []plan.Rule{
	{
		ID:       "return-to-use.intensify",
		Aliases:  []record.RuleID{"relapse.intensify"},
		Title:    "Return to use is answered with more care, never with less",
		Severity: record.Block,
		Watches:  person.Withholding | record.Contacts,
		Cites:    []evidence.Citation{evidence.ASAM2020.At("page 9", evidence.Primary)},
		Remedy:   "reassess dose, level of care, adherence and support, confirm a test that matters, and keep the medication going",
		Override: plan.NotOverridable("return to use is no ground for less treatment; another ground is to be named as what it is"),
		Judge:    judgeIntensify,
	},
	{
		ID:       "co.polysubstance",
		Title:    "Use of other substances is no reason to withhold or end treatment",
		Severity: record.Block,
		Watches:  person.Withholding,
		Cites:    []evidence.Citation{evidence.FDA2017.At("", evidence.Primary)},
		Remedy:   "continue, treat the other use as well, and lower the risk together with the person",
		Override: plan.NotOverridable("use of other substances is no ground for less treatment; another ground is to be named as what it is"),
		Judge: person.Objection{Because: "it is a reason for more treatment", Care: true,
			Reasons: []record.Reason{record.ReasonOtherDrugUse, record.ReasonBenzodiazepine}}.Check,
	},
	{
		ID:       "dur.no-limit",
		Title:    "Medication has no time limit: it goes on for as long as it helps",
		Severity: record.Block,
		Watches:  person.Withholding,
		Cites: []evidence.Citation{evidence.ASAM2020.At("pages 10 and 12", evidence.Primary),
			evidence.ASAM2015.At("page 8", evidence.Primary),
			evidence.MATScotland2021.At("standard 5", evidence.Primary)},
		Remedy:   "take the end date out; an end that the person wants is given as the person's choice, and reviewed with them",
		Override: plan.NotOverridable("no source sets a limit; the person's choice or a clinical reason is to be named as what it is"),
		Judge:    judgeNoLimit,
	},
	{
		ID:       "bup.dose.no-limit",
		Title:    "A limit of the dose is no reason to withhold or end buprenorphine",
		Severity: record.Block,
		Watches:  person.Withholding,
		Cites:    []evidence.Citation{evidence.FDANotice2024.At("", evidence.Primary)},
		Remedy:   "go on with the dose that helps, and show whoever limits it that no dose is named as a maximum",
		Override: plan.NotOverridable("a dose can be lowered, and needs no end of treatment; a clinical reason is to be named as what it is"),
		Judge:    judgeDoseLimit,
	},
	{
		ID:       "loc.moud-any-level",
		Title:    "Every level of care and every program takes people on medication",
		Severity: record.Warning,
		Watches:  person.Withholding,
		Cites:    []evidence.Citation{evidence.ASAMCriteria.At("medication at every level, fourth edition", evidence.Unconfirmed)},
		Remedy:   "continue the medication at the new level, or choose a program that does",
		Judge: person.Objection{Because: "a level of care that excludes medication is the wrong one",
			Reasons: []record.Reason{record.ReasonLevelOfCare}}.Check,
	},
	{
		ID:       "pain.continue-moud",
		Title:    "Methadone or buprenorphine goes on through acute pain and surgery",
		Severity: record.Warning,
		Watches:  person.Withholding,
		Cites:    []evidence.Citation{evidence.ASAM2020.At("acute pain", evidence.Unconfirmed)},
		Remedy:   "continue, split the dose, and add a short-acting agonist and other pain treatment; tell the surgical team",
		Judge: person.Objection{Because: "pain is treated in addition", Agonists: true,
			Reasons: []record.Reason{record.ReasonSurgery}}.Check,
	},
	{
		ID:       "cj.continue",
		Title:    "Medication goes on in custody",
		Severity: record.Warning,
		Watches:  person.Withholding,
		Cites:    []evidence.Citation{evidence.ASAM2020.At("criminal justice system", evidence.Unconfirmed)},
		Remedy:   "continue or start it there, and arrange medication and naloxone for the release",
		Judge: person.Objection{Because: "custody is no reason to stop, and release without medication is dangerous",
			Reasons: []record.Reason{record.ReasonCustody}}.Check,
	},
	{
		ID:       "ending.reason-named",
		Title:    "Who ends or withholds a medication names the ground",
		Severity: record.Warning,
		Watches:  person.Withholding,
		Cites:    []evidence.Citation{evidence.Decision(2).Cite(), evidence.Decision(21).Cite()},
		Remedy:   "name the ground as what it is, so that it can be answered, or keep the medication going",
		Judge:    judgeReasonNamed,
	},
}

// judgeNoLimit lets a medication be stopped by protocol today, for safety say, and not on a day that a protocol sets beforehand.
func judgeNoLimit(v *plan.View) plan.Result {
	o := person.Objection{Because: "no source sets a time limit", Detox: true, Reasons: []record.Reason{record.ReasonTimeLimit}}
	if _, planned := v.Body().(record.PlanEndDate); planned {
		o.Reasons = append(o.Reasons, record.ReasonProtocol, record.ReasonAdministrative)
	}
	return o.Check(v)
}

// judgeDoseLimit speaks of buprenorphine alone: of it the notice says that neither of the doses that payers stop at is a maximum.
func judgeDoseLimit(v *plan.View) plan.Result {
	e, ends := person.WithheldOf(v)
	if !ends || e.Substance != medication.Buprenorphine {
		return v.NotApplicable()
	}
	return person.Objection{Because: "a high dose goes on for as long as it helps", Agonists: true,
		Reasons: []record.Reason{record.ReasonDoseLimit}}.Check(v)
}

// judgeReasonNamed objects to "other": what is not named gets past every rule that objects to a ground that is none. Intoxication is a
// ground for waiting and for none of the endings.
func judgeReasonNamed(v *plan.View) plan.Result {
	e, ok := person.WithheldOf(v)
	switch {
	case !ok, e.Left, e.Continues == truth.Yes, !agent.IsMedication(e.Substance):
		return v.NotApplicable()
	case e.Reason == record.ReasonIntoxicated && v.Acts().Means().Any(record.Endings):
		return v.Violated(nil, "%s because of intoxication, which holds the dose of a day and ends no treatment", e.What)
	case e.Reason == record.ReasonOther:
		return v.Violated(nil, "%s, and the ground is not named", e.What)
	case askedFor(v):
		return v.Met()
	case e.Reason == "" && v.Acts().Means().Any(record.Ends|record.Withholds):
		return v.Lacks("the ground of " + e.What)
	}
	return v.Met()
}

// askedFor reports whether the event is a withdrawal that the person asked for: that is its ground.
func askedFor(v *plan.View) bool {
	b, ok := v.Body().(record.WithdrawalManagement)
	return ok && b.Requested == truth.Yes
}

func judgeIntensify(v *plan.View) plan.Result {
	if safety.UsedInTreatment(v) {
		return v.ViolatedAs(record.Advice, nil, "return to use: what should change is to be asked")
	}
	if b, screened := v.Body().(record.Screened); screened {
		if analyte, ok := unexpectedOpioid(v, b); ok {
			return v.ViolatedAs(record.Warning, nil, "positive for %s during treatment: dose, level and support are to be asked about",
				analyte)
		}
		return v.NotApplicable()
	}
	return person.Objection{Because: "it is a reason for more treatment", Agonists: true, Care: true,
		Reasons: []record.Reason{record.ReasonReturnToUse, record.ReasonPositiveTest}}.Check(v)
}

// unexpectedOpioid returns an opioid that was found although the medication that is taken does not explain it.
func unexpectedOpioid(v *plan.View, b record.Screened) (record.Analyte, bool) {
	if _, ok := v.MedicationActive(); !ok {
		return "", false
	}
	for _, r := range b.Results {
		if r.Result == record.Positive && r.Analyte.Opioid() && !person.Explained(v, r.Analyte, v.At()) {
			return r.Analyte, true
		}
	}
	return "", false
}
