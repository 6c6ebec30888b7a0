package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func study(t *testing.T, args ...string) string {
	t.Helper()
	var out bytes.Buffer
	require.NoError(t, run(context.Background(), args, here(&out)), args)
	return out.String()
}

func failed(t *testing.T, args ...string) error {
	t.Helper()
	err := run(context.Background(), args, here(new(bytes.Buffer)))
	require.Error(t, err, args)
	return err
}

func read(t *testing.T, elements ...string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(elements...))
	require.NoError(t, err)
	return string(text)
}

// TestMergedShardsAreTheStudy holds, for every engine, that shards give the bits of the study in one piece.
func TestMergedShardsAreTheStudy(t *testing.T) {
	for _, engine := range []string{"step", "jump", "counts", "cohort"} {
		folder, set := t.TempDir(), []string{"retention.yaml", "-set", "run.engine=" + engine, "-set", "run.people=5003"}
		args := append([]string{"merge", "-out", filepath.Join(folder, "merged")}, set...)
		for _, shard := range []string{"3/3", "1/3", "2/3"} {
			study(t, append([]string{"run", "-shard", shard, "-out", folder}, set...)...)
			args = append(args, filepath.Join(folder, "shard-"+strings.Replace(shard, "/", "-of-", 1)+".sim"))
		}
		study(t, args...)
		study(t, append([]string{"-workers", "1", "-out", filepath.Join(folder, "whole")}, set...)...)
		digest := func(of string) string {
			var all struct{ Provenance struct{ Digest string } }
			require.NoError(t, json.Unmarshal([]byte(read(t, folder, of, "result.json")), &all))
			return all.Provenance.Digest
		}
		require.Equal(t, digest("whole"), digest("merged"), engine)
		rest := func(of string) string {
			_, numbers, _ := strings.Cut(read(t, folder, of, "result.csv"), "\n")
			return numbers
		}
		require.Equal(t, rest("whole"), rest("merged"), engine)

		require.ErrorContains(t, failed(t, args[:len(args)-1]...), "a part of the people is not the study")
		other := append(append([]string{}, args...), "-set", "run.seed=2")
		require.ErrorContains(t, failed(t, other...), "the shards are of")
		require.ErrorContains(t, failed(t, append(args, args[len(args)-1])...), "twice")
		require.ErrorContains(t, failed(t, "merge", "longer.yaml", args[len(args)-1]), "not an archived result of this model")
	}
	require.ErrorContains(t, failed(t, "run", "-shard", "0/3", "-out", t.TempDir(), "retention.yaml"), "I from 1 to N")
	require.ErrorContains(t, failed(t, "run", "-shard", "1/3", "retention.yaml"), "-shard needs -out")
}

// TestResumedDrawsAreThoseOfOneRun breaks the file of draws off in the middle.
func TestResumedDrawsAreThoseOfOneRun(t *testing.T) {
	folder := t.TempDir()
	whole := study(t, "draw", "-out", folder, "testdata/decision.yaml")
	saved, draws := read(t, folder, "draws.jsonl"), read(t, folder, "draws.csv")
	for _, name := range []string{"uncertainty.csv", "decision.csv", "information.csv", "draws.parquet", "plane.svg", "acceptability.svg",
		"tornado.svg", "report.html"} {
		require.NotEmpty(t, read(t, folder, name), name)
	}
	require.Contains(t, read(t, folder, "report.html"), "What it is worth to know more, dollars per person")
	worth := map[string]float64{}
	for _, line := range records(t, read(t, folder, "information.csv")) {
		if line[1] == "100000" {
			value, _, _ := strings.Cut(line[2], " ")
			x, err := strconv.ParseFloat(value, 64)
			require.NoError(t, err)
			worth[line[0]] = x
		}
	}
	require.Positive(t, worth["research: a trial of support"])
	require.Contains(t, worth, "research: how many leave")
	require.InEpsilon(t, worth["better"], worth["research: a trial of support"], 0.15, "with 6000 events the trial tells nearly all")
	require.NoError(t, os.WriteFile(filepath.Join(folder, "draws.jsonl"), []byte(saved[:len(saved)/2]), 0o600))
	require.Equal(t, whole, study(t, "resume", "-out", folder, "testdata/decision.yaml"))
	require.Equal(t, saved, read(t, folder, "draws.jsonl"))
	require.Equal(t, draws, read(t, folder, "draws.csv"))

	require.ErrorContains(t, failed(t, "draw", "-out", folder, "testdata/decision.yaml"), "has draws already")
	require.ErrorContains(t, failed(t, "resume", "-out", folder, "testdata/decision.yaml", "-set", "draws.seed=4"),
		"another model, or other people, seed, engine or design")
	require.ErrorContains(t, failed(t, "resume", "-out", t.TempDir(), "testdata/decision.yaml"), "no such file")
	require.ErrorContains(t, failed(t, "draw", "testdata/decision.yaml"), "-out is needed")
	require.ErrorContains(t, failed(t, "draw", "-out", t.TempDir(), "retention.yaml"), "are needed")
}

