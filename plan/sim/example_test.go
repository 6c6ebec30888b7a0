package sim_test

import (
	"context"
	"fmt"
	"log"

	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/sim"
)

// Sources of the example, as read or counted for it.
var (
	start = evidence.Source{ID: "start", Title: "START (CTN-0027), weekly hazard of stopping after the first dose", Year: 2014,
		Via: "counts from the trial's public data"}.At("", evidence.Secondary)
	respond = evidence.Source{ID: "respond", Title: "RESPOND, Addressing-Encampments inputs, weekly probability of starting",
		Year: 2024}.At("", evidence.Primary)
	fairley = evidence.Source{ID: "fairley-2021", Title: "Fairley et al., JAMA Psychiatry 78:767", Year: 2021}.At("table 1",
		evidence.Primary)
)

// pathway follows people from their first dose: they stop, come back, overdose and die. Two arms start on different medications.
// It shows how a model is written; a study would weigh its sources (the trial ends at week 24) and add what is missing here.
func pathway() sim.Model {
	const perWeek, fatal = 7 / 365.25, 1 - 0.899
	treated, untreated := 0.0438*perWeek, 0.103*perWeek // overdoses per person-week
	return sim.Model{
		Cycle: sim.Week, Horizon: 260, Conversion: sim.CompetingExponential,
		States: []sim.State{{Name: "methadone", Tags: []string{"treatment"}}, {Name: "buprenorphine", Tags: []string{"treatment"}},
			{Name: "out"}, {Name: "deceased"}},
		Transitions: []sim.Transition{
			{From: "methadone", To: "out", Hazard: sim.Pieces(sim.Piece{Until: 1, Rate: .031}, sim.Piece{Until: 4, Rate: .018},
				sim.Piece{Until: 12, Rate: .013}, sim.Piece{Rate: .010}), Source: start},
			{From: "buprenorphine", To: "out",
				Hazard: sim.Pieces(sim.Piece{Until: 1, Rate: .152}, sim.Piece{Until: 4, Rate: .051}, sim.Piece{Until: 12, Rate: .035},
					sim.Piece{Rate: .017}), Source: start},
			{From: "out", To: "methadone", Hazard: sim.Probability(.001696), Source: respond},
			{From: "out", To: "buprenorphine", Hazard: sim.Probability(.005289), Source: respond},
			{Name: "fatal overdose", From: "treatment", To: "deceased", Hazard: sim.Constant(treated * fatal), Source: fairley},
			{Name: "fatal overdose", From: "out", To: "deceased", Hazard: sim.Constant(untreated * fatal), Source: fairley},
			{Name: "other death", From: "treatment", To: "deceased", Hazard: sim.Constant(.00318 * perWeek), Source: fairley},
			{Name: "other death", From: "out", To: "deceased", Hazard: sim.Constant(.00978 * perWeek), Source: fairley},
		},
		Events: []sim.Event{
			{Name: "non-fatal overdose", In: "treatment", Hazard: sim.Constant(treated * (1 - fatal)), Source: fairley},
			{Name: "non-fatal overdose", In: "out", Hazard: sim.Constant(untreated * (1 - fatal)), Source: fairley},
		},
		Measures: []sim.Measure{{Name: "retention", Leaving: "treatment"}},
		Arms: []sim.Arm{
			{Name: "methadone", Start: map[string]float64{"methadone": 1}},
			{Name: "buprenorphine", Start: map[string]float64{"buprenorphine": 1}},
		},
	}
}

func Example() {
	study, err := pathway().Compile()
	if err != nil {
		log.Fatal(err)
	}
	result, err := study.Run(context.Background(), sim.Study{Engine: sim.Step, People: 100_000, Seed: 1})
	if err != nil {
		log.Fatal(err)
	}
	for _, arm := range study.Arms() {
		retained, _ := result.NotYet(arm, "retention")
		overdoses, _ := result.Events(arm, "non-fatal overdose")
		fmt.Println("start on", arm)
		so := 0.0
		for week, share := range retained {
			if so += overdoses[week]; week == 4 || week == 26 || week%104 == 52 {
				fmt.Printf("  week %3d: %4.1f %% never left treatment, %4.1f overdoses per 100 people so far\n", week, 100*share, 100*so)
			}
		}
	}
	// Output:
	// start on methadone
	//   week   4: 91.7 % never left treatment,  0.4 overdoses per 100 people so far
	//   week  26: 71.7 % never left treatment,  2.4 overdoses per 100 people so far
	//   week  52: 54.9 % never left treatment,  5.2 overdoses per 100 people so far
	//   week 156: 19.0 % never left treatment, 18.3 overdoses per 100 people so far
	//   week 260:  6.5 % never left treatment, 32.2 overdoses per 100 people so far
	// start on buprenorphine
	//   week   4: 73.4 % never left treatment,  0.5 overdoses per 100 people so far
	//   week  26: 43.5 % never left treatment,  2.9 overdoses per 100 people so far
	//   week  52: 27.8 % never left treatment,  6.4 overdoses per 100 people so far
	//   week 156:  4.7 % never left treatment, 21.2 overdoses per 100 people so far
	//   week 260:  0.8 % never left treatment, 35.6 overdoses per 100 people so far
}

// A path can be read record by record, for one person or a million, without keeping them.
func ExampleCompiled_Paths() {
	study, err := pathway().Compile()
	if err != nil {
		log.Fatal(err)
	}
	for path, err := range study.Paths(sim.Study{Engine: sim.Step, People: 1, Seed: 7}) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println("person", path.Person, "in arm", path.Arm)
		for _, r := range path.Records {
			fmt.Println(" ", r.Moment, r.Kind, r.Name, r.State)
		}
	}
	// Output:
	// person 0 in arm methadone
	//   0 start  methadone
	//   111 move methadone → out out
	//   225 move out → buprenorphine buprenorphine
	//   259 move buprenorphine → out out
	// person 0 in arm buprenorphine
	//   0 start  buprenorphine
	//   111 move buprenorphine → out out
	//   225 move out → buprenorphine buprenorphine
	//   259 move buprenorphine → out out
}

// A price that falls after a year is two parts, one for each stretch of the calendar. The prices are invented.
func ExamplePart() {
	model := pathway()
	model.Rewards = []sim.Reward{{Name: "dollars", Timing: sim.HalfCycle, Discount: 0.03, Parts: []sim.Part{
		{In: "treatment", Calendar: sim.Window{To: 52}, Value: 120},
		{In: "treatment", Calendar: sim.Window{From: 52}, Value: 90},
	}}}
	study, err := model.Compile()
	if err != nil {
		log.Fatal(err)
	}
	result, err := study.Run(context.Background(), sim.Study{Engine: sim.Cohort})
	if err != nil {
		log.Fatal(err)
	}
	for _, arm := range study.Arms() {
		dollars, err := result.Reward(arm, "dollars")
		if err != nil {
			log.Fatal(err)
		}
		fmt.Printf("%s: $%.0f a person in five years\n", arm, dollars.Mean)
	}
	// Output:
	// methadone: $11285 a person in five years
	// buprenorphine: $7966 a person in five years
}
