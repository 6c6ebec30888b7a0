package journal

import (
	"bytes"
	"io"
	"testing"

	"github.com/oudpath/oudpath/plan"
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
	for _, kind := range []plan.Kind{plan.KindDoseGiven, plan.KindOrder, plan.KindScored} {
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
	for name, events := range map[string][]plan.Event{
		"story": story(), "dose-given": {first(plan.KindDoseGiven)}, "order": {first(plan.KindOrder)},
	} {
		const n = 1000
		var many []plan.Event
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

func first(kind plan.Kind) plan.Event {
	for _, ev := range story() {
		if ev.Body.Kind() == kind {
			return ev
		}
	}
	panic(kind.String())
}
