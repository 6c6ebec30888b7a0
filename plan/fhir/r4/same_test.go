package r4_test

import (
	"testing"

	"github.com/oudpath/oudpath/plan/fhir/r4"
	"github.com/stretchr/testify/require"
)

func TestSame(t *testing.T) {
	for _, c := range []struct {
		one, other string
		same       bool
	}{
		{`{"a":1,"b":[{"c":"x"},null]}`, `{ "b" : [ {"c":"x"}, null ], "a" : 1 }`, true},
		{`{"a":"x"}`, `{"\u0061":"\u0078"}`, true},
		{`{"a":1}`, `{"a":1.0}`, false}, // decimals are as they were sent
		{`{"a":1}`, `{"a":"1"}`, false},
		{`{"a":1}`, `{"a":1,"b":2}`, false},
		{`{"a":1,"b":2}`, `{"a":1}`, false},
		{`{"a":1,"b":2}`, `{"a":1,"c":2}`, false},
		{`[1,2]`, `[2,1]`, false},
		{`[1,2]`, `[1]`, false},
		{`[1]`, `[1,2]`, false},
		{`{"a":{}}`, `{"a":[]}`, false},
		{`{"a":[]}`, `{"a":null}`, false},
		{`{"a":true}`, `{"a":false}`, false},
		{`{"a":null}`, `{"a":null}`, true},
		{`{}`, `{}`, true},
		{`""`, `"a"`, false},
	} {
		one, err := r4.Parse([]byte(c.one))
		require.NoError(t, err)
		other, err := r4.Parse([]byte(c.other))
		require.NoError(t, err)
		require.Equal(t, c.same, one.Root().Same(other.Root()), "%s and %s", c.one, c.other)
		require.Equal(t, c.same, other.Root().Same(one.Root()), "%s and %s", c.other, c.one)
	}
	require.True(t, r4.Element{}.Same(r4.Element{}))
}
