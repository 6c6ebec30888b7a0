package medication

import (
	"slices"
	"time"

	"github.com/oudpath/oudpath/plan/evidence"
)

// rescueSettings are the places of a medicine that anyone may hold and give in an emergency.
var rescueSettings = slices.Concat(prescriberSettings, []Setting{SettingHome})

var rescueUS = []productRow{
	{
		id: NaloxoneIN, name: "naloxone nasal spray", brands: []string{"RiVive", "Narcan", "Rextovy", "Kloxxado", "Rezenopy"},
		jurisdiction: "us", substance: Naloxone, form: FormNasalSpray, routes: []Route{Intranasal},
		strengths: []Strength{
			unit("3 mg", generic("2673091")).inVolume(100).of("RiVive"),
			unit("4 mg", generic("1725059"), branded("Narcan", "1725064")).inVolume(100).of("Narcan"),
			unit("4 mg", generic("2637879"), branded("Rextovy", "2680741")).inVolume(250).of("Rextovy"),
			unit("8 mg", generic("2540703"), branded("Kloxxado", "2540709")).of("Kloxxado"),
			unit("10 mg", generic("2685612")).inVolume(100).of("Rezenopy"),
		},
		control: NotControlled, settings: rescueSettings, settingCite: citeNaloxoneListed,
		marketing: []Marketing{onMarket("us", always, citeNaloxoneListed)},
		codes:     []Code{atc("V03AB15")}, rescue: true,
		label: []LabelFact{
			fact(Availability, "4 mg (Narcan) and 3 mg (RiVive) without a prescription; the others on prescription", citeNaloxoneListed),
		},
		cites: []evidence.Citation{citeCDC},
	},
	{
		id: NaloxoneInj, name: "naloxone injection",
		jurisdiction: "us", substance: Naloxone, form: FormInjection, routes: []Route{Intramuscular, Subcutaneous, Intravenous},
		strengths: []Strength{
			perMilliliter("0.4 mg", generic("1191222"), generic("1659929")), perMilliliter("1 mg", generic("1191228")),
		},
		control: NotControlled, settings: rescueSettings, settingCite: citeNaloxoneListed,
		marketing: []Marketing{onMarket("us", always, citeNaloxoneListed)},
		codes:     []Code{atc("V03AB15")}, rescue: true,
		label: []LabelFact{
			fact(UsualDose, "0.4 to 0.8 mg is enough in most cases; more provokes withdrawal; repeat after 2 to 3 minutes (WHO)",
				citeWHONaloxone).
				least("0.4 mg").most("0.8 mg").span(2*time.Minute, 3*time.Minute),
			fact(UsualDose, "0.4 to 2 mg, judged and repeated after 2 minutes (WHO mhGAP)", citeMhGAPNaloxone).
				least("0.4 mg").most("2 mg").span(2*time.Minute, 0),
			fact(Administration, "observe for 1 to 2 hours after the response (WHO mhGAP)", citeMhGAPNaloxone).span(time.Hour, 2*time.Hour),
			fact(Availability, "prescription or standing order", citeNaloxoneListed),
		},
		cites: []evidence.Citation{citeCDC},
	},
	{
		// Listed with the injections in the notes; apart here, because it is given as a whole unit and never measured. That it is not
		// given into a vein is recalled.
		id: NaloxoneZimhi, name: "naloxone prefilled syringe (Zimhi)", brands: []string{"Zimhi"},
		jurisdiction: "us", substance: Naloxone, form: FormInjection, routes: []Route{Intramuscular, Subcutaneous},
		strengths: []Strength{unit("5 mg", generic("2589612"), branded("Zimhi", "2589618")).inVolume(500)},
		control:   NotControlled, settings: rescueSettings, settingCite: citeNaloxoneListed,
		marketing: []Marketing{onMarket("us", always, citeNaloxoneListed)},
		codes:     []Code{atc("V03AB15")}, rescue: true,
		label: []LabelFact{fact(Availability, "prescription or standing order", citeNaloxoneListed)},
		cites: []evidence.Citation{citeCDC},
	},
	{
		id: NalmefeneIN, name: "nalmefene nasal spray", brands: []string{"Opvee"},
		jurisdiction: "us", substance: Nalmefene, form: FormNasalSpray, routes: []Route{Intranasal},
		strengths: []Strength{unit("2.7 mg").from(citeOpvee)},
		control:   NotControlled, settings: rescueSettings, settingCite: citeNaloxoneListed,
		marketing: []Marketing{onMarket("us", always, citeOpvee)},
		codes:     []Code{atc("N07BB05")}, minimumAge: 12, ageCite: citeOpvee, rescue: true,
		label: []LabelFact{
			fact(UsualDose, "one spray of 2.7 mg; again after 2 to 5 minutes if needed", citeOpvee).
				least("2.7 mg").most("2.7 mg").span(2*time.Minute, 5*time.Minute),
			fact(Availability, "prescription", citeNaloxoneListed),
		},
		cites: []evidence.Citation{citeOpvee},
	},
	{
		id: NalmefeneAI, name: "nalmefene auto-injector", brands: []string{"Zurnai"},
		jurisdiction: "us", substance: Nalmefene, form: FormAutoInjector, routes: []Route{Subcutaneous, Intramuscular},
		strengths: []Strength{unit("1.5 mg").from(citeZurnai)},
		control:   NotControlled, settings: rescueSettings, settingCite: citeNaloxoneListed,
		marketing: []Marketing{onMarket("us", always, citeZurnai)},
		codes:     []Code{atc("N07BB05")}, minimumAge: 12, ageCite: citeZurnai, rescue: true,
		label: []LabelFact{
			fact(UsualDose, "one injection of 1.5 mg", citeZurnai).least("1.5 mg").most("1.5 mg"),
			fact(Availability, "prescription", citeNaloxoneListed),
		},
		cites: []evidence.Citation{citeZurnai},
	},
}
