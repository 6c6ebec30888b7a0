package studyfile

import (
	"errors"
	"fmt"
	"slices"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/sim"
	"github.com/oudpath/oudpath/plan/sim/attendance"
	"github.com/oudpath/oudpath/plan/sim/document"
)

// attendances asks for the reward of that name: how often people have to come to a programme at least, by the time in treatment, where
// they take home as much methadone as the rule of a place allows. See package attendance.
type attendances struct {
	Of        names      `document:"required"` // states, or tags of states, that are treatment with methadone at a programme
	TakeHomes string     `document:"required"` // the place, as package jurisdiction knows it: us, us-2001, us-mi
	On        civil.Date `document:"required"` // the day whose rule it is

	courses map[string][]attendance.Stretch // by place
}

// The names of what is made: the reward, the tag of states that are treatment, and that of all others, since which were left time runs.
const (
	attended     = "attendances"
	attending    = "attending"
	notAttending = "not attending"
)

// add adds the reward to the model, with the rule of another place for some arms.
func (a *attendances) add(m *sim.Model, rules map[string]string) error {
	in := make([]bool, len(m.States))
	for _, name := range a.Of {
		found := false
		for i, s := range m.States {
			is := s.Name == name || slices.Contains(s.Tags, name)
			in[i], found = in[i] || is, found || is
		}
		if !found {
			return fmt.Errorf("no state or tag %q", name)
		}
	}
	r := sim.Reward{Name: attended, Timing: sim.CycleStart}
	longest := 0
	single := slices.Index(in, true)
	several := slices.Contains(in[single+1:], true)
	for _, arm := range m.Arms {
		place := a.TakeHomes
		if other, ok := rules[arm.Name]; ok {
			place = other
		}
		course := a.courses[place]
		longest = max(longest, course[len(course)-1].In.From)
		if several {
			r.Parts = append(r.Parts, sinceEntry(arm.Name, course)...)
		} else {
			r.Parts = append(r.Parts, inState(arm.Name, m.States[single].Name, course)...)
		}
	}
	m.Rewards = append(slices.Clone(m.Rewards), r)
	if !several {
		return nil
	}
	return clockTreatment(m, in, longest)
}

// askPlaces looks up how often people attend by the rules of all places that the study names, once.
func (s *Study) askPlaces(w written, engine func(place string) (*plan.Engine, error)) error {
	a := w.Attendances
	if a == nil {
		return nil
	}
	var cycle sim.Cycle
	if err := document.DecodeAt(s.model.Member("cycle"), &cycle, "model.cycle"); err != nil {
		return err
	}
	all, err := w.Policies.with(s.Base)
	if err != nil {
		return err
	}
	asked := map[string]string{a.TakeHomes: "attendances.takeHomes"}
	for _, of := range w.WhatIf {
		for _, name := range of {
			if place := all[name].TakeHomes; place != "" {
				asked[place] = "policies." + name + ".takeHomes"
			}
		}
	}
	a.courses = map[string][]attendance.Stretch{}
	for place, at := range asked {
		if a.courses[place], err = course(engine, place, a.On, cycle); err != nil {
			return s.at(at, "%w", err)
		}
	}
	return nil
}

func course(engine func(place string) (*plan.Engine, error), place string, on civil.Date, cycle sim.Cycle) ([]attendance.Stretch, error) {
	if engine == nil {
		return nil, errors.New("no place can be asked here")
	}
	e, err := engine(place)
	if err != nil {
		return nil, err
	}
	return attendance.Required(e, on, cycle)
}

// inState are the parts of a single state, in which the time in treatment is that in the state.
func inState(arm, state string, course []attendance.Stretch) []sim.Part {
	var parts []sim.Part
	for _, s := range course {
		parts = append(parts, sim.Part{In: state, InState: s.In, Arm: arm, Per: sim.Week, Value: s.Weekly, Source: s.Source})
	}
	return parts
}

// sinceEntry are the parts of several states, between which people change while they are in treatment: the last frequency at all times, and
// what others are more for as long as they hold.
func sinceEntry(arm string, course []attendance.Stretch) []sim.Part {
	last := course[len(course)-1]
	parts := []sim.Part{{In: attending, Arm: arm, Per: sim.Week, Value: last.Weekly, Source: last.Source}}
	for _, s := range course[:len(course)-1] {
		parts = append(parts, sim.Part{In: attending, Left: notAttending, SinceLeaving: s.In, Arm: arm, Per: sim.Week, Value: s.Weekly - last.Weekly,
			Source: s.Source})
	}
	return parts
}

// clockTreatment makes the time in treatment a clock: since states that are none were left.
func clockTreatment(m *sim.Model, in []bool, longest int) error {
	m.States = slices.Clone(m.States)
	for i := range m.States {
		s := &m.States[i]
		if !in[i] {
			s.Tags = append(slices.Clone(s.Tags), notAttending)
			continue
		}
		s.Tags = append(slices.Clone(s.Tags), attending)
		for _, a := range m.Arms {
			starts := a.Start[s.Name] > 0
			for _, start := range a.ByGroup {
				starts = starts || start[s.Name] > 0
			}
			if starts {
				return fmt.Errorf("people of the arm %q start in %q, and for how long they have been in treatment is not known", a.Name, s.Name)
			}
		}
	}
	if longest > 0 {
		m.Leaving = append(slices.Clone(m.Leaving), sim.Leaving{Name: notAttending, Of: notAttending, Cycles: longest})
	}
	return nil
}
