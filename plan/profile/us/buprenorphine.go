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
	proposed := evidence.Proposal.At("how long an examination for withdrawal holds", evidence.Unconfirmed)
	monoWait := evidence.LabelBuprenorphineTablets.At("section 2", evidence.Secondary)
	combinationWait := evidence.LabelBuprenorphineNaloxone.At("section 2, induction", evidence.Secondary)
	pocket := evidence.ASAM2015.At("page 7", evidence.Primary)
	bridge := evidence.CABridge.At("", evidence.Primary)
	return []plan.Setting{
		g.Hard.Always(8, evidence.ACEP.At("", evidence.Primary), bridge),
		g.Soft.Always(11, evidence.ASAM2020.At("11 to 12 or more", evidence.Weak)),
		g.LongActing.Always(13, evidence.ACEP.At("", evidence.Primary)),
		g.Fresh.Always(2*time.Hour, proposed),
		guidance.InductionSigns.Min.Always(1, bridge),
		guidance.InductionSigns.Preferred.Always(2, bridge),
		guidance.InductionSigns.Fresh.Always(2*time.Hour, proposed),

		guidance.InductionHours.FloorMono.Always(4*time.Hour, monoWait),
		guidance.InductionHours.FloorCombination.Always(6*time.Hour, combinationWait),
		guidance.InductionHours.SoftShort.Always(12*time.Hour, bridge, pocket),
		guidance.InductionHours.FloorLong.Always(24*time.Hour, monoWait, pocket),
		guidance.InductionHours.SoftMethadone.Always(48*time.Hour, evidence.CABridge.At("older version", evidence.Primary)),
		guidance.InductionHours.LongMethadone.Always(72*time.Hour, pocket),
		guidance.InductionFentanyl.Long.Always(72*time.Hour, bridge),

		guidance.MethadoneTransfer.Preferred.Always(medication.Milligrams(30), pocket,
			evidence.StatPearlsBuprenorphine.At("after methadone: below this dose", evidence.Secondary)),
		guidance.MethadoneTransfer.Upper.Always(medication.Milligrams(40), pocket),

		// No United States source says after which break a daily product is started anew, so that this protocol stands in
		// under its own name: one to three missed doses are resumed, four or more are a new start.
		guidance.BuprenorphineBreak.Daily.Always(4, evidence.VictoriaReinduction.At("buprenorphine", evidence.Secondary)),
		guidance.BuprenorphineBreak.Weekly.Always(30, evidence.BrixadiEffects.At("weekly: about one month", evidence.Primary)),
		guidance.BuprenorphineBreak.Monthly.Always(120, evidence.BrixadiEffects.At("monthly: about four months", evidence.Primary)),
	}
}

func buprenorphineFirstDays() []plan.Setting {
	film := evidence.LabelSuboxoneFilm.At("section 2.1", evidence.Primary)
	tablet := evidence.LabelBuprenorphineTablets.At("section 2", evidence.Secondary)
	zubsolvSteps := evidence.LabelZubsolv.At("section 2.3", evidence.Secondary)
	zubsolvTotals := evidence.LabelZubsolv.At("highlights, section 2.3", evidence.Primary)
	pocket := evidence.ASAM2020.At("page 15", evidence.Primary)
	notice := evidence.FDANotice2024.At("", evidence.Primary)
	survey := evidence.EDSurvey2021.At("table 2", evidence.Primary)
	upToDate := evidence.UpToDate.At("to 32 mg in 24 hours", evidence.Secondary)
	emergency := evidence.CABridge.At("8 to 16 mg, not seen in a text", evidence.Unconfirmed)
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
		daily.Warn.Mono.Always(medication.Milligrams(32), evidence.Proposal.At("daily dose to take note of", evidence.Unconfirmed)),
		daily.Warn.Combination.Always(medication.Milligrams(32), evidence.Proposal.At("daily dose to take note of", evidence.Unconfirmed)),
		guidance.Reassess.Within.Always(time.Hour, evidence.ASAM2023.At("precipitated withdrawal", evidence.Primary)),
	}
}

