package ledgertest

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/ledger"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

func (h *house) appended() {
	first := Batch("p", 0, 3)
	commit := h.append(first)
	h.same(commit, ledger.Commit{Cursor: commit.Cursor, Plan: "p", From: 0, To: 3, At: first.At}, "commit")
	second := Batch("p", 3, 1)
	second.Header.Jurisdiction = "elsewhere" // not read: the journal has begun
	later := h.append(second)
	if later.Cursor <= commit.Cursor || commit.Cursor <= 0 {
		h.Fatalf("cursors %d and %d do not ascend from above zero", commit.Cursor, later.Cursor)
	}
	h.twice(func() {
		h.holds("p", Events(1, 4))
		stored := h.read("p", 0)
		h.same(stored.Header, first.Header, "header")
		h.same(stored.At.Equal(second.At), true, "time of the last commit")
	})
	h.append(Batch("p", 4, 2))
	h.twice(func() { h.holds("p", Events(1, 6)) })
}

func (h *house) since() {
	h.append(Batch("p", 0, 3))
	h.twice(func() {
		for after := range ledger.Version(5) {
			stored := h.read("p", after)
			h.same(len(stored.Events), max(0, 3-int(after)), "events since")
			h.same(stored.Version, ledger.Version(3), "version")
			if after < 3 {
				h.same(stored.Events[0], Events(int(after)+1, 1)[0], "first event since")
			}
		}
	})
}

// peeked holds of a store that is a ledger.Peeker.
func (h *house) peeked() {
	h.append(Batch("p", 0, 3))
	h.twice(func() {
		store, can := h.store.(ledger.Peeker)
		if !can {
			h.Skip("the store is no Peeker")
		}
		version, err := store.Peek(h.ctx, "p")
		h.must(err)
		h.same(version, ledger.Version(3), "version")
		for _, id := range []plan.ID{"q", "", "p\x00", "\xff"} {
			_, err := store.Peek(h.ctx, id)
			h.is(err, ledger.ErrUnknownPlan, "a plan that is not there")
		}
		ended, cancel := context.WithCancel(h.ctx)
		cancel()
		_, err = store.Peek(ended, "p")
		h.is(err, context.Canceled, "a context that has ended")
	})
	h.append(Batch("p", 3, 1))
	version, err := h.store.(ledger.Peeker).Peek(h.ctx, "p")
	h.must(err)
	h.same(version, ledger.Version(4), "version after another batch")
	_, err = h.store.Erase(h.ctx, "p", 4, ledger.Tombstone{At: morning, Actor: nurse, Reason: "asked for"})
	h.must(err)
	_, err = h.store.(ledger.Peeker).Peek(h.ctx, "p")
	h.is(err, ledger.ErrErased, "an erased plan")
}

func (h *house) stale() {
	h.append(Batch("p", 0, 2))
	h.twice(func() {
		for _, expected := range []ledger.Version{0, 1, 3, 7} {
			_, err := h.store.Append(h.ctx, Batch("p", expected, 1))
			h.is(err, ledger.ErrConflict, "stale append")
			var stale *ledger.ConflictError
			if !errors.As(err, &stale) {
				h.Fatalf("%T is no ConflictError", err)
			}
			h.same(*stale, ledger.ConflictError{Plan: "p", Expected: expected, Actual: 2}, "conflict")
		}
		h.holds("p", Events(1, 2))
	})
	_, err := h.store.Append(h.ctx, Batch("q", 1, 1))
	h.is(err, ledger.ErrConflict, "append to a plan that is not there")
	_, err = h.store.Read(h.ctx, "q", 0)
	h.is(err, ledger.ErrUnknownPlan, "a plan whose first append was refused")
}

func (h *house) unknown() {
	h.append(Batch("p", 0, 1))
	h.twice(func() {
		for _, id := range []plan.ID{"P", "", "p\x00", "\xff"} {
			_, err := h.store.Read(h.ctx, id, 0)
			h.is(err, ledger.ErrUnknownPlan, "read")
			_, err = h.store.Find(h.ctx, id, "k\xff")
			h.is(err, ledger.ErrUnknownKey, "find")
			_, err = h.store.Erase(h.ctx, id, 1, ledger.Tombstone{At: morning, Actor: nurse, Reason: "asked for"})
			h.is(err, ledger.ErrUnknownPlan, "erase")
		}
	})
}

