package guidance

import (
	"slices"
	"strings"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages"
)

// How long treatment should go on at least.
var TreatmentLength = struct {
	Days           *plan.Param[int] // in treatment altogether
	MedicationDays *plan.Param[int] // on medication before a taper
	AftercareDays  *plan.Param[int] // in continuing care
}{
	atLeastDays("dur.min-90.days", "days of treatment"),
	atLeastDays("dur.moud-12m.days", "days of medication before a taper"),
	atLeastDays("aftercare.min.days", "days of continuing care"),
}

// How long the time after a start, and after leaving, is most dangerous.
var RiskWindow = struct {
	Start *plan.Param[int]
	Exit  *plan.Param[int]
}{
	atLeastDays("risk.window.start-28d.days", "days of closer contact after the start of a medication"),
	atLeastDays("risk.window.exit-28d.days", "days of closer contact after leaving"),
}

// What shows that somebody in care, or out of it, may be in danger.
var (
	missedInCare = record.On(record.KindVisitMissed, record.KindDoseMissed)
	seenOutside  = record.On(record.KindStageMove, record.KindVisitMissed, record.KindOpioidUsed, record.KindReturnedToUse, record.KindOverdosed)
)

// These rules refuse to refuse: a reason that is none ends nobody's treatment.
var pathwayContinuing = []plan.Rule{
	{
		ID:       "return-to-use.intensify",
		Aliases:  []record.RuleID{"relapse.intensify"},
		Title:    "Return to use is answered with more care, never with less",
		Severity: record.Block,
		Watches:  withholding | record.Contacts,
		Cites:    []evidence.Citation{evidence.ASAM2020.At("page 9", evidence.Primary)},
		Remedy:   "reassess dose, level of care, adherence and support, confirm a test that matters, and keep the medication going",
		Override: plan.NotOverridable("return to use is no ground for less treatment; another ground is to be named as what it is"),
		Judge:    checkIntensify,
	},
	{
		ID:       "co.polysubstance",
		Title:    "Use of other substances is no reason to withhold or end treatment",
		Severity: record.Block,
		Watches:  withholding,
		Cites:    []evidence.Citation{evidence.FDA2017.At("", evidence.Primary)},
		Remedy:   "continue, treat the other use as well, and lower the risk together with the person",
		Override: plan.NotOverridable("use of other substances is no ground for less treatment; another ground is to be named as what it is"),
		Judge: objection{because: "it is a reason for more treatment", care: true,
			reasons: []record.Reason{record.ReasonOtherDrugUse, record.ReasonBenzodiazepine}}.check,
	},
	{
		ID:       "dur.no-limit",
		Title:    "Medication has no time limit: it goes on for as long as it helps",
		Severity: record.Block,
		Watches:  withholding,
		Cites: []evidence.Citation{evidence.ASAM2020.At("pages 10 and 12", evidence.Primary), evidence.ASAM2015.At("page 8", evidence.Primary),
			evidence.MATScotland2021.At("standard 5", evidence.Primary)},
		Remedy:   "take the end date out; an end that the person wants is given as the person's choice, and reviewed with them",
		Override: plan.NotOverridable("no source sets a limit; the person's choice or a clinical reason is to be named as what it is"),
		Judge:    checkNoLimit,
	},
	{
		ID:       "bup.dose.no-limit",
		Title:    "A limit of the dose is no reason to withhold or end buprenorphine",
		Severity: record.Block,
		Watches:  withholding,
		Cites:    []evidence.Citation{evidence.FDANotice2024.At("", evidence.Primary)},
		Remedy:   "go on with the dose that helps, and show whoever limits it that no dose is named as a maximum",
		Override: plan.NotOverridable("a dose can be lowered, and needs no end of treatment; a clinical reason is to be named as what it is"),
		Judge:    checkDoseLimit,
	},
	{
		ID:       "loc.moud-any-level",
		Title:    "Every level of care and every program takes people on medication",
		Severity: record.Warning,
		Watches:  withholding,
		Cites:    []evidence.Citation{evidence.ASAMCriteria.At("medication at every level, fourth edition", evidence.Unconfirmed)},
		Remedy:   "continue the medication at the new level, or choose a program that does",
		Judge: objection{because: "a level of care that excludes medication is the wrong one",
			reasons: []record.Reason{record.ReasonLevelOfCare}}.check,
	},
	{
		ID:       "pain.continue-moud",
		Title:    "Methadone or buprenorphine goes on through acute pain and surgery",
		Severity: record.Warning,
		Watches:  withholding,
		Cites:    []evidence.Citation{evidence.ASAM2020.At("acute pain", evidence.Unconfirmed)},
		Remedy:   "continue, split the dose, and add a short-acting agonist and other pain treatment; tell the surgical team",
		Judge: objection{because: "pain is treated in addition", agonists: true,
			reasons: []record.Reason{record.ReasonSurgery}}.check,
	},
	{
		ID:       "cj.continue",
		Title:    "Medication goes on in custody",
		Severity: record.Warning,
		Watches:  withholding,
		Cites:    []evidence.Citation{evidence.ASAM2020.At("criminal justice system", evidence.Unconfirmed)},
		Remedy:   "continue or start it there, and arrange medication and naloxone for the release",
		Judge: objection{because: "custody is no reason to stop, and release without medication is dangerous",
			reasons: []record.Reason{record.ReasonCustody}}.check,
	},
	{
		ID:       "return-to-use.switch",
		Aliases:  []record.RuleID{"relapse.switch"},
		Title:    "After a return to use another medication is offered if this one did not hold",
		Severity: record.Advice,
		Kinds:    record.On(record.KindReturnedToUse),
		Cites:    []evidence.Citation{evidence.ASAM2020.At("return to use", evidence.Unconfirmed)},
		Remedy:   "offer what may hold better; first ask about dose, doses that were missed, and what happened",
		Check:    about(checkSwitch),
	},
	{
		ID:       "discharge.medication-continues",
		Title:    "Nobody's medication ends because care here does",
		Severity: record.Warning,
		Watches:  record.Ends,
		Cites: []evidence.Citation{evidence.MATScotland2021.At("mortality after leaving treatment", evidence.Primary),
			evidence.WHOOverdose2014.At("who is at high risk", evidence.Secondary)},
		Remedy: "arrange who goes on prescribing, or keep the person in care; supply naloxone",
		Judge:  checkMedicationContinues,
	},
	{
		ID:       "otp.discharge.administrative",
		Title:    "A program that ends care offers a transfer, and tapers slowly if it must",
		Severity: record.Warning,
		Watches:  record.Ends,
		Cites: []evidence.Citation{evidence.Proposal.At("a program that ends care offers a transfer", evidence.Unconfirmed),
			evidence.LabelMethadone.At("medically supervised withdrawal after maintenance", evidence.Secondary)},
		Remedy: "arrange a transfer, and keep the dose until the other program has taken over",
		Judge:  checkAdministrativeDischarge,
	},
	{
		ID:       "dur.min-90",
		Title:    "Treatment goes on for long enough to help",
		Severity: record.Warning,
		Kinds:    record.On(record.KindStageMove),
		Cites:    []evidence.Citation{evidence.NIDAPrinciples.At("principle 5", evidence.Primary)},
		Params:   []plan.AnyParam{TreatmentLength.Days},
		Remedy:   "offer to go on; where the person wants to leave, keep the door open and the contact going",
		Check:    checkTreatmentLength,
	},
	{
		ID:       "dur.moud-12m",
		Title:    "Medication is not tapered before it has had time to work",
		Severity: record.Warning,
		Watches:  record.Endings,
		Cites:    []evidence.Citation{evidence.NIDAPrinciples.At("twelve months of methadone at least", evidence.Unconfirmed)},
		Needs:    plan.Needs(TreatmentLength.MedicationDays),
		Remedy:   "speak with the person about going on; where they want to taper, go slowly, with a way back",
		Judge:    checkMedicationLength,
	},
	{
		ID:       "aftercare.min",
		Title:    "Continuing care is offered for at least a year",
		Severity: record.Advice,
		Kinds:    record.On(record.KindStageMove),
		Cites:    []evidence.Citation{evidence.Proposal.At("continuing care of at least a year", evidence.Unconfirmed)},
		Params:   []plan.AnyParam{TreatmentLength.AftercareDays},
		Remedy:   "offer less contact instead of none",
		Check:    checkAftercareLength,
	},
	{
		ID:       "aftercare.prevention-plan",
		Title:    "There is a written plan for preventing return to use and overdose before structured treatment ends",
		Severity: record.Advice,
		Kinds:    record.On(record.KindStageMove),
		Cites:    []evidence.Citation{evidence.Proposal.At("a prevention plan before aftercare", evidence.Unconfirmed)},
		Remedy:   "write one with the person: warning signs, what helps, whom to call, naloxone",
		Check:    about(checkPreventionPlan),
	},
	{
		ID:       "risk.window.start-28d",
		Title:    "The first four weeks of methadone or buprenorphine are dangerous: contact is close",
		Severity: record.Advice,
		Kinds:    missedInCare | record.On(record.KindOrder),
		Cites:    []evidence.Citation{evidence.MATScotland2021.At("mortality in the first four weeks of treatment", evidence.Primary)},
		Params:   []plan.AnyParam{RiskWindow.Start},
		Remedy:   "see the person often, ask about sedation and other sedatives, supply naloxone",
		Check:    checkStartWindow,
	},
	{
		ID:       "risk.window.exit-28d",
		Title:    "The first four weeks after leaving are dangerous: contact is kept",
		Severity: record.Advice,
		Kinds:    seenOutside,
		Cites:    []evidence.Citation{evidence.MATScotland2021.At("mortality in the first four weeks after leaving treatment", evidence.Primary)},
		Params:   []plan.AnyParam{RiskWindow.Exit},
		Remedy:   "reach out, offer the way back on the same day, supply naloxone, and speak about lost tolerance",
		Check:    checkExitWindow,
	},
}

