// Trials runs four published studies of treatment of opioid use disorder as simulations and shows how far the simulated
// populations agree with what was published.
//
//	go run ./examples/trials                 all studies: tables, and curves drawn in text
//	go run ./examples/trials -study xbot     one of start, xbot, poats, sordo
//	go run ./examples/trials -svg FOLDER     writes the curves as SVG files as well
//	go run ./examples/trials -people 200000  more simulated people where chance plays a part
//	go run ./examples/trials -replay 200     takes so many people of every arm through the engine of plan, with the rules of the
//	                                         United States, and shows whether their journeys are legal and how far care is concordant
//
// A row of a table has a published number, the simulated one, an interval, and whether the two agree within it. It also says
// what the row shows: "input" that a number that went in comes out again, "fitted" that a free number was chosen to meet it,
// "implied" that it follows from other numbers of the same trial by the structure of the model, "predicted" that nothing from
// the same people went in. Inputs and fits test the program, implied numbers the structure; only predictions test what the
// model is for.
//
// The trials' own curves are drawn from their weekly counts if the environment variable OUDPATH_FIXTURES names the folder that
// has them, and otherwise from the few points that are written down here.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/oudpath/oudpath/examples/internal/command"
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

// settings are what the arguments ask for.
type settings struct {
	people int64
	seed   uint64
	counts counts // the trials' weekly counts; empty without the fixtures
	replay int64  // people of every arm whose lives are replayed; 0: none
}

// studies are the studies in the order in which they are shown.
var studies = []struct {
	name  string
	run   func(context.Context, settings) (report, error)
	lives func(context.Context) ([]lives, error)
}{
	{"start", runSTART, startLives}, {"xbot", runXBOT, xbotLives}, {"poats", runPOATS, poatsLives}, {"sordo", runSordo, sordoLives},
}

// run returns the exit status: 0, or 2 if something could not be done.
func run(args []string, stdout, stderr io.Writer) int {
	c := command.New("trials", "Trials runs four published studies of treatment of opioid use disorder as simulations, and shows how far they agree "+
		"with what was published.")
	c.Calls = []command.Line{{Write: "", Means: "runs all four: tables, and curves drawn in text"}}
	c.Exits = []string{"0  everything was run", "2  something could not be done"}
	var s settings
	study := c.String("study", "", "the only `study` to run: start, xbot, poats or sordo")
	svg := c.String("svg", "", "`folder` for the curves as SVG files")
	c.Int64Var(&s.people, "people", 50_000, "`number` of people who are simulated in each arm, where chance plays a part")
	c.Uint64Var(&s.seed, "seed", 1, "seed `number` of the random numbers")
	c.Int64Var(&s.replay, "replay", 0, "`number` of people of every arm whose lives are replayed through the engine of plan")
	names, status, done := c.Parse(args, stdout, stderr)
	if done {
		return status
	}
	if len(names) > 0 {
		return c.Fail(stderr, errors.New("it takes no names: -study names a study"))
	}
	if err := show(s, *study, *svg, stdout); err != nil {
		fmt.Fprintln(stderr, "trials:", err)
		return 2
	}
	return 0
}

func show(s settings, only, folder string, out io.Writer) error {
	var err error
	if s.counts, err = readCounts(os.Getenv("OUDPATH_FIXTURES")); err != nil {
		return err
	}
	known := only == ""
	for _, study := range studies {
		if only != "" && study.name != only {
			continue
		}
		known = true
		r, err := study.run(context.Background(), s)
		if err != nil {
			return fmt.Errorf("%s: %w", study.name, err)
		}
		if _, err := io.WriteString(out, r.text()); err != nil {
			return err
		}
		if s.replay > 0 {
			if err := replayAll(context.Background(), s, study.lives, out); err != nil {
				return fmt.Errorf("%s: %w", study.name, err)
			}
		}
		if folder != "" {
			if err := writeFigures(folder, study.name, r.figures); err != nil {
				return err
			}
		}
	}
	if !known {
		return errors.New("no such study: " + only)
	}
	return nil
}

func writeFigures(folder, study string, figures []figure) error {
	for _, f := range figures {
		name := study + "-" + strings.ReplaceAll(f.name, " ", "-") + ".svg"
		if err := os.WriteFile(filepath.Join(folder, name), []byte(f.svg()), 0o644); err != nil {
			return err
		}
	}
	return nil
}
