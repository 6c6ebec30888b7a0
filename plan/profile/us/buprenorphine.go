package us

import (
	"slices"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance"
)

// Days on which labels and law about buprenorphine changed.
var (
	// The label of Sublocade changed in February 2025. The source names the month; the change was in print by this day.
	sublocadeLabel2025 = civil.Must(2025, time.February, 25)
	telemedicineRule   = civil.Must(2025, time.December, 31) // 21 CFR 1306.51, postponed to this day by 90 FR 13410
	deliveryRule       = civil.Must(2026, time.July, 9)      // 21 CFR 1306.07(f)(5), 91 FR 34754
)

// buprenorphineSettings are the values of buprenorphine.
func buprenorphineSettings() []plan.Setting {
	return slices.Concat(buprenorphineStart(), buprenorphineFirstDays(), buprenorphineLowDose(), buprenorphineDepots(),
		buprenorphineOrgans(), buprenorphineRemote())
}

func buprenorphineStart() []plan.Setting {
	g := guidance.InductionCOWS
	proposed := bupProposal("how long an examination for withdrawal holds")
	monoWait := bupLabel("buprenorphine sublingual tablets", "dosage and administration", evidence.Secondary)
	combinationWait := bupLabel("buprenorphine and naloxone", "dosage and administration", evidence.Secondary)
	pocket := evidence.Citation{Source: "ASAM National Practice Guideline, pocket guide", Section: "page 7", Year: 2015, Provenance: evidence.Primary}
	bridge := evidence.Citation{Source: "CA Bridge buprenorphine on-shift tool", Provenance: evidence.Primary}
	return []plan.Setting{
		g.Hard.Always(8, bupACEP(), bridge),
		g.Soft.Always(11, evidence.Citation{Source: "ASAM National Practice Guideline, focused update", Section: "11 to 12 or more", Year: 2020, Provenance: evidence.Weak}),
		g.LongActing.Always(13, bupACEP()),
		g.Fresh.Always(2*time.Hour, proposed),
		guidance.InductionSigns.Min.Always(1, bridge),
		guidance.InductionSigns.Preferred.Always(2, bridge),
		guidance.InductionSigns.Fresh.Always(2*time.Hour, proposed),

		guidance.InductionHours.FloorMono.Always(4*time.Hour, monoWait),
		guidance.InductionHours.FloorCombination.Always(6*time.Hour, combinationWait),
		guidance.InductionHours.SoftShort.Always(12*time.Hour, bridge, pocket),
		guidance.InductionHours.FloorLong.Always(24*time.Hour, monoWait, pocket),
		guidance.InductionHours.SoftMethadone.Always(48*time.Hour, evidence.Citation{Source: "CA Bridge buprenorphine on-shift tool", Section: "older version", Provenance: evidence.Primary}),
		guidance.InductionHours.LongMethadone.Always(72*time.Hour, pocket),
		guidance.InductionFentanyl.Long.Always(72*time.Hour, bridge),

		guidance.MethadoneTransfer.Preferred.Always(medication.Milligrams(30), pocket, evidence.Citation{Source: "StatPearls, Buprenorphine",
			Section: "after methadone: below this dose", Year: 2024, Provenance: evidence.Secondary}),
		guidance.MethadoneTransfer.Upper.Always(medication.Milligrams(40), pocket),

		// No United States source says after which break a daily product is started anew, so that this protocol stands in
		// under its own name: one to three missed doses are resumed, four or more are a new start.
		guidance.BuprenorphineBreak.Daily.Always(4, evidence.Citation{Source: "Victorian opioid agonist reinduction protocol (Australia)",
			Section: "buprenorphine", Provenance: evidence.Secondary, Via: "public review notes"}),
		guidance.BuprenorphineBreak.Weekly.Always(30, bupOffset("weekly: about one month")),
		guidance.BuprenorphineBreak.Monthly.Always(120, bupOffset("monthly: about four months")),
	}
}

