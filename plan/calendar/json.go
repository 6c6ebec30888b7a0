package calendar

import (
	"encoding/json"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
)

// The JSON form of a calendar. Names are lower case and only ever added. Orders are in words here; the bodies are those of Orders, which
// package plan/journal writes.

type calendarJSON struct {
	ID       string       `json:"id"`
	Title    string       `json:"title"`
	Plan     plan.ID      `json:"plan"`
	Version  plan.Version `json:"version"`
	AsOf     time.Time    `json:"asOf"`
	Basis    string       `json:"basis"`
	Draft    bool         `json:"draft"`
	Standing Standing     `json:"standing"`
	States   []string     `json:"states,omitempty"`
	Days     []dayJSON    `json:"days"`
	// Alternatives: one of the days happens.
	Alternatives bool           `json:"alternatives,omitempty"`
	Questions    []questionJSON `json:"questions,omitempty"`
	Heeded       []heedJSON     `json:"heeded,omitempty"`
	Notes        []noteJSON     `json:"notes,omitempty"`
}

type dayJSON struct {
	Date     civil.Date          `json:"date"`
	Number   int                 `json:"number"`
	Standing Standing            `json:"standing"`
	Doses    []doseJSON          `json:"doses,omitempty"`
	Hands    *handsJSON          `json:"hands,omitempty"`
	Task     string              `json:"task,omitempty"`
	Observe  []string            `json:"observe,omitempty"`
	Why      string              `json:"why,omitempty"`
	Cites    []evidence.Citation `json:"cites,omitempty"`
	Limits   []limitJSON         `json:"limits,omitempty"`
	Asked    []askedJSON         `json:"asked,omitempty"`
	Unasked  string              `json:"unasked,omitempty"`
	Rests    civil.Date          `json:"rests,omitzero"`
}

type doseJSON struct {
	Product  medication.ProductID `json:"product"`
	Amount   *medication.Mass     `json:"amount,omitempty"` // absent: a question
	After    string               `json:"after,omitempty"`
	If       string               `json:"if,omitempty"`
	Question string               `json:"question,omitempty"`
	Home     bool                 `json:"home,omitempty"`
}

type handsJSON struct {
	Days        int    `json:"days"`
	ClosureDays int    `json:"closureDays,omitempty"`
	Bottles     int    `json:"bottles"`
	Why         string `json:"why"`
}

type limitJSON struct {
	Param      plan.ParamID        `json:"param"`
	Title      string              `json:"title"`
	Value      string              `json:"value"`
	Cites      []evidence.Citation `json:"cites,omitempty"`
	Provenance string              `json:"provenance"`
}

type askedJSON struct {
	At     time.Time      `json:"at"`
	What   string         `json:"what"`
	Status string         `json:"status"`
	Stands []plan.Finding `json:"stands,omitempty"`
	Warned []plan.Finding `json:"warned,omitempty"`
}

type questionJSON struct {
	ID     string              `json:"id"`
	Day    civil.Date          `json:"day,omitzero"`
	Text   string              `json:"text"`
	Range  string              `json:"range,omitempty"`
	Limits []limitJSON         `json:"limits,omitempty"`
	Cites  []evidence.Citation `json:"cites,omitempty"`
}

type heedJSON struct {
	Event record.EventID `json:"event,omitempty"`
	At    time.Time      `json:"at"`
	What  string         `json:"what"`
}

type noteJSON struct {
	Text  string              `json:"text"`
	Cites []evidence.Citation `json:"cites,omitempty"`
}

// MarshalJSON writes the calendar as data, findings as plan.Finding writes itself.
func (c Calendar) MarshalJSON() ([]byte, error) {
	out := calendarJSON{ID: c.ID, Title: c.Title, Plan: c.Plan, Version: c.Version, AsOf: c.AsOf, Basis: c.Basis.Jurisdiction,
		Draft: c.Basis.Draft, Standing: c.Standing(), Alternatives: c.Alternatives, Days: make([]dayJSON, len(c.Days))}
	for _, state := range c.States {
		out.States = append(out.States, string(state.Context))
	}
	for i := range c.Days {
		out.Days[i] = c.Days[i].form()
	}
	for _, q := range c.Questions {
		out.Questions = append(out.Questions, questionJSON{q.ID, q.Day, q.Text, q.Range(), limitForms(q.Limits), q.Cites})
	}
	for _, h := range c.Heeded {
		out.Heeded = append(out.Heeded, heedJSON(h))
	}
	for _, n := range c.Notes {
		out.Notes = append(out.Notes, noteJSON(n))
	}
	return json.Marshal(out)
}

func (d *Day) form() dayJSON {
	out := dayJSON{Date: d.Date, Number: d.Number, Standing: d.Standing(), Task: d.Task, Observe: d.Observe, Why: d.Why, Cites: d.Cites,
		Limits: limitForms(d.Limits), Unasked: d.Unasked, Rests: d.Rests}
	for _, dose := range d.Doses {
		form := doseJSON{Product: dose.Product, If: dose.If, Question: dose.Question, Home: dose.Home}
		if !dose.Amount.IsZero() {
			form.Amount = &dose.Amount
		}
		if dose.After != (medication.Span{}) {
			form.After = spanText(dose.After)
		}
		out.Doses = append(out.Doses, form)
	}
	if d.Hands != nil {
		out.Hands = &handsJSON{d.Hands.Grant.Days, d.Hands.Grant.ClosureDays, d.Hands.Bottles, d.Hands.Why}
	}
	for i := range d.Asked {
		a := &d.Asked[i]
		out.Asked = append(out.Asked, askedJSON{a.At, record.Describe(a.Body), a.Decision.Status.String(), a.Decision.Reasons(),
			a.Decision.Violated(record.Warning)})
	}
	return out
}

func limitForms(facts []plan.LimitFact) (all []limitJSON) {
	for _, f := range facts {
		all = append(all, limitJSON{f.Param, f.Title, f.Value, f.Cites, f.Provenance.String()})
	}
	return all
}
