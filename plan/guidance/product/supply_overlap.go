package product

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/record"
)

const countWhatIsThere = "count what is at home, record what was lost or brought back, or let the supply begin when the earlier one ends"

// overlapping are the supplies of days for which there are doses in the hand already: arithmetic, and law in no place. Where a law sets a
// ceiling, its own rule holds what this one warns of. A grant is judged when its doses are handed out.
var overlapping = []plan.Rule{
	{
		ID:       "methadone.supply.overlap",
		Title:    "No more methadone is handed out for days for which there is some in the hand",
		Severity: record.Warning,
		About:    agent.Methadone,
		Watches:  record.TakenHome,
		Cites:    []evidence.Citation{evidence.Decision(11).Cite()},
		Remedy:   countWhatIsThere,
		Judge:    overlapOf(medication.Methadone, 1),
	},
	{
		ID:       "morphine.supply.overlap",
		Title:    "No more slow-release morphine is handed out for days for which there is some in the hand",
		Severity: record.Warning,
		About:    agent.SlowMorphine,
		Watches:  record.TakenHome,
		Cites:    []evidence.Citation{evidence.Decision(11).Cite()},
		Remedy:   countWhatIsThere,
		Judge:    overlapOf(medication.SlowMorphine, 1),
	},
	{
		ID:       "bup.supply.overlap",
		Title:    "No more buprenorphine is handed out for days for which there is some in the hand",
		Severity: record.Warning,
		About:    agent.Buprenorphine,
		Watches:  record.TakenHome,
		Cites:    []evidence.Citation{evidence.Decision(11).Cite()},
		Remedy:   countWhatIsThere,
		Judge:    overlapOf(medication.Buprenorphine, 2), // a day too many is what a refill in good time looks like
	},
}

// overlapOf judges supplies of a substance, and speaks from so many days on for which there would be doses twice.
func overlapOf(s medication.Substance, from int) func(*plan.View) plan.Result {
	return func(v *plan.View) plan.Result {
		act, ok := v.Acts().Of(record.HandsOver, medication.SetOf(s))
		if !ok || act.Days == 0 {
			return v.NotApplicable()
		}
		if overlap := v.Now().InHand(s, v.Day()).Overlap; overlap >= from {
			return v.Violated(nil, "there is %s in the hand for %s of these already", s, phrase.Plural(overlap, "day"))
		}
		return v.Met()
	}
}
