package journal

import (
	"fmt"
	"reflect"

	"github.com/oudpath/oudpath/plan/record"
)

// Marshal returns the one form of an event, a line without its line feed. The event must be valid by record.Event.Validate, its
// texts UTF-8, and the line at most DefaultMaxLine bytes long; anything else is an *Error.
func Marshal(event record.Event) ([]byte, error) {
	var e encoder
	if err := wire.writeEvent(&e, &event); err != nil {
		return nil, err
	}
	return e.buf, nil
}

// Unmarshal reads one event, as strictly as a Reader does: what is not a valid event in at most DefaultMaxLine bytes is an
// *Error.
func Unmarshal(line []byte) (record.Event, error) {
	var d decoder
	if len(line) > DefaultMaxLine {
		return record.Event{}, d.fail(ErrLimit, "longer than %d bytes", DefaultMaxLine)
	}
	return wire.readEvent(&d, line)
}

// writeEvent leaves the line of the event in the buffer of the encoder.
func (f *format) writeEvent(e *encoder, ev *record.Event) error {
	e.reset()
	if err := validate(&e.cursor, ev); err != nil {
		return err
	}
	kind := ev.Body.Kind()
	body := &f.bodies[kind]
	e.push("body")
	if err := body.object.write(e, reflect.ValueOf(ev.Body)); err != nil {
		return err
	}
	e.pop()
	e.body = append(e.body[:0], e.buf...)
	e.buf = e.buf[:0]
	e.envelope = envelope{kind, body.version(), ev.ID, ev.At, ev.Recorded, ev.Actor, ev.Replaces, ev.Cause, ev.Overrides, e.body}
	if err := f.envelope.write(e, reflect.ValueOf(&e.envelope).Elem()); err != nil {
		return err
	}
	if len(e.buf) > DefaultMaxLine {
		return e.fail(ErrLimit, "longer than %d bytes", DefaultMaxLine)
	}
	return nil
}

// readEvent reads the event of a line.
func (f *format) readEvent(d *decoder, line []byte) (record.Event, error) {
	d.reset(line)
	d.envelope = envelope{}
	if err := f.envelope.read(d, reflect.ValueOf(&d.envelope).Elem()); err != nil {
		return record.Event{}, err
	}
	if err := d.end(); err != nil {
		return record.Event{}, err
	}
	body, err := f.readBody(d)
	if err != nil {
		return record.Event{}, err
	}
	env := &d.envelope
	ev := record.Event{
		ID: env.ID, At: env.At, Recorded: env.Recorded, Actor: env.Actor, Body: body, Replaces: env.Replaces, Cause: env.Cause,
		Overrides: env.Overrides,
	}
	if err := validate(&d.cursor, &ev); err != nil {
		return record.Event{}, err
	}
	return ev, nil
}

// readBody reads the body that the envelope holds, in the version that it states.
func (f *format) readBody(d *decoder) (record.Body, error) {
	env := &d.envelope
	form := &f.bodies[env.Type]
	if env.V < 1 || env.V > form.version() {
		d.push("v")
		return nil, d.fail(ErrVersion, "version %d of %s, which is known up to version %d", env.V, env.Type, form.version())
	}
	d.push("body")
	text := env.Body
	if env.V < form.version() {
		var err error
		if text, err = lift(d, form.history[env.V-1:], text); err != nil {
			return nil, err
		}
	}
	d.data, d.pos = text, 0
	body := reflect.New(form.goType).Elem()
	if err := form.object.read(d, body); err != nil {
		return nil, err
	}
	d.pop()
	return body.Interface().(record.Body), nil
}

// validate demands an event that the engine would take. What is wrong with the body is reported there.
func validate(c *cursor, ev *record.Event) error {
	err := ev.Validate()
	if err == nil {
		return nil
	}
	if ev.Body != nil {
		if inBody := ev.Body.Validate(); inBody != nil {
			c.push("body")
			defer c.pop()
			err = fmt.Errorf("%w %q: %w", record.ErrEvent, ev.ID, inBody)
		}
	}
	return c.failed(nil, err)
}
