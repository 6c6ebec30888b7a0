package guidance

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// BuprenorphineFirstDose are the bounds of the first dose by mouth. Tablets and films share theirs; Zubsolv has its own.
var BuprenorphineFirstDose = struct {
	Least, Most   ByLabel[medication.Mass]
	MostEmergency *plan.Param[medication.Mass] // in an emergency department, for all but Zubsolv
}{
	tabletsAndZubsolv("bup.induction.first-dose.least", "least first dose", leastMass),
	tabletsAndZubsolv("bup.induction.first-dose.most", "most as first dose", mostMass),
	mostMass("bup.induction.first-dose.most-emergency", "most as first dose in an emergency department"),
}

// BuprenorphineStep are the bounds of each further dose on the first day.
var BuprenorphineStep = struct {
	Least, Most       ByLabel[medication.Mass]
	Interval          ByLabel[time.Duration]
	IntervalEmergency *plan.Param[time.Duration]
}{
	tabletsAndZubsolv("bup.induction.step.least", "least further dose on the first day", leastMass),
	tabletsAndZubsolv("bup.induction.step.most", "most as further dose on the first day", mostMass),
	tabletsAndZubsolv("bup.induction.step.interval", "time between two doses on the first day", hours),
	hours("bup.induction.step.interval-emergency", "time between two doses on the first day in an emergency department"),
}

// BuprenorphineDay1 are the limits of all doses of the first day.
var BuprenorphineDay1 = struct {
	Label         ByLabel[medication.Mass] // above: advised against
	Soft          ByLabel[medication.Mass] // above: warned of
	SoftEmergency *plan.Param[medication.Mass]
	Hard          ByLabel[medication.Mass] // above: refused; Zubsolv has no such number
}{
	tablets("bup.induction.day1-total.label", "total of the first day in older label texts", mostMass),
	tabletsAndZubsolv("bup.induction.day1-total.soft", "total of the first day", mostMass),
	mostMass("bup.induction.day1-total.soft-emergency", "total of the first day in an emergency department"),
	tablets("bup.induction.day1-total.hard", "total of the first day that is refused beyond", mostMass),
}

// BuprenorphineDay1Licence are the bounds of the first day in the licences of the United Kingdom.
var BuprenorphineDay1Licence = struct{ Least, Most ByLabel[medication.Mass] }{
	ByLabel[medication.Mass]{
		Mono:        leastMass("gb.bup.sl.day1.least.mono", "least on the first day, tablet of buprenorphine alone"),
		Combination: leastMass("gb.bup.sl.day1.least.combination", "least on the first day, tablet with naloxone"),
	},
	ByLabel[medication.Mass]{
		Mono:        mostMass("gb.bup.sl.day1.most.mono", "most on the first day, tablet of buprenorphine alone"),
		Combination: mostMass("gb.bup.sl.day1.most.combination", "most on the first day, tablet with naloxone"),
	},
}

// BuprenorphineDay2 is the limit of all doses of the second day.
var BuprenorphineDay2 = tabletsAndZubsolv("bup.induction.day2-total.most", "total of the second day", mostMass)

// BuprenorphineDaily are the limits of a maintenance dose. Neither refuses.
var BuprenorphineDaily = struct{ Info, Warn ByLabel[medication.Mass] }{
	tabletsAndZubsolv("bup.dose.daily-total.info", "daily dose above the usual range", mostMass),
	ByLabel[medication.Mass]{
		Mono:        mostMass("bup.dose.daily-total.warn.mono", "daily dose, tablet of buprenorphine alone"),
		Combination: mostMass("bup.dose.daily-total.warn.combination", "daily dose, tablet or film with naloxone"),
		Espranor:    mostMass("bup.dose.daily-total.warn.espranor", "daily dose, oral lyophilisate"),
	},
}

// tablets declares one limit for all sublingual tablets and films but Zubsolv.
func tablets[T any](id plan.ParamID, title string, declare func(plan.ParamID, string) *plan.Param[T]) ByLabel[T] {
	shared := declare(id, title)
	return ByLabel[T]{Mono: shared, Combination: shared}
}

// tabletsAndZubsolv declares one limit for them and one for Zubsolv, whose milligrams are others.
func tabletsAndZubsolv[T any](id plan.ParamID, title string, declare func(plan.ParamID, string) *plan.Param[T]) ByLabel[T] {
	limits := tablets(id, title, declare)
	limits.Zubsolv = declare(id+".zubsolv", title+", Zubsolv")
	return limits
}

