// Command vignette runs clinical scripts and prints what did not come as expected.
//
//	go run ./examples/vignette FILE… | DIR…    run scripts; a directory stands for every .txt file in it
//	go run ./examples/vignette -v FILE…        show every line with what the rules said
//	go run ./examples/vignette -list           print the words of the format
//	go run ./examples/vignette -rules          print the rules and duties that expectations can name
//
// It exits with 0 if everything came as expected, with 1 if something did not, and with 2 if a script could not be read or run.
// The format is described in testdata/README.md.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/oudpath/oudpath/plan/scenario"
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

const (
	asExpected = iota
	mismatched
	unreadable
)

func run(args []string, out, errs io.Writer) int {
	flags := flag.NewFlagSet("vignette", flag.ContinueOnError)
	flags.SetOutput(errs)
	verbose := flags.Bool("v", false, "show every line with what the rules said")
	list := flags.Bool("list", false, "print the words of the format")
	rules := flags.Bool("rules", false, "print the rules and duties that expectations can name")
	if err := flags.Parse(args); err != nil {
		return unreadable
	}
	switch {
	case *list:
		fmt.Fprint(out, scenario.Vocabulary())
		return asExpected
	case *rules:
		fmt.Fprint(out, scenario.Catalogue())
		return asExpected
	}
	files, err := scripts(flags.Args())
	if err != nil {
		fmt.Fprintln(errs, err)
		return unreadable
	}
	var all tally
	for _, file := range files {
		all.play(file, *verbose, out, errs)
	}
	fmt.Fprintln(out, all)
	return all.code()
}

// scripts lists the files, and the .txt files below the directories.
func scripts(args []string) (files []string, err error) {
	if len(args) == 0 {
		return nil, errors.New("vignette: name a script, or a directory with scripts; -list prints the words of the format")
	}
	for _, arg := range args {
		err := filepath.WalkDir(arg, func(path string, entry fs.DirEntry, err error) error {
			if err == nil && !entry.IsDir() && (path == arg || filepath.Ext(path) == ".txt") {
				files = append(files, path)
			}
			return err
		})
		if err != nil {
			return nil, fmt.Errorf("vignette: %w", err)
		}
	}
	if len(files) == 0 {
		return nil, errors.New("vignette: no .txt file there")
	}
	return files, nil
}

// tally counts what came out.
type tally struct {
	scripts, cases, expectations, held, pending, failed, broken int
}

func (t *tally) play(file string, verbose bool, out, errs io.Writer) {
	t.scripts++
	f, err := os.Open(file)
	if err != nil {
		t.broken++
		fmt.Fprintln(errs, err)
		return
	}
	defer f.Close()
	script, err := scenario.Parse(file, f)
	if err != nil {
		t.broken++
		fmt.Fprintln(errs, err)
		return
	}
	report := script.Run(scenario.Options{})
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

// String sums up in one line.
func (t tally) String() string {
	return fmt.Sprintf("%d scripts, %d cases, %d expectations: %d cases as expected, %d not, %d pending, %d could not be run",
		t.scripts, t.cases, t.expectations, t.held, t.failed, t.pending, t.broken)
}
