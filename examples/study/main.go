// Study runs a study that is written in a file (YAML or JSON), and writes what it found: CSV, JSON, figures, and a page of HTML.
//
//	go run -C examples/study . [-out FOLDER] FILE
//	go run -C examples/study . -schema
//
// Names of files are looked up from examples/study, because -C changes to it; life tables from where the study file is. What is wrong
// with a file is said with its line and column.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"

	"github.com/oudpath/oudpath/plan/sim"
	"github.com/oudpath/oudpath/plan/sim/report"
	"github.com/oudpath/oudpath/plan/sim/studyfile"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "study:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("study", flag.ContinueOnError)
	folder := flags.String("out", "", "`folder` for the results; none are written without it")
	schema := flags.Bool("schema", false, "print the JSON Schema of study files")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *schema {
		e := json.NewEncoder(out)
		e.SetIndent("", "  ")
		return e.Encode(studyfile.Schema())
	}
	if flags.NArg() != 1 {
		return fmt.Errorf("one study file is expected: study [-out FOLDER] FILE")
	}
	study, err := read(flags.Arg(0))
	if err != nil {
		return fmt.Errorf("%s: %w", flags.Arg(0), err)
	}
	compiled, err := study.Model.Compile()
	if err != nil {
		return err
	}
	result, err := compiled.Run(ctx, study.Run)
	if err != nil {
		return err
	}
	if err := summarise(out, study, result); err != nil {
		return err
	}
	if *folder == "" {
		return nil
	}
	return write(*folder, result, report.Of(result, study.Title, "examples/study"))
}

func read(file string) (studyfile.Study, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return studyfile.Study{}, err
	}
	n, err := parse(text)
	if err != nil {
		return studyfile.Study{}, err
	}
	return studyfile.Read(n, func(name string) (io.ReadCloser, error) { return os.Open(filepath.Join(filepath.Dir(file), name)) })
}

// summarise prints what most people look at first.
func summarise(out io.Writer, study studyfile.Study, r *sim.Result) error {
	c := r.Compiled()
	fmt.Fprintf(out, "%s\n%s\n", study.Title, report.Note)
	for _, w := range c.Warnings() {
		fmt.Fprintln(out, "to be known:", w)
	}
	for _, arm := range c.Arms() {
		fmt.Fprintf(out, "\n%s, after %d cycles of a %v\n", arm, c.Horizon(), c.Cycle())
		for _, state := range c.States() {
			shares, err := r.Occupancy(arm, state)
			if err != nil {
				return err
			}
			fmt.Fprintf(out, "  %6.2f %%  %s\n", 100*shares[c.Horizon()], state)
		}
		for _, name := range c.Rewards() {
			value, err := r.Reward(arm, name)
			if err != nil {
				return err
			}
			fmt.Fprintf(out, "  %.6g  %s a person\n", value.Mean, name)
		}
	}
	return nil
}

// write puts all files into the folder, which it makes.
func write(folder string, r *sim.Result, p report.Provenance) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	files := map[string]func(io.Writer) error{
		"result.csv":  func(w io.Writer) error { return report.WriteCSV(w, r, p) },
		"result.json": func(w io.Writer) error { return report.WriteJSON(w, r, p) },
		"report.html": func(w io.Writer) error { return report.WriteHTML(w, r, p) },
	}
	figures, err := report.Figures(r)
	if err != nil {
		return err
	}
	for _, f := range figures {
		files[f.Name+".svg"] = f.Figure.WriteSVG
	}
	for name, fill := range files {
		if err := writeFile(filepath.Join(folder, name), fill); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

func writeFile(name string, fill func(io.Writer) error) error {
	file, err := os.Create(name)
	if err != nil {
		return err
	}
	if err := fill(file); err != nil {
		_ = file.Close() // the first error is the one to tell
		return err
	}
	return file.Close()
}
