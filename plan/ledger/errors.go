package ledger

import (
	"errors"
	"fmt"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/record"
)

// What can go wrong between a caller, a ledger and its store. With all of them but ErrUncertain and
// ErrUnfinished nothing was written.
var (
	ErrConflict     = errors.New("ledger: the plan has changed") // as a *ConflictError, which says what changed
	ErrUnknownPlan  = errors.New("ledger: nothing is on record of this plan")
	ErrErased       = errors.New("ledger: the plan was erased") // as an *ErasedError, with the tombstone
	ErrKeyReused    = errors.New("ledger: another request was carried out under this key")
	ErrUnknownKey   = errors.New("ledger: no request was carried out under this key")
	ErrUnknownRules = errors.New("ledger: no engine is registered under this name")
	ErrClock        = errors.New("ledger: the clock disagrees with the record")
	ErrBatch        = errors.New("ledger: malformed batch")
	ErrErasure      = errors.New("ledger: an erasure needs somebody who did it and a legal reason")
	ErrMerged       = errors.New("ledger: the plan was merged into another one") // as a *MergedError, which says into which
	ErrAct          = errors.New("ledger: such a merger or split cannot be")
	ErrAbandoned    = errors.New("ledger: the act was begun and given up: it can be tried again under another ID")
	ErrReserved     = errors.New("ledger: it is for the ledger to record this")
	ErrCopies       = errors.New("ledger: copies of events of the plan are on record of another one")

	ErrDamaged = errors.New("ledger: the store is damaged") // what is kept is not what was written
	ErrLocked  = errors.New("ledger: another process has the store")
	ErrClosed  = errors.New("ledger: the store is closed")
	// ErrUncertain says that writing failed in a way that leaves open whether the batch is on record. Reading it again tells, after the
	// store was opened anew; a request with a Key, or an event with its ID, can be repeated without harm.
	ErrUncertain = errors.New("ledger: it is not known whether the batch is on record")
	// ErrUnfinished says that a merger or a split is on record by half, and cannot be brought to its end now. Asking again does so.
	ErrUnfinished = errors.New("ledger: a merger or a split is not at its end")
)

// ConflictError says how a plan has changed since the caller saw it. It is ErrConflict.
type ConflictError struct {
	Plan     plan.ID
	Expected Version        // what the caller had seen
	Actual   Version        // what is on record
	Since    []record.Event // what came in between, in the order of arrival; nil from a Store, and where Expected was never on record
}

// Error names the plan and both versions.
func (e *ConflictError) Error() string {
	return fmt.Sprintf("%v: %q is at version %d and not at %d", ErrConflict, e.Plan, e.Actual, e.Expected)
}

// Unwrap returns ErrConflict.
func (e *ConflictError) Unwrap() error { return ErrConflict }

// ErasedError says when and why a plan was erased. It is ErrErased.
type ErasedError struct{ Tombstone Tombstone }

// Error says when and why, and not which plan.
func (e *ErasedError) Error() string {
	return fmt.Sprintf("%v on %s: %s", ErrErased, e.Tombstone.At.Format(time.RFC3339), e.Tombstone.Reason)
}

// Unwrap returns ErrErased.
func (e *ErasedError) Unwrap() error { return ErrErased }

// MergedError says where a plan went. It is ErrMerged. What was told of it is on record there; that plan may have been merged in its turn.
type MergedError struct {
	Plan plan.ID
	Into plan.ID
	At   time.Time
}

// Error says when, and not which plans.
func (e *MergedError) Error() string {
	return fmt.Sprintf("%v on %s", ErrMerged, e.At.Format(time.RFC3339))
}

// Unwrap returns ErrMerged.
func (e *MergedError) Unwrap() error { return ErrMerged }
