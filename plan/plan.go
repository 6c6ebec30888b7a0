package plan

import (
	"reflect"
	"slices"
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/stages"
)

// ID names a plan: the caller's identifier of one person's treatment. It is text in UTF-8, of 1 to record.MaxName bytes: what a journal
// can keep.
type ID string

func (id ID) valid() bool {
	return id != "" && len(id) <= record.MaxName && utf8.ValidString(string(id))
}

// Plan is one person's path through treatment: the events so far, and what they say. It is a value; nothing ever changes it,
// and applying an event gives another one. It is safe for concurrent use. Engines make plans; the zero Plan is none.
type Plan struct {
	id       ID
	state    *state    // nil: see below
	unfolded *unfolded // the state where it has to be asked for: see now
	past     history
	ids      index
	arrived  int32 // number of events, in the order in which they arrived

	arrivals arrivals
}

// Version names what is on record of a plan: two plans of one person with the same version hold the same events in the same order
// of arrival. It is text for hosts to keep and compare, and says nothing else.
type Version string

// arrivals is a running hash over the IDs of events in their order of arrival.
type arrivals uint64

func (a arrivals) with(id record.EventID) arrivals {
	hash := uint64(a) ^ 14695981039346656037
	for i := range len(id) {
		hash = (hash ^ uint64(id[i])) * 1099511628211
	}
	return arrivals(hash * 1099511628211)
}

// Version returns the version of the plan.
func (p Plan) Version() Version {
	return Version(strconv.Itoa(int(p.arrived)) + "-" + strconv.FormatUint(uint64(p.arrivals), 16))
}

// ID returns the identifier of the plan.
func (p Plan) ID() ID { return p.id }

// IsZero reports whether p is no plan.
func (p Plan) IsZero() bool { return p.state == nil && p.unfolded == nil }

// Len returns the number of events on record, those included that count no more.
func (p Plan) Len() int { return p.past.len() }

// Stage returns the current stage.
func (p Plan) Stage() stages.Stage { return p.now().stage }

// Level returns the current level of care.
func (p Plan) Level() stages.Level { return p.now().level }

// Course returns the current position of the medication course.
func (p Plan) Course() stages.Course { return p.now().course }

// now returns the state, that of a plan with nothing in it for none.
func (p Plan) now() *state {
	switch {
	case p.state != nil:
		return p.state
	case p.unfolded != nil:
		return p.unfolded.of(p.past)
	}
	return &state{known: new(known)}
}

// Events returns the events in the order in which they arrived: what a journal holds.
func (p Plan) Events() []record.Event {
	entries := p.past.all()
	slices.SortStableFunc(entries, byArrival)
	events := make([]record.Event, len(entries))
	for i := range entries {
		events[i] = entries[i].Clone()
	}
	return events
}

// Moment is an event in its place in time.
type Moment struct {
	record.Event
	Void bool // taken back, or replaced by a correction: it counts no more
}

// Timeline returns the events in the order in which they were so.
func (p Plan) Timeline() []Moment {
	entries := p.past.all()
	moments := make([]Moment, len(entries))
	for i := range entries {
		moments[i] = Moment{entries[i].Clone(), entries[i].void}
	}
	return moments
}

// Last returns the time of the last event; the zero time if there is none.
func (p Plan) Last() time.Time {
	if last := p.past.last(); last != nil {
		return last.At
	}
	return time.Time{}
}

// Event finds an event by its ID. Void says that it counts no more.
func (p Plan) Event(id record.EventID) (m Moment, ok bool) {
	e := p.find(id)
	if e == nil {
		return Moment{}, false
	}
	return Moment{e.Clone(), e.void}, true
}

func (p Plan) find(id record.EventID) *entry {
	e := p.ids.find(id)
	if e == nil {
		return nil
	}
	return p.past.at(e.At, e.seq) // what was voided since is another entry
}

// Deviation is a rule that was broken by something that happened.
type Deviation struct {
	ID           record.EventID // of the record
	Event        record.EventID // what broke the rule
	At           time.Time
	Rule         record.RuleID
	Severity     record.Severity
	Message      string
	Jurisdiction string
}

// Deviations returns the deviations on record that were not withdrawn, oldest first.
func (p Plan) Deviations() []Deviation { return p.now().openDeviations() }

func (s *state) openDeviations() []Deviation {
	type about struct {
		event record.EventID
		rule  record.RuleID
	}
	var open []Deviation
	settled := make(map[about]bool)
	for _, ev := range s.deviations.Backward() {
		switch b := ev.Body.(type) {
		case record.DeviationWithdrawn:
			settled[about{ev.Cause, b.Rule}] = true
		case record.DeviationRecorded:
			if key := (about{ev.Cause, b.Rule}); !settled[key] {
				settled[key] = true
				open = append(open, Deviation{ev.ID, ev.Cause, ev.At.UTC(), b.Rule, b.Severity, b.Message, b.Jurisdiction})
			}
		}
	}
	slices.Reverse(open)
	return open
}

// Overridden is an override that is on record.
type Overridden struct {
	Event    record.EventID
	At       time.Time
	By       record.Actor
	Override record.Override
	Standing bool
}

// Overrides returns every override on record, oldest first: those that travelled with an intent, and the standing ones.
func (p Plan) Overrides() []Overridden {
	var all []Overridden
	for _, ev := range p.now().overridden.Backward() {
		for _, o := range ev.Overrides {
			all = append(all, Overridden{ev.ID, ev.At.UTC(), ev.Actor, o, false})
		}
	}
	slices.Reverse(all)
	for _, ev := range p.now().standing {
		all = append(all, Overridden{ev.ID, ev.At.UTC(), ev.Actor, ev.Body.(record.OverrideGranted).Override, true})
	}
	slices.SortStableFunc(all, func(a, b Overridden) int { return a.At.Compare(b.At) })
	return all
}

// Equal reports whether both plans hold the same events in the same order of arrival, with the same ones void.
func (p Plan) Equal(other Plan) bool {
	if p.id != other.id || p.Len() != other.Len() || p.IsZero() != other.IsZero() {
		return false
	}
	mine, theirs := p.past.all(), other.past.all()
	return slices.EqualFunc(mine, theirs, func(a, b *entry) bool {
		return a.seq == b.seq && a.void == b.void && sameEvent(&a.Event, &b.Event)
	})
}

func sameEvent(a, b *record.Event) bool {
	return a.ID == b.ID && a.At.Equal(b.At) && a.Recorded.Equal(b.Recorded) && a.Actor == b.Actor &&
		a.Replaces == b.Replaces && a.Cause == b.Cause && slices.EqualFunc(a.Overrides, b.Overrides, sameOverride) &&
		reflect.DeepEqual(a.Body, b.Body)
}

func sameOverride(a, b record.Override) bool {
	return a.Rule == b.Rule && a.Reason == b.Reason && a.Note == b.Note && a.Expires.Equal(b.Expires)
}
