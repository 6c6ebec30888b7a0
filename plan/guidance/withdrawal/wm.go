package withdrawal

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/exposure"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages"
)

// CourseLimits is the course of a withdrawal that no agonist eases.
type CourseLimits struct {
	Short plan.Param[int] // after a short-acting opioid
	Long  plan.Param[int] // after methadone or another long-acting opioid
}

var withdrawalCourse = CourseLimits{
	limit.LeastDays("wm.duration.expected.short-acting", "days to plan for withdrawal from a short-acting opioid"),
	limit.LeastDays("wm.duration.expected.long-acting", "days to plan for withdrawal from a long-acting opioid"),
}

// Course returns the course of a withdrawal that no agonist eases.
func Course() CourseLimits { return withdrawalCourse }

var withdrawalManagement = []plan.Rule{
	{
		ID:       "wm.not-standalone",
		Title:    "Nobody leaves withdrawal management without a plan for medication and what comes next",
		Severity: record.Warning,
		Watches:  record.Withdraws | record.Endings,
		Cites: []evidence.Citation{evidence.ASAM2015.At("page 5", evidence.Primary),
			evidence.MhGAP2016.At("withdrawal rests on a plan behind it", evidence.Secondary),
			evidence.CRISM2024.At("abstract", evidence.Primary)},
		Remedy: "offer methadone, buprenorphine and naltrexone, arrange continuing care, supply naloxone, and speak about the loss of tolerance",
		Judge:  judgeNotStandalone,
	},
	{
		ID:       "ca.wm.not-alone",
		Title:    "Withdrawal management is not offered alone: it is linked to a plan for medication and what comes next",
		Severity: record.Block,
		Watches:  record.Withdraws | record.Endings,
		Cites:    []evidence.Citation{evidence.CRISM2024.At("withdrawal management alone, strong recommendation", evidence.Secondary)},
		Remedy: "offer methadone or buprenorphine instead, or link the withdrawal to treatment that goes on: a slow taper under supervision, " +
			"close follow-up, and medication at once if a return to use threatens",
		Override: plan.Overridable("what the person was offered, and why withdrawal is begun all the same"),
		Missing:  plan.Reported("what follows can be arranged on the way; only where it is known that nothing does is the withdrawal refused"),
		Judge:    judgeNotStandalone,
	},
	{
		ID:       "wm.urod",
		Aliases:  []record.RuleID{"gb.detox.ultra-rapid"},
		Title:    "Withdrawal is never managed under anesthesia or heavy sedation",
		Severity: record.Block,
		Watches:  record.Withdraws,
		Cites: []evidence.Citation{evidence.ASAM2020.At("page 8", evidence.Primary), evidence.NICECG52.At("ultra-rapid detoxification",
			evidence.Primary)},
		Remedy:   "manage the withdrawal with methadone or buprenorphine, or start medication without a withdrawal",
		Override: plan.NotOverridable("no source allows it: people have died of it, and it does no better"),
		Only:     withdrawalFact,
		Judge:    judgeUltraRapid,
	},
	{
		ID:       "wm.supervised",
		Title:    "Somebody who is equipped for it watches the withdrawal",
		Severity: record.Warning,
		Watches:  record.Withdraws,
		Cites: []evidence.Citation{evidence.Proposal.At("a withdrawal is watched by somebody equipped for it", evidence.Unconfirmed),
			evidence.ASAMCriteria.At("levels of withdrawal management", evidence.Unconfirmed)},
		Remedy: "say where it takes place and who watches, or choose a clinic, a program or a unit for withdrawal management",
		Only:   withdrawalFact,
		Judge:  judgeSupervisedWithdrawal,
	},
	{
		ID:       "wm.first-line",
		Aliases:  []record.RuleID{"gb.detox.first-line"},
		Title:    "Withdrawal is eased with methadone or buprenorphine, first with the one already taken",
		Severity: record.Warning,
		Watches:  record.Withdraws,
		Cites: []evidence.Citation{evidence.ASAM2015.At("page 5", evidence.Primary), evidence.ASAM2020.At("page 8", evidence.Primary),
			evidence.NICECG52.At("key priorities", evidence.Primary)},
		Remedy: "offer methadone or buprenorphine; they work better than other methods and keep more people in treatment",
		Only:   withdrawalFact,
		Judge:  judgeFirstLine,
	},
	{
		ID:       "wm.antagonist-assisted",
		Title:    "Withdrawal sped up with naltrexone is for clinicians experienced in it",
		Severity: record.Warning,
		Watches:  record.Withdraws,
		Cites:    []evidence.Citation{evidence.ASAM2020.At("page 8", evidence.Primary)},
		Unless:   []plan.Exception{{Context: record.SpecialistSupervision, Why: "a specialist directs it"}},
		Remedy:   "manage the withdrawal with an agonist, or bring in somebody experienced; no sedation",
		Only:     withdrawalFact,
		Judge:    judgeAntagonistAssisted,
	},
	{
		ID:       "wm.informed",
		Title:    "The person knows the risks of withdrawal: return to use, loss of tolerance, overdose",
		Severity: record.Warning,
		Watches:  record.Withdraws | record.Endings,
		Cites:    []evidence.Citation{evidence.ASAM2015.At("page 5", evidence.Primary)},
		Remedy:   "explain the risks and what would lower them, and record that it was done",
		Judge:    judgeInformed,
	},
	{
		ID:       "wm.requested",
		Title:    "Withdrawal is what the person asked for",
		Severity: record.Warning,
		Watches:  record.Withdraws,
		Cites:    []evidence.Citation{evidence.NICECG52.At("1.1.1: an informed choice to become abstinent", evidence.Primary)},
		Remedy:   "offer medication that goes on; withdraw only somebody who wants it, and knows what else there is",
		Only:     withdrawalFact,
		Judge:    judgeRequested,
	},
	{
		ID:       "wm.duration.expected",
		Title:    "A withdrawal without an agonist is planned for as long as it usually takes",
		Severity: record.Advice,
		Watches:  record.Withdraws,
		Cites: []evidence.Citation{evidence.Elsevier.At("", evidence.Primary),
			evidence.NSW2018.At("", evidence.Secondary)},
		Needs:  plan.Needs(withdrawalCourse.Short, withdrawalCourse.Long),
		Remedy: "plan more days; nobody has to leave on the day that was expected",
		Only:   withdrawalFact,
		Judge:  judgeExpectedDays,
	},
}

