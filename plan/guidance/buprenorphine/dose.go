package buprenorphine

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// The limits by label, as the rules choose them.
var (
	leastFirst, mostFirst = buprenorphineFirstDose.Least.limit(), inEmergency(buprenorphineFirstDose.Most,
		buprenorphineFirstDose.MostEmergency)
	leastStep, mostStep  = buprenorphineStep.Least.limit(), inEmergency(buprenorphineStep.Most, buprenorphineStep.MostEmergency)
	stepInterval         = inEmergency(buprenorphineStep.Interval, buprenorphineStep.IntervalEmergency)
	labelDay1            = buprenorphineDay1.Label.limit()
	softDay1             = inEmergency(buprenorphineDay1.Soft, buprenorphineDay1.SoftEmergency).orHospital(buprenorphineDay1.SoftHospital)
	hardDay1             = buprenorphineDay1.Hard.limit()
	leastLicence         = buprenorphineDay1Licence.Least.limit()
	mostLicence          = buprenorphineDay1Licence.Most.limit()
	mostDay2, mostDay3   = buprenorphineDay2.limit(), buprenorphineDay3.limit()
	infoDaily, warnDaily = buprenorphineDaily.Info.limit(), buprenorphineDaily.Warn.limit()
)

// rollingDay is the time over which a day's total is judged beside the civil day.
const rollingDay = 24 * time.Hour

