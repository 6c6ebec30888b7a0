package journal

import (
	"bytes"
	"io"
	"testing"

	"github.com/oudpath/oudpath/plan/record"
	"github.com/stretchr/testify/require"
)

func BenchmarkAppend(b *testing.B) {
	events := story()
	size := len(write(b, events...))
	b.Run("story", func(b *testing.B) {
		w, err := NewWriter(io.Discard, header)
		require.NoError(b, err)
		b.ReportAllocs()
		b.SetBytes(int64(size / len(events)))
		for i := 0; b.Loop(); i++ {
			if err := w.Append(events[i%len(events)]); err != nil {
				b.Fatal(err)
			}
		}
	})
	for _, kind := range []record.Kind{record.KindDoseGiven, record.KindOrder, record.KindScored} {
		ev := first(kind)
		b.Run(kind.String(), func(b *testing.B) {
			w, err := NewWriter(io.Discard, header)
			require.NoError(b, err)
			b.ReportAllocs()
			for b.Loop() {
				if err := w.Append(ev); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkNext(b *testing.B) {
	for name, events := range map[string][]record.Event{
		"story": story(), "dose-given": {first(record.KindDoseGiven)}, "order": {first(record.KindOrder)},
	} {
		const n = 1000
		var many []record.Event
		for i := range n {
			many = append(many, events[i%len(events)])
		}
		text := write(b, many...)
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(text) / n))
			r, err := NewReader(bytes.NewReader(text), Options{})
			require.NoError(b, err)
			for b.Loop() {
				_, err := r.Next()
				if err == io.EOF {
					r, _ = NewReader(bytes.NewReader(text), Options{})
					_, err = r.Next()
				}
				if err != nil {
					b.Fatal(err)
				}
			}
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
