package fhir

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// A name that is taken to be folded as it stands is what folding it word by word gives.
func TestFolded(t *testing.T) {
	for _, name := range []string{"", " ", "a", "a b", " a", "a ", "a  b", "a\tb", "A", "aB", "é", "a\u00a0b", "a\u2003b", "a\nb", "8 mg-2 mg", "a\x7fb", "\v"} {
		require.Equal(t, strings.ToLower(strings.Join(strings.Fields(name), " ")), folded(name), "%q", name)
	}
}
