package r4_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/oudpath/oudpath/plan/fhir/r4"
)

// FuzzString holds that a text is written as encoding/json writes it, to the byte, and that nothing before it is touched.
func FuzzString(f *testing.F) {
	for c := range 0x100 {
		f.Add("a" + string([]byte{byte(c)}) + `"b\`)
	}
	for _, seed := range []string{"", `"`, "\u2028", "é€𝄞", "<a>&", `{"at":"2026-03-02T07:00:00Z"}`, "\xff\xfe", "\x7f"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		want, err := json.Marshal(text)
		require.NoError(t, err)
		require.Equal(t, "before:"+string(want), string(r4.String(text).Append([]byte("before:"))))
	})
}

// What was checked before changes nothing of what is said of the next, whether it is read for that or was.
func TestCheckerOfMany(t *testing.T) {
	var all r4.Checker
	texts := []string{goodRequest, goodPlan, `{"resourceType":"Goal","meta":{"profile":["a b"]}}`, goodCondition,
		`{"resourceType":"Goal","meta":{"profile":["a"]}}`, `{"resourceType":"Condition","meta":{"profile":["a b"],"source":"a b"}}`,
		`{"resourceType":"Condition","meta":{"profile":["a"]}}`, `{"resourceType":"None"}`, `[]`}
	for range 2 {
		for _, text := range texts {
			r := r4.Resource{Element: parsed(t, text).Root()}
			want := r4.Check(r)
			require.Equal(t, want, all.Check(r), text)
			got, err := all.Text([]byte(text))
			require.NoError(t, err)
			require.Equal(t, want, got, text)
		}
		_, err := all.Text([]byte(`{"resourceType":"Goal"`))
		require.ErrorIs(t, err, r4.ErrJSON)
	}
}

// A value as a document of its own is the document of its bytes.
func TestValueAsADocument(t *testing.T) {
	require.Nil(t, r4.Element{}.Document())
	n := 0
	var walk func(e r4.Element)
	walk = func(e r4.Element) {
		n++
		own, parsed := e.Document(), parsed(t, string(e.Raw()))
		require.Equal(t, parsed.Bytes(), own.Bytes())
		same(t, parsed.Root(), own.Root())
		for _, value := range e.Members() {
			walk(value)
		}
		if e.IsArray() {
			for _, item := range e.Items() {
				walk(item)
			}
		}
	}
	walk(parsed(t, `{"a":[1,"x\n",{"b":null,"c":[[],{}]}], "d": " e " }`).Root())
	require.Equal(t, 10, n)
}

// same holds that two elements are of one form and say the same where they stand.
func same(t *testing.T, a, b r4.Element) {
	t.Helper()
	require.Equal(t, a.Path(), b.Path())
	require.Equal(t, string(a.Raw()), string(b.Raw()))
	require.Equal(t, a.Text(), b.Text())
	require.Equal(t, a.Len(), b.Len())
	for name, value := range a.Members() {
		same(t, value, b.Get(name))
	}
	if a.IsArray() {
		second := []r4.Element{}
		for _, item := range b.Items() {
			second = append(second, item)
		}
		for i, item := range a.Items() {
			same(t, item, second[i])
		}
	}
}
