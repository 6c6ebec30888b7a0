package ledger

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/journal"
	"github.com/oudpath/oudpath/plan/record"
)

// Options are what a ledger needs to know.
type Options struct {
	// Clock says what time it is; required. It must be safe for concurrent use.
	Clock func() time.Time
	// Backwards is how far the clock may be behind what is on record of a plan, and behind what somebody says was so just now, as clocks of
	// several machines are: the time is then that of the record, or of the event. Further behind what is on record is ErrClock, and further
	// behind an event is an event of the future. Zero: DefaultBackwards; negative: not at all.
	Backwards time.Duration
	// Rules are engines of other days, by names that the host gives them, for AsOf.
	Rules map[string]*plan.Engine
	// Snapshots is how many plans are kept folded; zero: DefaultSnapshots, negative: none.
	Snapshots int
	// Poll is how often Follow looks for commits of other processes. Zero: DefaultPoll.
	Poll time.Duration
	// CreatedBy names the program in the headers of journals; empty: not stated.
	CreatedBy string
}

// What Options stand for where they say nothing.
const (
	DefaultBackwards = 2 * time.Second
	DefaultSnapshots = 1024
	DefaultPoll      = time.Second
)

// Ledger keeps plans in a store and judges what happens to them by an engine. It is safe for concurrent use and starts no goroutines.
// Several ledgers, in several processes, may stand on one store if the store allows it.
type Ledger struct {
	store   Store
	engine  *plan.Engine
	options Options
	rules   map[string]*plan.Engine
	cache   *cache
	gates   gates
	mu      sync.Mutex
	changed chan struct{} // closed at the next commit of this ledger
}

// New returns a ledger. It does not take the store over: closing it is for the caller. The zone of the engine must have a name.
func New(store Store, engine *plan.Engine, options Options) (*Ledger, error) {
	switch {
	case store == nil || engine == nil:
		return nil, errors.New("ledger: no ledger without a store and an engine")
	case options.Clock == nil:
		return nil, errors.New("ledger: no ledger without a clock")
	case engine.Zone().String() == "Local":
		return nil, errors.New("ledger: the zone of the engine has no name: it would be another one on another machine")
	}
	l := &Ledger{store: store, engine: engine, options: options, rules: make(map[string]*plan.Engine), changed: make(chan struct{})}
	l.options.Backwards = max(orDefault(options.Backwards, DefaultBackwards), 0)
	l.options.Poll = max(orDefault(options.Poll, DefaultPoll), time.Millisecond)
	l.cache = newCache(max(orDefault(options.Snapshots, DefaultSnapshots), 0))
	for name, engine := range options.Rules {
		if name == "" || engine == nil {
			return nil, errors.New("ledger: an engine of another day needs a name, and to be there")
		}
		l.rules[name] = engine
	}
	return l, nil
}

func orDefault[T comparable](v, otherwise T) T {
	var zero T
	if v == zero {
		return otherwise
	}
	return v
}

// Engine returns the engine that judges now.
func (l *Ledger) Engine() *plan.Engine { return l.engine }

// Forget throws all snapshots away. It costs time and nothing else.
func (l *Ledger) Forget() { l.cache.clear() }

// Open returns a plan as it is on record. It is ErrUnknownPlan if nothing is, *ErasedError if it was erased, and
// *MergedError if it was merged into another one.
func (l *Ledger) Open(ctx context.Context, id plan.ID) (Snapshot, error) {
	have, err := l.current(ctx, id)
	return have.Snapshot, err
}

// List returns the plans on record in ascending order of their IDs, from the first one after the given ID; at most limit, and as many as
// the store likes if that is zero.
func (l *Ledger) List(ctx context.Context, after plan.ID, limit int) ([]Listed, error) {
	return l.store.List(ctx, after, limit)
}

// loaded is a plan with what else the store knows of it.
type loaded struct {
	Snapshot
	at        time.Time  // of the last commit
	deadlines []Deadline // on record
}

