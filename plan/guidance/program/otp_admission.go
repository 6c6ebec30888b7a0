package program

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages"
)

// AdmissionLimits says who is admitted to a programme.
type AdmissionLimits struct{ Criteria plan.Param[int] }

var admissionLimits = AdmissionLimits{
	limit.LeastCount("otp.admission.criteria.least", "DSM-5 criteria of an opioid use disorder that is at least moderate"),
}

// Admission returns who is admitted to a programme.
func Admission() AdmissionLimits { return admissionLimits }

// MinorLimits says who needs more than their own consent.
type MinorLimits struct{ Age, Attempts plan.Param[int] }

var minor = MinorLimits{
	limit.LeastCount("otp.admission.minor-consent.age", "age in years below which a guardian or state law has to consent"),
	limit.LeastCount("otp.admission.minor-consent.attempts", "documented attempts without medication that a minor needs first"),
}

// Minor returns who needs more than their own consent.
func Minor() MinorLimits { return minor }

var otpAdmission = []plan.Rule{
	{
		ID:        "otp.admission.criteria",
		Title:     "A programme admits people with a moderate or severe disorder, in remission, or at high risk",
		Severity:  record.Block,
		About:     ofPrograms,
		Watches:   record.Doses,
		Authority: "whom a programme may admit",
		Cites: []evidence.Citation{evidence.Part8.At("(e)(1)", evidence.Secondary),
			evidence.SAMHSAChanges.At("the rule of one year was removed", evidence.Primary)},
		Needs:    plan.Needs(admissionLimits.Criteria),
		Remedy:   "record the diagnosis with its severity, remission, or the risk; for a mild disorder, treat outside of a programme",
		Override: plan.Overridable("why admission is warranted"),
		Missing:  plan.Reported("the programme admits by its own records; a first dose must not wait for paper"),
		Only:     admission,
		Judge:    judgeAdmission,
	},
	{
		ID:        "otp.admission.minor-consent",
		Aliases:   []record.RuleID{"adol.methadone"},
		Title:     "A minor is admitted with the consent of a parent or guardian, or by state law",
		Severity:  record.Block,
		About:     ofPrograms,
		Watches:   record.Doses,
		Authority: "whom a programme may admit",
		Cites: []evidence.Citation{evidence.SAMHSAChanges.At("two failed attempts are no longer needed", evidence.Primary),
			evidence.Part8.At("(e)(2)", evidence.Secondary)},
		Needs:    plan.Needs(minor.Age, minor.Attempts),
		Remedy:   "obtain the consent of a parent or guardian, or establish that state law lets the minor consent",
		Override: plan.NotOverridable("consent is the law's own condition"),
		Missing:  plan.Reported("most people in a programme are adults; a day of birth that was not entered must not stop the first dose"),
		Only:     admission,
		Judge:    judgeMinor,
	},
	{
		ID:        "otp.dual-enrolment",
		Title:     "Methadone comes from one programme at a time",
		Severity:  record.Warning,
		About:     ofPrograms,
		Watches:   record.Doses,
		Authority: "which programme treats a person",
		Cites:     []evidence.Citation{evidence.Part8.At("(g)(2)", evidence.Unconfirmed)},
		Remedy:    "find out with the other programme who gives what; document a transfer, or why both are needed",
		Judge:     judgeDualEnrolment,
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
	if dose := v.Now().Placed(s); dose != nil {
		return dose.Setting
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
	dose := v.Now().PlacedIn(s, medication.SettingOTP)
	return dose != nil && !dose.At.Before(since)
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
		return v.Lacks(phrase.Plural(attempts.Value, "documented attempt") + " at withdrawal or treatment without medication")
	}
	return v.Met()
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
	for m := range v.Now().Medicines() {
		if m.Until == nil && m.Second(act.Substance) {
			v.Now().Notes.Note(m.Event)
			return v.Violated(nil, "%s from elsewhere is among the medicines that the person takes", m.Report.Agent)
		}
	}
	return v.Met()
}
