package sqlstore

import (
	"context"
	"slices"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/ledger"
	"github.com/oudpath/oudpath/plan/record"
)

const deadlineColumns = "plan, duty, title, why, earliest, due, latest"

func scanDeadline(scan func(...any) error) (d ledger.Deadline, err error) {
	err = scan(&d.Plan, &d.Duty, &d.Title, &d.Why, text{&d.Earliest}, text{&d.Due}, text{&d.Latest})
	return d, err
}

// promise is a deadline as far as it was handed out: the same duty due on another day is another one.
type promise struct {
	plan plan.ID
	duty record.RuleID
	due  string
}

// writeDeadlines replaces those that are others than on record. One that is still due on the same day stays handed out.
func (r *round) writeDeadlines() error {
	var ids, rows [][]any
	for id, at := range r.plans {
		if at.replaced {
			ids = append(ids, []any{string(id)})
		}
	}
	claimed := make(map[promise]string)
	err := among(ids, func(marks string, args []any) error {
		err := r.each(func(scan func(...any) error) error {
			var p promise
			var day string
			err := scan(&p.plan, &p.duty, &p.due, &day)
			claimed[p] = day
			return err
		}, "SELECT plan, duty, due, claimed FROM oudpath_deadline WHERE claimed <> '' AND plan IN "+marks, args...)
		if err != nil {
			return err
		}
		return r.exec("DELETE FROM oudpath_deadline WHERE plan IN "+marks, args...)
	})
	if err != nil {
		return err
	}
	for id, at := range r.plans {
		for i := range at.deadlines {
			d := &at.deadlines[i]
			day := claimed[promise{id, d.Duty, d.Due.String()}]
			rows = append(rows, []any{string(id), string(d.Duty), i, d.Title, d.Why, d.Earliest.String(), d.Opens().String(), d.Due.String(),
				d.Latest.String(), day})
		}
	}
	return r.insert("oudpath_deadline", "plan, duty, place, title, why, earliest, opens, due, latest, claimed", rows, "")
}

// Due is that of ledger.Store.
func (s *Store) Due(ctx context.Context, through civil.Date, after ledger.Deadline, limit int) (rows []ledger.Deadline, err error) {
	err = s.read(ctx, func(t tx) error {
		return t.each(func(scan func(...any) error) error {
			d, err := scanDeadline(scan)
			rows = append(rows, d)
			return err
		}, "SELECT "+deadlineColumns+" FROM oudpath_deadline WHERE opens <= ? AND (due, plan, duty) > (?, ?, ?) ORDER BY due, plan, duty LIMIT ?",
			through.String(), after.Due.String(), string(after.Plan), string(after.Duty), page(limit))
	})
	return rows, err
}

// Claim hands out deadlines that open on the day or before (Deadline.Opens) to somebody who reminds of them: those that are due first, at
// most limit, each once for a day, however many processes ask. What was handed out and not dealt with is handed out again for the next
// day. A limit of zero or less is one that the store chooses.
//
// Under PostgreSQL rows that another process is being given are left to it (SKIP LOCKED).
func (s *Store) Claim(ctx context.Context, day civil.Date, limit int) (claimed []ledger.Deadline, err error) {
	err = s.alone(ctx, func(t tx) error {
		return t.each(func(scan func(...any) error) error {
			d, err := scanDeadline(scan)
			claimed = append(claimed, d)
			return err
		}, "UPDATE oudpath_deadline SET claimed = ? WHERE (plan, duty) IN (SELECT plan, duty FROM oudpath_deadline"+
			" WHERE opens <= ? AND claimed < ? ORDER BY due, plan, duty LIMIT ?"+t.d.skip+") RETURNING "+deadlineColumns,
			day.String(), day.String(), day.String(), page(limit))
	})
	if err != nil {
		return nil, err
	}
	slices.SortFunc(claimed, func(a, b ledger.Deadline) int { return a.Compare(&b) })
	return claimed, nil
}
