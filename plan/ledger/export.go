package ledger

import (
	"context"
	"fmt"
	"io"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/journal"
)

// Export writes the journal of a plan as a file that is handed on: what is on record, with a closing line, so that a loss at its end is
// found. Restoring it by the engine that its header names gives the plan.
func (l *Ledger) Export(ctx context.Context, id plan.ID, to io.Writer) error {
	stored, err := l.store.Read(ctx, id, 0)
	if err != nil {
		return err
	}
	stored.Header.Closed = true
	w, err := journal.NewWriter(to, stored.Header)
	if err != nil {
		return fmt.Errorf("ledger: writing a journal: %w", err)
	}
	for i := range stored.Events {
		if err := w.Append(stored.Events[i]); err != nil {
			return fmt.Errorf("ledger: writing a journal: %w", err)
		}
	}
	if err := w.Close(); err != nil {
		return fmt.Errorf("ledger: writing a journal: %w", err)
	}
	return nil
}
