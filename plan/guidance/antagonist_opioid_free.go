package guidance

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// Limits of the time without opioids before naltrexone.
var OpioidFree = struct {
	Short        *plan.Param[time.Duration] // after short-acting opioids: refused below
	Preferred    *plan.Param[time.Duration] // after short-acting opioids: advised against below
	Long         *plan.Param[time.Duration] // after methadone, other long-acting opioids and buprenorphine: refused below
	WeeklyDepot  *plan.Param[int]           // months for which a weekly depot of buprenorphine still acts after the last injection
	MonthlyDepot *plan.Param[int]           // months for which a monthly one does
}{
	hours("naltrexone.opioid-free.short.min", "time without short-acting opioids before naltrexone"),
	hours("naltrexone.opioid-free.short.prefer", "time without short-acting opioids before naltrexone, preferred"),
	hours("naltrexone.opioid-free.long.min", "time without long-acting opioids or buprenorphine before naltrexone"),
	floorOf[int]("naltrexone.opioid-free.long.weekly-depot", "months of effect after the last weekly depot of buprenorphine").Shown(shownIn("month")),
	floorOf[int]("naltrexone.opioid-free.long.monthly-depot", "months of effect after the last monthly depot of buprenorphine").Shown(shownIn("month")),
}

// Limit of the age of what shows that no opioid is on board.
var NaltrexoneUrine = struct{ Fresh *plan.Param[time.Duration] }{
	ceilingOf[time.Duration]("naltrexone.utox.fresh", "age of a drug screen or a naloxone challenge at the first naltrexone"),
}

// Limits of the naloxone challenge.
var NaloxoneChallenge = struct {
	Asked       *plan.Param[ChallengePolicy]
	Observe     *plan.Param[time.Duration] // watched for less, a negative one says nothing
	RepeatAfter *plan.Param[time.Duration] // after a positive or doubtful one
}{
	floorOf[ChallengePolicy]("naltrexone.challenge.asked", "when a naloxone challenge is asked for before naltrexone"),
	hours("naltrexone.challenge.observe", "time of watching after the last naloxone of a challenge"),
	hours("naltrexone.challenge.repeat-after", "time from a positive or doubtful naloxone challenge to the next"),
}

// ChallengePolicy says when a naloxone challenge is asked for before naltrexone. The zero ChallengePolicy is invalid.
type ChallengePolicy uint8

// The policies, the stricter one last.
const (
	_                      ChallengePolicy = iota
	ChallengeWhenUncertain                 // when the interval or the history leaves doubt
	ChallengeAlways
)

// String returns the policy in words.
func (p ChallengePolicy) String() string {
	switch p {
	case ChallengeWhenUncertain:
		return "when the interval or the history is uncertain"
	case ChallengeAlways:
		return "always"
	}
	return "invalid"
}

// Classes of medicines by the interval that naltrexone keeps from them.
var (
	shortOpioids = medication.ClassesOf(medication.ShortActingOpioid, medication.FentanylOpioid, medication.MixedAgonistAntagonist)
	longOpioids  = medication.ClassesOf(medication.LongActingOpioid, medication.PartialAgonistOpioid)
)

var naltrexoneEvents = record.On(record.KindOrder, record.KindDoseGiven, record.KindDoseTaken)

