package choice

import (
	"github.com/oudpath/oudpath/plan/evidence"
)

// Who says what follows, where it is no study.
var (
	own         = evidence.Proposal.At("arguments for and against medications", evidence.Unconfirmed)
	ownLevels   = evidence.Proposal.At("arguments for levels of care", evidence.Unconfirmed)
	asamOral    = evidence.ASAM2020.At("page 12", evidence.Primary)
	asamNoLimit = evidence.ASAM2020.At("pages 10 and 12", evidence.Primary)
	asamPain    = evidence.ASAM2020.At("page 24", evidence.Primary)
	olderPeople = evidence.OlderAdults2020.At("first line", evidence.Primary)
)

var agonists = []OptionID{Methadone, Buprenorphine, BuprenorphineDepot}

func cites(c ...evidence.Citation) []evidence.Citation { return c }
func about(o ...OptionID) []OptionID                   { return o }
func effects(e ...Effect) []Effect                     { return e }

// medicationArguments returns the table of arguments about medications.
func medicationArguments() []Argument {
	return append(append(append(methadoneArguments(), buprenorphineArguments()...), naltrexoneArguments()...), otherArguments()...)
}

func methadoneArguments() []Argument {
	return []Argument{
		{"methadone.mortality", about(Methadone), For, Cohort, "Fewer people die in treatment with it than out of it.", nil,
			effects(methadoneMortality), cites(inAndOut)},
		{"methadone.overdose", about(Methadone, Buprenorphine), For, Cohort,
			"Of six pathways of treatment only methadone and buprenorphine lowered overdose.", nil, overdoseOfInsured, cites(pathwayPoints)},
		{"methadone.stay", about(Methadone), For, Cohort, "People stay in treatment somewhat longer than on buprenorphine.", nil,
			effects(stoppingInCanada), cites(bothAgonists, canadaRate)},
		{"methadone.at-once", about(Methadone), For, Opinion, "The first dose needs no withdrawal.", []string{"starts-methadone"}, nil, cites(own)},
		{"methadone.high-tolerance", about(Methadone), For, Opinion, "Tolerance is high, and a full agonist has no ceiling.",
			[]string{"high-tolerance"}, nil, cites(own)},
		{"methadone.after-buprenorphine", about(Methadone), For, Opinion, "Buprenorphine was tried and did not help.",
			[]string{string(BuprenorphineFailed)}, nil, cites(own)},
		{"methadone.long-qtc", about(Methadone), Against, Guideline, "The QTc is long, and methadone lengthens it.", []string{"long-qtc"}, nil,
			cites(evidence.QTScreening2009.At("above 450 ms", evidence.Primary))},
		{"methadone.heart", about(Methadone), Against, Guideline, "There is an arrhythmia: an ECG comes first, and methadone lengthens the QTc.",
			[]string{"arrhythmia"}, nil, cites(evidence.QTScreening2009.At("before the start", evidence.Primary))},
		{"methadone.congenital-qt", about(Methadone), Against, Label, "There is a congenital long QT, and methadone lengthens it.",
			[]string{"congenital-long-qt"}, nil, cites(evidence.LabelMethadoneConcentrate.At("boxed warning", evidence.Primary))},
		{"methadone.levels", about(Methadone), Against, Label, "Another medicine changes its level in the blood.",
			[]string{"changes-methadone-level"}, nil, cites(evidence.LabelMethadoneTablets.At("section 7", evidence.Secondary))},
		{"methadone.every-day", about(Methadone), Against, Opinion, "The person cannot come every day, and doses are watched at first.",
			[]string{string(FarFromProgram)}, nil, cites(own)},
		{"methadone.first-line", about(Methadone, Buprenorphine), For, Guideline, "Both are the first line.", []string{"in-ca"}, nil,
			cites(evidence.CRISM2024.At("abstract", evidence.Primary))},
		{"methadone.equally-suitable", about(Methadone), For, Guideline, "Where both suit a person equally, it is prescribed first.",
			[]string{"in-gb", "starts-methadone", "starts-buprenorphine"}, nil, cites(evidence.NICETA114.At("1.2", evidence.Primary))},
		{"methadone.pregnancy", about(Methadone, Buprenorphine), For, Guideline, "In pregnancy neither is ranked above the other.",
			[]string{"pregnant"}, nil, cites(evidence.CRISM2024.At("pregnancy", evidence.Secondary).SeenIn("conexiant.com"))},
		{"methadone.older", about(Methadone), Against, Guideline, "From 65 on it is the alternative to buprenorphine.", []string{"older"}, nil,
			cites(olderPeople)},
	}
}

