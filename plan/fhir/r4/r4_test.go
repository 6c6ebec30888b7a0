package r4_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/oudpath/oudpath/plan/fhir/r4"
)

func parsed(t *testing.T, text string) *r4.Document {
	t.Helper()
	d, err := r4.Parse([]byte(text))
	require.NoError(t, err)
	return d
}

func TestParseRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want error
	}{
		"nothing":            {"", r4.ErrJSON},
		"two values":         {"{} {}", r4.ErrJSON},
		"comma at the end":   {`{"a":1,}`, r4.ErrJSON},
		"comma in front":     {`[,1]`, r4.ErrJSON},
		"no colon":           {`{"a" 1}`, r4.ErrJSON},
		"name without text":  {`{a:1}`, r4.ErrJSON},
		"open":               {`{"a":[1`, r4.ErrJSON},
		"leading zero":       {`[01]`, r4.ErrJSON},
		"plus":               {`[+1]`, r4.ErrJSON},
		"point alone":        {`[1.]`, r4.ErrJSON},
		"exponent alone":     {`[1e]`, r4.ErrJSON},
		"not a number":       {`[NaN]`, r4.ErrJSON},
		"half a word":        {`[tru]`, r4.ErrJSON},
		"control character":  {"[\"a\nb\"]", r4.ErrJSON},
		"bad escape":         {`["\x"]`, r4.ErrJSON},
		"short escape":       {`["\u12"]`, r4.ErrJSON},
		"single quotes":      {`['a']`, r4.ErrJSON},
		"byte order mark":    {"\uFEFF{}", r4.ErrJSON},
		"not UTF-8":          {"[\"\xff\"]", r4.ErrText},
		"name twice":         {`{"a":1,"a":1}`, r4.ErrDuplicate},
		"name twice escaped": {`{"a":1,"\u0061":1}`, r4.ErrDuplicate},
		"name twice of many": {manyNames(40) + `,"n7":1}`, r4.ErrDuplicate},
		"too deep":           {strings.Repeat("[", 65) + strings.Repeat("]", 65), r4.ErrDepth},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := r4.Parse([]byte(c.text))
			require.ErrorIs(t, err, c.want)
		})
	}
	_, err := r4.Limits{Bytes: 10}.Parse([]byte(`["0123456789"]`))
	require.ErrorIs(t, err, r4.ErrSize)
	_, err = r4.Parse([]byte(strings.Repeat("[", 64) + strings.Repeat("]", 64)))
	require.NoError(t, err, "as deep as the limit")
}

func manyNames(n int) string {
	names := make([]string, n)
	for i := range names {
		names[i] = fmt.Sprintf("%q:1", fmt.Sprint("n", i))
	}
	return "{" + strings.Join(names, ",")
}

// A Bundle in a Bundle in a Bundle … of 220 KB took other readers half a minute.
func TestNestedBundleAnswersAtOnce(t *testing.T) {
	const one = `{"resourceType":"Bundle","type":"collection","entry":[{"resource":`
	text := strings.Repeat(one, 220_000/len(one)) + "{}" + strings.Repeat("}]}", 220_000/len(one))
	_, err := r4.Parse([]byte(text))
	require.ErrorIs(t, err, r4.ErrDepth)
	require.Less(t, len(err.Error()), 100, "an error quotes nothing")
}

func TestElement(t *testing.T) {
	d := parsed(t, ` {"resourceType":"Observation","id":"o1","n":8.00,"b":true,"e":"a\u0022b",`+
		`"list":[1,{"x":[2,3]}],"valueQuantity":{"value":1}} `)
	root := d.Root()
	require.Equal(t, r4.Decimal("8.00"), root.Get("n").Decimal(), "a decimal keeps its zeros")
	require.Equal(t, `a"b`, root.Get("e").Text())
	require.True(t, root.Get("e").Is(`a"b`))
	require.Equal(t, "list[0]", root.At("list").Path())
	require.Equal(t, "list[1].x[0]", pathOfX(root))
	value, typ := root.Choice("value")
	require.Equal(t, "Quantity", typ)
	require.Equal(t, r4.Decimal("1"), value.Get("value").Decimal())
	require.Equal(t, "value", value.Get("value").From(value))
	var zero r4.Element
	require.False(t, zero.Exists() || zero.Get("a").Exists() || zero.Is("") || zero.IsObject())
	require.Zero(t, zero.Text()+zero.Path())
	require.Nil(t, zero.Raw())
	_, ok := zero.Bool()
	require.False(t, ok)
}

func pathOfX(root r4.Element) string {
	var last r4.Element
	for _, item := range root.Get("list").Items() {
		last = item
	}
	return last.Get("x").First().Path()
}

func TestDecimal(t *testing.T) {
	for in, want := range map[r4.Decimal]string{"8": "8", "8.00": "8.00", "1e2": "100", "1.25E1": "12.5", "-1.5e-2": "-0.015", "0e5": "0",
		"120E-1": "12.0"} {
		got, ok := in.Plain()
		require.True(t, ok, in)
		require.Equal(t, want, got, in)
	}
	for _, in := range []r4.Decimal{"", "1e31", "1e-31", "1e99999999999999999999"} {
		_, ok := in.Plain()
		require.False(t, ok, in)
	}
	n, ok := r4.Decimal("36.5").Thousandths()
	require.True(t, ok)
	require.EqualValues(t, 36500, n)
	_, ok = r4.Decimal("36.55556").Thousandths()
	require.False(t, ok, "nothing is rounded")
}

