// Package record has everything that can be on record about one person's treatment: events, what they hold, and the words that
// they use.
//
// An Event is a fact, which has happened and is never refused, or an intent, which is asked for and can be. What it holds is
// its Body; the kinds of bodies stand in one table, with what each says in a line. Numbers are exact (Quantity, medication.Mass),
// words are closed lists with one spelling on the wire.
//
// It knows no rules and no engine, holds no clinical limits, and gives no meaning to an event beyond what the event itself says.
// Package plan judges events; package exposure says what they put into the body and into the hand.
package record
