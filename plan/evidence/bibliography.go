package evidence

// The bibliography, sorted by kind. A document that was used in two editions is two entries.
const (
	_ Entry = iota

	// Law, and what authorities publish about it.
	Part8
	Part8Of2001
	FinalRule2001
	SAMHSAChanges
	SAMHSATakeHome
	CFR1306Sec07
	CFR1306Sec07Of2026
	ThreeDayRule
	CFR1306Sec51
	CFR1307Sec41
	WisconsinDHS75
	OhioPrograms
	MichiganPrograms
	BCPharmacy2023
	VictoriaPolicy2016
	VictoriaChecklist
	HumanMedicines
	HomeOfficeInstalments

	// Labels, licences and leaflets, named by jurisdiction and product. A text that says which revision it is, is a source of its own.
	LabelMethadone
	LabelMethadoneTablets
	LabelMethadoneTablets2025
	LabelMethadoneSolution
	LabelMethadoneConcentrate
	LabelDiskets
	LabelBuprenorphine
	LabelBuprenorphineTablets
	LabelBuprenorphineTablets2025
	LabelBuprenorphineNaloxone
	LabelSuboxone
	LabelSuboxoneFilm
	LabelSuboxoneAndZubsolv
	LabelSubutexAndSuboxone
	LabelZubsolv
	LabelSublocade
	LabelSublocadeBefore2025
	LabelSublocade2025
	LabelBrixadi
	LabelBrixadi2023
	LabelSublocadeAndBrixadi
	BrixadiEffects
	LabelNaltrexoneTablets
	LabelsNaltrexone2026
	LabelVivitrol
	LabelVivitrol2025
	LabelLucemyra
	LabelLucemyra2018
	LabelOpvee
	LabelOpioids
	LabelUnnamed
	ListingUS
	ListingGB
	SmPCMethadone1
	SmPCMethadone5
	SmPCBuprenorphine
	SmPCSubutex
	SmPCSuboxone
	SmPCEspranor
	SmPCBuvidal
	SmPCBuvidal64
	LeafletBuvidal
	LeafletBuvidal128
	LeafletZubsolv
	CoreSafetyNaltrexone

	// Guidelines, and texts that restate practice.
	ASAM2015
	ASAM2020
	ASAM2023
	ASAMCriteria
	ASAMCriteria3
	ASAMCriteria4
	ASAMWeekly
	AAP2016
	ACEP
	ACG
	ACOG711
	CABridge
	HighlandBridge
	DSM5TR
	DSM5
	FDA2017
	FDANotice2024
	Elsevier
	MethadoneSafety2014
	QTScreening2009
	NEWS2
	RNAO2013
	VAMethadoneED
	SAMHSACardiac2011
	NIDAPrinciples
	NYSDOH2024
	PCSS
	SPAQI
	StatPearlsBuprenorphine
	StatPearlsNaltrexone
	TIP63
	UpToDate
	MedscapeBuprenorphine
	InpatientTool
	AnswersNaltrexone
	BMJBestPractice
	BCCSU2023
	BCPrimaryCare2018
	EmergencyCareBC
	METAPHI2021
	OntarioClinic
	TherapeuticChoices2024
	CRISM2024
	OlderAdults2020
	WHO2009
	WHOOverdose2014
	WHOPregnancy2014
	MhGAP2016
	AustraliaMethadone2003
	NSW2018
	NSWDepots2024
	NSWTransfer2023
	VictoriaReinduction
	OrangeBook2017
	NICECG51
	NICECG52
	NICEQS23
	NICETA114
	NICETA115
	NICECKS
	MHRA2006
	MHRA2020
	MATScotland2021
	ModelsOfCare2006
	RCGPMethadone
	NIFormulary
	NHSMethadone
	NHSLothian
	NHSBordersBuvidal
	NHSHighlandBuvidal
	NHSHighlandFormulary
	CommunityPharmacyEngland
	ChangeGrowLive2018
	MedscapeUKMethadone
	MedscapeUKBuprenorphine
	MedscapeUKNaltrexone
	UKDetoxSummary
	RenalDrugHandbook
	QTRules
	ChildPugh

	// Guidelines and programmes whose schedules calendars follow.
	BuprenorphinePractice
	PharmacotherapyTextbook
	MaudsleyGuidelines
	MetaPHI
	StPaulsMethadone
	StMichaelsMethadone
	TaperOfProgram
	TaperSummaryUK
	PowderLabelMethadone
	SplitDosesInPregnancy

	// What is told to people and families.
	SAMHSAOverdoseToolkit
	NaloxoneSaves
	OverdoseMinutes
	TreatmentWorksheets
	TestStrips
	SafeSpot
	HepatitisAndUse
	XylazineWounds
	WoundGuidance2025
	NewbornScoring
	WithdrawalStages
	TianeptineAnswers
	ClonidineRebound
	Medetomidine2025

	// Studies.
	EDSurvey2021
	HighDoseMethadone
	LowDoseOutpatient
	LowDoseInpatient
	LowDoseInjectable
	Randhawa2020
	MaxwellShinderman2002
	Oakley2021
	LofexidineTrial
	NalmefeneNews
	RhodeIslandCase
	SanBuprenorphine1992
	NewbornTreatment

	// Studies whose schedules calendars follow, and what came of tapers.
	HospitalMethadone
	RapidMethadone2024
	HighDoseBuprenorphine2021
	EDInnovation
	RapidDepotStart2023
	OneDayStart2021
	WeeklyDepotED2024
	PatchStartUK
	PatchStartHess
	BuccalStart
	Bernese2016
	MoeLowDose
	MethadoneTapers2012
	BuprenorphineTapers2009
	BuprenorphineTaper2014
	TapersOfOffices
	ForcedTaper2015
	RapidNaltrexone2024
	AgonistSwitchConference

	// Studies that arguments for and against a choice rest on.
	InAndOutOfTreatment2021
	BothAgonists2023
	BothAgonistsCanada2024
	PlaceboAgonists2014
	PathwaysOfInsured2020
	XBOT2018
	XBOTHousing2020
	Norway2017
	PregnancyAgonists2022
	YoungPeople2008
	ReleaseNSW2014
	JailDepots
	SedativesBesideAgonists2019
	SleepOnMethadone2023
	SleepOnBuprenorphine

	// Papers and forms of scales.
	COWS2003
	Handelsman1987
	Gossop1990
	SOWSUse
	ShortSOWSUse
	ShortSOWSChange
	DAST1982
	DASTScoring
	PHQ9Of2001
	PHQ9Scoring
	PHQ9Attempts
	PHQ9Suicide
	GAD7Of2006
	TOPReporting2009
	TOPExceptions

	// Code systems, registers and data sets.
	ATC2026
	LOINC
	NDC
	NDTMS
	RxNorm
	RxNorm2020
	SNOMED

	// What this library says of itself. Proposals and recollections can warn and never refuse.
	Proposal
	Design
	Architecture
	GeneralKnowledge
	RulePack
)

