package education

import "github.com/oudpath/oudpath/plan/evidence"

// hours and days make ranges. A peak that nobody saw in a text is left out.
func hours(least, most int) Hours { return Hours{least, most} }
func days(least, most int) Hours  { return Hours{24 * least, 24 * most} }

func courses() []Course {
	world := evidence.WHO2009.At("course of withdrawal", evidence.Secondary).SeenIn("detoxplusuk")
	stages := evidence.WithdrawalStages.At("short-acting opioids by stage", evidence.Secondary)
	return []Course{
		{Agent: "heroin", Onset: hours(8, 24), Length: days(4, 10), Cites: []evidence.Citation{world}},
		{Agent: "short-acting opioids", Onset: hours(6, 12),
			Text: "first craving, yawning, a running nose, gooseflesh and wide pupils; from 24 to 48 hours on vomiting, cramps and a fast pulse; " +
				"it fades after 5 to 7 days, craving and low mood over weeks to months", Cites: []evidence.Citation{stages}},
		{Agent: "methadone", Onset: hours(12, 48), Length: days(10, 20), Cites: []evidence.Citation{world}},
		{Agent: "buprenorphine", Peak: days(0, 5), Text: "it comes more slowly and lasts longer",
			Cites: []evidence.Citation{evidence.SanBuprenorphine1992.At("withdrawal after buprenorphine", evidence.Primary)}},
		{Agent: "tianeptine", Text: "it comes quickly and lasts for days, with anxiety and restlessness more than pain",
			Cites: []evidence.Citation{evidence.TianeptineAnswers.At("withdrawal", evidence.Weak)}},
		{Agent: "clonidine", Peak: days(2, 4), Text: "the rebound after it is stopped at once",
			Cites: []evidence.Citation{evidence.ClonidineRebound.At("rebound", evidence.Secondary)}},
		{Agent: "medetomidine", Peak: hours(18, 36), Text: "it begins within hours: severe high pressure, a fast pulse, vomiting; it is an emergency",
			Cites: []evidence.Citation{evidence.Medetomidine2025.At("onset and peak", evidence.Secondary).SeenIn("numose.com")}},
	}
}
