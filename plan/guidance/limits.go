package guidance

import "github.com/oudpath/oudpath/plan"

// limits reads the parameters of a check one after the other, and remembers the first that the jurisdiction does not set, so that
// the check can say so once instead of after each.
type limits struct {
	view  *plan.View
	unset plan.AnyParam
}

// limit reads one parameter; it is no limit where the jurisdiction sets none.
func limit[T any](l *limits, p *plan.Param[T]) plan.Limit[T] {
	value, ok := p.At(l.view)
	if !ok && l.unset == nil {
		l.unset = p
	}
	return value
}

// missing is the result where a parameter is not set.
func (l *limits) missing() plan.Result { return l.view.Unset(l.unset) }
