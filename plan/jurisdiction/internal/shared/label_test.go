package shared_test

import (
	"testing"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/jurisdiction/internal/shared"
	"github.com/stretchr/testify/require"
)

func TestLabel(t *testing.T) {
	total := shared.Label(medication.MethadoneTab, medication.FirstDayTotal, evidence.LabelMethadone)
	require.Equal(t, medication.Milligrams(40), total.Mass.Most)
	require.Equal(t, evidence.Secondary, total.Cite.Provenance)
	usual := shared.Label(medication.MethadoneTab, medication.UsualDose, evidence.ASAM2020)
	require.Equal(t, medication.Milligrams(120), usual.Mass.Most, "each source says its own")

	for name, of := range map[string]func(){
		"no product":   func() { shared.Label("no-such", medication.FirstDose, evidence.LabelMethadone) },
		"no such fact": func() { shared.Label(medication.MethadoneTab, medication.FirstDayTotal, evidence.ASAM2020) },
		"words only": func() {
			shared.Label(medication.MethadoneTab, medication.BoxedWarning, evidence.LabelMethadoneConcentrate)
		},
		"two of them":          func() { shared.Label(medication.MethadoneSoln5GB, medication.FirstDose, evidence.SmPCMethadone5) },
		"not for everybody":    func() { shared.Label(medication.LofexidineTab, medication.RenalImpairment, evidence.LabelLucemyra) },
		"no age":               func() { shared.Age(medication.MethadoneTab) },
		"labels that disagree": func() { shared.Agreed(total, usual) },
		"no number of days":    func() { shared.Days(25 * time.Hour) },
		"a time that is not":   func() { shared.Days(0) },
	} {
		require.Panics(t, of, name)
	}
	require.Equal(t, total, shared.Agreed(total, total))
	require.Equal(t, 26, shared.Days(26*24*time.Hour))
	years, cite := shared.Age(medication.BupEspranor)
	require.Equal(t, 15, years)
	require.Equal(t, evidence.SmPCEspranor.Source(), cite.Source)
}
