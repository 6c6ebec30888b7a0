package ledger

import (
	"context"
	"errors"
	"iter"
	"time"

	"github.com/oudpath/oudpath/plan/record"
)

// Change is a commit with its events, for hosts that react.
type Change struct {
	Commit
	Events []record.Event // none: only the deadlines changed, or the plan was erased, now or since
}

// Feed returns the changes after a cursor, over all plans, in the order in which they were accepted; at most limit, and as many as the
// store likes if that is zero. A host that keeps the cursor of the last change that it has dealt with misses none, and may see one again
// after a crash of its own.
func (l *Ledger) Feed(ctx context.Context, after Cursor, limit int) ([]Change, error) {
	commits, err := l.store.Since(ctx, after, limit)
	if err != nil {
		return nil, err
	}
	changes := make([]Change, len(commits))
	for i, c := range commits {
		changes[i].Commit = c
		if c.From == c.To {
			continue
		}
		stored, err := l.store.Read(ctx, c.Plan, c.From)
		if errors.Is(err, ErrErased) {
			continue
		}
		if err != nil {
			return nil, err
		}
		changes[i].Events = stored.Events[:c.To-c.From]
	}
	return changes, nil
}

// Follow is Feed without an end: it waits for further changes, until the context ends or the loop is left. The error of the context and
// of the store is the last pair. Changes of other processes are seen after Options.Poll at the latest.
func (l *Ledger) Follow(ctx context.Context, after Cursor) iter.Seq2[Change, error] {
	return func(yield func(Change, error) bool) {
		for {
			next := l.announced()
			changes, err := l.Feed(ctx, after, 0)
			if err != nil {
				yield(Change{}, err)
				return
			}
			for i := range changes {
				if !yield(changes[i], nil) {
					return
				}
				after = changes[i].Cursor
			}
			if len(changes) == 0 {
				wait(ctx, next, l.options.Poll)
			}
		}
	}
}

// wait returns when the context ends, something is announced, or the time is over.
func wait(ctx context.Context, next <-chan struct{}, most time.Duration) {
	timer := time.NewTimer(most)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-next:
	case <-timer.C:
	}
}

// announce wakes those who follow.
func (l *Ledger) announce() {
	l.mu.Lock()
	defer l.mu.Unlock()
	close(l.changed)
	l.changed = make(chan struct{})
}

// announced returns a channel that is closed at the next announcement.
func (l *Ledger) announced() <-chan struct{} {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.changed
}
