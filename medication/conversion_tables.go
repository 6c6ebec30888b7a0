package medication

import "github.com/oudpath/oudpath/plan/vocabulary"

// Conversion names one published table from a dose of one product to a dose of another. The zero Conversion is invalid.
//
// There are no others. In particular there is no morphine equivalent of buprenorphine, and no conversion between methadone
// and buprenorphine: such numbers mean nothing in the treatment of opioid use disorder, so no function gives them.
type Conversion uint8

// The conversions.
const (
	_                          Conversion = iota
	TabletToZubsolv                       // daily buprenorphine/naloxone sublingual tablet to Zubsolv
	ZubsolvToTablet                       // the reverse
	SublingualToBrixadiWeekly             // daily sublingual buprenorphine to the weekly depot, United States
	SublingualToBrixadiMonthly            // daily sublingual buprenorphine to the monthly depot, United States
	BrixadiWeeklyToMonthly                // weekly to monthly depot, United States
	BrixadiMonthlyToWeekly                // the reverse
	SublingualToBuvidalWeekly             // daily sublingual buprenorphine to the weekly depot, United Kingdom
	SublingualToBuvidalMonthly            // daily sublingual buprenorphine to the monthly depot, United Kingdom
	EspranorToBuvidalWeekly               // daily oral lyophilisate to the weekly depot, United Kingdom
	EspranorToBuvidalMonthly              // daily oral lyophilisate to the monthly depot, United Kingdom
	BuvidalWeeklyToMonthly                // weekly to monthly depot, United Kingdom
	BuvidalMonthlyToWeekly                // the reverse
)

var conversions = vocabulary.Required[Conversion]("conversion", []string{
	TabletToZubsolv:            "tablet-to-zubsolv",
	ZubsolvToTablet:            "zubsolv-to-tablet",
	SublingualToBrixadiWeekly:  "sublingual-to-brixadi-weekly",
	SublingualToBrixadiMonthly: "sublingual-to-brixadi-monthly",
	BrixadiWeeklyToMonthly:     "brixadi-weekly-to-monthly",
	BrixadiMonthlyToWeekly:     "brixadi-monthly-to-weekly",
	SublingualToBuvidalWeekly:  "sublingual-to-buvidal-weekly",
	SublingualToBuvidalMonthly: "sublingual-to-buvidal-monthly",
	EspranorToBuvidalWeekly:    "espranor-to-buvidal-weekly",
	EspranorToBuvidalMonthly:   "espranor-to-buvidal-monthly",
	BuvidalWeeklyToMonthly:     "buvidal-weekly-to-monthly",
	BuvidalMonthlyToWeekly:     "buvidal-monthly-to-weekly",
})

// tables is indexed by Conversion.
var tables = [...]table{
	TabletToZubsolv: {BupnxSL, BupnxZubsolv, citeZubsolvEquivalence, []Row{
		pair("2 mg/0.5 mg", "1.4 mg/0.36 mg"),
		pair("4 mg/1 mg", "2.9 mg/0.71 mg"),
		pair("8 mg/2 mg", "5.7 mg/1.4 mg"),
		pair("12 mg/3 mg", "8.6 mg/2.1 mg"),
		pair("16 mg/4 mg", "11.4 mg/2.9 mg"),
	}},
	ZubsolvToTablet: {BupnxZubsolv, BupnxSL, citeZubsolvEquivalence, []Row{
		pair("1.4 mg/0.36 mg", "2 mg/0.5 mg"),
		pair("2.9 mg/0.71 mg", "4 mg/1 mg"),
		pair("5.7 mg/1.4 mg", "8 mg/2 mg"),
		pair("8.6 mg/2.1 mg", "12 mg/3 mg"),
		pair("11.4 mg/2.9 mg", "16 mg/4 mg"),
	}},
	SublingualToBrixadiWeekly: {BupSL, BupBrixadiWeekly, citeBrixadiTable1, []Row{
		upTo(6, 8), band(8, 10, 16), band(12, 16, 24), band(18, 24, 32),
	}},
	SublingualToBrixadiMonthly: {BupSL, BupBrixadiMonthly, citeBrixadiTable1, []Row{
		blank(upTo(6, 0), BupBrixadiWeekly, 8), band(8, 10, 64), band(12, 16, 96), band(18, 24, 128),
	}},
	BrixadiWeeklyToMonthly: {BupBrixadiWeekly, BupBrixadiMonthly, citeBrixadiTable2, []Row{
		blank(band(8, 8, 0), BupBrixadiWeekly, 8), band(16, 16, 64), band(24, 24, 96), band(32, 32, 128),
	}},
	BrixadiMonthlyToWeekly: {BupBrixadiMonthly, BupBrixadiWeekly, citeBrixadiTable2, []Row{
		band(64, 64, 16), band(96, 96, 24), band(128, 128, 32),
	}},
	SublingualToBuvidalWeekly: {BupSLGB, BupBuvidalWeekly, citeBuvidalTable, []Row{
		band(2, 6, 8), band(8, 10, 16), band(12, 16, 24), band(18, 24, 32), blank(band(26, 32, 0), BupBuvidalMonthly, 160),
	}},
	SublingualToBuvidalMonthly: {BupSLGB, BupBuvidalMonthly, citeBuvidalTable, []Row{
		blank(band(2, 6, 0), BupBuvidalWeekly, 8), band(8, 10, 64), band(12, 16, 96), band(18, 24, 128), band(26, 32, 160),
	}},
	EspranorToBuvidalWeekly: {BupEspranor, BupBuvidalWeekly, citeBuvidalTable, []Row{
		band(2, 4, 8), band(6, 8, 16), band(10, 12, 24), band(14, 18, 32),
	}},
	EspranorToBuvidalMonthly: {BupEspranor, BupBuvidalMonthly, citeBuvidalTable, []Row{
		blank(band(2, 4, 0), BupBuvidalWeekly, 8), band(6, 8, 64), band(10, 12, 96), band(14, 18, 128),
	}},
	BuvidalWeeklyToMonthly: {BupBuvidalWeekly, BupBuvidalMonthly, citeBuvidalTable, []Row{
		blank(band(8, 8, 0), BupBuvidalWeekly, 8), band(16, 16, 64), band(24, 24, 96), band(32, 32, 128),
	}},
	BuvidalMonthlyToWeekly: {BupBuvidalMonthly, BupBuvidalWeekly, citeBuvidalTable, []Row{
		band(64, 64, 16), band(96, 96, 24), band(128, 128, 32), blank(band(160, 160, 0), BupBuvidalMonthly, 160),
	}},
}

// pair is a row from one dose to one dose.
func pair(from, to string) Row {
	d := dose(from)
	return Row{Least: d.Principal, Most: d.Principal, To: dose(to)}
}

// band is a row from a range of daily milligrams to milligrams; 0 mg is a blank cell.
func band(least, most, to uint32) Row {
	return Row{Least: Milligrams(least), Most: Milligrams(most), To: Dose{Principal: Milligrams(to)}}
}

// upTo is a row whose range starts with the smallest dose there is.
func upTo(most, to uint32) Row {
	row := band(0, most, to)
	row.Least = Micrograms(1)
	return row
}

// blank adds to a row without a product what it offers instead.
func blank(row Row, product ProductID, to uint32) Row {
	row.Instead = Supply{listed(product), Dose{Principal: Milligrams(to)}}
	return row
}
