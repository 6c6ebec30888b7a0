package plantest

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/record"
)

// Danger is something about a person that may make an act more dangerous, in its degrees: each is at least as bad as those before it.
type Danger struct {
	Name    string
	Degrees []Degree
}

// Degree is how bad a danger is, as the record says it.
type Degree struct {
	Name  string
	Facts []Told
}

// Direction is where a danger may move the standing of an event.
type Direction uint8

// The directions. The zero Direction is invalid.
const (
	_        Direction = iota
	NoBetter           // the more danger, the stricter or the same
	NoWorse            // what looks like a danger is a reason for the act
	Either
)

// directions are the names of the directions.
var directions = [...]string{"invalid", "no better", "no worse", "either"}

// String returns the name.
func (d Direction) String() string { return directions[d] }

// allows reports whether the standing may go from one to the other.
func (d Direction) allows(from, to Standing) bool {
	switch d {
	case NoBetter:
		return to >= from
	case NoWorse:
		return to <= from
	}
	return d == Either
}

// Endangered asks about an event for the same person without the danger and with each of its degrees, and returns the answers, the one
// without it first. The text says where the standing goes against the direction; it is empty if it does not.
func Endangered(t testing.TB, engine *plan.Engine, at time.Time, person []Told, ask record.Body, d Danger, to Direction) (answers []Answer,
	against string) {
	t.Helper()
	answers = append(answers, Ask(t, engine, at, person, ask))
	for i, degree := range d.Degrees {
		with := Ask(t, engine, at, slices.Concat(person, degree.Facts), ask)
		if before := answers[i]; !to.allows(before.Standing, with.Standing) && against == "" {
			against = fmt.Sprintf("%s is %s, and with %s %s it is %s: it should be %s%s%s", record.Describe(ask), before.Standing, d.Name,
				degree.Name, with.Standing, to, reasonsOf("without", before), reasonsOf("with", with))
		}
		answers = append(answers, with)
	}
	return answers, against
}

// reasonsOf lists what keeps an event from being allowed.
func reasonsOf(when string, a Answer) (text string) {
	for i := range a.Findings {
		if f := &a.Findings[i]; f.Refuses() || f.Holds || f.Verdict == plan.VerdictUnknown && f.Severity == record.Block {
			text += "\n\t" + when + ": " + f.String()
		}
	}
	return text
}
