package plan

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
)

// The JSON forms of what an engine answers. Names are lower case and only ever added; whatever is in a finding can be written. Schema
// returns their JSON Schema.

type decisionJSON struct {
	Status    string        `json:"status"`
	Findings  []findingJSON `json:"findings"`
	NotJudged []RuleID      `json:"notJudged,omitempty"`
	NotKnown  []string      `json:"notKnown,omitempty"`
	Basis     *basisJSON    `json:"basis,omitempty"`
	Notice    string        `json:"notice,omitempty"`
}

type basisJSON struct {
	Jurisdiction string     `json:"jurisdiction"`
	Hash         string     `json:"hash"`
	Pack         string     `json:"pack,omitempty"`
	Draft        bool       `json:"draft"`
	Confirmed    civil.Date `json:"confirmed,omitzero"`
}

type findingJSON struct {
	Instance     string              `json:"instance"`
	Rule         RuleID              `json:"rule"`
	Title        string              `json:"title"`
	Effect       Effect              `json:"effect"`
	Verdict      string              `json:"verdict"`
	Severity     string              `json:"severity,omitempty"`
	Message      string              `json:"message"`
	Key          string              `json:"key,omitempty"`
	Args         []argJSON           `json:"args,omitempty"`
	Event        record.EventID      `json:"event"`
	At           time.Time           `json:"at"`
	Causes       []causeJSON         `json:"causes,omitempty"`
	Limit        *limitJSON          `json:"limit,omitempty"`
	Cites        []evidence.Citation `json:"cites,omitempty"`
	Missing      []missingJSON       `json:"missing,omitempty"`
	Remedy       string              `json:"remedy,omitempty"`
	Overriding   *overrideJSON       `json:"override,omitempty"`
	Suspended    string              `json:"suspendedBy,omitempty"`
	Lowered      string              `json:"lowered,omitempty"`
	Jurisdiction string              `json:"jurisdiction"`
}

type argJSON struct {
	Type string `json:"type"` // integer, text, duration in seconds, date, mass, or another type of the library
	Text string `json:"text"`
}

type causeJSON struct {
	Event record.EventID `json:"event"`
	At    time.Time      `json:"at"`
	Kind  string         `json:"kind"`
	What  string         `json:"what"`
}

type limitJSON struct {
	Param      ParamID             `json:"param"`
	Title      string              `json:"title"`
	Value      string              `json:"value"`
	Effective  civil.Date          `json:"effective,omitzero"`
	Enforced   civil.Date          `json:"enforced,omitzero"`
	Cites      []evidence.Citation `json:"cites,omitempty"`
	Provenance string              `json:"provenance"`
}

type missingJSON struct {
	Name         string `json:"name"`
	Want         string `json:"want,omitempty"`
	FreshSeconds int64  `json:"freshSeconds,omitempty"`
}

type overrideJSON struct {
	Allowed  bool          `json:"allowed"`
	Document string        `json:"document,omitempty"` // what an override has to document, or why there is none
	By       string        `json:"by,omitempty"`
	Role     string        `json:"role,omitempty"`
	Reason   record.Reason `json:"reason,omitempty"`
	Note     string        `json:"note,omitempty"`
}

type obligationJSON struct {
	Duty         RuleID              `json:"duty"`
	Title        string              `json:"title"`
	Earliest     civil.Date          `json:"earliest,omitzero"`
	Due          civil.Date          `json:"due"`
	Latest       civil.Date          `json:"latest"`
	Status       ObligationStatus    `json:"status"`
	Why          string              `json:"why,omitempty"`
	Cites        []evidence.Citation `json:"cites,omitempty"`
	Limits       []limitJSON         `json:"limits,omitempty"`
	Causes       []causeJSON         `json:"causes,omitempty"`
	Jurisdiction string              `json:"jurisdiction"`
}

// MarshalJSON writes the decision in its documented form, whatever is in it.
func (d Decision) MarshalJSON() ([]byte, error) {
	form := decisionJSON{Status: d.Status.String(), Findings: make([]findingJSON, len(d.Findings)), NotJudged: d.NotJudged,
		NotKnown: d.NotKnown,
		Notice:   d.Notice}
	if d.Basis != (Basis{}) {
		basis := basisJSON(d.Basis)
		form.Basis = &basis
	}
	for i := range d.Findings {
		form.Findings[i] = d.Findings[i].form()
	}
	return marshalDecision(&form)
}

// MarshalJSON writes the finding in its documented form, whatever is in it.
func (f Finding) MarshalJSON() ([]byte, error) {
	form := f.form()
	return marshalFinding(&form)
}

// MarshalJSON writes the obligation in its documented form.
func (o Obligation) MarshalJSON() ([]byte, error) {
	form := obligationJSON{Duty: o.Duty, Title: o.Title, Earliest: o.Earliest, Due: o.Due, Latest: o.Latest, Status: o.Status,
		Why: o.Why, Cites: o.Cites, Causes: causesForm(o.Causes), Jurisdiction: o.Jurisdiction}
	for i := range o.Limits {
		form.Limits = append(form.Limits, *o.Limits[i].form())
	}
	return json.Marshal(form)
}

func (f *Finding) form() findingJSON {
	form := findingJSON{Instance: f.Instance(), Rule: f.Rule, Title: f.Title, Effect: f.Effect(), Verdict: f.Verdict.String(),
		Message: f.Message(), Key: f.Text.Key, Event: f.Event, At: f.At.UTC(), Causes: causesForm(f.Causes), Limit: f.Limit.form(), Cites: f.Cites,
		Remedy: f.Remedy, Lowered: f.Lowered, Jurisdiction: f.Jurisdiction}
	if f.Severity.Valid() {
		form.Severity = f.Severity.String()
	}
	for _, arg := range f.Text.Args {
		form.Args = append(form.Args, argForm(arg))
	}
	for _, m := range f.Missing {
		form.Missing = append(form.Missing, missingJSON{m.Name, m.Want, int64(m.Fresh / time.Second)})
	}
	if f.Suspends != nil {
		form.Suspended = string(f.Suspends.Context)
	}
	if f.Override.Allowed || f.Override.Document != "" {
		form.Overriding = &overrideJSON{Allowed: f.Override.Allowed, Document: f.Override.Document, By: f.Override.By.ID,
			Role: f.Override.By.Role}
		if used := f.Override.Used; used != nil {
			form.Overriding.Reason, form.Overriding.Note = used.Reason, used.Note
		}
	}
	return form
}

func causesForm(causes []Cause) []causeJSON {
	forms := make([]causeJSON, len(causes))
	for i, c := range causes {
		forms[i] = causeJSON{c.Event, c.At.UTC(), c.Body.Kind().String(), c.What()}
	}
	return forms
}

func (l *LimitFact) form() *limitJSON {
	if l == nil {
		return nil
	}
	return &limitJSON{Param: l.Param, Title: l.Title, Value: l.Value, Effective: l.Effective, Enforced: l.Enforced, Cites: l.Cites,
		Provenance: l.Provenance.String()}
}

// argForm writes an argument of a message with the name of its type, so that a host can write it in its own way.
func argForm(arg any) argJSON {
	switch arg := arg.(type) {
	case string:
		return argJSON{"text", arg}
	case int:
		return argJSON{"integer", fmt.Sprint(arg)}
	case time.Duration:
		return argJSON{"duration", fmt.Sprint(int64(arg / time.Second))}
	case civil.Date:
		return argJSON{"date", arg.String()}
	}
	return argJSON{fmt.Sprintf("%T", arg), fmt.Sprint(arg)}
}