func TestTime(t *testing.T) {
	zone := time.FixedZone("", -5*3600)
	for text, want := range map[string][2]string{
		"2026":                      {"2026-01-01T05:00:00Z", "2027-01-01T04:59:59Z"},
		"2026-03":                   {"2026-03-01T05:00:00Z", "2026-04-01T04:59:59Z"},
		"2026-03-02":                {"2026-03-02T05:00:00Z", "2026-03-03T04:59:59Z"},
		"2026-03-02T09:00:00Z":      {"2026-03-02T09:00:00Z", "2026-03-02T09:00:00Z"},
		"2026-03-02T09:00:00+01:00": {"2026-03-02T08:00:00Z", "2026-03-02T08:00:00Z"},
	} {
		got, ok := r4.ParseTime(text)
		require.True(t, ok, text)
		require.Equal(t, want, [2]string{got.Earliest(zone).UTC().Format(time.RFC3339), got.Latest(zone).UTC().Format(time.RFC3339)}, text)
	}
	for _, text := range []string{"", "26", "2026-13", "2026-02-30", "2026-03-02T09:00", "2026-03-02T09:00:00", "2026-3-2",
		"2026-03-02 09:00:00Z", "2026-03-02T09:00:00+1:00"} {
		_, ok := r4.ParseTime(text)
		require.False(t, ok, text)
	}
}

func TestReferenceSplit(t *testing.T) {
	for url, want := range map[string][2]string{
		"https://h.example/fhir/Patient/7":            {"https://h.example/fhir", "Patient/7"},
		"https://h.example/fhir/Patient/7/_history/2": {"https://h.example/fhir", "Patient/7"},
		"Patient/7": {"", "Patient/7"}, "urn:uuid:1-2": {"", "urn:uuid:1-2"}, "#m": {"", "#m"}, "": {"", ""}, "7": {"", "7"},
		"https://h.example/fhir/Patient?identifier=7": {"", "https://h.example/fhir/Patient?identifier=7"}, "/": {"", "/"}, "//": {"", "//"},
	} {
		server, key := r4.Reference{URL: url}.Split()
		require.Equal(t, want, [2]string{server, key}, url)
	}
}

// An element that is stated in two types has no value: which of them is meant, nobody knows.
func TestChoiceOfSeveral(t *testing.T) {
	value, typ := parsed(t, `{"valueInteger":5,"code":{},"valueString":"30"}`).Root().Choice("value")
	require.False(t, value.Exists())
	require.Equal(t, r4.Several, typ)
	_, typ = parsed(t, `{"valueInteger":5,"_valueInteger":{},"valueset":"30","value":1}`).Root().Choice("value")
	require.Equal(t, "Integer", typ)
}

func TestReferenceKey(t *testing.T) {
	for _, c := range []struct{ url, typ, want string }{
		{"Patient/7", "", "Patient/7"}, {"https://h.example/fhir/Patient/7", "", "Patient/7"}, {"Patient/7/_history/2", "", "Patient/7"},
		{"7", "Patient", "Patient/7"}, {"7", "", "7"}, {"urn:uuid:1-2", "", "urn:uuid:1-2"}, {"#m", "Medication", "#m"}, {"", "", ""},
	} {
		require.Equal(t, c.want, r4.Reference{URL: c.url, Type: c.typ}.Key(), c.url)
	}
}

func TestEntriesOfNestedBundles(t *testing.T) {
	d := parsed(t, `{"resourceType":"Bundle","entry":[{"fullUrl":"urn:uuid:1","resource":{"resourceType":"Patient","id":"p"}},
		{"resource":{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Condition","id":"c",
		"contained":[{"resourceType":"Basic","id":"m"}]}},{}]}}]}`)
	var keys []string
	for e := range d.Entries() {
		keys = append(keys, e.Key())
	}
	require.Equal(t, []string{"Patient/p", "Condition/c"}, keys)
}

func TestUnread(t *testing.T) {
	d := parsed(t, `{"resourceType":"Observation","id":"o","code":{"coding":[{"code":"a","system":"s"},{"code":"b"}]},`+
		`"note":[{"text":"n"}]}`).Watched()
	r, _ := d.Root().Resource()
	r.Get("code").Get("coding").First().Get("code").Text()
	var covered r4.Coverage
	covered.Add(r)
	counts := covered.Unread()
	require.Equal(t, map[string]int{"Observation.id": 1, "Observation.code.coding.system": 1, "Observation.code.coding.code": 1,
		"Observation.note.text": 1}, counts)
}

// FuzzParse holds that what Parse takes is JSON, that every value stands where it says, and that the pieces make up the whole.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{`{"a":[1,2.50,{"b":"c\n"}],"d":null}`, `[true,false,-0.1e+5]`, `{"resourceType":"Patient"}`, "{",
		`"\ud800"`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := r4.Parse(bytes.Clone(data))
		if err != nil {
			return
		}
		require.True(t, json.Valid(data))
		var want, got bytes.Buffer
		require.NoError(t, json.Compact(&want, data))
		rebuild(&got, d.Root())
		require.Equal(t, want.String(), got.String())
		for e := range d.Entries() {
			_ = e.Key()
		}
	})
}

// rebuild writes an element from its parts.
func rebuild(b *bytes.Buffer, e r4.Element) {
	switch {
	case e.IsObject():
		b.WriteByte('{')
		first := true
		for _, value := range e.Members() {
			if !first {
				b.WriteByte(',')
			}
			first = false
			b.Write(value.RawName())
			b.WriteByte(':')
			rebuild(b, value)
		}
		b.WriteByte('}')
	case e.IsArray():
		b.WriteByte('[')
		for i, item := range e.Items() {
			if i > 0 {
				b.WriteByte(',')
			}
			rebuild(b, item)
		}
		b.WriteByte(']')
	default:
		b.Write(e.Raw())
	}
}
