package main

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/oudpath/oudpath/plan/guidance"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "rewrite plan/guidance/catalogue; read it before you commit it")

var rules = filepath.Join("..", "..", "plan", "guidance")

func TestCatalogueGolden(t *testing.T) {
	catalogue, err := builtIn(rules)
	require.NoError(t, err)
	folder := filepath.Join(rules, "catalogue")
	if *update {
		require.NoError(t, os.RemoveAll(folder))
		require.NoError(t, os.MkdirAll(folder, 0o755))
		require.NoError(t, write(catalogue, nil, folder, nil))
	}
	want, got := map[string]string{}, map[string]string{}
	files, err := filepath.Glob(filepath.Join(folder, "*"))
	require.NoError(t, err)
	for _, path := range files {
		text, err := os.ReadFile(path)
		require.NoError(t, err)
		want[filepath.Base(path)] = string(text)
	}
	for _, page := range catalogue.Pages() {
		got[page.File] = page.Text
	}
	require.Empty(t, cmp.Diff(want, got), "run this test with -update and read what changed")
}

// A stranger finds the code of any finding from its ID in one step, and the Go name of any limit.
func TestEveryRuleAndParameterHasAnOrigin(t *testing.T) {
	declared := origins(rules)
	for _, r := range guidance.All() {
		require.NotEmpty(t, declared[string(r.ID)].Link, "%s: its ID is not written as a text in its declaration", r.ID)
		for _, p := range r.Parameters() {
			require.NotEmpty(t, lookup(declared, string(p.ID())).Name, "%s of %s", p.ID(), r.ID)
		}
	}
}

func TestArguments(t *testing.T) {
	call := func(args ...string) (status int, out, errs string) {
		var stdout, stderr bytes.Buffer
		status = run(append(args, "-source", rules), &stdout, &stderr)
		return status, stdout.String(), stderr.String()
	}
	status, out, _ := call("-h")
	require.Equal(t, 0, status)
	require.Contains(t, out, "Catalogue lists the built-in rules")
	status, _, errs := call("no.such.rule")
	require.Equal(t, 2, status)
	require.Contains(t, errs, `there is no rule "no.such.rule"`)
	status, out, _ = call()
	require.Equal(t, 0, status)
	require.Contains(t, out, "# Rule catalogue")
	status, out, _ = call("bup.induction.cows-min")
	require.Equal(t, 0, status)
	require.Contains(t, out, "- code: [buprenorphine.buprenorphineCOWS](../buprenorphine/cows.go)")
	require.Contains(t, out, "(buprenorphine.InductionCOWS().Hard)")
}