var bibliography = [...]Source{
	// Law, and what authorities publish about it.
	Part8: {ID: "42-cfr-8-12", Kind: Law, Title: "42 CFR 8.12", Year: 2024,
		Publisher: "US Department of Health and Human Services", Via: "a public specification that quotes the regulation"},
	Part8Of2001: {ID: "42-cfr-8-12-2001", Kind: Law, Title: "42 CFR 8.12", Year: 2001,
		Publisher: "US Department of Health and Human Services"},
	FinalRule2001: {ID: "66-fr-4098", Kind: Law, Title: "66 FR 4098", Year: 2001,
		Publisher: "US Department of Health and Human Services", Via: "methadone.org"},
	SAMHSATakeHome: {ID: "samhsa-take-home", Kind: Law, Title: "SAMHSA guidance on methadone take-home flexibilities", Year: 2023,
		Publisher: "SAMHSA"},
	SAMHSAChanges: {ID: "samhsa-changes", Kind: Law, Title: "SAMHSA table of changes to 42 CFR part 8", Year: 2024,
		Publisher: "SAMHSA"},
	CFR1306Sec07: {ID: "21-cfr-1306-07", Kind: Law, Title: "21 CFR 1306.07", Year: 2023,
		Publisher: "Drug Enforcement Administration"},
	CFR1306Sec07Of2026: {ID: "21-cfr-1306-07-2026", Kind: Law, Title: "21 CFR 1306.07, as amended by 91 FR 34754", Year: 2026,
		Publisher: "Drug Enforcement Administration"},
	ThreeDayRule: {ID: "88-fr-53377", Kind: Law, Title: "88 FR 53377", Year: 2023, Publisher: "Drug Enforcement Administration"},
	CFR1306Sec51: {ID: "21-cfr-1306-51", Kind: Law, Title: "21 CFR 1306.51, 90 FR 6504", Year: 2025,
		Publisher: "Drug Enforcement Administration"},
	CFR1307Sec41: {ID: "21-cfr-1307-41", Kind: Law, Title: "21 CFR 1307.41, 90 FR 61301",
		Publisher: "Drug Enforcement Administration"},
	WisconsinDHS75: {ID: "wisconsin-dhs-75-59", Kind: Law, Title: "Wisconsin DHS 75.59",
		Publisher: "Wisconsin Department of Health Services"},
	OhioPrograms: {ID: "ohio-programs", Kind: Law, Title: "Ohio rules of opioid treatment programs", Via: "monqcle"},
	MichiganPrograms: {ID: "michigan-programs", Kind: Law, Title: "Michigan administrative code, methadone programs",
		Publisher: "Michigan"},
	VictoriaPolicy2016: {ID: "victoria-policy-2016", Kind: Law, Title: "Policy for maintenance pharmacotherapy, Victoria", Year: 2016,
		Via: "PABN; Australian Journal of Pharmacy"},
	VictoriaChecklist: {ID: "victoria-checklist", Kind: Law, Title: "Checklist for doses to take away in the pandemic, Victoria, online in 2024",
		Via: "PABN"},
	BCPharmacy2023: {ID: "bc-pharmacy-ppp-66", Kind: Law, Title: "Professional practice policy 66, opioid agonist treatment", Year: 2023,
		Publisher: "College of Pharmacists of British Columbia", Via: "bcpharmacy.ca"},
	HumanMedicines: {ID: "human-medicines", Kind: Law, Title: "Human Medicines Regulations", Year: 2024,
		Publisher: "UK government", Via: "gov.uk"},
	HomeOfficeInstalments: {ID: "home-office-instalments", Kind: Law, Title: "Home Office wording for instalment prescriptions",
		Publisher: "Home Office", Via: "NHS Greater Glasgow and Clyde"},

	// Labels, licences and leaflets, named by jurisdiction and product.
	LabelMethadone: {ID: "label-methadone", Kind: Label, Title: "US label of methadone for opioid use disorder"},
	LabelMethadoneTablets: {ID: "label-methadone-tablets", Kind: Label, Title: "US label of methadone tablets",
		Via: "public set of drug interaction pairs that quotes the label"},
	LabelMethadoneTablets2025: {ID: "label-methadone-tablets-2025", Kind: Label, Title: "US label of methadone tablets",
		Edition: "revision of August 2025", Year: 2025, Via: "openFDA label record d702d32b"},
	LabelMethadoneSolution: {ID: "label-methadone-solution", Kind: Label, Title: "US label of methadone oral solution",
		Edition: "revision of December 2025", Year: 2025, Via: "openFDA label record d0e6a966"},
	LabelMethadoneConcentrate: {ID: "label-methadone-concentrate", Kind: Label, Title: "US label of methadone oral concentrate",
		Edition: "March 2024", Year: 2024},
	LabelDiskets: {ID: "label-diskets", Kind: Label, Title: "US label of Diskets", Edition: "revision of December 2025",
		Year: 2025, Via: "openFDA label record"},
	LabelBuprenorphine: {ID: "label-buprenorphine", Kind: Label, Title: "US labels of buprenorphine under the tongue"},
	LabelBuprenorphineTablets: {ID: "label-buprenorphine-tablets", Kind: Label,
		Title: "US label of buprenorphine sublingual tablets"},
	LabelBuprenorphineTablets2025: {ID: "label-buprenorphine-tablets-2025", Kind: Label,
		Title: "US labels of buprenorphine and buprenorphine/naloxone sublingual tablets", Edition: "revision of October 2025",
		Year: 2025, Via: "openFDA label records"},
	LabelBuprenorphineNaloxone: {ID: "label-buprenorphine-naloxone", Kind: Label,
		Title: "US label of buprenorphine and naloxone"},
	LabelSuboxone:     {ID: "label-suboxone", Kind: Label, Title: "US label of Suboxone"},
	LabelSuboxoneFilm: {ID: "label-suboxone-film", Kind: Label, Title: "US label of Suboxone film"},
	LabelSuboxoneAndZubsolv: {ID: "label-suboxone-and-zubsolv", Kind: Label, Title: "US labels of Suboxone and Zubsolv",
		Via: "m.pdr.net summary"},
	LabelSubutexAndSuboxone: {ID: "label-subutex-and-suboxone", Kind: Label, Title: "US labels of Subutex and Suboxone",
		Via: "pdr.net summaries"},
	LabelZubsolv:   {ID: "label-zubsolv", Kind: Label, Title: "US label of Zubsolv"},
	LabelSublocade: {ID: "label-sublocade", Kind: Label, Title: "US label of Sublocade"},
	LabelSublocadeBefore2025: {ID: "label-sublocade-before-2025", Kind: Label, Title: "US label of Sublocade",
		Edition: "before February 2025", Via: "sublocadehcp.com"},
	LabelSublocade2025: {ID: "label-sublocade-2025", Kind: Label, Title: "US label of Sublocade",
		Edition: "revision of February 2025", Year: 2025},
	LabelBrixadi: {ID: "label-brixadi", Kind: Label, Title: "US label of Brixadi"},
	LabelBrixadi2023: {ID: "label-brixadi-2023", Kind: Label, Title: "US label of Brixadi", Edition: "December 2023",
		Year: 2023},
	LabelSublocadeAndBrixadi: {ID: "label-sublocade-and-brixadi", Kind: Label, Title: "US labels of Sublocade and Brixadi"},
	BrixadiEffects:           {ID: "brixadi-effects", Kind: Label, Title: "brixadihcp.com, effects after the last injection"},
	LabelNaltrexoneTablets:   {ID: "label-naltrexone-tablets", Kind: Label, Title: "US label of naltrexone tablets"},
	LabelsNaltrexone2026: {ID: "labels-naltrexone-2026", Kind: Label, Title: "US labels of naltrexone", Year: 2026,
		Via: "scripted check of openFDA in a public card deck"},
	LabelVivitrol: {ID: "label-vivitrol", Kind: Label, Title: "US label of Vivitrol"},
	LabelVivitrol2025: {ID: "label-vivitrol-2025", Kind: Label, Title: "US label of Vivitrol",
		Edition: "revision of December 2025", Year: 2025, Via: "prescriberpoint.com"},
	LabelLucemyra: {ID: "label-lucemyra", Kind: Label, Title: "US label of Lucemyra"},
	LabelLucemyra2018: {ID: "label-lucemyra-2018", Kind: Label, Title: "US label of Lucemyra", Year: 2018,
		Via: "hcp.lucemyra.com"},
	LabelOpvee:     {ID: "label-opvee", Kind: Label, Title: "US label of Opvee", Via: "consumer monograph in Khoa-BOB/BLUEmed"},
	LabelOpioids:   {ID: "label-opioids", Kind: Label, Title: "US labels of methadone and buprenorphine"},
	LabelUnnamed:   {ID: "label-unnamed", Kind: Label, Title: "label of the product"},
	ListingUS:      {ID: "listing-us", Kind: Label, Title: "United States product listing"},
	ListingGB:      {ID: "listing-gb", Kind: Label, Title: "United Kingdom product listing"},
	SmPCMethadone1: {ID: "smpc-methadone1", Kind: Label, Title: "SmPC of methadone 1 mg/mL oral solution", Via: "drugs.com/uk"},
	SmPCMethadone5: {ID: "smpc-methadone5", Kind: Label, Title: "SmPC of methadone 5 mg/mL", Via: "medine.co.uk"},
	SmPCBuprenorphine: {ID: "smpc-buprenorphine", Kind: Label, Title: "SmPC of sublingual buprenorphine",
		Via: "Medscape UK; NHS Highland"},
	SmPCSubutex:   {ID: "smpc-subutex", Kind: Label, Title: "SmPC of Subutex", Year: 2012, Via: "rxreasoner.com"},
	SmPCSuboxone:  {ID: "smpc-suboxone", Kind: Label, Title: "SmPC of Suboxone", Year: 2023, Via: "rxreasoner.com"},
	SmPCEspranor:  {ID: "smpc-espranor", Kind: Label, Title: "SmPC of Espranor", Year: 2022, Via: "emc"},
	SmPCBuvidal:   {ID: "smpc-buvidal", Kind: Label, Title: "SmPC of Buvidal", Via: "NHS Borders Buvidal protocol"},
	SmPCBuvidal64: {ID: "smpc-buvidal64", Kind: Label, Title: "SmPC of Buvidal 64 mg", Via: "emc"},
	LeafletBuvidal: {ID: "leaflet-buvidal", Kind: Label, Title: "Buvidal package leaflet (EU)",
		Via: "joofio/test-epi-composition"},
	LeafletBuvidal128: {ID: "leaflet-buvidal128", Kind: Label, Title: "Buvidal 128 mg patient leaflet",
		Via: "patient-info.co.uk"},
	LeafletZubsolv: {ID: "leaflet-zubsolv", Kind: Label, Title: "Zubsolv package leaflet (EU)",
		Via: "joofio/test-epi-composition"},
	CoreSafetyNaltrexone: {ID: "core-safety-naltrexone", Kind: Label,
		Title: "EU core safety profile of naltrexone, IE/H/PSUR/0028"},

	// Guidelines, and texts that restate practice.
	ASAM2015: {ID: "asam-2015", Kind: Guideline, Title: "ASAM National Practice Guideline, pocket guide", Year: 2015,
		Publisher: "American Society of Addiction Medicine"},
	ASAM2020: {ID: "asam-2020", Kind: Guideline, Title: "ASAM National Practice Guideline, focused update", Year: 2020,
		Publisher: "American Society of Addiction Medicine"},
	ASAM2023: {ID: "asam-2023", Kind: Guideline,
		Title: "ASAM clinical considerations: buprenorphine and high-potency synthetic opioids", Year: 2023,
		Publisher: "American Society of Addiction Medicine"},
	ASAMCriteria: {ID: "asam-criteria", Kind: Guideline, Title: "The ASAM Criteria",
		Publisher: "American Society of Addiction Medicine"},
	ASAMCriteria3: {ID: "asam-criteria-3", Kind: Guideline, Title: "The ASAM Criteria, third edition",
		Publisher: "American Society of Addiction Medicine", Via: "independent restatements of the levels"},
	ASAMCriteria4: {ID: "asam-criteria-4", Kind: Guideline, Title: "The ASAM Criteria, fourth edition", Year: 2023,
		Publisher: "American Society of Addiction Medicine", Via: "independent restatements of the levels"},
	ASAMWeekly: {ID: "asam-weekly", Kind: Guideline, Title: "ASAM Weekly", Year: 2023,
		Publisher: "American Society of Addiction Medicine"},
	AAP2016: {ID: "aap-2016", Kind: Guideline, Title: "American Academy of Pediatrics policy statement", Year: 2016,
		Publisher: "American Academy of Pediatrics"},
	ACEP: {ID: "acep", Kind: Guideline, Title: "ACEP buprenorphine tool for emergency departments",
		Publisher: "American College of Emergency Physicians"},
	ACG: {ID: "acg", Kind: Guideline, Title: "ACG guideline", Publisher: "American College of Gastroenterology"},
	ACOG711: {ID: "acog-711", Kind: Guideline,
		Title: "ACOG Committee Opinion 711, opioid use and opioid use disorder in pregnancy", Year: 2017,
		Publisher: "American College of Obstetricians and Gynecologists"},
	HighlandBridge: {ID: "highland-bridge", Kind: Guideline, Title: "Highland Bridge buprenorphine guides, emergency department",
		Publisher: "Alameda Health System"},
	CABridge: {ID: "ca-bridge", Kind: Guideline, Title: "CA Bridge buprenorphine on-shift tool", Publisher: "CA Bridge"},
	DSM5TR: {ID: "dsm-5-tr", Kind: Guideline, Title: "DSM-5-TR, opioid use disorder", Year: 2022,
		Publisher: "American Psychiatric Association", Via: "BCCSU clinical guidance, appendix 2, 2025"},
	DSM5: {ID: "dsm-5", Kind: Guideline, Title: "DSM-5", Publisher: "American Psychiatric Association"},
	FDA2017: {ID: "fda-2017", Kind: Guideline,
		Title: "FDA safety communication on buprenorphine or methadone with benzodiazepines or other CNS depressants", Year: 2017,
		Publisher: "Food and Drug Administration"},
	FDANotice2024: {ID: "fda-notice-2024", Kind: Guideline, Title: "FDA notice on transmucosal buprenorphine, 89 FR 105613",
		Year: 2024, Publisher: "Food and Drug Administration"},
	Elsevier: {ID: "elsevier", Kind: Guideline, Title: "Elsevier clinical overview, opioid withdrawal", Publisher: "Elsevier"},
	MethadoneSafety2014: {ID: "methadone-safety-2014", Kind: Guideline, Title: "Methadone safety guideline, APS, CPDD and HRS",
		Year: 2014, Via: "National Guideline Clearinghouse summary 10716"},
	VAMethadoneED: {ID: "va-methadone-ed", Kind: Guideline, Title: "Methadone dosing in the emergency department", Year: 2023,
		Publisher: "emergency pharmacists of VA Greater Los Angeles", Via: "blog.numose.com, citing Bridge to Treatment"},
	QTScreening2009: {ID: "qt-screening-2009", Kind: Guideline,
		Title: "QTc interval screening in methadone treatment, Annals of Internal Medicine", Year: 2009, Via: "abstract"},
	NEWS2: {ID: "rcp-news2-2017", Kind: Guideline,
		Title: "National Early Warning Score (NEWS) 2", Year: 2017, Publisher: "Royal College of Physicians"},
	RNAO2013: {ID: "rnao-pain-2013", Kind: Guideline, Title: "Assessment and Management of Pain", Year: 2013,
		Edition: "third edition", Publisher: "Registered Nurses' Association of Ontario"},
	SAMHSACardiac2011: {ID: "samhsa-cardiac-2011", Kind: Guideline,
		Title: "SAMHSA expert panel on cardiac effects of methadone", Year: 2011, Publisher: "SAMHSA", Via: "abstract"},
	NIDAPrinciples: {ID: "nida-principles", Kind: Guideline, Title: "NIDA Principles of Drug Addiction Treatment",
		Publisher: "National Institute on Drug Abuse", Via: "Drexel University copy"},
	NYSDOH2024: {ID: "nysdoh-2024", Kind: Guideline, Title: "New York State Department of Health AIDS Institute guideline",
		Year: 2024, Publisher: "New York State Department of Health"},
	PCSS:  {ID: "pcss", Kind: Guideline, Title: "Providers Clinical Support System"},
	SPAQI: {ID: "spaqi", Kind: Guideline, Title: "SPAQI consensus on medicines before surgery", Via: "pages that quote it"},
	StatPearlsBuprenorphine: {ID: "statpearls-buprenorphine", Kind: Guideline, Title: "StatPearls, Buprenorphine", Year: 2024,
		Publisher: "StatPearls"},
	StatPearlsNaltrexone: {ID: "statpearls-naltrexone", Kind: Guideline, Title: "StatPearls, Naltrexone", Year: 2024,
		Publisher: "StatPearls", Via: "clint-llm.github.io"},
	TIP63:    {ID: "tip-63", Kind: Guideline, Title: "TIP 63", Publisher: "SAMHSA"},
	UpToDate: {ID: "uptodate", Kind: Guideline, Title: "UpToDate", Year: 2024, Publisher: "UpToDate", Via: "medilib.ir 54978"},
	MedscapeBuprenorphine: {ID: "medscape-buprenorphine", Kind: Guideline, Title: "Medscape, buprenorphine",
		Publisher: "Medscape"},
	InpatientTool: {ID: "inpatient-tool", Kind: Guideline, Title: "inpatient opioid tool",
		Via: "Dannyb685/inpatient-opioid-tool"},
	AnswersNaltrexone: {ID: "answers-naltrexone", Kind: Guideline, Title: "droracle.ai"},
	BMJBestPractice: {ID: "bmj-best-practice", Kind: Guideline, Title: "BMJ Best Practice, opioid use disorder",
		Publisher: "BMJ", Via: "library mirror of topic 200"},
	BCCSU2023: {ID: "bccsu-2023", Kind: Guideline, Title: "BCCSU guideline", Year: 2023,
		Publisher: "British Columbia Centre on Substance Use"},
	BCPrimaryCare2018: {ID: "bc-primary-care-2018", Kind: Guideline,
		Title: "British Columbia guideline for opioid use disorder in primary care", Year: 2018},
	EmergencyCareBC: {ID: "emergency-care-bc", Kind: Guideline, Title: "Emergency Care BC, opioid agonist treatment in the emergency department",
		Year: 2024, Via: "two public repositories that cite it"},
	METAPHI2021: {ID: "meta-phi-2021", Kind: Guideline, Title: "META:PHI recommendations on methadone for people who use fentanyl",
		Year: 2021, Publisher: "META:PHI, Ontario", Via: "IDWiki"},
	OntarioClinic: {ID: "ontario-clinic", Kind: Guideline, Title: "Bluewater Methadone Clinic, Ontario, questions and answers",
		Via: "bluewatermethadoneclinic.ca"},
	TherapeuticChoices2024: {ID: "therapeutic-choices-2024", Kind: Guideline, Title: "Therapeutic Choices, opioid-related disorders",
		Year: 2024, Publisher: "Canadian Pharmacists Association", Via: "a copy in a public repository"},
	CRISM2024: {ID: "crism-2024", Kind: Guideline,
		Title: "CRISM national guideline for the clinical management of opioid use disorder", Year: 2024, Publisher: "CRISM",
		Via: "CMAJ 2024;196(38):E1280"},
	OlderAdults2020: {ID: "older-adults-2020", Kind: Guideline,
		Title: "Canadian guidelines on opioid use disorder among older adults, Canadian Geriatrics Journal 23:123", Year: 2020,
		Publisher: "Canadian Coalition for Seniors' Mental Health", Via: "abstract"},
	WHO2009: {ID: "who-2009", Kind: Guideline,
		Title: "WHO Guidelines for the psychosocially assisted pharmacological treatment of opioid dependence", Year: 2009,
		Publisher: "World Health Organization"},
	WHOOverdose2014: {ID: "who-overdose-2014", Kind: Guideline, Title: "WHO community management of opioid overdose",
		Year: 2014, Publisher: "World Health Organization", Via: "National Guideline Clearinghouse summary 10618"},
	WHOPregnancy2014: {ID: "who-pregnancy-2014", Kind: Guideline, Title: "WHO guidelines for substance use in pregnancy",
		Year: 2014, Publisher: "World Health Organization", Via: "National Guideline Clearinghouse summary 10619"},
	MhGAP2016: {ID: "mhgap-2016", Kind: Guideline, Title: "WHO mhGAP Intervention Guide 2.0", Year: 2016,
		Publisher: "World Health Organization", Via: "reproduction of the guide's resource files"},
	AustraliaMethadone2003: {ID: "australia-methadone-2003", Kind: Guideline, Title: "National methadone guideline, Australia",
		Year: 2003},
	NSW2018: {ID: "nsw-2018", Kind: Guideline, Title: "NSW clinical guidelines, treatment of opioid dependence", Year: 2018,
		Publisher: "NSW Health", Via: "public review notes that quote it"},
	NSWDepots2024: {ID: "nsw-depots-2024", Kind: Guideline,
		Title: "NSW Health guidance on long-acting injectable buprenorphine", Year: 2024, Publisher: "NSW Health"},
	NSWTransfer2023: {ID: "nsw-transfer-2023", Kind: Guideline,
		Title: "NSW Health interim guidance on transfer from methadone to long-acting buprenorphine", Year: 2023, Publisher: "NSW Health",
		Via: "Trent-Koessler/Withdrawal_App"},
	VictoriaReinduction: {ID: "victoria-reinduction", Kind: Guideline,
		Title: "Victorian opioid agonist reinduction protocol (Australia)", Via: "public review notes"},
	OrangeBook2017: {ID: "orange-book-2017", Kind: Guideline,
		Title: "Drug misuse and dependence: UK guidelines on clinical management", Year: 2017, Publisher: "Department of Health"},
	NICECG51:  {ID: "nice-cg51", Kind: Guideline, Title: "NICE CG51", Year: 2007, Publisher: "NICE"},
	NICECG52:  {ID: "nice-cg52", Kind: Guideline, Title: "NICE CG52", Year: 2007, Publisher: "NICE"},
	NICEQS23:  {ID: "nice-qs23", Kind: Guideline, Title: "NICE QS23", Year: 2012, Publisher: "NICE"},
	NICETA114: {ID: "nice-ta114", Kind: Guideline, Title: "NICE TA114", Year: 2007, Publisher: "NICE"},
	NICETA115: {ID: "nice-ta115", Kind: Guideline, Title: "NICE TA115", Year: 2007, Publisher: "NICE"},
	NICECKS:   {ID: "nice-cks", Kind: Guideline, Title: "NICE Clinical Knowledge Summary, opioid dependence", Publisher: "NICE"},
	MHRA2006: {ID: "mhra-2006", Kind: Guideline, Title: "MHRA advice on methadone and the QT interval", Year: 2006,
		Publisher: "MHRA", Via: "three publications that restate it"},
	MHRA2020: {ID: "mhra-2020", Kind: Guideline, Title: "MHRA alert on benzodiazepines and opioids", Year: 2020,
		Publisher: "MHRA", Via: "NHS Highland formulary"},
	MATScotland2021: {ID: "mat-scotland-2021", Kind: Guideline, Title: "Medication Assisted Treatment standards for Scotland",
		Year: 2021, Publisher: "Scottish Government"},
	ModelsOfCare2006: {ID: "models-of-care-2006", Kind: Guideline, Title: "Models of Care for treatment of adult drug misusers",
		Year: 2006, Publisher: "National Treatment Agency"},
	RCGPMethadone: {ID: "rcgp-methadone", Kind: Guideline, Title: "RCGP guidance on methadone",
		Publisher: "Royal College of General Practitioners", Via: "NIDA research guide"},
	NIFormulary:  {ID: "ni-formulary", Kind: Guideline, Title: "Northern Ireland Formulary"},
	NHSMethadone: {ID: "nhs-methadone", Kind: Guideline, Title: "NHS.uk, methadone", Publisher: "NHS"},
	NHSLothian:   {ID: "nhs-lothian", Kind: Guideline, Title: "NHS Lothian", Publisher: "NHS Lothian"},
	NHSBordersBuvidal: {ID: "nhs-borders-buvidal", Kind: Guideline, Title: "NHS Borders Buvidal protocol",
		Publisher: "NHS Borders"},
	NHSHighlandBuvidal: {ID: "nhs-highland-buvidal", Kind: Guideline, Title: "NHS Highland Buvidal protocol",
		Publisher: "NHS Highland"},
	NHSHighlandFormulary: {ID: "nhs-highland-formulary", Kind: Guideline, Title: "NHS Highland formulary",
		Publisher: "NHS Highland"},
	CommunityPharmacyEngland: {ID: "community-pharmacy-england", Kind: Guideline,
		Title: "Community Pharmacy England, instalment prescriptions", Publisher: "Community Pharmacy England"},
	ChangeGrowLive2018: {ID: "change-grow-live-2018", Kind: Guideline, Title: "Change Grow Live statement on lofexidine",
		Year: 2018, Publisher: "Change Grow Live", Via: "The Pharmacist"},
	MedscapeUKMethadone: {ID: "medscape-uk-methadone", Kind: Guideline, Title: "Medscape UK, methadone oral solution",
		Publisher: "Medscape"},
	MedscapeUKBuprenorphine: {ID: "medscape-uk-buprenorphine", Kind: Guideline, Title: "Medscape UK, buprenorphine",
		Publisher: "Medscape"},
	MedscapeUKNaltrexone: {ID: "medscape-uk-naltrexone", Kind: Guideline, Title: "Medscape UK, naltrexone tablets",
		Publisher: "Medscape"},
	UKDetoxSummary: {ID: "uk-detox-summary", Kind: Guideline, Title: "Patient.info professional summary, opioid detoxification",
		Year: 2023, Publisher: "Patient.info"},
	RenalDrugHandbook: {ID: "renal-drug-handbook", Kind: Guideline, Title: "Renal Drug Handbook", Via: "Medscape UK"},
	QTRules:           {ID: "qt-rules", Kind: Guideline, Title: "QT rules for methadone"},
	ChildPugh:         {ID: "child-pugh", Kind: Guideline, Title: "Child-Pugh classes B and C"},

	// Guidelines and programmes whose schedules calendars follow.
	BuprenorphinePractice: {ID: "buprenorphine-practice", Kind: Guideline, Title: "training of prescribers of buprenorphine, induction",
		Via: "buppractice.com"},
	PharmacotherapyTextbook: {ID: "pharmacotherapy-textbook", Kind: Guideline,
		Title: "textbook of pharmacotherapy, table 36-10, after Brower and Karam-Hage"},
	MaudsleyGuidelines: {ID: "maudsley-15", Kind: Guideline, Title: "Maudsley Prescribing Guidelines", Edition: "15th edition",
		Via: "an open-source application that cites it"},
	MetaPHI: {ID: "meta-phi", Kind: Guideline, Title: "META:PHI, methadone", Publisher: "META:PHI", Via: "IDWiki"},
	StPaulsMethadone: {ID: "st-pauls-methadone", Kind: Guideline, Title: "St. Paul's Hospital, rapid methadone",
		Publisher: "St. Paul's Hospital, Vancouver", Via: "IDWiki"},
	StMichaelsMethadone: {ID: "st-michaels-methadone", Kind: Guideline,
		Title: "St. Michael's Hospital, methadone with slow-release morphine", Publisher: "St. Michael's Hospital, Toronto", Via: "IDWiki"},
	TaperOfProgram: {ID: "taper-of-program", Kind: Guideline, Title: "taper policy of an opioid treatment program",
		Publisher: "Addiction Treatment Systems"},
	TaperSummaryUK: {ID: "taper-summary-uk", Kind: Guideline, Title: "notes on UK practice of reducing methadone",
		Via: "a nursing notebook"},
	PowderLabelMethadone: {ID: "powder-label-methadone", Kind: Guideline, Title: "older US label of methadone powder",
		Via: "recallguide.org"},
	SplitDosesInPregnancy: {ID: "split-doses-in-pregnancy", Kind: Guideline,
		Title: "McCarthy, split doses of methadone from early pregnancy", Year: 2015, Via: "atforum.com"},

	// What is told to people and families.
	SAMHSAOverdoseToolkit: {ID: "samhsa-overdose-toolkit", Kind: Guideline, Title: "SAMHSA overdose prevention and response toolkit", Year: 2023,
		Publisher: "SAMHSA", Via: "its contents; safersubstanceuse.org; hendersoncountync"},
	NaloxoneSaves:       {ID: "naloxone-saves", Kind: Guideline, Title: "naloxonesaves.org, what an overdose is and what to do"},
	OverdoseMinutes:     {ID: "overdose-minutes", Kind: Guideline, Title: "San Luis Obispo County on overdose"},
	TreatmentWorksheets: {ID: "treatment-worksheets", Kind: Guideline, Title: "public worksheets and treatment guides for people and families"},
	TestStrips:          {ID: "test-strips", Kind: Guideline, Title: "fentanyl test strips, pointswestjeffco"},
	SafeSpot:            {ID: "safe-spot", Kind: Guideline, Title: "SafeSpot, a line for people who use alone", Via: "safe-spot.me; helplinema.org"},
	HepatitisAndUse: {ID: "hepatitis-and-use", Kind: Guideline, Title: "CDC, viral hepatitis among people who use or inject drugs",
		Publisher: "Centers for Disease Control and Prevention"},
	XylazineWounds: {ID: "xylazine-wounds", Kind: Guideline, Title: "Prevention Point Philadelphia, care of wounds, in PMC10967264 table 1"},
	WoundGuidance2025: {ID: "wound-guidance-2025", Kind: Guideline, Title: "guidance on wounds of people who use xylazine, OFID 12:ofaf299",
		Year: 2025, Via: "abstract"},
	NewbornScoring:   {ID: "newborn-scoring", Kind: Guideline, Title: "scoring of withdrawal in newborns, therapeuticresearch"},
	WithdrawalStages: {ID: "withdrawal-stages", Kind: Guideline, Title: "opioid withdrawal by stage, idwiki"},
	TianeptineAnswers: {ID: "tianeptine-answers", Kind: Guideline, Title: "withdrawal from tianeptine",
		Via: "an answer site that is written by machine"},
	ClonidineRebound: {ID: "clonidine-rebound", Kind: Guideline, Title: "rebound after clonidine, fpnotebook"},
	Medetomidine2025: {ID: "medetomidine-2025", Kind: Guideline, Title: "Pennsylvania health alert 2025-794 on medetomidine", Year: 2025},

	// Studies.
	HighDoseMethadone: {ID: "high-dose-methadone", Kind: Study, Title: "Maxwell and Shinderman, methadone at high doses in 144 people",
		Year: 2002, Via: "abstract"},
	EDSurvey2021: {ID: "ed-survey-2021", Kind: Study, Title: "PMC8630357, survey of 31 US emergency department protocols",
		Year: 2021},
	LowDoseOutpatient: {ID: "low-dose-outpatient", Kind: Study,
		Title: "Journal of the American Board of Family Medicine, outpatient low-dose protocol"},
	LowDoseInpatient:  {ID: "low-dose-inpatient", Kind: Study, Title: "Pharmacotherapy", Year: 2019},
	LowDoseInjectable: {ID: "low-dose-injectable", Kind: Study, Title: "PMC7167423, low-dose start beside injectable treatment"},
	Randhawa2020: {ID: "randhawa-2020", Kind: Study,
		Title: "Randhawa, low-dose induction, as quoted in Canadian Family Physician 66:891", Year: 2020},
	MaxwellShinderman2002: {ID: "maxwell-shinderman-2002", Kind: Study, Title: "Maxwell and Shinderman, Journal of Addictive Diseases",
		Year: 2002, Via: "abstract"},
	Oakley2021:      {ID: "oakley-2021", Kind: Study, Title: "Oakley, Drug and Alcohol Review", Year: 2021},
	LofexidineTrial: {ID: "lofexidine-trial", Kind: Study, Title: "lofexidine trial, PMC6541556"},
	NalmefeneNews:   {ID: "nalmefene-news", Kind: Study, Title: "JAMA"},
	RhodeIslandCase: {ID: "rhode-island-case", Kind: Study, Title: "Rhode Island Medical Journal", Via: "docslib"},
	SanBuprenorphine1992: {ID: "san-buprenorphine-1992", Kind: Study, Title: "San and others, withdrawal after buprenorphine", Year: 1992,
		Via: "abstract"},
	NewbornTreatment: {ID: "newborn-treatment", Kind: Study, Title: "PMC5662132, buprenorphine against morphine in newborns"},

	// Studies whose schedules calendars follow, and what came of tapers.
	HospitalMethadone: {ID: "hospital-methadone", Kind: Study, Title: "PMC10870273, methadone for people in hospital"},
	RapidMethadone2024: {ID: "rapid-methadone-2024", Kind: Study, Title: "Liu and others, rapid methadone in hospital", Year: 2024,
		Via: "abstract"},
	HighDoseBuprenorphine2021: {ID: "high-dose-buprenorphine-2021", Kind: Study,
		Title: "Herring and others, high-dose buprenorphine in an emergency department, JAMA Netw Open 4:e2117128", Year: 2021, Via: "abstract"},
	EDInnovation: {ID: "ed-innovation", Kind: Study, Title: "ED-INNOVATION (CTN-0099)", Year: 2026, Via: "ctnlibrary 1802"},
	RapidDepotStart2023: {ID: "rapid-depot-start-2023", Kind: Study, Title: "Hassman and others, rapid start of a monthly depot", Year: 2023,
		Via: "abstract"},
	OneDayStart2021: {ID: "one-day-start-2021", Kind: Study,
		Title: "Mariani and others, one-day start of a monthly depot with 24 mg", Year: 2021, Via: "abstract"},
	WeeklyDepotED2024: {ID: "weekly-depot-ed-2024", Kind: Study,
		Title: "weekly depot of buprenorphine at low withdrawal, JAMA Netw Open 7:e2420702", Year: 2024, Via: "abstract and key points"},
	PatchStartUK: {ID: "patch-start-uk", Kind: Study,
		Title: "low-dose start after a patch in a UK community service, BJPsych Open congress abstract"},
	PatchStartHess: {ID: "patch-start-hess", Kind: Study, Title: "Hess and others, patch between methadone and buprenorphine", Via: "MDedge"},
	BuccalStart:    {ID: "buccal-start", Kind: Study, Title: "buccal low-dose start at the Hospital of the University of Pennsylvania"},
	Bernese2016: {ID: "bernese-2016", Kind: Study, Title: "Hämmig and others, the Bernese method", Year: 2016,
		Via: "abstract"},
	MoeLowDose: {ID: "moe-low-dose", Kind: Study, Title: "PMC9310825, low-dose start over six days in the community"},
	MethadoneTapers2012: {ID: "methadone-tapers-2012", Kind: Study,
		Title: "Nosyk and others, 4,917 tapers of methadone in British Columbia", Year: 2012},
	BuprenorphineTapers2009: {ID: "buprenorphine-tapers-2009", Kind: Study,
		Title: "Ling and others, tapers of buprenorphine over 7 and 28 days", Year: 2009},
	BuprenorphineTaper2014: {ID: "buprenorphine-taper-2014", Kind: Study,
		Title: "Fiellin and others, taper against maintenance on buprenorphine", Year: 2014, Via: "abstract"},
	TapersOfOffices: {ID: "tapers-of-offices", Kind: Study, Title: "PMC6139651, tapers of 1,308 people in office-based treatment"},
	ForcedTaper2015: {ID: "forced-taper-2015", Kind: Study, Title: "Rich and others, methadone on entry into prison, Lancet", Year: 2015,
		Via: "abstract"},
	RapidNaltrexone2024: {ID: "rapid-naltrexone-2024", Kind: Study,
		Title: "Shulman and others, SWIFT (CTN-0097), JAMA Netw Open", Year: 2024, Via: "pathway.md summary"},
	AgonistSwitchConference: {ID: "agonist-switch-conference", Kind: Study,
		Title: "case conference on changes between agonists, abstract 0918334"},

	// Studies that arguments for and against a choice rest on.
	InAndOutOfTreatment2021: {ID: "in-and-out-of-treatment-2021", Kind: Study,
		Title: "Santo and others, mortality in and out of agonist treatment, JAMA Psychiatry 78:979", Year: 2021, Via: "abstract"},
	BothAgonists2023: {ID: "both-agonists-2023", Kind: Study,
		Title: "Degenhardt and others, buprenorphine against methadone, Lancet Psychiatry 10:386", Year: 2023,
		Via: "drugpolicyfacts.org, which quotes the conclusion"},
	BothAgonistsCanada2024: {ID: "both-agonists-canada-2024", Kind: Study,
		Title: "Nosyk and others, buprenorphine/naloxone against methadone in British Columbia, JAMA 332:1822", Year: 2024},
	PlaceboAgonists2014: {ID: "placebo-agonists-2014", Kind: Study,
		Title: "Mattick and others, buprenorphine against placebo or methadone, Cochrane review", Year: 2014, Via: "abstract"},
	PathwaysOfInsured2020: {ID: "pathways-of-insured-2020", Kind: Study,
		Title: "Wakeman and others, six treatment pathways of 40,885 insured people, JAMA Netw Open 3:e1920622", Year: 2020},
	XBOT2018: {ID: "x-bot-2018", Kind: Study, Title: "Lee and others, X:BOT (CTN-0051), monthly naltrexone against buprenorphine", Year: 2018,
		Via: "abstract"},
	XBOTHousing2020: {ID: "x-bot-housing-2020", Kind: Study, Title: "X:BOT by housing, American Journal of Psychiatry", Year: 2020,
		Via: "abstract"},
	Norway2017: {ID: "norway-2017", Kind: Study, Title: "Tanum and others, monthly naltrexone against daily buprenorphine in Norway",
		Year: 2017, Via: "introduction of a later paper"},
	PregnancyAgonists2022: {ID: "pregnancy-agonists-2022", Kind: Study,
		Title: "Suarez and others, buprenorphine against methadone in pregnancy, NEJM, 1 December 2022", Year: 2022,
		Via: "physiciansweekly.com and psychiatryadvisor.com, which agree"},
	YoungPeople2008: {ID: "young-people-2008", Kind: Study,
		Title: "Woody and others, extended against short treatment with buprenorphine/naloxone at 15 to 21 years, JAMA", Year: 2008},
	ReleaseNSW2014: {ID: "release-nsw-2014", Kind: Study,
		Title: "Degenhardt and others, agonist treatment and mortality after 60,161 releases from prison", Year: 2014, Via: "abstract"},
	JailDepots: {ID: "jail-depots", Kind: Study, Title: "PMC9743485, buprenorphine depots in a jail"},
	SedativesBesideAgonists2019: {ID: "sedatives-beside-agonists-2019", Kind: Study,
		Title: "Macleod and others, benzodiazepines beside agonists, PLoS Med 16:e1002965", Year: 2019, Via: "abstract"},
	SleepOnMethadone2023: {ID: "sleep-on-methadone-2023", Kind: Study,
		Title: "breathing at night of 40 people on methadone, 10.34172/ahj.2023.1455", Year: 2023, Via: "abstract"},
	SleepOnBuprenorphine: {ID: "sleep-on-buprenorphine", Kind: Study,
		Title: "Farney and others, breathing at night of 70 people on buprenorphine, Eur Respir J", Via: "abstract"},

	// Papers and forms of scales.
	COWS2003: {ID: "cows-2003", Kind: Scale,
		Title: "Wesson and Ling, The Clinical Opiate Withdrawal Scale (COWS), J Psychoactive Drugs 35(2):253-259", Year: 2003,
		Via: "NCBI Bookshelf NBK64244, table A72915"},
	Handelsman1987: {ID: "handelsman-1987", Kind: Scale,
		Title: "Handelsman et al., Two new rating scales for opiate withdrawal, Am J Drug Alcohol Abuse 13(3):293-308", Year: 1987},
	Gossop1990: {ID: "gossop-1990", Kind: Scale,
		Title: "Gossop, The development of a short opiate withdrawal scale, doi:10.1016/0306-4603(90)90036-W", Year: 1990,
		Via: "NIDA Data Share"},
	SOWSUse: {ID: "sows-use", Kind: Scale, Title: "PMC7530570", Via: "clay-good/sophiewell.com docs/spec-v1061.md"},
	ShortSOWSUse: {ID: "short-sows-use", Kind: Scale, Title: "PMC11036405, PMC9992259 and PMC6968526",
		Via: "clay-good/sophiewell.com docs/spec-v1061.md"},
	ShortSOWSChange: {ID: "short-sows-change", Kind: Scale, Title: "PMC9992259 and PMC6968526",
		Via: "clay-good/sophiewell.com docs/spec-v1061.md"},
	DAST1982: {ID: "dast-1982", Kind: Scale, Title: "Skinner, The Drug Abuse Screening Test, Addictive Behaviors 7:363",
		Year: 1982, Via: "comorbidityguidelines.org.au table 69; NIDA common data element 3254089"},
	DASTScoring: {ID: "dast-scoring", Kind: Scale, Title: "Family Practice Notebook, Drug Abuse Screening Test"},
	PHQ9Of2001: {ID: "phq-9-2001", Kind: Scale, Title: "Kroenke, Spitzer and Williams, The PHQ-9, J Gen Intern Med 16:606-613",
		Year: 2001, Via: "studylib.net/doc/25788761"},
	PHQ9Scoring:  {ID: "phq-9-scoring", Kind: Scale, Title: "PHQ-9 scoring", Via: "calcipedia.org; openEHR guideline PHQ9.v1"},
	PHQ9Attempts: {ID: "phq-9-attempts", Kind: Scale, Title: "Simon et al., Psychiatr Serv 64(12):1195-1202", Year: 2013},
	PHQ9Suicide: {ID: "phq-9-suicide", Kind: Scale,
		Title: "Does suicidal ideation as measured by the PHQ-9 predict suicide among VA patients?, doi:10.1176/appi.ps.201500149",
		Year:  2016},
	GAD7Of2006: {ID: "gad-7-2006", Kind: Scale,
		Title: "Spitzer et al., A brief measure for assessing generalized anxiety disorder: the GAD-7, Arch Intern Med 166:1092-1097",
		Year:  2006, Via: "printed scoring key of the GAD-7; openEHR guideline GAD-7.v1"},
	TOPReporting2009: {ID: "top-reporting-2009", Kind: Scale, Title: "Treatment Outcomes Profile, reporting process",
		Year: 2009},
	TOPExceptions: {ID: "top-exceptions", Kind: Scale, Title: "NDTMS exceptions of the Treatment Outcomes Profile"},

	// Code systems, registers and data sets.
	ATC2026: {ID: "atc-2026", Kind: Register, Title: "WHO ATC/DDD index", Year: 2026, Publisher: "World Health Organization",
		Via: "fabkury/atcd, scrape of 25 April 2026"},
	LOINC: {ID: "loinc", Kind: Register, Title: "LOINC", Publisher: "Regenstrief Institute"},
	NDC:   {ID: "ndc", Kind: Register, Title: "openFDA NDC directory", Publisher: "Food and Drug Administration"},
	NDTMS: {ID: "ndtms", Kind: Register, Title: "National Drug Treatment Monitoring System data set",
		Via: "reference lists of an open-source English case system"},
	RxNorm: {ID: "rxnorm", Kind: Register, Title: "RxNorm", Publisher: "National Library of Medicine"},
	RxNorm2020: {ID: "rxnorm-2020", Kind: Register, Title: "RxNorm", Year: 2020, Publisher: "National Library of Medicine",
		Via: "NCQA value set in cqframework/clinical-reasoning"},
	SNOMED: {ID: "snomed", Kind: Register, Title: "SNOMED CT International Edition", Publisher: "SNOMED International",
		Via: "response of a terminology server in the scttsrapy documentation"},

	// What this library says of itself.
	Proposal:         {ID: "proposal", Kind: Own, Title: "oudpath proposal"},
	Design:           {ID: "design", Kind: Own, Title: "oudpath design"},
	Architecture:     {ID: "architecture", Kind: Own, Title: "oudpath ARCHITECTURE.md"},
	GeneralKnowledge: {ID: "general-knowledge", Kind: Own, Title: "pharmacological class"},
	RulePack:         {ID: "rule-pack", Kind: Own, Title: "rule pack of this library"},
}
