package medication

import (
	"slices"
	"time"

	"github.com/oudpath/oudpath/plan/evidence"
)

// naltrexoneLabelUS is common to the tablet and the injection.
var naltrexoneLabelUS = []LabelFact{
	fact(SinceShortActing, "opioid-free for at least 7 to 10 days", citeNaltrexoneFree).span(7*day, 10*day),
	fact(SinceShortActing, "tramadol counts as an opioid", citeNaltrexoneAfterAgonist),
	fact(SinceLongActing, "after methadone or buprenorphine withdrawal can be precipitated for up to 2 weeks",
		citeNaltrexoneAfterAgonist).span(14*day, 0),
	fact(BoxedWarning, "none", citeNaltrexoneLabels),
	fact(Warning, "a tolerated naloxone challenge is no proof that no opioid is on board", citeNaltrexonePrecaution),
	fact(Administration, "naloxone challenge: 0.2 mg into a vein and 0.6 mg after 30 seconds, or 0.8 mg under the skin; observe for 20 minutes",
		citeNaltrexoneChallenge).span(20*time.Minute, 20*time.Minute),
	fact(Administration, "no naloxone challenge with signs of withdrawal or opioids in the urine; after a positive or doubtful one no naltrexone, "+
		"and another after 24 hours", citeNaltrexoneChallenge).span(day, 0),
	fact(RenalImpairment, "caution in moderate and severe impairment", citeNaltrexoneRenal),
}

