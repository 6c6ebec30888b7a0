package us

import (
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance"
	"github.com/oudpath/oudpath/plan/record"
)

// antagonistSettings are the values of naltrexone.
func antagonistSettings() []plan.Setting {
	const day = 24 * time.Hour
	label := func(product, section string, p evidence.Provenance) evidence.Citation {
		return evidence.Citation{Source: "US label of " + product, Section: section, Provenance: p}
	}
	statPearls := func(section string) evidence.Citation {
		return evidence.Citation{Source: "StatPearls, Naltrexone", Section: section, Year: 2024, Provenance: evidence.Secondary, Via: "clint-llm.github.io"}
	}
	proposal := func(what string) evidence.Citation {
		return evidence.Citation{Source: "oudpath proposal", Section: what, Provenance: evidence.Unconfirmed}
	}
	free := []evidence.Citation{label("Vivitrol", "opioid-free interval", evidence.Primary),
		label("naltrexone tablets", "opioid-free interval", evidence.Primary)}
	offset := evidence.Citation{Source: "brixadihcp.com", Section: "effects after stopping", Provenance: evidence.Primary}
	return []plan.Setting{
		guidance.OpioidFree.Short.Always(7*day, free...),
		guidance.OpioidFree.Preferred.Always(10*day, free...),
		guidance.OpioidFree.Long.Always(14*day, label("naltrexone tablets", "vulnerable for up to 2 weeks after buprenorphine or methadone", evidence.Secondary)),
		guidance.OpioidFree.WeeklyDepot.Always(1, offset),
		guidance.OpioidFree.MonthlyDepot.Always(4, offset),

		guidance.NaltrexoneUrine.Fresh.Always(day, proposal("age of a drug screen before naltrexone")),
		guidance.NaloxoneChallenge.Asked.Always(guidance.ChallengeWhenUncertain,
			label("naltrexone tablets", "naloxone challenge in doubt", evidence.Secondary)),
		guidance.NaloxoneChallenge.Observe.Always(20*time.Minute, statPearls("naloxone challenge")),
		guidance.NaloxoneChallenge.RepeatAfter.Always(day, statPearls("naloxone challenge")),

		guidance.LiverEnzymes.Caution.Always(record.Whole(3), statPearls("liver enzymes, as practice")),
		guidance.LiverEnzymes.Avoid.Always(record.Whole(5), evidence.Citation{Source: "droracle.ai", Section: "440280", Provenance: evidence.Weak},
			evidence.Citation{Source: "TIP 63", Section: "naltrexone and the liver", Provenance: evidence.Unconfirmed}),
		guidance.NaltrexoneAge.Min.Always(18, evidence.Citation{Source: "Providers Clinical Support System", Section: "naltrexone and age",
			Provenance: evidence.Primary}),

		guidance.NaltrexoneInjection.Interval.Always(28, label("Vivitrol", "section 2.1", evidence.Secondary)),
		guidance.NaltrexoneInjection.Tolerance.Always(3, proposal("the label has no window")),
		guidance.NaltrexoneInjection.Rescreen.Always(7, proposal("the label has no limit of delay")),
		guidance.Blockade.Oral.Always(72*time.Hour, statPearls("before elective surgery")),
		guidance.Blockade.Depot.Always(30*day, statPearls("before elective surgery")),
	}
}

// antagonistOmissions are rules of the United Kingdom.
func antagonistOmissions() []plan.Omission {
	return []plan.Omission{
		{Rule: "gb.naltrexone.contraindicated", Why: "a safety profile of the European Union; labels of the United States advise caution"},
		{Rule: "gb.naltrexone.dose", Why: "doses of the United Kingdom's licence"},
		{Rule: "gb.naltrexone.implant", Why: "the injection is licensed in the United States"},
	}
}
