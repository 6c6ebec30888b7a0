package gb

import (
	"slices"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance"
)

// buprenorphineSettings are the values of buprenorphine. The licences differ by product, and so do the limits.
func buprenorphineSettings() []plan.Setting {
	return slices.Concat(buprenorphineStart(), buprenorphineDoses(), buprenorphineLowDose(), buprenorphineDepots(), buprenorphinePeople())
}

func buprenorphineStart() []plan.Setting {
	buvidal := licence("Buvidal 64 mg", "4.2", 0, evidence.Primary)
	subutex := licence("Subutex", "4.2", 2012, evidence.Secondary)
	highland := evidence.Citation{Source: "NHS Highland formulary", Section: "buprenorphine", Provenance: evidence.Secondary}
	medscape := evidence.Citation{Source: "Medscape UK, buprenorphine", Section: "after methadone", Provenance: evidence.Secondary}
	proposed := evidence.Citation{Source: "oudpath proposal", Section: "how long an examination for withdrawal holds", Provenance: evidence.Unconfirmed}
	// The licences ask for clear objective signs and give no number of them: one is the least that is any.
	return []plan.Setting{
		guidance.InductionSigns.Min.Always(1, buvidal),
		guidance.InductionSigns.Preferred.Always(1, buvidal),
		guidance.InductionSigns.Fresh.Always(2*time.Hour, proposed),
		guidance.InductionHours.FloorMono.Always(6*time.Hour, buvidal, subutex),
		guidance.InductionHours.FloorCombination.Always(6*time.Hour, buvidal, subutex),
		guidance.InductionHours.SoftShort.Always(12*time.Hour, highland),
		guidance.InductionHours.FloorLong.Always(24*time.Hour, buvidal),
		guidance.InductionHours.SoftMethadone.Always(48*time.Hour, medscape),
		guidance.MethadoneTransfer.Hard.Always(medication.Milligrams(30), buvidal, subutex),

		// No figure of the United Kingdom was seen for these; each stands under the name of its source.
		guidance.InductionHours.LongMethadone.Always(72*time.Hour, evidence.Citation{Source: "ASAM National Practice Guideline, pocket guide (United States)",
			Section: "page 7", Year: 2015, Provenance: evidence.Primary}),
		guidance.InductionFentanyl.Long.Always(72*time.Hour, evidence.Citation{Source: "CA Bridge buprenorphine on-shift tool (United States)", Provenance: evidence.Primary}),
		guidance.BuprenorphineBreak.Daily.Always(4, evidence.Citation{Source: "Victorian opioid agonist reinduction protocol (Australia)",
			Section: "buprenorphine", Provenance: evidence.Secondary, Via: "public review notes"}),
		guidance.BuprenorphineBreak.Weekly.Always(30, offset("weekly: about one month")),
		guidance.BuprenorphineBreak.Monthly.Always(120, offset("monthly: about four months")),
	}
}

func buprenorphineDoses() []plan.Setting {
	subutex := licence("Subutex", "4.2", 2012, evidence.Secondary)
	suboxone := licence("Suboxone", "4.2", 2023, evidence.Secondary)
	mono := licence("sublingual buprenorphine", "4.2, as restated by Medscape UK and NHS Highland", 0, evidence.Secondary)
	guideline := evidence.Citation{Source: "UK guidelines on clinical management of drug misuse and dependence", Section: "second day, not seen in a text",
		Year: 2017, Provenance: evidence.Unconfirmed}
	day1, daily := guidance.BuprenorphineDay1Licence, guidance.BuprenorphineDaily
	return []plan.Setting{
		day1.Least.Mono.Always(medication.Micrograms(800), subutex),
		day1.Most.Mono.Always(medication.Milligrams(4), subutex),
		day1.Least.Combination.Always(medication.Milligrams(4), suboxone),
		day1.Most.Combination.Always(medication.Milligrams(12), suboxone),
		guidance.BuprenorphineDay2.Mono.Always(medication.Milligrams(16), guideline),

		// The licence of each product is what is warned of; below it nothing is said about a dose.
		daily.Info.Mono.Always(medication.Milligrams(32), mono),
		daily.Warn.Mono.Always(medication.Milligrams(32), mono),
		daily.Warn.Combination.Always(medication.Milligrams(24), suboxone),
		daily.Warn.Espranor.Always(medication.Milligrams(18), licence("Espranor", "daily maximum, not seen in a text", 0, evidence.Unconfirmed)),
		guidance.Reassess.Within.Always(time.Hour, evidence.Citation{Source: "ASAM clinical considerations: buprenorphine and high-potency synthetic opioids (United States)",
			Section: "precipitated withdrawal", Year: 2023, Provenance: evidence.Primary}),
	}
}

// buprenorphineLowDose are the published schedules, which are of no one country.
func buprenorphineLowDose() []plan.Setting {
	protocol := evidence.Citation{Source: "Randhawa, low-dose induction, as quoted in Canadian Family Physician 66:891",
		Section: "0.5 mg on day 1, 1 mg on day 2", Year: 2020, Provenance: evidence.Secondary}
	derived := evidence.Citation{Source: "oudpath proposal", Section: "doubling, derived from published schedules", Provenance: evidence.Unconfirmed}
	return []plan.Setting{
		guidance.LowDose.StartMost.Always(medication.Milligrams(1), protocol),
		guidance.LowDose.Growth.Always(2, derived),
		guidance.LowDose.GrowsTo.Always(medication.Milligrams(8), derived),
		guidance.LowDose.StopLeast.Always(medication.Milligrams(8), evidence.Citation{Source: "Pharmacotherapy",
			Section: "three inpatients started on low doses of buprenorphine", Year: 2019, Provenance: evidence.Primary}),
	}
}

