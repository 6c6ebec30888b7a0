package journal

import (
	"fmt"
	"math"
	"reflect"

	"github.com/oudpath/oudpath/plan/record"
)

// Marshal returns the one form of an event, a line of a raw journal without its line feed. An event that record.Event.Validate
// refuses is an *Error.
func Marshal(event record.Event) ([]byte, error) {
	var e encoder
	if err := wire().writeEvent(&e, &event); err != nil {
		return nil, err
	}
	return e.buf, nil
}

// Unmarshal reads one event, as strictly as a Reader does: what is not a valid event in at most DefaultMaxLine bytes is an
// *Error.
func Unmarshal(line []byte) (event record.Event, err error) {
	var d decoder
	defer d.release()
	if len(line) > DefaultMaxLine {
		return record.Event{}, d.fail(ErrLimit, "longer than %d bytes", DefaultMaxLine)
	}
	if err := wire().readEvent(&d, line, &event); err != nil {
		return record.Event{}, err
	}
	return event, nil
}

// writeEvent leaves the line of the event in the buffer of the encoder.
func (f *format) writeEvent(e *encoder, ev *record.Event) error {
	e.reset()
	if err := validate(&e.cursor, ev, math.MaxInt); err != nil {
		return err
	}
	kind := ev.Body.Kind()
	form := &f.bodies[kind]
	if form.err != nil {
		return e.failed(ErrType, fmt.Errorf("%s: %w", kind, form.err))
	}
	e.object = form.object
	e.envelope = envelope{kind, form.version(), ev.ID, ev.At, ev.Recorded, ev.Actor, ev.Replaces, ev.Cause, ev.Overrides, ev.Body}
	return f.envelope.write(e, reflect.ValueOf(&e.envelope).Elem())
}

// readEvent reads the event of a line into one that is zero.
func (f *format) readEvent(d *decoder, line []byte, ev *record.Event) error {
	d.reset(line)
	d.format, d.later = f, nil
	env := &d.envelope
	env.Type, env.V, env.Overrides, env.Body = 0, 0, nil, nil
	if err := f.readEnvelope(d, ev); err != nil {
		return err
	}
	if err := d.end(); err != nil {
		return err
	}
	if d.later != nil {
		if err := d.bodyOf(d.later); err != nil {
			return err
		}
	}
	ev.Overrides, ev.Body = env.Overrides, env.Body
	return validate(&d.cursor, ev, len(line))
}

// readEnvelope is object.read for what stands on each line.
func (f *format) readEnvelope(d *decoder, ev *record.Event) error {
	if err := d.open('{', anObject); err != nil {
		return err
	}
	var w walk
	for {
		i, err := f.envelope.step(d, &w)
		if err != nil || i < 0 {
			return err
		}
		m := &f.envelope.members[i]
		says, err := d.part(m, ev)
		if err := m.stated(d, says, err); err != nil {
			return err
		}
	}
}

// part reads one member of the envelope: into the event, or into the envelope for the codecs that need a place to write to.
func (d *decoder) part(m *member, ev *record.Event) (bool, error) {
	switch m.field {
	case inID:
		return d.id(&ev.ID)
	case inAt:
		return d.time(&ev.At)
	case inRecorded:
		return d.time(&ev.Recorded)
	case inActor:
		return d.actor(m, &ev.Actor)
	case inReplaces:
		return d.id(&ev.Replaces)
	case inCause:
		return d.id(&ev.Cause)
	}
	return m.codec.read(d, reflect.ValueOf(&d.envelope).Elem().Field(m.field))
}

// actor reads who acts. It is the same few on line after line.
func (d *decoder) actor(m *member, to *record.Actor) (bool, error) {
	d.space()
	start := d.pos
	known, size := d.cache.actor(d.data[start:])
	if size > 0 {
		*to = known
		d.pos += size
		return true, nil
	}
	env := &d.envelope
	env.Actor = record.Actor{}
	says, err := m.codec.read(d, reflect.ValueOf(&env.Actor).Elem())
	if says && err == nil {
		*to = env.Actor
		d.cache.keep(d.data[start:d.pos], *to)
	}
	return says, err
}

func (d *decoder) id(to *record.EventID) (bool, error) {
	text, err := d.text()
	*to = record.EventID(text)
	return len(text) > 0, err
}

// bodyCodec is the body of an event, in the form of its type and version. Where these stand after it, it is left for later.
type bodyCodec struct{}

func (bodyCodec) absent(v reflect.Value) bool { return v.IsNil() }

func (bodyCodec) write(e *encoder, v reflect.Value) error { return e.object.write(e, v.Elem()) }

func (bodyCodec) read(d *decoder, _ reflect.Value) (bool, error) {
	if env := &d.envelope; env.Type != 0 && env.V == d.format.bodies[env.Type].version() {
		return true, d.bodyHere()
	}
	text, err := d.raw()
	d.later = text
	return true, err
}

// bodyOf reads a body of any version that is known, after the rest of its line.
func (d *decoder) bodyOf(text []byte) error {
	env := &d.envelope
	form := &d.format.bodies[env.Type]
	if env.V < 1 || env.V > form.version() {
		return within("v", d.fail(ErrVersion, "version %d of %s, which is known up to version %d", env.V, env.Type, form.version()))
	}
	if env.V < form.version() {
		var err error
		if text, err = lift(d, form.history[env.V-1:], text); err != nil {
			return within("body", err)
		}
	}
	d.data, d.pos = text, 0
	return within("body", d.bodyHere())
}

// bodyHere reads the body that comes next, which has the newest version.
func (d *decoder) bodyHere() error {
	env := &d.envelope
	form := &d.format.bodies[env.Type]
	if form.err != nil {
		return d.failed(ErrType, fmt.Errorf("%s: %w", env.Type, form.err))
	}
	body := d.cache.body(env.Type, form.goType)
	if _, err := form.object.read(d, body); err != nil {
		return err
	}
	env.Body = body.Interface().(record.Body)
	return nil
}

// validate demands an event that the engine would take, given in how many bytes it was read. What is wrong with the body is
// reported there.
func validate(c *cursor, ev *record.Event, size int) error {
	err := ev.ValidateDecoded(size)
	if err == nil {
		return nil
	}
	if ev.Body != nil {
		if inBody := ev.Body.Validate(); inBody != nil {
			return within("body", c.failed(nil, fmt.Errorf("%w %q: %w", record.ErrEvent, ev.ID, inBody)))
		}
	}
	return c.failed(nil, err)
}
