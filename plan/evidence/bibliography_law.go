package evidence

// Law, and what authorities publish about it.
const (
	_ Entry = Entry(Law)<<kindShift + iota
	Part8
	Part8Of2001
	FinalRule2001
	SAMHSAChanges
	SAMHSATakeHome
	CFR1306Sec07
	CFR1306Sec07Of2026
	ThreeDayRule
	CFR1306Sec51
	CFR1307Sec41
	WisconsinDHS75
	OhioPrograms
	MichiganPrograms
	BCPharmacy2023
	VictoriaPolicy2016
	VictoriaChecklist
	HumanMedicines
	HomeOfficeInstalments
	DVLAFitness
	DrugDrivingLimits
)

var laws = table{
	Part8: {ID: "42-cfr-8-12", Title: "42 CFR 8.12", Year: 2024,
		Publisher: "US Department of Health and Human Services", Via: "a public specification that quotes the regulation"},
	Part8Of2001: {ID: "42-cfr-8-12-2001", Title: "42 CFR 8.12", Year: 2001,
		Publisher: "US Department of Health and Human Services"},
	FinalRule2001: {ID: "66-fr-4098", Title: "66 FR 4098", Year: 2001,
		Publisher: "US Department of Health and Human Services", Via: "methadone.org"},
	SAMHSAChanges: {ID: "samhsa-changes", Title: "SAMHSA table of changes to 42 CFR part 8", Year: 2024,
		Publisher: "SAMHSA"},
	SAMHSATakeHome: {ID: "samhsa-take-home", Title: "SAMHSA guidance on methadone take-home flexibilities", Year: 2023,
		Publisher: "SAMHSA"},
	CFR1306Sec07: {ID: "21-cfr-1306-07", Title: "21 CFR 1306.07", Year: 2023,
		Publisher: "Drug Enforcement Administration"},
	CFR1306Sec07Of2026: {ID: "21-cfr-1306-07-2026", Title: "21 CFR 1306.07, as amended by 91 FR 34754", Year: 2026,
		Publisher: "Drug Enforcement Administration"},
	ThreeDayRule: {ID: "88-fr-53377", Title: "88 FR 53377", Year: 2023, Publisher: "Drug Enforcement Administration"},
	CFR1306Sec51: {ID: "21-cfr-1306-51", Title: "21 CFR 1306.51, 90 FR 6504", Year: 2025,
		Publisher: "Drug Enforcement Administration"},
	CFR1307Sec41: {ID: "21-cfr-1307-41", Title: "21 CFR 1307.41, 90 FR 61301",
		Publisher: "Drug Enforcement Administration"},
	WisconsinDHS75: {ID: "wisconsin-dhs-75-59", Title: "Wisconsin DHS 75.59",
		Publisher: "Wisconsin Department of Health Services"},
	OhioPrograms: {ID: "ohio-programs", Title: "Ohio rules of opioid treatment programs", Via: "monqcle"},
	MichiganPrograms: {ID: "michigan-programs", Title: "Michigan administrative code, methadone programs",
		Publisher: "Michigan"},
	BCPharmacy2023: {ID: "bc-pharmacy-ppp-66", Title: "Professional practice policy 66, opioid agonist treatment", Year: 2023,
		Publisher: "College of Pharmacists of British Columbia", Via: "bcpharmacy.ca"},
	VictoriaPolicy2016: {ID: "victoria-policy-2016", Title: "Policy for maintenance pharmacotherapy, Victoria", Year: 2016,
		Via: "PABN; Australian Journal of Pharmacy"},
	VictoriaChecklist: {ID: "victoria-checklist", Title: "Checklist for doses to take away in the pandemic, Victoria, online in 2024",
		Via: "PABN"},
	HumanMedicines: {ID: "human-medicines", Title: "Human Medicines Regulations", Year: 2024,
		Publisher: "UK government", Via: "gov.uk"},
	HomeOfficeInstalments: {ID: "home-office-instalments", Title: "Home Office wording for instalment prescriptions",
		Publisher: "Home Office", Via: "NHS Greater Glasgow and Clyde"},
	DVLAFitness: {ID: "dvla-fitness", Title: "DVLA, Assessing fitness to drive",
		Publisher: "Driver and Vehicle Licensing Agency", Via: "a public paraphrase of the guide, whose edition was not checked"},
	DrugDrivingLimits: {ID: "drug-driving-limits", Title: "Drug driving limits of England and Wales, section 5A of the Road Traffic Act"},
}
