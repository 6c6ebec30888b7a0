package main

import (
	"errors"
	"fmt"
	"io"
	"strconv"

	"github.com/oudpath/oudpath/plan/sim"
	"github.com/oudpath/oudpath/plan/sim/report"
	"github.com/oudpath/oudpath/plan/sim/studyfile"
)

// open lets people start as the study says; nil if it names no inflow.
func open(study *studyfile.Study, r *sim.Result) (*sim.Open, error) {
	if study.Inflow == nil {
		return nil, nil
	}
	return r.Open(study.Inflow.At(r.Compiled().Horizon())...)
}

// tellPeople prints how many people of an open cohort are where at the end.
func tellPeople(out io.Writer, study *studyfile.Study, r *sim.Result) error {
	s, _, err := peopleOf(study, r)
	if len(s.Rows) == 0 || err != nil {
		return err
	}
	fmt.Fprintln(out)
	return table(out, s)
}

// peopleOf is what an open cohort adds to a page, and the cohort; nil if the study names no inflow.
func peopleOf(study *studyfile.Study, r *sim.Result) (report.Section, *sim.Open, error) {
	s := report.Section{Head: []string{"arm", "state", "people"},
		Note: "People start as the study says, and each lives as the people of the result do."}
	o, err := open(study, r)
	if o == nil || err != nil {
		return s, nil, err
	}
	c := r.Compiled()
	last := c.Horizon()
	s.Title = fmt.Sprintf("Where people are of the %s who have started, at moment %d", number(o.Started()[last]), last)
	for _, arm := range c.Arms() {
		for _, state := range c.States() {
			people, err := o.People(arm, state)
			if err != nil {
				return s, nil, err
			}
			s.Rows = append(s.Rows, []string{arm, state, fmt.Sprintf("%.1f", people[last])})
		}
	}
	for n, arm := range c.Arms() {
		f, err := report.People(c, o, arm)
		if err != nil {
			return s, nil, err
		}
		s.Figures = append(s.Figures, report.Drawing{Name: fmt.Sprintf("people-%d", n+1), Figure: f})
	}
	return s, o, nil
}

// yearsOf is what the people of an open cohort gather of every reward in each year of the calendar; no title if the study has none of it.
// A reward that depends on the calendar is left out, with the reason in the note.
func yearsOf(study *studyfile.Study, r *sim.Result) (report.Section, error) {
	s := report.Section{Head: []string{"arm", "reward", "year", "of all people"},
		Note: "A cycle belongs to the year in which it begins; values are discounted to the start of the first."}
	o, err := open(study, r)
	if o == nil || err != nil {
		return s, err
	}
	c := r.Compiled()
	for _, arm := range c.Arms() {
		for _, name := range c.Rewards() {
			cycles, err := o.RewardByCycle(arm, name)
			if errors.Is(err, sim.ErrStudy) {
				if arm == c.Arms()[0] {
					s.Note += " Left out: " + err.Error() + "."
				}
				continue
			}
			if err != nil {
				return s, err
			}
			s.Title = "What people gather by year"
			for year, x := range c.ByYear(cycles) {
				s.Rows = append(s.Rows, []string{arm, name, strconv.Itoa(year + 1), number(x)})
			}
		}
	}
	return s, nil
}
