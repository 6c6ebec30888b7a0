package scale_test

import (
	"fmt"

	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages/scale"
)

// A form that is filled in step by step: the total is a range until it is complete, and nothing is read into a missing answer.
func Example() {
	cows, _ := scale.Lookup(scale.COWS)
	pulse, _ := scale.PulseItem(104.5)
	answers := scale.Answers{
		scale.COWSPulse: pulse, scale.COWSSweating: 2, scale.COWSRestlessness: 1, scale.COWSPupils: 2, scale.COWSAches: 1,
		scale.COWSNoseTears: 1, scale.COWSGI: 2, scale.COWSTremor: 1, scale.COWSYawning: 1, scale.COWSAnxiety: 1,
	}
	score, _ := cows.Score(answers)
	fmt.Println(score, score.Missing())
	_, known := score.AtLeast(15)
	fmt.Println("at least 15 is known:", known)

	answers[scale.COWSGooseflesh] = 3
	score, _ = cows.Score(answers)
	signs, known := scale.ObjectiveSigns(answers)
	fmt.Println(score, "objective signs:", signs, known)

	answers[scale.COWSPulse] = 3
	_, err := cows.Score(answers)
	fmt.Println(err)
	// Output:
	// cows 14 to 19 (moderate, 1 item missing) [gooseflesh]
	// at least 15 is known: false
	// cows 17 (moderate) objective signs: 3 true
	// scale: illegal answer: cows item "pulse" is 3, allowed 0, 1, 2, 4
}

// Tolerance and withdrawal of somebody who takes opioids for pain, as prescribed, are no sign of a disorder.
func ExampleOUD() {
	criteria := scale.Criteria{
		TimeSpent: truth.Yes, Tolerance: truth.Yes, Withdrawal: truth.Yes,
		LargerOrLonger: truth.No, CutDown: truth.No, Craving: truth.No, RoleFailure: truth.No,
		SocialProblems: truth.No, ActivitiesGivenUp: truth.No, HazardousUse: truth.No, UseDespiteHarm: truth.No,
	}
	for _, supervised := range []truth.Value{truth.Yes, truth.No, truth.Unknown} {
		d := scale.OUD(criteria, supervised)
		fmt.Println(supervised, d.Low, d.High, d.Severity, d.Disorder(), d.Excepted())
	}
	// Output:
	// yes 1 1 none no [tolerance withdrawal]
	// no 3 3 mild yes []
	// unknown 1 3 undetermined unknown []
}

func ExampleRemission() {
	none := scale.Criteria{
		LargerOrLonger: truth.No, CutDown: truth.No, TimeSpent: truth.No, Craving: truth.Yes,
		RoleFailure: truth.No, SocialProblems: truth.No, ActivitiesGivenUp: truth.No, HazardousUse: truth.No,
		UseDespiteHarm: truth.No, Tolerance: truth.Yes, Withdrawal: truth.No,
	}
	status, _ := scale.Remission(scale.RemissionFacts{
		FullCriteriaBefore: truth.Yes, Criteria: none, Maintenance: scale.AgonistMaintenance,
		Since: civil.Must(2026, 1, 15), AsOf: civil.Must(2026, 7, 1), ControlledEnvironment: truth.No,
	})
	fmt.Println(status.State, "- on maintenance:", status.OnMaintenance, "- controlled environment:", status.ControlledEnvironment)
	// Output: early remission - on maintenance: yes - controlled environment: no
}
