package guidance

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
)

var naloxoneAtHome = plan.Rule{
	ID:       "wm.naloxone",
	Aliases:  []record.RuleID{"gb.naloxone.offer"},
	Title:    "Everybody has a reversal agent for overdose at home: from admission, with every dispensing, at every change, and at discharge",
	Severity: record.Warning,
	Watches:  record.Goes | record.Ends | record.Doses,
	Cites: []evidence.Citation{evidence.LabelSuboxoneFilm.At("section 2.2, household members included", evidence.Primary),
		evidence.ASAM2020.At("naloxone for patients and households", evidence.Primary),
		evidence.WHOOverdose2014.At("recommendation 1, and who is at high risk", evidence.Secondary)},
	Remedy: "supply naloxone or nalmefene to the person and the household, and record it; " +
		"the naloxone in buprenorphine/naloxone reverses no overdose",
	Applies: asksForNaloxone,
	Judge:   judgeNaloxoneAtHome,
}

// asksForNaloxone reports whether the event is a change, an end, the start of a medication by whatever route, or a dispensing: doses
// that are handed out or may be. Injections of naltrexone have a rule of their own, and a death is too late.
func asksForNaloxone(v *plan.View) bool {
	if v.Acts().Means().Any(record.Dies) {
		return false
	}
	if v.Acts().Means().Any(record.Goes | record.Ends) {
		return true
	}
	act, ok := v.Acts().Of(record.Doses, medication.SetOf(medication.Methadone, medication.Buprenorphine, medication.Naltrexone))
	if !ok || act.Substance == medication.Naltrexone && productOf(v, act).LongActing() {
		return false
	}
	return v.Acts().Means().Any(record.HandsOver|record.Permits) || v.Starting(act.Substance)
}

// judgeNaloxoneAtHome asks for a supply on record. One from before an overdose was used up or came too late, and counts no more; nor
// does one from before somebody used it.
func judgeNaloxoneAtHome(v *plan.View) plan.Result {
	supplied, ok := v.Last(record.KindNaloxoneSupplied)
	if !ok {
		return v.Violated(nil, "no reversal agent for overdose is on record")
	}
	if overdose, ok := v.Now().Overdose(); ok && supplied.At.Before(overdose.At) {
		return v.Violated(nil, "no reversal agent was supplied since the overdose of %s", v.DayOf(overdose.At))
	}
	used, ok := v.Now().Reversed()
	if !ok || used.Event.Body.Kind() == record.KindChallenged || !supplied.At.Before(used.At) {
		return v.Met()
	}
	return v.Violated(nil, "no reversal agent was supplied since one was used on %s", v.DayOf(used.At))
}
