// Study runs a study that is written in a file (YAML or JSON), compares studies and arms, and writes what it found: CSV, JSON,
// Parquet, figures as SVG and PNG, and a page of HTML. README.md shows how; study -help lists the commands.
//
//	go run -C examples/study . [COMMAND] [FLAGS] FILE
//
// Names of files are looked up from examples/study, because -C changes to it; what a study file names, from where that file is. What is
// wrong with a file is said with its name, line and column.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"strings"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	here := place{in: os.Stdin, out: os.Stdout, err: os.Stderr, terminal: terminal(os.Stderr), now: time.Now}
	if err := run(ctx, os.Args[1:], here); err != nil {
		fmt.Fprintln(os.Stderr, "study:", err)
		os.Exit(1)
	}
}

// place is where the program runs.
type place struct {
	in       io.Reader
	out, err io.Writer
	terminal bool // somebody watches err
	now      func() time.Time
}

// terminal reports whether somebody watches what is written to the file.
func terminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// command is one thing that the program does.
type command struct {
	usage string
	what  string
	files [2]int // how many arguments, at least and at most
	does  func(context.Context, options, place) error
}

var commands = map[string]command{
	"run":      {"run [-out FOLDER] [-shard I/N] FILE", "run a study, which is also what FILE alone does", [2]int{1, 1}, runStudy},
	"describe": {"describe FILE", "what is in a study, without running it", [2]int{1, 1}, describe},
	"compare":  {"compare [-out FOLDER] A.yaml B.yaml", "two studies, arm by arm; or: compare FILE ARM ARM", [2]int{2, 3}, compare},
	"draw":     {"draw -out FOLDER FILE", "the probabilistic analysis; each draw is saved", [2]int{1, 1}, draw},
	"resume":   {"resume -out FOLDER FILE", "go on with draws that were broken off", [2]int{1, 1}, resume},
	"merge":    {"merge [-out FOLDER] FILE SHARD...", "put the shards of a study together", [2]int{2, 1 << 20}, merge},
	"lines":    {"lines", "answer questions in JSON, one a line, from the standard input", [2]int{0, 0}, lines},
	"schema":   {"schema", "the JSON Schema of study files", [2]int{0, 0}, schema},
}

// options are the flags and arguments of all commands.
type options struct {
	args    []string
	folder  string
	shard   string
	arm     string
	curve   string
	workers int
	set     []string
}

func (o *options) flags() *flag.FlagSet {
	f := flag.NewFlagSet("study", flag.ContinueOnError)
	f.SetOutput(io.Discard)
	f.StringVar(&o.folder, "out", "", "`folder` for the results")
	f.StringVar(&o.shard, "shard", "", "run part `I/N` of the study, I from 1")
	f.StringVar(&o.arm, "arm", "", "compare this `arm` only")
	f.StringVar(&o.curve, "curve", "", "`measure`, state or tag whose curves are drawn")
	f.IntVar(&o.workers, "workers", 0, "processors to use; 0 is all. It changes no result")
	f.Func("set", "`PATH=VALUE`: change the study before it runs, such as model.horizon=52; may be given again", func(s string) error {
		o.set = append(o.set, s)
		return nil
	})
	return f
}

func run(ctx context.Context, args []string, here place) error {
	name := "run"
	if len(args) > 0 && commands[args[0]].does != nil {
		name, args = args[0], args[1:]
	}
	if len(args) > 0 && args[0] == "help" {
		args[0] = "-help"
	}
	c := commands[name]
	var o options
	for f := o.flags(); ; { // flags may stand before and behind files
		if err := f.Parse(args); errors.Is(err, flag.ErrHelp) {
			return help(here.out, f)
		} else if err != nil {
			return fmt.Errorf("%w; study -help lists what there is", err)
		}
		if f.NArg() == 0 {
			break
		}
		o.args, args = append(o.args, f.Arg(0)), f.Args()[1:]
	}
	if len(o.args) < c.files[0] || len(o.args) > c.files[1] {
		return fmt.Errorf("%d arguments are too few or too many, or the name of a command is misspelt: study %s; study -help lists all",
			len(o.args), c.usage)
	}
	return c.does(ctx, o, here)
}

func help(out io.Writer, f *flag.FlagSet) error {
	var usages []string
	for _, c := range commands {
		usages = append(usages, fmt.Sprintf("  study %s\n        %s", c.usage, c.what))
	}
	slices.Sort(usages)
	_, err := fmt.Fprintf(out, "%s\n\nFlags:\n", strings.Join(usages, "\n"))
	f.SetOutput(out)
	f.PrintDefaults()
	return err
}