func buprenorphineLowDose() []plan.Setting {
	protocol := evidence.LowDoseOutpatient.At("table 2: 0.5 mg on day 1, 1 mg on day 2", evidence.Primary)
	return []plan.Setting{
		guidance.LowDose.StartMost.Always(medication.Milligrams(1), protocol),
		guidance.LowDose.Growth.Always(2, evidence.Proposal.At("doubling, derived from published schedules", evidence.Unconfirmed)),
		guidance.LowDose.GrowsTo.Always(medication.Milligrams(8), evidence.Proposal.At("doubling, derived from published schedules",
			evidence.Unconfirmed)),
		guidance.LowDose.StopLeast.Always(medication.Milligrams(8),
			evidence.LowDoseInpatient.At("three inpatients started on low doses of buprenorphine", evidence.Primary)),
	}
}

func buprenorphineDepots() []plan.Setting {
	start := evidence.LabelSublocade2025.At("section 2, rapid initiation", evidence.Secondary).
		SeenIn("trade press on the manufacturer's release")
	older := evidence.LabelSublocadeBefore2025.At("section 2", evidence.Primary)
	current := evidence.LabelSublocade2025.At("sections 2 and 16", evidence.Secondary).SeenIn("clay-good/sophiewell.com, injection intervals")
	window := evidence.LabelBrixadi.At("section 2.1", evidence.Primary).SeenIn("drugs.docindia.org")

	return []plan.Setting{
		guidance.DepotTestDose.Dose.Always(medication.Milligrams(4), start),
		guidance.DepotTestDose.Observe.Always(time.Hour, start),
		guidance.DepotTestDose.LeadIn.Always(7, older),
		guidance.DepotTestDose.LeadIn.From(sublocadeLabel2025, 0, start),

		guidance.Sublocade.Interval.Always(26, older, current),
		guidance.Sublocade.Second.Always(26, older),
		guidance.Sublocade.Second.From(sublocadeLabel2025, 7, current),
		guidance.Sublocade.Due.Always(28, evidence.Proposal.At("monthly read as 28 days", evidence.Unconfirmed)),
		guidance.Sublocade.Grace.Always(14, older, current),
		guidance.DepotWindow.Weekly.Always(2, window),
		guidance.DepotWindow.Monthly.Always(7, window),
		guidance.DepotTable.BlankRefuses.Always(false, evidence.LabelBrixadi.At("tables 1 and 2", evidence.Secondary)),

		guidance.DeliveredDepot.Keep.Always(14, evidence.CFR1306Sec07.At("(f)(5), older text", evidence.Secondary)),
		guidance.DeliveredDepot.Keep.From(deliveryRule, 45, evidence.CFR1306Sec07Of2026.At("(f)(5)", evidence.Secondary)),
	}
}

func buprenorphineOrgans() []plan.Setting {
	combination := evidence.LabelSuboxone.At("section 8.6", evidence.Primary).SeenIn("120ty.net")
	mono := evidence.MedscapeBuprenorphine.At("hepatic impairment", evidence.Secondary)
	sublocade := evidence.LabelSublocade.At("hepatic impairment", evidence.Secondary).SeenIn("empr.com")
	// Child-Pugh class B is a score of 7 to 9, class C of 10 and more.
	return []plan.Setting{
		guidance.Liver.CombinationModerate.Always(7, combination),
		guidance.Liver.CombinationSevere.Always(10, combination),
		guidance.Liver.MonoModerate.Always(7, mono),
		guidance.Liver.MonoSevere.Always(10, mono),
		guidance.Liver.MonoPercent.Always(50, mono),
		guidance.Liver.Sublocade.Always(7, sublocade),
		guidance.Liver.Brixadi.Always(7, evidence.LabelBrixadi.At("hepatic impairment", evidence.Unconfirmed)),
		guidance.LeastAge.US.Mono.Always(16, evidence.AAP2016.At("", evidence.Primary)),
		guidance.LeastAge.US.Depot.Always(18, evidence.LabelSublocadeAndBrixadi.At("adults, age not seen in a text", evidence.Unconfirmed)),
	}
}

func buprenorphineRemote() []plan.Setting {
	rule := evidence.CFR1306Sec51.At("", evidence.Secondary)
	general := evidence.CFR1307Sec41.At("", evidence.Secondary)
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
