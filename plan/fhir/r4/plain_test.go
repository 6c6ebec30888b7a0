package r4

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestPlain puts every byte at every place among others, whatever comes after it: a byte is plain unless it is a quote, a backslash or a
// control character.
func TestPlain(t *testing.T) {
	for length := range 20 {
		for at := range length {
			for b := range 256 {
				for _, others := range []byte{'a', ' ', 0x7f, 0x80, 0xff} {
					data := bytes.Repeat([]byte{others}, length)
					data[at] = byte(b)
					want := length
					if b == '"' || b == '\\' || b < ' ' {
						want = at
					}
					require.Equal(t, want, plain(data), "%q", data)
				}
			}
		}
	}
	require.Equal(t, 3, plain([]byte("abc\x1f\"\\efghij")), "the first of several")
}
