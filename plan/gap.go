package plan

// Unset returns the rules that a limit is not set for, on whatever day, with the parameters, in the order of the catalogue: what this
// engine does not judge.
func (e *Engine) Unset() (unset []Gap) {
	omitted := e.omitted()
	for i := range e.rules {
		r := &e.rules[i]
		if omitted[r.ID] {
			continue
		}
		gap := Gap{Rule: r.ID}
		for _, p := range r.declared.required {
			if len(e.settings[p.ref()]) == 0 {
				gap.Params = append(gap.Params, p.ID())
			}
		}
		if len(gap.Params) > 0 {
			unset = append(unset, gap)
		}
	}
	return unset
}

// Gap is a rule with the limits that it needs and a jurisdiction does not set.
type Gap struct {
	Rule   RuleID
	Params []ParamID
}