var buprenorphineDose = []plan.Rule{
	{
		ID:       "bup.induction.first-dose",
		Title:    "The first dose of buprenorphine is the one that its label starts with",
		Severity: record.Warning,
		Kinds:    onIntake,
		Cites: []evidence.Citation{evidence.LabelSuboxoneFilm.At("section 2.1", evidence.Primary),
			evidence.LabelBuprenorphineTablets.At("section 2", evidence.Secondary),
			evidence.LabelZubsolv.At("section 2.3", evidence.Secondary), evidence.ASAM2020.At("page 8", evidence.Primary)},
		Params: params(breakParams, BuprenorphineFirstDose.Least.Mono, BuprenorphineFirstDose.Least.Zubsolv, BuprenorphineFirstDose.Most.Mono, BuprenorphineFirstDose.Most.Zubsolv,
			BuprenorphineFirstDose.MostEmergency),
		Unless: []plan.Exception{unlessLowDose, unlessRescue},
		Remedy: "start with the dose of the label and add to it; for less, state low-dose initiation",
		Check:  inCourse(checkFirstBuprenorphine),
	},
	{
		ID:       "bup.induction.step",
		Title:    "Further doses on the first day are of the size, and as far apart, as the label says",
		Severity: record.Warning,
		Kinds:    onIntake,
		Cites: []evidence.Citation{evidence.LabelBuprenorphineTablets.At("section 2", evidence.Secondary),
			evidence.ASAM2020.At("page 10", evidence.Primary), evidence.LabelZubsolv.At("section 2.3", evidence.Secondary),
			evidence.EDSurvey2021.At("table 2", evidence.Primary)},
		Params: params(breakParams, BuprenorphineStep.Least.Mono, BuprenorphineStep.Least.Zubsolv, BuprenorphineStep.Most.Mono,
			BuprenorphineStep.Most.Zubsolv, BuprenorphineStep.Interval.Mono, BuprenorphineStep.Interval.Zubsolv, BuprenorphineStep.IntervalEmergency),
		Unless: []plan.Exception{unlessLowDose, unlessRescue},
		Remedy: "look again after the interval, and add what withdrawal asks for",
		Check:  inCourse(checkInductionStep),
	},
	{
		ID:       "bup.induction.day1-total",
		Title:    "The first day of buprenorphine stays within what protocols have tried",
		Severity: record.Block,
		Kinds:    onIntake,
		Cites: []evidence.Citation{evidence.LabelSuboxoneFilm.At("section 2.1", evidence.Primary), evidence.EDSurvey2021.At("table 2",
			evidence.Primary),
			evidence.UpToDate.At("opioid withdrawal in the emergency setting", evidence.Secondary),
			evidence.LabelZubsolv.At("highlights, section 2.3", evidence.Primary)},
		Params: params(breakParams, BuprenorphineDay1.Label.Mono, BuprenorphineDay1.Soft.Mono, BuprenorphineDay1.Soft.Zubsolv, BuprenorphineDay1.SoftEmergency,
			BuprenorphineDay1.Hard.Mono),
		Unless: []plan.Exception{
			{Context: record.PrecipitatedRescue, Leaves: record.Warning, Why: "more buprenorphine is the treatment of precipitated withdrawal"},
		},
		Remedy:   "look again the next day; where tolerance is high and withdrawal goes on, document why more is given",
		Override: plan.Overridable("why more is needed on the first day: tolerance, and the withdrawal that goes on"),
		Check:    inCourse(checkDay1Total),
	},
	{
		ID:       "gb.bup.sl.day1",
		Title:    "The first day of buprenorphine stays within the licence of the product",
		Severity: record.Warning,
		Kinds:    onIntake,
		Cites: []evidence.Citation{evidence.SmPCSubutex.At("4.2", evidence.Secondary),
			evidence.SmPCSuboxone.At("4.2", evidence.Secondary)},
		Params: params(breakParams, BuprenorphineDay1Licence.Least.Mono, BuprenorphineDay1Licence.Least.Combination, BuprenorphineDay1Licence.Most.Mono,
			BuprenorphineDay1Licence.Most.Combination),
		Unless: []plan.Exception{unlessLowDose, unlessRescue},
		Remedy: "stay within the licence, or note that local guidance goes further",
		Check:  inCourse(checkDay1Licence),
	},
	{
		ID:       "bup.induction.day2-total",
		Aliases:  []record.RuleID{"gb.bup.sl.day2-max"},
		Title:    "The second day of buprenorphine stays within the total of the label",
		Severity: record.Advice,
		Kinds:    onIntake,
		Cites: []evidence.Citation{evidence.LabelSuboxoneFilm.At("section 2.1", evidence.Primary),
			evidence.LabelZubsolv.At("highlights, section 2.3", evidence.Primary)},
		Params: params(breakParams, BuprenorphineDay2.Mono, BuprenorphineDay2.Zubsolv),
		Unless: []plan.Exception{unlessRescue},
		Remedy: "recent texts dose to effect; note the withdrawal that goes on",
		Check:  inCourse(checkDay2Total),
	},
	{
		ID:       "bup.dose.daily-total",
		Aliases:  []record.RuleID{"gb.bup.sl.max-daily", "gb.bup.espranor.max-daily"},
		Title:    "A daily dose above the usual range is noted, and never refused",
		Severity: record.Warning,
		Kinds:    onIntake,
		Cites: []evidence.Citation{evidence.FDANotice2024.At("", evidence.Primary), evidence.ASAM2020.At("page 15", evidence.Primary),
			evidence.SmPCSuboxone.At("4.2", evidence.Secondary)},
		Params: params(breakParams, BuprenorphineDaily.Info.Mono, BuprenorphineDaily.Info.Zubsolv, BuprenorphineDaily.Warn.Mono,
			BuprenorphineDaily.Warn.Combination, BuprenorphineDaily.Warn.Espranor),
		Remedy: "note what the dose is for; that it is high is no reason to lower it",
		Check:  inCourse(checkDailyTotal),
	},
	{
		ID:       "bup.dose.taper",
		Title:    "Buprenorphine is ended gradually, over months, and care goes on",
		Severity: record.Advice,
		Kinds:    record.On(record.KindStopMedication),
		Cites:    []evidence.Citation{evidence.ASAM2020.At("page 12", evidence.Primary)},
		Remedy:   "taper over months at the person's pace, and offer to stay in care afterwards",
		Check:    checkTaper,
	},
	{
		ID:       "bup.precipitated.treat",
		Title:    "Precipitated withdrawal is treated with more buprenorphine, never with an antagonist",
		Severity: record.Advice,
		Kinds: record.On(record.KindPrecipitatedWithdrawal, record.KindStopMedication, record.KindDoseHeld, record.KindOrder,
			record.KindDoseGiven),
		Cites: []evidence.Citation{evidence.ASAM2023.At("precipitated withdrawal", evidence.Primary),
			evidence.Oakley2021.At("", evidence.Primary)},
		Remedy: "give more buprenorphine and look again within the hour, add an alpha-2 agonist and medicines for symptoms; an emergency department where it does not settle",
		Check:  checkPrecipitated,
	},
	{
		ID:       "bup.home-start",
		Title:    "A start at home is for people who can judge their own withdrawal and reach somebody",
		Severity: record.Advice,
		Kinds:    record.On(record.KindOrder),
		Cites:    []evidence.Citation{evidence.ASAM2020.At("page 10", evidence.Primary)},
		Params:   breakParams,
		Remedy:   "state the start at home once the person knows how to judge withdrawal and whom to call; home and office are both acceptable",
		Check:    checkHomeStart,
	},
}

