package evidence

// Code systems, registers, data sets and measures of quality.
const (
	_ Entry = Entry(Register)<<kindShift + iota
	ATC2026
	LOINC
	NDC
	NDTMS
	RxNorm
	RxNorm2020
	SNOMED

	// Measures of quality.
	CBE3175
	CBE3589
	CMS137
	HEDIS
	MATReview2015
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
	CBE3175: {ID: "cbe-3175", Title: "CBE 3175 (MIPS quality measure 468), Continuity of Pharmacotherapy for Opioid Use Disorder",
		Edition: "2019", Year: 2019, Via: "docslib, mdinteractive and ACP"},
	CBE3589: {ID: "cbe-3589", Title: "CBE 3589, Prescription or administration of pharmacotherapy to treat opioid use disorder",
		Publisher: "Partnership for Quality Measurement"},
	CMS137: {ID: "cms-137", Title: "CMS137, Initiation and Engagement of Substance Use Disorder Treatment", Edition: "content of 2025",
		Year: 2025, Publisher: "NCQA", Via: "build.fhir.org"},
	HEDIS: {ID: "hedis", Title: "HEDIS", Publisher: "NCQA", Via: "tip sheets of payers"},
	MATReview2015: {ID: "mat-review-2015",
		Title: "Review of Medication-Assisted Treatment Guidelines and Measures for Opioid and Alcohol Use, table 3", Year: 2015,
		Publisher: "ASPE"},
}
