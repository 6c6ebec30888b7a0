package guidance

import (
	"cmp"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/stages/scale"
)

// Limits of the withdrawal score before the first dose of buprenorphine.
var InductionCOWS = struct {
	Hard       *plan.Param[int]           // below: refused
	Soft       *plan.Param[int]           // below: warned of
	LongActing *plan.Param[int]           // below, after methadone or another long-acting opioid: refused
	Fresh      *plan.Param[time.Duration] // an older score says nothing about now
}{
	plan.NewParam("bup.induction.cows-min.hard", "COWS total below which a first dose is refused", plan.HigherIsStricter(cmp.Compare[int])),
	plan.NewParam("bup.induction.cows-min.soft", "COWS total below which a first dose is warned of", plan.HigherIsStricter(cmp.Compare[int])),
	plan.NewParam("bup.induction.cows-min.long-acting", "COWS total below which a first dose is refused after a long-acting opioid", plan.HigherIsStricter(cmp.Compare[int])),
	plan.NewParam("bup.induction.cows-min.fresh", "age of a COWS score at the first dose", plan.LowerIsStricter(cmp.Compare[time.Duration])),
}

// Limit of objective signs before the first dose.
var InductionSigns = struct{ Min *plan.Param[int] }{
	plan.NewParam("bup.induction.objective-signs.min", "objective signs of withdrawal before a first dose", plan.HigherIsStricter(cmp.Compare[int])),
}

// Limits of the time since the last opioid.
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

// Limits of the methadone dose before a change to buprenorphine.
var MethadoneTransfer = struct{ Preferred, Upper *plan.Param[medication.Mass] }{
	mostMass("bup.induction.methadone-dose-max.preferred", "daily methadone dose before buprenorphine, preferred"),
	mostMass("bup.induction.methadone-dose-max.upper", "daily methadone dose before buprenorphine, upper"),
}

func hours(id plan.ParamID, title string) *plan.Param[time.Duration] {
	return plan.NewParam(id, title, plan.HigherIsStricter(cmp.Compare[time.Duration]))
}

func mostMass(id plan.ParamID, title string) *plan.Param[medication.Mass] {
	return plan.NewParam(id, title, plan.LowerIsStricter(medication.Mass.Compare))
}

// The circumstances in which a start without withdrawal is what is wanted.
var (
	unlessLowDose = plan.Exception{Context: plan.LowDoseInitiation,
		Why: "low-dose initiation continues the full agonist and needs no withdrawal; its own rules apply"}
	unlessRescue = plan.Exception{Context: plan.PrecipitatedRescue,
		Why: "more buprenorphine is the treatment of precipitated withdrawal"}
	unlessHomeStart = plan.Exception{Context: plan.HomeStart, Leaves: plan.Advice,
		Why: "at home the person judges their own withdrawal; a score by staff cannot be had"}
)

