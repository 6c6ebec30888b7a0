package calendar

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
)

const (
	notSedated = "before each dose: awake, breathing well, not intoxicated; who is drowsy is given no dose"
	atThePeak  = "two to four hours after the dose: withdrawal, drowsiness"
)

// methadoneStarts are starts whose days somebody published. The slow rise of a programme is Titrate.
func methadoneStarts() []Schedule {
	pregnant := evidence.RapidMethadonePregnancy.At("abstract: medians", evidence.Primary)
	fourHours := every(4 * time.Hour)
	hospital := evidence.HospitalMethadone.At("table 1, days 1 to 3", evidence.Primary)
	emergency := evidence.VAMethadoneED.At("new starts on three days", evidence.Secondary)
	michaels := evidence.StMichaelsMethadone.At("days 1 to 7", evidence.Secondary)
	rapid := evidence.RapidMethadone2024.At("abstract", evidence.Primary)
	inHospital := []medication.Setting{medication.SettingHospital}
	return []Schedule{
		{
			ID: "methadone.start.hospital", Title: "Methadone in hospital, 20 to 30 mg and 10 mg every four hours as needed",
			Substance: medication.Methadone, Settings: inHospital, State: record.HospitalStay, Cites: []evidence.Citation{hospital},
			Days: days(
				day(give("20-30 mg"), more("10 mg", fourHours, stillUnwell)).watch(notSedated, atThePeak),
				day(sameAgain(), more("10 mg", fourHours, stillUnwell)).watch(notSedated, atThePeak),
				day(sameAgain(), more("10 mg", fourHours, stillUnwell)).watch(notSedated, atThePeak),
				unknown("the source goes on by relief, up or down; a pause of three days before a rise is tradition: which dose?").watch(notSedated)),
			Notes: []Note{{Text: "40, 50 and 60 mg are the traditional greatest totals of the first three days; people who use fentanyl commonly " +
				"need more", Cites: []evidence.Citation{hospital}}},
		},
		{
			ID: "methadone.start.emergency", Title: "Methadone in the emergency department, 30, 40 and 50 mg on three days",
			Substance: medication.Methadone, Settings: []medication.Setting{medication.SettingThreeDayException, medication.SettingEmergency},
			Cites: []evidence.Citation{emergency},
			Days: days(day(give("30 mg")).watch(notSedated, atThePeak), day(give("40 mg")).watch(notSedated, atThePeak),
				day(give("50 mg")).watch(notSedated, atThePeak)),
			After: "a programme, arranged before the third day ends",
		},
		{
			ID: "methadone.start.with-morphine", Title: "Methadone in hospital with slow-release morphine, over a week",
			Substance: medication.Methadone, Settings: inHospital, State: record.HospitalStay, Cites: []evidence.Citation{michaels},
			Days: days(day(give("40 mg")).watch(notSedated, atThePeak, "slow-release morphine is given beside it, of which no amount was seen"),
				day(give("50 mg")).watch(notSedated), day(give("60 mg")).watch(notSedated), day(give("70 mg")).watch(notSedated).lasting(3),
				day(give("85 mg")).watch(notSedated)),
		},
		{
			ID: "methadone.start.hospital-rapid", Title: "Rapid methadone in hospital", Substance: medication.Methadone, Settings: inHospital,
			State: record.HospitalStay, Cites: []evidence.Citation{rapid},
			Days: days(unknown("the protocol has a greatest total for each day and no dose: which dose?").watch(notSedated, atThePeak).lasting(7)),
			Notes: []Note{{Text: "25 of 171 people in hospital were chosen for it; no dose was held, no naloxone was given",
				Cites: []evidence.Citation{rapid}}},
		},
		{
			ID: "methadone.start.pregnancy-rapid", Title: "Rapid methadone in pregnancy, in hospital", Substance: medication.Methadone,
			Settings: inHospital, State: record.HospitalStay, Cites: []evidence.Citation{pregnant},
			Days: days(unknown("the source gives what was reached and no doses: which dose?").watch(notSedated, atThePeak).lasting(7)),
			Notes: []Note{{Text: "of twelve people half were at 65 mg or less on day 7 and at 85 mg or less when they left; half took slow-release " +
				"morphine beside it", Cites: []evidence.Citation{pregnant}}},
		},
		{
			ID: "methadone.start.hospital-split", Title: "Rapid methadone in hospital in several doses a day", Substance: medication.Methadone,
			Settings: inHospital, State: record.HospitalStay,
			Cites: []evidence.Citation{evidence.StPaulsMethadone.At("days 1 and 4", evidence.Secondary)},
			Days: days(unknown("the source has 20 mg three times, 15 mg four times, or 30 mg three times and 10 mg as needed: which doses?").
				watch(notSedated, atThePeak),
				unknown("the source leaves out days 2 and 3: which doses?").watch(notSedated, atThePeak).lasting(2),
				day(give("70 mg"), more("10 mg", every(3*time.Hour), stillUnwell), more("10 mg", every(3*time.Hour), stillUnwell)).
					watch(notSedated, atThePeak)),
			After: "it rises every three to four days",
		},
	}
}

