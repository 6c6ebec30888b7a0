package document

import (
	"encoding"
	"reflect"
)

// Schemer is a Decoder that says what it reads, as a JSON Schema.
type Schemer interface{ DocumentSchema() map[string]any }

// Schema returns the JSON Schema (draft 2020-12) of what Decode reads into a value of the type: the same members, the same words of
// closed vocabularies, the same members that are required. It holds no less than Decode checks about single values, but cannot say what
// has to fit together.
func Schema(t reflect.Type) map[string]any {
	p := reflect.New(t).Interface()
	if s, ok := p.(Schemer); ok {
		return s.DocumentSchema()
	}
	if _, ok := p.(encoding.TextUnmarshaler); ok {
		if all := words(t); all != nil {
			return map[string]any{"type": "string", "enum": all}
		}
		return map[string]any{"type": "string"}
	}
	switch k := t.Kind(); {
	case k == reflect.Pointer:
		return Schema(t.Elem())
	case k == reflect.Struct:
		return object(t)
	case k == reflect.Map:
		return map[string]any{"type": "object", "additionalProperties": Schema(t.Elem())}
	case k == reflect.Slice:
		return map[string]any{"type": "array", "items": Schema(t.Elem())}
	case k == reflect.String:
		return map[string]any{"type": "string"}
	case k == reflect.Bool:
		return map[string]any{"type": "boolean"}
	case k >= reflect.Uint && k <= reflect.Uint64:
		return map[string]any{"type": "integer", "minimum": 0}
	case k >= reflect.Int && k <= reflect.Int64:
		return map[string]any{"type": "integer"}
	}
	return map[string]any{"type": "number"}
}

func object(t reflect.Type) map[string]any {
	properties, required := map[string]any{}, []string{}
	for i := range t.NumField() {
		f := t.Field(i)
		if !f.IsExported() || f.Type.Kind() == reflect.Func {
			continue
		}
		properties[NameOf(f)] = Schema(f.Type)
		if f.Tag.Get("document") == "required" {
			required = append(required, NameOf(f))
		}
	}
	all := map[string]any{"type": "object", "properties": properties, "additionalProperties": false}
	if len(required) > 0 {
		all["required"] = required
	}
	return all
}

// words returns the texts that a closed word of one byte is written as.
func words(t reflect.Type) []string {
	var all []string
	for n := range 256 {
		v := reflect.New(t)
		if v.Elem().Kind() != reflect.Uint8 {
			return nil
		}
		v.Elem().SetUint(uint64(n))
		m, ok := v.Elem().Interface().(encoding.TextMarshaler)
		if !ok {
			return nil
		}
		if text, err := m.MarshalText(); err == nil && len(text) > 0 {
			all = append(all, string(text))
		}
	}
	return all
}
