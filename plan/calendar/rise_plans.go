package calendar

import (
	"github.com/oudpath/oudpath/plan/evidence"
)

// RisePlans returns the published ways to begin methadone and to raise it slowly, those of one country together. Of some the name is known
// and no number was seen. How people in hospital and emergency departments begin is a Schedule.
func RisePlans() []RisePlan {
	var all []RisePlan
	for _, table := range [][]RisePlan{risesOfNoCountry(), risesOfUnitedKingdom(), risesOfCanada(), risesOfAustralia()} {
		all = append(all, table...)
	}
	return all
}

func risesOfNoCountry() []RisePlan {
	asam := evidence.ASAM2020.At("page 23, methadone", evidence.Primary)
	who := evidence.MhGAP2016.At("table 1, methadone", evidence.Secondary)
	safety := evidence.MethadoneSafety2014.At("start and rise", evidence.Secondary)
	return []RisePlan{
		{
			ID: "methadone.rise.united-states", Title: "Methadone by the guideline of 2020, United States", First: milligrams(10, 30),
			Stages: []RiseStage{{By: milligrams(0, 10), Every: DayRange{5, 5}}}, Cites: []evidence.Citation{asam},
			Notes: []Note{{Text: "on the first day 5 to 10 mg more every 3 to 6 hours as needed, to 30 to 40 mg; then about every five days",
				Cites: []evidence.Citation{asam}}},
		},
		{
			ID: "methadone.rise.safety", Title: "Methadone by the safety guideline of 2014, United States", First: milligrams(0, 40),
			Stages: []RiseStage{{By: milligrams(0, 10), Every: DayRange{3, 4}}}, Cites: []evidence.Citation{safety},
			Notes: []Note{{Text: "the source starts with at most 30 to 40 mg, and sees the person 3 to 5 days after the start and after each rise",
				Cites: []evidence.Citation{safety}}},
		},
		{
			ID: "methadone.rise.who", Title: "Methadone by the intervention guide of the World Health Organization", First: milligrams(10, 20),
			Stages: []RiseStage{{By: milligrams(5, 10)}}, Cites: []evidence.Citation{who},
			Notes: []Note{{Text: "10 mg more once if needed after the first dose; then the source rises every few days, and gives no number",
				Cites: []evidence.Citation{who}}},
		},
	}
}

func risesOfUnitedKingdom() []RisePlan {
	monograph := evidence.MedscapeUKMethadone.At("dose", evidence.Secondary)
	weaker := evidence.SmPCMethadone1.At("4.2", evidence.Secondary)
	stronger := evidence.SmPCMethadone5.At("4.2", evidence.Secondary)
	return []RisePlan{
		{
			ID: "methadone.rise.united-kingdom", Title: "Methadone by the monograph, United Kingdom", First: milligrams(10, 30),
			Stages: []RiseStage{{By: milligrams(5, 10)}}, Usual: milligrams(60, 120), Cites: []evidence.Citation{monograph},
			Notes: []Note{{Text: "at most 30 mg more in a week; a first dose of up to 40 mg where tolerance is high, watched by an expert; how " +
				"many days lie between two steps the source does not say", Cites: []evidence.Citation{monograph}}},
		},
		{
			ID: "methadone.rise.united-kingdom-1", Title: "Methadone by the licence of the solution of 1 mg/mL, United Kingdom",
			First: milligrams(10, 20), Stages: []RiseStage{{By: milligrams(10, 20), Every: DayRange{1, 1}}}, Usual: milligrams(40, 60),
			Cites: []evidence.Citation{weaker},
			Notes: []Note{{Text: "its steps are larger and closer together than those of the monograph, which rises by at most 30 mg in a week",
				Cites: []evidence.Citation{weaker, monograph}}},
		},
		{
			ID: "methadone.rise.united-kingdom-5", Title: "Methadone by the licence of the solution of 5 mg/mL, United Kingdom",
			First: milligrams(10, 30), Stages: []RiseStage{{By: milligrams(10, 10), Until: milligrams(70, 80)}, {}}, Usual: milligrams(60, 120),
			Cites: []evidence.Citation{stronger},
			Notes: []Note{{Text: "25 to 40 mg first where tolerance is high; 70 to 80 mg are reached over three weeks",
				Cites: []evidence.Citation{stronger}}},
		},
	}
}