// withdrawalFact is the withdrawal that the event brings.
var withdrawalFact = plan.NewFact(withdrawalOf)

// withdrawalOf reads the withdrawal out of the event. One that is planned on record is judged as it was planned: the orders and the
// move that carry it out are no withdrawals of their own.
func withdrawalOf(v *plan.View) (w person.Withdrawal, ok bool) {
	act, ok := v.Acts().Of(record.Withdraws, 0)
	if !ok {
		return person.Withdrawal{}, false
	}
	if b, ok := v.Body().(record.WithdrawalManagement); ok {
		return person.WithdrawalIn(v, b), true
	}
	if _, planned := person.PlannedWithdrawal(v); planned {
		return person.Withdrawal{}, false
	}
	w.Informed = v.Consent(record.ConsentWithdrawalRisks)
	if b, ok := v.Body().(record.Order); ok {
		w.Setting, w.Method = b.Setting, methodWith[act.Substance]
		if doses, ok := v.Acts().Of(record.HandsOver|record.Prescribes, medication.SetOf(act.Substance)); ok && b.Regimen() {
			w.Days = doses.Days
		}
	}
	return w, true
}

// methodWith is how a withdrawal is managed by what is ordered for it.
var methodWith = map[medication.Substance]record.WithdrawalMethod{
	medication.Methadone:     record.MethodMethadoneTaper,
	medication.Buprenorphine: record.MethodBuprenorphineTaper,
	medication.Lofexidine:    record.MethodAlpha2,
	medication.Clonidine:     record.MethodAlpha2,
	medication.Naltrexone:    record.MethodAntagonistAssisted,
}

