package withdrawal

import (
	"slices"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages"
)

// DetoxLengthLimits is the length of a detoxification by where it takes place.
type DetoxLengthLimits struct {
	Inpatient plan.Param[int]
	Community plan.Param[int]
}

var detoxLength = DetoxLengthLimits{
	limit.MostDays("gb.detox.duration.inpatient.most", "days of detoxification as an inpatient"),
	limit.MostDays("gb.detox.duration.community.most", "days of detoxification in the community"),
}

// DetoxLength returns the length of a detoxification by where it takes place.
func DetoxLength() DetoxLengthLimits { return detoxLength }

// DetoxAftercareLimits says how long there is continuing support after a detoxification.
type DetoxAftercareLimits struct{ Months plan.Param[int] }

var detoxAftercare = DetoxAftercareLimits{
	limit.LeastMonths("gb.detox.aftercare.months", "months of support after detoxification"),
}

// DetoxAftercare returns how long there is continuing support after a detoxification.
func DetoxAftercare() DetoxAftercareLimits { return detoxAftercare }

var detoxGB = []plan.Rule{
	{
		ID: "gb.detox.consent",
		Title: "Detoxification is an informed choice: of withdrawal, of loss of tolerance and overdose, " +
			"of the support that is needed after it",
		Severity: record.Block,
		Watches:  record.Withdraws | record.Endings,
		Cites:    []evidence.Citation{evidence.NICECG52.At("1.1.1.1-1.1.1.2", evidence.Primary)},
		Remedy:   "explain withdrawal, the loss of tolerance with its risk of a fatal overdose, and continuing support; record the choice",
		Override: plan.Overridable("who decided for a person who could not, and on what ground"),
		Judge:    judgeDetoxConsent,
	},
	{
		ID:       "gb.detox.duration.inpatient",
		Title:    "Detoxification as an inpatient takes about as long as it needs, and seldom longer",
		Severity: record.Warning,
		Watches:  record.Withdraws | record.Ends,
		Cites:    []evidence.Citation{evidence.UKDetoxSummary.At("duration", evidence.Secondary)},
		Needs:    plan.Needs(detoxLength.Inpatient),
		Remedy:   "review the plan with the person; the length is a guide and ends nothing",
		Only:     detoxDays,
		Judge:    judgeInpatientLength,
	},
	{
		ID:       "gb.detox.duration.community",
		Title:    "Detoxification in the community takes about as long as it needs, and seldom longer",
		Severity: record.Warning,
		Watches:  record.Withdraws | record.Ends,
		Cites:    []evidence.Citation{evidence.UKDetoxSummary.At("duration", evidence.Secondary)},
		Needs:    plan.Needs(detoxLength.Community),
		Remedy:   "review the plan with the person, and think of maintenance; the length is a guide and ends nothing",
		Only:     detoxDays,
		Judge:    judgeCommunityLength,
	},
	{
		ID:       "gb.detox.setting.community-default",
		Title:    "Detoxification is offered in the community first, unless there is a reason for a bed",
		Severity: record.Warning,
		Watches:  record.Withdraws,
		Cites: []evidence.Citation{evidence.NICECG52.At("setting", evidence.Primary), evidence.NICECG52.At("reasons for an inpatient stay",
			evidence.Unconfirmed)},
		Remedy: "offer the community, or record the reason: an earlier detoxification there that failed, illness that needs nursing, " +
			"several substances to withdraw from, severe social problems",
		Only:  withdrawalFact,
		Judge: judgeCommunityFirst,
	},
	{
		ID:       "gb.detox.rapid-accelerated",
		Title:    "Detoxification is sped up with an antagonist only if the person asks for it and knows the risks",
		Severity: record.Warning,
		Watches:  record.Withdraws,
		Cites:    []evidence.Citation{evidence.NICECG52.At("1.3.5", evidence.Unconfirmed)},
		Remedy:   "choose methadone or buprenorphine unless the person asks for this and understands it",
		Only:     withdrawalFact,
		Judge:    judgeRapidDetox,
	},
	{
		ID:       "gb.detox.not-standalone",
		Title:    "Detoxification follows stabilization on an opioid medication",
		Severity: record.Warning,
		Watches:  record.Withdraws,
		Cites:    []evidence.Citation{evidence.UKDetoxSummary.At("detoxification after stabilization", evidence.Secondary)},
		Unless:   []plan.Exception{{Context: record.SpecialistSupervision, Why: "a specialist advised it"}},
		Remedy:   "stabilize on methadone or buprenorphine first, or ask a specialist",
		Only:     withdrawalFact,
		Judge:    judgeDetoxAfterStabilization,
	},
	{
		ID:       "gb.detox.aftercare",
		Title:    "Treatment, support and monitoring go on after detoxification",
		Severity: record.Warning,
		Watches:  record.Goes,
		Cites: []evidence.Citation{evidence.NICEQS23.At("statement 9", evidence.Primary), evidence.NICECG52.At("1.3, aftercare",
			evidence.Unconfirmed)},
		Needs:  plan.Needs(detoxAftercare.Months),
		Remedy: "arrange continuing support, here or elsewhere",
		Judge:  judgeDetoxAftercare,
	},
	{
		ID:       "gb.detox.clonidine",
		Title:    "Clonidine is not used routinely for detoxification",
		Severity: record.Warning,
		About:    medication.SetOf(medication.Clonidine),
		Watches:  record.Doses,
		Cites:    []evidence.Citation{evidence.NICECG52.At("clonidine", evidence.Unconfirmed)},
		Remedy:   "offer methadone or buprenorphine",
		Judge:    judgeClonidineDetox,
	},
	{
		ID:       "gb.detox.dihydrocodeine",
		Title:    "Dihydrocodeine is not used routinely for detoxification",
		Severity: record.Warning,
		Watches:  record.Withdraws,
		Cites:    []evidence.Citation{evidence.NICECG52.At("dihydrocodeine", evidence.Unconfirmed)},
		Remedy:   "offer methadone or buprenorphine",
		Only:     withdrawalFact,
		Judge:    judgeDihydrocodeine,
	},
}

