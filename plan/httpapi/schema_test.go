package httpapi

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// fits says what is wrong with a value by a schema of the document. A keyword that it does not know is a fault, so that nothing goes
// unchecked.
func fits(doc, schema object, v any, at string) (faults []string) {
	for _, name := range slices.Sorted(maps.Keys(schema)) {
		test, ok := keywords[name]
		if !ok {
			return append(faults, at+": a keyword "+name)
		}
		if test != nil && (about[name] == "" || about[name] == typeOf(v)) {
			faults = append(faults, test(checked{doc, schema, v, at}, schema[name])...)
		}
	}
	return faults
}

// checked is a value with the schema that it is held against, and where it stands.
type checked struct {
	doc, schema object
	v           any
	at          string
}

func (c checked) fits(schema, v any, at string) []string { return fits(c.doc, schema.(object), v, at) }

func (c checked) bad(is bool, format string, args ...any) []string {
	if !is {
		return nil
	}
	return []string{c.at + ": " + fmt.Sprintf(format, args...)}
}

func typeOf(v any) string {
	switch v := v.(type) {
	case object:
		return "object"
	case []any:
		return "array"
	case string:
		return "string"
	case bool:
		return "boolean"
	case float64:
		if v == float64(int64(v)) {
			return "integer"
		}
		return "number"
	}
	return "null"
}

// about names the type that a keyword speaks of: values of others pass it.
var about = map[string]string{"properties": "object", "required": "object", "additionalProperties": "object", "minProperties": "object",
	"items": "array", "minItems": "array", "minLength": "string", "maxLength": "string", "pattern": "string", "format": "string",
	"minimum": "integer", "maximum": "integer"}

var keywords map[string]func(checked, any) []string

func init() { // the keywords speak of each other
	keywords = map[string]func(checked, any) []string{
		"description": nil, "title": nil, "$comment": nil, "then": nil, "else": nil,
		"$ref": func(c checked, want any) []string {
			target, ok := resolved(c.doc, want.(string))
			if !ok {
				return c.bad(true, "no definition of %s", want)
			}
			return fits(c.doc, target, c.v, c.at)
		},
		"type": func(c checked, want any) []string {
			return c.bad(typeOf(c.v) != want, "%s and no %s", typeOf(c.v), want)
		},
		"const": func(c checked, want any) []string { return c.bad(c.v != want, "%v and not %v", c.v, want) },
		"enum": func(c checked, want any) []string {
			return c.bad(!slices.Contains(want.([]any), c.v), "%v is none of %v", c.v, want)
		},
		"minLength": func(c checked, want any) []string { return c.bad(letters(c.v) < want.(float64), "too short") },
		"maxLength": func(c checked, want any) []string { return c.bad(letters(c.v) > want.(float64), "too long") },
		"minimum":   func(c checked, want any) []string { return c.bad(c.v.(float64) < want.(float64), "too small") },
		"maximum":   func(c checked, want any) []string { return c.bad(c.v.(float64) > want.(float64), "too large") },
		"pattern": func(c checked, want any) []string {
			return c.bad(!regexp.MustCompile(want.(string)).MatchString(c.v.(string)), "%q is not %s", c.v, want)
		},
		"format": func(c checked, want any) []string {
			_, err := time.Parse(map[any]string{"date": time.DateOnly, "date-time": time.RFC3339Nano}[want], c.v.(string))
			return c.bad(err != nil, "%q is no %s", c.v, want)
		},
		"minItems": func(c checked, want any) []string {
			return c.bad(float64(len(c.v.([]any))) < want.(float64), "too few")
		},
		"minProperties": func(c checked, want any) []string {
			return c.bad(float64(len(c.v.(object))) < want.(float64), "too few members")
		},
		"required": func(c checked, want any) (faults []string) {
			for _, name := range want.([]any) {
				_, ok := c.v.(object)[name.(string)]
				faults = append(faults, c.bad(!ok, "%s is missing", name)...)
			}
			return faults
		},
		"properties": func(c checked, want any) (faults []string) {
			for name, form := range want.(object) {
				if part, ok := c.v.(object)[name]; ok {
					faults = append(faults, c.fits(form, part, c.at+"/"+name)...)
				}
			}
			return faults
		},
		"additionalProperties": additional,
		"items": func(c checked, want any) (faults []string) {
			for i, part := range c.v.([]any) {
				faults = append(faults, c.fits(want, part, fmt.Sprint(c.at, "/", i))...)
			}
			return faults
		},
		"not": func(c checked, want any) []string {
			return c.bad(len(c.fits(want, c.v, c.at)) == 0, "it is what it must not be")
		},
		"allOf": func(c checked, want any) (faults []string) {
			for _, form := range want.([]any) {
				faults = append(faults, c.fits(form, c.v, c.at)...)
			}
			return faults
		},
		"oneOf": func(c checked, want any) []string {
			n := 0
			for _, form := range want.([]any) {
				if len(c.fits(form, c.v, c.at)) == 0 {
					n++
				}
			}
			return c.bad(n != 1, "it fits %d of the forms", n)
		},
		"if": func(c checked, want any) []string {
			way := "then"
			if len(c.fits(want, c.v, c.at)) > 0 {
				way = "else"
			}
			if c.schema[way] == nil {
				return nil
			}
			return c.fits(c.schema[way], c.v, c.at)
		},
	}
}

func additional(c checked, want any) (faults []string) {
	members, _ := c.schema["properties"].(object)
	for name, part := range c.v.(object) {
		if _, known := members[name]; known {
			continue
		}
		if want == false {
			faults = append(faults, c.bad(true, "%s is unknown", name)...)
		} else {
			faults = append(faults, c.fits(want, part, c.at+"/"+name)...)
		}
	}
	return faults
}

func letters(v any) float64 { return float64(utf8.RuneCountInString(v.(string))) }

// resolved is the definition that a reference names.
func resolved(doc object, ref string) (object, bool) {
	target, ok := dig(doc, "components", "schemas", strings.TrimPrefix(ref, schemaPath)).(object)
	return target, ok
}
