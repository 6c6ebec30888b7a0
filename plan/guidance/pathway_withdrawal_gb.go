package guidance

import (
	"slices"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages"
)

// Lengths of a detoxification by where it takes place.
var DetoxLength = struct {
	Inpatient *plan.Param[int]
	Community *plan.Param[int]
}{
	atMostDays("gb.detox.duration.inpatient.most", "days of detoxification as an inpatient"),
	atMostDays("gb.detox.duration.community.most", "days of detoxification in the community"),
}

// Continuing support after a detoxification.
var DetoxAftercare = struct{ Months *plan.Param[int] }{
	atLeastMonths("gb.detox.aftercare.months", "months of support after detoxification"),
}

var pathwayWithdrawalGB = []plan.Rule{
	{
		ID:       "gb.detox.consent",
		Title:    "Detoxification is an informed choice: of withdrawal, of loss of tolerance and overdose, of the support that is needed after it",
		Severity: record.Block,
		Kinds:    record.On(record.KindWithdrawalManagement),
		Cites:    []evidence.Citation{evidence.NICECG52.At("1.1.1.1-1.1.1.2", evidence.Primary)},
		Remedy:   "explain withdrawal, the loss of tolerance with its risk of a fatal overdose, and continuing support; record the choice",
		Override: plan.Overridable("who decided for a person who could not, and on what ground"),
		Check:    about(checkDetoxConsent),
	},
	{
		ID:       "gb.detox.duration.inpatient",
		Title:    "Detoxification as an inpatient takes about as long as it needs, and seldom longer",
		Severity: record.Warning,
		Kinds:    record.On(record.KindWithdrawalManagement),
		Cites:    []evidence.Citation{evidence.UKDetoxSummary.At("duration", evidence.Secondary)},
		Params:   []plan.AnyParam{DetoxLength.Inpatient},
		Remedy:   "review the plan with the person; the length is a guide and ends nothing",
		Check:    about(checkInpatientLength),
	},
	{
		ID:       "gb.detox.duration.community",
		Title:    "Detoxification in the community takes about as long as it needs, and seldom longer",
		Severity: record.Warning,
		Kinds:    record.On(record.KindWithdrawalManagement),
		Cites:    []evidence.Citation{evidence.UKDetoxSummary.At("duration", evidence.Secondary)},
		Params:   []plan.AnyParam{DetoxLength.Community},
		Remedy:   "review the plan with the person, and think of maintenance; the length is a guide and ends nothing",
		Check:    about(checkCommunityLength),
	},
	{
		ID:       "gb.detox.setting.community-default",
		Title:    "Detoxification is offered in the community first, unless there is a reason for a bed",
		Severity: record.Warning,
		Kinds:    record.On(record.KindWithdrawalManagement),
		Cites: []evidence.Citation{evidence.NICECG52.At("setting", evidence.Primary), evidence.NICECG52.At("reasons for an inpatient stay",
			evidence.Unconfirmed)},
		Remedy: "offer the community, or record the reason: an earlier detoxification there that failed, illness that needs nursing, " +
			"several substances to withdraw from, severe social problems",
		Check: about(checkCommunityFirst),
	},
	{
		ID:       "gb.detox.rapid-accelerated",
		Title:    "Detoxification is sped up with an antagonist only if the person asks for it and knows the risks",
		Severity: record.Warning,
		Kinds:    record.On(record.KindWithdrawalManagement),
		Cites:    []evidence.Citation{evidence.NICECG52.At("1.3.5", evidence.Unconfirmed)},
		Remedy:   "choose methadone or buprenorphine unless the person asks for this and understands it",
		Check:    about(checkRapidDetox),
	},
	{
		ID:       "gb.detox.not-standalone",
		Title:    "Detoxification follows stabilization on an opioid medication",
		Severity: record.Warning,
		Kinds:    record.On(record.KindWithdrawalManagement),
		Cites:    []evidence.Citation{evidence.UKDetoxSummary.At("detoxification after stabilization", evidence.Secondary)},
		Unless:   []plan.Exception{{Context: record.SpecialistSupervision, Why: "a specialist advised it"}},
		Remedy:   "stabilize on methadone or buprenorphine first, or ask a specialist",
		Check:    about(checkDetoxAfterStabilization),
	},
	{
		ID:       "gb.detox.aftercare",
		Title:    "Treatment, support and monitoring go on after detoxification",
		Severity: record.Warning,
		Kinds:    record.On(record.KindStageMove),
		Cites: []evidence.Citation{evidence.NICEQS23.At("statement 9", evidence.Primary), evidence.NICECG52.At("1.3, aftercare",
			evidence.Unconfirmed)},
		Params: []plan.AnyParam{DetoxAftercare.Months},
		Remedy: "arrange continuing support, here or elsewhere",
		Check:  checkDetoxAftercare,
	},
	{
		ID:       "gb.detox.clonidine",
		Title:    "Clonidine is not used routinely for detoxification",
		Severity: record.Warning,
		Kinds:    record.On(record.KindOrder, record.KindDoseGiven),
		Cites:    []evidence.Citation{evidence.NICECG52.At("clonidine", evidence.Unconfirmed)},
		Remedy:   "offer methadone or buprenorphine",
		Check:    checkClonidineDetox,
	},
	{
		ID:       "gb.detox.dihydrocodeine",
		Title:    "Dihydrocodeine is not used routinely for detoxification",
		Severity: record.Warning,
		Kinds:    record.On(record.KindWithdrawalManagement),
		Cites:    []evidence.Citation{evidence.NICECG52.At("dihydrocodeine", evidence.Unconfirmed)},
		Remedy:   "offer methadone or buprenorphine",
		Check:    about(checkDihydrocodeine),
	},
}