var buprenorphineDose = []plan.Rule{
	{
		ID:       "bup.induction.first-dose",
		Title:    "The first dose of buprenorphine is the one that its label starts with",
		Severity: record.Warning,
		About:    agent.Buprenorphine,
		Watches:  record.Doses,
		Cites: []evidence.Citation{evidence.LabelSuboxoneFilm.At("section 2.1", evidence.Primary),
			evidence.LabelBuprenorphineTablets.At("section 2", evidence.Secondary),
			evidence.LabelZubsolv.At("section 2.3", evidence.Secondary), evidence.ASAM2020.At("page 8", evidence.Primary),
			evidence.HighlandBridge.At("trial dose of 8 to 16 mg", evidence.Primary)},
		Needs:   needs(plan.Needs(inCourse, rescued, leastFirst), mostFirst.needs()),
		Unless:  []plan.Exception{unlessLowDose},
		Remedy:  "start with the dose of the label and add to it; for less, state low-dose initiation",
		Applies: firstOfCourse,
		Judge:   judgeFirstBuprenorphine,
	},
	{
		ID:       "bup.induction.step",
		Title:    "Further doses on the first day are of the size, and as far apart, as the label says",
		Severity: record.Warning,
		About:    agent.Buprenorphine,
		Watches:  record.Doses,
		Cites: []evidence.Citation{evidence.LabelBuprenorphineTablets.At("section 2", evidence.Secondary),
			evidence.ASAM2020.At("page 10", evidence.Primary), evidence.LabelZubsolv.At("section 2.3", evidence.Secondary),
			evidence.EDSurvey2021.At("table 2", evidence.Primary), evidence.HighlandBridge.At("second dose of 8 to 24 mg", evidence.Primary)},
		Needs:   needs(plan.Needs(inCourse, rescued, leastStep), mostStep.needs(), stepInterval.needs()),
		Unless:  []plan.Exception{unlessLowDose},
		Remedy:  "look again after the interval, and add what withdrawal asks for",
		Applies: stepOfCourse,
		Judge:   judgeInductionStep,
	},
	{
		ID:       "bup.induction.day1-total",
		Title:    "The first day of buprenorphine stays within what protocols have tried",
		Severity: record.Block,
		About:    agent.Buprenorphine,
		Watches:  record.Doses,
		Cites: []evidence.Citation{evidence.LabelSuboxoneFilm.At("section 2.1", evidence.Primary), evidence.EDSurvey2021.At("table 2",
			evidence.Primary),
			evidence.UpToDate.At("opioid withdrawal in the emergency setting", evidence.Secondary),
			evidence.LabelZubsolv.At("highlights, section 2.3", evidence.Primary)},
		Needs:    needs(plan.Needs(inCourse, rescued, labelDay1, hardDay1), softDay1.needs()),
		Remedy:   "look again the next day; where tolerance is high and withdrawal goes on, document why more is given",
		Override: plan.Overridable("why more is needed on the first day: tolerance, and the withdrawal that goes on"),
		Applies:  firstDays,
		Judge:    judgeDay1Total,
	},
	{
		ID:       "gb.bup.sl.day1",
		Title:    "The first day of buprenorphine stays within the licence of the product",
		Severity: record.Warning,
		About:    agent.Buprenorphine,
		Watches:  record.Doses,
		Cites: []evidence.Citation{evidence.SmPCSubutex.At("4.2", evidence.Secondary),
			evidence.SmPCSuboxone.At("4.2", evidence.Secondary)},
		Needs:   plan.Needs(inCourse, rescued, leastLicence, mostLicence),
		Unless:  []plan.Exception{unlessLowDose},
		Remedy:  "stay within the licence, or note that local guidance goes further",
		Applies: onDay(1),
		Judge:   judgeDay1Licence,
	},
	{
		ID:       "bup.induction.day2-total",
		Aliases:  []record.RuleID{"gb.bup.sl.day2-max"},
		Title:    "The second day of buprenorphine stays within the total of the label",
		Severity: record.Advice,
		About:    agent.Buprenorphine,
		Watches:  record.Doses,
		Cites: []evidence.Citation{evidence.LabelSuboxoneFilm.At("section 2.1", evidence.Primary),
			evidence.LabelZubsolv.At("highlights, section 2.3", evidence.Primary)},
		Needs:   plan.Needs(inCourse, rescued, mostDay2),
		Remedy:  "recent texts dose to effect; note the withdrawal that goes on",
		Applies: onDay(2),
		Judge:   judgeDay2Total,
	},
	{
		ID:       "bup.induction.day3-total",
		Title:    "The third day of buprenorphine stays within the total of the guideline",
		Severity: record.Warning,
		About:    agent.Buprenorphine,
		Watches:  record.Doses,
		Cites: []evidence.Citation{evidence.NSW2018.At("table 10: day 3 at most 24 mg", evidence.Secondary),
			evidence.VictoriaReinduction.At("buprenorphine: 24 mg on day 3", evidence.Secondary)},
		Needs:   plan.Needs(inCourse, rescued, mostDay3),
		Unless:  []plan.Exception{unlessLowDose},
		Remedy:  "look again the next day, and rise then",
		Applies: onDay(3),
		Judge:   judgeDay3Total,
	},
	{
		ID:       "bup.dose.daily-total",
		Aliases:  []record.RuleID{"gb.bup.sl.max-daily", "gb.bup.espranor.max-daily"},
		Title:    "A daily dose above the usual range is noted, and never refused",
		Severity: record.Warning,
		About:    agent.Buprenorphine,
		Watches:  record.Doses,
		Cites: []evidence.Citation{evidence.FDANotice2024.At("", evidence.Primary), evidence.ASAM2020.At("page 15", evidence.Primary),
			evidence.SmPCSuboxone.At("4.2", evidence.Secondary), evidence.LabelZubsolv.At("range of a daily dose", evidence.Primary),
			evidence.LabelBrixadi.At("tables 1 and 2", evidence.Secondary), evidence.SmPCBuvidal.At("conversion table", evidence.Primary)},
		Needs:  plan.Needs(inCourse, infoDaily, warnDaily, rescued, mostDay3),
		Remedy: "note what the dose is for; that it is high is no reason to lower it",
		Only:   inCourse,
		Judge:  judgeDailyTotal,
	},
	{
		ID:       "bup.dose.taper",
		Title:    "Buprenorphine is ended gradually, over months, and care goes on",
		Severity: record.Advice,
		About:    agent.Buprenorphine,
		Watches:  record.Ends,
		Cites:    []evidence.Citation{evidence.ASAM2020.At("page 12", evidence.Primary)},
		Remedy:   "taper over months at the person's pace, and offer to stay in care afterwards",
		Applies:  endsByMouth,
		Judge:    judgeTaper,
	},
	{
		ID:       "bup.precipitated.treat",
		Title:    "Precipitated withdrawal is treated with more buprenorphine, never with an antagonist",
		Severity: record.Advice,
		Watches:  record.Doses | record.Ends | record.Withholds | record.Shows,
		Cites: []evidence.Citation{evidence.ASAM2023.At("precipitated withdrawal", evidence.Primary),
			evidence.Oakley2021.At("", evidence.Primary)},
		Remedy: "give more buprenorphine and look again within the hour, add an alpha-2 agonist and medicines for symptoms; an emergency " +
			"department where it does not settle",
		Only:  precipitation,
		Judge: judgePrecipitated,
	},
}

func firstOfCourse(v *plan.View) bool {
	p, ok := inCourse.Lent(v)
	return ok && p.day == 1 && !p.begun && !rescued.Holds(v)
}

func stepOfCourse(v *plan.View) bool {
	p, ok := inCourse.Lent(v)
	return ok && p.day == 1 && p.begun && !rescued.Holds(v)
}

// firstDays are the first day and the second, whose first hours may lie within a day of the start.
func firstDays(v *plan.View) bool {
	p, ok := inCourse.Lent(v)
	return ok && p.day <= 2
}

