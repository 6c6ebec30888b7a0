package plan

import (
	"sync"
	"time"

	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/exposure"
	"github.com/oudpath/oudpath/plan/internal/persist"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/stages"
	"github.com/oudpath/oudpath/stages/scale"
)

// state is what the events so far say. It is an index of events: for each thing that a rule may ask, the event that last
// spoke of it. It is a plain value: copying it is how a plan is left unchanged when the next one is made. What an event seldom changes
// stands in blocks that copies share: a block is replaced and never changed, except by the fold that made it.
type state struct {
	stage       stages.Stage
	level       stages.Level
	course      stages.Course
	stageSince  *record.Event
	levelSince  *record.Event
	courseSince *record.Event

	body exposure.Model // what is in the body and in the hand

	kinds [(record.KindCount + kindsTogether - 1) / kindsTogether]*kinds
	*known

	moves      persist.List[*record.Event] // of stage
	sessions   persist.List[*record.Event]
	screens    persist.List[*record.Event]
	deviations persist.List[*record.Event]
	overridden persist.List[*record.Event] // intents that were accepted with an override

	edit *edit // of the fold that may change blocks in place: those that bear it; nil: all are shared
}

// edit is the mark of one fold.
type edit struct{ _ byte }

// kindsTogether is how many kinds share a block.
const kindsTogether = 8

// kinds are the last events of some kinds; nil where there was none.
type kinds struct {
	edit   *edit
	latest [kindsTogether]*record.Event
}

// known is what was last found out about the person. Lists are of the last event about each member, and replaced as a whole.
type known struct {
	edit *edit

	measured [record.MeasureCount]*record.Event
	scored   [scale.InstrumentCount]*record.Event
	screened [record.AnalyteCount]*record.Event
	reviewed [record.SectionCount]*record.Event
	examined *record.Event // last examination for withdrawal signs: a list of signs, or a scale with items

	allergies  []*record.Event
	conditions []*record.Event
	contexts   []*record.Event
	consents   []*record.Event
	declined   []*record.Event
	assessed   []*record.Event
	standing   []*record.Event // standing overrides
}

// own lets the caller fold many events in place. Nobody else may hold a copy that was made since; share ends it.
func (s *state) own() {
	s.edit = new(edit)
	s.body.Own()
}

// share ends the right to change blocks in place.
func (s *state) share() {
	s.edit = nil
	s.body.Share()
}

// snapshot returns a copy that stays as it is, whatever is folded afterwards.
func (s *state) snapshot() *state {
	kept := *s
	kept.edit, kept.body = nil, s.body.Snapshot()
	if s.edit != nil {
		s.edit = new(edit)
	}
	return &kept
}

// last returns the last event of a kind, which must be valid; nil if there was none.
func (s *state) last(kind record.Kind) *record.Event {
	if block := s.kinds[kind/kindsTogether]; block != nil {
		return block.latest[kind%kindsTogether]
	}
	return nil
}

// remember takes in the event as the last of its kind.
func (s *state) remember(ev *record.Event) {
	kind := ev.Body.Kind()
	block := &s.kinds[kind/kindsTogether]
	switch old := *block; {
	case old == nil:
		*block = &kinds{edit: s.edit}
	case s.edit == nil || old.edit != s.edit:
		*block = &kinds{s.edit, old.latest}
	}
	(*block).latest[kind%kindsTogether] = ev
}

// learn returns what is known for writing.
func (s *state) learn() *known {
	if s.edit == nil || s.known.edit != s.edit {
		next := *s.known
		next.edit = s.edit
		s.known = &next
	}
	return s.known
}

// reader reads what events mean and on which days they are, one after the other, with the room that it has grown.
type reader struct {
	acts  record.Acts
	doses record.Acts // apart from the others, so that a dose like the last one is told by it, whatever came between
	days  civil.Days
	zone  *time.Location
}

var readers = sync.Pool{New: func() any { return new(reader) }}

// readIn lends a reader for a zone. Give it back to readers.
func readIn(zone *time.Location) *reader {
	r := readers.Get().(*reader)
	if r.zone != zone {
		r.zone, r.days = zone, civil.DaysIn(zone)
	}
	return r
}

// fold brings the state up to date with the next event. It runs no rules and knows no pathways.
func (s *state) fold(ev *record.Event, with *reader) {
	acts := &with.acts
	if ev.Body.Kind() == record.KindDoseGiven {
		acts = &with.doses
	}
	acts.Read(ev)
	s.take(ev, with.days.Of(ev.At), acts)
}

