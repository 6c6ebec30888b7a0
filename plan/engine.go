package plan

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/exposure"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages"
)

// Config is what an engine is made of. Jurisdiction and Rules are required: there is no safe world-wide default.
type Config struct {
	Jurisdiction Jurisdiction
	Pack         string // name and version of the rules, for the basis of decisions
	Rules        []Rule
	Duties       []Duty
	Alternatives []Alternative // what Instead asks where an intent is refused

	Journey *stages.Pathway[stages.Stage]  // nil: stages.Journey
	Care    *stages.Pathway[stages.Level]  // nil: stages.Care
	Courses *stages.Pathway[stages.Course] // nil: stages.Medication

	// Conditions answer the guards of the pathways. Those of the built-in pathways are answered by the engine; an entry here
	// goes before it. A guard that nobody answers is unknown, and the move is undetermined.
	Conditions map[stages.Condition]func(*View) truth.Value

	// MayOverride says whether an actor may override a rule; nil: whoever is named may override what can be overridden. An override
	// that does not count leaves the finding as it is.
	MayOverride func(by record.Actor, rule RuleID) bool

	// Renamed are old IDs of rules with the IDs that they have now: scripts, overrides and layers that name them go on to be read.
	// An old ID with several successors is an error where it is used, which names them.
	Renamed map[RuleID][]RuleID

	// Exhaustive asks facts also where a broader one does not hold, of which they are said to be part (Fact.Within): slower, with the
	// same answers. It is for the test of a catalogue.
	Exhaustive bool

	// Reads are parameters that no rule or duty reads and that the host reads itself, with LimitOn: a jurisdiction may set them. Any
	// other setting that nobody reads is an error, unless the engine has no duties.
	Reads []AnyParam
}

// Engine judges events by one set of rules and one jurisdiction. It is immutable and safe for concurrent use; it holds no plans,
// reads no clock and does no input or output.
type Engine struct {
	jurisdiction Jurisdiction
	name         string
	zone         *time.Location
	settings     resolved
	limits       limits
	renamed      map[RuleID][]RuleID
	mayOverride  func(record.Actor, RuleID) bool
	exhaustive   bool
	rules        []Rule
	duties       []Duty           // those that the jurisdiction does not leave out
	duty         map[RuleID]*Duty // every one, by its ID
	byID         map[record.RuleID]*Rule
	named        map[RuleID][]RuleID // rules that stand for another one here
	dispatch     *dispatch           // to the rules that the jurisdiction does not leave out
	journey      *stages.Pathway[stages.Stage]
	care         *stages.Pathway[stages.Level]
	courses      *stages.Pathway[stages.Course]
	conditions   map[stages.Condition]func(*View) truth.Value
	origin       state
	params       map[ParamID]AnyParam
	alternatives []Alternative
	basis        Basis
	notice       string // for decisions about days after those that are confirmed
}

// New builds an engine. It reports every incomplete rule, every duplicate rule, alias or duty, every setting without
// a citation, every statement of a source that two citations call confirmed differently, and every layer of the jurisdiction that
// loosens a limit without saying so.
func New(c Config) (*Engine, error) {
	e := &Engine{jurisdiction: c.Jurisdiction.clone(), name: c.Jurisdiction.Name(), zone: c.Jurisdiction.zone(), conditions: builtInConditions(),
		renamed: c.Renamed, mayOverride: c.MayOverride, exhaustive: c.Exhaustive}
	for name, answer := range c.Conditions {
		e.conditions[name] = answer
	}
	e.journey = orDefault(c.Journey, stages.Journey)
	e.care = orDefault(c.Care, stages.Care)
	e.courses = orDefault(c.Courses, stages.Medication)
	e.origin = state{stage: e.journey.Start(), level: e.care.Start(), course: e.courses.Start(), known: new(known)}

	var errs []error
	if c.Jurisdiction.ID == "" || c.Jurisdiction.Version == "" {
		errs = append(errs, errors.New("plan: no engine without a jurisdiction that has an ID and a version"))
	}
	if e.zone == nil {
		errs = append(errs, fmt.Errorf("plan: jurisdiction %q has no time zone: nobody knows when its days begin", c.Jurisdiction.ID))
		e.zone = time.UTC
	}
	e.origin.body = exposure.New(e.zone)
	if len(c.Rules) == 0 {
		errs = append(errs, errors.New("plan: no engine without rules"))
	}
	var err error
	e.settings, err = e.jurisdiction.resolve()
	errs = append(errs, err, e.takeDuties(c.Duties), e.takeRules(c.Rules), e.takeParams(c.Reads), e.takeAlternatives(c.Alternatives),
		evidence.Consistent(e.citations()...))
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	e.limits = e.settings.tabulate(e.rules)
	e.makeBasis(c.Pack)
	return e, nil
}

