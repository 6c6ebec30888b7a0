package journal

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/stretchr/testify/require"
)

func TestWhatIsWrittenSatisfiesTheSchema(t *testing.T) {
	c := newChecker(Schema())
	for _, line := range bytes.Split(bytes.TrimSpace(write(t, story()...)), []byte("\n")) {
		require.Empty(t, c.line(line), "%s", line)
	}
	m := newMaker(3)
	for _, kind := range record.AllKinds() {
		for range 50 {
			body := m.body(kind)
			var e encoder
			require.NoError(t, wire().bodies[kind].object.write(&e, body))
			require.Empty(t, c.check("", c.root["$defs"].(map[string]any)[kind.String()], parse(e.buf)), "%s %s", kind, e.buf)
		}
	}
}

func TestTheSchemaRefusesWhatAReaderRefuses(t *testing.T) {
	c := newChecker(Schema())
	require.Empty(t, c.line([]byte(headerLine)))
	var accepted []string
	for _, s := range strictness {
		beyond := s.is == ErrSyntax || s.is == ErrLimit || s.is == record.ErrEvent || s.problem == "duplicate" || s.problem == "not a time"
		if !beyond && len(c.line([]byte(s.line))) == 0 {
			accepted = append(accepted, s.name)
		}
	}
	require.Equal(t, []string{
		"minus zero", "above what is exact", "below what is exact", "above every integer", "no mass", "ten decimals",
		"no time at all", "a length of nothing",
	}, accepted, "what a schema of JSON values cannot say")
}

// Every member that the schema names is written, and every member that is written is named (additionalProperties is false).
func TestTheSchemaNamesEveryMember(t *testing.T) {
	c := newChecker(Schema())
	definitions := c.root["$defs"].(map[string]any)
	m := newMaker(4)
	m.full = true
	for _, kind := range record.AllKinds() {
		var e encoder
		require.NoError(t, wire().bodies[kind].object.write(&e, m.body(kind)))
		requireAllNamed(t, kind.String(), definitions[kind.String()], parse(e.buf))
	}
	var written map[string]any
	for _, ev := range story() {
		line, err := Marshal(ev)
		require.NoError(t, err)
		if written == nil {
			written = parse(line).(map[string]any)
		}
		for name, value := range parse(line).(map[string]any) {
			written[name] = value
		}
	}
	written["sum"] = "of a line in a recorded journal"
	requireAllNamed(t, "event", definitions["event"], written)
	lines := bytes.Split(exported(t), []byte("\n"))
	requireAllNamed(t, "header", definitions["header"], parse(lines[0]))
	requireAllNamed(t, "closing", definitions["closing"], parse(lines[1]))
}

func requireAllNamed(t *testing.T, at string, schema, v any) {
	t.Helper()
	properties, ok := schema.(map[string]any)["properties"].(map[string]any)
	if !ok {
		return
	}
	members := v.(map[string]any)
	require.ElementsMatch(t, sortedNames(properties), sortedNames(members), at)
	for name, s := range properties {
		if list, ok := members[name].([]any); ok && at != "event" { // the overrides of an event are those of override-granted
			requireAllNamed(t, at+"/"+name, s.(map[string]any)["items"], list[0])
			continue
		}
		requireAllNamed(t, at+"/"+name, s, members[name])
	}
}

const schemaFile = "schema.json"

// The schema on file is a promise: journals that satisfy it stay readable. So it may grow, and nothing in it may go away or
// change, unless the type of event gets a new version with a function that lifts the old one. With -update the file is
// rewritten, if it only grew. To take a promise back, which is honest only while nobody can hold a journal, delete the file
// first.
func TestTheSchemaOnlyGrows(t *testing.T) {
	before, err := os.ReadFile(filepath.Join("testdata", schemaFile))
	if !os.IsNotExist(err) {
		require.NoError(t, err)
		require.Empty(t, shrunk(parse(before), parse(Schema())),
			"journals that were written before would not be readable: raise the version of the type, with an upcast")
	}
	golden(t, schemaFile, Schema())
}

// shrunk returns what a newer schema no longer promises.
func shrunk(before, after any) []string {
	old, now := versions(before), versions(after)
	var faults []string
	for name, version := range old {
		switch newer, ok := now[name]; {
		case !ok:
			faults = append(faults, "type "+name+" is gone")
		case newer < version:
			faults = append(faults, "the version of "+name+" went back")
		case newer > version: // its members may change: an upcast lifts the old ones
			delete(definitionsOf(before), name)
			delete(definitionsOf(after), name)
		}
	}
	return append(faults, narrower("", before, after)...)
}

func definitionsOf(schema any) map[string]any {
	return schema.(map[string]any)["$defs"].(map[string]any)
}

