package main

import (
	"errors"
	"net/http"
	"slices"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/httpapi"
	"github.com/oudpath/oudpath/plan/ledger"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/report"
)

// todayView is the list of the day.
type todayView struct {
	Day    string
	Late   []dueOf // overdue
	Now    []dueOf // can be done today
	Broken []dueOf // what the rules objected to lately, for somebody to look at
	More   bool    // there are more than the page shows
	People []personRow
	Merged []mergedRow
	MayAdd bool
}

// dueOf is what is due for one person.
type dueOf struct {
	Plan plan.ID
	Rows []dueRow
}

// add puts a row to those of its person, who stands where the first of them would.
func add(list []dueOf, id plan.ID, row dueRow) []dueOf {
	for i := range list {
		if list[i].Plan == id {
			list[i].Rows = append(list[i].Rows, row)
			return list
		}
	}
	return append(list, dueOf{id, []dueRow{row}})
}

type dueRow struct {
	Title, Why string
	Due        string
}

type personRow struct {
	Plan          plan.ID
	Stage, Course string
	Deviations    int
	Last          string
}

const (
	most   = 200 // rows of a list
	lately = 7   // days for which a deviation stands on the list of the day
)

// brokenLately are the deviations of a person that somebody has not had a week to look at, the latest first.
func (c *clinic) brokenLately(p plan.Plan) (rows []dueRow) {
	for _, d := range slices.Backward(p.Deviations()) {
		if c.clock().Sub(d.At) < lately*24*time.Hour {
			rows = append(rows, dueRow{Title: d.Message, Due: c.local(d.At)})
		}
	}
	return rows
}

func (c *clinic) today(v visit) (shown, error) {
	day := c.book.Today()
	due, err := c.book.Agenda(v.Context(), day, ledger.Deadline{}, most)
	if err != nil {
		return shown{}, err
	}
	t := &todayView{Day: day.String(), More: len(due) == most, MayAdd: c.may(v, httpapi.ScopeRecord) == nil}
	for i := range due {
		d := &due[i]
		row := dueRow{d.Title, d.Why, d.Due.String()}
		if d.Status(day) == plan.Overdue {
			t.Late = add(t.Late, d.Plan, row)
		} else {
			t.Now = add(t.Now, d.Plan, row)
		}
	}
	plans, err := c.book.List(v.Context(), "", most)
	if err != nil {
		return shown{}, err
	}
	for _, l := range plans {
		snapshot, err := c.book.Open(v.Context(), l.Plan)
		var merged *ledger.MergedError
		switch {
		case errors.As(err, &merged):
			t.Merged = append(t.Merged, mergedRow{l.Plan, merged.Into})
			continue
		case unknown(err): // erased since the list was read
			continue
		case err != nil:
			return shown{}, err
		}
		p := snapshot.Plan
		if rows := c.brokenLately(p); rows != nil {
			t.Broken = append(t.Broken, dueOf{l.Plan, rows})
		}
		t.People = append(t.People, personRow{l.Plan, string(p.Stage()), string(p.Course()), len(p.Deviations()), c.local(p.Last())})
	}
	slices.SortStableFunc(t.People, func(a, b personRow) int { return b.Deviations - a.Deviations })
	return shown{http.StatusOK, "today", view{Title: "Today", Today: t}, "", nil}, nil
}

// local writes a time as the clinic's clock shows it.
func (c *clinic) local(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(c.book.Engine().Zone()).Format("2006-01-02 15:04")
}

// personView is what is shown of one person.
type personView struct {
	Plan         plan.ID
	Version      ledger.Version
	Journey      report.Journey
	Path         []stop
	Pictures     []pictureView
	Timeline     []momentRow
	Doses        []momentRow
	Due          []dueRow
	Findings     []findingRow
	Asked        *askedView
	Products     []product
	Settings     []place
	MayCheck     bool
	MayRecord    bool
	MayOverride  bool
	MayMerge     bool
	Jurisdiction string
	Draft        bool
}

// stop is a stage on the path.
type stop struct {
	Title    string
	Been     bool
	Here     bool
	From, To string
}

type momentRow struct {
	At, Text, By string
	Void         bool
}

type product struct {
	ID   medication.ProductID
	Name string
}

// nameOf is the product in words.
func nameOf(id medication.ProductID) string {
	if info, ok := medication.Lookup(id); ok {
		return info.Name()
	}
	return string(id)
}

type place struct {
	ID   medication.Setting
	Name string
}

// findingRow is a finding with what it rests on.
type findingRow struct {
	Rule        record.RuleID
	Effect      plan.Effect
	Title       string
	Message     string
	About       string
	Remedy      string
	Cites       []string
	Overridable bool
	Document    string
}

func findingOf(f *plan.Finding, about string) findingRow {
	row := findingRow{Rule: f.Rule, Effect: f.Effect(), Title: f.Title, Message: f.Message(), About: about, Remedy: f.Remedy,
		Overridable: f.Override.Allowed, Document: f.Override.Document}
	for _, cite := range f.Cites {
		row.Cites = append(row.Cites, cited(cite))
	}
	return row
}