// agonistMethod returns the agonist that the method tapers; ok is false if it tapers none.
func agonistMethod(m record.WithdrawalMethod) (s medication.Substance, ok bool) {
	switch m {
	case record.MethodMethadoneTaper:
		return medication.Methadone, true
	case record.MethodBuprenorphineTaper:
		return medication.Buprenorphine, true
	}
	return 0, false
}

// judgeNotStandalone asks twice for what comes next: when a withdrawal is planned or begins, and when it is left, by whatever event:
// a discharge, a transfer, the next stage without medication, the stop or the end date of what eased it.
func judgeNotStandalone(v *plan.View) plan.Result {
	var worst plan.Worst
	if w, ok := withdrawalFact.Of(v); ok {
		switch w.Plan {
		case truth.Yes:
			worst.Take(v.Met())
		case truth.Unknown:
			worst.Take(v.Lacks("what follows the withdrawal"))
		default:
			worst.Take(v.Violated(nil, "withdrawal with no plan for treatment after it"))
		}
		if _, is := v.Body().(record.WithdrawalManagement); is {
			return worst.Or(v.NotApplicable()) // that it ends what is taken is its plan
		}
	}
	worst.Take(leavingWithdrawal(v))
	return worst.Or(v.NotApplicable())
}

// leavingWithdrawal judges the end of a withdrawal.
func leavingWithdrawal(v *plan.View) plan.Result {
	e, ok := person.EndingOf(v)
	stage, _ := v.Stage()
	eased := agent.IsMedication(e.Substance) && person.InDetox(v, e.Substance)
	if !ok || stage != stages.Detox && !eased || !v.Acts().Means().Any(record.Ends) {
		return v.NotApplicable()
	}
	if _, move := v.Body().(record.StageMove); move {
		switch e.Continues {
		case truth.Yes:
			return v.Met()
		case truth.Unknown:
			return v.Lacks("whether a medication for opioid use disorder goes on")
		}
		return v.ViolatedAs(record.Warning, nil, "leaving withdrawal management with no medication")
	}
	if !agent.IsMedication(e.Substance) || person.ReplacedBy(v, e.Substance) {
		return v.NotApplicable()
	}
	switch w, _ := person.PlannedWithdrawal(v); w.Plan {
	case truth.Yes:
		return v.Met()
	case truth.No:
		return v.ViolatedAs(record.Warning, nil, "%s in withdrawal management, with no plan for treatment after it", e.What)
	}
	return v.Lacks("what follows the withdrawal")
}

func judgeUltraRapid(v *plan.View) plan.Result {
	if w, _ := withdrawalFact.Of(v); w.Method == record.MethodAnesthesia {
		return v.Violated(nil, "withdrawal under anesthesia")
	}
	return v.Met()
}

func judgeSupervisedWithdrawal(v *plan.View) plan.Result {
	w, _ := withdrawalFact.Of(v)
	for _, c := range [...]record.Circumstance{record.MedicallyManagedDetoxSite, record.MonitoredInpatient, record.HospitalStay,
		record.ObservedDosing, record.SpecialistSupervision} {
		if v.Holds(c) {
			return v.Met()
		}
	}
	switch w.Setting {
	case medication.SettingHospital, medication.SettingEmergency, medication.SettingOTP, medication.SettingOffice,
		medication.SettingThreeDayException, medication.SettingREMS:
		return v.Met()
	case medication.SettingHome, medication.SettingPharmacy:
		return v.Violated(nil, "withdrawal in a place (%s) where nobody is said to watch it", w.Setting)
	}
	if person.Inpatient(v, w.Setting) == truth.Yes {
		return v.Met()
	}
	return v.Lacks("where the withdrawal takes place and who watches it")
}

func judgeFirstLine(v *plan.View) plan.Result {
	w, _ := withdrawalFact.Of(v)
	if s, ok := agonistMethod(w.Method); ok {
		if own, taken := person.AgonistTaken(v); taken && own != s && !person.Taking(v, s) {
			return v.ViolatedAs(record.Advice, nil, "%s is taken, and %s is to ease the withdrawal", own, s)
		}
		return v.Met()
	}
	switch w.Method {
	case record.MethodAbrupt, record.MethodPsychosocialSupported:
		return v.Violated(nil, "withdrawal without medication")
	case record.MethodAlpha2, record.MethodSymptomatic:
		_, taken := person.AgonistTaken(v)
		if _, ordered := v.Body().(record.Order); ordered && taken { // it is added to the agonist
			return v.Met()
		}
		return v.ViolatedAs(record.Advice, nil, "withdrawal without an agonist, which would work better")
	}
	return v.NotApplicable() // other rules speak of the other methods
}