func checkFirstBuprenorphine(v *plan.View, d plan.Dosing, p position) plan.Result {
	if p.day != 1 || p.begun {
		return v.NotApplicable()
	}
	lower, upper := BuprenorphineFirstDose.Least.of(d.Product), BuprenorphineFirstDose.Most.of(d.Product)
	if lower == nil {
		return v.Lacks("the first dose of " + d.Product.Name())
	}
	if upper == BuprenorphineFirstDose.Most.Mono && v.Holds(record.EmergencyCare) {
		upper = BuprenorphineFirstDose.MostEmergency
	}
	least, ok := lower.At(v)
	if !ok {
		return v.Unset(lower)
	}
	most, ok := upper.At(v)
	if !ok {
		return v.Unset(upper)
	}
	switch dose := d.Dose.Principal; {
	case dose.Compare(least.Value) < 0:
		return v.Violated(least, "first dose of %s, less than %s", dose, least.Value)
	case most.Value.Compare(dose) < 0:
		return v.Violated(most, "first dose of %s, more than %s", dose, most.Value)
	}
	return v.Met()
}

func checkInductionStep(v *plan.View, d plan.Dosing, p position) plan.Result {
	if p.day != 1 || !p.begun {
		return v.NotApplicable()
	}
	lower, upper, apart := BuprenorphineStep.Least.of(d.Product), BuprenorphineStep.Most.of(d.Product), BuprenorphineStep.Interval.of(d.Product)
	if lower == nil {
		return v.Lacks("the steps of " + d.Product.Name())
	}
	if apart == BuprenorphineStep.Interval.Mono && v.Holds(record.EmergencyCare) {
		apart = BuprenorphineStep.IntervalEmergency
	}
	least, ok := lower.At(v)
	if !ok {
		return v.Unset(lower)
	}
	most, ok := upper.At(v)
	if !ok {
		return v.Unset(upper)
	}
	interval, ok := apart.At(v)
	if !ok {
		return v.Unset(apart)
	}
	switch dose := d.Dose.Principal; {
	case v.Since(p.last.At) < interval.Value:
		return v.Violated(interval, "%s since the last dose, less than %s", elapsed(v, p.last.At), inHours(interval.Value))
	case dose.Compare(least.Value) < 0:
		return v.Violated(least, "a further %s, less than %s", dose, least.Value)
	case most.Value.Compare(dose) < 0:
		return v.Violated(most, "a further %s, more than %s", dose, most.Value)
	}
	return v.Met()
}

