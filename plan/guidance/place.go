package guidance

import (
	"slices"

	"github.com/oudpath/oudpath/plan"
)

// local is a rule that is law or practice in some places only, mostly in one. It stands beside its family in this package, because it shares
// facts with it; the jurisdiction of the place brings it along, and no other knows it.
type local struct {
	rule     plan.RuleID
	replaces []plan.RuleID // the rules of everywhere that it stands for there
	relaxes  string        // why it may be weaker than they are, with the source; empty: it is not
}

// lawOfUnitedStates are the rules of federal law, and of labels that the law of other places does not share.
var lawOfUnitedStates = []local{
	{rule: "med.setting.methadone-oud"}, {rule: "methadone.form.oral-only"},
	{rule: "otp.exception.three-day"}, {rule: "otp.exception.hospital"},
	{rule: "otp.admission.criteria"}, {rule: "otp.admission.minor-consent"}, {rule: "otp.exam.screening"}, {rule: "otp.exam.full"},
	{rule: "otp.interim.max"}, {rule: "otp.dual-enrolment"},
	{rule: "otp.takehome.max"}, {rule: "otp.takehome.criteria", replaces: []plan.RuleID{"takehome.diversion"}},
	{rule: "otp.takehome.overlap", replaces: []plan.RuleID{"methadone.supply.overlap"},
		relaxes: "what a programme hands out twice it holds, and of other places it warns as the other does"},
	{rule: "bup.low-dose.agonist-source"}, {rule: "bup.xr.delivered.use-within"},
	{rule: "bup.tele.pdmp"}, {rule: "bup.tele.initial-max"}, {rule: "bup.tele.no-pdmp-max"},
	{rule: "bup.induction.combo-after-long-acting"},
	{rule: "loc.hours.consistent"}, {rule: "wm.methadone.setting"}, {rule: "wm.methadone.dose"},
}

// practiceOfUnitedKingdom are the rules of licences and guidelines of the United Kingdom.
var practiceOfUnitedKingdom = []local{
	{rule: "gb.bup.induction.interval.methadone", replaces: []plan.RuleID{"bup.induction.methadone-dose-max"},
		relaxes: "the licences refuse above their one number"},
	{rule: "gb.bup.sl.day1", replaces: []plan.RuleID{"bup.induction.first-dose", "bup.induction.step", "bup.induction.day1-total"},
		relaxes: "the licences limit the first day, and no step of it"},
	{rule: "gb.bup.contraindicated", replaces: []plan.RuleID{"hepatic.bupnx", "hepatic.bup-mono", "hepatic.bup-xr"},
		relaxes: "the licences name severe insufficiency alone"},
	{rule: "gb.bup.min-age", replaces: []plan.RuleID{"adol.bup"}, relaxes: "the licence of each product names its own age"},
	{rule: "gb.bup.laib.naive-test-dose", replaces: []plan.RuleID{"bup.xr.test-dose"},
		relaxes: "the licence advises the test dose, and does not demand it"},
	{rule: "gb.bup.laib.start"}, {rule: "gb.bup.laib.week2"}, {rule: "gb.bup.laib.max"},
	{rule: "gb.bup.laib.window.weekly", replaces: []plan.RuleID{"bup.xr.brixadi.window"}}, {rule: "gb.bup.laib.window.monthly"},
	{rule: "gb.bup.laib.reinduct"},
	{rule: "gb.bup.laib.weekly-first"},

	{rule: "gb.methadone.dependence-confirmed"}, {rule: "gb.methadone.contraindicated"}, {rule: "gb.methadone.age"}, {rule: "gb.methadone.renal"},
	{rule: "gb.methadone.form"},
	{rule: "gb.methadone.titration.first-week-rise", replaces: []plan.RuleID{"methadone.titration.first-week"}},
	{rule: "gb.methadone.qtc.monitor", replaces: []plan.RuleID{"methadone.ecg.baseline", "methadone.ecg.followup"},
		relaxes: "the regulator asks for it from a dose on and with other risks of the heart, and not of everybody"},
	{rule: "gb.ost.missed.held", replaces: []plan.RuleID{"methadone.missed.reduced"}},
	{rule: "gb.ost.supervised.ta114"}, {rule: "gb.ost.supervised.orange"}, {rule: "gb.hospital.continue"},

	{rule: "gb.naltrexone.contraindicated"}, {rule: "gb.naltrexone.dose", replaces: []plan.RuleID{"naltrexone.dose"}}, {rule: "gb.naltrexone.implant"},

	{rule: "gb.detox.consent", replaces: []plan.RuleID{"wm.informed", "wm.requested"}},
	{rule: "gb.detox.rapid-accelerated", replaces: []plan.RuleID{"wm.antagonist-assisted"}},
	{rule: "gb.detox.pregnancy", replaces: []plan.RuleID{"preg.agonist-first"}},
	{rule: "gb.detox.aftercare", replaces: []plan.RuleID{"aftercare.min"}},
	{rule: "gb.detox.duration.inpatient"}, {rule: "gb.detox.duration.community"}, {rule: "gb.detox.setting.community-default"},
	{rule: "gb.detox.not-standalone"}, {rule: "gb.detox.clonidine"}, {rule: "gb.detox.dihydrocodeine"}, {rule: "gb.psych.cm.test-schedule"},
	{rule: "gb.fp10mda.content"},
}

