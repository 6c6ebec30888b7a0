package calendar

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
)

var oneToTwoHours = medication.Span{Least: time.Hour, Most: 2 * time.Hour}

// every is the time between doses of which the source gives one number.
func every(d time.Duration) medication.Span { return medication.Span{Least: d, Most: d} }

// repeated is a first dose and so many more of it, each on the condition.
func repeated(n int, amount string, apart time.Duration, condition string) (doses []ScheduledDose) {
	doses = append(doses, give(amount))
	for range n - 1 {
		doses = append(doses, more(amount, every(apart), condition))
	}
	return doses
}

const (
	inWithdrawal  = "objective signs of withdrawal and a score before the first dose"
	afterHours    = "one to two hours after each dose: withdrawal better, the same or worse; drowsiness"
	stillUnwell   = "withdrawal is still there or comes back"
	doseThatHolds = "which dose holds until the next one? The source gives none by the day"
	notVisible    = "the source is known and its table of doses was not seen: which dose?"
)

// buprenorphineStarts are starts under the tongue in withdrawal.
func buprenorphineStarts() []Schedule {
	practice := evidence.BuprenorphinePractice.At("page 12106, induction", evidence.Primary)
	book := evidence.PharmacotherapyTextbook.At("days 1 to 3", evidence.Primary)
	return []Schedule{
		{
			ID: "bup.start.office", Title: "Buprenorphine in the office, 4 mg and 4 mg more", Substance: medication.Buprenorphine,
			Settings: []medication.Setting{medication.SettingOffice}, Cites: []evidence.Citation{practice},
			Days: days(
				day(give("2-4 mg"), more("4 mg", oneToTwoHours, stillUnwell)).watch(inWithdrawal, afterHours),
				day(sameAgain(), more("2-4 mg", oneToTwoHours, stillUnwell)).watch(afterHours),
				unknown("the source rises on day 3 and then adjusts over days; which dose holds?"),
			),
			After: "the dose that holds, adjusted over days",
			Notes: []Note{{Text: "the source has 2 mg as the cautious first dose, and lets day 1 come to 8 to 12 mg and day 2 to 16 mg",
				Cites: []evidence.Citation{practice}}},
		},
		{
			ID: "bup.start.two-hourly", Title: "Buprenorphine, 2 mg every two hours as needed", Substance: medication.Buprenorphine,
			Cites: []evidence.Citation{book},
			Days: days(
				day(repeated(4, "2 mg", 2*time.Hour, stillUnwell)...).watch(inWithdrawal),
				day(sameAgain(), more("2 mg", every(2*time.Hour), stillUnwell), more("2 mg", every(2*time.Hour), stillUnwell)),
				day(sameAgain(), more("4 mg", every(2*time.Hour), stillUnwell), more("4 mg", every(2*time.Hour), stillUnwell)),
				unknown(doseThatHolds),
			),
			Notes: []Note{{Text: "the source goes on every two hours up to 8 mg on day 1, 16 mg on day 2 and 32 mg on day 3; two more doses of " +
				"days 2 and 3 are shown", Cites: []evidence.Citation{book}}},
		},
		{
			ID: "bup.start.label", Title: "Buprenorphine by the label, 8 mg and 16 mg", Substance: medication.Buprenorphine,
			Cites: []evidence.Citation{evidence.LabelBuprenorphine.At("section 2, first two days", evidence.Primary).SeenIn("drugs.com")},
			Days: days(day(give("8 mg")).watch(inWithdrawal), day(give("16 mg")),
				unknown("the label goes on in steps of 2 to 4 mg to the dose that holds: which dose?")),
		},
		{
			ID: "bup.start.emergency-bridge", Title: "Buprenorphine in the emergency department, trial dose and a second after 30 minutes",
			Substance: medication.Buprenorphine, Settings: []medication.Setting{medication.SettingEmergency},
			Cites: []evidence.Citation{evidence.HighlandBridge.At("trial dose, second dose after 30 minutes", evidence.Primary)},
			Days: days(day(give("8-16 mg"), more("8-24 mg", every(30*time.Minute), "the trial dose helped and withdrawal is not gone")).
				watch(inWithdrawal, "after 30 minutes: withdrawal, drowsiness")),
			After: "a prescription until the appointment; the source saw no benefit beyond 32 mg",
		},
		{
			ID: "bup.start.emergency-threshold", Title: "Buprenorphine in the emergency department from COWS 8, then a week's prescription",
			Substance: medication.Buprenorphine, Settings: []medication.Setting{medication.SettingEmergency},
			Cites: []evidence.Citation{evidence.EDInnovation.At("arm under the tongue: 8 mg, prescription", evidence.Primary)},
			Days: days(day(give("8 mg")).watch("COWS of 8 or more before the dose; at 4 to 7 the trial gave a prescription to start at home"),
				day(give("16 mg")).lasting(7)),
			After: "an appointment within 7 days",
		},
		{
			ID: "bup.start.emergency-high", Title: "Buprenorphine in the emergency department, high dose", Substance: medication.Buprenorphine,
			Settings: []medication.Setting{medication.SettingEmergency},
			Cites:    []evidence.Citation{evidence.HighDoseBuprenorphine2021.At("abstract and key points", evidence.Primary)},
			Days:     days(unknown("the protocol starts by COWS and by the clinic, and its numbers were not seen: which first dose?")),
			Notes: []Note{{Text: "of 579 encounters 63.2 % came to more than 12 mg and 23.8 % to 28 mg or more; withdrawal was precipitated in " +
				"0.8 %, and there was no respiratory depression", Cites: []evidence.Citation{evidence.HighDoseBuprenorphine2021.At(
				"abstract and key points", evidence.Primary)}}},
		},
		{
			ID: "bup.start.home", Title: "Buprenorphine started at home by a written sheet", Substance: medication.Buprenorphine,
			State: record.HomeStart, Cites: []evidence.Citation{evidence.Proposal.At("sheet for a start at home", evidence.Unconfirmed)},
			Days: days(
				unknown("which first dose, which further doses, and at most how much on day 1? No sheet with numbers was read").
					watch("the person judges withdrawal by a score of their own before the first dose", "a contact by telephone"),
				unknown("how does day 2 begin?").watch("a contact by telephone"), unknown(doseThatHolds).watch("a contact by telephone")),
			After: "a visit within a week",
		},
		{
			ID: "bup.start.new-south-wales", Title: "Buprenorphine in New South Wales from COWS 8", Substance: medication.Buprenorphine,
			Cites: []evidence.Citation{evidence.NSW2018.At("2.4.3 to 2.4.4, first doses from COWS 8", evidence.Secondary)},
			Days: days(day(give("8 mg")).watch("COWS of 8 or more", "an hour after the dose: a rise of COWS by more than 6"),
				unknown("the guideline gives day 2 a limit and no dose: which dose?"),
				unknown("the guideline gives day 3 a limit and no dose: which dose?")),
		},
	}
}

