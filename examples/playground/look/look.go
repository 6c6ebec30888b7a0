// Package look says what comes of a text that somebody is writing: a vignette in the format of testdata/README.md, or a journal. It is what
// the page of examples/playground shows, as plain data, and the same whether it runs in a browser or not.
//
// It reads no file and no clock. What is wrong with a text is an answer and no error: every problem has its line.
package look

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/report"
	"github.com/oudpath/oudpath/plan/scenario"
)

// Answer is what comes of a text.
type Answer struct {
	Problems []Problem `json:"problems"` // what keeps it from being read or run; none: everything was
	Courses  []Course  `json:"courses"`  // the cases of a vignette, or the one course of a journal
	Open     int       `json:"open"`     // the course that is told in full

	end end
}

// end is where the open course ends.
type end struct {
	engine *plan.Engine
	plan   plan.Plan
}

// Problem is something that is wrong with the text.
type Problem struct {
	Line int    `json:"line"` // from 1
	What string `json:"what"`
}

// Course is one course of events. Steps and what follows them are there for the open one alone.
type Course struct {
	Name       string     `json:"name"`
	Line       int        `json:"line"`
	Place      string     `json:"place"` // jurisdiction with its version
	Holds      bool       `json:"holds"` // everything came as expected
	Expected   int        `json:"expected"`
	Pending    string     `json:"pending,omitempty"` // why it is not expected to hold yet
	Mismatches []Mismatch `json:"mismatches"`

	Steps    []Step            `json:"steps"`
	Stands   []string          `json:"stands"` // where the person stands in the end: stage, level of care, course
	Due      []plan.Obligation `json:"due"`
	Pictures []Picture         `json:"pictures"`
	Draft    bool              `json:"draft"` // no licensed clinician has signed the values
}

// Mismatch is something that did not come as expected.
type Mismatch struct {
	Line     int    `json:"line"`
	Expected string `json:"expected"`
	Got      string `json:"got"`
}

// Step is one line with what the rules said of it.
type Step struct {
	Line     int           `json:"line"`
	Text     string        `json:"text"`
	Status   string        `json:"status"` // allowed, refused, undetermined; recorded; rejected: …
	Decision plan.Decision `json:"decision"`
	Instead  string        `json:"instead,omitempty"` // what would have been possible
}

// Picture is a drawing of the course.
type Picture struct {
	Name report.Picture `json:"name"`
	SVG  string         `json:"svg"`
}

// At looks at a text and tells one of its courses in full, by its place in the text from 0; a place that there is not stands for the first.
func At(text string, open int) Answer { return look(text, open) }

func look(text string, open int) Answer {
	answer := Answer{Problems: []Problem{}, Courses: []Course{}}
	look := vignette
	if strings.HasPrefix(strings.TrimLeft(text, " \t\r\n"), "{") {
		look = journaled
	}
	look(&answer, text, open)
	return answer
}

func (a *Answer) problem(line int, format string, args ...any) {
	a.Problems = append(a.Problems, Problem{max(line, 1), fmt.Sprintf(format, args...)})
}

func vignette(a *Answer, text string, open int) {
	script, err := scenario.Parse("text", strings.NewReader(text))
	if err != nil {
		a.unread(err)
		return
	}
	if open < 0 || open >= len(script.Cases) {
		open = 0
	}
	a.Open = open
	ran := script.Run(scenario.Options{Instead: true})
	for i := range ran.Cases {
		c := &ran.Cases[i]
		for _, p := range c.Problems {
			a.problem(p.Line, "%s", p.What)
		}
		course := Course{Name: c.Name, Line: c.Line, Place: script.Cases[i].Jurisdiction, Holds: c.Holds(), Expected: c.Expectations,
			Pending: c.Pending, Mismatches: []Mismatch{}}
		for _, m := range c.Mismatches {
			course.Mismatches = append(course.Mismatches, Mismatch{m.Line, m.Expected, m.Got})
		}
		if i == open && c.Engine != nil {
			a.end = end{c.Engine, c.Plan}
			course.tell(a, c)
		}
		a.Courses = append(a.Courses, course)
	}
}

// unread takes what Parse found, each with its line.
func (a *Answer) unread(err error) {
	var wrong *scenario.Error
	if !errors.As(err, &wrong) {
		a.problem(1, "%v", err)
		return
	}
	for _, p := range wrong.Problems {
		a.problem(p.Line, "%s", p.What)
	}
}

// tell fills in what came of a case, line by line.
func (c *Course) tell(a *Answer, ran *scenario.CaseReport) {
	for _, e := range ran.Entries {
		if e.Text != "" {
			c.Steps = append(c.Steps, Step{e.Line, e.Text, e.Status, e.Decision, e.Instead})
		}
	}
	j, err := report.Recorded(ran.Engine, ran.Plan, c.Name, time.Time{})
	if err != nil {
		a.problem(c.Line, "%v", err)
	}
	c.draw(a, &j)
}

// draw fills in where the course ends, and its pictures: those of which there is something to see.
func (c *Course) draw(a *Answer, j *report.Journey) {
	c.Place, c.Draft, c.Due = j.Jurisdiction, j.Draft, j.Due
	if j.Events == 0 {
		return
	}
	for _, segments := range [][]report.Segment{j.Stages, j.Levels, j.Courses} {
		c.Stands = append(c.Stands, segments[len(segments)-1].Title)
	}
	for _, p := range report.Pictures() {
		if p == report.DoseSheet && !dosed(j) {
			continue
		}
		var drawing bytes.Buffer
		if err := j.SVG(&drawing, p); err != nil {
			a.problem(c.Line, "%v", err)
			continue
		}
		c.Pictures = append(c.Pictures, Picture{p, drawing.String()})
	}
}

// dosed reports whether there is a dose to show.
func dosed(j *report.Journey) bool {
	for i := range j.Entries {
		if j.Entries[i].Dosing() {
			return true
		}
	}
	return false
}
