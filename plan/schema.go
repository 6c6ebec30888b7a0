package plan

import (
	"encoding"
	"encoding/json"
	"reflect"
	"strings"
	"time"

	"github.com/oudpath/oudpath/plan/civil"
)

// Schema returns the JSON Schema (draft 2020-12) of what an engine answers: the definitions decision, finding and obligation are
// the forms that json.Marshal writes of a Decision, a Finding and an Obligation. It is made from the types that write them.
func Schema() []byte {
	s := schemas{definitions: map[string]any{}}
	for name, form := range map[string]any{"decision": decisionJSON{}, "finding": findingJSON{}, "obligation": obligationJSON{}} {
		s.names = append(s.names, definition{reflect.TypeOf(form), name})
	}
	for _, d := range s.names {
		s.definitions[d.name] = s.object(d.form)
	}
	text, err := json.MarshalIndent(map[string]any{
		"$schema": "https://json-schema.org/draft/2020-12/schema",
		"$id":     "urn:oudpath:answers:1",
		"title":   "What an oudpath engine answers",
		"$defs":   s.definitions,
	}, "", "  ")
	if err != nil {
		panic(err) // the schema is made of texts
	}
	return append(text, '\n')
}

type definition struct {
	form reflect.Type
	name string
}

type schemas struct {
	names       []definition
	definitions map[string]any
}

// object is the schema of a form: members that are left out where they say nothing are not required, and there are no others.
func (s *schemas) object(form reflect.Type) map[string]any {
	members, required := map[string]any{}, []string{}
	for i := range form.NumField() {
		name, options, _ := strings.Cut(form.Field(i).Tag.Get("json"), ",")
		members[name] = s.of(form.Field(i).Type)
		if options == "" {
			required = append(required, name)
		}
	}
	return map[string]any{"type": "object", "properties": members, "required": required, "additionalProperties": false}
}

func (s *schemas) of(t reflect.Type) map[string]any {
	for _, d := range s.names {
		if d.form == t {
			return map[string]any{"$ref": "#/$defs/" + d.name}
		}
	}
	switch {
	case t == reflect.TypeFor[time.Time]():
		return map[string]any{"type": "string", "format": "date-time"}
	case t == reflect.TypeFor[civil.Date]():
		return map[string]any{"type": "string", "format": "date"}
	case t.Implements(reflect.TypeFor[encoding.TextMarshaler]()):
		return map[string]any{"type": "string"}
	}
	switch t.Kind() {
	case reflect.Pointer:
		return s.of(t.Elem())
	case reflect.Slice:
		return map[string]any{"type": "array", "items": s.of(t.Elem())}
	case reflect.Struct:
		return s.object(t)
	case reflect.Bool:
		return map[string]any{"type": "boolean"}
	case reflect.String:
		return map[string]any{"type": "string"}
	}
	if zero := reflect.Zero(t); !zero.CanInt() && !zero.CanUint() {
		panic("plan: there is no schema of " + t.String()) // a test writes the schema
	}
	return map[string]any{"type": "integer"}
}
