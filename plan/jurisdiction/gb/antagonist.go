package gb

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
	return []plan.Setting{
		naltrexone.OpioidFree().Short.Always(int(free.Time.Least/day), free.Cite,
			evidence.CoreSafetyNaltrexone.At("opioid-free interval", evidence.Primary)),
		naltrexone.OpioidFree().Preferred.Always(int(free.Time.Most/day), evidence.NICETA115.At("3.1, the upper end", evidence.Primary)),
		// The appraisal gives 7 to 10 days for opioids, and names none that acts long.
		naltrexone.OpioidFree().Long.Always(int(free.Time.Most/day),
			evidence.NICETA115.At("3.1, the upper end, read as that of long-acting opioids", evidence.Secondary)),
		naltrexone.OpioidFree().WeeklyDepot.Always(1, offset...),
		naltrexone.OpioidFree().MonthlyDepot.Always(4, offset...),
		naltrexone.OpioidFree().OtherDepot.Always(6, evidence.Proposal.At("time before naltrexone after an implant", evidence.Unconfirmed)),
		naltrexone.NaloxoneChallenge().Asked.Always(naltrexone.ChallengeAlways, evidence.CoreSafetyNaltrexone.At("naloxone challenge",
			evidence.Primary)),
		naltrexone.NaloxoneChallenge().Observe.Always(20*time.Minute, evidence.CoreSafetyNaltrexone.At("naloxone challenge", evidence.Primary)),
		naltrexone.NaloxoneChallenge().RepeatAfter.Always(day, evidence.CoreSafetyNaltrexone.At("naloxone challenge", evidence.Primary)),

		naltrexone.LiverEnzymes().Caution.Always(record.Whole(3), evidence.NICETA115.At("3.2", evidence.Primary), medscape),
		naltrexone.LiverEnzymes().Avoid.Always(record.Whole(5), evidence.AnswersNaltrexone.At("440280", evidence.Weak)),
		naltrexone.Liver().Severe.Always(10, evidence.CoreSafetyNaltrexone.At("severe hepatic impairment, read as Child-Pugh C",
			evidence.Primary)),
		naltrexone.Kidney().Severe.Always(record.Whole(30), evidence.Proposal.At("severe below 30, as the label of Lucemyra counts", evidence.Unconfirmed)),
		naltrexone.Age().Min.Always(18, evidence.CoreSafetyNaltrexone.At("not recommended under 18", evidence.Primary)),

		naltrexone.Tablets().First.Always(first.Mass.Most, first.Cite, medscape),
		naltrexone.Tablets().Daily.Always(usual.Mass.Least, usual.Cite, medscape),
		naltrexone.Tablets().OneDay.Always(oneDay.Mass.Most, oneDay.Cite),
		naltrexone.Blockade().Oral.Always(surgeryOral.Time.Least, surgeryOral.Cite),
		naltrexone.Review().Months.Always(3, evidence.MedscapeUKNaltrexone.At("initial period of about three months", evidence.Secondary)),
		naltrexone.Blockade().Depot.Always(surgeryDepot.Time.Least, surgeryDepot.Cite),
	}
}
