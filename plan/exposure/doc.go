// Package exposure answers what is in the body and what is in the hand.
//
// A Model is folded event by event from the acts of package record: which doses were taken, supplied, ordered or missed, which
// agents were told of, found by a test or listed, what was given against an overdose. Now is the model at the time of one event
// that has not happened yet, with what that event would change. It answers questions and never judges:
//
//	amount := now.OnDay(medication.Methadone)              // what this day comes to, without and with the act
//	for contact := range now.Opioids() { … }               // the latest contact of each kind, each with its own time
//	began, ok := now.Run(medication.Methadone, longest)    // since when doses go on without a longer break
//
// Every window is an argument, because windows are limits with a source, and they differ by place, day and rule. So the model
// keeps, of each kind of contact, the latest, and of each amount or length those that no later one reaches: whatever the window,
// an older contact matters only if no later one of its kind is at least as bad. A question costs the same after ten thousand
// events.
//
// An answer is yes, no, or unknown, and it notes the events that it rests on. The package holds no clinical number, knows no rule
// and no place, and says nothing about doses that nobody recorded: a supply that may have been taken is possible, not sure.
package exposure
