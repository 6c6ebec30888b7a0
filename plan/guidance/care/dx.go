package care

import (
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages"
	"github.com/oudpath/oudpath/stages/scale"
)

// DiagnosisCriteriaLimits are the numbers of criteria of opioid use disorder.
type DiagnosisCriteriaLimits struct {
	Disorder   plan.Param[int] // from so many on there is a disorder
	Medication plan.Param[int] // from so many on medication is indicated
}

var diagnosisCriteria = DiagnosisCriteriaLimits{
	limit.LeastCount("dx.oud.min.criteria", "criteria from which on there is an opioid use disorder"),
	limit.MostCount("dx.moud.indicated.criteria", "criteria from which on medication is indicated"),
}

// DiagnosisCriteria returns the numbers of criteria of opioid use disorder.
func DiagnosisCriteria() DiagnosisCriteriaLimits { return diagnosisCriteria }

// dxRules are about the diagnosis. None of them refuses an act: decision 1 does not name them among what may, and nobody goes
// without medication for a form that nobody filled in. What a diagnosis counts wrongly is a deviation of the record.
var dxRules = []plan.Rule{
	{
		ID:       "dx.oud.min",
		Title:    "Opioid use disorder, now or in remission, is what is treated",
		Severity: record.Warning,
		Watches:  record.Doses | record.Withdraws,
		Cites:    []evidence.Citation{evidence.DSM5TR.At("criteria", evidence.Primary)},
		Needs:    plan.Needs(diagnosisCriteria.Disorder),
		Remedy: "treat on clinical judgement, and assess the criteria again when there is time; record remission or a high risk of " +
			"overdose where that is the reason",
		Judge: judgeDisorder,
	},
	{
		ID:       "dx.tolerance-withdrawal-medical",
		Title:    "Tolerance and withdrawal do not count where opioids are taken solely under medical supervision",
		Severity: record.Block,
		Watches:  record.Says,
		Cites:    []evidence.Citation{evidence.DSM5TR.At("tolerance and withdrawal", evidence.Primary)},
		Remedy:   "count the other criteria only, and correct the diagnosis; what is taken outside of supervision is a reason to say so",
		Override: plan.Overridable("which opioids are taken outside of medical supervision"),
		Judge:    judgeMedicalCriteria,
	},
	{
		ID:       "dx.moud.indicated",
		Title:    "Medication is offered in moderate and severe opioid use disorder",
		Severity: record.Advice,
		Watches:  record.Goes,
		Cites:    []evidence.Citation{evidence.ASAM2020.At("executive summary", evidence.Primary)},
		Needs:    plan.Needs(diagnosisCriteria.Medication),
		Remedy:   "offer methadone, buprenorphine and naltrexone; the person chooses",
		Judge:    judgeMedicationIndicated,
	},
}

// criteria returns how many criteria of opioid use disorder count, from the fewest to the most: as diagnosed or by the answers to
// them, whichever is later, and the higher of both where they are of one day. It is not ok if neither is on record.
func criteria(v *plan.View) (low, high int, ok bool) {
	low, high, answered, ok := answeredCriteria(v)
	ev, recorded := v.Last(record.KindDiagnosisRecorded)
	if !recorded {
		return low, high, ok
	}
	n := ev.Body.(record.DiagnosisRecorded).Criteria
	switch day := v.DayOf(ev.At); {
	case n == 0, ok && day.Before(v.DayOf(answered)):
		return low, high, ok
	case ok && day == v.DayOf(answered):
		return max(low, n), max(high, n), true
	}
	return n, n, true
}

// diagnosed counts the criteria by the answers to them.
func diagnosed(v *plan.View) (scale.Diagnosis, bool) {
	answers, _, ok := v.Answers(scale.DSM5OUD)
	if !ok {
		return scale.Diagnosis{}, false
	}
	met, err := scale.CriteriaFrom(answers)
	return scale.OUD(met, supervisedOnly(v)), err == nil
}

// supervisedOnly says whether all opioids are taken under medical supervision: nobody knows unless it was stated.
func supervisedOnly(v *plan.View) truth.Value {
	if b, ok := v.Body().(record.ContextStated); ok && b.Context == record.SupervisedPainTreatment {
		return b.Holds
	}
	if v.Holds(record.SupervisedPainTreatment) {
		return truth.Yes
	}
	return truth.Unknown
}

// documentedHistory reports whether a diagnosis is on record by its code, as in remission, or with a high risk: grounds for
// treatment without criteria that are met now.
func documentedHistory(v *plan.View) bool {
	ev, ok := v.Last(record.KindDiagnosisRecorded)
	if !ok {
		return false
	}
	b := ev.Body.(record.DiagnosisRecorded)
	return b.Remission == truth.Yes || b.HighRisk == truth.Yes || b.Code != "" && b.Criteria == 0
}

func judgeDisorder(v *plan.View) plan.Result {
	if _, first := person.Starting(v); !first && !v.Acts().Means().Any(record.Withdraws) {
		return v.NotApplicable()
	}
	least := diagnosisCriteria.Disorder.Of(v)
	low, high, ok := criteria(v)
	switch {
	case documentedHistory(v), ok && low >= least.Value:
		return v.Met()
	case !ok, high >= least.Value:
		return v.Lacks("the diagnosis: how many criteria of opioid use disorder are met")
	}
	return v.Violated(least, "of the criteria of opioid use disorder no more than %d count, fewer than %d, and no history is on record",
		high, least.Value)
}

// judgeMedicalCriteria holds the number that was recorded against the answers, when the diagnosis is recorded and when it is stated
// later that opioids are taken under supervision.
func judgeMedicalCriteria(v *plan.View) plan.Result {
	b, ok := v.Body().(record.DiagnosisRecorded)
	if stated, is := v.Body().(record.ContextStated); is && stated.Context == record.SupervisedPainTreatment {
		var before record.Event
		if before, ok = v.Last(record.KindDiagnosisRecorded); ok {
			b = before.Body.(record.DiagnosisRecorded)
		}
	}
	if !ok || b.Criteria == 0 || supervisedOnly(v) != truth.Yes {
		return v.NotApplicable()
	}
	d, ok := diagnosed(v)
	if !ok {
		return v.Lacks("which criteria were met")
	}
	if b.Criteria > d.High {
		return v.Violated(nil, "criteria recorded: %d, criteria that count: %d; opioids are taken under medical supervision", b.Criteria,
			d.High)
	}
	return v.Met()
}

func judgeMedicationIndicated(v *plan.View) plan.Result {
	least := diagnosisCriteria.Medication.Of(v)
	switch b, _ := v.Body().(record.StageMove); b.Trigger {
	case stages.BeginTherapy, stages.BeginAftercare:
	default:
		return v.NotApplicable()
	}
	if _, taken := v.MedicationActive(); taken {
		return v.Met()
	}
	low, _, ok := criteria(v)
	if !ok || low < least.Value {
		return v.NotApplicable()
	}
	return v.Violated(least, "%d criteria and no medication; it is indicated from %d on", low, least.Value)
}
