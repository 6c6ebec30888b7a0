package guidance

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
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
	mostMass("wm.lofexidine.single.most", "lofexidine in one dose"),
	mostMass("wm.lofexidine.daily.most", "lofexidine on one day"),
	ceilingOf[int]("wm.lofexidine.duration.days", "days of lofexidine", plan.Shown(shownIn("day"))),
	hours("wm.lofexidine.interval.least", "time between doses of lofexidine"),
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
	ceilingOf[int]("wm.lofexidine.hepatic.moderate-from", "Child-Pugh score from which hepatic impairment is moderate"),
	ceilingOf[int]("wm.lofexidine.hepatic.severe-from", "Child-Pugh score from which hepatic impairment is severe"),
	mostMass("wm.lofexidine.hepatic.mild", "one dose of lofexidine in mild hepatic impairment"),
	mostMass("wm.lofexidine.hepatic.moderate", "one dose of lofexidine in moderate hepatic impairment"),
	mostMass("wm.lofexidine.hepatic.severe", "one dose of lofexidine in severe hepatic impairment"),
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
	leastQuantity("wm.lofexidine.renal.reduced-below", "filtration in mL/min per 1.73 m2 below which lofexidine is reduced"),
	leastQuantity("wm.lofexidine.renal.severe-below", "filtration in mL/min per 1.73 m2 below which renal impairment is severe"),
	mostMass("wm.lofexidine.renal.reduced", "one dose of lofexidine in reduced filtration"),
	mostMass("wm.lofexidine.renal.severe", "one dose of lofexidine in severe renal impairment"),
}

// LofexidineKidney returns the limits of one dose of lofexidine, four of which make a day, in renal impairment by estimated
// filtration.
func LofexidineKidney() LofexidineKidneyLimits { return lofexidineKidney }

// AlphaTwoVitalsLimits are the limits of pulse and blood pressure at a dose of lofexidine or clonidine. They are how a trial
// defined adverse events; the label of lofexidine gives no number.
type AlphaTwoVitalsLimits struct {
	Systolic, Diastolic, Pulse plan.Param[record.Quantity] // held below
	Fall                       plan.Param[int]             // held if more percent below the value before treatment
	Fresh                      plan.Param[time.Duration]
}

var alphaTwoVitals = AlphaTwoVitalsLimits{
	leastQuantity("wm.alpha2.bp.systolic", "systolic pressure in mm[Hg] below which a dose is reduced, delayed or skipped"),
	leastQuantity("wm.alpha2.bp.diastolic", "diastolic pressure in mm[Hg] below which a dose is reduced, delayed or skipped"),
	leastQuantity("wm.alpha2.bp.pulse", "pulse per minute below which a dose is reduced, delayed or skipped"),
	ceilingOf[int]("wm.alpha2.bp.fall", "percent below the value before treatment above which a dose is reduced, delayed or skipped"),
	ceilingOf[time.Duration]("wm.alpha2.bp.fresh", "age of pulse and pressure at a dose"),
}

// AlphaTwoVitals returns the limits of pulse and blood pressure at a dose of lofexidine or clonidine.
func AlphaTwoVitals() AlphaTwoVitalsLimits { return alphaTwoVitals }

// ClonidineLimits are the limits of clonidine a day.
type ClonidineLimits struct {
	Daily, Heavy plan.Param[medication.Mass]
	From         plan.Param[record.Quantity]
}

var clonidine = ClonidineLimits{
	mostMass("wm.clonidine.daily.most", "clonidine on one day"),
	mostMass("wm.clonidine.daily.heavy", "clonidine on one day for a heavy person"),
	leastQuantity("wm.clonidine.daily.heavy-from", "body weight in kg from which more clonidine is allowed"),
}

// Clonidine returns the limits of clonidine a day.
func Clonidine() ClonidineLimits { return clonidine }

func leastQuantity(id plan.ParamID, title string) plan.Param[record.Quantity] {
	return plan.NewParam(id, title, plan.HigherIsStricter(record.Quantity.Compare))
}

var (
	aboutLofexidine = medication.SetOf(medication.Lofexidine)
	aboutAlphaTwo   = medication.SetOf(medication.Lofexidine, medication.Clonidine)
)

// alphaTwoDoses are doses of lofexidine or clonidine that reach the person by whatever route; a supply and a grant without a stated
// dose have that of the order in force.
var alphaTwoDoses = plan.NewFact(func(v *plan.View) (plan.Dosing, bool) {
	d, ok := productDoses.Lent(v)
	return *d, ok && d.Product.Mechanism() == medication.Alpha2Agonist
}, productDoses)