// detoxDays is for how many days the event plans a detoxification: by its plan, by the days of an order for it, or by the end date of
// what eases it.
var detoxDays = plan.NewFact(func(v *plan.View) (days int, ok bool) {
	if w, planned := withdrawalFact.Of(v); planned {
		return w.Days, w.Days > 0
	}
	end, ok := v.Body().(record.PlanEndDate)
	if !ok || !person.InDetox(v, end.Substance) {
		return 0, false
	}
	since, ok := person.TakenSince(v, end.Substance)
	return end.On.Since(since) + 1, ok
}, withdrawalFact)

// detoxSetting is where the detoxification takes place, as far as the event says it, or the plan of it.
func detoxSetting(v *plan.View) medication.Setting {
	if w, ok := withdrawalFact.Of(v); ok {
		return w.Setting
	}
	w, _ := person.PlannedWithdrawal(v)
	return w.Setting
}

// judgeDetoxConsent asks for an informed choice of every withdrawal and every taper to the end. Who gave their own wish as the
// reason of a taper has chosen.
func judgeDetoxConsent(v *plan.View) plan.Result {
	w, ok := withdrawalFact.Of(v)
	act, tapers := v.Acts().Of(record.Tapers, 0)
	switch {
	case !ok && !tapers:
		return endsUninformed(v)
	case !ok:
		w = person.Withdrawal{Informed: v.Consent(record.ConsentWithdrawalRisks)}
		if act.Reason != "" {
			w.Requested = truth.Of(act.Reason == record.ReasonPatientChoice)
		}
	case w.Requested == truth.Unknown && v.Body().Kind() != record.KindWithdrawalManagement:
		w.Requested = w.Informed // who agreed to what was explained has chosen it
	}
	switch {
	case w.Informed == truth.No:
		return v.Violated(nil, "the person was not told of withdrawal, loss of tolerance, overdose and the support that is needed")
	case w.Requested == truth.No:
		return v.Violated(nil, "the person did not choose to become abstinent")
	case w.Informed == truth.Unknown:
		return v.Lacks("whether the person was told of withdrawal, loss of tolerance, overdose and the support that is needed")
	case w.Requested == truth.Unknown:
		return v.Lacks("whether the person chose to become abstinent")
	}
	return v.Met()
}

