package guidance

import (
	"cmp"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages/scale"
)

// InductionCOWS are the limits of the withdrawal score before the first dose of buprenorphine.
var InductionCOWS = struct {
	Hard       *plan.Param[int]           // below: refused
	Soft       *plan.Param[int]           // below: warned of
	LongActing *plan.Param[int]           // below, after methadone or another long-acting opioid: refused
	Fresh      *plan.Param[time.Duration] // an older score says nothing about now
}{
	leastCount("bup.induction.cows-min.hard", "COWS total below which a first dose is refused"),
	leastCount("bup.induction.cows-min.soft", "COWS total below which a first dose is warned of"),
	leastCount("bup.induction.cows-min.long-acting", "COWS total below which a first dose is refused after a long-acting opioid"),
	freshness("bup.induction.cows-min.fresh", "age of a COWS score at the first dose"),
}

// InductionSigns are the limits of the objective signs before the first dose.
var InductionSigns = struct {
	Min       *plan.Param[int] // fewer: refused
	Preferred *plan.Param[int] // fewer: advised against
	Fresh     *plan.Param[time.Duration]
}{
	leastCount("bup.induction.objective-signs.min", "objective signs of withdrawal before a first dose"),
	leastCount("bup.induction.objective-signs.preferred", "objective signs of withdrawal that are preferred before a first dose"),
	freshness("bup.induction.objective-signs.fresh", "age of an examination for signs at the first dose"),
}

// InductionHours are the limits of the time since the last opioid.
var InductionHours = struct {
	FloorMono        *plan.Param[time.Duration] // mono product after a short-acting opioid: refused below
	FloorCombination *plan.Param[time.Duration] // product with naloxone after a short-acting opioid: refused below
	SoftShort        *plan.Param[time.Duration] // any product after a short-acting opioid: warned of below
	FloorLong        *plan.Param[time.Duration] // after a long-acting opioid: refused below
	SoftMethadone    *plan.Param[time.Duration] // after methadone: warned of below
	LongMethadone    *plan.Param[time.Duration] // after methadone: how long it may still matter
}{
	hours("bup.induction.hours-short-acting.floor-mono", "time since a short-acting opioid before a mono product"),
	hours("bup.induction.hours-short-acting.floor-combination", "time since a short-acting opioid before a product with naloxone"),
	hours("bup.induction.hours-short-acting.soft", "recommended time since a short-acting opioid"),
	hours("bup.induction.hours-long-acting.floor", "time since a long-acting opioid"),
	hours("bup.induction.hours-long-acting.methadone-soft", "recommended time since methadone"),
	hours("bup.induction.hours-long-acting.methadone-long", "time for which methadone may still be on board"),
}

// InductionFentanyl is how long fentanyl may still be on board, beside what was used later.
var InductionFentanyl = struct{ Long *plan.Param[time.Duration] }{
	hours("bup.induction.fentanyl.long", "time for which fentanyl may still be on board"),
}

// MethadoneTransfer are the limits of the daily methadone dose before a change to buprenorphine.
var MethadoneTransfer = struct {
	Preferred *plan.Param[medication.Mass] // at and above: warned of, since some sources want less
	Upper     *plan.Param[medication.Mass] // above: no source accepts it
	Hard      *plan.Param[medication.Mass] // above: refused, where a licence says so
}{
	mostMass("bup.induction.methadone-dose-max.preferred", "daily methadone dose before buprenorphine, preferred"),
	mostMass("bup.induction.methadone-dose-max.upper", "daily methadone dose before buprenorphine, upper"),
	mostMass("gb.bup.induction.interval.methadone.dose", "daily methadone dose before buprenorphine, by the licence"),
}

func hours(id plan.ParamID, title string) *plan.Param[time.Duration] {
	return plan.NewParam(id, title, plan.HigherIsStricter(cmp.Compare[time.Duration]))
}

func freshness(id plan.ParamID, title string) *plan.Param[time.Duration] {
	return plan.NewParam(id, title, plan.LowerIsStricter(cmp.Compare[time.Duration]))
}

func mostMass(id plan.ParamID, title string) *plan.Param[medication.Mass] {
	return plan.NewParam(id, title, plan.LowerIsStricter(medication.Mass.Compare))
}