// withdrawals are tapers of people who withdraw under supervision, and courses whose tables were not seen.
func withdrawals() []Schedule {
	asked := func(id, title string, cite evidence.Citation, notes ...Note) Schedule {
		return Schedule{ID: id, Title: title, Substance: medication.Buprenorphine, Days: days(unknown(notVisible)),
			Cites: []evidence.Citation{cite}, Notes: notes}
	}
	ling := evidence.BuprenorphineTapers2009.At("results", evidence.Primary)
	fiellin := evidence.BuprenorphineTaper2014.At("abstract", evidence.Primary)
	rapid := evidence.RapidNaltrexone2024.At("order of the days", evidence.Secondary)
	nsw := evidence.NSW2018.At("withdrawal guidance, in hospital", evidence.Secondary)
	return []Schedule{
		asked("bup.taper.seven-days", "Buprenorphine taper over 7 days after 4 weeks", ling, Note{
			Text:  "44 % were opioid-free at its end, against 30 % after 28 days; after one and three months there was no difference",
			Cites: []evidence.Citation{ling}}),
		asked("bup.taper.four-weeks", "Buprenorphine taper over 28 days after 4 weeks", ling),
		asked("bup.taper.three-weeks", "Buprenorphine taper over 3 weeks after 6 weeks", fiellin, Note{
			Text:  "11 % completed the trial, against 66 % of those who stayed on buprenorphine",
			Cites: []evidence.Citation{fiellin}}),
		{
			ID: "bup.withdrawal.hospital", Title: "Withdrawal with buprenorphine in hospital, New South Wales", Substance: medication.Buprenorphine,
			Settings: []medication.Setting{medication.SettingHospital}, Cites: []evidence.Citation{nsw},
			Days: days(day(give("8-16 mg")).watch(inWithdrawal),
				unknown("the source goes down by 2 to 4 mg a day and stops on day 6: which dose?").lasting(4)),
			Notes: outcomesOfWithdrawal(),
		},
		{
			ID: "ntx.rapid", Title: "Rapid start of extended-release naltrexone", Substance: medication.Naltrexone,
			State: record.RapidNaltrexone, Cites: []evidence.Citation{rapid},
			Days: days(
				unknown("one day of buprenorphine: which dose?").watch("not pregnant, no methadone, no depot in its interval"),
				unknown("one day without an opioid; which medicines against withdrawal?").watch("pulse and pressure before each dose of clonidine"),
				unknown("naltrexone by mouth, rising over three to four days: which doses?").watch("pulse and pressure").lasting(4),
				unknown("the injection, of which the label has one strength: is it given today?")),
			Notes: []Note{{Text: "62.7 % had the first injection, against 35.8 % after the usual wait; acute psychiatric symptoms in 3.6 % against none",
				Cites: []evidence.Citation{evidence.RapidNaltrexone2024.At("results", evidence.Secondary)}}},
		},
	}
}

// outcomesOfWithdrawal is what is known of those who withdraw and take nothing afterwards.
func outcomesOfWithdrawal() []Note {
	return []Note{{Text: "withdrawal alone is no treatment: tolerance is lost, and the danger of overdose is greatest in the weeks after it; " +
		"offer to go on with a medication, naloxone and a way back",
		Cites: []evidence.Citation{evidence.WHO2009.At("withdrawal and tolerance", evidence.Secondary)}}}
}