// lowDoseStarts are starts in small steps while the full agonist goes on.
func lowDoseStarts() []Schedule {
	low := func(id, title string, cite evidence.Citation, list ...ScheduledDay) Schedule {
		return Schedule{ID: id, Title: title, Substance: medication.Buprenorphine, State: record.LowDoseInitiation, Days: days(list...),
			Cites: []evidence.Citation{cite}}
	}
	asked := func(id, title string, cite evidence.Citation) Schedule {
		return low(id, title, cite, unknown(notVisible).beside(1, 1))
	}
	uk := "48 hours of a patch come first, and buprenorphine in the urine shows that it is there; the strength that the abstract prints is " +
		"not plain: which patch?"
	outpatient := low("bup.low-dose.outpatient", "Low-dose start over a week, outpatient",
		evidence.LowDoseOutpatient.At("table 2", evidence.Primary),
		times(1, "0.5 mg").beside(1, 1), times(2, "0.5 mg").beside(1, 1), times(2, "1 mg").beside(1, 1), times(2, "2 mg").beside(1, 1),
		times(3, "2 mg").beside(1, 1), times(3, "4 mg").beside(1, 1),
		unknown("from day 7 on the source leaves the dose to the prescriber: which dose?").beside(1, 1))
	outpatient.After = "the full agonist goes down by a quarter a week"
	newSouthWales := low("bup.low-dose.new-south-wales", "Low-dose start from methadone, New South Wales",
		evidence.NSW2018.At("interim guidance of April 2023, table 2", evidence.Secondary),
		times(1, "0.4 mg").beside(1, 1), times(2, "0.4 mg").beside(1, 1), times(1, "2 mg").beside(1, 1), times(1, "4 mg").beside(1, 1),
		times(1, "8 mg").beside(1, 1), times(1, "16 mg").beside(1, 2), day(give("16-32 mg")).beside(1, 4))
	newSouthWales.Notes = []Note{{Text: "where both medicines were missed: after one day it goes on; after two or three it goes on, unless COWS is above " +
		"24, and after four or five with day 6, unless COWS is above 13: then, and after more days, buprenorphine is begun in withdrawal",
		Cites: []evidence.Citation{evidence.NSWTransfer2023.At("table 3, missed days", evidence.Secondary)}}}
	return []Schedule{
		low("bup.low-dose.week", "Low-dose start over a week, the full agonist to the sixth day",
			evidence.Randhawa2020.At("days 1 to 7", evidence.Secondary),
			times(1, "0.5 mg").beside(1, 1), times(2, "0.5 mg").beside(1, 1), times(2, "1 mg").beside(1, 1), times(2, "2 mg").beside(1, 1),
			times(2, "3 mg").beside(1, 1), times(2, "4 mg").beside(1, 1), times(1, "12 mg").beside(0, 1)),
		outpatient,
		newSouthWales,
		low("bup.low-dose.after-patch", "Low-dose start after a patch, from methadone, United Kingdom",
			evidence.PatchStartUK.At("days 1 to 7", evidence.Primary),
			unknown(uk).beside(1, 1), unknown(uk).beside(1, 1),
			times(1, "0.4 mg").beside(1, 1), times(1, "0.8 mg").beside(1, 1), times(1, "1.2 mg").beside(1, 1), times(1, "1.6 mg").beside(1, 1),
			times(1, "2 mg").beside(1, 1), times(1, "4 mg").beside(1, 1), times(1, "6 mg").beside(1, 1)),
		asked("bup.low-dose.maudsley", "Low-dose start over a week, Maudsley",
			evidence.MaudsleyGuidelines.At("standard low-dose start", evidence.Weak)),
		asked("bup.low-dose.maudsley-rapid", "Low-dose start over four days in hospital, Maudsley",
			evidence.MaudsleyGuidelines.At("rapid low-dose start", evidence.Weak)),
		asked("bup.low-dose.patch", "Low-dose start by patch between methadone and buprenorphine",
			evidence.PatchStartHess.At("patch, then small rising doses", evidence.Secondary)),
		asked("bup.low-dose.rapid", "Low-dose start within one day in hospital, a dose every three to four hours",
			evidence.RapidLowDose.At("interval; no dose was seen", evidence.Secondary)),
		asked("bup.low-dose.buccal", "Low-dose start with buccal buprenorphine over three to four days",
			evidence.BuccalStart.At("opening", evidence.Primary)),
		asked("bup.low-dose.bernese", "The Bernese method over nine to ten days", evidence.Bernese2016.At("abstract", evidence.Primary)),
		asked("bup.low-dose.six-days", "Low-dose start over six days in the community", evidence.MoeLowDose.At("table 3", evidence.Primary)),
		asked("bup.low-dose.injectable", "Low-dose start beside injectable treatment, over twenty days with gaps",
			evidence.LowDoseInjectable.At("table 2, every day", evidence.Primary)),
	}
}

