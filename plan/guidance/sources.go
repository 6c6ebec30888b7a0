package guidance

import "github.com/oudpath/oudpath/plan/evidence"

// The documents that several rules cite. How well a statement was confirmed is said at each citation.

func asam2020(section string, p evidence.Provenance) evidence.Citation {
	return evidence.Citation{Source: "ASAM National Practice Guideline, focused update", Section: section, Year: 2020, Provenance: p}
}

func asam2015(section string, p evidence.Provenance) evidence.Citation {
	return evidence.Citation{Source: "ASAM National Practice Guideline, pocket guide", Section: section, Year: 2015, Provenance: p}
}

func asam2023(section string, p evidence.Provenance) evidence.Citation {
	return evidence.Citation{Source: "ASAM clinical considerations: buprenorphine and high-potency synthetic opioids", Section: section, Year: 2023, Provenance: p}
}

func label(product, section string, p evidence.Provenance) evidence.Citation {
	return evidence.Citation{Source: "US label of " + product, Section: section, Provenance: p}
}

func cfr(section string, year int, p evidence.Provenance) evidence.Citation {
	return evidence.Citation{Source: "42 CFR 8.12", Section: section, Year: year, Provenance: p}
}

func caBridge(section string, p evidence.Provenance) evidence.Citation {
	return evidence.Citation{Source: "CA Bridge buprenorphine on-shift tool", Section: section, Provenance: p}
}

func acep(p evidence.Provenance) evidence.Citation {
	return evidence.Citation{Source: "ACEP buprenorphine tool for emergency departments", Provenance: p}
}

func fdaNotice2024(p evidence.Provenance) evidence.Citation {
	return evidence.Citation{Source: "FDA notice on transmucosal buprenorphine, 89 FR 105613", Year: 2024, Provenance: p}
}

// smpc is a summary of product characteristics: the licence text of the United Kingdom or the European Union. The year is that
// of the revision, 0 if none was stated.
func smpc(product, section string, year int, p evidence.Provenance) evidence.Citation {
	return evidence.Citation{Source: "SmPC of " + product, Section: section, Year: year, Provenance: p}
}

func edSurvey() evidence.Citation {
	return evidence.Citation{Source: "PMC8630357, survey of 31 US emergency department protocols", Section: "table 2", Year: 2021, Provenance: evidence.Primary}
}

func upToDate(section string, p evidence.Provenance) evidence.Citation {
	return evidence.Citation{Source: "UpToDate", Section: section, Year: 2024, Provenance: p, Via: "medilib.ir 54978"}
}

func cfr21(section string, p evidence.Provenance) evidence.Citation {
	return evidence.Citation{Source: "21 CFR", Section: section, Provenance: p}
}

func medscapeBuprenorphine(section string) evidence.Citation {
	return evidence.Citation{Source: "Medscape UK, buprenorphine", Section: section, Provenance: evidence.Secondary}
}
