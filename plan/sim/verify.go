package sim

import (
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
)

// ErrModel is wrapped by every error about a model.
var ErrModel = errors.New("sim: faulty model")

// Finding is something that is wrong with a model or that a reader of its results should know.
type Finding struct {
	Fault bool   // the model cannot be compiled; otherwise a warning
	Path  string // where it stands in a model file: "transitions[3]"; empty for the model as a whole
	Where string // the part of the model: `transition "dropout" from "methadone"`
	What  string
}

// String writes the finding for a reader.
func (f Finding) String() string { return f.Where + ": " + f.What }

// Faults returns an error that names all findings that are faults, or nil.
func Faults(findings []Finding) error {
	var errs []error
	for _, f := range findings {
		if f.Fault {
			errs = append(errs, fmt.Errorf("%w: %v", ErrModel, f))
		}
	}
	return errors.Join(errs...)
}

// Verify returns everything that is wrong or noteworthy in a model. Faults are: names that are missing, doubled or unknown,
// shares that do not sum to one, negative rates and multipliers, hazards and effects without a source, rows whose probabilities exceed
// one, and rewards that no number can hold. Warnings are: sources that are weak or that nobody confirmed (see evidence.Provenance),
// states that no arm can reach, multipliers of 0, shares that people can miss, what never holds, services that more people start in than
// there are slots, and what a life table warns of. Compile keeps them, and
// every file made of a result carries them, so that they reach who never calls Verify.
func (m Model) Verify() []Finding {
	found := m.check()
	if Faults(found) == nil {
		if _, err := m.build(); err != nil {
			found = append(found, Finding{Fault: true, Path: m.wayAt(err), Where: "tables", What: err.Error()})
		}
	}
	return found
}

// wayAt returns the path of the first transition out of the state in whose tables an error is; empty if it is in none.
func (m Model) wayAt(err error) string {
	var of *rowError
	if !errors.As(err, &of) {
		return ""
	}
	for i, t := range m.Transitions {
		if in, _ := m.set(t.From); in[m.state(of.state)] {
			return fmt.Sprintf("transitions[%d]", i)
		}
	}
	return ""
}

// check looks at everything but the values of the tables.
func (m Model) check() []Finding {
	v := &verifier{m: m}
	v.frame()
	v.states()
	v.groupsAndArms()
	v.comparator()
	v.capacities()
	v.hazards()
	v.tallies()
	v.at("states")
	if Faults(v.found) == nil { // who can reach what makes sense only if all names do
		v.reach()
		v.passed()
		v.idle()
		v.crowded()
		v.size()
	}
	return v.found
}

// maxResult is the size in bytes of the results of a run at which a model is refused: every worker counts into its own.
const maxResult = 1e9

// size refuses a study that is so long that nothing could hold what it finds.
func (v *verifier) size() {
	v.at("horizon")
	units := float64(len(v.m.Arms) * len(v.m.groups()))
	if need := 8 * units * float64(v.m.outline().lay().size); need > maxResult {
		v.fault("model", "the results of %d cycles would need %.0f MB: shorten the horizon or lengthen the cycle", v.m.Horizon, need/1e6)
	}
}

type verifier struct {
	m     Model
	path  string // of what is being looked at
	found []Finding
}

// at notes the path of what is looked at next.
func (v *verifier) at(path string, args ...any) { v.path = fmt.Sprintf(path, args...) }

func (v *verifier) fault(where, what string, args ...any) {
	v.found = append(v.found, Finding{Fault: true, Path: v.path, Where: where, What: fmt.Sprintf(what, args...)})
}

func (v *verifier) warn(where, what string, args ...any) {
	v.found = append(v.found, Finding{Path: v.path, Where: where, What: fmt.Sprintf(what, args...)})
}

func (v *verifier) frame() {
	v.at("cycle")
	if !v.m.Cycle.Valid() {
		v.fault("model", "no length of cycle")
	}
	v.at("horizon")
	if v.m.Horizon < 1 {
		v.fault("model", "horizon of %d cycles", v.m.Horizon)
	}
	v.at("conversion")
	if !v.m.Conversion.Valid() {
		v.fault("model", "no conversion of hazards to probabilities")
	}
	if e := v.m.Episodes; e != (Episodes{}) {
		v.at("episodes")
		if _, ok := v.m.set(e.In); !ok || e.Last < 1 || e.Cap < 0 {
			v.fault("episodes", "no such states as %q, or counting to %d", e.In, e.Last)
		}
	}
	seen := map[string]bool{}
	for i, l := range v.m.Leaving {
		v.at("leaving[%d]", i)
		if _, ok := v.m.set(l.Of); !ok || l.Cycles < 1 {
			v.fault("leaving", "no such states as %q, or a window of %d cycles", l.Of, l.Cycles)
		}
		if seen[l.Name] {
			v.fault("leaving", "two risk windows are named %q", l.Name)
		}
		seen[l.Name] = true
	}
}

