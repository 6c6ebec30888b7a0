package plan_test

import (
	"encoding/json"
	"maps"
	"slices"
	"testing"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/stretchr/testify/require"
)

// satisfies fails the test where a value is not what the schema says: of another type, without what is required, or with a member
// that the schema does not have.
func satisfies(t *testing.T, root map[string]any, schema any, value any, at string) {
	t.Helper()
	s := schema.(map[string]any)
	if reference, ok := s["$ref"].(string); ok {
		s = root["$defs"].(map[string]any)[reference[len("#/$defs/"):]].(map[string]any)
	}
	switch v := value.(type) {
	case map[string]any:
		require.Equal(t, "object", s["type"], at)
		members := s["properties"].(map[string]any)
		for _, name := range s["required"].([]any) {
			require.Contains(t, v, name, at)
		}
		for _, name := range slices.Sorted(maps.Keys(v)) {
			require.Contains(t, members, name, at)
			satisfies(t, root, members[name], v[name], at+"/"+name)
		}
	case []any:
		require.Equal(t, "array", s["type"], at)
		for _, item := range v {
			satisfies(t, root, s["items"], item, at+"[]")
		}
	case string:
		require.Equal(t, "string", s["type"], at)
	case bool:
		require.Equal(t, "boolean", s["type"], at)
	case float64:
		require.Equal(t, "integer", s["type"], at)
	default:
		t.Errorf("%s: %T", at, value)
	}
}

// What is written satisfies the schema, and the schema names nothing that cannot be written.
func TestAnswersSatisfyTheSchema(t *testing.T) {
	var schema map[string]any
	require.NoError(t, json.Unmarshal(plan.Schema(), &schema))
	e := newEngine(t, jurisdiction(firstDay.Always(medication.Milligrams(50), source)), firstDayRule())
	d, err := e.Check(e.Open("p"), at(0, "", order(60)))
	require.NoError(t, err)
	require.NotEmpty(t, d.Findings)
	text, err := json.Marshal(d)
	require.NoError(t, err)
	var value any
	require.NoError(t, json.Unmarshal(text, &value))
	definitions := schema["$defs"].(map[string]any)
	require.ElementsMatch(t, []string{"decision", "finding", "obligation"}, slices.Collect(maps.Keys(definitions)))
	satisfies(t, schema, definitions["decision"], value, "decision")
	text, err = json.Marshal(plan.Obligation{Duty: "test.duty", Causes: []plan.Cause{{Body: order(1)}},
		Limits: []plan.LimitFact{{Param: "test.limit"}}})
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(text, &value))
	satisfies(t, schema, definitions["obligation"], value, "obligation")
	require.Equal(t, string(plan.Schema()), string(plan.Schema()))
}