func buprenorphineArguments() []Argument {
	both := about(Buprenorphine, BuprenorphineDepot)
	return []Argument{
		{"buprenorphine.mortality", both, For, Cohort, "Fewer people die in treatment with it than out of it.", nil,
			effects(buprenorphineMortality), cites(inAndOut)},
		{"buprenorphine.first-month", about(Buprenorphine), For, Cohort, "In the first month fewer people die of overdose than on methadone.",
			[]string{"starts-buprenorphine"}, nil, cites(bothAgonists)},
		{"buprenorphine.placebo", about(Buprenorphine), For, Trial, "People stay in treatment longer than on placebo, and longer on more.", nil,
			stayingAgainstPlacebo, cites(evidence.PlaceboAgonists2014.At("retention", evidence.Primary))},
		{"buprenorphine.qtc", both, For, Opinion, "The QTc is long, and it lengthens it less than methadone.", []string{"long-qtc"}, nil, cites(own)},
		{"buprenorphine.sedatives", both, For, Opinion, "Sedatives are taken, and its margin is wider than that of methadone.",
			[]string{"sedatives"}, nil, cites(own)},
		{"buprenorphine.pregnancy", about(Buprenorphine), For, Cohort,
			"Newborns do better than after methadone, mothers equally well; who took which was not by chance.",
			[]string{"pregnant"}, newborns, cites(pregnancies)},
		{"buprenorphine.young", about(Buprenorphine), For, Trial, "From 15 to 21 years treatment that goes on holds people, and a short taper does not.",
			[]string{"young"}, effects(stayingYoung), cites(youngPeople)},
		{"buprenorphine.older", about(Buprenorphine), For, Guideline, "From 65 on, with naloxone, it is the first line.", []string{"older"}, nil,
			cites(olderPeople)},
		{"buprenorphine.far", about(Buprenorphine), For, Opinion, "A pharmacy near the person can hand it over.", []string{string(FarFromProgram)}, nil,
			cites(own)},
		{"buprenorphine.after-methadone", both, For, Opinion, "Methadone was tried and did not help.", []string{string(MethadoneFailed)}, nil,
			cites(own)},
		{"buprenorphine.start", about(Buprenorphine), Against, Guideline,
			"While a full agonist acts, the first dose needs withdrawal, or a low-dose start beside it.", []string{"starts-buprenorphine"}, nil,
			cites(evidence.ASAM2020.At("page 8", evidence.Primary), evidence.LabelSuboxoneFilm.At("section 2.1", evidence.Primary))},
		{"buprenorphine.teeth", about(Buprenorphine), Against, Label, "It can harm the teeth; rinsing and a dentist help.", nil, nil,
			cites(evidence.LabelSubutexAndSuboxone.At("dental health", evidence.Secondary))},
		{"buprenorphine.liver", about(Buprenorphine), Against, Label,
			"The liver is impaired: the product without naloxone is the one for a liver that is severely so.",
			[]string{"hepatic-impairment"}, nil, cites(evidence.LabelSuboxone.At("section 8.6", evidence.Primary).SeenIn("120ty.net"))},
		{"buprenorphine.storage", about(Methadone, Buprenorphine), Against, Opinion,
			"Doses at home cannot be kept safely; watched doses can be had.", []string{string(NoSafeStorage)}, nil, cites(own)},
		{"depot.nothing-to-keep", about(BuprenorphineDepot, NaltrexoneDepot), For, Opinion, "Nothing has to be kept where others find it.",
			[]string{string(NoSafeStorage)}, nil, cites(own)},
		{"depot.far", about(BuprenorphineDepot, NaltrexoneDepot), For, Opinion, "One visit a week or a month instead of one a day.",
			[]string{string(FarFromProgram)}, nil, cites(own)},
		{"depot.home", about(BuprenorphineDepot), For, Opinion, "Without a home daily doses are lost or stolen.", []string{string(WithoutHome)}, nil,
			cites(own)},
		{"depot.custody", about(BuprenorphineDepot), For, Cohort,
			"In a jail nobody tampered with 162 injections, and 70 % of those released went on in treatment.",
			[]string{"custody"}, nil, cites(evidence.JailDepots.At("54 people", evidence.Primary))},
		{"depot.emergency", about(BuprenorphineDepot), For, Trial,
			"Begun in an emergency department as an injection, as many came to treatment, with less craving and fewer days of use.", nil, nil,
			cites(evidence.EDInnovation.At("craving, days of use, satisfaction", evidence.Secondary).SeenIn("epocrates.com, miragenews.com"))},
		{"depot.certified", about(BuprenorphineDepot), Against, Label, "Only a certified place gives it, and nobody takes it home.", nil, nil,
			cites(evidence.LabelSublocadeAndBrixadi.At("boxed warning and risk program", evidence.Primary))},
		{"depot.long", about(BuprenorphineDepot), Against, Label, "It acts for months after the last injection, before naltrexone or a full agonist.",
			nil, nil, cites(evidence.BrixadiEffects.At("effects after stopping", evidence.Primary))},
		{"depot.liver", about(BuprenorphineDepot), Against, Label, "The liver is impaired, and the amount cannot be lowered once it is injected.",
			[]string{"hepatic-impairment"}, nil, cites(evidence.LabelSublocade.At("hepatic impairment", evidence.Secondary))},
		{"depot.pregnancy", about(BuprenorphineDepot), Against, Opinion, "What it is dissolved in was not looked at in pregnancy.",
			[]string{"pregnant"}, nil, cites(own)},
	}
}

