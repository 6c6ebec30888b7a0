package program

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/record"
)

// SupplyLostLimits is for how long a loss is weighed before more doses are handed out.
type SupplyLostLimits struct{ Within plan.Param[int] }

var supplyLostLimits = SupplyLostLimits{
	limit.LeastDays("supply.lost.within", "days for which lost or stolen doses are weighed before more are handed out"),
}

// SupplyLost returns for how long a loss is weighed before more doses are handed out.
func SupplyLost() SupplyLostLimits { return supplyLostLimits }

var supplyLost = plan.Rule{
	ID:       "supply.lost",
	Title:    "After doses were lost or stolen, what is handed out next is a decision of its own",
	Severity: record.Warning,
	About:    medication.SetOf(medication.Methadone, medication.Buprenorphine),
	Watches:  record.TakenHome,
	Cites:    []evidence.Citation{evidence.Proposal.At("doses lost again within 90 days", evidence.Unconfirmed)},
	Needs:    plan.Needs(supplyLostLimits.Within),
	Remedy: "ask when the last dose was taken, and whether the theft was reported; hand out fewer days, or have doses watched, and record the " +
		"reassessment; the daily dose goes on",
	Judge: judgeSupplyLost,
}

// judgeSupplyLost looks at a loss that nobody reassessed since. What was destroyed before witnesses or brought back is none.
func judgeSupplyLost(v *plan.View) plan.Result {
	act, ok := v.Acts().Of(record.TakenHome, medication.SetOf(medication.Methadone, medication.Buprenorphine))
	loss, lost := v.Last(record.KindDosesLost)
	if !ok || !lost {
		return v.NotApplicable()
	}
	within := supplyLostLimits.Within.Of(v)
	b := loss.Body.(record.DosesLost)
	gone := b.How == record.LossLost || b.How == record.LossStolen
	if !gone || b.Substance != act.Substance || v.DaysSince(loss.At) >= within.Value {
		return v.NotApplicable()
	}
	if at, done := v.Assessed(record.Reassessment); done && !at.Before(loss.At) {
		return v.Met()
	}
	return v.Violated(within, "%s of %s were %s on %s, less than %s ago, and nobody reassessed since", phrase.Plural(b.Days, "day"), b.Substance,
		b.How, v.DayOf(loss.At), phrase.Plural(within.Value, "day"))
}
