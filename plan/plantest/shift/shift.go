// Package shift makes, of a value, the values next to it: each number a unit less and a unit more, each day the one before and
// the one after. It replaces settings of a jurisdiction by them, one at a time, makes the engines anew, and asks the cases again until
// one does not hold any more. A setting that nothing notices is a number that nobody has tried.
//
// It looks through whatever a value is made of, also what a package does not export, so that a limit that is a table is shifted
// row by row. It is for tests only: a value made here has passed no constructor and may be one that its package refuses.
package shift

import (
	"fmt"
	"maps"
	"math"
	"reflect"
	"unsafe"
)

// Variant is a value that differs from the original in one place by one unit.
type Variant struct {
	Change string // where, and from what to what: ".bands[1].Days: 14 → 15"
	Value  any    // of the type of the original
}

// Units says how values of some types are shifted. Numbers of the language are shifted by one and truth values turned around;
// texts stay, and so do numbers of other types that a package defines, which are words more often than numbers. Where a value
// holds a type that is neither that nor here nor made of such, there is no telling what its neighbors are: an error.
//
// The zero Units know the types of the language only.
type Units struct {
	next map[reflect.Type]func(any) []any
	keep map[part]bool
}

// part is a field of a struct type.
type part struct {
	of    reflect.Type
	field string
}

// With returns the units with one for a type: the values next to a value, none if it has no neighbors.
func With[T any](u Units, next func(T) []T) Units {
	all := map[reflect.Type]func(any) []any{reflect.TypeFor[T](): func(value any) (list []any) {
		for _, n := range next(value.(T)) {
			list = append(list, n)
		}
		return list
	}}
	maps.Copy(all, u.next)
	return Units{all, u.keep}
}

// Keeping returns the units with fields of a struct type that stay as they are. It panics if there is no such field.
func Keeping[T any](u Units, fields ...string) Units {
	all := maps.Clone(u.keep)
	if all == nil {
		all = make(map[part]bool)
	}
	for _, name := range fields {
		if _, ok := reflect.TypeFor[T]().FieldByName(name); !ok {
			panic(fmt.Sprintf("shift: %s has no field %s", reflect.TypeFor[T](), name))
		}
		all[part{reflect.TypeFor[T](), name}] = true
	}
	return Units{u.next, all}
}

// Of returns the variants of the value, in the order of its parts.
func (u Units) Of(value any) ([]Variant, error) {
	if value == nil {
		return nil, nil
	}
	changes, err := u.of(reflect.ValueOf(value))
	variants := make([]Variant, len(changes))
	for i, c := range changes {
		variants[i] = Variant{c.where + ": " + c.what, c.value.Interface()}
	}
	return variants, err
}

// change is a variant of a part of a value.
type change struct {
	where, what string
	value       reflect.Value
}

func (u Units) of(v reflect.Value) ([]change, error) {
	t := v.Type()
	if next := u.next[t]; next != nil {
		var changes []change
		for _, n := range next(v.Interface()) {
			changes = append(changes, to(v, reflect.ValueOf(n)))
		}
		return changes, nil
	}
	switch t.Kind() {
	case reflect.Bool:
		return []change{to(v, reflect.ValueOf(!v.Bool()).Convert(t))}, nil
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64,
		reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		if t.PkgPath() != "" {
			return nil, nil
		}
		return numbers(v), nil
	case reflect.Struct:
		return u.fields(v)
	case reflect.Array, reflect.Slice:
		return u.elements(v)
	case reflect.Interface:
		return u.dynamic(v)
	case reflect.String:
		return nil, nil
	}
	return nil, fmt.Errorf("shift: what is next to a value of type %s?", t)
}

func to(from, to reflect.Value) change {
	return change{what: fmt.Sprintf("%v → %v", from.Interface(), to.Interface()), value: to}
}

// numbers returns the whole numbers before and after, as far as the type has them. Nothing is next to zero below it: numbers
// count, and less than none is none.
func numbers(v reflect.Value) (changes []change) {
	add := func(set func(reflect.Value)) {
		n := reflect.New(v.Type()).Elem()
		set(n)
		changes = append(changes, to(v, n))
	}
	if v.CanInt() {
		n, most := v.Int(), int64(math.MaxInt64)>>(64-v.Type().Bits())
		if n != 0 && n > -most-1 {
			add(func(next reflect.Value) { next.SetInt(n - 1) })
		}
		if n < most {
			add(func(next reflect.Value) { next.SetInt(n + 1) })
		}
		return changes
	}
	n, most := v.Uint(), uint64(math.MaxUint64)>>(64-v.Type().Bits())
	if n > 0 {
		add(func(next reflect.Value) { next.SetUint(n - 1) })
	}
	if n < most {
		add(func(next reflect.Value) { next.SetUint(n + 1) })
	}
	return changes
}

func (u Units) fields(v reflect.Value) (changes []change, err error) {
	from := addressable(v)
	for i := range v.NumField() {
		if u.keep[part{v.Type(), v.Type().Field(i).Name}] {
			continue
		}
		parts, err := u.of(field(from, i))
		if err != nil {
			return nil, fmt.Errorf("%w (in the field %s of %s)", err, v.Type().Field(i).Name, v.Type())
		}
		for _, c := range parts {
			whole := addressable(from)
			field(whole, i).Set(c.value)
			changes = append(changes, change{"." + v.Type().Field(i).Name + c.where, c.what, whole})
		}
	}
	return changes, nil
}

func (u Units) elements(v reflect.Value) (changes []change, err error) {
	for i := range v.Len() {
		parts, err := u.of(v.Index(i))
		if err != nil {
			return nil, err
		}
		for _, c := range parts {
			whole := addressable(v)
			if v.Kind() == reflect.Slice {
				whole = reflect.MakeSlice(v.Type(), v.Len(), v.Len())
				reflect.Copy(whole, v)
			}
			whole.Index(i).Set(c.value)
			changes = append(changes, change{fmt.Sprintf("[%d]%s", i, c.where), c.what, whole})
		}
	}
	return changes, nil
}

func (u Units) dynamic(v reflect.Value) ([]change, error) {
	if v.IsNil() {
		return nil, nil
	}
	changes, err := u.of(v.Elem())
	for i := range changes {
		whole := reflect.New(v.Type()).Elem()
		whole.Set(changes[i].value)
		changes[i].value = whole
	}
	return changes, err
}

// addressable returns a copy of the value whose fields can be set.
func addressable(v reflect.Value) reflect.Value {
	whole := reflect.New(v.Type()).Elem()
	whole.Set(v)
	return whole
}

// field returns a field of an addressable struct as if its package exported it.
func field(v reflect.Value, i int) reflect.Value {
	f := v.Field(i)
	return reflect.NewAt(f.Type(), unsafe.Pointer(f.UnsafeAddr())).Elem()
}

// Decimal returns the numbers next to n, which is written in units of which each has so many: one unit less and more if it is
// a whole number of units, and otherwise one in its last decimal place. 0.7 mg is next to 0.6 and 0.8 mg.
func Decimal(n, unit int64) []int64 {
	for n%unit != 0 {
		unit /= 10
	}
	return []int64{n - unit, n + unit}
}
