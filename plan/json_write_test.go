package plan

import (
	"encoding/json"
	"math/rand/v2"
	"reflect"
	"testing"
	"time"

	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/stretchr/testify/require"
)

// TestAnswersAreWrittenAsEncodingJSONDoes fills the forms of answers with whatever they can hold, every field by itself, and compares the bytes.
func TestAnswersAreWrittenAsEncodingJSONDoes(t *testing.T) {
	draw := rand.New(rand.NewPCG(5, 5))
	invalid := 0
	for range 20_000 {
		var d decisionJSON
		filled(draw, reflect.ValueOf(&d).Elem())
		if d.Findings == nil { // no decision has none: it has an empty list
			d.Findings = []findingJSON{}
		}
		want, wrong := json.Marshal(d)
		got, err := marshalDecision(&d)
		if wrong != nil {
			invalid++
			require.Error(t, err)
			continue
		}
		require.NoError(t, err)
		require.Equal(t, string(want), string(got))
		for i := range d.Findings {
			want, _ := json.Marshal(d.Findings[i])
			got, err := marshalFinding(&d.Findings[i])
			require.NoError(t, err)
			require.Equal(t, string(want), string(got))
		}
	}
	require.Greater(t, invalid, 100)
	require.Less(t, invalid, 19_000)
}

// filled sets every field to something, or to nothing.
func filled(draw *rand.Rand, v reflect.Value) {
	if draw.IntN(3) == 0 {
		return
	}
	switch v.Interface().(type) {
	case time.Time:
		years := []int{2026, 1, 9999}
		if draw.IntN(50) == 0 {
			years = []int{10_000, -1} // which have no form
		}
		v.Set(reflect.ValueOf(time.Date(years[draw.IntN(len(years))], 1+time.Month(draw.IntN(12)), 3, 4, 5, 6, draw.IntN(3)*1000, time.UTC)))
		return
	case civil.Date:
		v.Set(reflect.ValueOf(civil.Must(2026, time.March, 1+draw.IntN(28))))
		return
	case evidence.Provenance:
		v.SetUint(uint64(draw.IntN(7))) // some of them have no name
		if draw.IntN(20) > 0 {
			v.SetUint(uint64(evidence.Primary))
		}
		return
	case evidence.Kind:
		if v.SetUint(uint64(evidence.Law)); draw.IntN(20) == 0 {
			v.SetUint(200)
		}
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			filled(draw, v.Field(i))
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), draw.IntN(3), 3))
		for i := range v.Len() {
			filled(draw, v.Index(i))
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		filled(draw, v.Elem())
	case reflect.String:
		texts := []string{"methadone", `"quoted"`, "a\\b", "5 < 6 & 7 > 3", "µg, ≥ 8", "\u2028", "a\x00\n\t", "\xff\xfe", "~", " "}
		v.SetString(texts[draw.IntN(len(texts))])
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int64:
		v.SetInt(draw.Int64N(5000) - 1000)
	case reflect.Uint8:
		v.SetUint(uint64(draw.IntN(24)))
	}
}