func naltrexoneArguments() []Argument {
	both := about(NaltrexoneDepot, NaltrexoneTablets)
	return []Argument{
		{"naltrexone.no-agonist", both, For, Person, "It is no agonist, as the person wants.", []string{string(WantsNoAgonist)}, nil, wished()},
		{"naltrexone.work", both, For, Opinion, "A rule of the work forbids an agonist.", []string{string(SafetySensitiveWork)}, nil, cites(own)},
		{"naltrexone.ready", about(NaltrexoneDepot), For, Trial,
			"After a time without opioids, and ready for it, people did no worse on it than on daily buprenorphine.",
			[]string{"controlled-environment"}, nil, cites(evidence.Norway2017.At("not inferior", evidence.Primary))},
		{"naltrexone.home", about(NaltrexoneDepot), For, Trial, "Among people without a home fewer returned to use.", []string{string(WithoutHome)},
			effects(withoutHomeInXBOT), cites(evidence.XBOTHousing2020.At("return to use by housing", evidence.Primary))},
		{"naltrexone.start", about(NaltrexoneDepot), Against, Trial,
			"More than one in four were never given a first dose, and most of those returned to use early.",
			[]string{"starts-naltrexone"}, effects(startedInXBOT), cites(xbotStart)},
		{"naltrexone.overdose", both, Against, Cohort, "Of six pathways of treatment it did not lower overdose.", nil, nil, cites(pathwayPoints)},
		{"naltrexone.tolerance", both, Against, Label, "Tolerance is lost: after its end the former dose can kill.", nil, nil,
			cites(evidence.LabelVivitrol2025.At("", evidence.Primary))},
		{"naltrexone.pain", both, Against, Guideline, "Pain or an operation will need opioids, which it blocks.", []string{string(PainNeedsOpioids)}, nil,
			cites(evidence.ASAM2015.At("page 16", evidence.Primary))},
		{"naltrexone.hepatitis", both, Against, Label, "There is acute hepatitis, in which it must not be given.", []string{"acute-hepatitis"}, nil,
			cites(evidence.CoreSafetyNaltrexone.At("contraindications: acute hepatitis, liver failure", evidence.Primary))},
		{"naltrexone.agonist", both, Against, Cohort, "An agonist that helps would have to stop first, and stopping is dangerous.",
			[]string{"takes-methadone"}, effects(methadoneMortality), cites(inAndOut)},
		{"naltrexone.partial-agonist", both, Against, Cohort, "An agonist that helps would have to stop first, and stopping is dangerous.",
			[]string{"takes-buprenorphine"}, effects(buprenorphineMortality), cites(inAndOut)},
		{"naltrexone.pregnancy", both, Against, Guideline, "In pregnancy an agonist is what is advised.", []string{"pregnant"}, nil,
			cites(evidence.ACOG711.At("", evidence.Unconfirmed))},
		{"naltrexone.tablets", about(NaltrexoneTablets), Against, Guideline, "Few people go on taking the tablets, and they are not advised otherwise.", nil, nil,
			cites(asamOral, evidence.NICETA115.At("1.1, 1.2", evidence.Primary))},
		{"naltrexone.watched", about(NaltrexoneTablets), For, Guideline, "Somebody can watch every dose.", []string{"observed-dosing"}, nil,
			cites(evidence.NICETA115.At("1.1, 1.2", evidence.Primary))},
	}
}

