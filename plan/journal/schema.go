package journal

import (
	"bytes"
	"encoding/json"
	"reflect"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/record"
)

// Schema returns the JSON Schema (draft 2020-12) of a line of a journal: the header or an event. It is made from the tables
// that write and read. A line that a Writer wrote satisfies it; a line that satisfies it can still be refused, because a
// schema knows neither the domains that record.Event.Validate checks nor duplicate members.
func Schema() []byte {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(wire().shape()); err != nil {
		panic(err) // shapes are made of texts and numbers
	}
	return b.Bytes()
}

// shape is a JSON Schema: keywords in the order in which they are written. The same type holds the members of properties.
type shape []keyword

type keyword struct {
	name  string
	value any
}

// MarshalJSON writes the keywords in their order.
func (s shape) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, k := range s {
		if i > 0 {
			b.WriteByte(',')
		}
		name, _ := json.Marshal(k.name)
		value, err := json.Marshal(k.value)
		if err != nil {
			return nil, err
		}
		b.Write(append(append(name, ':'), value...))
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// in adds to the keyword of that name.
func (s shape) in(name string, more keyword) {
	for i := range s {
		if s[i].name == name {
			s[i].value = append(s[i].value.(shape), more)
		}
	}
}

func (f *format) shape() shape {
	definitions := shape{{"header", f.headerShape()}, {"event", f.eventShape()}, {"closing", f.closingShape()}}
	for _, kind := range record.AllKinds() {
		definitions = append(definitions, keyword{kind.String(), f.bodies[kind].object.shape()})
	}
	return shape{
		{"$schema", "https://json-schema.org/draft/2020-12/schema"},
		{"$id", "urn:oudpath:journal:1"},
		{"title", "A line of an oudpath journal"},
		{"$comment", "Patterns show the form that is written; a reader also takes other units and offsets."},
		{"oneOf", []shape{refer("header"), refer("event"), refer("closing")}},
		{"$defs", definitions},
	}
}

func refer(definition string) shape { return shape{{"$ref", "#/$defs/" + definition}} }

// where is the schema of an object with one member as given.
func where(name string, is shape) shape { return shape{{"properties", shape{{name, is}}}} }

// never is what no value satisfies.
var never = shape{{"not", shape{}}}

func constant(value any) shape { return shape{{"const", value}} }

func (f *format) headerShape() shape {
	dialect := shape{
		{"if", where("dialect", constant(Recorded.String()))},
		{"then", shape{{"required", []string{"zone", "jurisdiction", "jurisdictionVersion", "sum"}}}},
		{"else", shape{{"properties", shape{{"sum", never}, {"closed", never}}}}},
	}
	return append(f.heading.shape(), keyword{"allOf", []shape{
		where("format", constant(FormatName)), where("version", constant(FormatVersion)), dialect,
	}})
}

func (f *format) closingShape() shape {
	return append(f.closing.shape(), keyword{"allOf", []shape{where("end", constant(true)), {{"required", []string{"sum"}}}}})
}

func (f *format) eventShape() shape {
	var byType []shape
	for _, kind := range record.AllKinds() {
		byType = append(byType, shape{
			{"if", where("type", constant(kind.String()))},
			{"then", shape{{"properties", shape{
				{"v", constant(f.bodies[kind].version())}, {"body", refer(kind.String())},
			}}}},
		})
	}
	event := f.envelope.shape()
	event.in("properties", keyword{"sum", (&textCodec{goType: reflect.TypeFor[Sum]()}).shape()})
	return append(event, keyword{"allOf", byType})
}

func (o *object) shape() shape {
	properties, required := shape{}, []string{}
	for _, m := range o.members {
		properties = append(properties, keyword{m.name, m.shape()})
		if m.need != optional {
			required = append(required, m.name)
		}
	}
	return shape{{"type", "object"}, {"properties", properties}, {"required", required}, {"additionalProperties", false}}
}

// shape is that of the codec, less the values that would say nothing.
func (m *member) shape() shape {
	s := m.codec.shape()
	if m.need == counted {
		return s
	}
	switch m.codec.(type) {
	case wholeCodec:
		return append(s, keyword{"not", constant(0)})
	case *object:
		return append(s, keyword{"minProperties", 1})
	}
	return s
}

func (stringCodec) shape() shape { return shape{{"type", "string"}, {"minLength", 1}} }

func (wholeCodec) shape() shape { return shape{{"type", "integer"}} }

func (truthCodec) shape() shape { return shape{{"type", "boolean"}} }

func (c *wordsCodec) shape() shape { return shape{{"type", "string"}, {"enum", c.names[1:]}} }

func (bodyCodec) shape() shape { return shape{{"type", "object"}} }

func (timeCodec) shape() shape { return shape{{"type", "string"}, {"format", "date-time"}} }

func (durationCodec) shape() shape {
	return append(pattern(`-?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?([0-9]+us)?([0-9]+ns)?`), keyword{"minLength", 2})
}

func (c listCodec) shape() shape { return shape{{"type", "array"}, {"items", c.element.shape()}} }

func (countsCodec) shape() shape {
	return shape{{"type", "object"}, {"additionalProperties", wholeCodec{}.shape()}}
}

func (c *textCodec) shape() shape {
	if form, ok := textForms[c.goType]; ok {
		return form
	}
	return stringCodec{}.shape()
}

func pattern(p string) shape { return shape{{"type", "string"}, {"pattern", "^" + p + "$"}} }

const (
	decimal = `[0-9]+(\.[0-9]{1,3})?`
	weekday = `(mon|tue|wed|thu|fri|sat|sun)`
)

// textForms are the forms of the types that write themselves as text.
var textForms = map[reflect.Type]shape{
	reflect.TypeFor[Sum]():                 pattern(`[0-9a-f]{16}`),
	reflect.TypeFor[civil.Date]():          {{"type", "string"}, {"format", "date"}},
	reflect.TypeFor[record.Quantity]():     pattern(`-?` + decimal),
	reflect.TypeFor[medication.Mass]():     pattern(decimal + ` mg`),
	reflect.TypeFor[medication.Dose]():     pattern(decimal + ` mg(/` + decimal + ` mg)?`),
	reflect.TypeFor[medication.Schedule](): pattern(`(daily|every [0-9]+ days|` + weekday + `( ` + weekday + `)*)`),
}
