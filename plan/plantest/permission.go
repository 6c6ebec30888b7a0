package plantest

import "github.com/oudpath/oudpath/plan"

// Permission is how far a decision lets an intent go.
type Permission uint8

// The permissions, from the strictest. What is held back for a datum is permitted as little as what is refused.
const (
	Denied     Permission = iota // refused or held back, and nobody can override it
	ByOverride                   // refused or held back until somebody overrides it
	Free                         // allowed
)

// Permitted ranks a decision. Of two decisions about the same intent the one with the lower rank is the stricter.
func Permitted(d plan.Decision) Permission {
	rank := Free
	for i := range d.Findings {
		f := &d.Findings[i]
		switch {
		case !f.Refuses() && !f.Holds:
		case !f.Override.Allowed:
			return Denied
		default:
			rank = ByOverride
		}
	}
	return rank
}
