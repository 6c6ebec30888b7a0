package sim_test

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/oudpath/oudpath/plan/sim"
	"github.com/oudpath/oudpath/stages"
	"github.com/stretchr/testify/require"
)

// TestShardsCanBeRunInDifferentProcesses compiles the model anew for every shard, as another process would.
func TestShardsCanBeRunInDifferentProcesses(t *testing.T) {
	for _, e := range []sim.Engine{sim.Cohort, sim.Step, sim.Jump, sim.Counts} {
		study := sim.Study{Engine: e, People: 1500, Seed: 4}
		home := compile(t, rich(t, sim.ConditionalOnSurvival))
		var results []*sim.Result
		for i := range 3 {
			away := compile(t, rich(t, sim.ConditionalOnSurvival))
			study.Shard = sim.Shard{Index: i, Of: 3}
			var archive bytes.Buffer
			require.NoError(t, run(t, away, study).WriteArchive(&archive))
			r, err := home.ReadArchive(&archive)
			require.NoError(t, err)
			results = append(results, r)
		}
		all, err := sim.Merge(results...)
		require.NoError(t, err)
		study.Shard = sim.Shard{}
		require.Equal(t, run(t, home, study).Digest(), all.Digest(), "%v", e)
	}
}

func TestFingerprintsTellModelsApart(t *testing.T) {
	base := rich(t, sim.ConditionalOnSurvival)
	seen := map[string]string{compile(t, base).Fingerprint(): "itself"}
	require.Equal(t, "itself", seen[compile(t, rich(t, sim.ConditionalOnSurvival)).Fingerprint()])
	for name, change := range map[string]func(*sim.Model){
		"conversion": func(m *sim.Model) { m.Conversion = sim.CompetingExponential },
		"hazard":     func(m *sim.Model) { m.Transitions[3].Hazard = sim.Constant(0.03) },
		"branch":     func(m *sim.Model) { m.Transitions[4].Branches[0].Share, m.Transitions[4].Branches[1].Share = 0.3, 0.2 },
		"effect":     func(m *sim.Model) { m.Effects[0].By = 3.01 },
		"event":      func(m *sim.Model) { m.Events[0].Hazard = sim.Constant(0.1) },
		"start":      func(m *sim.Model) { m.Arms[0].Start = map[string]float64{"out": 1} },
		"reward":     func(m *sim.Model) { m.Rewards[0].Parts[4].Value++ },
		"discount":   func(m *sim.Model) { m.Rewards[0].Discount = 0 },
		"measure":    func(m *sim.Model) { m.Measures[0].Reaching = "out" },
		"share":      func(m *sim.Model) { m.Groups[0].Share, m.Groups[1].Share = 0.5, 0.5 },
		"horizon":    func(m *sim.Model) { m.Horizon++ },
		"arm":        func(m *sim.Model) { m.Arms[0].Name = "as usual" },
		"name":       func(m *sim.Model) { m.Transitions[9].Name = "get well" },
	} {
		m := rich(t, sim.ConditionalOnSurvival)
		change(&m)
		print := compile(t, m).Fingerprint()
		require.Empty(t, seen[print], "%s and %s", name, seen[print])
		seen[print] = name
	}
	for name, change := range map[string]func(*sim.Model){
		"name":              func(m *sim.Model) { m.Name = "other" },
		"source":            func(m *sim.Model) { m.Transitions[3].Source = start },
		"source of a value": func(m *sim.Model) { m.Rewards[0].Parts[4].Source = start },
		"stage":             func(m *sim.Model) { m.States[0].Stage = stages.Assessment },
	} {
		m := rich(t, sim.ConditionalOnSurvival)
		change(&m)
		require.Equal(t, "itself", seen[compile(t, m).Fingerprint()], "%s changes no number", name)
	}
}

func TestArchivesThatAreNone(t *testing.T) {
	c := compileM8(t, 4)
	var good bytes.Buffer
	r := run(t, c, sim.Study{Engine: sim.Step, People: 10})
	require.NoError(t, r.WriteArchive(&good))
	lines := strings.SplitN(good.String(), "\n", 3)
	for name, text := range map[string]string{
		"empty": "", "other format": "x\n" + lines[1] + "\n" + lines[2], "no header": lines[0] + "\n", "no JSON": lines[0] + "\nx\n",
		"unknown member": lines[0] + "\n{\"x\":1}\n",
		"other model":    lines[0] + "\n" + strings.Replace(lines[1], `"model":"`, `"model":"0`, 1) + "\n" + lines[2],
		"other study":    lines[0] + "\n" + strings.Replace(lines[1], `"Engine":"step"`, `"Engine":"stride"`, 1) + "\n" + lines[2],
		"torn":           good.String()[:good.Len()-1], "longer": good.String() + "x",
	} {
		_, err := c.ReadArchive(strings.NewReader(text))
		require.ErrorIs(t, err, sim.ErrArchive, name)
	}
	for i := range good.Len() {
		bent := bytes.Clone(good.Bytes())
		bent[i] ^= 1 << (i % 8)
		_, err := c.ReadArchive(bytes.NewReader(bent))
		require.ErrorIs(t, err, sim.ErrArchive, "one bit of byte %d", i)
	}
	_, err := compileM8(t, 5).ReadArchive(&good)
	require.ErrorIs(t, err, sim.ErrArchive)
	group, err := r.Group("everybody")
	require.NoError(t, err)
	require.ErrorIs(t, group.WriteArchive(io.Discard), sim.ErrArchive)
	require.Error(t, r.WriteArchive(&failing{}))
	exact := run(t, c, sim.Study{Engine: sim.Cohort})
	var whole bytes.Buffer
	require.NoError(t, exact.WriteArchive(&whole))
	_, err = c.ReadArchive(bytes.NewReader(whole.Bytes()[:whole.Len()-4]))
	require.True(t, errors.Is(err, sim.ErrArchive))
}