func buprenorphineDepots() []plan.Setting {
	borders := evidence.Citation{Source: "NHS Borders Buvidal protocol", Provenance: evidence.Primary}
	strengths := licence("Buvidal", "strengths", 0, evidence.Primary)
	window := evidence.Citation{Source: "Brixadi label", Section: "section 2.1, the identical product", Provenance: evidence.Secondary}
	nsw := evidence.Citation{Source: "NSW Health guidance on long-acting injectable buprenorphine", Year: 2024, Provenance: evidence.Secondary}
	g := guidance.Buvidal
	return []plan.Setting{
		guidance.DepotTestDose.Dose.Always(medication.Milligrams(4), borders),
		guidance.DepotTestDose.Observe.Always(time.Hour, borders),
		g.First.Always(medication.Milligrams(16), borders),
		g.Part.Always(medication.Milligrams(8), borders),
		g.Apart.Always(1, borders),
		g.WeekTotal.Always(medication.Milligrams(32), borders),
		g.WeeklyMost.Always(medication.Milligrams(32), strengths),
		g.MonthlyMost.Always(medication.Milligrams(160), strengths),
		g.WeeklyFirst.Always(28, evidence.Citation{Source: "Medscape UK, prolonged-release buprenorphine", Provenance: evidence.Secondary}),
		g.WeeklyGap.Always(10, nsw),
		g.MonthlyGap.Always(56, nsw),
		guidance.DepotWindow.Weekly.Always(2, window),
		guidance.DepotWindow.Monthly.Always(7, window),
		guidance.DepotTable.BlankRefuses.Always(true, borders, licence("Buvidal", "conversion table", 0, evidence.Primary)),
	}
}

func buprenorphinePeople() []plan.Setting {
	age := guidance.LeastAge.GB
	return []plan.Setting{
		age.Mono.Always(16, licence("Subutex", "age", 2012, evidence.Secondary)),
		// "Over 15 years": from the fifteenth birthday on a person is over 15.
		age.Combination.Always(15, licence("Suboxone", "age", 2023, evidence.Secondary)),
		age.Espranor.Always(15, licence("Espranor 2 mg", "4.1", 2022, evidence.Primary)),
		age.Depot.Always(16, licence("Buvidal 64 mg", "4.1", 0, evidence.Primary)),
		guidance.Liver.Licence.Always(10, evidence.Citation{Source: "Buvidal 128 mg patient leaflet", Section: "do not use",
			Provenance: evidence.Secondary, Via: "patient-info.co.uk"}),
	}
}

// northernIrelandBuprenorphine are the values that the Northern Ireland formulary tightens.
func northernIrelandBuprenorphine() []plan.Setting {
	formulary := evidence.Citation{Source: "Northern Ireland formulary", Section: "4.10.1", Provenance: evidence.Primary}
	return []plan.Setting{
		guidance.BuprenorphineDaily.Warn.Mono.Always(medication.Milligrams(24), formulary),
		guidance.BuprenorphineDaily.Warn.Combination.Always(medication.Milligrams(24), formulary),
	}
}

// buprenorphineOmissions are rules of the United States.
func buprenorphineOmissions() []plan.Omission {
	label := "a label of the United States; the licences of the United Kingdom are judged by rules of their own"
	brand := "the product is sold in the United States"
	law := "law of the United States"
	return []plan.Omission{
		{Rule: "bup.induction.cows-min", Why: "the licences of the United Kingdom ask for objective signs and give no COWS number; the rule about signs stands"},
		{Rule: "bup.induction.methadone-dose-max", Why: "the licences refuse above their one number: gb.bup.induction.interval.methadone"},
		{Rule: "bup.induction.combo-after-long-acting", Why: label},
		{Rule: "bup.induction.first-dose", Why: "the licences limit the first day: gb.bup.sl.day1"},
		{Rule: "bup.induction.step", Why: "the licences limit the first day: gb.bup.sl.day1"},
		{Rule: "bup.induction.day1-total", Why: "the licences limit the first day: gb.bup.sl.day1"},
		{Rule: "bup.low-dose.agonist-source", Why: law},
		{Rule: "bup.xr.test-dose", Why: "the test dose is advised, and not demanded: gb.bup.laib.naive-test-dose"},
		{Rule: "bup.xr.sublocade.interval-min", Why: brand},
		{Rule: "bup.xr.sublocade.late", Why: brand},
		{Rule: "bup.xr.brixadi.window", Why: "the same injections are Buvidal here: gb.bup.laib.window.weekly and gb.bup.laib.window.monthly"},
		{Rule: "bup.xr.delivered.use-within", Why: law},
		{Rule: "med.interchange.brixadi-formulations", Why: "the same injections are Buvidal here: gb.bup.laib.max"},
		{Rule: "hepatic.bupnx", Why: label},
		{Rule: "hepatic.bup-mono", Why: label},
		{Rule: "hepatic.bup-xr", Why: "the leaflet of Buvidal names severe insufficiency alone: gb.bup.contraindicated"},
		{Rule: "adol.bup", Why: "the licence of each product names its own age: gb.bup.min-age"},
		{Rule: "bup.tele.pdmp", Why: law},
		{Rule: "bup.tele.initial-max", Why: law},
		{Rule: "bup.tele.no-pdmp-max", Why: law},
	}
}

// licence is a summary of product characteristics. The year is that of the revision, 0 if none was stated.
func licence(product, section string, year int, p evidence.Provenance) evidence.Citation {
	return evidence.Citation{Source: "SmPC of " + product, Section: section, Year: year, Provenance: p}
}

func offset(section string) evidence.Citation {
	return evidence.Citation{Source: "brixadihcp.com, effects after the last injection of the identical product", Section: section, Provenance: evidence.Secondary}
}