func risesOfCanada() []RisePlan {
	reference := evidence.TherapeuticChoices2024.At("methadone", evidence.Secondary)
	metaphi := evidence.METAPHI2021.At("titration", evidence.Secondary)
	high := evidence.METAPHI2021.At("respiratory illness, sedatives, uncertain tolerance: 10 to 20 mg", evidence.Secondary)
	province := evidence.BCCSU2023.At("appendix 3.3, start and rise, not seen", evidence.Unconfirmed)
	return []RisePlan{
		{
			ID: "methadone.rise.canada", Title: "Methadone by the pharmacists' reference, Canada", For: "the first dose goes by risk",
			First: milligrams(5, 30), Usual: milligrams(60, 120), Cites: []evidence.Citation{reference},
			Stages: []RiseStage{
				{By: milligrams(5, 15), Every: DayRange{3, 3}, Until: milligrams(60, 80)},
				{By: milligrams(5, 10), Every: DayRange{7, 7}},
			},
		},
		{
			ID: "methadone.rise.ontario", Title: "Methadone for people who use fentanyl, Ontario",
			For: "people who use fentanyl, without a high risk", First: milligrams(30, 30), Cites: []evidence.Citation{metaphi},
			Stages: []RiseStage{
				{By: milligrams(10, 15), Every: DayRange{3, 5}, Until: milligrams(75, 80)},
				{By: milligrams(10, 10), Every: DayRange{5, 7}},
			},
		},
		{
			ID: "methadone.rise.ontario-high-risk", Title: "Methadone where the risk is high, Ontario",
			For:   "an illness of the lungs, sedatives, a failing liver or kidney, an uncertain tolerance",
			First: milligrams(10, 20), Stages: []RiseStage{{By: milligrams(10, 10), Every: DayRange{3, 5}}}, Cites: []evidence.Citation{high},
		},
		{
			ID: "methadone.rise.british-columbia", Title: "Methadone by the guideline of British Columbia", Stages: []RiseStage{{}},
			Cites: []evidence.Citation{province},
		},
	}
}

func risesOfAustralia() []RisePlan {
	national := evidence.AustraliaMethadone2003.At("first dose: below 20 mg presumed safe", evidence.Primary)
	table := evidence.NSW2018.At("table 9", evidence.Secondary)
	usual := evidence.NSW2018.At("usual dose: 60 to 120 mg by one reader, 60 to 100 mg by another", evidence.Secondary)
	back := evidence.NSW2018.At("missed doses, four to five days", evidence.Secondary)
	anew := evidence.VictoriaReinduction.At("methadone", evidence.Secondary)
	return []RisePlan{
		{
			ID: "methadone.rise.australia", Title: "Methadone by the national guideline of 2003, Australia", Stages: []RiseStage{{}},
			Cites: []evidence.Citation{national},
			Notes: []Note{{Text: "less than 20 mg (for 70 kg) is presumed safe, 30 mg is given with caution, and above 40 mg with extreme care; " +
				"the steps were not seen", Cites: []evidence.Citation{national}}},
		},
		{
			ID: "methadone.rise.new-south-wales", Title: "Methadone, New South Wales", First: milligrams(20, 30), Usual: milligrams(60, 120),
			Stages: []RiseStage{{By: milligrams(5, 10), Every: DayRange{3, 5}}}, Cites: []evidence.Citation{table, usual},
			Notes: []Note{
				{Text: "less than 20 mg first where tolerance is low or not certain, 30 to 40 mg with caution, more after a specialist's advice; " +
					"30 to 50 mg are expected at the end of the first week and 40 to 60 mg at the end of the second; above 150 mg a specialist looks",
					Cites: []evidence.Citation{table}},
				{Text: "another reader of the guidelines has 60 to 100 mg as the usual dose", Cites: []evidence.Citation{usual}},
			},
		},
		{
			ID: "methadone.back.new-south-wales", Title: "Methadone back to the usual dose after four or five missed days, New South Wales",
			For: "somebody who took the reduced dose", Stages: []RiseStage{{By: milligrams(0, 20)}}, Cites: []evidence.Citation{back},
			Notes: []Note{{Text: "the usual dose is reached over five to seven days", Cites: []evidence.Citation{back}}},
		},
		{
			ID: "methadone.rise.victoria", Title: "Methadone anew after five or six missed days, Victoria", First: milligrams(20, 30),
			Stages: []RiseStage{{}}, Cites: []evidence.Citation{anew},
			Notes: []Note{{Text: "never above 40 mg; after seven and more missed days the prescriber is asked first", Cites: []evidence.Citation{anew}}},
		},
		{
			ID: "methadone.back.victoria", Title: "Methadone back to the usual dose after four missed days, Victoria",
			For: "somebody who took the reduced dose", Stages: []RiseStage{{By: milligrams(0, 10), Every: DayRange{2, 2}}},
			Cites: []evidence.Citation{anew},
			Notes: []Note{{Text: "the usual dose is reached over five to seven days", Cites: []evidence.Citation{anew}}},
		},
	}
}
