package buprenorphine

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/guidance/withdrawal"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// InductionFentanylLimits is how long fentanyl may still be on board, beside what was used later, and how long a start waits for it.
type InductionFentanylLimits struct {
	Long  plan.Param[time.Duration]
	Floor plan.Param[time.Duration] // below: refused, in Canada
}

var inductionFentanyl = InductionFentanylLimits{
	limit.LeastTime("bup.induction.fentanyl.long", "time for which fentanyl may still be on board"),
	limit.LeastTime("ca.bup.induction.hours-fentanyl.floor", "time since fentanyl before buprenorphine"),
}

// InductionFentanyl returns how long fentanyl may still be on board, beside what was used later, and how long a start waits for it.
func InductionFentanyl() InductionFentanylLimits { return inductionFentanyl }

var buprenorphineInitiation = []plan.Rule{
	{
		ID:       "bup.induction.fentanyl",
		Title:    "After fentanyl the way of starting buprenorphine is chosen for it",
		Severity: record.Advice,
		About:    agent.Buprenorphine,
		Watches:  record.Doses,
		Cites: []evidence.Citation{evidence.ASAM2023.At("initiation", evidence.Primary), evidence.CABridge.At("fentanyl: variable",
			evidence.Primary)},
		Needs:  plan.Needs(bupStart, inductionFentanyl.Long),
		Unless: []plan.Exception{unlessLowDose},
		Remedy: "consider low-dose initiation, a high-dose start, or waiting for marked withdrawal; never withhold treatment",
		Only:   bupStart,
		Judge:  judgeFentanyl,
	},
	{
		ID:       "ca.bup.induction.hours-fentanyl",
		Title:    "Enough hours have passed since fentanyl before the first dose of buprenorphine",
		Severity: record.Block,
		About:    agent.Buprenorphine,
		Watches:  record.Doses,
		Cites:    []evidence.Citation{evidence.TherapeuticChoices2024.At("after methadone or powdered fentanyl", evidence.Secondary)},
		Needs:    plan.Needs(bupStart, inductionFentanyl.Floor, withdrawalShown, reversed),
		Unless:   []plan.Exception{unlessLowDose},
		Remedy:   "choose low-dose initiation, which needs no wait, or wait until the hours have passed",
		Override: plan.Overridable("why the person is started this soon"),
		Applies:  bupStart.Holds,
		Judge:    judgeFentanylHours,
	},
	{
		ID:       "bup.induction.combo-after-long-acting",
		Title:    "After a long-acting opioid the label prefers buprenorphine without naloxone for the start",
		Severity: record.Advice,
		About:    agent.Buprenorphine,
		Watches:  record.Doses,
		Cites:    []evidence.Citation{evidence.LabelSuboxoneFilm.At("section 2.1", evidence.Primary)},
		Needs:    plan.Needs(bupStart, plan.Optional(withdrawal.Course().Long)),
		Unless:   []plan.Exception{unlessLowDose},
		Remedy:   "a mono product, where one can be had; other guidance accepts the combination",
		Only:     bupStart,
		Judge:    judgeComboAfterLongActing,
	},
	{
		ID:       "bup.induction.route",
		Title:    "At the start a film is placed under the tongue",
		Severity: record.Warning,
		About:    agent.Buprenorphine,
		Watches:  record.Doses,
		Cites:    []evidence.Citation{evidence.LabelSuboxoneFilm.At("administration during induction", evidence.Secondary)},
		Needs:    plan.Needs(inCourse),
		Remedy:   "place the film under the tongue: inside the cheek more naloxone is absorbed",
		Applies:  startWithFilm,
		Judge:    judgeInductionRoute,
	},
	{
		ID:       "bup.after-nalmefene",
		Title:    "After nalmefene buprenorphine waits, and is not raised against the block",
		Severity: record.Warning, // how long is nobody's published figure
		About:    agent.Buprenorphine,
		Watches:  record.Doses,
		Cites:    []evidence.Citation{evidence.Proposal.At("nalmefene acts for much longer than naloxone; 8 hours", evidence.Unconfirmed)},
		Needs:    plan.Needs(bupDoses, nalmefeneActs.Hours),
		Remedy: "treat withdrawal under observation; the effect of an agonist returns as nalmefene wears off, so that more is not given " +
			"to overcome it",
		Only:  bupDoses,
		Judge: judgeAfterNalmefene,
	},
	{
		ID:       "bup.rescue.antagonist",
		Title:    "Buprenorphine against withdrawal that an antagonist precipitated is given with care about dose and watching",
		Severity: record.Warning,
		About:    agent.Buprenorphine,
		Watches:  record.Doses,
		Cites:    []evidence.Citation{evidence.Decision(10).Cite()},
		Needs:    plan.Needs(bupDoses, rescued),
		Remedy:   "give it where the person can be watched, in small repeated doses; what the antagonist blocks now it sets free as it wears off",
		Applies:  func(v *plan.View) bool { return bupDoses.Holds(v) && rescued.Holds(v) },
		Judge:    judgeAntagonistRescue,
	},
	{
		ID:       "bup.home-start",
		Title:    "A start at home is for people who can judge their own withdrawal and reach somebody",
		Severity: record.Advice,
		About:    agent.Buprenorphine,
		Watches:  record.Prescribes | record.TakenHome,
		Narrow:   "a dose that was taken at home already has been judged by the person",
		Cites:    []evidence.Citation{evidence.ASAM2020.At("page 10", evidence.Primary)},
		Needs:    plan.Needs(bupStart),
		Remedy:   "state the start at home once the person knows how to judge withdrawal and whom to call; home and office are both acceptable",
		Applies:  startAtHome,
		Judge:    judgeHomeStart,
	},
}

