package httpapi

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/ledger"
	"github.com/oudpath/oudpath/plan/record"
)

// Hidden is what of a record a reader is not shown. The zero Hidden is nothing: all of it is shown.
type Hidden struct {
	Kinds []record.Kind // events of these kinds
	Why   string        // for the reader and the audit trail, without anything of what is on record; required with kinds
}

// Veil is the port that says what somebody who may read is not shown, because the scope or the purpose of use does not cover it.
//
// What is hidden is said: its place in the list of events is there, with the reason. With it goes whatever refers to it, and all that the
// rules concluded, which may tell what it rests on. Operations that answer with conclusions are refused as a whole: a decision is about
// all of a record, or there is none. Facts can be told all the same.
type Veil interface {
	// Hides is asked after the gate has said yes. An error is a no.
	Hides(ctx context.Context, who record.Actor, ask Ask) (Hidden, error)
}

// veiled asks what the caller is not shown, and refuses what cannot be answered without it.
func (q *request) veiled() error {
	if q.api.Veil == nil {
		return nil
	}
	hidden, err := q.api.Veil.Hides(q.Context(), q.who, Ask{Scope: q.route.scope, Plan: q.plan, Purpose: q.purpose})
	switch {
	case err != nil, len(hidden.Kinds) > 0 && strings.TrimSpace(hidden.Why) == "":
		return errors.Join(ErrForbidden, err)
	case len(hidden.Kinds) == 0:
		return nil
	}
	q.hidden, q.entry.Redacted = hidden, hidden.Why
	if !q.route.partial {
		return faultRedacted.with("%s", hidden.Why)
	}
	return nil
}

// hides finds the events that the caller is not shown.
func (q *request) hides(p plan.Plan) map[record.EventID]bool {
	if len(q.hidden.Kinds) == 0 {
		return nil
	}
	hidden := make(map[record.EventID]bool)
	events := p.Events()
	for more := true; more; { // a chain of corrections can go either way in time
		more = false
		for i := range events {
			ev := &events[i]
			if hidden[ev.ID] {
				continue
			}
			target := ev.Replaces
			if b, ok := ev.Body.(record.Retracted); ok {
				target = b.Event
			}
			act, own := ledger.ActOf(ev)
			if slices.Contains(q.hidden.Kinds, ev.Body.Kind()) || ev.Body.Kind().Derived() || hidden[target] || own && act.Step == ledger.StepFinding {
				hidden[ev.ID], more = true, true
			}
		}
	}
	return hidden
}

// veiledOutcome is the answer to a fact that was told by somebody who is not shown what follows from it.
func (q *request) veiledOutcome(out ledger.Outcome) (*answer, error) {
	return jsonAnswer(created(out.Duplicate || out.Replayed), outcomeForm{Version: out.Version, Duplicate: out.Duplicate, Replayed: out.Replayed,
		Decision: nil, Recorded: []rawEvent{}, Redacted: q.hidden.Why}, etag(out.Version))
}

// tellable refuses intents of somebody who is not shown all of the record: the answer would be a decision.
func (q *request) tellable(ev *record.Event) error {
	if q.hidden.Why != "" && ev.Body.Kind().Intent() {
		return faultRedacted.with("%s", q.hidden.Why)
	}
	return nil
}

// veiledProblem takes out of a problem what the caller is not shown.
func (q *request) veiledProblem(err error) error {
	var stale *ledger.ConflictError
	if q.hidden.Why == "" || !errors.As(err, &stale) {
		return err
	}
	return &ledger.ConflictError{Plan: stale.Plan, Expected: stale.Expected, Actual: stale.Actual}
}

// faultRedacted is the problem of an answer that would be made of a record of which the caller is shown a part.
var faultRedacted = fault{"redacted", http.StatusForbidden, "The caller is not shown all of the record, and this is about all of it"}