// depotStarts are injections at the start.
func depotStarts() []Schedule {
	rapid := evidence.RapidDepotStart2023.At("abstract: test dose, injection", evidence.Primary)
	direct := evidence.WeeklyDepotED2024.At("abstract and key points", evidence.Primary)
	oneDay := evidence.OneDayStart2021.At("abstract", evidence.Primary)
	borders := evidence.NHSBordersBuvidal.At("first week", evidence.Primary)
	depot := func(amount string, id medication.ProductID, after medication.Span, condition string) ScheduledDose {
		dose := more(amount, after, condition)
		dose.Product = id
		return dose
	}
	return []Schedule{
		{
			ID: "bup.depot.monthly-rapid", Title: "Monthly depot an hour after a test dose under the tongue", Substance: medication.Buprenorphine,
			Cites: []evidence.Citation{rapid},
			Days: days(day(give("4 mg"), depot("300 mg", medication.BupSublocade, every(time.Hour), "the test dose was tolerated")).
				watch("no opioid for 6 hours after a short-acting and 24 after a long-acting one", "COWS of 8 or more", "an hour after the test dose")),
			After: "the next injections by their windows",
			Notes: []Note{{Text: "26 enrolled, 24 injected, 20 completed; withdrawal was precipitated in 2 of 24", Cites: []evidence.Citation{rapid}}},
		},
		{
			ID: "bup.depot.monthly-one-day", Title: "Monthly depot after 24 mg in one day", Substance: medication.Buprenorphine,
			Cites: []evidence.Citation{oneDay},
			Days: days(unknown("24 mg are taken in one day before the injection of 300 mg; how they are parted was not seen: which doses?").
				watch(inWithdrawal)),
			Notes: []Note{{Text: "5 of 5 people who used fentanyl were kept for three months with 300, 300 and 100 mg",
				Cites: []evidence.Citation{oneDay}}},
		},
		{
			ID: "bup.depot.weekly-direct", Title: "Weekly depot of 24 mg in the emergency department without a test dose",
			Substance: medication.Buprenorphine, State: record.DirectDepot, Settings: []medication.Setting{medication.SettingEmergency},
			Cites: []evidence.Citation{direct},
			Days: days(day(depot("24 mg", medication.BupBrixadiWeekly, medication.Span{}, "")).
				watch("COWS of 4 to 7", "four hours after the injection: withdrawal")),
			After: "the next injection after a week, by its window",
			Notes: []Note{{Text: "withdrawal was precipitated within four hours in 2 of 63 people with COWS 4 to 7 and in 5 of 37 with 0 to 3",
				Cites: []evidence.Citation{direct}}},
		},
		{
			ID: "bup.depot.weekly-buvidal", Title: "Weekly depot after a test dose, with 8 mg more in the first week, United Kingdom",
			Substance: medication.Buprenorphine, Cites: []evidence.Citation{borders},
			Days: days(
				day(give("4 mg"), depot("16 mg", medication.BupBuvidalWeekly, every(time.Hour), "the test dose was tolerated")).
					watch(inWithdrawal, "an hour after the test dose"),
				day(depot("8 mg", medication.BupBuvidalWeekly, medication.Span{}, "withdrawal is still there, at least a day later")).
					watch("withdrawal and drowsiness before the injection")),
			After: "in the second week the sum of the first week's doses, seven days after the first",
		},
	}
}