// NalmefeneActsLimits is how long nalmefene may still act.
type NalmefeneActsLimits struct{ Hours plan.Param[time.Duration] }

var nalmefeneActs = NalmefeneActsLimits{
	limit.LeastTime("bup.after-nalmefene.hours", "time since nalmefene before buprenorphine"),
}

// NalmefeneActs returns how long nalmefene may still act.
func NalmefeneActs() NalmefeneActsLimits { return nalmefeneActs }

func judgeFentanylHours(v *plan.View) plan.Result {
	floor := inductionFentanyl.Floor.Of(v)
	fentanyl := medication.ClassesOf(medication.FentanylOpioid)
	reversal, back := reversed.Of(v)
	var worst plan.Worst
	for c := range v.Now().Of(fentanyl) {
		switch since := person.SinceAtFirst(v, c.At); {
		case partialOnly(c) || shownByChallenge(c) || since >= floor.Value:
		case back && !c.At.After(reversal.At):
			worst.Take(v.ViolatedAs(record.Warning, floor, "%s since %s, less than %s, and naloxone reversed it: withdrawal decides, and not the clock",
				phrase.InHours(since), c.Agent, phrase.InHours(floor.Value)))
		case undated(c) && withdrawalShown.Holds(v):
			worst.Take(v.ViolatedAs(record.Warning, floor, "%s, and nobody told when it was taken for the last time; withdrawal is shown and "+
				"decides", c.Agent))
		case undated(c):
			worst.Take(v.Lacks("time of the last " + c.Agent))
		default:
			worst.Take(v.Violated(floor, "%s since %s, less than %s", phrase.InHours(since), c.Agent, phrase.InHours(floor.Value)))
		}
	}
	return worst.Or(v.NotApplicable())
}

func judgeFentanyl(v *plan.View) plan.Result {
	window := inductionFentanyl.Long.Of(v)
	classes := medication.ClassesOf(medication.FentanylOpioid)
	for c := range v.Now().Of(classes) {
		if person.SinceAtFirst(v, c.At) <= window.Value {
			return v.Violated(window, "%s %s ago: withdrawal comes at a variable time, and more often is precipitated", c.Agent,
				phrase.Elapsed(v, c.At))
		}
	}
	return v.NotApplicable()
}

func judgeComboAfterLongActing(v *plan.View) plan.Result {
	d, _ := bupStart.Lent(v)
	if _, combination := d.Product.Companion(); !combination {
		return v.Met()
	}
	long, ok := longActingWithin(v)
	if !ok {
		return v.NotApplicable()
	}
	return v.Violated(nil, "%s after %s", d.Product.Name(), long.Agent)
}

func startWithFilm(v *plan.View) bool {
	p, ok := inCourse.Lent(v)
	return ok && p.day == 1 && p.Product.Form() == medication.FormFilm && p.Product.HasRoute(medication.Sublingual)
}

func judgeInductionRoute(v *plan.View) plan.Result {
	p, _ := inCourse.Lent(v)
	if p.Route == medication.Buccal {
		return v.Violated(nil, "%s inside the cheek on the first day", p.Product.Name())
	}
	return v.Met()
}

func judgeAfterNalmefene(v *plan.View) plan.Result {
	least := nalmefeneActs.Hours.Of(v)
	for c := range v.Now().Antagonists() {
		if c.Substance == medication.Nalmefene && person.SinceAtFirst(v, c.At) < least.Value {
			return v.Violated(least, "%s since nalmefene, less than %s", phrase.InHours(person.SinceAtFirst(v, c.At)), phrase.InHours(least.Value))
		}
	}
	return v.NotApplicable()
}

func judgeAntagonistRescue(v *plan.View) plan.Result {
	precipitant, _ := rescued.Of(v)
	if !precipitant.Classes.Has(medication.OpioidAntagonist) {
		return v.NotApplicable()
	}
	return v.Violated(nil, "withdrawal by %s %s ago: how much buprenorphine is needed, and when it takes effect, is not known",
		precipitant.Agent, phrase.Elapsed(v, precipitant.At))
}

func startAtHome(v *plan.View) bool {
	d, ok := bupStart.Lent(v)
	return ok && !d.Product.LongActing() &&
		d.Supervised != truth.Yes && (d.Setting == medication.SettingHome || d.Setting == medication.SettingPharmacy || d.Supervised == truth.No)
}

func judgeHomeStart(v *plan.View) plan.Result {
	if v.Holds(record.HomeStart) {
		return v.Met()
	}
	return v.Violated(nil, "a first dose that nobody watches, and nobody has said that the person can judge withdrawal and reach somebody")
}
