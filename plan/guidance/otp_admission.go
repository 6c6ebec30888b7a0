package guidance

import (
	"cmp"
	"strings"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages"
)

// Admission says who is admitted to a programme.
var Admission = struct{ Criteria *plan.Param[int] }{
	leastCount("otp.admission.criteria.least", "DSM-5 criteria of an opioid use disorder that is at least moderate"),
}

// Minor says who needs more than their own consent.
var Minor = struct{ Age, Attempts *plan.Param[int] }{
	plan.NewParam("otp.admission.minor-consent.age", "age in years below which a guardian or state law has to consent", plan.HigherIsStricter(cmp.Compare[int])),
	plan.NewParam("otp.admission.minor-consent.attempts", "documented attempts without medication that a minor needs first", plan.HigherIsStricter(cmp.Compare[int])),
}

// Screening says how old the examination before the first dose may be.
var Screening = struct{ Valid *plan.Param[int] }{
	mostCount("otp.exam.screening.valid", "days for which a screening examination holds"),
}

// FullExam says by when the full examination is made.
var FullExam = struct{ Remind, Within *plan.Param[int] }{
	mostCount("otp.exam.full.remind", "days after admission from which a missing full examination is warned of"),
	mostCount("otp.exam.full.within", "days after admission by which the full examination is made"),
}

// DrugTests says how many drug tests a year needs, and how many the whole of interim treatment.
var DrugTests = struct{ PerYear, Interim *plan.Param[int] }{
	leastCount("otp.drugtest.min.per-year", "random drug tests in a year of treatment"),
	leastCount("otp.drugtest.min.interim", "drug tests in the longest interim treatment"),
}

// Interim says how long interim treatment may last.
var Interim = struct{ Days *plan.Param[int] }{
	mostCount("otp.interim.max.days", "days of interim treatment in any twelve months"),
}

// year is the twelve months that the regulation counts in.
const year = 365