// objection objects to reasons that are no reasons for ending or withholding a medication for opioid use disorder.
type objection struct {
	reasons  []record.Reason
	because  string
	agonists bool // only methadone and buprenorphine
	care     bool // to a discharge as such, whether or not there is a medication and it goes on elsewhere
	detox    bool // not where the medication only eases a withdrawal, which has an end
}

func (o objection) check(v *plan.View) plan.Result {
	e, ok := endingOf(v)
	switch {
	case !ok, !slices.Contains(o.reasons, e.reason), !o.concerns(v, e):
		return v.NotApplicable()
	case e.left:
		return v.ViolatedAs(record.Warning, nil, "the person left because of %s: %s", inWords(e.reason), o.because)
	}
	return v.Violated(nil, "%s because of %s: %s", e.what, inWords(e.reason), o.because)
}

func (o objection) concerns(v *plan.View, e ending) bool {
	if e.discharge && o.care {
		return true
	}
	return e.continues != truth.Yes && openMedication(e.substance) && (!o.agonists || agonist(e.substance)) && !(o.detox && inDetox(v, e.substance))
}

// checkNoLimit lets a medication be stopped by protocol today, for safety say, and not on a day that a protocol sets beforehand.
func checkNoLimit(v *plan.View) plan.Result {
	o := objection{because: "no source sets a time limit", detox: true, reasons: []record.Reason{record.ReasonTimeLimit}}
	if _, planned := v.Body().(record.PlanEndDate); planned {
		o.reasons = append(o.reasons, record.ReasonProtocol, record.ReasonAdministrative)
	}
	return o.check(v)
}

