package medication

import (
	"slices"
	"time"

	"github.com/oudpath/oudpath/plan/evidence"
)

// methadoneSettingsUS are the places that may give methadone for opioid use disorder in the United States. A pharmacy dispenses
// methadone for pain only.
var methadoneSettingsUS = []Setting{SettingOTP, SettingHospital, SettingThreeDayException}

// methadoneLabelUS is common to the labels of all oral forms.
var methadoneLabelUS = []LabelFact{
	fact(FirstDose, "20 to 30 mg, under supervision, with signs of withdrawal and without sedation or intoxication; no single first dose above 30 mg",
		citeMethadoneStart).least("20 mg").most("30 mg"),
	fact(FirstDose, "lower when tolerance is expected to be low, as after more than 5 days without opioids; never by an earlier treatment dose",
		citeMethadoneStart),
	fact(DoseStep, "on the first day 5 to 10 mg more if withdrawal persists or returns after 2 to 4 hours",
		citeMethadoneSameDay).least("5 mg").most("10 mg").span(2*time.Hour, 4*time.Hour),
	fact(FirstDayTotal, "ordinarily not above 40 mg", citeMethadoneDayOne).most("40 mg"),
	fact(UsualDose, "clinical stability is usually reached at 80 to 120 mg a day", citeMethadoneStart).least("80 mg").most("120 mg"),
	fact(UsualDose, "60 to 120 mg a day (guideline)", citeASAM2020).least("60 mg").most("120 mg"),
	fact(Warning, "accumulates: half-life 8 to 59 hours, steady state after 3 to 5 days", citeMethadoneKinetics).span(8*time.Hour,
		59*time.Hour),
	fact(Discontinuation, "after maintenance, steps of less than 10 % of the dose, 10 to 14 days apart", citeMethadoneTaper).span(10*day,
		14*day),
	fact(Contraindication, "significant respiratory depression", citeMethadoneLabel4),
	fact(Contraindication, "acute or severe asthma without monitoring", citeMethadoneLabel4),
	fact(Contraindication, "hypercarbia (older wording of the forms for opioid use disorder)", citeMethadoneLabel4),
	fact(Contraindication, "gastrointestinal obstruction, including paralytic ileus", citeMethadoneLabel4),
	fact(Contraindication, "hypersensitivity to methadone", citeMethadoneLabel4),
	fact(BoxedWarning, "respiratory depression; QT prolongation; accidental ingestion; misuse; inhibitors of CYP3A4, 2B6, 2C19, 2C9 or 2D6, "+
		"or stopping an inducer of CYP3A4, 2B6, 2C19 or 2C9; benzodiazepines and other CNS depressants; conditions for distribution in addiction treatment",
		citeMethadoneConcLabel),
	fact(Interaction, "not recommended with a monoamine oxidase inhibitor or within 14 days after one", citeMethadone7).span(14*day, 0),
	fact(Interaction, "avoid butorphanol, nalbuphine, pentazocine and buprenorphine, which may precipitate withdrawal", citeMethadone7),
	fact(HepaticImpairment, "start lower and titrate slowly", citeMethadoneRecalled),
	fact(RenalImpairment, "start lower in severe impairment", citeMethadoneRecalled),
}

var citeMethadoneRecalled = evidence.LabelMethadone.At("not seen in a text", evidence.Unconfirmed)

var methadoneUS = []productRow{
	{
		id: MethadoneTab, name: "methadone tablet", brands: []string{"Dolophine", "Methadose"},
		jurisdiction: "us", substance: Methadone, form: FormTablet, routes: []Route{Oral},
		strengths: []Strength{
			unit("5 mg", generic("864718"), branded("Dolophine", "864720"), branded("Methadose", "864737")),
			unit("10 mg", generic("864706"), branded("Dolophine", "864708"), branded("Methadose", "864712")),
		},
		control: ScheduleII, settings: methadoneSettingsUS, settingCite: citeMethadoneSettings,
		marketing: []Marketing{onMarket("us", always, citeMethadoneTabLabel)},
		codes:     []Code{atc("N07BC02")},
		label:     methadoneLabelUS,
		cites:     []evidence.Citation{citeMethadoneTabLabel, citeCDC},
	},
	{
		id: MethadoneDisp, name: "methadone dispersible tablet", brands: []string{"Diskets", "Methadose Dispersible"},
		jurisdiction: "us", substance: Methadone, form: FormDispersible, routes: []Route{Oral},
		strengths: []Strength{
			unit("40 mg", generic("864978"), branded("Diskets", "1990745"), branded("Methadose Dispersible", "864980")),
		},
		control: ScheduleII, settings: methadoneSettingsUS, settingCite: citeMethadoneSettings,
		marketing: []Marketing{onMarket("us", always, citeDisketsLabel)},
		codes:     []Code{atc("N07BC02")},
		label: slices.Concat(methadoneLabelUS, []LabelFact{
			fact(Administration, "scored; dispersed in liquid before it is swallowed; for opioid use disorder only", citeListed),
		}),
		cites: []evidence.Citation{citeDisketsLabel, citeCDC},
	},
	{
		id: MethadoneConc, name: "methadone oral concentrate", brands: []string{"Methadose", "Methadone Intensol"},
		jurisdiction: "us", substance: Methadone, form: FormOralConcentrate, routes: []Route{Oral},
		strengths: []Strength{perMilliliter("10 mg", generic("991147"), branded("Methadose", "991149"))},
		control:   ScheduleII, settings: methadoneSettingsUS, settingCite: citeMethadoneSettings,
		marketing: []Marketing{onMarket("us", always, citeMethadoneConcLabel)},
		codes:     []Code{atc("N07BC02")},
		label:     methadoneLabelUS,
		cites:     []evidence.Citation{citeMethadoneConcLabel, citeCDC},
	},
	{
		id: MethadoneSoln, name: "methadone oral solution",
		jurisdiction: "us", substance: Methadone, form: FormOralSolution, routes: []Route{Oral},
		strengths: []Strength{perMilliliter("1 mg", generic("864761")), perMilliliter("2 mg", generic("864769"))},
		control:   ScheduleII, settings: methadoneSettingsUS, settingCite: citeMethadoneSettings,
		marketing: []Marketing{onMarket("us", always, citeMethadoneSolnLabel)},
		codes:     []Code{atc("N07BC02")},
		label:     methadoneLabelUS,
		cites:     []evidence.Citation{citeMethadoneSolnLabel, citeCDC},
	},
	{
		// The routes of the injection are recalled; that it is for inpatients who cannot swallow stands in the notes.
		id: MethadoneInj, name: "methadone injection",
		jurisdiction: "us", substance: Methadone, form: FormInjection, routes: []Route{Subcutaneous, Intramuscular, Intravenous},
		strengths: []Strength{perMilliliter("10 mg", generic("864714"))},
		control:   ScheduleII, settings: []Setting{SettingHospital}, settingCite: citeMethadoneRecalled,
		marketing: []Marketing{onMarket("us", always, citeListed)},
		codes:     []Code{atc("N07BC02")},
		label: []LabelFact{
			fact(Administration, "for inpatients who cannot take methadone by mouth", citeMethadoneRecalled),
		},
		cites: []evidence.Citation{citeCDC},
	},
}
