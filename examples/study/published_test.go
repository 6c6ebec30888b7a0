package main

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestPublishedStudies compares the table of each study in the folder published with the one that was read; OUDPATH_UPDATE=1 writes it
// anew. A target that is missed has a note that says why.
func TestPublishedStudies(t *testing.T) {
	files, err := filepath.Glob("published/*.yaml")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	var all strings.Builder
	for _, file := range files {
		folder := t.TempDir()
		study(t, file, "-out", folder)
		text := read(t, folder, "published.csv")
		rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
		require.NoError(t, err)
		for _, row := range rows[1:] {
			if row[2] == "validation" && !strings.HasPrefix(row[5], "yes") {
				require.NotEmpty(t, row[6], "%s: %s is missed, and nothing says why", file, row[0])
			}
		}
		all.WriteString(filepath.Base(file) + "\n" + text + "\n")
	}
	if os.Getenv("OUDPATH_UPDATE") != "" {
		require.NoError(t, os.WriteFile("testdata/published.txt", []byte(all.String()), 0o644))
	}
	require.Equal(t, read(t, "testdata/published.txt"), all.String())
}
