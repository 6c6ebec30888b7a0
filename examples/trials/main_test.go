package main

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/oudpath/oudpath/internal/fixtures"
	"github.com/stretchr/testify/require"

	"github.com/oudpath/oudpath/plan/sim"
	"github.com/oudpath/oudpath/plan/sim/survival"
)

var update = flag.Bool("update", false, "rewrite the golden file")

// TestGoldenOutput holds what the program prints without the trials' counts.
func TestGoldenOutput(t *testing.T) {
	t.Setenv("OUDPATH_FIXTURES", "")
	var out, errs bytes.Buffer
	require.Zero(t, run(nil, &out, &errs), errs.String())
	require.Empty(t, errs.String())
	const golden = "testdata/output.txt"
	if *update {
		require.NoError(t, os.WriteFile(golden, out.Bytes(), 0o644))
	}
	want, err := os.ReadFile(golden)
	require.NoError(t, err)
	require.Equal(t, string(want), out.String())
}

// TestEveryRowIsInside runs all studies with other seeds and numbers of people: no row depends on a lucky draw.
func TestEveryRowIsInside(t *testing.T) {
	for _, s := range []settings{{people: 15_000, seed: 1}, {people: 10_000, seed: 2}, {people: 20_000, seed: 3}} {
		for _, study := range studies {
			r, err := study.run(context.Background(), s)
			require.NoError(t, err)
			require.NotEmpty(t, r.rows)
			for _, row := range r.rows {
				require.Less(t, row.within.low, row.within.high, row.what)
				require.True(t, row.inside(), "%s, seed %d: %s: published %v, simulated %v, %+v",
					study.name, s.seed, row.what, row.published, row.simulated, row.within)
			}
		}
	}
}

func TestRowInside(t *testing.T) {
	for _, c := range []struct {
		published, simulated float64
		of                   origin
		want                 bool
	}{
		{9, .5, ofTrial, true}, {9, .4, ofTrial, true}, {9, .6, ofTrial, true}, {.5, .39, ofTrial, false}, {.5, .61, ofTrial, false},
		{.5, 9, ofSimulation, true}, {.4, 9, ofSimulation, true}, {.39, .5, ofSimulation, false}, {.61, .5, ofSimulation, false},
	} {
		r := row{published: c.published, simulated: c.simulated, within: interval{.4, .6, c.of}, shows: input, format: percent}
		require.Equal(t, c.want, r.inside(), "%+v", c)
		answer := "yes"
		if !c.want {
			answer = "NO"
		}
		require.Contains(t, report{title: "x", rows: []row{r}}.text(), "  "+answer+"  ")
	}
}

// TestCountInterval compares the exact limits with R's binom.test for 343 of 740, and at both ends.
func TestCountInterval(t *testing.T) {
	in := count{343, 740}.interval()
	require.InDelta(t, .427116147149, in.low, 1e-11)
	require.InDelta(t, .500202770522, in.high, 1e-11)
	none, all := count{0, 79}.interval(), count{79, 79}.interval()
	require.Zero(t, none.low)
	require.InDelta(t, .0456212527586, none.high, 1e-11)
	require.Equal(t, 1.0, all.high)
	require.InDelta(t, 1-.0456212527586, all.low, 1e-11)
}

// TestCurvesFollowTheTrials: where the trials' weekly counts are at hand, the simulated retention is never far outside the
// limits of theirs.
func TestCurvesFollowTheTrials(t *testing.T) {
	all, err := readCounts(fixtures.Path(t))
	require.NoError(t, err)
	s := settings{people: 1000, seed: 1, counts: all}
	for _, study := range []func(context.Context, settings) (report, error){runSTART, runXBOT} {
		r, err := study(context.Background(), s)
		require.NoError(t, err)
		for _, f := range r.figures {
			for _, c := range f.curves {
				require.Greater(t, len(c.observed), 15, f.title)
				for _, p := range c.observed {
					simulated, known := at(c.simulated, p.week)
					if !known {
						continue // after the end of the simulation
					}
					require.InDelta(t, p.share, simulated, .03, "%s, %s, week %v", f.title, c.label, p.week)
				}
			}
		}
	}
}