// left reports a risk window that is not declared, and returns its cycles.
func (v *verifier) left(where, name string) int {
	if i := v.m.window(name); i >= 0 {
		return v.m.Leaving[i].Cycles
	}
	if name == "" {
		v.fault(where, "depends on the time since leaving, but no risk window without a name is declared")
	} else {
		v.fault(where, "no risk window %q", name)
	}
	return 0
}

// since looks at a limit by a risk window.
func (v *verifier) since(where, left string, w Window) {
	if left == "" && w.Always() {
		return
	}
	if cycles := v.left(where, left); cycles > 0 && w.From >= cycles {
		v.warn(where, "begins %d cycles after leaving, when the risk window of %d cycles is closed", w.From, cycles)
	}
}

func (v *verifier) states() {
	v.at("states")
	if len(v.m.States) == 0 {
		v.fault("model", "no states")
	}
	seen := map[string]bool{"": true}
	for i, s := range v.m.States {
		v.at("states[%d]", i)
		if seen[s.Name] {
			v.fault("states", "the name %q is empty or used twice", s.Name)
		}
		seen[s.Name] = true
		for i, b := range s.Bands {
			if b < 1 || i > 0 && b <= s.Bands[i-1] {
				v.fault("state "+quote(s.Name), "bands %v do not rise from 1", s.Bands)
			}
		}
	}
	for i, s := range v.m.States {
		v.at("states[%d]", i)
		for _, tag := range s.Tags {
			if seen[tag] {
				v.fault("state "+quote(s.Name), "the tag %q is empty or the name of a state", tag)
			}
		}
	}
}

func (v *verifier) known(where, name string) {
	if _, ok := v.m.set(name); !ok {
		v.fault(where, "no state or tag %q", name)
	}
}

func (v *verifier) groupsAndArms() {
	total, names := 0.0, map[string]bool{"": true}
	for i, g := range v.m.groups() {
		v.at("groups[%d]", i)
		if names[g.Name] {
			v.fault("groups", "the name %q is empty or used twice", g.Name)
		}
		if err := probability(g.Share); err != nil {
			v.fault("group "+quote(g.Name), "%v", err)
		}
		if !(g.Age >= 0 && g.Age < 130) {
			v.fault("group "+quote(g.Name), "age %v", g.Age)
		}
		names[g.Name], total = true, total+g.Share
	}
	v.at("groups")
	if !sumsToOne(total) {
		v.fault("groups", "the shares sum to %v", total)
	}
	v.at("arms")
	if len(v.m.Arms) == 0 {
		v.fault("model", "no arms")
	}
	arms := map[string]bool{"": true}
	for i, a := range v.m.Arms {
		v.at("arms[%d]", i)
		where := "arm " + quote(a.Name)
		if arms[a.Name] {
			v.fault(where, "the name is empty or used twice")
		}
		arms[a.Name] = true
		v.start(where, a.Start)
		for group, start := range a.ByGroup {
			if !slices.ContainsFunc(v.m.Groups, func(g Group) bool { return g.Name == group }) {
				v.fault(where, "no group %q", group)
			}
			v.start(where+", group "+quote(group), start)
		}
	}
}

// comparator reports an arm to compare with that the model does not have.
func (v *verifier) comparator() {
	v.at("comparator")
	if name := v.m.Comparator; name != "" && !slices.ContainsFunc(v.m.Arms, func(a Arm) bool { return a.Name == name }) {
		v.fault("model", "no arm %q to compare with", name)
	}
}

func (v *verifier) start(where string, start map[string]float64) {
	total := 0.0
	for name, share := range start {
		if v.m.state(name) < 0 {
			v.fault(where, "starts in %q, which is no state", name)
		}
		if err := probability(share); err != nil {
			v.fault(where, "start in %q: %v", name, err)
		}
		total += share
	}
	if !sumsToOne(total) {
		v.fault(where, "the start shares sum to %v", total)
	}
}

