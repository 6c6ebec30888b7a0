package medication

import (
	"time"

	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/vocabulary"
)

var withdrawalUS = []productRow{
	{
		id: LofexidineTab, name: "lofexidine tablet", brands: []string{"Lucemyra"},
		jurisdiction: "us", substance: Lofexidine, form: FormTablet, routes: []Route{Oral},
		strengths: []Strength{
			// Whether the code is RxNorm's generic or branded one was not seen.
			unit("0.18 mg", Code{System: vocabulary.RxNorm, Code: "2046591", Cite: citeLucemyraNDC}),
		},
		control: NotControlled, settings: prescriberSettings, settingCite: citeNoSchedule,
		marketing: []Marketing{onMarket("us", civil.Must(2018, time.December, 31), citeLofexidineRisk)},
		codes:     []Code{atc("N07BC04")}, minimumAge: 18, ageCite: citeAdults,
		label: []LabelFact{
			fact(Composition, "0.18 mg of lofexidine is 0.2 mg of the hydrochloride: one strength, not two", citeLucemyraNDC),
			fact(UsualDose, "three tablets four times a day, 5 to 6 hours apart, while withdrawal is at its height", citeLofexidineLabel).
				most("0.54 mg").span(5*time.Hour, 6*time.Hour),
			fact(SingleMaximum, "0.72 mg, four tablets", citeLofexidineLabel).most("0.72 mg"),
			fact(DailyMaximum, "2.88 mg, sixteen tablets", citeLofexidineLabel).most("2.88 mg"),
			fact(MinimumInterval, "5 hours", citeLofexidineLabel).span(5*time.Hour, 0),
			fact(MaximumDuration, "14 days", citeLofexidineLabel).span(0, 14*day),
			fact(Discontinuation, "over 2 to 4 days, for instance one tablet less per dose every 1 to 2 days",
				citeLofexidineLabel).span(2*day, 4*day),
			fact(HepaticImpairment, "mild: three tablets four times a day, 2.16 mg",
				citeLofexidineLabel).most("0.54 mg").when(ChildPughScore, 5, 7),
			fact(HepaticImpairment, "moderate: two tablets four times a day, 1.44 mg",
				citeLofexidineLabel).most("0.36 mg").when(ChildPughScore, 7, 10),
			fact(HepaticImpairment, "severe: one tablet four times a day, 0.72 mg",
				citeLofexidineLabel).most("0.18 mg").when(ChildPughScore, 10, 0),
			fact(RenalImpairment, "eGFR 30 to 89.9: two tablets four times a day, 1.44 mg", citeLofexidineLabel).most("0.36 mg").when(EGFR,
				30, 90),
			fact(RenalImpairment, "eGFR below 30, end-stage disease or dialysis: one tablet four times a day, 0.72 mg",
				citeLofexidineLabel).
				most("0.18 mg").when(EGFR, 0, 30),
			fact(RenalImpairment, "the same label lists chronic renal failure among the patients to avoid it in",
				citeLofexidineRisk).when(EGFR, 0, 30),
			fact(Warning, "avoid in severe coronary insufficiency, recent myocardial infarction, cerebrovascular disease and marked bradycardia", citeLofexidineRisk),
			fact(Warning, "avoid in congenital long QT; ECG in heart failure, bradyarrhythmia, hepatic or renal impairment and with QT drugs such as methadone",
				citeLofexidineRisk),
			fact(Warning, "correct potassium and magnesium first", citeLofexidineElectrolytes),
			fact(Warning, "reduce, delay or skip the next dose if low pressure or a slow pulse is symptomatic or clinically significant; the label gives no number",
				citeLofexidineRisk),
			fact(Contraindication, "the label has none", citeLofexidineRisk),
			fact(Interaction, "avoid with medicines that lower pulse or pressure", citeLofexidineRisk),
			fact(Interaction, "oral naltrexone not within 2 hours", citeLofexidineNaltrexone).span(2*time.Hour, 0),
		},
		cites: []evidence.Citation{citeLofexidineLabel, citeLucemyraNDC},
	},
	{
		id: ClonidineTab, name: "clonidine tablet",
		jurisdiction: "us", substance: Clonidine, form: FormTablet, routes: []Route{Oral},
		strengths: []Strength{unit("0.1 mg"), unit("0.2 mg"), unit("0.3 mg")},
		control:   NotControlled, settings: prescriberSettings, settingCite: citeNoSchedule,
		marketing: []Marketing{onMarket("us", always, citeListed)},
		codes:     []Code{atc("C02AC01")},
		label: []LabelFact{
			fact(UsualDose, "off label: 0.1 to 0.3 mg every 6 to 8 hours as needed", citeClonidineDose).
				least("0.1 mg").most("0.3 mg").span(6*time.Hour, 8*time.Hour),
			fact(DailyMaximum, "off label: 0.8 mg", citeClonidine).most("0.8 mg").when(BodyWeight, 0, 90),
			fact(DailyMaximum, "off label: 1.2 mg", citeClonidine).most("1.2 mg").when(BodyWeight, 90, 0),
			fact(Administration, "measure blood pressure before each dose, and hold it in hypotension", citeClonidine),
		},
		cites: []evidence.Citation{citeClonidine},
	},
	{
		// The strength of a patch is a rate that no source states, so it has none here.
		id: ClonidinePatch, name: "clonidine patch",
		jurisdiction: "us", substance: Clonidine, form: FormPatch, routes: []Route{Transdermal},
		control: NotControlled, settings: prescriberSettings, settingCite: citeNoSchedule,
		marketing: []Marketing{onMarket("us", always, citeListed)},
		codes:     []Code{atc("C02AC01")},
		cites:     []evidence.Citation{citeListed},
	},
}
