package shared

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/buprenorphine"
	"github.com/oudpath/oudpath/plan/guidance/interaction"
	"github.com/oudpath/oudpath/plan/guidance/methadone"
	"github.com/oudpath/oudpath/plan/guidance/naltrexone"
	"github.com/oudpath/oudpath/plan/guidance/withdrawal"
	"github.com/oudpath/oudpath/plan/record"
)

// A label speaks of a product, and a panel of a heart: what they warn of does not end at a border. The values here stand under the name of
// their own source in every place that has none of its own, so that a place of whose texts few were read is not silent about a danger
// that every label of the product names. Law, settings and habits of a country are not among them.

// SublocadeLabel2025 returns the day on which the label of Sublocade changed: that on which the maker announced the approval.
func SublocadeLabel2025() civil.Date { return civil.Must(2025, time.February, 24) }

// Heart returns from which QTc on methadone is talked about, and from which it is neither started nor raised.
func Heart() []plan.Setting {
	panel := evidence.QTScreening2009.At("recommendations", evidence.Primary)
	return []plan.Setting{
		interaction.QTcLimit().Caution.Always(record.Whole(450), panel),
		interaction.QTcLimit().Danger.Always(record.Whole(500), panel), // the panel wrote "above 500" and left 500 itself open
	}
}

// MAOIWindow returns for how many days the labels keep methadone and buprenorphine apart from a monoamine oxidase inhibitor.
func MAOIWindow() plan.Setting {
	tablets := Label(medication.MethadoneTab, medication.Interaction, evidence.LabelMethadoneTablets)
	film := Label(medication.BupnxFilm, medication.Interaction, evidence.LabelSuboxoneFilm)
	return interaction.MAOIWindow().Stopped.Always(Days(Agreed(tablets, film).Time.Least), tablets.Cite, film.Cite)
}

// BuprenorphineLiver returns the Child-Pugh scores of the labels: class B is 7 to 9, class C 10 and more.
func BuprenorphineLiver() []plan.Setting {
	combination := evidence.LabelSuboxone.At("section 8.6", evidence.Primary).SeenIn("120ty.net")
	mono := evidence.MedscapeBuprenorphine.At("hepatic impairment", evidence.Secondary)
	sublocade := evidence.LabelSublocade.At("hepatic impairment", evidence.Secondary).SeenIn("empr.com")
	return []plan.Setting{
		buprenorphine.Liver().CombinationModerate.Always(7, combination),
		buprenorphine.Liver().CombinationSevere.Always(10, combination),
		buprenorphine.Liver().MonoModerate.Always(7, mono),
		buprenorphine.Liver().MonoSevere.Always(10, mono),
		buprenorphine.Liver().MonoPercent.Always(50, mono),
		buprenorphine.Liver().Sublocade.Always(7, sublocade),
		buprenorphine.Liver().Brixadi.Always(7, evidence.LabelBrixadi.At("hepatic impairment", evidence.Unconfirmed)),
	}
}

// SublocadeDays returns how far apart and how late injections of Sublocade may be by their label.
func SublocadeDays() []plan.Setting {
	older := evidence.LabelSublocadeBefore2025.At("section 2", evidence.Primary)
	second := Label(medication.BupSublocade, medication.DoseStep, evidence.LabelSublocade2025)
	interval := Label(medication.BupSublocade, medication.MinimumInterval, evidence.LabelSublocade2025)
	late := Label(medication.BupSublocade, medication.MissedDose, evidence.LabelSublocade2025)
	return []plan.Setting{
		buprenorphine.Sublocade().Interval.Always(Days(interval.Time.Least), older, interval.Cite),
		buprenorphine.Sublocade().Second.Always(Days(interval.Time.Least), older),
		buprenorphine.Sublocade().Second.From(SublocadeLabel2025(), Days(second.Time.Least), second.Cite),
		buprenorphine.Sublocade().Due.Always(28, evidence.Proposal.At("monthly read as 28 days", evidence.Unconfirmed)),
		buprenorphine.Sublocade().Grace.Always(Days(late.Time.Most), older, late.Cite),
	}
}

