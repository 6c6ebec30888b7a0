package main

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "rewrite plan/guidance/CATALOGUE.md; read it before you commit it")

func TestCatalogueGolden(t *testing.T) {
	var got bytes.Buffer
	require.NoError(t, write(&got))
	path := filepath.Join("..", "..", "plan", "guidance", "CATALOGUE.md")
	if *update {
		require.NoError(t, os.WriteFile(path, got.Bytes(), 0o644))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Empty(t, cmp.Diff(string(want), got.String()), "run this test with -update and read what changed")
}

func TestArguments(t *testing.T) {
	var out, errs bytes.Buffer
	require.Equal(t, 0, run([]string{"-h"}, &out, &errs))
	require.Contains(t, out.String(), "Catalogue prints the built-in rules")
	require.NotContains(t, out.String(), "# Rule catalogue")
	require.Empty(t, errs.String())
	require.Equal(t, 2, run([]string{"us"}, &out, &errs))
	require.Contains(t, errs.String(), "takes no names")
	out.Reset()
	require.Equal(t, 0, run(nil, &out, &errs))
	require.Contains(t, out.String(), "# Rule catalogue")
}
