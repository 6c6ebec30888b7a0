package scenario

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/guidance"
	"github.com/oudpath/oudpath/plan/profile/gb"
	"github.com/oudpath/oudpath/plan/profile/us"
	"github.com/oudpath/oudpath/plan/record"
)

// Options say what judges a script. The zero Options are the built-in rules, duties and profiles.
type Options struct {
	// Profiles makes the profile that a script names, for its time zone. Nil: BuiltIn.
	Profiles func(name string, zone *time.Location) (plan.Profile, error)
	Rules    []plan.Rule // nil: guidance.Rules
	Duties   []plan.Duty // nil: guidance.Duties, unless Rules is set
}

// builtIn are the profiles that come with the library.
var builtIn = map[string]func(*time.Location) plan.Profile{
	"us":     us.Federal,
	"us-wi":  us.Wisconsin,
	"gb":     gb.UnitedKingdom,
	"gb-eng": gb.England,
	"gb-nir": gb.NorthernIreland,
	"gb-sct": gb.Scotland,
	"gb-wls": gb.Wales,
}

// profileWords are their names.
var profileWords = newVocabulary("profile",
	is("us", "us", "usa", "united states"),
	is("us-wi", "us-wi", "wisconsin"),
	is("gb", "gb", "uk", "united kingdom"),
	is("gb-eng", "gb-eng", "england"),
	is("gb-nir", "gb-nir", "northern ireland"),
	is("gb-sct", "gb-sct", "scotland"),
	is("gb-wls", "gb-wls", "wales"),
)

// Profiles names the profiles that come with the library.
func Profiles() []string { return slices.Sorted(maps.Keys(builtIn)) }

// BuiltIn makes one of the profiles that come with the library.
//
// The names are those of Profiles, and those that a script may use for them, such as "uk". An unknown name is an error that says which
// name may have been meant, or else which there are.
func BuiltIn(name string, zone *time.Location) (plan.Profile, error) {
	id, ok := profileWords.byName[keyOf(name)]
	if !ok {
		return plan.Profile{}, fmt.Errorf("unknown profile %q%s", name, suggestion(name, profileWords.names))
	}
	return builtIn[id](zone), nil
}

// filled returns the options with what they leave out.
func (o Options) filled() Options {
	if o.Profiles == nil {
		o.Profiles = BuiltIn
	}
	if o.Rules == nil && o.Duties == nil {
		o.Duties = guidance.Duties()
	}
	if o.Rules == nil {
		o.Rules = guidance.Rules()
	}
	return o
}

func (o Options) engine(c *Case) (*plan.Engine, error) {
	profile, err := o.Profiles(c.Profile, c.Zone)
	if err != nil {
		return nil, err
	}
	return plan.New(plan.Config{Profile: profile, Rules: o.Rules, Duties: o.Duties})
}

// Run plays every case of the script and reports what did not come as expected.
func (s *Script) Run(o Options) Report {
	report := Report{Script: s.Name}
	o = o.filled()
	for i := range s.Cases {
		report.Cases = append(report.Cases, s.Cases[i].run(o))
	}
	return report
}

func (c *Case) run(o Options) CaseReport {
	report := CaseReport{Name: c.Name, Line: c.Line, Pending: c.Pending}
	engine, err := o.engine(c)
	if err != nil {
		report.Problems = append(report.Problems, Problem{c.Line, err.Error()})
		return report
	}
	if report.Problems = c.unknownRules(engine, o.Duties); len(report.Problems) > 0 {
		return report
	}
	s := scene{engine: engine, plan: engine.Open("script"), unjudged: make(map[record.EventID]bool)}
	for i := range c.steps {
		s.play(&c.steps[i], &report)
	}
	return report
}

// unknownRules finds the rules and duties that are named and do not exist.
func (c *Case) unknownRules(engine *plan.Engine, duties []plan.Duty) (problems []Problem) {
	knownRules, knownDuties := ruleIDs(engine), dutyIDs(duties)
	check := func(line int, what string, known map[record.RuleID]bool, ids []record.RuleID) {
		for _, id := range ids {
			if !known[id] {
				names := make([]string, 0, len(known))
				for name := range known {
					names = append(names, string(name))
				}
				near := ""
				if n := nearest(string(id), names); n != "" {
					near = fmt.Sprintf(": did you mean %q?", n)
				}
				problems = append(problems, Problem{line, fmt.Sprintf("there is no %s %q%s", what, id, near)})
			}
		}
	}
	for i := range c.steps {
		for _, e := range c.steps[i].expects {
			check(e.line, "rule", knownRules, e.rules)
			check(e.line, "duty", knownDuties, e.duties)
		}
		for _, ev := range c.steps[i].events {
			for _, o := range ev.Overrides {
				check(c.steps[i].line, "rule", knownRules, []record.RuleID{o.Rule})
			}
		}
	}
	return problems
}

