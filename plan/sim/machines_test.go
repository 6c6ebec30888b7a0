package sim_test

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/oudpath/oudpath/plan/sim"
	"github.com/oudpath/oudpath/plan/sim/testdata/peers/m8"
	"github.com/stretchr/testify/require"
)

// TestSameBitsOnEveryMachine compares fingerprints and digests with those that are kept in testdata. The edge lane .ci/edges/sim runs
// it for other processors, emulated: wherever it passes, results are the same to the last bit.
func TestSameBitsOnEveryMachine(t *testing.T) {
	var b strings.Builder
	b.WriteString("# model, then its fingerprint; engine, then the digest of a run. OUDPATH_UPDATE=1 go test -run SameBits ./plan/sim writes it anew.\n")
	for _, one := range []struct {
		name  string
		model sim.Model
	}{
		{"rich, conditional on survival", rich(t, sim.ConditionalOnSurvival)}, {"rich, competing", rich(t, sim.CompetingExponential)},
		{"clocks", clocks(t)}, {"ages", ageing(t)}, {"M8", m8.Model(52)}, {"paid", paid(600_000)}, {"windowed", windowed(t, sim.CompetingExponential)},
	} {
		c := compile(t, one.model)
		fmt.Fprintf(&b, "%s: %s\n", one.name, c.Fingerprint())
		for _, e := range []sim.Engine{sim.Cohort, sim.Step, sim.Jump, sim.Counts} {
			r := run(t, c, sim.Study{Engine: e, People: 2000, Seed: 11})
			fmt.Fprintf(&b, "  %v: %s\n", e, r.Digest())
		}
	}
	file := filepath.Join("testdata", "machines.txt")
	if os.Getenv("OUDPATH_UPDATE") != "" {
		require.NoError(t, os.WriteFile(file, []byte(b.String()), 0o644))
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err)
	require.Equal(t, string(want), b.String(), "on %s", runtime.GOARCH)
}
