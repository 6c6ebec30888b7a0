package plantest_test

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/guidance"
	"github.com/oudpath/oudpath/plan/jurisdiction"
	"github.com/oudpath/oudpath/plan/jurisdiction/gb"
	"github.com/oudpath/oudpath/plan/jurisdiction/us"
	"github.com/oudpath/oudpath/plan/plantest"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/stretchr/testify/require"
)

func engines(t testing.TB) map[string]*plan.Engine {
	t.Helper()
	all := map[string]*plan.Engine{}
	for name, p := range map[string]plan.Jurisdiction{"us": us.Federal(time.UTC), "gb": gb.UnitedKingdom(time.UTC)} {
		engine, err := plan.New(jurisdiction.Config(p))
		require.NoError(t, err)
		all[name] = engine
	}
	return all
}

// TestLawsHoldForRandomEvents runs the laws over a few hundred random plans with the whole catalogue.
func TestLawsHoldForRandomEvents(t *testing.T) {
	all := engines(t)
	random := rand.New(rand.NewPCG(1, 2))
	seen := map[record.Kind]int{}
	for range 150 {
		data := make([]byte, 20+random.IntN(600))
		for i := range data {
			data[i] = byte(random.Uint32())
		}
		events := plantest.Events(data)
		for _, engine := range all {
			for _, ev := range plantest.Laws(t, engine, events).Events() {
				seen[ev.Body.Kind()]++
			}
		}
	}
	for _, kind := range record.AllKinds() {
		require.NotZero(t, seen[kind], "no plan had a %s", kind)
	}
}

// TestLawsHoldForTheLongestIDs gives every event an ID of the greatest length: what the engine derives from it can be kept too.
func TestLawsHoldForTheLongestIDs(t *testing.T) {
	long := func(id record.EventID) record.EventID {
		if id == "" {
			return ""
		}
		return id + record.EventID(strings.Repeat("x", record.MaxID-len(id)))
	}
	random := rand.New(rand.NewPCG(3, 4))
	derived := 0
	all := engines(t)
	for range 8 {
		data := make([]byte, 400)
		for i := range data {
			data[i] = byte(random.Uint32())
		}
		events := plantest.Events(data)
		for i := range events {
			events[i].ID, events[i].Replaces = long(events[i].ID), long(events[i].Replaces)
			if retracted, ok := events[i].Body.(record.Retracted); ok {
				retracted.Event = long(retracted.Event)
				events[i].Body = retracted
			}
		}
		for _, engine := range all {
			for _, ev := range plantest.Laws(t, engine, events).Events() {
				if ev.Body.Kind().Derived() {
					derived++
				}
			}
		}
	}
	require.Greater(t, derived, 50)
}

func FuzzLaws(f *testing.F) {
	all := engines(f)
	f.Add([]byte("a plan with some events in it, long enough for a few of them"))
	f.Fuzz(func(t *testing.T, data []byte) {
		events := plantest.Events(data)
		for _, engine := range all {
			plantest.Laws(t, engine, events)
		}
	})
}

// TestLawsFindARuleThatRemembers shows that the kit finds what it is for.
func TestLawsFindARuleThatRemembers(t *testing.T) {
	calls := 0
	rule := guidance.Rules()[0]
	rule.Watches, rule.About, rule.Only, rule.Applies = record.Doses, 0, nil, nil
	rule.Judge = func(v *plan.View) plan.Result {
		calls++
		return v.Violated(nil, "call %d", calls)
	}
	jurisdiction := us.Federal(time.UTC)
	jurisdiction.Omits, jurisdiction.Rules = nil, nil // this engine has one rule, and not those that they leave out or stand for
	engine, err := plan.New(plan.Config{Jurisdiction: jurisdiction, Rules: []plan.Rule{rule}})
	require.NoError(t, err)
	order := record.Event{ID: "o", At: time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC), Actor: record.Actor{ID: "a"},
		Body: record.Order{Product: medication.BupSL, Dose: medication.Dose{Principal: medication.Milligrams(4)}}}
	caught := &recorder{TB: t}
	func() {
		defer func() { _ = recover() }()
		plantest.Laws(caught, engine, []record.Event{order})
	}()
	require.True(t, caught.failed)
}

type recorder struct {
	testing.TB
	failed bool
}

func (r *recorder) Helper() {}

func (r *recorder) Fatalf(string, ...any) {
	r.failed = true
	panic("stopped")
}
