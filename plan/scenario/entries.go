package scenario

import (
	"fmt"
	"slices"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/record"
)

// history is what one line put on record, and what replaced it: events that belong together, the ones that count last. Which of them
// that is, is known only as the script runs: a correction that is refused replaces nothing.
type history struct{ versions [][]record.EventID }

// current are the events that count.
func (e *history) current() []record.EventID {
	if e == nil || len(e.versions) == 0 {
		return nil
	}
	return e.versions[len(e.versions)-1]
}

// prepared returns the events of a step as the engine takes them: with the rules that they name under the ids that those have now, and
// with the entries that they correct or take back as they are by now. Of what is corrected, events that nothing takes the place of are
// taken back.
func (s *scene) prepared(step *step) []record.Event {
	events := slices.Clone(step.events)
	for i := range events {
		s.nameRules(&events[i])
	}
	if step.corrects == "" && step.retracts == "" {
		return events
	}
	old := s.entries[step.corrects+step.retracts].current()
	if step.retracts != "" {
		events = events[:0]
	}
	for i, id := range old {
		if i < len(events) {
			events[i].Replaces = id
			continue
		}
		taken := step.events[0]
		taken.Overrides = nil
		if taken.ID = step.events[0].ID; i > 0 {
			taken.ID = record.EventID(fmt.Sprintf("%s.%d", taken.ID, i+1))
		}
		reason := "corrected"
		if b, ok := taken.Body.(record.Retracted); ok {
			reason = b.Reason
		}
		taken.At, taken.Body = step.at, record.Retracted{Event: id, Reason: reason}
		events = append(events, taken)
	}
	return events
}

// nameRules puts the id of the rule into what overrides it.
func (s *scene) nameRules(ev *record.Event) {
	if len(ev.Overrides) > 0 {
		ev.Overrides = slices.Clone(ev.Overrides)
	}
	for i := range ev.Overrides {
		ev.Overrides[i].Rule = s.named(ev.Overrides[i].Rule)
	}
	if b, ok := ev.Body.(record.OverrideGranted); ok {
		b.Override.Rule = s.named(b.Override.Rule)
		ev.Body = b
	}
}

// remember notes what later lines call the entries of the step.
func (s *scene) remember(step *step) {
	if len(step.events) == 0 {
		return
	}
	taken := s.result.rejected == nil && step.mode != asks && (!s.result.intent || s.result.decision.Status == plan.Allowed)
	e, known := s.entries[step.corrects]
	if !known {
		e = new(history)
	}
	if taken || !known {
		var ids []record.EventID
		for i := range step.events {
			ids = append(ids, step.events[i].ID)
		}
		e.versions = append(e.versions, ids)
	}
	if back := s.entries[step.retracts]; back != nil && taken && len(back.versions) > 1 {
		back.versions = back.versions[:len(back.versions)-1]
	}
	s.entries[lastEntry] = e
	if step.name != "" {
		s.entries[step.name] = e
	}
}