var opioidFree = []plan.Rule{
	{
		ID:       "naltrexone.opioid-free.short",
		Aliases:  []record.RuleID{"gb.naltrexone.opioid-free-days"},
		Title:    "Naltrexone waits until the last short-acting opioid is long enough ago",
		Severity: record.Block,
		Kinds:    naltrexoneEvents,
		Cites: []evidence.Citation{evidence.LabelVivitrol.At("opioid-free interval", evidence.Primary),
			evidence.LabelNaltrexoneTablets.At("opioid-free interval", evidence.Primary), evidence.NICETA115.At("3.1", evidence.Primary)},
		Params:   []plan.AnyParam{OpioidFree.Short, OpioidFree.Preferred},
		Remedy:   "wait until the days have passed, and offer buprenorphine or methadone, which need no such wait",
		Override: plan.Overridable("what shows that no opioid is on board, and how precipitated withdrawal would be treated"),
		Check:    checkOpioidFreeShort,
	},
	{
		ID:       "naltrexone.opioid-free.long",
		Aliases:  []record.RuleID{"methadone.to-naltrexone"},
		Title:    "Naltrexone waits until methadone, other long-acting opioids and buprenorphine have left the body",
		Severity: record.Block,
		Kinds:    naltrexoneEvents,
		Cites: []evidence.Citation{evidence.LabelNaltrexoneTablets.At("after buprenorphine or methadone", evidence.Secondary),
			evidence.ASAM2020.At("page 10: completely withdrawn from methadone and other opioids", evidence.Primary),
			evidence.BrixadiEffects.At("effects after stopping", evidence.Primary)},
		Params:   []plan.AnyParam{OpioidFree.Long, OpioidFree.WeeklyDepot, OpioidFree.MonthlyDepot},
		Remedy:   "wait, or continue the agonist; after a depot of buprenorphine this takes weeks to months",
		Override: plan.Overridable("what shows that no agonist is on board, and how precipitated withdrawal would be treated"),
		Check:    checkOpioidFreeLong,
	},
	{
		ID:       "naltrexone.utox",
		Aliases:  []record.RuleID{"gb.naltrexone.urine"},
		Title:    "Before naltrexone the urine is free of opioids and no naloxone challenge has failed",
		Severity: record.Block,
		Kinds:    naltrexoneEvents,
		Cites: []evidence.Citation{evidence.LabelNaltrexoneTablets.At("contraindications", evidence.Secondary),
			evidence.LabelVivitrol.At("section 4", evidence.Secondary),
			evidence.CoreSafetyNaltrexone.At("contraindications; urine before the start", evidence.Primary)},
		Params:   []plan.AnyParam{NaltrexoneUrine.Fresh},
		Remedy:   "wait and test again; after a failed challenge repeat it no sooner than the interval allows",
		Override: plan.Overridable("why the test is not believed, and what else shows that no opioid is on board"),
		Check:    checkNaltrexoneUrine,
	},
	{
		ID:       "naltrexone.challenge",
		Aliases:  []record.RuleID{"gb.naltrexone.naloxone-challenge"},
		Title:    "Where it is asked for, a naloxone challenge is done before naltrexone, and done properly",
		Severity: record.Block,
		Kinds:    naltrexoneEvents | record.On(record.KindChallenged),
		Cites: []evidence.Citation{evidence.StatPearlsNaltrexone.At("naloxone challenge", evidence.Secondary),
			evidence.CoreSafetyNaltrexone.At("naloxone challenge", evidence.Primary),
			evidence.LabelNaltrexoneTablets.At("precautions: a tolerated challenge is no proof", evidence.Secondary)},
		Params: []plan.AnyParam{NaloxoneChallenge.Asked, NaloxoneChallenge.Observe, NaloxoneChallenge.RepeatAfter},
		Remedy: "a naloxone challenge, watched for long enough, when neither signs of withdrawal nor a positive urine speak against it; " +
			"a negative one is no proof that no opioid is on board",
		Override: plan.NotOverridable("a failed challenge is a contraindication; it can be repeated after a day"),
		Missing:  plan.Reported("whether a challenge is needed depends on doubt, and doubt is what other rules hold back for"),
		Check:    checkChallenge,
	},
	{
		ID:       "naltrexone.concurrent-opioid",
		Title:    "Naltrexone and opioids are not given together: methadone, every buprenorphine product, and opioid analgesics",
		Severity: record.Block,
		Kinds:    naltrexoneEvents | record.On(record.KindMedicineReported),
		Cites: []evidence.Citation{evidence.LabelNaltrexoneTablets.At("contraindications, partial agonists such as buprenorphine included",
			evidence.Primary),
			evidence.LabelVivitrol.At("section 4", evidence.Secondary), evidence.CoreSafetyNaltrexone.At("contraindications", evidence.Primary)},
		Remedy:   "stop the one before the other is ordered, and record when it was stopped; state the classes of a medicine that is not known",
		Override: plan.NotOverridable("the pair is contraindicated: what was stopped already can be recorded as stopped"),
		Check:    checkConcurrentOpioid,
	},
}

