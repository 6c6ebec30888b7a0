package plantest

import (
	"slices"
	"testing"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/record"
)

// Reversals returns the events by which an overdose is reversed, or the means to reverse one comes into somebody's hand: of every
// product that reverses overdoses an order, an order with a supply, an order for oneself that says nothing more, a dose given, a dose
// taken, a supply, and whatever else they are said to be for. None of them is a challenge.
func Reversals() (bodies []record.Body) {
	for _, p := range medication.Products() {
		if !p.ReversesOverdose() {
			continue
		}
		for _, strength := range p.Strengths() {
			dose, id, where := strength.Dose, p.ID(), p.Settings()[0]
			for _, route := range p.Routes() {
				bodies = append(bodies, record.Order{Product: id, Dose: dose, Route: route, Setting: where},
					record.DoseGiven{Product: id, Dose: dose, Route: route, Setting: where}, record.DoseGiven{Product: id, Dose: dose,
						Route: route, Setting: medication.SettingHome})
			}
			bodies = append(bodies, record.Order{Product: id, Dose: dose}, record.Order{Product: id, Dose: dose, SupplyDays: 1},
				record.Order{Product: id, Dose: dose, PerDay: 2}, record.DoseGiven{Product: id, Dose: dose}, record.DoseTaken{Product: id,
					Dose: dose})
			for _, purpose := range record.Purposes() {
				if purpose != record.PurposeChallenge {
					bodies = append(bodies, record.Order{Product: id, Dose: dose, Purpose: purpose, Schedule: medication.Daily()},
						record.DoseGiven{Product: id, Dose: dose, Purpose: purpose})
				}
			}
		}
		bodies = append(bodies, record.NaloxoneSupplied{Product: p.ID(), Doses: 2})
	}
	return append(bodies, record.NaloxoneSupplied{})
}

// Reversed fails the test if a rule other than those that may speak refuses one of the events of a reversal for the person of the
// plan, or holds it back; of a fact, if it is recorded as what would have been refused.
func Reversed(t testing.TB, engine *plan.Engine, p plan.Plan, ev record.Event, may ...record.RuleID) {
	t.Helper()
	findings, err := engine.Judge(p, ev)
	if err != nil {
		t.Fatalf("%s cannot be judged: %v", record.Describe(ev.Body), err)
	}
	for i := range findings {
		if f := &findings[i]; (f.Refuses() || f.Holds) && !slices.Contains(may, f.Rule) {
			t.Errorf("%s (%s): %s", record.Describe(ev.Body), ev.Body.Kind(), f)
		}
	}
}
