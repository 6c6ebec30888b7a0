package report

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestBroken(t *testing.T) {
	require.Equal(t, []string{""}, broken("", 9))
	require.Equal(t, []string{"one two", "three"}, broken(" one  two three ", 9))
	require.Equal(t, []string{"x", "methadone.", "induction.", "first-dose"}, broken("x methadone.induction.first-dose", 11))
	require.Equal(t, []string{"éééé", "éé"}, broken("éééééé", 4), "columns, not bytes")
}

func TestFolded(t *testing.T) {
	for _, c := range []struct {
		text, more string
		want       []string
	}{
		{"short [1]", "", []string{"short [1]"}},
		{"short [1]", "wait", []string{"short [1] -> wait"}},
		{"COWS is 6 [1]", "wait and score again", []string{"COWS is 6 [1] -> wait", "and score again"}},
		{"COWS is 6 [1]", "wait, score again, or begin low", []string{"COWS is 6 [1] -> wait,", "score again …"}},
		{"COWS is 6 [1]", "wait and score again and then begin", []string{"COWS is 6 [1] -> wait", "and score again and …"}},
		{"what is said takes more than two lines and is never cut", "wait",
			[]string{"what is said takes more", "than two lines and is", "never cut -> wait"}},
		{"what is said fills two whole lines to the end", "wait", []string{"what is said fills two", "whole lines to the end"}},
	} {
		require.Equal(t, c.want, folded(c.text, c.more, 23), c.text)
	}
}

// TestFoldedKeepsWhatIsSaid tries every width: the message is whole, and what follows is at most two lines where that is possible.
func TestFoldedKeepsWhatIsSaid(t *testing.T) {
	const text, more = "4 h 20 min since heroin, less than 6 h [12, 14]", "wait until the hours have passed, or choose low-dose initiation"
	for width := 12; width < 130; width++ {
		lines := folded(text, more, width)
		require.True(t, strings.HasPrefix(strings.Join(lines, " "), text), "%d: %q", width, lines)
		require.LessOrEqual(t, len(lines), max(2, len(broken(text, width))), "%d: %q", width, lines)
		for _, line := range lines {
			require.LessOrEqual(t, columns(line), width, "%q", lines)
		}
	}
}

func TestCountsInWords(t *testing.T) {
	require.Equal(t, "no findings", Counts{}.String())
	require.Equal(t, "1 request held, 1 deviation, 2 unknown", Counts{Held: 1, Deviations: 1, Unknown: 2}.String())
	require.Equal(t, "2 requests refused, 3 held, 1 overridden, 1 warning, 4 advice",
		Counts{Refused: 2, Held: 3, Overridden: 1, Warnings: 1, Advice: 4}.String())
}
