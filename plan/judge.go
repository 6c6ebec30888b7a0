package plan

import (
	"fmt"
	"slices"
	"strings"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
)

// judge asks every rule that watches the event. It returns the findings that matter: violated, unknown and suspended rules.
func (v *View) judge() []Finding {
	findings := v.drafts[:0]
	defer func() { v.drafts = findings[:0] }()
	if f, ok := v.judgeMove(); ok {
		findings = append(findings, f)
	}
	v.engine.dispatch.wake(v)
	for done := 0; done < len(v.woken) && !v.until.reached(findings); {
		done += v.ask(v.woken[done:], &findings)
	}
	return ranked(findings)
}

// ranked returns the findings in the order of their ranks, and of the catalogue within one, in a list of their own.
func ranked(drafts []Finding) []Finding {
	if len(drafts) == 0 {
		return nil
	}
	findings := make([]Finding, 0, len(drafts))
	for rank := range lastRank + 1 {
		for i := range drafts {
			if min(drafts[i].rank(), lastRank) == rank {
				findings = append(findings, drafts[i])
			}
		}
	}
	clear(drafts)
	own(findings)
	return findings
}

// own gives findings lists and limits of their own: those of rules and settings belong to the engine. All of them share one array of each.
func own(findings []Finding) {
	var cites, limits int
	for i := range findings {
		f := &findings[i]
		cites += len(f.Cites)
		if f.Limit != nil {
			cites, limits = cites+len(f.Limit.Cites), limits+1
		}
	}
	allCites, allLimits := make([]evidence.Citation, 0, cites), make([]LimitFact, 0, limits)
	copied := func(list []evidence.Citation) []evidence.Citation {
		from := len(allCites)
		allCites = append(allCites, list...)
		return allCites[from:len(allCites):len(allCites)]
	}
	for i := range findings {
		f := &findings[i]
		f.Cites = copied(f.Cites)
		if f.Limit != nil {
			allLimits = append(allLimits, *f.Limit)
			f.Limit = &allLimits[len(allLimits)-1]
			f.Limit.Cites = copied(f.Limit.Cites)
		}
	}
}

// ask asks rules until one panics, and returns how many it has dealt with. A rule that panics or returns nothing is unknown: it must
// never read as a pass, and must not take the other rules with it.
func (v *View) ask(rules []*asked, findings *[]Finding) (done int) {
	defer func() {
		if p := recover(); p != nil {
			v.found(rules[done-1].rule, v.broken(fmt.Sprintf("panicked: %v", p)), findings)
		}
	}()
	for _, r := range rules {
		done++
		result := v.result(r)
		switch result.verdict {
		case VerdictMet, VerdictNotApplicable:
			v.gaps |= v.question.lacking
			if v.counting && result.verdict == VerdictMet {
				v.met = append(v.met, r.rule.ID)
			}
			continue
		case VerdictViolated:
			v.gaps |= v.question.lacking
		case VerdictNotJudged:
			if v.notJudged(r.rule, result) {
				continue
			}
			result.verdict = VerdictUnknown
		}
		v.found(r.rule, result, findings)
		if v.until.reached(*findings) {
			break
		}
	}
	return done
}

// until says how much is asked of the rules: who only tries whether something is allowed need not hear everything against it.
type until uint8

const (
	everything until = iota
	refused          // up to the first finding that refuses
	notAllowed       // up to the first finding that refuses or holds
)

// reached reports whether the last finding is enough.
func (u until) reached(findings []Finding) bool {
	if u == everything || len(findings) == 0 {
		return false
	}
	f := &findings[len(findings)-1]
	return f.Refuses() || u == notAllowed && f.Holds
}

// result asks one rule, and answers for it where it does not apply, lacks a limit, or read what it did not declare.
func (v *View) result(r *asked) Result {
	v.forget(r.declared)
	var result Result
	switch {
	case r.only != nil && !v.ground(r.only).ok, r.applies != nil && !r.applies(v):
		result.verdict = VerdictNotApplicable
	case v.table.lacking[r.place] != nil:
		v.flawed(&flaw{unset: v.table.lacking[r.place]})
	default:
		result = r.judge(v)
	}
	if result.verdict != 0 && v.question.flaw == nil {
		return result
	}
	return v.held(v.sound(result))
}

