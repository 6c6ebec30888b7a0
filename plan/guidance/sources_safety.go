package guidance

import "github.com/oudpath/oudpath/plan/evidence"

// The documents that the rules about interactions, conditions and medicines for withdrawal cite.

// interactionPairs is a public set of pairs that quotes the sentences of the labels of methadone tablets and Suboxone film.
func interactionPairs(product, section string) evidence.Citation {
	return evidence.Citation{Source: "US label of " + product, Section: section, Provenance: evidence.Secondary,
		Via: "public set of drug interaction pairs that quotes the label"}
}

// labelRecalled is what labels of opioids say as a class; the sentence was not seen.
func labelRecalled(section string) evidence.Citation {
	return evidence.Citation{Source: "US labels of methadone and buprenorphine", Section: section, Provenance: evidence.Unconfirmed}
}

func whoAnnex12() evidence.Citation {
	return evidence.Citation{Source: "WHO Guidelines for psychosocially assisted treatment of opioid dependence", Section: "annex 12", Year: 2009,
		Provenance: evidence.Primary}
}

func whoOverdose(section string) evidence.Citation {
	return evidence.Citation{Source: "WHO community management of opioid overdose", Section: section, Year: 2014,
		Provenance: evidence.Secondary, Via: "National Guideline Clearinghouse summary 10618"}
}

func lucemyraLabel(section string, p evidence.Provenance) evidence.Citation {
	return label("Lucemyra", section, p)
}

func lofexidineTrial() evidence.Citation {
	return evidence.Citation{Source: "lofexidine trial, PMC6541556", Section: "table 2, definitions of adverse events", Provenance: evidence.Primary}
}

func upToDateWithdrawal() evidence.Citation {
	return evidence.Citation{Source: "UpToDate", Section: "table 54978", Provenance: evidence.Secondary, Via: "medilib.ir"}
}