var otpAdmission = []plan.Rule{
	{
		ID:       "otp.admission.criteria",
		Title:    "A programme admits people with a moderate or severe disorder, in remission, or at high risk",
		Severity: record.Block,
		Kinds:    record.On(record.KindOrder, record.KindDoseGiven),
		Cites: []evidence.Citation{evidence.Part8.At("(e)(1)", evidence.Secondary),
			evidence.SAMHSAChanges.At("the rule of one year was removed", evidence.Primary)},
		Params:   []plan.AnyParam{Admission.Criteria},
		Remedy:   "record the diagnosis with its severity, remission, or the risk; for a mild disorder, treat outside of a programme",
		Override: plan.Overridable("why admission is warranted"),
		Missing:  plan.Reported("the programme admits by its own records; a first dose must not wait for paper"),
		Check:    checkAdmission,
	},
	{
		ID:       "otp.admission.minor-consent",
		Aliases:  []record.RuleID{"adol.methadone"},
		Title:    "A minor is admitted with the consent of a parent or guardian, or by state law",
		Severity: record.Block,
		Kinds:    record.On(record.KindOrder, record.KindDoseGiven),
		Cites: []evidence.Citation{evidence.SAMHSAChanges.At("two failed attempts are no longer needed", evidence.Primary),
			evidence.Part8.At("(e)(2)", evidence.Secondary)},
		Params:   []plan.AnyParam{Minor.Age, Minor.Attempts},
		Remedy:   "obtain the consent of a parent or guardian, or establish that state law lets the minor consent",
		Override: plan.NotOverridable("consent is the law's own condition"),
		Missing:  plan.Reported("most people in a programme are adults; a day of birth that was not entered must not stop the first dose"),
		Check:    checkMinor,
	},
	{
		ID:       "otp.exam.screening",
		Title:    "A screening examination comes before the first dose in a programme",
		Severity: record.Block,
		Kinds:    record.On(record.KindOrder, record.KindDoseGiven),
		Cites:    []evidence.Citation{evidence.Part8.At("(f)(2)(ii)", evidence.Secondary)},
		Params:   []plan.AnyParam{Screening.Valid},
		Remedy:   "examine the person, or obtain the examination that a practitioner outside has made",
		Override: plan.NotOverridable("the regulation asks for it before the first dose, and any practitioner may make it"),
		Missing:  plan.Reported("the examination is made before the dose whether or not this record knows of it; a first dose must not wait for paper"),
		Check:    checkScreening,
	},
	{
		ID:       "otp.exam.full",
		Title:    "The full examination in person is made within two weeks of admission",
		Severity: record.Block,
		Kinds:    record.On(record.KindOrder, record.KindTakeHomeGrant),
		Cites:    []evidence.Citation{evidence.Part8.At("(f)(2)(iii)", evidence.Secondary)},
		Params:   []plan.AnyParam{FullExam.Remind, FullExam.Within, Screening.Valid},
		Remedy:   "make the examination; medication goes on meanwhile, and only new doses to take home wait for it",
		Override: plan.Overridable("why the examination could not be made, and when it will be"),
		Check:    checkFullExam,
	},
	{
		ID:       "otp.drugtest.min",
		Title:    "Drug tests keep up with the yearly minimum",
		Severity: record.Warning,
		Kinds:    record.On(record.KindOrder, record.KindTakeHomeGrant),
		Cites:    []evidence.Citation{evidence.Part8.At("(f)(6)", evidence.Secondary)},
		Params:   []plan.AnyParam{DrugTests.PerYear, DrugTests.Interim, Interim.Days},
		Remedy:   "test at the next visit; the result guides treatment and is no reason to withhold it",
		Check:    checkDrugTests,
	},
	{
		ID:       "otp.interim.max",
		Title:    "Interim treatment leads to comprehensive treatment in time",
		Severity: record.Block,
		Kinds:    record.On(record.KindOrder),
		Cites:    []evidence.Citation{evidence.Part8.At("(j)(1)", evidence.Secondary)},
		Params:   []plan.AnyParam{Interim.Days},
		Remedy:   "admit the person to comprehensive treatment, here or elsewhere; the medication goes on",
		Override: plan.Overridable("where comprehensive treatment was sought, and when it begins"),
		Check:    checkInterim,
	},
	{
		ID:       "otp.counselling.not-condition",
		Aliases:  []record.RuleID{"bup.psychosocial-not-required"},
		Title:    "Declining counselling is no reason to withhold or end medication",
		Severity: record.Block,
		Kinds:    record.On(record.KindStopMedication, record.KindDoseHeld, record.KindPlanEndDate, record.KindStageMove, record.KindCourseMove),
		Cites: []evidence.Citation{evidence.SAMHSAChanges.At("counselling", evidence.Primary), evidence.ASAM2020.At("pages 9 and 12",
			evidence.Primary)},
		Remedy:   "go on with the medication, and offer counselling again",
		Override: plan.NotOverridable("the reason itself is none; if there is another one, give that"),
		Check:    checkCounselling,
	},
	{
		ID:       "otp.dual-enrolment",
		Title:    "Methadone comes from one programme at a time",
		Severity: record.Warning,
		Kinds:    record.On(record.KindOrder),
		Cites:    []evidence.Citation{evidence.Part8.At("(g)(2)", evidence.Unconfirmed)},
		Remedy:   "find out with the other programme who gives what; document a transfer, or why both are needed",
		Check:    checkDualEnrolment,
	},
}

// inProgram returns the dosing if it is of methadone or buprenorphine in an opioid treatment program.
func inProgram(v *plan.View) (plan.Dosing, bool) {
	d, ok := v.Dosing()
	ok = ok && d.Setting == medication.SettingOTP && d.Purpose != record.PurposePain &&
		(d.Substance == medication.Methadone || d.Substance == medication.Buprenorphine)
	return d, ok
}

// admitting reports whether the event would be the first dose in a programme.
func admitting(v *plan.View) bool {
	d, ok := inProgram(v)
	return ok && d.Purpose != record.PurposeContinue && v.Starting(d.Substance)
}

// enrolled returns the first dose of the medication that a programme gives; ok is false if no programme does.
func enrolled(v *plan.View) (began plan.DoseRecord, ok bool) {
	for _, s := range []medication.Substance{medication.Methadone, medication.Buprenorphine} {
		if began, ok = v.FirstDose(s); !ok {
			continue
		}
		if order, _, ordered := v.OrderInForce(s); ordered && order.Setting == medication.SettingOTP {
			return began, true
		}
		if last, _ := v.LastDose(s); last.Setting == medication.SettingOTP {
			return began, true
		}
	}
	return plan.DoseRecord{}, false
}

