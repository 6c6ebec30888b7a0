package record

import (
	"encoding"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/oudpath/oudpath/medication"
)

// What can be on record at all. An event beyond these limits could be judged and then not be kept: what writes events down has
// room for all that is within them. They are far beyond what anybody types.
const (
	MaxID    = 200       // bytes of the ID of an event, and of a rule
	MaxName  = 1000      // bytes of a name, a code, a word
	MaxNote  = 16 << 10  // bytes of a text that explains or describes
	MaxTexts = 128 << 10 // bytes of all texts of an event together
	MaxList  = 1000      // elements of a list
)

// maxDerivedID leaves room for what the engine adds to the ID of an event and of a rule.
const maxDerivedID = 3 * MaxID

// notes are the fields of plain text that may be as long as a note. All other texts are names.
var notes = map[string]bool{"Rationale": true, "Note": true, "Description": true, "Text": true, "Reason": true}

// The message of a deviation quotes other texts, each of which is within its own limit.
var quotes = map[string]bool{"Message": true}

// gauge says whether a value of some type is within the limits, and returns the room that its texts leave for others.
type gauge func(v reflect.Value, room int) (left int, err error)

// gauges are those of the bodies, by kind.
var gauges = sync.OnceValue(func() []gauge {
	all := make([]gauge, kindEnd)
	for kind := Kind(1); kind < kindEnd; kind++ {
		all[kind] = gaugeOf(reflect.TypeOf(kind.Zero()), "")
	}
	return all
})

// gaugeOf returns the gauge of a type. Nil: every value is within the limits, or Validate knows its limits.
func gaugeOf(t reflect.Type, field string) gauge {
	switch t.Kind() {
	case reflect.String:
		return textGauge(t, field)
	case reflect.Uint8:
		return wordGauge(t, true)
	case reflect.Slice:
		if t.Elem().Kind() == reflect.Uint8 {
			return listGauge(wordGauge(t.Elem(), false))
		}
		return listGauge(gaugeOf(t.Elem(), field))
	case reflect.Struct:
		return structGauge(t)
	}
	return nil
}

func textGauge(t reflect.Type, field string) gauge {
	limit := MaxName
	switch {
	case t == reflect.TypeFor[string]() && notes[field]:
		limit = MaxNote
	case t == reflect.TypeFor[string]() && quotes[field]:
		limit = MaxTexts
	}
	return func(v reflect.Value, room int) (int, error) { return gaugeText(v.String(), limit, room) }
}

func gaugeText(text string, limit, room int) (int, error) {
	room -= len(text)
	switch {
	case text == "":
		return room, nil
	case len(text) > limit:
		return room, fmt.Errorf("longer than %d bytes", limit)
	case room < 0:
		return room, fmt.Errorf("texts longer than %d bytes in all", MaxTexts)
	case !utf8.ValidString(text):
		return room, errors.New("not UTF-8")
	}
	return room, nil
}

// wordGauge knows the values of an enumeration that have a name. Zero is what is not stated, which an element of a list cannot be.
func wordGauge(t reflect.Type, zero bool) gauge {
	var valid [256]bool
	v := reflect.New(t).Elem()
	for i := range valid {
		v.SetUint(uint64(i))
		_, err := v.Interface().(encoding.TextMarshaler).MarshalText()
		valid[i] = i == 0 && zero || i > 0 && err == nil
	}
	return func(v reflect.Value, room int) (int, error) {
		if i := uint8(v.Uint()); !valid[i] {
			return room, fmt.Errorf("%d is no value of %s", i, t)
		}
		return room, nil
	}
}

func listGauge(element gauge) gauge {
	return func(v reflect.Value, room int) (int, error) {
		if v.Len() > MaxList {
			return room, fmt.Errorf("more than %d elements", MaxList)
		}
		var err error
		for i := 0; element != nil && err == nil && i < v.Len(); i++ {
			room, err = element(v.Index(i), room)
		}
		return room, err
	}
}

func structGauge(t reflect.Type) gauge {
	type part struct {
		name  string
		index int
		gauge gauge
	}
	var parts []part
	for i := range t.NumField() {
		field := t.Field(i)
		if !field.IsExported() {
			return nil
		}
		if g := gaugeOf(field.Type, field.Name); g != nil {
			parts = append(parts, part{field.Name, i, g})
		}
	}
	if len(parts) == 0 {
		return nil
	}
	return func(v reflect.Value, room int) (int, error) {
		var err error
		for i := range parts {
			if room, err = parts[i].gauge(v.Field(parts[i].index), room); err != nil {
				return room, fmt.Errorf("%s: %w", strings.ToLower(parts[i].name), err)
			}
		}
		return room, nil
	}
}

// withinLimits says whether the event can be kept.
func (ev *Event) withinLimits(kind Kind) error {
	if ev.plain() {
		return nil
	}
	room := MaxTexts
	var err error
	for i, text := range [...]string{ev.Actor.ID, ev.Actor.Role, string(ev.Replaces), string(ev.Cause)} {
		if room, err = gaugeText(text, MaxName, room); err != nil {
			return fmt.Errorf("%s: %w", [...]string{"actor", "role", "replaces", "cause"}[i], err)
		}
	}
	if len(ev.Overrides) > MaxList {
		return fmt.Errorf("more than %d overrides", MaxList)
	}
	for i := range ev.Overrides {
		if room, err = ev.Overrides[i].withinLimits(room); err != nil {
			return err
		}
	}
	if g := gauges()[kind]; g != nil {
		_, err = g(reflect.ValueOf(ev.Body), room)
	}
	return err
}

func (o *Override) withinLimits(room int) (int, error) {
	for _, part := range [...]struct {
		text  string
		limit int
	}{{string(o.Rule), MaxName}, {string(o.Reason), MaxName}, {o.Note, MaxNote}} {
		var err error
		if room, err = gaugeText(part.text, part.limit, room); err != nil {
			return room, fmt.Errorf("override: %w", err)
		}
	}
	return room, nil
}

// withinTime reports whether the time is one that can be on record. The zero time is not stated.
func withinTime(what string, t time.Time) error {
	if !t.IsZero() && (t.Before(earliestTime) || t.After(latestTime)) {
		return fmt.Errorf("%s %v is not between %d and %d", what, t, earliestTime.Year(), latestTime.Year())
	}
	return nil
}

// withinMass reports whether a dose can be on record; none at all can.
func withinMass(dose medication.Dose) error {
	if !dose.IsZero() && !dose.Valid() {
		return fmt.Errorf("record: %s is no dose: a mass is at most one kilogram, and a companion needs its principal", dose)
	}
	return nil
}
