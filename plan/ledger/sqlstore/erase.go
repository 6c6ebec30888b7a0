package sqlstore

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/ledger"
)

// erase removes all rows of a plan, and leaves its tombstone.
func erase(t tx, id plan.ID, expected ledger.Version, stone ledger.Tombstone) (ledger.Commit, error) {
	if !isText(string(id)) {
		return ledger.Commit{}, fmt.Errorf("%w: %q", ledger.ErrUnknownPlan, id)
	}
	last, err := lock(t)
	if err != nil {
		return ledger.Commit{}, err
	}
	var have ledger.Version
	if err := t.row("SELECT COALESCE(MAX(version), 0) FROM oudpath_plan WHERE id = ?", string(id)).Scan(&have); err != nil {
		return ledger.Commit{}, t.failed(err)
	}
	switch {
	case have == 0:
		return ledger.Commit{}, missing(t, id)
	case have != expected:
		return ledger.Commit{}, &ledger.ConflictError{Plan: id, Expected: expected, Actual: have}
	case stone.Actor.IsZero() || stone.Reason == "":
		return ledger.Commit{}, ledger.ErrErasure
	}
	stone.ID, stone.At = ledger.DigestOf(id), stone.At.UTC()
	at, err := stone.At.MarshalText()
	if err != nil {
		return ledger.Commit{}, errors.Join(ledger.ErrErasure, err)
	}
	data, err := json.Marshal(stone)
	if err != nil {
		return ledger.Commit{}, errors.Join(ledger.ErrErasure, err)
	}
	for _, statement := range []string{"DELETE FROM oudpath_line WHERE plan = ?", "DELETE FROM oudpath_commit WHERE plan = ?",
		"DELETE FROM oudpath_deadline WHERE plan = ?", "DELETE FROM oudpath_plan WHERE id = ?"} {
		if err := t.exec(statement, string(id)); err != nil {
			return ledger.Commit{}, err
		}
	}
	digest, cursor := stone.ID.String(), last+1
	if err := t.exec("INSERT INTO oudpath_stone (id, stone) VALUES (?, ?)", digest, string(data)); err != nil {
		return ledger.Commit{}, err
	}
	if err := t.exec("INSERT INTO oudpath_commit (cursor, since, version, at, request, stone) VALUES (?, 0, 0, ?, ?, ?)", int64(cursor),
		string(at), ledger.Digest{}.String(), digest); err != nil {
		return ledger.Commit{}, err
	}
	if err := t.exec("UPDATE oudpath_feed SET last = ?", int64(cursor)); err != nil {
		return ledger.Commit{}, err
	}
	return ledger.Commit{Cursor: cursor, At: stone.At, Erased: &stone}, nil
}

// tidy has the database let go of what was erased, as far as others do not read it just now. Who calls has the turn.
func (s *Store) tidy(ctx context.Context) {
	if s.d.tidy == "" || s.conn == nil {
		return
	}
	_ = s.tx(ctx).each(func(func(...any) error) error { return nil }, s.d.tidy)
}

// forget lets go of what is recollected. Who calls has the turn.
func (s *Store) forget(context.Context) { s.known = recollection{} }
