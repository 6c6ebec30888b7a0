package evidence

// Code systems, registers and data sets.
const (
	_ Entry = Entry(Register)<<kindShift + iota
	ATC2026
	LOINC
	NDC
	NDTMS
	RxNorm
	RxNorm2020
	SNOMED
)

var registers = table{
	ATC2026: {ID: "atc-2026", Title: "WHO ATC/DDD index", Year: 2026, Publisher: "World Health Organization",
		Via: "fabkury/atcd, scrape of 25 April 2026"},
	LOINC: {ID: "loinc", Title: "LOINC", Publisher: "Regenstrief Institute"},
	NDC:   {ID: "ndc", Title: "openFDA NDC directory", Publisher: "Food and Drug Administration"},
	NDTMS: {ID: "ndtms", Title: "National Drug Treatment Monitoring System data set",
		Via: "reference lists of an open-source English case system"},
	RxNorm: {ID: "rxnorm", Title: "RxNorm", Publisher: "National Library of Medicine"},
	RxNorm2020: {ID: "rxnorm-2020", Title: "RxNorm", Year: 2020, Publisher: "National Library of Medicine",
		Via: "NCQA value set in cqframework/clinical-reasoning"},
	SNOMED: {ID: "snomed", Title: "SNOMED CT International Edition", Publisher: "SNOMED International",
		Via: "response of a terminology server in the scttsrapy documentation"},
}