func (v *verifier) hazards() {
	names := map[string]bool{}
	for i, e := range v.m.Events {
		v.at("events[%d]", i)
		where := "event " + quote(e.Name)
		if e.Name == "" {
			v.fault(where, "no name")
		}
		names[e.Name] = true
		v.known(where, e.In)
		v.hazard(where, e.Hazard, e.Source)
	}
	for i, t := range v.m.Transitions {
		v.at("transitions[%d]", i)
		v.transition("transition", t, names)
	}
	for n, a := range v.m.Arms {
		for i, t := range a.Replace {
			v.at("arms[%d].replace[%d]", n, i)
			v.transition("arm "+quote(a.Name)+", transition", t, names)
		}
	}
	v.effects("effect", "effects", v.m.Effects, names)
	for i, a := range v.m.Arms {
		v.effects("arm "+quote(a.Name)+", effect", fmt.Sprintf("arms[%d].effects", i), a.Effects, names)
	}
	v.frailties(names)
	v.at("transitions")
	v.doubled()
}

func (v *verifier) transition(kind string, t Transition, names map[string]bool) {
	where := fmt.Sprintf("%s %q from %q", kind, t.Name, t.From)
	if t.Name == "" && t.To != "" {
		where = fmt.Sprintf("%s %q", kind, t.From+" → "+t.To)
	}
	v.known(where, t.From)
	v.hazard(where, t.Hazard, t.Source)
	if (t.To == "") == (len(t.Branches) == 0) {
		v.fault(where, "needs either a state it leads to or branches")
	}
	total := 0.0
	for _, b := range t.outcomes() {
		if v.m.state(b.To) < 0 {
			v.fault(where, "leads to %q, which is no state", b.To)
		}
		if err := probability(b.Share); err != nil {
			v.fault(where, "branch to %q: %v", b.To, err)
		}
		total += b.Share
	}
	if !sumsToOne(total) {
		v.fault(where, "the branches sum to %v", total)
	}
	if t.Name == "" && t.To == "" {
		v.fault(where, "a transition with branches needs a name")
	}
	if from, ok := v.m.set(t.From); ok {
		for s := range v.m.States {
			if from[s] {
				names[v.m.label(t, s)] = true
				if t.To == v.m.States[s].Name {
					v.fault(where, "leads back to where it starts")
				}
			}
		}
	}
}

func (v *verifier) effects(kind, path string, effects []Effect, names map[string]bool) {
	for i, e := range effects {
		v.at("%s[%d]", path, i)
		where := fmt.Sprintf("%s %d on %q", kind, i, e.On)
		if !names[e.On] {
			v.fault(where, "no transition or event has that name; there are %q", slices.Sorted(maps.Keys(names)))
		}
		if err := nonNegative("multiplier", e.By); err != nil {
			v.fault(where, "%v", err)
		}
		if e.By == 0 {
			v.warn(where, "multiplies by 0 and so takes the hazard away: was the multiplier forgotten?")
		}
		if e.By > 0 && e.By < 1 && v.certain(e.On) {
			v.fault(where, "multiplies a certain end by %v: say what share leaves, with ScheduledShare", e.By)
		}
		if e.When.State != "" {
			v.known(where, e.When.State)
		}
		if e.When.Group != "" && !slices.ContainsFunc(v.m.Groups, func(g Group) bool { return g.is(e.When.Group) }) {
			v.fault(where, "no group or tag %q", e.When.Group)
		}
		v.since(where, e.When.Left, e.When.SinceLeaving)
		if !e.When.InEpisode.Always() && v.m.Episodes.Last == 0 {
			v.fault(where, "depends on the time in the episode, but episodes are not counted")
		}
		v.episode(where, e.When.Episode)
		if !e.When.Age.Always() {
			v.aged(where, e.When.Group)
		}
		for clock, w := range e.When.clocks() {
			if w.empty() {
				v.fault(where, "the window %d to %d of the clock %v is empty", w.From, w.To, clock)
			}
		}
		v.source(where, e.Source)
	}
}

// certain reports whether a transition of that name takes everybody at a scheduled time.
func (v *verifier) certain(label string) bool {
	for a := range v.m.Arms {
		for s := range v.m.States {
			if slices.ContainsFunc(v.m.ways(a, s), func(t Transition) bool { return v.m.label(t, s) == label && t.Hazard.goesOn() }) {
				return true
			}
		}
	}
	return false
}

func quote(s string) string { return fmt.Sprintf("%q", s) }

func sumsToOne(x float64) bool { return math.Abs(x-1) <= 1e-9 }
