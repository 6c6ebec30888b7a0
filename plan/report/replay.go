package report

import (
	"fmt"
	"slices"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/stages"
)

// Replay takes events through the engine in the order in which they arrived and reports what it saw. Derived events are left
// out: the engine derives them again. Due says what is due on the day of the last event, or at asOf if that is not zero.
//
// An event that cannot be taken in is an error, with what was seen before it.
func Replay(engine *plan.Engine, id plan.ID, title string, events []record.Event, asOf time.Time) (Journey, error) {
	j := open(engine, id, title)
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
		p = out.Plan
		j.take(engine, p, ev, out)
	}
	return j, j.finish(engine, p, asOf)
}

// Recorded reports a plan as it stands on record. No rule is asked about what happened, so findings and requests that were not done are
// absent: a plan does not hold them. Due is as Replay has it.
func Recorded(engine *plan.Engine, p plan.Plan, title string, asOf time.Time) (Journey, error) {
	j := open(engine, p.ID(), title)
	return j, j.finish(engine, p, asOf)
}

// open begins the report of a plan.
func open(engine *plan.Engine, id plan.ID, title string) Journey {
	jurisdiction := engine.Jurisdiction()
	return Journey{Plan: id, Title: title, Jurisdiction: jurisdiction.Name(), Zone: engine.Zone().String(), Draft: jurisdiction.Draft(),
		Medications: []Medication{}, Entries: []Entry{}, NotDone: []NotDone{}, Findings: []Noted{}, Overrides: []Override{}, Due: []plan.Obligation{},
		zone: engine.Zone()}
}

// index finds the finding that an instance was counted in. Several instances may be counted in one.
type index struct {
	finding map[string]int
	about   map[record.EventID][]string // the instances about an event
}

func (j *Journey) take(engine *plan.Engine, p plan.Plan, ev record.Event, out plan.Outcome) {
	j.correct(engine, ev, out)
	for i := range out.Decision.Findings {
		f := &out.Decision.Findings[i]
		j.add(noted(engine, f, ev.Body))
	}
	for i := range out.Appeared {
		f := &out.Appeared[i]
		j.withdraw(f.Instance(), engine.DayOf(ev.Known())) // it weighs otherwise now
		if about, ok := p.Event(f.Event); ok {
			j.add(noted(engine, f, about.Body))
		}
	}
	if out.Accepted() {
		return
	}
	n := NotDone{Event: ev.ID, Day: engine.DayOf(ev.At), What: record.Describe(ev.Body), Status: out.Decision.Status.String()}
	for i := range out.Decision.Findings {
		if f := &out.Decision.Findings[i]; f.Refuses() || f.Holds {
			n.Why = append(n.Why, string(f.Rule)+": "+f.Message())
		}
	}
	n.Instead = possible(engine, p, ev)
	j.NotDone = append(j.NotDone, n)
}

// possible says what could have been asked for instead. An alternative that does not work is left out of a report: it is a defect of the
// table, which has a law of its own.
func possible(engine *plan.Engine, p plan.Plan, ev record.Event) (texts []string) {
	in, err := engine.Instead(p, ev)
	if err != nil {
		return nil
	}
	if in.Wait.Found() && in.Now.Status == plan.Refused {
		texts = append(texts, "the same "+in.Wait.String())
	}
	for i := range in.Possible {
		texts = append(texts, in.Possible[i].String())
	}
	for i := range in.Held {
		texts = append(texts, in.Held[i].String())
	}
	return texts
}

// correct marks what a late entry or a correction took back.
func (j *Journey) correct(engine *plan.Engine, ev record.Event, out plan.Outcome) {
	if !out.Accepted() {
		return
	}
	day, target := engine.DayOf(ev.Known()), ev.Replaces
	if b, ok := ev.Body.(record.Retracted); ok {
		target = b.Event
	}
	for _, instance := range j.index.about[target] {
		j.withdraw(instance, day)
	}
	for _, d := range out.Withdrawn {
		j.withdraw(string(d.Rule)+"@"+string(d.Event), day)
	}
}

// withdraw takes one instance out of its finding. A finding that none is left of stays, and says so.
func (j *Journey) withdraw(instance string, day civil.Date) {
	i, ok := j.index.finding[instance]
	if !ok {
		return
	}
	delete(j.index.finding, instance)
	if f := &j.Findings[i]; f.Times > 1 {
		f.Times--
	} else {
		f.Withdrawn = day
	}
}

// add appends a finding, or counts it if the same rule has said the same before.
func (j *Journey) add(n Noted) {
	i := slices.IndexFunc(j.Findings, func(old Noted) bool { return old.Withdrawn.IsZero() && old.same(&n) })
	if i < 0 {
		i = len(j.Findings)
		j.Findings = append(j.Findings, n)
	} else {
		j.Findings[i].Times++
		j.Findings[i].Last = n.Day
	}
	if j.index.finding == nil {
		j.index = index{map[string]int{}, map[record.EventID][]string{}}
	}
	j.index.finding[n.Finding.Instance()] = i
	j.index.about[n.Finding.Event] = append(j.index.about[n.Finding.Event], n.Finding.Instance())
}

func (j *Journey) finish(engine *plan.Engine, p plan.Plan, asOf time.Time) error {
	slices.SortStableFunc(j.Findings, func(a, b Noted) int { return a.Day.Compare(b.Day) })
	j.Counts = j.count()
	j.Events = p.Len()
	j.Stage, j.Level, j.Course = string(p.Stage()), string(p.Level()), string(p.Course())
	for _, o := range p.Overrides() {
		j.Overrides = append(j.Overrides, Override{Day: engine.DayOf(o.At), Rule: o.Override.Rule, By: o.By.ID, Role: o.By.Role,
			Reason: o.Override.Reason, Note: o.Override.Note, Standing: o.Standing})
	}
	timeline := p.Timeline()
	if len(timeline) == 0 {
		return nil
	}
	j.From, j.To = engine.DayOf(timeline[0].At), engine.DayOf(p.Last())
	w := walker{engine: engine, journey: j}
	w.walk(timeline)
	if asOf.IsZero() {
		asOf = p.Last()
	}
	due, err := engine.Due(p, asOf)
	j.Due = append(j.Due, due...)
	return err
}