func judgeFirstBuprenorphine(v *plan.View) plan.Result {
	p, _ := inCourse.Lent(v)
	least, ok := leastFirst.Of(v)
	most, also := mostFirst.of(v)
	if !ok || !also {
		return v.Lacks("the first dose of " + p.Product.Name())
	}
	switch dose := p.Dose.Principal; {
	case most.Value.Compare(dose) < 0:
		return v.Violated(most, "first dose of %s, more than %s", dose, most.Value)
	case p.LeastDose().Compare(least.Value) < 0:
		return v.Violated(least, "first dose of %s, less than %s", p.LeastDose(), least.Value)
	}
	return v.Met()
}

func judgeInductionStep(v *plan.View) plan.Result {
	p, _ := inCourse.Lent(v)
	least, ok := leastStep.Of(v)
	if !ok {
		return v.Lacks("the steps of " + p.Product.Name())
	}
	most, _ := mostStep.of(v)
	interval, _ := stepInterval.of(v)
	switch dose := p.Dose.Principal; {
	case v.Since(p.last.At) < interval.Value:
		return v.Violated(interval, "%s since the last dose, less than %s", phrase.Elapsed(v, p.last.At), phrase.InHours(interval.Value))
	case most.Value.Compare(dose) < 0:
		return v.Violated(most, "a further %s, more than %s", dose, most.Value)
	case p.LeastDose().Compare(least.Value) < 0:
		return v.Violated(least, "a further %s, less than %s", p.LeastDose(), least.Value)
	}
	return v.Met()
}

// judgeDay1Total judges the civil day and any 24 hours; where only the second is too much it warns. In precipitated withdrawal that
// the record supports more is the treatment, and it warns as well.
func judgeDay1Total(v *plan.View) plan.Result {
	p, _ := inCourse.Lent(v)
	hard, refuses := hardDay1.If(v)
	if p.day != 1 {
		rolling := v.Now().InLast(medication.Buprenorphine, rollingDay).With
		if refuses && !laterDoses(v) && hard.Value.Compare(rolling) < 0 && startedWithin(v, rollingDay) {
			return v.ViolatedAs(record.Warning, hard, "%s within 24 hours of the start, more than %s", rolling, hard.Value)
		}
		return v.NotApplicable()
	}
	soft, ok := softDay1.of(v)
	switch {
	case !ok:
		return v.Lacks("the total of the first day of " + p.Product.Name())
	case refuses && hard.Value.Compare(p.total) < 0 && rescued.Holds(v):
		return v.ViolatedAs(record.Warning, hard, "%s on the first day, more than %s, against precipitated withdrawal", p.total, hard.Value)
	case refuses && hard.Value.Compare(p.total) < 0:
		return v.Violated(hard, "%s on the first day, more than %s", p.total, hard.Value)
	case soft.Value.Compare(p.total) < 0:
		return v.ViolatedAs(record.Warning, soft, "%s on the first day, more than %s", p.total, soft.Value)
	}
	// In an emergency department nobody doses by the older label texts.
	if older, stated := labelDay1.If(v); stated && !v.Holds(record.EmergencyCare) && older.Value.Compare(p.total) < 0 {
		return v.ViolatedAs(record.Advice, older, "%s on the first day, more than the %s of the label", p.total, older.Value)
	}
	return v.Met()
}

// startedWithin reports whether the first dose of the course is not longer ago than that.
func startedWithin(v *plan.View, window time.Duration) bool {
	started := false
	for dose := range currentRun(v) {
		if v.Since(dose.At) >= window {
			return false
		}
		started = true
	}
	return started
}

// least is what total is at the least: less where a range is ordered.
func (p *position) least() medication.Mass {
	before, _ := p.total.Sub(p.Total)
	return before.Add(p.LeastTotal())
}

func judgeDay1Licence(v *plan.View) plan.Result {
	p, _ := inCourse.Lent(v)
	least, ok := leastLicence.Of(v)
	if !ok {
		return v.Lacks("the first day of " + p.Product.Name() + " in its licence")
	}
	most, _ := mostLicence.Of(v)
	switch {
	case most.Value.Compare(p.total) < 0:
		return v.Violated(most, "%s on the first day, more than the %s of the licence", p.total, most.Value)
	case p.least().Compare(least.Value) < 0:
		return v.Violated(least, "%s on the first day, less than %s", p.least(), least.Value)
	}
	return v.Met()
}

func judgeDay2Total(v *plan.View) plan.Result {
	p, _ := inCourse.Lent(v)
	most, ok := mostDay2.Of(v)
	switch {
	case !ok:
		return v.Lacks("the total of the second day of " + p.Product.Name())
	case most.Value.Compare(p.total) < 0:
		return v.Violated(most, "%s on the second day, more than %s", p.total, most.Value)
	}
	return v.Met()
}

