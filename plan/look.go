package plan

import "time"

// Look lets a host read the plan at an instant as a rule reads it: for what is derived and not recorded, such as whether a medication
// goes on, or whether there is a remission. What was told of later counts as far as it was so by then. The view ends with the call.
func (e *Engine) Look(p Plan, at time.Time, read func(*View)) error {
	if p.IsZero() {
		return ErrNoPlan
	}
	s, past := e.asOf(p, at)
	now := momentAt(at)
	v := e.view(s, past, &now)
	defer v.done()
	read(v)
	return nil
}