// walker reads the timeline of a plan into segments.
type walker struct {
	engine  *plan.Engine
	journey *Journey
	last    string // substance of the last dose, until its course ends
	taken   string // substance of a dose whose consequences are still to come: the course that it begins is where it counts
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
		if m.Cause == "" {
			w.taking()
		}
		day := w.engine.DayOf(m.At)
		if e, ok := entryOf(&m, day); ok {
			j.Entries = append(j.Entries, e)
		}
		switch b := m.Body.(type) {
		case record.StageMove:
			w.enter(&j.Stages, string(b.To), day, string(b.Trigger))
		case record.StageMoved:
			w.enter(&j.Stages, string(b.To), day, string(b.Trigger))
		case record.LevelMove:
			w.enter(&j.Levels, string(b.To), day, string(b.Trigger))
		case record.CourseMove:
			w.course(b.To, day, string(b.Trigger))
		case record.CourseMoved:
			w.course(b.To, day, string(b.Trigger))
		case record.ForceMove:
			w.force(b, day)
		case record.DoseGiven:
			w.dose(b.Product, b.Dose.Principal, day)
		case record.DoseTaken:
			w.dose(b.Product, b.Dose.Principal, day)
		}
	}
	w.taking()
	last := func(segments []Segment) { segments[len(segments)-1].Days = j.To.Since(segments[len(segments)-1].From) }
	last(j.Stages)
	last(j.Levels)
	last(j.Courses)
	places := places(w.engine.Jurisdiction())
	name(w.engine.Journey(), j.Stages, places)
	name(w.engine.Care(), j.Levels, places)
	name(w.engine.Courses(), j.Courses, places)
	j.maps = [3]chart{chartOf("Stage", w.engine.Journey()), chartOf("Level of care", w.engine.Care()),
		chartOf("Medication course", w.engine.Courses())}
}

// places are the identifiers of a jurisdiction's layers: what is typical of the country below a programme is typical of the programme.
func places(p plan.Jurisdiction) (ids []string) {
	for layer := &p; layer != nil; layer = layer.Below {
		ids = append(ids, layer.ID)
	}
	return ids
}

func (w *walker) force(b record.ForceMove, day civil.Date) {
	by := "forced: " + b.Note
	if b.Stage != "" {
		w.enter(&w.journey.Stages, string(b.Stage), day, by)
	}
	if b.Level != "" {
		w.enter(&w.journey.Levels, string(b.Level), day, by)
	}
	if b.Course != "" {
		w.course(b.Course, day, by)
	}
}

func (w *walker) enter(segments *[]Segment, position string, day civil.Date, by string) {
	if n := len(*segments); n > 0 {
		last := &(*segments)[n-1]
		last.To, last.Days = day, day.Since(last.From)
	}
	*segments = append(*segments, Segment{Position: position, Title: position, From: day, By: by, before: w.last})
}

func (w *walker) course(to stages.Course, day civil.Date, by string) {
	if to == stages.Ended {
		w.last = ""
	}
	w.enter(&w.journey.Courses, string(to), day, by)
}

// taking notes the substance of the dose before in the segments that are open now.
func (w *walker) taking() {
	if w.taken == "" {
		return
	}
	for _, segments := range [][]Segment{w.journey.Stages, w.journey.Levels, w.journey.Courses} {
		if s := &segments[len(segments)-1]; !slices.Contains(s.Substances, w.taken) {
			s.Substances = append(s.Substances, w.taken)
		}
	}
	w.last, w.taken = w.taken, ""
}

// dose adds a dose to the line of its product that is open, if that has the same dose, or begins a new one.
func (w *walker) dose(id medication.ProductID, amount medication.Mass, day civil.Date) {
	product, known := medication.Lookup(id)
	if known && !product.ReversesOverdose() {
		w.taken = product.Substance().String()
	}
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
	if known {
		name = product.Name()
	}
	*list = append(*list, Medication{Product: id, Name: name, Dose: amount, From: day, To: day, Doses: 1})
}

// name gives the positions the titles of their pathway, and says what is typical of them in the places, with the medication that the
// person took there or came with.
func name[S ~string](p *stages.Pathway[S], segments []Segment, places []string) {
	for i := range segments {
		s := &segments[i]
		if len(s.Substances) == 0 && s.before != "" {
			s.Substances = []string{s.before}
		}
		state, ok := p.State(S(s.Position))
		if !ok {
			continue
		}
		s.Title = state.Title
		for _, d := range state.Typical {
			if slices.ContainsFunc(places, func(place string) bool { return d.Applies(place, s.Substances...) }) {
				s.Typical = append(s.Typical, Expectation{typicalText(d), d.Cites[0]})
			}
		}
	}
}

func typicalText(d stages.Duration) string {
	text := fmt.Sprintf("%d to %d days", d.MinDays, d.MaxDays)
	switch {
	case d.MinDays == 0 && d.MaxDays == 0:
		return d.What
	case d.MaxDays == 0:
		text = fmt.Sprintf("at least %d days", d.MinDays)
	case d.MinDays == 0:
		text = fmt.Sprintf("up to %d days", d.MaxDays)
	case d.MinDays == d.MaxDays:
		text = fmt.Sprintf("%d days", d.MinDays)
	}
	return d.What + ", " + text
}