func checkOpioidFreeShort(v *plan.View) plan.Result {
	if _, ok := beginningNaltrexone(v); !ok {
		return v.NotApplicable()
	}
	set := limits{view: v}
	least := limit(&set, OpioidFree.Short)
	preferred := limit(&set, OpioidFree.Preferred)
	if set.unset != nil {
		return set.missing()
	}
	if agent, ok := stoppedWithin(v, shortOpioids, least.Value); ok {
		return v.Violated(least, "%s was stopped less than %s ago", agent, inHours(least.Value))
	}
	last := lastShortContact(v)
	switch {
	case last.none() && !v.OpioidHistoryTaken():
		return v.Lacks("time of the last opioid use")
	case last.none():
		return v.NotApplicable()
	case v.Since(last.at) < least.Value:
		return v.Violated(least, "%s since %s, less than %s", elapsed(v, last.at), last.agent, inHours(least.Value))
	case v.Since(last.at) < preferred.Value:
		return v.ViolatedAs(record.Advice, preferred, "%s since %s, less than the preferred %s", elapsed(v, last.at), last.agent, inHours(preferred.Value))
	}
	return v.Met()
}

func checkOpioidFreeLong(v *plan.View) plan.Result {
	if _, ok := beginningNaltrexone(v); !ok {
		return v.NotApplicable()
	}
	least, ok := OpioidFree.Long.At(v)
	if !ok {
		return v.Unset(OpioidFree.Long)
	}
	if result, decided := checkDepotOffset(v, least); decided {
		return result
	}
	if agent, ok := stoppedWithin(v, longOpioids, least.Value); ok {
		return v.Violated(least, "%s was stopped less than %s ago", agent, inHours(least.Value))
	}
	last := lastLongContact(v)
	if !last.none() && v.Since(last.at) < least.Value {
		return v.Violated(least, "%s since %s, less than %s", elapsed(v, last.at), last.agent, inHours(least.Value))
	}
	if use, ok := v.UnclassifiedUse(); ok && v.Since(use.At) < least.Value {
		return v.Lacks("whether " + use.Agent + " acts short or long")
	}
	switch {
	case last.none() && !v.OpioidHistoryTaken():
		return v.Lacks("time of the last opioid use")
	case last.none():
		return v.NotApplicable()
	}
	return v.Met()
}

// checkDepotOffset judges the time since a depot of buprenorphine. Its effect lasts for months after the last injection, and
// only then do the days without an opioid begin. For a depot or implant for which no source gives a time, none is made up.
func checkDepotOffset(v *plan.View, least plan.Limit[time.Duration]) (result plan.Result, decided bool) {
	last, ok := lastLongActing(v)
	if !ok {
		return plan.Result{}, false
	}
	offset := depotOffset(last.Product)
	if offset == nil {
		return v.Lacks("how long " + last.Product.Name() + " still acts: no source gives a time for it"), true
	}
	effect, ok := offset.At(v)
	if !ok {
		return v.Unset(offset), true
	}
	ends := v.DayOf(last.At).AddMonths(effect.Value)
	if v.Day().Before(ends) {
		return v.Violated(effect, "%s was given on %s and acts for about %s", last.Product.Name(), v.DayOf(last.At),
			plural(effect.Value, "month")), true
	}
	if days := v.Day().Since(ends); time.Duration(days)*24*time.Hour < least.Value {
		return v.Violated(least, "the effect of %s ended about %s, less than %s ago", last.Product.Name(), ends, inHours(least.Value)), true
	}
	return plan.Result{}, false
}

// lastLongActing returns the last depot or implant of buprenorphine.
func lastLongActing(v *plan.View) (plan.DoseRecord, bool) {
	if depot, _, ok := v.LastDepot(medication.Buprenorphine); ok {
		return depot, true
	}
	last, ok := v.LastDose(medication.Buprenorphine)
	return last, ok && last.Product.LongActing()
}

// depotOffset returns the parameter for the depot; nil if no source gives a time for it. Brixadi and Buvidal are one
// formulation.
func depotOffset(p medication.Product) *plan.Param[int] {
	switch p.ID() {
	case medication.BupBrixadiWeekly, medication.BupBuvidalWeekly:
		return OpioidFree.WeeklyDepot
	case medication.BupBrixadiMonthly, medication.BupBuvidalMonthly:
		return OpioidFree.MonthlyDepot
	}
	return nil
}