func judgeAntagonistAssisted(v *plan.View) plan.Result {
	if w, _ := withdrawalFact.Of(v); w.Method != record.MethodAntagonistAssisted {
		return v.NotApplicable()
	}
	return v.Violated(nil, "withdrawal sped up with an antagonist, and no specialist directs it")
}

// judgeInformed asks what the person knows when a withdrawal is planned, and when an agonist is tapered or ends because somebody
// wants it to.
func judgeInformed(v *plan.View) plan.Result {
	informed := v.Consent(record.ConsentWithdrawalRisks)
	if w, ok := withdrawalFact.Of(v); ok {
		informed = w.Informed
	} else if !endsByWish(v) {
		return v.NotApplicable()
	}
	switch informed {
	case truth.Yes:
		return v.Met()
	case truth.No:
		return v.Violated(nil, "the person was not told of the risks of withdrawal")
	}
	return v.Lacks("whether the person was told of the risks of withdrawal")
}

// judgeRequested speaks only where it is known that the person did not ask: who asked is seldom written down.
func judgeRequested(v *plan.View) plan.Result {
	switch w, _ := withdrawalFact.Of(v); w.Requested {
	case truth.No:
		return v.Violated(nil, "withdrawal that the person did not ask for")
	case truth.Yes:
		return v.Met()
	}
	return v.NotApplicable()
}

// endsByWish reports whether an agonist is tapered or ends because somebody wants it to, and nothing takes its place.
func endsByWish(v *plan.View) bool {
	e, ok := person.EndingOf(v)
	return ok && v.Acts().Means().Any(record.Endings) && e.OfAgonist() && !e.Left && e.Continues != truth.Yes && !person.OtherAgonist(v, e) &&
		person.Wished(v, e.Reason)
}

func judgeExpectedDays(v *plan.View) plan.Result {
	w, _ := withdrawalFact.Of(v)
	switch w.Method {
	case record.MethodAlpha2, record.MethodSymptomatic, record.MethodAbrupt, record.MethodPsychosocialSupported:
	default:
		return v.NotApplicable() // a taper lasts as long as the taper
	}
	if _, ordered := v.Body().(record.Order); ordered || w.Days == 0 {
		return v.NotApplicable() // an order may be followed by another
	}
	least, agent, result := expectedCourse(v)
	if !result.IsZero() {
		return result
	}
	if w.Days < least.Value {
		return v.Violated(least, "%s are planned, and withdrawal from %s usually takes %s or more", phrase.Plural(w.Days, "day"), agent,
			phrase.Plural(least.Value, "day"))
	}
	return v.Met()
}

// expectedCourse returns the length that withdrawal from the last opioid should be planned for, taken, handed out, told or found;
// without one, the result says why. Fentanyl has none: its withdrawal varies.
func expectedCourse(v *plan.View) (least plan.Limit[int], agent string, why plan.Result) {
	last := func(c medication.Class) (exposure.Contact, bool) { return v.Now().LastOf(medication.ClassesOf(c)) }
	long, isLong := last(medication.LongActingOpioid)
	short, isShort := last(medication.ShortActingOpioid)
	fentanyl, isFentanyl := last(medication.FentanylOpioid)
	switch {
	case isLong && (!isShort || short.At.Before(long.At)) && (!isFentanyl || fentanyl.At.Before(long.At)):
		return withdrawalCourse.Long.Of(v), long.Agent, plan.Result{}
	case isFentanyl && (!isShort || !fentanyl.At.Before(short.At)):
		return least, "", v.NotApplicable()
	case isShort:
		return withdrawalCourse.Short.Of(v), short.Agent, plan.Result{}
	}
	return least, "", v.Lacks("the opioid that the person withdraws from")
}
