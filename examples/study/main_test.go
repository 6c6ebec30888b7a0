package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// here is a place where nobody watches and no time goes by.
func here(out *bytes.Buffer) place {
	return place{in: strings.NewReader(""), out: out, err: new(bytes.Buffer), now: func() time.Time { return time.Unix(0, 0) }}
}

func TestTheStudyRuns(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "results")
	var out bytes.Buffer
	require.NoError(t, run(context.Background(), []string{"retention.yaml", "-out", folder}, here(&out)))
	require.Contains(t, out.String(), "Retention after the first dose")
	require.Contains(t, out.String(), "methadone, after 24 cycles of a week")
	for _, name := range []string{"result.csv", "result.json", "result.parquet", "report.html", "occupancy-1.svg", "measure-1.svg", "first-moves-2.svg",
		"occupancy-1.png", "measure-1.png", "first-moves-2.png"} {
		info, err := os.Stat(filepath.Join(folder, name))
		require.NoError(t, err)
		require.Positive(t, info.Size(), name)
	}
}

// TestCostsThatChange runs the values that README.md shows, and the same without windows.
func TestCostsThatChange(t *testing.T) {
	_, block, found := strings.Cut(read(t, "README.md"), "```yaml\n  groups:")
	require.True(t, found)
	block, _, _ = strings.Cut(block, "```")
	retention, err := filepath.Abs("retention.yaml")
	require.NoError(t, err)
	file := filepath.Join(t.TempDir(), "prices.yaml")
	text := "include: " + retention + "\nmodel:\n  horizon: 520\n  groups:" + block
	means := func(text string) (dollars, qalys float64) {
		require.NoError(t, os.WriteFile(file, []byte(text), 0o600))
		for _, line := range strings.Split(study(t, "-set", "run.engine=cohort", file), "\n") {
			if fields := strings.Fields(line); len(fields) > 3 && fields[1] == "dollars" && dollars == 0 {
				dollars, err = strconv.ParseFloat(fields[0], 64)
				require.NoError(t, err)
			} else if len(fields) > 3 && fields[1] == "QALYs" && qalys == 0 {
				qalys, err = strconv.ParseFloat(fields[0], 64)
				require.NoError(t, err)
			}
		}
		return dollars, qalys
	}
	dollars, qalys := means(text)
	require.Positive(t, dollars)
	dear, _ := means(strings.ReplaceAll(text, "value: 90", "value: 120"))
	require.Greater(t, dear, dollars, "the second price counts")
	_, young := means(strings.ReplaceAll(text, "age: 38", "age: 30"))
	require.Greater(t, young, qalys, "who starts at 38 is older than 45 before the end, who starts at 30 is not")
	require.NoError(t, os.WriteFile(file, []byte(strings.Replace(text, ", age: 38", "", 1)), 0o600))
	require.ErrorContains(t, failed(t, file), `depends on age, but group "everybody" states none`)
}

// TestCorrelationsAndResearch runs the block that README.md shows.
func TestCorrelationsAndResearch(t *testing.T) {
	_, block, found := strings.Cut(read(t, "README.md"), "```yaml\ncorrelations:")
	require.True(t, found)
	block, _, _ = strings.Cut(block, "```")
	decision, err := filepath.Abs("testdata/decision.yaml")
	require.NoError(t, err)
	file := filepath.Join(t.TempDir(), "research.yaml")
	require.NoError(t, os.WriteFile(file, []byte("include: "+decision+"\ncorrelations:"+block), 0o600))
	out := study(t, "draw", "-out", t.TempDir(), file)
	require.Contains(t, out, "research: a trial of support")
	require.NotEqual(t, study(t, "draw", "-out", t.TempDir(), "testdata/decision.yaml"), out, "the correlation changes what is drawn")
}

// TestPeopleWhoStartLater runs the inflow that README.md shows.
func TestPeopleWhoStartLater(t *testing.T) {
	_, inflow, found := strings.Cut(read(t, "README.md"), "```yaml\ninflow:")
	require.True(t, found)
	inflow, _, _ = strings.Cut(inflow, "```")
	retention, err := filepath.Abs("retention.yaml")
	require.NoError(t, err)
	folder := t.TempDir()
	file := filepath.Join(folder, "inflow.yaml")
	require.NoError(t, os.WriteFile(file, []byte("include: "+retention+"\ninflow:"+inflow), 0o600))
	require.Contains(t, study(t, "-out", folder, "-set", "run.engine=cohort", file), "of the 368 who have started, at moment 24")
	all := map[string]float64{}
	for _, line := range records(t, read(t, folder, "people.csv"))[1:] {
		n, err := strconv.ParseFloat(line[4], 64)
		require.NoError(t, err)
		if line[0] == "methadone" && line[1] == "people" {
			all[line[3]] += n
		}
	}
	require.InDelta(t, 200, all["0"], 1e-9)
	require.InDelta(t, 200+12*10, all["12"], 1e-9)
	require.InDelta(t, 200+12*10+12*4, all["24"], 1e-9)
	require.Equal(t, "PAR1", read(t, folder, "people.parquet")[:4])
	require.NotEmpty(t, read(t, folder, "people-2.svg"))
	years := records(t, read(t, folder, "years.csv"))
	require.Equal(t, []string{"arm", "reward", "year", "of all people"}, years[0])
	require.Len(t, years, 1+2, "24 weeks are of one year, in each of two arms")
	spent, err := strconv.ParseFloat(years[1][3], 64)
	require.NoError(t, err)
	require.Greater(t, spent, 24*7/365.25*200*0.7, "years in treatment of those who start first, of whom most stay, and of others")
	require.Less(t, spent, 24*7/365.25*368)
	require.Contains(t, read(t, folder, "report.html"), "How many people are where: methadone")
	require.ErrorContains(t, failed(t, file, "-set", "inflow.start=-1"), "-1 people start at moment 0")
}