func checkNaltrexoneUrine(v *plan.View) plan.Result {
	if _, ok := beginningNaltrexone(v); !ok {
		return v.NotApplicable()
	}
	fresh, ok := NaltrexoneUrine.Fresh.At(v)
	if !ok {
		return v.Unset(NaltrexoneUrine.Fresh)
	}
	if challenge, ok := v.Last(record.KindChallenged); ok && challenge.Body.(record.Challenged).Result != record.Negative {
		return v.Violated(nil, "the naloxone challenge of %s was %s", v.DayOf(challenge.At), challenge.Body.(record.Challenged).Result)
	}
	switch result, analyte := opioidScreen(v, notOlderThan(v, fresh.Value)); {
	case result == record.Positive:
		return v.Violated(nil, "the drug screen is positive for %s", analyte)
	case result == record.Inconclusive:
		return v.Lacks("a conclusive drug screen for " + string(analyte))
	case result == "" && v.Starting(medication.Naltrexone):
		return v.Unknown(plan.Datum{Name: "a drug screen for opioids", Fresh: fresh.Value})
	case result == "": // late, not new: naltrexone.xr.rescreen asks for the screen
		return v.NotApplicable()
	}
	return v.Met()
}

func checkChallenge(v *plan.View) plan.Result {
	observe, ok := NaloxoneChallenge.Observe.At(v)
	if !ok {
		return v.Unset(NaloxoneChallenge.Observe)
	}
	if b, ok := v.Body().(record.Challenged); ok {
		return checkChallengeDone(v, b, observe)
	}
	if _, ok := beginningNaltrexone(v); !ok || !v.Starting(medication.Naltrexone) {
		return v.NotApplicable()
	}
	set := limits{view: v}
	asked := limit(&set, NaloxoneChallenge.Asked)
	fresh := limit(&set, NaltrexoneUrine.Fresh)
	if set.unset != nil {
		return set.missing()
	}
	if done, ok := v.Last(record.KindChallenged); ok && v.Since(done.At) <= fresh.Value {
		switch b := done.Body.(record.Challenged); {
		case b.Result == record.Positive:
			return v.Violated(nil, "the naloxone challenge of %s was positive", v.DayOf(done.At))
		case b.Result != record.Negative || b.Observed >= observe.Value:
			return v.Met() // a doubtful one is for naltrexone.utox
		}
	}
	switch why, doubt := uncertain(v, fresh.Value); {
	case doubt:
		return v.ViolatedAs(record.Warning, asked, "no naloxone challenge although %s", why)
	case asked.Value == ChallengeAlways:
		return v.ViolatedAs(record.Warning, asked, "no naloxone challenge before naltrexone")
	}
	return v.Met()
}

// uncertain says what leaves doubt that the person is free of opioids.
func uncertain(v *plan.View, fresh time.Duration) (why string, doubt bool) {
	if !v.OpioidHistoryTaken() {
		return "nobody asked about opioid use", true
	}
	short, long := lastShortContact(v), lastLongContact(v)
	if preferred, ok := OpioidFree.Preferred.At(v); ok && !short.none() && v.Since(short.at) < preferred.Value {
		return elapsed(v, short.at) + " since " + short.agent + " are less than the preferred " + inHours(preferred.Value), true
	}
	if !long.none() && short.at.Before(long.at) {
		return "the last opioid was " + long.agent + " and acts long", true
	}
	if use, ok := v.UnclassifiedUse(); ok && !short.at.After(use.At) {
		return "it is not known how long " + use.Agent + " acts", true
	}
	if analyte, ok := notLookedFor(v, notOlderThan(v, fresh)); ok {
		return "the drug screen did not look for " + string(analyte), true
	}
	return "", false
}

