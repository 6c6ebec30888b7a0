package httpapi

import (
	"encoding"
	"encoding/json"
	"net/http"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/calendar"
	"github.com/oudpath/oudpath/plan/choice"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/journal"
	"github.com/oudpath/oudpath/plan/report"
)

type object = map[string]any

// parameters are those of addresses and headers, and what each means.
var parameters = map[string]struct {
	in, text string
	schema   object
}{
	"plan":     {"path", "The ID of the plan", object{"type": "string", "minLength": 1, "maxLength": maxPlanID}},
	"after":    {"query", "Where to go on: next of the page before", object{"type": "string"}},
	"limit":    {"query", "Rows at most", object{"type": "integer", "minimum": 1}},
	"day":      {"query", "The day; today where it is not stated", object{"type": "string", "format": "date"}},
	"at":       {"query", "The time; now where it is not stated", object{"type": "string", "format": "date-time"}},
	"from":     {"query", "From when on; three years ago where it is not stated", object{"type": "string", "format": "date-time"}},
	"picture":  {"query", "Which picture", object{"type": "string", "enum": report.Pictures()}},
	"language": {"query", "The language of the letter; English where it is not stated", object{"type": "string", "enum": report.Languages()}},
	"of": {"query", "Which options; medications where it is not stated", object{"type": "string",
		"enum": []string{"medications", "levels"}}},
	"setting":         {"query", "Where the first dose would be given", object{"type": "string"}},
	"known":           {"query", "As it was known at this time", object{"type": "string", "format": "date-time"}},
	"rules":           {"query", "By the rules of another day, by their name in this service", object{"type": "string"}},
	"If-Match":        {"header", "The version that the caller has seen, in quotes; * for whatever is on record", object{"type": "string"}},
	"If-None-Match":   {"header", "* begins a plan of which nothing is on record", object{"type": "string", "const": "*"}},
	"Idempotency-Key": {"header", "Names the request, so that its repetition is answered from the record", object{"type": "string"}},
	"Purpose-Of-Use":  {"header", "What it is for", object{"type": "string", "enum": purposes}},
}

// openAPI writes the document of the routes. Everything in it is made of the table that the mux serves.
func openAPI(list []route) []byte {
	s := &schemas{object{"event": journalEvent(), "calendar": elsewhere("A calendar as package plan/calendar writes it"),
		"weighing": elsewhere("Options weighed, as package plan/choice writes them")}, make(map[string]reflect.Type)}
	var answers struct{ Defs object }
	if err := json.Unmarshal([]byte(strings.ReplaceAll(string(plan.Schema()), "#/$defs/", schemaPath)), &struct {
		Defs *object `json:"$defs"`
	}{&answers.Defs}); err != nil {
		panic(err) // the schema is that of this library
	}
	for name, definition := range answers.Defs {
		s.definitions[name] = definition
	}
	paths := object{}
	for i := range list {
		r := &list[i]
		if paths[r.path] == nil {
			paths[r.path] = object{}
		}
		paths[r.path].(object)[strings.ToLower(r.method)] = s.operation(r)
	}
	s.of(reflect.TypeFor[problem]())
	text, err := json.MarshalIndent(object{
		"openapi":    "3.1.0",
		"info":       object{"title": "oudpath: plans of treatment of opioid use disorder", "version": "0"},
		"paths":      paths,
		"components": object{"schemas": s.definitions, "securitySchemes": object{"bearer": object{"type": "http", "scheme": "bearer"}}},
		"security":   []object{{"bearer": []string{}}},
	}, "", "  ")
	if err != nil {
		panic(err) // it is made of texts
	}
	return append(text, '\n')
}

// journalEvent is what an event looks like. The schema of its types, which is long, is that of package journal, as its name says.
func journalEvent() object {
	var whole object
	if err := json.Unmarshal(journal.Schema(), &whole); err != nil {
		panic(err)
	}
	return object{"type": "object", "description": "An event as the journal writes it; its schema is " + whole["$id"].(string),
		"required": []string{"type", "v", "id", "at"}}
}

// elsewhere is an object whose members are described where it is written.
func elsewhere(text string) object { return object{"type": "object", "description": text} }

