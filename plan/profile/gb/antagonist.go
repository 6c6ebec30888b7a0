package gb

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance"
	"github.com/oudpath/oudpath/plan/record"
)

// antagonistSettings are the values of naltrexone.
func antagonistSettings() []plan.Setting {
	const day = 24 * time.Hour
	ta115 := func(section string) evidence.Citation {
		return evidence.Citation{Source: "NICE TA115", Section: section, Year: 2007, Provenance: evidence.Primary}
	}
	safety := func(section string) evidence.Citation {
		return evidence.Citation{Source: "EU core safety profile of naltrexone, IE/H/PSUR/0028", Section: section, Provenance: evidence.Primary}
	}
	medscape := evidence.Citation{Source: "Medscape UK, naltrexone tablets", Section: "dosage", Provenance: evidence.Secondary}
	statPearls := evidence.Citation{Source: "StatPearls, Naltrexone", Section: "before elective surgery", Year: 2024, Provenance: evidence.Secondary,
		Via: "clint-llm.github.io"}
	proposal := func(what string) evidence.Citation {
		return evidence.Citation{Source: "oudpath proposal", Section: what, Provenance: evidence.Unconfirmed}
	}
	// Buvidal is the formulation that the United States know as Brixadi.
	offset := evidence.Citation{Source: "brixadihcp.com", Section: "effects after stopping, the identical product", Provenance: evidence.Secondary}
	return []plan.Setting{
		guidance.OpioidFree.Short.Always(7*day, ta115("3.1"), safety("opioid-free interval")),
		guidance.OpioidFree.Preferred.Always(10*day, ta115("3.1, the upper end")),
		guidance.OpioidFree.Long.Always(10*day, ta115("3.1, the upper end")),
		guidance.OpioidFree.WeeklyDepot.Always(1, offset),
		guidance.OpioidFree.MonthlyDepot.Always(4, offset),

		guidance.NaltrexoneUrine.Fresh.Always(day, proposal("age of a drug screen before naltrexone")),
		guidance.NaloxoneChallenge.Asked.Always(guidance.ChallengeAlways, safety("naloxone challenge")),
		guidance.NaloxoneChallenge.Observe.Always(20*time.Minute, safety("naloxone challenge")),
		guidance.NaloxoneChallenge.RepeatAfter.Always(day, safety("naloxone challenge")),

		guidance.LiverEnzymes.Caution.Always(record.Whole(3), ta115("3.2"), medscape),
		guidance.LiverEnzymes.Avoid.Always(record.Whole(5), evidence.Citation{Source: "droracle.ai", Section: "440280", Provenance: evidence.Weak}),
		guidance.NaltrexoneLiver.Severe.Always(10, safety("severe hepatic impairment, read as Child-Pugh C")),
		guidance.NaltrexoneAge.Min.Always(18, safety("not recommended under 18")),

		guidance.NaltrexoneTablets.First.Always(medication.Milligrams(25), ta115("3"), medscape),
		guidance.NaltrexoneTablets.Daily.Always(medication.Milligrams(50), ta115("3"), medscape),
		guidance.NaltrexoneTablets.OneDay.Always(medication.Milligrams(150), medscape),
		guidance.Blockade.Oral.Always(72*time.Hour, statPearls),
		guidance.Blockade.Depot.Always(30*day, statPearls),
	}
}

// antagonistOmissions are rules about the injection of naltrexone, which has no licence here.
func antagonistOmissions() []plan.Omission {
	var omitted []plan.Omission
	for _, id := range []record.RuleID{"naltrexone.xr.interval", "naltrexone.xr.rescreen", "naltrexone.rescue", "med.setting.vivitrol"} {
		omitted = append(omitted, plan.Omission{Rule: id, Why: "the injection has no licence in the United Kingdom: gb.naltrexone.implant refuses it"})
	}
	return omitted
}
