package scenario

import (
	"fmt"
	"sync"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/guidance"
	"github.com/oudpath/oudpath/plan/jurisdiction"
	"github.com/oudpath/oudpath/plan/record"
)

// Options say what judges a script. The zero Options are the built-in rules, duties and jurisdictions.
type Options struct {
	// Jurisdictions makes the jurisdiction that a script names, for its time zone. Nil: BuiltIn.
	Jurisdictions func(name string, zone *time.Location) (plan.Jurisdiction, error)
	Rules         []plan.Rule // nil: guidance.Rules
	Duties        []plan.Duty // nil: guidance.Duties, unless Rules is set
	// Renamed are old ids of rules, which scripts may still use, with those that they have now. Nil: guidance.Renamed, unless Rules
	// is set.
	Renamed map[record.RuleID][]record.RuleID
	// Alternatives are what may be possible where something is refused. Nil: guidance.Alternatives, unless Rules is set.
	Alternatives []plan.Alternative
	// Instead says on each entry that was not allowed what would have been possible in its place. It takes time.
	Instead bool
}

// jurisdictionWords are the names of the jurisdictions that come with the library.
var jurisdictionWords = newVocabulary("jurisdiction", placeNames()...)

func placeNames() (names []entry[string]) {
	for _, p := range jurisdiction.All() {
		names = append(names, is(p.ID, append([]string{p.ID}, p.Aliases...)...))
	}
	return names
}

// Jurisdictions names the jurisdictions that come with the library.
func Jurisdictions() []string {
	var names []string
	for _, p := range jurisdiction.All() {
		names = append(names, p.ID)
	}
	return names
}

// BuiltIn makes one of the jurisdictions that come with the library.
//
// The names are those of package jurisdiction. An unknown name is an error that says which name may have been meant, or else which
// there are.
func BuiltIn(name string, zone *time.Location) (plan.Jurisdiction, error) {
	place, err := jurisdiction.Named(name)
	if err != nil {
		return plan.Jurisdiction{}, fmt.Errorf("unknown jurisdiction %q%s", name, suggestion(name, jurisdictionWords.names))
	}
	return place.In(zone), nil
}

// filled returns the options with what they leave out.
func (o Options) filled() Options {
	if o.Jurisdictions == nil {
		o.Jurisdictions = BuiltIn
	}
	if o.Rules == nil && o.Duties == nil {
		o.Duties = guidance.Duties()
	}
	if o.Rules == nil {
		o.Rules = guidance.Rules()
		if o.Alternatives == nil {
			o.Alternatives = guidance.Alternatives()
		}
		if o.Renamed == nil {
			o.Renamed = guidance.Renamed()
		}
	}
	return o
}

// engine makes the engine that judges the case.
func (o Options) engine(c *Case) (*plan.Engine, error) {
	if o.Jurisdictions == nil && o.Rules == nil && o.Duties == nil && o.Renamed == nil && o.Alternatives == nil {
		return builtInEngines.engine(c)
	}
	return o.filled().newEngine(c)
}

func (o Options) newEngine(c *Case) (*plan.Engine, error) {
	here, err := o.Jurisdictions(c.Jurisdiction, c.Zone)
	if err != nil {
		return nil, err
	}
	return plan.New(plan.Config{Jurisdiction: here, Rules: o.Rules, Duties: o.Duties, Renamed: o.Renamed,
		Alternatives: o.Alternatives, MayOverride: guidance.MayOverride})
}

// engines keeps the engines of the built-in rules, which take longer to make than most cases to run.
type engines struct {
	mu   sync.Mutex
	made map[place]*plan.Engine
}

// place is what the engines of the built-in rules differ in.
type place struct{ jurisdiction, zone string }

var builtInEngines = engines{made: make(map[place]*plan.Engine)}

// mostEngines bounds what scripts can make this process keep.
const mostEngines = 64