var buprenorphineInitiation = []plan.Rule{
	{
		ID:       "bup.induction.cows-min",
		Title:    "Withdrawal is measured and marked enough before the first dose of buprenorphine",
		Severity: plan.Block,
		Watches:  plan.On(plan.KindOrder, plan.KindDoseGiven),
		Cites: []evidence.Citation{acep(evidence.Primary), caBridge("COWS 8 with an objective sign", evidence.Primary),
			asam2020("11 to 12 or more", evidence.Weak)},
		Params:   []plan.AnyParam{InductionCOWS.Hard, InductionCOWS.Soft, InductionCOWS.LongActing, InductionCOWS.Fresh},
		Unless:   []plan.Exception{unlessLowDose, unlessRescue, unlessHomeStart},
		Remedy:   "wait and score again, or choose low-dose initiation, which needs no withdrawal",
		Override: plan.Overridable("why the person is started at this score, and how precipitated withdrawal would be treated"),
		Check:    checkInductionCOWS,
	},
	{
		ID:       "bup.induction.objective-signs",
		Aliases:  []plan.RuleID{"gb.bup.sl.induction.withdrawal-required"},
		Title:    "Objective signs of withdrawal are seen before the first dose of buprenorphine",
		Severity: plan.Block,
		Watches:  plan.On(plan.KindOrder, plan.KindDoseGiven),
		Cites: []evidence.Citation{label("Suboxone film", "section 2.1", evidence.Primary),
			caBridge("objective sign required", evidence.Primary), asam2020("page 8", evidence.Primary)},
		Params:   []plan.AnyParam{InductionSigns.Min},
		Unless:   []plan.Exception{unlessLowDose, unlessRescue, unlessHomeStart},
		Remedy:   "examine again later; feeling unwell alone is not enough",
		Override: plan.Overridable("why the person is started without an objective sign"),
		Check:    checkObjectiveSigns,
	},
	{
		ID:       "bup.induction.hours-short-acting",
		Aliases:  []plan.RuleID{"gb.bup.induction.interval.short-acting"},
		Title:    "Enough hours have passed since the last short-acting opioid before the first dose of buprenorphine",
		Severity: plan.Block,
		Watches:  plan.On(plan.KindOrder, plan.KindDoseGiven),
		Cites: []evidence.Citation{label("buprenorphine sublingual tablets", "dosage and administration", evidence.Secondary),
			label("buprenorphine and naloxone", "dosage and administration", evidence.Secondary)},
		Params:   []plan.AnyParam{InductionHours.FloorMono, InductionHours.FloorCombination, InductionHours.SoftShort},
		Unless:   []plan.Exception{unlessLowDose, unlessRescue},
		Remedy:   "wait until the hours have passed, or choose low-dose initiation",
		Override: plan.Overridable("why the person is started this soon"),
		Check:    checkShortActingHours,
	},
	{
		ID:       "bup.induction.hours-long-acting",
		Title:    "Enough hours have passed since the last long-acting opioid before the first dose of buprenorphine",
		Severity: plan.Block,
		Watches:  plan.On(plan.KindOrder, plan.KindDoseGiven),
		Cites: []evidence.Citation{label("buprenorphine sublingual tablets", "dosage and administration", evidence.Secondary),
			asam2015("page 7", evidence.Primary)},
		Params:   []plan.AnyParam{InductionHours.FloorLong, InductionHours.SoftMethadone},
		Unless:   []plan.Exception{unlessLowDose, unlessRescue},
		Remedy:   "wait until the hours have passed, or choose low-dose initiation",
		Override: plan.Overridable("why the person is started this soon"),
		Check:    checkLongActingHours,
	},
	{
		ID:       "bup.induction.methadone-dose-max",
		Title:    "The methadone dose was lowered before a change to buprenorphine",
		Severity: plan.Warning,
		Watches:  plan.On(plan.KindOrder, plan.KindDoseGiven),
		Cites:    []evidence.Citation{asam2015("page 7", evidence.Primary)},
		Params:   []plan.AnyParam{MethadoneTransfer.Preferred, MethadoneTransfer.Upper, InductionHours.LongMethadone},
		Unless:   []plan.Exception{unlessLowDose},
		Remedy:   "choose low-dose initiation or a start as an inpatient, or lower the methadone dose first",
		Check:    checkMethadoneTransfer,
	},
	{
		ID:       "bup.induction.fentanyl",
		Title:    "After fentanyl the way of starting buprenorphine is chosen for it",
		Severity: plan.Advice,
		Watches:  plan.On(plan.KindOrder, plan.KindDoseGiven),
		Cites:    []evidence.Citation{asam2023("initiation", evidence.Primary), caBridge("fentanyl: variable", evidence.Primary)},
		Remedy:   "consider low-dose initiation, a high-dose start, or waiting for marked withdrawal; never withhold treatment",
		Check:    checkFentanyl,
	},
	{
		ID:       "bup.induction.combo-after-long-acting",
		Title:    "After a long-acting opioid the label prefers buprenorphine without naloxone for the start",
		Severity: plan.Advice,
		Watches:  plan.On(plan.KindOrder),
		Cites:    []evidence.Citation{label("Suboxone film", "section 2.1", evidence.Primary)},
		Remedy:   "a mono product, where one can be had; other guidance accepts the combination",
		Check:    checkComboAfterLongActing,
	},
}

// inducing returns the dosing if the event would be the first transmucosal buprenorphine of somebody who has other opioids on
// board or may have. It is not one where the last opioid was buprenorphine itself, nor where there is no physical dependence.
func inducing(v *plan.View) (plan.Dosing, bool) {
	d, ok := v.Dosing()
	if !ok || d.Substance != medication.Buprenorphine || d.Product.LongActing() || d.Purpose == plan.PurposePain ||
		d.Purpose == plan.PurposeRescue || !v.Starting(medication.Buprenorphine) {
		return plan.Dosing{}, false
	}
	if v.Health(plan.PhysicalDependence) == plan.No || lastWasBuprenorphine(v) {
		return plan.Dosing{}, false
	}
	return d, true
}

// lastWasBuprenorphine reports whether the most recent opioid was buprenorphine.
func lastWasBuprenorphine(v *plan.View) bool {
	own, ok := v.LastUse(medication.PartialAgonistOpioid)
	if !ok {
		return false
	}
	full, ok := v.LastUse(medication.FullAgonistOpioid)
	return !ok || full.At.Before(own.At)
}

