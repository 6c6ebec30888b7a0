package exposure

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/record"
)

// Model is what the events so far put into the body and into the hand. It is a value: folding an event into a copy leaves the
// original as it was. The zero Model has no zone; New makes one.
type Model struct {
	zone   *time.Location
	tracks [medication.SubstanceCount]*track
	other  *elsewhere
	tested *tests
	owner  *owner
	traced medication.SubstanceSet // of whatever can have put something into the body

	classes   medication.ClassSet // of all agents from elsewhere, whatever became of them
	unclassed bool                // nobody knows the classes of one of them
}

// owner marks the blocks that a fold may change in place: those that it made itself and has not shown to anybody. A block of
// another owner is copied first.
type owner struct {
	intakes []Intake // room for what comes next
	grown   int      // how much the last room held
}

// most is how many doses are made room for at once at the most: they fill 2 KB.
const most = 42

// intake returns room for a dose. A fold of many events takes it from a block of its own.
func (o *owner) intake() *Intake {
	if o == nil {
		return new(Intake)
	}
	if len(o.intakes) == 0 {
		o.grown = min(max(4, 2*o.grown), most)
		o.intakes = make([]Intake, o.grown)
	}
	in := &o.intakes[0]
	o.intakes = o.intakes[1:]
	return in
}

// New returns the model of somebody of whom nothing is known, whose days begin and end in the zone.
func New(zone *time.Location) Model { return Model{zone: zone} }

// Own lets the caller fold many events in place. Nobody else may hold a copy of the model that was made since; Share ends it.
func (m *Model) Own() { m.owner = new(owner) }

// Share ends the right to change blocks in place. It must be called before a copy of the model is kept.
func (m *Model) Share() {
	m.owner = nil
}

// Zone returns the time zone in which days begin and end.
func (m *Model) Zone() *time.Location { return m.zone }

var noTrack track

// of returns the track of a substance for reading; it is empty for one that nothing is on record of.
func (m *Model) of(s medication.Substance) *track {
	if int(s) >= len(m.tracks) || m.tracks[s] == nil {
		return &noTrack
	}
	return m.tracks[s]
}

// on returns the track of a substance for writing.
func (m *Model) on(s medication.Substance) *track {
	if int(s) >= len(m.tracks) {
		s = 0
	}
	t := m.tracks[s]
	if t != nil && m.owner != nil && t.owner == m.owner {
		return t
	}
	next := new(track)
	if t != nil {
		*next = *t
	}
	next.owner = m.owner
	m.tracks[s] = next
	return next
}

// otherwise returns the block of contacts from elsewhere for writing.
func (m *Model) otherwise() *elsewhere {
	e := m.other
	if e != nil && m.owner != nil && e.owner == m.owner {
		return e
	}
	next := new(elsewhere)
	if e != nil {
		*next = *e
	}
	next.owner = m.owner
	m.other = next
	return next
}

// tests returns the block of tests for writing.
func (m *Model) tests() *tests {
	t := m.tested
	if t != nil && m.owner != nil && t.owner == m.owner {
		return t
	}
	next := new(tests)
	if t != nil {
		*next = *t
	}
	next.owner = m.owner
	m.tested = next
	return next
}

// results returns the block of tests for reading.
func (m *Model) results() *tests {
	if m.tested == nil {
		return &noTests
	}
	return m.tested
}

var noTests tests

var nothingElse elsewhere

func (m *Model) others() *elsewhere {
	if m.other == nil {
		return &nothingElse
	}
	return m.other
}

// Traced returns the substances that anything on record is about, whatever became of it. A reversal agent that was handed over for no day
// leaves no trace: it is in nobody's body.
func (m *Model) Traced() medication.SubstanceSet { return m.traced }

// Supplied reports whether doses of the substance were handed out, and are not all known to be gone.
func (m *Model) Supplied(s medication.Substance) bool { return len(m.of(s).supplies) > 0 }

