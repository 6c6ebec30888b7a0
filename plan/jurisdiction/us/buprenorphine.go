package us

import (
	"slices"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/buprenorphine"
	"github.com/oudpath/oudpath/plan/jurisdiction/internal/shared"
)

// Days on which labels and law about buprenorphine changed.
var (
	telemedicineRule = civil.Must(2025, time.December, 31) // 21 CFR 1306.51, postponed to this day by 90 FR 13410
	deliveryRule     = civil.Must(2026, time.July, 9)      // 21 CFR 1306.07(f)(5), 91 FR 34754
)

// buprenorphineSettings are the values of buprenorphine.
func buprenorphineSettings() []plan.Setting {
	return slices.Concat(buprenorphineStart(), buprenorphineFirstDays(), buprenorphineLowDose(), buprenorphineDepots(),
		buprenorphineOrgans(), buprenorphineRemote())
}

func buprenorphineStart() []plan.Setting {
	g := buprenorphine.InductionCOWS()
	proposed := evidence.Proposal.At("how long an examination for withdrawal holds", evidence.Unconfirmed)
	mono := shared.Label(medication.BupSL, medication.SinceShortActing, evidence.LabelBuprenorphineTablets)
	combination := shared.Label(medication.BupnxSL, medication.SinceShortActing, evidence.LabelBuprenorphineNaloxone)
	below := shared.Label(medication.BupSL, medication.AgonistCeiling, evidence.StatPearlsBuprenorphine)
	long := shared.Label(medication.BupSL, medication.SinceLongActing, evidence.LabelBuprenorphineTablets)
	pocket := evidence.ASAM2015.At("page 7", evidence.Primary)
	bridge := evidence.CABridge.At("", evidence.Primary)
	return []plan.Setting{
		g.Hard.Always(8, evidence.ACEP.At("", evidence.Primary), bridge),
		g.Soft.Always(11, evidence.ASAM2020.At("11 to 12 or more", evidence.Weak)),
		g.LongActing.Always(13, evidence.ACEP.At("", evidence.Primary)),
		g.Reversed.Always(4, evidence.HighlandBridge.At("after an opioid overdose", evidence.Primary)),
		buprenorphine.DirectDepot().Most.Always(medication.Milligrams(24), evidence.WeeklyDepotED2024.At("abstract and key points", evidence.Primary),
			evidence.EDInnovation.At("design", evidence.Primary)),
		buprenorphine.DirectDepot().COWS.Always(4, evidence.EDInnovation.At("design", evidence.Primary)),
		g.Fresh.Always(2*time.Hour, proposed),
		buprenorphine.InductionSigns().Min.Always(1, bridge),
		buprenorphine.InductionSigns().Preferred.Always(2, bridge),
		buprenorphine.InductionSigns().Fresh.Always(2*time.Hour, proposed),

		buprenorphine.InductionHours().FloorMono.Always(mono.Time.Least, mono.Cite),
		buprenorphine.InductionHours().FloorCombination.Always(combination.Time.Least, combination.Cite),
		buprenorphine.InductionHours().SoftShort.Always(12*time.Hour, bridge, pocket),
		buprenorphine.InductionHours().FloorLong.Always(long.Time.Least, long.Cite, pocket),
		buprenorphine.InductionHours().SoftMethadone.Always(48*time.Hour, evidence.CABridge.At("older version", evidence.Primary)),
		buprenorphine.InductionHours().LongMethadone.Always(72*time.Hour, pocket),
		buprenorphine.InductionFentanyl().Long.Always(72*time.Hour, bridge),

		buprenorphine.MethadoneTransfer().Preferred.Always(below.Mass.Most, pocket, below.Cite),
		buprenorphine.MethadoneTransfer().Upper.Always(medication.Milligrams(40), pocket),
	}
}