// The circumstances in which a start without withdrawal is what is wanted.
var (
	unlessLowDose = plan.Exception{Context: record.LowDoseInitiation,
		Why: "low-dose initiation continues the full agonist and needs no withdrawal; its own rules apply"}
	unlessRescue = plan.Exception{Context: record.PrecipitatedRescue,
		Why: "more buprenorphine is the treatment of precipitated withdrawal"}
	unlessHomeStart = plan.Exception{Context: record.HomeStart, Leaves: record.Advice,
		Why: "at home the person judges their own withdrawal; a score by staff cannot be had"}
)

var buprenorphineInitiation = []plan.Rule{
	{
		ID:       "bup.induction.cows-min",
		Title:    "Withdrawal is measured and marked enough before the first dose of buprenorphine",
		Severity: record.Block,
		Kinds:    onDosing,
		Cites: []evidence.Citation{evidence.ACEP.At("", evidence.Primary), evidence.CABridge.At("COWS 8 with an objective sign",
			evidence.Primary),
			evidence.ASAM2020.At("11 to 12 or more", evidence.Weak)},
		Params: params(breakParams, InductionCOWS.Hard, InductionCOWS.Soft, InductionCOWS.LongActing, InductionCOWS.Fresh,
			InductionHours.LongMethadone),
		Unless:   []plan.Exception{unlessLowDose, unlessRescue, unlessHomeStart},
		Remedy:   "wait and score again, choose low-dose initiation, which needs no withdrawal, or record that there is no physical dependence",
		Override: plan.Overridable("why the person is started at this score, and how precipitated withdrawal would be treated"),
		Check:    checkInductionCOWS,
	},
	{
		ID:       "bup.induction.objective-signs",
		Aliases:  []record.RuleID{"gb.bup.sl.induction.withdrawal-required"},
		Title:    "Objective signs of withdrawal are seen before the first dose of buprenorphine",
		Severity: record.Block,
		Kinds:    onDosing,
		Cites: []evidence.Citation{evidence.LabelSuboxoneFilm.At("section 2.1", evidence.Primary),
			evidence.CABridge.At("objective sign required", evidence.Primary), evidence.ASAM2020.At("page 8", evidence.Primary),
			evidence.SmPCBuvidal64.At("4.2", evidence.Primary)},
		Params:   params(breakParams, InductionSigns.Min, InductionSigns.Preferred, InductionSigns.Fresh),
		Unless:   []plan.Exception{unlessLowDose, unlessRescue, unlessHomeStart},
		Remedy:   "examine again later, as feeling unwell alone is not enough; or record that there is no physical dependence",
		Override: plan.Overridable("why the person is started without an objective sign"),
		Check:    checkObjectiveSigns,
	},
	{
		ID:       "bup.induction.hours-short-acting",
		Aliases:  []record.RuleID{"gb.bup.induction.interval.short-acting"},
		Title:    "Enough hours have passed since the last short-acting opioid before the first dose of buprenorphine",
		Severity: record.Block,
		Kinds:    onDosing,
		Cites: []evidence.Citation{evidence.LabelBuprenorphineTablets.At("section 2", evidence.Secondary),
			evidence.LabelBuprenorphineNaloxone.At("section 2, induction", evidence.Secondary),
			evidence.SmPCBuvidal64.At("4.2", evidence.Primary)},
		Params:   params(breakParams, InductionHours.FloorMono, InductionHours.FloorCombination, InductionHours.SoftShort),
		Unless:   []plan.Exception{unlessLowDose, unlessRescue},
		Remedy:   "wait until the hours have passed, or choose low-dose initiation",
		Override: plan.Overridable("why the person is started this soon"),
		Check:    checkShortActingHours,
	},
	{
		ID:       "bup.induction.hours-long-acting",
		Title:    "Enough hours have passed since the last long-acting opioid before the first dose of buprenorphine",
		Severity: record.Block,
		Kinds:    onDosing,
		Cites: []evidence.Citation{evidence.LabelBuprenorphineTablets.At("section 2", evidence.Secondary),
			evidence.ASAM2015.At("page 7", evidence.Primary), evidence.SmPCBuvidal64.At("4.2", evidence.Primary)},
		Params:   params(breakParams, InductionHours.FloorLong, InductionHours.SoftMethadone),
		Unless:   []plan.Exception{unlessLowDose, unlessRescue},
		Remedy:   "wait until the hours have passed, or choose low-dose initiation",
		Override: plan.Overridable("why the person is started this soon"),
		Check:    checkLongActingHours,
	},
	{
		ID:       "bup.induction.methadone-dose-max",
		Title:    "The methadone dose was lowered before a change to buprenorphine",
		Severity: record.Warning,
		Kinds:    onDosing,
		Cites:    []evidence.Citation{evidence.ASAM2015.At("page 7", evidence.Primary)},
		Params:   params(breakParams, MethadoneTransfer.Preferred, MethadoneTransfer.Upper, InductionHours.LongMethadone),
		Unless:   []plan.Exception{unlessLowDose, unlessRescue},
		Remedy:   "choose low-dose initiation or a start as an inpatient, or lower the methadone dose first",
		Check:    checkMethadoneTransfer,
	},
	{
		ID:       "gb.bup.induction.interval.methadone",
		Title:    "Methadone is down to what the licence allows before a change to buprenorphine",
		Severity: record.Block,
		Kinds:    onDosing,
		Cites: []evidence.Citation{evidence.SmPCBuvidal64.At("4.2", evidence.Primary),
			evidence.SmPCSubutex.At("4.2", evidence.Secondary)},
		Params:   params(breakParams, MethadoneTransfer.Hard, InductionHours.LongMethadone),
		Unless:   []plan.Exception{unlessLowDose, unlessRescue},
		Remedy:   "lower the methadone dose first, or choose low-dose initiation with specialist advice",
		Override: plan.Overridable("why the change is made from this dose, and how precipitated withdrawal would be treated"),
		Check:    checkMethadoneLicence,
	},
	{
		ID:       "bup.induction.fentanyl",
		Title:    "After fentanyl the way of starting buprenorphine is chosen for it",
		Severity: record.Advice,
		Kinds:    onDosing,
		Cites: []evidence.Citation{evidence.ASAM2023.At("initiation", evidence.Primary), evidence.CABridge.At("fentanyl: variable",
			evidence.Primary)},
		Params: params(breakParams, InductionFentanyl.Long),
		Unless: []plan.Exception{unlessLowDose, unlessRescue},
		Remedy: "consider low-dose initiation, a high-dose start, or waiting for marked withdrawal; never withhold treatment",
		Check:  checkFentanyl,
	},
	{
		ID:       "bup.induction.combo-after-long-acting",
		Title:    "After a long-acting opioid the label prefers buprenorphine without naloxone for the start",
		Severity: record.Advice,
		Kinds:    record.On(record.KindOrder),
		Cites:    []evidence.Citation{evidence.LabelSuboxoneFilm.At("section 2.1", evidence.Primary)},
		Params:   params(breakParams, InductionHours.LongMethadone),
		Unless:   []plan.Exception{unlessLowDose, unlessRescue},
		Remedy:   "a mono product, where one can be had; other guidance accepts the combination",
		Check:    checkComboAfterLongActing,
	},
	{
		ID:       "bup.induction.route",
		Title:    "At the start a film is placed under the tongue",
		Severity: record.Warning,
		Kinds:    onDosing,
		Cites:    []evidence.Citation{evidence.LabelSuboxoneFilm.At("administration during induction", evidence.Secondary)},
		Params:   breakParams,
		Remedy:   "place the film under the tongue: inside the cheek more naloxone is absorbed",
		Check:    checkInductionRoute,
	},
}

