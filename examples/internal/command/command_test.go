package command_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/oudpath/oudpath/examples/internal/command"
	"github.com/stretchr/testify/require"
)

// parse reads arguments for a program with a flag of each sort.
func parse(args ...string) (names []string, loud bool, level int, status int, done bool, out, errs string) {
	c := command.New("test", "Test does nothing at all, and says so in a sentence that is long enough to be broken into two lines of help.")
	c.Calls = []command.Line{{Write: "", Means: "does nothing"}, {Write: "A NAME THAT IS VERY LONG INDEED", Means: "does nothing to it"}}
	c.Exits = []string{"0  always"}
	c.Notes = []string{"No more."}
	c.BoolVar(&loud, "loud", false, "say it loud")
	c.IntVar(&level, "level", 3, "`number` of times")
	var stdout, stderr bytes.Buffer
	names, status, done = c.Parse(args, &stdout, &stderr)
	return names, loud, level, status, done, stdout.String(), stderr.String()
}

func TestFlagsMayStandAnywhere(t *testing.T) {
	for _, args := range [][]string{
		{"-loud", "-level", "7", "a", "b"}, {"a", "-loud", "b", "-level=7"}, {"a", "b", "--level", "7", "--loud"},
		{"-level=7", "-loud", "--", "a", "b"},
	} {
		names, loud, level, status, done, out, errs := parse(args...)
		require.Equal(t, []string{"a", "b"}, names, args)
		require.True(t, loud)
		require.Equal(t, 7, level)
		require.False(t, done)
		require.Equal(t, command.OK, status)
		require.Empty(t, out+errs)
	}
	names, loud, _, _, _, _, _ := parse("a", "--", "-loud")
	require.Equal(t, []string{"a", "-loud"}, names)
	require.False(t, loud)
}

func TestHelp(t *testing.T) {
	for _, flag := range []string{"-h", "--help", "-help"} {
		_, _, _, status, done, out, errs := parse("a", flag)
		require.True(t, done)
		require.Equal(t, command.OK, status)
		require.Empty(t, errs)
		require.Equal(t, `Test does nothing at all, and says so in a sentence that is long enough to be
broken into two lines of help.

Usage: go run ./examples/test, followed by
  (nothing)  does nothing
  A NAME THAT IS VERY LONG INDEED
             does nothing to it

Flags, with one dash or two, before or after the names:
  -level number  number of times; default: 3
  -loud          say it loud

Exit status:
  0 always

No more.
`, out)
	}
}

func TestWrongFlags(t *testing.T) {
	for _, args := range [][]string{{"-x"}, {"-level", "much"}, {"a", "-level"}} {
		_, _, _, status, done, out, errs := parse(args...)
		require.True(t, done)
		require.Equal(t, command.Input, status)
		require.Empty(t, out)
		require.True(t, strings.HasPrefix(errs, "test: "), errs)
		require.Contains(t, errs, "test -h")
	}
	var errs bytes.Buffer
	require.Equal(t, command.Input, command.New("test", "").Fail(&errs, errors.New("no such thing")))
	require.Contains(t, errs.String(), "test: no such thing\n")
}

func TestCount(t *testing.T) {
	for n, want := range []string{"0 cases", "1 case", "2 cases"} {
		require.Equal(t, want, command.Count(n, "case"))
	}
	require.False(t, command.Color(&bytes.Buffer{}))
}

func TestWrap(t *testing.T) {
	require.Empty(t, command.Wrap(""))
	require.Equal(t, "a  b\n", command.Wrap("a  b\n"), "a line that fits stays as it is")
	long := strings.Repeat("word ", 20)
	require.Equal(t, "    - "+strings.TrimSpace(long[:70])+"\n      "+strings.TrimSpace(long[70:])+"\n", command.Wrap("    - "+long))
}
