package httpapi

import (
	"errors"
	"net/http"
	"strings"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/ledger"
	"github.com/oudpath/oudpath/plan/record"
)

// guarded reads what the headers say about the plan and the request.
func (q *request) guarded() (ledger.Expectation, ledger.Key, error) {
	expect, err := q.expectation()
	if err != nil {
		return expect, "", err
	}
	key, err := q.key()
	return expect, key, err
}

// unfit makes a problem of an event that is malformed in itself: its text says nothing but what the caller has said.
func unfit(err error) error {
	if errors.Is(err, record.ErrEvent) {
		return faultEventItself.with("%v", err)
	}
	return err
}

func (q *request) record() (*answer, error) {
	expect, key, err := q.guarded()
	if err != nil {
		return nil, err
	}
	ev, err := q.event()
	if err != nil {
		return nil, err
	}
	if err := q.tellable(&ev); err != nil {
		return nil, err
	}
	out, err := q.api.Ledger.Apply(q.Context(), q.plan, ledger.Request{Event: ev, Expect: expect, Key: key})
	if err != nil {
		return nil, unfit(err)
	}
	return q.outcome(out)
}

func (q *request) override() (*answer, error) {
	expect, key, err := q.guarded()
	if err != nil {
		return nil, err
	}
	var f grantForm
	if err := q.decode(&f); err != nil {
		return nil, err
	}
	out, err := q.api.Ledger.Override(q.Context(), q.plan, ledger.Grant{ID: f.ID, Actor: q.who, Expect: expect, Key: key,
		Override: record.Override{Rule: f.Rule, Reason: f.Reason, Note: f.Note, Expires: f.Expires}})
	if err != nil {
		return nil, unfit(err)
	}
	return q.outcome(out)
}

// outcome answers what applying an event did. An intent that is not allowed is a problem, so that nobody takes it for recorded.
func (q *request) outcome(out ledger.Outcome) (*answer, error) {
	if q.hidden.Why != "" {
		return q.veiledOutcome(out)
	}
	if !out.Accepted() {
		kind := faultRefused
		if out.Decision.Status == plan.Undetermined {
			kind = faultUndetermined
		}
		return nil, &trouble{kind, "", func(p *problem) { p.Decision = &out.Decision }}
	}
	status := http.StatusCreated
	if out.Duplicate || out.Replayed {
		status = http.StatusOK
	}
	return jsonAnswer(status, outcomeForm{out.Version, out.Duplicate, out.Replayed, out.Late, &out.Decision, rawEvents(out.Recorded), "",
		out.Appeared, deviationsOf(out.Withdrawn)}, etag(out.Version))
}

func (q *request) amend() (*answer, error) {
	expect, key, err := q.guarded()
	if err != nil {
		return nil, err
	}
	events, err := q.events(mostTold)
	if err != nil {
		return nil, err
	}
	out, err := q.api.Ledger.Amend(q.Context(), q.plan, ledger.Batched{Events: events, Expect: expect, Key: key})
	if err != nil {
		return nil, unfit(err)
	}
	if out.Decisions == nil {
		out.Decisions = []plan.Decision{}
	}
	return jsonAnswer(http.StatusOK, amendmentForm{out.Version, out.Replayed, out.Decisions, rawEvents(out.Recorded), out.Appeared,
		deviationsOf(out.Withdrawn)}, etag(out.Version))
}

func (q *request) remind() (*answer, error) {
	if err := q.api.Ledger.Remind(q.Context(), q.plan); err != nil {
		return nil, err
	}
	return &answer{status: http.StatusNoContent}, nil
}

func (q *request) erase() (*answer, error) {
	expect, err := q.expectation()
	if err != nil {
		return nil, err
	}
	var f reasonForm
	if err := q.decode(&f); err != nil {
		return nil, err
	}
	stone, err := q.api.Ledger.Erase(q.Context(), q.plan, ledger.Erasure{Actor: q.who, Reason: strings.TrimSpace(f.Reason), Expect: expect,
		LeaveCopies: f.LeaveCopies})
	if err != nil {
		return nil, err
	}
	return jsonAnswer(http.StatusOK, stoneOf(&stone), nil)
}