// versions returns the version of each type of event.
func versions(schema any) map[string]int {
	found := make(map[string]int)
	for _, rule := range definitionsOf(schema)["event"].(map[string]any)["allOf"].([]any) {
		name := dig(rule, "if", "properties", "type", "const").(string)
		found[name] = number(dig(rule, "then", "properties", "v", "const"))
	}
	return found
}

func dig(v any, names ...string) any {
	for _, name := range names {
		v = v.(map[string]any)[name]
	}
	return v
}

// narrower returns where the newer schema lacks a keyword, a member or a word of the older one, or has another one there.
func narrower(at string, before, after any) []string {
	old, isObject := before.(map[string]any)
	now, stillObject := after.(map[string]any)
	if !isObject || !stillObject {
		if fmt.Sprint(before) != fmt.Sprint(after) {
			return []string{fmt.Sprintf("%s was %v and is %v", at, before, after)}
		}
		return nil
	}
	var faults []string
	for _, name := range sortedNames(old) {
		here := at + "/" + name
		switch newer, ok := now[name]; {
		case name == "$comment" || name == "title" || here == "/$defs/event/allOf":
		case !ok && name == "required": // a demand less
		case !ok:
			faults = append(faults, here+" is gone")
		case name == "enum":
			faults = append(faults, lacking(here+" lacks", old[name], newer)...)
		case name == "required":
			faults = append(faults, lacking(here+" demands", newer, old[name])...)
		default:
			faults = append(faults, narrower(here, old[name], newer)...)
		}
	}
	return faults
}

func lacking(what string, all, among any) (faults []string) {
	for _, v := range all.([]any) {
		if !slices.Contains(among.([]any), v) {
			faults = append(faults, fmt.Sprintf("%s %v", what, v))
		}
	}
	return faults
}

func TestTheGuardOfTheSchemaSeesWhatShrinks(t *testing.T) {
	for name, c := range map[string]struct{ old, new, fault string }{
		"a member gone":      {`"injected":`, `"shot":`, "/$defs/opioid-used/properties/injected is gone"},
		"a type changed":     {`"criteria":{"type":"integer"`, `"criteria":{"type":"string"`, "criteria/type was integer and is string"},
		"a word gone":        {`"lofexidine",`, ``, "substance/enum lacks lofexidine"},
		"a type gone":        {`"const":"died"`, `"const":"passed"`, "type died is gone"},
		"a demand more":      {`"required":["total"]`, `"required":["total","scale"]`, "/$defs/scored/required demands scale"},
		"a list of others":   {`"classes":{"type":"array"`, `"classes":{"type":"object"`, "classes/type was array and is object"},
		"no more allowed":    {`"additionalProperties":{"type":"integer"}`, `"additionalProperties":false`, "items/additionalProperties was"},
		"an envelope member": {`"recorded":`, `"told":`, "/$defs/event/properties/recorded is gone"},
		"a header member":    {`"createdBy":`, `"by":`, "/$defs/header/properties/createdBy is gone"},
	} {
		text := compact(Schema())
		require.Contains(t, text, c.old, name)
		faults := shrunk(parse(Schema()), parse([]byte(strings.ReplaceAll(text, c.old, c.new))))
		require.Contains(t, strings.Join(faults, "\n"), c.fault, name)
	}
}

func TestTheGuardOfTheSchemaAllowsGrowth(t *testing.T) {
	text := compact(Schema())
	for name, c := range map[string]struct{ old, new string }{
		"nothing":       {`{`, `{`},
		"a member more": {`"injected":`, `"new":{"type":"string"},"injected":`},
		"a word more":   {`"lofexidine",`, `"lofexidine","newone",`},
		"a demand less": {`"required":["total"]`, `"required":[]`},
		"a new version": {
			`"if":{"properties":{"type":{"const":"measured"}}},"then":{"properties":{"v":{"const":1}`,
			`"if":{"properties":{"type":{"const":"measured"}}},"then":{"properties":{"v":{"const":2}`,
		},
	} {
		require.Contains(t, text, c.old, name)
		require.Empty(t, shrunk(parse(Schema()), parse([]byte(strings.Replace(text, c.old, c.new, 1)))), name)
	}
	older, err := json.Marshal(newFormat(imaginedPast).shape())
	require.NoError(t, err)
	require.Contains(t, shrunk(parse(older), parse(Schema())), "the version of measured went back")
	require.Empty(t, shrunk(parse(Schema()), parse(older)))
}

func TestATextOfUnknownFormIsSomeText(t *testing.T) {
	require.Equal(t, shape{{"type", "string"}, {"minLength", 1}}, mustCompile(t, reflect.TypeFor[medication.Product]()).shape())
	_, err := json.Marshal(shape{{"const", make(chan int)}})
	require.Error(t, err, "a shape is made of texts and numbers")
}

func compact(text []byte) string {
	var b bytes.Buffer
	if err := json.Compact(&b, text); err != nil {
		panic(err)
	}
	return b.String()
}
