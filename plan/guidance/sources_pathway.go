package guidance

import "github.com/oudpath/oudpath/plan/evidence"

// The documents that the rules about the pathway cite: withdrawal, pregnancy, continuing and ending treatment, levels of care.

func niceCG51(section string, p evidence.Provenance) evidence.Citation {
	return evidence.Citation{Source: "NICE CG51", Section: section, Year: 2007, Provenance: p}
}

func niceCG52(section string, p evidence.Provenance) evidence.Citation {
	return evidence.Citation{Source: "NICE CG52", Section: section, Year: 2007, Provenance: p}
}

func niceQS23(section string) evidence.Citation {
	return evidence.Citation{Source: "NICE QS23", Section: section, Year: 2012, Provenance: evidence.Primary}
}

// ukDetoxSummary is a summary for professionals of NICE CG52 and of the guidelines of 2017.
func ukDetoxSummary(section string) evidence.Citation {
	return evidence.Citation{Source: "Patient.info professional summary, opioid detoxification", Section: section, Year: 2023, Provenance: evidence.Secondary}
}

func whoMhGAP(section string) evidence.Citation {
	return evidence.Citation{Source: "WHO mhGAP Intervention Guide 2.0", Section: section, Year: 2016, Provenance: evidence.Secondary,
		Via: "reproduction of the guide's resource files"}
}

func whoPregnancy(section string) evidence.Citation {
	return evidence.Citation{Source: "WHO guidelines for substance use in pregnancy", Section: section, Year: 2014, Provenance: evidence.Secondary,
		Via: "National Guideline Clearinghouse summary 10619"}
}

func pregnancyNYSDOH(grade string) evidence.Citation {
	return evidence.Citation{Source: "New York State Department of Health AIDS Institute guideline", Section: "pregnancy, " + grade, Year: 2024,
		Provenance: evidence.Primary}
}

func acog711() evidence.Citation {
	return evidence.Citation{Source: "ACOG Committee Opinion 711, opioid use and opioid use disorder in pregnancy", Year: 2017,
		Provenance: evidence.Unconfirmed}
}

func scottishMAT(section string) evidence.Citation {
	return evidence.Citation{Source: "Medication Assisted Treatment standards for Scotland", Section: section, Year: 2021, Provenance: evidence.Primary}
}

func nida(section string, p evidence.Provenance) evidence.Citation {
	return evidence.Citation{Source: "NIDA Principles of Drug Addiction Treatment", Section: section, Provenance: p}
}

func dsm5(section string) evidence.Citation {
	return evidence.Citation{Source: "DSM-5-TR, opioid use disorder", Section: section, Year: 2022, Provenance: evidence.Primary,
		Via: "BCCSU clinical guidance, appendix 2"}
}

func fda2017() evidence.Citation {
	return evidence.Citation{Source: "FDA safety communication on buprenorphine or methadone with benzodiazepines or other CNS depressants",
		Year: 2017, Provenance: evidence.Primary}
}

func asamCriteria(section string, p evidence.Provenance) evidence.Citation {
	return evidence.Citation{Source: "The ASAM Criteria", Section: section, Provenance: p}
}

// pathwayProposal is what this library proposes where no source that was seen says it. It can warn and never refuse.
func pathwayProposal(what string) evidence.Citation {
	return evidence.Citation{Source: "oudpath proposal", Section: what, Provenance: evidence.Unconfirmed}
}
