package scale

import (
	"fmt"

	"github.com/oudpath/oudpath/plan/evidence"
)

// Screens that are no sum of items, so that they are no Instrument.

// Screening is what a short screen came out as. It is no diagnosis.
type Screening struct {
	Positive bool
	Band     string // what its source calls the result; empty: it has no name for it
	Note     string // what the source warns of; empty: nothing
	Cite     evidence.Citation
}

var screenOfDrugUse = evidence.BCCSU2023.At("two-item screen of drug use", evidence.Primary)

// ScreenOfDrugUse reads the two-item Screen of Drug Use: on how many of the last 365 days drugs other than alcohol were used, and on how
// many more than was meant. From 7 days on the first item is positive; below that the second is, above 2 days. An answer below 0 or above
// 365 is an error; the second answer is not looked at where the first one decides.
func ScreenOfDrugUse(days, moreThanMeant int) (Screening, error) {
	if days < 0 || days > 365 || days < 7 && (moreThanMeant < 0 || moreThanMeant > 365) {
		return Screening{}, fmt.Errorf("scale: %d and %d are no days of a year", days, moreThanMeant)
	}
	return Screening{Positive: days >= 7 || moreThanMeant > 2, Cite: screenOfDrugUse}, nil
}

var taps = evidence.TAPSPage.At("scoring", evidence.Primary)

// TAPSFirst reads the first part of the TAPS tool, four questions about how often in the last year: any answer but "never" is positive, and
// the second part is asked. The answers are 0 for never to 4 for daily or almost daily; any other is an error.
func TAPSFirst(answers [4]int) (Screening, error) {
	positive := false
	for i, a := range answers {
		if a < 0 || a > 4 {
			return Screening{}, fmt.Errorf("scale: answer %d of the TAPS tool is %d, and not 0 to 4", i+1, a)
		}
		positive = positive || a > 0
	}
	return Screening{Positive: positive, Cite: taps}, nil
}

// TAPSSecond reads the score that one substance has in the second part of the TAPS tool: 0 is no use in three months, 1 problem use, 2 and more
// a higher risk. A score below 0 is an error; how many points a substance can have was seen in no text, so that there is no upper end.
func TAPSSecond(score int) (Screening, error) {
	switch {
	case score < 0:
		return Screening{}, fmt.Errorf("scale: %d is no score of the TAPS tool", score)
	case score == 0:
		return Screening{Band: "no use in three months", Cite: taps}, nil
	case score == 1:
		return Screening{Positive: true, Band: "problem use", Cite: taps}, nil
	}
	return Screening{Positive: true, Band: "higher risk",
		Note: "from 2 points on more than 70 % are found for some substances only", Cite: taps}, nil
}
