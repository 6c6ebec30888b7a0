package main

import (
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/oudpath/oudpath/plan/sim"
	"github.com/oudpath/oudpath/plan/sim/export/columnar"
	"github.com/oudpath/oudpath/plan/sim/export/raster"
	"github.com/oudpath/oudpath/plan/sim/report"
	"github.com/oudpath/oudpath/plan/sim/studyfile"
)

// summarise prints what most people look at first.
func summarise(out io.Writer, study *studyfile.Study, r *sim.Result) error {
	c := r.Compiled()
	fmt.Fprintf(out, "%s\n%s\n", study.Title, report.Note)
	warn(out, study, r)
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
	if err := tellPeople(out, study, r); err != nil {
		return err
	}
	section, err := published(study, r)
	if err != nil || len(section.Rows) == 0 {
		return err
	}
	fmt.Fprintln(out)
	return table(out, section)
}

// warn prints what a reader of the results should know.
func warn(out io.Writer, study *studyfile.Study, r *sim.Result) {
	for _, w := range provenance(study, r).Warnings {
		fmt.Fprintln(out, "to be known:", w)
	}
}

// published is the table of targets: what was published, what was simulated, and whether it lies inside.
func published(study *studyfile.Study, r *sim.Result) (report.Section, error) {
	s := report.Section{Title: "Published and simulated",
		Head: []string{"number", "arm", "used for", "published", "simulated", "inside?", "note"}}
	checks, err := study.Checks(r)
	for _, c := range checks {
		t := c.Target
		text, inside := number(t.Published.Value), "no limits are published"
		if yes, known := c.Inside(); known {
			text += fmt.Sprintf(" (%s to %s)", number(t.Published.Low), number(t.Published.High))
			inside = map[bool]string{true: "yes", false: "no"}[yes]
		}
		if off := c.Off(); !math.IsNaN(off) {
			inside += fmt.Sprintf(", %+.1f %%", 100*off)
		}
		s.Rows = append(s.Rows, []string{t.Name, t.Arm, t.Use.String(), text,
			plusMinus(sim.Estimate{Mean: c.Simulated, StandardError: c.Error}), inside, t.Note})
	}
	return s, err
}

// number writes six digits, as far as they say something.
func number(x float64) string { return strconv.FormatFloat(x, 'g', 6, 64) }

// plusMinus writes an estimate with its Monte-Carlo error, if there is one to tell.
func plusMinus(e sim.Estimate) string {
	if e.StandardError == 0 {
		return number(e.Mean)
	}
	if math.IsNaN(e.StandardError) {
		return number(e.Mean) + " (error not known)"
	}
	return fmt.Sprintf("%s ± %.2g", number(e.Mean), e.StandardError)
}

// table prints a section in columns, and notes on rows below it.
func table(out io.Writer, s report.Section) error {
	fmt.Fprintln(out, s.Title)
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	notes := slices.Index(s.Head, "note")
	for _, row := range append([][]string{s.Head}, s.Rows...) {
		if notes >= 0 {
			row = slices.Delete(slices.Clone(row), notes, notes+1)
		}
		fmt.Fprintln(w, "  "+strings.Join(row, "\t"))
	}
	if err := w.Flush(); err != nil {
		return err
	}
	for _, row := range s.Rows {
		if notes >= 0 && row[notes] != "" {
			fmt.Fprintf(out, "  %s: %s\n", row[0], row[notes])
		}
	}
	if s.Note != "" {
		fmt.Fprintln(out, "  "+s.Note)
	}
	return nil
}

// provenance is that of the result, with the parameters of the study.
func provenance(study *studyfile.Study, r *sim.Result) report.Provenance {
	p := report.Of(r, study.Title, version())
	p.Warnings = append(p.Warnings, study.Warnings()...)
	for _, name := range study.Parameters.Names() {
		source, _ := study.Parameters.Source(name)
		law, _ := study.Parameters.Law(name)
		p.Parameters = append(p.Parameters, report.Parameter{Name: name,
			Value: fmt.Sprintf("%v, %v", study.Base.Get(name), law), Source: source.String()})
	}
	return p
}

// version names this program as it was built: go build in a checkout knows its commit, go run does not.
func version() string {
	name := "examples/study"
	if build, ok := debug.ReadBuildInfo(); ok && build.Main.Version != "(devel)" {
		name += " " + build.Main.Version
	}
	return name
}

// writeResult puts all files of a result into the folder.
func writeResult(folder string, study *studyfile.Study, r *sim.Result, more ...report.Section) error {
	p := provenance(study, r)
	section, err := published(study, r)
	if err != nil {
		return err
	}
	if len(section.Rows) > 0 {
		more = append([]report.Section{section}, more...)
	}
	people, cohort, err := peopleOf(study, r)
	if err != nil {
		return err
	}
	years, err := yearsOf(study, r)
	if err != nil {
		return err
	}
	if cohort != nil {
		more = append(more, people)
	}
	if years.Title != "" {
		more = append(more, years)
	}
	all := map[string]func(io.Writer) error{
		"result.csv":     func(w io.Writer) error { return report.WriteCSV(w, r, p) },
		"result.json":    func(w io.Writer) error { return report.WriteJSON(w, r, p) },
		"result.parquet": func(w io.Writer) error { return columnar.Write(w, p, report.Rows(r)) },
		"report.html":    func(w io.Writer) error { return report.WriteHTML(w, r, p, more...) },
	}
	figures, err := report.Figures(r)
	if err != nil {
		return err
	}
	for _, s := range more {
		figures = append(figures, s.Figures...)
	}
	for _, f := range figures {
		drawn(all, f.Name, f.Figure)
	}
	if len(section.Rows) > 0 {
		all["published.csv"] = csvOf(section)
	}
	if cohort != nil {
		all["people.csv"] = func(w io.Writer) error { return report.WritePeople(w, r.Compiled(), cohort) }
		all["people.parquet"] = func(w io.Writer) error { return columnar.Write(w, p, report.PeopleRows(r.Compiled(), cohort)) }
	}
	if years.Title != "" {
		all["years.csv"] = csvOf(years)
	}
	return writeFiles(folder, all)
}

// pixels is how many of them a unit of a figure has in PNG: 1520 by 880 in all.
const pixels = 2

// drawn adds a figure to files, as SVG and as PNG.
func drawn(files map[string]func(io.Writer) error, name string, f raster.Figure) {
	files[name+".svg"] = f.WriteSVG
	files[name+".png"] = func(w io.Writer) error { return raster.WritePNG(w, f, pixels) }
}

// csvOf writes a section as a table.
func csvOf(s report.Section) func(io.Writer) error {
	return func(w io.Writer) error { return csv.NewWriter(w).WriteAll(append([][]string{s.Head}, s.Rows...)) }
}

// writeFiles fills files of the folder, which it makes.
func writeFiles(folder string, all map[string]func(io.Writer) error) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	for name, fill := range all {
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