func (e *engines) engine(c *Case) (*plan.Engine, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	here := place{c.Jurisdiction, c.Zone.String()}
	if engine := e.made[here]; engine != nil {
		return engine, nil
	}
	engine, err := Options{}.filled().newEngine(c)
	if err == nil && len(e.made) < mostEngines {
		e.made[here] = engine
	}
	return engine, err
}

// Run plays every case of the script and reports what did not come as expected.
func (s *Script) Run(o Options) Report {
	report := Report{Script: s.Name}
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
	if report.Problems = c.unknownRules(engine, o.filled().Duties); len(report.Problems) > 0 {
		return report
	}
	s := newScene(engine)
	s.instead = o.Instead
	for i := range c.steps {
		s.play(&c.steps[i], &report)
	}
	report.Engine, report.Plan = engine, s.plan
	return report
}

// Asked is a request of a case, and the plan of which it was asked.
type Asked struct {
	Line  int
	Text  string
	Plan  plan.Plan
	Event record.Event
}

// Asked plays the case and returns each request in turn, with the engine that judges it: to ask something else about the same person.
// Expectations are not checked. It is an error if there is no engine for the jurisdiction.
func (c *Case) Asked(o Options) (*plan.Engine, []Asked, error) {
	engine, err := o.engine(c)
	if err != nil {
		return nil, nil, err
	}
	s := newScene(engine)
	var all []Asked
	for i := range c.steps {
		step := &c.steps[i]
		s.asked = func(p plan.Plan, ev record.Event) { all = append(all, Asked{step.line, step.text, p, ev}) }
		s.play(step, &CaseReport{})
	}
	return engine, all, nil
}

func newScene(e *plan.Engine) *scene {
	return &scene{engine: e, plan: e.Open("script"), unjudged: make(map[record.EventID]bool), entries: make(map[string]*history),
		asked: func(plan.Plan, record.Event) {}}
}

// scene is a plan in the middle of a case, and what the last step brought.
type scene struct {
	engine   *plan.Engine
	plan     plan.Plan
	at       time.Time
	unjudged map[record.EventID]bool // entries that were taken in without asking
	entries  map[string]*history     // by the names that the script gives them
	result   result
	instead  bool // to say what would have been possible
	asked    func(plan.Plan, record.Event)
}

// result is what a step brought.
type result struct {
	decision plan.Decision
	intent   bool
	body     record.Body  // the last entry or request of the step
	instead  string       // what would have been possible in place of a request
	asked    record.Event // the request
	rejected error
}

// play does what the step says and checks what it expects.
func (s *scene) play(step *step, report *CaseReport) {
	s.at = step.at
	s.result = result{decision: plan.Decision{Status: plan.Allowed}}
	if events := s.prepared(step); step.mode == recorded {
		s.record(events)
	} else {
		s.takeAll(step.mode, events)
	}
	s.remember(step)
	entry := Entry{Line: step.line, Text: step.text, Status: s.status(), Findings: s.findings(), Decision: s.result.decision,
		Instead: s.result.instead}
	for _, e := range step.expects {
		report.Expectations++
		if got, ok := e.check(s); !ok {
			entry.Mismatches++
			report.Mismatches = append(report.Mismatches, Mismatch{e.line, step.line, e.text, got, entry.Findings})
		}
	}
	if got, ok := s.asImplied(step); !ok {
		report.Mismatches = append(report.Mismatches,
			Mismatch{step.line, step.line, "allowed, as no expectation says otherwise: " + step.text, got, entry.Findings})
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
func (s *scene) takeAll(how mode, events []record.Event) {
	for _, ev := range events {
		if s.take(how, ev); s.result.rejected != nil {
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
	s.asked(s.plan, ev)
	decision, err := s.engine.Check(s.plan, ev)
	if err != nil {
		s.result.rejected = err
		return
	}
	s.result.decision, s.result.asked = decision, ev
	if s.instead && !decision.Allowed() {
		if in, err := s.engine.Instead(s.plan, ev); err == nil {
			s.result.instead = in.String()
		}
	}
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
		s.result.decision.NotJudged = append(s.result.decision.NotJudged, outcome.Decision.NotJudged...)
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