// checkDoseLimit speaks of buprenorphine alone: of it the notice says that neither of the doses that payers stop at is a maximum.
func checkDoseLimit(v *plan.View) plan.Result {
	e, ends := endingOf(v)
	if !ends || e.substance != medication.Buprenorphine {
		return v.NotApplicable()
	}
	return objection{because: "a high dose goes on for as long as it helps", agonists: true, reasons: []record.Reason{record.ReasonDoseLimit}}.check(v)
}

// inWords writes a reason for a reader.
func inWords(r record.Reason) string { return strings.ReplaceAll(string(r), "-", " ") }

func checkIntensify(v *plan.View) plan.Result {
	switch b := v.Body().(type) {
	case record.ReturnedToUse:
		return v.ViolatedAs(record.Advice, nil, "return to use: what should change is to be asked")
	case record.Screened:
		if analyte, ok := unexpectedOpioid(v, b); ok {
			return v.ViolatedAs(record.Warning, nil, "positive for %s during treatment: dose, level and support are to be asked about", analyte)
		}
		return v.NotApplicable()
	}
	return objection{because: "it is a reason for more treatment", agonists: true, care: true,
		reasons: []record.Reason{record.ReasonReturnToUse, record.ReasonPositiveTest}}.check(v)
}

// unexpectedOpioid returns an opioid that was found although the medication that is taken does not explain it.
func unexpectedOpioid(v *plan.View, b record.Screened) (record.Analyte, bool) {
	taken, ok := v.MedicationActive()
	if !ok {
		return "", false
	}
	for _, r := range b.Results {
		expected := r.Analyte == record.AnalyteOpioids && taken != medication.Naltrexone ||
			r.Analyte == record.AnalyteMethadone && taken == medication.Methadone ||
			r.Analyte == record.AnalyteBuprenorphine && taken == medication.Buprenorphine
		if r.Result == record.Positive && r.Analyte.Opioid() && !expected {
			return r.Analyte, true
		}
	}
	return "", false
}