// DepotTestDose returns the dose by mouth that comes before a first depot, and how long the person is watched after it. The label of
// Sublocade and the licence of Buvidal state the same.
func DepotTestDose() []plan.Setting {
	sublocade := Label(medication.BupSublocade, medication.FirstDose, evidence.LabelSublocade2025)
	buvidal := evidence.SmPCBuvidal.At("4.2: 4 mg under the tongue and an hour of observation", evidence.Primary)
	return []plan.Setting{
		buprenorphine.DepotTestDose().Dose.Always(medication.Milligrams(4), sublocade.Cite, buvidal),
		buprenorphine.DepotTestDose().Observe.Always(sublocade.Time.Least, sublocade.Cite, buvidal),
	}
}

// DepotWindow returns by how many days the weekly and the monthly injection may be early or late by the label. Brixadi and Buvidal are one
// formulation.
func DepotWindow() []plan.Setting {
	late := Label(medication.BupBrixadiWeekly, medication.MissedDose, evidence.LabelBrixadi)
	return []plan.Setting{
		buprenorphine.DepotWindow().Weekly.Always(Days(late.Time.Most), late.Cite),
		buprenorphine.DepotWindow().Monthly.Always(7, late.Cite),
	}
}

// LowDoseStart returns with how much a low-dose start begins at most, as it was published.
func LowDoseStart() plan.Setting {
	return buprenorphine.LowDose().StartMost.Always(medication.Milligrams(1),
		evidence.LowDoseOutpatient.At("table 2: 0.5 mg on day 1, 1 mg on day 2", evidence.Primary))
}

// DepotTable returns that a dose for which the published table has no product is not given as another one.
func DepotTable() plan.Setting {
	return buprenorphine.DepotTable().BlankRefuses.Always(true, evidence.SmPCBuvidal.At("conversion table", evidence.Primary))
}

// SinceShortActing returns the hours of the labels from a short-acting opioid to the first buprenorphine.
func SinceShortActing() []plan.Setting {
	mono := Label(medication.BupSL, medication.SinceShortActing, evidence.LabelBuprenorphineTablets)
	combination := Label(medication.BupnxSL, medication.SinceShortActing, evidence.LabelBuprenorphineNaloxone)
	return []plan.Setting{
		buprenorphine.InductionHours().FloorMono.Always(mono.Time.Least, mono.Cite),
		buprenorphine.InductionHours().FloorCombination.Always(combination.Time.Least, combination.Cite),
	}
}

// SinceLongActing returns the hours from methadone and other long-acting opioids to the first buprenorphine.
func SinceLongActing() []plan.Setting {
	label := Label(medication.BupSL, medication.SinceLongActing, evidence.LabelBuprenorphineTablets)
	who := evidence.MhGAP2016.At("protocol 4: 8 hours after heroin, 24 to 48 hours after methadone", evidence.Secondary)
	return []plan.Setting{
		buprenorphine.InductionHours().FloorLong.Always(label.Time.Least, label.Cite, who),
		buprenorphine.InductionHours().SoftMethadone.Always(48*time.Hour, who),
	}
}

// ToleranceTime returns after how long without opioids the label of methadone counts tolerance as uncertain.
func ToleranceTime() plan.Setting {
	first := Label(medication.MethadoneTab, medication.FirstDose, evidence.LabelMethadone)
	return methadone.LowToleranceStart().Free.Always(5*24*time.Hour, first.Cite)
}

// LongGap returns from how many missed doses methadone is started anew where no ladder of the place was read: the label counts tolerance
// as lost after more than five days, which five missed doses are.
func LongGap() plan.Setting {
	first := Label(medication.MethadoneTab, medication.FirstDose, evidence.LabelMethadone)
	return methadone.MissedAnew().Doses.Always(5, first.Cite)
}