// inducing returns the dosing if the event would be a first dose of buprenorphine, or the first after a break, for somebody
// who has other opioids on board or may have. It is none for somebody who is known to have no physical dependence; nor as long
// as buprenorphine carries on, unless this plan starts it and another opioid came after it; nor for a depot that follows a
// tolerated test dose; nor for an order that says that it continues what this plan has no record of.
func inducing(v *plan.View) (plan.Dosing, bool) {
	d, ok := buprenorphineDosing(v)
	switch {
	case !ok, d.Purpose == record.PurposeRescue, d.Product.LongActing() && statedTestDose(v, d) > 0, continued(v, d):
		return plan.Dosing{}, false
	case v.HealthReported(record.PhysicalDependence) == truth.No:
		return plan.Dosing{}, false
	case established(v) && !(startingBuprenorphine(v, d) && usedSince(v)):
		return plan.Dosing{}, false
	}
	return d, true
}

// longActingOnBoard reports whether the last opioid was a long-acting one, or one may still be on board beside a later one.
func longActingOnBoard(v *plan.View, window time.Duration) (plan.Exposure, bool) {
	long, ok := v.LastUse(medication.LongActingOpioid)
	if !ok {
		return plan.Exposure{}, false
	}
	short, ok := lastShortActing(v)
	return long, v.Since(long.At) <= window || !ok || short.At.Before(long.At)
}

