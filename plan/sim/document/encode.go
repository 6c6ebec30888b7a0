package document

import (
	"bytes"
	"encoding"
	"encoding/json"
	"fmt"
	"reflect"
)

// Encode writes a value as JSON that Decode reads as the same value: members under the names of NameOf, in the order of the fields,
// without those that are zero and not required. A function that is set, and a number that is not finite, cannot be written.
func Encode(value any) ([]byte, error) { return encode(reflect.ValueOf(value)) }

func encode(v reflect.Value) ([]byte, error) {
	switch v.Interface().(type) {
	case json.Marshaler, encoding.TextMarshaler:
		return json.Marshal(v.Interface())
	}
	switch v.Kind() {
	case reflect.Pointer:
		return encode(v.Elem())
	case reflect.Struct:
		return encodeMembers(v)
	case reflect.Slice:
		return encodeAll('[', ']', v.Len(), func(i int, b *bytes.Buffer) error { return put(b, v.Index(i)) })
	case reflect.Map:
		all := map[string]json.RawMessage{}
		for _, k := range v.MapKeys() {
			text, err := encode(v.MapIndex(k))
			if err != nil {
				return nil, fmt.Errorf("%s: %w", k.String(), err)
			}
			all[k.String()] = text
		}
		return json.Marshal(all) // in the order of the names
	case reflect.Func:
		return nil, fmt.Errorf("a function cannot be written")
	}
	return json.Marshal(v.Interface())
}

func encodeMembers(v reflect.Value) ([]byte, error) {
	var fields []reflect.StructField
	for i := range v.NumField() {
		f := v.Type().Field(i)
		if f.IsExported() && (!v.Field(i).IsZero() || f.Tag.Get("document") == "required") {
			fields = append(fields, f)
		}
	}
	return encodeAll('{', '}', len(fields), func(i int, b *bytes.Buffer) error {
		name := NameOf(fields[i])
		fmt.Fprintf(b, "%q:", name) // names of fields need no escapes
		if err := put(b, v.FieldByIndex(fields[i].Index)); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		return nil
	})
}

func put(b *bytes.Buffer, v reflect.Value) error {
	text, err := encode(v)
	b.Write(text)
	return err
}

// encodeAll writes things between two signs, with commas.
func encodeAll(from, to byte, count int, each func(int, *bytes.Buffer) error) ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte(from)
	for i := range count {
		if i > 0 {
			b.WriteByte(',')
		}
		if err := each(i, &b); err != nil {
			return nil, err
		}
	}
	b.WriteByte(to)
	return b.Bytes(), nil
}