// sound reads a result that says nothing as unknown.
func (v *View) sound(r Result) Result {
	if r.IsZero() {
		return v.broken("returned nothing")
	}
	return r
}

// held returns the result, unless the rule read a limit that is not set, or one that it did not declare.
func (v *View) held(r Result) Result {
	switch {
	case v.undeclared() != "":
		return v.broken("read the parameter " + string(v.undeclared()) + ", which it does not declare")
	case v.unset() != nil:
		r = v.Unset(v.unset())
		r.verdict = VerdictNotJudged
	}
	return r
}

// notJudged notes that a limit of the rule is not set, and reports whether that is all: an essential rule is a finding, and holds
// the intent back.
func (v *View) notJudged(r *Rule, _ Result) bool {
	if r.Essential {
		return false
	}
	v.skipped = append(v.skipped, r.ID)
	return true
}

// broken is the result of a rule that does not work.
func (v *View) broken(how string) Result { return v.Lacks("a working rule: it " + how) }

// found adds the finding of a rule.
func (v *View) found(r *Rule, result Result, findings *[]Finding) {
	*findings = append(*findings, Finding{})
	v.fill(&(*findings)[len(*findings)-1], r, result)
}

// fill makes a finding of a result, in its place. Its citations and its limit are still those of the rule and of the setting.
func (v *View) fill(f *Finding, r *Rule, result Result) {
	*f = Finding{
		Rule: r.ID, Title: r.Title, Verdict: result.verdict, Severity: r.Severity,
		Event: v.event.ID, At: v.event.At, Cites: r.Cites, Missing: result.missing(), Remedy: r.Remedy,
		Override: OverrideFact{Allowed: r.Override.allowed, Document: r.Override.text}, Jurisdiction: v.engine.name,
	}
	if result.severity != 0 {
		f.Severity = min(f.Severity, result.severity)
	}
	if w := result.words; w != nil {
		f.Text = w.message
		if !w.remedy.IsZero() {
			f.Remedy = w.remedy.String()
		}
	}
	v.applyLimit(f, result.limit)
	v.applyExceptions(f, r)
	if f.Verdict == VerdictUnknown {
		f.Holds = f.Severity == record.Block && !result.soft && r.Missing.Holds() && f.Suspends == nil && v.event.Body.Kind().Intent()
	}
	v.applyOverride(f, r)
	f.Causes = v.causes()
}

func listed(missing []Datum) string {
	texts := make([]string, len(missing))
	for i, d := range missing {
		texts[i] = d.String()
	}
	return strings.Join(texts, "; ")
}

// applyLimit shows the limit and takes the power to refuse from one that is not confirmed well enough, or not enforced yet.
func (v *View) applyLimit(f *Finding, s *Setting) {
	if s == nil {
		return
	}
	limit := s.fact()
	f.Limit = limit
	if f.Severity != record.Block || f.Verdict != VerdictViolated {
		return
	}
	switch {
	case !limit.Provenance.MayRefuse():
		f.Severity = record.Warning
		f.Lowered = fmt.Sprintf("the limit is %s, and what is not confirmed does not refuse", limit.Provenance)
	case v.day.Before(s.Enforced):
		f.Severity = record.Warning
		f.Lowered = fmt.Sprintf("the limit is enforced from %s on", s.Enforced)
	}
}

// applyExceptions suspends the rule where a legitimate circumstance holds.
func (v *View) applyExceptions(f *Finding, r *Rule) {
	for i := range r.Unless {
		x := &r.Unless[i]
		if !v.Holds(x.Context) || x.Supported != nil && !x.Supported(v) {
			continue
		}
		f.Suspends = &Suspension{Context: x.Context, Why: x.Why, Leaves: x.Leaves}
		switch {
		case x.Leaves == 0:
			f.Verdict, f.Severity = VerdictNotApplicable, record.Advice
		case x.Leaves < f.Severity:
			f.Severity = x.Leaves
		}
		f.Lowered = fmt.Sprintf("suspended: %s", x.Why)
		return
	}
}

