package journal

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"
)

// FuzzReader: no text makes a reader panic, and what it accepts is written in a form that reads as the same events and is
// written in the same form again.
func FuzzReader(f *testing.F) {
	f.Add(write(f, story()...))
	for _, ev := range story() {
		f.Add(write(f, ev))
	}
	for _, c := range strictness {
		f.Add([]byte(headerLine + "\n" + c.line + "\n"))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		r, err := NewReader(bytes.NewReader(text), Options{AllowTruncatedTail: true})
		if err != nil {
			requireError(t, err)
			return
		}
		events, err := drain(r)
		if err != nil {
			requireError(t, err)
		}
		require.LessOrEqual(t, r.Position().Offset, int64(len(text)))
		if r.Header().Plan == "" {
			t.Fatal("a header without a plan")
		}
		var first, second bytes.Buffer
		for _, b := range []*bytes.Buffer{&first, &second} {
			w, err := NewWriter(b, r.Header())
			require.NoError(t, err)
			for _, ev := range events {
				require.NoError(t, w.Append(ev))
			}
			var header Header
			header, events, err = ReadAll(bytes.NewReader(b.Bytes()), Options{})
			require.NoError(t, err)
			require.Equal(t, r.Header(), header)
		}
		require.Equal(t, first.String(), second.String())
	})
}

func requireError(t *testing.T, err error) {
	var at *Error
	require.ErrorAs(t, err, &at)
	require.NotEmpty(t, at.Problem)
	require.Positive(t, at.Line)
	require.NotEmpty(t, at.Unwrap())
}
