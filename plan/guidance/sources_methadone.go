package guidance

import "github.com/oudpath/oudpath/plan/evidence"

// The documents that the rules about methadone and its programmes cite.

func methadoneLabel(section string, p evidence.Provenance) evidence.Citation {
	return label("methadone for opioid use disorder", section, p)
}

func ausMethadone(section string) evidence.Citation {
	return evidence.Citation{Source: "National methadone guideline, Australia", Section: section, Year: 2003, Provenance: evidence.Primary}
}

func krantz2009(section string) evidence.Citation {
	return evidence.Citation{Source: "QTc interval screening in methadone treatment, Annals of Internal Medicine", Section: section, Year: 2009,
		Provenance: evidence.Primary, Via: "abstract"}
}

func methadoneSafety2014(section string) evidence.Citation {
	return evidence.Citation{Source: "Methadone safety guideline, APS, CPDD and HRS", Section: section, Year: 2014,
		Provenance: evidence.Secondary, Via: "National Guideline Clearinghouse summary 10716"}
}

func exceptions(section string) evidence.Citation {
	return evidence.Citation{Source: "21 CFR 1306.07", Section: section, Year: 2023, Provenance: evidence.Primary}
}

func samhsaChanges(section string) evidence.Citation {
	return evidence.Citation{Source: "SAMHSA table of changes to 42 CFR part 8", Section: section, Year: 2024, Provenance: evidence.Primary}
}

func nhsMethadone(section string) evidence.Citation {
	return evidence.Citation{Source: "NHS.uk, methadone", Section: section, Provenance: evidence.Primary}
}

func medscapeUK(section string) evidence.Citation {
	return evidence.Citation{Source: "Medscape UK, methadone oral solution", Section: section, Provenance: evidence.Secondary}
}

func methadoneLicenceUK(section string) evidence.Citation {
	return evidence.Citation{Source: "UK licence of methadone 1 mg/mL oral solution", Section: section, Provenance: evidence.Secondary,
		Via: "drugs.com/uk"}
}

func niFormulary(section string) evidence.Citation {
	return evidence.Citation{Source: "Northern Ireland Formulary 4.10.1", Section: section, Provenance: evidence.Primary}
}

func lothian(section string) evidence.Citation {
	return evidence.Citation{Source: "NHS Lothian", Section: section, Provenance: evidence.Primary}
}

func ta114(section string) evidence.Citation {
	return evidence.Citation{Source: "NICE TA114", Section: section, Year: 2007, Provenance: evidence.Primary}
}

func orangeBook(section string, p evidence.Provenance) evidence.Citation {
	return evidence.Citation{Source: "Drug misuse and dependence: UK guidelines on clinical management", Section: section, Year: 2017, Provenance: p}
}

func recalled(source, section string) evidence.Citation {
	return evidence.Citation{Source: source, Section: section, Provenance: evidence.Unconfirmed}
}
