package ledgertest_test

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/journal"
	"github.com/oudpath/oudpath/plan/ledger"
	"github.com/oudpath/oudpath/plan/ledger/ledgertest"
	"github.com/oudpath/oudpath/plan/ledger/memory"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/stretchr/testify/require"
)

// The laws that refuse a faulty store, by their names as tests.
const (
	appended = "what_was_appended_is_read"
	since    = "read_since"
	stale    = "a_stale_append_writes_nothing"
	unknown  = "a_plan_that_nobody_began"
	batches  = "malformed_batches"
	keys     = "a_key_is_used_once"
	list     = "plans_in_the_order_of_their_IDs,_page_by_page"
	due      = "deadlines_are_replaced,_ordered,_and_paged"
	feed     = "the_feed_is_complete_and_in_order"
	erasure  = "erasure_leaves_a_tombstone_and_nothing_else"
	owned    = "nothing_is_shared_with_the_caller"
	ended    = "a_context_that_has_ended"
	closed   = "after_Close"
)

// faults are stores that do one thing wrong, each with the law that refuses it.
var faults = []struct {
	name, law string
	store     func(inner) ledger.Store
}{
	{"none", ".*", func(s inner) ledger.Store { return s }},
	{"loses the last event of a batch", appended, appending(func(s inner, b ledger.Batch) (ledger.Commit, error) {
		whole := len(b.Events)
		b.Events = b.Events[:max(1, whole-1)]
		c, err := s.put(b)
		c.To = c.From + ledger.Version(whole)
		return c, err
	})},
	{"acknowledges before it writes", appended, appending(func(s inner, b ledger.Batch) (ledger.Commit, error) {
		go func() { time.Sleep(10 * time.Millisecond); s.put(b) }()
		return ledger.Commit{Cursor: 1, Plan: b.Plan, From: b.Expected, To: b.Expected + ledger.Version(len(b.Events)), At: b.At}, nil
	})},
	{"turns a batch round", appended, batch(func(b *ledger.Batch) { slices.Reverse(b.Events) })},
	{"keeps times to the second", appended, batch(func(b *ledger.Batch) {
		for i := range b.Events {
			b.Events[i].Recorded = b.Events[i].Recorded.Truncate(time.Second)
		}
	})},
	{"forgets who did it", appended, batch(func(b *ledger.Batch) {
		for i := range b.Events {
			b.Events[i].Actor = record.Actor{}
		}
	})},
	{"forgets the header", appended, batch(func(b *ledger.Batch) {
		b.Header = journal.Header{Dialect: journal.Recorded, Plan: b.Plan, Zone: "UTC", Jurisdiction: "us", JurisdictionVersion: "2026-11"}
	})},
	{"forgets when", appended, committed(func(c *ledger.Commit) { c.At = time.Time{} })},
	{"has no place for a commit", appended, committed(func(c *ledger.Commit) { c.Cursor = 0 })},
	{"shows half a batch as one", feed, appending(func(s inner, b ledger.Batch) (ledger.Commit, error) {
		if b.Expected > 0 && len(b.Events) > 0 {
			half := b
			half.Events, half.Key = nil, ""
			if _, err := s.put(half); err != nil {
				return ledger.Commit{}, err
			}
		}
		return s.put(b)
	})},
	{"ignores which version is expected", stale, appending(func(s inner, b ledger.Batch) (ledger.Commit, error) {
		if have, err := s.Store.Read(context.Background(), b.Plan, 0); err == nil {
			b.Expected = have.Version
		}
		return s.put(b)
	})},
	{"looks at the version before the key", keys, appending(func(s inner, b ledger.Batch) (ledger.Commit, error) {
		if have, err := s.Store.Read(context.Background(), b.Plan, 0); err == nil && have.Version != b.Expected {
			return ledger.Commit{}, &ledger.ConflictError{Plan: b.Plan, Expected: b.Expected, Actual: have.Version}
		}
		return s.put(b)
	})},
	{"has written what it says that it has not", appended, appending(func(s inner, b ledger.Batch) (ledger.Commit, error) {
		c, err := s.put(b)
		return c, cmp.Or(err, errors.New("the cable was cut"))
	})},
	{"takes whatever it is given", batches, appending(func(s inner, b ledger.Batch) (ledger.Commit, error) {
		if b.Validate() != nil {
			return ledger.Commit{}, nil
		}
		return s.put(b)
	})},
	{"goes on when nobody waits", ended, appending(func(s inner, b ledger.Batch) (ledger.Commit, error) { return s.put(b) })},
	{"drops keys", keys, batch(func(b *ledger.Batch) { b.Key, b.Request = "", ledger.Digest{} })},
	{"drops deadlines", due, batch(func(b *ledger.Batch) { b.Deadlines = nil })},
	{"adds deadlines to those that were there", due, appending(func(s inner, b ledger.Batch) (ledger.Commit, error) {
		have, _ := s.Store.Read(context.Background(), b.Plan, 0)
		for _, d := range have.Deadlines {
			if !slices.ContainsFunc(b.Deadlines, func(other ledger.Deadline) bool { return other.Duty == d.Duty }) {
				b.Deadlines = append(b.Deadlines, d)
			}
		}
		return s.put(b)
	})},
	{"takes capitals for small letters in plans", unknown, reading(func(s inner, id plan.ID, after ledger.Version) (ledger.Stored, error) {
		return s.Store.Read(context.Background(), plan.ID(strings.ToLower(string(id))), after)
	})},
	{"takes capitals for small letters in keys", keys, finding(func(s inner, id plan.ID, key ledger.Key) (ledger.Commit, error) {
		return s.Store.Find(context.Background(), id, ledger.Key(strings.ToLower(string(key))))
	})},
	{"finds keys of other plans", keys, finding(func(s inner, id plan.ID, key ledger.Key) (ledger.Commit, error) {
		rows, _ := s.Store.List(context.Background(), "", 0)
		for _, row := range rows {
			if c, err := s.Store.Find(context.Background(), row.Plan, key); err == nil {
				return c, nil
			}
		}
		return s.Store.Find(context.Background(), id, key)
	})},
	{"finds no keys", keys, finding(func(inner, plan.ID, ledger.Key) (ledger.Commit, error) { return ledger.Commit{}, ledger.ErrUnknownKey })},
	{"reads what was there before", appended, staleReads()},
	{"reads all where the rest was wanted", since, reading(func(s inner, id plan.ID, _ ledger.Version) (ledger.Stored, error) {
		return s.Store.Read(context.Background(), id, 0)
	})},
	{"is off by one", since, reading(func(s inner, id plan.ID, after ledger.Version) (ledger.Stored, error) {
		return s.Store.Read(context.Background(), id, max(0, after-1))
	})},
	{"counts the rest alone", since, read(func(st *ledger.Stored) { st.Version = ledger.Version(len(st.Events)) })},
	{"turns deadlines of a plan round", due, read(func(st *ledger.Stored) { slices.Reverse(st.Deadlines) })},
	{"takes nothing on record for an empty plan", unknown, reading(func(s inner, id plan.ID, after ledger.Version) (ledger.Stored, error) {
		st, err := s.Store.Read(context.Background(), id, after)
		if errors.Is(err, ledger.ErrUnknownPlan) {
			err = nil
		}
		return st, err
	})},
	{"has forgotten what was erased", erasure, reading(func(s inner, id plan.ID, after ledger.Version) (ledger.Stored, error) {
		st, err := s.Store.Read(context.Background(), id, after)
		if errors.Is(err, ledger.ErrErased) {
			err = ledger.ErrUnknownPlan
		}
		return st, err
	})},
	{"reads after Close", closed, func(s inner) ledger.Store { return open{s} }},
	{"gives every reader the same events", owned, shared()},
	{"orders plans as a language does", list, listing(func(s inner, after plan.ID, limit int) ([]ledger.Listed, error) {
		rows, err := s.Store.List(context.Background(), "", 0)
		slices.SortStableFunc(rows, func(a, b ledger.Listed) int {
			return strings.Compare(strings.ToLower(string(a.Plan)), strings.ToLower(string(b.Plan)))
		})
		if at := slices.IndexFunc(rows, func(row ledger.Listed) bool { return row.Plan == after }); at >= 0 {
			rows = rows[at+1:]
		}
		return rows[:min(len(rows), cmp.Or(limit, len(rows)))], err
	})},
	{"lists more than was wanted", list, listing(func(s inner, after plan.ID, _ int) ([]ledger.Listed, error) {
		return s.Store.List(context.Background(), after, 0)
	})},
	{"lists the same page for ever", list, listing(func(s inner, _ plan.ID, limit int) ([]ledger.Listed, error) {
		return s.Store.List(context.Background(), "", limit)
	})},
	{"has deadlines a day late", due, duties(func(s inner, day civil.Date, after ledger.Deadline, limit int) ([]ledger.Deadline, error) {
		return s.Store.Due(context.Background(), day.Add(-1), after, limit)
	})},
	{"has deadlines of every day", due, duties(func(s inner, day civil.Date, after ledger.Deadline, limit int) ([]ledger.Deadline, error) {
		return s.Store.Due(context.Background(), day.Add(1000), after, limit)
	})},
	{"has the same deadlines for ever", due, duties(func(s inner, day civil.Date, _ ledger.Deadline, limit int) ([]ledger.Deadline, error) {
		return s.Store.Due(context.Background(), day, ledger.Deadline{}, limit)
	})},
	{"has more deadlines than were wanted", due, duties(func(s inner, day civil.Date, after ledger.Deadline, _ int) ([]ledger.Deadline, error) {
		return s.Store.Due(context.Background(), day, after, 0)
	})},
	{"keeps the last commit to itself", feed, commits(func(s inner, after ledger.Cursor, limit int) ([]ledger.Commit, error) {
		rows, err := s.Store.Since(context.Background(), after, limit)
		return rows[:max(0, len(rows)-1)], err
	})},
	{"tells the newest commit first", feed, commits(func(s inner, after ledger.Cursor, limit int) ([]ledger.Commit, error) {
		rows, err := s.Store.Since(context.Background(), after, limit)
		slices.Reverse(rows)
		return rows, err
	})},
	{"tells the last commit again", feed, commits(func(s inner, after ledger.Cursor, limit int) ([]ledger.Commit, error) {
		return s.Store.Since(context.Background(), max(0, after-1), limit)
	})},
	{"tells more commits than were wanted", feed, commits(func(s inner, after ledger.Cursor, _ int) ([]ledger.Commit, error) {
		return s.Store.Since(context.Background(), after, 0)
	})},
	{"says nothing of erasures", owned, commits(func(s inner, after ledger.Cursor, limit int) ([]ledger.Commit, error) {
		rows, err := s.Store.Since(context.Background(), after, limit)
		return slices.DeleteFunc(rows, func(c ledger.Commit) bool { return c.Erased != nil }), err
	})},
	{"erases nothing", erasure, erasing(func(s inner, _ plan.ID, _ ledger.Version, stone ledger.Tombstone) (ledger.Commit, error) {
		return ledger.Commit{Cursor: 100, At: stone.At, Erased: &stone}, nil
	})},
	{"erases whatever the version", erasure, erasing(func(s inner, id plan.ID, v ledger.Version, stone ledger.Tombstone) (ledger.Commit, error) {
		if have, err := s.Store.Read(context.Background(), id, 0); err == nil {
			v = have.Version
		}
		return s.Store.Erase(context.Background(), id, v, stone)
	})},
	{"forgets why it erased", erasure, erasing(func(s inner, id plan.ID, v ledger.Version, stone ledger.Tombstone) (ledger.Commit, error) {
		stone.Reason = cmp.Or(stone.Reason, "")[:min(1, len(stone.Reason))]
		return s.Store.Erase(context.Background(), id, v, stone)
	})},
}

const which = "LEDGERTEST_FAULT"

// TestFaults: the kit refuses each of the faulty stores, by the law that is about it. A kit that fails is a test that fails, so that each is
// run in a process of its own.
func TestFaults(t *testing.T) {
	if name := os.Getenv(which); name != "" {
		at := slices.IndexFunc(faults, func(f struct {
			name, law string
			store     func(inner) ledger.Store
		}) bool {
			return f.name == name
		})
		ledgertest.Run(t, ledgertest.Kit{Open: func(*testing.T) ledger.Store { return faults[at].store(inner{memory.New()}) }})
		return
	}
	for _, f := range faults {
		t.Run(f.name, func(t *testing.T) {
			t.Parallel()
			c := exec.CommandContext(t.Context(), os.Args[0], "-test.run", "^TestFaults$/^"+f.law+"$", "-test.timeout", "60s", "-test.short")
			c.Env = append(os.Environ(), which+"="+f.name)
			var out bytes.Buffer
			c.Stdout, c.Stderr = &out, &out
			err := c.Run()
			require.Equal(t, f.name == "none", err == nil, "%s", &out)
			require.NotContains(t, out.String(), "panic:", "the law says what is wrong")
			require.NotContains(t, out.String(), "no tests to run")
		})
	}
}