func checkSwitch(v *plan.View, _ record.ReturnedToUse) plan.Result {
	switch {
	case taking(v, medication.Naltrexone):
		return v.Violated(nil, "return to use on naltrexone").WithRemedy("offer methadone or buprenorphine")
	case taking(v, medication.Buprenorphine):
		if _, depot := v.ActiveDepot(medication.Buprenorphine); !depot {
			return v.Violated(nil, "return to use on buprenorphine").WithRemedy("look at the dose first; then offer a depot or methadone")
		}
	}
	return v.NotApplicable()
}

func checkMedicationContinues(v *plan.View) plan.Result {
	b, ok := discharge(v)
	stage, _ := v.Stage()
	if !ok || stage == stages.Detox {
		return v.NotApplicable()
	}
	taken, ok := v.MedicationActive()
	if !ok {
		return v.NotApplicable()
	}
	switch b.MedicationContinues {
	case truth.Yes:
		return v.Met()
	case truth.Unknown:
		return v.Lacks("whether " + taken.String() + " goes on after the discharge")
	}
	return v.Violated(nil, "%s ends with the discharge", taken)
}

func checkAdministrativeDischarge(v *plan.View) plan.Result {
	if b, ok := v.Body().(record.StopMedication); ok {
		switch {
		case b.Reason != record.ReasonAdministrative && b.Reason != record.ReasonMissedVisits, !agonist(b.Substance):
			return v.NotApplicable()
		case b.Abrupt == truth.No:
			return v.Met()
		}
		return v.Violated(nil, "%s is stopped by the program at once", b.Substance)
	}
	b, _ := discharge(v)
	switch {
	case b.Trigger != stages.DischargeAdministrative:
		return v.NotApplicable()
	case b.ReferralArranged == truth.Yes:
		return v.Met()
	case b.ReferralArranged == truth.Unknown:
		return v.Lacks("whether a transfer was arranged")
	}
	return v.Violated(nil, "the program ends care and no transfer is arranged")
}

func checkTreatmentLength(v *plan.View) plan.Result {
	least, ok := TreatmentLength.Days.At(v)
	if !ok {
		return v.Unset(TreatmentLength.Days)
	}
	b, ok := discharge(v)
	if !ok || b.Trigger != stages.DischargePlanned {
		return v.NotApplicable()
	}
	since, ok := admitted(v)
	if !ok {
		return v.Lacks("the day on which treatment began")
	}
	if days := v.DaysSince(since); days < least.Value {
		return v.Violated(least, "%s of treatment, fewer than %s", plural(days, "day"), plural(least.Value, "day"))
	}
	return v.Met()
}