func checkDay1Total(v *plan.View, d plan.Dosing, p position) plan.Result {
	if p.day != 1 {
		return v.NotApplicable()
	}
	upper := BuprenorphineDay1.Soft.of(d.Product)
	if upper == nil {
		return v.Lacks("the total of the first day of " + d.Product.Name())
	}
	if upper == BuprenorphineDay1.Soft.Mono && v.Holds(record.EmergencyCare) {
		upper = BuprenorphineDay1.SoftEmergency
	}
	soft, ok := upper.At(v)
	if !ok {
		return v.Unset(upper)
	}
	if refused := BuprenorphineDay1.Hard.of(d.Product); refused != nil {
		hard, ok := refused.At(v)
		if !ok {
			return v.Unset(refused)
		}
		if hard.Value.Compare(p.total) < 0 {
			return v.Violated(hard, "%s on the first day, more than %s", p.total, hard.Value)
		}
	}
	if soft.Value.Compare(p.total) < 0 {
		return v.ViolatedAs(record.Warning, soft, "%s on the first day, more than %s", p.total, soft.Value)
	}
	return checkDay1Label(v, d, p)
}

// checkDay1Label notes a total above that of the older label texts. In an emergency department nobody doses by them.
func checkDay1Label(v *plan.View, d plan.Dosing, p position) plan.Result {
	older := BuprenorphineDay1.Label.of(d.Product)
	if older == nil || v.Holds(record.EmergencyCare) {
		return v.Met()
	}
	limit, ok := older.At(v)
	if !ok {
		return v.Unset(older)
	}
	if limit.Value.Compare(p.total) < 0 {
		return v.ViolatedAs(record.Advice, limit, "%s on the first day, more than the %s of the label", p.total, limit.Value)
	}
	return v.Met()
}

func checkDay1Licence(v *plan.View, d plan.Dosing, p position) plan.Result {
	if p.day != 1 {
		return v.NotApplicable()
	}
	lower, upper := BuprenorphineDay1Licence.Least.of(d.Product), BuprenorphineDay1Licence.Most.of(d.Product)
	if lower == nil {
		return v.Lacks("the first day of " + d.Product.Name() + " in its licence")
	}
	least, ok := lower.At(v)
	if !ok {
		return v.Unset(lower)
	}
	most, ok := upper.At(v)
	if !ok {
		return v.Unset(upper)
	}
	switch {
	case p.total.Compare(least.Value) < 0:
		return v.Violated(least, "%s on the first day, less than %s", p.total, least.Value)
	case most.Value.Compare(p.total) < 0:
		return v.Violated(most, "%s on the first day, more than the %s of the licence", p.total, most.Value)
	}
	return v.Met()
}

