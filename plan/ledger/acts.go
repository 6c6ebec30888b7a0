package ledger

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/record"
)

// Step is one part of a merger or a split, as it stands in the journal of one of the two plans. The names never change.
type Step string

// The steps. The plan that stands begins and ends an act; the other one has one step in between, which is what decides.
const (
	StepMergeBegun Step = "merge-begun" // in the plan that stands: from here on somebody brings the act to its end
	StepMergedInto Step = "merged-into" // in the other plan, as its last word: what is told from now on is for the one that stands
	StepMerged     Step = "merged"      // in the plan that stands: the events right before it are those of the other plan
	StepSplitBegun Step = "split-begun" // in the plan that stands
	StepSplitMoves Step = "split-moves" // in the plan that stands: one event that was recorded here and belongs to the other plan
	StepSplitFrom  Step = "split-from"  // in the other plan: it is open, again or for the first time
	StepSplit      Step = "split"       // in the plan that stands: what belongs to the other plan was taken back here
	StepAbandoned  Step = "abandoned"   // in the plan that stands: what was begun could not be done, and was not
	StepFinding    Step = "finding"     // in the plan that stands: something in the two records that a person has to look at
)

// reserved is what the names of a ledger's own records begin with. Nobody else can record under them.
const reserved = "oudpath.plan."

// Act is what a record of a merger or a split says. Such records are events of the kind custom, so that they stand in the journal like
// everything else; who and when are those of the event.
type Act struct {
	Step    Step           `json:"-"`
	ID      record.EventID `json:"act"`             // names the act in both plans
	Other   plan.ID        `json:"other,omitempty"` // the other plan
	Reason  string         `json:"reason,omitempty"`
	Seen    Version        `json:"seen,omitempty"`    // of the other plan, where whoever asked stated what was seen
	Brought int            `json:"brought,omitempty"` // merged: so many events right before this one came with it
	Event   record.EventID `json:"event,omitempty"`   // split-moves: which
	Text    string         `json:"text,omitempty"`    // finding: in a sentence
}

// ActOf reads the record of a step; ok is false if the event is none.
func ActOf(ev *record.Event) (act Act, ok bool) {
	body, custom := ev.Body.(record.Custom)
	if !custom {
		return Act{}, false
	}
	step, own := strings.CutPrefix(body.Name, reserved)
	if !own || json.Unmarshal([]byte(body.Text), &act) != nil {
		return Act{}, false
	}
	act.Step = Step(step)
	return act, true
}

// body writes what ActOf reads.
func (a Act) body() (record.Custom, error) {
	text, err := json.Marshal(a)
	return record.Custom{Name: reserved + string(a.Step), Text: string(text)}, err
}

// isAct reports whether an event is the ledger's own.
func isAct(ev *record.Event) bool {
	body, ok := ev.Body.(record.Custom)
	return ok && strings.HasPrefix(body.Name, reserved)
}

// permitted refuses events that only the ledger records, and corrections of those that it has recorded. What it found can be taken back:
// somebody has looked.
func permitted(p plan.Plan, events []record.Event) error {
	for i := range events {
		ev := &events[i]
		if isAct(ev) {
			return fmt.Errorf("%w: %q", ErrReserved, ev.ID)
		}
		target := ev.Replaces
		if b, ok := ev.Body.(record.Retracted); ok {
			target = b.Event
		}
		if m, ok := p.Event(target); ok && isAct(&m.Event) {
			if act, _ := ActOf(&m.Event); act.Step != StepFinding || ev.Replaces != "" {
				return fmt.Errorf("%w: %q takes back what a merger or a split has recorded", ErrReserved, ev.ID)
			}
		}
	}
	return nil
}

// acts is what the records of mergers and splits come to. It is a value: with gives another one.
type acts struct {
	closed  *link     // the plan was merged into another one
	pending *begun    // an act that this plan stands in was begun, and is not at its end
	brought []bringer // what was merged into this plan and stands
	apart   []plan.ID // plans that hold copies of events of this one, which count no more there
}

// link is where a plan went.
type link struct {
	act  record.EventID
	into plan.ID
	at   time.Time
}

// begun is an act under way.
type begun struct {
	Act
	actor record.Actor
	moves []record.EventID
}

// bringer is a plan that was merged in, with the place of its events in the order of arrival.
type bringer struct {
	act      record.EventID
	other    plan.ID
	from, to int
}

// with reads further events, of which the first is the one after so many.
func (a acts) with(after Version, events []record.Event) acts {
	for i := range events {
		if act, ok := ActOf(&events[i]); ok {
			a = a.take(&act, &events[i], int(after)+i)
		}
	}
	return a
}

func (a acts) take(act *Act, ev *record.Event, place int) acts {
	switch act.Step {
	case StepMergeBegun, StepSplitBegun:
		a.pending = &begun{Act: *act, actor: ev.Actor}
	case StepSplitMoves:
		if a.pending != nil {
			next := *a.pending
			next.moves = append(slices.Clone(next.moves), act.Event)
			a.pending = &next
		}
	case StepMerged:
		a.pending = nil
		a.brought = append(slices.Clone(a.brought), bringer{act.ID, act.Other, place - act.Brought, place})
	case StepSplit:
		a.pending = nil
		a.brought = slices.DeleteFunc(slices.Clone(a.brought), func(b bringer) bool { return b.other == act.Other })
	case StepAbandoned:
		a.pending = nil
	case StepMergedInto:
		a.closed = &link{act.ID, act.Other, ev.Known()}
	case StepSplitFrom:
		a.closed = nil
		a.apart = append(slices.Clone(a.apart), act.Other)
	}
	return a
}

// bringer returns how another plan was merged in.
func (a acts) bringer(other plan.ID) (bringer, bool) {
	i := slices.IndexFunc(a.brought, func(b bringer) bool { return b.other == other })
	if i < 0 {
		return bringer{}, false
	}
	return a.brought[i], true
}
