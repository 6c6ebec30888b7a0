package scale

import "github.com/oudpath/oudpath/plan/evidence"

var dastPaper = evidence.DAST1982.At("ten-item form", evidence.Secondary)

var dastScoring = evidence.DASTScoring.At("scoring", evidence.Primary)

// dast10: every "yes" earns a point but on the third item, where "no" does. Nobody who says ten times the same scores 0 or 10:
// ten times "no" is 1, ten times "yes" is 9.
var dast10 = definition{
	id:    DAST10,
	title: "Drug Abuse Screening Test, ten items",
	items: reverse("can-stop", graded([]int{0, 1},
		[2]string{"nonmedical-use", "Used drugs for other than medical reasons"},
		[2]string{"several-drugs", "Uses more than one drug at a time"},
		[2]string{"can-stop", "Always able to stop when wished"},
		[2]string{"blackouts", "Blackouts or flashbacks from drugs"},
		[2]string{"guilt", "Feels bad or guilty about drug use"},
		[2]string{"complaints", "Partner or parents complain about it"},
		[2]string{"neglect", "Neglected the family over it"},
		[2]string{"illegal-activities", "Broke the law to get drugs"},
		[2]string{"withdrawal", "Withdrawal symptoms after stopping"},
		[2]string{"medical-problems", "Medical problems from drugs"},
	)),
	bands: banding(dastPaper,
		limit{"none", 0}, limit{"low", 2}, limit{"moderate", 5}, limit{"substantial", 8}, limit{"severe", 10}),
	others: []BandSet{{"Family Practice Notebook", banding(
		evidence.DASTScoring.At("interpretation", evidence.Primary),
		limit{"low risk", 0}, limit{"moderate risk", 3}, limit{"substance use disorder", 10})}},
	cites: []evidence.Citation{dastScoring, dastPaper},
	codes: loincTotal("82667-7", "Total score [DAST-10]", "Synthea; loinc.org"),
}

// reverse marks one of the items as reversed.
func reverse(id string, items []Item) []Item {
	for i := range items {
		items[i].Reversed = items[i].Reversed || items[i].ID == id
	}
	return items
}
