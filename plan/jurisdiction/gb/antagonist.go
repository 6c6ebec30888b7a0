package gb

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance"
	"github.com/oudpath/oudpath/plan/jurisdiction/internal/shared"
	"github.com/oudpath/oudpath/plan/record"
)

// antagonistSettings are the values of naltrexone.
func antagonistSettings() []plan.Setting {
	const day = 24 * time.Hour
	free := shared.Label(medication.NtxPOGB, medication.SinceShortActing, evidence.NICETA115)
	first := shared.Label(medication.NtxPOGB, medication.FirstDose, evidence.NICETA115)
	usual := shared.Label(medication.NtxPOGB, medication.UsualDose, evidence.NICETA115)
	oneDay := shared.Label(medication.NtxPOGB, medication.DailyMaximum, evidence.MedscapeUKNaltrexone)
	surgeryOral := shared.Label(medication.NtxPO, medication.Discontinuation, evidence.StatPearlsNaltrexone)
	surgeryDepot := shared.Label(medication.NtxXR, medication.Discontinuation, evidence.StatPearlsNaltrexone)
	medscape := evidence.MedscapeUKNaltrexone.At("dosage", evidence.Secondary)

	// Buvidal is the formulation that the United States know as Brixadi.
	// What is known of it after it was stopped is for how long breathing is watched; for naltrexone that is an inference.
	offset := []evidence.Citation{evidence.Proposal.At("weeks and months before naltrexone after a depot of buprenorphine",
		evidence.Unconfirmed),
		evidence.BrixadiEffects.At("effects after stopping, told for breathing, the identical product", evidence.Unconfirmed)}
	twoWeeks := evidence.LabelVivitrol.At("vulnerable for up to two weeks after buprenorphine or methadone", evidence.Primary)
	return []plan.Setting{
		guidance.OpioidFree().Short.Always(int(free.Time.Least/day), free.Cite,
			evidence.CoreSafetyNaltrexone.At("opioid-free interval", evidence.Primary)),
		guidance.OpioidFree().Preferred.Always(int(free.Time.Most/day), evidence.NICETA115.At("3.1, the upper end", evidence.Primary)),
		guidance.OpioidFree().Methadone.Always(14, evidence.Decision(9).Reading(twoWeeks)),
		guidance.OpioidFree().MethadoneObserved.Always(7, evidence.Decision(9).Reading(twoWeeks)),
		guidance.OpioidFree().Other.Always(7, evidence.Decision(9).Cite()),
		// The appraisal gives 7 to 10 days for opioids, and names none that acts long.
		guidance.OpioidFree().Long.Always(int(free.Time.Most/day),
			evidence.NICETA115.At("3.1, the upper end, read as that of long-acting opioids", evidence.Secondary)),
		guidance.OpioidFree().WeeklyDepot.Always(1, offset...),
		guidance.OpioidFree().MonthlyDepot.Always(4, offset...),
		guidance.OpioidFree().OtherDepot.Always(6, evidence.Proposal.At("time before naltrexone after an implant", evidence.Unconfirmed)),
		guidance.NaltrexoneActing().Tablet.Always(48*time.Hour, evidence.Decision(9).Cite()),

		guidance.NaltrexoneUrine().Fresh.Always(day, evidence.Proposal.At("age of a drug screen before naltrexone", evidence.Unconfirmed)),
		guidance.NaloxoneChallenge().Asked.Always(guidance.ChallengeAlways, evidence.CoreSafetyNaltrexone.At("naloxone challenge",
			evidence.Primary)),
		guidance.NaloxoneChallenge().Observe.Always(20*time.Minute, evidence.CoreSafetyNaltrexone.At("naloxone challenge", evidence.Primary)),
		guidance.NaloxoneChallenge().RepeatAfter.Always(day, evidence.CoreSafetyNaltrexone.At("naloxone challenge", evidence.Primary)),

		guidance.LiverEnzymes().Caution.Always(record.Whole(3), evidence.NICETA115.At("3.2", evidence.Primary), medscape),
		guidance.LiverEnzymes().Avoid.Always(record.Whole(5), evidence.AnswersNaltrexone.At("440280", evidence.Weak)),
		guidance.NaltrexoneLiver().Severe.Always(10, evidence.CoreSafetyNaltrexone.At("severe hepatic impairment, read as Child-Pugh C",
			evidence.Primary)),
		guidance.NaltrexoneAge().Min.Always(18, evidence.CoreSafetyNaltrexone.At("not recommended under 18", evidence.Primary)),

		guidance.NaltrexoneTablets().First.Always(first.Mass.Most, first.Cite, medscape),
		guidance.NaltrexoneTablets().Daily.Always(usual.Mass.Least, usual.Cite, medscape),
		guidance.NaltrexoneTablets().OneDay.Always(oneDay.Mass.Most, oneDay.Cite),
		guidance.Blockade().Oral.Always(surgeryOral.Time.Least, surgeryOral.Cite),
		guidance.Blockade().Depot.Always(surgeryDepot.Time.Least, surgeryDepot.Cite),
	}
}
