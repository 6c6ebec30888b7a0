package program

import (
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/record"
)

// ScreeningLimits says how old the examination before the first dose may be.
type ScreeningLimits struct{ Valid plan.Param[int] }

var screening = ScreeningLimits{
	limit.MostCount("otp.exam.screening.valid", "days for which a screening examination holds"),
}

// Screening returns how old the examination before the first dose may be.
func Screening() ScreeningLimits { return screening }

// FullExamLimits says by when the full examination is made.
type FullExamLimits struct{ Within plan.Param[int] }

var fullExam = FullExamLimits{
	limit.MostCount("otp.exam.full.within", "days after admission by which the full examination is made"),
}

// FullExam returns by when the full examination is made.
func FullExam() FullExamLimits { return fullExam }

var otpExaminations = []plan.Rule{
	{
		ID:        "otp.exam.screening",
		Title:     "A screening examination comes before the first dose in a programme",
		Severity:  record.Block,
		About:     ofPrograms,
		Watches:   record.Doses,
		Authority: "whom a programme may admit",
		Cites:     []evidence.Citation{evidence.Part8.At("(f)(2)(ii)", evidence.Secondary)},
		Needs:     plan.Needs(screening.Valid),
		Remedy:    "examine the person, or obtain the examination that a practitioner outside has made",
		Override:  plan.NotOverridable("the regulation asks for it before the first dose, and any practitioner may make it"),
		Missing: plan.Reported("the examination is made before the dose whether or not this record knows of it; a first dose must not wait " +
			"for paper"),
		Only:  admission,
		Judge: judgeScreening,
	},
	{
		ID:       "otp.exam.full",
		Title:    "The full examination in person is made within two weeks of admission",
		Severity: record.Block,
		About:    ofPrograms,
		Watches:  record.TakenHome,
		Cites:    []evidence.Citation{evidence.Part8.At("(f)(2)(iii)", evidence.Secondary)},
		Needs:    plan.Needs(fullExam.Within, screening.Valid),
		Remedy:   "make the examination; medication goes on meanwhile, and only new doses to take home wait for it",
		Override: plan.Overridable("why the examination could not be made, and when it will be"),
		Applies:  takesHome,
		Judge:    judgeFullExam,
	},
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
	case person.DaysAtFirst(v, at) > valid.Value:
		return v.Violated(valid, "the screening examination is %s old, more than %d", phrase.Plural(person.DaysAtFirst(v, at), "day"), valid.Value)
	}
	return v.Met()
}

// takesHome reports whether somebody whom a programme treats would have more doses to take home, those for closed days apart.
func takesHome(v *plan.View) bool {
	home, ok := v.Acts().Of(record.TakenHome, ofPrograms)
	return ok && home.Days > closedDays(v, home) && inTreatment(v)
}

// judgeFullExam refuses doses to take home. That the examination is due, or late, is a duty: otp.exam.full.due.
func judgeFullExam(v *plan.View) plan.Result {
	within, valid := fullExam.Within.Of(v), screening.Valid.Of(v)
	began, _ := enrolled(v)
	// An examination that is older than a screening examination may be is one of an earlier admission.
	if at, done := v.Assessed(record.FullExamination); done && v.DayOf(began.At).Since(v.DayOf(at)) <= valid.Value {
		return v.Met()
	}
	if days := person.DaysAtFirst(v, began.At); days > within.Value {
		return v.Violated(within, "no full examination %s after admission: doses to take home wait for it", phrase.Plural(days, "day"))
	}
	return v.NotApplicable()
}
