package guidance

import (
	"cmp"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages"
)

// AdmissionLimits says who is admitted to a programme.
type AdmissionLimits struct{ Criteria plan.Param[int] }

var admissionLimits = AdmissionLimits{
	leastCount("otp.admission.criteria.least", "DSM-5 criteria of an opioid use disorder that is at least moderate"),
}

// Admission returns who is admitted to a programme.
func Admission() AdmissionLimits { return admissionLimits }

// MinorLimits says who needs more than their own consent.
type MinorLimits struct{ Age, Attempts plan.Param[int] }

var minor = MinorLimits{
	plan.NewParam("otp.admission.minor-consent.age", "age in years below which a guardian or state law has to consent",
		plan.HigherIsStricter(cmp.Compare[int])),
	plan.NewParam("otp.admission.minor-consent.attempts", "documented attempts without medication that a minor needs first",
		plan.HigherIsStricter(cmp.Compare[int])),
}

// Minor returns who needs more than their own consent.
func Minor() MinorLimits { return minor }

// ScreeningLimits says how old the examination before the first dose may be.
type ScreeningLimits struct{ Valid plan.Param[int] }

var screening = ScreeningLimits{
	mostCount("otp.exam.screening.valid", "days for which a screening examination holds"),
}

// Screening returns how old the examination before the first dose may be.
func Screening() ScreeningLimits { return screening }

// FullExamLimits says by when the full examination is made.
type FullExamLimits struct{ Within plan.Param[int] }

var fullExam = FullExamLimits{
	mostCount("otp.exam.full.within", "days after admission by which the full examination is made"),
}

// FullExam returns by when the full examination is made.
func FullExam() FullExamLimits { return fullExam }

// DrugTestsLimits says how many drug tests a year needs, and how many the whole of interim treatment.
type DrugTestsLimits struct{ PerYear, Interim plan.Param[int] }

var drugTests = DrugTestsLimits{
	leastCount("otp.drugtest.min.per-year", "random drug tests in a year of treatment"),
	leastCount("otp.drugtest.min.interim", "drug tests in the longest interim treatment"),
}

// DrugTests returns how many drug tests a year needs, and how many the whole of interim treatment.
func DrugTests() DrugTestsLimits { return drugTests }

// InterimLimits says how long interim treatment may last.
type InterimLimits struct{ Days plan.Param[int] }

var interim = InterimLimits{
	mostCount("otp.interim.max.days", "days of interim treatment in any twelve months"),
}

// Interim returns how long interim treatment may last.
func Interim() InterimLimits { return interim }

// year is the twelve months that the regulation counts in.
const year = 365

// byStaff says why rules of programmes do not speak of a dose that the person takes at home.
const byStaff = "it says what a programme may do; a dose that the person takes at home was handed out, and judged then"