// Naltrexone returns what the labels of naltrexone say of the wait after long-acting opioids, of the challenge, of the liver, of age, of
// the next injection and of surgery.
func Naltrexone() []plan.Setting {
	const day = 24 * time.Hour
	long := Label(medication.NtxPO, medication.SinceLongActing, evidence.LabelNaltrexoneTablets)
	twoWeeks := evidence.LabelVivitrol.At("vulnerable for up to two weeks after buprenorphine or methadone", evidence.Primary)
	first := Label(medication.NtxPO, medication.FirstDose, evidence.LabelNaltrexoneTablets)
	usual := Label(medication.NtxPO, medication.UsualDose, evidence.LabelNaltrexoneTablets)
	surgeryOral := Label(medication.NtxPO, medication.Discontinuation, evidence.StatPearlsNaltrexone)
	surgeryDepot := Label(medication.NtxXR, medication.Discontinuation, evidence.StatPearlsNaltrexone)
	return []plan.Setting{
		naltrexone.OpioidFree().Long.Always(int(long.Time.Least/day), twoWeeks, long.Cite),
		naltrexone.NaloxoneChallenge().Asked.Always(naltrexone.ChallengeWhenUncertain,
			evidence.LabelNaltrexoneTablets.At("naloxone challenge in doubt", evidence.Secondary)),
		naltrexone.NaloxoneChallenge().Observe.Always(20*time.Minute,
			evidence.StatPearlsNaltrexone.At("naloxone challenge", evidence.Secondary)),

		naltrexone.LiverEnzymes().Caution.Always(record.Whole(3),
			evidence.StatPearlsNaltrexone.At("liver enzymes, as practice", evidence.Secondary)),
		naltrexone.Kidney().Severe.Always(record.Whole(30), evidence.Proposal.At("severe below 30, as the label of Lucemyra counts", evidence.Unconfirmed)),
		naltrexone.LiverUnstudied().From.Always(10, evidence.LabelVivitrol.At("section 8, hepatic impairment", evidence.Unconfirmed)),
		naltrexone.LiverEnzymes().Avoid.Always(record.Whole(5), evidence.AnswersNaltrexone.At("440280", evidence.Weak),
			evidence.TIP63.At("naltrexone and the liver", evidence.Unconfirmed)),
		naltrexone.Age().Min.Always(Age(medication.NtxXR)),
		naltrexone.TabletDose().First.Always(first.Mass.Most, first.Cite),
		naltrexone.TabletDose().Daily.Always(usual.Mass.Most, usual.Cite),

		naltrexone.Injection().Interval.Always(28, evidence.LabelVivitrol.At("section 2.1", evidence.Secondary)),
		naltrexone.Injection().Tolerance.Always(3, evidence.Proposal.At("the label has no window", evidence.Unconfirmed)),
		naltrexone.Injection().Rescreen.Always(7, evidence.Proposal.At("the label has no limit of delay", evidence.Unconfirmed)),
		naltrexone.Blockade().Oral.Always(surgeryOral.Time.Least, surgeryOral.Cite),
		naltrexone.Blockade().Depot.Always(surgeryDepot.Time.Least, surgeryDepot.Cite),
	}
}

// BuprenorphineDaily returns above which daily dose products are warned of whose milligrams are not those of a sublingual tablet.
func BuprenorphineDaily() []plan.Setting {
	zubsolv := Label(medication.BupnxZubsolv, medication.UsualDose, evidence.ASAM2020)
	bunavail := Label(medication.BupnxBunavail, medication.UsualDose, evidence.ASAM2020)
	return []plan.Setting{
		buprenorphine.Daily().Warn.Zubsolv().Always(zubsolv.Mass.Most, evidence.LabelZubsolv.At("range of a daily dose", evidence.Primary), zubsolv.Cite,
			evidence.LeafletZubsolv.At("at most 17.2 mg a day", evidence.Primary)),
		buprenorphine.Daily().Warn.Bunavail().Always(bunavail.Mass.Most, bunavail.Cite),
	}
}

