package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// The bundled records are counted by rule, group and month, and every file is written.
func TestBundledRecords(t *testing.T) {
	dir := t.TempDir()
	var out, errs bytes.Buffer
	args := []string{"../../testdata/journeys", "-progress", "-as-of", "2026-11-29T12:00:00Z", "-complete", "2024-01-01..2026-11-01"}
	for _, kind := range []string{"csv", "json", "ndjson", "measures", "html", "deviations"} {
		args = append(args, "-"+kind, filepath.Join(dir, kind))
	}
	require.Zero(t, run(context.Background(), args, nil, &out, &errs), errs.String())
	for _, part := range []string{"10 records", "Rule ", "Group ", "Month ", "methadone", "Measure, period to 2025-12-31",
		"washington-circle.use", "Not computable as published"} {
		require.Contains(t, out.String(), part)
	}
	require.Contains(t, errs.String(), `kept under the rules of "gb"`)
	for _, kind := range []string{"csv", "json", "ndjson", "measures", "html", "deviations"} {
		data, err := os.ReadFile(filepath.Join(dir, kind))
		require.NoError(t, err)
		require.NotEmpty(t, data, kind)
	}
}

func TestStream(t *testing.T) {
	var out, errs bytes.Buffer
	in := strings.NewReader(`{"resourceType":"Patient","id":"1","birthDate":"1988-04-01"}` + "\nno JSON\n")
	require.Zero(t, run(context.Background(), []string{"-", "-as-of", "2026-03-02T12:00:00Z"}, in, &out, &errs), errs.String())
	require.Contains(t, out.String(), "2 records, 1 event")
	require.Contains(t, errs.String(), "-:2: ")
	for _, args := range [][]string{{"nowhere"}, {"a", "b"}, {"-place", "nowhere", "-"}, {"-as-of", "noon", "-"}, {"-last", "soon", "-"},
		{"-complete", "2024-01-01", "-"}} {
		require.Equal(t, 2, run(context.Background(), args, strings.NewReader(""), &out, &errs), args)
	}
}