func orDefault[S ~string](p *stages.Pathway[S], builtIn func() *stages.Pathway[S]) *stages.Pathway[S] {
	if p != nil {
		return p
	}
	return builtIn()
}

func (e *Engine) takeRules(rules []Rule) error {
	var active []*Rule
	stack := ruleStack{catalogue: slices.Concat(coreRules(), cloned(rules))}
	for _, layer := range e.jurisdiction.layers() {
		stack.lay(layer)
	}
	e.rules = stack.catalogue
	e.byID = make(map[RuleID]*Rule, 2*len(e.rules))
	e.named = make(map[RuleID][]RuleID)
	errs := stack.errs
	omitted := e.omitted()
	for i := range e.rules {
		r := &e.rules[i]
		errs = append(errs, r.Validate())
		for _, id := range append([]RuleID{r.ID}, r.Aliases...) {
			if e.byID[id] != nil {
				errs = append(errs, fmt.Errorf("plan: duplicate rule %q", id))
			}
			e.byID[id] = r
		}
		r.declared, r.place = declare(r.Needs), i
		if !omitted[r.ID] {
			active = append(active, r)
		}
		for _, old := range r.Replaces {
			e.named[old] = append(e.named[old], r.ID)
		}
	}
	e.dispatch = newDispatch(active, e.exhaustive)
	errs = append(errs, e.checkOmissions()...)
	return errors.Join(errs...)
}

// checkOmissions reports rules that are left out without a reason or a source, that do not exist, or that nobody may leave out.
func (e *Engine) checkOmissions() (errs []error) {
	for _, o := range e.Omissions() {
		r := e.byID[o.Rule]
		switch {
		case r == nil && len(e.named[o.Rule]) == 0 && e.duty[o.Rule] == nil:
			errs = append(errs, fmt.Errorf("plan: jurisdiction %s leaves out the rule %q, which does not exist", e.jurisdiction.ID, o.Rule))
		case r != nil && r.Essential:
			errs = append(errs, fmt.Errorf("plan: jurisdiction %s leaves out the rule %q, which nobody may leave out", e.jurisdiction.ID,
				o.Rule))
		case strings.TrimSpace(o.Why) == "":
			errs = append(errs, fmt.Errorf("plan: jurisdiction %s leaves out the rule %q without a reason", e.jurisdiction.ID, o.Rule))
		case len(o.Cites) == 0:
			errs = append(errs, fmt.Errorf("plan: jurisdiction %s leaves out the rule %q without a source", e.jurisdiction.ID, o.Rule))
		}
	}
	return errs
}

// wakes reports whether the event can matter to the rule.
func (r *Rule) wakes(v *View) bool {
	return v.acts.Means().Any(r.Watches) && v.acts.Concern(r.About)
}

// citations returns every citation of the rules, the duties and the jurisdiction.
func (e *Engine) citations() (all []evidence.Citation) {
	for i := range e.rules {
		all = append(all, e.rules[i].Cites...)
	}
	for i := range e.duties {
		all = append(all, e.duties[i].Cites...)
	}
	for i := range e.alternatives {
		all = append(all, e.alternatives[i].Cites...)
	}
	for _, layer := range e.jurisdiction.layers() {
		for i := range layer.Settings {
			all = append(all, layer.Settings[i].Cites...)
		}
		for i := range layer.Omits {
			all = append(all, layer.Omits[i].Cites...)
		}
	}
	return all
}