// take is fold for who has read the day of the event and what it means.
func (s *state) take(ev *record.Event, day civil.Date, acts *record.Acts) {
	s.body.Fold(ev, day, acts)
	s.remember(ev)
	switch b := ev.Body.(type) {
	case record.Scored:
		s.foldScore(ev, b)
	case record.SignsObserved:
		s.learn().examined = ev
	case record.Measured:
		s.learn().measured[b.Measure] = ev
	case record.Screened:
		s.screens = s.screens.Append(ev)
		for _, r := range b.Results {
			s.learn().screened[r.Analyte.Index()] = ev
		}
	case record.AllergyReported:
		s.learn().allergies = replaced(s.allergies, ev, func(o record.AllergyReported) bool {
			return o.Substance == b.Substance && record.SameAgent(o.Agent, b.Agent)
		})
	case record.ConditionReported:
		s.learn().conditions = replaced(s.conditions, ev, func(o record.ConditionReported) bool { return o.Condition == b.Condition })
	case record.Reviewed:
		s.learn().reviewed[b.Section.Index()] = ev
	case record.SessionAttended, record.SessionMissed:
		s.sessions = s.sessions.Append(ev)
	case record.ServiceDeclined:
		s.learn().declined = replaced(s.declined, ev, func(o record.ServiceDeclined) bool { return o.Service == b.Service })
	case record.Assessed:
		s.learn().assessed = replaced(s.assessed, ev, func(o record.Assessed) bool { return o.Assessment == b.Assessment })
	case record.ConsentRecorded:
		s.learn().consents = replaced(s.consents, ev, func(o record.ConsentRecorded) bool { return o.Consent == b.Consent })
	case record.ContextStated:
		s.learn().contexts = replaced(s.contexts, ev, func(o record.ContextStated) bool { return o.Context == b.Context })
	case record.OverrideGranted:
		s.learn().standing = replaced(s.standing, ev, func(o record.OverrideGranted) bool { return o.Override.Rule == b.Override.Rule })
	case record.DeviationRecorded, record.DeviationWithdrawn:
		s.deviations = s.deviations.Append(ev)
	case record.StageMoved:
		if !led(b.From, b.To, s.stage) {
			s.enter(b.To, ev)
		}
	case record.CourseMoved:
		if !led(b.From, b.To, s.course) {
			s.course, s.courseSince = b.To, ev
		}
	default:
		s.foldIntent(ev)
	}
}

// led reports whether a move that followed from a fact led where the person is already: what was told late had moved them there
// first. Told in time, it would have left nothing to move, and they are there since then.
func led[S comparable](from, to, now S) bool { return to == now && from != to }

// foldIntent takes in an intent that was accepted.
func (s *state) foldIntent(ev *record.Event) {
	switch b := ev.Body.(type) {
	case record.StageMove:
		s.enter(b.To, ev)
	case record.LevelMove:
		s.level, s.levelSince = b.To, ev
	case record.CourseMove:
		s.course, s.courseSince = b.To, ev
	case record.ForceMove:
		s.force(ev, b)
	}
	if len(ev.Overrides) > 0 {
		s.overridden = s.overridden.Append(ev)
	}
}

// enter takes in a move of stage.
func (s *state) enter(to stages.Stage, ev *record.Event) {
	s.stage, s.stageSince = to, ev
	s.moves = s.moves.Append(ev)
}

func (s *state) force(ev *record.Event, b record.ForceMove) {
	if b.Stage != "" {
		s.enter(b.Stage, ev)
	}
	if b.Level != "" {
		s.level, s.levelSince = b.Level, ev
	}
	if b.Course != "" {
		s.course, s.courseSince = b.Course, ev
	}
}

func (s *state) foldScore(ev *record.Event, b record.Scored) {
	if i, ok := b.Scale.Index(); ok {
		s.learn().scored[i] = ev
	}
	if b.Scale == scale.COWS && b.Items != nil {
		s.learn().examined = ev
	}
}

// replaced returns the list with ev in the place of the event that is about the same thing, or at its end.
func replaced[B record.Body](list []*record.Event, ev *record.Event, same func(B) bool) []*record.Event {
	next := make([]*record.Event, 0, len(list)+1)
	for _, old := range list {
		if b, ok := old.Body.(B); !ok || !same(b) {
			next = append(next, old)
		}
	}
	return append(next, ev)
}