func (h *house) malformed() {
	for name, spoil := range map[string]func(*ledger.Batch){
		"no plan":                 func(b *ledger.Batch) { b.Plan = "" },
		"a plan with a zero byte": func(b *ledger.Batch) { b.Plan, b.Header.Plan = "p\x00", "p\x00" },
		"a key with a zero byte":  func(b *ledger.Batch) { b.Key = "k\x00" },
		"a key that is not UTF-8": func(b *ledger.Batch) { b.Key = "k\xff" },
		"no time":                 func(b *ledger.Batch) { b.At = time.Time{} },
		"no first event":          func(b *ledger.Batch) { b.Events = nil },
		"bad event":               func(b *ledger.Batch) { b.Events[0].ID = "" },
		"another plan":            func(b *ledger.Batch) { b.Header.Plan = "q" },
		"no dialect":              func(b *ledger.Batch) { b.Header.Dialect = 0 },
		"closed":                  func(b *ledger.Batch) { b.Header.Closed = true },
		"below nothing":           func(b *ledger.Batch) { b.Expected = -1 },
		"a duty twice":            func(b *ledger.Batch) { b.Deadlines = []ledger.Deadline{deadline("a", 1), deadline("a", 2)} },
		"a day that is none":      func(b *ledger.Batch) { b.Deadlines = []ledger.Deadline{{Duty: "a"}} },
	} {
		b := Batch("p", 0, 1)
		spoil(&b)
		_, err := h.store.Append(h.ctx, b)
		h.is(err, ledger.ErrBatch, name)
	}
	_, err := h.store.Read(h.ctx, "p", 0)
	h.is(err, ledger.ErrUnknownPlan, "after malformed batches")
}

func (h *house) keys() {
	keyed := func(id plan.ID, after ledger.Version) ledger.Batch {
		b := Batch(id, after, 1)
		b.Key, b.Request = "k", ledger.Digest{1, 2, 3}
		return b
	}
	commit := h.append(keyed("p", 0))
	h.append(Batch("p", 1, 1))
	other := h.append(keyed("q", 0)) // keys are those of a plan
	h.append(Batch("r", 0, 1))
	h.twice(func() {
		found, err := h.store.Find(h.ctx, "p", "k")
		h.must(err)
		h.same(found, commit, "commit under the key")
		found, err = h.store.Find(h.ctx, "q", "k")
		h.must(err)
		h.same(found, other, "commit under the same key of another plan")
		for _, key := range []ledger.Key{"K", "k ", "\u212a", "k\u0301"} {
			_, err = h.store.Find(h.ctx, "p", key)
			h.is(err, ledger.ErrUnknownKey, "a key that is another one but for capitals, spaces, or how a letter is put together")
		}
		_, err = h.store.Find(h.ctx, "r", "k")
		h.is(err, ledger.ErrUnknownKey, "a key of other plans")
		_, err = h.store.Append(h.ctx, keyed("p", 2))
		h.is(err, ledger.ErrKeyReused, "a key used twice")
		_, err = h.store.Append(h.ctx, keyed("p", 0))
		h.is(err, ledger.ErrKeyReused, "a repetition that is stale")
		_, err = h.store.Find(h.ctx, "p", "")
		h.is(err, ledger.ErrUnknownKey, "no key")
		h.holds("p", Events(1, 2))
	})
}

func (h *house) list() {
	ids := []plan.ID{" ", "-", "10", "9", "A", "B", "Z", "_", "a", "b", "é", "\U0001f600"} // in the order of bytes, and of no language
	for i := range ids {
		h.append(Batch(ids[(i*5)%len(ids)], 0, 2))
	}
	h.twice(func() {
		rows := paged(h, 2, func(last *ledger.Listed, limit int) ([]ledger.Listed, error) {
			return h.store.List(h.ctx, or(last).Plan, limit)
		})
		var got []plan.ID
		for _, row := range rows {
			h.same(row.Version, ledger.Version(2), "version")
			got = append(got, row.Plan)
		}
		h.same(got, ids, "plans")
		rows, err := h.store.List(h.ctx, "", 0)
		h.must(err)
		h.same(len(rows), len(ids), "rows without a limit")
	})
}

