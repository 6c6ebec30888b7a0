package stages_test

import (
	"context"
	"fmt"

	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages"
)

// Where does a step lead, and why?
func Example() {
	step := stages.Journey().Next(stages.Aftercare, stages.ReturnToUse, nil)
	fmt.Println(step)
	fmt.Println(step.Why)
	fmt.Println(step.Cites[0])
	// Output:
	// return-to-use: aftercare -> assessment (moved)
	// Return to use asks what should change: level, dose, support. It ends nothing.
	// ASAM National Practice Guideline, focused update page 9, 2020
}

// Which moves are open now, and why are the others not?
func ExamplePathway_Open() {
	for _, step := range stages.Medication().Open(stages.Interrupted, nil) {
		if step.Allowed() {
			fmt.Println(step.On, "->", step.To)
		} else {
			fmt.Println(step.On, "is closed:", step.Why)
		}
	}
	// Output:
	// start -> initiation
	// stabilize is closed: The course is interrupted: resume it, or start anew where tolerance may be lost.
	// maintain is closed: The course is interrupted: resume it, or start anew where tolerance may be lost.
	// begin-taper is closed: The course is interrupted: resume it, or start anew where tolerance may be lost.
	// pause-taper is closed: The course is interrupted: resume it, or start anew where tolerance may be lost.
	// interrupt is closed: The course is interrupted already.
	// resume -> stabilization
	// switch -> initiation
	// end -> ended
	// dose-given -> initiation
}

// A live move. What is not known is asked for and never assumed.
func ExamplePathway_Fire() {
	known := map[stages.Condition]truth.Value{}
	ask := func(c stages.Condition) truth.Value { return known[c] }

	step, err := stages.Journey().Fire(context.Background(), stages.Detox, stages.BeginAftercare, ask)
	fmt.Println(step.Outcome, step.Missing, err)

	known[stages.PlanForContinuingCare] = truth.Yes
	step, err = stages.Journey().Fire(context.Background(), stages.Detox, stages.BeginAftercare, ask)
	fmt.Println(step.Outcome, step.To, err)
	// Output:
	// undetermined [plan-for-continuing-care] <nil>
	// moved aftercare <nil>
}

// A stage of one's own, between therapy and aftercare.
func ExamplePathway_With() {
	const soberLiving, moveIn = stages.Stage("sober-living"), stages.Trigger("begin-sober-living")
	p, err := stages.Journey().With(stages.Change[stages.Stage]{
		Version: "2",
		States: []stages.State[stages.Stage]{{ID: soberLiving, Title: "Sober living",
			Meaning: "The person lives in supportive housing."}},
		Triggers: []stages.TriggerInfo{{ID: moveIn, Title: "Begin sober living", Meaning: "The person moves in."}},
		Like:     map[stages.Stage]stages.Stage{soberLiving: stages.Therapy}, // in all that is not said here
		Edges: stages.Spread(moveIn, soberLiving, "A house between therapy and home.", []evidence.Citation{stages.OwnDesign()},
			stages.Therapy),
		Refusals: []stages.Refusal[stages.Stage]{
			{From: append(stages.Journey().IDs(stages.Therapy), soberLiving), On: []stages.Trigger{moveIn}, Why: "It follows therapy."},
		},
	})
	if err != nil {
		fmt.Println(err) // every problem of the table at once
		return
	}
	fmt.Println(p.Next(stages.Therapy, moveIn, nil))
	fmt.Println(p.Next(soberLiving, stages.BeginAftercare, nil))
	fmt.Println(p.Next(soberLiving, stages.ReturnToUse, nil))
	// Output:
	// begin-sober-living: therapy -> sober-living (moved)
	// begin-aftercare: sober-living -> aftercare (moved)
	// return-to-use: sober-living -> assessment (moved)
}

// The dense table, for a million people.
func ExampleTable() {
	p := stages.Journey()
	table := p.Dense()
	at, _ := p.Index(stages.Therapy)
	on, _ := p.TriggerIndex(stages.ReturnToUse)
	next, ok := table.Next(uint8(at), uint8(on))
	fmt.Println(p.IDs()[next], ok)
	// Output: assessment true
}

// The name of a level needs its edition.
func ExampleASAM() {
	for _, edition := range []stages.Edition{stages.ThirdEdition, stages.FourthEdition} {
		level, _ := stages.ASAM(edition, "3.7")
		fmt.Println(level)
	}
	// Output:
	// ASAM 3.7 (third edition): medically monitored intensive inpatient
	// ASAM 3.7 (fourth edition): medically managed residential
}