// lastShortActing returns the last opioid whose withdrawal comes within a day. Fentanyl counts: the floor holds for it too,
// and more is advised.
func lastShortActing(v *plan.View) (plan.Exposure, bool) {
	short, ok := v.LastUse(medication.ShortActingOpioid)
	if fentanyl, also := v.LastUse(medication.FentanylOpioid); also && (!ok || short.At.Before(fentanyl.At)) {
		return fentanyl, true
	}
	return short, ok
}

// undatedMedicine returns an opioid of these classes from the list of other medicines that is taken, or was until lately: the list
// says nothing of the hour of the last dose.
func undatedMedicine(v *plan.View, window time.Duration, classes ...medication.Class) (agent string, ok bool) {
	agent, taken := v.TakingOrStoppedWithin(medication.ClassesOf(classes...), window)
	return agent, taken == truth.Yes
}

func lacksLastDose(v *plan.View, agent string) plan.Result {
	return lacks(v, plan.Datum{Name: "time of the last " + agent}, "ask when "+agent+" was taken for the last time, and record it as use")
}

// What brings the data that the rules of a start ask for.
const (
	scoreNow   = "score COWS now; or record a start at home, a low-dose start, or that there is no physical dependence"
	examineNow = "look for the signs now; or record a start at home, a low-dose start, or that there is no physical dependence"
)

func checkInductionCOWS(v *plan.View) plan.Result {
	if _, ok := inducing(v); !ok {
		return v.NotApplicable()
	}
	fresh, ok := InductionCOWS.Fresh.At(v)
	if !ok {
		return v.Unset(InductionCOWS.Fresh)
	}
	soft, ok := InductionCOWS.Soft.At(v)
	if !ok {
		return v.Unset(InductionCOWS.Soft)
	}
	window, ok := InductionHours.LongMethadone.At(v)
	if !ok {
		return v.Unset(InductionHours.LongMethadone)
	}
	hardest := InductionCOWS.Hard
	if _, long := longActingOnBoard(v, window.Value); long {
		hardest = InductionCOWS.LongActing
	}
	hard, ok := hardest.At(v)
	if !ok {
		return v.Unset(hardest)
	}
	score, at, ok := v.Scored(scale.COWS)
	if !ok || v.Since(at) > fresh.Value {
		return lacks(v, plan.Datum{Name: "COWS total", Fresh: fresh.Value}, scoreNow)
	}
	if enough, known := score.AtLeast(hard.Value); !known {
		return lacks(v, plan.Datum{Name: "the COWS items that were not scored"}, scoreNow)
	} else if !enough {
		return v.Violated(hard, "COWS is %d, below %d", score.High, hard.Value)
	}
	if enough, known := score.AtLeast(soft.Value); known && !enough {
		return v.ViolatedAs(record.Warning, soft, "COWS is %d, below the recommended %d", score.High, soft.Value)
	}
	return v.Met()
}

func checkObjectiveSigns(v *plan.View) plan.Result {
	if _, ok := inducing(v); !ok {
		return v.NotApplicable()
	}
	least, ok := InductionSigns.Min.At(v)
	if !ok {
		return v.Unset(InductionSigns.Min)
	}
	preferred, ok := InductionSigns.Preferred.At(v)
	if !ok {
		return v.Unset(InductionSigns.Preferred)
	}
	fresh, ok := InductionSigns.Fresh.At(v)
	if !ok {
		return v.Unset(InductionSigns.Fresh)
	}
	count, at, ok := v.ObjectiveSigns()
	switch {
	case !ok || v.Since(at) > fresh.Value:
		return lacks(v, plan.Datum{Name: "an examination for objective signs of withdrawal", Fresh: fresh.Value}, examineNow)
	case count < least.Value:
		return v.Violated(least, "%s, fewer than %d", plural(count, "objective sign"), least.Value)
	case count < preferred.Value:
		return v.ViolatedAs(record.Advice, preferred, "%s, fewer than the preferred %d", plural(count, "objective sign"), preferred.Value)
	}
	return v.Met()
}

