package audit

import (
	"context"
	"errors"
	"iter"
	"runtime"
	"sync"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/fhir"
)

// Config says how records are judged. Engine is required, and Reader where there are FHIR records.
type Config struct {
	Engine *plan.Engine
	Reader fhir.Reader // how a FHIR record is read, and what is known beside all of them: Questionnaires; Person is that of each record

	// Group names the group of a record, for counts by group; nil: all are in one, without a name.
	Group func(plan.Plan) string

	// Deviation is given each broken rule, in the order of the records and events; nil: none is. An error ends the run.
	Deviation func(Deviation) error
	// Unread is given each record that could not be judged, in order; nil: none is. An error ends the run.
	Unread func(Unread) error
	// Measures says which measures of quality are counted; nil: none is.
	Measures *Measures
	// Counted is given where each record is counted in each measure, in order; nil: nothing is. An error ends the run.
	Counted func(Counted) error
	// Progress is called after each record, with how many are done; nil: nothing is.
	Progress func(done int)

	Workers int // zero: as many as there are processors
}

// Deviation is a rule that an event of a record breaks.
type Deviation struct {
	Record   string `json:"record"`
	Event    string `json:"event"`
	Resource string `json:"resource,omitempty"` // of FHIR: "MedicationRequest/7"
	At       string `json:"at"`
	Group    string `json:"group,omitempty"`
	Rule     string `json:"rule"`
	Effect   string `json:"effect"`
	Message  string `json:"message"`
}

// Unread is a record that could not be judged.
type Unread struct {
	Record string `json:"record"`
	Why    string `json:"why"`
}

// Run judges the records. It stops at the first error of the records themselves or of a function of the Config, and where the context ends.
func Run(parent context.Context, c Config, records iter.Seq2[Record, error]) (*Result, error) {
	if c.Engine == nil {
		return nil, errors.New("audit: an engine is required")
	}
	if c.Measures != nil && c.Measures.Last.IsZero() {
		return nil, errors.New("audit: measures need the last day of their period")
	}
	if c.Workers < 1 {
		c.Workers = runtime.GOMAXPROCS(0)
	}
	ctx, stop := context.WithCancel(parent)
	defer stop()
	jobs, inOrder := c.start(ctx, records)
	var workers sync.WaitGroup
	for range c.Workers {
		workers.Go(func() {
			for j := range jobs {
				j.done <- c.judge(j.record)
			}
		})
	}
	out := newResult(c.Engine)
	out.Measures = c.Measures.rows()
	err := c.collect(ctx, inOrder, out)
	stop()
	for range inOrder { // what was begun is let go
	}
	workers.Wait()
	if err == nil && !out.complete {
		err = parent.Err()
	}
	return out, err
}

// job is one record on its way; done gets what came of it.
type job struct {
	record Record
	err    error
	done   chan *judged
	last   bool
}

// start reads records, and hands each to the workers and, in order, to the collector. So many are on their way as there are workers, twice.
func (c *Config) start(ctx context.Context, records iter.Seq2[Record, error]) (jobs chan *job, inOrder chan *job) {
	jobs, inOrder = make(chan *job), make(chan *job, 2*c.Workers)
	go func() {
		defer close(inOrder)
		defer close(jobs)
		send := func(to chan *job, j *job) bool {
			select {
			case to <- j:
				return true
			case <-ctx.Done():
				return false
			}
		}
		for r, err := range records {
			j := &job{record: r, err: err, done: make(chan *judged, 1)}
			if !send(inOrder, j) || err != nil || !send(jobs, j) {
				return
			}
		}
		send(inOrder, &job{last: true})
	}()
	return jobs, inOrder
}

// collect adds up what came of the records, in their order.
func (c *Config) collect(ctx context.Context, inOrder chan *job, out *Result) error {
	for j := range inOrder {
		switch {
		case j.err != nil:
			return j.err
		case j.last:
			out.complete = true
			return nil
		}
		var one *judged
		select {
		case one = <-j.done:
		case <-ctx.Done(): // nobody may have begun it
			return nil
		}
		out.add(one)
		if err := c.handOn(one); err != nil {
			return err
		}
		if c.Progress != nil {
			c.Progress(out.Records)
		}
	}
	return nil
}

// handOn gives what came of a record to whoever wants it.
func (c *Config) handOn(one *judged) error {
	if one.unread != nil && c.Unread != nil {
		if err := c.Unread(*one.unread); err != nil {
			return err
		}
	}
	for _, d := range one.deviations {
		if c.Deviation == nil {
			break
		}
		if err := c.Deviation(d); err != nil {
			return err
		}
	}
	for _, counted := range one.counted {
		if c.Counted == nil {
			break
		}
		if err := c.Counted(counted); err != nil {
			return err
		}
	}
	return nil
}