func (s *schemas) operation(r *route) object {
	op := object{"operationId": r.name, "summary": r.title, "responses": s.responses(r)}
	if r.public {
		op["security"] = []object{}
	} else {
		op["x-scope"] = r.scope
	}
	names := slices.Concat(r.query, r.headers)
	if strings.Contains(r.path, "{plan}") {
		names = append([]string{"plan", "Purpose-Of-Use"}, names...)
	}
	var list []object
	for _, name := range names {
		p := parameters[name]
		list = append(list, object{"name": name, "in": p.in, "description": p.text, "schema": p.schema,
			"required": p.in == "path" || name == "Purpose-Of-Use"})
	}
	if list != nil {
		op["parameters"] = list
	}
	if r.body != nil {
		op["requestBody"] = object{"required": true, "content": object{r.body.media: object{"schema": s.of(reflect.TypeOf(r.body.of))}}}
	}
	return op
}

func (s *schemas) responses(r *route) object {
	responses := object{}
	for _, a := range r.answers {
		status := a.status
		key := strconv.Itoa(status)
		if responses[key] == nil {
			responses[key] = object{"description": http.StatusText(status)}
		}
		if a.media != "" {
			content, _ := responses[key].(object)["content"].(object)
			if content == nil {
				content = object{}
				responses[key].(object)["content"] = content
			}
			content[a.media] = object{"schema": s.of(reflect.TypeOf(a.of))}
		}
	}
	faults := make(map[int][]string)
	for _, f := range slices.Concat(r.faults, r.everywhere()) {
		if !slices.Contains(faults[f.status], f.title) {
			faults[f.status] = append(faults[f.status], f.title)
		}
	}
	for status, titles := range faults {
		responses[strconv.Itoa(status)] = object{"description": strings.Join(titles, "; "),
			"content": object{"application/problem+json": object{"schema": object{"$ref": schemaPath + "problem"}}}}
	}
	return responses
}

// everywhere are the faults that every route has by what it takes.
func (r *route) everywhere() []fault {
	if r.public {
		return nil
	}
	faults := []fault{faultWho, faultForbidden, faultParameter, faultHeader, faultAccept, faultMedia, faultInternal, faultUnavailable}
	if strings.Contains(r.path, "{plan}") {
		faults = append(faults, faultPurpose)
	}
	if r.body != nil {
		faults = append(faults, faultMalformed, faultLarge)
	}
	return faults
}

const schemaPath = "#/components/schemas/"

// schemas are those of the forms, made from their types.
type schemas struct {
	definitions object
	types       map[string]reflect.Type // of the definitions that were made from one
}

// named are types that have a definition of their own elsewhere.
var named = map[reflect.Type]string{
	reflect.TypeFor[rawEvent]():          "event",
	reflect.TypeFor[json.RawMessage]():   "event",
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
	case t == reflect.TypeFor[time.Time]():
		return object{"type": "string", "format": "date-time"}
	case t == reflect.TypeFor[civil.Date]():
		return object{"type": "string", "format": "date"}
	case t.Implements(reflect.TypeFor[encoding.TextMarshaler]()):
		return object{"type": "string"}
	}
	switch t.Kind() {
	case reflect.Pointer:
		return s.of(t.Elem())
	case reflect.Slice:
		return object{"type": "array", "items": s.of(t.Elem())}
	case reflect.Map:
		return object{"type": "object"}
	case reflect.Struct:
		return s.defined(t)
	case reflect.Bool:
		return object{"type": "boolean"}
	case reflect.Int, reflect.Int64, reflect.Uint8, reflect.Uint16:
		return object{"type": "integer"}
	}
	return object{"type": "string"}
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
	members, required := object{}, []string{}
	s.definitions[name] = object{"type": "object", "properties": members, "additionalProperties": false}
	for i := range t.NumField() {
		f := t.Field(i)
		if !f.IsExported() {
			continue
		}
		member, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if member == "-" {
			continue
		}
		if member == "" {
			member = f.Name
		}
		members[member] = s.of(f.Type)
		if options == "" {
			required = append(required, member)
		}
	}
	s.definitions[name].(object)["required"] = required
	return ref
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
