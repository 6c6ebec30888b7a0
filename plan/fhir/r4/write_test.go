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