func cited(c evidence.Citation) string { return c.String() + " (" + c.Provenance.String() + ")" }

// askedView is the answer to an order that was not recorded.
type askedView struct {
	Product  medication.ProductID
	Name     string // of the product
	MG       string
	Setting  medication.Setting
	When     string
	Reasons  []findingRow
	CanPass  bool // every reason can be overridden
	Explains []string
}

func (c *clinic) answerOf(v visit, p *personView, out ledger.Outcome, setting medication.Setting) *askedView {
	a := &askedView{Product: medication.ProductID(v.PostFormValue("product")), MG: v.PostFormValue("mg"), Setting: setting, CanPass: true}
	a.Name = nameOf(a.Product)
	reasons := out.Decision.Reasons()
	for i := range reasons {
		row := findingOf(&reasons[i], "")
		a.CanPass = a.CanPass && row.Overridable
		a.Reasons = append(a.Reasons, row)
	}
	product, dose, _, err := asked(v.form())
	if err != nil {
		return a
	}
	snapshot, err := c.book.Open(v.Context(), p.Plan)
	if err != nil {
		return a
	}
	intent := record.Event{At: c.clock().UTC().Truncate(time.Second), Actor: v.who,
		Body: record.Order{Product: product, Dose: dose, Setting: setting}}
	if opening, err := c.book.Engine().When(snapshot.Plan, intent); err == nil {
		a.When = opening.String()
	}
	return a
}

// offered are the products that can be ordered on this page.
var offered = []medication.ProductID{medication.MethadoneConc, medication.BupSL, medication.BupnxFilm}

// settings are the places where this page gives something.
var settings = []place{{medication.SettingOTP, "opioid treatment program"}, {medication.SettingOffice, "practice"},
	{medication.SettingEmergency, "emergency department"}}

func products() (list []product) {
	for _, id := range offered {
		list = append(list, product{id, nameOf(id)})
	}
	return list
}

func (c *clinic) personOf(v visit) (*personView, error) {
	snapshot, err := c.book.Open(v.Context(), v.plan)
	if err != nil {
		return nil, err
	}
	engine, p := c.book.Engine(), snapshot.Plan
	now := c.clock()
	journey, err := report.Replay(engine, v.plan, "", p.Events(), now)
	if err != nil {
		return nil, err
	}
	basis := engine.Basis()
	out := &personView{Plan: v.plan, Version: snapshot.Version, Journey: journey, Path: c.path(journey), Jurisdiction: basis.Jurisdiction,
		Draft: basis.Draft, Settings: settings, Products: products(), Pictures: pictures(v, &journey),
		MayCheck: c.may(v, httpapi.ScopeCheck) == nil, MayRecord: c.may(v, httpapi.ScopeRecord) == nil, MayOverride: c.may(v, httpapi.ScopeOverride) == nil,
		MayMerge: c.may(v, httpapi.ScopeMerge) == nil}
	c.timeline(out, p)
	due, err := engine.Due(p, now)
	if err != nil {
		return nil, err
	}
	for _, o := range due {
		out.Due = append(out.Due, dueRow{o.Title, o.Why, o.Due.String() + ", " + string(o.Status)})
	}
	for ev, decision := range engine.Audit(p) {
		for i := range decision.Findings {
			if f := &decision.Findings[i]; f.Verdict == plan.VerdictViolated {
				out.Findings = append(out.Findings, findingOf(f, c.local(ev.At)+" "+record.Describe(ev.Body)))
			}
		}
	}
	slices.Reverse(out.Findings)
	out.Findings = out.Findings[:min(len(out.Findings), 40)]
	return out, nil
}

// timeline lists what happened, the latest first: doses apart.
func (c *clinic) timeline(out *personView, p plan.Plan) {
	for _, m := range p.Timeline() {
		row := momentRow{c.local(m.At), described(&m.Event), m.Actor.Role, m.Void}
		if m.Body.Kind() == record.KindDoseGiven || m.Body.Kind() == record.KindDoseMissed {
			out.Doses = append(out.Doses, row)
		} else {
			out.Timeline = append(out.Timeline, row)
		}
	}
	slices.Reverse(out.Timeline)
	slices.Reverse(out.Doses)
	out.Doses = out.Doses[:min(len(out.Doses), 28)]
}

// path is the pathway of stages with where the person has been, and is.
func (c *clinic) path(j report.Journey) []stop {
	var stops []stop
	for _, s := range c.book.Engine().Journey().Definition().States {
		one := stop{Title: s.Title, Here: string(s.ID) == j.Stage}
		for _, segment := range j.Stages {
			if segment.Position == string(s.ID) {
				one.Been, one.From, one.To = true, segment.From.String(), segment.To.String()
			}
		}
		stops = append(stops, one)
	}
	return stops
}
