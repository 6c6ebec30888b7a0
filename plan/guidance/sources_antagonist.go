package guidance

import "github.com/oudpath/oudpath/plan/evidence"

// The documents that the rules about naltrexone cite.

func vivitrolLabel(section string, p evidence.Provenance) evidence.Citation {
	return label("Vivitrol", section, p)
}

func naltrexoneTablets(section string, p evidence.Provenance) evidence.Citation {
	return label("naltrexone tablets", section, p)
}

func statPearlsNaltrexone(section string) evidence.Citation {
	return evidence.Citation{Source: "StatPearls, Naltrexone", Section: section, Year: 2024, Provenance: evidence.Secondary,
		Via: "clint-llm.github.io"}
}

func coreSafetyNaltrexone(section string) evidence.Citation {
	return evidence.Citation{Source: "EU core safety profile of naltrexone, IE/H/PSUR/0028", Section: section, Provenance: evidence.Primary}
}

func ta115(section string) evidence.Citation {
	return evidence.Citation{Source: "NICE TA115", Section: section, Year: 2007, Provenance: evidence.Primary}
}

func nysdoh(section string) evidence.Citation {
	return evidence.Citation{Source: "New York State Department of Health AIDS Institute guideline", Section: section, Year: 2024,
		Provenance: evidence.Primary}
}
