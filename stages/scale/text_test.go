package scale_test

import (
	"testing"

	"github.com/oudpath/oudpath/plan/vocabulary/vocabularytest"
	"github.com/oudpath/oudpath/stages/scale"
	"github.com/stretchr/testify/require"
)

func TestWords(t *testing.T) {
	vocabularytest.Check[scale.Severity](t, "undetermined", "none", "mild", "moderate", "severe")
	vocabularytest.Check[scale.Maintenance](t, "unknown", "none", "agonist", "antagonist")
	vocabularytest.Check[scale.RemissionState](t, "undetermined", "no earlier disorder", "criteria met", "too short",
		"early remission", "sustained remission")
	vocabularytest.Check[scale.Criterion](t, "larger-or-longer", "cut-down", "time-spent", "craving", "role-failure",
		"social-problems", "activities-given-up", "hazardous-use", "use-despite-harm", "tolerance", "withdrawal")
}

// An array by the index has room for every instrument, and no two share a place.
func TestIndex(t *testing.T) {
	all := scale.All()
	require.Len(t, all, scale.InstrumentCount)
	for want, in := range all {
		i, ok := in.ID().Index()
		require.True(t, ok)
		require.Equal(t, want, i)
	}
	_, ok := scale.ID("COWS").Index()
	require.False(t, ok)
	_, ok = scale.ID("").Index()
	require.False(t, ok)
}
