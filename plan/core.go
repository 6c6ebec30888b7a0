package plan

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages"
)

// coreRules are the rules of record keeping itself, which every engine has.
func coreRules() []Rule {
	return []Rule{
		{
			ID:       "plan.forced-move",
			Title:    "A position that no edge leads to is never set silently",
			Severity: record.Warning,
			Watches:  record.Goes,
			Cites:    []evidence.Citation{evidence.Architecture.At("invariants", evidence.Unconfirmed)},
			Remedy:   "use the moves of the pathway where there is one",
			Judge: func(v *View) Result {
				b, ok := v.Body().(record.ForceMove)
				if !ok {
					return v.NotApplicable()
				}
				return v.Violated(nil, "the position was set by force: %s", b.Note)
			},
		},
		{
			ID:       "plan.after-death",
			Title:    "Nothing is ordered or given after the person has died",
			Severity: record.Block,
			Watches:  record.Doses | record.Goes | record.Withdraws | record.Serves,
			Cites:    []evidence.Citation{evidence.Decision(15).Cite()},
			Remedy:   "retract or correct the entry of the death if it is wrong, or the date of this one; else there is nothing to order",
			Override: NotOverridable("either the record of the death or the order is wrong, and correcting the wrong one is what helps"),
			Only:     recordedDead,
			Judge:    judgeAfterDeath,
		},
	}
}

// recordedDead holds once a death is on record.
var recordedDead = Given(func(v *View) bool {
	_, died := v.Last(record.KindDied)
	return died
}).Where(Traces.Death)

// judgeAfterDeath holds what is ordered for somebody who is recorded as dead, until one of the two is corrected. What was given or
// happened is on record, with a warning. A supply against overdose is never held: it is for whoever may need it.
func judgeAfterDeath(v *View) Result {
	died, _ := v.Last(record.KindDied)
	if !concernsTheLiving(v) {
		return v.NotApplicable()
	}
	on := v.DayOf(died.At)
	switch {
	case reverses(v):
		return v.ViolatedAs(record.Advice, nil, "recorded as dead on %s", on)
	case v.Body().Kind().Intent():
		return v.Lacks("whether the person is alive, who is recorded as dead on " + on.String())
	}
	return v.ViolatedAs(record.Warning, nil, "recorded as dead on %s", on)
}

// concernsTheLiving reports whether the event makes sense for a living person alone. That a visit was missed, or a position set by
// force to put the record right, does not.
func concernsTheLiving(v *View) bool {
	switch v.Body().(type) {
	case record.SessionAttended, record.StageMove, record.LevelMove, record.CourseMove:
		return true
	}
	return v.acts.Means().Any(record.Doses | record.Withdraws)
}

// reverses reports whether the event supplies, orders or gives what reverses an overdose, and is not stated as a challenge.
func reverses(v *View) bool {
	if v.dosing.Purpose == record.PurposeChallenge {
		return false
	}
	act, ok := v.acts.Of(record.Doses, 0)
	return ok && (act.Product.ReversesOverdose() || act.Substance == medication.Naloxone || act.Substance == medication.Nalmefene)
}

// builtInConditions answer the guards of the built-in pathways.
func builtInConditions() map[stages.Condition]func(*View) truth.Value {
	return map[stages.Condition]func(*View) truth.Value{stages.PlanForContinuingCare: continuingCare}
}

// continuingCare is true if a medication goes on or the move says that care does, false if the move says that it does not.
func continuingCare(v *View) truth.Value {
	if _, ok := v.MedicationActive(); ok {
		return truth.Yes
	}
	b, ok := v.Body().(record.StageMove)
	switch {
	case !ok:
		return truth.Unknown
	case b.MedicationContinues == truth.Yes || b.ReferralArranged == truth.Yes:
		return truth.Yes
	case b.ReferralArranged == truth.No:
		return truth.No
	}
	return truth.Unknown
}
