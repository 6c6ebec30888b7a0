package evidence

// Labels, licences and leaflets, named by jurisdiction and product. A text that says which revision it is, is a source of its own.
const (
	_ Entry = Entry(Label)<<kindShift + iota
	LabelMethadone
	LabelMethadoneTablets
	LabelMethadoneTablets2025
	LabelMethadoneSolution
	LabelMethadoneConcentrate
	LabelDiskets
	LabelBuprenorphine
	LabelBuprenorphineTablets
	LabelBuprenorphineTablets2025
	LabelBuprenorphineNaloxone
	LabelSuboxone
	LabelSuboxoneFilm
	LabelSuboxoneAndZubsolv
	LabelSubutexAndSuboxone
	LabelZubsolv
	LabelSublocade
	LabelSublocadeBefore2025
	LabelSublocade2025
	LabelBrixadi
	LabelBrixadi2023
	LabelSublocadeAndBrixadi
	BrixadiEffects
	LabelNaltrexoneTablets
	LabelsNaltrexone2026
	LabelVivitrol
	LabelVivitrol2025
	LabelLucemyra
	LabelLucemyra2018
	LabelOpvee
	LabelOpioids
	LabelUnnamed
	ListingUS
	ListingGB
	SmPCMethadone1
	SmPCMethadone5
	SmPCBuprenorphine
	SmPCSubutex
	SmPCSuboxone
	SmPCEspranor
	SmPCNyxoid
	SmPCBuvidal
	MonographKadian
	MonographMEslon
	SmPCBuvidal64
	LeafletBuvidal
	LeafletBuvidal128
	LeafletZubsolv
	CoreSafetyNaltrexone
)