func (h *house) due() {
	p, q := Batch("p", 0, 1), Batch("q", 0, 1)
	early := deadline("early", 5)
	early.Earliest = today
	p.Deadlines = []ledger.Deadline{deadline("late", -3), deadline("same", 1), early}
	q.Deadlines = []ledger.Deadline{deadline("same", 1), deadline("old", 0)}
	h.append(p)
	h.append(q)
	next := Batch("q", 1, 0) // no events: only the deadlines
	next.Deadlines = []ledger.Deadline{deadline("same", 1), deadline("new", 2)}
	h.same(h.append(next).To, ledger.Version(1), "version after a batch without events")
	of := func(id plan.ID, d ledger.Deadline) ledger.Deadline { d.Plan = id; return d }
	want := []ledger.Deadline{of("p", p.Deadlines[0]), of("p", p.Deadlines[1]), of("q", next.Deadlines[0]), of("q", next.Deadlines[1]),
		of("p", early)}
	h.twice(func() {
		got := paged(h, 2, func(last *ledger.Deadline, limit int) ([]ledger.Deadline, error) {
			return h.store.Due(h.ctx, today.Add(2), or(last), limit)
		})
		h.same(got, want, "deadlines")
		rows, err := h.store.Due(h.ctx, today, ledger.Deadline{}, 0)
		h.must(err)
		h.same(rows, []ledger.Deadline{want[0], want[4]}, "deadlines that are open today")
		h.same(h.read("q", 1).Deadlines, want[2:4], "deadlines of a plan")
	})
}

func (h *house) feed() {
	var want []ledger.Commit
	for v := range ledger.Version(4) {
		want = append(want, h.append(Batch("p", v, 1)), h.append(Batch("q", v, 1)))
	}
	h.twice(func() {
		got := paged(h, 3, func(last *ledger.Commit, limit int) ([]ledger.Commit, error) {
			return h.store.Since(h.ctx, or(last).Cursor, limit)
		})
		h.same(got, want, "feed")
	})
}

func (h *house) erased() {
	b := Batch("p", 0, 2)
	b.Key, b.Deadlines = "k", []ledger.Deadline{deadline("a", 0)}
	begun := h.append(b)
	kept := h.append(Batch("q", 0, 1))
	stone := ledger.Tombstone{At: morning.Add(48 * time.Hour), Actor: nurse, Reason: "court order 7"}
	_, err := h.store.Erase(h.ctx, "p", 1, stone)
	h.is(err, ledger.ErrConflict, "erasing another version")
	_, err = h.store.Erase(h.ctx, "p", 2, ledger.Tombstone{At: morning, Actor: nurse})
	h.is(err, ledger.ErrErasure, "erasing without a reason")
	h.holds("p", Events(1, 2))
	commit, err := h.store.Erase(h.ctx, "p", 2, stone)
	h.must(err)
	stone.ID = ledger.DigestOf("p")
	h.twice(func() {
		for name, call := range map[string]func() error{
			"read":   func() error { _, err := h.store.Read(h.ctx, "p", 0); return err },
			"append": func() error { _, err := h.store.Append(h.ctx, Batch("p", 2, 1)); return err },
			"begin":  func() error { _, err := h.store.Append(h.ctx, Batch("p", 0, 1)); return err },
			"erase":  func() error { _, err := h.store.Erase(h.ctx, "p", 2, stone); return err },
		} {
			err := call()
			var erased *ledger.ErasedError
			if !errors.As(err, &erased) || !errors.Is(err, ledger.ErrErased) {
				h.Fatalf("%s: got the error %v", name, err)
			}
			h.same(erased.Tombstone, stone, "tombstone")
		}
		_, err := h.store.Find(h.ctx, "p", "k")
		h.is(err, ledger.ErrUnknownKey, "key of an erased plan")
		rows, err := h.store.Due(h.ctx, today.Add(100), ledger.Deadline{}, 0)
		h.must(err)
		h.same(len(rows), 0, "deadlines of an erased plan")
		listed, err := h.store.List(h.ctx, "", 0)
		h.must(err)
		h.same(len(listed), 1, "plans")
		feed, err := h.store.Since(h.ctx, 0, 0)
		h.must(err)
		h.same(feed, []ledger.Commit{kept, {Cursor: commit.Cursor, At: stone.At, Erased: &stone}}, "feed")
		h.same(begun.Cursor < commit.Cursor, true, "cursors ascend")
		h.holds("q", Events(1, 1))
	})
	h.append(Batch("q", 1, 1))
	h.twice(func() { h.holds("q", Events(1, 2)) })
}