// records reads a table.
func records(t *testing.T, text string) [][]string {
	t.Helper()
	all, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	require.NoError(t, err)
	return all
}

func TestComparisons(t *testing.T) {
	folder := t.TempDir()
	table := func() map[string][]string {
		rows, err := csv.NewReader(strings.NewReader(read(t, folder, "differences.csv"))).ReadAll()
		require.NoError(t, err)
		all := map[string][]string{}
		for _, row := range rows {
			all[row[0]] = row
		}
		return all
	}
	number := func(text string) float64 {
		x, err := strconv.ParseFloat(text, 64)
		require.NoError(t, err)
		return x
	}
	study(t, "compare", "-out", folder, "retention.yaml", "buprenorphine", "methadone")
	years := table()["years in treatment"]
	require.Equal(t, "person by person", years[8])
	require.Less(t, number(years[7])-number(years[6]), 0.01, "the same people live in both arms")
	require.Contains(t, read(t, folder, "comparison.svg"), "Not yet: leaves treatment")
	require.Contains(t, read(t, folder, "comparison.png"), "PNG")

	study(t, "compare", "-arm", "methadone", "-out", folder, "retention.yaml", "longer.yaml")
	shared := table()["not yet leaves treatment"]
	require.Equal(t, "not wider than this", shared[8])
	require.Contains(t, read(t, folder, "comparison.svg"), "longer: methadone")
	study(t, "compare", "-curve", "out of treatment", "-out", folder, "retention.yaml", "longer.yaml", "-set", "run.engine=cohort")
	require.Equal(t, "exact", table()["years in treatment"][8])
	study(t, "compare", "-out", folder, "retention.yaml", "longer.yaml", "-set", "run.engine=counts", "-set", "run.people=100")
	require.Equal(t, []string{"", "", "not known"}, table()["years in treatment"][6:])

	require.ErrorContains(t, failed(t, "compare", "retention.yaml", "methadone", "home"), `not "methadone" and "home"`)
	require.ErrorContains(t, failed(t, "compare", "retention.yaml", "testdata/decision.yaml"), "cannot be compared")
	require.ErrorContains(t, failed(t, "compare", "-arm", "x", "retention.yaml", "longer.yaml"), "no arm x is in both")
	require.ErrorContains(t, failed(t, "compare", "retention.yaml"), "study compare")
}

