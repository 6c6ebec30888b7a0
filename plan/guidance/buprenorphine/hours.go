package buprenorphine

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/exposure"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/record"
)

// InductionHoursLimits are the limits of the time since the last opioid.
type InductionHoursLimits struct {
	FloorMono        plan.Param[time.Duration] // mono product after a short-acting opioid: refused below
	FloorCombination plan.Param[time.Duration] // product with naloxone after a short-acting opioid: refused below
	SoftShort        plan.Param[time.Duration] // any product after a short-acting opioid: warned of below; unset: nothing beyond the floor
	FloorLong        plan.Param[time.Duration] // after a long-acting opioid: refused below
	SoftMethadone    plan.Param[time.Duration] // after methadone: warned of below
	LongMethadone    plan.Param[time.Duration] // after methadone: how long it may still matter
}

var inductionHours = InductionHoursLimits{
	limit.LeastTime("bup.induction.hours-short-acting.floor-mono", "time since a short-acting opioid before a mono product"),
	limit.LeastTime("bup.induction.hours-short-acting.floor-combination", "time since a short-acting opioid before a product with naloxone"),
	limit.LeastTime("bup.induction.hours-short-acting.soft", "recommended time since a short-acting opioid"),
	limit.LeastTime("bup.induction.hours-long-acting.floor", "time since a long-acting opioid"),
	limit.LeastTime("bup.induction.hours-long-acting.methadone-soft", "recommended time since methadone"),
	limit.LeastTime("bup.induction.hours-long-acting.methadone-long", "time for which methadone may still be on board"),
}

// InductionHours returns the limits of the time since the last opioid.
func InductionHours() InductionHoursLimits { return inductionHours }

var floorShort = plan.Either(func(v *plan.View) bool {
	d, _ := bupDoses.Lent(v)
	_, combination := d.Product.Companion()
	return combination
}, inductionHours.FloorCombination, inductionHours.FloorMono)

var buprenorphineHours = []plan.Rule{
	{
		ID:       "bup.induction.hours-short-acting",
		Aliases:  []record.RuleID{"gb.bup.induction.interval.short-acting"},
		Title:    "Enough hours have passed since the last short-acting opioid before the first dose of buprenorphine",
		Severity: record.Block,
		About:    agent.Buprenorphine,
		Watches:  record.Doses,
		Cites: []evidence.Citation{evidence.LabelBuprenorphineTablets.At("section 2", evidence.Secondary),
			evidence.LabelBuprenorphineNaloxone.At("section 2, induction", evidence.Secondary),
			evidence.SmPCBuvidal64.At("4.2", evidence.Primary), evidence.HighlandBridge.At("after an overdose", evidence.Primary)},
		Needs:    plan.Needs(bupStart, floorShort, plan.Optional(inductionHours.SoftShort), withdrawalShown, reversed, directByGuidance),
		Unless:   []plan.Exception{unlessLowDose},
		Remedy:   "wait until the hours have passed, or choose low-dose initiation",
		Override: plan.Overridable("why the person is started this soon"),
		Only:     bupStart,
		Judge:    judgeShortActingHours,
	},
	{
		ID:       "bup.induction.hours-long-acting",
		Title:    "Enough hours have passed since the last long-acting opioid before the first dose of buprenorphine",
		Severity: record.Block,
		About:    agent.Buprenorphine,
		Watches:  record.Doses,
		Cites: []evidence.Citation{evidence.LabelBuprenorphineTablets.At("section 2", evidence.Secondary),
			evidence.ASAM2015.At("page 7", evidence.Primary), evidence.SmPCBuvidal64.At("4.2", evidence.Primary)},
		Needs:    plan.Needs(bupStart, inductionHours.FloorLong, inductionHours.SoftMethadone, withdrawalShown),
		Unless:   []plan.Exception{unlessLowDose},
		Remedy:   "wait until the hours have passed, or choose low-dose initiation",
		Override: plan.Overridable("why the person is started this soon"),
		Only:     bupStart,
		Judge:    judgeLongActingHours,
	},
}

// clock is what a rule about hours knows of the agents that it speaks of.
type clock struct {
	view    *plan.View
	classes medication.ClassSet
	within  time.Duration // an undated agent, or one that nobody can name, matters for so long
	worst   plan.Worst
}

// dated is the result for an agent whose last time is known.
type dated func(c *exposure.Contact) plan.Result

// judge judges every contact of the record. A told, given or taken time is judged as it stands. Where the time is not known, as in a
// supply that may have been taken or a positive test, withdrawal decides: if it is shown the clock only warns.
func (k *clock) judge(on dated) plan.Result {
	v := k.view
	for c := range v.Now().Opioids() {
		switch {
		case partialOnly(c), shownByChallenge(c):
		case c.Classes.IsEmpty(), c.Classes.Has(medication.UnknownDurationOpioid):
			k.unnamed(c)
		case !c.Classes.Intersects(k.classes):
		case undated(c):
			k.undated(c)
		default:
			k.worst.Take(on(c))
		}
	}
	if !v.OpioidHistoryTaken() {
		k.worst.Take(k.decided("the last opioid use is not on record",
			"time of the last opioid use", "ask when which opioid was used for the last time, and record it; or record that none was"))
	}
	return k.worst.Or(v.NotApplicable())
}

