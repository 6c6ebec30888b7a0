package httpapi

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/oudpath/oudpath/plan/journal"
	"github.com/oudpath/oudpath/plan/plantest"
	"github.com/oudpath/oudpath/plan/record"
)

// maker makes values of the schemas of the document, by a seed.
type maker struct {
	*rand.Rand
	doc object
	n   int // of what has to be another one each time

	intents bool // the operation asks about intents alone
}

// plausible are values that lead further than chance does, by the name of the member or parameter.
var plausible = map[string][]string{
	"product": {"bup.sl", "methadone.conc", "bup.sublocade", "naltrexone.oral", "naloxone.in"},
	"dose":    {"4 mg", "30 mg", "8 mg/2 mg", "0.5 mg"},
	"rule":    {"bup.induction.hours-short-acting", "methadone.induction.first-dose"},
	"eventId": {"e1", "e2", "c1"}, "event": {"e1", "e2"}, "replaces": {"e1", "e2"},
	"scale": {"cows", "phq-9"}, "agent": {"heroin", "fentanyl"}, "trigger": {"assess", "begin-therapy"},
	"schedule":  {"bup.start.emergency-threshold", "bup.low-dose.outpatient", "bup.taper.own-pace"},
	"consent":   {"disclosure"},
	"from":      {"person-2"},
	"other":     {"person-3", "person-4"},
	"events":    {"e1", "e2", "c1"},
	"rules":     {"2026"},
	"recipient": {"Dr. Invented, cardiology"},
}

// odd are texts that somebody's software sends one day.
var odd = []string{"a", "Ünïcödé", "正🌡", "e\u0301", "\u202eright to left", "a\u0000b", "line\nline", "<script>alert(1)</script>",
	"'; DROP TABLE plan;--",
	"../../etc/passwd", "%00%2f", "{{7*7}}", "\ufffd", "\u2028", strings.Repeat("long ", 20), "-1", "null", "NaN", "\u200b"}

// whole are numbers at the ends of what a computer holds.
var whole = []int64{0, 1, -1, 2, 7, 14, 30, 127, 128, 255, 256, 65535, 65536, 1<<31 - 1, -1 << 31, 1 << 32, 1<<53 - 1}

func pick[T any](m *maker, from []T) T { return from[m.IntN(len(from))] }

// value makes one that fits the schema. name is that of the member.
func (m *maker) value(schema object, name string) any {
	if ref, ok := schema["$ref"].(string); ok {
		if ref == schemaPath+"told" && m.IntN(2) == 0 {
			return m.event()
		}
		if ref == schemaPath+"fhir" && m.IntN(2) == 0 {
			return m.record()
		}
		target, _ := resolved(m.doc, ref)
		return m.value(target, name)
	}
	if want, ok := schema["const"]; ok {
		return want
	}
	if list, ok := schema["enum"].([]any); ok {
		return pick(m, list)
	}
	switch schema["type"] {
	case "string":
		return m.text(schema, name)
	case "integer":
		return m.integer(schema)
	case "boolean":
		return m.IntN(2) == 0
	case "array":
		least, _ := schema["minItems"].(float64)
		list := make([]any, int(least)+m.IntN(4))
		for i := range list {
			list[i] = m.value(schema["items"].(object), name)
		}
		return list
	}
	return m.object(schema)
}

// event is one that might be told: chance alone makes hardly any.
func (m *maker) event() (made object) {
	for {
		data := make([]byte, 24)
		for i := range data {
			data[i] = byte(m.Uint32())
		}
		ev := plantest.Events(data)[0]
		if m.intents && !ev.Body.Kind().Intent() {
			continue
		}
		m.n++
		ev.ID, ev.At, ev.Recorded, ev.Actor = record.EventID(fmt.Sprint("id-", m.n)), m.time(), time.Time{}, record.Actor{}
		if line, err := journal.Marshal(ev); err == nil && json.Unmarshal(line, &made) == nil {
			return made
		}
	}
}

