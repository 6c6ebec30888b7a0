package httpapi

import (
	"cmp"
	"encoding"
	"encoding/json"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/calendar"
	"github.com/oudpath/oudpath/plan/choice"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/record"
)

const schemaPath = "#/components/schemas/"

// schemas are those of the forms, made from their types.
type schemas struct {
	definitions object
	types       map[string]reflect.Type // of the definitions that were made from one
	maxPage     int
}

// asked is the schema of a body of a request: its events are those that a caller may send.
func (s *schemas) asked(t reflect.Type) object {
	if named[t] == "event" {
		return object{"$ref": schemaPath + "told"}
	}
	return s.of(t)
}

// named are types that have a definition of their own elsewhere.
var named = map[reflect.Type]string{
	reflect.TypeFor[rawEvent]():          "event",
	reflect.TypeFor[json.RawMessage]():   "event",
	reflect.TypeFor[rawLine]():           "journal",
	reflect.TypeFor[fhirResource]():      "fhir",
	reflect.TypeFor[rawResource]():       "fhir",
	reflect.TypeFor[calendar.Calendar](): "calendar",
	reflect.TypeFor[choice.Weighing]():   "weighing",
	reflect.TypeFor[plan.Decision]():     "decision",
	reflect.TypeFor[plan.Finding]():      "finding",
	reflect.TypeFor[plan.Obligation]():   "obligation",
}

func (s *schemas) of(t reflect.Type) object {
	if name := named[t]; name != "" {
		return object{"$ref": schemaPath + name}
	}
	switch {
	case t == reflect.TypeFor[record.Actor]():
		return s.of(reflect.TypeFor[actor]())
	case t == reflect.TypeFor[time.Time]():
		return object{"type": "string", "format": "date-time"}
	case t == reflect.TypeFor[civil.Date]():
		return object{"type": "string", "format": "date"}
	case t == reflect.TypeFor[medication.Mass]():
		return object{"type": "string", "pattern": `^[0-9]{1,6}(\.[0-9]{1,3})? mg$`}
	case t.Implements(reflect.TypeFor[encoding.TextMarshaler]()):
		return words(t)
	}
	switch t.Kind() {
	case reflect.Pointer:
		return s.of(t.Elem())
	case reflect.Slice:
		return object{"type": "array", "items": s.of(t.Elem())}
	case reflect.Map:
		if t.Elem().Kind() == reflect.Interface {
			return object{"type": "object"}
		}
		return object{"type": "object", "additionalProperties": s.of(t.Elem())}
	case reflect.Struct:
		return s.defined(t)
	case reflect.Bool:
		return object{"type": "boolean"}
	case reflect.String:
		return object{"type": "string"}
	}
	if zero := reflect.Zero(t); !zero.CanInt() && !zero.CanUint() {
		panic("httpapi: there is no schema of " + t.String()) // a test writes the document
	}
	return object{"type": "integer"}
}

// defined makes a definition of a type, and refers to it. Members that are left out where they say nothing are not required.
func (s *schemas) defined(t reflect.Type) object {
	name := nameOf(t)
	ref := object{"$ref": schemaPath + name}
	if s.types[name] == t {
		return ref
	}
	if s.definitions[name] != nil {
		panic("httpapi: two forms are called " + name) // a test writes the document
	}
	s.types[name] = t
	members := object{}
	s.definitions[name] = object{"type": "object", "properties": members, "additionalProperties": false, "required": requiredOf(t)}
	for i := range t.NumField() {
		member, _ := memberOf(t.Field(i))
		if member == "" {
			continue
		}
		members[member] = s.of(t.Field(i).Type)
		if form := narrower[name+"."+member]; form != nil {
			members[member] = form
		}
	}
	maps.Copy(s.definitions[name].(object), narrower[name])
	return ref
}

// memberOf is the name of a field in JSON, and whether it is always there; empty: it is not written.
func memberOf(f reflect.StructField) (name string, always bool) {
	if !f.IsExported() {
		return "", false
	}
	name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
	if name == "-" {
		return "", false
	}
	return cmp.Or(name, f.Name), options == ""
}

// requiredOf are the members that a form always has.
func requiredOf(t reflect.Type) []string {
	required := []string{}
	for i := range t.NumField() {
		if name, always := memberOf(t.Field(i)); always {
			required = append(required, name)
		}
	}
	return required
}

