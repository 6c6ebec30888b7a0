package us

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/naltrexone"
	"github.com/oudpath/oudpath/plan/jurisdiction/internal/shared"
	"github.com/oudpath/oudpath/plan/record"
)

// antagonistSettings are the values of naltrexone.
func antagonistSettings() []plan.Setting {
	const day = 24 * time.Hour
	free := shared.Label(medication.NtxPO, medication.SinceShortActing, evidence.LabelNaltrexoneTablets)
	long := shared.Label(medication.NtxPO, medication.SinceLongActing, evidence.LabelNaltrexoneTablets)
	vivitrol := evidence.LabelVivitrol.At("opioid-free interval", evidence.Primary)
	surgeryOral := shared.Label(medication.NtxPO, medication.Discontinuation, evidence.StatPearlsNaltrexone)
	surgeryDepot := shared.Label(medication.NtxXR, medication.Discontinuation, evidence.StatPearlsNaltrexone)
	twoWeeks := evidence.LabelVivitrol.At("vulnerable for up to two weeks after buprenorphine or methadone", evidence.Primary)
	// What is known of a depot after it was stopped is for how long breathing is watched; for naltrexone that is an inference.
	offset := []evidence.Citation{evidence.Proposal.At("weeks and months before naltrexone after a depot of buprenorphine",
		evidence.Unconfirmed),
		evidence.BrixadiEffects.At("effects after stopping, told for breathing", evidence.Unconfirmed)}
	return []plan.Setting{
		naltrexone.OpioidFree().Short.Always(int(free.Time.Least/day), vivitrol, free.Cite),
		naltrexone.OpioidFree().Preferred.Always(int(free.Time.Most/day), vivitrol, free.Cite),
		naltrexone.OpioidFree().Implant.Always(6, evidence.Decision(9).Cite()),
		naltrexone.OpioidFree().Long.Always(int(long.Time.Least/day), twoWeeks, long.Cite),
		naltrexone.OpioidFree().WeeklyDepot.Always(1, offset...),
		naltrexone.OpioidFree().MonthlyDepot.Always(4, offset...),
		naltrexone.OpioidFree().OtherDepot.Always(6,
			evidence.Proposal.At("time before naltrexone after Sublocade or an implant", evidence.Unconfirmed)),
		naltrexone.NaloxoneChallenge().Asked.Always(naltrexone.ChallengeWhenUncertain,
			evidence.LabelNaltrexoneTablets.At("naloxone challenge in doubt", evidence.Secondary)),
		naltrexone.NaloxoneChallenge().Observe.Always(20*time.Minute,
			evidence.StatPearlsNaltrexone.At("naloxone challenge", evidence.Secondary)),
		naltrexone.NaloxoneChallenge().RepeatAfter.Always(day, evidence.StatPearlsNaltrexone.At("naloxone challenge", evidence.Secondary)),

		naltrexone.LiverEnzymes().Caution.Always(record.Whole(3),
			evidence.StatPearlsNaltrexone.At("liver enzymes, as practice", evidence.Secondary)),
		naltrexone.LiverUnstudied().From.Always(10, evidence.LabelVivitrol.At("section 8, hepatic impairment", evidence.Unconfirmed)),
		naltrexone.LiverEnzymes().Avoid.Always(record.Whole(5), evidence.AnswersNaltrexone.At("440280", evidence.Weak),
			evidence.TIP63.At("naltrexone and the liver", evidence.Unconfirmed)),
		naltrexone.Age().Min.Always(shared.Age(medication.NtxXR)),

		naltrexone.Injection().Interval.Always(28, evidence.LabelVivitrol.At("section 2.1", evidence.Secondary)),
		naltrexone.Injection().Tolerance.Always(3, evidence.Proposal.At("the label has no window", evidence.Unconfirmed)),
		naltrexone.Injection().Rescreen.Always(7, evidence.Proposal.At("the label has no limit of delay", evidence.Unconfirmed)),
		naltrexone.Blockade().Oral.Always(surgeryOral.Time.Least, surgeryOral.Cite),
		naltrexone.Blockade().Depot.Always(surgeryDepot.Time.Least, surgeryDepot.Cite),
	}
}