func buprenorphineFirstDays() []plan.Setting {
	film := bupLabel("Suboxone film", "section 2.1", evidence.Primary)
	tablet := bupLabel("buprenorphine sublingual tablets", "dosage and administration", evidence.Secondary)
	zubsolvSteps := bupLabel("Zubsolv", "section 2.3", evidence.Secondary)
	zubsolvTotals := bupLabel("Zubsolv", "highlights, section 2.3", evidence.Primary)
	pocket := evidence.Citation{Source: "ASAM National Practice Guideline, focused update", Section: "page 15", Year: 2020, Provenance: evidence.Primary}
	notice := evidence.Citation{Source: "FDA notice on transmucosal buprenorphine, 89 FR 105613", Year: 2024, Provenance: evidence.Primary}
	survey := evidence.Citation{Source: "PMC8630357, survey of 31 US emergency department protocols", Section: "table 2", Year: 2021, Provenance: evidence.Primary}
	upToDate := evidence.Citation{Source: "UpToDate", Section: "to 32 mg in 24 hours", Year: 2024, Provenance: evidence.Secondary, Via: "medilib.ir 54978"}
	emergency := evidence.Citation{Source: "CA Bridge buprenorphine on-shift tool", Section: "8 to 16 mg, not seen in a text", Provenance: evidence.Unconfirmed}
	most, step := guidance.BuprenorphineFirstDose, guidance.BuprenorphineStep
	day1, daily := guidance.BuprenorphineDay1, guidance.BuprenorphineDaily
	return []plan.Setting{
		most.Least.Mono.Always(medication.Milligrams(2), film, tablet),
		most.Most.Mono.Always(medication.Milligrams(4), film, tablet),
		most.Least.Zubsolv.Always(medication.Micrograms(1400), zubsolvSteps),
		most.Most.Zubsolv.Always(medication.Micrograms(1400), zubsolvSteps),
		most.MostEmergency.Always(medication.Milligrams(16), emergency),

		step.Least.Mono.Always(medication.Milligrams(2), tablet),
		step.Most.Mono.Always(medication.Milligrams(8), tablet),
		step.Interval.Mono.Always(time.Hour, tablet),
		step.Least.Zubsolv.Always(medication.Micrograms(1400), zubsolvSteps),
		step.Most.Zubsolv.Always(medication.Micrograms(2800), zubsolvSteps),
		step.Interval.Zubsolv.Always(90*time.Minute, zubsolvSteps),
		step.IntervalEmergency.Always(30*time.Minute, survey),

		day1.Label.Mono.Always(medication.Milligrams(8), film, tablet),
		day1.Soft.Mono.Always(medication.Milligrams(16), survey),
		day1.Soft.Zubsolv.Always(medication.Micrograms(5700), zubsolvTotals),
		day1.SoftEmergency.Always(medication.Milligrams(32), upToDate, survey),
		day1.Hard.Mono.Always(medication.Milligrams(32), upToDate, survey),
		guidance.BuprenorphineDay2.Mono.Always(medication.Milligrams(16), film, tablet),
		guidance.BuprenorphineDay2.Zubsolv.Always(medication.Micrograms(11400), zubsolvTotals),

		// Neither is a maximum: the notice says that there is none.
		daily.Info.Mono.Always(medication.Milligrams(24), notice, pocket),
		daily.Info.Zubsolv.Always(medication.Micrograms(17200), pocket),
		daily.Warn.Mono.Always(medication.Milligrams(32), bupProposal("daily dose to take note of")),
		daily.Warn.Combination.Always(medication.Milligrams(32), bupProposal("daily dose to take note of")),
		guidance.Reassess.Within.Always(time.Hour, bupASAM2023()),
	}
}

func buprenorphineLowDose() []plan.Setting {
	protocol := evidence.Citation{Source: "Journal of the American Board of Family Medicine, outpatient low-dose protocol",
		Section: "table 2: 0.5 mg on day 1, 1 mg on day 2", Provenance: evidence.Primary}
	return []plan.Setting{
		guidance.LowDose.StartMost.Always(medication.Milligrams(1), protocol),
		guidance.LowDose.Growth.Always(2, bupProposal("doubling, derived from published schedules")),
		guidance.LowDose.GrowsTo.Always(medication.Milligrams(8), bupProposal("doubling, derived from published schedules")),
		guidance.LowDose.StopLeast.Always(medication.Milligrams(8), evidence.Citation{Source: "Pharmacotherapy",
			Section: "three inpatients started on low doses of buprenorphine", Year: 2019, Provenance: evidence.Primary}),
	}
}

func buprenorphineDepots() []plan.Setting {
	start := evidence.Citation{Source: "Sublocade label", Section: "rapid initiation", Year: 2025, Provenance: evidence.Secondary,
		Via: "trade press on the manufacturer's release"}
	older := evidence.Citation{Source: "Sublocade label", Section: "before February 2025", Provenance: evidence.Primary, Via: "sublocadehcp.com"}
	current := evidence.Citation{Source: "Sublocade label", Section: "sections 2 and 16", Year: 2025, Provenance: evidence.Secondary,
		Via: "clay-good/sophiewell.com, injection intervals"}
	window := evidence.Citation{Source: "Brixadi label", Section: "section 2.1", Provenance: evidence.Primary, Via: "drugs.docindia.org"}
	delivery := func(note string, p evidence.Provenance) evidence.Citation {
		return evidence.Citation{Source: "21 CFR", Section: "1306.07(f)(5), " + note, Provenance: p}
	}
	return []plan.Setting{
		guidance.DepotTestDose.Dose.Always(medication.Milligrams(4), start),
		guidance.DepotTestDose.Observe.Always(time.Hour, start),
		guidance.DepotTestDose.LeadIn.Always(7, older),
		guidance.DepotTestDose.LeadIn.From(sublocadeLabel2025, 0, start),

		guidance.Sublocade.Interval.Always(26, older, current),
		guidance.Sublocade.Second.Always(26, older),
		guidance.Sublocade.Second.From(sublocadeLabel2025, 7, current),
		guidance.Sublocade.Due.Always(28, bupProposal("monthly read as 28 days")),
		guidance.Sublocade.Grace.Always(14, older, current),
		guidance.DepotWindow.Weekly.Always(2, window),
		guidance.DepotWindow.Monthly.Always(7, window),
		guidance.DepotTable.BlankRefuses.Always(false, bupLabel("Brixadi", "tables 1 and 2", evidence.Secondary)),

		guidance.DeliveredDepot.Keep.Always(14, delivery("older text", evidence.Secondary)),
		guidance.DeliveredDepot.Keep.From(deliveryRule, 45, delivery("91 FR 34754", evidence.Secondary)),
	}
}

