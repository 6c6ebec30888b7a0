package medication

import "github.com/oudpath/oudpath/plan/evidence"

// Sources that several rows share. Year is that of the edition that was used, 0 where the source states none; Via is where its
// text was seen when that was not the source itself.
var (
	// Code systems.
	citeOHDSI = evidence.RxNorm.At("ingredients", evidence.Primary).SeenIn("OHDSI PhenotypeLibrary concept sets")
	citeATC   = evidence.ATC2026.At("", evidence.Primary)
	citeCDC   = evidence.RxNorm.At("buprenorphine, methadone and naloxone medications", evidence.Primary).
			SeenIn("value sets of cqframework/opioid-cds-r4")
	citeNCQA        = evidence.RxNorm2020.At("value set 2.16.840.1.113883.3.464.1003.198.12.1132", evidence.Primary)
	citeLucemyraNDC = evidence.NDC.At("Lucemyra 78670-050, 85789-801", evidence.Primary)
	citeListed      = evidence.ListingUS.At("as catalogued, not seen in a text", evidence.Unconfirmed)

	// Guidelines that give product ranges.
	citeASAM2020           = evidence.ASAM2020.At("page 15", evidence.Primary)
	citeASAM2020Naltrexone = evidence.ASAM2020.At("page 12", evidence.Primary)

	// Methadone, United States.
	citeDisketsLabel       = evidence.LabelDiskets.At("", evidence.Primary)
	citeMethadoneTabLabel  = evidence.LabelMethadoneTablets2025.At("", evidence.Primary)
	citeMethadoneSolnLabel = evidence.LabelMethadoneSolution.At("", evidence.Primary)
	citeMethadoneConcLabel = evidence.LabelMethadoneConcentrate.At("highlights", evidence.Primary).SeenIn("DailyMed")
	citeMethadoneStart     = evidence.LabelMethadone.At("section 2, initial dosing", evidence.Secondary).SeenIn("consumer monograph")
	citeMethadoneSameDay   = evidence.LabelMethadone.At("section 2, more on the first day", evidence.Weak).
				SeenIn("question-and-answer pages that quote the label")
	citeMethadoneDayOne = evidence.LabelMethadone.At("section 2, total of the first day", evidence.Secondary).
				SeenIn("Vanderbilt handbook, 2025; UpToDate table 54978")
	citeMethadoneLabel4 = evidence.LabelMethadone.At("section 4", evidence.Secondary).SeenIn("medx.it.com and others")
	citeMethadoneTaper  = evidence.LabelMethadone.At("discontinuation after maintenance", evidence.Secondary).
				SeenIn("clay-good/sophiewell.com, taper presets")
	citeMethadoneKinetics = evidence.LabelMethadone.At("pharmacokinetics",
		evidence.Secondary).SeenIn("drug tables citing DailyMed 092d78eb")
	citeMethadoneSettings = evidence.CFR1306Sec07.At("(b), (c)", evidence.Primary).SeenIn("lexfed.com")

	// Buprenorphine under the tongue, United States.
	citeBupScheduleIII = evidence.CFR1306Sec07.At("(d)", evidence.Primary)
	citeBupSLDosing    = evidence.LabelBuprenorphineTablets.At("section 2", evidence.Secondary).
				SeenIn("drugs.com, March 2024; PDR; Medscape")
	citeBupSLOct2025 = evidence.LabelBuprenorphineTablets2025.At("", evidence.Primary)
	citeBupSLHepatic = evidence.LabelBuprenorphineTablets.At("hepatic impairment", evidence.Secondary).
				SeenIn("Medscape buprenorphine monograph")
	citeBupnxWait = evidence.LabelBuprenorphineNaloxone.At("section 2, induction", evidence.Secondary).
			SeenIn("drugs.com buprenorphine/naloxone dosage page")
	citeSuboxoneRecord = evidence.LabelSuboxoneFilm.At("active moieties", evidence.Primary).SeenIn("openFDA label record")
	citeSuboxone21     = evidence.LabelSuboxoneFilm.At("section 2.1", evidence.Primary).SeenIn("drugs.com")
	citeSuboxone86     = evidence.LabelSuboxone.At("section 8.6", evidence.Primary).SeenIn("120ty.net")
	citeSuboxoneAge    = evidence.LabelSuboxoneAndZubsolv.At("indications", evidence.Secondary)
	citeSuboxoneBuccal = evidence.LabelSuboxoneFilm.At("administration during induction", evidence.Secondary).SeenIn("m.pdr.net summary")
	citeNoBoxFilm      = evidence.LabelSuboxoneFilm.At("no boxed warning", evidence.Secondary).
				SeenIn("public set of drug interaction pairs")
	citeMaximumNotice     = evidence.FDANotice2024.At("", evidence.Primary)
	citeDental            = evidence.LabelSubutexAndSuboxone.At("dental health", evidence.Secondary)
	citeNaltrexonePartial = evidence.LabelNaltrexoneTablets.At("contraindications, partial agonists such as buprenorphine included",
		evidence.Primary).
		SeenIn("drugcentral.org")
	citeZubsolv23          = evidence.LabelZubsolv.At("highlights, section 2.3", evidence.Primary).SeenIn("pillsync.com")
	citeZubsolvSteps       = evidence.LabelZubsolv.At("section 2.3", evidence.Secondary).SeenIn("drugs.com, August 2022; Medscape")
	citeZubsolvWait        = evidence.LeafletZubsolv.At("first dose", evidence.Secondary)
	citeZubsolvEquivalence = evidence.LabelZubsolv.At("section 2.9, version 27", evidence.Secondary).
				SeenIn("clay-good/sophiewell.com, label read 10 October 2026")
	citeRecallDiscontinued = evidence.ListingUS.At("withdrawal of the product, not seen in a text", evidence.Unconfirmed)

	// Depots, United States.
	citeSublocadeRecord = evidence.LabelSublocade2025.At("", evidence.Primary).SeenIn("openFDA label record")
	citeSublocadeOld    = evidence.LabelSublocadeBefore2025.At("section 2", evidence.Primary)
	citeSublocadeStart  = evidence.LabelSublocade2025.At("section 2, rapid initiation", evidence.Secondary).
				SeenIn("trade press on the manufacturer's release, February 2025")
	citeSublocadeInterval = evidence.LabelSublocade2025.At("sections 2 and 16", evidence.Secondary).
				SeenIn("clay-good/sophiewell.com, injection intervals")
	citeSublocadeNominal  = evidence.LabelSublocade2025.At("\"monthly\" read as 28 days", evidence.Unconfirmed)
	citeSublocadeHepatic  = evidence.LabelSublocade.At("hepatic impairment, QT", evidence.Secondary).SeenIn("empr.com")
	citeDepotBox          = evidence.LabelSublocadeAndBrixadi.At("boxed warning", evidence.Primary)
	citeREMS              = evidence.LabelSublocadeAndBrixadi.At("boxed warning and risk program", evidence.Primary)
	citeBrixadiHighlights = evidence.LabelBrixadi2023.At("highlights", evidence.Primary)
	citeBrixadiWindow     = evidence.LabelBrixadi.At("section 2.1", evidence.Primary).SeenIn("drugs.docindia.org")
	citeBrixadi28         = evidence.LabelBrixadi.At("section 2",
		evidence.Secondary).SeenIn("clay-good/sophiewell.com, injection intervals")
	citeBrixadiTable1   = evidence.LabelBrixadi.At("table 1", evidence.Secondary).SeenIn("clay-good/sophiewell.com, product switch")
	citeBrixadiTable2   = evidence.LabelBrixadi.At("table 2", evidence.Secondary).SeenIn("clay-good/sophiewell.com, product switch")
	citeBrixadiStart    = evidence.LeafletBuvidal.At("start, same formulation as Brixadi", evidence.Weak)
	citeBrixadiRecalled = evidence.LabelBrixadi.At("not seen in a text", evidence.Unconfirmed)
	citeAdults          = evidence.LabelUnnamed.At("adults; age not seen in a text", evidence.Unconfirmed)

	// Naltrexone, United States.
	citeNaltrexoneLabels = evidence.LabelsNaltrexone2026.At("46 current labels, 2 October 2026", evidence.Secondary)
	citeNaltrexoneMPR    = evidence.LabelNaltrexoneTablets.At("dosage", evidence.Secondary).
				SeenIn("MPR; StatPearls, Naltrexone; themeditary.com")
	citeNaltrexoneFree         = evidence.LabelNaltrexoneTablets.At("opioid-free interval", evidence.Primary)
	citeNaltrexoneAfterAgonist = evidence.LabelNaltrexoneTablets.At("after buprenorphine or methadone", evidence.Secondary).
					SeenIn("StatPearls, Naltrexone; themeditary.com; a teaching module citing DailyMed")
	citeNaltrexoneContra = evidence.LabelNaltrexoneTablets.At("contraindications", evidence.Secondary).
				SeenIn("StatPearls, Naltrexone; public set of drug interaction pairs")
	citeNaltrexoneAge        = evidence.PCSS.At("naltrexone and age", evidence.Primary)
	citeNaltrexonePrecaution = evidence.LabelNaltrexoneTablets.At("precautions", evidence.Secondary).
					SeenIn("teaching module citing DailyMed 69cb8573 and cd11c435")
	citeNaltrexoneRenal = evidence.LabelNaltrexoneTablets.At("renal impairment", evidence.Secondary)
	citeNaltrexoneLiver = evidence.StatPearlsNaltrexone.At("liver enzymes of 3 to 5 times normal, as practice", evidence.Secondary)
	citeVivitrolLabel   = evidence.LabelVivitrol2025.At("", evidence.Primary)
	citeVivitrolRoute   = evidence.LabelVivitrol.At("administration", evidence.Primary).SeenIn("themeditary.com")
	citeVivitrolContra  = evidence.LabelVivitrol.At("section 4", evidence.Secondary).
				SeenIn("consumer monograph; MPR; public set of drug interaction pairs")
	citeVivitrolInterval = evidence.LabelVivitrol.At("section 2.1", evidence.Secondary).
				SeenIn("clay-good/sophiewell.com, injection intervals")
	citeVivitrolProposal = evidence.Proposal.At("window of 3 days either way", evidence.Unconfirmed)
	citeVivitrolExposure = evidence.LabelVivitrol.At("exposure", evidence.Primary).SeenIn("vivitrolhcp.com")
	citeVivitrolOrgans   = evidence.LabelVivitrol.At("hepatic and renal impairment", evidence.Weak).SeenIn("opensourcepsychiatry.com")

	// Withdrawal medicines, United States.
	citeLofexidineLabel = evidence.LabelLucemyra.At("section 2",
		evidence.Primary).SeenIn("themeditary.com; edrugswiki.com; Medscape")
	citeLofexidineRisk         = evidence.LabelLucemyra2018.At("safety information", evidence.Primary)
	citeLofexidineElectrolytes = evidence.LabelLucemyra.At("potassium and magnesium", evidence.Secondary).SeenIn("consumer monograph")
	citeLofexidineNaltrexone   = evidence.LabelLucemyra.At("oral naltrexone", evidence.Secondary).SeenIn("consumer monograph")
	citeClonidine              = evidence.UpToDate.At("table 54978", evidence.Secondary)
	citeClonidineDose          = evidence.InpatientTool.At("clonidine as needed", evidence.Weak)

	// Rescue medicines.
	citeNaloxoneListed = evidence.ListingUS.At("naloxone brands", evidence.Unconfirmed)
	citeWHONaloxone    = evidence.WHOOverdose2014.At("recommendations 1-4", evidence.Secondary)
	citeMhGAPNaloxone  = evidence.MhGAP2016.At("opioid overdose", evidence.Secondary)
	citeOpvee          = evidence.LabelOpvee.At("dosage", evidence.Secondary)
	citeZurnai         = evidence.NalmefeneNews.At("news item on the nalmefene auto-injector", evidence.Secondary)

	// United Kingdom.
	citeMethadoneGB43        = evidence.SmPCMethadone1.At("4.3", evidence.Secondary)
	citeMethadoneGB42        = evidence.SmPCMethadone1.At("4.2", evidence.Secondary)
	citeMethadone5GB         = evidence.SmPCMethadone5.At("4.2", evidence.Secondary)
	citeMethadoneGBForm      = evidence.NHSMethadone.At("oral solution", evidence.Primary)
	citeMethadoneGBMonograph = evidence.MedscapeUKMethadone.At("oral solution and concentrate", evidence.Secondary)
	citeMethadoneGBKid       = evidence.RenalDrugHandbook.At("methadone", evidence.Secondary)
	citePlacesGB             = evidence.CommunityPharmacyEngland.At("FP10MDA names the pharmacy; the other places not seen in a text",
		evidence.Unconfirmed)
	citeSubutexDoseGB    = evidence.SmPCSubutex.At("4.2", evidence.Secondary)
	citeSubutexAgeGB     = evidence.SmPCSubutex.At("age", evidence.Secondary)
	citeSuboxoneDoseEU   = evidence.SmPCSuboxone.At("4.2", evidence.Secondary)
	citeSuboxoneAgeEU    = evidence.SmPCSuboxone.At("age", evidence.Secondary)
	citeEspranorAge      = evidence.SmPCEspranor.At("4.1", evidence.Primary)
	citeBuvidalAge       = evidence.SmPCBuvidal64.At("4.1", evidence.Primary)
	citeBuvidalDose      = evidence.SmPCBuvidal64.At("4.2", evidence.Primary)
	citeNaltrexoneFreeGB = evidence.NICETA115.At("3.1", evidence.Primary)
	citeSubutexGB        = evidence.SmPCSubutex.At("4.1, 4.2", evidence.Secondary)
	citeBupMaxGB         = evidence.SmPCBuprenorphine.At("4.2", evidence.Secondary)
	citeSuboxoneEU       = evidence.SmPCSuboxone.At("4.1, 4.2", evidence.Secondary)
	citeSuboxoneEU16     = evidence.SmPCSuboxone.At("16 mg/4 mg tablet; sale in the United Kingdom not seen", evidence.Unconfirmed)
	citeEspranor         = evidence.SmPCEspranor.At("4.1, 4.2", evidence.Primary)
	citeEspranorBorders  = evidence.NHSBordersBuvidal.At("Espranor", evidence.Primary)
	citeEspranorMax      = evidence.SmPCEspranor.At("daily maximum, not seen in a text", evidence.Unconfirmed)
	citeBuvidal          = evidence.SmPCBuvidal64.At("4.1, 4.2", evidence.Primary)
	citeBuvidalStart     = evidence.SmPCBuvidal.At("4.2, start", evidence.Primary)
	citeBuvidalTable     = evidence.SmPCBuvidal.At("conversion table", evidence.Primary)
	citeBuvidalWindow    = evidence.LabelBrixadi.At("section 2.1, the identical product", evidence.Secondary).
				SeenIn("public specification quoting the DailyMed label")
	citeHighlandNominal  = evidence.NHSHighlandBuvidal.At("7 and 28 days", evidence.Secondary)
	citeBuvidalFourWeeks = evidence.MedscapeUKBuprenorphine.At("prolonged release", evidence.Secondary)
	citeBuvidalLeaflet   = evidence.LeafletBuvidal128.At("do not use", evidence.Secondary)
	citeNaltrexoneTA115  = evidence.NICETA115.At("3", evidence.Primary)
	citeNaltrexoneGB     = evidence.MedscapeUKNaltrexone.At("dosage", evidence.Secondary).SeenIn("Medscape UK")
	citeNaltrexoneCSP    = evidence.CoreSafetyNaltrexone.At("", evidence.Primary)
	citeLofexidineGone   = evidence.ChangeGrowLive2018.At("14 March 2018", evidence.Secondary)
	citeNyxoid           = evidence.SmPCNyxoid.At("strength and age", evidence.Primary)
	citeNaloxoneGB       = evidence.HumanMedicines.At("regulation 237A; supply without prescription", evidence.Primary)
)