func buprenorphineFirstDays() []plan.Setting {
	film := func(topic medication.Topic) medication.LabelFact {
		return shared.Label(medication.BupnxFilm, topic, evidence.LabelSuboxoneFilm)
	}
	tablet := func(topic medication.Topic) medication.LabelFact {
		return shared.Label(medication.BupSL, topic, evidence.LabelBuprenorphineTablets)
	}
	filmStart, tabletStart := film(medication.FirstDose), tablet(medication.FirstDose)
	tabletStep := tablet(medication.DoseStep)
	filmDay1, tabletDay1 := film(medication.FirstDayTotal), tablet(medication.FirstDayTotal)
	filmDay2, tabletDay2 := film(medication.SecondDayTotal), tablet(medication.SecondDayTotal)
	usual := shared.Label(medication.BupSL, medication.UsualDose, evidence.ASAM2020)
	notice := evidence.FDANotice2024.At("", evidence.Primary)
	survey := evidence.EDSurvey2021.At("table 2", evidence.Primary)
	upToDate := evidence.UpToDate.At("to 32 mg in 24 hours", evidence.Secondary)
	emergency := evidence.HighlandBridge.At("trial dose of 8 to 16 mg", evidence.Primary)
	most, step := buprenorphine.FirstDose(), buprenorphine.Step()
	day1, daily := buprenorphine.Day1(), buprenorphine.Daily()
	return []plan.Setting{
		most.Least.Mono().Always(shared.Agreed(filmStart, tabletStart).Mass.Least, filmStart.Cite, tabletStart.Cite),
		most.Most.Mono().Always(shared.Agreed(filmStart, tabletStart).Mass.Most, filmStart.Cite, tabletStart.Cite),
		most.MostEmergency.Always(medication.Milligrams(16), emergency),

		step.Least.Mono().Always(tabletStep.Mass.Least, tabletStep.Cite),
		step.Most.Mono().Always(tabletStep.Mass.Most, tabletStep.Cite),
		step.MostEmergency.Always(medication.Milligrams(24), evidence.HighlandBridge.At("second dose of 8 to 24 mg", evidence.Primary)),
		step.Interval.Mono().Always(tabletStep.Time.Least, tabletStep.Cite),
		step.IntervalEmergency.Always(30*time.Minute, survey),

		day1.Label.Mono().Always(shared.Agreed(filmDay1, tabletDay1).Mass.Most, filmDay1.Cite, tabletDay1.Cite),
		day1.Soft.Mono().Always(medication.Milligrams(16), survey),
		day1.SoftEmergency.Always(medication.Milligrams(32), upToDate, survey),
		day1.Hard.Mono().Always(medication.Milligrams(32), upToDate, survey),
		buprenorphine.Day2().Mono().Always(shared.Agreed(filmDay2, tabletDay2).Mass.Most, filmDay2.Cite, tabletDay2.Cite),

		// Neither is a maximum: the notice says that there is none.
		daily.Info.Mono().Always(usual.Mass.Most, notice, usual.Cite),
		daily.Warn.Mono().Always(medication.Milligrams(32), evidence.Proposal.At("daily dose to take note of", evidence.Unconfirmed)),
		daily.Warn.Combination().Always(medication.Milligrams(32),
			evidence.Proposal.At("daily dose to take note of", evidence.Unconfirmed)),
		buprenorphine.Reassess().Within.Always(time.Hour, evidence.ASAM2023.At("precipitated withdrawal", evidence.Primary)),
	}
}

func buprenorphineLowDose() []plan.Setting {
	return []plan.Setting{shared.LowDoseStart()}
}

func buprenorphineDepots() []plan.Setting {
	start := shared.Label(medication.BupSublocade, medication.FirstDose, evidence.LabelSublocade2025)
	leadIn := shared.Label(medication.BupSublocade, medication.FirstDose, evidence.LabelSublocadeBefore2025)
	return []plan.Setting{
		buprenorphine.DepotTestDose().Dose.Always(medication.Milligrams(4), start.Cite),
		buprenorphine.DepotTestDose().Observe.Always(start.Time.Least, start.Cite),
		buprenorphine.DepotTestDose().LeadIn.Always(shared.Days(leadIn.Time.Least), leadIn.Cite),
		buprenorphine.DepotTestDose().LeadInDose.Always(medication.Milligrams(8), evidence.LabelSublocadeBefore2025.At("section 2: 8 to 24 mg a day",
			evidence.Primary)),
		buprenorphine.DepotTestDose().LeadIn.From(shared.SublocadeLabel2025(), 0, start.Cite),

		buprenorphine.DepotTable().BlankRefuses.Always(false, evidence.LabelBrixadi.At("tables 1 and 2", evidence.Secondary)),

		buprenorphine.DeliveredDepot().Keep.Always(14, evidence.CFR1306Sec07.At("(f)(5), older text", evidence.Secondary)),
		buprenorphine.DeliveredDepot().Keep.From(deliveryRule, 45, evidence.CFR1306Sec07Of2026.At("(f)(5)", evidence.Secondary)),
	}
}

func buprenorphineOrgans() []plan.Setting {
	return []plan.Setting{
		buprenorphine.LeastAge().US.Depot().Always(18,
			evidence.LabelSublocadeAndBrixadi.At("adults, age not seen in a text", evidence.Unconfirmed)),
	}
}

func buprenorphineRemote() []plan.Setting {
	rule := evidence.CFR1306Sec51.At("", evidence.Secondary)
	general := evidence.CFR1307Sec41.At("", evidence.Secondary)
	return []plan.Setting{
		buprenorphine.Telemedicine().Limited.Always(false, rule),
		buprenorphine.Telemedicine().Limited.From(telemedicineRule, true, rule),
		buprenorphine.Telemedicine().Months.Always(6, rule),
		buprenorphine.Telemedicine().Days.Always(7, rule),
		buprenorphine.Telemedicine().Flexible.Always(civil.Must(2026, time.December, 31), general),
	}
}