// clonidineDoses are those of them that are tablets of clonidine.
var clonidineDoses = plan.NewFact(func(v *plan.View) (plan.Dosing, bool) {
	d, ok := productDoses.Lent(v)
	return *d, ok && d.Product.ID() == medication.ClonidineTab
}, productDoses)

// lofexidineDoses are those of them that are of lofexidine.
var lofexidineDoses = plan.NewFact(func(v *plan.View) (plan.Dosing, bool) {
	d, ok := productDoses.Lent(v)
	return *d, ok && d.Substance == medication.Lofexidine
}, productDoses)

var alphaTwo = []plan.Rule{
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
		Applies:  lofexidineDoses.Holds,
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
		Applies:  lofexidineDoses.Holds,
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
		Applies:  lofexidineDoses.Holds,
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
		Applies:  lofexidineDoses.Holds,
		Judge:    judgeLofexidineInterval,
	},
	{
		ID:       "wm.lofexidine.qt",
		Title:    "Lofexidine beside methadone, another medicine that prolongs QT, or a diseased heart follows an ECG",
		Severity: record.Warning,
		About:    aboutLofexidine,
		Watches:  record.Doses,
		Cites: []evidence.Citation{evidence.LabelLucemyra.At("section 5, QT prolongation", evidence.Primary),
			evidence.QTScreening2009.At("recommendations", evidence.Primary)},
		Needs:   plan.Needs(lofexidineDoses, plan.Optional(qtcLimit.Caution)),
		Remedy:  "obtain an ECG, correct potassium and magnesium, and rather treat withdrawal with buprenorphine or methadone alone",
		Applies: lofexidineDoses.Holds,
		Judge:   judgeLofexidineQT,
	},
	{
		ID:       "wm.alpha2.both",
		Title:    "Lofexidine and clonidine, which lower pulse and pressure, are not given together, nor with other medicines that do",
		Severity: record.Warning,
		About:    aboutAlphaTwo,
		Watches:  record.Doses | record.Contacts,
		Cites: []evidence.Citation{evidence.LabelLucemyra.At("section 5, medicines that lower pulse or blood pressure",
			evidence.Primary)},
		Remedy: "give one of them, and stop the other slowly where it was taken for long; measure pulse and pressure before each dose",
		Judge:  judgeBothAlphaTwo,
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
		Remedy:  "fewer tablets in each of four doses a day",
		Applies: lofexidineDoses.Holds,
		Judge:   judgeLofexidineLiver,
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
		Remedy:  "fewer tablets in each of four doses a day; the time of dialysis does not matter",
		Applies: lofexidineDoses.Holds,
		Judge:   judgeLofexidineKidney,
	},
	{
		ID:       "wm.alpha2.bp",
		Title:    "Lofexidine and clonidine are given when pulse and pressure allow it",
		Severity: record.Warning,
		About:    aboutAlphaTwo,
		Watches:  record.Doses,
		Cites: []evidence.Citation{evidence.LabelLucemyra.At("section 5, without numbers", evidence.Primary),
			evidence.LofexidineTrial.At("table 2, definitions of adverse events", evidence.Primary),
			evidence.UpToDate.At("table 54978", evidence.Secondary)},
		Needs: plan.Needs(alphaTwoDoses, alphaTwoVitals.Systolic, alphaTwoVitals.Diastolic, alphaTwoVitals.Pulse, alphaTwoVitals.Fall,
			alphaTwoVitals.Fresh),
		Remedy:  "reduce, delay or skip this dose, and measure again",
		Applies: alphaTwoDoses.Holds,
		Judge:   judgeAlphaTwoVitals,
	},
	{
		ID:       "wm.clonidine.daily",
		Title:    "Clonidine on one day stays within the ceiling for the body weight",
		Severity: record.Warning,
		About:    medication.SetOf(medication.Clonidine),
		Watches:  record.Doses,
		Cites:    []evidence.Citation{evidence.UpToDate.At("table 54978", evidence.Secondary)},
		Needs:    plan.Needs(clonidineDoses, clonidine.Daily, clonidine.Heavy, clonidine.From),
		Remedy:   "lower the dose; methadone and buprenorphine treat withdrawal better",
		Applies:  clonidineDoses.Holds,
		Judge:    judgeClonidine,
	},
}

