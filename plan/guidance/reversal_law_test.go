package guidance_test

import (
	"strings"
	"testing"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/plantest"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// TestReversalIsNeverRefused gives, orders and supplies what reverses an overdose, of every product, in every jurisdiction, to every
// person of the cases and to people in every condition: decision nineteen.
func TestReversalIsNeverRefused(t *testing.T) {
	engines, names := everywhere(t)
	people := map[string][]fact{
		"nobody knows anything": nil,
		"a child of four":       {aged(4)},
		"dead":                  {told(time.Hour, record.Died{Overdose: truth.Yes})},
		"overdosed":             {told(time.Minute, record.Overdosed{Agent: "fentanyl"})},
		"just reversed": {dosed(medication.NalmefeneIN, "2.7 mg", time.Minute),
			dosed(medication.NaloxoneIN, "4 mg", 2*time.Minute)},
		"on naltrexone": {dosed(medication.NtxXR, "380 mg", aDay), dosed(medication.NtxPO, "50 mg", time.Hour)},
		"on methadone":  {dosed(medication.MethadoneConc, "120 mg", time.Hour)},
		"on a depot":    {dosed(medication.BupSublocade, "300 mg", aDay)},
	}
	var everything []fact
	for _, trait := range traits("us") {
		people[trait.Name] = named{trait}.recorded(0)
		if !strings.HasPrefix(trait.Name, "allergic") {
			everything = append(everything, people[trait.Name]...)
		}
	}
	people["everything at once"] = everything
	asked := 0
	for _, name := range names {
		for _, person := range people {
			p := planOf(t, engines[name], now, person)
			for _, body := range plantest.Reversals() {
				plantest.Reversed(t, engines[name], p, question(now, body), mayKeepFromReversal...)
				asked++
			}
		}
	}
	for _, name := range names { // a second one follows the first, which is no slip
		for _, body := range plantest.Reversals() {
			p := planOf(t, engines[name], now, []fact{told(time.Minute, body)})
			plantest.Reversed(t, engines[name], p, question(now, body), mayKeepFromReversal...)
			asked++
		}
	}
	for i, c := range allCases() {
		at := now.Add(c.day)
		p := planOf(t, engines[c.home()], at, c.before)
		bodies := plantest.Reversals()
		for n := range 4 {
			plantest.Reversed(t, engines[c.home()], p, question(at, bodies[(i*4+n)%len(bodies)]), mayKeepFromReversal...)
			asked++
		}
	}
	if asked < 10_000 {
		t.Errorf("asked only %d times", asked)
	}
}

// mayKeepFromReversal are the rules about an allergy to the very substance.
var mayKeepFromReversal = []record.RuleID{"contra.hypersensitivity"}
