package journal

import (
	"reflect"
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
	Body      verbatim
}

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
	history []upcast // history[i] lifts a body of version i+1 to version i+2
}

// version returns the version that is written.
func (b *bodyFormat) version() int { return 1 + len(b.history) }

// upcasts lift bodies of older versions. Every type is at version 1 so far.
var upcasts = map[record.Kind][]upcast{}

// wire is the one format there is; tests make others to try what does not exist yet.
var wire = newFormat(upcasts)

func newFormat(upcasts map[record.Kind][]upcast) *format {
	kinds := record.AllKinds()
	f := &format{
		heading:  compileObject(reflect.TypeFor[heading]()),
		envelope: compileObject(reflect.TypeFor[envelope]()),
		closing:  compileObject(reflect.TypeFor[closing]()),
		bodies:   make([]bodyFormat, len(kinds)+1),
	}
	for _, kind := range kinds {
		t := reflect.TypeOf(kind.Zero())
		f.bodies[kind] = bodyFormat{goType: t, object: compileObject(t), history: upcasts[kind]}
	}
	return f
}