func checkDetoxConsent(v *plan.View, b record.WithdrawalManagement) plan.Result {
	told, chosen := informed(v, b), b.Requested
	switch {
	case told == truth.No:
		return v.Violated(nil, "the person was not told of withdrawal, loss of tolerance, overdose and the support that is needed")
	case chosen == truth.No:
		return v.Violated(nil, "the person did not choose to become abstinent")
	case told == truth.Unknown:
		return v.Lacks("whether the person was told of withdrawal, loss of tolerance, overdose and the support that is needed")
	case chosen == truth.Unknown:
		return v.Lacks("whether the person chose to become abstinent")
	}
	return v.Met()
}

func checkInpatientLength(v *plan.View, b record.WithdrawalManagement) plan.Result {
	most, ok := DetoxLength.Inpatient.At(v)
	if !ok {
		return v.Unset(DetoxLength.Inpatient)
	}
	where := inpatient(v, b.Setting)
	switch {
	case where == truth.No || b.ExpectedDays == 0:
		return v.NotApplicable()
	case b.ExpectedDays <= most.Value:
		return v.Met()
	case where == truth.Unknown:
		return v.Lacks("the setting of the detoxification")
	}
	return v.Violated(most, "%s as an inpatient, more than %s", plural(b.ExpectedDays, "day"), plural(most.Value, "day"))
}

// checkCommunityLength takes a setting that nobody stated for the community, whose limit is the longer one.
func checkCommunityLength(v *plan.View, b record.WithdrawalManagement) plan.Result {
	most, ok := DetoxLength.Community.At(v)
	if !ok {
		return v.Unset(DetoxLength.Community)
	}
	switch {
	case inpatient(v, b.Setting) == truth.Yes || b.ExpectedDays == 0:
		return v.NotApplicable()
	case b.ExpectedDays <= most.Value:
		return v.Met()
	}
	return v.Violated(most, "%s of detoxification, more than %s", plural(b.ExpectedDays, "day"), plural(most.Value, "day"))
}

func checkCommunityFirst(v *plan.View, b record.WithdrawalManagement) plan.Result {
	switch inpatient(v, b.Setting) {
	case truth.No:
		return v.Met()
	case truth.Unknown:
		return v.Lacks("the setting of the detoxification")
	}
	reasons := [...]record.Health{record.EarlierCommunityDetox, record.NursingNeed, record.SeveralSubstancesToWithdraw, record.SevereSocialProblems}
	var answers [len(reasons)]truth.Value
	for i, reason := range reasons {
		answers[i] = v.Health(reason)
	}
	switch {
	case slices.Contains(answers[:], truth.Yes):
		return v.Met()
	case slices.Contains(answers[:], truth.Unknown):
		return v.Lacks("the reason for detoxification as an inpatient")
	}
	return v.Violated(nil, "detoxification as an inpatient, and no reason for it on record")
}

func checkRapidDetox(v *plan.View, b record.WithdrawalManagement) plan.Result {
	if b.Method != record.MethodAntagonistAssisted {
		return v.NotApplicable()
	}
	told := informed(v, b)
	switch {
	case b.Requested == truth.No || told == truth.No:
		return v.Violated(nil, "detoxification sped up with an antagonist, and the person did not ask for it or does not know the risks")
	case b.Requested == truth.Unknown || told == truth.Unknown:
		return v.Lacks("whether the person asked for it and knows the risks")
	}
	return v.Met()
}

func checkDetoxAfterStabilization(v *plan.View, _ record.WithdrawalManagement) plan.Result {
	if course, _ := v.Course(); course == stages.Stabilization || course == stages.Maintenance || course == stages.Taper {
		return v.Met()
	}
	if s, ok := agonistTaken(v); ok && !inDetox(v, s) {
		return v.Met()
	}
	return v.Violated(nil, "detoxification of somebody who was not stabilized on an opioid medication first")
}

func checkDetoxAftercare(v *plan.View) plan.Result {
	months, ok := DetoxAftercare.Months.At(v)
	if !ok {
		return v.Unset(DetoxAftercare.Months)
	}
	b, ok := discharge(v)
	if !ok {
		return v.NotApplicable()
	}
	ended, ok := lastDetox(v)
	if !ok || !v.Day().Before(v.DayOf(ended).AddMonths(months.Value)) {
		return v.NotApplicable()
	}
	switch b.ReferralArranged {
	case truth.Yes:
		return v.Met()
	case truth.Unknown:
		return v.Lacks("whether continuing support is arranged")
	}
	return v.Violated(months, "no support is arranged, and detoxification ended on %s: it is offered for %s", v.DayOf(ended),
		plural(months.Value, "month"))
}

func checkClonidineDetox(v *plan.View) plan.Result {
	d, ok := v.Dosing()
	stage, _ := v.Stage()
	if !ok || d.Substance != medication.Clonidine || d.Purpose != record.PurposeDetox && stage != stages.Detox {
		return v.NotApplicable()
	}
	return v.Violated(nil, "clonidine for detoxification")
}

func checkDihydrocodeine(v *plan.View, b record.WithdrawalManagement) plan.Result {
	if b.Method == record.MethodDihydrocodeine {
		return v.Violated(nil, "detoxification with dihydrocodeine")
	}
	return v.Met()
}
