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
// spoke of it. It is a plain value: copying it is how a plan is left unchanged when the next one is made.
type state struct {
	latest [record.KindCount]*record.Event // the last event of each kind

	stage       stages.Stage
	level       stages.Level
	course      stages.Course
	stageSince  *record.Event
	levelSince  *record.Event
	courseSince *record.Event

	measured [record.MeasureCount]*record.Event
	scored   [scaleCount]*record.Event
	screened [record.AnalyteCount]*record.Event
	reviewed [record.SectionCount]*record.Event
	examined *record.Event // last examination for withdrawal signs: a list of signs, or a scale with items

	body exposure.Model // what is in the body and in the hand

	// Lists of the last event about each member. They are replaced, never changed in place.
	allergies  []*record.Event
	conditions []*record.Event
	contexts   []*record.Event
	consents   []*record.Event
	declined   []*record.Event
	assessed   []*record.Event
	standing   []*record.Event // standing overrides

	moves      persist.List[*record.Event] // of stage
	sessions   persist.List[*record.Event]
	screens    persist.List[*record.Event]
	deviations persist.List[*record.Event]
	overridden persist.List[*record.Event] // intents that were accepted with an override
}

const (
	scaleCount = 8
)

// reader reads what events mean and on which days they are, one after the other, with the room that it has grown.
type reader struct {
	acts record.Acts
	days civil.Days
	zone *time.Location
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
	with.acts.Read(ev)
	s.body.Fold(ev, with.days.Of(ev.At), &with.acts)
	s.latest[ev.Body.Kind()] = ev
	switch b := ev.Body.(type) {
	case record.Scored:
		s.foldScore(ev, b)
	case record.SignsObserved:
		s.examined = ev
	case record.Measured:
		s.measured[b.Measure] = ev
	case record.Screened:
		s.screens = s.screens.Append(ev)
		for _, r := range b.Results {
			s.screened[r.Analyte.Index()] = ev
		}
	case record.AllergyReported:
		s.allergies = replaced(s.allergies, ev, func(o record.AllergyReported) bool {
			return o.Substance == b.Substance && record.SameAgent(o.Agent, b.Agent)
		})
	case record.ConditionReported:
		s.conditions = replaced(s.conditions, ev, func(o record.ConditionReported) bool { return o.Condition == b.Condition })
	case record.Reviewed:
		s.reviewed[b.Section.Index()] = ev
	case record.SessionAttended, record.SessionMissed:
		s.sessions = s.sessions.Append(ev)
	case record.ServiceDeclined:
		s.declined = replaced(s.declined, ev, func(o record.ServiceDeclined) bool { return o.Service == b.Service })
	case record.Assessed:
		s.assessed = replaced(s.assessed, ev, func(o record.Assessed) bool { return o.Assessment == b.Assessment })
	case record.ConsentRecorded:
		s.consents = replaced(s.consents, ev, func(o record.ConsentRecorded) bool { return o.Consent == b.Consent })
	case record.ContextStated:
		s.contexts = replaced(s.contexts, ev, func(o record.ContextStated) bool { return o.Context == b.Context })
	case record.OverrideGranted:
		s.standing = replaced(s.standing, ev, func(o record.OverrideGranted) bool { return o.Override.Rule == b.Override.Rule })
	case record.DeviationRecorded, record.DeviationWithdrawn:
		s.deviations = s.deviations.Append(ev)
	case record.StageMoved:
		s.enter(b.To, ev)
	case record.CourseMoved:
		s.course, s.courseSince = b.To, ev
	default:
		s.foldIntent(ev)
	}
}

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
	if i := scaleIndex(b.Scale); i >= 0 {
		s.scored[i] = ev
	}
	if b.Scale == scale.COWS && b.Items != nil {
		s.examined = ev
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

func scaleIndex(id scale.ID) int {
	switch id {
	case scale.COWS:
		return 0
	case scale.SOWS16:
		return 1
	case scale.SOWS10:
		return 2
	case scale.OOWS:
		return 3
	case scale.DSM5OUD:
		return 4
	case scale.DAST10:
		return 5
	case scale.PHQ9:
		return 6
	case scale.GAD7:
		return 7
	}
	return -1
}
