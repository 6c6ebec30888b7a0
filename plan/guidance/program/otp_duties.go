package program

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/record"
)

// PsychosocialLimits says by when the first psychosocial assessment is made.
type PsychosocialLimits struct{ Within plan.Param[int] }

var psychosocial = PsychosocialLimits{
	limit.MostCount("otp.psychosocial.within", "days after admission by which the psychosocial assessment is made"),
}

// Psychosocial returns by when the first psychosocial assessment is made.
func Psychosocial() PsychosocialLimits { return psychosocial }

// InterimPlanLimits says by when it is planned how treatment goes on.
type InterimPlanLimits struct{ By plan.Param[int] }

var interimPlan = InterimPlanLimits{
	limit.MostCount("otp.interim.plan.by", "days of interim treatment by which the continuing treatment is planned"),
}

// InterimPlan returns by when it is planned how treatment goes on.
func InterimPlan() InterimPlanLimits { return interimPlan }

// DrugTestsLimits says how many drug tests a year needs, and how many the whole of interim treatment.
type DrugTestsLimits struct{ PerYear, Interim plan.Param[int] }

var drugTests = DrugTestsLimits{
	limit.LeastCount("otp.drugtest.min.per-year", "random drug tests in a year of treatment"),
	limit.LeastCount("otp.drugtest.min.interim", "drug tests in the longest interim treatment"),
}

// DrugTests returns how many drug tests a year needs, and how many the whole of interim treatment.
func DrugTests() DrugTestsLimits { return drugTests }

// ofPrograms are the substances that opioid treatment programs give.
var ofPrograms = medication.SetOf(medication.Methadone, medication.Buprenorphine)

// programObligations are what a programme owes the person, and by when.
var programObligations = []plan.Duty{
	{
		ID:      "otp.exam.full.due",
		Title:   "Make the full medical examination in person",
		Cites:   []evidence.Citation{evidence.Part8.At("(f)(2)(iii)", evidence.Secondary)},
		About:   ofPrograms,
		Watches: record.Puts | record.Reviews | record.Endings,
		During:  plan.WhileTreated,
		Needs:   plan.Needs(fullExam.Within, screening.Valid),
		When:    fullExamDue,
	},
	{
		ID:      "otp.psychosocial.due",
		Title:   "Make the psychosocial assessment and the plan of care",
		Cites:   []evidence.Citation{evidence.Part8.At("(f)(4)(i)", evidence.Secondary)},
		About:   ofPrograms,
		Watches: record.Puts | record.Reviews | record.Endings,
		During:  plan.WhileTreated,
		Needs:   plan.Needs(psychosocial.Within),
		When:    psychosocialDue,
	},
	{
		ID:      "otp.drugtest.due",
		Title:   "Make a drug test",
		Cites:   []evidence.Citation{evidence.Part8.At("(f)(6)", evidence.Secondary)},
		About:   ofPrograms,
		Watches: record.Puts | record.Shows | record.Endings,
		During:  plan.WhileTreated,
		Needs:   plan.Needs(wantedTests),
		When:    drugTestDue,
	},
	{
		ID:      "otp.interim.plan.due",
		Title:   "Plan how treatment goes on after interim treatment",
		Cites:   []evidence.Citation{evidence.Part8.At("(j)(4)(iii)", evidence.Secondary)},
		Watches: record.Says | record.Reviews,
		During:  plan.WhileInCare,
		Needs:   plan.Needs(interimPlan.By),
		When:    interimPlanDue,
	},
}

// sinceAdmission makes a duty of a day after admission to a programme, unless it is done.
func sinceAdmission(v *plan.View, within plan.Param[int], done func(admitted civil.Date) bool) (plan.Due, bool) {
	days := within.Of(v)
	began, ok := enrolled(v)
	if !ok || done(v.DayOf(began.At)) {
		return plan.Due{}, false
	}
	day := v.DayOf(began.At)
	return plan.Due{Earliest: day, On: day.Add(days.Value), Why: "admitted on " + day.String()}, true
}

func fullExamDue(v *plan.View) (plan.Due, bool) {
	return sinceAdmission(v, fullExam.Within, func(admitted civil.Date) bool {
		at, ok := v.Assessed(record.FullExamination)
		return ok && admitted.Since(v.DayOf(at)) <= screening.Valid.Of(v).Value
	})
}

func psychosocialDue(v *plan.View) (plan.Due, bool) {
	return sinceAdmission(v, psychosocial.Within, func(admitted civil.Date) bool {
		at, ok := v.Assessed(record.PsychosocialAssessment)
		return ok && !v.DayOf(at).Before(admitted)
	})
}

func drugTestDue(v *plan.View) (plan.Due, bool) {
	began, ok := enrolled(v)
	rate, _ := wantedTests.Of(v)
	if !ok {
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
	return plan.Due{Earliest: from, On: from.Add(rate.dayOf(count + 1)), Why: phrase.Plural(count, "drug test") + " since " + from.String()}, true
}

func interimPlanDue(v *plan.View) (plan.Due, bool) {
	by := interimPlan.By.Of(v)
	since, ok := v.HoldsSince(record.InterimTreatment)
	if at, planned := v.Assessed(record.ContinuingTreatment); !ok || planned && !at.Before(since) {
		return plan.Due{}, false
	}
	day := v.DayOf(since)
	return plan.Due{Earliest: day, On: day.Add(by.Value), Why: "interim treatment began on " + day.String()}, true
}

// testRate is how many drug tests are due in how many days.
type testRate struct{ tests, days int }

// dayOf returns after how many days the n-th test is due.
func (t testRate) dayOf(n int) int { return (n*t.days + t.tests - 1) / t.tests }

// wantedTests is what holds for the person: a year's tests, or those of interim treatment.
var wantedTests = plan.NewFact(func(v *plan.View) (testRate, bool) {
	least, _ := testsOf.Of(v)
	if v.Holds(record.InterimTreatment) {
		return testRate{least.Value, interim.Days.Of(v).Value}, true
	}
	return testRate{least.Value, limit.Year}, true
}, testsOf, plan.Optional(interim.Days))

var testsOf = plan.Either(func(v *plan.View) bool { return v.Holds(record.InterimTreatment) }, drugTests.Interim, drugTests.PerYear)
