// Command vignette runs clinical scripts and prints what did not come as expected.
//
//	go run ./examples/vignette                 shows what it does, on the vignette of the README
//	go run ./examples/vignette FILE… FOLDER…   runs scripts; a folder stands for every .txt file below it
//	go run ./examples/vignette -v FILE…        shows every line with what the rules said
//	go run ./examples/vignette -list           prints the words of the format
//	go run ./examples/vignette -rules          prints the rules and duties that expectations can name
//
// It exits with 0 if everything came as expected, with 1 if something did not, and with 2 if a script could not be read or run.
// The format is described in testdata/README.md.
package main

import (
	_ "embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/oudpath/oudpath/examples/internal/command"
	"github.com/oudpath/oudpath/plan/scenario"
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

const (
	asExpected = command.OK
	mismatched = 1
	unreadable = command.Input
)

// shown is what runs if no script is named.
//
//go:embed readme.txt
var shown string

func run(args []string, out, errs io.Writer) int {
	c := command.New("vignette", "Vignette runs clinical scripts in plain text and prints what did not come as expected.")
	c.Calls = []command.Line{
		{Write: "", Means: "shows what it does, on the vignette of the README"},
		{Write: "FILE… FOLDER…", Means: "runs scripts; a folder stands for every .txt file below it"},
	}
	c.Exits = []string{"0  everything came as expected", "1  something did not", "2  a script could not be read or run"}
	c.Notes = []string{"The format is described in testdata/README.md; the scripts of testdata/vignettes are examples."}
	verbose := c.Bool("v", false, "show every line with what the rules said")
	list := c.Bool("list", false, "print the words of the format")
	rules := c.Bool("rules", false, "print the rules and duties that expectations can name")
	names, status, done := c.Parse(args, out, errs)
	switch {
	case done:
		return status
	case *list:
		fmt.Fprint(out, scenario.Vocabulary())
		return asExpected
	case *rules:
		fmt.Fprint(out, scenario.Catalogue())
		return asExpected
	case len(names) == 0:
		return show(out, errs)
	}
	files, err := scripts(names)
	if err != nil {
		return c.Fail(errs, err)
	}
	var all tally
	for _, file := range files {
		all.play(file, *verbose, out, errs)
	}
	fmt.Fprintln(out, all)
	return all.code()
}

// show runs the vignette of the README, and says how to run others.
func show(out, errs io.Writer) int {
	var all tally
	var came strings.Builder
	all.read("readme.txt", strings.NewReader(shown), true, &came, errs)
	fmt.Fprintf(out, "This vignette\n\n%s\ncomes out like this:\n\n%s\n%s\n\n"+
		"Your own: go run ./examples/vignette FILE…\n(testdata/README.md has the format; -h shows more)\n",
		indented(shown), command.Wrap(came.String()), all)
	return all.code()
}

func indented(text string) string {
	return "    " + strings.TrimSpace(strings.ReplaceAll(strings.TrimSpace(text), "\n", "\n    ")) + "\n"
}

// scripts lists the files, and the .txt files below the folders.
func scripts(args []string) (files []string, err error) {
	for _, arg := range args {
		err := filepath.WalkDir(arg, func(path string, entry fs.DirEntry, err error) error {
			if err == nil && !entry.IsDir() && (path == arg || filepath.Ext(path) == ".txt") {
				files = append(files, path)
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	if len(files) == 0 {
		return nil, errors.New("no .txt file in " + strings.Join(args, ", "))
	}
	return files, nil
}

// tally counts what came out.
type tally struct {
	scripts, cases, expectations, held, pending, failed, broken int
}

func (t *tally) play(file string, verbose bool, out, errs io.Writer) {
	f, err := os.Open(file)
	if err != nil {
		t.scripts++
		t.broken++
		fmt.Fprintln(errs, err)
		return
	}
	defer f.Close()
	t.read(file, f, verbose, out, errs)
}

func (t *tally) read(name string, text io.Reader, verbose bool, out, errs io.Writer) {
	t.scripts++
	script, err := scenario.Parse(name, text)
	if err != nil {
		t.broken++
		fmt.Fprintln(errs, err)
		return
	}
	report := script.Run(scenario.Options{Instead: verbose})
	fmt.Fprint(out, report.Text(verbose))
	for i := range report.Cases {
		t.count(&report.Cases[i])
	}
}

func (t *tally) count(c *scenario.CaseReport) {
	t.cases++
	t.expectations += c.Expectations
	switch {
	case c.Pending != "" && c.OK():
		t.pending++
	case c.OK():
		t.held++
	case len(c.Problems) > 0:
		t.broken++
	default:
		t.failed++
	}
}

func (t *tally) code() int {
	switch {
	case t.broken > 0:
		return unreadable
	case t.failed > 0:
		return mismatched
	}
	return asExpected
}

// String sums up in one line, with the exit status.
func (t tally) String() string {
	var parts []string
	for _, p := range []struct {
		n    int
		text string
	}{
		{t.held, command.Count(t.held, "case") + " as expected"}, {t.failed, fmt.Sprint(t.failed, " not as expected")},
		{t.pending, fmt.Sprint(t.pending, " pending")}, {t.broken, fmt.Sprint(t.broken, " could not be run")},
	} {
		if p.n > 0 {
			parts = append(parts, p.text)
		}
	}
	return fmt.Sprintf("%s, %s, %s: %s (exit status %d)", command.Count(t.scripts, "script"), command.Count(t.cases, "case"),
		command.Count(t.expectations, "expectation"), strings.Join(parts, ", "), t.code())
}
