package medication

import (
	"slices"
	"time"

	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
)

// Places in the United Kingdom: a pharmacy dispenses methadone and buprenorphine, and a depot is given by staff only. No source
// lists all places, so that the lists are unconfirmed as a whole.
var (
	pharmacySettingsGB = []Setting{SettingHospital, SettingOffice, SettingPharmacy, SettingCustody}
	depotSettingsGB    = []Setting{SettingHospital, SettingOffice, SettingCustody}
	rescueSettingsGB   = []Setting{SettingHospital, SettingEmergency, SettingOffice, SettingPharmacy, SettingCustody, SettingHome}
)

// methadoneContraindicationsGB is section 4.3 of the 1 mg/mL licence.
var methadoneContraindicationsGB = []LabelFact{
	fact(Contraindication, "obstructive airways disease, and an acute attack of asthma", citeMethadoneGB43),
	fact(Contraindication, "labor", citeMethadoneGB43),
	fact(Contraindication, "head injury or raised intracranial pressure", citeMethadoneGB43),
	fact(Contraindication, "acute alcohol intoxication", citeMethadoneGB43),
	fact(Contraindication, "a monoamine oxidase inhibitor, moclobemide included, now or within 2 weeks", citeMethadoneGB43).span(14*day, 0),
}

// methadoneMonographGB is what a monograph of methadone adds to that section.
var methadoneMonographGB = []LabelFact{
	fact(Contraindication, "acute respiratory depression", citeMethadoneGBMonograph),
	fact(Contraindication, "coma", citeMethadoneGBMonograph),
	fact(Contraindication, "risk of paralytic ileus", citeMethadoneGBMonograph),
	fact(Contraindication, "children, other than the newborn in specialist care", citeMethadoneGBMonograph),
}

// methadoneMonographAloneGB is the rest of the monograph, for the products whose own section 4.3 was not seen.
var methadoneMonographAloneGB = slices.Concat(methadoneMonographGB, []LabelFact{
	fact(Contraindication, "an acute attack of asthma", citeMethadoneGBMonograph),
	fact(Contraindication, "head injury", citeMethadoneGBMonograph),
	fact(Contraindication, "acute alcohol intoxication", citeMethadoneGBMonograph),
	fact(Contraindication, "a monoamine oxidase inhibitor now or within 2 weeks", citeMethadoneGBMonograph).span(14*day, 0),
})

// methadoneGuidelineGB is the third of the schedules in use, beside those of the two licences. The national guideline itself was
// not seen; two monographs give these numbers.
var methadoneGuidelineGB = []LabelFact{
	fact(FirstDayTotal, "10 to 30 mg (guideline)", citeMethadoneGBMonograph).least("10 mg").most("30 mg"),
	fact(FirstDayTotal, "up to 40 mg if tolerance is high, under an expert's supervision (guideline)",
		citeMethadoneGBMonograph).most("40 mg"),
	fact(DoseStep, "5 to 10 mg, and at most 30 mg in a week (guideline)", citeMethadoneGBMonograph).least("5 mg").most("10 mg"),
	fact(UsualDose, "60 to 120 mg a day (guideline)", citeMethadoneGBForm).least("60 mg").most("120 mg"),
}

// buvidalLabel is common to the weekly and the monthly injection.
var buvidalLabel = []LabelFact{
	fact(SinceShortActing, "at least 6 hours after a short-acting opioid, with objective signs of mild to moderate withdrawal",
		citeBuvidalDose).span(6*time.Hour, 0),
	fact(SinceLongActing, "at least 24 hours after methadone", citeBuvidalDose).span(day, 0),
	fact(AgonistCeiling, "methadone first reduced to at most 30 mg a day", citeBuvidalDose).most("30 mg"),
	fact(Contraindication, "severe respiratory insufficiency", citeBuvidalLeaflet),
	fact(Contraindication, "severe hepatic impairment", citeBuvidalLeaflet).when(ChildPughScore, 10, 0),
	fact(Contraindication, "alcohol intoxication or delirium tremens", citeBuvidalLeaflet),
	fact(Administration, "under the skin only, by a health care professional; never handed to the patient", citeBuvidal),
	fact(Administration, "injection sites change; a site of a weekly injection is not used again for at least 8 weeks",
		citeBuvidalStart).span(56*day, 0),
}

