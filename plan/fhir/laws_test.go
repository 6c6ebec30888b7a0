package fhir_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/oudpath/oudpath/internal/fixtures"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/fhir"
	"github.com/oudpath/oudpath/plan/journal"
	"github.com/oudpath/oudpath/plan/jurisdiction"
	"github.com/oudpath/oudpath/plan/plantest"
	"github.com/oudpath/oudpath/plan/record"
)

// The laws of the engine hold for what records say as for what is drawn: above all, an import, which folds one state in place and makes room
// for many at once, decides as Apply does of one event after the other.
func TestRecordsKeepTheLaws(t *testing.T) {
	e, records := engine(t), 0
	keep := func(rec *fhir.Record) {
		records++
		plantest.Laws(t, e, rec.Events[:min(len(rec.Events), 60)])
	}
	rec, err := fhir.FromBundle(big(), reader)
	require.NoError(t, err)
	keep(rec)
	rec, err = reader.Read(cdcGuide(t)...)
	require.NoError(t, err)
	keep(rec)
	for _, folder := range []string{"testdata/vendors", fixtures.Path(t, "us-core")} {
		require.NoError(t, filepath.WalkDir(folder, func(path string, _ fs.DirEntry, err error) error {
			if err != nil || !strings.HasSuffix(path, ".json") {
				return err
			}
			data, err := os.ReadFile(path)
			require.NoError(t, err)
			if rec, err := fhir.FromBundle(data, reader); err == nil && len(rec.Events) > 0 {
				keep(rec)
			}
			return nil
		}))
	}
	require.Greater(t, records, 30)
}

// The same holds for what journeys tell, of which an engine derives what follows from it.
func TestJourneysKeepTheLaws(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("..", "..", "testdata", "journeys", "*.jsonl"))
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		in, err := os.Open(file)
		require.NoError(t, err)
		header, events, err := journal.ReadAll(in, journal.Options{})
		require.NoError(t, err)
		require.NoError(t, in.Close())
		told := slices.DeleteFunc(events, func(ev record.Event) bool { return ev.Body.Kind().Derived() })
		plantest.Laws(t, placed(t, header), told[:min(len(told), 80)])
	}
}

// placed returns the engine of a journal.
func placed(t *testing.T, header journal.Header) *plan.Engine {
	t.Helper()
	zone, err := time.LoadLocation(header.Zone)
	require.NoError(t, err)
	place, _, _ := strings.Cut(header.Jurisdiction, "@")
	e, err := jurisdiction.Engine(place, zone)
	require.NoError(t, err)
	return e
}
