package svg_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/oudpath/oudpath/plan/internal/svg"
	"github.com/stretchr/testify/require"
)

// wellFormed reads a document to its end.
func wellFormed(t *testing.T, text []byte) {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(text))
	d.Strict = true
	for {
		_, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		require.NoError(t, err)
	}
}

// TestAnyTextIsText: nothing that a label holds becomes an element, and what XML cannot hold breaks no document.
func TestAnyTextIsText(t *testing.T) {
	for _, hostile := range []string{"</text><script>alert(1)</script>", `" onload="x`, "a\x00b\x1b", "\xff\xfe", "<![CDATA[", "&amp;&", "]]>", ""} {
		d := svg.New("d", hostile, hostile)
		d.Grow(100, 50)
		d.Begin(hostile)
		d.Text("bold", 1, 2, hostile)
		d.Rect(hostile, 0, 0, 1, 1, 0)
		d.End()
		var out bytes.Buffer
		_, err := d.WriteTo(&out)
		require.NoError(t, err)
		wellFormed(t, out.Bytes())
		require.NotContains(t, out.String(), "<script")
		require.NotContains(t, out.String(), `" onload="`)
	}
}

// TestEveryPatternIsThere for any number, and is named after its drawing.
func TestEveryPatternIsThere(t *testing.T) {
	d := svg.New("mine", "t", "d")
	for n := -7; n < 14; n++ {
		d.Pattern(n, 0, 0, 1, 1, 0)
	}
	var out bytes.Buffer
	_, err := d.WriteTo(&out)
	require.NoError(t, err)
	for _, used := range strings.Split(out.String(), "url(#")[1:] {
		id, _, _ := strings.Cut(used, ")")
		require.Contains(t, out.String(), `<pattern id="`+id+`"`)
		require.True(t, strings.HasPrefix(id, "mine-"), id)
	}
}

func TestFitKeepsToItsRoom(t *testing.T) {
	for _, text := range []string{"", "a", "Administrative discharge", "Überwiesen nach Hause", "漢字漢字漢字"} {
		for room := 0.0; room < 200; room += 7 {
			require.LessOrEqual(t, svg.Width(svg.Fit(text, 12, room), 12), room, "%q in %v", text, room)
			for _, line := range svg.Wrap(text, 12, room) {
				require.LessOrEqual(t, svg.Width(line, 12), room)
			}
		}
	}
	require.Equal(t, "Detox", svg.Fit("Detox", 12, 100))
	require.Equal(t, []string{"one two", "three"}, svg.Wrap(" one  two three", 10, 45))
}

// TestAnArrowEndsWhereItShould, whatever the bends.
func TestAnArrowEndsWhereItShould(t *testing.T) {
	d := svg.New("a", "t", "d")
	d.Arrow("walk", svg.Point{X: 0, Y: 0}, svg.Point{X: 20, Y: 0}, svg.Point{X: 20, Y: 40}, svg.Point{X: 50, Y: 40})
	d.Arrow("walk", svg.Point{X: 0, Y: 0}) // is none
	var out bytes.Buffer
	_, err := d.WriteTo(&out)
	require.NoError(t, err)
	require.Contains(t, out.String(), `d="M0 0L15 0Q20 0 20 5L20 35Q20 40 25 40L50 40"`)
	require.Contains(t, out.String(), `points="50,40 44,36.5 44,43.5"`)
	require.Equal(t, 1, strings.Count(out.String(), "<path class=\"walk\""))
}
