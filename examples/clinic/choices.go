package main

import (
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/calendar"
	"github.com/oudpath/oudpath/plan/choice"
	"github.com/oudpath/oudpath/plan/ledger"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/stages"
)

// calendarError is what to say about a calendar that cannot be made; empty: it is another error.
func calendarError(err error) string {
	if errors.Is(err, calendar.ErrRequest) {
		return err.Error()
	}
	return ""
}

// optionView is an option with what speaks for and against it.
type optionView struct {
	Title    string
	Standing choice.Standing
	For      []saidRow
	Against  []saidRow
	Missing  []saidRow // what cannot be said yet
	When     string
}

type saidRow struct {
	Text, Strength string
	Missing        []string
	Cites          []string
}

type choicesView struct {
	Plan   plan.ID
	Groups []choiceGroup
}

type choiceGroup struct {
	Title   string
	Options []optionView
}

// choices shows what speaks for and against each medication and level of care.
func (c *clinic) choices(v visit) (shown, error) {
	snapshot, err := c.book.Open(v.Context(), v.plan)
	if err != nil {
		return shown{}, err
	}
	out := &choicesView{Plan: v.plan}
	for _, weigh := range []struct {
		title string
		do    func() (choice.Weighing, error)
	}{
		{"Medications", func() (choice.Weighing, error) {
			return choice.Medications(v.Context(), c.book.Engine(), snapshot.Plan, choice.Request{At: c.clock()})
		}},
		{"Levels of care", func() (choice.Weighing, error) {
			return choice.Levels(v.Context(), c.book.Engine(), snapshot.Plan, choice.Request{At: c.clock()})
		}},
	} {
		w, err := weigh.do()
		if err != nil {
			return shown{}, err
		}
		group := choiceGroup{Title: weigh.title}
		for i := range w.Options {
			group.Options = append(group.Options, optionOf(&w.Options[i]))
		}
		out.Groups = append(out.Groups, group)
	}
	return shown{http.StatusOK, "choices", view{Title: "Choices for " + string(v.plan), Choices: out}, "", nil}, nil
}

func optionOf(w *choice.Weighed) optionView {
	o := optionView{Title: w.Option.Title, Standing: w.Standing()}
	for _, said := range w.Arguments {
		row := saidRow{Text: said.Argument.Text, Strength: said.Argument.Strength.String(), Missing: said.Missing}
		for _, cite := range said.Argument.Cites {
			row.Cites = append(row.Cites, cited(cite))
		}
		switch said.Side {
		case choice.For:
			o.For = append(o.For, row)
		case choice.Undecided:
			o.Missing = append(o.Missing, row)
		case choice.Excluding:
			row.Strength = "excludes"
			o.Against = append(o.Against, row)
		default:
			o.Against = append(o.Against, row)
		}
	}
	if len(w.First) > 0 && !w.First[0].Decision.Allowed() {
		o.When = w.First[0].When.String()
	}
	return o
}

// whatIfView is an order that is only supposed.
type whatIfView struct {
	Plan     plan.ID
	Products []product
	Settings []place
	Product  medication.ProductID
	Setting  string
	MG, Days string
	Asked    bool
	At       string
	Status   string
	Reasons  []findingRow
	When     string
	Changes  []string
	Due      []dueRow
}

// whatIf asks what an order would come to on a day ahead, if nothing happened until then, and the dose were given. Nothing is recorded.
func (c *clinic) whatIf(v visit) (shown, error) {
	snapshot, err := c.book.Open(v.Context(), v.plan)
	if err != nil {
		return shown{}, err
	}
	query := v.URL.Query()
	out := &whatIfView{Plan: v.plan, Products: products(), Settings: settings, MG: query.Get("mg"), Days: query.Get("days"),
		Product: medication.ProductID(query.Get("product")), Setting: query.Get("setting")}
	s := shown{http.StatusOK, "what-if", view{Title: "What if, for " + string(v.plan), WhatIf: out}, "", nil}
	if !query.Has("mg") {
		return s, nil
	}
	product, dose, setting, err := asked(query)
	if err != nil {
		return shown{}, err
	}
	days, err := strconv.ParseUint(query.Get("days"), 10, 16)
	if err != nil || days > 366 {
		return shown{}, errForm
	}
	at := c.clock().AddDate(0, 0, int(days)).UTC().Truncate(time.Second)
	return s, out.suppose(c, snapshot, []record.Event{
		{ID: "what-if-order", At: at, Actor: v.who, Body: record.Order{Product: product, Dose: dose, Setting: setting}},
		{ID: "what-if-dose", At: at.Add(time.Minute), Actor: v.who, Body: record.DoseGiven{Product: product, Dose: dose, Setting: setting}},
	})
}

func (out *whatIfView) suppose(c *clinic, snapshot ledger.Snapshot, chain []record.Event) error {
	engine := c.book.Engine()
	out.Asked, out.At = true, c.local(chain[0].At)
	first, err := engine.Apply(snapshot.Plan, chain[0])
	if errors.Is(err, record.ErrEvent) {
		return errForm
	}
	if err != nil {
		return err
	}
	out.Status = first.Decision.Status.String()
	reasons := append(first.Decision.Reasons(), first.Decision.Violated(record.Warning)...)
	for i := range reasons {
		out.Reasons = append(out.Reasons, findingOf(&reasons[i], ""))
	}
	if !first.Accepted() {
		if opening, err := engine.When(snapshot.Plan, chain[0]); err == nil {
			out.When = opening.String()
		}
		return nil
	}
	after := first.Plan
	for _, ev := range chain[1:] {
		next, err := engine.Apply(after, ev)
		if err != nil {
			return err
		}
		after = next.Plan
	}
	for _, change := range plan.Diff(snapshot.Plan, after) {
		out.Changes = append(out.Changes, change.What+": "+change.Before+" → "+change.After)
	}
	due, err := engine.Due(after, chain[len(chain)-1].At)
	for _, o := range due {
		out.Due = append(out.Due, dueRow{o.Title, o.Why, o.Due.String() + ", " + string(o.Status)})
	}
	return err
}

// admit begins the plan of a person: an assessment, and nothing else.
func (c *clinic) admit(v visit) (shown, error) {
	id := v.PostFormValue("person")
	if !named.MatchString(id) {
		return shown{}, errForm
	}
	v.plan = plan.ID(id)
	_, err := c.apply(v.Context(), v, ledger.NewPlan(), record.StageMove{Trigger: stages.Assess}, nil)
	if err != nil {
		return shown{}, err
	}
	return shown{status: http.StatusSeeOther, next: "/people/" + url.PathEscape(id) + "?done=admitted"}, nil
}

// miss records that a dose was missed.
func (c *clinic) miss(v visit) (shown, error) {
	expect, err := seen(v)
	if err != nil {
		return shown{}, err
	}
	product, ok := medication.Lookup(medication.ProductID(v.PostFormValue("product")))
	if !ok {
		return shown{}, errForm
	}
	if _, err = c.apply(v.Context(), v, expect, record.DoseMissed{Substance: product.Substance()}, nil); err != nil {
		return shown{}, err
	}
	return shown{status: http.StatusSeeOther, next: "/people/" + url.PathEscape(string(v.plan)) + "?done=missed"}, nil
}
