// Package measure counts plans by the quality measures that are published for this care.
//
//	m, _ := measure.Named("washington-circle.initiation")
//	c, err := m.Of(plan, measure.Question{Last: lastDay, Zone: zone, Beside: beside})
//
// A measure is a row of elements: who is counted, in which period, who is left out, what the numerator asks. Each element has its source
// and how well it was confirmed there. A measure of which an element is not confirmed is not computable as published: it says which
// element, and gives no number, because an approximation under a published name would be compared with numbers that mean something else.
// Whoever holds the text of the specification states an element with a citation of their own (Measure.Confirm), and the count goes on.
//
// A plan is the record of one service; claims of an insurer are the record of everybody. What a measure asks and no plan holds (that
// nothing is missing between two days, the insurance, exclusions such as hospice) is stated by the host in Beside. Where it is not stated,
// or something else is not on record, the plan is counted as not known, apart from numerator and denominator: unknown is neither.
//
// The package ranks nobody, reads no clock, and holds no text of a specification. It names the events that each answer rests on.
package measure