func checkMedicationLength(v *plan.View) plan.Result {
	least, ok := TreatmentLength.MedicationDays.At(v)
	if !ok {
		return v.Unset(TreatmentLength.MedicationDays)
	}
	e, ok := endingOf(v)
	if !ok || !wished(v, e.reason) || inDetox(v, e.substance) {
		return v.NotApplicable()
	}
	first, ok := v.FirstDose(e.substance)
	if !ok || replacedBy(v, e.substance) {
		return v.NotApplicable()
	}
	until := v.Day()
	if end, ok := v.Body().(record.PlanEndDate); ok {
		until = end.On
	}
	if days := until.Since(v.DayOf(first.At)); days < least.Value {
		return v.Violated(least, "%s after %s of %s, fewer than %s", e.what, plural(days, "day"), e.substance, plural(least.Value, "day"))
	}
	return v.Met()
}

// replacedBy reports whether another medication goes on, so that a change is no end of treatment.
func replacedBy(v *plan.View, s medication.Substance) bool {
	for _, other := range openMedications() {
		if _, on := v.FirstDose(other); on && other != s {
			return true
		}
	}
	return false
}

// wished reports whether a medication ends because somebody wants it to, and not because something happened.
func wished(v *plan.View, r record.Reason) bool {
	switch r {
	case record.ReasonCompleted, record.ReasonPatientChoice, record.ReasonTimeLimit, record.ReasonProtocol:
		return true
	}
	move, ok := v.Body().(record.CourseMove)
	return ok && r == "" && move.Trigger == stages.BeginTaper
}

func checkAftercareLength(v *plan.View) plan.Result {
	least, ok := TreatmentLength.AftercareDays.At(v)
	if !ok {
		return v.Unset(TreatmentLength.AftercareDays)
	}
	b, ok := discharge(v)
	if !ok || b.Trigger != stages.DischargePlanned {
		return v.NotApplicable()
	}
	since, ok := continuingSince(v)
	if !ok {
		return v.NotApplicable()
	}
	if days := v.DaysSince(since); days < least.Value {
		return v.Violated(least, "%s of continuing care, fewer than %s", plural(days, "day"), plural(least.Value, "day"))
	}
	return v.Met()
}

func checkPreventionPlan(v *plan.View, b record.StageMove) plan.Result {
	switch b.Trigger {
	case stages.BeginAftercare, stages.EnterRecovery, stages.DischargePlanned:
	default:
		return v.NotApplicable()
	}
	if _, ok := v.Last(record.KindPreventionPlanMade); ok {
		return v.Met()
	}
	return v.Violated(nil, "no prevention plan is on record")
}

func checkStartWindow(v *plan.View) plan.Result {
	d, first := starting(v)
	s, taken := agonistTaken(v)
	first = first && agonist(d.Substance)
	if !first && !(taken && missedInCare.Has(v.Body().Kind())) {
		return v.NotApplicable()
	}
	window, ok := RiskWindow.Start.At(v)
	if !ok {
		return v.Unset(RiskWindow.Start)
	}
	if first {
		return v.Violated(window, "%s is started: the next %s are the most dangerous", d.Substance, plural(window.Value, "day"))
	}
	if day := v.TreatmentDay(s); day <= window.Value {
		return v.Violated(window, "missed on day %d of %s", day, s)
	}
	return v.Met()
}

func checkExitWindow(v *plan.View) plan.Result {
	window, ok := RiskWindow.Exit.At(v)
	if !ok {
		return v.Unset(RiskWindow.Exit)
	}
	if b, ok := discharge(v); ok {
		if b.MedicationContinues == truth.Yes && b.ReferralArranged == truth.Yes {
			return v.Met()
		}
		return v.Violated(window, "the next %s after leaving are the most dangerous", plural(window.Value, "day"))
	}
	stage, since := v.Stage()
	if !resting(stage) || !seenOutside.Has(v.Body().Kind()) {
		return v.NotApplicable()
	}
	if days := v.DaysSince(since); days <= window.Value {
		return v.Violated(window, "left care %s ago", plural(days, "day"))
	}
	return v.Met()
}
