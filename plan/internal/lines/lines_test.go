package lines_test

import (
	"strings"
	"testing"

	"github.com/oudpath/oudpath/plan/internal/lines"
	"github.com/stretchr/testify/require"
)

// No line is too long, none is lost, and the words stay as they are.
func TestWrap(t *testing.T) {
	word := "Überdosis"
	for n := range 40 {
		text := strings.TrimSpace(strings.Repeat(word+" ", n))
		got := lines.Wrap("    ", text)
		for line := range strings.Lines(got) {
			require.LessOrEqual(t, len([]rune(strings.TrimSuffix(line, "\n"))), lines.Width)
			require.True(t, strings.HasPrefix(line, "    "))
		}
		require.Equal(t, strings.Fields(text), strings.Fields(got))
		require.True(t, strings.HasSuffix(got, "\n"))
	}
	require.Contains(t, lines.Wrap("", "one "+strings.Repeat("x", 200)), "\n  "+strings.Repeat("x", 200)+"\n")
}

// TestNumbers gives one text one number, and lists the texts in the order in which they came.
func TestNumbers(t *testing.T) {
	var n lines.Numbers
	require.Empty(t, n.Legend(""))
	require.Equal(t, []string{" [1]", " [2]", " [1]"}, []string{n.Mark("a"), n.Mark("b"), n.Mark("a")})
	require.Equal(t, "\n  [1] a\n  [2] b\n", n.Legend("  "))
}