func checkDay2Total(v *plan.View, d plan.Dosing, p position) plan.Result {
	if p.day != 2 {
		return v.NotApplicable()
	}
	upper := BuprenorphineDay2.of(d.Product)
	if upper == nil {
		return v.Lacks("the total of the second day of " + d.Product.Name())
	}
	most, ok := upper.At(v)
	if !ok {
		return v.Unset(upper)
	}
	if most.Value.Compare(p.total) < 0 {
		return v.Violated(most, "%s on the second day, more than %s", p.total, most.Value)
	}
	return v.Met()
}

func checkDailyTotal(v *plan.View, d plan.Dosing, p position) plan.Result {
	total := p.total
	warned, told := BuprenorphineDaily.Warn.of(d.Product), BuprenorphineDaily.Info.of(d.Product)
	if warned == nil && told == nil {
		return v.Lacks("the usual range of " + d.Product.Name())
	}
	if warned != nil {
		limit, ok := warned.At(v)
		if !ok {
			return v.Unset(warned)
		}
		if limit.Value.Compare(total) < 0 {
			return v.Violated(limit, "%s a day, more than %s", total, limit.Value)
		}
	}
	if told != nil {
		limit, ok := told.At(v)
		if !ok {
			return v.Unset(told)
		}
		if limit.Value.Compare(total) < 0 {
			return v.ViolatedAs(record.Advice, limit, "%s a day, above the usual %s", total, limit.Value)
		}
	}
	return v.Met()
}

func checkTaper(v *plan.View) plan.Result {
	stop := v.Body().(record.StopMedication)
	if stop.Substance != medication.Buprenorphine {
		return v.NotApplicable()
	}
	if last, ok := v.LastDose(stop.Substance); ok && last.Product.LongActing() { // it wears off by itself, over weeks or months
		return v.NotApplicable()
	}
	switch stop.Abrupt {
	case truth.Yes:
		return v.Violated(nil, "buprenorphine would be stopped at once")
	case truth.No:
		return v.Met()
	}
	return v.Lacks("whether buprenorphine was tapered")
}

func checkPrecipitated(v *plan.View) plan.Result {
	switch b := v.Body().(type) {
	case record.PrecipitatedWithdrawal:
		if b.By.Mechanism() == medication.Antagonist {
			return v.NotApplicable()
		}
		return v.Violated(nil, "withdrawal was precipitated")
	case record.StopMedication:
		return duringPrecipitated(v, b.Substance == medication.Buprenorphine, "buprenorphine would be stopped")
	case record.DoseHeld:
		return duringPrecipitated(v, b.Substance == medication.Buprenorphine, "buprenorphine was withheld")
	}
	d, _ := v.Dosing()
	return duringPrecipitated(v, d.Product.Mechanism() == medication.Antagonist, d.Product.Name())
}

// duringPrecipitated objects to what would not help, or would do harm, while precipitated withdrawal is being treated: on the
// same day, or as long as no buprenorphine was given since.
func duringPrecipitated(v *plan.View, wrong bool, what string) plan.Result {
	precipitated, ok := v.Last(record.KindPrecipitatedWithdrawal)
	if !ok || precipitated.Body.(record.PrecipitatedWithdrawal).By.Mechanism() == medication.Antagonist {
		return v.NotApplicable()
	}
	since, given := v.LastDose(medication.Buprenorphine)
	if v.DaysSince(precipitated.At) > 0 && given && precipitated.At.Before(since.At) {
		return v.NotApplicable()
	}
	if wrong {
		return v.Violated(nil, "%s, %s after withdrawal was precipitated", what, elapsed(v, precipitated.At))
	}
	return v.Met()
}

func checkHomeStart(v *plan.View) plan.Result {
	if _, ok := BuprenorphineBreak.Daily.At(v); !ok {
		return v.Unset(BuprenorphineBreak.Daily)
	}
	d, ok := inducing(v)
	if !ok || d.Product.LongActing() {
		return v.NotApplicable()
	}
	atHome := d.Setting == medication.SettingHome || d.Setting == medication.SettingPharmacy || d.Supervised == truth.No
	switch {
	case !atHome:
		return v.NotApplicable()
	case v.Holds(record.HomeStart):
		return v.Met()
	}
	return v.Violated(nil, "a first dose that nobody watches, and nobody has said that the person can judge withdrawal and reach somebody")
}
