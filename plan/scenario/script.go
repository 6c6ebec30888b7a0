package scenario

import (
	"fmt"
	"strings"
	"time"

	"github.com/oudpath/oudpath/plan/record"
)

// Script is one parsed file. It is immutable and may be run any number of times.
type Script struct {
	Name  string
	Cases []Case
}

// Case is one course of events, on a plan of its own.
type Case struct {
	Name         string   // what stands after "case", or else the name of the file
	Line         int      // where it begins
	Sources      []string // what it rests on, as written
	Jurisdiction string   // the name of the jurisdiction that judges
	Zone         *time.Location
	Pending      string // why it is not expected to hold yet; empty: it is

	steps []step
}

// step is one line that makes something happen, with what is expected of it. A step without events only holds expectations
// about the plan as it stands at the time.
type step struct {
	line     int
	text     string
	at       time.Time // the clock
	events   []record.Event
	mode     mode
	name     string // what later lines call its entries; empty: nothing
	corrects string // the name of the entries that these replace; empty: none
	retracts string // the name of the entries that are taken back; empty: none
	unread   bool   // a line that could not be read: what is expected of it cannot be checked
	expects  []expectation
}

// mode is what a step does with its events.
type mode uint8

const (
	applies  mode = iota // ask, and take in what is allowed
	asks                 // ask only
	recorded             // take in without asking
)

// Problem is something that keeps a script from being run.
type Problem struct {
	Line int
	What string
}

// Error is what Parse returns for a text that is not a script: everything that is wrong with it, in the order of its lines.
type Error struct {
	Name     string
	Problems []Problem
}

// Error lists the problems, one a line.
func (e *Error) Error() string {
	lines := make([]string, len(e.Problems))
	for i, p := range e.Problems {
		lines[i] = fmt.Sprintf("%s:%d: %s", e.Name, p.Line, p.What)
	}
	return strings.Join(lines, "\n")
}
