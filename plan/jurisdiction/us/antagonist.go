package us

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/naltrexone"
	"github.com/oudpath/oudpath/plan/jurisdiction/internal/shared"
)

// antagonistSettings are the values of naltrexone.
func antagonistSettings() []plan.Setting {
	const day = 24 * time.Hour
	free := shared.Label(medication.NtxPO, medication.SinceShortActing, evidence.LabelNaltrexoneTablets)
	vivitrol := evidence.LabelVivitrol.At("opioid-free interval", evidence.Primary)
	// What is known of a depot after it was stopped is for how long breathing is watched; for naltrexone that is an inference.
	offset := []evidence.Citation{evidence.Proposal.At("weeks and months before naltrexone after a depot of buprenorphine",
		evidence.Unconfirmed),
		evidence.BrixadiEffects.At("effects after stopping, told for breathing", evidence.Unconfirmed)}
	return []plan.Setting{
		naltrexone.OpioidFree().Short.Always(int(free.Time.Least/day), vivitrol, free.Cite),
		naltrexone.OpioidFree().Preferred.Always(int(free.Time.Most/day), vivitrol, free.Cite),
		naltrexone.OpioidFree().Implant.Always(6, evidence.Decision(9).Cite()),
		naltrexone.OpioidFree().WeeklyDepot.Always(1, offset...),
		naltrexone.OpioidFree().MonthlyDepot.Always(4, offset...),
		naltrexone.OpioidFree().OtherDepot.Always(6,
			evidence.Proposal.At("time before naltrexone after Sublocade or an implant", evidence.Unconfirmed)),
		naltrexone.NaloxoneChallenge().RepeatAfter.Always(day, evidence.StatPearlsNaltrexone.At("naloxone challenge", evidence.Secondary)),
	}
}
