package plan

import (
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages"
)

// coreRules are the rules of record keeping itself, which every engine has. They rest on the design of this library and so
// can only warn.
func coreRules() []Rule {
	design := []evidence.Citation{evidence.Architecture.At("invariants", evidence.Unconfirmed)}
	return []Rule{
		{
			ID:       "plan.forced-move",
			Title:    "A position that no edge leads to is never set silently",
			Severity: record.Warning,
			Kinds:    record.On(record.KindForceMove),
			Cites:    design,
			Remedy:   "use the moves of the pathway where there is one",
			Check: func(v *View) Result {
				return v.Violated(nil, "the position was set by force: %s", v.Body().(record.ForceMove).Note)
			},
		},
		{
			ID:       "plan.after-death",
			Title:    "Nothing is ordered or given after the person has died",
			Severity: record.Warning,
			Kinds: record.On(record.KindOrder, record.KindDoseGiven, record.KindDoseTaken, record.KindStageMove, record.KindLevelMove, record.KindCourseMove,
				record.KindTakeHomeGrant, record.KindWithdrawalManagement, record.KindSessionAttended),
			Cites:  design,
			Remedy: "correct the date, or retract the entry that was wrong",
			Check: func(v *View) Result {
				died, ok := v.Last(record.KindDied)
				if !ok {
					return v.NotApplicable()
				}
				return v.Violated(nil, "recorded as dead on %s", v.DayOf(died.At))
			},
		},
	}
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
