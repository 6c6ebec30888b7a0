package scale_test

import (
	"encoding"
	"fmt"
	"testing"

	"github.com/oudpath/oudpath/stages/scale"
	"github.com/stretchr/testify/require"
)

// word is what every enumeration of the package can do; P is its pointer.
type word interface {
	comparable
	fmt.Stringer
	encoding.TextMarshaler
}

func requireWords[E word, P interface {
	*E
	encoding.TextUnmarshaler
}](t *testing.T, words map[E]string, invalid ...E) {
	t.Helper()
	for value, name := range words {
		require.Equal(t, name, value.String())
		text, err := value.MarshalText()
		require.NoError(t, err)
		require.Equal(t, name, string(text))
		var back E
		require.NoError(t, P(&back).UnmarshalText(text))
		require.Equal(t, value, back)
	}
	for _, value := range invalid {
		require.Equal(t, "invalid", value.String())
		_, err := value.MarshalText()
		require.Error(t, err)
	}
	var back E
	for _, text := range []string{"", "invalid", "mild "} {
		require.Error(t, P(&back).UnmarshalText([]byte(text)), "%T %q", back, text)
	}
}

func TestWords(t *testing.T) {
	requireWords(t, map[scale.Severity]string{
		scale.SeverityUndetermined: "undetermined", scale.SeverityNone: "none", scale.SeverityMild: "mild",
		scale.SeverityModerate: "moderate", scale.SeveritySevere: "severe",
	}, 5)
	requireWords(t, map[scale.Maintenance]string{
		scale.MaintenanceUnknown: "unknown", scale.NoMaintenance: "none", scale.AgonistMaintenance: "agonist",
		scale.AntagonistMaintenance: "antagonist",
	}, 4)
	requireWords(t, map[scale.RemissionState]string{
		scale.RemissionUndetermined: "undetermined", scale.NoEarlierDisorder: "no earlier disorder", scale.CriteriaMet: "criteria met",
		scale.RemissionTooShort: "too short", scale.EarlyRemission: "early remission", scale.SustainedRemission: "sustained remission",
	}, 6)
	requireWords(t, map[scale.Criterion]string{scale.LargerOrLonger: "larger-or-longer", scale.Withdrawal: "withdrawal"}, 0, 12)
}