func buprenorphineOrgans() []plan.Setting {
	combination := evidence.Citation{Source: "US label of buprenorphine and naloxone", Section: "section 8.6", Provenance: evidence.Primary, Via: "120ty.net"}
	mono := evidence.Citation{Source: "Medscape, buprenorphine", Section: "hepatic impairment", Provenance: evidence.Secondary}
	sublocade := evidence.Citation{Source: "Sublocade label", Section: "hepatic impairment", Provenance: evidence.Secondary, Via: "empr.com"}
	// Child-Pugh class B is a score of 7 to 9, class C of 10 and more.
	return []plan.Setting{
		guidance.Liver.CombinationModerate.Always(7, combination),
		guidance.Liver.CombinationSevere.Always(10, combination),
		guidance.Liver.MonoModerate.Always(7, mono),
		guidance.Liver.MonoSevere.Always(10, mono),
		guidance.Liver.MonoPercent.Always(50, mono),
		guidance.Liver.Sublocade.Always(7, sublocade),
		guidance.Liver.Brixadi.Always(7, evidence.Citation{Source: "Brixadi label", Section: "hepatic impairment, not seen in a text", Provenance: evidence.Unconfirmed}),
		guidance.LeastAge.US.Mono.Always(16, evidence.Citation{Source: "American Academy of Pediatrics policy statement", Year: 2016, Provenance: evidence.Primary}),
		guidance.LeastAge.US.Depot.Always(18, evidence.Citation{Source: "Sublocade and Brixadi labels", Section: "adults, age not seen in a text", Provenance: evidence.Unconfirmed}),
	}
}

func buprenorphineRemote() []plan.Setting {
	rule := evidence.Citation{Source: "21 CFR", Section: "1306.51, 90 FR 6504", Year: 2025, Provenance: evidence.Secondary}
	general := evidence.Citation{Source: "21 CFR", Section: "1307.41, 90 FR 61301", Provenance: evidence.Secondary}
	return []plan.Setting{
		guidance.Telemedicine.Limited.Always(false, rule),
		guidance.Telemedicine.Limited.From(telemedicineRule, true, rule),
		guidance.Telemedicine.Months.Always(6, rule),
		guidance.Telemedicine.Days.Always(7, rule),
		guidance.Telemedicine.Flexible.Always(civil.Must(2026, time.December, 31), general),
	}
}

// buprenorphineOmissions are rules of the United Kingdom.
func buprenorphineOmissions() []plan.Omission {
	licence := "a licence of the United Kingdom; the labels of the United States are judged by rules of their own"
	buvidal := "Buvidal is sold in the United Kingdom; the same injections are Brixadi here"
	return []plan.Omission{
		{Rule: "gb.bup.induction.interval.methadone", Why: licence},
		{Rule: "gb.bup.sl.day1", Why: licence},
		{Rule: "gb.bup.contraindicated", Why: licence},
		{Rule: "gb.bup.lfts", Why: licence},
		{Rule: "gb.bup.min-age", Why: "the label's age is warned of here, and does not refuse"},
		{Rule: "gb.bup.laib.naive-test-dose", Why: buvidal},
		{Rule: "gb.bup.laib.start", Why: buvidal},
		{Rule: "gb.bup.laib.week2", Why: buvidal},
		{Rule: "gb.bup.laib.max", Why: buvidal},
		{Rule: "gb.bup.laib.window.weekly", Why: buvidal},
		{Rule: "gb.bup.laib.window.monthly", Why: buvidal},
		{Rule: "gb.bup.laib.reinduct", Why: buvidal},
		{Rule: "gb.bup.laib.weekly-first", Why: buvidal},
	}
}

func bupLabel(product, section string, p evidence.Provenance) evidence.Citation {
	return evidence.Citation{Source: "US label of " + product, Section: section, Provenance: p}
}

func bupProposal(what string) evidence.Citation {
	return evidence.Citation{Source: "oudpath proposal", Section: what, Provenance: evidence.Unconfirmed}
}

func bupACEP() evidence.Citation {
	return evidence.Citation{Source: "ACEP buprenorphine tool for emergency departments", Provenance: evidence.Primary}
}

func bupOffset(section string) evidence.Citation {
	return evidence.Citation{Source: "brixadihcp.com, effects after the last injection", Section: section, Provenance: evidence.Primary}
}

func bupASAM2023() evidence.Citation {
	return evidence.Citation{Source: "ASAM clinical considerations: buprenorphine and high-potency synthetic opioids",
		Section: "precipitated withdrawal", Year: 2023, Provenance: evidence.Primary}
}
