package medication

import (
	"time"

	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
)

var depotSettingsUS = []Setting{SettingREMS}

// depotBox is the boxed warning of every buprenorphine depot.
var depotBox = fact(BoxedWarning,
	"serious harm or death if injected into a vein; only through a certified setting, never handed to the patient", citeDepotBox)

var depotRoute = fact(Administration, "under the skin only, by a health care professional", citeDepotBox)

// Where Brixadi is injected.
var (
	brixadiSites = fact(Administration, "into the buttock, thigh, abdomen or upper arm; weekly injections change their site",
		citeBrixadiSites)
	brixadiArm = fact(Administration, "into the upper arm only once steady state is reached", citeBrixadiRecalled)
)

var (
	citeSublocadeSites = evidence.LabelSublocade2025.At("section 2, injection sites", evidence.Secondary).
				SeenIn("trade press on the manufacturer's release, February 2025")
	citeBrixadiSites = evidence.LabelBrixadi.At("section 2, injection sites", evidence.Primary)
	// The manufacturer's own page, which restates its label.
	citeBrixadiOffset = evidence.BrixadiEffects.At("effects after stopping", evidence.Primary)
)

// citeSublocadeCanada is of a reference revised on 29 April 2024, and says nothing of earlier days.
var citeSublocadeCanada = evidence.TherapeuticChoices2024.At("monthly injection", evidence.Secondary)

var citeSublocadeExcise = evidence.LabelSublocade.At("removal of the depot", evidence.Secondary).SeenIn("Medscape")

var citeBrixadiLiver = evidence.LeafletBuvidal.At("serious liver problems, same formulation as Brixadi", evidence.Weak)

