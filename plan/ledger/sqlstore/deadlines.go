package sqlstore

import (
	"context"
	"slices"

	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/ledger"
)

const deadlineColumns = "plan, duty, title, why, earliest, due, latest"

func scanDeadline(scan func(...any) error) (d ledger.Deadline, err error) {
	err = scan(&d.Plan, &d.Duty, &d.Title, &d.Why, text{&d.Earliest}, text{&d.Due}, text{&d.Latest})
	return d, err
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
