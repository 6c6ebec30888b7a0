package look

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/calendar"
	"github.com/oudpath/oudpath/plan/report"
	"github.com/oudpath/oudpath/plan/truth"
)

// Ask is what days ahead are asked for, beginning where a course ends.
type Ask struct {
	Course  string            `json:"course"` // one of Courses
	Product string            `json:"product"`
	Setting string            `json:"setting"` // empty: not known
	Answers map[string]string `json:"answers"` // to the questions of the answer before: "30 mg", or a number of days
}

// Ahead are days ahead as a calendar proposes them: nothing of it is an order.
type Ahead struct {
	Problem   string     `json:"problem,omitempty"` // why there are none
	Title     string     `json:"title"`
	Standing  string     `json:"standing"`
	Days      []Day      `json:"days"`
	Questions []Question `json:"questions"` // what no source says, for a prescriber to decide
	Notes     []string   `json:"notes"`
	SVG       string     `json:"svg"` // the doses by day, those on record and those that are proposed
}

// Day is a day of a calendar.
type Day struct {
	Date     string   `json:"date"`
	What     string   `json:"what"`
	Why      string   `json:"why,omitempty"`
	Standing string   `json:"standing"`
	Lines    []string `json:"lines"`
}

// Question is something that a prescriber has to decide.
type Question struct {
	ID    string `json:"id"`
	Text  string `json:"text"`
	Range string `json:"range,omitempty"`
}

// Named is something that can be chosen.
type Named struct {
	ID    string `json:"id"`
	Title string `json:"title"`
}

// course is a way to propose days.
type course struct {
	Named
	make func(*plan.Engine, plan.Plan, calendar.Request) (calendar.Calendar, error)
}

// courses are those that need nothing to be known but what Ask holds.
func courses() []course {
	all := []course{
		{Named{"titrate", "Methadone: slow start and rise"}, calendar.Titrate},
		{Named{"missed", "Methadone: the way back after missed doses"}, calendar.Missed},
		{Named{"take-home", "Methadone: doses to take home"}, calendar.TakeHome},
		{Named{"injections", "Long-acting injections"}, calendar.Injections},
		{Named{"to-methadone", "From buprenorphine to methadone"}, calendar.ToMethadone},
		{Named{"to-naltrexone", "To naltrexone"}, calendar.ToNaltrexone},
	}
	for _, s := range calendar.Schedules() {
		all = append(all, course{Named{s.ID, s.Title}, func(e *plan.Engine, p plan.Plan, r calendar.Request) (calendar.Calendar, error) {
			return calendar.Follow(e, p, s, r)
		}})
	}
	for _, way := range calendar.TaperPlans() {
		all = append(all, course{Named{way.ID, way.Title}, func(e *plan.Engine, p plan.Plan, r calendar.Request) (calendar.Calendar, error) {
			return calendar.Taper(e, p, way, r)
		}})
	}
	return all
}

// Choices are what can be asked for.
type Choices struct {
	Courses  []Named `json:"courses"`
	Products []Named `json:"products"`
	Settings []Named `json:"settings"`
}

// All returns what can be asked for.
func All() (c Choices) {
	for _, one := range courses() {
		c.Courses = append(c.Courses, one.Named)
	}
	for _, p := range medication.Products() {
		c.Products = append(c.Products, Named{string(p.ID()), p.Name()})
		for _, s := range p.Settings() {
			if one := (Named{s.String(), s.String()}); !slices.Contains(c.Settings, one) {
				c.Settings = append(c.Settings, one)
			}
		}
	}
	return c
}

// After proposes days after one of the courses of a text, by its place from 0.
func After(text string, open int, ask Ask) Ahead {
	ahead, err := after(text, open, ask)
	if err != nil {
		return Ahead{Problem: err.Error(), Days: []Day{}, Questions: []Question{}, Notes: []string{}}
	}
	return ahead
}

func after(text string, open int, ask Ask) (out Ahead, err error) {
	var way *course
	for _, one := range courses() {
		if one.ID == ask.Course {
			way = &one
		}
	}
	if way == nil {
		return out, fmt.Errorf("there is no course %q", ask.Course)
	}
	answer := look(text, open)
	if len(answer.Problems) > 0 || answer.end.engine == nil || answer.end.plan.Len() == 0 {
		return out, errors.New("the text has to be read whole, and hold an event, before days can follow it")
	}
	engine, p := answer.end.engine, answer.end.plan
	r := calendar.Request{At: p.Last(), Product: medication.ProductID(ask.Product), Watched: truth.Yes, Answers: calendar.Answers{}}
	if ask.Setting != "" {
		if err := r.Setting.UnmarshalText([]byte(ask.Setting)); err != nil {
			return out, err
		}
	}
	for id, said := range ask.Answers {
		if said = strings.TrimSpace(said); said == "" {
			continue
		}
		if r.Answers[id], err = decided(said); err != nil {
			return out, fmt.Errorf("%q is neither an amount such as 30 mg nor a number of days", said)
		}
	}
	c, err := way.make(engine, p, r)
	if err != nil {
		return out, err
	}
	return shown(engine, p, &c)
}

// decided reads an answer: an amount, or a number of days.
func decided(said string) (a calendar.Answer, err error) {
	if _, err = fmt.Sscanf(said+"\n", "%d\n", &a.Days); err == nil {
		return a, nil
	}
	a.Days = 0
	a.Amount, err = medication.ParseMass(said)
	return a, err
}

// shown writes a calendar as data.
func shown(engine *plan.Engine, p plan.Plan, c *calendar.Calendar) (Ahead, error) {
	out := Ahead{Title: c.Title, Standing: string(c.Standing()), Days: []Day{}, Questions: []Question{}, Notes: []string{}}
	for i := range c.Days {
		d := &c.Days[i]
		out.Days = append(out.Days, Day{d.Date.String(), d.Summary(), d.Why, string(d.Standing()), append([]string{}, d.Lines()...)})
	}
	for i := range c.Questions {
		q := &c.Questions[i]
		out.Questions = append(out.Questions, Question{q.ID, q.Text, q.Range()})
	}
	for _, note := range c.Notes {
		out.Notes = append(out.Notes, note.Text)
	}
	j, err := report.Recorded(engine, p, "", time.Time{})
	if err != nil {
		return out, err
	}
	j.Propose(c)
	j.Entries = since(j.Entries, &j)
	var drawing bytes.Buffer
	if err := j.SVG(&drawing, report.DoseSheet); err != nil {
		return out, err
	}
	out.SVG = drawing.String()
	return out, nil
}

// weeks is how much of what is on record is drawn beside what is proposed, in days.
const weeks = 28

func since(entries []report.Entry, j *report.Journey) (late []report.Entry) {
	from := j.To.Add(-weeks)
	for _, e := range entries {
		if !e.Day.Before(from) {
			late = append(late, e)
		}
	}
	return late
}