func (e *Engine) omitted() map[record.RuleID]bool {
	omitted := make(map[record.RuleID]bool)
	for _, o := range e.Omissions() {
		omitted[o.Rule] = true
	}
	return omitted
}

func (e *Engine) takeDuties(duties []Duty) error {
	var errs []error
	all := cloned(duties)
	e.duty = make(map[RuleID]*Duty, len(all))
	omitted := e.omitted()
	for i := range all {
		d := &all[i]
		errs = append(errs, d.Validate())
		if e.duty[d.ID] != nil {
			errs = append(errs, fmt.Errorf("plan: duplicate duty %q", d.ID))
		}
		e.duty[d.ID] = d
		d.declared = declare(d.Needs)
		if !omitted[d.ID] {
			e.duties = append(e.duties, *d)
		}
	}
	return errors.Join(errs...)
}

// takeParams collects the parameters that the rules, the duties and the host read. It reports two that have one ID, and settings that
// nobody reads: a slip that would set nothing.
func (e *Engine) takeParams(reads []AnyParam) error {
	e.params = make(map[ParamID]AnyParam)
	var errs []error
	take := func(params []AnyParam) {
		for _, p := range params {
			if have := e.params[p.ID()]; have != nil && have != p {
				errs = append(errs, fmt.Errorf("plan: duplicate parameter %q", p.ID()))
			}
			e.params[p.ID()] = p
		}
	}
	take(reads)
	for i := range e.rules {
		take(e.rules[i].Parameters())
	}
	for i := range e.duties {
		take(e.duties[i].Parameters())
	}
	if len(e.duties) == 0 { // the settings of duties stay unread where nobody asks what is due
		return errors.Join(errs...)
	}
	for _, layer := range e.jurisdiction.layers() {
		for i := range layer.Settings {
			if s := &layer.Settings[i]; s.param != nil && (e.params[s.param.id] == nil || e.params[s.param.id].ref() != s.param) {
				errs = append(errs, fmt.Errorf("plan: jurisdiction %s sets %s, which no rule reads", layer.ID, s.param.id))
			}
		}
	}
	return errors.Join(errs...)
}

// Parameter finds a parameter that the engine reads by its ID.
func (e *Engine) Parameter(id ParamID) (AnyParam, bool) {
	p, ok := e.params[id]
	return p, ok
}

// Jurisdiction returns the jurisdiction that the engine judges by.
func (e *Engine) Jurisdiction() Jurisdiction { return e.jurisdiction.clone() }

// Zone returns the time zone in which the engine's days begin and end.
func (e *Engine) Zone() *time.Location { return e.zone }

// Journey returns the pathway of stages.
func (e *Engine) Journey() *stages.Pathway[stages.Stage] { return e.journey }

// Care returns the pathway of levels of care.
func (e *Engine) Care() *stages.Pathway[stages.Level] { return e.care }

// Courses returns the pathway of the medication course.
func (e *Engine) Courses() *stages.Pathway[stages.Course] { return e.courses }

// Rules returns the rules in the order of the catalogue, with the ones that the jurisdiction omits.
func (e *Engine) Rules() []Rule { return cloned(e.rules) }

// Omissions returns the rules that the jurisdiction takes out, with reasons.
func (e *Engine) Omissions() []Omission {
	var all []Omission
	for _, layer := range e.jurisdiction.layers() {
		for _, o := range layer.Omits {
			all = append(all, o.clone())
		}
	}
	return all
}

// Settings returns the history of a parameter after layering, newest first; nil if the jurisdiction does not set it.
func (e *Engine) Settings(p AnyParam) []Setting { return cloned(e.settings[p.ref()]) }

// SettingOn returns what a parameter is set to on a day; ok is false where it is not set. LimitOn gives the value with its type.
func (e *Engine) SettingOn(p AnyParam, day civil.Date) (s Setting, ok bool) {
	if in := e.setting(p.ref(), day); in != nil {
		return in.clone(), true
	}
	return Setting{}, false
}

// setting returns the value of a parameter in force on the day; nil if there is none.
func (e *Engine) setting(param *key, day civil.Date) *Setting { return e.limits.on(day).of(param) }
