package r4_test

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/oudpath/oudpath/internal/fixtures"
	"github.com/oudpath/oudpath/plan/fhir/r4"
)

// examples calls do with each JSON text of the US Core packages and of the CDC guide.
func examples(t testing.TB, do func(name string, data []byte)) (n int) {
	t.Helper()
	for _, pkg := range []string{"us_core_610.tgz", "us_core_800.tgz"} {
		file, err := os.Open(fixtures.Path(t, "us-core", pkg))
		require.NoError(t, err)
		unzipped, err := gzip.NewReader(file)
		require.NoError(t, err)
		for archive := tar.NewReader(unzipped); ; {
			header, err := archive.Next()
			if err == io.EOF {
				break
			}
			require.NoError(t, err)
			if !strings.HasSuffix(header.Name, ".json") || strings.Contains(header.Name, "/other/") || strings.Contains(header.Name, "/openapi/") {
				continue
			}
			data, err := io.ReadAll(archive)
			require.NoError(t, err)
			do(pkg+"/"+header.Name, data)
			n++
		}
		require.NoError(t, file.Close())
	}
	require.NoError(t, filepath.WalkDir(fixtures.Path(t, "cdc-opioid-ig"), func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".json") {
			return err
		}
		data, err := os.ReadFile(path)
		do(path, data)
		n++
		return err
	}))
	return n
}

// Every published example comes back byte by byte, and rebuilt from its parts it is the same text without its spaces.
func TestPublicExamplesLoseNothing(t *testing.T) {
	n := examples(t, func(name string, data []byte) {
		d, err := r4.Parse(data)
		require.NoError(t, err, name)
		require.Equal(t, data, d.Bytes(), name)
		var want, got bytes.Buffer
		require.NoError(t, json.Compact(&want, data))
		rebuild(&got, d.Root())
		require.Equal(t, want.String(), got.String(), name)
	})
	require.Greater(t, n, 450, "too few examples for this test to mean anything")
}

func BenchmarkParse(b *testing.B) {
	var all [][]byte
	size := 0
	examples(b, func(name string, data []byte) {
		if strings.Contains(name, "cdc-opioid-ig") {
			all = append(all, data)
			size += len(data)
		}
	})
	b.Run("ours", func(b *testing.B) {
		b.SetBytes(int64(size))
		b.ReportAllocs()
		for b.Loop() {
			for _, data := range all {
				if _, err := r4.Parse(data); err != nil {
					b.Fatal(err)
				}
			}
		}
	})
	b.Run("json.Valid", func(b *testing.B) {
		b.SetBytes(int64(size))
		for b.Loop() {
			for _, data := range all {
				if !json.Valid(data) {
					b.Fatal()
				}
			}
		}
	})
}
