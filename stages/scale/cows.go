package scale

import (
	"fmt"
	"math"

	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/plan/vocabulary"
)

// Items of COWS.
const (
	COWSPulse        = "pulse"
	COWSSweating     = "sweating"
	COWSRestlessness = "restlessness"
	COWSPupils       = "pupils"
	COWSAches        = "aches"
	COWSNoseTears    = "nose-tears"
	COWSGI           = "gi-upset"
	COWSTremor       = "tremor"
	COWSYawning      = "yawning"
	COWSAnxiety      = "anxiety"
	COWSGooseflesh   = "gooseflesh"
)

var cowsForm = evidence.COWS2003.At("form", evidence.Primary)

// cows: the legal answers have gaps, and they differ from item to item. Sweating has five steps; a version with four, whose
// total ends at 47, is a mistake that circulates. So are bands shifted by one step, and "severe" from 36 on.
var cows = definition{
	id:    COWS,
	title: "Clinical Opiate Withdrawal Scale",
	items: []Item{
		item(COWSPulse, "Resting pulse, after a minute of sitting or lying", 0, 1, 2, 4),
		item(COWSSweating, "Sweating in the last half hour", 0, 1, 2, 3, 4),
		item(COWSRestlessness, "Restlessness while being assessed", 0, 1, 3, 5),
		item(COWSPupils, "Pupil size for the light in the room", 0, 1, 2, 5),
		item(COWSAches, "Bone or joint aches, the part due to withdrawal", 0, 1, 2, 4),
		item(COWSNoseTears, "Runny nose or tears", 0, 1, 2, 4),
		item(COWSGI, "Stomach and bowel upset in the last half hour", 0, 1, 2, 3, 5),
		item(COWSTremor, "Tremor of the outstretched hands", 0, 1, 2, 4),
		item(COWSYawning, "Yawning while being assessed", 0, 1, 2, 4),
		item(COWSAnxiety, "Anxiety or irritability", 0, 1, 2, 4),
		item(COWSGooseflesh, "Gooseflesh", 0, 3, 5),
	},
	bands: firstFrom( // the form starts naming at 5; what lies below is "none" by convention
		evidence.COWS2003.At("scoring key, below 5", evidence.Secondary).SeenIn("clay-good/sophiewell.com docs/audits/v48/cows.md"),
		banding(cowsForm,
			limit{"none", 4}, limit{"mild", 12}, limit{"moderate", 24}, limit{"moderately severe", 36}, limit{"severe", 48})),
	cites: []evidence.Citation{cowsForm},
	codes: []vocabulary.Code{{System: vocabulary.SNOMED, Code: "763699005",
		Display: "Clinical Opiate Withdrawal Scale score (observable entity)", Source: evidence.SNOMED.At("763699005",
			evidence.Secondary)}},
}

// pulseClasses are the steps of the pulse item. The form prints whole numbers (81-100), which leaves a rate of 80.5 in no
// class; its outer classes, "80 or below" and "greater than 120", show how the steps are meant: each ends at its upper limit,
// inclusive, and the next starts above it.
var pulseClasses = [...]struct {
	upTo  float64 // beats per minute, inclusive
	score int
}{{80, 0}, {100, 1}, {120, 2}, {math.Inf(1), 4}}

// PulseItem turns a resting pulse rate in beats per minute into the answer of the COWS pulse item: 0 up to 80, 1 above 80 up to
// 100, 2 above 100 up to 120, 4 above 120. The rate may have a fraction: 80.5 is above 80. A rate that is not a finite number
// above zero is ErrPulse; an unknown pulse is an item without an answer.
//
// Source: Wesson and Ling 2003, form (primary).
func PulseItem(beatsPerMinute float64) (int, error) {
	if !(beatsPerMinute > 0) || math.IsInf(beatsPerMinute, 1) {
		return 0, fmt.Errorf("%w: %v", ErrPulse, beatsPerMinute)
	}
	class := 0
	for beatsPerMinute > pulseClasses[class].upTo {
		class++
	}
	return pulseClasses[class].score, nil
}

// objectiveSigns are the items of COWS that record one of the signs asked for before buprenorphine is started, and the answer
// from which the sign itself, not a hint of it, is there. The answers below are left out on purpose: a pulse of 81 to 100 is no
// tachycardia, pupils "possibly" large may be normal, a stuffy nose does not run, cramps and nausea are felt, not seen, and one
// or two yawns happen without withdrawal. A single sign can open the way to a first dose, so a doubtful one must not.
// COWS has one item for vomiting and diarrhea: together they count once.
var objectiveSigns = [...]struct {
	item string
	from int
}{
	{COWSPulse, 2},      // tachycardia: above 100 beats per minute
	{COWSPupils, 2},     // mydriasis: moderately dilated or more
	{COWSYawning, 2},    // yawning: three times or more
	{COWSNoseTears, 2},  // rhinorrhea: nose running or tears
	{COWSGI, 3},         // vomiting or diarrhea
	{COWSGooseflesh, 3}, // piloerection: can be felt, or hairs stand up
}

// ObjectiveSigns counts the objective signs of withdrawal among the answers to COWS: tachycardia, dilated pupils, yawning,
// runny nose or tears, vomiting or diarrhea, piloerection; 0 to 6. Restlessness, sweating, tremor, aches and anxiety are not
// among them.
//
// known is false if one of the six items has no answer or an illegal one. The count is then the least that it can be: at
// least that many signs are there, and a count that is too low is unknown, not too low.
//
// Source of the list: CA Bridge. From which answer on an item shows its sign is this library's reading of the form; see
// ObjectiveSignCites.
func ObjectiveSigns(answers Answers) (count int, known bool) {
	known = true
	for _, sign := range objectiveSigns {
		switch cowsSign(answers, sign.item, sign.from) {
		case truth.Yes:
			count++
		case truth.Unknown:
			known = false
		}
	}
	return count, known
}

// ObjectiveSignItems names the COWS items in which an objective sign is present, and those in which it is unknown.
func ObjectiveSignItems(answers Answers) (present, unknown []string) {
	for _, sign := range objectiveSigns {
		switch cowsSign(answers, sign.item, sign.from) {
		case truth.Yes:
			present = append(present, sign.item)
		case truth.Unknown:
			unknown = append(unknown, sign.item)
		}
	}
	return present, unknown
}

func cowsSign(answers Answers, id string, from int) truth.Value {
	answer, answered := answers[id]
	for _, item := range cows.items {
		if item.ID == id && answered && item.Allows(answer) {
			return truth.Of(answer >= from)
		}
	}
	return truth.Unknown
}

// ObjectiveSignCites returns the sources of ObjectiveSigns: that a sign is asked for, what the items record, and the reading
// that joins the two, which no source prints.
func ObjectiveSignCites() []evidence.Citation {
	return []evidence.Citation{
		evidence.CABridge.At("objective signs", evidence.Primary),
		cowsForm,
		evidence.Proposal.At("answer from which a COWS item shows an objective sign", evidence.Unconfirmed),
	}
}