func (h *house) owned() {
	b := Batch("p", 0, 1)
	b.Events[0].Body = record.MedicineReported{Agent: "x", Taking: truth.Yes, Classes: []medication.Class{medication.Alcohol}}
	b.Deadlines = []ledger.Deadline{deadline("a", 0)}
	want := b.Events[0].Clone()
	h.append(b)
	b.Events[0].Body.(record.MedicineReported).Classes[0] = medication.Benzodiazepine
	b.Events[0].ID, b.Deadlines[0].Duty = "changed", "changed"
	for range 2 {
		stored := h.read("p", 0)
		h.same(stored.Events, []record.Event{want}, "events")
		h.same(len(stored.Deadlines), 1, "deadlines")
		h.same(stored.Deadlines[0].Duty, record.RuleID("a"), "deadline")
		stored.Events[0].Body.(record.MedicineReported).Classes[0] = medication.Benzodiazepine
		stored.Events[0].ID, stored.Deadlines[0].Duty = "changed", "changed"
	}
	stone := ledger.Tombstone{ID: ledger.DigestOf("p"), At: morning, Actor: nurse, Reason: "asked for"}
	commit, err := h.store.Erase(h.ctx, "p", 1, stone)
	h.must(err)
	h.same(commit.Erased != nil, true, "the commit of an erasure")
	commit.Erased.Reason = "changed"
	for range 2 {
		feed, err := h.store.Since(h.ctx, 0, 0)
		h.must(err)
		h.same(len(feed), 1, "commits")
		h.same(feed[0].Erased != nil, true, "an erasure in the feed")
		h.same(*feed[0].Erased, stone, "tombstone")
		feed[0].Erased.Reason = "changed"
	}
}

func (h *house) ended() {
	h.append(Batch("p", 0, 1))
	ctx, cancel := context.WithCancel(h.ctx)
	cancel()
	h.calls(ctx, context.Canceled)
	h.holds("p", Events(1, 1))
}

func (h *house) closed() {
	h.append(Batch("p", 0, 1))
	h.must(h.store.Close())
	h.calls(h.ctx, ledger.ErrClosed)
	h.must(h.store.Close())
}

// calls demands the error of every call.
func (h *house) calls(ctx context.Context, want error) {
	h.Helper()
	for name, call := range map[string]func() error{
		"append": func() error { _, err := h.store.Append(ctx, Batch("p", 1, 1)); return err },
		"read":   func() error { _, err := h.store.Read(ctx, "p", 0); return err },
		"find":   func() error { _, err := h.store.Find(ctx, "p", "k"); return err },
		"list":   func() error { _, err := h.store.List(ctx, "", 0); return err },
		"due":    func() error { _, err := h.store.Due(ctx, today, ledger.Deadline{}, 0); return err },
		"since":  func() error { _, err := h.store.Since(ctx, 0, 0); return err },
		"erase": func() error {
			_, err := h.store.Erase(ctx, "p", 1, ledger.Tombstone{At: morning, Actor: nurse, Reason: "asked for"})
			return err
		},
	} {
		h.is(call(), want, name)
	}
}

func (h *house) names() {
	ids := []plan.ID{"../../etc/passwd", "/", ".", "..", "A", "a", "con", "nul.jsonl", "é", "e\u0301", "a b", "a=20b", "a\nb", "x~",
		"*?\"<>|", plan.ID(slices.Repeat([]byte("long"), 200)), plan.ID(append(slices.Repeat([]byte("long"), 200), '2'))}
	for i, id := range ids {
		h.append(Batch(id, 0, 1+i%3))
	}
	h.twice(func() {
		for i, id := range ids {
			h.holds(id, Events(1, 1+i%3))
			h.same(h.read(id, 0).Header.Plan, id, "plan in the header")
		}
	})
}