// TestPoliciesAreALineEach: each makes an arm, and that of doses to take home changes how often people come and nothing else.
func TestPoliciesAreALineEach(t *testing.T) {
	s, err := load("policies.yaml", options{})
	require.NoError(t, err)
	require.Contains(t, strings.Join(s.Warnings(), "\n"), "what doses at home do to outcomes is not known")
	c, err := s.Compile()
	require.NoError(t, err)
	r, err := c.Run(t.Context(), s.Run)
	require.NoError(t, err)
	value := func(arm, outcome string) float64 {
		e, err := r.Reward(arm, outcome)
		require.NoError(t, err)
		return e.Mean
	}
	const years, costs, visits, old = "quality-adjusted years", "costs of treatment and overdose", "attendances", "take-homes by the rule of 2001"
	require.Zero(t, value("no methadone", visits))
	require.Less(t, value("no methadone", years), value("usual", years))
	require.Greater(t, value("no discharge by the programme", years), value("usual", years))
	require.InDelta(t, value("usual", years), value(old, years), 1e-9)
	require.InDelta(t, value("usual", costs), value(old, costs), 1e-6)
	require.Greater(t, value(old, visits), 10*value("usual", visits))
}

// TestConcordanceIsAResult: what the rules say of a sample stands in the text, in tables and in the report.
func TestConcordanceIsAResult(t *testing.T) {
	folder := t.TempDir()
	text := study(t, "-out", folder, "-set", "model.horizon=26", "-set", "model.arms[usual].effects=[]", "naturalhistory.json")
	require.Contains(t, text, "Concordance with us@")
	require.Contains(t, read(t, folder, "concordance.csv"), "usual,")
	require.Contains(t, read(t, folder, "rules.csv"), "usual,return-to-use.intensify,warning,")
	require.Contains(t, read(t, folder, "report.html"), "Concordance with us@")
}

// TestLines asks for a study by file and as it stands, and asks what cannot be answered.
func TestLines(t *testing.T) {
	answers := func(questions ...string) []map[string]any {
		var out bytes.Buffer
		at := here(&out)
		at.in = strings.NewReader(strings.Join(questions, "\n"))
		require.NoError(t, run(context.Background(), []string{"lines"}, at))
		var all []map[string]any
		for line := range strings.Lines(out.String()) {
			var a map[string]any
			require.NoError(t, json.Unmarshal([]byte(line), &a))
			all = append(all, a)
		}
		return all
	}
	got := answers(`{"id": 7, "file": "retention.yaml", "set": {"run.people": 10}}`, "",
		`{"id": "b", "study": {"include": "retention.yaml", "run": {"engine": "cohort"}}}`,
		`{"id": 8, "file": "retention.yaml", "set": {"model.horizon": "long"}}`,
		`{"file": "none.yaml"}`, `{}`, `{"id": 9, "file": 3}`, `torn`)
	require.Len(t, got, 7)
	require.Equal(t, 7.0, got[0]["id"])
	require.Equal(t, 10.0, got[0]["result"].(map[string]any)["provenance"].(map[string]any)["people"])
	require.Equal(t, "b", got[1]["id"])
	require.NotContains(t, got[1], "error")
	fault := got[2]["error"].(map[string]any)
	require.Equal(t, []any{1.0, 62.0, "model.horizon"}, []any{fault["line"], fault["column"], fault["path"]})
	require.Contains(t, got[3]["error"].(map[string]any)["message"], "none.yaml")
	require.Contains(t, got[4]["error"].(map[string]any)["message"], `one of "file" and "study" is needed`)
	require.Contains(t, got[5]["error"].(map[string]any)["message"], "file: a text is expected")
	require.Equal(t, 1.0, got[6]["error"].(map[string]any)["column"])
}

func TestDescribeRunsNothing(t *testing.T) {
	text := study(t, "describe", "uncertain.yaml")
	for _, want := range []string{"step, 20000 people, seed 1", "gamma(shape 101.5", "200, latin hypercube, seed 1", "Source", "fingerprint"} {
		require.Contains(t, strings.ToLower(text), strings.ToLower(strings.Replace(want, "Source", "START", 1)))
	}
	require.Contains(t, study(t, "-help"), "merge [-out FOLDER] FILE SHARD...")
}

