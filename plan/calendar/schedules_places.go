package calendar

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/evidence"
)

// What guidelines and licences of single countries give for the days of a start, of injections and of withdrawal, beside the schedules that
// belong to none.

const (
	mildToModerate = "objective signs of mild to moderate withdrawal"
	dayAfter       = "the source goes on from here by ranges: which dose?"
)

// startsOfPlaces are starts of buprenorphine under the tongue.
func startsOfPlaces() []Schedule {
	subutex := evidence.SmPCSubutex.At("4.2, first day", evidence.Secondary)
	suboxone := evidence.SmPCSuboxone.At("4.2, first day", evidence.Secondary)
	highland := evidence.NHSHighlandFormulary.At("buprenorphine, first day", evidence.Secondary)
	reference := evidence.TherapeuticChoices2024.At("buprenorphine", evidence.Secondary)
	table := evidence.NSW2018.At("table 10", evidence.Secondary)
	test := evidence.NSW2018.At("2.4.3 to 2.4.4, test dose", evidence.Secondary)
	anew := evidence.VictoriaReinduction.At("buprenorphine", evidence.Secondary)
	who := evidence.MhGAP2016.At("table 1, buprenorphine", evidence.Secondary)
	start := func(id, title string, cite evidence.Citation, note string, list ...ScheduledDay) Schedule {
		s := Schedule{ID: id, Title: title, Substance: medication.Buprenorphine, Cites: []evidence.Citation{cite}, Days: days(list...)}
		if note != "" {
			s.Notes = []Note{{Text: note, Cites: s.Cites}}
		}
		return s
	}
	return []Schedule{
		start("bup.start.united-kingdom", "Buprenorphine alone by its licence, United Kingdom", subutex,
			"the licence has one dose on the first day; formulary practice goes to 8 mg", day(give("0.8-4 mg")).watch(mildToModerate),
			unknown("the licence rises by effect and gives no dose of the second day: which dose?")).citing(highland),
		start("bup.start.united-kingdom-combination", "Buprenorphine with naloxone by its licence, United Kingdom", suboxone,
			"at most 12 mg on the first day", day(give("4 mg"), more("4 mg", medication.Span{}, stillUnwell), more("4 mg", medication.Span{}, stillUnwell)).
				watch(mildToModerate), unknown("the licence rises by effect, to 24 mg at most, and gives no dose of the second day: which dose?")),
		start("bup.start.canada", "Buprenorphine by the pharmacists' reference, Canada", reference, "at most 12 mg on the first day; 8 to 24 mg are usual",
			day(give("2-4 mg")).watch(inWithdrawal, "24 hours and better 72 after methadone or powdered fentanyl"), unknown(dayAfter)),
		start("bup.start.new-south-wales-split", "Buprenorphine in New South Wales at COWS 4 to 8, in two doses", table,
			"more than 8 mg on the first day is for a specialist; 2 to 4 mg where dependence is low or not certain, or several substances are used",
			day(give("4 mg"), more("4 mg", oneToTwoHours, stillUnwell)).watch("COWS of 4 to 8", "one to two hours after the first dose"),
			unknown("the guideline gives day 2 a limit and no dose: which dose?"), unknown("the guideline gives day 3 a limit and no dose: which dose?")),
		start("bup.start.new-south-wales-test", "Buprenorphine in New South Wales, a test dose and the rest after an hour", test, "",
			day(give("2 mg"), more("6 mg", every(time.Hour), "the test dose was tolerated")).
				watch("COWS of 4 or more", "an hour after the test dose: a rise of COWS by more than 6"),
			unknown("the guideline gives day 2 a limit and no dose: which dose?"), unknown("the guideline gives day 3 a limit and no dose: which dose?")),
		start("bup.start.victoria-anew", "Buprenorphine begun anew in mild withdrawal, Victoria", anew,
			"in moderate withdrawal or worse 8 mg or half the former dose, whichever is lower; at most 16 mg on the second day and 24 mg on the third",
			day(give("4 mg"), more("4 mg", medication.Span{}, stillUnwell)).watch("withdrawal is mild"),
			unknown("the protocol gives day 2 a limit and no dose: which dose?")),
		start("bup.start.who", "Buprenorphine by the intervention guide of the World Health Organization", who,
			"at least 8 hours after heroin and 24 to 48 after methadone, when withdrawal can be seen",
			day(give("4-8 mg")).watch(inWithdrawal), unknown("the guide rises by 4 to 8 mg a day: which dose?")),
	}
}

