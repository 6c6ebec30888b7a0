package guidance

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// Psychosocial says by when the first psychosocial assessment is made.
var Psychosocial = struct{ Within *plan.Param[int] }{
	mostCount("otp.psychosocial.within", "days after admission by which the psychosocial assessment is made"),
}

// InterimPlan says by when it is planned how treatment goes on.
var InterimPlan = struct{ By *plan.Param[int] }{
	mostCount("otp.interim.plan.by", "days of interim treatment by which the continuing treatment is planned"),
}

var methadoneDutyList = []plan.Duty{
	{
		ID:     "methadone.peak-check.due",
		Title:  "Look for sedation at the peak of the first dose of methadone",
		Cites:  []evidence.Citation{evidence.ASAM2020.At("page 8", evidence.Primary)},
		Params: []plan.AnyParam{PeakCheck.Earliest, PeakCheck.Latest},
		Kinds:  record.On(record.KindDoseGiven, record.KindSignsObserved),
		When:   peakCheckDue,
	},
	{
		ID:     "methadone.ecg.due",
		Title:  "Obtain an ECG",
		Cites:  []evidence.Citation{evidence.QTScreening2009.At("within 30 days, yearly", evidence.Primary)},
		Params: []plan.AnyParam{ECG.First, ECG.Repeat},
		Kinds:  record.On(record.KindDoseGiven, record.KindMeasured),
		When:   ecgDue,
	},
	{
		ID:     "otp.exam.full.due",
		Title:  "Make the full medical examination in person",
		Cites:  []evidence.Citation{evidence.Part8.At("(f)(2)(iii)", evidence.Secondary)},
		Params: []plan.AnyParam{FullExam.Within, Screening.Valid},
		Kinds:  record.On(record.KindDoseGiven, record.KindAssessed),
		When:   fullExamDue,
	},
	{
		ID:     "otp.psychosocial.due",
		Title:  "Make the psychosocial assessment and the plan of care",
		Cites:  []evidence.Citation{evidence.Part8.At("(f)(4)(i)", evidence.Secondary)},
		Params: []plan.AnyParam{Psychosocial.Within},
		Kinds:  record.On(record.KindDoseGiven, record.KindAssessed),
		When:   psychosocialDue,
	},
	{
		ID:     "otp.drugtest.due",
		Title:  "Make a drug test",
		Cites:  []evidence.Citation{evidence.Part8.At("(f)(6)", evidence.Secondary)},
		Params: []plan.AnyParam{DrugTests.PerYear, DrugTests.Interim, Interim.Days},
		Kinds:  record.On(record.KindDoseGiven, record.KindScreened),
		When:   drugTestDue,
	},
	{
		ID:     "otp.interim.plan.due",
		Title:  "Plan how treatment goes on after interim treatment",
		Cites:  []evidence.Citation{evidence.Part8.At("(j)(4)(iii)", evidence.Secondary)},
		Params: []plan.AnyParam{InterimPlan.By},
		Kinds:  record.On(record.KindContextStated, record.KindAssessed),
		When:   interimPlanDue,
	},
}

func peakCheckDue(v *plan.View) (plan.Due, bool) {
	first, ok := v.FirstDose(medication.Methadone)
	if !ok || v.DayOf(first.At) != v.Day() {
		return plan.Due{}, false
	}
	earliest, ok := PeakCheck.Earliest.At(v)
	latest, also := PeakCheck.Latest.At(v)
	if seen, at := v.Sign(record.Sedation); !ok || !also || seen != truth.Unknown && at.Sub(first.At) >= earliest.Value {
		return plan.Due{}, false
	}
	return plan.Due{On: v.Day(), Why: "the first dose of methadone was given at " + first.At.Format("15:04") + "; look " +
		inHours(earliest.Value) + " to " + inHours(latest.Value) + " later"}, true
}

func ecgDue(v *plan.View) (plan.Due, bool) {
	began, ok := v.FirstDose(medication.Methadone)
	first, set := ECG.First.At(v)
	repeat, also := ECG.Repeat.At(v)
	if !ok || !set || !also {
		return plan.Due{}, false
	}
	if _, measured, ok := v.Measured(record.QTc); ok && !measured.Before(began.At) {
		day := v.DayOf(measured)
		return plan.Due{On: day.Add(repeat.Value), Why: "the last ECG was made on " + day.String()}, true
	}
	day := v.DayOf(began.At)
	return plan.Due{Earliest: day, On: day.Add(first.Value), Why: "methadone was started on " + day.String()}, true
}

// sinceAdmission makes a duty of a day after admission to a programme, unless it is done.
func sinceAdmission(v *plan.View, within *plan.Param[int], done func(admitted civil.Date) bool) (plan.Due, bool) {
	began, ok := enrolled(v)
	days, set := within.At(v)
	if !ok || !set || done(v.DayOf(began.At)) {
		return plan.Due{}, false
	}
	day := v.DayOf(began.At)
	return plan.Due{Earliest: day, On: day.Add(days.Value), Why: "admitted on " + day.String()}, true
}

func fullExamDue(v *plan.View) (plan.Due, bool) {
	return sinceAdmission(v, FullExam.Within, func(admitted civil.Date) bool {
		at, ok := v.Assessed(record.FullExamination)
		valid, set := Screening.Valid.At(v)
		return ok && set && admitted.Since(v.DayOf(at)) <= valid.Value
	})
}

func psychosocialDue(v *plan.View) (plan.Due, bool) {
	return sinceAdmission(v, Psychosocial.Within, func(admitted civil.Date) bool {
		at, ok := v.Assessed(record.PsychosocialAssessment)
		return ok && !v.DayOf(at).Before(admitted)
	})
}

func drugTestDue(v *plan.View) (plan.Due, bool) {
	began, ok := enrolled(v)
	read := limits{view: v}
	rate, _ := testRateNow(v, &read)
	if !ok || read.unset != nil {
		return plan.Due{}, false
	}
	from := v.DayOf(began.At)
	if earliest := v.Day().Add(-rate.days); from.Before(earliest) {
		from = earliest
	}
	count := v.ScreensSince(from)
	if count >= rate.tests {
		return plan.Due{}, false
	}
	return plan.Due{Earliest: v.Day(), On: from.Add(rate.dayOf(count + 1)), Why: plural(count, "drug test") + " since " + from.String()}, true
}

func interimPlanDue(v *plan.View) (plan.Due, bool) {
	since, ok := v.HoldsSince(record.InterimTreatment)
	by, set := InterimPlan.By.At(v)
	if at, planned := v.Assessed(record.ContinuingTreatment); !ok || !set || planned && !at.Before(since) {
		return plan.Due{}, false
	}
	day := v.DayOf(since)
	return plan.Due{Earliest: day, On: day.Add(by.Value), Why: "interim treatment began on " + day.String()}, true
}
