package withdrawal

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/interaction"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// LofexidineLimits are the limits of lofexidine.
type LofexidineLimits struct {
	Single   plan.Param[medication.Mass]
	Daily    plan.Param[medication.Mass]
	Days     plan.Param[int]
	Interval plan.Param[time.Duration]
}

var lofexidine = LofexidineLimits{
	limit.MostMass("wm.lofexidine.single.most", "lofexidine in one dose"),
	limit.MostMass("wm.lofexidine.daily.most", "lofexidine on one day"),
	limit.MostCount("wm.lofexidine.duration.days", "days of lofexidine", limit.ShownIn("day")),
	limit.LeastTime("wm.lofexidine.interval.least", "time between doses of lofexidine"),
}

// Lofexidine returns the limits of lofexidine.
func Lofexidine() LofexidineLimits { return lofexidine }

// LofexidineLiverLimits are the limits of one dose of lofexidine, four of which make a day, in hepatic impairment by Child-Pugh
// score.
type LofexidineLiverLimits struct {
	Moderate, Severe             plan.Param[int] // score from which on
	AtMild, AtModerate, AtSevere plan.Param[medication.Mass]
}

var lofexidineLiver = LofexidineLiverLimits{
	limit.MostCount("wm.lofexidine.hepatic.moderate-from", "Child-Pugh score from which hepatic impairment is moderate"),
	limit.MostCount("wm.lofexidine.hepatic.severe-from", "Child-Pugh score from which hepatic impairment is severe"),
	limit.MostMass("wm.lofexidine.hepatic.mild", "one dose of lofexidine in mild hepatic impairment"),
	limit.MostMass("wm.lofexidine.hepatic.moderate", "one dose of lofexidine in moderate hepatic impairment"),
	limit.MostMass("wm.lofexidine.hepatic.severe", "one dose of lofexidine in severe hepatic impairment"),
}

// LofexidineLiver returns the limits of one dose of lofexidine, four of which make a day, in hepatic impairment by Child-Pugh
// score.
func LofexidineLiver() LofexidineLiverLimits { return lofexidineLiver }

// LofexidineKidneyLimits are the limits of one dose of lofexidine, four of which make a day, in renal impairment by estimated
// filtration.
type LofexidineKidneyLimits struct {
	Reduced, Severe     plan.Param[record.Quantity] // filtration below which
	AtReduced, AtSevere plan.Param[medication.Mass]
}

var lofexidineKidney = LofexidineKidneyLimits{
	limit.LeastQuantity("wm.lofexidine.renal.reduced-below", "filtration in mL/min per 1.73 m2 below which lofexidine is reduced"),
	limit.LeastQuantity("wm.lofexidine.renal.severe-below", "filtration in mL/min per 1.73 m2 below which renal impairment is severe"),
	limit.MostMass("wm.lofexidine.renal.reduced", "one dose of lofexidine in reduced filtration"),
	limit.MostMass("wm.lofexidine.renal.severe", "one dose of lofexidine in severe renal impairment"),
}

// LofexidineKidney returns the limits of one dose of lofexidine, four of which make a day, in renal impairment by estimated
// filtration.
func LofexidineKidney() LofexidineKidneyLimits { return lofexidineKidney }