// lawOfEngland and lawOfWales are the rules of their forms for prescriptions in instalments.
var (
	lawOfEngland = []local{{rule: "gb-eng.fp10mda.max-days"}, {rule: "gb.instalments.medicines"}}
	lawOfWales   = []local{{rule: "gb.instalments.medicines"}}
)

// lawOfWisconsin are the rules of that state alone.
var lawOfWisconsin = []local{{rule: "us-wi.takehome.buprenorphine"}}

// practiceOfScotland are the rules of the standards for Scotland.
var practiceOfScotland = []local{{rule: "gb-sct.mat.same-day"}}

// practiceOfCanada are the rules of its national guideline and of its pharmacists' reference.
var practiceOfCanada = []local{
	{rule: "ca.wm.not-alone", replaces: []plan.RuleID{"wm.not-standalone"},
		relaxes: "what is not known of a plan is reported, so that a withdrawal that is under way is not held"},
	{rule: "ca.bup.induction.hours-fentanyl"}, {rule: "ca.preg.sublocade"},
	{rule: "ca.oat.srom-second-line"}, {rule: "ca.srom.watched"},
}

// practiceOfOntario are the rules of its recommendations on methadone.
var practiceOfOntario = []local{{rule: "ca-on.methadone.missed.assessed"}, {rule: "ca-on.methadone.srom-adjunct"}}

// practiceOfBritishColumbia are the rules of its guideline and of its college of pharmacists.
var practiceOfBritishColumbia = []local{
	{rule: "methadone.induction.watched"}, {rule: "ca-bc.methadone.missed.cancelled"}, {rule: "ca-bc.methadone.contraindicated"},
	{rule: "ca-bc.takehome.sedatives"},
	{rule: "ca-bc.srom.formulation", replaces: []plan.RuleID{"morphine.formulation"}}, {rule: "ca-bc.srom.missed.cancelled"},
	{rule: "ca-bc.methadone.ecg", replaces: []plan.RuleID{"methadone.ecg.baseline", "methadone.ecg.followup"},
		relaxes: "the province asks for an ECG by medicines and history, and not of everybody"},
}

// practiceOfAustralia are the rules of its national guideline.
var practiceOfAustralia = []local{{rule: "methadone.induction.watched"}}

