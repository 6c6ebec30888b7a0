package ledger

import (
	"cmp"
	"context"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/journal"
	"github.com/oudpath/oudpath/plan/record"
)

// Version is the number of events on record of a plan, those included that count no more. Zero is a plan of which nothing is on record.
// Events are only ever added, so that a version names the same events for ever.
type Version int

// Cursor is a place in the order in which a store accepted its commits, over all plans. Zero is before the first.
type Cursor int64

// Key names a request within a plan, so that its repetition is recognised. Empty: none.
type Key string

// Store keeps the events of plans. Implementations are safe for concurrent use. ledgertest.Run is the test that each must pass.
//
// Every call takes a context; with one that has ended nothing is done, and its error is returned. After Close every call is
// ErrClosed. What a store is given and what it returns belongs to the caller: neither side sees later changes of the other.
// Limits of lists are numbers of rows; zero or less means that the store chooses one, which is never zero.
type Store interface {
	// Append puts a batch on record and returns when it is durable, and not before. Readers see all of a batch or nothing of it, also
	// after a crash. It checks, in this order, and writes nothing if there is an error:
	//
	//	the batch in itself (Batch.Validate)   ErrBatch
	//	the plan was erased                    *ErasedError
	//	the key is on record of this plan      ErrKeyReused
	//	the version is not the expected one    *ConflictError, with Since nil
	//
	// Of several batches that expect one version, one is accepted. Any other error but ErrUncertain means that the batch is not on
	// record and never will be.
	Append(ctx context.Context, batch Batch) (Commit, error)

	// Read returns the events of a plan after the first so many, in the order in which they were appended. Of a plan that is not on
	// record it is ErrUnknownPlan, of an erased one *ErasedError. After a version that is not on record there are no events.
	Read(ctx context.Context, id plan.ID, after Version) (Stored, error)

	// Find returns the commit that was made under a key; ErrUnknownKey if there is none.
	Find(ctx context.Context, id plan.ID, key Key) (Commit, error)

	// List returns the plans on record in ascending order of their IDs, from the first one after the given ID.
	List(ctx context.Context, after plan.ID, limit int) ([]Listed, error)

	// Due returns the deadlines of all plans that open on the day or before (Deadline.Opens), in the order of Deadline.Compare, from
	// the first one after the given deadline; the zero Deadline comes before all.
	Due(ctx context.Context, through civil.Date, after Deadline, limit int) ([]Deadline, error)

	// Since returns the commits after the cursor in ascending order. What is returned is complete: no commit turns up later at a cursor
	// before one that was returned. Commits of a plan that was erased are gone, and its erasure is among them.
	Since(ctx context.Context, after Cursor, limit int) ([]Commit, error)

	// Erase removes everything that is kept of a plan (events, keys, deadlines, commits) for good, and leaves the tombstone. It is
	// *ConflictError if the version is not the expected one, ErrUnknownPlan if nothing is on record, *ErasedError if it was erased.
	// The ID can never be used again.
	Erase(ctx context.Context, id plan.ID, expected Version, stone Tombstone) (Commit, error)

	// Close waits for calls under way and gives back what the store holds. It may be called more than once.
	Close() error
}

// Peeker is a Store that can say at which version a plan is for less than reading it costs. A ledger asks it before it answers from a
// snapshot; a Store that is none is read.
type Peeker interface {
	Store
	// Peek returns the version of a plan, with the errors of Read.
	Peek(ctx context.Context, id plan.ID) (Version, error)
}

// Batch is what one call puts on record of one plan: all of it, or nothing.
type Batch struct {
	Plan     plan.ID
	Expected Version        // what is on record before; 0 begins the plan
	Header   journal.Header // what the journal of the plan begins with: kept where the batch begins the plan, not read elsewhere
	Events   []record.Event // as the engine gave them to be stored; none: the batch only sets the deadlines
	// Deadlines are all that are open after the batch: they replace those on record of the plan.
	Deadlines []Deadline
	Key       Key       // empty: none
	Request   Digest    // of what was asked for under the key
	At        time.Time // when; required
}

// Commit is a batch that is on record, or an erasure.
type Commit struct {
	Cursor   Cursor
	Plan     plan.ID // empty: of an erasure
	From, To Version // the events are those after From up to To
	At       time.Time
	Key      Key
	Request  Digest
	Erased   *Tombstone // of an erasure
}

// Stored is what is on record of a plan.
type Stored struct {
	Header    journal.Header
	Events    []record.Event // after the version that was asked for
	Version   Version        // of everything on record
	At        time.Time      // of the last commit
	Deadlines []Deadline     // that are open, in the order in which they were given
}

// Listed is one row of a list of plans.
type Listed struct {
	Plan    plan.ID
	Version Version
	At      time.Time // of the last commit
}

// Deadline is something that is due for one plan, as it was worked out when the plan last changed.
type Deadline struct {
	Plan     plan.ID       // of a Batch: empty, or that of the batch
	Duty     record.RuleID // one plan has one deadline of a duty
	Title    string
	Why      string
	Earliest civil.Date // not before; zero: any time
	Due      civil.Date // the day itself; required
	Latest   civil.Date // from the day after on it is overdue; required
}

// Opens returns the first day on which it can be done.
func (d *Deadline) Opens() civil.Date {
	if d.Earliest.IsZero() {
		return d.Due
	}
	return d.Earliest
}

// Compare orders deadlines by the day on which they are due, then by plan, then by duty.
func (d *Deadline) Compare(other *Deadline) int {
	return cmp.Or(d.Due.Compare(other.Due), cmp.Compare(d.Plan, other.Plan), cmp.Compare(d.Duty, other.Duty))
}

// Status returns how urgent it is on a day.
func (d *Deadline) Status(today civil.Date) plan.ObligationStatus {
	switch {
	case d.Latest.Before(today):
		return plan.Overdue
	case today.Before(d.Opens()):
		return plan.Upcoming
	}
	return plan.DueNow
}