var labels = table{
	LabelMethadone: {ID: "label-methadone", Title: "US label of methadone for opioid use disorder"},
	LabelMethadoneTablets: {ID: "label-methadone-tablets", Title: "US label of methadone tablets",
		Via: "public set of drug interaction pairs that quotes the label"},
	LabelMethadoneTablets2025: {ID: "label-methadone-tablets-2025", Title: "US label of methadone tablets",
		Edition: "revision of August 2025", Year: 2025, Via: "openFDA label record d702d32b"},
	LabelMethadoneSolution: {ID: "label-methadone-solution", Title: "US label of methadone oral solution",
		Edition: "revision of December 2025", Year: 2025, Via: "openFDA label record d0e6a966"},
	LabelMethadoneConcentrate: {ID: "label-methadone-concentrate", Title: "US label of methadone oral concentrate",
		Edition: "March 2024", Year: 2024},
	LabelDiskets: {ID: "label-diskets", Title: "US label of Diskets", Edition: "revision of December 2025",
		Year: 2025, Via: "openFDA label record"},
	LabelBuprenorphine:        {ID: "label-buprenorphine", Title: "US labels of buprenorphine under the tongue"},
	LabelBuprenorphineTablets: {ID: "label-buprenorphine-tablets", Title: "US label of buprenorphine sublingual tablets"},
	LabelBuprenorphineTablets2025: {ID: "label-buprenorphine-tablets-2025",
		Title: "US labels of buprenorphine and buprenorphine/naloxone sublingual tablets", Edition: "revision of October 2025",
		Year: 2025, Via: "openFDA label records"},
	LabelBuprenorphineNaloxone: {ID: "label-buprenorphine-naloxone", Title: "US label of buprenorphine and naloxone"},
	LabelSuboxone:              {ID: "label-suboxone", Title: "US label of Suboxone"},
	LabelSuboxoneFilm:          {ID: "label-suboxone-film", Title: "US label of Suboxone film"},
	LabelSuboxoneAndZubsolv: {ID: "label-suboxone-and-zubsolv", Title: "US labels of Suboxone and Zubsolv",
		Via: "m.pdr.net summary"},
	LabelSubutexAndSuboxone: {ID: "label-subutex-and-suboxone", Title: "US labels of Subutex and Suboxone",
		Via: "pdr.net summaries"},
	LabelZubsolv:   {ID: "label-zubsolv", Title: "US label of Zubsolv"},
	LabelSublocade: {ID: "label-sublocade", Title: "US label of Sublocade"},
	LabelSublocadeBefore2025: {ID: "label-sublocade-before-2025", Title: "US label of Sublocade",
		Edition: "before February 2025", Via: "sublocadehcp.com"},
	LabelSublocade2025: {ID: "label-sublocade-2025", Title: "US label of Sublocade",
		Edition: "revision of February 2025", Year: 2025},
	LabelBrixadi: {ID: "label-brixadi", Title: "US label of Brixadi"},
	LabelBrixadi2023: {ID: "label-brixadi-2023", Title: "US label of Brixadi", Edition: "December 2023",
		Year: 2023},
	LabelSublocadeAndBrixadi: {ID: "label-sublocade-and-brixadi", Title: "US labels of Sublocade and Brixadi"},
	BrixadiEffects:           {ID: "brixadi-effects", Title: "brixadihcp.com, effects after the last injection"},
	LabelNaltrexoneTablets:   {ID: "label-naltrexone-tablets", Title: "US label of naltrexone tablets"},
	LabelsNaltrexone2026: {ID: "labels-naltrexone-2026", Title: "US labels of naltrexone", Year: 2026,
		Via: "scripted check of openFDA in a public card deck"},
	LabelVivitrol: {ID: "label-vivitrol", Title: "US label of Vivitrol"},
	LabelVivitrol2025: {ID: "label-vivitrol-2025", Title: "US label of Vivitrol",
		Edition: "revision of December 2025", Year: 2025, Via: "prescriberpoint.com"},
	LabelLucemyra: {ID: "label-lucemyra", Title: "US label of Lucemyra"},
	LabelLucemyra2018: {ID: "label-lucemyra-2018", Title: "US label of Lucemyra", Year: 2018,
		Via: "hcp.lucemyra.com"},
	LabelOpvee:     {ID: "label-opvee", Title: "US label of Opvee", Via: "consumer monograph in Khoa-BOB/BLUEmed"},
	LabelOpioids:   {ID: "label-opioids", Title: "US labels of methadone and buprenorphine"},
	LabelUnnamed:   {ID: "label-unnamed", Title: "label of the product"},
	ListingUS:      {ID: "listing-us", Title: "United States product listing"},
	ListingGB:      {ID: "listing-gb", Title: "United Kingdom product listing"},
	SmPCMethadone1: {ID: "smpc-methadone1", Title: "SmPC of methadone 1 mg/mL oral solution", Via: "drugs.com/uk"},
	SmPCMethadone5: {ID: "smpc-methadone5", Title: "SmPC of methadone 5 mg/mL", Via: "medine.co.uk"},
	SmPCBuprenorphine: {ID: "smpc-buprenorphine", Title: "SmPC of sublingual buprenorphine",
		Via: "Medscape UK; NHS Highland"},
	SmPCSubutex:  {ID: "smpc-subutex", Title: "SmPC of Subutex", Year: 2012, Via: "rxreasoner.com"},
	SmPCSuboxone: {ID: "smpc-suboxone", Title: "SmPC of Suboxone", Year: 2023, Via: "rxreasoner.com"},
	SmPCEspranor: {ID: "smpc-espranor", Title: "SmPC of Espranor", Year: 2022, Via: "emc"},
	SmPCNyxoid:   {ID: "smpc-nyxoid", Title: "SmPC of Nyxoid", Year: 2021, Via: "rxreasoner.com; nyxoid.com/uk"},
	MonographKadian: {ID: "monograph-kadian", Title: "Product monograph of Kadian (Canada)", Year: 2015,
		Via: "copies of the monograph with control number 185860"},
	MonographMEslon: {ID: "monograph-m-eslon", Title: "Product monograph of M-Eslon (Canada)", Year: 2014,
		Via: "a copy of the monograph with control number 171629"},
	SmPCBuvidal:   {ID: "smpc-buvidal", Title: "SmPC of Buvidal", Via: "NHS Borders Buvidal protocol"},
	SmPCBuvidal64: {ID: "smpc-buvidal64", Title: "SmPC of Buvidal 64 mg", Via: "emc"},
	LeafletBuvidal: {ID: "leaflet-buvidal", Title: "Buvidal package leaflet (EU)",
		Via: "joofio/test-epi-composition"},
	LeafletBuvidal128: {ID: "leaflet-buvidal128", Title: "Buvidal 128 mg patient leaflet",
		Via: "patient-info.co.uk"},
	LeafletZubsolv: {ID: "leaflet-zubsolv", Title: "Zubsolv package leaflet (EU)",
		Via: "joofio/test-epi-composition"},
	CoreSafetyNaltrexone: {ID: "core-safety-naltrexone", Title: "EU core safety profile of naltrexone, IE/H/PSUR/0028"},
}
