package plan

import (
	"fmt"
	"regexp"
	"time"

	"github.com/oudpath/oudpath/plan/record"
)

// passing is an argument that grows while nothing happens: how long ago something was.
var passing = regexp.MustCompile(`^\d+ (min|h|days?|weeks?|months?|years?)( \d+ (min|h))?$`)

// SaysTheSame reports whether another finding of the rule says the same: with the same effect, the same sentence and values, and the same
// limit. How long ago something was may differ: time passes while nothing changes.
func (f *Finding) SaysTheSame(other *Finding) bool {
	if f.Rule != other.Rule || f.Effect() != other.Effect() || f.Verdict != other.Verdict || f.Severity != other.Severity ||
		f.Text.Key != other.Text.Key || len(f.Text.Args) != len(other.Text.Args) || listed(f.Missing) != listed(other.Missing) {
		return false
	}
	if (f.Limit == nil) != (other.Limit == nil) || f.Limit != nil && (f.Limit.Param != other.Limit.Param || f.Limit.Value != other.Limit.Value) {
		return false
	}
	for i, arg := range f.Text.Args {
		a, b := fmt.Sprint(arg), fmt.Sprint(other.Text.Args[i])
		if a != b && !(passing.MatchString(a) && passing.MatchString(b)) {
			return false
		}
	}
	return true
}

// mostAsked bounds how many earlier events Since asks about.
const mostAsked = 200

// Since returns since when what a finding says of the event has held unchanged: the time of the earliest of the events before it, in an
// unbroken row, about which the rule said the same; the time of the finding where it is new. Events of which the rule does not speak
// break no row. The earlier events are judged by what was so then and is known now. It is worked out when it is asked for: a host that
// has shown a finding need not show it again while its time is before that.
func (e *Engine) Since(p Plan, ev record.Event, f *Finding) (since time.Time, err error) {
	switch {
	case p.IsZero():
		return time.Time{}, ErrNoPlan
	case e.byID[f.Rule] == nil:
		return time.Time{}, fmt.Errorf("%w: %q", ErrRule, f.Rule)
	}
	rule := e.byID[f.Rule]
	end := p.past.position(ev.At, p.arrived)
	if old := p.find(ev.ID); old != nil {
		end = p.past.position(old.At, old.seq)
	}
	since = f.At
	for i, asked := end-1, 0; i >= 0 && asked < mostAsked; i-- {
		earlier := p.past.entries.At(i)
		if earlier.void || earlier.Body.Kind().Derived() {
			continue
		}
		acts := record.ActsOf(&earlier.Event)
		if !acts.Means().Any(rule.Watches) || !acts.Concern(rule.About) {
			continue
		}
		asked++
		s, past := e.prefix(p, i)
		v := e.view(s, past, &earlier.Event)
		said := v.explain(rule)
		v.done()
		switch {
		case said.SaysTheSame(f):
			since = earlier.At
		case said.Verdict != VerdictNotApplicable:
			return since, nil
		}
	}
	return since, nil
}
