package main

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/oudpath/oudpath/examples/internal/command"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write the golden files anew; read them before they are committed")

// What the program prints, within 80 columns.
func TestPrinted(t *testing.T) {
	for name, args := range map[string][]string{"everybody": nil, "ana": {"ana"}, "ben": {"ben"}, "cleo": {"cleo"}, "dov": {"dov"}, "eva": {"eva"},
		"dov-level": {"-level", "dov"}, "cleo-level": {"-level", "cleo"}, "match": {"-match"}} {
		var out, errs bytes.Buffer
		require.Equal(t, command.OK, run(args, &out, &errs), errs.String())
		for line := range strings.Lines(out.String()) {
			require.LessOrEqual(t, utf8.RuneCountInString(strings.TrimRight(line, "\n")), 80, "%s: %s", name, line)
		}
		path := filepath.Join("testdata", name+".txt")
		if *update {
			require.NoError(t, os.MkdirAll("testdata", 0o755))
			require.NoError(t, os.WriteFile(path, out.Bytes(), 0o644))
			continue
		}
		want, err := os.ReadFile(path)
		require.NoError(t, err)
		require.Empty(t, cmp.Diff(string(want), out.String()), name)
	}
}

func TestNobody(t *testing.T) {
	var out, errs bytes.Buffer
	require.Equal(t, command.Input, run([]string{"nobody"}, &out, &errs))
	require.Contains(t, errs.String(), `nobody called "nobody"`)
}
