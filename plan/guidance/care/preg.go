package care

import (
	"slices"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// TrimestersLimits are the weeks of gestation in which a reduction does least harm, if there has to be one.
type TrimestersLimits struct {
	Second plan.Param[record.Quantity] // the first week of the second trimester
	Third  plan.Param[record.Quantity] // the first week of the third
}

var trimesters = TrimestersLimits{
	weeks("gb.detox.pregnancy.second-trimester", "week from which the second trimester counts"),
	weeks("gb.detox.pregnancy.third-trimester", "week from which the third trimester counts"),
}

// Trimesters returns the weeks of gestation in which a reduction does least harm, if there has to be one.
func Trimesters() TrimestersLimits { return trimesters }

func weeks(id plan.ParamID, title string) plan.Param[record.Quantity] {
	return plan.NewParam[record.Quantity](id, title, nil, plan.Shown(func(q record.Quantity) string { return q.String() + " weeks" }))
}

var pathwayPregnancy = []plan.Rule{
	{
		ID:       "preg.agonist-first",
		Aliases:  []record.RuleID{"wm.pregnant"},
		Title:    "In pregnancy opioid use disorder is treated with methadone or buprenorphine, not with withdrawal",
		Severity: record.Block,
		Watches:  record.Withdraws | record.Tapers,
		Cites: []evidence.Citation{evidence.WHOPregnancy2014.At("recommendation 4: maintenance over detoxification", evidence.Secondary),
			evidence.NYSDOH2024.At("pregnancy, agonist treatment", evidence.Primary),
			evidence.ACOG711.At("", evidence.Unconfirmed)},
		Remedy:   "offer methadone or buprenorphine; the newborn can be treated, and return to use after withdrawal endangers both",
		Override: plan.Overridable("what the person was told, why withdrawal is chosen all the same, and how both will be watched"),
		Judge:    judgeAgonistFirst,
	},
	{
		ID:       "gb.detox.pregnancy",
		Title:    "Detoxification in pregnancy is never abrupt or sped up, and maintenance is preferred to it",
		Severity: record.Block,
		Watches:  record.Withdraws | record.Tapers,
		Cites: []evidence.Citation{evidence.WHOPregnancy2014.At("recommendations 4 and 5", evidence.Secondary),
			evidence.SmPCMethadone1.At("pregnancy", evidence.Secondary)},
		Needs:    plan.Needs(trimesters.Second, trimesters.Third),
		Remedy:   "offer maintenance; if the person wants to come off, reduce gradually as an inpatient, in the middle of the pregnancy",
		Override: plan.NotOverridable("no source allows it: abrupt withdrawal can kill the fetus"),
		Judge:    judgeDetoxPregnancy,
	},
	{
		ID:       "preg.no-abrupt-stop",
		Title:    "In pregnancy methadone or buprenorphine is not stopped at once, nor on the ground of somebody else",
		Severity: record.Block,
		Watches:  record.Ends,
		Cites: []evidence.Citation{evidence.NYSDOH2024.At("pregnancy, grade B2", evidence.Primary),
			evidence.WHOPregnancy2014.At("recommendation 4", evidence.Secondary), evidence.Decision(22).Cite()},
		Remedy:   "continue through labor and breastfeeding; if the person wants to come off, reduce gradually with an expert",
		Override: plan.Overridable("what made it necessary to stop, and how the person and the fetus are watched"),
		Judge:    judgeNoAbruptStop,
	},
	{
		ID:       "preg.weeks-and-due",
		Title:    "The weeks of gestation and the expected day of delivery are those of one pregnancy",
		Severity: record.Warning,
		Watches:  record.Shows,
		Cites:    []evidence.Citation{evidence.Proposal.At("weeks and due date of one pregnancy agree", evidence.Unconfirmed)},
		Remedy:   "correct the one that is wrong; until then the person is pregnant, and the weeks are not known",
		Judge:    judgeWeeksAndDue,
	},
	{
		ID:       "preg.nows",
		Title:    "Withdrawal of the newborn is expected and treatable, and no reason to stop",
		Severity: record.Advice,
		Watches:  record.Endings,
		Cites: []evidence.Citation{evidence.NYSDOH2024.At("pregnancy, neonatal opioid withdrawal", evidence.Primary),
			evidence.WHOPregnancy2014.At("recommendation 15", evidence.Secondary)},
		Remedy: "explain it, and plan the birth where a newborn can be watched and treated",
		Judge:  judgeNewbornWithdrawal,
	},
	{
		ID:       "preg.breastfeed",
		Title:    "Breastfeeding is encouraged on stable methadone or buprenorphine, and no reason to stop",
		Severity: record.Advice,
		Watches:  record.Endings,
		Cites: []evidence.Citation{evidence.NYSDOH2024.At("pregnancy, grade A2", evidence.Primary),
			evidence.WHOPregnancy2014.At("recommendation 14", evidence.Secondary)},
		Remedy: "continue, and encourage breastfeeding; it eases withdrawal of the newborn",
		Judge:  judgeBreastfeeding,
	},
	{
		ID:       "preg.bup-start",
		Title:    "Buprenorphine is started in pregnancy with at least mild withdrawal, and with an expert's advice",
		Severity: record.Advice,
		About:    agent.Buprenorphine,
		Watches:  record.Doses,
		Cites:    []evidence.Citation{evidence.NYSDOH2024.At("pregnancy, grades B3 and A3", evidence.Primary)},
		Unless:   []plan.Exception{{Context: record.SpecialistSupervision, Why: "an expert directs the treatment"}},
		Remedy:   "ask an expert; do not wait for it where it would keep the person from treatment",
		Only:     person.StartFact,
		Judge:    judgePregnancyStart,
	},
	{
		ID:       "preg.combo",
		Title:    "Buprenorphine with naloxone is acceptable in pregnancy; older guidance prefers buprenorphine alone",
		Severity: record.Advice,
		About:    agent.Buprenorphine,
		Watches:  record.Doses,
		Cites: []evidence.Citation{evidence.ASAM2020.At("pregnancy", evidence.Unconfirmed),
			evidence.WHOPregnancy2014.At("mono product preferred", evidence.Secondary)},
		Remedy: "either may be given; somebody who is stable on the combination need not change",
		Only:   pregnancy,
		Judge:  judgePregnancyCombination,
	},
	{
		ID:       "preg.dose-late",
		Title:    "The dose is raised or split as metabolism speeds up in pregnancy",
		Severity: record.Advice,
		About:    medication.SetOf(medication.Methadone, medication.Buprenorphine),
		Watches:  record.Prescribes | record.HandsOver | record.Permits,
		Narrow:   "how often a day is decided by who prescribes and hands over; a dose that was given is one of the day's",
		Cites: []evidence.Citation{evidence.ASAM2023.At("changes in pregnancy", evidence.Primary), evidence.FDANotice2024.At("",
			evidence.Primary)},
		Remedy: "ask for withdrawal before the next dose; raise the dose, or give it two or three times a day",
		Only:   pregnancy,
		Judge:  judgePregnancyDose,
	},
}

// pregnancy holds for somebody who is pregnant.
var pregnancy = plan.Given(func(v *plan.View) bool { return isPregnant(v) == truth.Yes })

// isPregnant says whether the person is pregnant.
func isPregnant(v *plan.View) truth.Value {
	pregnant, _ := v.Pregnant()
	return pregnant
}

// plansWithdrawal reports whether the event plans a withdrawal: as such, as the next stage, or as a taper of the medication.
func plansWithdrawal(v *plan.View) bool {
	return v.Acts().Means().Any(record.Withdraws | record.Tapers)
}

func judgeAgonistFirst(v *plan.View) plan.Result {
	if !plansWithdrawal(v) {
		return v.NotApplicable()
	}
	switch isPregnant(v) {
	case truth.No:
		return v.Met()
	case truth.Unknown:
		return v.Lacks("whether the person is pregnant")
	}
	if wishedWithdrawal(v) {
		return v.ViolatedAs(record.Warning, nil, "withdrawal is planned in pregnancy, by the informed wish of the person")
	}
	return v.Violated(nil, "withdrawal is planned in pregnancy")
}

// wishedWithdrawal reports whether the person wants a gradual withdrawal, and is on record as told of its risks: the ground that
// decision 22 leaves to their prescriber.
func wishedWithdrawal(v *plan.View) bool {
	if v.Consent(record.ConsentWithdrawalRisks) != truth.Yes || v.Acts().Means().Any(record.Ends) {
		return false
	}
	if b, ok := v.Body().(record.WithdrawalManagement); ok {
		return b.Requested == truth.Yes && b.Informed != truth.No
	}
	act, ok := v.Acts().Of(record.Tapers, 0)
	return ok && act.Reason == record.ReasonPatientChoice
}

func judgeDetoxPregnancy(v *plan.View) plan.Result {
	second, third := trimesters.Second.Of(v), trimesters.Third.Of(v)
	if !plansWithdrawal(v) {
		return v.NotApplicable()
	}
	switch isPregnant(v) {
	case truth.No:
		return v.Met()
	case truth.Unknown:
		return v.Lacks("whether the person is pregnant")
	}
	b, _ := v.Body().(record.WithdrawalManagement) // a move says neither how nor where
	switch b.Method {
	case record.MethodAbrupt, record.MethodAntagonistAssisted, record.MethodAnesthesia:
		return v.Violated(nil, "detoxification in pregnancy that is %s", b.Method)
	}
	late, known := reached(v, third.Value)
	middle, _ := reached(v, second.Value)
	switch {
	case !known:
		return v.ViolatedAs(record.Warning, nil, "detoxification in pregnancy, and the week of gestation is not known")
	case late:
		return v.ViolatedAs(record.Warning, third, "detoxification in the third trimester")
	case !middle:
		return v.ViolatedAs(record.Warning, second, "detoxification in the first trimester")
	case person.Inpatient(v, b.Setting) != truth.Yes:
		return v.ViolatedAs(record.Warning, nil, "detoxification in pregnancy, and not as an inpatient")
	}
	return v.ViolatedAs(record.Advice, nil, "detoxification in pregnancy: maintenance is preferred")
}

// reached reports whether the gestation has reached that many weeks; known is false if it was never measured, or too long ago to
// belong to this pregnancy, or if the expected day of delivery contradicts it. Where the weeks were not measured that day gives them.
func reached(v *plan.View, weeks record.Quantity) (yes, known bool) {
	measured, at, ok := v.Measured(record.Gestation)
	due, reported, dated := dueDate(v)
	if !ok && dated {
		measured, at, ok = record.Whole(int32((term*limit.Week-due.Since(v.DayOf(reported)))/limit.Week)), reported, true
	}
	if !ok || !current(v, measured, at) || dated && contradict(measured, v.DayOf(at), due) {
		return false, false
	}
	return !measured.Plus(record.Whole(int32(v.DaysSince(at) / limit.Week))).Less(weeks), true
}

// judgeNoAbruptStop looks at what ends, by whatever decision. What the person wants and was told about is a ground that their
// prescriber may act on, with a taper offered; no other ground lifts the rule because somebody names it.
func judgeNoAbruptStop(v *plan.View) plan.Result {
	e, ok := person.EndingOf(v)
	if !ok || !e.OfAgonist() || person.OtherAgonist(v, e) || !v.Acts().Means().Any(record.Ends) {
		return v.NotApplicable()
	}
	if e.Continues == truth.Yes {
		return v.Met()
	}
	harmed := harmedToday(v, e.Reason)
	switch pregnant := isPregnant(v); {
	case pregnant == truth.No:
		return v.Met()
	case pregnant == truth.Unknown && (harmed || e.Left):
		return v.ViolatedAs(record.Advice, nil, "%s, and whether the person is pregnant is not known", e.What)
	case pregnant == truth.Unknown:
		return v.Lacks("whether the person is pregnant")
	case e.Left:
		return v.ViolatedAs(record.Warning, nil, "%s in pregnancy: the person has left", e.What)
	case e.Discharge && e.Continues == truth.Unknown:
		return v.Lacks("whether the medication goes on elsewhere")
	case harmed, !e.Abrupt && !slices.Contains(othersGrounds, e.Reason) && informed(v, e.Reason):
		return v.ViolatedAs(record.Warning, nil, "%s in pregnancy", e.What)
	case !e.Abrupt && e.Reason == record.ReasonPatientChoice:
		return v.Violated(nil, "%s in pregnancy by the wish of the person, and that the risks were explained is not on record", e.What).
			WithRemedy("explain the risk to both and the alternatives, and record the consent; then the wish is a ground")
	case !e.Abrupt:
		return v.Violated(nil, "%s in pregnancy, on a ground that is not the person's: %s", e.What, phrase.InWords(e.Reason))
	}
	return v.Violated(nil, "%s in pregnancy, and not gradually", e.What)
}

// othersGrounds are reasons that are those of a program, a payer or an institution, and not of the person or of their treatment.
var othersGrounds = []record.Reason{record.ReasonAdministrative, record.ReasonMissedVisits, record.ReasonTimeLimit, record.ReasonProtocol,
	record.ReasonLevelOfCare, record.ReasonCustody, record.ReasonReturnToUse, record.ReasonPositiveTest, record.ReasonOtherDrugUse,
	record.ReasonBenzodiazepine, record.ReasonDeclinedCounselling, record.ReasonDoseLimit, record.ReasonPregnancy, record.ReasonOther}

// harmedToday reports whether the reason is harm or an emergency, and an unwanted effect of today is on record that bears it out.
func harmedToday(v *plan.View, reason record.Reason) bool {
	if reason != record.ReasonAdverseEvent && reason != record.ReasonEmergency {
		return false
	}
	harm, ok := v.Last(record.KindAdverseEvent)
	return ok && v.DaysSince(harm.At) == 0
}

// informed holds unless the reason is the person's own choice, and that they were told what stopping risks is not on record.
func informed(v *plan.View, reason record.Reason) bool {
	return reason != record.ReasonPatientChoice || v.Consent(record.ConsentWithdrawalRisks) == truth.Yes
}

func judgeNewbornWithdrawal(v *plan.View) plan.Result {
	e, ok := person.EndingOf(v)
	if !ok || !e.OfAgonist() || isPregnant(v) != truth.Yes && e.Reason != record.ReasonPregnancy {
		return v.NotApplicable()
	}
	return v.Violated(nil, "%s in pregnancy", e.What)
}

func judgeBreastfeeding(v *plan.View) plan.Result {
	e, ok := person.EndingOf(v)
	if !ok || !e.OfAgonist() || v.Health(record.Breastfeeding) != truth.Yes {
		return v.NotApplicable()
	}
	return v.Violated(nil, "%s while breastfeeding", e.What)
}

func judgePregnancyStart(v *plan.View) plan.Result {
	act, _ := person.Starting(v)
	if act.Substance != medication.Buprenorphine || isPregnant(v) != truth.Yes {
		return v.NotApplicable()
	}
	return v.Violated(nil, "buprenorphine is started in pregnancy")
}

func judgePregnancyCombination(v *plan.View) plan.Result {
	act, ok := v.Acts().Of(record.Doses, agent.Buprenorphine)
	if !ok {
		return v.NotApplicable()
	}
	companion, combined := act.Product.Companion()
	if !combined {
		return v.Met()
	}
	return v.Violated(nil, "%s with %s in pregnancy", act.Substance, companion)
}

func judgePregnancyDose(v *plan.View) plan.Result {
	act, ok := v.Acts().Of(record.Prescribes|record.HandsOver|record.Permits,
		medication.SetOf(medication.Methadone, medication.Buprenorphine))
	if !ok || act.Product.DepotDays() > 0 {
		return v.NotApplicable()
	}
	if d, ordered := v.Dosing(); v.Starting(act.Substance) || ordered && d.Purpose == record.PurposePain {
		return v.NotApplicable()
	}
	if act.PerDay > 1 || !act.Means.Has(record.Prescribes) && splitOrdered(v, act.Substance) {
		return v.Met()
	}
	order, _ := v.Body().(record.Order)
	if before, ok := person.OrderBefore(v, act.Substance); ok && before.Product == order.Product && before.DayTotal().Compare(order.DayTotal()) < 0 {
		return v.Met() // it is raised
	}
	return v.Violated(nil, "one dose of %s a day in pregnancy may not last the day", act.Substance)
}

// splitOrdered reports whether the order in force splits the day's dose: what is handed out on it does not say so again.
func splitOrdered(v *plan.View, s medication.Substance) bool {
	order, _, _ := v.OrderInForce(s)
	return order.PerDay > 1
}
