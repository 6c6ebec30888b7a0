package medication

import "github.com/oudpath/oudpath/plan/evidence"

// Sources that several rows share. Year is that of the edition that was used, 0 where the source states none; Via is where its
// text was seen when that was not the source itself.
var (
	// Code systems.
	citeOHDSI = evidence.Citation{Source: "RxNorm", Section: "ingredients", Provenance: evidence.Primary,
		Via: "OHDSI PhenotypeLibrary concept sets"}
	citeATC = evidence.Citation{Source: "WHO ATC/DDD index", Year: 2026, Provenance: evidence.Primary,
		Via: "fabkury/atcd, scrape of 25 April 2026"}
	citeCDC = evidence.Citation{Source: "RxNorm", Section: "buprenorphine, methadone and naloxone medications",
		Provenance: evidence.Primary, Via: "value sets of cqframework/opioid-cds-r4"}
	citeNCQA = evidence.Citation{Source: "RxNorm", Section: "value set 2.16.840.1.113883.3.464.1003.198.12.1132",
		Year: 2020, Provenance: evidence.Primary, Via: "NCQA value set in cqframework/clinical-reasoning"}
	citeLucemyraNDC = evidence.Citation{Source: "openFDA NDC directory", Section: "Lucemyra 78670-050, 85789-801",
		Provenance: evidence.Primary}
	citeListed = evidence.Citation{Source: "United States product listing", Section: "as catalogued, not seen in a text",
		Provenance: evidence.Unconfirmed}

	// Guidelines that give product ranges.
	citeASAM2020 = evidence.Citation{Source: "ASAM National Practice Guideline, pocket guide", Section: "page 15", Year: 2020,
		Provenance: evidence.Primary}
	citeASAM2020Naltrexone = evidence.Citation{Source: "ASAM National Practice Guideline, pocket guide", Section: "page 12",
		Year: 2020, Provenance: evidence.Primary}

	// Methadone, United States.
	citeDisketsLabel = evidence.Citation{Source: "Diskets label", Section: "revision of December 2025", Year: 2025,
		Provenance: evidence.Primary, Via: "openFDA label record"}
	citeMethadoneTabLabel = evidence.Citation{Source: "methadone tablet label", Section: "revision of August 2025", Year: 2025,
		Provenance: evidence.Primary, Via: "openFDA label record d702d32b"}
	citeMethadoneSolnLabel = evidence.Citation{Source: "methadone oral solution label", Section: "revision of December 2025",
		Year: 2025, Provenance: evidence.Primary, Via: "openFDA label record d0e6a966"}
	citeMethadoneConcLabel = evidence.Citation{Source: "methadone oral concentrate label", Section: "highlights, March 2024",
		Year: 2024, Provenance: evidence.Primary, Via: "DailyMed"}
	citeMethadoneStart = evidence.Citation{Source: "methadone label", Section: "section 2, initial dosing",
		Provenance: evidence.Secondary, Via: "consumer monograph"}
	citeMethadoneSameDay = evidence.Citation{Source: "methadone label", Section: "section 2, more on the first day",
		Provenance: evidence.Weak, Via: "question-and-answer pages that quote the label"}
	citeMethadoneDayOne = evidence.Citation{Source: "methadone label", Section: "section 2, total of the first day",
		Provenance: evidence.Secondary, Via: "Vanderbilt handbook, 2025; UpToDate table 54978"}
	citeMethadoneLabel4 = evidence.Citation{Source: "methadone label", Section: "section 4", Provenance: evidence.Secondary,
		Via: "medx.it.com and others"}
	citeMethadoneTaper = evidence.Citation{Source: "methadone label", Section: "discontinuation after maintenance",
		Provenance: evidence.Secondary, Via: "clay-good/sophiewell.com, taper presets"}
	citeMethadoneKinetics = evidence.Citation{Source: "methadone label", Section: "pharmacokinetics",
		Provenance: evidence.Secondary, Via: "drug tables citing DailyMed 092d78eb"}
	citeMethadoneSettings = evidence.Citation{Source: "21 CFR 1306.07", Section: "(b), (c)", Year: 2023,
		Provenance: evidence.Primary, Via: "lexfed.com"}

	// Buprenorphine under the tongue, United States.
	citeBupScheduleIII = evidence.Citation{Source: "21 CFR 1306.07", Section: "(d)", Provenance: evidence.Primary}
	citeBupSLDosing    = evidence.Citation{Source: "buprenorphine sublingual tablet label", Section: "section 2",
		Provenance: evidence.Secondary, Via: "drugs.com, March 2024; PDR; Medscape"}
	citeBupSLOct2025 = evidence.Citation{Source: "buprenorphine and buprenorphine/naloxone sublingual tablet labels",
		Section: "revision of October 2025", Year: 2025, Provenance: evidence.Primary, Via: "openFDA label records"}
	citeBupSLHepatic = evidence.Citation{Source: "buprenorphine sublingual tablet label", Section: "hepatic impairment",
		Provenance: evidence.Secondary, Via: "Medscape buprenorphine monograph"}
	citeBupnxWait = evidence.Citation{Source: "buprenorphine/naloxone label", Section: "section 2, induction",
		Provenance: evidence.Secondary, Via: "drugs.com buprenorphine/naloxone dosage page"}
	citeSuboxoneRecord = evidence.Citation{Source: "Suboxone film label", Section: "active moieties", Provenance: evidence.Primary,
		Via: "openFDA label record"}
	citeSuboxone21 = evidence.Citation{Source: "Suboxone film label", Section: "section 2.1", Provenance: evidence.Primary,
		Via: "drugs.com"}
	citeSuboxone86 = evidence.Citation{Source: "Suboxone label", Section: "section 8.6", Provenance: evidence.Primary,
		Via: "120ty.net"}
	citeSuboxoneAge = evidence.Citation{Source: "Suboxone and Zubsolv labels", Section: "indications", Provenance: evidence.Secondary,
		Via: "m.pdr.net summary"}
	citeSuboxoneBuccal = evidence.Citation{Source: "Suboxone film label", Section: "administration during induction",
		Provenance: evidence.Secondary, Via: "m.pdr.net summary"}
	citeNoBoxFilm = evidence.Citation{Source: "Suboxone film label", Section: "no boxed warning", Provenance: evidence.Secondary,
		Via: "public set of drug interaction pairs"}
	citeMaximumNotice = evidence.Citation{Source: "89 FR 105613", Section: "FDA notice on transmucosal buprenorphine", Year: 2024,
		Provenance: evidence.Primary}
	citeDental = evidence.Citation{Source: "Subutex and Suboxone labels", Section: "dental health", Provenance: evidence.Secondary,
		Via: "pdr.net summaries"}
	citeNaltrexonePartial = evidence.Citation{Source: "naltrexone tablet label", Section: "contraindications",
		Provenance: evidence.Primary, Via: "drugcentral.org"}
	citeZubsolv23 = evidence.Citation{Source: "Zubsolv label", Section: "highlights, section 2.3", Provenance: evidence.Primary,
		Via: "pillsync.com"}
	citeZubsolvSteps = evidence.Citation{Source: "Zubsolv label", Section: "section 2.3", Provenance: evidence.Secondary,
		Via: "drugs.com, August 2022; Medscape"}
	citeZubsolvWait = evidence.Citation{Source: "Zubsolv package leaflet (EU)", Section: "first dose", Provenance: evidence.Secondary,
		Via: "joofio/test-epi-composition"}
	citeZubsolvEquivalence = evidence.Citation{Source: "Zubsolv label", Section: "section 2.9, version 27",
		Provenance: evidence.Secondary, Via: "clay-good/sophiewell.com, label read 10 October 2026"}
	citeRecallDiscontinued = evidence.Citation{Source: "United States market", Section: "withdrawal of the product, not seen in a text",
		Provenance: evidence.Unconfirmed}

	// Depots, United States.
	citeSublocadeRecord = evidence.Citation{Source: "Sublocade label", Section: "revision of February 2025", Year: 2025,
		Provenance: evidence.Primary, Via: "openFDA label record"}
	citeSublocadeOld = evidence.Citation{Source: "Sublocade label", Section: "section 2, before February 2025",
		Provenance: evidence.Primary, Via: "sublocadehcp.com"}
	citeSublocadeStart = evidence.Citation{Source: "Sublocade label", Section: "section 2, rapid initiation", Year: 2025,
		Provenance: evidence.Secondary, Via: "trade press on the manufacturer's release, February 2025"}
	citeSublocadeInterval = evidence.Citation{Source: "Sublocade label", Section: "sections 2 and 16", Year: 2025,
		Provenance: evidence.Secondary, Via: "clay-good/sophiewell.com, injection intervals"}
	citeSublocadeNominal = evidence.Citation{Source: "Sublocade label", Section: "\"monthly\" read as 28 days", Year: 2025,
		Provenance: evidence.Unconfirmed}
	citeSublocadeHepatic = evidence.Citation{Source: "Sublocade label", Section: "hepatic impairment, QT",
		Provenance: evidence.Secondary, Via: "empr.com"}
	citeDepotBox = evidence.Citation{Source: "Sublocade and Brixadi labels", Section: "boxed warning", Provenance: evidence.Primary}
	citeREMS     = evidence.Citation{Source: "Sublocade and Brixadi labels", Section: "boxed warning and risk program",
		Provenance: evidence.Primary}
	citeBrixadiHighlights = evidence.Citation{Source: "Brixadi label", Section: "highlights, December 2023", Year: 2023,
		Provenance: evidence.Primary}
	citeBrixadiWindow = evidence.Citation{Source: "Brixadi label", Section: "section 2.1", Provenance: evidence.Primary,
		Via: "drugs.docindia.org"}
	citeBrixadi28 = evidence.Citation{Source: "Brixadi label", Section: "section 2", Provenance: evidence.Secondary,
		Via: "clay-good/sophiewell.com, injection intervals"}
	citeBrixadiTable1 = evidence.Citation{Source: "Brixadi label", Section: "table 1", Provenance: evidence.Secondary,
		Via: "clay-good/sophiewell.com, product switch"}
	citeBrixadiTable2 = evidence.Citation{Source: "Brixadi label", Section: "table 2", Provenance: evidence.Secondary,
		Via: "clay-good/sophiewell.com, product switch"}
	citeBrixadiStart = evidence.Citation{Source: "Buvidal package leaflet (EU)", Section: "start, same formulation as Brixadi",
		Provenance: evidence.Weak, Via: "joofio/test-epi-composition"}
	citeBrixadiRecalled = evidence.Citation{Source: "Brixadi label", Section: "not seen in a text", Provenance: evidence.Unconfirmed}
	citeAdults          = evidence.Citation{Source: "label", Section: "adults; age not seen in a text", Provenance: evidence.Unconfirmed}

	// Naltrexone, United States.
	citeNaltrexoneLabels = evidence.Citation{Source: "naltrexone labels", Section: "46 current labels, 2 October 2026", Year: 2026,
		Provenance: evidence.Secondary, Via: "scripted check of openFDA in a public card deck"}
	citeNaltrexoneMPR = evidence.Citation{Source: "naltrexone tablet label", Section: "dosage", Provenance: evidence.Secondary,
		Via: "MPR; StatPearls, Naltrexone; themeditary.com"}
	citeNaltrexoneFree = evidence.Citation{Source: "naltrexone tablet label", Section: "opioid-free interval",
		Provenance: evidence.Primary}
	citeNaltrexoneAfterAgonist = evidence.Citation{Source: "naltrexone tablet label", Section: "after buprenorphine or methadone",
		Provenance: evidence.Secondary, Via: "StatPearls, Naltrexone; themeditary.com; a teaching module citing DailyMed"}
	citeNaltrexoneContra = evidence.Citation{Source: "naltrexone tablet label", Section: "contraindications",
		Provenance: evidence.Secondary, Via: "StatPearls, Naltrexone; public set of drug interaction pairs"}
	citeNaltrexoneAge = evidence.Citation{Source: "Providers Clinical Support System", Section: "naltrexone and age",
		Provenance: evidence.Primary}
	citeNaltrexonePrecaution = evidence.Citation{Source: "naltrexone tablet label", Section: "precautions",
		Provenance: evidence.Secondary, Via: "teaching module citing DailyMed 69cb8573 and cd11c435"}
	citeNaltrexoneRenal = evidence.Citation{Source: "naltrexone label", Section: "renal impairment", Provenance: evidence.Secondary}
	citeNaltrexoneLiver = evidence.Citation{Source: "naltrexone in practice", Section: "liver enzymes", Provenance: evidence.Secondary,
		Via: "StatPearls, Naltrexone; a teaching module citing labels"}
	citeVivitrolLabel = evidence.Citation{Source: "Vivitrol label", Section: "revision of December 2025", Year: 2025,
		Provenance: evidence.Primary, Via: "prescriberpoint.com"}
	citeVivitrolRoute = evidence.Citation{Source: "Vivitrol label", Section: "administration", Provenance: evidence.Primary,
		Via: "themeditary.com"}
	citeVivitrolContra = evidence.Citation{Source: "Vivitrol label", Section: "section 4", Provenance: evidence.Secondary,
		Via: "consumer monograph; MPR; public set of drug interaction pairs"}
	citeVivitrolInterval = evidence.Citation{Source: "Vivitrol label", Section: "section 2.1", Provenance: evidence.Secondary,
		Via: "clay-good/sophiewell.com, injection intervals"}
	citeVivitrolProposal = evidence.Citation{Source: "this library", Section: "window of 3 days either way, a proposal",
		Provenance: evidence.Unconfirmed}
	citeVivitrolExposure = evidence.Citation{Source: "Vivitrol label", Section: "exposure", Provenance: evidence.Primary,
		Via: "vivitrolhcp.com"}
	citeVivitrolOrgans = evidence.Citation{Source: "Vivitrol label", Section: "hepatic and renal impairment",
		Provenance: evidence.Weak, Via: "opensourcepsychiatry.com"}

	// Withdrawal medicines, United States.
	citeLofexidineLabel = evidence.Citation{Source: "Lucemyra label", Section: "section 2", Provenance: evidence.Primary,
		Via: "themeditary.com; edrugswiki.com; Medscape"}
	citeLofexidineRisk = evidence.Citation{Source: "Lucemyra label", Section: "safety information", Year: 2018, Provenance: evidence.Primary,
		Via: "hcp.lucemyra.com"}
	citeLofexidineElectrolytes = evidence.Citation{Source: "Lucemyra label", Section: "potassium and magnesium", Provenance: evidence.Secondary,
		Via: "consumer monograph"}
	citeLofexidineNaltrexone = evidence.Citation{Source: "Lucemyra label", Section: "oral naltrexone", Provenance: evidence.Secondary,
		Via: "consumer monograph"}
	citeClonidine     = evidence.Citation{Source: "UpToDate", Section: "table 54978", Provenance: evidence.Secondary, Via: "medilib.ir"}
	citeClonidineDose = evidence.Citation{Source: "inpatient opioid tool", Section: "clonidine as needed", Provenance: evidence.Weak,
		Via: "Dannyb685/inpatient-opioid-tool"}

	// Rescue medicines.
	citeNaloxoneListed = evidence.Citation{Source: "United States product listing", Section: "naloxone brands",
		Provenance: evidence.Unconfirmed}
	citeWHONaloxone = evidence.Citation{Source: "WHO community management of opioid overdose", Section: "recommendations 1-4",
		Year: 2014, Provenance: evidence.Secondary, Via: "National Guideline Clearinghouse summary 10618"}
	citeMhGAPNaloxone = evidence.Citation{Source: "WHO mhGAP Intervention Guide 2.0", Section: "opioid overdose", Year: 2016,
		Provenance: evidence.Secondary, Via: "reproduction of the guide's resource files"}
	citeOpvee = evidence.Citation{Source: "Opvee label", Section: "dosage", Provenance: evidence.Secondary,
		Via: "consumer monograph in Khoa-BOB/BLUEmed"}
	citeZurnai = evidence.Citation{Source: "JAMA", Section: "news item on the nalmefene auto-injector", Provenance: evidence.Secondary}

	// United Kingdom.
	citeMethadoneGB43 = evidence.Citation{Source: "SmPC methadone 1 mg/mL sugar-free", Section: "4.3", Provenance: evidence.Secondary,
		Via: "drugs.com/uk"}
	citeMethadoneGB42 = evidence.Citation{Source: "SmPC methadone 1 mg/mL sugar-free", Section: "4.2", Provenance: evidence.Secondary,
		Via: "drugs.com/uk"}
	citeMethadone5GB = evidence.Citation{Source: "SmPC methadone 5 mg/mL", Section: "4.2", Provenance: evidence.Secondary,
		Via: "medine.co.uk"}
	citeMethadoneGBForm      = evidence.Citation{Source: "NHS.uk, methadone", Section: "oral solution", Provenance: evidence.Primary}
	citeMethadoneGBMonograph = evidence.Citation{Source: "Medscape UK", Section: "methadone oral solution and concentrate",
		Provenance: evidence.Secondary}
	citeMethadoneGBKid = evidence.Citation{Source: "Renal Drug Handbook", Section: "methadone", Provenance: evidence.Secondary,
		Via: "Medscape UK"}
	citePlacesGB = evidence.Citation{Source: "Community Pharmacy England, instalment prescriptions",
		Section: "FP10MDA names the pharmacy; the other places not seen in a text", Provenance: evidence.Unconfirmed}
	citeSubutexGB = evidence.Citation{Source: "SmPC Subutex (GB)", Section: "4.1, 4.2", Year: 2012, Provenance: evidence.Secondary,
		Via: "rxreasoner.com"}
	citeBupMaxGB = evidence.Citation{Source: "SmPC sublingual buprenorphine (GB)", Section: "4.2", Provenance: evidence.Secondary,
		Via: "Medscape UK; NHS Highland"}
	citeSuboxoneEU = evidence.Citation{Source: "SmPC Suboxone (EU)", Section: "4.1, 4.2", Year: 2023, Provenance: evidence.Secondary,
		Via: "rxreasoner.com"}
	citeSuboxoneEU16 = evidence.Citation{Source: "Suboxone EU product information", Section: "16 mg/4 mg tablet; sale in the United Kingdom not seen",
		Provenance: evidence.Unconfirmed}
	citeEspranor = evidence.Citation{Source: "SmPC Espranor 2 mg", Section: "4.1, 4.2", Year: 2022, Provenance: evidence.Primary,
		Via: "emc"}
	citeEspranorBorders = evidence.Citation{Source: "NHS Borders Buvidal protocol", Section: "Espranor", Provenance: evidence.Primary}
	citeEspranorMax     = evidence.Citation{Source: "SmPC Espranor", Section: "daily maximum, not seen in a text",
		Provenance: evidence.Unconfirmed}
	citeBuvidal      = evidence.Citation{Source: "SmPC Buvidal 64 mg", Section: "4.1, 4.2", Provenance: evidence.Primary, Via: "emc"}
	citeBuvidalStart = evidence.Citation{Source: "SmPC Buvidal", Section: "4.2, start", Provenance: evidence.Primary,
		Via: "NHS Borders Buvidal protocol"}
	citeBuvidalTable = evidence.Citation{Source: "SmPC Buvidal", Section: "conversion table", Provenance: evidence.Primary,
		Via: "NHS Borders Buvidal protocol"}
	citeBuvidalWindow = evidence.Citation{Source: "Brixadi label", Section: "section 2.1, the identical product",
		Provenance: evidence.Secondary, Via: "public specification quoting the DailyMed label"}
	citeHighlandNominal = evidence.Citation{Source: "NHS Highland Buvidal protocol", Section: "7 and 28 days",
		Provenance: evidence.Secondary}
	citeBuvidalFourWeeks = evidence.Citation{Source: "Medscape UK", Section: "prolonged-release buprenorphine",
		Provenance: evidence.Secondary}
	citeBuvidalLeaflet = evidence.Citation{Source: "Buvidal 128 mg patient leaflet", Section: "do not use",
		Provenance: evidence.Secondary, Via: "patient-info.co.uk"}
	citeNaltrexoneTA115 = evidence.Citation{Source: "NICE TA115", Section: "section 3", Year: 2007, Provenance: evidence.Primary}
	citeNaltrexoneGB    = evidence.Citation{Source: "naltrexone tablets", Section: "dosage", Provenance: evidence.Secondary,
		Via: "Medscape UK"}
	citeNaltrexoneCSP = evidence.Citation{Source: "EU core safety profile naltrexone", Section: "IE/H/PSUR/0028",
		Provenance: evidence.Primary}
	citeLofexidineGone = evidence.Citation{Source: "Change Grow Live statement", Section: "14 March 2018", Year: 2018,
		Provenance: evidence.Secondary, Via: "The Pharmacist"}
	citeNaloxoneGB = evidence.Citation{Source: "Human Medicines Regulations", Section: "regulation 237A; supply without prescription",
		Year: 2024, Provenance: evidence.Primary, Via: "gov.uk"}
)