func ruleIDs(engine *plan.Engine) map[record.RuleID]bool {
	known := map[record.RuleID]bool{plan.StageTransition: true, plan.LevelTransition: true, plan.CourseTransition: true}
	for _, r := range engine.Rules() {
		known[r.ID] = true
		for _, alias := range r.Aliases {
			known[alias] = true
		}
	}
	return known
}

func dutyIDs(duties []plan.Duty) map[record.RuleID]bool {
	known := make(map[record.RuleID]bool)
	for _, d := range duties {
		known[d.ID] = true
	}
	return known
}

// scene is a plan in the middle of a case, and what the last step brought.
type scene struct {
	engine   *plan.Engine
	plan     plan.Plan
	at       time.Time
	unjudged map[record.EventID]bool // entries that were taken in without asking
	result   result
}

// result is what a step brought.
type result struct {
	decision plan.Decision
	intent   bool
	body     record.Body // the last entry or request of the step
	rejected error
}

// play does what the step says and checks what it expects.
func (s *scene) play(step *step, report *CaseReport) {
	s.at = step.at
	s.result = result{decision: plan.Decision{Status: plan.Allowed}}
	if step.mode == recorded {
		s.record(step.events)
	} else {
		s.takeAll(step)
	}
	entry := Entry{Line: step.line, Text: step.text, Status: s.status(), Findings: s.findings()}
	for _, e := range step.expects {
		report.Expectations++
		if got, ok := e.check(s); !ok {
			entry.Mismatches++
			report.Mismatches = append(report.Mismatches, Mismatch{e.line, step.line, e.text, got, entry.Findings})
		}
	}
	if got, ok := s.asImplied(step); !ok {
		report.Mismatches = append(report.Mismatches, Mismatch{step.line, step.line, "allowed, as no expectation says otherwise: " + step.text, got, entry.Findings})
	}
	report.Entries = append(report.Entries, entry)
}

// asImplied demands that a request is allowed, and an entry taken in, where no expectation says otherwise.
func (s *scene) asImplied(step *step) (string, bool) {
	implied := noAnswer
	for _, e := range step.expects {
		implied = max(implied, e.implies)
	}
	switch {
	case s.result.rejected != nil:
		return s.status(), implied == rejection
	case s.result.intent && s.result.decision.Status != plan.Allowed:
		return s.status(), implied != noAnswer
	}
	return "", true
}

// takeAll does the events of a step, up to one that is none.
func (s *scene) takeAll(step *step) {
	for _, ev := range step.events {
		if s.take(step.mode, ev); s.result.rejected != nil {
			return
		}
	}
}

// take does one event.
func (s *scene) take(how mode, ev record.Event) {
	s.result.body = ev.Body
	if ev.Body == nil || !ev.Body.Kind().Intent() {
		s.apply(ev)
		return
	}
	s.result.intent = true
	decision, err := s.engine.Check(s.plan, ev)
	if err != nil {
		s.result.rejected = err
		return
	}
	s.result.decision = decision
	if decision.Allowed() && how == applies {
		s.apply(ev)
	}
}

func (s *scene) apply(ev record.Event) {
	outcome, err := s.engine.Apply(s.plan, ev)
	if err != nil {
		s.result.rejected = err
		return
	}
	s.plan = outcome.Plan
	if !s.result.intent {
		s.result.decision.Findings = append(s.result.decision.Findings, outcome.Decision.Findings...)
	}
}

// record takes events in without asking the rules.
func (s *scene) record(events []record.Event) {
	for _, ev := range events {
		s.unjudged[ev.ID] = true
	}
	next, err := s.engine.Restore(s.plan.ID(), append(s.plan.Events(), events...))
	if err != nil {
		s.result.rejected = err
		return
	}
	s.plan = next
}

// status is the answer to the step in one word.
func (s *scene) status() string {
	switch {
	case s.result.rejected != nil:
		return "rejected: " + plainly(s.result.rejected)
	case s.result.intent:
		return s.result.decision.Status.String()
	}
	return "recorded"
}

func (s *scene) findings() []string {
	var all []string
	for i := range s.result.decision.Findings {
		all = append(all, describeFinding(&s.result.decision.Findings[i]))
	}
	return all
}

func describeFinding(f *plan.Finding) string {
	text := f.String()
	switch {
	case f.Override.Used != nil:
		text = "overridden: " + text
	case f.Suspends != nil:
		text = "suspended by " + string(f.Suspends.Context) + ": " + text
	case f.Verdict == plan.VerdictUnknown && f.Holds:
		text = "held back: " + text
	}
	return text
}