// names adds the names of the members of a type, and of what is in it.
func names(t reflect.Type, known map[string]string) {
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Array, reflect.Map:
		names(t.Elem(), known)
	case reflect.Struct:
		for i := range t.NumField() {
			if !t.Field(i).IsExported() {
				continue
			}
			name, _ := memberOf(t.Field(i))
			known[strings.ToLower(name)] = name
			names(t.Field(i).Type, known)
		}
	}
}

// words are those that a type of closed words writes; any text, where the type is another.
func words(t reflect.Type) object {
	form := object{"type": "string"}
	if t.Kind() != reflect.Uint8 {
		return form
	}
	var list []string
	for n := range 1 << 8 {
		v := reflect.New(t).Elem()
		v.SetUint(uint64(n))
		if text, err := v.Interface().(encoding.TextMarshaler).MarshalText(); err == nil && len(text) > 0 {
			list = append(list, string(text))
		}
	}
	form["enum"] = list
	return form
}

// holdsLetter is a text that says something to who reads it in the record or the trail: a letter or a digit is in it, and nothing that
// nobody sees (a line feed, a change of direction, a space without width).
const holdsLetter = `^[^\p{Cc}\p{Cf}]*[\p{L}\p{N}][^\p{Cc}\p{Cf}]*$`

// said is the schema of such a text. Lengths are in letters here and in bytes in the service; zero: what a body can hold.
func said(bytes int) object {
	form := object{"type": "string", "pattern": holdsLetter, "description": "A text with a letter or a digit, and nothing that nobody sees"}
	if bytes > 0 {
		form["maxLength"] = bytes / 4
	}
	return form
}

// otherPlan is the ID of a second plan.
var otherPlan = object{"type": "string", "minLength": 1, "pattern": planIDForm, "maxLength": maxPlanID / 4, "description": "The ID of a plan"}

// patterns are those of members of bodies, to be held against what is sent.
var patterns = map[string]*regexp.Regexp{holdsLetter: regexp.MustCompile(holdsLetter), planIDForm: planIDPattern}

// unlike names the first member of a body whose text does not fit what the document says of it; empty: all fit.
func unlike(form reflect.Type, given map[string]json.RawMessage) (name string, said string) {
	for _, name := range slices.Sorted(maps.Keys(given)) {
		schema := narrower[nameOf(form)+"."+name]
		pattern, _ := schema["pattern"].(string)
		var text string
		if pattern != "" && json.Unmarshal(given[name], &text) == nil && !patterns[pattern].MatchString(text) {
			return name, schema["description"].(string)
		}
	}
	return "", ""
}

// narrower are the bodies, and members of bodies, of which their type says less than the operation takes.
var narrower = map[string]object{
	"disclose.recipient":   said(record.MaxID),
	"disclose.affiliation": said(record.MaxName),
	"disclose.emergency":   said(record.MaxName),
	"disclose.what":        {"type": "string", "enum": whats},
	"disclose.kinds":       {"type": "array", "minItems": 1, "items": object{"type": "string", "enum": kindNames()}},
	"disclose": {"if": object{"required": []string{"kinds"}},
		"then": object{"properties": object{"what": object{"enum": []string{whatJournal, whatFHIR}}}}},
	"explain":            {"oneOf": []object{{"required": []string{"eventId"}}, {"required": []string{"event"}}}},
	"explain.event":      {"$ref": schemaPath + "told"},
	"grant.reason":       {"type": "string", "enum": record.Reasons()},
	"proposal.closed":    {"type": "array", "items": object{"type": "string", "enum": weekdayNames()}},
	"proposal.kind":      {"type": "string", "enum": slices.Sorted(maps.Keys(calendarKinds))},
	"reason.reason":      said(0),
	"merge.from":         otherPlan,
	"merge.reason":       said(record.MaxName),
	"merge.fromVersion":  {"type": "integer", "minimum": 1},
	"split.otherVersion": {"type": "integer", "minimum": 1},
	"split.other":        otherPlan,
	"split.reason":       said(record.MaxName),
}

// nameOf names the definition of a type: deadlineForm is deadline, and a page of them deadlines.
func nameOf(t reflect.Type) string {
	name := t.Name()
	if inner, ok := strings.CutPrefix(name, "page["); ok {
		inner = strings.TrimSuffix(inner, "]")
		name = inner[strings.LastIndexAny(inner, "./")+1:] + "Page"
		name = strings.Replace(name, "FormPage", "Page", 1)
	}
	name = strings.TrimSuffix(name, "Form")
	name = strings.ToLower(name[:1]) + name[1:]
	if pkg := t.PkgPath(); strings.HasSuffix(pkg, "/report") {
		name = "report" + strings.ToUpper(name[:1]) + name[1:]
	}
	return name
}