func checkShortActingHours(v *plan.View) plan.Result {
	d, ok := inducing(v)
	if !ok {
		return v.NotApplicable()
	}
	lowest := InductionHours.FloorMono
	if _, combination := d.Product.Companion(); combination {
		lowest = InductionHours.FloorCombination
	}
	floor, ok := lowest.At(v)
	if !ok {
		return v.Unset(lowest)
	}
	soft, ok := InductionHours.SoftShort.At(v)
	if !ok {
		return v.Unset(InductionHours.SoftShort)
	}
	if use, unclassified := v.UnclassifiedUse(); unclassified && v.Since(use.At) < soft.Value {
		return lacks(v, plan.Datum{Name: "whether " + use.Agent + " acts short or long"}, "record the opioid under a name that is known, such as heroin, fentanyl or methadone")
	}
	last, ok := lastShortActing(v)
	if agent, undated := undatedMedicine(v, soft.Value, medication.ShortActingOpioid, medication.FentanylOpioid); undated && !ok {
		return lacksLastDose(v, agent)
	}
	switch {
	case !ok && !v.OpioidHistoryTaken():
		return lacks(v, plan.Datum{Name: "time of the last opioid use"}, "ask when which opioid was used for the last time, and record it; or record that none was")
	case !ok:
		return v.NotApplicable()
	case v.Since(last.At) < floor.Value:
		return v.Violated(floor, "%s since %s, less than %s", elapsed(v, last.At), last.Agent, inHours(floor.Value))
	case v.Since(last.At) < soft.Value:
		return v.ViolatedAs(record.Warning, soft, "%s since %s, less than the recommended %s", elapsed(v, last.At), last.Agent, inHours(soft.Value))
	}
	return v.Met()
}

func checkLongActingHours(v *plan.View) plan.Result {
	if _, ok := inducing(v); !ok {
		return v.NotApplicable()
	}
	floor, ok := InductionHours.FloorLong.At(v)
	if !ok {
		return v.Unset(InductionHours.FloorLong)
	}
	soft, ok := InductionHours.SoftMethadone.At(v)
	if !ok {
		return v.Unset(InductionHours.SoftMethadone)
	}
	if use, unclassified := v.UnclassifiedUse(); unclassified && v.Since(use.At) < soft.Value {
		return lacks(v, plan.Datum{Name: "whether " + use.Agent + " acts short or long"}, "record the opioid under a name that is known, such as heroin, fentanyl or methadone")
	}
	last, ok := v.LastUse(medication.LongActingOpioid)
	methadone, also := v.LastUseOf(medication.Methadone)
	if agent, undated := undatedMedicine(v, soft.Value, medication.LongActingOpioid); undated && !ok {
		return lacksLastDose(v, agent)
	}
	switch {
	case !ok && !v.OpioidHistoryTaken():
		return lacks(v, plan.Datum{Name: "time of the last opioid use"}, "ask when which opioid was used for the last time, and record it; or record that none was")
	case !ok:
		return v.NotApplicable()
	case v.Since(last.At) < floor.Value:
		return v.Violated(floor, "%s since %s, less than %s", elapsed(v, last.At), last.Agent, inHours(floor.Value))
	case also && v.Since(methadone.At) < soft.Value:
		return v.ViolatedAs(record.Warning, soft, "%s since methadone, less than the recommended %s", elapsed(v, methadone.At), inHours(soft.Value))
	}
	return v.Met()
}

// methadoneBefore returns the daily methadone dose that the person comes from, if methadone was taken within the window; ok is
// false if it was not. A zero mass is not known.
func methadoneBefore(v *plan.View, window time.Duration) (daily medication.Mass, ok bool) {
	last, ok := v.LastUseOf(medication.Methadone)
	if !ok || v.Since(last.At) > window {
		return medication.Mass{}, false
	}
	if !last.Product.IsValid() {
		return last.DailyDose, true
	}
	// A split dose is two records; the last day may be half over.
	day := v.DayOf(last.At)
	daily = v.DayTotal(medication.Methadone, day)
	if earlier := v.DayTotal(medication.Methadone, day.Add(-1)); daily.Compare(earlier) < 0 {
		daily = earlier
	}
	return daily, true
}