var lofexidineRules = []plan.Rule{
	{
		ID:       "wm.lofexidine.single",
		Title:    "One dose of lofexidine stays within the label, in tablets that exist",
		Severity: record.Block,
		About:    aboutLofexidine,
		Watches:  record.Doses,
		Cites:    []evidence.Citation{evidence.LabelLucemyra.At("section 2", evidence.Primary)},
		Needs:    plan.Needs(lofexidineDoses, lofexidine.Single),
		Remedy:   "lower the dose; if it was written as hydrochloride, write the tablets as the label counts them, by the base",
		Override: plan.NotOverridable("no source supports more, and it lowers pulse and pressure"),
		Only:     lofexidineDoses,
		Judge:    judgeLofexidineSingle,
	},
	{
		ID:       "wm.lofexidine.daily",
		Title:    "Lofexidine on one day stays within the label",
		Severity: record.Block,
		About:    aboutLofexidine,
		Watches:  record.Doses,
		Cites:    []evidence.Citation{evidence.LabelLucemyra.At("section 2", evidence.Primary)},
		Needs:    plan.Needs(lofexidineDoses, lofexidine.Daily),
		Remedy:   "lower the dose; methadone and buprenorphine treat withdrawal better",
		Override: plan.NotOverridable("no source supports more, and it lowers pulse and pressure"),
		Only:     lofexidineDoses,
		Judge:    judgeLofexidineDaily,
	},
	{
		ID:       "wm.lofexidine.duration",
		Title:    "Lofexidine ends when the label says",
		Severity: record.Block,
		About:    aboutLofexidine,
		Watches:  record.Doses,
		Cites:    []evidence.Citation{evidence.LabelLucemyra.At("section 2", evidence.Primary)},
		Needs:    plan.Needs(lofexidineDoses, lofexidine.Days),
		Remedy:   "step it down over some days, and offer treatment that goes on: buprenorphine or methadone",
		Override: plan.Overridable("why it goes on, and when it will end: to step it down, for instance"),
		Only:     lofexidineDoses,
		Judge:    judgeLofexidineDuration,
	},
	{
		ID:       "wm.lofexidine.interval",
		Title:    "Doses of lofexidine are far enough apart",
		Severity: record.Block,
		About:    aboutLofexidine,
		Watches:  record.Doses,
		Cites:    []evidence.Citation{evidence.LabelLucemyra.At("section 2", evidence.Primary)},
		Needs:    plan.Needs(lofexidineDoses, lofexidine.Interval),
		Remedy:   "wait",
		Override: plan.NotOverridable("waiting costs an hour or two"),
		Only:     lofexidineDoses,
		Judge:    judgeLofexidineInterval,
	},
	{
		ID:       "wm.lofexidine.qt",
		Title:    "Lofexidine beside methadone, another medicine that prolongs QT, or a diseased heart follows an ECG, and low electrolytes are corrected",
		Severity: record.Warning,
		About:    aboutLofexidine,
		Watches:  record.Doses,
		Cites: []evidence.Citation{evidence.LabelLucemyra.At("section 5, QT prolongation", evidence.Primary),
			evidence.LabelLucemyra2018.At("potassium and magnesium are corrected first", evidence.Primary),
			evidence.QTScreening2009.At("recommendations", evidence.Primary)},
		Needs: plan.Needs(lofexidineDoses, plan.Optional(interaction.QTcLimit().Caution), plan.Optional(interaction.LowPotassium().Below),
			plan.Optional(interaction.LowMagnesium().Below)),
		Remedy: "obtain an ECG, correct potassium and magnesium, and rather treat withdrawal with buprenorphine or methadone alone",
		Only:   lofexidineDoses,
		Judge:  judgeLofexidineQT,
	},
	{
		ID:       "wm.lofexidine.hepatic",
		Title:    "In hepatic impairment lofexidine is reduced",
		Severity: record.Warning,
		About:    aboutLofexidine,
		Watches:  record.Doses,
		Cites:    []evidence.Citation{evidence.LabelLucemyra.At("section 2", evidence.Primary)},
		Needs: plan.Needs(lofexidineDoses, lofexidineLiver.Moderate, lofexidineLiver.Severe, lofexidineLiver.AtMild,
			lofexidineLiver.AtModerate,
			lofexidineLiver.AtSevere),
		Remedy: "fewer tablets in each of four doses a day",
		Only:   lofexidineDoses,
		Judge:  judgeLofexidineLiver,
	},
	{
		ID:       "wm.lofexidine.renal",
		Aliases:  []record.RuleID{"renal.lofexidine"},
		Title:    "In renal impairment lofexidine is reduced, and in severe impairment rather avoided",
		Severity: record.Warning,
		About:    aboutLofexidine,
		Watches:  record.Doses,
		Cites: []evidence.Citation{evidence.LabelLucemyra.At("section 2", evidence.Primary),
			evidence.LabelLucemyra.At("section 5, chronic renal failure", evidence.Primary)},
		Needs: plan.Needs(lofexidineDoses, lofexidineKidney.Reduced, lofexidineKidney.Severe, lofexidineKidney.AtReduced,
			lofexidineKidney.AtSevere),
		Remedy: "fewer tablets in each of four doses a day; the time of dialysis does not matter",
		Only:   lofexidineDoses,
		Judge:  judgeLofexidineKidney,
	},
}