// onceNow reports whether the event asks for a single dose: it comes on top of what was taken.
func onceNow(v *plan.View) bool {
	act, ok := v.Acts().Of(record.Prescribes, aboutAlphaTwo)
	return ok && act.Once
}

// onTheDay returns what a day comes to: what an order or a supply asks for, and a dose with what was taken before it today.
func onTheDay(v *plan.View, d *plan.Dosing) medication.Mass {
	if today := v.Now().OnDay(d.Substance).With; d.Total.Compare(today) < 0 && (!d.Intent || onceNow(v)) {
		return today
	}
	return d.Total
}

func judgeLofexidineSingle(v *plan.View) plan.Result {
	d, _ := lofexidineDoses.Lent(v)
	most := lofexidine.Single.Of(v)
	if most.Value.Compare(d.Dose.Principal) < 0 {
		return v.Violated(most, "%s of lofexidine in one dose, above %s", d.Dose.Principal, most.Value)
	}
	if _, whole := d.Product.Compose(d.Dose.Principal); !whole && len(d.Product.Strengths()) > 0 {
		return v.ViolatedAs(record.Warning, nil, "%s is no number of whole tablets: it may be written as hydrochloride, which weighs more",
			d.Dose.Principal)
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

func judgeLofexidineDuration(v *plan.View) plan.Result {
	most := lofexidine.Days.Of(v)
	day := v.TreatmentDay(medication.Lofexidine)
	if act, ok := v.Acts().Of(record.HandsOver|record.Permits, aboutLofexidine); ok && act.Days > 0 {
		day += act.First + act.Days - 1
	} else if order, ok := v.Body().(record.Order); ok && !order.Last.IsZero() {
		day += max(order.Last.Since(v.Day()), 0)
	}
	if day > most.Value {
		return v.Violated(most, "day %d of lofexidine, beyond %d", day, most.Value)
	}
	return v.Met()
}

func judgeLofexidineInterval(v *plan.View) plan.Result {
	d, _ := lofexidineDoses.Lent(v)
	least := lofexidine.Interval.Of(v)
	if apart := 24 * time.Hour / time.Duration(d.PerDay); d.PerDay > 1 && apart < least.Value {
		return v.Violated(least, "%d doses a day are %s apart, less than %s", d.PerDay, inHours(apart.Truncate(time.Minute)),
			inHours(least.Value))
	}
	if last, given := v.LastDose(medication.Lofexidine); (!d.Intent || onceNow(v)) && given && v.Since(last.At) < least.Value {
		return v.Violated(least, "%s since the last dose of lofexidine, less than %s", elapsed(v, last.At), inHours(least.Value))
	}
	return v.Met()
}

// judgeBothAlphaTwo looks for another medicine that lowers pulse or pressure where one of the two comes, and for one of the two where
// another comes, by whatever event.
func judgeBothAlphaTwo(v *plan.View) plan.Result {
	for act := range v.Acts().All() {
		switch {
		case act.Means.Has(record.Clears), !act.Means.Any(record.Doses | record.Contacts):
		case aboutAlphaTwo.Has(act.Substance):
			if other := lowersToo(v, act.Substance); other != "" {
				return v.Violated(nil, "%s with %s", act.Substance, other)
			}
		case act.GoesOn && act.Classes.Has(medication.LowersPulseOrPressure):
			for _, s := range alphaTwoAgonists {
				if v.OnMedication(s) {
					return v.Violated(nil, "%s with %s", s, foundText(act))
				}
			}
		}
	}
	return v.NotApplicable()
}

// alphaTwoAgonists are the agonists at the alpha-2 receptor that the plan can give.
var alphaTwoAgonists = [...]medication.Substance{medication.Lofexidine, medication.Clonidine}

// lowersToo names what lowers pulse or pressure beside the substance: the other one that this plan gives, or a medicine that is taken.
func lowersToo(v *plan.View, s medication.Substance) string {
	for _, other := range alphaTwoAgonists {
		if other != s && v.OnMedication(other) {
			return other.String()
		}
	}
	for medicine := range v.Now().Medicines() {
		if named, ok := record.SubstanceNamed(medicine.Report.Agent); ok && named == s || medicine.Until != nil ||
			!medicine.Classes.Has(medication.LowersPulseOrPressure) {
			continue
		}
		v.Now().Notes.Note(medicine.Event)
		return medicine.Report.Agent
	}
	return ""
}

// judgeLofexidineQT looks at the last QTc, and asks for one where the label names a risk.
func judgeLofexidineQT(v *plan.View) plan.Result {
	if v.Health(record.CongenitalLongQT) == truth.Yes {
		return v.Violated(nil, "lofexidine in somebody with a congenital long QT interval, in whom it is avoided")
	}
	qtc, _, measured := v.Measured(record.QTc)
	caution, set := qtcLimit.Caution.If(v)
	if measured && !set {
		return v.Unset(qtcLimit.Caution)
	}
	if measured && !qtc.Less(caution.Value) {
		return v.Violated(caution, "QTc is %s ms, not below %s ms, and lofexidine prolongs it", qtc, caution.Value)
	}
	risk := lofexidineRisk(v)
	switch {
	case risk == "":
		return v.NotApplicable()
	case measured:
		return v.Met()
	}
	return v.Violated(nil, "lofexidine with %s, and no ECG is on record", risk)
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
			return spelled(condition)
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
	case ok && !score.Less(record.Whole(int32(severe.Value))):
		return atMost(v, d, lofexidineLiver.AtSevere, "severe hepatic impairment")
	case ok && !score.Less(record.Whole(int32(moderate.Value))):
		return atMost(v, d, lofexidineLiver.AtModerate, "moderate hepatic impairment")
	case ok:
		return atMost(v, d, lofexidineLiver.AtMild, "mild hepatic impairment")
	case v.Health(record.LiverFailure) == truth.Yes:
		return atMost(v, d, lofexidineLiver.AtSevere, "liver failure")
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

func judgeAlphaTwoVitals(v *plan.View) plan.Result {
	d, _ := alphaTwoDoses.Lent(v)
	fresh := alphaTwoVitals.Fresh.Of(v)
	fall := alphaTwoVitals.Fall.Of(v)
	missing := ""
	for _, vital := range [...]struct {
		measure record.Measure
		least   plan.Param[record.Quantity]
	}{{record.SystolicPressure, alphaTwoVitals.Systolic}, {record.DiastolicPressure, alphaTwoVitals.Diastolic}, {record.Pulse,
		alphaTwoVitals.Pulse}} {
		least := vital.least.Of(v)
		value, at, ok := v.Measured(vital.measure)
		if !ok || v.Since(at) > fresh.Value {
			missing = vital.measure.String()
			continue
		}
		if value.Less(least.Value) {
			return v.Violated(least, "%s is %s, below %s", spelled(vital.measure.String()), value, least.Value)
		}
		if before, ok := beforeTreatment(v, d.Substance, vital.measure); ok && value.Times(100).Less(before.Times(int32(100-fall.Value))) {
			return v.Violated(fall, "%s is %s, more than %d %% below the %s before treatment", spelled(vital.measure.String()), value,
				fall.Value, before)
		}
	}
	if missing != "" {
		return v.Unknown(plan.Datum{Name: missing, Fresh: fresh.Value})
	}
	return v.Met()
}

// beforeTreatment returns the last value on the day of the first dose or the day before, measured before that dose. It walks
// the days of treatment, which are few, and stops there.
func beforeTreatment(v *plan.View, s medication.Substance, m record.Measure) (value record.Quantity, ok bool) {
	first, ok := v.FirstDose(s)
	if !ok {
		return record.Quantity{}, false
	}
	for ev := range v.Past {
		if v.DayOf(first.At).Since(v.DayOf(ev.At)) > 1 {
			break
		}
		if b, measured := ev.Body.(record.Measured); measured && b.Measure == m && ev.At.Before(first.At) {
			return b.Value, true
		}
	}
	return record.Quantity{}, false
}

func judgeClonidine(v *plan.View) plan.Result {
	d, _ := clonidineDoses.Lent(v)
	daily := clonidine.Daily.Of(v)
	heavy := clonidine.Heavy.Of(v)
	from := clonidine.From.Of(v)
	total := onTheDay(v, d)
	weight, _, weighed := v.Measured(record.BodyWeight)
	switch {
	case heavy.Value.Compare(total) < 0:
		return v.Violated(heavy, "%s of clonidine on one day, above %s", total, heavy.Value)
	case daily.Value.Compare(total) >= 0:
		return v.Met()
	case !weighed:
		return v.Lacks("body weight")
	case weight.Less(from.Value):
		return v.Violated(daily, "%s of clonidine on one day at %s kg, above %s", total, weight, daily.Value)
	}
	return v.Met()
}
