package journal

import (
	"errors"
	"reflect"
	"slices"
	"sync"
	"time"

	"github.com/oudpath/oudpath/plan/record"
)

const (
	// FormatName is what the header calls the format.
	FormatName = "oudpath-journal"
	// FormatVersion is the version of header and envelope. The types of events have their own.
	FormatVersion = 1
)

// envelope is the line of an event: record.Event, what its body is, and the body last.
type envelope struct {
	Type      record.Kind
	V         int
	ID        record.EventID
	At        time.Time
	Recorded  time.Time
	Actor     record.Actor
	Replaces  record.EventID
	Cause     record.EventID
	Overrides []record.Override
	Body      record.Body
}

// The members of the envelope that are read right into an event.
const (
	inID = iota + 2
	inAt
	inRecorded
	inActor
	inReplaces
	inCause
)

// format is everything that is known about the wire: compiled once, and never changed.
type format struct {
	heading  *object
	envelope *object
	closing  *object
	bodies   []bodyFormat // by record.Kind
}

// bodyFormat is the form of one type of body.
type bodyFormat struct {
	goType  reflect.Type
	object  *object
	err     error    // why there is no such form
	history []upcast // history[i] lifts a body of version i+1 to version i+2
}

// version returns the version that is written.
func (b *bodyFormat) version() int { return 1 + len(b.history) }

// upcasts lift bodies of older versions. Every type is at version 1 so far.
var upcasts = map[record.Kind][]upcast{}

// wire is the one format there is; tests make others to try what does not exist yet.
var wire = sync.OnceValue(func() *format { return newFormat(upcasts) })

// newFormat compiles the form of every kind that there is. A kind that has none, because its body is missing or is not made of
// what can be written, keeps the others from nothing: its events are neither written nor read, and a test names it.
func newFormat(upcasts map[record.Kind][]upcast) *format {
	kinds := record.AllKinds()
	f := &format{
		heading:  own[heading](),
		envelope: own[envelope](),
		closing:  own[closing](),
		bodies:   make([]bodyFormat, int(slices.Max(kinds))+1),
	}
	for _, kind := range kinds {
		f.bodies[kind] = newBodyFormat(kind.Zero(), upcasts[kind])
	}
	return f
}

func newBodyFormat(zero record.Body, history []upcast) bodyFormat {
	form := bodyFormat{history: history}
	if zero == nil {
		form.err = errors.New("the kind has no body")
		return form
	}
	form.goType = reflect.TypeOf(zero)
	form.object, form.err = compileObject(form.goType)
	return form
}

// own compiles a type of this package.
func own[T any]() *object {
	o, err := compileObject(reflect.TypeFor[T]())
	if err != nil {
		panic(err)
	}
	return o
}
