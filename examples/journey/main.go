// Journey shows paths through treatment as the engine sees them: a list of them, or one with what the rules said.
//
//	go run ./examples/journey                     lists the journeys of testdata/journeys
//	go run ./examples/journey 3                   opens the third
//	go run ./examples/journey 3 -why              with all that each finding says
//	go run ./examples/journey FILE… FOLDER…       your own journals (*.jsonl)
//	go run ./examples/journey -json               all of it as data
//	go run ./examples/journey 3 -svg timeline     a drawing of it: stages, levels, courses, timeline or doses
//	go run ./examples/journey 3 -html > p.html    all of it as a page to look at and to print; -markdown for a page of text
//
// The persons of testdata/journeys are invented. A journal that cannot be read is reported with its line and the member at fault, and
// the others are shown all the same.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/oudpath/oudpath/examples/internal/command"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/journal"
	"github.com/oudpath/oudpath/plan/jurisdiction"
	"github.com/oudpath/oudpath/plan/report"
	"github.com/oudpath/oudpath/plan/scenario"
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

// program is what the arguments ask for.
type program struct {
	jurisdiction string
	zone         *time.Location // nil: the one that the journal names
	asOf         string
	all          bool
	asJSON       bool
	html         bool
	markdown     bool
	letter       string // the language of a letter to write instead; empty: none
	svg          string // the picture to write instead; empty: none
	text         report.TextOptions
}

func run(args []string, stdout, stderr io.Writer) int {
	c := command.New("journey", "Journey shows paths through treatment of opioid use disorder, and what cited rules say about each step.")
	c.Calls = []command.Line{
		{Write: "", Means: "lists the journeys that come with the library (the persons are invented)"},
		{Write: "3", Means: "opens the third of the list; several numbers open several"},
		{Write: "3 -why", Means: "opens it with all that each finding says"},
		{Write: "FILE… FOLDER…", Means: "your own journals (*.jsonl): opens one, lists several"},
		{Write: "FOLDER 3", Means: "opens the third of those"},
	}
	c.Exits = []string{"0  everything was shown", "2  an argument or a journal cannot be used; the other journals are shown"}
	c.Notes = []string{"Nothing here is medical advice. The values are drafts: no licensed clinician has signed them."}
	var p program
	jurisdictions := strings.Join(scenario.Jurisdictions(), ", ")
	c.StringVar(&p.jurisdiction, "jurisdiction", "", "`name` of the jurisdiction to judge by instead of the journal's: "+jurisdictions)
	zone := c.String("zone", "", "time `zone` in which days begin and end, such as America/New_York, instead of the journal's")
	c.StringVar(&p.asOf, "as-of", "", "`day` on which to say what is due, as 2026-03-31, instead of the day of the last event")
	c.BoolVar(&p.all, "all", false, "open all instead of listing them")
	c.BoolVar(&p.text.Why, "why", false, "all that each finding says: rule, causes, limit, remedy")
	c.BoolVar(&p.text.Refused, "refused", false, "only what was asked for and not done")
	c.BoolVar(&p.text.Sources, "sources", false, "only the sources, each with the rules that rest on it")
	c.BoolVar(&p.asJSON, "json", false, "print data instead of text: one array with a journey for each element")
	c.BoolVar(&p.html, "html", false, "write one journey as a page of HTML with pictures, to look at and to print")
	c.BoolVar(&p.markdown, "markdown", false, "write one journey as Markdown")
	c.StringVar(&p.letter, "letter", "", "write to the person of one journey, in plain words, in a `language`: en or es")
	c.StringVar(&p.svg, "svg", "", "write a `picture` of one journey as SVG instead of text: "+pictures())
	c.IntVar(&p.text.Width, "width", 80, "`columns` of the text, at least 40")
	names, status, done := c.Parse(args, stdout, stderr)
	if done {
		return status
	}
	if err := p.check(*zone); err != nil {
		return c.Fail(stderr, err)
	}
	p.text.Color = command.Color(stdout)
	chosen, err := choose(names)
	if err != nil {
		return c.Fail(stderr, err)
	}
	return p.show(chosen, stdout, stderr)
}

// check reports what is wrong with the flags before any journal is read.
func (p *program) check(zone string) (err error) {
	if p.text.Width < 40 {
		return fmt.Errorf("-width %d: at least 40 columns", p.text.Width)
	}
	if zone != "" {
		if p.zone, err = time.LoadLocation(zone); err != nil {
			return fmt.Errorf("-zone %s: write a name of the time zone database, such as America/New_York or Europe/London", zone)
		}
	}
	if p.svg != "" && !slices.Contains(report.Pictures(), report.Picture(p.svg)) {
		return fmt.Errorf("-svg %s: there is %s", p.svg, pictures())
	}
	if _, err := time.Parse(time.DateOnly, p.asOf); p.asOf != "" && err != nil {
		return fmt.Errorf("-as-of %s: write a day, such as 2026-03-31", p.asOf)
	}
	if _, err := scenario.BuiltIn(p.jurisdiction, time.UTC); p.jurisdiction != "" && err != nil {
		return fmt.Errorf("-jurisdiction: %w", err)
	}
	return nil
}