var naltrexoneUS = []productRow{
	{
		id: NtxPO, name: "naltrexone tablet", brands: []string{"ReVia"},
		jurisdiction: "us", substance: Naltrexone, form: FormTablet, routes: []Route{Oral},
		strengths: []Strength{
			unit("25 mg", ncqa("1483780", "")), unit("50 mg", ncqa("1483744", "")), unit("100 mg", ncqa("1483774", "")),
		},
		control: NotControlled, settings: prescriberSettings, settingCite: citeNoSchedule,
		marketing: []Marketing{
			onMarket("us", always, citeNaltrexoneLabels),
			{Jurisdiction: "us", Brand: "ReVia", Status: Discontinued, From: labelsRead, Cite: citeRecallDiscontinued},
		},
		codes: []Code{atc("N07BB04")}, minimumAge: 18, ageCite: citeNaltrexoneAge,
		label: slices.Concat(naltrexoneLabelUS, []LabelFact{
			fact(FirstDose, "25 mg; 50 mg from the next day if no withdrawal follows", citeNaltrexoneMPR).least("25 mg").most("25 mg"),
			fact(UsualDose, "50 mg a day", citeNaltrexoneMPR).least("50 mg").most("50 mg"),
			fact(Contraindication, "opioid analgesics", citeNaltrexoneContra),
			fact(Contraindication, "current dependence on opioids, maintenance on methadone or buprenorphine included",
				citeNaltrexoneContra),
			fact(Contraindication, "acute opioid withdrawal", citeNaltrexoneContra),
			fact(Contraindication, "failed naloxone challenge, or urine positive for opioids", citeNaltrexoneContra),
			fact(Contraindication, "hypersensitivity to naltrexone", citeNaltrexoneContra),
			fact(Contraindication, "acute hepatitis or liver failure (older labels)", citeNaltrexoneOldLabels),
			fact(HepaticImpairment, "practice, not label: most hold back at liver enzymes of 3 to 5 times normal; stop in acute hepatitis",
				citeNaltrexoneLiver),
			fact(HepaticImpairment, "practice, not label: not started at liver enzymes of 5 times normal or more", citeNaltrexoneFiveTimes),
			fact(HepaticImpairment, "to be considered in compensated cirrhosis, avoided in decompensated disease and liver failure (guideline)",
				citeNaltrexoneACG),
			fact(Discontinuation, "at least 72 hours before elective surgery (practice)", citeNaltrexoneSurgery).span(72*time.Hour, 0),
			fact(Administration, "recommended only in limited circumstances, such as observed dosing (guideline)", citeASAM2020Naltrexone),
		}),
		cites: []evidence.Citation{citeNaltrexoneLabels, citeNCQA},
	},
	{
		id: NtxXR, name: "naltrexone monthly injection", brands: []string{"Vivitrol"},
		jurisdiction: "us", substance: Naltrexone, form: FormDepot, routes: []Route{Intramuscular},
		strengths: []Strength{unit("380 mg", ncqa("637213", "")).inVolume(4000)},
		depotDays: 28, control: NotControlled,
		settings:    []Setting{SettingOTP, SettingHospital, SettingEmergency, SettingOffice, SettingREMS, SettingCustody},
		settingCite: citeVivitrolRoute,
		marketing:   []Marketing{onMarket("us", always, citeVivitrolLabel)},
		codes:       []Code{atc("N07BB04")}, minimumAge: 18, ageCite: citeNaltrexoneAge,
		label: slices.Concat(naltrexoneLabelUS, []LabelFact{
			fact(UsualDose, "380 mg every 4 weeks or once a month; no tablets are needed first",
				citeVivitrolExposure).least("380 mg").most("380 mg"),
			fact(MissedDose, "the label has no window; give a missed dose as soon as possible", citeVivitrolInterval),
			fact(Warning, "overdose risk rises towards the end of the interval, after a missed dose and after stopping; offer a reversal agent at every injection",
				citeVivitrolLabel),
			fact(Contraindication, "opioid analgesics", citeVivitrolContra),
			fact(Contraindication, "current physiological opioid dependence", citeVivitrolContra),
			fact(Contraindication, "acute opioid withdrawal", citeVivitrolContra),
			fact(Contraindication, "failed naloxone challenge, or urine positive for opioids", citeVivitrolContra),
			fact(Contraindication, "hypersensitivity to naltrexone, polylactide-co-glycolide or carboxymethylcellulose",
				citeVivitrolContra),
			fact(HepaticImpairment, "mild and moderate: no change", citeVivitrolRecalled).when(ChildPughScore, 5, 10),
			fact(HepaticImpairment, "severe impairment was not studied", citeVivitrolOrgans).when(ChildPughScore, 10, 0),
			fact(RenalImpairment, "severe impairment was not studied", citeVivitrolOrgans),
			fact(Administration, "deep into the gluteal muscle, by a health care professional", citeVivitrolRoute),
			fact(Discontinuation, "at least 30 days before elective surgery (practice)", citeNaltrexoneSurgery).span(30*day, 0),
			fact(Discontinuation, "24 to 30 days before elective surgery (consensus, with an expert's plan)",
				citeNaltrexoneSPAQI).span(24*day, 30*day),
		}),
		cites: []evidence.Citation{citeVivitrolLabel, citeNCQA},
	},
}

var (
	citeNaltrexoneSurgery   = evidence.StatPearlsNaltrexone.At("before elective surgery", evidence.Secondary)
	citeNaltrexoneSPAQI     = evidence.SPAQI.At("naltrexone injection", evidence.Weak)
	citeNaltrexoneChallenge = evidence.LabelNaltrexoneTablets.At("naloxone challenge", evidence.Secondary).SeenIn("StatPearls, Naltrexone")
	citeNaltrexoneOldLabels = evidence.LabelNaltrexoneTablets.At("contraindications, older labels", evidence.Primary).
				SeenIn("drugcentral.org; Mallinckrodt")
	citeNaltrexoneFiveTimes = evidence.AnswersNaltrexone.At("440280", evidence.Weak)
	citeNaltrexoneACG       = evidence.ACG.At("naltrexone in liver disease", evidence.Secondary)
	citeVivitrolRecalled    = evidence.LabelVivitrol.At("hepatic impairment, not seen in a text", evidence.Unconfirmed)
	citeNoSchedule          = evidence.ListingUS.At("not a controlled substance; any prescriber", evidence.Unconfirmed)
)
