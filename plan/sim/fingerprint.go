package sim

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"reflect"
	"slices"
	"strconv"

	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/stages"
)

// Fingerprint identifies the model by what was declared: names, parameters, shares, windows and values, and the rates of its life
// tables. Models with one fingerprint give one result, on every machine. What changes no number is not part of it: the name of the
// model, sources, and stages. Of a function it knows only that there is one, so models that differ in what their functions compute
// share a fingerprint.
func (c *Compiled) Fingerprint() string { return c.print }

func (m Model) fingerprint() string {
	m.Name = ""
	h := sha256.New()
	declare(h, reflect.ValueOf(m))
	return hex.EncodeToString(h.Sum(nil))
}

// counts reports whether a field can change a number. The name is that of a life table, in a Hazard.
func counts(f reflect.StructField) bool {
	switch f.Type {
	case reflect.TypeFor[evidence.Citation](), reflect.TypeFor[stages.Stage](), reflect.TypeFor[error]():
		return false
	}
	return f.Name != "name"
}

// declare writes a value so that different values are different texts. Numbers are written in full (strconv finds the shortest text
// that reads back as the same bits).
func declare(h hash.Hash, v reflect.Value) {
	if v.Type() == reflect.TypeFor[*LifeTable]() {
		if !v.IsNil() {
			declare(h, v.Elem().FieldByName("rates"))
			declare(h, v.Elem().FieldByName("first"))
		}
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		fmt.Fprintf(h, "{%s", v.Type().Name())
		for i := range v.NumField() {
			// what is not used is left out, so that a model keeps its fingerprint when models learn to say more
			if f := v.Type().Field(i); counts(f) && !v.Field(i).IsZero() {
				fmt.Fprintf(h, " %s:", f.Name)
				declare(h, v.Field(i))
			}
		}
		fmt.Fprint(h, "}")
	case reflect.Slice, reflect.Array:
		fmt.Fprintf(h, "[%d", v.Len())
		for i := range v.Len() {
			fmt.Fprint(h, " ")
			declare(h, v.Index(i))
		}
		fmt.Fprint(h, "]")
	case reflect.Map:
		keys := v.MapKeys()
		slices.SortFunc(keys, func(a, b reflect.Value) int { return cmp.Compare(a.String(), b.String()) })
		fmt.Fprintf(h, "<%d", len(keys))
		for _, k := range keys {
			fmt.Fprintf(h, " %q:", k.String())
			declare(h, v.MapIndex(k))
		}
		fmt.Fprint(h, ">")
	case reflect.Func:
		fmt.Fprint(h, !v.IsNil())
	case reflect.String:
		fmt.Fprintf(h, "%q", v.String())
	case reflect.Float64:
		fmt.Fprint(h, strconv.FormatFloat(v.Float(), 'g', -1, 64))
	default:
		fmt.Fprint(h, v)
	}
}
