package plan

import (
	"slices"
	"sync"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/exposure"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/stages"
)

// View is what a rule sees: one event, and everything that was known before it. It is read-only. Each datum that is read
// through it is noted, so that a finding can show what it rests on without the rule having to say so.
//
// A View is valid only during the call that it is passed to.
type View struct {
	engine *Engine
	state  *state
	past   history
	event  *record.Event // the one below
	judged record.Event
	days   civil.Days // of the zone below
	zone   *time.Location
	day    civil.Date
	table  *limitTable // of the day
	dosing Dosing

	acts    record.Acts
	now     exposure.Now
	notes   exposure.Notes // what was read for the event, by all rules
	limits  []*Setting     // likewise
	lent    []int32        // slots of facts that were found before somebody asked for them again
	begun   marks          // where the logs stood when the rule was asked
	woken   []*asked
	left    ruleSet
	drafts  []Finding       // not in their order yet
	ordered []*record.Event // what was read, in the order of time
	courses [medication.SubstanceCount]exposure.Course
	asked   medication.SubstanceSet // whose courses are worked out

	grounds    []ground // of the answers of facts, by slot
	values     []any    // what the facts are, likewise
	generation uint64   // of the event: an answer for another one is stale
	question   question // of the rule that is asked, or of the fact that is worked out
	questions  uint64   // so far
	skipped    []RuleID // rules whose limits are not set
	until      until    // when enough is found
	counting   bool     // the rules that are met are noted too
	met        []RuleID
	notKnown   []string // what was not on record, and is not owed, in the words of a rule
	gaps       gaps     // what rules that went on without it did not find
}

// views are lent for the judgement of one event, with the room that they have grown.
var views = sync.Pool{New: func() any { return new(View) }}

// view lends a view of an event after the given state. Give it back with done.
func (e *Engine) view(s *state, past history, ev *record.Event) *View {
	v := views.Get().(*View)
	v.generation++
	if slots := int(slotNumbers.Load()); len(v.grounds) < slots {
		v.makeRoom(slots)
	}
	v.engine, v.state, v.past, v.judged = e, s, past, *ev
	v.event = &v.judged
	if v.zone != e.zone {
		v.zone, v.days = e.zone, civil.DaysIn(e.zone)
	}
	v.day = v.days.Of(ev.At)
	v.table = e.limits.on(v.day)
	v.dosing = dosingOf(ev.Body)
	v.acts.Read(&v.judged)
	v.asked = 0
	v.notes.Read, v.limits, v.lent = v.notes.Read[:0], v.limits[:0], v.lent[:0]
	v.skipped, v.notKnown, v.gaps = v.skipped[:0], v.notKnown[:0], 0
	v.until, v.counting, v.met = everything, false, v.met[:0]
	v.now.Begin(&s.body, ev.At, v.day, &v.acts, &v.notes)
	v.forget(nil)
	return v
}

// done gives the view back. Nobody may use it afterwards.
func (v *View) done() {
	v.engine, v.state, v.past, v.judged = nil, nil, history{}, record.Event{}
	v.now.End()
	views.Put(v)
}

// NotKnown says that a datum is not on record that nobody owes here. It goes on the decision in one line, and is no finding. What a
// reader of the view did not find goes there by itself, unless the rule that read it says that it is unknown.
func (v *View) NotKnown(datum string) {
	if !slices.Contains(v.notKnown, datum) {
		v.notKnown = append(v.notKnown, datum)
	}
}

// marks returns how far the logs have come.
func (v *View) marks() marks {
	return marks{int32(len(v.notes.Read)), int32(len(v.limits)), int32(len(v.lent))}
}

// rests yields what the rule that was asked last rests on: what was read since, and what the facts rest on that it was lent.
func (v *View) rests(yield func(from, to marks) bool) {
	v.between(v.begun, v.marks(), yield)
}

func (v *View) between(from, to marks, yield func(from, to marks) bool) bool {
	if !yield(from, to) {
		return false
	}
	for _, slot := range v.lent[from.lent:to.lent] {
		if g := &v.grounds[slot]; !v.between(g.read, g.end, yield) {
			return false
		}
	}
	return true
}

// forget begins another question, of a rule: what was read before is not what it rests on.
func (v *View) forget(may *declaration) {
	v.begun = v.marks()
	v.pose(may)
}

func (v *View) note(ev *record.Event) { v.notes.Note(ev) }

func (v *View) noteLimit(s *Setting) { v.limits = append(v.limits, s) }

// Now answers what is in the body and in the hand at the time of the event, and what the event would change.
func (v *View) Now() *exposure.Now { return &v.now }

// Acts returns what the event means.
func (v *View) Acts() *record.Acts { return &v.acts }

// Body returns the content of the event that is judged.
func (v *View) Body() record.Body { return v.event.Body }

// Event returns the event that is judged.
func (v *View) Event() record.Event { return *v.event }

// At returns the time of the event that is judged.
func (v *View) At() time.Time { return v.event.At }

// Day returns the civil day of the event in the jurisdiction's time zone.
func (v *View) Day() civil.Date { return v.day }

// Local returns the time of the event in the jurisdiction's time zone: what a clock on the wall shows. However the instant was written,
// it is the same.
func (v *View) Local() time.Time { return v.event.At.In(v.engine.zone) }

// LocalOf returns an instant in the jurisdiction's time zone, for a message that shows the time of day.
func (v *View) LocalOf(t time.Time) time.Time { return t.In(v.engine.zone) }

// DayOf returns the civil day of an instant in the jurisdiction's time zone.
func (v *View) DayOf(t time.Time) civil.Date { return v.days.Of(t) }

// Since returns the time from t to the event.
func (v *View) Since(t time.Time) time.Duration { return v.event.At.Sub(t) }

// DaysSince returns the number of civil days from the day of t to the day of the event.
func (v *View) DaysSince(t time.Time) int { return v.day.Since(v.DayOf(t)) }

// Stage returns the stage and since when; the zero time means since the plan was opened.
func (v *View) Stage() (stages.Stage, time.Time) {
	v.note(v.state.stageSince)
	return v.state.stage, timeOf(v.state.stageSince)
}

// Level returns the level of care and since when.
func (v *View) Level() (stages.Level, time.Time) {
	v.note(v.state.levelSince)
	return v.state.level, timeOf(v.state.levelSince)
}

// Course returns the position of the medication course and since when.
func (v *View) Course() (stages.Course, time.Time) {
	v.note(v.state.courseSince)
	return v.state.course, timeOf(v.state.courseSince)
}

func timeOf(ev *record.Event) time.Time {
	if ev == nil {
		return time.Time{}
	}
	return ev.At
}

// Last returns the last event of the kind; ok is false if there was none.
func (v *View) Last(kind record.Kind) (ev record.Event, ok bool) {
	if !kind.Valid() || v.state.last(kind) == nil {
		return record.Event{}, false
	}
	v.note(v.state.last(kind))
	return *v.state.last(kind), true
}

// Past yields the events before this one that still count, newest first. A rule that walks it stops at the edge of its own
// window: the cost of a rule must not grow with the length of a plan.
func (v *View) Past(yield func(*record.Event) bool) {
	for _, e := range v.past.entries.Backward() {
		if !e.void && !yield(&e.Event) {
			return
		}
	}
}
