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
	return jsonAnswer(status, outcomeForm{out.Version, out.Duplicate, out.Replayed, out.Late, out.Decision, rawEvents(out.Recorded),
		out.Appeared, deviationsOf(out.Withdrawn)}, etag(out.Version))
}

func (q *request) amend() (*answer, error) {
	expect, key, err := q.guarded()
	if err != nil {
		return nil, err
	}
	events, err := q.events()
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

// The parts of a plan that can be handed out.
const (
	whatSummary = "summary"
	whatJournal = "journal"
)

// disclose hands out what rests on a consent or on the law, with the notice that has to go with it.
func (q *request) disclose() (*answer, error) {
	if q.api.Consent == nil || q.api.Notice == "" {
		return nil, faultNotSetUp.with("")
	}
	var f discloseForm
	if err := q.decode(&f); err != nil {
		return nil, err
	}
	f.Recipient = strings.TrimSpace(f.Recipient)
	if f.Recipient == "" || len(f.Recipient) > record.MaxID || f.What != whatSummary && f.What != whatJournal {
		return nil, faultMalformed.with("the recipient is a name or a class of persons, and what is %s or %s", whatSummary, whatJournal)
	}
	q.entry.Recipient, q.entry.What = f.Recipient, f.What
	snapshot, err := q.api.Ledger.Open(q.Context(), q.plan)
	if err != nil {
		return nil, err
	}
	basis, err := q.api.Consent.Allows(q.Context(), snapshot.Plan, Disclosure{f.Recipient, f.What, q.purpose, q.began})
	if err != nil {
		return nil, errors.Join(ErrNoConsent, err) // whatever is not a yes is a no
	}
	q.entry.Basis = basis
	out := disclosedForm{Notice: q.api.Notice, Basis: basis, Recipient: f.Recipient, Purpose: q.purpose, At: q.began}
	if f.What == whatSummary {
		summary := summaryOf(snapshot.Plan, snapshot.Version)
		out.Summary = &summary
	} else {
		out.Events = rawEvents(snapshot.Plan.Events())
	}
	return jsonAnswer(http.StatusOK, out, nil)
}

// accounted is for how long back disclosures are listed where the caller does not say: three years (42 CFR 2.25).
const accounted = 3

func (q *request) disclosures() (*answer, error) {
	from, err := q.instant("from", q.began.AddDate(-accounted, 0, 0))
	if err != nil {
		return nil, err
	}
	rows, err := q.api.Trail.Disclosures(q.Context(), q.plan, from)
	if err != nil {
		return nil, err
	}
	return listed(q, rows, "")
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
	stone, err := q.api.Ledger.Erase(q.Context(), q.plan, ledger.Erasure{Actor: q.who, Reason: strings.TrimSpace(f.Reason), Expect: expect})
	if err != nil {
		return nil, err
	}
	return jsonAnswer(http.StatusOK, stoneOf(&stone), nil)
}
