package medication

import (
	"slices"
	"time"

	"github.com/oudpath/oudpath/plan/evidence"
)

// prescriberSettings are the places of a medicine that any prescriber may order and any pharmacy may dispense. A place that is
// certified for depots is among them: it gives the test dose under the tongue.
var prescriberSettings = []Setting{SettingOTP, SettingHospital, SettingEmergency, SettingThreeDayException, SettingOffice, SettingREMS,
	SettingPharmacy, SettingCustody}

// bupMouthLabelUS is common to all buprenorphine products for the mouth.
var bupMouthLabelUS = []LabelFact{
	fact(SinceLongActing, "generally at least 24 hours after methadone or another long-acting opioid", citeBupSLDosing).span(day, 0),
	fact(AgonistCeiling, "above 30 mg of methadone a day the risk of prolonged precipitated withdrawal is higher",
		citeBupOver30).most("30 mg"),
	fact(AgonistCeiling, "methadone is brought below 30 mg a day first (practice, not label); exactly 30 mg is the edge",
		citeBupBelow30).most("30 mg"),
	fact(DailyMaximum, "the label sets none: neither 16 nor 24 mg a day is a maximum", citeMaximumNotice),
	fact(Contraindication, "hypersensitivity to buprenorphine", citeBupAllergy),
	fact(Interaction, "naltrexone must not be given together with it", citeNaltrexonePartial),
}

// combinationLabelUS is what buprenorphine/naloxone adds. The ages of the catalogue are those of older labels, hence the warning.
var combinationLabelUS = slices.Concat(bupMouthLabelUS, []LabelFact{
	fact(Warning, "safety in children is not established; the age of 16 stands in older labels", citeBupnxChildren),
})

// composition says what a combination is made of, with the source that says it of that product.
func composition(cite evidence.Citation) LabelFact {
	return fact(Composition, "buprenorphine and naloxone; not naltrexone", cite)
}

// noBox is what everybody recalls of these labels and only that of the Suboxone film was seen to say.
var noBox = fact(BoxedWarning, "none", citeNoBoxRecalled)

// Facts that some of these products share.
var (
	combinationWait = fact(SinceShortActing, "not sooner than 6 hours after a short-acting opioid", citeBupnxWait).span(6*time.Hour, 0)
	dentalCare      = fact(Administration, "rinse with water when dissolved, and wait an hour before brushing the teeth", citeDental).
			span(time.Hour, 0)
)

// suboxoneOrgans is sections 8.6 and 8.7 of the Suboxone label.
var suboxoneOrgans = []LabelFact{
	fact(HepaticImpairment, "mild: no clinically relevant change", citeSuboxone86).when(ChildPughScore, 5, 7),
	fact(HepaticImpairment, "moderate: may not be appropriate", citeSuboxone86).when(ChildPughScore, 7, 10),
	fact(HepaticImpairment, "moderate, if used all the same: start on buprenorphine alone", citeBupnxMonoFirst).when(ChildPughScore, 7, 10),
	fact(HepaticImpairment, "severe: avoid the combination", citeSuboxone86).when(ChildPughScore, 10, 0),
	fact(RenalImpairment, "no fixed adjustment", citeSuboxone87),
}

var (
	citeAgeAAP         = evidence.AAP2016.At("labeled age of buprenorphine", evidence.Primary)
	citeBupAllergy     = evidence.BCCSU2023.At("buprenorphine, contraindications", evidence.Primary)
	citeBupOver30      = evidence.LabelBuprenorphine.At("transfer from methadone", evidence.Weak).SeenIn("droracle.ai 632469, 736599")
	citeBupnxMonoFirst = evidence.LabelSuboxone.At("section 8.6, start on buprenorphine alone", evidence.Weak).
				SeenIn("question-and-answer pages citing the label")
	citeSuboxone87    = evidence.LabelSuboxone.At("section 8.7", evidence.Primary).SeenIn("120ty.net")
	citeBupBelow30    = evidence.StatPearlsBuprenorphine.At("transfer from methadone", evidence.Secondary)
	citeBupnxChildren = evidence.LabelBuprenorphineNaloxone.At("pediatric use", evidence.Secondary).
				SeenIn("consumer monograph of the film and the tablet")
	citeNoBoxRecalled = evidence.LabelBuprenorphine.At("no boxed warning, not seen in a text", evidence.Unconfirmed)
)

