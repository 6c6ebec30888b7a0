package document

import (
	"encoding"
	"errors"
	"fmt"
	"math"
	"reflect"
	"strconv"
	"strings"
	"unicode"
)

// Decoder is a value that reads itself from a node. path is where the node stands, for errors.
type Decoder interface {
	DecodeNode(n *Node, path string) error
}

// Decode reads a node into the value that into points to, and returns all that is wrong with it, joined.
//
// Members are named as the fields of a struct in lower camel case ("byGroup"), or by the field's json tag. A field with the tag
// document:"required" must be given. Fields that are functions cannot be.
func Decode(n *Node, into any) error { return DecodeAt(n, into, "") }

// DecodeAt is Decode for a node that stands at a path in a larger document, which errors then name.
func DecodeAt(n *Node, into any, path string) error {
	d := decoder{}
	d.read(n, reflect.ValueOf(into).Elem(), path)
	return errors.Join(d.errs...)
}

type decoder struct{ errs []error }

func (d *decoder) fault(n *Node, path, what string, args ...any) {
	d.errs = append(d.errs, n.At(path, fmt.Errorf(what, args...)))
}

func (d *decoder) read(n *Node, v reflect.Value, path string) {
	switch p := v.Addr().Interface().(type) {
	case Decoder:
		if err := p.DecodeNode(n, path); err != nil {
			d.errs = append(d.errs, err)
		}
		return
	case encoding.TextUnmarshaler:
		if n.Kind != Text {
			d.fault(n, path, "a text is expected, not %v", n.Kind)
		} else if err := p.UnmarshalText([]byte(n.Scalar)); err != nil {
			d.fault(n, path, "%w", err)
		}
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		d.read(n, v.Elem(), path)
	case reflect.Struct:
		d.members(n, v, path)
	case reflect.Map:
		d.entries(n, v, path)
	case reflect.Slice:
		if n.Kind != List {
			d.fault(n, path, "a list is expected, not %v", n.Kind)
			return
		}
		v.Set(reflect.MakeSlice(v.Type(), len(n.Items), len(n.Items)))
		for i, item := range n.Items {
			d.read(item, v.Index(i), fmt.Sprintf("%s[%d]", path, i))
		}
	default:
		d.scalar(n, v, path)
	}
}

func (d *decoder) scalar(n *Node, v reflect.Value, path string) {
	switch {
	case v.Kind() == reflect.String && n.Kind == Text:
		v.SetString(n.Scalar)
	case v.Kind() == reflect.Bool && n.Kind == Bool:
		v.SetBool(n.Scalar == "true")
	case v.CanFloat() && n.Kind == Number:
		x, err := strconv.ParseFloat(n.Scalar, 64)
		switch {
		case errors.Is(err, strconv.ErrRange):
			d.fault(n, path, "the number %s is too large", n.Scalar)
		case err != nil || math.IsInf(x, 0) || math.IsNaN(x):
			d.fault(n, path, "a number is expected, not %s", n.Scalar)
		case x == 0 && strings.ContainsAny(mantissa(n.Scalar), "123456789"):
			d.fault(n, path, "the number %s is too small to be told from 0", n.Scalar)
		}
		v.SetFloat(x)
	case v.CanInt() && n.Kind == Number:
		x, err := strconv.ParseInt(n.Scalar, 10, v.Type().Bits())
		if err != nil {
			d.fault(n, path, "a whole number is expected, not %s", n.Scalar)
		}
		v.SetInt(x)
	case v.CanUint() && n.Kind == Number:
		x, err := strconv.ParseUint(n.Scalar, 10, v.Type().Bits())
		if err != nil {
			d.fault(n, path, "a whole number from 0 up is expected, not %s", n.Scalar)
		}
		v.SetUint(x)
	default:
		d.fault(n, path, "%s is expected, not %v", expected(v.Kind()), n.Kind)
	}
}

// mantissa is a number without its exponent.
func mantissa(number string) string {
	if i := strings.IndexAny(number, "eE"); i >= 0 {
		return number[:i]
	}
	return number
}

func expected(k reflect.Kind) string {
	switch k {
	case reflect.String:
		return "a text"
	case reflect.Bool:
		return "true or false"
	}
	return "a number"
}

func (d *decoder) members(n *Node, v reflect.Value, path string) {
	if n.Kind != Object {
		d.fault(n, path, "an object is expected, not %v", n.Kind)
		return
	}
	fields := fieldsOf(v.Type())
	for _, m := range n.Members {
		f, ok := fields[m.Name]
		if !ok {
			d.errs = append(d.errs, &Error{Place: m.Place, Path: Join(path, m.Name),
				Err: fmt.Errorf("no member %q is known here", m.Name)})
			continue
		}
		d.read(m.Value, v.FieldByIndex(f.Index), Join(path, m.Name))
	}
	for i := range v.NumField() {
		if f := v.Type().Field(i); f.Tag.Get("document") == "required" && n.Member(NameOf(f)) == nil {
			d.fault(n, path, "%q is missing", NameOf(f))
		}
	}
}

func (d *decoder) entries(n *Node, v reflect.Value, path string) {
	if n.Kind != Object {
		d.fault(n, path, "an object is expected, not %v", n.Kind)
		return
	}
	v.Set(reflect.MakeMap(v.Type()))
	for _, m := range n.Members {
		value := reflect.New(v.Type().Elem()).Elem()
		d.read(m.Value, value, Join(path, m.Name))
		v.SetMapIndex(reflect.ValueOf(m.Name).Convert(v.Type().Key()), value)
	}
}

// Join returns the path of a member of what stands at a path.
func Join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

// fieldsOf returns the fields of a struct that a document can name.
func fieldsOf(t reflect.Type) map[string]reflect.StructField {
	fields := map[string]reflect.StructField{}
	for i := range t.NumField() {
		if f := t.Field(i); f.IsExported() && f.Type.Kind() != reflect.Func {
			fields[NameOf(f)] = f
		}
	}
	return fields
}

// NameOf returns the name by which a document knows a field of a struct.
func NameOf(f reflect.StructField) string {
	if name, _, _ := strings.Cut(f.Tag.Get("json"), ","); name != "" {
		return name
	}
	if f.Name == strings.ToUpper(f.Name) {
		return strings.ToLower(f.Name)
	}
	return string(unicode.ToLower(rune(f.Name[0]))) + f.Name[1:]
}
