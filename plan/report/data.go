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
	Plan    plan.ID    `json:"plan"`
	Title   string     `json:"title,omitempty"`
	Profile string     `json:"profile"` // identifier and version
	Zone    string     `json:"zone"`    // where days begin and end
	Draft   bool       `json:"draft"`   // the values were not signed by a licensed clinician
	Events  int        `json:"events"`  // on record, with what the engine derived
	From    civil.Date `json:"from"`
	To      civil.Date `json:"to"`

	Stages      []Segment    `json:"stages"`
	Levels      []Segment    `json:"levels"`
	Courses     []Segment    `json:"courses"`
	Medications []Medication `json:"medications"`
	NotDone     []NotDone    `json:"notDone"`
	Findings    []Finding    `json:"findings"`
	Deviations  int          `json:"deviations"` // on record and not withdrawn
	Overrides   []Override   `json:"overrides"`
	Due         []Obligation `json:"due"`
	Stage       string       `json:"stage"`
	Level       string       `json:"level"`
	Course      string       `json:"course"`

	index index
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
	Text   string `json:"text"`
	Source Source `json:"source"`
}

// Medication is a time on one product at one dose.
type Medication struct {
	Product medication.ProductID `json:"product"`
	Name    string               `json:"name"`
	Dose    medication.Mass      `json:"dose"` // of the principal substance, each time
	From    civil.Date           `json:"from"`
	To      civil.Date           `json:"to"`
	Doses   int                  `json:"doses"`

	closed bool // another dose of the product has begun
}

// NotDone is an intent that was not accepted.
type NotDone struct {
	Event  record.EventID `json:"event"`
	Day    civil.Date     `json:"day"`
	What   string         `json:"what"`
	Status string         `json:"status"` // refused or undetermined
	Why    []string       `json:"why"`
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

// Finding is a finding with its date, and how often it came back.
type Finding struct {
	Instance  string         `json:"instance"`
	Event     record.EventID `json:"event"` // the event that was judged
	Day       civil.Date     `json:"day"`
	Mark      Mark           `json:"mark"`
	Rule      record.RuleID  `json:"rule"`
	Title     string         `json:"title"`
	Message   string         `json:"message"`
	About     string         `json:"about"`   // the event that was judged, in one line
	Meaning   string         `json:"meaning"` // what the mark means here
	Causes    []Cause        `json:"causes"`
	Limit     *Limit         `json:"limit,omitempty"`
	Sources   []Source       `json:"sources"`
	Missing   []string       `json:"missing,omitempty"`
	Remedy    string         `json:"remedy"`
	Note      string         `json:"note,omitempty"` // why it does less than the rule could
	Override  *Override      `json:"override,omitempty"`
	MayBePast string         `json:"overridableWith,omitempty"` // what an override has to document; empty: none is possible
	Times     int            `json:"times"`                     // how often the same rule found the same kind of thing
	Last      civil.Date     `json:"last"`
	Withdrawn civil.Date     `json:"withdrawn,omitzero"` // when a later entry or a correction took it back; absent: it stands

	topic string
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
		list[i] = Source{c.String(), c.Provenance}
	}
	return list
}

// finding turns a finding of the engine about an event into data.
func finding(f *plan.Finding, about record.Body, day civil.Date) Finding {
	d := Finding{Instance: f.Instance, Event: f.Event, Day: day, Last: day, Times: 1, Rule: f.Rule, Title: f.Title,
		Message: f.Message, topic: topicOf(about.Kind()), About: record.Describe(about), Sources: sourcesOf(f.Cites), Remedy: f.Remedy, Note: f.Lowered}
	d.Mark, d.Meaning = mark(f, about)
	for _, c := range f.Causes {
		d.Causes = append(d.Causes, Cause{c.Event, c.At, c.What()})
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

// topicOf groups the kinds of events that a reader takes for one thing: an order and its doses.
func topicOf(kind record.Kind) string {
	switch kind {
	case record.KindOrder, record.KindDoseGiven, record.KindDoseTaken:
		return "dosing"
	}
	return kind.String()
}

// same reports whether two findings say the same kind of thing, so that a reader wants to see it once.
func (f *Finding) same(other *Finding) bool {
	if f.Rule != other.Rule || f.Mark != other.Mark || f.Mark == Refused || f.Mark == Held {
		return false
	}
	if f.Mark == Overridden && *f.Override != *other.Override {
		return false
	}
	return f.topic == other.topic || f.Message == other.Message
}

// Line is the journey in one line.
func (j *Journey) Line() string {
	path := make([]string, len(j.Stages))
	for i, s := range j.Stages {
		path[i] = s.Position
	}
	counts := map[Mark]int{}
	for i := range j.Findings {
		if j.Findings[i].Withdrawn.IsZero() {
			counts[j.Findings[i].Mark]++
		}
	}
	texts := []string{strings.Join(path, " > "), "medication " + j.Course}
	for _, m := range []Mark{Refused, Held, Overridden, Deviation, Warned, Advised, NotKnown} {
		if counts[m] > 0 {
			texts = append(texts, number(counts[m])+" "+string(m))
		}
	}
	return strings.Join(texts, "; ") + "."
}
