package ledger

import (
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/record"
)

// Expectation is what a caller knows of the plan that a request is about. The zero Expectation is: it is on record, and whatever is on
// record now is what the request shall be judged by.
type Expectation struct {
	stated  bool
	version Version
}

// At expects the plan to be as the caller saw it. A plan that has changed since is a *ConflictError.
func At(seen Version) Expectation { return Expectation{stated: true, version: seen} }

// NewPlan expects that nothing is on record of the plan, and begins it.
func NewPlan() Expectation { return At(0) }

// Request is one event for one plan.
type Request struct {
	Event  record.Event // Recorded may be left out: the ledger's clock states it
	Expect Expectation
	Key    Key // empty: the ID of the event alone recognises a repetition
}

// Batched are many events for one plan: a record of another clinic, a week that was kept on paper.
type Batched struct {
	Events []record.Event // Recorded may be left out
	Expect Expectation
	Key    Key
}

// Outcome is what Apply did.
type Outcome struct {
	plan.Outcome         // of a replay: Duplicate, with the plan as it is now and what was recorded then
	Version      Version // of the plan now
	Replayed     bool    // the request had been carried out under its key before: this is the answer from the record
}

// Amendment is what Amend did.
type Amendment struct {
	plan.Amendment // of a replay: the plan as it is now and what was recorded then, and no decisions
	Version        Version
	Replayed       bool
}

// Snapshot is a plan as it is on record.
type Snapshot struct {
	Plan    plan.Plan
	Version Version
	acts    acts
}

// Grant is a standing override: from now until it expires it counts for every intent of the plan.
type Grant struct {
	ID       record.EventID
	Actor    record.Actor // required
	Override record.Override
	Expect   Expectation
	Key      Key
}

// Erasure is the order to erase a plan.
type Erasure struct {
	Actor  record.Actor // who does it; required
	Reason string       // the legal reason; required
	Expect Expectation
	// LeaveCopies erases a plan that was split from another one, although that one holds its events among what counts no more. Otherwise
	// it is ErrCopies: the other plan would have to be erased as well.
	LeaveCopies bool
}
