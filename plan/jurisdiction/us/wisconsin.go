package us

import (
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance"
	"github.com/oudpath/oudpath/plan/guidance/program"
)

// Wisconsin is the jurisdiction of Wisconsin: federal law, and the stricter schedule of doses to take home of DHS 75.59(13)(h). Its
// ladder for buprenorphine was read up to a year of treatment; what it allows later is unknown. Whether the text is still in
// force has to be checked before the jurisdiction is used: state rules were being aligned to the federal one.
func Wisconsin(zone *time.Location) plan.Jurisdiction {
	below := Federal(zone)
	buprenorphine := evidence.WisconsinDHS75.At("(13)(h), buprenorphine", evidence.Primary)
	return plan.Jurisdiction{
		ID: "us-wi", Version: below.Version, Title: "Wisconsin", Zone: zone, Below: &below,
		Rules: guidance.Wisconsin(),
		Settings: []plan.Setting{
			program.TakeHome().Table.Always(takeHomeWisconsin(), evidence.WisconsinDHS75.At("(13)(h)", evidence.Primary)),
			program.TakeHomeWisconsin().Table.Always(buprenorphineWisconsin(), buprenorphine),
			program.TakeHomeWisconsin().Through.Always(365, buprenorphine),
			ofTheState(evidence.WisconsinDHS75.At("(13)(h)", evidence.Primary)),
		},
	}
}

// takeHomeWisconsin allows nothing in the first 30 days beside doses for days on which the clinic is closed.
func takeHomeWisconsin() program.TakeHomeTable {
	return program.NewTakeHomeTable(
		program.TakeHomeBand{From: 31, Days: 1, Within: 7},
		program.TakeHomeBand{From: 91, Days: 2, Within: 7},
		program.TakeHomeBand{From: 181, Days: 3, Within: 7},
		program.TakeHomeBand{From: 271, Days: 4, Within: 7},
		program.TakeHomeBand{From: 366, Days: 6, Within: 7},
		program.TakeHomeBand{From: 731, Days: 13, Within: 14},
	)
}

// buprenorphineWisconsin is the ladder for buprenorphine, which allows nothing in the first 30 days either.
func buprenorphineWisconsin() program.TakeHomeTable {
	return program.NewTakeHomeTable(
		program.TakeHomeBand{From: 31, Days: 1, Within: 7},
		program.TakeHomeBand{From: 61, Days: 2, Within: 7},
		program.TakeHomeBand{From: 91, Days: 3, Within: 7},
		program.TakeHomeBand{From: 121, Days: 4, Within: 7},
		program.TakeHomeBand{From: 241, Days: 6, Within: 7},
	)
}
