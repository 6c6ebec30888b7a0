package safety

import (
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// RecentOverdoseLimits is for how many months an overdose counts as recent.
type RecentOverdoseLimits struct{ Months plan.Param[int] }

var recentOverdoseLimits = RecentOverdoseLimits{
	limit.LeastCount("od.recent.months", "months for which an overdose counts as recent", limit.ShownIn("month")),
}

// RecentOverdose returns for how many months an overdose counts as recent.
func RecentOverdose() RecentOverdoseLimits { return recentOverdoseLimits }

var recentOverdose = plan.Rule{
	ID:       "od.recent",
	Title:    "After an overdose treatment is offered the same day and is not taken away",
	Severity: record.Warning,
	Watches:  record.Goes | record.Endings | record.Withdraws,
	Cites: []evidence.Citation{evidence.Proposal.At("12 months after a non-fatal overdose", evidence.Unconfirmed),
		evidence.WHOOverdose2014.At("who is at high risk", evidence.Secondary)},
	Needs:   plan.Needs(recentOverdoseLimits.Months),
	Remedy:  "offer methadone or buprenorphine today, supply naloxone, and keep closer contact",
	Applies: func(v *plan.View) bool { return !v.Acts().Means().Any(record.Dies) },
	Judge:   judgeRecentOverdose,
}

func judgeRecentOverdose(v *plan.View) plan.Result {
	months := recentOverdoseLimits.Months.Of(v)
	overdose, ok := v.Now().Overdose()
	if !ok {
		person.Unasked(v)
		return v.NotApplicable()
	}
	if !v.Day().Before(v.DayOf(overdose.At).AddMonths(months.Value)) {
		return v.NotApplicable()
	}
	on, recent := v.DayOf(overdose.At), phrase.Plural(months.Value, "month")
	without := func() plan.Result {
		return v.Violated(months, "no medication for opioid use disorder goes on, and the overdose of %s is less than %s ago", on, recent)
	}
	if b, withdrawal := v.Body().(record.WithdrawalManagement); withdrawal {
		if b.ContinuingPlan == truth.Yes {
			return v.Met()
		}
		return without()
	}
	if e, ends := person.EndingOf(v); ends && agent.IsMedication(e.Substance) {
		switch {
		case e.Continues == truth.Yes:
			return v.Met()
		case e.Continues == truth.Unknown && e.Discharge:
			return v.Lacks("whether " + e.Substance.String() + " goes on after " + e.What)
		}
		return v.Violated(months, "%s, and the overdose of %s is less than %s ago", e.What, on, recent)
	}
	move, moves := v.Body().(record.StageMove)
	if !moves {
		return v.NotApplicable()
	}
	if _, active := v.MedicationActive(); active || move.MedicationContinues == truth.Yes {
		return v.Met()
	}
	return without()
}
