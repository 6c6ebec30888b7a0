package plan_test

import (
	"fmt"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
)

// A rule, the parameter that it reads, and the jurisdiction that sets it: everything that an engine is made of.
func Example() {
	guideline := evidence.Source{ID: "house-guideline", Title: "House guideline", Year: 2026}.At("2", evidence.Primary)
	most := plan.NewParam("house.first-dose.most", "first dose of methadone", plan.LowerIsStricter(medication.Mass.Compare))
	firstDose := plan.Rule{
		ID: "house.first-dose", Title: "The first dose is small", Severity: record.Block, Watches: record.Prescribes,
		Cites: []evidence.Citation{guideline}, Needs: plan.Needs(plan.Optional(most)), Remedy: "start lower",
		Override: plan.Overridable("how tolerance was established"),
		Judge: func(v *plan.View) plan.Result {
			d, ok := v.Dosing()
			if !ok || !v.Starting(d.Substance) {
				return v.NotApplicable()
			}
			limit, ok := most.If(v)
			if !ok {
				return v.Unset(most)
			}
			if limit.Value.Compare(d.Total) < 0 {
				return v.Violated(limit, "%s is above %s", d.Total, limit.Value)
			}
			return v.Met()
		},
	}
	engine, err := plan.New(plan.Config{
		Rules: []plan.Rule{firstDose},
		Jurisdiction: plan.Jurisdiction{ID: "house", Version: "1", Title: "House", Zone: time.UTC,
			Settings: []plan.Setting{most.Always(medication.Milligrams(30), guideline)}},
	})
	if err != nil {
		panic(err)
	}
	for _, mg := range []uint32{30, 40} {
		order := record.Order{Product: medication.MethadoneConc, Dose: medication.Dose{Principal: medication.Milligrams(mg)}}
		decision, err := engine.Check(engine.Open("person-1"), record.Event{At: time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC), Body: order})
		if err != nil {
			panic(err)
		}
		fmt.Println(mg, "mg:", decision.Status)
		for _, f := range decision.Findings {
			fmt.Println(f.String())
		}
	}
	// Output:
	// 30 mg: allowed
	// 40 mg: refused
	// block: house.first-dose: 40 mg is above 30 mg (limit 30 mg, House guideline 2, 2026)
}