func TestArguments(t *testing.T) {
	t.Setenv("OUDPATH_FIXTURES", "")
	folder := t.TempDir()
	var out, errs bytes.Buffer
	require.Zero(t, run([]string{"-study", "start", "-people", "2000", "-svg", folder}, &out, &errs), errs.String())
	require.Equal(t, 1, strings.Count(out.String(), "Sources"))
	picture, err := os.ReadFile(filepath.Join(folder, "start-retention.svg"))
	require.NoError(t, err)
	decoder := xml.NewDecoder(bytes.NewReader(picture))
	for {
		_, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		require.NoError(t, err, "the picture is well-formed")
	}
	for name, args := range map[string][]string{
		"no such study":  {"-study", "x"},
		"no such flag":   {"-x"},
		"no such folder": {"-study", "start", "-people", "2000", "-svg", filepath.Join(folder, "none")},
		"nobody":         {"-study", "poats", "-people", "0"},
	} {
		errs.Reset()
		require.Equal(t, 2, run(args, io.Discard, &errs), name)
		require.NotEmpty(t, errs.String(), name)
	}
}

func TestReadCountsRefuses(t *testing.T) {
	folder := t.TempDir()
	files := filepath.Join(folder, "life-tables", "retention")
	_, err := readCounts(folder)
	require.Error(t, err, "there are no files")
	require.NoError(t, os.MkdirAll(files, 0o755))
	for _, f := range countFiles {
		require.NoError(t, os.WriteFile(filepath.Join(files, f.file), []byte("a,b,c,d,e,f\n"), 0o644))
	}
	none, err := readCounts(folder)
	require.NoError(t, err)
	require.Empty(t, none)
	for what, text := range map[string]string{
		"a ragged line":        "a,b,c,d,e,f\n1\n",
		"a week without digit": "a,b,c,d,e,f\nx,y,z,one,2,1\n",
		"more leave than came": "a,b,c,d,e,f\nx,y,z,1,2,5\n",
	} {
		require.NoError(t, os.WriteFile(filepath.Join(files, countFiles[0].file), []byte(text), 0o644))
		_, err := readCounts(folder)
		require.Error(t, err, what)
	}
}

// TestSources: every number of a model has a complete citation, and what nobody confirmed is said.
func TestSources(t *testing.T) {
	models := []sim.Model{
		retentionModel([]string{"a"}, []fourPieces{methadoneRandomized}, []float64{1}), xbotModel(),
		poatsModel(briefPhase, poatsFree{.1, .1}), poatsModel(extendedPhase, poatsFree{.1, .1}),
	}
	for _, a := range sordoArms {
		models = append(models, sordoModel(a))
	}
	for _, m := range models {
		require.Empty(t, m.Verify(), m.Name)
	}
	for _, line := range list(xbotRecall, poatsRecall) {
		require.Contains(t, line, "[unconfirmed]")
	}
}

func TestCriteria(t *testing.T) {
	tests := func(negatives string) func(int) bool { // one character for each week from 0: n for a negative test
		return func(week int) bool { return negatives[week] == 'n' }
	}
	for negatives, want := range map[string]bool{
		"nnnn": true, "unnn": true, "nunn": true, "nnun": true, "uunn": false, "nuun": false, "nnnu": false,
	} {
		require.Equal(t, want, trailing(tests(negatives), 3), negatives)
	}
	for negatives, want := range map[string]bool{"nnnn": true, "ununu": true, "nuun": false, "nnuu": false, "uunn": false} {
		require.Equal(t, want, unbroken(tests(negatives), 0, len(negatives)-1), negatives)
	}
	h := survival.History{Entries: []survival.Entry{{At: 0, State: 2}, {At: 3, State: 1}, {At: 3, State: 0}}, End: 9}
	require.Equal(t, "2 2 0 0", fmt.Sprint(stateAt(h, 0), stateAt(h, 2), stateAt(h, 3), stateAt(h, 9)))
}

// TestReplaysAreLegal: a sample of every study is a set of legal journeys by the engine of plan.
func TestReplaysAreLegal(t *testing.T) {
	t.Setenv("OUDPATH_FIXTURES", "")
	for _, study := range studies {
		var out, again bytes.Buffer
		s := settings{replay: 60, seed: 3}
		require.NoError(t, replayAll(context.Background(), s, study.lives, &out), study.name)
		require.Contains(t, out.String(), "Concordance with us@", study.name)
		require.NotContains(t, out.String(), "illegal:")
		require.NoError(t, replayAll(context.Background(), s, study.lives, &again))
		require.Equal(t, out.String(), again.String())
	}
	var out, errs bytes.Buffer
	require.Zero(t, run([]string{"-study", "xbot", "-people", "2000", "-replay", "10"}, &out, &errs), errs.String())
	require.Contains(t, out.String(), "X:BOT, replayed.")
}
