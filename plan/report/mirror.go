package report

import (
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
)

// This file repeats plan.Finding and plan.Obligation with names for JSON, and can go when those have a JSON form of their own.

// Finding is what a rule said about an event.
type Finding struct {
	Instance  string         `json:"instance"`
	Event     record.EventID `json:"event"` // the event that was judged
	Rule      record.RuleID  `json:"rule"`
	Title     string         `json:"title"`
	Message   string         `json:"message"`
	Causes    []Cause        `json:"causes"`
	Limit     *Limit         `json:"limit,omitempty"`
	Sources   []Source       `json:"sources"`
	Missing   []string       `json:"missing,omitempty"`
	Remedy    string         `json:"remedy"`
	Note      string         `json:"note,omitempty"` // why it does less than the rule could
	Override  *Override      `json:"override,omitempty"`
	MayBePast string         `json:"overridableWith,omitempty"` // what an override has to document; empty: none is possible
}

// Cause is an event that a finding rests on.
type Cause struct {
	Event record.EventID `json:"event"`
	At    time.Time      `json:"at"`
	What  string         `json:"what"`
}

// Limit is the limit that applied.
type Limit struct {
	Param   plan.ParamID `json:"param"`
	Title   string       `json:"title"`
	Value   string       `json:"value"`
	Since   civil.Date   `json:"since,omitzero"`
	Sources []Source     `json:"sources"`
}

// Source is a citation and how well it was confirmed.
type Source struct {
	Text       string              `json:"text"`
	Provenance evidence.Provenance `json:"provenance"`

	document, place string
}

// Override is a documented decision to go past a rule.
type Override struct {
	Day      civil.Date    `json:"day,omitzero"`
	Rule     record.RuleID `json:"rule"`
	By       string        `json:"by"`
	Role     string        `json:"role"`
	Reason   record.Reason `json:"reason"`
	Note     string        `json:"note,omitempty"`
	Standing bool          `json:"standing,omitempty"`
}

// Obligation is what is due.
type Obligation struct {
	Duty     record.RuleID         `json:"duty"`
	Title    string                `json:"title"`
	Why      string                `json:"why,omitempty"`
	Status   plan.ObligationStatus `json:"status"`
	Earliest civil.Date            `json:"earliest,omitzero"`
	Due      civil.Date            `json:"due"`
	Latest   civil.Date            `json:"latest"`
	Sources  []Source              `json:"sources"`
}

func sourcesOf(cites []evidence.Citation) []Source {
	list := make([]Source, len(cites))
	for i, c := range cites {
		list[i] = Source{Text: c.String(), Provenance: c.Provenance}
		if c.Provenance != evidence.Decided { // a decision is printed whole, never its source alone
			list[i].document, list[i].place = evidence.Citation{Source: c.Source}.String(), c.Place
		}
	}
	return list
}

// finding turns a finding of the engine into data. Times are those of the engine's zone, however an event was written.
func finding(engine *plan.Engine, f *plan.Finding) Finding {
	d := Finding{Instance: f.Instance(), Event: f.Event, Rule: f.Rule, Title: f.Title, Message: f.Message(), Sources: sourcesOf(f.Cites),
		Remedy: f.Remedy, Note: f.Lowered, Causes: []Cause{}}
	for _, c := range f.Causes {
		d.Causes = append(d.Causes, Cause{c.Event, c.At.In(engine.Zone()), c.What()})
	}
	for _, m := range f.Missing {
		d.Missing = append(d.Missing, m.String())
	}
	if l := f.Limit; l != nil {
		d.Limit = &Limit{l.Param, l.Title, l.Value, l.Effective, sourcesOf(l.Cites)}
	}
	if f.Override.Allowed {
		d.MayBePast = f.Override.Document
	}
	if o := f.Override.Used; o != nil {
		d.Override = &Override{Rule: o.Rule, By: f.Override.By.ID, Role: f.Override.By.Role, Reason: o.Reason, Note: o.Note}
	}
	return d
}
