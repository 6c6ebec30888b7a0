package plan

import (
	"maps"
	"time"

	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/stages"
	"github.com/oudpath/oudpath/stages/scale"
)

// Stay is one time spent in a stage.
type Stay struct {
	Stage stages.Stage
	By    stages.Trigger // what led there; empty: the plan began there, or the move was forced
	From  time.Time      // zero: since the plan was opened
	Until time.Time      // zero: it goes on
}

// Stays yields the stays on the pathway of stages, the current one first and the one in which the plan began last. A rule
// stops at the edge of its own window.
func (v *View) Stays(yield func(Stay) bool) {
	var until time.Time
	for _, ev := range v.state.moves.Backward() {
		v.note(ev)
		stay := Stay{From: ev.At, Until: until}
		switch b := ev.Body.(type) {
		case record.StageMove:
			stay.Stage, stay.By = b.To, b.Trigger
		case record.StageMoved:
			stay.Stage, stay.By = b.To, b.Trigger
		case record.ForceMove:
			stay.Stage = b.Stage
		}
		until = stay.From
		if !yield(stay) {
			return
		}
	}
	yield(Stay{Stage: v.engine.journey.Start(), Until: until})
}

// FirstSession returns when the service was attended for the first time from the day on, the day included; ok is false if it
// was not.
func (v *View) FirstSession(service stages.Service, day civil.Date) (at time.Time, ok bool) {
	var first *record.Event
	for _, ev := range v.state.sessions.Backward() {
		if v.DayOf(ev.At).Before(day) {
			break
		}
		if b, attended := ev.Body.(record.SessionAttended); attended && b.Service == service {
			first = ev
		}
	}
	if first == nil {
		return time.Time{}, false
	}
	v.note(first)
	return first.At, true
}

// Answers returns the answers to the items of the scale when it was last completed, and when that was; ok is false if it never
// was, or only its total is on record.
func (v *View) Answers(id scale.ID) (answers scale.Answers, at time.Time, ok bool) {
	i, ok := id.Index()
	if !ok || v.state.scored[i] == nil {
		return nil, time.Time{}, false
	}
	ev := v.state.scored[i]
	v.note(ev)
	items := ev.Body.(record.Scored).Items
	return maps.Clone(items), ev.At, items != nil
}
