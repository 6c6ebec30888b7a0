package evidence

// Papers and forms of scales.
const (
	_ Entry = Entry(Scale)<<kindShift + iota
	COWS2003
	Handelsman1987
	Gossop1990
	SOWSUse
	ShortSOWSUse
	ShortSOWSChange
	DAST1982
	TAPSPage
	DASTScoring
	PHQ9Of2001
	PHQ9Scoring
	PHQ9Attempts
	PHQ9Suicide
	GAD7Of2006
	RASS2002
	TOPReporting2009
	TOPExceptions
)

var scales = table{
	COWS2003: {ID: "cows-2003", Title: "Wesson and Ling, The Clinical Opiate Withdrawal Scale (COWS), J Psychoactive Drugs 35(2):253-259",
		Year: 2003,
		Via:  "NCBI Bookshelf NBK64244, table A72915"},
	Handelsman1987: {ID: "handelsman-1987",
		Title: "Handelsman et al., Two new rating scales for opiate withdrawal, Am J Drug Alcohol Abuse 13(3):293-308", Year: 1987},
	Gossop1990: {ID: "gossop-1990", Title: "Gossop, The development of a short opiate withdrawal scale, doi:10.1016/0306-4603(90)90036-W",
		Year: 1990,
		Via:  "NIDA Data Share"},
	SOWSUse: {ID: "sows-use", Title: "PMC7530570", Via: "clay-good/sophiewell.com docs/spec-v1061.md"},
	ShortSOWSUse: {ID: "short-sows-use", Title: "PMC11036405, PMC9992259 and PMC6968526",
		Via: "clay-good/sophiewell.com docs/spec-v1061.md"},
	ShortSOWSChange: {ID: "short-sows-change", Title: "PMC9992259 and PMC6968526",
		Via: "clay-good/sophiewell.com docs/spec-v1061.md"},
	DAST1982: {ID: "dast-1982", Title: "Skinner, The Drug Abuse Screening Test, Addictive Behaviors 7:363",
		Year: 1982, Via: "comorbidityguidelines.org.au table 69; NIDA common data element 3254089"},
	TAPSPage:    {ID: "taps-page", Title: "TAPS tool", Publisher: "National Institute on Drug Abuse", Via: "nida.nih.gov"},
	DASTScoring: {ID: "dast-scoring", Title: "Family Practice Notebook, Drug Abuse Screening Test"},
	PHQ9Of2001: {ID: "phq-9-2001", Title: "Kroenke, Spitzer and Williams, The PHQ-9, J Gen Intern Med 16:606-613",
		Year: 2001, Via: "studylib.net/doc/25788761"},
	PHQ9Scoring:  {ID: "phq-9-scoring", Title: "PHQ-9 scoring", Via: "calcipedia.org; openEHR guideline PHQ9.v1"},
	PHQ9Attempts: {ID: "phq-9-attempts", Title: "Simon et al., Psychiatr Serv 64(12):1195-1202", Year: 2013},
	PHQ9Suicide: {ID: "phq-9-suicide",
		Title: "Does suicidal ideation as measured by the PHQ-9 predict suicide among VA patients?, doi:10.1176/appi.ps.201500149",
		Year:  2016},
	GAD7Of2006: {ID: "gad-7-2006",
		Title: "Spitzer et al., A brief measure for assessing generalized anxiety disorder: the GAD-7, Arch Intern Med 166:1092-1097",
		Year:  2006, Via: "printed scoring key of the GAD-7; openEHR guideline GAD-7.v1"},
	RASS2002: {ID: "rass-2002",
		Title: "Sessler et al., The Richmond Agitation-Sedation Scale, Am J Respir Crit Care Med 166:1338-1344", Year: 2002,
		Via: "pages of intensive care that print its levels"},
	TOPReporting2009: {ID: "top-reporting-2009", Title: "Treatment Outcomes Profile, reporting process",
		Year: 2009},
	TOPExceptions: {ID: "top-exceptions", Title: "NDTMS exceptions of the Treatment Outcomes Profile"},
}