// TestTheSchemaIsTheOneThatIsKept compares with schema.json, which editors use; OUDPATH_UPDATE=1 writes it anew.
func TestTheSchemaIsTheOneThatIsKept(t *testing.T) {
	var out bytes.Buffer
	require.NoError(t, run(context.Background(), []string{"schema"}, here(&out)))
	if os.Getenv("OUDPATH_UPDATE") != "" {
		require.NoError(t, os.WriteFile("schema.json", out.Bytes(), 0o644))
	}
	want, err := os.ReadFile("schema.json")
	require.NoError(t, err)
	require.Equal(t, string(want), out.String())
	require.True(t, json.Valid(want))
	require.Contains(t, out.String(), `"competing exponential"`)
}

// TestMistakesNameLineAndColumn is the table of malformed study files.
func TestMistakesNameLineAndColumn(t *testing.T) {
	good, err := os.ReadFile("retention.yaml")
	require.NoError(t, err)
	for name, c := range map[string]struct{ old, new, want string }{
		"unknown member": {"horizon: 24", "horizn: 24", `line 11, column 3, `},
		"not a number":   {"horizon: 24", "horizon: long", `line 11, column 12, model.horizon: a number is expected, not a text`},
		"word":           {"cycle: week", "cycle: fortnight", "line 10, column 10, model.cycle: "},
		"twice":          {"horizon: 24", "horizon: 24\n  horizon: 25", "line 12, column 3, horizon: \"horizon\" is given twice"},
		"no such state":  {"to: out of treatment", "to: home", "line 18, column 7, model.transitions[0]: "},
		"missing rate":   {"{until: 1, rate: 0.031}", "{until: 1}", `line 20, column 25, model.transitions[0].hazard.pieces[0]: "rate" is missing`},
		"falling pieces": {"until: 4, rate: 0.018", "until: 1, rate: 0.018", "line 20, column 24, model.transitions[0].hazard.pieces: piece 1 ends at 1"},
		"start":          {"{methadone: 1}", "{methadone: 0.5}", "model.arms[0]: "},
		"no engine":      {"engine: step, ", "", "line 7, column 6, run: "},
		"engine":         {"engine: step", "engine: stride", "line 7, column 15, run.engine: "},
		"octal":          {"horizon: 24", "horizon: 024", "line 11, column 12: the number 024 means different things"},
		"no model":       {"model:", "modle:", "line 9, column 1, modle: "},
		"torn":           {"title: Retention", "title: [Retention", "line "},
		"merge key":      {"source: *start", "<<: *start", "a member needs a plain name"},
		"window":         {"value: 1, per: year", "value: 1, inState: {from: 5, to: 3}", "model.rewards[0].parts[0]: "},
		"life table": {"title: Retention", "lifeTables: {us: {file: none.csv, source: {source: {id: x, title: x}, provenance: weak}}}\ntitle: Retention",
			"line 5, column 18, lifeTables.us: "},
	} {
		require.Equal(t, true, strings.Contains(string(good), c.old), name)
		file := filepath.Join(t.TempDir(), "study.yaml")
		require.NoError(t, os.WriteFile(file, []byte(strings.Replace(string(good), c.old, c.new, 1)), 0o600))
		err := run(context.Background(), []string{file}, here(new(bytes.Buffer)))
		require.ErrorContains(t, err, c.want, name)
		require.ErrorContains(t, err, "line ", name)
		require.ErrorContains(t, err, "column ", name)
	}
	require.Error(t, run(context.Background(), nil, here(new(bytes.Buffer))))
	require.Error(t, run(context.Background(), []string{"none.yaml"}, here(new(bytes.Buffer))))
	require.Error(t, run(context.Background(), []string{"-x"}, here(new(bytes.Buffer))))
}

// TestSlotsAreLimited runs the waiting list that README.md shows, and says where another engine is named.
func TestSlotsAreLimited(t *testing.T) {
	_, block, found := strings.Cut(read(t, "README.md"), "```yaml\n  capacities:\n")
	require.True(t, found)
	block, _, _ = strings.Cut(block, "```")
	retention, err := filepath.Abs("retention.yaml")
	require.NoError(t, err)
	folder := t.TempDir()
	file := filepath.Join(folder, "slots.yaml")
	text := "include: " + retention + "\nrun: {engine: step, people: 1000}\nmodel:\n  capacities:\n" +
		strings.Replace(block, "*invented", "{source: {id: x, title: invented}, provenance: unconfirmed}", 1) + `overrides:
  - {at: model.states, add: {name: waiting list}}
`
	require.NoError(t, os.WriteFile(file, []byte(text), 0o600))
	out := study(t, "-out", folder, file)
	require.Contains(t, out, "waiting list")
	require.Contains(t, study(t, "describe", file), "slots of treatment: 30 for 100 people; invented")
	require.Contains(t, read(t, folder, "report.html"), "error not known")
	require.NoError(t, os.WriteFile(file, []byte(strings.Replace(text, "engine: step", "engine: jump", 1)), 0o600))
	require.ErrorContains(t, failed(t, file), "slots.yaml, line 2, column 6, run: sim: cannot run the study: people wait for each other for slots")
}
