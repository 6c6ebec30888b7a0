package stages

import "github.com/oudpath/oudpath/plan/evidence"

// The sources of the built-in tables. They are functions so that nobody can change what others cite.

// cites collects citations for one row of a table.
func cites(all ...evidence.Citation) []evidence.Citation { return all }

// own is OwnDesign for one row of a table, with what was decided.
func own(what string) evidence.Citation {
	c := OwnDesign()
	c.Section = what
	return c
}

// ownWay is the citation of an edge that is the logic of the pathway and no clinical claim.
func ownWay() []evidence.Citation { return cites(own("order of the pathway")) }

// asam2020 is the guideline's focused update, whose pocket edition was read.
func asam2020(section string) evidence.Citation {
	return evidence.Citation{Source: "ASAM National Practice Guideline for the Treatment of Opioid Use Disorder", Section: section, Year: 2020,
		Provenance: evidence.Primary}
}

// asam2015 is the first edition of that guideline, whose pocket guide was read.
func asam2015(section string) evidence.Citation {
	return evidence.Citation{Source: "ASAM National Practice Guideline for the Use of Medications in the Treatment of Addiction Involving Opioid Use",
		Section: section, Year: 2015, Provenance: evidence.Primary}
}

func niceCG51(section string, p evidence.Provenance, via string) evidence.Citation {
	return evidence.Citation{Source: "NICE CG51", Section: section, Year: 2007, Provenance: p, Via: via}
}

func niceCG52(section string, p evidence.Provenance, via string) evidence.Citation {
	return evidence.Citation{Source: "NICE CG52", Section: section, Year: 2007, Provenance: p, Via: via}
}

func niceQS23(statement string) evidence.Citation {
	return evidence.Citation{Source: "NICE QS23", Section: statement, Year: 2012, Provenance: evidence.Primary}
}

// crism2024 was read as far as its abstract, which says that withdrawal alone is avoided and psychosocial treatment never required.
func crism2024() evidence.Citation {
	return evidence.Citation{Source: "CRISM national guideline for the clinical management of opioid use disorder", Section: "abstract", Year: 2024,
		Provenance: evidence.Primary, Via: "CMAJ 2024;196(38):E1280"}
}

func whoMhGAP(section string) evidence.Citation {
	return evidence.Citation{Source: "WHO mhGAP Intervention Guide 2.0", Section: section, Year: 2016, Provenance: evidence.Secondary,
		Via: "reproduction of the guide's resource files"}
}

func who2009(section string) evidence.Citation {
	return evidence.Citation{Source: "WHO Guidelines for the psychosocially assisted pharmacological treatment of opioid dependence", Section: section,
		Year: 2009, Provenance: evidence.Unconfirmed}
}

func nidaPrinciples(section string, p evidence.Provenance, via string) evidence.Citation {
	return evidence.Citation{Source: "NIDA Principles of Drug Addiction Treatment", Section: section, Provenance: p, Via: via}
}

// elsevier is the clinical overview that the withdrawal course was read from.
func elsevier() evidence.Citation {
	return evidence.Citation{Source: "Elsevier clinical overview, opioid withdrawal", Provenance: evidence.Primary}
}

// scottishMAT are the standards on access, choice and support.
func scottishMAT(standard string) evidence.Citation {
	return evidence.Citation{Source: "Medication Assisted Treatment standards for Scotland", Section: standard, Year: 2021, Provenance: evidence.Primary}
}

// ndtms is the English treatment data set, in the field names of an open case system.
func ndtms(section string) evidence.Citation {
	return evidence.Citation{Source: "National Drug Treatment Monitoring System data set", Section: section, Provenance: evidence.Primary,
		Via: "reference lists of an open-source English case system"}
}

func modelsOfCare(section string, p evidence.Provenance) evidence.Citation {
	return evidence.Citation{Source: "Models of Care for treatment of adult drug misusers", Section: section, Year: 2006, Provenance: p}
}

// ausMethadone2003 is the national guideline with the table of missed doses.
func ausMethadone2003() evidence.Citation {
	return evidence.Citation{Source: "Australian national clinical guidelines for methadone", Section: "3.5", Year: 2003, Provenance: evidence.Primary}
}

// bcPrimaryCare says that neither counseling nor detoxification is a prerequisite of medication.
func bcPrimaryCare() evidence.Citation {
	return evidence.Citation{Source: "British Columbia guideline for opioid use disorder in primary care", Year: 2018, Provenance: evidence.Primary}
}

// loosely is a citation's weaker twin: the same place, but not confirmed there.
func loosely(c evidence.Citation) evidence.Citation {
	c.Provenance, c.Via = evidence.Unconfirmed, ""
	return c
}
