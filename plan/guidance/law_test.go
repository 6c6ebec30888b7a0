package guidance_test

import (
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/jurisdiction"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/stretchr/testify/require"
)

// shipped are the engines of every jurisdiction that comes with the library, by its ID.
var shipped = sync.OnceValues(func() (map[string]*plan.Engine, error) {
	engines := map[string]*plan.Engine{}
	for _, place := range jurisdiction.All() {
		engine, err := jurisdiction.Engine(place.ID, time.UTC)
		if err != nil {
			return nil, err
		}
		engines[place.ID] = engine
	}
	return engines, nil
})

// everywhere returns the engines of every jurisdiction, and their IDs in order.
func everywhere(t testing.TB) (engines map[string]*plan.Engine, names []string) {
	t.Helper()
	engines, err := shipped()
	require.NoError(t, err)
	for _, place := range jurisdiction.All() {
		names = append(names, place.ID)
	}
	return engines, names
}

// eventsOf are the events of the facts, oldest first, told by a nurse at once.
func eventsOf(asked time.Time, facts []fact) []record.Event {
	ordered := slices.Clone(facts)
	slices.SortStableFunc(ordered, func(a, b fact) int { return int(b.ago - a.ago) })
	events := make([]record.Event, len(ordered))
	for i, f := range ordered {
		events[i] = record.Event{ID: record.EventID(fmt.Sprint("f", i)), At: asked.Add(-f.ago), Actor: record.Actor{ID: "a", Role: "nurse"},
			Body: f.body}
	}
	return events
}

// question is the event that is asked about, by a physician.
func question(at time.Time, body record.Body) record.Event {
	return record.Event{ID: "ask", At: at, Actor: record.Actor{ID: "a", Role: "physician"}, Body: body}
}

// home is the jurisdiction of a case.
func (c ruleCase) home() string {
	if c.jurisdiction == "" {
		return "us"
	}
	return c.jurisdiction
}

// waits notes that the law is broken at the place and reports whether that is known; at the end of the law, call the returned check.
func waits(t *testing.T, law string) (known func(place string) bool) {
	t.Helper()
	met := map[string]bool{}
	t.Cleanup(func() {
		for place := range waiting[law] {
			if !met[place] {
				t.Errorf("%s: %s keeps the law again: strike it from the list", law, place)
			}
		}
	})
	return func(place string) bool {
		met[place] = true
		return waiting[law][place] != ""
	}
}
