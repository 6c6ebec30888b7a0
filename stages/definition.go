package stages

import "github.com/oudpath/oudpath/plan/evidence"

// Trigger is what asks a pathway to move: a decision ("begin-therapy") or something that happened ("overdose").
// The empty Trigger is none.
type Trigger string

// Condition is a question about a person that a guard asks and that is answered from outside, with a Truth.
// The empty Condition is none.
type Condition string

// Definition is a pathway as its author writes it. It is plain data: New checks it, and says all that is wrong with it at once.
//
// Ids of states, triggers and conditions, and the pathway's own, are lower-case words joined by hyphens ("begin-detox"): they are
// stored in journals and shown in diagrams, and must never change their meaning.
type Definition[S ~string] struct {
	ID      string // names the pathway, whatever the version: "journey"
	Version string // names this edition of it: "1", "2026-11"; letters, digits and . - _ +; required, and compared for equality only
	Start   S      // where everybody begins

	States     []State[S]
	Triggers   []TriggerInfo
	Conditions []ConditionInfo // every condition that a guard asks for

	Edges      []Edge[S]
	Refusals   []Refusal[S]
	Migrations []Migration[S]
}

// State is one place on a pathway.
type State[S ~string] struct {
	ID       S
	Title    string     // for a heading or a box of a diagram; required
	Meaning  string     // what being here means, in a sentence; required
	Terminal bool       // nothing can follow. Death is; a discharge is not, because people come back
	Phase    string     // the group that it is drawn in; empty for none
	Typical  []Duration // how long people usually stay, according to whom; expectations and never limits
}

// Duration is how long something usually takes, according to a source. Nothing in this package acts on it.
type Duration struct {
	What    string              // what takes so long; required
	In      string              // the country whose source says so, as in ISO 3166, in lower case: "us", "gb", "gb-eng"; empty: any country
	Of      []string            // the medications that it is about, by the names of their substances: "methadone"; empty: with any or none
	MinDays int                 // whole days, 0 or more; 0: the source sets no lower bound
	MaxDays int                 // whole days, at least MinDays; 0: the source sets no upper bound
	Cites   []evidence.Citation // at least one
}

// TriggerInfo explains a trigger.
type TriggerInfo struct {
	ID      Trigger
	Title   string // for a button or the arrow of a diagram; required
	Meaning string // what has been decided or has happened, in a sentence; required
}

// ConditionInfo explains a condition.
type ConditionInfo struct {
	ID      Condition
	Meaning string // what it means for it to be true, in a sentence; required
}

// Literal is one condition of a guard, and the answer that the guard wants.
type Literal struct {
	Condition Condition
	Want      bool
}

// If is the literal that wants the condition to be true.
func If(c Condition) Literal { return Literal{Condition: c, Want: true} }

// IfNot is the literal that wants the condition to be false. A condition that nobody knows is not false.
func IfNot(c Condition) Literal { return Literal{Condition: c} }

// String writes the literal as "plan-made" or "not plan-made".
func (l Literal) String() string {
	if l.Want {
		return string(l.Condition)
	}
	return "not " + string(l.Condition)
}

// Edge is one way from a state to a state, or back to the same.
//
// All literals of When must hold for the edge to be taken; none means always. Where several edges leave one state on one trigger,
// their guards must exclude each other, so that the order of a table never decides.
type Edge[S ~string] struct {
	From  S
	On    Trigger
	To    S
	When  []Literal
	Why   string              // the reason, for the person who asks; required
	Cites []evidence.Citation // at least one: the source, or OwnDesign
}

// Refusal is a set of pairs that lead nowhere: none of the triggers moves a person from any of the states.
//
// On a pair that also has guarded edges a refusal is what holds when no guard does. On a pair that an edge always takes, it is a
// contradiction and an error.
type Refusal[S ~string] struct {
	From  []S
	On    []Trigger
	Why   string              // the reason, and better what to do instead; required
	Cites []evidence.Citation // sources, where the reason is more than the logic of the table
}

// Spread writes one edge for each state of from, all on the same trigger, to the same state, and for the same reason.
func Spread[S ~string](on Trigger, to S, why string, cites []evidence.Citation, from ...S) []Edge[S] {
	edges := make([]Edge[S], 0, len(from))
	for _, s := range from {
		edges = append(edges, Edge[S]{From: s, On: on, To: to, Why: why, Cites: cites})
	}
	return edges
}

// OwnDesign is the citation of what this library, or a user of it, decided without a source. It is unconfirmed by nature.
func OwnDesign() evidence.Citation {
	return evidence.Design.At("", evidence.Unconfirmed)
}

// String writes the edge as "begin-therapy: detox -> therapy", and its guard in brackets. Within a valid pathway it is unique: it
// is the name under which the edge is known to the state machine that FSM returns.
func (e Edge[S]) String() string {
	return string(e.On) + ": " + string(e.From) + " -> " + string(e.To) + bracketed(e.When)
}