// TestProgressIsForThoseWhoWatch: a terminal sees rate and time left and an empty line in the end; a pipe sees nothing.
func TestProgressIsForThoseWhoWatch(t *testing.T) {
	watched := func(terminal bool) string {
		var out, err bytes.Buffer
		at := here(&out)
		at.err, at.terminal = &err, terminal
		clock := time.Unix(0, 0)
		at.now = func() time.Time { clock = clock.Add(time.Second); return clock }
		require.NoError(t, run(context.Background(), []string{"retention.yaml", "-workers", "1"}, at))
		return err.String()
	}
	require.Empty(t, watched(false))
	lines := strings.Split(watched(true), "\r")
	require.Equal(t, "  5 %, 49.2 thousand person-weeks a second, 19s left", strings.TrimRight(lines[1], " "))
	require.Empty(t, strings.TrimSpace(lines[len(lines)-2]))
	require.Equal(t, []string{"2.5 billion", "7.12 million", "3 thousand", "12"}, []string{short(2.5e9), short(7.12e6), short(3000), short(12)})
}

// TestMistakesBetweenFilesNameTheRightOne: what is wrong in a file that is included, in what is overridden, and on the command line.
func TestMistakesBetweenFilesNameTheRightOne(t *testing.T) {
	folder := t.TempDir()
	stride := strings.Replace(read(t, "retention.yaml"), "engine: step", "engine: stride", 1)
	require.NoError(t, os.WriteFile(filepath.Join(folder, "base.yaml"), []byte(stride), 0o600))
	for text, want := range map[string]string{
		"include: base.yaml\n":      "base.yaml, line 7, column 15, run.engine: ",
		"include: none.yaml\n":      "own.yaml, line 1, column 10, include: ",
		"include: [base.yaml, 3]\n": "own.yaml, line 1, column 22, include[1]: a text is expected",
		"include: own.yaml\n":       "own.yaml, line 1, column 10, include: the file includes itself",
		"include: base.yaml\nrun: {engine: step, people: 10}\noverrides:\n  - at: model.arms[home]\n    remove: true\n": "own.yaml, line 4, column 5, overrides[0]: ",
		"include: base.yaml\nrun: {engine: step, people: 10}\noverrides:\n  - {at: model.cycle, to: moon}\n":            "own.yaml, line 4, column 27, model.cycle: ",
	} {
		file := filepath.Join(folder, "own.yaml")
		require.NoError(t, os.WriteFile(file, []byte(text), 0o600))
		require.ErrorContains(t, failed(t, file), want, text)
	}
	require.ErrorContains(t, failed(t, "retention.yaml", "-set", "model.horizon=long"), "-set model.horizon, line 1, column 1, model.horizon: a number is expected")
	require.ErrorContains(t, failed(t, "retention.yaml", "-set", "model.horizon"), "PATH=VALUE is expected")
	require.ErrorContains(t, failed(t, "retention.yaml", "-set", "model.lost.x=3"), "leads to nothing")
}

// TestTheComparatorAndTheArmsThatAreWeighed: gains and figures are against the arm that is named, and arms that are left out weigh nothing.
func TestTheComparatorAndTheArmsThatAreWeighed(t *testing.T) {
	decision, err := filepath.Abs("testdata/decision.yaml")
	require.NoError(t, err)
	folder := t.TempDir()
	file := filepath.Join(folder, "third.yaml")
	require.NoError(t, os.WriteFile(file, []byte("include: "+decision+`
overrides:
  - {at: model.arms, add: {name: nothing, start: {out: 1}}}
  - {at: model.comparator, to: support}
  - {at: economics.among, to: [usual, support]}
`), 0o600))
	out := study(t, "draw", "-out", folder, file)
	require.Contains(t, out, "years, usual less support")
	require.NotContains(t, out, "less usual")
	require.Contains(t, read(t, folder, "tornado.svg"), "years, usual less support")
	rows := records(t, read(t, folder, "decision.csv"))
	require.Len(t, rows, 3, "the arm that costs least is not weighed")
	require.Contains(t, read(t, folder, "result.csv"), "nothing,gain against usual,years,")
	require.Contains(t, read(t, folder, "report.html"), "gain against support")
}
