package us

import (
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/methadone"
	"github.com/oudpath/oudpath/plan/guidance/program"

	"github.com/oudpath/oudpath/medication"
)

// Of2001 is federal law as if 42 CFR part 8 were still that of 2001: its first day, its ladder of doses to take home, its interim
// treatment, on any day. Everything else is as in Federal. It is for comparing, and for records of programmes that kept the old table; a
// record of before April 2024 is judged by what held then in Federal as well.
//
// What the rule of 2001 asked beyond that and no record holds is not judged: a year of opioid use disorder before admission, and which of
// eight criteria were met.
func Of2001(zone *time.Location) plan.Jurisdiction {
	below := Federal(zone)
	day := evidence.Part8Of2001.At("first dose and first day", evidence.Secondary).SeenIn("communitymedicalservices.org, 2024")
	return plan.Jurisdiction{
		ID: "us-2001", Version: below.Version, Title: "United States: 42 CFR part 8 as it was from 2001 to 2024", Zone: zone, Below: &below,
		Settings: []plan.Setting{
			methadone.FirstDose().Hard.Always(medication.Milligrams(30), day),
			methadone.FirstDayTotal().Hard.Always(medication.Milligrams(40), day),
			program.TakeHome().Table.Always(takeHome2001(), evidence.FinalRule2001.At("42 CFR 8.12(i)(3)", evidence.Primary)).
				Relax("the rule of 2001 allowed a month after two years"),
			program.Minor().Attempts.Always(2, evidence.Part8Of2001.At("(e)(2)", evidence.Primary).
				SeenIn("Providers Clinical Support System; SAMHSA table of changes")),
			program.Interim().Days.Always(120, evidence.Part8Of2001.At("interim treatment", evidence.Unconfirmed)).
				Relax("the days of 2001 are recalled, so that they warn"),
		},
	}
}
