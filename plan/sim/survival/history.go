package survival

import (
	"fmt"
	"iter"
)

// State is the number of a state in the caller's own list, from 0.
type State int

// Kind is the number of a kind of mark in the caller's own list, from 0.
type Kind int

// History is what one person went through: the states, in order, each held until the next entry, and what happened meanwhile.
type History struct {
	// Entries are the states and when they were entered, in order of time. The first is where observation begins. An entry into the
	// state that is already held is a new stay.
	Entries []Entry
	// Marks are events that are no states, such as an overdose that was survived, in order of time, between the first entry and End.
	Marks []Mark
	// End is when observation ended, not before the last entry.
	End float64
}

// Entry is the beginning of a stay in a state.
type Entry struct {
	At    float64
	State State
}

// Mark is something that happened during a stay.
type Mark struct {
	At   float64
	Kind Kind
}

// Validate returns ErrEmpty for a history without entries and ErrTime for times that are not finite, negative or out of order.
func (h History) Validate() error {
	if len(h.Entries) == 0 {
		return ErrEmpty
	}
	start := h.Entries[0].At
	last := start
	if !usable(last) {
		return fmt.Errorf("%w: first entry at %v", ErrTime, last)
	}
	for i, e := range h.Entries {
		if !usable(e.At) || e.At < last {
			return fmt.Errorf("%w: entry %d at %v after %v", ErrTime, i, e.At, last)
		}
		last = e.At
	}
	if !usable(h.End) || h.End < last {
		return fmt.Errorf("%w: ends at %v after %v", ErrTime, h.End, last)
	}
	for i, m := range h.Marks {
		if !(m.At >= start && m.At <= h.End) || i > 0 && m.At < h.Marks[i-1].At {
			return fmt.Errorf("%w: mark %d at %v", ErrTime, i, m.At)
		}
	}
	return nil
}

// TimeTo returns the Record of the time from the first entry to the first entry into a state that has a cause. cause says which
// states end the observation and why; it returns Censored for those that do not. The history must be valid.
func TimeTo(h History, cause func(State) Cause) Record {
	start := h.Entries[0].At
	for _, e := range h.Entries {
		if c := cause(e.State); c != Censored {
			return Record{Leave: e.At - start, Cause: c}
		}
	}
	return Record{Leave: h.End - start}
}

// Episodes yields a Record for every episode: the time from coming into any of the states of a group, for which in returns
// true, until going to a state outside it. Moves inside the group do not end an episode, so a change of dose or of medication can
// count as being retained. cause names the reason by the state that follows; it must not be Censored for a state outside the
// group. An episode that lasts until the end of observation is censored. The history must be valid.
//
// The first episode of everybody, in a Table, gives retention in treatment; each later one gives retention at readmission.
func Episodes(h History, in func(State) bool, cause func(State) Cause) iter.Seq[Record] {
	return func(yield func(Record) bool) {
		inside, since := false, 0.0
		for _, e := range h.Entries {
			now := in(e.State)
			switch {
			case now && !inside:
				since = e.At
			case !now && inside:
				if !yield(Record{Leave: e.At - since, Cause: cause(e.State)}) {
					return
				}
			}
			inside = now
		}
		if inside {
			yield(Record{Leave: h.End - since})
		}
	}
}

// Grouped returns the history in coarser states: group says which coarser state a state belongs to, and moves inside a group
// disappear, so that the time since entry runs on through them. Marks and End stay. The history must be valid.
func (h History) Grouped(group func(State) State) History {
	coarse := History{Marks: h.Marks, End: h.End, Entries: make([]Entry, 0, len(h.Entries))}
	for i, e := range h.Entries {
		e.State = group(e.State)
		if i == 0 || e.State != coarse.Entries[len(coarse.Entries)-1].State {
			coarse.Entries = append(coarse.Entries, e)
		}
	}
	return coarse
}
