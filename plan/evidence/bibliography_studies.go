package evidence

// Studies.
const (
	_ Entry = Entry(Study)<<kindShift + iota
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
	RifampicinStopped2013
	QTcRiskFactors2020
	SanBuprenorphine1992
	NewbornTreatment
	FamilyTrainingTrial

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
	PrizesInTreatment
	CaliforniaRewards
	SanFranciscoRewards
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
	RapidLowDose
	RapidMethadonePregnancy
	YoungPeople2008
	ReleaseNSW2014
	JailDepots
	SedativesBesideAgonists2019
	SleepOnMethadone2023
	SleepOnBuprenorphine
)

var studies = table{
	EDSurvey2021: {ID: "ed-survey-2021", Title: "PMC8630357, survey of 31 US emergency department protocols",
		Year: 2021},
	HighDoseMethadone: {ID: "high-dose-methadone", Title: "Maxwell and Shinderman, methadone at high doses in 144 people",
		Year: 2002, Via: "abstract"},
	LowDoseOutpatient: {ID: "low-dose-outpatient", Title: "Journal of the American Board of Family Medicine, outpatient low-dose protocol"},
	LowDoseInpatient:  {ID: "low-dose-inpatient", Title: "Pharmacotherapy", Year: 2019},
	LowDoseInjectable: {ID: "low-dose-injectable", Title: "PMC7167423, low-dose start beside injectable treatment"},
	Randhawa2020:      {ID: "randhawa-2020", Title: "Randhawa, low-dose induction, as quoted in Canadian Family Physician 66:891", Year: 2020},
	MaxwellShinderman2002: {ID: "maxwell-shinderman-2002", Title: "Maxwell and Shinderman, Journal of Addictive Diseases",
		Year: 2002, Via: "abstract"},
	Oakley2021:      {ID: "oakley-2021", Title: "Oakley, Drug and Alcohol Review", Year: 2021},
	LofexidineTrial: {ID: "lofexidine-trial", Title: "lofexidine trial, PMC6541556"},
	NalmefeneNews:   {ID: "nalmefene-news", Title: "JAMA"},
	RhodeIslandCase: {ID: "rhode-island-case", Title: "Rhode Island Medical Journal", Via: "docslib"},
	RifampicinStopped2013: {ID: "rifampicin-stopped-2013", Title: "Inui and others, enzymes after rifampicin was stopped, " +
		"Clinical Pharmacology and Therapeutics 94:702", Year: 2013, Via: "abstract"},
	QTcRiskFactors2020: {ID: "qtc-risk-factors-2020", Title: "risk factors of a long QT interval, PMC7141471", Year: 2020},
	SanBuprenorphine1992: {ID: "san-buprenorphine-1992", Title: "San and others, withdrawal after buprenorphine", Year: 1992,
		Via: "abstract"},
	FamilyTrainingTrial: {ID: "family-training-trial", Title: "PMC5690811, family training against facilitation of Al-Anon, 115 families"},
	NewbornTreatment:    {ID: "newborn-treatment", Title: "PMC5662132, buprenorphine against morphine in newborns"},
	HospitalMethadone:   {ID: "hospital-methadone", Title: "PMC10870273, methadone for people in hospital"},
	RapidMethadone2024: {ID: "rapid-methadone-2024", Title: "Liu and others, rapid methadone in hospital", Year: 2024,
		Via: "abstract"},
	PrizesInTreatment: {ID: "prizes-in-treatment", Title: "Petry and others, prizes for people on methadone, PMC2606595"},
	CaliforniaRewards: {ID: "california-rewards", Title: "Recovery Incentives, California: contingency management for stimulants",
		Via: "Los Angeles County; Preventive Medicine 2023, abstract"},
	SanFranciscoRewards: {ID: "san-francisco-rewards", Title: "contingency management in San Francisco", Via: "press"},
	HighDoseBuprenorphine2021: {ID: "high-dose-buprenorphine-2021",
		Title: "Herring and others, high-dose buprenorphine in an emergency department, JAMA Netw Open 4:e2117128", Year: 2021,
		Via: "abstract"},
	EDInnovation: {ID: "ed-innovation", Title: "ED-INNOVATION (CTN-0099)", Year: 2026, Via: "ctnlibrary 1802"},
	RapidDepotStart2023: {ID: "rapid-depot-start-2023", Title: "Hassman and others, rapid start of a monthly depot", Year: 2023,
		Via: "abstract"},
	OneDayStart2021: {ID: "one-day-start-2021", Title: "Mariani and others, one-day start of a monthly depot with 24 mg", Year: 2021,
		Via: "abstract"},
	WeeklyDepotED2024: {ID: "weekly-depot-ed-2024", Title: "weekly depot of buprenorphine at low withdrawal, JAMA Netw Open 7:e2420702",
		Year: 2024, Via: "abstract and key points"},
	PatchStartUK:            {ID: "patch-start-uk", Title: "low-dose start after a patch in a UK community service, BJPsych Open congress abstract"},
	PatchStartHess:          {ID: "patch-start-hess", Title: "Hess and others, patch between methadone and buprenorphine", Via: "MDedge"},
	RapidLowDose:            {ID: "rapid-low-dose", Title: "low-dose start within one day in hospital", Via: "MDedge"},
	RapidMethadonePregnancy: {ID: "rapid-methadone-pregnancy", Title: "rapid methadone for twelve pregnant people in hospital", Via: "abstract"},
	BuccalStart:             {ID: "buccal-start", Title: "buccal low-dose start at the Hospital of the University of Pennsylvania"},
	Bernese2016: {ID: "bernese-2016", Title: "Hämmig and others, the Bernese method", Year: 2016,
		Via: "abstract"},
	MoeLowDose: {ID: "moe-low-dose", Title: "PMC9310825, low-dose start over six days in the community"},
	MethadoneTapers2012: {ID: "methadone-tapers-2012", Title: "Nosyk and others, 4,917 tapers of methadone in British Columbia",
		Year: 2012},
	BuprenorphineTapers2009: {ID: "buprenorphine-tapers-2009", Title: "Ling and others, tapers of buprenorphine over 7 and 28 days",
		Year: 2009},
	BuprenorphineTaper2014: {ID: "buprenorphine-taper-2014", Title: "Fiellin and others, taper against maintenance on buprenorphine",
		Year: 2014, Via: "abstract"},
	TapersOfOffices: {ID: "tapers-of-offices", Title: "PMC6139651, tapers of 1,308 people in office-based treatment"},
	ForcedTaper2015: {ID: "forced-taper-2015", Title: "Rich and others, methadone on entry into prison, Lancet", Year: 2015,
		Via: "abstract"},
	RapidNaltrexone2024: {ID: "rapid-naltrexone-2024", Title: "Shulman and others, SWIFT (CTN-0097), JAMA Netw Open", Year: 2024,
		Via: "pathway.md summary"},
	AgonistSwitchConference: {ID: "agonist-switch-conference", Title: "case conference on changes between agonists, abstract 0918334"},
	InAndOutOfTreatment2021: {ID: "in-and-out-of-treatment-2021",
		Title: "Santo and others, mortality in and out of agonist treatment, JAMA Psychiatry 78:979", Year: 2021, Via: "abstract"},
	BothAgonists2023: {ID: "both-agonists-2023", Title: "Degenhardt and others, buprenorphine against methadone, Lancet Psychiatry 10:386",
		Year: 2023,
		Via:  "drugpolicyfacts.org, which quotes the conclusion"},
	BothAgonistsCanada2024: {ID: "both-agonists-canada-2024",
		Title: "Nosyk and others, buprenorphine/naloxone against methadone in British Columbia, JAMA 332:1822", Year: 2024},
	PlaceboAgonists2014: {ID: "placebo-agonists-2014",
		Title: "Mattick and others, buprenorphine against placebo or methadone, Cochrane review", Year: 2014, Via: "abstract"},
	PathwaysOfInsured2020: {ID: "pathways-of-insured-2020",
		Title: "Wakeman and others, six treatment pathways of 40,885 insured people, JAMA Netw Open 3:e1920622", Year: 2020},
	XBOT2018: {ID: "x-bot-2018", Title: "Lee and others, X:BOT (CTN-0051), monthly naltrexone against buprenorphine", Year: 2018,
		Via: "abstract"},
	XBOTHousing2020: {ID: "x-bot-housing-2020", Title: "X:BOT by housing, American Journal of Psychiatry", Year: 2020,
		Via: "abstract"},
	Norway2017: {ID: "norway-2017", Title: "Tanum and others, monthly naltrexone against daily buprenorphine in Norway",
		Year: 2017, Via: "introduction of a later paper"},
	PregnancyAgonists2022: {ID: "pregnancy-agonists-2022",
		Title: "Suarez and others, buprenorphine against methadone in pregnancy, NEJM, 1 December 2022", Year: 2022,
		Via: "physiciansweekly.com and psychiatryadvisor.com, which agree"},
	YoungPeople2008: {ID: "young-people-2008",
		Title: "Woody and others, extended against short treatment with buprenorphine/naloxone at 15 to 21 years, JAMA", Year: 2008},
	ReleaseNSW2014: {ID: "release-nsw-2014",
		Title: "Degenhardt and others, agonist treatment and mortality after 60,161 releases from prison", Year: 2014, Via: "abstract"},
	JailDepots: {ID: "jail-depots", Title: "PMC9743485, buprenorphine depots in a jail"},
	SedativesBesideAgonists2019: {ID: "sedatives-beside-agonists-2019",
		Title: "Macleod and others, benzodiazepines beside agonists, PLoS Med 16:e1002965", Year: 2019, Via: "abstract"},
	SleepOnMethadone2023: {ID: "sleep-on-methadone-2023",
		Title: "breathing at night of 40 people on methadone, 10.34172/ahj.2023.1455", Year: 2023, Via: "abstract"},
	SleepOnBuprenorphine: {ID: "sleep-on-buprenorphine",
		Title: "Farney and others, breathing at night of 70 people on buprenorphine, Eur Respir J", Via: "abstract"},
}
