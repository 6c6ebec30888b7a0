package httpapi

import (
	"encoding/json"
	"maps"
	"net/http"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/journal"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/report"
)

type object = map[string]any

// parameters are those of addresses and headers, and what each means.
var parameters = map[string]struct {
	in, text string
	schema   object
}{
	"plan": {"path", "The ID of the plan, of at most 512 bytes", object{"type": "string", "minLength": 1, "pattern": planIDForm,
		"maxLength": maxPlanID / 4}},
	"after": {"query", "Where to go on: next of the page before", object{"type": "string"}},
	"limit": {"query", "Rows at most", object{"type": "integer", "minimum": 1}}, // and the service's own maximum
	"day":   {"query", "The day; today where it is not stated", object{"type": "string", "format": "date"}},
	"at":    {"query", "The time, from 1900 to 2200; now where it is not stated", object{"type": "string", "format": "date-time"}},
	"from":  {"query", "From when on; three years ago where it is not stated", object{"type": "string", "format": "date-time"}},
	"discreet": {"query", "That somebody is expected, and nothing else; true is for text/calendar alone", object{"type": "string",
		"enum": []string{"true", "false"}}},
	"person": {"query", "Whose record it is, as a reference such as Patient/7; the only Patient in it, where it is not stated", object{
		"type": "string", "pattern": noZero, "maxLength": maxParameter / 4}},
	"picture":  {"query", "Which picture", object{"type": "string", "enum": report.Pictures()}},
	"language": {"query", "The language of the letter; English where it is not stated", object{"type": "string", "enum": report.Languages()}},
	"of": {"query", "Which options; medications where it is not stated", object{"type": "string",
		"enum": []string{"medications", "levels"}}},
	"setting": {"query", "Where the first dose would be given", words(reflect.TypeFor[medication.Setting]())},
	"known":   {"query", "As it was known at this time", object{"type": "string", "format": "date-time"}},
	"rules": {"query", "By the rules of another day, by their name in this service", object{"type": "string", "pattern": noZero,
		"maxLength": maxParameter / 4}},
	"If-Match": {"header", "The version that the caller has seen, in quotes; * for whatever is on record", object{"type": "string",
		"pattern": `^(\*|"[1-9][0-9]{0,8}")$`}},
	"If-None-Match": {"header", "* begins a plan of which nothing is on record; not beside If-Match", object{"type": "string", "const": "*"}},
	"Idempotency-Key": {"header", "Names the request, so that its repetition is answered from the record", object{"type": "string",
		"pattern": keyForm}},
	"Purpose-Of-Use": {"header", "What it is for", object{"type": "string", "enum": purposes}},
}

// answerHeaders are the headers of answers, and what each means.
var answerHeaders = map[string]string{
	headerLabels:       "Labels of confidentiality that what is told carries; " + labelRedacted + " where something is not shown",
	"ETag":             "The version of the plan that the answer is about, for If-Match; nothing is kept by it, and no condition is looked at on reads",
	"Content-Language": "The language of what is told",
}

// noZero is a text without the byte that ends one elsewhere. Lengths are in letters here and in bytes in the service, and a letter has four
// bytes at most.
const noZero = `^[^\x00]*$`

// openAPI writes the document of the routes. Everything in it is made of the table that the mux serves.
func openAPI(list []route, maxPage int) []byte {
	s := &schemas{object{"calendar": elsewhere("A calendar as package plan/calendar writes it"),
		"weighing": elsewhere("Options weighed, as package plan/choice writes them"), "told": toldEvent(), "journal": journalLine(), "fhir": fhirForm()},
		make(map[string]reflect.Type), maxPage}
	maps.Copy(s.definitions, definitionsOf(plan.Schema(), func(name string) string { return name }))
	maps.Copy(s.definitions, definitionsOf(journal.Schema(), func(name string) string {
		switch name {
		case "event":
			return name
		case "header", "closing":
			return "journal." + name
		}
		return "event." + name
	}))
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

// definitionsOf are the definitions of a schema of this library, under the names that they have here.
func definitionsOf(schema []byte, named func(string) string) object {
	const within = "#/$defs/"
	var whole struct {
		Defs object `json:"$defs"`
	}
	if err := json.Unmarshal(schema, &whole); err != nil {
		panic(err) // it was made of texts and numbers
	}
	definitions := make(object, len(whole.Defs))
	for name, definition := range whole.Defs {
		definitions[named(name)] = referring(definition, func(ref string) string {
			return schemaPath + named(strings.TrimPrefix(ref, within))
		})
	}
	return definitions
}

// referring is a schema with other references.
func referring(schema any, to func(string) string) any {
	switch schema := schema.(type) {
	case object:
		for name, part := range schema {
			if ref, ok := part.(string); ok && name == "$ref" {
				schema[name] = to(ref)
				continue
			}
			schema[name] = referring(part, to)
		}
	case []any:
		for i, part := range schema {
			schema[i] = referring(part, to)
		}
	}
	return schema
}

// journalLine is a line of a journal: its header, an event, or its end.
func journalLine() object {
	return object{"oneOf": []object{{"$ref": schemaPath + "journal.header"}, {"$ref": schemaPath + "event"},
		{"$ref": schemaPath + "journal.closing"}}}
}

func fhirForm() object {
	return object{"type": "object", "description": "A Bundle or another resource of FHIR R4", "required": []string{"resourceType"},
		"properties": object{"resourceType": object{"type": "string", "pattern": "^[A-Z][A-Za-z]*$"}}}
}

// toldEvent is an event that a caller may send: when it was told is for the ledger to say, and what follows from it for the engine.
func toldEvent() object {
	var derived []string
	for _, kind := range record.AllKinds() {
		if kind.Derived() {
			derived = append(derived, kind.String())
		}
	}
	never := object{"not": object{}}
	return object{"description": "An event as a caller sends it. What fits can still be refused, because a schema does not know " +
		"what a scale or a dose can be.", "allOf": []object{{"$ref": schemaPath + "event"}, {"properties": object{"recorded": never, "cause": never, "sum": never,
		"type": object{"not": object{"enum": derived}}}}}}
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
		if name == "limit" {
			p.schema = maps.Clone(p.schema)
			p.schema["maximum"] = s.maxPage
		}
		list = append(list, object{"name": name, "in": p.in, "description": p.text, "schema": p.schema,
			"required": p.in == "path" || name == "Purpose-Of-Use" || name == "picture"})
	}
	if list != nil {
		op["parameters"] = list
	}
	if r.body != nil {
		op["requestBody"] = object{"required": true, "content": object{r.body.media: object{"schema": s.asked(reflect.TypeOf(r.body.of))}}}
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
		if status < 300 && strings.Contains(r.path, "{plan}") {
			headers := object{}
			for _, name := range append([]string{headerLabels}, r.tells...) {
				headers[name] = object{"schema": object{"type": "string"}, "description": answerHeaders[name]}
			}
			responses[key].(object)["headers"] = headers
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
	faults := []fault{faultWho, faultForbidden, faultRedacted, faultParameter, faultHeader, faultAccept, faultMedia, faultInternal, faultDamaged, faultClock,
		faultUnavailable}
	if strings.Contains(r.path, "{plan}") {
		faults = append(faults, faultPurpose, faultRoute) // an ID such as ".." makes another address of it
	}
	if r.body != nil {
		faults = append(faults, faultMalformed, faultLarge, faultSlow)
	}
	return faults
}
