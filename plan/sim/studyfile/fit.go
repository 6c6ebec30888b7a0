package studyfile

import (
	"errors"
	"fmt"
	"slices"

	"github.com/oudpath/oudpath/plan/sim"
)

// fits reports what the parts of a study outside of the model say of it and it does not have.
func (s *Study) fits() error {
	var errs []error
	fault := func(path, what string, args ...any) { errs = append(errs, s.at(path, what, args...)) }
	if s.Draws.Number == 0 && s.root.Member("draws") != nil {
		fault("draws", "0 draws")
	}
	if e := s.Economics; e != nil {
		for member, name := range map[string]string{"cost": e.Cost, "effect": e.Effect} {
			if !s.rewards(name) {
				fault("economics."+member, "no reward %q", name)
			}
		}
		if e.Cost == e.Effect {
			fault("economics.effect", "%q is the cost", e.Effect)
		}
		if !slices.IsSorted(e.Thresholds) {
			fault("economics.thresholds", "they do not rise")
		}
		for i, name := range e.Among {
			if !s.arm(name) || slices.Contains(e.Among[:i], name) {
				fault(fmt.Sprintf("economics.among[%d]", i), "%q is no arm, or given twice", name)
			}
		}
		names := map[string]bool{}
		for i, r := range e.Research {
			at := fmt.Sprintf("economics.research[%d]", i)
			if names[r.Name] || r.Name == "" {
				fault(at, "the name %q is empty or used twice", r.Name)
			}
			names[r.Name] = true
			if err := s.research(r); err != nil {
				fault(at, "%w", err)
			}
		}
	}
	if s.Inflow != nil {
		if err := s.Inflow.check(); err != nil {
			fault("inflow.then", "%w", err)
		}
	}
	for i, t := range s.Targets {
		at := fmt.Sprintf("targets[%d]", i)
		if slices.ContainsFunc(s.Targets[:i], func(other Target) bool { return other.Name == t.Name && other.Arm == t.Arm }) || t.Name == "" {
			fault(at, "the name %q is empty or used twice in the arm %q", t.Name, t.Arm)
		}
		if err := s.target(t); err != nil {
			fault(at, "%w", err)
		}
	}
	return errors.Join(errs...)
}

func (s *Study) rewards(name string) bool {
	return slices.ContainsFunc(s.Model.Rewards, func(r sim.Reward) bool { return r.Name == name })
}

func (s *Study) arm(name string) bool {
	return slices.ContainsFunc(s.Model.Arms, func(a sim.Arm) bool { return a.Name == name })
}

// target says what is wrong with a target.
func (s *Study) target(t Target) error {
	kinds := map[string]struct {
		name  string
		known func(sim.Model) bool
	}{
		"state": {t.State, func(m sim.Model) bool { return in(m.States, t.State) }},
		"years": {t.Years, func(m sim.Model) bool { return in(m.States, t.Years) }},
		"measure": {t.Measure, func(m sim.Model) bool {
			return slices.ContainsFunc(m.Measures, func(d sim.Measure) bool { return d.Name == t.Measure })
		}},
		"event": {t.Event, func(m sim.Model) bool {
			return slices.ContainsFunc(m.Events, func(e sim.Event) bool { return e.Name == t.Event })
		}},
		"reward": {t.Reward, func(sim.Model) bool { return s.rewards(t.Reward) }},
	}
	given := 0
	for kind, k := range kinds {
		if k.name == "" {
			continue
		}
		if given++; !k.known(s.Model) {
			return fmt.Errorf("no %s %q", kind, k.name)
		}
	}
	switch p := t.Published; {
	case given != 1:
		return fmt.Errorf("one of state, measure, event, reward and years is needed, not %d", given)
	case !s.arm(t.Arm):
		return fmt.Errorf("no arm %q", t.Arm)
	case t.Against != "" && !s.arm(t.Against):
		return fmt.Errorf("no arm %q", t.Against)
	case t.At < 0 || t.At > s.Model.Horizon:
		return fmt.Errorf("the moment %d is not one of 0 to %d", t.At, s.Model.Horizon)
	case (t.Reward != "" || t.Years != "") && t.At != 0:
		return errors.New("a reward and years are of the whole study, and have no moment")
	case p.Known() && !(p.Low <= p.Value && p.Value <= p.High):
		return fmt.Errorf("%v does not lie between %v and %v", p.Value, p.Low, p.High)
	case t.Per < 0:
		return fmt.Errorf("%v people", t.Per)
	}
	return t.Source.Validate()
}

// in reports whether the name is that of a state or a tag.
func in(states []sim.State, name string) bool {
	return slices.ContainsFunc(states, func(s sim.State) bool { return s.Name == name || slices.Contains(s.Tags, name) })
}