// Agents returns the classes of all agents from elsewhere that anything on record is about, whatever became of it; unclassed says that
// nobody knows those of one of them.
func (m *Model) Agents() (classes medication.ClassSet, unclassed bool) { return m.classes, m.unclassed }

// exposing are the meanings that change what is in the body, in the hand, or due.
const exposing = record.Doses | record.Ends | record.Misses | record.Withholds | record.Contacts | record.Clears |
	record.Reverses | record.Loses

// Fold takes in the next event, which is on record and counts: an intent that was accepted, or a fact. The acts are its own, and
// the day is its civil day in the zone of the model.
func (m *Model) Fold(ev *record.Event, day civil.Date, acts *record.Acts) {
	if !acts.Means().Any(exposing) {
		return
	}
	for act := range acts.All() {
		if act.Substance.Valid() && (act.Means != record.HandsOver || act.Days > 0) {
			m.traced = m.traced.Union(medication.SetOf(act.Substance))
		}
		m.take(ev, day, act)
	}
	if _, ok := ev.Body.(record.Overdosed); ok {
		m.otherwise().overdose = ev
	}
}

// take takes in one act.
func (m *Model) take(ev *record.Event, day civil.Date, act *record.Act) {
	switch {
	case act.Means.Any(record.Contacts | record.Clears):
		m.contact(ev, day, act)
	case act.Means.Has(record.Puts):
		m.on(act.Substance).intake(ev, day, act)
	case act.Means.Has(record.Prescribes):
		m.on(act.Substance).prescribe(ev, day, act)
	case act.Means.Has(record.HandsOver):
		if act.Days > 0 {
			m.on(act.Substance).supply(ev, day, act)
		}
	case act.Means.Has(record.Permits):
		m.on(act.Substance).permit(ev, day, act)
	case act.Means.Has(record.Misses):
		t := m.on(act.Substance)
		t.missed, t.misses = ev, t.misses+1
	case act.Means.Has(record.Withholds):
		m.on(act.Substance).held = ev
	case act.Means.Has(record.Loses):
		if b, ok := ev.Body.(record.DosesLost); ok && !b.LastTaken.IsZero() {
			m.on(act.Substance).took(b.LastTaken)
			return
		}
		m.on(act.Substance).lose(day, act)
	case act.Means.Has(record.Ends):
		m.end(ev, day, act)
	}
	if act.Means.Has(record.Reverses) && act.Substance.Valid() {
		c := contactOf(ev, day, act)
		c.Agent, c.Dose = act.Substance.String(), true
		c.Classes = classesOf(act.Substance)
		m.otherwise().reversed[act.Substance] = c
	}
}

// end takes in the end of one medication by a decision about it. A discharge says that a programme ends; whether the person still
// takes what is at home nobody knows, and orders of the programme end with it.
func (m *Model) end(ev *record.Event, day civil.Date, act *record.Act) {
	switch {
	case day.Before(act.On): // no day stated is before every day
		m.on(act.Substance).endDate = ev
	case ev.Body.Kind() == record.KindStopMedication:
		m.on(act.Substance).stop(ev, day)
	}
}

// substanceClasses are the classes of the substances of the catalogue, looked up once.
var substanceClasses = func() (classes [medication.SubstanceCount]medication.ClassSet) {
	for _, s := range medication.Substances() {
		classes[s], _ = medication.Classify(s.String())
	}
	return classes
}()

// ClassesOf returns the classes of a substance of the catalogue.
func ClassesOf(s medication.Substance) medication.ClassSet { return classesOf(s) }

func classesOf(s medication.Substance) medication.ClassSet {
	if int(s) >= len(substanceClasses) {
		return 0
	}
	return substanceClasses[s]
}

// Snapshot returns a copy that stays as it is, whatever is folded into the model afterwards.
func (m *Model) Snapshot() Model {
	kept := *m
	kept.owner = nil
	if m.owner != nil {
		m.owner = &owner{m.owner.intakes, m.owner.grown}
	}
	return kept
}
