package main

import (
	"bytes"
	"encoding/json"
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

func execute(args ...string) (status int, stdout, stderr string) {
	var out, errs bytes.Buffer
	status = run(args, &out, &errs)
	return status, out.String(), errs.String()
}

// What the program prints, within 80 columns.
func TestPrinted(t *testing.T) {
	for name, args := range map[string][]string{"everybody": nil, "ana": {"ana"}, "ben": {"ben"}, "cleo": {"cleo"}, "dev": {"dev"},
		"eve": {"eve"}, "finn": {"finn"}, "gus": {"gus"}, "hana": {"hana"}, "iain": {"iain"}, "jia": {"jia"}, "mina": {"mina"}, "agenda": {"-agenda"}, "orders": {"-orders", "gus"}} {
		status, got, errs := execute(args...)
		require.Equal(t, command.OK, status, errs)
		if name != "orders" {
			for line := range strings.Lines(got) {
				require.LessOrEqual(t, utf8.RuneCountInString(strings.TrimRight(line, "\n")), 80, "%s: %s", name, line)
			}
		}
		path := filepath.Join("testdata", name+".txt")
		if *update {
			require.NoError(t, os.MkdirAll("testdata", 0o755))
			require.NoError(t, os.WriteFile(path, []byte(got), 0o644))
			continue
		}
		want, err := os.ReadFile(path)
		require.NoError(t, err)
		require.Empty(t, cmp.Diff(string(want), got), name)
	}
}

func TestOtherForms(t *testing.T) {
	status, out, errs := execute("ana", "-json")
	require.Equal(t, command.OK, status, errs)
	require.True(t, json.Valid([]byte(out)))
	_, out, _ = execute("-ics", "ana")
	require.True(t, strings.HasPrefix(out, "BEGIN:VCALENDAR\r\n"))
	status, _, errs = execute("nobody")
	require.Equal(t, command.Input, status)
	require.Contains(t, errs, `nobody called "nobody"`)
}
