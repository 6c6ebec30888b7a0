package document_test

import (
	"testing"

	"github.com/oudpath/oudpath/plan/sim/document"
	"github.com/stretchr/testify/require"
)

func parsed(t *testing.T, file, text string) *document.Node {
	t.Helper()
	n, err := document.ParseJSON([]byte(text))
	require.NoError(t, err)
	n.In(file)
	return n
}

func TestOverMergesObjectsAndKeepsPlaces(t *testing.T) {
	base := parsed(t, "base.json", `{"share": 1, "parts": [{"share": 0.5}], "byName": {"a": 1, "b": 2}}`)
	own := parsed(t, "own.json", "{\n\"name\": \"x\", \"byName\": {\"b\": 3}, \"parts\": []}")
	all := own.Over(base, 2)
	var got thing
	require.NoError(t, document.Decode(all, &got))
	require.Equal(t, thing{Name: "x", Share: 1, Parts: []thing{}, ByName: map[string]float64{"a": 1, "b": 3}}, got)
	require.Equal(t, "own.json, line 2, column 30", all.Find("byName.b").Place.String())
	require.Equal(t, "base.json, line 1, column 57", all.Find("byName.a").Place.String())
	require.Equal(t, "2", base.Find("byName.b").Scalar, "the base is as it was")
	require.Nil(t, own.Over(base, 1).Find("byName").Member("a"), "below the depth things are replaced whole")
	require.Same(t, own, own.Over(nil, 2))
}

// list has items that are known by a name, by their ends, and by their number only.
const list = `{"list": [{"name": "a.b", "x": 1}, {"from": "in", "to": "out", "x": 2}, {"x": 3}, {"name": "0", "x": 4}]}`

func TestPathsNameItems(t *testing.T) {
	n := parsed(t, "", list)
	for path, want := range map[string]string{
		"list[a.b].x": "1", "list[in → out].x": "2", "list[2].x": "3", "list[1].x": "2", "list[0].x": "1", "list[3].x": "4",
	} {
		require.Equal(t, want, n.Find(path).Scalar, path)
		changed, err := n.Set(path, parsed(t, "", `9`))
		require.NoError(t, err, path)
		require.Equal(t, "9", changed.Find(path).Scalar, path)
		require.Equal(t, want, n.Find(path).Scalar, "the first is as it was: %s", path)
	}
}

func TestEdits(t *testing.T) {
	n, x := parsed(t, "", list), parsed(t, "", `{"name": "new"}`)
	more, err := n.Add("list", x)
	require.NoError(t, err)
	require.Len(t, more.Find("list").Items, 5)
	require.Len(t, n.Find("list").Items, 4)
	less, err := more.Remove("list[a.b]")
	require.NoError(t, err)
	require.Len(t, less.Find("list").Items, 4)
	require.Len(t, more.Find("list").Items, 5)
	less, err = less.Remove("list[2].name")
	require.NoError(t, err)
	require.Nil(t, less.Find("list[2]").Member("name"))
	set, err := n.Set("list[2]", x)
	require.NoError(t, err)
	require.Equal(t, "new", set.Find("list[2].name").Scalar)
	fresh, err := n.Set("other", x)
	require.NoError(t, err)
	require.Equal(t, "new", fresh.Find("other.name").Scalar)
}

// TestEditsThatCannotBe is the table of paths that lead nowhere.
func TestEditsThatCannotBe(t *testing.T) {
	n := parsed(t, "", list)
	for path, want := range map[string]string{
		"": "the path is empty", "list[": "a bracket that nothing closes", "list[]": "an empty part", "list.": "ends with a dot",
		"list[7].x": `leads to nothing at "[7]"`, "lost.x": `leads to nothing at "lost"`, "list[home]": `leads to nothing at "[home]"`,
	} {
		_, err := n.Set(path, n)
		require.ErrorContains(t, err, want, path)
		_, err = n.Add(path, n)
		require.ErrorContains(t, err, want, path)
		_, err = n.Remove(path)
		require.ErrorContains(t, err, want, path)
	}
	_, err := parsed(t, "", `{"arms": [{"name": "usual"}, {"from": "a", "to": "b"}, 3], "horizon": 4}`).Set("arms[usua].start", n)
	require.EqualError(t, err, `the path leads to nothing at "[usua]"; there are [usual], [a → b]`)
	_, err = parsed(t, "", `{"arms": [], "horizon": 4}`).Set("arm[0].x", n)
	require.EqualError(t, err, `the path leads to nothing at "arm"; there are arms, horizon`)
	_, err = n.Set("list.x", n)
	require.ErrorContains(t, err, "a list does not have")
	_, err = n.Add("list[2]", n)
	require.ErrorContains(t, err, "only a list can be added to")
	require.Same(t, n, n.Find("lost"))
}
