package guidance

import (
	"cmp"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages"
	"github.com/oudpath/oudpath/stages/scale"
)

// Criteria of opioid use disorder.
var DiagnosisCriteria = struct {
	Disorder   *plan.Param[int] // from so many on there is a disorder
	Medication *plan.Param[int] // from so many on medication is indicated
}{
	plan.NewParam("dx.oud.min.criteria", "criteria from which on there is an opioid use disorder", plan.HigherIsStricter(cmp.Compare[int])),
	plan.NewParam("dx.moud.indicated.criteria", "criteria from which on medication is indicated", plan.LowerIsStricter(cmp.Compare[int])),
}

// Time without criteria.
var RemissionMonths = struct{ Early *plan.Param[int] }{
	atLeastMonths("recovery.remission.early-months", "months without a criterion for early remission"),
}

var pathwayDiagnosis = []plan.Rule{
	{
		ID:       "dx.oud.min",
		Title:    "Opioid use disorder, now or in remission, is what is treated",
		Severity: record.Block,
		Kinds:    record.On(record.KindOrder, record.KindWithdrawalManagement),
		Cites:    []evidence.Citation{evidence.DSM5TR.At("criteria", evidence.Primary)},
		Params:   []plan.AnyParam{DiagnosisCriteria.Disorder},
		Remedy:   "assess the criteria again, and record remission or a high risk of overdose where that is the reason",
		Override: plan.Overridable("what is treated, and why the criteria do not show it"),
		Missing: plan.Reported("treatment starts at the first contact, before every criterion has been asked; " +
			"other rules hold back what would be dangerous without a diagnosis"),
		Check: checkDiagnosis,
	},
	{
		ID:       "dx.tolerance-withdrawal-medical",
		Title:    "Tolerance and withdrawal do not count where opioids are taken solely under medical supervision",
		Severity: record.Block,
		Kinds:    record.On(record.KindDiagnosisRecorded),
		Cites:    []evidence.Citation{evidence.DSM5TR.At("tolerance and withdrawal", evidence.Primary)},
		Remedy:   "count the other criteria only, and correct the diagnosis",
		Override: plan.Overridable("which opioids are taken outside of medical supervision"),
		Check:    about(checkMedicalCriteria),
	},
	{
		ID:       "dx.moud.indicated",
		Title:    "Medication is offered in moderate and severe opioid use disorder",
		Severity: record.Advice,
		Kinds:    record.On(record.KindStageMove),
		Cites:    []evidence.Citation{evidence.ASAM2020.At("executive summary", evidence.Primary)},
		Params:   []plan.AnyParam{DiagnosisCriteria.Medication},
		Remedy:   "offer methadone, buprenorphine and naltrexone; the person chooses",
		Check:    about(checkMedicationIndicated),
	},
	{
		ID:       "recovery.remission",
		Title:    "Care becomes the monitoring of remission once there is a remission",
		Severity: record.Warning,
		Kinds:    record.On(record.KindStageMove),
		Cites:    []evidence.Citation{evidence.DSM5TR.At("remission", evidence.Primary)},
		Params:   []plan.AnyParam{RemissionMonths.Early},
		Remedy:   "review remission and record it; being on medication is no obstacle, and aftercare can go on meanwhile",
		Check:    about(checkRecovery),
	},
	{
		ID:       "loc.edition",
		Title:    "A level of care is one of the edition that is named with it",
		Severity: record.Warning,
		Kinds:    record.On(record.KindLevelMove),
		Cites:    []evidence.Citation{evidence.ASAMCriteria.At("levels of the third and fourth edition", evidence.Secondary)},
		Remedy:   "name the level and its edition as they belong together: the same number is another level in another edition",
		Check:    about(checkEdition),
	},
	{
		ID:       "loc.hours.consistent",
		Title:    "The hours of service a week fit the level of care",
		Severity: record.Warning,
		Kinds:    record.On(record.KindLevelMove),
		Cites:    []evidence.Citation{evidence.ASAMCriteria.At("hours a week", evidence.Secondary)},
		Params:   []plan.AnyParam{AdultFrom.Years},
		Remedy:   "schedule more or fewer hours, or name the level that they make up",
		Check:    about(checkLevelHours),
	},
	{
		ID:       "loc.step-rule",
		Title:    "People move between stages by reassessment and not by days",
		Severity: record.Advice,
		Kinds:    record.On(record.KindStageMove),
		Cites:    []evidence.Citation{evidence.ASAMCriteria.At("movement between levels", evidence.Secondary)},
		Remedy:   "reassess, and move or stay by what the person needs now",
		Check:    about(checkStepRule),
	},
}

// Age from which hours for adults apply.
var AdultFrom = struct{ Years *plan.Param[int] }{
	plan.NewParam[int]("loc.hours.consistent.adult-years", "age from which the hours for adults apply", nil).Shown(counted("year")),
}

