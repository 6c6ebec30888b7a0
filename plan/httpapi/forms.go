package httpapi

import (
	"encoding/json"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/journal"
	"github.com/oudpath/oudpath/plan/ledger"
	"github.com/oudpath/oudpath/plan/record"
)

// The JSON forms of bodies and answers. Members are only ever added. What has a form elsewhere has that one: events as the journal
// writes them, decisions, findings and obligations as package plan does.

// page is a part of a list; next is what after has to be for the next part, and missing in the last one.
type page[T any] struct {
	Items []T    `json:"items"`
	Next  string `json:"next,omitempty"`
}

// rawEvent is an event as the journal writes it.
type rawEvent json.RawMessage

// MarshalJSON writes it as it is.
func (e rawEvent) MarshalJSON() ([]byte, error) { return e, nil }

// UnmarshalJSON keeps it as it is.
func (e *rawEvent) UnmarshalJSON(text []byte) error {
	*e = append((*e)[:0], text...)
	return nil
}

// rawLine is a line of a journal.
type rawLine json.RawMessage

func rawEvents(events []record.Event) []rawEvent {
	raw := make([]rawEvent, len(events))
	for i := range events {
		raw[i] = rawOf(&events[i])
	}
	return raw
}

// rawOf writes an event. One that is on record can be written.
func rawOf(ev *record.Event) rawEvent {
	line, err := journal.Marshal(*ev)
	if err != nil {
		panic(err)
	}
	return line
}

type listedForm struct {
	Plan    plan.ID        `json:"plan"`
	Version ledger.Version `json:"version"`
	At      time.Time      `json:"at"`
}

type deadlineForm struct {
	Plan     plan.ID               `json:"plan"`
	Duty     record.RuleID         `json:"duty"`
	Title    string                `json:"title"`
	Why      string                `json:"why,omitempty"`
	Earliest civil.Date            `json:"earliest,omitzero"`
	Due      civil.Date            `json:"due"`
	Latest   civil.Date            `json:"latest"`
	Status   plan.ObligationStatus `json:"status"`
}

type changeForm struct {
	Cursor ledger.Cursor  `json:"cursor"`
	Plan   plan.ID        `json:"plan,omitempty"` // missing: of an erasure
	From   ledger.Version `json:"from"`
	To     ledger.Version `json:"to"`
	At     time.Time      `json:"at"`
	Erased *stoneForm     `json:"erased,omitempty"`
	Events []rawEvent     `json:"events,omitempty"`
}

type stoneForm struct {
	ID     string    `json:"id"` // digest of the ID of the plan
	At     time.Time `json:"at"`
	By     string    `json:"by"`
	Role   string    `json:"role,omitempty"`
	Reason string    `json:"reason"`
}

func stoneOf(s *ledger.Tombstone) *stoneForm {
	if s == nil {
		return nil
	}
	return &stoneForm{s.ID.String(), s.At, s.Actor.ID, s.Actor.Role, s.Reason}
}

type summaryForm struct {
	Plan        plan.ID          `json:"plan"`
	Version     ledger.Version   `json:"version"`
	Stage       string           `json:"stage"`
	StageSince  time.Time        `json:"stageSince,omitzero"` // missing: from the beginning
	Level       string           `json:"level"`
	LevelSince  time.Time        `json:"levelSince,omitzero"`
	Course      string           `json:"course"`
	CourseSince time.Time        `json:"courseSince,omitzero"`
	Medications []medicationForm `json:"medications"`
	Deviations  []deviationForm  `json:"deviations"`
	Overrides   []overrideForm   `json:"overrides"`
	LastEvent   time.Time        `json:"lastEvent"`
	Died        bool             `json:"died,omitempty"`
}

type medicationForm struct {
	Substance medication.Substance `json:"substance"`
	Product   medication.ProductID `json:"product"`
	Ordered   string               `json:"ordered,omitempty"` // of a day; missing: no order in force
	LastDose  string               `json:"lastDose,omitempty"`
	LastAt    time.Time            `json:"lastAt,omitzero"`
	FirstAt   time.Time            `json:"firstAt,omitzero"`
	Doses     int                  `json:"doses"`
	Stopped   bool                 `json:"stopped,omitempty"`
}

type deviationForm struct {
	ID       record.EventID `json:"id"`
	Event    record.EventID `json:"event"`
	At       time.Time      `json:"at"`
	Rule     record.RuleID  `json:"rule"`
	Severity string         `json:"severity"`
	Message  string         `json:"message"`
}

type overrideForm struct {
	Event    record.EventID `json:"event"`
	At       time.Time      `json:"at"`
	By       string         `json:"by"`
	Role     string         `json:"role,omitempty"`
	Rule     record.RuleID  `json:"rule"`
	Reason   record.Reason  `json:"reason"`
	Note     string         `json:"note,omitempty"`
	Expires  time.Time      `json:"expires,omitzero"`
	Standing bool           `json:"standing"`
}

func summaryOf(p plan.Plan, version ledger.Version) summaryForm {
	s := p.Summary()
	f := summaryForm{Plan: p.ID(), Version: version, Stage: string(s.Stage), StageSince: s.StageSince, Level: string(s.Level),
		LevelSince: s.LevelSince, Course: string(s.Course), CourseSince: s.CourseSince, LastEvent: s.LastEvent, Died: s.Died,
		Medications: []medicationForm{}, Deviations: deviationsOf(p.Deviations()), Overrides: []overrideForm{}}
	for _, m := range s.Medications {
		row := medicationForm{Substance: m.Substance, Product: m.Product, LastAt: m.LastAt, FirstAt: m.FirstAt, Doses: m.Doses,
			Stopped: m.Stopped}
		if !m.Ordered.IsZero() {
			row.Ordered = m.DayText()
		}
		if !m.LastDose.IsZero() {
			row.LastDose = m.LastDose.String()
		}
		f.Medications = append(f.Medications, row)
	}
	for _, o := range p.Overrides() {
		f.Overrides = append(f.Overrides, overrideForm{o.Event, o.At, o.By.ID, o.By.Role, o.Override.Rule, o.Override.Reason, o.Override.Note,
			o.Override.Expires, o.Standing})
	}
	return f
}