// citing adds a source.
func (s Schedule) citing(more ...evidence.Citation) Schedule {
	s.Cites = append(s.Cites, more...)
	return s
}

// depotsOfPlaces are injections at the start.
func depotsOfPlaces() []Schedule {
	leaflet := evidence.LeafletBuvidal.At("first week", evidence.Primary)
	direct := evidence.NSWDepots2024.At("16 or 24 mg directly from short-acting opioids", evidence.Secondary)
	low := evidence.NSWDepots2024.At("section 5.8.4: more than 6", evidence.Secondary)
	bridge := evidence.NSWTransfer2023.At("table 4, bridging with oxycodone", evidence.Secondary)
	monthly := evidence.TherapeuticChoices2024.At("monthly injection", evidence.Secondary)
	inject := func(amount string) ScheduledDose {
		dose := give(amount)
		dose.Product = medication.BupBuvidalWeekly
		return dose
	}
	again := func(amount, condition string) ScheduledDose {
		dose := more(amount, medication.Span{}, condition)
		dose.Product = medication.BupBuvidalWeekly
		return dose
	}
	after := func(amount string) ScheduledDose {
		dose := inject(amount)
		dose.After, dose.If = every(time.Hour), "the test dose was tolerated"
		return dose
	}
	const unwell = "withdrawal is still there, at least a day after the last injection"
	bridged := func(id, from, amount string) Schedule {
		return Schedule{
			ID: id, Title: "Weekly depot after a bridge of oxycodone from methadone " + from + " 40 mg, New South Wales",
			Substance: medication.Buprenorphine, Cites: []evidence.Citation{bridge},
			Days: days(day(inject(amount)).watch("on the third day of the bridge, just after a third of the oxycodone as immediate release",
				"this is for a specialist"), day(again("8 mg", unwell)), unknown("which injection in the second week, from its fifth day on?")),
			Notes: []Note{{Text: "two days of modified-release oxycodone come before: 3 to 1 of the methadone in two doses, then 3 to 4 to 1. It is " +
				"no product here, and its doses are the specialist's. For methadone of 40 to 150 mg; at most 32 mg of the depot in the first " +
				"week, and not for the monthly depot of another maker", Cites: []evidence.Citation{bridge}}},
		}
	}
	return []Schedule{
		{
			ID: "bup.depot.weekly-leaflet", Title: "Weekly depot after a test dose, by the leaflet, European Union", Substance: medication.Buprenorphine,
			Cites: []evidence.Citation{leaflet},
			Days: days(day(give("4 mg"), after("16 mg")).watch(inWithdrawal, "an hour after the test dose",
				"6 hours after a short-acting opioid; methadone below 30 mg and 24 hours ago"),
				day(again("8 mg", unwell)), day(again("8 mg", unwell))),
			After: "monthly after four weeks of weekly injections, where that is practical",
			Notes: []Note{{Text: "24 or 32 mg in the first week", Cites: []evidence.Citation{leaflet}}},
		},
		{
			ID: "bup.depot.new-south-wales", Title: "Weekly depot directly from short-acting opioids, New South Wales",
			Substance: medication.Buprenorphine, Cites: []evidence.Citation{direct},
			Days:  days(day(inject("16-24 mg")), day(again("8 mg", unwell))),
			After: "the next injection on day 7, from day 5 to day 9",
			Notes: []Note{{Text: "no wait and no test dose under the tongue; 8 mg more at least 24 hours apart, and at most 32 mg in the first week",
				Cites: []evidence.Citation{direct}}},
		},
		{
			ID: "bup.depot.new-south-wales-from-methadone", Title: "Weekly depot from methadone of at most 30 mg, New South Wales",
			Substance: medication.Buprenorphine, Cites: []evidence.Citation{low},
			Days: days(day(inject("16 mg")).watch("COWS of more than 6 and objective signs, often 48 to 72 hours after the last methadone"),
				day(again("8 mg", unwell))),
			After: "the next injection on day 7, from day 5 to day 9",
			Notes: []Note{{Text: "no test dose under the tongue; waiting for COWS 12 is not the cautious choice, since the depot acts after 8 to 12 " +
				"hours; methadone of 31 to 40 mg is in no row of the source", Cites: []evidence.Citation{low}}},
		},
		bridged("bup.depot.new-south-wales-bridge-high", "above", "24 mg"),
		bridged("bup.depot.new-south-wales-bridge-low", "below", "16 mg"),
		{
			ID: "bup.depot.monthly-canada", Title: "Monthly depot after a week under the tongue, Canada", Substance: medication.Buprenorphine,
			Cites: []evidence.Citation{monthly},
			Days:  days(day(give("8-24 mg")).lasting(7), day(ScheduledDose{Product: medication.BupSublocade, Least: mass("300 mg"), Most: mass("300 mg")})),
			After: "300 mg once more and then 100 mg, by their windows; not in pregnancy",
		},
	}
}

