package guidance

import "github.com/oudpath/oudpath/plan"

// Renamed are old IDs of rules with those that they have now, so that scripts, overrides and layers written with them go on to be
// read. An ID with several successors is an error that names them.
func Renamed() map[plan.RuleID][]plan.RuleID {
	return map[plan.RuleID][]plan.RuleID{}
}