func deviationsOf(deviations []plan.Deviation) []deviationForm {
	rows := make([]deviationForm, len(deviations))
	for i, d := range deviations {
		rows[i] = deviationForm{d.ID, d.Event, d.At, d.Rule, d.Severity.String(), d.Message}
	}
	return rows
}

type recordedForm struct {
	Version ledger.Version `json:"version"` // of the plan with it
	Void    bool           `json:"void,omitempty"`
	Text    string         `json:"text,omitempty"`     // always there but where the event is not shown
	Event   rawEvent       `json:"event,omitempty"`    // the same
	Hidden  string         `json:"redacted,omitempty"` // why the event is not shown
}

type foundForm struct {
	Number   int            `json:"number"` // of the event, in the order in which events were so
	Event    record.EventID `json:"event"`
	At       time.Time      `json:"at"`
	Text     string         `json:"text"`
	Findings []plan.Finding `json:"findings"`
}

type moveForm struct {
	Axis     plan.Axis     `json:"axis"`
	Trigger  string        `json:"trigger"`
	To       string        `json:"to,omitempty"`
	Decision plan.Decision `json:"decision"`
}

type openingForm struct {
	Now     plan.Decision  `json:"now"`
	At      time.Time      `json:"at,omitzero"` // missing: time alone does not help
	Then    *plan.Decision `json:"then,omitempty"`
	Missing []string       `json:"missing,omitempty"`
	Text    string         `json:"text"`
}

type explainForm struct {
	Rule    record.RuleID   `json:"rule"`
	EventID record.EventID  `json:"eventId,omitempty"` // one that is on record, or
	Event   json.RawMessage `json:"event,omitempty"`   // one that is asked about
}

type explanationForm struct {
	Watched bool         `json:"watched"` // whether the event wakes the rule at all
	Finding plan.Finding `json:"finding"`
	Limits  []limitForm  `json:"limits"`
}

type limitForm struct {
	Param     plan.ParamID `json:"param"`
	Title     string       `json:"title"`
	Value     string       `json:"value"`
	Effective civil.Date   `json:"effective,omitzero"`
	Enforced  civil.Date   `json:"enforced,omitzero"`
	Cites     []string     `json:"cites"`
}

type outcomeForm struct {
	Version   ledger.Version  `json:"version"`
	Duplicate bool            `json:"duplicate,omitempty"` // it was on record already
	Replayed  bool            `json:"replayed,omitempty"`  // the request had been carried out under its key
	Late      bool            `json:"late,omitempty"`
	Decision  *plan.Decision  `json:"decision,omitempty"` // always there but where it is not shown
	Recorded  []rawEvent      `json:"recorded"`           // with what the engine derived
	Redacted  string          `json:"redacted,omitempty"` // why what follows from it is not shown
	Appeared  []plan.Finding  `json:"appeared,omitempty"`
	Withdrawn []deviationForm `json:"withdrawn,omitempty"`
}

type amendmentForm struct {
	Version   ledger.Version  `json:"version"`
	Replayed  bool            `json:"replayed,omitempty"`
	Decisions []plan.Decision `json:"decisions"` // about the events in the order of the body: what is not allowed is not on record
	Recorded  []rawEvent      `json:"recorded"`
	Appeared  []plan.Finding  `json:"appeared,omitempty"`
	Withdrawn []deviationForm `json:"withdrawn,omitempty"`
}

type grantForm struct {
	ID      record.EventID `json:"id"`
	Rule    record.RuleID  `json:"rule"`
	Reason  record.Reason  `json:"reason"`
	Note    string         `json:"note,omitempty"`
	Expires time.Time      `json:"expires"`
}

type discloseForm struct {
	Recipient   string   `json:"recipient"`             // by name or class of persons
	Affiliation string   `json:"affiliation,omitempty"` // the facility to which the recipient belongs, or that it is none
	Emergency   string   `json:"emergency,omitempty"`   // the nature of a medical emergency
	What        string   `json:"what"`                  // in which form: summary, journal, fhir
	Kinds       []string `json:"kinds,omitempty"`       // journal, fhir: events of these kinds alone, as far as they stand; left out: all of it
}

type disclosedForm struct {
	Notice    string       `json:"notice"`
	Basis     string       `json:"basis"` // the consent and its scope, or why none is needed
	Recipient string       `json:"recipient"`
	Purpose   Purpose      `json:"purpose"`
	At        time.Time    `json:"at"`
	Summary   *summaryForm `json:"summary,omitempty"`
	Events    []rawEvent   `json:"events,omitempty"`
	Kinds     []string     `json:"kinds,omitempty"`  // events of these kinds alone; missing: all that there are
	Bundle    rawResource  `json:"bundle,omitempty"` // of FHIR R4, each resource with its labels of confidentiality
}

// rawResource is a resource of FHIR, as it is written.
type rawResource []byte

// MarshalJSON writes it as it is.
func (r rawResource) MarshalJSON() ([]byte, error) { return r, nil }

type reasonForm struct {
	Reason string `json:"reason"`
	// LeaveCopies says that it is known that another plan, from which this one was split, goes on holding copies.
	LeaveCopies bool `json:"leaveCopies,omitempty"`
}