// load reads what the cache lacks of a plan.
func (l *Ledger) load(ctx context.Context, id plan.ID) (loaded, error) {
	have := l.cache.get(id)
	stored, err := l.store.Read(ctx, id, have.Version)
	if err == nil && stored.Version-Version(len(stored.Events)) != have.Version { // another store than it was
		l.cache.drop(id)
		have = Snapshot{}
		stored, err = l.store.Read(ctx, id, 0)
	}
	if err != nil {
		l.cache.drop(id)
		return loaded{}, err
	}
	if len(stored.Events) > 0 {
		events := stored.Events
		if have.Version > 0 {
			events = append(have.Plan.Events(), events...)
		}
		have.acts = have.acts.with(have.Version, stored.Events)
		have.Version = stored.Version
		if have.Plan, err = l.engine.Restore(id, events); err != nil {
			return loaded{}, fmt.Errorf("%w: %q: %w", ErrDamaged, id, err)
		}
		l.cache.put(id, have)
	}
	return loaded{have, stored.At, stored.Deadlines}, nil
}

// expected reads a plan and compares it with what the caller expects.
func (l *Ledger) expected(ctx context.Context, id plan.ID, want Expectation) (loaded, error) {
	have, err := l.load(ctx, id)
	switch {
	case errors.Is(err, ErrUnknownPlan) && want == NewPlan():
		return loaded{Snapshot: Snapshot{Plan: l.engine.Open(id)}}, nil
	case err != nil:
		return loaded{}, err
	case have.acts.pending != nil:
		return loaded{}, &pendingError{have.acts.pending.Other}
	case have.acts.closed != nil:
		return loaded{}, merged(id, have.acts)
	case want.stated && want.version != have.Version:
		return loaded{}, conflict(id, want.version, have.Version, have.Plan.Events())
	}
	return have, nil
}

// pendingError says that a merger or a split has to be brought to its end first. No caller sees it.
type pendingError struct{ other plan.ID }

func (*pendingError) Error() string { return ErrUnfinished.Error() }

// conflict says what the caller has not seen.
func conflict(id plan.ID, seen, actual Version, events []record.Event) error {
	e := &ConflictError{Plan: id, Expected: seen, Actual: actual}
	if 0 <= seen && seen < actual {
		e.Since = events[seen:]
	}
	return e
}

// now returns the time at which something is told now, which is not before what is on record.
func (l *Ledger) now(last time.Time) (time.Time, error) {
	now := l.options.Clock().UTC().Round(0)
	if now.Before(last) {
		if behind := last.Sub(now); behind > l.options.Backwards {
			return now, fmt.Errorf("%w: it says %s, and something is on record at %s", ErrClock, now.Format(time.RFC3339Nano),
				last.Format(time.RFC3339Nano))
		}
		now = last
	}
	return now, nil
}

// reached returns the time at which events are told, given that of the ledger's clock: that of the latest of them, where a clock that is
// ahead of this one by no more than is allowed has stated it.
func (l *Ledger) reached(now time.Time, events []record.Event) time.Time {
	furthest := l.options.Clock().Add(l.options.Backwards)
	for i := range events {
		if at := events[i].At.UTC().Round(0); events[i].Body != nil && !events[i].Body.Kind().Intent() && at.After(now) && !at.After(furthest) {
			now = at
		}
	}
	return now
}

// told states when the event was told, where the caller does not. A repeated delivery was told when it came first.
func told(p plan.Plan, ev *record.Event, now time.Time) error {
	if ev.Recorded.IsZero() {
		ev.Recorded = now
		if old, repeated := p.Event(ev.ID); repeated {
			ev.Recorded = old.Recorded
		}
	}
	if ev.Recorded.After(now) {
		return fmt.Errorf("%w: %q is recorded at %s, which is after now, %s", ErrClock, ev.ID, ev.Recorded.Format(time.RFC3339),
			now.Format(time.RFC3339))
	}
	return nil
}

// header is what the journal of a plan begins with.
func (l *Ledger) header(id plan.ID) journal.Header {
	j := l.engine.Jurisdiction()
	return journal.Header{Dialect: journal.Recorded, Plan: id, Zone: l.engine.Zone().String(), Jurisdiction: j.ID,
		JurisdictionVersion: j.Version, CreatedBy: l.options.CreatedBy}
}