// practiceOfNewSouthWales are the rules of its guidelines, and those of the licence of Buvidal that its guidance on injections shares.
var practiceOfNewSouthWales = []local{
	{rule: "au-nsw.methadone.specialist"}, {rule: "au-nsw.naltrexone", replaces: []plan.RuleID{"naltrexone.oral.role"}},
	{rule: "gb.bup.laib.window.weekly", replaces: []plan.RuleID{"bup.xr.brixadi.window"}}, {rule: "gb.bup.laib.window.monthly"},
	{rule: "gb.bup.laib.reinduct"},
	{rule: "gb.bup.laib.start"},
	{rule: "au-nsw.takeaway.methadone"}, {rule: "au-nsw.takeaway.buprenorphine"},
	{rule: "methadone.missed.back"}, {rule: "bup.missed.reduced"}, {rule: "bup.missed.back"}, {rule: "bup.induction.day3-total"},
}

// lawOfVictoria are the rules of its policy, and of its protocol for starting anew.
var lawOfVictoria = []local{{rule: "methadone.missed.back"}, {rule: "bup.induction.day3-total"},
	{rule: "au-vic.takeaway.methadone"}, {rule: "au-vic.takeaway.buprenorphine"}}

// guidelinesOfWHO are the rules of guidelines of the World Health Organization that not every place shares.
var guidelinesOfWHO = []local{{rule: "wm.methadone.dose"}, {rule: "methadone.induction.watched"}}

// UnitedStates returns the rules that are law in the United States, and nowhere else.
func UnitedStates() []plan.Rule { return from(lawOfUnitedStates) }

// Wisconsin returns the rules that are law in Wisconsin, and nowhere else.
func Wisconsin() []plan.Rule { return from(lawOfWisconsin) }

// UnitedKingdom returns the rules of licences and guidelines of the United Kingdom, with the rules that they stand for there.
func UnitedKingdom() []plan.Rule { return from(practiceOfUnitedKingdom) }

// England returns the rules of its form for prescriptions in instalments.
func England() []plan.Rule { return from(lawOfEngland) }

// Wales returns the rules of its form for prescriptions in instalments.
func Wales() []plan.Rule { return from(lawOfWales) }

// Scotland returns the rules of the standards for Scotland.
func Scotland() []plan.Rule { return from(practiceOfScotland) }

// Canada returns the rules of its national guideline and of its pharmacists' reference.
func Canada() []plan.Rule { return from(practiceOfCanada) }

// Ontario returns the rules of its recommendations on methadone.
func Ontario() []plan.Rule { return from(practiceOfOntario) }

// BritishColumbia returns the rules of its guideline and of its college of pharmacists.
func BritishColumbia() []plan.Rule { return from(practiceOfBritishColumbia) }

// Australia returns the rules of its national guideline.
func Australia() []plan.Rule { return from(practiceOfAustralia) }

// NewSouthWales returns the rules of its guidelines.
func NewSouthWales() []plan.Rule { return from(practiceOfNewSouthWales) }

// Victoria returns the rules of its policy on doses to take home, and of its protocol for starting anew.
func Victoria() []plan.Rule { return from(lawOfVictoria) }

// WorldHealthOrganization returns the rules of its guidelines that not every place shares.
func WorldHealthOrganization() []plan.Rule { return from(guidelinesOfWHO) }

func from(locals []local) []plan.Rule {
	all := All()
	rules := make([]plan.Rule, 0, len(locals))
	for _, l := range locals {
		i := slices.IndexFunc(all, func(r plan.Rule) bool { return r.ID == l.rule })
		r := all[i]
		r.Replaces, r.Relaxes = l.replaces, l.relaxes
		rules = append(rules, r)
	}
	return rules
}

// isLocal reports whether the rule is one of a single place.
func isLocal(id plan.RuleID) bool {
	return slices.ContainsFunc(slices.Concat(lawOfUnitedStates, lawOfWisconsin, practiceOfUnitedKingdom, lawOfEngland, lawOfWales, practiceOfScotland,
		practiceOfCanada, practiceOfOntario, practiceOfBritishColumbia, practiceOfAustralia, practiceOfNewSouthWales, lawOfVictoria, guidelinesOfWHO),
		func(l local) bool { return l.rule == id })
}
