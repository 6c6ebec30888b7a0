package evidence

// Guidelines, and texts that restate practice.
const (
	_ Entry = Entry(Guideline)<<kindShift + iota
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
	PennMethadone2023
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
	BCGuideline2017
	BCCSU2017
	EmergencyCareBC
	METAPHI2021
	OntarioClinic
	OntarioCarries
	CPSODialogue2017
	TherapeuticChoices2024
	CRISM2024
	OlderAdults2020
	WHO2009
	WHOOverdose2014
	WHOPregnancy2014
	MhGAP2016
	AustraliaMethadone2003
	HOUR2019
	NSW2018
	NSWDepots2024
	NSWTransfer2023
	VictoriaReinduction
	OrangeBook2017
	NICECG51
	PressOnCG51
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
	CanadaMethadone
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
	FamilyTraining
	NewbornScoring
	WithdrawalStages
	TianeptineAnswers
	ClonidineRebound
	Medetomidine2025
)

var guidelines = table{
	ASAM2015: {ID: "asam-2015", Title: "ASAM National Practice Guideline, pocket guide", Year: 2015,
		Publisher: "American Society of Addiction Medicine"},
	ASAM2020: {ID: "asam-2020", Title: "ASAM National Practice Guideline, focused update", Year: 2020,
		Publisher: "American Society of Addiction Medicine"},
	ASAM2023: {ID: "asam-2023", Title: "ASAM clinical considerations: buprenorphine and high-potency synthetic opioids", Year: 2023,
		Publisher: "American Society of Addiction Medicine"},
	ASAMCriteria: {ID: "asam-criteria", Title: "The ASAM Criteria",
		Publisher: "American Society of Addiction Medicine"},
	ASAMCriteria3: {ID: "asam-criteria-3", Title: "The ASAM Criteria, third edition",
		Publisher: "American Society of Addiction Medicine", Via: "independent restatements of the levels"},
	ASAMCriteria4: {ID: "asam-criteria-4", Title: "The ASAM Criteria, fourth edition", Year: 2023,
		Publisher: "American Society of Addiction Medicine", Via: "independent restatements of the levels"},
	ASAMWeekly: {ID: "asam-weekly", Title: "ASAM Weekly", Year: 2023,
		Publisher: "American Society of Addiction Medicine"},
	AAP2016: {ID: "aap-2016", Title: "American Academy of Pediatrics policy statement", Year: 2016,
		Publisher: "American Academy of Pediatrics"},
	ACEP: {ID: "acep", Title: "ACEP buprenorphine tool for emergency departments",
		Publisher: "American College of Emergency Physicians"},
	ACG: {ID: "acg", Title: "ACG guideline", Publisher: "American College of Gastroenterology"},
	ACOG711: {ID: "acog-711", Title: "ACOG Committee Opinion 711, opioid use and opioid use disorder in pregnancy", Year: 2017,
		Publisher: "American College of Obstetricians and Gynecologists"},
	CABridge: {ID: "ca-bridge", Title: "CA Bridge buprenorphine on-shift tool", Publisher: "CA Bridge"},
	HighlandBridge: {ID: "highland-bridge", Title: "Highland Bridge buprenorphine guides, emergency department",
		Publisher: "Alameda Health System"},
	DSM5TR: {ID: "dsm-5-tr", Title: "DSM-5-TR, opioid use disorder", Year: 2022,
		Publisher: "American Psychiatric Association", Via: "BCCSU clinical guidance, appendix 2, 2025"},
	DSM5: {ID: "dsm-5", Title: "DSM-5", Publisher: "American Psychiatric Association"},
	FDA2017: {ID: "fda-2017", Title: "FDA safety communication on buprenorphine or methadone with benzodiazepines or other CNS depressants",
		Year:      2017,
		Publisher: "Food and Drug Administration"},
	FDANotice2024: {ID: "fda-notice-2024", Title: "FDA notice on transmucosal buprenorphine, 89 FR 105613",
		Year: 2024, Publisher: "Food and Drug Administration"},
	Elsevier: {ID: "elsevier", Title: "Elsevier clinical overview, opioid withdrawal", Publisher: "Elsevier"},
	MethadoneSafety2014: {ID: "methadone-safety-2014", Title: "Methadone safety guideline, APS, CPDD and HRS",
		Year: 2014, Via: "National Guideline Clearinghouse summary 10716"},
	QTScreening2009: {ID: "qt-screening-2009", Title: "QTc interval screening in methadone treatment, Annals of Internal Medicine",
		Year: 2009, Via: "abstract"},
	NEWS2: {ID: "rcp-news2-2017", Title: "National Early Warning Score (NEWS) 2", Year: 2017,
		Publisher: "Royal College of Physicians"},
	RNAO2013: {ID: "rnao-pain-2013", Title: "Assessment and Management of Pain", Year: 2013,
		Edition: "third edition", Publisher: "Registered Nurses' Association of Ontario"},
	PennMethadone2023: {ID: "penn-methadone-2023", Title: "Methadone titration in hospital, poster 598499 of the ACLP meeting", Year: 2023,
		Publisher: "University of Pennsylvania", Via: "clp2023.eventscribe.net"},
	VAMethadoneED: {ID: "va-methadone-ed", Title: "Methadone dosing in the emergency department", Year: 2023,
		Publisher: "emergency pharmacists of VA Greater Los Angeles", Via: "blog.numose.com, citing Bridge to Treatment"},
	SAMHSACardiac2011: {ID: "samhsa-cardiac-2011", Title: "SAMHSA expert panel on cardiac effects of methadone", Year: 2011,
		Publisher: "SAMHSA", Via: "abstract"},
	NIDAPrinciples: {ID: "nida-principles", Title: "NIDA Principles of Drug Addiction Treatment",
		Publisher: "National Institute on Drug Abuse", Via: "Drexel University copy"},
	NYSDOH2024: {ID: "nysdoh-2024", Title: "New York State Department of Health AIDS Institute guideline",
		Year: 2024, Publisher: "New York State Department of Health"},
	PCSS:  {ID: "pcss", Title: "Providers Clinical Support System"},
	SPAQI: {ID: "spaqi", Title: "SPAQI consensus on medicines before surgery", Via: "pages that quote it"},
	StatPearlsBuprenorphine: {ID: "statpearls-buprenorphine", Title: "StatPearls, Buprenorphine", Year: 2024,
		Publisher: "StatPearls"},
	StatPearlsNaltrexone: {ID: "statpearls-naltrexone", Title: "StatPearls, Naltrexone", Year: 2024,
		Publisher: "StatPearls", Via: "clint-llm.github.io"},
	TIP63:    {ID: "tip-63", Title: "TIP 63", Publisher: "SAMHSA"},
	UpToDate: {ID: "uptodate", Title: "UpToDate", Year: 2024, Publisher: "UpToDate", Via: "medilib.ir 54978"},
	MedscapeBuprenorphine: {ID: "medscape-buprenorphine", Title: "Medscape, buprenorphine",
		Publisher: "Medscape"},
	InpatientTool: {ID: "inpatient-tool", Title: "inpatient opioid tool",
		Via: "Dannyb685/inpatient-opioid-tool"},
	AnswersNaltrexone: {ID: "answers-naltrexone", Title: "droracle.ai"},
	BMJBestPractice: {ID: "bmj-best-practice", Title: "BMJ Best Practice, opioid use disorder",
		Publisher: "BMJ", Via: "library mirror of topic 200"},
	BCCSU2023: {ID: "bccsu-2023", Title: "BCCSU guideline", Year: 2023,
		Publisher: "British Columbia Centre on Substance Use"},
	BCPrimaryCare2018: {ID: "bc-primary-care-2018", Title: "British Columbia guideline for opioid use disorder in primary care", Year: 2018},
	BCGuideline2017:   {ID: "bc-guideline-2017", Title: "British Columbia guideline for opioid use disorder", Year: 2017, Via: "IDWiki"},
	BCCSU2017: {ID: "bccsu-2017", Title: "BCCSU, slow-release oral morphine for opioid agonist treatment: notice on the guideline of 2017", Year: 2017,
		Publisher: "British Columbia Centre on Substance Use", Via: "bccsu.ca"},
	EmergencyCareBC: {ID: "emergency-care-bc", Title: "Emergency Care BC, opioid agonist treatment in the emergency department",
		Year: 2024, Via: "two public repositories that cite it"},
	METAPHI2021: {ID: "meta-phi-2021", Title: "META:PHI recommendations on methadone for people who use fentanyl",
		Year: 2021, Publisher: "META:PHI, Ontario", Via: "IDWiki"},
	OntarioClinic: {ID: "ontario-clinic", Title: "Bluewater Methadone Clinic, Ontario, questions and answers",
		Via: "bluewatermethadoneclinic.ca"},
	OntarioCarries: {ID: "ontario-carries", Title: "ACT Toronto, methadone: doses to take home", Via: "acttoronto.com"},
	CPSODialogue2017: {ID: "cpso-dialogue-2017", Title: "CPSO Dialogue, volume 13, number 4", Year: 2017,
		Publisher: "College of Physicians and Surgeons of Ontario"},
	TherapeuticChoices2024: {ID: "therapeutic-choices-2024", Title: "Therapeutic Choices, opioid-related disorders",
		Year: 2024, Publisher: "Canadian Pharmacists Association", Via: "a copy in a public repository"},
	CRISM2024: {ID: "crism-2024", Title: "CRISM national guideline for the clinical management of opioid use disorder", Year: 2024,
		Publisher: "CRISM",
		Via:       "CMAJ 2024;196(38):E1280"},
	OlderAdults2020: {ID: "older-adults-2020",
		Title: "Canadian guidelines on opioid use disorder among older adults, Canadian Geriatrics Journal 23:123", Year: 2020,
		Publisher: "Canadian Coalition for Seniors' Mental Health", Via: "abstract"},
	WHO2009: {ID: "who-2009", Title: "WHO Guidelines for the psychosocially assisted pharmacological treatment of opioid dependence",
		Year:      2009,
		Publisher: "World Health Organization"},
	WHOOverdose2014: {ID: "who-overdose-2014", Title: "WHO community management of opioid overdose",
		Year: 2014, Publisher: "World Health Organization", Via: "National Guideline Clearinghouse summary 10618"},
	WHOPregnancy2014: {ID: "who-pregnancy-2014", Title: "WHO guidelines for substance use in pregnancy",
		Year: 2014, Publisher: "World Health Organization", Via: "National Guideline Clearinghouse summary 10619"},
	MhGAP2016: {ID: "mhgap-2016", Title: "WHO mhGAP Intervention Guide 2.0", Year: 2016,
		Publisher: "World Health Organization", Via: "reproduction of the guide's resource files"},
	AustraliaMethadone2003: {ID: "australia-methadone-2003", Title: "National methadone guideline, Australia",
		Year: 2003},
	HOUR2019: {ID: "hour-2019", Title: "Clemency and others, Hospital Observation Upon Reversal (HOUR) with naloxone, Academic Emergency Medicine",
		Year: 2019, Via: "emeddoc.org and journalfeed.org, which report it"},
	NSW2018: {ID: "nsw-2018", Title: "NSW clinical guidelines, treatment of opioid dependence", Year: 2018,
		Publisher: "NSW Health", Via: "public review notes that quote it"},
	NSWDepots2024: {ID: "nsw-depots-2024", Title: "NSW Health guidance on long-acting injectable buprenorphine", Year: 2024,
		Publisher: "NSW Health"},
	NSWTransfer2023: {ID: "nsw-transfer-2023", Title: "NSW Health interim guidance on transfer from methadone to long-acting buprenorphine",
		Year: 2023, Publisher: "NSW Health",
		Via: "Trent-Koessler/Withdrawal_App"},
	VictoriaReinduction: {ID: "victoria-reinduction", Title: "Victorian opioid agonist reinduction protocol (Australia)",
		Via: "public review notes"},
	OrangeBook2017: {ID: "orange-book-2017", Title: "Drug misuse and dependence: UK guidelines on clinical management", Year: 2017,
		Publisher: "Department of Health"},
	NICECG51:    {ID: "nice-cg51", Title: "NICE CG51", Year: 2007, Publisher: "NICE"},
	PressOnCG51: {ID: "press-on-cg51", Title: "BBC News and Metro on NICE CG51", Year: 2007},
	NICECG52:    {ID: "nice-cg52", Title: "NICE CG52", Year: 2007, Publisher: "NICE"},
	NICEQS23:    {ID: "nice-qs23", Title: "NICE QS23", Year: 2012, Publisher: "NICE"},
	NICETA114:   {ID: "nice-ta114", Title: "NICE TA114", Year: 2007, Publisher: "NICE"},
	NICETA115:   {ID: "nice-ta115", Title: "NICE TA115", Year: 2007, Publisher: "NICE"},
	NICECKS:     {ID: "nice-cks", Title: "NICE Clinical Knowledge Summary, opioid dependence", Publisher: "NICE"},
	MHRA2006: {ID: "mhra-2006", Title: "MHRA advice on methadone and the QT interval", Year: 2006,
		Publisher: "MHRA", Via: "three publications that restate it"},
	MHRA2020: {ID: "mhra-2020", Title: "MHRA alert on benzodiazepines and opioids", Year: 2020,
		Publisher: "MHRA", Via: "NHS Highland formulary"},
	MATScotland2021: {ID: "mat-scotland-2021", Title: "Medication Assisted Treatment standards for Scotland",
		Year: 2021, Publisher: "Scottish Government"},
	ModelsOfCare2006: {ID: "models-of-care-2006", Title: "Models of Care for treatment of adult drug misusers",
		Year: 2006, Publisher: "National Treatment Agency"},
	RCGPMethadone: {ID: "rcgp-methadone", Title: "RCGP guidance on methadone",
		Publisher: "Royal College of General Practitioners", Via: "NIDA research guide"},
	CanadaMethadone: {ID: "canada-methadone", Title: "Canadian guidance on methadone, before 2021", Via: "NIDA research guide"},
	NIFormulary:     {ID: "ni-formulary", Title: "Northern Ireland Formulary"},
	NHSMethadone:    {ID: "nhs-methadone", Title: "NHS.uk, methadone", Publisher: "NHS"},
	NHSLothian:      {ID: "nhs-lothian", Title: "NHS Lothian", Publisher: "NHS Lothian"},
	NHSBordersBuvidal: {ID: "nhs-borders-buvidal", Title: "NHS Borders Buvidal protocol",
		Publisher: "NHS Borders"},
	NHSHighlandBuvidal: {ID: "nhs-highland-buvidal", Title: "NHS Highland Buvidal protocol",
		Publisher: "NHS Highland"},
	NHSHighlandFormulary: {ID: "nhs-highland-formulary", Title: "NHS Highland formulary",
		Publisher: "NHS Highland"},
	CommunityPharmacyEngland: {ID: "community-pharmacy-england", Title: "Community Pharmacy England, instalment prescriptions",
		Publisher: "Community Pharmacy England"},
	ChangeGrowLive2018: {ID: "change-grow-live-2018", Title: "Change Grow Live statement on lofexidine",
		Year: 2018, Publisher: "Change Grow Live", Via: "The Pharmacist"},
	MedscapeUKMethadone: {ID: "medscape-uk-methadone", Title: "Medscape UK, methadone oral solution",
		Publisher: "Medscape"},
	MedscapeUKBuprenorphine: {ID: "medscape-uk-buprenorphine", Title: "Medscape UK, buprenorphine",
		Publisher: "Medscape"},
	MedscapeUKNaltrexone: {ID: "medscape-uk-naltrexone", Title: "Medscape UK, naltrexone tablets",
		Publisher: "Medscape"},
	UKDetoxSummary: {ID: "uk-detox-summary", Title: "Patient.info professional summary, opioid detoxification",
		Year: 2023, Publisher: "Patient.info"},
	RenalDrugHandbook: {ID: "renal-drug-handbook", Title: "Renal Drug Handbook", Via: "Medscape UK"},
	QTRules:           {ID: "qt-rules", Title: "QT rules for methadone"},
	ChildPugh:         {ID: "child-pugh", Title: "Child-Pugh classes B and C"},
	BuprenorphinePractice: {ID: "buprenorphine-practice", Title: "training of prescribers of buprenorphine, induction",
		Via: "buppractice.com"},
	PharmacotherapyTextbook: {ID: "pharmacotherapy-textbook", Title: "textbook of pharmacotherapy, table 36-10, after Brower and Karam-Hage"},
	MaudsleyGuidelines: {ID: "maudsley-15", Title: "Maudsley Prescribing Guidelines", Edition: "15th edition",
		Via: "an open-source application that cites it"},
	StPaulsMethadone: {ID: "st-pauls-methadone", Title: "St. Paul's Hospital, rapid methadone",
		Publisher: "St. Paul's Hospital, Vancouver", Via: "IDWiki"},
	StMichaelsMethadone: {ID: "st-michaels-methadone", Title: "St. Michael's Hospital, methadone with slow-release morphine",
		Publisher: "St. Michael's Hospital, Toronto", Via: "IDWiki"},
	TaperOfProgram: {ID: "taper-of-program", Title: "taper policy of an opioid treatment program",
		Publisher: "Addiction Treatment Systems"},
	TaperSummaryUK: {ID: "taper-summary-uk", Title: "notes on UK practice of reducing methadone",
		Via: "a nursing notebook"},
	PowderLabelMethadone: {ID: "powder-label-methadone", Title: "older US label of methadone powder",
		Via: "recallguide.org"},
	SplitDosesInPregnancy: {ID: "split-doses-in-pregnancy", Title: "McCarthy, split doses of methadone from early pregnancy", Year: 2015,
		Via: "atforum.com"},
	SAMHSAOverdoseToolkit: {ID: "samhsa-overdose-toolkit", Title: "SAMHSA overdose prevention and response toolkit", Year: 2023,
		Publisher: "SAMHSA", Via: "its contents; safersubstanceuse.org; hendersoncountync"},
	NaloxoneSaves:       {ID: "naloxone-saves", Title: "naloxonesaves.org, what an overdose is and what to do"},
	OverdoseMinutes:     {ID: "overdose-minutes", Title: "San Luis Obispo County on overdose"},
	TreatmentWorksheets: {ID: "treatment-worksheets", Title: "public worksheets and treatment guides for people and families"},
	TestStrips:          {ID: "test-strips", Title: "fentanyl test strips, pointswestjeffco"},
	SafeSpot:            {ID: "safe-spot", Title: "SafeSpot, a line for people who use alone", Via: "safe-spot.me; helplinema.org"},
	HepatitisAndUse: {ID: "hepatitis-and-use", Title: "CDC, viral hepatitis among people who use or inject drugs",
		Publisher: "Centers for Disease Control and Prevention"},
	XylazineWounds: {ID: "xylazine-wounds", Title: "Prevention Point Philadelphia, care of wounds, in PMC10967264 table 1"},
	WoundGuidance2025: {ID: "wound-guidance-2025", Title: "guidance on wounds of people who use xylazine, OFID 12:ofaf299",
		Year: 2025, Via: "abstract"},
	FamilyTraining:   {ID: "family-training", Title: "Community reinforcement and family training, in the US registry of programmes (nreppadmin 378)"},
	NewbornScoring:   {ID: "newborn-scoring", Title: "scoring of withdrawal in newborns, therapeuticresearch"},
	WithdrawalStages: {ID: "withdrawal-stages", Title: "opioid withdrawal by stage, idwiki"},
	TianeptineAnswers: {ID: "tianeptine-answers", Title: "withdrawal from tianeptine",
		Via: "an answer site that is written by machine"},
	ClonidineRebound: {ID: "clonidine-rebound", Title: "rebound after clonidine, fpnotebook"},
	Medetomidine2025: {ID: "medetomidine-2025", Title: "Pennsylvania health alert 2025-794 on medetomidine", Year: 2025},
}