func checkAdmission(v *plan.View) plan.Result {
	if !admitting(v) {
		return v.NotApplicable()
	}
	least, ok := Admission.Criteria.At(v)
	if !ok {
		return v.Unset(Admission.Criteria)
	}
	ev, ok := v.Last(record.KindDiagnosisRecorded)
	if !ok {
		return v.Lacks("the diagnosis of opioid use disorder")
	}
	b := ev.Body.(record.DiagnosisRecorded)
	switch {
	case b.Criteria >= least.Value, b.Remission == truth.Yes, b.HighRisk == truth.Yes:
		return v.Met()
	case b.Criteria == 0:
		return v.Lacks("the severity of the opioid use disorder, remission, or a high risk of overdose")
	case b.HighRisk == truth.Unknown:
		return v.Lacks("whether the risk of return to use or of overdose is high")
	}
	return v.Violated(least, "%d criteria, fewer than %d, neither in remission nor at high risk", b.Criteria, least.Value)
}

func checkMinor(v *plan.View) plan.Result {
	if !admitting(v) {
		return v.NotApplicable()
	}
	read := limits{view: v}
	age, attempts := limit(&read, Minor.Age), limit(&read, Minor.Attempts)
	if read.unset != nil {
		return read.missing()
	}
	years, known := v.Age()
	guardian, state := v.Consent(record.ConsentGuardian), v.Consent(record.ConsentMinorStateLaw)
	switch {
	case !known:
		return v.Lacks("the day of birth")
	case years >= age.Value:
		return v.NotApplicable()
	case guardian != truth.Yes && state != truth.Yes:
		return v.Violated(age, "%d years old, below %d, and neither a guardian's consent nor one by state law is on record", years, age.Value)
	case attempts.Value > 0:
		return v.Lacks(plural(attempts.Value, "documented attempt") + " at withdrawal or treatment without medication")
	}
	return v.Met()
}

// examined returns when the last examination was made that can serve for the admission.
func examined(v *plan.View) (at time.Time, ok bool) {
	screening, screened := v.Assessed(record.ScreeningExamination)
	full, complete := v.Assessed(record.FullExamination)
	if complete && (!screened || screening.Before(full)) {
		return full, true
	}
	return screening, screened
}

func checkScreening(v *plan.View) plan.Result {
	if !admitting(v) {
		return v.NotApplicable()
	}
	valid, ok := Screening.Valid.At(v)
	if !ok {
		return v.Unset(Screening.Valid)
	}
	at, ok := examined(v)
	switch {
	case !ok:
		return v.Unknown(plan.Datum{Name: "a screening examination", Fresh: time.Duration(valid.Value) * 24 * time.Hour})
	case v.DaysSince(at) > valid.Value:
		return v.Violated(valid, "the screening examination is %s old, more than %d", plural(v.DaysSince(at), "day"), valid.Value)
	}
	return v.Met()
}

func checkFullExam(v *plan.View) plan.Result {
	_, order := inProgram(v)
	_, grant := v.Body().(record.TakeHomeGrant)
	began, ok := enrolled(v)
	if !ok || !order && !grant {
		return v.NotApplicable()
	}
	read := limits{view: v}
	remind, within, valid := limit(&read, FullExam.Remind), limit(&read, FullExam.Within), limit(&read, Screening.Valid)
	if read.unset != nil {
		return read.missing()
	}
	// An examination that is older than a screening examination may be is one of an earlier admission.
	if at, done := v.Assessed(record.FullExamination); done && v.DayOf(began.At).Since(v.DayOf(at)) <= valid.Value {
		return v.Met()
	}
	switch days := v.DaysSince(began.At); {
	case days > within.Value && grant:
		return v.Violated(within, "no full examination %s after admission: doses to take home wait for it", plural(days, "day"))
	case days > within.Value:
		return v.ViolatedAs(record.Warning, within, "no full examination %s after admission, more than %d", plural(days, "day"), within.Value)
	case days >= remind.Value:
		return v.ViolatedAs(record.Warning, remind, "no full examination %s after admission, and it is due by day %d", plural(days, "day"), within.Value)
	}
	return v.NotApplicable()
}

