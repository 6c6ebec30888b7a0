package withdrawal

import (
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/stages"
)

// naloxoneCites are what both the duty and the rule rest on.
var naloxoneCites = []evidence.Citation{evidence.LabelSuboxoneFilm.At("section 2.2, household members included", evidence.Primary),
	evidence.ASAM2020.At("naloxone for patients and households", evidence.Primary),
	evidence.WHOOverdose2014.At("recommendation 1, and who is at high risk", evidence.Secondary)}

// naloxoneDue asks once, from admission on, and again after an overdose or once the agent was used.
var naloxoneDue = plan.Duty{
	ID:      "wm.naloxone.due",
	Title:   "Supply naloxone or nalmefene to the person and the household",
	Cites:   naloxoneCites,
	Watches: record.Goes | record.Keeps | record.Ends | record.Doses | record.Contacts | record.Reverses | record.Serves,
	During:  plan.UntilTransfer,
	When:    reversalAgentDue,
}

// naloxoneAtHome speaks where an act makes it urgent: tolerance goes with the medication, and with the care the chance to supply.
var naloxoneAtHome = plan.Rule{
	ID:       "wm.naloxone",
	Aliases:  []record.RuleID{"gb.naloxone.offer"},
	Title:    "Nobody leaves care, a withdrawal or a medication without a reversal agent for overdose at home",
	Severity: record.Warning,
	Watches:  record.Goes | record.Ends,
	Cites:    naloxoneCites,
	Remedy: "supply naloxone or nalmefene to the person and the household, and record it; " +
		"the naloxone in buprenorphine/naloxone reverses no overdose",
	Applies: leavesProtection,
	Judge:   judgeNaloxoneAtHome,
}

// leavesProtection reports whether a medication, a withdrawal or care ends with the event. A death is too late.
func leavesProtection(v *plan.View) bool {
	if v.Acts().Means().Any(record.Dies) {
		return false
	}
	if v.Acts().Means().Any(record.Ends) {
		return true
	}
	if _, ok := person.Discharge(v); ok {
		return true
	}
	_, moves := v.Body().(record.StageMove)
	stage, _ := v.Stage()
	return moves && stage == stages.Detox
}

func judgeNaloxoneAtHome(v *plan.View) plan.Result {
	if why, _, lacking := LacksReversalAgent(v); lacking {
		return v.Violated(nil, "%s", why)
	}
	return v.Met()
}

// LacksReversalAgent reports whether there is no reversal agent at home, why, and since when; the zero time: nobody ever supplied
// one. A supply from before an overdose was used up or came too late, and counts no more; nor does one from before somebody used it.
func LacksReversalAgent(v *plan.View) (why string, since time.Time, lacking bool) {
	supplied, ok := v.Last(record.KindNaloxoneSupplied)
	if !ok {
		return "no reversal agent for overdose is on record", time.Time{}, true
	}
	if overdose, ok := v.Now().Overdose(); ok && supplied.At.Before(overdose.At) {
		return "no reversal agent was supplied since the overdose of " + v.DayOf(overdose.At).String(), overdose.At, true
	}
	used, ok := v.Now().Reversed()
	if !ok || used.Event.Body.Kind() == record.KindChallenged || !supplied.At.Before(used.At) {
		return "", time.Time{}, false
	}
	return "no reversal agent was supplied since one was used on " + v.DayOf(used.At).String(), used.At, true
}

// reversalAgentDue is due from the first day in care, or else of a medication or of an overdose that is on record.
func reversalAgentDue(v *plan.View) (plan.Due, bool) {
	why, since, lacking := LacksReversalAgent(v)
	if !lacking {
		return plan.Due{}, false
	}
	if !since.IsZero() {
		return plan.Due{On: v.DayOf(since), Why: why}, true
	}
	day, ok := knownSince(v)
	return plan.Due{On: day, Why: why}, ok
}

// knownSince returns the first of the days on which the present time in care began, a medication did, and the last overdose was; for
// somebody who has left, the day of that. It is not ok if none is on record.
func knownSince(v *plan.View) (day civil.Date, ok bool) {
	take := func(other civil.Date) {
		if !ok || other.Before(day) {
			day, ok = other, true
		}
	}
	if at, in := person.Admitted(v); in {
		take(v.DayOf(at))
	}
	if stage, at := v.Stage(); person.Resting(stage) {
		take(v.DayOf(at))
	}
	for s := range agent.OfMedications.All() {
		if since, taken := person.TakenSince(v, s); taken {
			take(since)
		}
	}
	if overdose, happened := v.Now().Overdose(); happened {
		take(v.DayOf(overdose.At))
	}
	return day, ok
}