// ZubsolvStart returns the first two days of Zubsolv by its label: the milligrams of another tablet are not its own.
func ZubsolvStart() []plan.Setting {
	label := func(topic medication.Topic) medication.LabelFact {
		return Label(medication.BupnxZubsolv, topic, evidence.LabelZubsolv)
	}
	start, more := label(medication.FirstDose), label(medication.DoseStep)
	day1, day2 := label(medication.FirstDayTotal), label(medication.SecondDayTotal)
	first, step := buprenorphine.FirstDose(), buprenorphine.Step()
	return []plan.Setting{
		first.Least.Zubsolv().Always(start.Mass.Least, start.Cite),
		first.Most.Zubsolv().Always(start.Mass.Most, start.Cite),
		step.Least.Zubsolv().Always(more.Mass.Least, more.Cite),
		step.Most.Zubsolv().Always(more.Mass.Most, more.Cite),
		step.Interval.Zubsolv().Always(more.Time.Least, more.Cite),
		buprenorphine.Day1().Soft.Zubsolv().Always(day1.Mass.Most, day1.Cite),
		buprenorphine.Day2().Zubsolv().Always(day2.Mass.Most, day2.Cite),
	}
}

// LabelsAndPanels returns those of them that no place states apart.
func LabelsAndPanels() []plan.Setting {
	all := append(Heart(), MAOIWindow(), ToleranceTime(), buprenorphine.LeastAge().US.Mono().Always(Age(medication.BupSL)),
		methadone.BaselineECG().Age.Always(365, evidence.Proposal.At("an ECG counts for a year, after which a panel repeats it", evidence.Unconfirmed)))
	all = append(all, BuprenorphineLiver()...)
	all = append(all, BuprenorphineDaily()...)
	all = append(all, ZubsolvStart()...)
	all = append(all, SublocadeDays()...)
	all = append(all, DepotWindow()...)
	all = append(all, LofexidineCare()...)
	return append(all, Naltrexone()...)
}

// LofexidineCare returns what the label, and monographs that quote it, say of lofexidine beside naltrexone tablets, in older people, with an
// impaired liver or kidney, how far apart its doses are, and for how long they are taken.
func LofexidineCare() []plan.Setting {
	tablets := func(n uint32) medication.Mass { return medication.Micrograms(180).Times(n) }
	dosing := evidence.LabelLucemyra.At("section 2", evidence.Primary)
	beside := Label(medication.LofexidineTab, medication.Interaction, evidence.LabelLucemyra)
	apart := Label(medication.LofexidineTab, medication.MinimumInterval, evidence.LabelLucemyra)
	longest := Label(medication.LofexidineTab, medication.MaximumDuration, evidence.LabelLucemyra)
	return []plan.Setting{
		withdrawal.LofexidineCare().Apart.Always(beside.Time.Least, beside.Cite),
		withdrawal.LofexidineCare().Older.Always(65, evidence.LabelLucemyra.At("section 8, older people, as monographs have it", evidence.Secondary)),
		withdrawal.Lofexidine().Days.Always(Days(longest.Time.Most), longest.Cite),
		withdrawal.Lofexidine().Interval.Always(apart.Time.Least, apart.Cite),
		withdrawal.LofexidineLiver().Moderate.Always(7, dosing),
		withdrawal.LofexidineLiver().Severe.Always(10, dosing),
		withdrawal.LofexidineLiver().AtMild.Always(tablets(3), dosing),
		withdrawal.LofexidineLiver().AtModerate.Always(tablets(2), dosing),
		withdrawal.LofexidineLiver().AtSevere.Always(tablets(1), dosing),
		withdrawal.LofexidineKidney().Reduced.Always(record.Whole(90), dosing),
		withdrawal.LofexidineKidney().Severe.Always(record.Whole(30), dosing),
		withdrawal.LofexidineKidney().AtReduced.Always(tablets(2), dosing),
		withdrawal.LofexidineKidney().AtSevere.Always(tablets(1), dosing),
	}
}

// LofexidineMost returns how much lofexidine its label gives at once and on a day. A guideline may have other numbers.
func LofexidineMost() []plan.Setting {
	single := Label(medication.LofexidineTab, medication.SingleMaximum, evidence.LabelLucemyra)
	daily := Label(medication.LofexidineTab, medication.DailyMaximum, evidence.LabelLucemyra)
	return []plan.Setting{
		withdrawal.Lofexidine().Single.Always(single.Mass.Most, single.Cite),
		withdrawal.Lofexidine().Daily.Always(daily.Mass.Most, daily.Cite),
	}
}
