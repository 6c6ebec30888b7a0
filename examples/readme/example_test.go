package readme_test

import (
	"context"
	"fmt"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance"
	"github.com/oudpath/oudpath/plan/profile/us"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/sim"
	"github.com/oudpath/oudpath/stages"
	"github.com/oudpath/oudpath/stages/scale"
)

func Example_ehr() {
	engine, err := plan.New(plan.Config{Profile: us.Federal(time.UTC), Rules: guidance.Rules()})
	if err != nil {
		panic(err)
	}
	now := time.Date(2026, time.March, 2, 9, 0, 0, 0, time.UTC)
	person, err := engine.Fold("person-1", []record.Event{ // what the record says
		{ID: "1", At: now.Add(-3 * time.Hour), Body: record.OpioidUsed{Agent: "heroin"}},
		{ID: "2", At: now, Body: record.Scored{Scale: scale.COWS, Total: 14}},
		{ID: "3", At: now, Body: record.SignsObserved{Signs: []record.Sign{record.Mydriasis, record.Piloerection}}},
	})
	if err != nil {
		panic(err)
	}
	order := record.Order{Product: medication.BupSL, Dose: medication.Dose{Principal: medication.Milligrams(4)}, Setting: medication.SettingOffice}
	decision, err := engine.Check(person, record.Event{At: now, Body: order})
	if err != nil {
		panic(err)
	}
	fmt.Println(decision.Status)
	for _, finding := range decision.Violated(record.Block) {
		fmt.Println(finding.Message, "—", finding.Limit.Cites[0])
	}
	// Output:
	// refused
	// 3 h since heroin, less than 4 h — US label of buprenorphine sublingual tablets dosage and administration
}

func Example_clinic() {
	engine, err := plan.New(plan.Config{Profile: us.Federal(time.UTC), Rules: guidance.Rules(), Duties: guidance.Duties()})
	if err != nil {
		panic(err)
	}
	p := engine.Open("person-1")
	monday := time.Date(2026, time.March, 2, 9, 0, 0, 0, time.UTC)
	nurse := record.Actor{ID: "n-17", Role: "nurse"}
	for i, body := range []record.Body{
		record.StageMove{Trigger: stages.Assess},
		record.DoseGiven{Product: medication.MethadoneConc, Dose: medication.Dose{Principal: medication.Milligrams(60)}, Setting: medication.SettingOTP},
		record.StageMove{Trigger: stages.BeginTherapy},
	} {
		ev := record.Event{ID: record.EventID(fmt.Sprint("e", i)), At: monday.Add(time.Duration(i) * time.Hour), Actor: nurse, Body: body}
		outcome, err := engine.Apply(p, ev) // store outcome.Recorded; show outcome.Decision.Findings
		if err != nil {
			panic(err)
		}
		p = outcome.Plan
	}
	fmt.Println(p.Stage(), p.Course())
	for _, d := range p.Deviations() {
		fmt.Println("deviation:", d.Rule)
	}
	due, _ := engine.Due(p, monday.AddDate(0, 0, 10))
	for _, o := range due[:3] {
		fmt.Println(o.Status, o.Due, o.Title)
	}
	// Output:
	// therapy initiation
	// deviation: methadone.induction.first-dose
	// deviation: methadone.induction.day1-total
	// deviation: methadone.induction.low-tolerance
	// overdue 2026-03-09 A contact every week while the dose is being found
	// due 2026-03-16 Make the full medical examination in person
	// due 2026-03-16 Make the psychosocial assessment and the plan of care
}

func Example_researcher() {
	source := evidence.Citation{Source: "START (CTN-0027), weekly hazard of stopping", Year: 2014, Provenance: evidence.Secondary}
	study, err := sim.Model{
		Cycle: sim.Week, Horizon: 24, Conversion: sim.CompetingExponential,
		States: []sim.State{{Name: "methadone"}, {Name: "buprenorphine"}, {Name: "out of treatment"}},
		Transitions: []sim.Transition{
			{From: "methadone", To: "out of treatment", Hazard: sim.Pieces(sim.Piece{Until: 4, Rate: .018}, sim.Piece{Rate: .012}), Source: source},
			{From: "buprenorphine", To: "out of treatment", Hazard: sim.Pieces(sim.Piece{Until: 4, Rate: .051}, sim.Piece{Rate: .026}), Source: source},
		},
		Measures: []sim.Measure{{Name: "leaves methadone", Leaving: "methadone"}, {Name: "leaves buprenorphine", Leaving: "buprenorphine"}},
		Arms:     []sim.Arm{{Name: "methadone", Start: map[string]float64{"methadone": 1}}, {Name: "buprenorphine", Start: map[string]float64{"buprenorphine": 1}}},
	}.Compile()
	if err != nil {
		panic(err)
	}
	result, err := study.Run(context.Background(), sim.Study{Engine: sim.Step, People: 100_000, Seed: 1})
	if err != nil {
		panic(err)
	}
	for _, arm := range study.Arms() {
		retained, _ := result.NotYet(arm, "leaves "+arm)
		fmt.Printf("%s: %.1f %% still in treatment at week 24\n", arm, 100*retained[24])
	}
	// Output:
	// methadone: 73.1 % still in treatment at week 24
	// buprenorphine: 48.3 % still in treatment at week 24
}