// undated reports whether nobody knows when the agent was taken for the last time.
func undated(c *exposure.Contact) bool {
	return c.Analyte != "" || c.GoesOn || c.Stopped || c.Sure == record.Possible
}

// unnamed judges an agent that nobody can name, or whose duration nobody knows: its hours are known, and for how long it acts is not.
func (k *clock) unnamed(c *exposure.Contact) {
	if c.Analyte != "" || k.view.Since(c.At) >= k.within {
		return // a test for opioids names none
	}
	agent := agentOf(c)
	k.worst.Take(k.decided("nobody knows for how long "+agent+" acts", "whether "+agent+" acts short or long",
		"record the opioid under a name that is known, such as heroin, fentanyl or methadone"))
}

// agentOf names the agent of a contact, also where nobody did.
func agentOf(c *exposure.Contact) string {
	if c.Agent == "" {
		return "a substance that was not named"
	}
	return c.Agent
}

// listed reports whether the contact is on a list of medicines, as taken or as stopped.
func listed(c *exposure.Contact) bool { return c.Analyte == "" && !c.Dose && (c.GoesOn || c.Stopped) }

// undated judges an agent whose last time nobody told. A told time of the same class, not earlier than the record that lacks it, or
// for a test and a list any told time, is that time.
func (k *clock) undated(c *exposure.Contact) {
	v := k.view
	if v.Since(c.At) >= k.within || k.told(c) {
		return
	}
	datum, remedy := "time of the last "+c.Agent, "ask when "+c.Agent+" was taken for the last time, and record it as use"
	if c.Stopped || c.GoesOn && !c.Dose { // the person is known to take it, and can say when
		k.worst.Take(owed(v, plan.Datum{Name: datum}, remedy))
		return
	}
	k.worst.Take(k.decided(c.Agent+", and nobody told when it was taken for the last time", datum, remedy))
}

// told reports whether a dated contact explains an undated one: what a test found or a supply held, one of the same class; what a list
// of medicines says is taken, only one of the same agent.
func (k *clock) told(undatedContact *exposure.Contact) bool {
	for c := range k.view.Now().Of(undatedContact.Classes) {
		if undated(c) || !c.Classes.Intersects(k.classes) || listed(undatedContact) && !record.SameAgent(c.Agent, undatedContact.Agent) {
			continue
		}
		if undatedContact.Sure != record.Possible || !c.Day.Before(undatedContact.Day) {
			return true
		}
	}
	return false
}

// decided is a warning where withdrawal is shown, and lacks the datum where it is not.
func (k *clock) decided(what, datum, remedy string) plan.Result {
	if withdrawalShown.Holds(k.view) {
		return k.view.ViolatedAs(record.Warning, nil, "%s; withdrawal is shown and decides", what)
	}
	return owed(k.view, plan.Datum{Name: datum}, remedy)
}

func judgeShortActingHours(v *plan.View) plan.Result {
	floor, _ := floorShort.Of(v)
	soft, warns := inductionHours.SoftShort.If(v)
	if !warns {
		soft = floor
	}
	reversal, back := reversed.Of(v)
	direct := directByGuidance.Holds(v)
	k := clock{view: v, classes: shortActing, within: soft.Value}
	return k.judge(func(c *exposure.Contact) plan.Result {
		switch since := person.SinceAtFirst(v, c.At); {
		case direct:
			return v.Met()
		case since < floor.Value && back && !c.At.After(reversal.At):
			return v.ViolatedAs(record.Warning, floor,
				"%s since %s, less than %s, and %s since naloxone reversed it: the score decides, and not the clock",
				phrase.InHours(since), c.Agent, phrase.InHours(floor.Value), phrase.Elapsed(v, reversal.At)).
				WithRemedy("watch the person for two hours; naloxone wears off first")
		case since < floor.Value:
			return v.Violated(floor, "%s since %s, less than %s", phrase.InHours(since), c.Agent, phrase.InHours(floor.Value))
		case since < soft.Value:
			return v.ViolatedAs(record.Warning, soft, "%s since %s, less than the recommended %s", phrase.InHours(since), c.Agent,
				phrase.InHours(soft.Value))
		}
		return v.Met()
	})
}

func judgeLongActingHours(v *plan.View) plan.Result {
	floor, soft := inductionHours.FloorLong.Of(v), inductionHours.SoftMethadone.Of(v)
	k := clock{view: v, classes: longActing, within: soft.Value}
	return k.judge(func(c *exposure.Contact) plan.Result {
		switch since := person.SinceAtFirst(v, c.At); {
		case since < floor.Value:
			return v.Violated(floor, "%s since %s, less than %s", phrase.InHours(since), c.Agent, phrase.InHours(floor.Value))
		case c.Substance == medication.Methadone && since < soft.Value:
			return v.ViolatedAs(record.Warning, soft, "%s since methadone, less than the recommended %s", phrase.InHours(since),
				phrase.InHours(soft.Value))
		}
		return v.Met()
	})
}