func otherArguments() []Argument {
	return []Argument{
		{"agonist.unwanted", agonists, Against, Person, "It is an agonist, and the person wants none.", []string{string(WantsNoAgonist)}, nil, wished()},
		{"agonist.custody", agonists, For, Cohort, "Around release from custody treatment with an agonist keeps people alive.", []string{"custody"},
			effects(afterRelease), cites(evidence.ReleaseNSW2014.At("four weeks after release", evidence.Primary))},
		{"agonist.pain", about(Methadone, Buprenorphine), For, Guideline, "It is offered for pain and the disorder at once.",
			[]string{string(PainNeedsOpioids)}, nil, cites(asamPain)},
		{"agonist.sedatives", agonists, Against, Cohort,
			"Sedatives beside it raise the risk; without treatment it is higher still, and neither is withheld.",
			[]string{"sedatives"}, effects(besideBenzodiazepines), cites(evidence.FDA2017.At("", evidence.Primary))},
		{"agonist.sleep", agonists, Against, Cohort, "Breathing stops in sleep; the more methadone, the more often, and buprenorphine spares nobody.",
			[]string{"sleep-apnea"}, nil, cites(evidence.SleepOnMethadone2023.At("events of breathing by dose", evidence.Primary),
				evidence.SleepOnBuprenorphine.At("saturation in sleep", evidence.Primary))},
		{"agonist.airways", agonists, Against, Guideline, "Airways disease: starts are low and watched.", []string{"obstructive-airways-disease"}, nil,
			cites(evidence.RNAO2013.At("sedation and breathing: sleep apnea, cardiopulmonary disease", evidence.Primary))},
		{"goes-on.methadone", about(Methadone), For, Guideline, "It is what the person takes, and it has no time limit.", []string{"takes-methadone"}, nil,
			cites(asamNoLimit)},
		{"goes-on.buprenorphine", about(Buprenorphine, BuprenorphineDepot), For, Guideline, "It is what the person takes, and it has no time limit.",
			[]string{"takes-buprenorphine"}, nil, cites(asamNoLimit)},
		{"goes-on.naltrexone", about(NaltrexoneDepot, NaltrexoneTablets), For, Guideline, "It is what the person takes, and it has no time limit.",
			[]string{"takes-naltrexone"}, nil, cites(asamNoLimit)},
		{"morphine.second-line", about(SlowMorphine), For, Guideline, "It is the second line, after methadone and buprenorphine.", nil, nil,
			cites(evidence.CRISM2024.At("abstract", evidence.Primary))},
		{"nothing.mortality", about(NoMedication), Against, Cohort, "More people die without an agonist than on one.", nil, effects(agonistMortality),
			cites(inAndOut)},
		{"nothing.overdose", about(NoMedication), Against, Cohort, "Withdrawal management, residential and intensive programmes did not lower overdose.",
			nil, overdoseOfInsured, cites(pathwayPoints)},
		{"nothing.young", about(NoMedication), Against, Trial, "From 15 to 21 years most of those who were tapered left treatment.", []string{"young"},
			effects(stayingYoung), cites(youngPeople)},
	}
}