// record is one of other software, some of whose resources are of a kind or a form that nobody reads.
func (m *maker) record() (made object) {
	if err := json.Unmarshal([]byte(ehr), &made); err != nil {
		panic(err)
	}
	for _, e := range made["entry"].([]any)[1:] {
		resource := e.(object)["resource"].(object)
		if name := pick(m, slices.Sorted(maps.Keys(resource))); m.IntN(3) == 0 && name != "resourceType" {
			resource[name] = pick(m, []any{nil, 1.0, "x", true, []any{}, object{}, pick(m, odd)})
		}
	}
	return made
}

func (m *maker) integer(schema object) any {
	low, high := -1<<53, 1<<53
	if n, ok := schema["minimum"].(float64); ok {
		low = int(n)
	}
	if n, ok := schema["maximum"].(float64); ok {
		high = int(n)
	}
	for {
		n := pick(m, whole)
		if m.IntN(2) == 0 {
			n = int64(m.IntN(60))
		}
		if int(n) >= low && int(n) <= high && len(fits(m.doc, schema, float64(n), "")) == 0 {
			return float64(n)
		}
	}
}

// patterned make texts of the patterns that the document has. One that is missing here fails.
var patterned = map[string]func(*maker) string{
	`^(\*|"[1-9][0-9]{0,8}")$`:       func(m *maker) string { return pick(m, []string{"*", `"1"`, `"3"`, `"999999999"`}) },
	`^[A-Z][A-Za-z]*$`:               func(m *maker) string { return pick(m, []string{"Patient", "Observation", "Bundle", "Nothing"}) },
	`^[0-9]{1,6}(\.[0-9]{1,3})? mg$`: func(m *maker) string { return m.decimal(1e6) + " mg" },
	`^[0-9]+(\.[0-9]{1,3})? mg$`:     func(m *maker) string { return m.decimal(1e9) + " mg" },
	`^-?[0-9]+(\.[0-9]{1,3})?$`:      func(m *maker) string { return pick(m, []string{"", "-"}) + m.decimal(1e9) },
	holdsLetter:                      func(m *maker) string { return "for " + visible(pick(m, odd)) },
	planIDForm:                       func(m *maker) string { return "p" + visible(pick(m, odd)) },
	keyForm: func(m *maker) string {
		m.n++
		key := fmt.Sprint("key-", m.n, pick(m, []string{"", "~", "%22", strings.Repeat("k", 100)}))
		return pick(m, []string{key, `"` + key + `"`})
	},
	`^[0-9]+(\.[0-9]{1,3})? mg(/[0-9]+(\.[0-9]{1,3})? mg)?$`: func(m *maker) string {
		return pick(m, []string{m.decimal(1e9) + " mg", "8 mg/2 mg", m.decimal(100) + " mg/" + m.decimal(100) + " mg"})
	},
	`^-?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?([0-9]+us)?([0-9]+ns)?$`: func(m *maker) string {
		return pick(m, []string{"3h", "90m", "-1h", "2562047h47m", "1ns"})
	},
	`^(daily|every [0-9]+ days|(mon|tue|wed|thu|fri|sat|sun)( (mon|tue|wed|thu|fri|sat|sun))*)$`: func(m *maker) string {
		return pick(m, []string{"daily", "every 2 days", "mon wed fri", "every 255 days"})
	},
}

// visible is a text without what nobody sees in it, and without white space at its ends.
func visible(text string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.In(r, unicode.Cc, unicode.Cf) {
			return -1
		}
		return r
	}, text))
}

func (m *maker) decimal(below int) string {
	return pick(m, []string{"0", "4", "30", fmt.Sprint(m.IntN(below)), fmt.Sprint(m.IntN(50), ".", m.IntN(999))})
}