// checkChallengeDone judges a challenge as it is recorded.
func checkChallengeDone(v *plan.View, b record.Challenged, observe plan.Limit[time.Duration]) plan.Result {
	set := limits{view: v}
	repeat := limit(&set, NaloxoneChallenge.RepeatAfter)
	fresh := limit(&set, NaltrexoneUrine.Fresh)
	if set.unset != nil {
		return set.missing()
	}
	if count, at, ok := v.ObjectiveSigns(); ok && count > 0 && v.DaysSince(at) == 0 {
		return v.ViolatedAs(record.Warning, nil, "a challenge in spite of withdrawal, with %s", plural(count, "objective sign"))
	}
	if result, analyte := opioidScreen(v, notOlderThan(v, fresh.Value)); result == record.Positive {
		return v.ViolatedAs(record.Warning, nil, "a challenge although the drug screen is positive for %s", analyte)
	}
	if last, ok := v.Last(record.KindChallenged); ok && last.Body.(record.Challenged).Result != record.Negative && v.Since(last.At) < repeat.Value {
		return v.ViolatedAs(record.Warning, repeat, "a challenge %s after one that was %s", elapsed(v, last.At), last.Body.(record.Challenged).Result)
	}
	switch {
	case b.Result != record.Negative:
		return v.Met() // it tells what there is to tell, however soon
	case b.Observed == 0:
		return v.Lacks("how long the person was watched after the challenge")
	case b.Observed < observe.Value:
		return v.ViolatedAs(record.Warning, observe, "watched for %d min after the challenge, less than %d min", int(b.Observed.Minutes()), int(observe.Value.Minutes()))
	}
	return v.Met()
}

func checkConcurrentOpioid(v *plan.View) plan.Result {
	if b, ok := v.Body().(record.MedicineReported); ok {
		return checkReportedPair(v, b)
	}
	d, _ := v.Dosing() // every other event that wakes the rule is one
	switch {
	case d.Substance == medication.Naltrexone:
		return checkOpioidBeside(v)
	case d.Purpose == record.PurposePain || !agonist(d.Substance) || !onNaltrexone(v):
		return v.NotApplicable()
	case goesOn(v, d.Substance):
		// The agonist was there first. Naltrexone that came on top, by mistake as a rule, is no reason to withhold it.
		return v.ViolatedAs(record.Warning, nil, "%s while naltrexone goes on", d.Product.Name()).
			WithRemedy("stop naltrexone; treat precipitated withdrawal with support, and never with more antagonist")
	}
	return v.Violated(nil, "%s while naltrexone goes on", d.Product.Name())
}

// checkOpioidBeside looks for an opioid beside naltrexone.
func checkOpioidBeside(v *plan.View) plan.Result {
	if s, ok := agonistGoesOn(v); ok {
		return v.Violated(nil, "naltrexone while %s goes on", s)
	}
	agent, taken := v.Taking(medication.Agonists)
	switch {
	case taken == truth.Yes:
		return v.Violated(nil, "naltrexone while %s is taken", agent)
	case taken == truth.No:
		return v.Met()
	case underNaltrexone(v): // the list was asked for at the start, and each change is judged when it is reported
		return v.NotApplicable()
	}
	if agent == "" && testedFree(v) {
		return v.ViolatedAs(record.Advice, nil, "the list of other medicines was not reviewed; urine and challenge of today are negative").
			WithRemedy("ask for opioid analgesics, and for medicines against cough and diarrhea, before naltrexone is given")
	}
	return lacksMedicines(v, agent)
}

// testedFree reports whether a naloxone challenge and drug screens of the same day all say that no opioid is on board. It takes
// both, and screens that looked for what a narrow one misses: neither alone is a proof.
func testedFree(v *plan.View) bool {
	today := sameDay(v)
	challenge, ok := v.Last(record.KindChallenged)
	if !ok || !today(challenge.At) || challenge.Body.(record.Challenged).Result != record.Negative {
		return false
	}
	result, _ := opioidScreen(v, today)
	_, narrow := notLookedFor(v, today)
	return result == record.Negative && !narrow
}

// checkReportedPair judges a medicine that makes the pair with what this plan gives.
func checkReportedPair(v *plan.View, b record.MedicineReported) plan.Result {
	if b.Taking != truth.Yes {
		return v.NotApplicable()
	}
	classes, _ := b.ClassSet()
	if classes.Intersects(medication.Agonists) && onNaltrexone(v) {
		return v.Violated(nil, "%s is taken while naltrexone goes on", b.Agent)
	}
	if s, ok := agonistGoesOn(v); ok && holdsNaltrexone(b.Agent) {
		return v.Violated(nil, "naltrexone is taken while %s goes on", s)
	}
	return v.NotApplicable()
}

// lacksMedicines is the result of a rule that cannot tell from the list of medicines; the agent is the one whose classes nobody
// knows, if that is why.
func lacksMedicines(v *plan.View, agent string) plan.Result {
	if agent == "" {
		return v.Lacks("the list of other medicines, reviewed")
	}
	return v.Lacks("the classes of " + agent)
}