// endsUninformed warns where an agonist ends by somebody's wish, without a withdrawal that is planned: that is nobody's to hold.
func endsUninformed(v *plan.View) plan.Result {
	switch told := v.Consent(record.ConsentWithdrawalRisks); {
	case !endsByWish(v):
		return v.NotApplicable()
	case told == truth.No:
		return v.ViolatedAs(record.Warning, nil, "the person was not told of withdrawal, loss of tolerance and overdose")
	case told == truth.Unknown:
		return v.ViolatedAs(record.Warning, nil,
			"nobody is on record as having told the person of withdrawal, loss of tolerance and overdose")
	}
	return v.Met()
}

func judgeInpatientLength(v *plan.View) plan.Result {
	most := detoxLength.Inpatient.Of(v)
	days, _ := detoxDays.Of(v)
	where := person.Inpatient(v, detoxSetting(v))
	switch {
	case where == truth.No:
		return v.NotApplicable()
	case days <= most.Value:
		return v.Met()
	case where == truth.Unknown:
		return v.Lacks("the setting of the detoxification")
	}
	return v.Violated(most, "%s as an inpatient, more than %s", phrase.Plural(days, "day"), phrase.Plural(most.Value, "day"))
}

// judgeCommunityLength takes a setting that nobody stated for the community, whose limit is the longer one.
func judgeCommunityLength(v *plan.View) plan.Result {
	most := detoxLength.Community.Of(v)
	days, _ := detoxDays.Of(v)
	switch {
	case person.Inpatient(v, detoxSetting(v)) == truth.Yes:
		return v.NotApplicable()
	case days <= most.Value:
		return v.Met()
	}
	return v.Violated(most, "%s of detoxification, more than %s", phrase.Plural(days, "day"), phrase.Plural(most.Value, "day"))
}

func judgeCommunityFirst(v *plan.View) plan.Result {
	w, _ := withdrawalFact.Of(v)
	switch person.Inpatient(v, w.Setting) {
	case truth.No:
		return v.Met()
	case truth.Unknown:
		return v.Lacks("the setting of the detoxification")
	}
	reasons := [...]record.Health{record.EarlierCommunityDetox, record.NursingNeed, record.SeveralSubstancesToWithdraw,
		record.SevereSocialProblems}
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

func judgeRapidDetox(v *plan.View) plan.Result {
	w, _ := withdrawalFact.Of(v)
	switch {
	case w.Method != record.MethodAntagonistAssisted:
		return v.NotApplicable()
	case w.Requested == truth.No || w.Informed == truth.No:
		return v.Violated(nil, "detoxification sped up with an antagonist, and the person did not ask for it or does not know the risks")
	case w.Requested == truth.Unknown || w.Informed == truth.Unknown:
		return v.Lacks("whether the person asked for it and knows the risks")
	}
	return v.Met()
}

func judgeDetoxAfterStabilization(v *plan.View) plan.Result {
	if course, _ := v.Course(); course == stages.Stabilization || course == stages.Maintenance || course == stages.Taper {
		return v.Met()
	}
	if s, ok := person.AgonistTaken(v); ok && !person.InDetox(v, s) {
		return v.Met()
	}
	return v.Violated(nil, "detoxification of somebody who was not stabilized on an opioid medication first")
}

func judgeDetoxAftercare(v *plan.View) plan.Result {
	months := detoxAftercare.Months.Of(v)
	b, ok := person.Discharge(v)
	if !ok {
		return v.NotApplicable()
	}
	ended, ok := person.LastDetox(v)
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
		phrase.Plural(months.Value, "month"))
}

func judgeClonidineDetox(v *plan.View) plan.Result {
	stage, _ := v.Stage()
	_, brought := v.Acts().Of(record.Doses, medication.SetOf(medication.Clonidine))
	d, _ := v.Dosing()
	if !brought || d.Purpose != record.PurposeDetox && stage != stages.Detox && !person.InDetox(v, medication.Clonidine) {
		return v.NotApplicable()
	}
	return v.Violated(nil, "clonidine for detoxification")
}

func judgeDihydrocodeine(v *plan.View) plan.Result {
	if w, _ := withdrawalFact.Of(v); w.Method == record.MethodDihydrocodeine {
		return v.Violated(nil, "detoxification with dihydrocodeine")
	}
	return v.Met()
}
