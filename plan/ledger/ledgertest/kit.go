package ledgertest

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"testing"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/journal"
	"github.com/oudpath/oudpath/plan/ledger"
	"github.com/oudpath/oudpath/plan/record"
)

// Kit says how to make the store that is tested.
type Kit struct {
	// Open makes an empty store. Run closes it.
	Open func(t *testing.T) ledger.Store
	// Reopen opens again what a store that was closed has kept; nil for a store that keeps nothing.
	Reopen func(t *testing.T, closed ledger.Store) ledger.Store
}

// Run tests the contract of ledger.Store.
func Run(t *testing.T, kit Kit) {
	for _, law := range laws {
		t.Run(law.name, func(t *testing.T) {
			h := &house{T: t, kit: kit, store: kit.Open(t), ctx: t.Context()}
			t.Cleanup(func() { h.store.Close() })
			law.holds(h)
		})
	}
}

type law struct {
	name  string
	holds func(*house)
}

var laws = []law{
	{"what was appended is read", (*house).appended},
	{"read since", (*house).since},
	{"the version alone", (*house).peeked},
	{"a stale append writes nothing", (*house).stale},
	{"a plan that nobody began", (*house).unknown},
	{"malformed batches", (*house).malformed},
	{"a key is used once", (*house).keys},
	{"plans in the order of their IDs, page by page", (*house).list},
	{"deadlines are replaced, ordered, and paged", (*house).due},
	{"the feed is complete and in order", (*house).feed},
	{"erasure leaves a tombstone and nothing else", (*house).erased},
	{"nothing is shared with the caller", (*house).owned},
	{"a context that has ended", (*house).ended},
	{"after Close", (*house).closed},
	{"many writers on one plan", (*house).contended},
	{"many writers on many plans", (*house).parallel},
	{"IDs that are no names of files", (*house).names},
	{"two plans become one", (*house).merged},
	{"one plan becomes two", (*house).divided},
	{"a merger that is killed between its writes", (*house).mergedHalfway},
	{"a split that is killed between its writes", (*house).dividedHalfway},
	{"mergers while others write", (*house).mergedUnderWay},
}

// house is one test with its store.
type house struct {
	*testing.T
	kit   Kit
	store ledger.Store
	ctx   context.Context
}

var (
	morning = time.Date(2026, 3, 2, 9, 0, 0, 123456789, time.UTC)
	today   = civil.Must(2026, 3, 2)
	nurse   = record.Actor{ID: "n1", Role: "nurse"}
)

// again closes the store and opens what it has kept, if it keeps anything.
func (h *house) again() {
	h.Helper()
	if h.kit.Reopen == nil {
		return
	}
	h.must(h.store.Close())
	h.store = h.kit.Reopen(h.T, h.store)
}

// twice calls do, and again after the store was opened anew.
func (h *house) twice(do func()) {
	h.Helper()
	do()
	h.again()
	do()
}

func (h *house) must(err error) {
	h.Helper()
	if err != nil {
		h.Fatal(err)
	}
}

func (h *house) same(got, want any, what string) {
	h.Helper()
	if !reflect.DeepEqual(got, want) {
		h.Fatalf("%s:\ngot  %+v\nwant %+v", what, got, want)
	}
}

func (h *house) is(err, want error, what string) {
	h.Helper()
	if !errors.Is(err, want) {
		h.Fatalf("%s: got the error %v, want %v", what, err, want)
	}
}

// Events makes facts for a plan: so many, the first with the given number.
func Events(first, count int) []record.Event {
	events := make([]record.Event, count)
	for i := range events {
		at := morning.Add(time.Duration(first+i) * time.Minute)
		events[i] = record.Event{ID: record.EventID(fmt.Sprintf("e%d", first+i)), At: at, Recorded: at.Add(time.Second), Actor: nurse,
			Body: record.Custom{Name: "org.example.note", Text: fmt.Sprintf("“%d”\n", first+i)}}
	}
	return events
}

// Batch makes a batch of such facts that goes on after a version.
func Batch(id plan.ID, after ledger.Version, count int) ledger.Batch {
	return ledger.Batch{Plan: id, Expected: after, Events: Events(int(after)+1, count), At: morning.Add(time.Duration(after) * time.Hour),
		Header: journal.Header{Dialect: journal.Recorded, Plan: id, Zone: "America/New_York", Jurisdiction: "us", JurisdictionVersion: "2026-11"}}
}

// deadline is due so many days after today.
func deadline(duty record.RuleID, days int) ledger.Deadline {
	return ledger.Deadline{Duty: duty, Title: "do it", Why: "it is time", Due: today.Add(days), Latest: today.Add(days + 1)}
}

func (h *house) append(b ledger.Batch) ledger.Commit {
	h.Helper()
	commit, err := h.store.Append(h.ctx, b)
	h.must(err)
	return commit
}

func (h *house) read(id plan.ID, after ledger.Version) ledger.Stored {
	h.Helper()
	stored, err := h.store.Read(h.ctx, id, after)
	h.must(err)
	return stored
}

// pages is how many pages the kit turns at most: a store that never comes to its end is no store.
const pages = 100

// paged reads a list page by page, from the last row of the page before on, and demands that no page is longer than was wanted.
func paged[T any](h *house, limit int, page func(last *T, limit int) ([]T, error)) (all []T) {
	h.Helper()
	for range pages {
		var last *T
		if len(all) > 0 {
			last = &all[len(all)-1]
		}
		rows, err := page(last, limit)
		h.must(err)
		if len(rows) > limit {
			h.Fatalf("a page has %d rows, and %d were wanted at most", len(rows), limit)
		}
		if len(rows) == 0 {
			return all
		}
		all = append(all, rows...)
	}
	h.Fatalf("there is no end after %d pages", pages)
	return nil
}

// or is the value, or the zero one if there is none.
func or[T any](value *T) (zero T) {
	if value == nil {
		return zero
	}
	return *value
}

// holds demands that exactly these events are on record of a plan.
func (h *house) holds(id plan.ID, events []record.Event) {
	h.Helper()
	stored := h.read(id, 0)
	h.same(int(stored.Version), len(events), "version")
	h.same(len(stored.Events), len(events), "number of events")
	for i := range events {
		h.same(stored.Events[i], events[i], "event")
	}
}