var (
	citeGBRecalled   = evidence.ListingGB.At("strengths, not seen in a text", evidence.Unconfirmed)
	citeSubutexNames = evidence.RxNorm.At("104958, 404413 and 404414 name Subutex; sale in the United Kingdom not seen",
		evidence.Unconfirmed).SeenIn("value sets of cqframework/opioid-cds-r4")
	citeBupStartGB       = evidence.MedscapeUKBuprenorphine.At("by mouth, start", evidence.Secondary)
	citePlacesDepotGB    = evidence.SmPCBuvidal.At("given by staff only; the places not seen in a text", evidence.Unconfirmed)
	citePlacesPlainGB    = evidence.ListingGB.At("places, not seen in a text", evidence.Unconfirmed)
	citeDepotsNSW        = evidence.NSWDepots2024.At("table 4, weekly and monthly strengths", evidence.Secondary)
	citeBuvidalStrengths = evidence.SmPCBuvidal.At("strengths", evidence.Primary)
)

var productsGB = []productRow{
	{
		id: MethadoneSolnGB, name: "methadone oral solution 1 mg/mL (United Kingdom)",
		jurisdiction: "gb", substance: Methadone, form: FormOralSolution, routes: []Route{Oral},
		strengths: []Strength{perMilliliter("1 mg").from(citeMethadoneGBForm)},
		settings:  pharmacySettingsGB, settingCite: citePlacesGB,
		marketing: []Marketing{onMarket("gb", always, citeMethadoneGBForm)},
		codes:     []Code{atc("N07BC02")},
		label: slices.Concat(methadoneContraindicationsGB, methadoneMonographGB, []LabelFact{
			fact(RenalImpairment, "50 to 75 % of the dose below a filtration rate of 10", citeMethadoneGBKid).when(EGFR, 0, 10),
			fact(FirstDose, "10 to 20 mg (this concentration's licence)", citeMethadoneGB42).least("10 mg").most("20 mg"),
			fact(DoseStep, "10 to 20 mg a day (this concentration's licence)", citeMethadoneGB42).least("10 mg").most("20 mg").span(day, 0),
			fact(UsualDose, "40 to 60 mg a day (this concentration's licence)", citeMethadoneGB42).least("40 mg").most("60 mg"),
		}, methadoneGuidelineGB),
		cites: []evidence.Citation{citeMethadoneGBForm, citeMethadoneGB42},
	},
	{
		id: MethadoneSoln5GB, name: "methadone oral solution 5 mg/mL (United Kingdom)",
		jurisdiction: "gb", substance: Methadone, form: FormOralSolution, routes: []Route{Oral},
		strengths: []Strength{perMilliliter("5 mg").from(citeMethadone5GB)},
		settings:  pharmacySettingsGB, settingCite: citePlacesGB,
		marketing: []Marketing{onMarket("gb", always, citeMethadone5GB)},
		codes:     []Code{atc("N07BC02")},
		label: slices.Concat(methadoneMonographAloneGB, []LabelFact{
			fact(FirstDose, "10 to 30 mg", citeMethadone5GB).least("10 mg").most("30 mg"),
			fact(FirstDose, "25 to 40 mg if highly tolerant", citeMethadone5GB).least("25 mg").most("40 mg"),
			fact(DoseStep, "steps of 10 mg over three weeks to 70 to 80 mg", citeMethadone5GB).least("10 mg").most("10 mg"),
			fact(UsualDose, "60 to 120 mg a day", citeMethadone5GB).least("60 mg").most("120 mg"),
		}),
		cites: []evidence.Citation{citeMethadone5GB},
	},
	{
		// The monograph names no concentration, so there is no strength here.
		id: MethadoneConcGB, name: "methadone oral concentrate (United Kingdom)",
		jurisdiction: "gb", substance: Methadone, form: FormOralConcentrate, routes: []Route{Oral},
		settings: pharmacySettingsGB, settingCite: citePlacesGB,
		marketing: []Marketing{onMarket("gb", always, citeMethadoneGBMonograph)},
		codes:     []Code{atc("N07BC02")},
		label: slices.Concat(methadoneMonographAloneGB, methadoneGuidelineGB, []LabelFact{
			fact(RenalImpairment, "50 % of the dose below a filtration rate of 10", citeMethadoneGBKid).when(EGFR, 0, 10),
		}),
		cites: []evidence.Citation{citeMethadoneGBMonograph},
	},
	{
		id: BupSLGB, name: "buprenorphine sublingual tablet (United Kingdom)", brands: []string{"Subutex"},
		jurisdiction: "gb", substance: Buprenorphine, form: FormSublingualTablet, routes: []Route{Sublingual},
		strengths: []Strength{
			unit("0.4 mg").from(citeSubutexNames), unit("2 mg").from(citeSubutexNames), unit("8 mg").from(citeSubutexNames),
		},
		settings: pharmacySettingsGB, settingCite: citePlacesGB,
		marketing: []Marketing{onMarket("gb", always, citeSubutexGB)},
		codes:     []Code{atc("N07BC01")}, minimumAge: 16, ageCite: citeSubutexAgeGB,
		label: []LabelFact{
			fact(SinceShortActing, "at least 6 hours after the last opioid", citeSubutexDoseGB).span(6*time.Hour, 0),
			fact(SinceLongActing, "at least 24 hours after methadone", citeBupMaxGB).span(day, 0),
			fact(AgonistCeiling, "methadone first reduced to at most 30 mg a day", citeSubutexDoseGB).most("30 mg"),
			fact(FirstDose, "with clear objective signs of mild to moderate withdrawal; the licence names no score", citeBupStartGB),
			fact(FirstDayTotal, "0.8 to 4 mg as one dose", citeSubutexDoseGB).least("0.8 mg").most("4 mg"),
			fact(DailyMaximum, "32 mg", citeBupMaxGB).most("32 mg"),
			fact(Warning, "liver tests and hepatitis status first", citeSubutexGB),
		},
		cites: []evidence.Citation{citeSubutexGB},
	},
	{
		id: BupnxSLGB, name: "buprenorphine/naloxone sublingual tablet (United Kingdom)", brands: []string{"Suboxone"},
		jurisdiction: "gb", substance: Buprenorphine, companion: Naloxone, form: FormSublingualTablet, routes: []Route{Sublingual},
		strengths: []Strength{
			unit("2 mg/0.5 mg").from(citeGBRecalled), unit("8 mg/2 mg").from(citeGBRecalled), unit("16 mg/4 mg").from(citeSuboxoneEU16),
		},
		settings: pharmacySettingsGB, settingCite: citePlacesGB,
		marketing: []Marketing{onMarket("gb", always, citeSuboxoneEU)},
		codes:     []Code{atc("N07BC51")}, minimumAge: 15, ageCite: citeSuboxoneAgeEU,
		label: []LabelFact{
			composition(citeSuboxoneEU),
			fact(SinceShortActing, "at least 6 hours after a short-acting opioid (monograph)", citeBupStartGB).span(6*time.Hour, 0),
			fact(SinceLongActing, "at least 24 hours after methadone (monograph)", citeBupStartGB).span(day, 0),
			fact(AgonistCeiling, "methadone first reduced to at most 30 mg a day (monograph)", citeBupStartGB).most("30 mg"),
			fact(FirstDose, "4 mg, which may be repeated; with signs of mild to moderate withdrawal", citeSuboxoneDoseEU).
				least("4 mg").most("4 mg"),
			fact(FirstDayTotal, "at most 12 mg", citeSuboxoneDoseEU).most("12 mg"),
			fact(DailyMaximum, "24 mg", citeSuboxoneDoseEU).most("24 mg"),
			fact(Warning, "licensed for people over 15 years of age, which is read here as from the fifteenth birthday on",
				citeSuboxoneAgeEU),
			fact(Interaction, "naltrexone must not be given together with it", citeNaltrexonePartial),
		},
		cites: []evidence.Citation{citeSuboxoneEU},
	},
	{
		id: BupEspranor, name: "buprenorphine oral lyophilisate", brands: []string{"Espranor"},
		jurisdiction: "gb", substance: Buprenorphine, form: FormLyophilisate, routes: []Route{Lingual},
		strengths: []Strength{unit("2 mg").from(citeEspranor), unit("8 mg").from(citeGBRecalled)},
		settings:  pharmacySettingsGB, settingCite: citePlacesGB,
		marketing: []Marketing{onMarket("gb", always, citeEspranor)},
		codes:     []Code{atc("N07BC01")}, minimumAge: 15, ageCite: citeEspranorAge,
		label: []LabelFact{
			fact(Administration, "on the tongue, not under it; avoid swallowing for 2 minutes and take nothing by mouth for 5",
				citeEspranor).
				span(2*time.Minute, 5*time.Minute),
			fact(Warning, "never exchanged milligram for milligram with other brands: 25 to 30 % more is absorbed than from a sublingual tablet", citeEspranorBorders),
			fact(DailyMaximum, "18 mg", citeEspranorMax).most("18 mg"),
		},
		cites: []evidence.Citation{citeEspranor},
	},
	{
		id: BupBuvidalWeekly, name: "buprenorphine weekly injection (Buvidal)", brands: []string{"Buvidal"},
		jurisdiction: "gb", substance: Buprenorphine, form: FormDepot, routes: []Route{Subcutaneous},
		strengths: []Strength{
			unit("8 mg").from(citeBuvidalStrengths), unit("16 mg").from(citeBuvidalStrengths),
			unit("24 mg").from(citeBuvidalStrengths), unit("32 mg").from(citeBuvidalStrengths),
		},
		depotDays: 7, settings: depotSettingsGB, settingCite: citePlacesDepotGB,
		marketing: []Marketing{onMarket("gb", always, citeBuvidal), onMarket("au", always, citeDepotsNSW)},
		codes:     []Code{atc("N07BC01")}, minimumAge: 16, ageCite: citeBuvidalAge,
		label: slices.Concat(buvidalLabel, []LabelFact{
			fact(FirstDose, "16 mg, after a test dose of 4 mg under or on the tongue that was tolerated for an hour", citeBuvidalStart).
				least("16 mg").most("16 mg").span(time.Hour, 0),
			fact(DoseStep, "in the first week one or two more of 8 mg, at least a day apart, to 24 or 32 mg", citeBuvidalStart).
				least("8 mg").most("8 mg").span(day, 0),
			fact(DoseStep, "in the second week, 7 days after the first injection, the sum of the first week", citeBuvidalStart).span(7*day,
				7*day),
			fact(SingleMaximum, "32 mg a week", citeBuvidalStart).most("32 mg"),
			fact(Composition, "50 mg/mL, where the monthly injection has 356 mg/mL", citeBuvidalStrengths),
			fact(MissedDose, "weekly, give or take 2 days; a missed dose as soon as practical", citeBuvidalWindow).span(0, 2*day),
		}),
		cites: []evidence.Citation{citeBuvidal},
	},
	{
		id: BupBuvidalMonthly, name: "buprenorphine monthly injection (Buvidal)", brands: []string{"Buvidal"},
		jurisdiction: "gb", substance: Buprenorphine, form: FormDepot, routes: []Route{Subcutaneous},
		strengths: []Strength{
			unit("64 mg").from(citeBuvidalStrengths), unit("96 mg").from(citeBuvidalStrengths),
			unit("128 mg").from(citeBuvidalStrengths), unit("160 mg").from(citeBuvidalStrengths),
		},
		depotDays: 28, settings: depotSettingsGB, settingCite: citePlacesDepotGB,
		marketing: []Marketing{onMarket("gb", always, citeBuvidal), onMarket("au", always, citeDepotsNSW)},
		codes:     []Code{atc("N07BC01")}, minimumAge: 16, ageCite: citeBuvidalAge,
		label: slices.Concat(buvidalLabel, []LabelFact{
			fact(SingleMaximum, "160 mg a month", citeBuvidalStrengths).most("160 mg"),
			fact(Composition, "356 mg/mL, where the weekly injection has 50 mg/mL", citeBuvidalStrengths),
			fact(Warning, "weekly injections for at least 4 weeks first", citeBuvidalFourWeeks).span(28*day, 0),
			fact(MissedDose, "every 28 days, give or take a week; a missed dose as soon as practical", citeBuvidalWindow).span(0, 7*day),
		}),
		cites: []evidence.Citation{citeBuvidal},
	},
	{
		id: NtxPOGB, name: "naltrexone tablet (United Kingdom)",
		jurisdiction: "gb", substance: Naltrexone, form: FormTablet, routes: []Route{Oral},
		strengths: []Strength{unit("50 mg").from(citeGBRecalled)},
		settings:  pharmacySettingsGB, settingCite: citePlacesPlainGB,
		marketing: []Marketing{onMarket("gb", always, citeNaltrexoneTA115)},
		codes:     []Code{atc("N07BB04")}, minimumAge: 18, ageCite: citeNaltrexoneCSP,
		label: []LabelFact{
			fact(SinceShortActing, "opioid-free for 7 to 10 days", citeNaltrexoneFreeGB).span(7*day, 10*day),
			fact(FirstDose, "25 mg", citeNaltrexoneTA115).least("25 mg").most("25 mg"),
			fact(UsualDose, "50 mg a day, or 100, 100 and 150 mg on Monday, Wednesday and Friday",
				citeNaltrexoneTA115).least("50 mg").most("150 mg"),
			fact(DailyMaximum, "150 mg on any one day", citeNaltrexoneGB).most("150 mg"),
			fact(HepaticImpairment, "liver tests before and during treatment", citeNaltrexoneTA115),
			fact(HepaticImpairment, "special attention if enzymes exceed 3 times normal", citeNaltrexoneGB),
			fact(Administration, "naloxone challenge: 0.2 mg into a vein and 0.6 mg after 30 seconds, or 0.8 mg under the skin; observe for 20 minutes",
				citeNaltrexoneCSP).span(20*time.Minute, 20*time.Minute),
			fact(Administration, "after a doubtful naloxone challenge wait 24 hours, and repeat it with 1.6 mg",
				citeNaltrexoneCSP).span(day, 0),
			fact(Contraindication, "acute hepatitis, liver failure or severe hepatic impairment", citeNaltrexoneCSP),
			fact(Contraindication, "severe renal failure", citeNaltrexoneCSP),
			fact(Contraindication, "current opioid dependence, opioid medicines or methadone", citeNaltrexoneCSP),
			fact(Contraindication, "positive opioid screen or failed naloxone challenge", citeNaltrexoneCSP),
		},
		cites: []evidence.Citation{citeNaltrexoneTA115, citeNaltrexoneCSP},
	},
	{
		id: LofexidineGB, name: "lofexidine tablet (United Kingdom)",
		jurisdiction: "gb", substance: Lofexidine, form: FormTablet, routes: []Route{Oral},
		settings: pharmacySettingsGB, settingCite: citePlacesPlainGB,
		marketing: []Marketing{
			onMarket("gb", always, citeLofexidineGone),
			offMarket("gb", civil.Must(2018, time.June, 1), citeLofexidineGone),
		},
		codes: []Code{atc("N07BC04")},
		cites: []evidence.Citation{citeLofexidineGone},
	},
	{
		// Strengths of the United Kingdom's take-home naloxone stand in no source that was seen.
		id: NaloxoneINGB, name: "naloxone nasal spray (United Kingdom)",
		jurisdiction: "gb", substance: Naloxone, form: FormNasalSpray, routes: []Route{Intranasal},
		strengths: []Strength{unit("1.8 mg").from(citeNyxoid)}, minimumAge: 14, ageCite: citeNyxoid,
		settings: rescueSettingsGB, settingCite: citeNaloxoneGB,
		marketing: []Marketing{onMarket("gb", civil.Must(2019, time.February, 28), citeNaloxoneGB)},
		codes:     []Code{atc("V03AB15")}, rescue: true,
		label: []LabelFact{fact(Availability,
			"prescription only, with lawful supply through named services; anyone may give it in an emergency", citeNaloxoneGB)},
		cites: []evidence.Citation{citeNaloxoneGB},
	},
	{
		id: NaloxoneInjGB, name: "naloxone injection (United Kingdom)",
		jurisdiction: "gb", substance: Naloxone, form: FormInjection, routes: []Route{Intramuscular},
		settings: rescueSettingsGB, settingCite: citeNaloxoneGB,
		marketing: []Marketing{onMarket("gb", always, citeNaloxoneGB)},
		codes:     []Code{atc("V03AB15")}, rescue: true,
		label: []LabelFact{fact(Availability,
			"prescription only, with lawful supply through named services; anyone may give it in an emergency", citeNaloxoneGB)},
		cites: []evidence.Citation{citeNaloxoneGB},
	},
}
