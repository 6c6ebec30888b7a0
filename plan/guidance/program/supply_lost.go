package program

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
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
	About:    agent.OfAgonists,
	Watches:  record.TakenHome,
	Cites:    []evidence.Citation{evidence.Proposal.At("doses lost again within 90 days", evidence.Unconfirmed)},
	Needs:    plan.Needs(supplyLostLimits.Within),
	Remedy: "ask when the last dose was taken, and whether the theft was reported; hand out fewer days, or have doses watched, and record the " +
		"reassessment; the daily dose goes on",
	Judge: judgeSupplyLost,
}

// judgeSupplyLost looks at the last loss of the substance that nobody reassessed since. What was destroyed before witnesses or brought back is
// none, and a loss of something else says nothing.
func judgeSupplyLost(v *plan.View) plan.Result {
	act, ok := v.Acts().Of(record.TakenHome, agent.OfAgonists)
	if !ok {
		return v.NotApplicable()
	}
	within := supplyLostLimits.Within.Of(v)
	loss, at, lost := lossOf(v, act.Substance, within.Value)
	if !lost {
		return v.NotApplicable()
	}
	if seen, done := v.Assessed(record.Reassessment); done && !seen.Before(at) {
		return v.Met()
	}
	return v.Violated(within, "%s of %s were %s on %s, less than %s ago, and nobody reassessed since", phrase.Plural(loss.Days, "day"),
		loss.Substance, loss.How, v.DayOf(at), phrase.Plural(within.Value, "day"))
}

// lossOf returns the last loss of the substance of fewer than so many days ago.
func lossOf(v *plan.View, s medication.Substance, days int) (loss record.DosesLost, at time.Time, ok bool) {
	if _, any := v.Last(record.KindDosesLost); !any {
		return record.DosesLost{}, time.Time{}, false
	}
	for ev := range v.Past {
		if v.DaysSince(ev.At) >= days {
			break
		}
		b, is := ev.Body.(record.DosesLost)
		if is && b.Substance == s && (b.How == record.LossLost || b.How == record.LossStolen) {
			v.Now().Notes.Note(ev)
			return b, ev.At, true
		}
	}
	return record.DosesLost{}, time.Time{}, false
}
