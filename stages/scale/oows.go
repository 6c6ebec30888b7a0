package scale

import "github.com/oudpath/oudpath/plan/evidence"

// oows is the form of 13 signs that are present or absent. A variant without sweating that grades anxiety from 0 to 3 (total
// 14) is another instrument; its anxiety answers of 2 and 3 are illegal here.
var oows = definition{
	id:    OOWS,
	title: "Objective Opiate Withdrawal Scale (Handelsman, 13 signs)",
	items: graded([]int{0, 1},
		[2]string{"yawning", "Yawning seen"},
		[2]string{"rhinorrhea", "Runny nose seen"},
		[2]string{"piloerection", "Gooseflesh seen"},
		[2]string{"sweating", "Sweating seen"},
		[2]string{"lacrimation", "Tears seen"},
		[2]string{"tremor", "Tremor of the hands seen"},
		[2]string{"mydriasis", "Wide pupils seen"},
		[2]string{"hot-cold-flushes", "Hot or cold flushes seen"},
		[2]string{"restlessness", "Restlessness seen"},
		[2]string{"vomiting", "Vomiting seen"},
		[2]string{"muscle-twitching", "Twitching muscles seen"},
		[2]string{"abdominal-cramps", "Abdominal cramps seen"},
		[2]string{"anxiety", "Anxiety seen"},
	),
	noBands: "no source publishes a severity limit",
	cites: []evidence.Citation{
		evidence.Handelsman1987.At("objective scale, 13 signs present or absent", evidence.Primary).SeenIn("NIDA Data Share"),
		evidence.Handelsman1987.At("objective scale, list of signs", evidence.Secondary).SeenIn("medicalalgorithms.com"),
	},
}