func checkMethadoneTransfer(v *plan.View) plan.Result {
	if _, ok := inducing(v); !ok {
		return v.NotApplicable()
	}
	preferred, ok := MethadoneTransfer.Preferred.At(v)
	if !ok {
		return v.Unset(MethadoneTransfer.Preferred)
	}
	upper, ok := MethadoneTransfer.Upper.At(v)
	if !ok {
		return v.Unset(MethadoneTransfer.Upper)
	}
	window, ok := InductionHours.LongMethadone.At(v)
	if !ok {
		return v.Unset(InductionHours.LongMethadone)
	}
	daily, ok := methadoneBefore(v, window.Value)
	switch {
	case !ok:
		return v.NotApplicable()
	case daily.IsZero():
		return lacks(v, plan.Datum{Name: "the daily methadone dose"}, "ask the program for the dose, and record it")
	case upper.Value.Compare(daily) < 0:
		return v.Violated(upper, "methadone was %s a day, above %s", daily, upper.Value)
	case preferred.Value.Compare(daily) < 0:
		return v.Violated(preferred, "methadone was %s a day, above the preferred %s", daily, preferred.Value)
	case preferred.Value.Compare(daily) == 0: // accepted by some sources; others say below
		return v.Violated(preferred, "methadone was %s a day, which some sources accept, and others want lower", daily)
	}
	return v.Met()
}

// checkMethadoneLicence judges the dose alone; how long ago it was is for the rule about the hours since a long-acting opioid.
func checkMethadoneLicence(v *plan.View) plan.Result {
	if _, ok := inducing(v); !ok {
		return v.NotApplicable()
	}
	most, ok := MethadoneTransfer.Hard.At(v)
	if !ok {
		return v.Unset(MethadoneTransfer.Hard)
	}
	window, ok := InductionHours.LongMethadone.At(v)
	if !ok {
		return v.Unset(InductionHours.LongMethadone)
	}
	daily, ok := methadoneBefore(v, window.Value)
	switch {
	case !ok:
		return v.NotApplicable()
	case daily.IsZero():
		return lacks(v, plan.Datum{Name: "the daily methadone dose"}, "ask the program for the dose, and record it")
	case most.Value.Compare(daily) < 0:
		return v.Violated(most, "methadone was %s a day, above %s", daily, most.Value)
	}
	return v.Met()
}

func checkFentanyl(v *plan.View) plan.Result {
	if _, ok := inducing(v); !ok {
		return v.NotApplicable()
	}
	window, ok := InductionFentanyl.Long.At(v)
	if !ok {
		return v.Unset(InductionFentanyl.Long)
	}
	fentanyl, ok := v.LastUse(medication.FentanylOpioid)
	if !ok {
		return v.NotApplicable()
	}
	if last, _ := v.LastUse(medication.FullAgonistOpioid); v.Since(fentanyl.At) > window.Value && fentanyl.At.Before(last.At) {
		return v.NotApplicable()
	}
	return v.Violated(window, "fentanyl %s ago: withdrawal comes at a variable time, and more often is precipitated", elapsed(v, fentanyl.At))
}

func checkComboAfterLongActing(v *plan.View) plan.Result {
	d, ok := inducing(v)
	if !ok {
		return v.NotApplicable()
	}
	window, ok := InductionHours.LongMethadone.At(v)
	if !ok {
		return v.Unset(InductionHours.LongMethadone)
	}
	if _, combination := d.Product.Companion(); !combination {
		return v.Met()
	}
	long, ok := longActingOnBoard(v, window.Value)
	if !ok {
		return v.NotApplicable()
	}
	return v.Violated(nil, "%s after %s", d.Product.Name(), long.Agent)
}

func checkInductionRoute(v *plan.View) plan.Result {
	d, ok := mouthDosing(v)
	if !ok || d.Product.Form() != medication.FormFilm || !d.Product.HasRoute(medication.Sublingual) {
		return v.NotApplicable()
	}
	p, ok := positionOf(v, d)
	if !ok {
		return v.Unset(BuprenorphineBreak.Daily)
	}
	if p.day != 1 {
		return v.NotApplicable()
	}
	if d.Route == medication.Buccal {
		return v.Violated(nil, "%s inside the cheek on the first day", d.Product.Name())
	}
	return v.Met()
}