// testRate is how many drug tests are due in how many days.
type testRate struct{ tests, days int }

// by returns how many of the tests are due after some days.
func (t testRate) by(days int) int { return t.tests * min(days, t.days) / t.days }

// dayOf returns after how many days the n-th test is due.
func (t testRate) dayOf(n int) int { return (n*t.days + t.tests - 1) / t.tests }

// testRateNow returns what holds for the person: a year's tests, or those of interim treatment.
func testRateNow(v *plan.View, read *limits) (testRate, plan.Limit[int]) {
	perYear, few, most := limit(read, DrugTests.PerYear), limit(read, DrugTests.Interim), limit(read, Interim.Days)
	if v.Holds(record.InterimTreatment) {
		return testRate{few.Value, most.Value}, few
	}
	return testRate{perYear.Value, year}, perYear
}

func checkDrugTests(v *plan.View) plan.Result {
	_, order := inProgram(v)
	_, grant := v.Body().(record.TakeHomeGrant)
	began, ok := enrolled(v)
	if !ok || !order && !grant {
		return v.NotApplicable()
	}
	read := limits{view: v}
	rate, least := testRateNow(v, &read)
	if read.unset != nil {
		return read.missing()
	}
	days := min(v.DaysSince(began.At), rate.days)
	count, due := v.ScreensSince(v.Day().Add(-days)), rate.by(days)
	if count < due {
		return v.Violated(least, "%s in %s, fewer than %d", plural(count, "drug test"), plural(days, "day"), due)
	}
	return v.Met()
}

func checkInterim(v *plan.View) plan.Result {
	if _, ok := inProgram(v); !ok || !v.Holds(record.InterimTreatment) {
		return v.NotApplicable()
	}
	most, ok := Interim.Days.At(v)
	if !ok {
		return v.Unset(Interim.Days)
	}
	if days := interimDays(v); days > most.Value {
		return v.Violated(most, "%s of interim treatment in twelve months, more than %d", plural(days, "day"), most.Value)
	}
	return v.Met()
}

// interimDays counts the days of interim treatment in the twelve months before the event, on which it holds. From one statement
// to the next it is as the older one says. What was said more than two years ago is not looked for.
func interimDays(v *plan.View) (days int) {
	from, end, stated := v.Day().Add(-year), v.Day(), false
	for ev := range v.Past {
		day := v.DayOf(ev.At)
		if day.Before(from.Add(-year)) {
			break
		}
		b, ok := ev.Body.(record.ContextStated)
		if !ok || b.Context != record.InterimTreatment {
			continue
		}
		stated = true
		if b.Holds == truth.Yes {
			days += min(end.Since(day), end.Since(from))
		}
		if end = day; day.Before(from) {
			return days
		}
	}
	if !stated { // it holds since before anything that was looked at
		return year
	}
	return days
}

func checkCounselling(v *plan.View) plan.Result {
	var reason record.Reason
	switch b := v.Body().(type) {
	case record.StopMedication:
		reason = b.Reason
	case record.DoseHeld:
		reason = b.Reason
	case record.PlanEndDate:
		reason = b.Reason
	case record.CourseMove:
		reason = b.Reason
	case record.StageMove:
		if b.MedicationContinues != truth.Yes && endsCare(b.Trigger) {
			reason = b.Reason
		}
	}
	if reason != record.ReasonDeclinedCounselling {
		return v.NotApplicable()
	}
	return v.Violated(nil, "medication would be withheld because counselling was declined")
}

// endsCare reports whether the move takes the person out of care.
func endsCare(on stages.Trigger) bool {
	switch on {
	case stages.DischargePlanned, stages.DischargeUnplanned, stages.DischargeAdministrative:
		return true
	}
	return false
}

func checkDualEnrolment(v *plan.View) plan.Result {
	d, ok := inProgram(v)
	if !ok || v.Holds(record.VerifiedTransfer) {
		return v.NotApplicable()
	}
	for agent := range v.Medicines() {
		if strings.EqualFold(agent, d.Substance.String()) {
			return v.Violated(nil, "%s from elsewhere is among the medicines that the person takes", agent)
		}
	}
	return v.Met()
}