// lofexidineDoses are those of them that are of lofexidine.
var lofexidineDoses = plan.NewFact(func(v *plan.View) (plan.Dosing, bool) {
	d, ok := person.ProductDoses.Lent(v)
	return *d, ok && d.Substance == medication.Lofexidine
}, person.ProductDoses)

func judgeLofexidineSingle(v *plan.View) plan.Result {
	d, _ := lofexidineDoses.Lent(v)
	most := lofexidine.Single.Of(v)
	if most.Value.Compare(d.Dose.Principal) < 0 {
		return v.Violated(most, "%s of lofexidine in one dose, above %s", d.Dose.Principal, most.Value)
	}
	for dose := range d.Ends() {
		if !d.Product.InUnits(dose.Principal) && d.Product.HasStrengths() {
			return v.ViolatedAs(record.Warning, nil, "%s is no number of whole tablets: it may be written as hydrochloride, which weighs more",
				dose.Principal)
		}
	}
	return v.Met()
}

func judgeLofexidineDaily(v *plan.View) plan.Result {
	d, _ := lofexidineDoses.Lent(v)
	most := lofexidine.Daily.Of(v)
	if total := onTheDay(v, d); most.Value.Compare(total) < 0 {
		return v.Violated(most, "%s of lofexidine on one day, above %s", total, most.Value)
	}
	return v.Met()
}

func judgeLofexidineInterval(v *plan.View) plan.Result {
	d, _ := lofexidineDoses.Lent(v)
	least := lofexidine.Interval.Of(v)
	if apart := 24 * time.Hour / time.Duration(d.PerDay); d.PerDay > 1 && apart < least.Value {
		return v.Violated(least, "%d doses a day are %s apart, less than %s", d.PerDay, phrase.InHours(apart.Truncate(time.Minute)),
			phrase.InHours(least.Value))
	}
	if last, given := v.LastDose(medication.Lofexidine); (!d.Intent || onceNow(v)) && given && person.SinceAtFirst(v, last.At) < least.Value {
		return v.Violated(least, "%s since the last dose of lofexidine, less than %s", phrase.InHours(person.SinceAtFirst(v, last.At)), phrase.InHours(least.Value))
	}
	return v.Met()
}

// judgeLofexidineQT looks at the last QTc, and asks for one where the label names a risk.
func judgeLofexidineQT(v *plan.View) plan.Result {
	return plan.WorstOf(lofexidineHeart(v), interaction.LowElectrolytes(v))
}

// lofexidineHeart judges what is known of the heart, and of what else prolongs QT.
func lofexidineHeart(v *plan.View) plan.Result {
	if v.Health(record.CongenitalLongQT) == truth.Yes {
		return v.Violated(nil, "lofexidine in somebody with a congenital long QT interval, in whom it is avoided")
	}
	qtc, taken, measured := v.Measured(record.QTc)
	caution, set := interaction.QTcLimit().Caution.If(v)
	if measured && !set {
		return v.Unset(interaction.QTcLimit().Caution)
	}
	if measured && !qtc.Less(caution.Value) {
		return v.Violated(caution, "QTc is %s ms, not below %s ms, and lofexidine prolongs it", qtc, caution.Value)
	}
	risk := lofexidineRisk(v)
	switch {
	case risk == "":
		return v.NotApplicable()
	case !measured:
		return v.Violated(nil, "lofexidine with %s, and no ECG is on record", risk)
	case v.OnMedication(medication.Methadone) && beforeMethadone(v, taken):
		return v.Violated(nil, "lofexidine with methadone, and no ECG is on record since methadone was begun")
	}
	return v.Met()
}

