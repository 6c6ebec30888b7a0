package journal

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// checker checks values against the part of JSON Schema that Schema uses. A keyword that it does not know is a fault, so that
// nothing goes unchecked.
type checker struct {
	root     map[string]any
	keywords map[string]keywordTest
}

func newChecker(text []byte) checker { return checker{parse(text).(map[string]any), keywordTests()} }

func parse(text []byte) any {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		panic(err)
	}
	return v
}

// line checks a line of a journal.
func (c checker) line(text []byte) []string { return c.check("", c.root, parse(text)) }

// check returns what is wrong with the value.
func (c checker) check(at string, schema any, v any) []string {
	var faults []string
	for _, name := range sortedNames(schema.(map[string]any)) {
		want := schema.(map[string]any)[name]
		test, ok := c.keywords[name]
		if !ok {
			return []string{"unknown keyword " + name}
		}
		if test != nil && (of[name] == "" || of[name] == typeOf(v)) {
			faults = append(faults, test(c, at, want, v, schema.(map[string]any))...)
		}
	}
	return faults
}

func sortedNames(m map[string]any) []string {
	names := make([]string, 0, len(m))
	for name := range m {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

func faultIf(bad bool, at, format string, args ...any) []string {
	if !bad {
		return nil
	}
	return []string{at + ": " + fmt.Sprintf(format, args...)}
}

type keywordTest func(c checker, at string, want, v any, schema map[string]any) []string

// of names the type that a keyword is about; values of other types pass.
var of = map[string]string{
	"minLength": "string", "pattern": "string", "format": "string", "items": "array",
	"minProperties": "object", "properties": "object", "additionalProperties": "object", "required": "object",
}

func keywordTests() map[string]keywordTest {
	return map[string]keywordTest{
		"$schema": nil, "$id": nil, "title": nil, "$comment": nil, "$defs": nil, "then": nil, "else": nil,
		"$ref": func(c checker, at string, want, v any, _ map[string]any) []string {
			name, _ := strings.CutPrefix(want.(string), "#/$defs/")
			definition, ok := c.root["$defs"].(map[string]any)[name]
			if !ok {
				return []string{"no definition of " + name}
			}
			return c.check(at, definition, v)
		},
		"type": func(_ checker, at string, want, v any, _ map[string]any) []string {
			return faultIf(typeOf(v) != want, at, "%s is wanted, not %s", want, typeOf(v))
		},
		"const": func(_ checker, at string, want, v any, _ map[string]any) []string {
			return faultIf(v != want, at, "%v is wanted, not %v", want, v)
		},
		"enum": func(_ checker, at string, want, v any, _ map[string]any) []string {
			return faultIf(!slices.Contains(want.([]any), v), at, "%v is none of %v", v, want)
		},
		"minLength": func(_ checker, at string, want, v any, _ map[string]any) []string {
			return faultIf(utf8.RuneCountInString(v.(string)) < number(want), at, "too short")
		},
		"minProperties": func(_ checker, at string, want, v any, _ map[string]any) []string {
			return faultIf(len(v.(map[string]any)) < number(want), at, "too few members")
		},
		"pattern": func(_ checker, at string, want, v any, _ map[string]any) []string {
			return faultIf(!regexp.MustCompile(want.(string)).MatchString(v.(string)), at, "%q is not %s", v, want)
		},
		"format": func(_ checker, at string, want, v any, _ map[string]any) []string {
			layout := map[string]string{"date": time.DateOnly, "date-time": time.RFC3339Nano}[want.(string)]
			_, err := time.Parse(layout, v.(string))
			return faultIf(err != nil, at, "%q is no %s", v, want)
		},
		"not": func(c checker, at string, want, v any, _ map[string]any) []string {
			return faultIf(len(c.check(at, want, v)) == 0, at, "%v is what it must not be", v)
		},
		"items": func(c checker, at string, want, v any, _ map[string]any) (faults []string) {
			for i, item := range v.([]any) {
				faults = append(faults, c.check(fmt.Sprintf("%s/%d", at, i), want, item)...)
			}
			return faults
		},
		"properties": func(c checker, at string, want, v any, _ map[string]any) (faults []string) {
			for name, s := range want.(map[string]any) {
				if part, ok := v.(map[string]any)[name]; ok {
					faults = append(faults, c.check(at+"/"+name, s, part)...)
				}
			}
			return faults
		},
		"additionalProperties": func(c checker, at string, want, v any, schema map[string]any) (faults []string) {
			known, _ := schema["properties"].(map[string]any)
			for name, part := range v.(map[string]any) {
				if _, ok := known[name]; ok {
					continue
				}
				if want == false {
					faults = append(faults, at+"/"+name+": unknown member")
				} else {
					faults = append(faults, c.check(at+"/"+name, want, part)...)
				}
			}
			return faults
		},
		"required": func(_ checker, at string, want, v any, _ map[string]any) (faults []string) {
			for _, name := range want.([]any) {
				_, ok := v.(map[string]any)[name.(string)]
				faults = append(faults, faultIf(!ok, at, "%s is missing", name)...)
			}
			return faults
		},
		"allOf": func(c checker, at string, want, v any, _ map[string]any) (faults []string) {
			for _, s := range want.([]any) {
				faults = append(faults, c.check(at, s, v)...)
			}
			return faults
		},
		"oneOf": func(c checker, at string, want, v any, _ map[string]any) (faults []string) {
			fits := 0
			for _, s := range want.([]any) {
				wrong := c.check(at, s, v)
				if len(wrong) == 0 {
					fits++
				}
				faults = append(faults, wrong...)
			}
			if fits == 1 {
				return nil
			}
			return append(faults, fmt.Sprintf("%s: %d of the alternatives fit", at, fits))
		},
		"if": func(c checker, at string, want, v any, schema map[string]any) []string {
			next := "then"
			if len(c.check(at, want, v)) > 0 {
				next = "else"
			}
			if schema[next] == nil {
				return nil
			}
			return c.check(at, schema[next], v)
		},
	}
}

func typeOf(v any) string {
	switch v := v.(type) {
	case map[string]any:
		return "object"
	case []any:
		return "array"
	case string:
		return "string"
	case bool:
		return "boolean"
	case json.Number:
		if strings.ContainsAny(v.String(), ".eE") {
			return "number"
		}
		return "integer"
	}
	return "null"
}

func number(v any) int {
	n, _ := v.(json.Number).Int64()
	return int(n)
}
