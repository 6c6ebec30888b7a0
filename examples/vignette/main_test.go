package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

func write(t *testing.T, folder, name, text string) string {
	t.Helper()
	path := filepath.Join(folder, name)
	require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
	return path
}

const start = "profile us\nat 2026-03-02 09:00\n"

func TestRun(t *testing.T) {
	folder := t.TempDir()
	good := write(t, folder, "good.txt", start+"move assess\nexpect stage assessment\n")
	bad := write(t, folder, "bad.txt", start+"move assess\nexpect stage therapy\n")
	pending := write(t, folder, "pending.txt", start+"pending being discussed\nmove assess\nexpect stage therapy\n")
	typo := write(t, folder, "typo.txt", start+"move asess\nexpect stage therapy\n")
	nowhere := write(t, folder, "nowhere.txt", "profile atlantis\nat 2026-03-02 09:00\nmove assess\nexpect stage assessment\n")
	write(t, folder, "notes.md", "not a script")
	for name, c := range map[string]struct {
		args []string
		code int
		says string
	}{
		"as expected": {[]string{good, pending}, asExpected,
			"2 cases, 2 expectations: 1 case as expected, 1 pending (exit status 0)"},
		"verbose":              {[]string{good, "-v"}, asExpected, "move assess → allowed"},
		"one":                  {[]string{good}, asExpected, "1 script, 1 case, 1 expectation: 1 case as expected (exit status 0)"},
		"mismatch":             {[]string{good, bad}, mismatched, "1 case as expected, 1 not as expected (exit status 1)"},
		"its line":             {[]string{bad}, mismatched, "bad.txt:4: "},
		"unreadable":           {[]string{bad, typo}, unreadable, `did you mean "assess"?`},
		"unknown jurisdiction": {[]string{nowhere}, unreadable, `unknown jurisdiction "atlantis"`},
		"folder": {[]string{folder}, unreadable,
			"5 scripts, 4 cases, 3 expectations: 1 case as expected, 1 not as expected, 1 pending, 2 could not be run (exit status 2)"},
		"list":         {[]string{"-list"}, asExpected, "bup.sublocade"},
		"rules":        {[]string{"-rules"}, asExpected, "bup.induction.cows-min"},
		"nothing":      {nil, asExpected, "order bup.sl 4 mg in office → refused"},
		"and then":     {nil, asExpected, "1 script, 1 case, 2 expectations: 1 case as expected (exit status 0)"},
		"help":         {[]string{"-h"}, asExpected, "-rules"},
		"empty folder": {[]string{t.TempDir()}, unreadable, "no .txt file"},
		"no such file": {[]string{filepath.Join(folder, "none.txt")}, unreadable, "none.txt"},
		"no such flag": {[]string{"-x"}, unreadable, "-x"},
	} {
		var out bytes.Buffer
		require.Equal(t, c.code, run(c.args, &out, &out), "%s\n%s", name, out.String())
		require.Contains(t, out.String(), c.says, name)
	}
}