// criteria returns how many criteria of opioid use disorder count, from the fewest to the most: as diagnosed, or else by the
// last answers to them. It is not ok if neither is on record.
func criteria(v *plan.View) (low, high int, ok bool) {
	if ev, recorded := v.Last(record.KindDiagnosisRecorded); recorded {
		if n := ev.Body.(record.DiagnosisRecorded).Criteria; n > 0 {
			return n, n, true
		}
	}
	if d, ok := diagnosed(v); ok {
		return d.Low, d.High, true
	}
	score, _, ok := v.Scored(scale.DSM5OUD)
	return score.Low, score.High, ok
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

func checkDiagnosis(v *plan.View) plan.Result {
	_, first := starting(v)
	if _, withdrawal := v.Body().(record.WithdrawalManagement); !first && !withdrawal {
		return v.NotApplicable()
	}
	least, ok := DiagnosisCriteria.Disorder.At(v)
	if !ok {
		return v.Unset(DiagnosisCriteria.Disorder)
	}
	low, high, ok := criteria(v)
	switch {
	case documentedHistory(v), ok && low >= least.Value:
		return v.Met()
	case !ok, high >= least.Value:
		return v.Lacks("the diagnosis: how many criteria of opioid use disorder are met")
	}
	return v.Violated(least, "of the criteria of opioid use disorder no more than %d count, fewer than %d, and no history is on record", high, least.Value)
}

func checkMedicalCriteria(v *plan.View, b record.DiagnosisRecorded) plan.Result {
	if b.Criteria == 0 || !v.Holds(record.SupervisedPainTreatment) {
		return v.NotApplicable()
	}
	d, ok := diagnosed(v)
	if !ok {
		return v.Lacks("which criteria were met")
	}
	if b.Criteria > d.High {
		return v.Violated(nil, "criteria recorded: %d, criteria that count: %d; opioids are taken under medical supervision", b.Criteria, d.High)
	}
	return v.Met()
}

func checkMedicationIndicated(v *plan.View, b record.StageMove) plan.Result {
	least, ok := DiagnosisCriteria.Medication.At(v)
	if !ok {
		return v.Unset(DiagnosisCriteria.Medication)
	}
	switch b.Trigger {
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

func checkRecovery(v *plan.View, b record.StageMove) plan.Result {
	months, ok := RemissionMonths.Early.At(v)
	if !ok {
		return v.Unset(RemissionMonths.Early)
	}
	if b.Trigger != stages.EnterRecovery {
		return v.NotApplicable()
	}
	diagnosis, recorded := v.Last(record.KindDiagnosisRecorded)
	remission := truth.Unknown
	if recorded {
		remission = diagnosis.Body.(record.DiagnosisRecorded).Remission
	}
	used, since := lastUse(v)
	switch {
	case since && used.After(diagnosis.At) && v.Day().Before(v.DayOf(used).AddMonths(months.Value)):
		return v.Violated(months, "use on %s, less than %s ago, and no remission recorded since", v.DayOf(used), plural(months.Value, "month"))
	case remission == truth.No:
		return v.Violated(nil, "the disorder is recorded as not in remission")
	case remission == truth.Unknown || since && used.After(diagnosis.At):
		return v.Lacks("whether the disorder is in remission")
	}
	return v.Met()
}

// lastUse returns when an opioid was last used that nobody prescribed here; ok is false if that is not on record.
func lastUse(v *plan.View) (at time.Time, ok bool) {
	for _, kind := range [...]record.Kind{record.KindOpioidUsed, record.KindReturnedToUse, record.KindOverdosed} {
		if ev, recorded := v.Last(kind); recorded && ev.At.After(at) {
			at, ok = ev.At, true
		}
	}
	return at, ok
}

func checkEdition(v *plan.View, b record.LevelMove) plan.Result {
	if b.ASAM == "" {
		return v.NotApplicable()
	}
	if _, ok := stages.ASAM(b.Edition, b.ASAM); !ok {
		return v.Violated(nil, "the %s edition has no level %s", b.Edition, b.ASAM)
	}
	return v.Met()
}

func checkLevelHours(v *plan.View, b record.LevelMove) plan.Result {
	adult, ok := AdultFrom.Years.At(v)
	if !ok {
		return v.Unset(AdultFrom.Years)
	}
	if b.WeeklyHours == (record.Quantity{}) {
		return v.NotApplicable()
	}
	level, ok := stages.ASAM(b.Edition, b.ASAM)
	if !ok {
		return v.Lacks("the ASAM level that the hours make up")
	}
	age, known := v.Age()
	asAdult, asTeen := fits(level, b.WeeklyHours, false), fits(level, b.WeeklyHours, true)
	fit := asTeen
	switch {
	case !known && asAdult != asTeen:
		return v.Lacks("the age: hours differ for adolescents")
	case !known || age >= adult.Value:
		fit = asAdult
	}
	switch fit {
	case truth.Yes:
		return v.Met()
	case truth.No:
		return v.Violated(nil, "%s hours a week do not make up %s", b.WeeklyHours, level)
	}
	return v.NotApplicable()
}

// fits says whether the hours a week make up the level; unknown where no source gives its hours.
func fits(level stages.ASAMLevel, hours record.Quantity, adolescent bool) truth.Value {
	least, most, known, _ := level.Hours(adolescent)
	switch {
	case !known:
		return truth.Unknown
	case hours.Less(record.Whole(int32(least))), most > 0 && !hours.Less(record.Whole(int32(most)+1)):
		return truth.No
	}
	return truth.Yes
}

func checkStepRule(v *plan.View, b record.StageMove) plan.Result {
	if b.Reason != record.ReasonTimeLimit || discharges(b.Trigger) {
		return v.NotApplicable()
	}
	return v.Violated(nil, "a move because time has passed")
}
