package stages

import "fmt"

// ProblemKind groups what can be wrong with a definition.
type ProblemKind string

// The kinds of problem.
const (
	BadID          ProblemKind = "bad-id"          // an id, or the version, is empty, ill-formed, used twice or reserved
	BadLimit       ProblemKind = "bad-limit"       // more states, triggers or conditions than the table holds
	Undescribed    ProblemKind = "undescribed"     // a title, meaning, or reason is missing
	Uncited        ProblemKind = "uncited"         // a citation is missing or incomplete
	UnknownName    ProblemKind = "unknown-name"    // a state, trigger or condition that is not declared
	Unused         ProblemKind = "unused"          // a trigger that no edge waits for, a condition that no guard asks for
	Undecided      ProblemKind = "undecided"       // a pair, or a case of a guarded pair, that is neither an edge nor a refusal
	Contradiction  ProblemKind = "contradiction"   // a pair that is an edge and refused, or a guard that can never hold
	Overlap        ProblemKind = "overlap"         // two guards of one pair that can hold at once
	Duplicate      ProblemKind = "duplicate"       // the same edge, refusal or migration twice
	Unreachable    ProblemKind = "unreachable"     // a state that no way leads to
	DeadEnd        ProblemKind = "dead-end"        // a state that is not terminal and has no way out
	TerminalExit   ProblemKind = "terminal-exit"   // a terminal state with a way out
	BadDuration    ProblemKind = "bad-duration"    // a typical duration that is not one
	BadMigration   ProblemKind = "bad-migration"   // a migration that leaves people without a state
	VersionMissing ProblemKind = "version-missing" // a change without a new version
)

// Problem is one thing that is wrong with a definition. It is an error, so that errors.As finds it in what New returns.
type Problem struct {
	Kind  ProblemKind
	Where string // the state, the pair as "state, trigger", or the edge; empty for the definition as a whole
	Text  string
}

// Error writes the problem in a line.
func (p Problem) Error() string {
	if p.Where == "" {
		return fmt.Sprintf("%s: %s", p.Kind, p.Text)
	}
	return fmt.Sprintf("%s: %s: %s", p.Kind, p.Where, p.Text)
}
