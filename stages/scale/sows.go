package scale

import "github.com/oudpath/oudpath/plan/evidence"

// sows16 has no published bands. Forms that band it borrow 1-10, 11-20 and from 21 on from a modified scale of 15 items with a
// total of 60; a start of buprenorphine from 17 points on stands in handouts only.
var sows16 = definition{
	id:    SOWS16,
	title: "Subjective Opiate Withdrawal Scale (Handelsman, 16 items)",
	items: graded([]int{0, 1, 2, 3, 4},
		[2]string{"anxious", "Feeling anxious"},
		[2]string{"yawning", "Feeling like yawning"},
		[2]string{"sweating", "Sweating"},
		[2]string{"tears", "Watering eyes"},
		[2]string{"runny-nose", "Runny nose"},
		[2]string{"gooseflesh", "Goose bumps"},
		[2]string{"shaking", "Shaking"},
		[2]string{"hot-flushes", "Hot flushes"},
		[2]string{"cold-flushes", "Cold flushes"},
		[2]string{"aches", "Aching bones and muscles"},
		[2]string{"restless", "Restlessness"},
		[2]string{"nausea", "Nausea"},
		[2]string{"vomiting", "Feeling about to vomit"},
		[2]string{"muscle-twitching", "Twitching muscles"},
		[2]string{"stomach-cramps", "Stomach cramps"},
		[2]string{"urge-to-use", "Urge to use now"},
	),
	noBands: "the bands in circulation belong to a modified scale of 15 items",
	cites: []evidence.Citation{
		evidence.Handelsman1987.At("subjective scale, items", evidence.Primary).SeenIn("guidelinecentral.com"),
		evidence.Handelsman1987.At("subjective scale, 16 items of 0 to 4", evidence.Primary).SeenIn("EMCDDA; NIDA Data Share"),
		evidence.SOWSUse.At("table 1", evidence.Secondary),
	},
}

// sows10 has no published bands either: a source says only that more is worse and how large a change means something.
var sows10 = definition{
	id:    SOWS10,
	title: "Short Opiate Withdrawal Scale (Gossop, 10 items)",
	items: graded([]int{0, 1, 2, 3},
		[2]string{"feeling-sick", "Feeling sick"},
		[2]string{"stomach-cramps", "Stomach cramps"},
		[2]string{"muscle-spasms", "Muscle spasms or twitching"},
		[2]string{"feeling-cold", "Feeling cold"},
		[2]string{"heart-pounding", "Pounding heart"},
		[2]string{"muscle-tension", "Tense muscles"},
		[2]string{"aches", "Aches and pains"},
		[2]string{"yawning", "Yawning"},
		[2]string{"runny-eyes", "Runny eyes"},
		[2]string{"sleep", "Trouble sleeping"},
	),
	noBands: "no source publishes a severity limit, only the size of a meaningful change",
	change:  Change{Low: 2, High: 4, Cite: evidence.ShortSOWSChange.At("change of the total", evidence.Secondary)},
	cites: []evidence.Citation{
		evidence.Gossop1990.At("items", evidence.Primary),
		evidence.ShortSOWSUse.At("answers of 0 to 3, total 0 to 30", evidence.Secondary),
	},
}