var buprenorphineUS = []productRow{
	{
		id: BupSL, name: "buprenorphine sublingual tablet", brands: []string{"Subutex"},
		jurisdiction: "us", substance: Buprenorphine, form: FormSublingualTablet, routes: []Route{Sublingual},
		strengths: []Strength{
			unit("2 mg", generic("351264"), branded("Subutex", "404413")),
			unit("8 mg", generic("351265"), branded("Subutex", "404414")),
		},
		control: ScheduleIII, settings: prescriberSettings, settingCite: citeBupScheduleIII,
		marketing: []Marketing{
			onMarket("us", always, citeBupSLOct2025),
			{Jurisdiction: "us", Brand: "Subutex", Status: Discontinued, From: labelsRead, Cite: citeRecallDiscontinued},
		},
		codes: []Code{atc("N07BC01")}, minimumAge: 16, ageCite: citeAgeAAP,
		label: slices.Concat(bupMouthLabelUS, []LabelFact{
			fact(SinceShortActing, "at least 4 hours after a short-acting opioid, with clear objective signs of moderate withdrawal",
				citeBupSLDosing).span(4*time.Hour, 0),
			dentalCare,
			noBox,
			fact(FirstDose, "2 to 4 mg", citeBupSLDosing).least("2 mg").most("4 mg"),
			fact(DoseStep, "2 to 8 mg more after 60 to 90 minutes", citeBupSLDosing).least("2 mg").most("8 mg").span(time.Hour,
				90*time.Minute),
			fact(FirstDayTotal, "8 mg; texts since 2024 say rapidly to effect instead", citeBupSLDosing).most("8 mg"),
			fact(SecondDayTotal, "16 mg; texts since 2024 say rapidly to effect instead", citeBupSLDosing).most("16 mg"),
			fact(UsualDose, "4 to 24 mg a day (guideline)", citeASAM2020).least("4 mg").most("24 mg"),
			fact(HepaticImpairment, "mild: no adjustment", citeBupSLHepatic).when(ChildPughScore, 5, 7),
			fact(HepaticImpairment, "moderate: no adjustment, monitor closely", citeBupSLHepatic).when(ChildPughScore, 7, 10),
			fact(HepaticImpairment, "severe: halve the first dose and each step", citeBupSLHepatic).when(ChildPughScore, 10, 0),
		}),
		cites: []evidence.Citation{citeBupSLOct2025, citeCDC},
	},
	{
		id: BupnxSL, name: "buprenorphine/naloxone sublingual tablet", brands: []string{"Suboxone"},
		jurisdiction: "us", substance: Buprenorphine, companion: Naloxone, form: FormSublingualTablet, routes: []Route{Sublingual},
		strengths: []Strength{
			unit("2 mg/0.5 mg", generic("351266"), branded("Suboxone", "1010608")),
			unit("8 mg/2 mg", generic("351267"), branded("Suboxone", "1010609")),
		},
		control: ScheduleIII, settings: prescriberSettings, settingCite: citeBupScheduleIII,
		marketing: []Marketing{onMarket("us", always, citeBupSLOct2025)},
		codes:     []Code{atc("N07BC51")}, minimumAge: 16, ageCite: citeSuboxoneAge,
		label: slices.Concat(combinationLabelUS, suboxoneOrgans, []LabelFact{
			composition(citeCDC), noBox, combinationWait, dentalCare,
			fact(UsualDose, "4 mg/1 mg to 24 mg/6 mg a day (guideline)", citeASAM2020).least("4 mg").most("24 mg"),
		}),
		cites: []evidence.Citation{citeBupSLOct2025, citeCDC},
	},
	{
		id: BupnxFilm, name: "buprenorphine/naloxone film", brands: []string{"Suboxone"},
		jurisdiction: "us", substance: Buprenorphine, companion: Naloxone, form: FormFilm, routes: []Route{Sublingual, Buccal},
		strengths: []Strength{
			unit("2 mg/0.5 mg", generic("1010600"), branded("Suboxone", "1010603")),
			unit("4 mg/1 mg", generic("1307056"), branded("Suboxone", "1307058")),
			unit("8 mg/2 mg", generic("1010604"), branded("Suboxone", "1010606")),
			unit("12 mg/3 mg", generic("1307061"), branded("Suboxone", "1307063")),
		},
		control: ScheduleIII, settings: prescriberSettings, settingCite: citeBupScheduleIII,
		marketing: []Marketing{onMarket("us", always, citeSuboxoneRecord)},
		codes:     []Code{atc("N07BC51")}, minimumAge: 16, ageCite: citeSuboxoneAge,
		label: slices.Concat(combinationLabelUS, suboxoneOrgans, []LabelFact{
			composition(citeSuboxoneRecord), fact(BoxedWarning, "none", citeNoBoxFilm), combinationWait, dentalCare,
			fact(Interaction, "not recommended with a monoamine oxidase inhibitor or within 14 days after one", citeSuboxone7).span(14*day,
				0),
			fact(FirstDose, "2 mg/0.5 mg or 4 mg/1 mg, with objective signs of moderate withdrawal",
				citeSuboxone21).least("2 mg").most("4 mg"),
			fact(DoseStep, "2 or 4 mg more about every 2 hours, under supervision",
				citeSuboxone21).least("2 mg").most("4 mg").span(2*time.Hour, 2*time.Hour),
			fact(FirstDayTotal, "up to 8 mg/2 mg", citeSuboxone21).most("8 mg"),
			fact(SecondDayTotal, "up to 16 mg/4 mg as one dose", citeSuboxone21).most("16 mg"),
			fact(Warning, "after methadone or another long-acting opioid, buprenorphine alone is recommended to start with",
				citeSuboxone21),
			fact(Administration, "at the start only under the tongue: inside the cheek more naloxone is absorbed", citeSuboxoneBuccal),
			fact(UsualDose, "4 mg/1 mg to 24 mg/6 mg a day (guideline)", citeASAM2020).least("4 mg").most("24 mg"),
		}),
		cites: []evidence.Citation{citeSuboxoneRecord, citeCDC},
	},
	{
		id: BupnxZubsolv, name: "buprenorphine/naloxone sublingual tablet (Zubsolv)", brands: []string{"Zubsolv"},
		jurisdiction: "us", substance: Buprenorphine, companion: Naloxone, form: FormSublingualTablet, routes: []Route{Sublingual},
		strengths: []Strength{
			unit("0.7 mg/0.18 mg", generic("1864412"), branded("Zubsolv", "1864414")),
			unit("1.4 mg/0.36 mg", generic("1431076"), branded("Zubsolv", "1431083")),
			unit("2.9 mg/0.71 mg", generic("1666338"), branded("Zubsolv", "1666385")),
			unit("5.7 mg/1.4 mg", generic("1431102"), branded("Zubsolv", "1431104")),
			unit("8.6 mg/2.1 mg", generic("1597573"), branded("Zubsolv", "1597575")),
			unit("11.4 mg/2.9 mg", generic("1597568"), branded("Zubsolv", "1597570")),
		},
		control: ScheduleIII, settings: prescriberSettings, settingCite: citeBupScheduleIII,
		marketing: []Marketing{onMarket("us", always, citeZubsolvEquivalence)},
		codes:     []Code{atc("N07BC51")}, minimumAge: 16, ageCite: citeSuboxoneAge,
		// The hepatic text of this label was not seen, so there is none here.
		label: slices.Concat(combinationLabelUS, []LabelFact{
			composition(citeCDC), noBox,
			fact(SinceShortActing, "at least 6 hours after a short-acting opioid", citeZubsolvWait).span(6*time.Hour, 0),
			fact(FirstDose, "1.4 mg/0.36 mg", citeZubsolvSteps).least("1.4 mg").most("1.4 mg"),
			fact(DoseStep, "the rest, up to 4.2 mg/1.08 mg, as one or two tablets of 1.4 mg/0.36 mg every 1.5 to 2 hours, or, for some who were "+
				"recently exposed, at once (the text that was seen does not say to what)",
				citeZubsolvSteps).least("1.4 mg").most("2.8 mg").span(90*time.Minute, 2*time.Hour),
			fact(FirstDayTotal, "up to 5.7 mg/1.4 mg in divided doses", citeZubsolv23).most("5.7 mg"),
			fact(SecondDayTotal, "up to 11.4 mg/2.9 mg as one dose", citeZubsolv23).most("11.4 mg"),
			fact(Warning, "to start only after short-acting opioids; after methadone or another long-acting opioid, buprenorphine alone",
				citeZubsolvSteps),
			fact(UsualDose, "2.9 mg/0.71 mg to 17.2 mg/4.2 mg a day (guideline)", citeASAM2020).least("2.9 mg").most("17.2 mg"),
		}),
		cites: []evidence.Citation{citeZubsolv23, citeCDC},
	},
	{
		id: BupnxBunavail, name: "buprenorphine/naloxone buccal film", brands: []string{"Bunavail"},
		jurisdiction: "us", substance: Buprenorphine, companion: Naloxone, form: FormFilm, routes: []Route{Buccal},
		strengths: []Strength{
			unit("2.1 mg/0.3 mg", generic("1542390"), branded("Bunavail", "1542396")),
			unit("4.2 mg/0.7 mg", generic("1544851"), branded("Bunavail", "1544853")),
			unit("6.3 mg/1 mg", generic("1544854"), branded("Bunavail", "1544856")),
		},
		control: ScheduleIII, settings: prescriberSettings, settingCite: citeBupScheduleIII,
		marketing: []Marketing{offMarket("us", labelsRead, citeRecallDiscontinued)},
		codes:     []Code{atc("N07BC51")},
		label: slices.Concat(combinationLabelUS, []LabelFact{
			composition(citeCDC), noBox, combinationWait,
			fact(UsualDose, "2.1 mg/0.3 mg to 12.6 mg/2.1 mg a day (guideline)", citeASAM2020).least("2.1 mg").most("12.6 mg"),
		}),
		cites: []evidence.Citation{citeCDC},
	},
	{
		id: BupnxCassipa, name: "buprenorphine/naloxone film (Cassipa)", brands: []string{"Cassipa"},
		jurisdiction: "us", substance: Buprenorphine, companion: Naloxone, form: FormFilm, routes: []Route{Sublingual},
		strengths: []Strength{unit("16 mg/4 mg", ncqa("2058257", ""), branded("Cassipa", "2106368"))},
		control:   ScheduleIII, settings: prescriberSettings, settingCite: citeBupScheduleIII,
		marketing: []Marketing{{Jurisdiction: "us", Status: NotMarketed, Cite: citeRecallDiscontinued}},
		codes:     []Code{atc("N07BC51")},
		label:     slices.Concat(combinationLabelUS, []LabelFact{composition(citeNCQA), noBox, combinationWait}),
		cites:     []evidence.Citation{citeNCQA},
	},
}
