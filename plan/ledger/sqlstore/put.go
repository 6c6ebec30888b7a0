package sqlstore

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/ledger"
	"github.com/oudpath/oudpath/plan/record"
)

// The rows that a round writes. Their members have the names of the columns.
type (
	lineRow struct {
		Plan plan.ID        `json:"plan"`
		Seq  ledger.Version `json:"seq"`
		Line string         `json:"line"`
	}
	commitRow struct {
		Cursor  ledger.Cursor  `json:"cursor"`
		Plan    plan.ID        `json:"plan"`
		Since   ledger.Version `json:"since"`
		Version ledger.Version `json:"version"`
		At      string         `json:"at"`
		Key     ledger.Key     `json:"key,omitempty"`
		Request string         `json:"request"`
	}
	planRow struct {
		ID      plan.ID        `json:"id"`
		Version ledger.Version `json:"version"`
		At      string         `json:"at"`
		Sum     string         `json:"sum"`
		Bytes   int64          `json:"bytes"`
		Due     string         `json:"due"`
	}
	deadlineRow struct {
		Plan     plan.ID       `json:"plan"`
		Duty     record.RuleID `json:"duty"`
		Place    int           `json:"place"`
		Title    string        `json:"title"`
		Why      string        `json:"why"`
		Earliest string        `json:"earliest"`
		Opens    string        `json:"opens"`
		Due      string        `json:"due"`
		Latest   string        `json:"latest"`
	}
)

// errAnew says that nothing of a round was written, because of what it knows being out of date: it has to be made anew.
var errAnew = errors.New("sqlstore: another process has written since")

// write writes what was noted, if the last commit is still the one that the round knows of.
func (r *round) write() error {
	if len(r.commits) == 0 {
		return nil
	}
	plans, replaced, deadlines := []planRow{}, []plan.ID{}, []deadlineRow{} // in JSON: lists
	for id, at := range r.plans {
		if !at.changed {
			continue
		}
		when, err := at.at.UTC().MarshalText()
		if err != nil {
			return err
		}
		plans = append(plans, planRow{id, at.version, string(when), at.end.Sum.String(), at.end.Offset, at.due})
		if !at.replaced {
			continue
		}
		replaced = append(replaced, id)
		for i := range at.deadlines {
			d := &at.deadlines[i]
			deadlines = append(deadlines, deadlineRow{id, d.Duty, i, d.Title, d.Why, d.Earliest.String(), d.Opens().String(), d.Due.String(),
				d.Latest.String()})
		}
	}
	if r.d.whole != "" {
		return r.writeWhole(plans, replaced, deadlines)
	}
	return r.writeRows(plans, replaced, deadlines)
}

// writeWhole writes everything by one statement, which reads the rows from JSON: however many they are, its text is the same, and the
// database need not think about it again.
func (r *round) writeWhole(plans []planRow, replaced []plan.ID, deadlines []deadlineRow) error {
	args := []any{int64(r.last), int64(r.first)}
	for _, rows := range []any{r.lines, r.commits, plans, replaced, deadlines} {
		data, err := json.Marshal(rows)
		if err != nil {
			return err
		}
		args = append(args, string(data))
	}
	n, err := r.again(r.d.whole, args...)
	if err == nil && n == 0 {
		err = errAnew
	}
	return err
}

// postgresWhole is what writeWhole executes. Everything reads the row of the feed, so that nothing is written unless that was as it is
// known; it is locked until the end.
const postgresWhole = `
WITH feed AS (UPDATE oudpath_feed SET last = ? WHERE last = ? RETURNING last),
lines AS (
	INSERT INTO oudpath_line (plan, seq, line)
	SELECT x.plan, x.seq, x.line FROM feed, json_to_recordset(CAST(? AS TEXT)::json) AS x (plan TEXT, seq BIGINT, line TEXT)),
commits AS (
	INSERT INTO oudpath_commit (cursor, plan, since, version, at, key, request)
	SELECT x.cursor, x.plan, x.since, x.version, x.at, x.key, x.request FROM feed, json_to_recordset(CAST(? AS TEXT)::json)
		AS x (cursor BIGINT, plan TEXT, since BIGINT, version BIGINT, at TEXT, key TEXT, request TEXT)),
plans AS (
	INSERT INTO oudpath_plan (id, version, at, sum, bytes, due)
	SELECT x.id, x.version, x.at, x.sum, x.bytes, x.due FROM feed, json_to_recordset(CAST(? AS TEXT)::json)
		AS x (id TEXT, version BIGINT, at TEXT, sum TEXT, bytes BIGINT, due TEXT)
	ON CONFLICT (id) DO UPDATE SET version = excluded.version, at = excluded.at, sum = excluded.sum, bytes = excluded.bytes, due = excluded.due),
replaced AS (SELECT value AS plan FROM feed, json_array_elements_text(CAST(? AS TEXT)::json)),
due AS (
	SELECT x.* FROM feed, json_to_recordset(CAST(? AS TEXT)::json) AS x (plan TEXT, duty TEXT, place BIGINT, title TEXT, why TEXT, earliest TEXT,
		opens TEXT, due TEXT, latest TEXT)),
settled AS (
	DELETE FROM oudpath_deadline AS d USING replaced
	WHERE d.plan = replaced.plan AND NOT EXISTS (SELECT 1 FROM due WHERE due.plan = d.plan AND due.duty = d.duty)),
deadlines AS (
	INSERT INTO oudpath_deadline (plan, duty, place, title, why, earliest, opens, due, latest, claimed) SELECT due.*, '' FROM due
	` + stillClaimed + `)
SELECT last FROM feed`

