package guidance_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/plantest"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/stretchr/testify/require"
)

// TestTheZoneOfAnInstantChangesNothing writes the instants of every case in other zones.
func TestTheZoneOfAnInstantChangesNothing(t *testing.T) {
	engines, _ := everywhere(t)
	known := waits(t, "zone")
	for _, c := range allCases() {
		asked := now.Add(c.day)
		differs := plantest.AnyZone(t, engines[c.home()], eventsOf(asked, c.before), question(asked, c.ask))
		if place := string(c.rule) + "/" + c.name; differs != "" && !known(place) {
			t.Errorf("%s: %s", place, differs)
		}
	}
}

// TestTheOrderOfArrivalChangesNothing tells the facts of every case late and in any order.
func TestTheOrderOfArrivalChangesNothing(t *testing.T) {
	engines, _ := everywhere(t)
	known := waits(t, "arrival")
	for i, c := range allCases() {
		if testing.Short() && i%4 > 0 || !slow() && i%2 > 0 { // the race detector looks for other faults; the slow lane asks all
			continue
		}
		asked := now.Add(c.day)
		differs := plantest.AnyArrival(t, engines[c.home()], eventsOf(asked, c.before), question(asked, c.ask), uint64(i))
		if place := string(c.rule) + "/" + c.name; differs != "" && !known(place) {
			t.Errorf("%s: %s", place, differs)
		}
	}
}

// TestWhatDispatchLeavesOutDoesNotApply asks every rule about events that do not wake it: those of the cases, after their facts, and
// drawn ones. Rules that watch less than they judge say why in Narrow.
func TestWhatDispatchLeavesOutDoesNotApply(t *testing.T) {
	engines, names := everywhere(t)
	known := waits(t, "dispatch")
	asked, reported := 0, map[record.RuleID]bool{}
	ask := func(engine *plan.Engine, p plan.Plan, ev record.Event) {
		asked += plantest.Unwatched(engine, p, ev, func(id record.RuleID, f plan.Finding) {
			rule, _ := engine.Rule(id)
			// What a place leaves unset is said to be not judged before it is asked whether the rule applies.
			if f.Verdict == plan.VerdictNotJudged && leavesUnset(engine, id) {
				return
			}
			if rule.Narrow != "" || known(string(id)) || reported[id] {
				return
			}
			reported[id] = true
			t.Errorf("%s is not asked about %s (%s), and says %s", id, record.Describe(ev.Body), ev.Body.Kind(), f.Verdict)
		})
	}
	kinds := map[string]int{}
	for i, c := range allCases() {
		key := c.home() + c.ask.Kind().String()
		if kinds[key]++; kinds[key] > 12 && i%11 != 0 {
			continue
		}
		at := now.Add(c.day)
		ask(engines[c.home()], planOf(t, engines[c.home()], at, c.before), question(at, c.ask))
	}
	seed := rand.New(rand.NewPCG(6, 7))
	for _, name := range names {
		data := make([]byte, 600)
		for i := range data {
			data[i] = byte(seed.Uint32())
		}
		engine := engines[name]
		p := engine.Open("law")
		for _, ev := range plantest.Events(data) {
			ask(engine, p, ev)
			if out, err := engine.Apply(p, ev); err == nil {
				p = out.Plan
			}
		}
	}
	require.Greater(t, asked, 10_000, "the law asks about next to nothing")
}

// leavesUnset reports whether the place does not set what the rule needs.
func leavesUnset(engine *plan.Engine, id record.RuleID) bool {
	return slices.ContainsFunc(engine.Unset(), func(g plan.Gap) bool { return g.Rule == id })
}
