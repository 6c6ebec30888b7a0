package scale

import "github.com/oudpath/oudpath/plan/evidence"

// PHQ9SelfHarm is the PHQ-9 item on thoughts of being better off dead or of hurting oneself: the ninth. See the flag SelfHarm.
const PHQ9SelfHarm = "self-harm"

var kroenke = evidence.PHQ9Of2001.At("abstract", evidence.Primary)

// phq9: the paper's abstract prints the cut points 5, 10, 15 and 20 and names what starts there. What lies below 5 has its name
// from elsewhere.
var phq9 = definition{
	id:    PHQ9,
	title: "Patient Health Questionnaire, nine depression items",
	items: append(graded([]int{0, 1, 2, 3},
		[2]string{"interest", "Little interest or pleasure"},
		[2]string{"mood", "Low mood or hopelessness"},
		[2]string{"sleep", "Too little or too much sleep"},
		[2]string{"energy", "Tiredness"},
		[2]string{"appetite", "Too little or too much appetite"},
		[2]string{"self-worth", "Feeling of failure"},
		[2]string{"concentration", "Trouble concentrating"},
		[2]string{"movement", "Slowed down or fidgety"},
	), Item{
		ID: PHQ9SelfHarm, Label: "Thoughts of death or of hurting oneself", Allowed: []int{0, 1, 2, 3},
		onPositive: SelfHarm, onMissing: SelfHarmUnknown,
	}),
	bands: firstFrom(
		evidence.PHQ9Scoring.At("0 to 4", evidence.Secondary),
		banding(kroenke,
			limit{"minimal", 4}, limit{"mild", 9}, limit{"moderate", 14}, limit{"moderately severe", 19}, limit{"severe", 27})),
	cites: []evidence.Citation{
		kroenke,
		evidence.PHQ9Attempts.At("abstract: item 9 and later suicide attempt", evidence.Primary),
		evidence.PHQ9Suicide.At("abstract: item 9 and suicide", evidence.Primary),
	},
	codes: loincTotal("44261-6", "Patient Health Questionnaire 9 item (PHQ-9) total score [Reported]", "Synthea; US Core"),
}

var spitzer = evidence.GAD7Of2006.At("scoring, cut points 5, 10 and 15", evidence.Secondary)

var gad7 = definition{
	id:    GAD7,
	title: "Generalized Anxiety Disorder scale, seven items",
	items: graded([]int{0, 1, 2, 3},
		[2]string{"nervous", "Feeling nervous or on edge"},
		[2]string{"control", "Worry that cannot be stopped"},
		[2]string{"worry", "Worry about many things"},
		[2]string{"relax", "Trouble relaxing"},
		[2]string{"restless", "Too restless to sit"},
		[2]string{"irritable", "Easily annoyed"},
		[2]string{"afraid", "Fear of something awful"},
	),
	bands: banding(spitzer, limit{"minimal", 4}, limit{"mild", 9}, limit{"moderate", 14}, limit{"severe", 21}),
	cites: []evidence.Citation{spitzer},
	codes: loincTotal("70274-6", "Generalized anxiety disorder 7 item (GAD-7) total score [Reported.PHQ]",
		"Synthea; HL7 Personal Health Record Format"),
}
