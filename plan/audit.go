package plan

import (
	"iter"

	"github.com/oudpath/oudpath/plan/record"
)

// Audit judges every event of a plan that counts, in the order in which it was so, each by what is known today of the time before
// it: what Judge finds for each, in one pass. The decision about a fact is Allowed, with what it breaks as findings; what the engine
// derived is left out. Nothing is recorded, and the plan stays as it is.
func (e *Engine) Audit(p Plan) iter.Seq2[record.Event, Decision] {
	return func(yield func(record.Event, Decision) bool) {
		e.audit(p, false, func(ev record.Event, all Verdicts) bool { return yield(ev, all.Decision) })
	}
}

// Verdicts is what every rule says of one event: the decision with what is violated, unknown and not judged, and the rules that are met.
// A rule that is in neither does not apply.
type Verdicts struct {
	Decision
	Met []RuleID // in the order of the catalogue
}

// Verdicts is Audit with the rules that are met, for who counts how often rules are followed.
func (e *Engine) Verdicts(p Plan) iter.Seq2[record.Event, Verdicts] {
	return func(yield func(record.Event, Verdicts) bool) { e.audit(p, true, yield) }
}

func (e *Engine) audit(p Plan, counting bool, yield func(record.Event, Verdicts) bool) {
	s := e.origin
	s.own()
	var past history
	with := readIn(e.zone)
	defer readers.Put(with)
	for _, en := range p.past.all() {
		before := past
		past.entries = past.entries.Append(en)
		switch {
		case en.void:
		case en.Body.Kind().Derived():
			s.fold(&en.Event, with)
		default:
			view := e.view(&s, before, &en.Event)
			view.counting = counting
			all := Verdicts{view.decision(), kept(view.met)}
			s.take(&en.Event, view.day, &view.acts)
			view.done()
			if !yield(en.Clone(), all) {
				return
			}
		}
	}
}
