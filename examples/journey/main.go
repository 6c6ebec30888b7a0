// Journey shows invented paths through treatment as the engine sees them.
//
//	go run ./examples/journey                     the journeys of testdata/journeys
//	go run ./examples/journey FILE… FOLDER…       your own journals (*.jsonl)
//	go run ./examples/journey -json …             the same as data, one JSON document a journey
//	go run ./examples/journey -profile gb -zone Europe/London …
//
// For each journal it prints the path through stages, levels of care and medication with dates, what was asked for and not
// done, every finding with its cause, limit, source and remedy, what is due next, and one line that sums it up.
//
// A journal that cannot be read is reported with its line and the member at fault, and the others are shown all the same; the
// exit status is 2 then. Color is used on a terminal only, and never when NO_COLOR is set.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/guidance"
	"github.com/oudpath/oudpath/plan/journal"
	"github.com/oudpath/oudpath/plan/report"
	"github.com/oudpath/oudpath/plan/scenario"
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

// The exit statuses.
const (
	exitOK    = 0
	exitInput = 2
)

// program is what the arguments ask for.
type program struct {
	profile string
	zone    *time.Location // nil: the one that the journal names
	asOf    string
	asJSON  bool
	width   int
	color   bool
	out     io.Writer
}

func run(args []string, stdout, stderr io.Writer) int {
	p := program{out: stdout}
	flags := flag.NewFlagSet("journey", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.StringVar(&p.profile, "profile", "", "profile to judge by, "+strings.Join(scenario.Profiles(), ", ")+"; default: the one that the journal names")
	zone := flags.String("zone", "", "time zone in which days begin and end; default: the one that the journal names")
	flags.StringVar(&p.asOf, "as-of", "", "day on which to say what is due, YYYY-MM-DD; default: the day of the last event")
	flags.BoolVar(&p.asJSON, "json", false, "print data instead of text")
	flags.IntVar(&p.width, "width", 80, "columns of the text")
	if err := flags.Parse(args); err != nil {
		return exitInput
	}
	if *zone != "" {
		var err error
		if p.zone, err = time.LoadLocation(*zone); err != nil {
			fmt.Fprintln(stderr, "journey:", err)
			return exitInput
		}
	}
	p.color = terminal(stdout) && os.Getenv("NO_COLOR") == ""
	files, err := journals(flags.Args())
	if err != nil {
		fmt.Fprintln(stderr, "journey:", err)
		return exitInput
	}
	return p.all(files, stderr)
}

// terminal reports whether the writer is a terminal.
func terminal(w io.Writer) bool {
	file, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := file.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// journals lists the journals that the arguments name: files, and the *.jsonl files of folders.
func journals(args []string) ([]string, error) {
	if len(args) == 0 {
		folder, err := builtIn()
		if err != nil {
			return nil, err
		}
		args = []string{folder}
	}
	var files []string
	for _, arg := range args {
		info, err := os.Stat(arg)
		if err != nil {
			return nil, err
		}
		if !info.IsDir() {
			files = append(files, arg)
			continue
		}
		found, err := filepath.Glob(filepath.Join(arg, "*.jsonl"))
		if err != nil || len(found) == 0 {
			return nil, fmt.Errorf("no journals (*.jsonl) in %s", arg)
		}
		slices.Sort(found)
		files = append(files, found...)
	}
	return files, nil
}

// builtIn finds the journeys of the repository from wherever in it the program is started.
func builtIn() (string, error) {
	folder, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		candidate := filepath.Join(folder, "testdata", "journeys")
		if _, err := os.Stat(candidate); err == nil {
			return candidate, nil
		}
		parent := filepath.Dir(folder)
		if parent == folder {
			return "", errors.New("testdata/journeys not found: start it in the repository, or name a journal")
		}
		folder = parent
	}
}

// all shows every journal, and goes on after one that cannot be read.
func (p *program) all(files []string, stderr io.Writer) int {
	status := exitOK
	var lines []string
	for _, file := range files {
		j, err := p.journey(file)
		if err != nil {
			fmt.Fprintf(stderr, "journey: %s: %v\n", file, err)
			status = exitInput
		}
		if j.Events == 0 {
			continue
		}
		if err := p.show(&j); err != nil {
			fmt.Fprintln(stderr, "journey:", err)
			return exitInput
		}
		lines = append(lines, fmt.Sprintf("%s: %s", strings.TrimSuffix(filepath.Base(file), ".jsonl"), j.Line()))
	}
	if !p.asJSON && len(lines) > 1 {
		report.Lines(p.out, "All journeys", lines, report.TextOptions{Width: p.width, Color: p.color})
	}
	return status
}

func (p *program) show(j *report.Journey) error {
	if p.asJSON {
		encoder := json.NewEncoder(p.out)
		encoder.SetIndent("", "  ")
		encoder.SetEscapeHTML(false)
		return encoder.Encode(j)
	}
	return j.Text(p.out, report.TextOptions{Width: p.width, Color: p.color})
}

// journey reads a journal and takes its events through the engine. What was read before an error is shown.
func (p *program) journey(path string) (report.Journey, error) {
	file, err := os.Open(path)
	if err != nil {
		return report.Journey{}, err
	}
	defer file.Close()
	header, events, readErr := journal.ReadAll(file, journal.Options{})
	name := header.Jurisdiction
	if p.profile != "" {
		name = p.profile
	}
	if readErr != nil && len(events) == 0 {
		return report.Journey{}, readErr
	}
	zone, asOf, err := p.days(&header)
	if err != nil {
		return report.Journey{}, errors.Join(readErr, err)
	}
	engine, err := engineFor(name, zone)
	if err != nil {
		return report.Journey{}, errors.Join(readErr, err)
	}
	j, err := report.Replay(engine, header.Plan, title(path), events, asOf)
	return j, errors.Join(readErr, err)
}

// days returns the zone in which days begin and end, and the day on which to say what is due.
func (p *program) days(header *journal.Header) (zone *time.Location, asOf time.Time, err error) {
	switch {
	case p.zone != nil:
		zone = p.zone
	case header.Zone == "":
		return nil, time.Time{}, errors.New("the journal names no time zone: name one with -zone")
	default:
		if zone, err = time.LoadLocation(header.Zone); err != nil {
			return nil, time.Time{}, err
		}
	}
	if p.asOf != "" {
		asOf, err = time.ParseInLocation(time.DateOnly, p.asOf, zone)
	}
	return zone, asOf, err
}

func engineFor(name string, zone *time.Location) (*plan.Engine, error) {
	profile, err := scenario.BuiltIn(name, zone)
	if err != nil {
		return nil, fmt.Errorf("%w: name one with -profile (%s)", err, strings.Join(scenario.Profiles(), ", "))
	}
	return plan.New(plan.Config{Profile: profile, Rules: guidance.Rules(), Duties: guidance.Duties()})
}

// title is the heading of the description beside the journal, if there is one.
func title(path string) string {
	text, err := os.ReadFile(strings.TrimSuffix(path, filepath.Ext(path)) + ".md")
	if errors.Is(err, fs.ErrNotExist) || err != nil {
		return ""
	}
	lines := bufio.NewScanner(strings.NewReader(string(text)))
	for lines.Scan() {
		if heading, ok := strings.CutPrefix(lines.Text(), "# "); ok {
			return heading
		}
	}
	return ""
}
