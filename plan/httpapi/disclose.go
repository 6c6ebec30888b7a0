package httpapi

import (
	"errors"
	"net/http"
	"slices"
	"strings"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/fhir"
	"github.com/oudpath/oudpath/plan/record"
)

// The forms in which something of a plan can be handed out.
const (
	whatSummary = "summary"
	whatJournal = "journal"
	whatFHIR    = "fhir"
)

var whats = []string{whatSummary, whatJournal, whatFHIR}

// kindNames are the kinds of events, by their names.
func kindNames() []string {
	var names []string
	for _, kind := range record.AllKinds() {
		names = append(names, kind.String())
	}
	return names
}

// fit says what is wrong with the form.
func (f *discloseForm) fit() error {
	f.Recipient = strings.TrimSpace(f.Recipient)
	switch {
	case max(len(f.Affiliation), len(f.Emergency)) > record.MaxName:
		return faultMalformed.with("the facility and the nature of an emergency are texts of at most %d bytes", record.MaxName)
	case f.Recipient == "" || len(f.Recipient) > record.MaxID:
		return faultMalformed.with("the recipient is a name or a class of persons")
	case !slices.Contains(whats, f.What):
		return faultMalformed.with("what is one of %v", whats)
	case f.Kinds != nil && (f.What == whatSummary || len(f.Kinds) == 0):
		return faultMalformed.with("kinds are those of events, one at least, and a summary is of all")
	}
	var once []string // they stand in the audit trail
	for _, name := range f.Kinds {
		if !slices.Contains(kindNames(), name) {
			return faultMalformed.with("one of the kinds is none of events")
		}
		if !slices.Contains(once, name) {
			once = append(once, name)
		}
	}
	f.Kinds = once
	return nil
}

// why is what a Consent that says no has to say beyond that, and nothing of another error: it might hold what is on record.
func why(err error) string {
	said, ok := strings.CutPrefix(err.Error(), ErrNoConsent.Error()+": ")
	if !ok || !errors.Is(err, ErrNoConsent) {
		return "there is no consent to it"
	}
	return said
}

// said is what is handed out, in words for the audit trail.
func (f *discloseForm) said() string {
	if f.Kinds == nil {
		return f.What
	}
	return f.What + ": " + strings.Join(f.Kinds, ", ")
}

// disclose hands out what rests on a consent or on the law, with the notice that has to go with it.
func (q *request) disclose() (*answer, error) {
	if q.api.Consent == nil || q.api.Notice == "" {
		return nil, faultNotSetUp.with("")
	}
	var f discloseForm
	if err := q.decode(&f); err != nil {
		return nil, err
	}
	if err := f.fit(); err != nil {
		return nil, err
	}
	q.entry.Recipient, q.entry.Affiliation, q.entry.Emergency, q.entry.What = f.Recipient, f.Affiliation, f.Emergency, f.said()
	snapshot, err := q.api.Ledger.Open(q.Context(), q.plan)
	if err != nil {
		return nil, err
	}
	basis, err := q.api.Consent.Allows(q.Context(), snapshot.Plan, Disclosure{Recipient: f.Recipient, Affiliation: f.Affiliation,
		Emergency: f.Emergency, What: f.said(), Purpose: q.purpose, At: q.began})
	if err != nil {
		return nil, faultConsent.with("%s", why(err)) // whatever is not a yes is a no
	}
	q.entry.Basis = basis
	out := disclosedForm{Notice: q.api.Notice, Basis: basis, Recipient: f.Recipient, Purpose: q.purpose, At: q.began}
	switch {
	case f.What == whatSummary:
		summary := summaryOf(snapshot.Plan, snapshot.Version)
		out.Summary = &summary
	case f.What == whatFHIR:
		w := fhir.Writer{Engine: q.api.Ledger.Engine(), At: q.began}
		if f.Kinds != nil {
			w.Hides, out.Kinds = besides(snapshot.Plan, f.Kinds), f.Kinds
		}
		if out.Bundle, err = w.ToBundle(snapshot.Plan); err != nil {
			return nil, err
		}
	case f.Kinds == nil:
		out.Events = rawEvents(snapshot.Plan.Events())
	default:
		out.Kinds, out.Events = f.Kinds, rawEvents(ofKinds(snapshot.Plan, f.Kinds))
	}
	return jsonAnswer(http.StatusOK, out, nil)
}

// ofKinds are the events of some kinds that stand, in the order of time. What was corrected or retracted is not among them: the event that
// did so may be of another kind, and without it the reader would take for true what is not. For the same reason nothing in them refers to
// what they took the place of.
func ofKinds(p plan.Plan, kinds []string) []record.Event {
	events := []record.Event{}
	for _, m := range p.Timeline() {
		if m.Void || !slices.Contains(kinds, m.Body.Kind().String()) {
			continue
		}
		ev := m.Event
		ev.Replaces = ""
		events = append(events, ev)
	}
	return events
}

// besides says which events are not among those of ofKinds.
func besides(p plan.Plan, kinds []string) func(*record.Event) bool {
	shown := make(map[record.EventID]bool)
	for _, ev := range ofKinds(p, kinds) {
		shown[ev.ID] = true
	}
	return func(ev *record.Event) bool { return !shown[ev.ID] }
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