var otpAdmission = []plan.Rule{
	{
		ID:       "otp.admission.criteria",
		Title:    "A programme admits people with a moderate or severe disorder, in remission, or at high risk",
		Severity: record.Block,
		About:    ofPrograms,
		Watches:  record.Doses,
		Narrow:   byStaff,
		Cites: []evidence.Citation{evidence.Part8.At("(e)(1)", evidence.Secondary),
			evidence.SAMHSAChanges.At("the rule of one year was removed", evidence.Primary)},
		Needs:    plan.Needs(admissionLimits.Criteria),
		Remedy:   "record the diagnosis with its severity, remission, or the risk; for a mild disorder, treat outside of a programme",
		Override: plan.Overridable("why admission is warranted"),
		Missing:  plan.Reported("the programme admits by its own records; a first dose must not wait for paper"),
		Applies:  admission.Holds,
		Judge:    judgeAdmission,
	},
	{
		ID:       "otp.admission.minor-consent",
		Aliases:  []record.RuleID{"adol.methadone"},
		Title:    "A minor is admitted with the consent of a parent or guardian, or by state law",
		Severity: record.Block,
		About:    ofPrograms,
		Watches:  record.Doses,
		Narrow:   byStaff,
		Cites: []evidence.Citation{evidence.SAMHSAChanges.At("two failed attempts are no longer needed", evidence.Primary),
			evidence.Part8.At("(e)(2)", evidence.Secondary)},
		Needs:    plan.Needs(minor.Age, minor.Attempts),
		Remedy:   "obtain the consent of a parent or guardian, or establish that state law lets the minor consent",
		Override: plan.NotOverridable("consent is the law's own condition"),
		Missing:  plan.Reported("most people in a programme are adults; a day of birth that was not entered must not stop the first dose"),
		Applies:  admission.Holds,
		Judge:    judgeMinor,
	},
	{
		ID:       "otp.exam.screening",
		Title:    "A screening examination comes before the first dose in a programme",
		Severity: record.Block,
		About:    ofPrograms,
		Watches:  record.Doses,
		Narrow:   byStaff,
		Cites:    []evidence.Citation{evidence.Part8.At("(f)(2)(ii)", evidence.Secondary)},
		Needs:    plan.Needs(screening.Valid),
		Remedy:   "examine the person, or obtain the examination that a practitioner outside has made",
		Override: plan.NotOverridable("the regulation asks for it before the first dose, and any practitioner may make it"),
		Missing:  plan.Reported("the examination is made before the dose whether or not this record knows of it; a first dose must not wait for paper"),
		Applies:  admission.Holds,
		Judge:    judgeScreening,
	},
	{
		ID:       "otp.exam.full",
		Title:    "The full examination in person is made within two weeks of admission",
		Severity: record.Block,
		About:    ofPrograms,
		Watches:  record.HandsOver | record.Permits,
		Narrow:   "what is withheld until the examination is new doses to take home; observed doses and those in the hand go on",
		Cites:    []evidence.Citation{evidence.Part8.At("(f)(2)(iii)", evidence.Secondary)},
		Needs:    plan.Needs(fullExam.Within, screening.Valid),
		Remedy:   "make the examination; medication goes on meanwhile, and only new doses to take home wait for it",
		Override: plan.Overridable("why the examination could not be made, and when it will be"),
		Applies:  inTreatment,
		Judge:    judgeFullExam,
	},
	{
		ID:       "otp.interim.max",
		Title:    "Interim treatment leads to comprehensive treatment in time",
		Severity: record.Warning,
		About:    ofPrograms,
		Watches:  record.Prescribes | record.HandsOver | record.Permits,
		Narrow:   "it reminds where treatment is decided on, and not at every dose",
		Cites:    []evidence.Citation{evidence.Part8.At("(j)(1)", evidence.Secondary)},
		Needs:    plan.Needs(interim.Days),
		Remedy:   "admit the person to comprehensive treatment, here or elsewhere; the medication goes on",
		Applies: func(v *plan.View) bool {
			_, ok := programAct(v)
			return ok && v.Holds(record.InterimTreatment)
		},
		Judge: judgeInterim,
	},
	{
		ID:       "otp.counselling.not-condition",
		Aliases:  []record.RuleID{"bup.psychosocial-not-required"},
		Title:    "Declining counselling is no reason to withhold or end medication",
		Severity: record.Block,
		Watches:  withholding,
		Cites: []evidence.Citation{evidence.SAMHSAChanges.At("counselling", evidence.Primary), evidence.ASAM2020.At("pages 9 and 12",
			evidence.Primary)},
		Remedy:   "go on with the medication, and offer counselling again",
		Override: plan.NotOverridable("the reason itself is none; if there is another one, give that"),
		Judge:    judgeCounselling,
	},
	{
		ID:       "otp.dual-enrolment",
		Title:    "Methadone comes from one programme at a time",
		Severity: record.Warning,
		About:    ofPrograms,
		Watches:  record.Doses,
		Narrow:   byStaff,
		Cites:    []evidence.Citation{evidence.Part8.At("(g)(2)", evidence.Unconfirmed)},
		Remedy:   "find out with the other programme who gives what; document a transfer, or why both are needed",
		Judge:    judgeDualEnrolment,
	},
}

// programAct returns what an opioid treatment program gives, orders, hands over or permits, whatever that is called. Where the event
// does not say the place it is that of the order in force, or of the last dose.
func programAct(v *plan.View) (act *record.Act, ok bool) {
	act, ok = v.Acts().Of(record.Doses, ofPrograms)
	if !ok || act.Means.Has(record.Puts) && act.Sure != record.Seen { // the person took it at home
		return nil, false
	}
	d, dosing := v.Dosing()
	place := d.Setting
	if place == 0 {
		place = placeOf(v, act.Substance)
	}
	if place == 0 && !dosing && act.Substance == medication.Methadone {
		place = medication.SettingOTP // nobody else hands out methadone for days at home
	}
	return act, place == medication.SettingOTP
}

// placeOf is where the substance comes from: the place of the order in force, else of the last dose that says one; zero if nobody
// said.
func placeOf(v *plan.View, s medication.Substance) medication.Setting {
	if order, _, ordered := v.OrderInForce(s); ordered && order.Setting != 0 {
		return order.Setting
	}
	for dose := range v.Doses(s) {
		if dose.Setting != 0 {
			return dose.Setting
		}
	}
	return 0
}

// enrolled returns the first dose of the medication that a programme gives; ok is false if no programme does. A stay in a hospital,
// or a place that bridges some days, does not undo it: nobody who comes back is admitted anew.
func enrolled(v *plan.View) (began plan.DoseRecord, ok bool) { return enrolledFact.Of(v) }

var enrolledFact = plan.NewFact(func(v *plan.View) (began plan.DoseRecord, ok bool) {
	for s := range ofPrograms.All() {
		if began, ok = v.FirstDose(s); ok && (placeOf(v, s) == medication.SettingOTP || givenByProgram(v, s, began.At)) {
			return began, true
		}
	}
	return plan.DoseRecord{}, false
})

