package guidance_test

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// hiddenRouteCases are dangers that came by a route on which nothing was said: another prescriber's opioid beside methadone, what an
// inducer leaves behind, a low magnesium, days for which there are doses twice, and a dose that is late by a night.
func hiddenRouteCases() []ruleCase {
	const full, inducer, salts = "ix.opioid-agonist-with-methadone", "ix.cyp3a4-inducer", "methadone.qt.electrolytes"
	const methadoneTwice, filmTwice, repeated = "methadone.supply.overlap", "bup.supply.overlap", "methadone.repeated"
	gone := func(days time.Duration) []fact { return []fact{stoppedMedicine("rifampin", days*aDay), medicinesKnown} }
	stable := append(onMethadone(80, 0), measured(record.QTc, "460", oneDay))
	magnesium := func(value string) []fact {
		return append(stable[:len(stable):len(stable)], measured(record.Magnesium, value, oneDay))
	}
	supplied := func(s medication.Substance, days int) fact {
		return told(aDay, record.TakeHomeSupplied{Substance: s, Days: days})
	}
	home := func(s medication.Substance, days int) record.TakeHomeSupplied {
		return record.TakeHomeSupplied{Substance: s, Days: days}
	}
	used := func(agent string) fact { return told(3*time.Hour, record.OpioidUsed{Agent: agent}) }
	night := 9 * time.Hour // after midnight, before now
	late := func(late truth.Value) fact {
		return fact{night, record.DoseGiven{Product: medication.MethadoneConc, Dose: doseOf("80 mg"), Late: late}}
	}
	took := func(late truth.Value) fact {
		return fact{night, record.DoseTaken{Product: medication.MethadoneConc, Dose: doseOf("80 mg"), Late: late}}
	}
	here := func(agent string, ordered truth.Value) record.MedicineReported {
		return record.MedicineReported{Agent: agent, Taking: truth.Yes, OrderedHere: ordered}
	}
	const dual, bup = "otp.dual-enrolment", "ix.opioid-agonist-with-bup"
	inProgram := order(medication.MethadoneConc, 80)
	inProgram.Setting = medication.SettingOTP
	once := record.Order{Product: medication.MethadoneConc, Dose: doseOf("80 mg")}
	regimen := fact{60 * oneDay, methadoneOf(80, every(medication.Daily()))}
	return []ruleCase{
		{rule: full, name: "oxycodone of a dentist begins", before: []fact{methadoneDosed}, ask: reports("oxycodone", truth.Yes), want: warns},
		{rule: full, name: "and ends", before: []fact{methadoneDosed, takes("oxycodone")}, ask: reports("oxycodone", truth.No),
			want: irrelevant},
		{rule: full, name: "slow-release morphine at an order", before: []fact{methadoneDosed, takes("kadian")}, ask: methadone80, want: warns},
		{rule: full, name: "both are named", before: []fact{methadoneDosed, takes("kadian"), takes("oxycodone")}, ask: methadone80,
			want: warns, says: "kadian; oxycodone"},
		{rule: full, name: "doses to take home", before: []fact{methadoneDosed, takes("kadian")}, ask: methadoneHome, want: warns},
		{rule: full, name: "methadone of a pain clinic", before: []fact{takes("methadone")}, ask: methadone80, want: warns,
			says: "methadone from elsewhere"},
		{rule: full, name: "methadone that was ordered here", before: []fact{told(aDay, here("methadone", truth.Yes))}, ask: methadone80,
			want: irrelevant},
		{rule: full, name: "methadone that was not ordered here", before: []fact{told(aDay, here("methadone", truth.No))}, ask: methadone80,
			want: warns, says: "methadone from elsewhere"},
		{rule: full, name: "oxycodone that was ordered here", before: []fact{methadoneDosed, told(aDay, here("oxycodone", truth.Yes))},
			ask: methadone80, want: warns, says: "beside oxycodone"},
		{rule: full, name: "methadone that was ordered here is reported", before: []fact{methadoneDosed}, ask: here("methadone", truth.Yes),
			want: irrelevant},
		{rule: full, name: "methadone of which nobody said who ordered it is reported", before: []fact{methadoneDosed},
			ask: here("methadone", truth.Unknown), want: warns},
		{rule: full, name: "morphine that was ordered here is reported", before: []fact{methadoneDosed}, ask: here("morphine", truth.Yes),
			want: warns},
		{rule: dual, name: "methadone that was ordered here", before: []fact{told(aDay, here("methadone", truth.Yes))}, ask: inProgram, want: met},
		{rule: dual, name: "methadone of which nobody said who ordered it", before: []fact{told(aDay, here("methadone", truth.Unknown))},
			ask: inProgram, want: warns},
		{rule: full, name: "taken this morning", before: []fact{methadoneDosed, used("slow-release oral morphine")}, ask: methadone80,
			want: warns},
		{rule: full, name: "heroin this morning is a return to use", before: []fact{methadoneDosed, used("heroin")}, ask: methadone80,
			want: irrelevant},
		{rule: full, name: "nothing listed", before: []fact{methadoneDosed, medicinesKnown}, ask: methadone80, want: irrelevant},

		{rule: bup, name: "a patch of a pain clinic, and buprenorphine starts", before: []fact{takes("butrans")}, ask: film8, want: warns,
			says: "butrans from elsewhere"},
		{rule: bup, name: "an injection of another service, and buprenorphine starts", before: []fact{takes("buvidal")}, ask: film8, want: warns},
		{rule: bup, name: "tablets of another service beside what goes on", before: append([]fact{takes("subutex")}, established...), ask: filmHome,
			want: warns},
		{rule: bup, name: "a full agonist and tablets of another service", before: append([]fact{takes("subutex"), takes("oxycodone")}, established...),
			ask: filmHome, want: warns, says: "subutex from elsewhere; oxycodone"},
		{rule: bup, name: "buprenorphine that was ordered here", before: []fact{told(aDay, here("buprenorphine", truth.Yes))}, ask: film8,
			want: irrelevant},
		{rule: bup, name: "buprenorphine of another service ended", before: []fact{stoppedMedicine("butrans", aDay)}, ask: film8, want: irrelevant},
		{rule: bup, name: "a patch is reported beside what goes on", before: established, ask: reports("butrans", truth.Yes), want: warns},
		{rule: bup, name: "a patch is reported after a first dose", before: []fact{filmDosed}, ask: reports("butrans", truth.Yes), want: warns},
		{rule: bup, name: "a patch ends", before: established, ask: reports("butrans", truth.No), want: irrelevant},
		{rule: bup, name: "a patch is reported, and nothing is given", ask: reports("butrans", truth.Yes), want: irrelevant},
		{rule: bup, name: "buprenorphine that was ordered here is reported", before: established, ask: here("buprenorphine", truth.Yes),
			want: irrelevant},
		{rule: bup, name: "diazepam is reported", before: established, ask: reports("diazepam", truth.Yes), want: irrelevant},

		{rule: inducer, name: "stopped seven days ago", before: gone(7), ask: methadone80, want: warns, param: "ix.cyp3a4-inducer.after",
			side: below},
		{rule: inducer, name: "stopped eight days ago", before: gone(8), ask: methadone80, want: met, param: "ix.cyp3a4-inducer.after",
			side: at},
		{rule: inducer, name: "stopped nine days ago", before: gone(9), ask: methadone80, want: met, param: "ix.cyp3a4-inducer.after",
			side: above},

		{rule: salts, name: "magnesium 0.698", before: magnesium("0.698"), ask: methadoneOf(80), want: warns,
			param: "methadone.qt.electrolytes.magnesium", side: below},
		{rule: salts, name: "magnesium 0.699", before: magnesium("0.699"), ask: methadoneOf(80), want: met,
			param: "methadone.qt.electrolytes.magnesium", side: at},
		{rule: salts, name: "magnesium 0.7", before: magnesium("0.7"), ask: methadoneOf(80), want: met,
			param: "methadone.qt.electrolytes.magnesium", side: above},
		{rule: "methadone.ecg.baseline", name: "no ECG, magnesium 0.6", before: []fact{measured(record.Magnesium, "0.6", oneDay)},
			ask: methadoneOf(20), want: warns},

		{rule: methadoneTwice, jurisdiction: "gb", name: "seven days, and seven more", before: []fact{methadoneDosed, supplied(medication.Methadone, 7)},
			ask: home(medication.Methadone, 7), want: warns},
		{rule: methadoneTwice, jurisdiction: "gb", name: "one day twice", before: []fact{methadoneDosed, supplied(medication.Methadone, 2)},
			ask: home(medication.Methadone, 1), want: warns},
		{rule: methadoneTwice, jurisdiction: "gb", name: "when the first is over", before: []fact{methadoneDosed, supplied(medication.Methadone, 1)},
			ask: home(medication.Methadone, 7), want: met},
		{rule: filmTwice, name: "seven days, and seven more", before: []fact{filmDosed, supplied(medication.Buprenorphine, 7)},
			ask: home(medication.Buprenorphine, 7), want: warns},
		{rule: filmTwice, name: "two days twice", before: []fact{filmDosed, supplied(medication.Buprenorphine, 3)},
			ask: home(medication.Buprenorphine, 7), want: warns},
		{rule: filmTwice, name: "a refill that comes a day early", before: []fact{filmDosed, supplied(medication.Buprenorphine, 2)},
			ask: home(medication.Buprenorphine, 7), want: met},
		{rule: filmTwice, name: "lost, and replaced", before: []fact{filmDosed, supplied(medication.Buprenorphine, 7),
			told(time.Hour, record.DosesLost{Substance: medication.Buprenorphine, Days: 7, How: record.LossStolen})},
			ask: home(medication.Buprenorphine, 7), want: met},
		{rule: filmTwice, name: "an order had them given out", before: []fact{filmDosed, {time.Hour, filmSupply()}},
			ask: record.TakeHomeSupplied{Substance: medication.Buprenorphine, Days: 7}, want: met},
		{rule: filmTwice, name: "given out twice on that order", before: []fact{filmDosed, {2 * time.Hour, filmSupply()},
			{time.Hour, home(medication.Buprenorphine, 7)}}, ask: home(medication.Buprenorphine, 7), want: warns},

		{rule: repeated, name: "the dose of yesterday after midnight, and today's", before: []fact{regimen, given(2*oneDay, 80), late(truth.Yes)},
			ask: once, want: warns},
		{rule: repeated, name: "a dose after midnight, and another one", before: []fact{regimen, given(2*oneDay, 80), late(truth.Unknown)},
			ask: once, want: blocks},
		{rule: repeated, name: "taken at home after midnight for yesterday, and today's", before: []fact{regimen, given(2*oneDay, 80),
			took(truth.Yes)}, ask: once, want: warns},
		{rule: repeated, name: "taken at home after midnight, and another one", before: []fact{regimen, given(2*oneDay, 80), took(truth.Unknown)},
			ask: once, want: blocks},
		{rule: repeated, name: "called that of yesterday, and the day before was left out too", before: []fact{regimen, given(3*oneDay, 80),
			late(truth.Yes)}, ask: once, want: blocks},
		{rule: "methadone.induction.first-day-total", name: "the first dose called late", before: []fact{late(truth.Yes)},
			ask: methadoneOf(30), want: blocks},
		{rule: "methadone.missed.anew", name: "the first after a gap called late", before: []fact{regimen, given(12*oneDay, 80),
			{night, record.DoseGiven{Product: medication.MethadoneConc, Dose: doseOf("30 mg"), Late: truth.Yes}}}, ask: methadoneOf(30),
			want: blocks},
		{rule: repeated, name: "called that of yesterday, which had one", before: []fact{regimen, given(oneDay, 80), late(truth.Yes)}, ask: once,
			want: blocks},
	}
}