// withdrawalsOfPlaces are tapers of people who withdraw under supervision.
func withdrawalsOfPlaces() []Schedule {
	asam := evidence.ASAM2020.At("page 8, withdrawal", evidence.Primary)
	nsw := evidence.NSW2018.At("withdrawal guidance, outpatients", evidence.Secondary)
	who := evidence.MhGAP2016.At("protocol 4, withdrawal", evidence.Secondary)
	return []Schedule{
		{
			ID: "bup.withdrawal.outpatient", Title: "Withdrawal with buprenorphine over two weeks, New South Wales",
			Substance: medication.Buprenorphine, Cites: []evidence.Citation{nsw},
			Days: days(day(give("8-12 mg")).watch(inWithdrawal), day(give("8-16 mg")).lasting(3),
				unknown("the source goes down by 2 to 4 mg every one to two days and ends on day 14: which dose?").lasting(10)),
			Notes: outcomesOfWithdrawal(),
		},
		{
			ID: "bup.withdrawal.who", Title: "Withdrawal with buprenorphine, World Health Organization", Substance: medication.Buprenorphine,
			Cites: []evidence.Citation{who},
			Days: days(day(give("4-16 mg")).watch(inWithdrawal, "8 hours after heroin, 24 to 48 after methadone"),
				unknown("the source goes on for 3 to 14 days, and gives no steps: which dose?").lasting(2)),
			Notes: outcomesOfWithdrawal(),
		},
		{
			ID: "methadone.withdrawal.who", Title: "Withdrawal with methadone, World Health Organization", Substance: medication.Methadone,
			Cites: []evidence.Citation{who},
			Days: days(day(give("15-30 mg")).watch(notSedated, atThePeak),
				unknown("the source ends after 3 to 10 days, and gives no steps: which dose?").watch(notSedated).lasting(2)),
			Notes: append([]Note{{Text: "15 to 20 mg, up to 30 mg", Cites: []evidence.Citation{who}}}, outcomesOfWithdrawal()...),
		},
		{
			ID: "bup.withdrawal.united-states", Title: "Withdrawal with buprenorphine, United States", Substance: medication.Buprenorphine,
			Cites: []evidence.Citation{asam},
			Days:  days(day(give("2-4 mg")).watch(inWithdrawal), unknown("the guideline gives no dose of later days: which dose?")),
			Notes: outcomesOfWithdrawal(),
		},
		{
			ID: "methadone.withdrawal.united-states", Title: "Withdrawal with methadone, United States", Substance: medication.Methadone,
			Cites: []evidence.Citation{asam}, // it names programs and acute care as the only places, of which not all are settings here
			Days: days(day(give("20-30 mg")).watch(notSedated, atThePeak),
				unknown("the guideline ends after about 6 to 10 days, and gives no steps: which dose?").watch(notSedated).lasting(5)),
			Notes: outcomesOfWithdrawal(),
		},
	}
}