// longActingOnBoard reports whether the last opioid was a long-acting one, or one may still be on board beside a later one.
func longActingOnBoard(v *plan.View) (plan.Exposure, bool) {
	long, ok := v.LastUse(medication.LongActingOpioid)
	if !ok {
		return plan.Exposure{}, false
	}
	if window, set := InductionHours.LongMethadone.At(v); set && v.Since(long.At) <= window.Value {
		return long, true
	}
	short, ok := lastShortActing(v)
	return long, !ok || short.At.Before(long.At)
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
	hardest := InductionCOWS.Hard
	if _, long := longActingOnBoard(v); long {
		hardest = InductionCOWS.LongActing
	}
	hard, ok := hardest.At(v)
	if !ok {
		return v.Unset(hardest)
	}
	score, at, ok := v.Scored(scale.COWS)
	if !ok || v.Since(at) > fresh.Value {
		return v.Unknown(plan.Datum{Name: "COWS total", Fresh: fresh.Value})
	}
	if enough, known := score.AtLeast(hard.Value); !known {
		return v.Lacks("the COWS items that were not scored")
	} else if !enough {
		return v.Violated(hard, "COWS is %d, below %d", score.High, hard.Value)
	}
	if enough, known := score.AtLeast(soft.Value); known && !enough {
		return v.ViolatedAs(plan.Warning, soft, "COWS is %d, below the recommended %d", score.High, soft.Value)
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
	fresh, ok := InductionCOWS.Fresh.At(v)
	if !ok {
		return v.Unset(InductionCOWS.Fresh)
	}
	count, at, ok := v.ObjectiveSigns()
	if !ok || v.Since(at) > fresh.Value {
		return v.Unknown(plan.Datum{Name: "an examination for objective signs of withdrawal", Fresh: fresh.Value})
	}
	if count < least.Value {
		return v.Violated(least, "%d objective signs, fewer than %d", count, least.Value)
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
		return v.Lacks("whether " + use.Agent + " acts short or long")
	}
	last, ok := lastShortActing(v)
	switch {
	case !ok && !v.OpioidHistoryTaken():
		return v.Lacks("time of the last opioid use")
	case !ok:
		return v.NotApplicable()
	case v.Since(last.At) < floor.Value:
		return v.Violated(floor, "%s since %s, less than %s", elapsed(v, last.At), last.Agent, inHours(floor.Value))
	case v.Since(last.At) < soft.Value:
		return v.ViolatedAs(plan.Warning, soft, "%s since %s, less than the recommended %s", elapsed(v, last.At), last.Agent, inHours(soft.Value))
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
		return v.Lacks("whether " + use.Agent + " acts short or long")
	}
	last, ok := v.LastUse(medication.LongActingOpioid)
	switch {
	case !ok && !v.OpioidHistoryTaken():
		return v.Lacks("time of the last opioid use")
	case !ok:
		return v.NotApplicable()
	case v.Since(last.At) < floor.Value:
		return v.Violated(floor, "%s since %s, less than %s", elapsed(v, last.At), last.Agent, inHours(floor.Value))
	case v.Since(last.At) < soft.Value:
		return v.ViolatedAs(plan.Warning, soft, "%s since %s, less than the recommended %s", elapsed(v, last.At), last.Agent, inHours(soft.Value))
	}
	return v.Met()
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
	last, ok := v.LastUseOf(medication.Methadone)
	if !ok {
		return v.NotApplicable()
	}
	if window, set := InductionHours.LongMethadone.At(v); set && v.Since(last.At) > window.Value {
		return v.NotApplicable()
	}
	switch {
	case last.DailyDose.IsZero():
		return v.Lacks("the daily methadone dose")
	case upper.Value.Compare(last.DailyDose) < 0:
		return v.Violated(upper, "methadone was %s a day, above %s", last.DailyDose, upper.Value)
	case preferred.Value.Compare(last.DailyDose) < 0:
		return v.ViolatedAs(plan.Advice, preferred, "methadone was %s a day, above the preferred %s", last.DailyDose, preferred.Value)
	}
	return v.Met()
}

func checkFentanyl(v *plan.View) plan.Result {
	if _, ok := inducing(v); !ok || v.Holds(plan.LowDoseInitiation) {
		return v.NotApplicable()
	}
	last, ok := v.LastUse(medication.FentanylOpioid)
	if !ok {
		return v.NotApplicable()
	}
	return v.Violated(nil, "fentanyl %s ago: withdrawal comes at a variable time, and more often is precipitated", elapsed(v, last.At))
}

func checkComboAfterLongActing(v *plan.View) plan.Result {
	d, ok := inducing(v)
	if !ok {
		return v.NotApplicable()
	}
	if _, combination := d.Product.Companion(); !combination {
		return v.Met()
	}
	long, ok := longActingOnBoard(v)
	if !ok {
		return v.NotApplicable()
	}
	return v.Violated(nil, "%s after %s", d.Product.Name(), long.Agent)
}
