package report

import (
	"strings"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
)

// Journey is one person's path as an engine saw it, as plain data: what Text writes, for a program to read.
type Journey struct {
	Plan         plan.ID    `json:"plan"`
	Title        string     `json:"title,omitempty"`
	Shows        string     `json:"shows,omitempty"` // what a reader can learn from it, in a sentence
	Jurisdiction string     `json:"jurisdiction"`    // identifier and version
	Zone         string     `json:"zone"`            // where days begin and end
	Draft        bool       `json:"draft"`           // the values were not signed by a licensed clinician
	Events       int        `json:"events"`          // on record, with what the engine derived
	From         civil.Date `json:"from"`
	To           civil.Date `json:"to"`
	Counts       Counts     `json:"counts"`

	Stages      []Segment         `json:"stages"`
	Levels      []Segment         `json:"levels"`
	Courses     []Segment         `json:"courses"`
	Medications []Medication      `json:"medications"`
	Entries     []Entry           `json:"entries"` // doses, scores and what else happened, in the order of time
	NotDone     []NotDone         `json:"notDone"`
	Findings    []Noted           `json:"findings"`
	Overrides   []Override        `json:"overrides"`
	Due         []plan.Obligation `json:"due"`
	Stage       string            `json:"stage"`
	Level       string            `json:"level"`
	Course      string            `json:"course"`

	index index
	zone  *time.Location // of the engine; nil: UTC
	maps  [3]chart       // the pathways of the engine, for Picture; empty in a journey that was not replayed
}

// Counts sum a journey up: the requests that were not done, and the findings of each other kind that were not withdrawn.
type Counts struct {
	Refused    int `json:"refused"`    // requests
	Held       int `json:"held"`       // requests
	Overridden int `json:"overridden"` // findings, as the rest
	Deviations int `json:"deviations"`
	Warnings   int `json:"warnings"`
	Advice     int `json:"advice"`
	Unknown    int `json:"unknown"`
}

// Segment is a time in one position of a pathway.
type Segment struct {
	Position   string        `json:"position"`
	Title      string        `json:"title"`
	From       civil.Date    `json:"from"`
	To         civil.Date    `json:"to,omitzero"`          // absent: still there
	Days       int           `json:"days"`                 // until To, or until the last event
	By         string        `json:"by,omitempty"`         // what led there
	Substances []string      `json:"substances,omitempty"` // of the doses in this time, or of the last one before it
	Typical    []Expectation `json:"typical,omitempty"`    // how long it usually takes, in this place and with these substances

	before string // substance of the last dose before this time
}

// Expectation is how long something usually takes, with its source. It is never a limit.
type Expectation struct {
	Text string            `json:"text"`
	Cite evidence.Citation `json:"cite"`
}

// Medication is a time on one product at one dose.
type Medication struct {
	Product medication.ProductID `json:"product"`
	Name    string               `json:"name"`
	Dose    medication.Mass      `json:"dose"` // of the principal substance, each time
	From    civil.Date           `json:"from"`
	To      civil.Date           `json:"to"`
	Doses   int                  `json:"doses"` // on record; a record need not hold every dose

	closed bool // another dose of the product has begun
}

// NotDone is an intent that was not accepted.
type NotDone struct {
	Event  record.EventID `json:"event"`
	Day    civil.Date     `json:"day"`
	What   string         `json:"what"`
	Status string         `json:"status"` // refused or undetermined
	Why    []string       `json:"why"`
	// Instead is what the rules would have allowed in its place then, each in a few words: the nearest to what was asked for first.
	Instead []string `json:"instead,omitempty"`
}

// Mark says in one word what a finding did.
type Mark string

// The marks.
const (
	Refused    Mark = "refused"    // an intent was not done
	Held       Mark = "held"       // an intent was not done for want of a datum
	Overridden Mark = "overridden" // went on by a documented decision
	Deviation  Mark = "deviation"  // something happened that a refusing rule speaks against
	Warned     Mark = "warning"
	Advised    Mark = "advice"
	NotKnown   Mark = "unknown"
	Suspended  Mark = "suspended" // a circumstance takes the rule out
)

// Noted is a finding in its place on the path: when it was made, about what, what it did, and how often it came back.
type Noted struct {
	Day       civil.Date   `json:"day"`
	Mark      Mark         `json:"mark"`
	Meaning   string       `json:"meaning"` // what the mark means here
	About     string       `json:"about"`   // the event that was judged, in one line
	Times     int          `json:"times"`   // how often the same rule found the same kind of thing
	Last      civil.Date   `json:"last"`
	Withdrawn civil.Date   `json:"withdrawn,omitzero"` // when a later entry or a correction took it back; absent: it holds
	Finding   plan.Finding `json:"finding"`
}

