package ledgertest

import (
	"errors"
	"fmt"
	"sync"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/ledger"
	"github.com/oudpath/oudpath/plan/record"
)

const (
	writers = 8
	each    = 6 // batches of each writer
)

// batchOf is a batch of one writer: two events that can be told from those of all others.
func batchOf(id plan.ID, writer, n int, after ledger.Version) ledger.Batch {
	b := Batch(id, after, 2)
	for i := range b.Events {
		b.Events[i].ID = record.EventID(fmt.Sprintf("w%d-%d-%d", writer, n, i))
	}
	return b
}

// insist appends until it is accepted.
func (h *house) insist(id plan.ID, writer, n int) error {
	var seen ledger.Version
	for {
		_, err := h.store.Append(h.ctx, batchOf(id, writer, n, seen))
		var stale *ledger.ConflictError
		if !errors.As(err, &stale) {
			return err
		}
		seen = stale.Actual
	}
}

// race runs the writers, while somebody reads.
func (h *house) race(write func(writer, n int) error, read func() error) {
	var group sync.WaitGroup
	errs := make(chan error, writers*each+each)
	for writer := range writers {
		group.Go(func() {
			for n := range each {
				errs <- write(writer, n)
			}
		})
	}
	group.Go(func() {
		for range each {
			errs <- read()
		}
	})
	group.Wait()
	close(errs)
	for err := range errs {
		h.must(err)
	}
}

func (h *house) contended() {
	h.race(func(writer, n int) error { return h.insist("p", writer, n) }, func() error { return h.paired("p") })
	h.twice(func() { h.exactly("p", writers*each) })
}

func (h *house) parallel() {
	name := func(writer int) plan.ID { return plan.ID(fmt.Sprintf("p%d", writer)) }
	h.race(func(writer, n int) error { return h.insist(name(writer), writer, n) }, func() error { return h.paired(name(0)) })
	h.twice(func() {
		for writer := range writers {
			h.exactly(name(writer), each)
		}
		feed, err := h.store.Since(h.ctx, 0, 0)
		h.must(err)
		h.same(len(feed), writers*each, "commits")
	})
}

// paired demands that no batch is half visible: its two events stand side by side.
func (h *house) paired(id plan.ID) error {
	stored, err := h.store.Read(h.ctx, id, 0)
	if errors.Is(err, ledger.ErrUnknownPlan) {
		return nil
	}
	if err != nil {
		return err
	}
	if len(stored.Events)%2 != 0 || len(stored.Events) != int(stored.Version) {
		return fmt.Errorf("%d events at version %d: half a batch is visible", len(stored.Events), stored.Version)
	}
	for i := 0; i < len(stored.Events); i += 2 {
		a, b := stored.Events[i].ID, stored.Events[i+1].ID
		if a[:len(a)-1] != b[:len(b)-1] {
			return fmt.Errorf("%s and %s are of two batches that were mixed", a, b)
		}
	}
	return nil
}

// exactly demands so many batches, each once.
func (h *house) exactly(id plan.ID, batches int) {
	h.Helper()
	h.must(h.paired(id))
	stored := h.read(id, 0)
	once := make(map[record.EventID]bool)
	for i := range stored.Events {
		once[stored.Events[i].ID] = true
	}
	h.same(len(stored.Events), 2*batches, "events on record")
	h.same(len(once), 2*batches, "events with an ID of their own")
}
