package report

import (
	"fmt"
	"strings"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/stages"
)

// Journey is one person's path as an engine saw it, as plain data.
type Journey struct {
	Plan     plan.ID
	Title    string
	Profile  string // identifier and version
	Draft    bool   // the values were not signed by a licensed clinician
	Events   int    // on record, with what the engine derived
	From, To civil.Date

	Stages      []Segment
	Levels      []Segment
	Courses     []Segment
	Medications []Medication
	Findings    []Finding
	Refused     []Refusal
	Deviations  []plan.Deviation
	Overrides   []plan.Overridden
	Due         []plan.Obligation
	Now         plan.Summary
}

// Segment is a time in one position of a pathway.
type Segment struct {
	Position string
	Title    string
	From     civil.Date
	To       civil.Date // zero: still there
	Days     int        // until To, or until the last event
	By       string     // what led there
	Typical  string     // what is typical, with its source; empty if nothing is known. An expectation, never a limit
}

// Medication is a time on one product at one dose.
type Medication struct {
	Product  medication.ProductID
	Name     string
	Dose     medication.Mass // of the principal substance, each time
	From, To civil.Date
	Doses    int

	closed bool // another dose of the product has begun
}

// Finding is a finding with its date, and how often it came back.
type Finding struct {
	plan.Finding
	Day    civil.Date
	What   string // the event that was judged, in one line
	Intent bool
	Times  int // how often the same rule found the same thing in a row
	Last   civil.Date
}

// Refusal is an intent that was not accepted.
type Refusal struct {
	Event    plan.EventID
	Day      civil.Date
	What     string
	Decision plan.Decision
}

// Replay takes events through the engine in the order in which they arrived and reports what it saw. Derived events are left
// out: the engine derives them again. Due says what is due on the day of the last event, or at asOf if that is not zero.
//
// An event that cannot be taken in is an error, with what was seen before it.
func Replay(engine *plan.Engine, id plan.ID, title string, events []plan.Event, asOf time.Time) (Journey, error) {
	profile := engine.Profile()
	j := Journey{Plan: id, Title: title, Profile: profile.Name(), Draft: profile.Draft()}
	p := engine.Open(id)
	for _, ev := range events {
		if ev.Cause != "" {
			continue
		}
		out, err := engine.Apply(p, ev)
		if err != nil {
			j.finish(engine, p, asOf)
			return j, fmt.Errorf("event %q: %w", ev.ID, err)
		}
		j.take(engine, ev, out)
		p = out.Plan
	}
	return j, j.finish(engine, p, asOf)
}

func (j *Journey) take(engine *plan.Engine, ev plan.Event, out plan.Outcome) {
	day := engine.DayOf(ev.At)
	for _, f := range append(out.Decision.Findings, out.Appeared...) {
		j.add(Finding{Finding: f, Day: engine.DayOf(f.At), What: plan.Describe(ev.Body), Intent: ev.Body.Kind().Intent(), Times: 1,
			Last: engine.DayOf(f.At)})
	}
	if !out.Accepted() {
		j.Refused = append(j.Refused, Refusal{ev.ID, day, plan.Describe(ev.Body), out.Decision})
	}
}

// add appends a finding, or counts it if the same rule has said the same before: the reader wants to see it once.
func (j *Journey) add(f Finding) {
	for i := range j.Findings {
		old := &j.Findings[i]
		if old.Rule == f.Rule && old.Verdict == f.Verdict && old.Severity == f.Severity && !f.Refuses() && !old.Refuses() &&
			(old.Override.Used == nil) == (f.Override.Used == nil) {
			old.Times++
			old.Last = f.Day
			return
		}
	}
	j.Findings = append(j.Findings, f)
}

func (j *Journey) finish(engine *plan.Engine, p plan.Plan, asOf time.Time) error {
	timeline := p.Timeline()
	j.Events, j.Now, j.Deviations, j.Overrides = p.Len(), p.Summary(), p.Deviations(), p.Overrides()
	if len(timeline) == 0 {
		return nil
	}
	j.From, j.To = engine.DayOf(timeline[0].At), engine.DayOf(p.Last())
	w := walker{engine: engine, journey: j}
	w.walk(timeline)
	if asOf.IsZero() {
		asOf = p.Last()
	}
	var err error
	j.Due, err = engine.Due(p, asOf)
	return err
}

