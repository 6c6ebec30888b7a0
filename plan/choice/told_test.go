package choice_test

import (
	"testing"

	"github.com/oudpath/oudpath/plan/choice"
	"github.com/oudpath/oudpath/plan/education"
	"github.com/stretchr/testify/require"
)

// Overdose is told of with every option, and withdrawal with those that follow it or end in it.
func TestTold(t *testing.T) {
	for _, id := range []choice.OptionID{choice.Methadone, choice.Buprenorphine, choice.BuprenorphineDepot, choice.NaltrexoneDepot,
		choice.NaltrexoneTablets, choice.SlowMorphine, choice.NoMedication} {
		option := choice.Option{ID: id}
		told := option.Told()
		require.Contains(t, told, education.OverdoseSteps, id)
		after := id == choice.NaltrexoneDepot || id == choice.NaltrexoneTablets || id == choice.NoMedication
		require.Equal(t, after, len(told) == 5, id)
		require.NotEmpty(t, education.Leaflet(told...))
	}
}