// stillClaimed puts a deadline in the place of the one of its duty. One that is still due on the same day stays handed out.
const stillClaimed = `ON CONFLICT (plan, duty) DO UPDATE SET place = excluded.place, title = excluded.title, why = excluded.why,
	earliest = excluded.earliest, opens = excluded.opens, due = excluded.due, latest = excluded.latest,
	claimed = CASE WHEN oudpath_deadline.due = excluded.due THEN oudpath_deadline.claimed ELSE '' END`

// The statements of writeRows.
const (
	moveFeed = "UPDATE oudpath_feed SET last = ? WHERE last = ?"
	putLine  = "INSERT INTO oudpath_line (plan, seq, line) VALUES (?, ?, ?)"
	putEntry = "INSERT INTO oudpath_commit (cursor, plan, since, version, at, key, request) VALUES (?, ?, ?, ?, ?, ?, ?)"
	putPlan  = "INSERT INTO oudpath_plan (id, version, at, sum, bytes, due) VALUES (?, ?, ?, ?, ?, ?)"
	movePlan = "UPDATE oudpath_plan SET version = ?, at = ?, sum = ?, bytes = ?, due = ? WHERE id = ?"
	settle   = "DELETE FROM oudpath_deadline WHERE plan = ? AND duty NOT IN (SELECT value FROM json_each(?))"
	putDue   = `INSERT INTO oudpath_deadline (plan, duty, place, title, why, earliest, opens, due, latest, claimed)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, '') ` + stillClaimed
)

// writeRows writes row by row, where a statement costs no way to another machine: one row needs no journal of the statement of its own.
func (r *round) writeRows(plans []planRow, replaced []plan.ID, deadlines []deadlineRow) error {
	n, err := r.again(moveFeed, int64(r.last), int64(r.first))
	if err == nil && n == 0 {
		err = errAnew
	}
	put := func(statement string, args ...any) {
		if err == nil {
			_, err = r.again(statement, args...)
		}
	}
	for _, l := range r.lines {
		put(putLine, string(l.Plan), int64(l.Seq), l.Line)
	}
	for _, c := range r.commits {
		key := any(nil)
		if c.Key != "" {
			key = string(c.Key)
		}
		put(putEntry, int64(c.Cursor), string(c.Plan), int64(c.Since), int64(c.Version), c.At, key, c.Request)
	}
	for _, p := range plans {
		if r.plans[p.ID].begun {
			put(movePlan, int64(p.Version), p.At, p.Sum, p.Bytes, p.Due, string(p.ID))
		} else {
			put(putPlan, string(p.ID), int64(p.Version), p.At, p.Sum, p.Bytes, p.Due)
		}
	}
	for _, id := range replaced {
		duties := []record.RuleID{}
		for _, d := range r.plans[id].deadlines {
			duties = append(duties, d.Duty)
		}
		data, failed := json.Marshal(duties)
		if failed != nil {
			return failed
		}
		put(settle, string(id), string(data))
	}
	for _, d := range deadlines {
		put(putDue, string(d.Plan), string(d.Duty), d.Place, d.Title, d.Why, d.Earliest, d.Opens, d.Due, d.Latest)
	}
	return err
}

// writable refuses texts that would not come back as they are, or not at all.
func writable(b *ledger.Batch, lines []string) error {
	for _, line := range lines {
		if !isText(line) {
			return fmt.Errorf("%w: a line of the journal is no text", ledger.ErrBatch)
		}
	}
	for i := range b.Deadlines {
		if d := &b.Deadlines[i]; !isText(string(d.Duty) + d.Title + d.Why) {
			return fmt.Errorf("%w: the deadline of %q is no text", ledger.ErrBatch, d.Duty)
		}
	}
	return nil
}
