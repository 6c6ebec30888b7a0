package choice_test

import (
	"context"
	"fmt"
	"log"
	"time"

	"github.com/oudpath/oudpath/plan/choice"
	"github.com/oudpath/oudpath/plan/jurisdiction"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// What speaks for and against a medication that the person wants, and from when on it is possible.
func ExampleMedications() {
	engine, err := jurisdiction.Engine("us", time.UTC)
	if err != nil {
		log.Fatal(err)
	}
	at := time.Date(2026, time.March, 2, 9, 0, 0, 0, time.UTC)
	person := engine.Open("person-1")
	for i, body := range []record.Body{
		record.OpioidUsed{Agent: "heroin"},
		record.ContextStated{Context: choice.Prefers(choice.NaltrexoneDepot), Holds: truth.Yes},
		record.ContextStated{Context: choice.WithoutHome, Holds: truth.Yes},
	} {
		out, err := engine.Apply(person, record.Event{ID: record.EventID(fmt.Sprint(i)), At: at.Add(-time.Hour), Body: body})
		if err != nil {
			log.Fatal(err)
		}
		person = out.Plan
	}
	weighed, err := choice.Medications(context.Background(), engine, person, choice.Request{At: at})
	if err != nil {
		log.Fatal(err)
	}
	option, _ := weighed.Option(choice.NaltrexoneDepot)
	fmt.Println(option.Standing(), option.First[0].When.At.Format("2006-01-02"))
	for _, said := range option.Arguments[:3] {
		fmt.Printf("%s, %s: %s\n", said.Side, said.Argument.Strength, said.Argument.Text)
		for _, effect := range said.Argument.Effects {
			fmt.Println("  " + effect.String())
		}
	}
	// Output:
	// later 2026-03-09
	// for, person: It is what the person wants.
	// for, trial: Among people without a home fewer returned to use.
	//   return to use among people without a home, on monthly naltrexone, against buprenorphine: 51.6 % against 70.4 %
	// against, trial: More than one in four were never given a first dose, and most of those returned to use early.
	//   given a first dose, of monthly naltrexone, against buprenorphine: 72 % against 94 %
}