// Override is an override on record.
type Override struct {
	Day      civil.Date    `json:"day,omitzero"`
	Rule     record.RuleID `json:"rule"`
	By       string        `json:"by"`
	Role     string        `json:"role"`
	Reason   record.Reason `json:"reason"`
	Note     string        `json:"note,omitempty"`
	Standing bool          `json:"standing,omitempty"`
}

// noted puts a finding of the engine about an event in its place.
func noted(engine *plan.Engine, f *plan.Finding, about record.Body) Noted {
	day := engine.DayOf(f.At)
	n := Noted{Day: day, Last: day, Times: 1, About: record.Describe(about), Finding: *f}
	n.Mark, n.Meaning = mark(f, about)
	return n
}

// mark says what a finding did, in a word and in a sentence.
func mark(f *plan.Finding, about record.Body) (Mark, string) {
	intent := about.Kind().Intent()
	switch {
	case f.Override.Used != nil:
		return Overridden, "went on by a documented decision"
	case f.Verdict == plan.VerdictUnknown && f.Holds:
		return Held, "held back until what is missing is recorded, or the rule is overridden"
	case f.Verdict == plan.VerdictUnknown:
		return NotKnown, "could not be judged; it does not count as met"
	case f.Verdict == plan.VerdictNotApplicable:
		return Suspended, "the rule does not apply in this circumstance"
	case f.Severity == record.Block && intent && f.Override.Allowed:
		return Refused, "not done; may be overridden with a documented reason"
	case f.Severity == record.Block && intent:
		return Refused, "not done, and cannot be overridden: " + f.Override.Document
	case f.Severity == record.Block:
		return Deviation, "it has happened, against a rule that would have refused it; it is recorded as a deviation"
	case f.Severity == record.Warning && about.Kind().Observation():
		return Warned, "seen, and to be answered"
	case f.Severity == record.Warning && intent:
		return Warned, "nothing is refused for it; it is to be acknowledged"
	case f.Severity == record.Warning:
		return Warned, "it has happened and is recorded as a deviation"
	}
	return Advised, "good practice, for information"
}

// same reports whether two findings say the same kind of thing, so that a reader wants to see it once.
func (n *Noted) same(other *Noted) bool {
	if n.Finding.Rule != other.Finding.Rule || n.Mark != other.Mark || n.Mark == Refused || n.Mark == Held {
		return false
	}
	if n.Mark == Overridden && *used(&n.Finding) != *used(&other.Finding) {
		return false
	}
	return n.Finding.SaysTheSame(&other.Finding)
}

// count sums the journey up.
func (j *Journey) count() (c Counts) {
	for i := range j.NotDone {
		if j.NotDone[i].Status == plan.Refused.String() {
			c.Refused++
		} else {
			c.Held++
		}
	}
	of := map[Mark]*int{Overridden: &c.Overridden, Deviation: &c.Deviations, Warned: &c.Warnings, Advised: &c.Advice, NotKnown: &c.Unknown}
	for i := range j.Findings {
		if n := of[j.Findings[i].Mark]; n != nil && j.Findings[i].Withdrawn.IsZero() {
			*n++
		}
	}
	return c
}

// String writes what is not zero: "2 requests refused, 1 held, 3 warnings".
func (c Counts) String() string {
	var texts []string
	add := func(n int, one, many string) {
		if n > 0 {
			texts = append(texts, number(n)+" "+pick(n == 1, one, many))
		}
	}
	add(c.Refused, "request refused", "requests refused")
	add(c.Held, pick(c.Refused > 0, "held", "request held"), pick(c.Refused > 0, "held", "requests held"))
	add(c.Overridden, "overridden", "overridden")
	add(c.Deviations, "deviation", "deviations")
	add(c.Warnings, "warning", "warnings")
	add(c.Advice, "advice", "advice")
	add(c.Unknown, "unknown", "unknown")
	if len(texts) == 0 {
		return "no findings"
	}
	return strings.Join(texts, ", ")
}

// Line is the journey in one line.
func (j *Journey) Line() string {
	return strings.Join([]string{j.path(), "medication " + j.Course, j.Counts.String()}, "; ") + "."
}

// path are the stages in their order.
func (j *Journey) path() string {
	stages := make([]string, len(j.Stages))
	for i, s := range j.Stages {
		stages[i] = s.Position
	}
	return strings.Join(stages, " > ")
}