var depotsUS = []productRow{
	{
		id: BupSublocade, name: "buprenorphine monthly injection (Sublocade)", brands: []string{"Sublocade"},
		jurisdiction: "us", substance: Buprenorphine, form: FormDepot, routes: []Route{Subcutaneous},
		strengths: []Strength{
			unit("100 mg", generic("1996184"), branded("Sublocade", "1996189")).inVolume(500),
			unit("300 mg", generic("1996192"), branded("Sublocade", "1996193")).inVolume(1500),
		},
		depotDays: 28, control: ScheduleIII, settings: depotSettingsUS, settingCite: citeREMS,
		marketing: []Marketing{onMarket("us", civil.Must(2017, time.December, 31), citeSublocadeOld),
			onMarket("ca", civil.Must(2024, time.April, 30), citeSublocadeCanada)},
		codes: []Code{atc("N07BC01")}, minimumAge: 18, ageCite: citeAdults,
		label: []LabelFact{
			fact(FirstDose, "300 mg, after one transmucosal dose of buprenorphine (4 mg in the trial) that was tolerated for an hour",
				citeSublocadeStart).
				least("300 mg").most("300 mg").span(time.Hour, 0),
			fact(FirstDose, "before February 2025: after at least 7 days on 8 to 24 mg of transmucosal buprenorphine a day",
				citeSublocadeOld).span(7*day, 0),
			fact(DoseStep, "second injection 300 mg, from 1 week to 1 month after the first", citeSublocadeInterval).
				least("300 mg").most("300 mg").span(7*day, 0),
			fact(DoseStep, "from 8 to 18 mg of transmucosal buprenorphine a day the second injection may be 100 mg",
				citeSublocadeOld).least("100 mg").most("300 mg"),
			fact(UsualDose, "100 mg monthly; 300 mg if the response is not enough", citeSublocadeOld).least("100 mg").most("300 mg"),
			fact(MinimumInterval, "at least 26 days between monthly injections", citeSublocadeInterval).span(26*day, 0),
			fact(MissedDose, "up to 2 weeks late is not expected to matter; give as soon as possible", citeSublocadeInterval).span(0,
				14*day),
			fact(HepaticImpairment, "moderate or severe: not recommended; liver tests before and monthly",
				citeSublocadeHepatic).when(ChildPughScore, 7, 0),
			fact(Warning, "avoid in long QT", citeSublocadeHepatic),
			fact(Discontinuation, "the latest depot can be excised within 14 days", citeSublocadeExcise).span(0, 14*day),
			fact(Administration, "into the abdomen, thigh, buttock or back of the upper arm; before February 2025 the abdomen only",
				citeSublocadeSites),
			depotRoute, depotBox,
		},
		cites: []evidence.Citation{citeSublocadeRecord, citeCDC},
	},
	{
		id: BupBrixadiWeekly, name: "buprenorphine weekly injection (Brixadi)", brands: []string{"Brixadi"},
		jurisdiction: "us", substance: Buprenorphine, form: FormDepot, routes: []Route{Subcutaneous},
		strengths: []Strength{
			unit("8 mg", generic("2639021"), branded("Brixadi", "2639027")).inVolume(160),
			unit("16 mg", generic("2639029"), branded("Brixadi", "2639030")).inVolume(320),
			unit("24 mg", generic("2639031"), branded("Brixadi", "2639032")).inVolume(480),
			unit("32 mg", generic("2639033"), branded("Brixadi", "2639034")).inVolume(640),
		},
		depotDays: 7, control: ScheduleIII, settings: depotSettingsUS, settingCite: citeREMS,
		marketing: []Marketing{onMarket("us", civil.Must(2023, time.December, 31), citeBrixadiHighlights)},
		codes:     []Code{atc("N07BC01")}, minimumAge: 18, ageCite: citeAdults,
		label: []LabelFact{
			fact(FirstDose, "only after a single transmucosal dose of buprenorphine, or on treatment with it", citeBrixadiHighlights),
			fact(FirstDose, "16 mg, after a transmucosal test dose of 4 mg that was tolerated for an hour", citeBrixadiStart).
				least("16 mg").most("16 mg").span(time.Hour, 0),
			fact(DoseStep, "in the first week one or two more of 8 mg, at least a day apart, to 24 or 32 mg", citeBrixadiStart).
				least("8 mg").most("8 mg").span(day, 0),
			fact(SingleMaximum, "32 mg a week", citeBrixadiTable1).most("32 mg"),
			fact(Discontinuation, "effects go on for about 1 month after the last injection", citeBrixadiOffset),
			fact(MissedDose, "weekly, give or take 2 days; a missed dose as soon as practical", citeBrixadiWindow).span(0, 2*day),
			fact(Warning, "weekly syringes must not be added up to a monthly dose", citeBrixadiHighlights),
			fact(Contraindication, "hypersensitivity; the label has no other", citeBrixadiHighlights),
			fact(HepaticImpairment, "moderate or severe: not recommended", citeBrixadiRecalled).when(ChildPughScore, 7, 0),
			fact(HepaticImpairment, "severe: must not be given", citeBrixadiLiver).when(ChildPughScore, 10, 0),
			brixadiSites, brixadiArm, depotRoute, depotBox,
		},
		cites: []evidence.Citation{citeBrixadiHighlights, citeCDC},
	},
	{
		id: BupBrixadiMonthly, name: "buprenorphine monthly injection (Brixadi)", brands: []string{"Brixadi"},
		jurisdiction: "us", substance: Buprenorphine, form: FormDepot, routes: []Route{Subcutaneous},
		strengths: []Strength{
			unit("64 mg", generic("2639036"), branded("Brixadi", "2639039")).inVolume(180),
			unit("96 mg", generic("2639041"), branded("Brixadi", "2639042")).inVolume(270),
			unit("128 mg", generic("2639043"), branded("Brixadi", "2639044")).inVolume(360),
		},
		depotDays: 28, control: ScheduleIII, settings: depotSettingsUS, settingCite: citeREMS,
		marketing: []Marketing{onMarket("us", civil.Must(2023, time.December, 31), citeBrixadiHighlights)},
		codes:     []Code{atc("N07BC01")}, minimumAge: 18, ageCite: citeAdults,
		label: []LabelFact{
			fact(SingleMaximum, "128 mg a month", citeBrixadiTable1).most("128 mg"),
			fact(Discontinuation, "effects go on for about 4 months after the last injection", citeBrixadiOffset),
			fact(MissedDose, "every 28 days, give or take a week; a missed dose as soon as practical", citeBrixadi28).span(0, 7*day),
			fact(Contraindication, "hypersensitivity; the label has no other", citeBrixadiHighlights),
			fact(HepaticImpairment, "moderate or severe: not recommended", citeBrixadiRecalled).when(ChildPughScore, 7, 0),
			fact(HepaticImpairment, "severe: must not be given", citeBrixadiLiver).when(ChildPughScore, 10, 0),
			brixadiSites, brixadiArm, depotRoute, depotBox,
		},
		cites: []evidence.Citation{citeBrixadiHighlights, citeCDC},
	},
	{
		id: BupProbuphine, name: "buprenorphine implant", brands: []string{"Probuphine"},
		jurisdiction: "us", substance: Buprenorphine, form: FormImplant, routes: []Route{Implant},
		strengths: []Strength{unit("74.2 mg", generic("1797650"), branded("Probuphine", "1797655"))},
		control:   ScheduleIII, settings: depotSettingsUS, settingCite: citeRecallDiscontinued,
		// The source names the year 2020 and no day.
		marketing: []Marketing{offMarket("us", civil.Must(2020, time.December, 31), citeRecallDiscontinued)},
		codes:     []Code{atc("N07BC01")},
		label: []LabelFact{
			fact(UsualDose, "four implants, for 6 months", citeRecallDiscontinued).least("296.8 mg").most("296.8 mg"),
		},
		cites: []evidence.Citation{citeCDC},
	},
}