// givenByProgram reports whether a programme has given a dose of the substance since the time.
func givenByProgram(v *plan.View, s medication.Substance, since time.Time) bool {
	for dose := range v.Doses(s) {
		if dose.At.Before(since) {
			break
		}
		if dose.Setting == medication.SettingOTP {
			return true
		}
	}
	return false
}

// admission is that the event would bring the first medication of a programme: by the record, whatever an order says that it
// continues, unless what it continues was confirmed.
var admission = plan.NewFact(func(v *plan.View) (*record.Act, bool) {
	act, ok := programAct(v)
	if !ok {
		return nil, false
	}
	if _, in := enrolled(v); in {
		return nil, false
	}
	d, _ := v.Dosing()
	return act, d.Purpose != record.PurposeContinue || !transferredHere(v, act.Substance)
})

// transferredHere reports whether another programme passed the person on, and it was confirmed what was taken there.
func transferredHere(v *plan.View, s medication.Substance) bool {
	_, told := v.Now().ToldOf(s)
	return told && v.Holds(record.VerifiedTransfer)
}

// inTreatment reports whether the event brings more medication to somebody whom a programme treats already.
func inTreatment(v *plan.View) bool {
	_, ok := programAct(v)
	_, in := enrolled(v)
	return ok && in
}

func judgeAdmission(v *plan.View) plan.Result {
	least := admissionLimits.Criteria.Of(v)
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

func judgeMinor(v *plan.View) plan.Result {
	age, attempts := minor.Age.Of(v), minor.Attempts.Of(v)
	years, known := v.Age()
	guardian, state := v.Consent(record.ConsentGuardian), v.Consent(record.ConsentMinorStateLaw)
	switch {
	case !known:
		return v.Lacks("the day of birth")
	case years >= age.Value:
		return v.NotApplicable()
	case guardian != truth.Yes && state != truth.Yes:
		return v.Violated(age, "%d years old, below %d, and neither a guardian's consent nor one by state law is on record", years,
			age.Value)
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

func judgeScreening(v *plan.View) plan.Result {
	valid := screening.Valid.Of(v)
	at, ok := examined(v)
	switch {
	case !ok:
		return v.Unknown(plan.Datum{Name: "a screening examination", Fresh: time.Duration(valid.Value) * 24 * time.Hour})
	case v.DaysSince(at) > valid.Value:
		return v.Violated(valid, "the screening examination is %s old, more than %d", plural(v.DaysSince(at), "day"), valid.Value)
	}
	return v.Met()
}

// judgeFullExam refuses doses to take home. That the examination is due, or late, is a duty: otp.exam.full.due.
func judgeFullExam(v *plan.View) plan.Result {
	within, valid := fullExam.Within.Of(v), screening.Valid.Of(v)
	began, _ := enrolled(v)
	home, takenHome := v.Acts().Of(record.HandsOver|record.Permits, ofPrograms)
	if !takenHome || home.Days <= home.Closed { // closed days are everybody's
		return v.NotApplicable()
	}
	// An examination that is older than a screening examination may be is one of an earlier admission.
	if at, done := v.Assessed(record.FullExamination); done && v.DayOf(began.At).Since(v.DayOf(at)) <= valid.Value {
		return v.Met()
	}
	if days := v.DaysSince(began.At); days > within.Value {
		return v.Violated(within, "no full examination %s after admission: doses to take home wait for it", plural(days, "day"))
	}
	return v.NotApplicable()
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
	return testRate{least.Value, year}, true
}, testsOf, plan.Optional(interim.Days))

var testsOf = plan.Either(func(v *plan.View) bool { return v.Holds(record.InterimTreatment) }, drugTests.Interim, drugTests.PerYear)

// judgeInterim reminds and does not refuse: that a programme has not admitted the person is no reason to end the medication.
func judgeInterim(v *plan.View) plan.Result {
	most := interim.Days.Of(v)
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

func judgeCounselling(v *plan.View) plan.Result {
	e, ok := withheldOf(v)
	switch {
	case !ok, e.reason != record.ReasonDeclinedCounselling, e.left, e.continues == truth.Yes:
		return v.NotApplicable()
	case transfers(v.Body()) && e.continues == truth.Unknown:
		return v.Lacks("whether the medication goes on elsewhere")
	}
	return v.Violated(nil, "medication would be withheld because counselling was declined")
}

// transfers reports whether the event is a transfer to another service.
func transfers(body record.Body) bool {
	move, ok := body.(record.StageMove)
	return ok && move.Trigger == stages.Transfer
}

func judgeDualEnrolment(v *plan.View) plan.Result {
	act, ok := programAct(v)
	if !ok || transferredHere(v, act.Substance) {
		return v.NotApplicable()
	}
	for agent := range v.Medicines() {
		if s, known := record.SubstanceNamed(agent); known && s == act.Substance {
			return v.Violated(nil, "%s from elsewhere is among the medicines that the person takes", agent)
		}
	}
	return v.Met()
}
