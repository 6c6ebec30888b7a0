package medication

import (
	"slices"

	"github.com/oudpath/oudpath/plan/evidence"
)

// morphineSettingsCA are the places of an agonist in Canada, where a pharmacy dispenses it. No source lists them all.
var morphineSettingsCA = []Setting{SettingHospital, SettingOffice, SettingPharmacy, SettingCustody}

var (
	citeMorphineUsual     = evidence.BCGuideline2017.At("slow-release oral morphine: 60 to 1,200 mg a day are usual", evidence.Secondary)
	citeMorphineStart     = evidence.BCGuideline2017.At("slow-release oral morphine: start and steps", evidence.Secondary)
	citeMorphineAppendix  = evidence.BCCSU2023.At("appendix 3.4, slow-release oral morphine", evidence.Primary)
	citeMorphinePlacesCA  = evidence.BCCSU2017.At("daily witnessed doses; the places not seen in a text", evidence.Unconfirmed)
	citeMorphineStrengths = evidence.BCCSU2017.At("capsules of 10, 20, 50 and 100 mg, which may be combined", evidence.Secondary)
	citeMEslonMonograph   = evidence.MonographMEslon.At("title page", evidence.Secondary)
	citeKadianMonograph   = evidence.MonographKadian.At("title page", evidence.Secondary)
)

// morphineContraindicationsCA are those of the guideline of British Columbia, for either release.
var morphineContraindicationsCA = []LabelFact{
	fact(Contraindication, "hypersensitivity to morphine", citeMorphineAppendix),
	fact(Contraindication, "known or suspected paralytic ileus", citeMorphineAppendix),
	fact(Contraindication, "a monoamine oxidase inhibitor now or within 14 days", citeMorphineAppendix).span(14*day, 0),
	fact(Contraindication, "severe respiratory compromise, or obstructive airways disease", citeMorphineAppendix),
	fact(Contraindication, "chronic kidney disease", citeMorphineAppendix),
	fact(Warning, "pregnancy: somebody who is stable on it is told what is known, and may stay on it", citeMorphineAppendix),
}

var productsCA = []productRow{
	{
		id: Morphine24h, name: "slow-release oral morphine capsule (24-hour)", brands: []string{"Kadian"},
		jurisdiction: "ca", substance: SlowMorphine, form: FormProlongedRelease, routes: []Route{Oral},
		strengths: []Strength{unit("10 mg").from(citeMorphineStrengths), unit("20 mg").from(citeMorphineStrengths),
			unit("50 mg").from(citeMorphineStrengths), unit("100 mg").from(citeMorphineStrengths)},
		settings: morphineSettingsCA, settingCite: citeMorphinePlacesCA,
		marketing: []Marketing{onMarket("ca", always, citeKadianMonograph)},
		label: slices.Concat(morphineContraindicationsCA, []LabelFact{
			// The guideline of 2023 raised starts and steps; its numbers were not seen.
			fact(FirstDose, "30 to 60 mg (guideline of 2017), or four times the dose of methadone after a change from it",
				citeMorphineStart).least("30 mg").most("60 mg"),
			fact(DoseStep, "30 to 60 mg every 48 hours (guideline of 2017)", citeMorphineStart).least("30 mg").most("60 mg").span(2*day, 0),
			fact(UsualDose, "60 to 1,200 mg a day", citeMorphineUsual).least("60 mg").most("1200 mg"),
			fact(Administration, "once a day, watched", citeMorphineStrengths),
		}),
		cites: []evidence.Citation{citeMorphineAppendix, citeMorphineStrengths, citeKadianMonograph},
	},
	{
		id: Morphine12h, name: "slow-release oral morphine capsule (12-hour)", brands: []string{"M-Eslon"},
		jurisdiction: "ca", substance: SlowMorphine, form: FormProlongedRelease, routes: []Route{Oral},
		strengths: []Strength{unit("10 mg").from(citeMEslonMonograph), unit("15 mg").from(citeMEslonMonograph),
			unit("30 mg").from(citeMEslonMonograph), unit("60 mg").from(citeMEslonMonograph), unit("100 mg").from(citeMEslonMonograph),
			unit("200 mg").from(citeMEslonMonograph)},
		settings: morphineSettingsCA, settingCite: citeMorphinePlacesCA,
		marketing: []Marketing{onMarket("ca", always, citeMEslonMonograph)},
		label: slices.Concat(morphineContraindicationsCA, []LabelFact{
			fact(Administration, "a medicine for pain: it was not studied for opioid use disorder, and is not recommended for it", citeMorphineAppendix),
		}),
		cites: []evidence.Citation{citeMorphineAppendix, citeMEslonMonograph},
	},
}
