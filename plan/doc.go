// Package plan models one person's path through treatment of opioid use disorder.
//
// A Plan is its events: facts, which have happened and are never refused, and intents, which are asked for and can be. An
// Engine judges them by a set of rules and the jurisdiction of a jurisdiction. It keeps no state of its own, reads no clock, does
// no input or output and uses no randomness: time is always that of the event.
//
//	plan := engine.Open("person-1")
//	outcome, err := engine.Apply(plan, event)  // take an event in
//	decision, err := engine.Check(plan, order) // ask, without changing anything
//	due, err := engine.Due(plan, now)          // what has to be done, and by when
//
// A Go error means that something could not be evaluated. What is clinically wrong is a Finding: which rule, which events,
// which limit, whose word, what would resolve it, and whether it can be overridden. A rule that lacks a datum, a parameter or
// its wits is unknown, and unknown is never a pass.
//
// # Time
//
// Each event has two times: when it was so (At) and when it was told (Recorded). State follows the first, so an entry that
// comes late, or corrects an earlier one, is put in its place and everything after it is judged again. "As known on that day"
// follows the second. A day is a civil day in the time zone of the jurisdiction.
//
// # What it is not for
//
// It holds no clinical numbers (package guidance declares parameters, jurisdictions set them), stores nothing (a journal or a
// ledger does), and gives no medical advice: it tells a clinician what a source says about an order, and who may decide
// otherwise.
package plan