func (m *maker) text(schema object, name string) string {
	switch schema["format"] {
	case "date":
		return m.time().Format(time.DateOnly)
	case "date-time":
		return m.time().Format(time.RFC3339Nano)
	}
	list := odd
	if name == "id" {
		m.n++
		list = []string{fmt.Sprint("id-", m.n)}
	} else if some := plausible[name]; some != nil && m.IntN(3) > 0 {
		list = some
	}
	for {
		if text := pick(m, list); len(fits(m.doc, schema, text, "")) == 0 {
			return text
		}
		list = odd
		if p, ok := schema["pattern"].(string); ok && p != noZero {
			list = []string{patterned[p](m)}
		}
	}
}

func (m *maker) time() time.Time {
	t := monday.Add(time.Duration(m.IntN(1000)-900) * time.Hour)
	switch m.IntN(8) {
	case 0:
		t = t.AddDate(m.IntN(150)-100, 0, 0)
	case 1:
		t = t.In(time.FixedZone("", 14*3600))
	}
	return t
}

// object makes one with the members that it must have, and some that it may. What a schema says of all of it, and of some by a member,
// narrows the members.
func (m *maker) object(schema object) object {
	forms, branches := m.parts(schema)
	made := object{}
	required := m.required(schema)
	for _, name := range slices.Sorted(maps.Keys(forms)) {
		form := forms[name]
		if slices.Contains(required, name) || !m.never(form) && m.IntN(3) == 0 {
			made[name] = m.value(form, name)
		}
	}
	for _, branch := range branches {
		if len(fits(m.doc, branch["if"].(object), made, "")) > 0 {
			continue
		}
		then := branch["then"].(object)["properties"].(object)
		for _, name := range slices.Sorted(maps.Keys(then)) {
			if _, ok := made[name]; ok {
				made[name] = m.value(then[name].(object), name)
			}
		}
	}
	if each, ok := schema["additionalProperties"].(object); ok {
		for range m.IntN(3) {
			made[pick(m, []string{"first-dose", "interval", "resting-pulse-rate", "x"})] = m.value(each, "")
		}
	}
	if forms, ok := schema["oneOf"].([]any); ok { // of members, one of which is wanted
		wanted := pick(m, forms)
		for _, form := range forms {
			delete(made, listOf(form.(object)["required"])[0])
		}
		name := listOf(wanted.(object)["required"])[0]
		made[name] = m.value(schema["properties"].(object)[name].(object), name)
	}
	return made
}

// parts are the members of an object with what is said of them together, and what is said where a member has a value.
func (m *maker) parts(schema object) (forms map[string]object, branches []object) {
	forms = make(map[string]object)
	if ref, ok := schema["$ref"].(string); ok {
		target, _ := resolved(m.doc, ref)
		return m.parts(target)
	}
	if _, ok := schema["if"]; ok {
		branches = append(branches, schema)
	}
	own, _ := schema["properties"].(object)
	for name, form := range own {
		forms[name] = form.(object)
	}
	all, _ := schema["allOf"].([]any)
	for _, part := range all {
		more, further := m.parts(part.(object))
		branches = append(branches, further...)
		for name, form := range more {
			forms[name] = m.both(forms[name], form)
		}
	}
	return forms, branches
}

// both is a form that is narrowed by what it must not be.
func (m *maker) both(form, narrow object) object {
	not, _ := narrow["not"].(object)
	banned, _ := not["enum"].([]any)
	if form == nil || banned == nil {
		return narrow
	}
	return object{"enum": slices.DeleteFunc(slices.Clone(form["enum"].([]any)), func(v any) bool { return slices.Contains(banned, v) })}
}

func (m *maker) never(form object) bool {
	not, ok := form["not"].(object)
	return ok && len(not) == 0
}

func (m *maker) required(schema object) (names []string) {
	if ref, ok := schema["$ref"].(string); ok {
		target, _ := resolved(m.doc, ref)
		return m.required(target)
	}
	names = listOf(schema["required"])
	all, _ := schema["allOf"].([]any)
	for _, part := range all {
		names = append(names, m.required(part.(object))...)
	}
	return names
}

func listOf(v any) (names []string) {
	list, _ := v.([]any)
	for _, name := range list {
		names = append(names, name.(string))
	}
	return names
}
