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

// Reading is what a host has read of a plan: the ground of an answer.
type Reading struct {
	Causes  []Cause     // the events that were read, oldest first, each once
	Limits  []LimitFact // the limits that were read
	Missing []string    // what was looked for and is not on record, in the words of Decision.NotKnown
}

// Read is Look, and says what was read: who shows an answer that no rule gave can show what it rests on.
func (e *Engine) Read(p Plan, at time.Time, read func(*View)) (r Reading, err error) {
	err = e.Look(p, at, func(v *View) {
		v.forget(nil)
		read(v)
		r = Reading{Causes: v.causes(), Limits: v.limitFacts(), Missing: names(v.question.lacking)}
	})
	return r, err
}
