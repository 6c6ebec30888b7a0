package look

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/journal"
	"github.com/oudpath/oudpath/plan/jurisdiction"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/report"
)

// journaled looks at a journal. What could be read before an error is told.
func journaled(a *Answer, text string, _ int) {
	whole := text
	text = strings.TrimLeft(text, " \t\r\n")
	above := strings.Count(whole[:len(whole)-len(text)], "\n") // empty lines before the header
	if !strings.HasSuffix(text, "\n") {
		text += "\n" // an editor leaves the last line open
	}
	header, events, err := journal.ReadAll(strings.NewReader(text), journal.Options{})
	if err != nil {
		var wrong *journal.Error
		if errors.As(err, &wrong) {
			a.problem(above+wrong.Line, "%s", strings.TrimSpace(wrong.Pointer+" "+wrong.Problem))
		} else {
			a.problem(above+1, "%v", err)
		}
	}
	switch {
	case len(events) == 0 && err == nil:
		a.problem(above+1, "the journal holds no event: below its header, each line is one")
		return
	case len(events) == 0:
		return
	}
	engine, err := engineOf(&header)
	if err != nil {
		a.problem(above+1, "%v", err)
		return
	}
	course := Course{Name: string(header.Plan), Line: above + 1, Holds: true, Mismatches: []Mismatch{}}
	course.judge(a, engine, header.Plan, events)
	a.Courses = append(a.Courses, course)
}

// engineOf makes the engine that judges a journal.
func engineOf(header *journal.Header) (*plan.Engine, error) {
	if header.Jurisdiction == "" || header.Zone == "" {
		return nil, errors.New("the journal names no jurisdiction or no time zone: its first line needs both to be judged")
	}
	zone, err := time.LoadLocation(header.Zone)
	if err != nil {
		return nil, fmt.Errorf("there is no time zone %q", header.Zone)
	}
	return jurisdiction.Engine(header.Jurisdiction, zone)
}

// judge takes the events in one after the other, as a service would. What an engine derived is derived again.
func (c *Course) judge(a *Answer, engine *plan.Engine, id plan.ID, events []record.Event) {
	p, zone := engine.Open(id), engine.Zone()
	for i, ev := range events {
		if ev.Cause != "" {
			continue
		}
		line := c.Line + 1 + i // below the header
		out, err := engine.Apply(p, ev)
		if err != nil {
			a.problem(line, "%v", err)
			break
		}
		p = out.Plan
		step := Step{Line: line, Text: ev.At.In(zone).Format("2006-01-02 15:04") + " " + record.Describe(ev.Body), Status: "recorded", Decision: out.Decision}
		if ev.Body.Kind().Intent() {
			step.Status = out.Decision.Status.String()
		}
		if in, err := engine.Instead(p, ev); err == nil && !out.Accepted() {
			step.Instead = in.String()
		}
		c.Steps = append(c.Steps, step)
	}
	a.end = end{engine, p}
	j, err := report.Replay(engine, id, c.Name, events, time.Time{})
	if err != nil && len(a.Problems) == 0 {
		a.problem(c.Line, "%v", err)
	}
	c.draw(a, &j)
}
