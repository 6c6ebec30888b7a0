package main

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// The engines of Go say the same of everybody, and the people differ in what there is to say.
func TestTheySayTheSame(t *testing.T) {
	var out strings.Builder
	require.NoError(t, run(t.Context(), &out, 48, ""))
	require.Contains(t, out.String(), "google/cql")
	require.NotContains(t, out.String(), " 0 are to be supplied")
	require.NotContains(t, out.String(), " 48 are to be supplied")
}