// beforeMethadone reports whether an ECG is from before methadone: it says nothing of what methadone does.
func beforeMethadone(v *plan.View, taken time.Time) bool {
	first, ok := v.FirstDose(medication.Methadone)
	return ok && taken.Before(first.At)
}

// lofexidineRisk names what makes a long QT interval under lofexidine likelier; empty if nothing on record does.
func lofexidineRisk(v *plan.View) string {
	if v.OnMedication(medication.Methadone) {
		return "methadone"
	}
	for c := range v.Now().Of(medication.ClassesOf(medication.QTProlonging)) {
		if c.GoesOn && c.Substance != medication.Lofexidine {
			return c.Agent
		}
	}
	for _, condition := range [...]record.Health{record.StructuralHeartDisease, record.Arrhythmia, record.HepaticImpairment,
		record.SevereRenalFailure} {
		if v.Health(condition) == truth.Yes {
			return phrase.Spelled(condition)
		}
	}
	return ""
}

func judgeLofexidineLiver(v *plan.View) plan.Result {
	d, _ := lofexidineDoses.Lent(v)
	moderate := lofexidineLiver.Moderate.Of(v)
	severe := lofexidineLiver.Severe.Of(v)
	score, _, ok := v.Measured(record.ChildPugh)
	switch {
	case person.LiverFailed(v):
		return atMost(v, d, lofexidineLiver.AtSevere, "liver failure")
	case ok && !score.Less(record.Whole(int32(severe.Value))):
		return atMost(v, d, lofexidineLiver.AtSevere, "severe hepatic impairment")
	case ok && !score.Less(record.Whole(int32(moderate.Value))):
		return atMost(v, d, lofexidineLiver.AtModerate, "moderate hepatic impairment")
	case ok:
		return atMost(v, d, lofexidineLiver.AtMild, "mild hepatic impairment")
	case v.Health(record.HepaticImpairment) == truth.No:
		return v.Met()
	}
	return v.Lacks("whether the liver is impaired, and the Child-Pugh score if it is")
}

func judgeLofexidineKidney(v *plan.View) plan.Result {
	d, _ := lofexidineDoses.Lent(v)
	reduced := lofexidineKidney.Reduced.Of(v)
	severe := lofexidineKidney.Severe.Of(v)
	rate, _, ok := v.Measured(record.EGFR)
	switch {
	case ok && rate.Less(severe.Value), v.Health(record.SevereRenalFailure) == truth.Yes:
		most := lofexidineKidney.AtSevere.Of(v)
		return v.Violated(most, "%s of lofexidine in severe renal impairment: at most %s four times a day, and rather none",
			d.Dose.Principal, most.Value)
	case ok && rate.Less(reduced.Value):
		return atMost(v, d, lofexidineKidney.AtReduced, "reduced filtration")
	case ok:
		return v.Met()
	}
	return v.Lacks("estimated filtration")
}

// atMost compares one dose with the limit for an impairment.
func atMost(v *plan.View, d *plan.Dosing, limit plan.Param[medication.Mass], impairment string) plan.Result {
	most := limit.Of(v)
	if most.Value.Compare(d.Dose.Principal) < 0 {
		return v.Violated(most, "%s of %s in %s, above %s four times a day", d.Dose.Principal, d.Substance, impairment, most.Value)
	}
	return v.Met()
}
