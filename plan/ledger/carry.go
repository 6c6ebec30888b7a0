package ledger

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/record"
)

// carrier copies events of one plan into another. An event keeps its ID where that is free, so that its repetition is recognised there;
// where it is not, the name says which plan the event came from.
type carrier struct {
	into  plan.Plan
	from  plan.ID
	now   time.Time
	named map[record.EventID]record.EventID // what an event of the other plan is called here
	taken map[record.EventID]bool           // names that were given out
}

func newCarrier(into plan.Plan, from plan.ID, now time.Time) *carrier {
	return &carrier{into, from, now, make(map[record.EventID]record.EventID), make(map[record.EventID]bool)}
}

// mark is what the names of copies from a plan have behind the ID. It does not hold the plan's ID.
func mark(from plan.ID) string { return "@" + DigestOf(from).String()[:12] }

// marked is the name of a copy whose own ID is taken. An ID that leaves no room is hashed.
func marked(id record.EventID, from plan.ID) record.EventID {
	const room = 8 // for a number behind it
	name := string(id) + mark(from)
	if len(name)+room > record.MaxID {
		sum := sha256.Sum256([]byte(id))
		name = hex.EncodeToString(sum[:16]) + mark(from)
	}
	return record.EventID(name)
}

// copied reports whether a name is one that a copy of the event can have.
func copied(name, id record.EventID, from plan.ID) bool {
	return name == id || strings.HasPrefix(string(name), string(marked(id, from)))
}

func (c *carrier) isFree(id record.EventID) bool {
	_, used := c.into.Event(id)
	return !used && !c.taken[id]
}

// free returns a name that no event has, as near to the given one as can be.
func (c *carrier) free(id record.EventID, otherwise record.EventID) record.EventID {
	name := id
	for n := 1; !c.isFree(name); n++ {
		if name = otherwise; n > 1 {
			name += record.EventID(fmt.Sprintf(".%d", n))
		}
	}
	c.taken[name] = true
	return name
}

// carry copies one event. What it refers to is what that is called here; a reference to what was left behind is left out.
func (c *carrier) carry(ev record.Event) record.Event {
	id := ev.ID
	if cause, derived := c.named[ev.Cause]; derived && ev.Cause != "" {
		ev.ID = cause + record.EventID(strings.TrimPrefix(string(ev.ID), string(ev.Cause)))
		ev.Cause = cause
		c.taken[ev.ID] = true
	} else {
		ev.ID = c.free(ev.ID, marked(ev.ID, c.from))
	}
	c.named[id] = ev.ID
	ev.Replaces = c.named[ev.Replaces]
	if b, ok := ev.Body.(record.Retracted); ok {
		b.Event = c.named[b.Event]
		ev.Body = b
	}
	ev.Recorded = c.now // it was told here now: what was known here before stays what it was
	if ev.At.After(c.now) && !ev.Body.Kind().Intent() {
		ev.Recorded = ev.At
	}
	return ev
}

// all copies what is on record of the other plan, but for the ledger's own records, and for events that are on record here under the same
// ID, word for word: those were told to both, and happened once.
func (c *carrier) all(other plan.Plan) (copies []record.Event, once []record.EventID) {
	both := make(map[record.EventID]bool)
	for _, ev := range other.Events() {
		switch {
		case isAct(&ev), both[ev.Cause] && ev.Cause != "":
			continue
		case c.toldToBoth(other, &ev):
			both[ev.ID], c.named[ev.ID] = true, ev.ID
			once = append(once, ev.ID)
			continue
		}
		copies = append(copies, c.carry(ev))
	}
	return copies, once
}

func (c *carrier) toldToBoth(other plan.Plan, ev *record.Event) bool {
	mine, found := c.into.Event(ev.ID)
	theirs, _ := other.Event(ev.ID)
	return found && ev.Cause == "" && !mine.Void && !theirs.Void && sameFact(&mine.Event, ev)
}

// sameFact reports whether two events say the same, whenever that was told.
func sameFact(a, b *record.Event) bool {
	return a.At.Equal(b.At) && a.Actor == b.Actor && len(a.Overrides) == len(b.Overrides) && reflect.DeepEqual(a.Body, b.Body)
}

// origins says of what each event that was merged in is a copy.
func origins(brought []record.Event, other plan.Plan) map[record.EventID]record.EventID {
	theirs := slices.DeleteFunc(other.Events(), func(ev record.Event) bool { return isAct(&ev) || ev.Cause != "" })
	of := make(map[record.EventID]record.EventID, len(brought))
	for i := range brought {
		if ev := &brought[i]; isAct(ev) || ev.Cause != "" {
			continue
		}
		at := slices.IndexFunc(theirs, func(ev record.Event) bool { return copied(brought[i].ID, ev.ID, other.ID()) })
		if at < 0 {
			continue
		}
		of[brought[i].ID] = theirs[at].ID
		theirs = theirs[at+1:] // copies stand in the order of what they are copies of
	}
	return of
}

// taking returns the retractions that make events count no more: the last one first, because taking a correction back brings back what it
// corrected.
func (c *carrier) taking(p plan.Plan, gone map[record.EventID]bool, act *begun) []record.Event {
	var back []record.Event
	restored := make(map[record.EventID]bool)
	events := p.Events()
	for i := len(events) - 1; i >= 0; i-- {
		ev := &events[i]
		m, _ := p.Event(ev.ID)
		if !gone[ev.ID] || m.Void && !restored[ev.ID] || ev.Body.Kind() == record.KindRetracted || ev.Cause != "" {
			continue
		}
		restored[ev.Replaces] = true
		name := record.EventID(fmt.Sprintf("%s.%d", shortened(act.ID), len(back)+1))
		back = append(back, record.Event{ID: c.free(name, name), At: c.now, Recorded: c.now, Actor: act.actor,
			Body: record.Retracted{Event: ev.ID, Reason: act.Reason}})
	}
	return back
}

// shortened leaves room in the ID of an act for what its records have behind it.
func shortened(id record.EventID) record.EventID {
	const room = 16
	if len(id)+room <= record.MaxID {
		return id
	}
	sum := sha256.Sum256([]byte(id))
	return record.EventID(hex.EncodeToString(sum[:16]))
}

// first returns the time right before the earliest of some events; otherwise, where there are none.
func first(events []record.Event, otherwise time.Time) time.Time {
	for i := range events {
		if at := events[i].At; i == 0 || at.Before(otherwise) {
			otherwise = at
		}
	}
	if len(events) > 0 {
		otherwise = otherwise.Add(-time.Nanosecond)
	}
	return otherwise
}
