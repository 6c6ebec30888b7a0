package plantest

import (
	"fmt"
	"iter"
	"slices"
	"testing"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/record"
)

// Trait is something about a person that rules which refuse may read: a condition, an age, a result, what was taken last.
type Trait struct {
	Name string
	// Facts is what the record says of the trait so many days after the person came, told on that day as far as it can be told anew: a
	// level is measured again, and a use is a day longer ago.
	Facts func(days int) []Told
}

// Told is something that was so some time before the instant that is asked about.
type Told struct {
	Ago  time.Duration
	Body record.Body
}

// Way is a way into treatment: what can be found out on the day, and what is ordered then.
type Way struct {
	Name  string
	Facts []Told
	Ask   record.Order
}

// Ways looks for a way into treatment.
type Ways struct {
	Engine *plan.Engine
	Came   time.Time // when the person came
	Days   []int     // the days after it on which treatment is asked for, in their order
	Ways   []Way     // what is asked for on each of them
}

// Wait returns how many days a person of these traits waits until something is allowed, and by which way; ok is false if nothing is
// allowed on any of the days, and closed then says what kept the last ways shut.
func (w Ways) Wait(t testing.TB, traits ...Trait) (days int, by string, ok bool, closed []string) {
	t.Helper()
	for _, day := range w.Days {
		at := w.Came.AddDate(0, 0, day)
		var facts []Told
		for _, trait := range traits {
			facts = append(facts, trait.Facts(day)...)
		}
		closed = closed[:0]
		for _, way := range w.Ways {
			p, err := w.Engine.Restore("law", Record(at, slices.Concat(way.Facts, facts)))
			if err != nil {
				t.Fatalf("the facts do not make a plan: %v", err)
			}
			d, err := w.Engine.Check(p, record.Event{ID: "ask", At: at, Actor: record.Actor{ID: "a", Role: "physician"}, Body: way.Ask})
			if err != nil {
				t.Fatalf("%s cannot be judged: %v", way.Name, err)
			}
			if d.Allowed() {
				return day, way.Name, true, nil
			}
			for _, f := range d.Reasons() {
				closed = append(closed, fmt.Sprintf("%s: %s", way.Name, f.String()))
			}
		}
	}
	return 0, "", false, closed
}

// Record makes events of facts, oldest first and each told at once by a nurse. Facts of one instant stay in their order.
func Record(at time.Time, facts []Told) []record.Event {
	ordered := slices.Clone(facts)
	slices.SortStableFunc(ordered, func(a, b Told) int { return int(b.Ago - a.Ago) })
	events := make([]record.Event, len(ordered))
	for i, f := range ordered {
		events[i] = record.Event{ID: record.EventID(fmt.Sprint("f", i)), At: at.Add(-f.Ago), Actor: record.Actor{ID: "a", Role: "nurse"},
			Body: f.Body}
	}
	return events
}

// Choose returns every choice of so many of n things, by their indices. The slice that is handed out is used again.
func Choose(n, size int) iter.Seq[[]int] {
	return func(yield func([]int) bool) {
		picked := make([]int, size)
		for i := range picked {
			picked[i] = i
		}
		for size <= n {
			if !yield(picked) {
				return
			}
			at := size - 1
			for at >= 0 && picked[at] == n-size+at {
				at--
			}
			if at < 0 {
				return
			}
			for picked[at]++; at+1 < size; at++ {
				picked[at+1] = picked[at] + 1
			}
		}
	}
}