func judgeDay3Total(v *plan.View) plan.Result {
	p, _ := inCourse.Lent(v)
	most, ok := mostDay3.Of(v)
	switch {
	case !ok: // Zubsolv and the lyophilisate, of which no guideline says anything
		return v.NotApplicable()
	case beyondDay3(v, p.total):
		return v.Violated(most, "%s on the third day, more than %s", p.total, most.Value)
	}
	return v.Met()
}

// beyondDay3 reports whether the event brings the third day above what a guideline gives it.
func beyondDay3(v *plan.View, total medication.Mass) bool {
	most, set := mostDay3.If(v)
	return set && onDay(3)(v) && most.Value.Compare(total) < 0
}

func judgeDailyTotal(v *plan.View) plan.Result {
	p, _ := inCourse.Lent(v)
	warned, warns := warnDaily.If(v)
	told, tells := infoDaily.If(v)
	switch {
	case !warns && !tells:
		_, _ = warnDaily.Of(v) // what the label has and the place does not set is not judged
		_, _ = infoDaily.Of(v)
		return v.Lacks("the usual range of " + p.Product.Name())
	case beyondDay3(v, p.total): // bup.induction.day3-total says it
		return v.NotApplicable()
	}
	total, beside := withDepot(v, p)
	switch {
	case warns && warned.Value.Compare(total) < 0:
		return v.Violated(warned, "%s a day%s, more than %s", total, beside, warned.Value)
	case tells && told.Value.Compare(total) < 0:
		return v.ViolatedAs(record.Advice, told, "%s a day%s, above the usual %s", total, beside, told.Value)
	}
	return v.Met()
}

// endsByMouth reports whether buprenorphine by mouth would end. A depot wears off by itself, over weeks or months.
func endsByMouth(v *plan.View) bool {
	act, ok := v.Acts().Of(record.Ends, 0)
	last, dosed := v.LastDose(medication.Buprenorphine)
	onIt := dosed || v.Now().CourseOf(medication.Buprenorphine).Order != nil
	return ok && (act.Substance == medication.Buprenorphine || act.Whatever && onIt) && !act.Left && act.Continues != truth.Yes &&
		!last.Product.LongActing()
}

func judgeTaper(v *plan.View) plan.Result {
	act, _ := v.Acts().Of(record.Ends, 0)
	switch act.Gradual {
	case truth.No:
		return v.Violated(nil, "buprenorphine would be stopped at once")
	case truth.Yes:
		return v.Met()
	}
	return v.Lacks("whether buprenorphine was tapered")
}

// precipitation holds where withdrawal was precipitated, or the event says that it is.
var precipitation = plan.Given(func(v *plan.View) bool {
	_, before := v.Last(record.KindPrecipitatedWithdrawal)
	return before || v.Body().Kind() == record.KindPrecipitatedWithdrawal
})

// judgePrecipitated objects to what would not help, or would do harm, while withdrawal that buprenorphine precipitated is treated: on
// the same day, or as long as no buprenorphine was given since.
func judgePrecipitated(v *plan.View) plan.Result {
	if b, ok := v.Body().(record.PrecipitatedWithdrawal); ok {
		if b.By.Mechanism() == medication.Antagonist {
			return v.NotApplicable()
		}
		return v.Violated(nil, "withdrawal was precipitated")
	}
	precipitated, _ := v.Last(record.KindPrecipitatedWithdrawal)
	if precipitated.Body.(record.PrecipitatedWithdrawal).By.Mechanism() == medication.Antagonist || treatedSince(v, precipitated.At) {
		return v.NotApplicable()
	}
	wrong, judged := "", false
	for act := range v.Acts().All() {
		switch own := act.Substance == medication.Buprenorphine; {
		case act.Means.Any(record.Ends) && (own || act.Whatever):
			wrong = "buprenorphine would be stopped"
		case act.Means.Any(record.Withholds) && own:
			wrong = "buprenorphine was withheld"
		case act.Means.Any(record.Doses) && !act.Product.ReversesOverdose() && act.Product.Mechanism() == medication.Antagonist:
			wrong = act.Product.Name()
		case act.Means.Any(record.Doses|record.Ends|record.Withholds) && act.Substance.Valid():
		default:
			continue
		}
		judged = true
	}
	switch {
	case wrong != "":
		return v.Violated(nil, "%s, %s after withdrawal was precipitated", wrong, phrase.Elapsed(v, precipitated.At))
	case judged:
		return v.Met()
	}
	return v.NotApplicable()
}
