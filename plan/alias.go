package plan

import "github.com/oudpath/oudpath/plan/record"

// RuleID names a rule for ever; it is on record in overrides and deviations.
type RuleID = record.RuleID

// Severity is what a violated rule does; it is on record in deviations.
type Severity = record.Severity

// The severities, in ascending order.
const (
	Advice  = record.Advice  // good practice: informs
	Warning = record.Warning // allowed, but must be shown and acknowledged
	Block   = record.Block   // an intent is refused unless the rule may be overridden and is; a fact becomes a recorded deviation
)
