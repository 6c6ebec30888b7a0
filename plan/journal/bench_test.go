//go:build unix

package journal

import (
	"bytes"
	"fmt"
	"io"
	"runtime"
	"syscall"
	"testing"
	"time"

	"github.com/oudpath/oudpath/plan/record"
	"github.com/stretchr/testify/require"
)

// BenchmarkRead reads journals; an operation is one line with an event.
func BenchmarkRead(b *testing.B) {
	texts := journeys(b)
	var recorded [][]byte
	for _, text := range texts {
		_, events, err := ReadAll(bytes.NewReader(text), Options{})
		require.NoError(b, err)
		recorded = append(recorded, write(b, events...))
	}
	b.Run("journeys", func(b *testing.B) { benchmarkRead(b, recorded) })
	b.Run("journeys-raw", func(b *testing.B) { benchmarkRead(b, texts) })
	for name, events := range map[string][]record.Event{
		"story": story(), "dose-given": {first(record.KindDoseGiven)}, "order": {first(record.KindOrder)},
	} {
		var many []record.Event
		for i := range 1000 {
			ev := events[i%len(events)]
			ev.ID = record.EventID(fmt.Sprintf("%s-%03d", ev.ID, i))
			many = append(many, ev)
		}
		text := write(b, many...)
		b.Run(name, func(b *testing.B) { benchmarkRead(b, [][]byte{text}) })
	}
}

// cpuTime is what the process used of all processors, the collection of garbage included.
func cpuTime() time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		panic(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

func benchmarkRead(b *testing.B, texts [][]byte) {
	b.ReportAllocs()
	runtime.GC() // what was made to prepare
	b.ResetTimer()
	start := cpuTime()
	for n := 0; n < b.N; {
		for _, text := range texts {
			r, err := NewReader(bytes.NewReader(text), Options{})
			require.NoError(b, err)
			for n < b.N {
				if _, err = r.Next(); err != nil {
					break
				}
				n++
			}
			if err != nil && err != io.EOF {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(cpuTime()-start)/float64(b.N), "cpu-ns/op")
}

// BenchmarkAppend writes journals; an operation is one line with an event.
func BenchmarkAppend(b *testing.B) {
	var all []record.Event
	for _, text := range journeys(b) {
		_, events, err := ReadAll(bytes.NewReader(text), Options{})
		require.NoError(b, err)
		all = append(all, events...)
	}
	for name, events := range map[string][]record.Event{
		"journeys": all, "story": story(), "dose-given": {first(record.KindDoseGiven)}, "order": {first(record.KindOrder)},
		"scored": {first(record.KindScored)},
	} {
		b.Run(name, func(b *testing.B) {
			w, err := NewWriter(io.Discard, header)
			require.NoError(b, err)
			b.ReportAllocs()
			start := cpuTime()
			for i := range b.N {
				if err := w.Append(events[i%len(events)]); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(cpuTime()-start)/float64(b.N), "cpu-ns/op")
		})
	}
}

func first(kind record.Kind) record.Event {
	for _, ev := range story() {
		if ev.Body.Kind() == kind {
			return ev
		}
	}
	panic(kind.String())
}