// show opens what was chosen, or lists it. A journal that cannot be read keeps no other from being shown.
func (p *program) show(chosen selection, stdout, stderr io.Writer) int {
	status := command.OK
	var list []report.Listed
	for i, file := range chosen.files {
		j, err := p.journey(file)
		if err != nil {
			fmt.Fprintf(stderr, "journey: %s: %v\n", file, err)
			status = command.Input
		}
		if j.Events > 0 {
			list = append(list, report.Listed{Number: chosen.numbers[i], Journey: &j})
		}
	}
	var err error
	switch {
	case p.asJSON:
		err = writeJSON(list, stdout)
	case p.html || p.markdown || p.letter != "" || p.svg != "":
		err = p.draw(list, stdout)
	case len(chosen.files) > 1 && !chosen.opened && !p.all && !p.text.Why && !p.text.Refused && !p.text.Sources:
		err = p.list(chosen, list, stdout)
	default:
		err = p.open(chosen, list, stdout)
	}
	if err != nil {
		fmt.Fprintln(stderr, "journey:", err)
		return command.Input
	}
	return status
}

// pictures names the drawings that there are.
func pictures() string {
	names := make([]string, len(report.Pictures()))
	for i, p := range report.Pictures() {
		names[i] = string(p)
	}
	return strings.Join(names, ", ")
}

// draw writes the page or the picture of one journey.
func (p *program) draw(list []report.Listed, stdout io.Writer) error {
	switch {
	case len(list) != 1:
		return fmt.Errorf("a page or a picture shows one journey, and %d are chosen: name one by its number", len(list))
	case p.html:
		return list[0].Journey.HTML(stdout)
	case p.letter != "":
		return list[0].Journey.Letter(stdout, report.Language(p.letter))
	case p.markdown:
		return list[0].Journey.Markdown(stdout)
	}
	return list[0].Journey.SVG(stdout, report.Picture(p.svg))
}

// writeJSON writes one array, whatever the number of journeys.
func writeJSON(list []report.Listed, stdout io.Writer) error {
	journeys := make([]*report.Journey, len(list))
	for i, x := range list {
		journeys[i] = x.Journey
	}
	encoder := json.NewEncoder(stdout)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	return encoder.Encode(journeys)
}

func (p *program) list(chosen selection, list []report.Listed, stdout io.Writer) error {
	if err := report.Contents(stdout, chosen.title, list, p.text); err != nil {
		return err
	}
	open, more := fmt.Sprintf("Open one: %s%d", chosen.call, min(3, len(list))), "(also -why, -refused, -sources, -h)"
	between := "   "
	if len(open)+len(between)+len(more) > p.text.Width {
		between = "\n"
	}
	_, err := fmt.Fprintf(stdout, "\n%s%s%s\n", open, between, more)
	return err
}

func (p *program) open(chosen selection, list []report.Listed, stdout io.Writer) error {
	for i, x := range list {
		if i > 0 {
			fmt.Fprint(stdout, "\n\n")
		}
		o := p.text
		if chosen.of > 1 {
			o.Number = x.Number
		}
		if err := x.Journey.Text(stdout, o); err != nil {
			return err
		}
	}
	return nil
}

// journey reads a journal and takes its events through the engine. What was read before an error is shown.
func (p *program) journey(path string) (report.Journey, error) {
	file, err := os.Open(path)
	if err != nil {
		return report.Journey{}, err
	}
	defer file.Close()
	header, events, readErr := journal.ReadAll(file, journal.Options{})
	if readErr != nil && len(events) == 0 {
		return report.Journey{}, readErr
	}
	engine, asOf, err := p.engine(&header)
	if err != nil {
		return report.Journey{}, errors.Join(readErr, err)
	}
	title, shows := described(path)
	j, err := report.Replay(engine, header.Plan, title, events, asOf)
	j.Shows = shows
	return j, errors.Join(readErr, err)
}

// engine makes the engine that judges a journal, and the time at which to say what is due: the zero time if that is the last event's.
func (p *program) engine(header *journal.Header) (_ *plan.Engine, asOf time.Time, err error) {
	name, zone := header.Jurisdiction, p.zone
	if p.jurisdiction != "" {
		name = p.jurisdiction
	}
	if name == "" {
		return nil, asOf, fmt.Errorf("the journal names no jurisdiction: name one with -jurisdiction (%s)",
			strings.Join(scenario.Jurisdictions(), ", "))
	}
	if zone == nil && header.Zone == "" {
		return nil, asOf, errors.New("the journal names no time zone: name one with -zone")
	}
	if zone == nil {
		if zone, err = time.LoadLocation(header.Zone); err != nil {
			return nil, asOf, err
		}
	}
	if p.asOf != "" {
		if asOf, err = time.ParseInLocation(time.DateOnly, p.asOf, zone); err != nil {
			return nil, asOf, err
		}
	}
	place, err := scenario.BuiltIn(name, zone)
	if err != nil {
		return nil, asOf, fmt.Errorf("the journal names the %w; -jurisdiction judges by another", err)
	}
	engine, err := plan.New(jurisdiction.Config(place))
	return engine, asOf, err
}