// applyOverride looks for an override that travels with the event, with the order behind a dose, or stands.
func (v *View) applyOverride(f *Finding, r *Rule) {
	if !r.Override.allowed || f.Severity != record.Block || f.Verdict == VerdictUnknown && !f.Holds {
		return
	}
	use := func(ev *record.Event, o *record.Override) {
		if may := v.engine.mayOverride; may != nil && !may(ev.Actor, r.ID) {
			f.Lowered = "the override does not count: this actor may not override it"
			return
		}
		if !o.Documented() {
			f.Lowered = "the override does not count without a note that shows " + r.Override.document
			return
		}
		if r.Override.there != nil && !r.Override.there(v) {
			f.Lowered = "the override does not count without " + r.Override.before
			return
		}
		v.note(ev)
		used := *o
		f.Override.Used, f.Override.By, f.Holds = &used, ev.Actor, false
	}
	for i := range v.event.Overrides {
		if o := &v.event.Overrides[i]; v.engine.names(r, o.Rule) {
			use(v.event, o)
			return
		}
	}
	if order := v.orderBehind(); order != nil {
		for i := range order.Overrides {
			if o := &order.Overrides[i]; v.engine.names(r, o.Rule) {
				use(order, o)
				return
			}
		}
	}
	for _, ev := range v.state.standing {
		o := ev.Body.(record.OverrideGranted).Override
		if v.engine.names(r, o.Rule) && v.event.At.Before(o.Expires) && !ev.Actor.IsZero() {
			use(ev, &o)
			return
		}
	}
}

// orderBehind returns the order in force under which a dose was given: what was overridden for the order is overridden for the
// doses that it asks for, and for none beyond them. An order of one dose is carried out by one.
func (v *View) orderBehind() *record.Event {
	b, ok := v.event.Body.(record.DoseGiven)
	if !ok {
		return nil
	}
	product, _ := medication.Lookup(b.Product)
	c := v.course(product.Substance())
	if c.Order == nil {
		return nil
	}
	order := c.Order.Body.(record.Order)
	switch {
	case order.Product != b.Product || order.Dose.Principal.Compare(b.Dose.Principal) < 0:
		return nil
	case order.DayTotal().Compare(v.now.OnDay(product.Substance()).With) < 0:
		return nil
	case !order.Regimen() && c.Last != nil && c.Last.At.After(c.Order.At):
		return nil
	}
	return c.Order
}

// names reports whether the name means the rule: its ID, an alias, the ID of a rule that it stands for here, or its old one.
func (e *Engine) names(r *Rule, id RuleID) bool {
	return r.ID == id || slices.Contains(r.Aliases, id) || slices.Contains(r.Replaces, id) || slices.Contains(e.renamed[id], r.ID)
}

// causes lists what was read, oldest first, each event once.
func (v *View) causes() []Cause {
	read := v.ordered[:0]
	for from, to := range v.rests {
		read = append(read, v.notes.Read[from.events:to.events]...)
	}
	v.ordered = read
	slices.SortStableFunc(read, func(a, b *record.Event) int {
		if order := a.At.Compare(b.At); order != 0 {
			return order
		}
		return strings.Compare(string(a.ID), string(b.ID))
	})
	causes := make([]Cause, 0, len(read))
	for i, ev := range read {
		if ev != v.event && (i == 0 || read[i-1] != ev) {
			causes = append(causes, Cause{ev.ID, ev.At, record.CloneBody(ev.Body)})
		}
	}
	return causes
}

// decide sums the findings up.
func decide(findings []Finding) Decision {
	d := Decision{Status: Allowed, Findings: findings}
	for i := range findings {
		switch f := &findings[i]; {
		case f.Refuses():
			d.Status = Refused
		case f.Holds && d.Status == Allowed:
			d.Status = Undetermined
		}
	}
	return d
}
