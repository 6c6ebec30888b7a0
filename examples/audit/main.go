// Audit replays records through the rules, and says how often each rule was followed.
//
//	go run ./examples/audit                            ten journeys of invented people (testdata/journeys)
//	go run ./examples/audit -html audit.html DIR       journals, FHIR Bundles and bulk exports in a folder, with a page
//	… | go run ./examples/audit -                      a FHIR Bundle a line
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"os/signal"
	"slices"
	"strings"
	"time"

	"github.com/oudpath/oudpath/examples/internal/command"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/audit"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/fhir"
	"github.com/oudpath/oudpath/plan/jurisdiction"
	"github.com/oudpath/oudpath/plan/measure"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// options are what the command line says.
type options struct {
	place, asOf, csv, json, ndjson, html, deviations, measures string
	last, complete                                             string
	workers                                                    int
	progress                                                   bool
}

func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	c := command.New("audit", "Audit replays records through the rules, and says how often each rule was followed.")
	c.Calls = []command.Line{{Write: "", Means: "the journeys of testdata/journeys, whose people are invented"},
		{Write: "DIR", Means: "journals (.jsonl), FHIR Bundles (.json), bulk exports (.ndjson) in a folder"},
		{Write: "-", Means: "FHIR Bundles from the standard input, one a line"}}
	o := options{}
	c.StringVar(&o.place, "place", "us", "`place` whose rules are asked")
	c.StringVar(&o.asOf, "as-of", "", "`time` at which FHIR records were read; default: now")
	c.StringVar(&o.csv, "csv", "", "`file` for the counts of each rule, group and month")
	c.StringVar(&o.json, "json", "", "`file` for everything that was counted")
	c.StringVar(&o.ndjson, "ndjson", "", "`file` for each count and each measure, one a line in JSON")
	c.StringVar(&o.measures, "measures", "", "`file` for the measures of quality as CSV")
	c.StringVar(&o.last, "last", "", "last `day` of the period of the measures; default: the last of the year before -as-of")
	c.StringVar(&o.complete, "complete", "", "`days`, 2024-01-01..2025-12-31, for which you state that nothing is missing from the records")
	c.StringVar(&o.html, "html", "", "`file` for a page with tables and bars")
	c.StringVar(&o.deviations, "deviations", "", "`file` for each deviation, one a line in JSON")
	c.IntVar(&o.workers, "workers", 0, "`number` of records at once; default: one for each processor")
	c.BoolVar(&o.progress, "progress", false, "say on the terminal how far it is")
	names, status, done := c.Parse(args, stdout, stderr)
	if done {
		return status
	}
	var records iter.Seq2[audit.Record, error]
	switch {
	case len(names) == 0:
		records = audit.Folder("testdata/journeys")
	case len(names) > 1:
		return c.Fail(stderr, errors.New("one folder is wanted"))
	case names[0] == "-":
		records = audit.Lines(stdin, "-")
	default:
		records = audit.Folder(names[0])
	}
	if err := o.audit(ctx, records, stdout, stderr); err != nil {
		return c.Fail(stderr, err)
	}
	return command.OK
}

func (o *options) audit(ctx context.Context, records iter.Seq2[audit.Record, error], stdout, stderr io.Writer) (err error) {
	engine, err := jurisdiction.Engine(o.place, time.UTC)
	if err != nil {
		return err
	}
	asOf := time.Now()
	if o.asOf != "" {
		if asOf, err = time.Parse(time.RFC3339, o.asOf); err != nil {
			return err
		}
	}
	c := audit.Config{Engine: engine, Workers: o.workers, Group: medications,
		Reader: fhir.Reader{AsOf: asOf, Zone: engine.Zone(), Market: engine.Jurisdiction().ID},
		Unread: func(u audit.Unread) error {
			_, err := fmt.Fprintf(stderr, "%s: %s\n", u.Record, u.Why)
			return err
		}}
	if c.Measures, err = o.quality(asOf); err != nil {
		return err
	}
	if o.progress {
		c.Progress = func(n int) { fmt.Fprintf(stderr, "\r%d records", n) }
	}
	if o.deviations != "" {
		file, err := os.Create(o.deviations)
		if err != nil {
			return err
		}
		defer file.Close()
		buffered := bufio.NewWriter(file)
		defer buffered.Flush()
		lines := json.NewEncoder(buffered)
		c.Deviation = func(d audit.Deviation) error { return lines.Encode(d) }
	}
	result, err := audit.Run(ctx, c, records)
	if err != nil {
		return err
	}
	for _, out := range []struct {
		file  string
		write func(io.Writer) error
	}{{o.csv, result.CSV}, {o.json, result.JSON}, {o.ndjson, result.NDJSON}, {o.measures, result.MeasuresCSV}, {o.html, result.HTML}} {
		if out.file != "" {
			err = errors.Join(err, written(out.file, out.write))
		}
	}
	return errors.Join(err, result.Table(stdout))
}

// quality says which period the measures of quality have, and what the caller states of the records.
func (o *options) quality(asOf time.Time) (*audit.Measures, error) {
	m := &audit.Measures{Last: civil.Must(asOf.Year()-1, time.December, 31)}
	if o.last != "" {
		last, err := civil.Parse(o.last)
		if err != nil {
			return nil, err
		}
		m.Last = last
	}
	if o.complete != "" {
		from, until, _ := strings.Cut(o.complete, "..")
		first, err := civil.Parse(from)
		last, err2 := civil.Parse(until)
		if err = errors.Join(err, err2); err != nil {
			return nil, err
		}
		m.Beside = func(plan.Plan) measure.Beside { return measure.Beside{From: first, Until: last} }
	}
	return m, nil
}

func written(name string, write func(io.Writer) error) error {
	file, err := os.Create(name)
	if err != nil {
		return err
	}
	return errors.Join(write(file), file.Close())
}

// medications names a group by the medications that are on record.
func medications(p plan.Plan) string {
	var names []string
	for _, m := range p.Summary().Medications {
		names = append(names, m.Substance.String())
	}
	slices.Sort(names)
	if len(names) == 0 {
		return "no medication"
	}
	return strings.Join(slices.Compact(names), " and ")
}
