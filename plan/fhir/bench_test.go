package fhir_test

import (
	"encoding/json"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/oudpath/oudpath/plan/fhir"
	"github.com/oudpath/oudpath/plan/fhir/r4"
)

// big is a record of 200 resources of about a kilobyte, the size of those of the CDC guide: doses, orders, screens, scores, measurements,
// conditions and other medicines of half a year.
func big() []byte {
	resources := []string{patient}
	narrative := `"text":{"status":"generated","div":"<div xmlns=\"http://www.w3.org/1999/xhtml\">` + strings.Repeat("narrative ", 40) + `</div>"},`
	for i := range 199 {
		day := time.Date(2025, 9, 1, 7, 0, 0, 0, time.UTC).AddDate(0, 0, i*9/10).Format("2006-01-02T15:04:05Z")
		kinds := []told{{"given", "methadone 10", 60, ""}, {"given", "methadone 10", 60, ""}, {"screen", "fentanyl", 0, ""}, {"score", "phq9", 6, ""},
			{"qtc", "qtc", 430, ""}, {"takes", "metformin", 0, ""}, {"given", "methadone 10", 60, ""}, {"order", "methadone 10", 60, ""}}
		text := coded(i, kinds[i%len(kinds)])
		text = strings.NewReplacer("2026-03-02T:00Z", day, `{"resourceType"`, `{`+narrative+`"resourceType"`).Replace(text)
		resources = append(resources, text)
	}
	return []byte(bundle(resources...))
}

func cpu(b *testing.B) time.Duration {
	var u syscall.Rusage
	require.NoError(b, syscall.Getrusage(syscall.RUSAGE_SELF, &u))
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// measure runs one step of the benchmark again and again, and reports how many of them a second of the processor holds.
func measure(b *testing.B, unit string, step func()) {
	b.ReportAllocs()
	start := cpu(b)
	n := 0
	for b.Loop() {
		step()
		n++
	}
	b.ReportMetric(float64(n)/(cpu(b)-start).Seconds(), unit+"/cpu-s")
}

func BenchmarkPatient(b *testing.B) {
	data, e := big(), engine(b)
	rec, err := fhir.FromBundle(data, reader)
	require.NoError(b, err)
	require.Len(b, rec.Accounts, 200)
	require.Greater(b, len(rec.Events), 190)
	b.Logf("%d bytes, %d events", len(data), len(rec.Events))
	b.Run("read-import-judge", func(b *testing.B) {
		measure(b, "patients", func() {
			rec, err := fhir.FromBundle(data, reader)
			if err != nil {
				b.Fatal(err)
			}
			if _, _, err = rec.Import(e, "p"); err != nil {
				b.Fatal(err)
			}
		})
	})
	b.Run("read-events", func(b *testing.B) {
		measure(b, "patients", func() {
			if _, err := fhir.FromBundle(data, reader); err != nil {
				b.Fatal(err)
			}
		})
	})
	b.Run("read-json", func(b *testing.B) {
		measure(b, "patients", func() {
			if _, err := r4.Parse(data); err != nil {
				b.Fatal(err)
			}
		})
	})
	b.Run("json.Valid", func(b *testing.B) {
		measure(b, "patients", func() {
			if !json.Valid(data) {
				b.Fatal()
			}
		})
	})
	p, _, err := rec.Import(e, "p")
	require.NoError(b, err)
	b.Run("write", func(b *testing.B) {
		w := fhir.Writer{Engine: e, At: asOf}
		measure(b, "patients", func() {
			if _, err := w.ToBundle(p); err != nil {
				b.Fatal(err)
			}
		})
	})
}