// walker reads the timeline of a plan into segments.
type walker struct {
	engine  *plan.Engine
	journey *Journey
}

func (w *walker) walk(timeline []plan.Moment) {
	j := w.journey
	w.enter(&j.Stages, string(w.engine.Journey().Start()), j.From, "")
	w.enter(&j.Levels, string(w.engine.Care().Start()), j.From, "")
	w.enter(&j.Courses, string(w.engine.Courses().Start()), j.From, "")
	for _, m := range timeline {
		if m.Void {
			continue
		}
		day := w.engine.DayOf(m.At)
		switch b := m.Body.(type) {
		case plan.StageMove:
			w.enter(&j.Stages, string(b.To), day, string(b.Trigger))
		case plan.StageMoved:
			w.enter(&j.Stages, string(b.To), day, string(b.Trigger))
		case plan.LevelMove:
			w.enter(&j.Levels, string(b.To), day, string(b.Trigger))
		case plan.CourseMove:
			w.enter(&j.Courses, string(b.To), day, string(b.Trigger))
		case plan.CourseMoved:
			w.enter(&j.Courses, string(b.To), day, string(b.Trigger))
		case plan.ForceMove:
			w.force(b, day)
		case plan.DoseGiven:
			w.dose(b.Product, b.Dose.Principal, day)
		case plan.DoseTaken:
			w.dose(b.Product, b.Dose.Principal, day)
		}
	}
	for _, segments := range [][]Segment{j.Stages, j.Levels, j.Courses} {
		last := &segments[len(segments)-1]
		last.Days = j.To.Since(last.From)
	}
	for i := range j.Stages {
		j.Stages[i].Title, j.Stages[i].Typical = w.describe(j.Stages[i].Position)
	}
}

func (w *walker) force(b plan.ForceMove, day civil.Date) {
	by := "forced: " + b.Note
	if b.Stage != "" {
		w.enter(&w.journey.Stages, string(b.Stage), day, by)
	}
	if b.Level != "" {
		w.enter(&w.journey.Levels, string(b.Level), day, by)
	}
	if b.Course != "" {
		w.enter(&w.journey.Courses, string(b.Course), day, by)
	}
}

func (w *walker) enter(segments *[]Segment, position string, day civil.Date, by string) {
	if n := len(*segments); n > 0 {
		last := &(*segments)[n-1]
		last.To, last.Days = day, day.Since(last.From)
	}
	*segments = append(*segments, Segment{Position: position, Title: position, From: day, By: by})
}

// dose adds a dose to the line of its product that is open, if that has the same dose, or begins a new one.
func (w *walker) dose(id medication.ProductID, amount medication.Mass, day civil.Date) {
	list := &w.journey.Medications
	for i := range *list {
		m := &(*list)[i]
		if m.Product != id || m.closed {
			continue
		}
		if m.Dose == amount {
			m.Doses++
			m.To = day
			return
		}
		m.closed = true
	}
	name := string(id)
	if product, ok := medication.Lookup(id); ok {
		name = product.Name()
	}
	*list = append(*list, Medication{Product: id, Name: name, Dose: amount, From: day, To: day, Doses: 1})
}

// describe returns the title of a stage and what is typical of it.
func (w *walker) describe(position string) (title, typical string) {
	state, ok := w.engine.Journey().State(stages.Stage(position))
	if !ok {
		return position, ""
	}
	texts := make([]string, 0, len(state.Typical))
	for _, d := range state.Typical {
		texts = append(texts, typicalText(d))
	}
	return state.Title, strings.Join(texts, "; ")
}

func typicalText(d stages.Duration) string {
	text := fmt.Sprintf("%d to %d days", d.MinDays, d.MaxDays)
	switch {
	case d.MaxDays == 0:
		text = fmt.Sprintf("at least %d days", d.MinDays)
	case d.MinDays == 0:
		text = fmt.Sprintf("up to %d days", d.MaxDays)
	case d.MinDays == d.MaxDays:
		text = fmt.Sprintf("%d days", d.MinDays)
	}
	return fmt.Sprintf("%s, %s (%s; %s)", d.What, text, d.Cites[0], d.Cites[0].Provenance)
}
