package agenda

import "github.com/oudpath/oudpath/plan/record"

// Grouped reports whether a duty is listed.
func Grouped(duty record.RuleID) bool {
	_, ok := kinds[duty]
	return ok
}
