package stages

import (
	"fmt"
	"slices"
	"strings"

	"github.com/oudpath/oudpath/plan/evidence"
)

// Limits of a definition, from the dense table: a state is one byte with two values to spare, a fact is one of 64 bits.
const (
	maxStates     = 254
	maxTriggers   = 255
	maxConditions = 64
)

// Verify returns everything that is wrong with a definition, in a stable order, and nothing if New accepts it.
//
// It finds pairs of state and trigger that are not decided, and cases of a guarded pair that are not; pairs decided twice; guards
// that overlap or cannot hold; states that cannot be reached or cannot be left; terminal states that can; names that are not
// declared or never used; texts and sources that are missing; migrations that would lose people.
func Verify[S ~string](d Definition[S]) []Problem {
	v := &verifier[S]{def: d, edges: map[Pair[S]][]Edge[S]{}, refused: map[Pair[S]]bool{}}
	v.header()
	v.declarations()
	v.eachEdge()
	v.eachRefusal()
	v.eachPair()
	v.reach()
	v.unused()
	v.migrations()
	return v.problems
}

type verifier[S ~string] struct {
	def        Definition[S]
	states     []S
	triggers   []Trigger
	conditions []Condition
	edges      map[Pair[S]][]Edge[S]
	refused    map[Pair[S]]bool
	problems   []Problem
}

func (v *verifier[S]) report(kind ProblemKind, where any, format string, args ...any) {
	v.problems = append(v.problems, Problem{Kind: kind, Where: fmt.Sprint(where), Text: fmt.Sprintf(format, args...)})
}

func (v *verifier[S]) header() {
	if !wellFormed(v.def.ID) {
		v.report(BadID, "", "the pathway's id %q is not lower-case words joined by hyphens", v.def.ID)
	}
	if v.def.Version == "" || strings.Trim(v.def.Version, lowerCase+upperCase+digits+".-_+") != "" {
		v.report(BadID, "", "the version %q is not letters, digits and . - _ +", v.def.Version)
	}
}

func (v *verifier[S]) declarations() {
	for _, s := range v.def.States {
		v.states = declare(v, v.states, s.ID, "state", s.Title, s.Meaning)
		for _, d := range s.Typical {
			v.duration(s.ID, d)
		}
	}
	for _, t := range v.def.Triggers {
		v.triggers = declare(v, v.triggers, t.ID, "trigger", t.Title, t.Meaning)
	}
	for _, c := range v.def.Conditions {
		v.conditions = declare(v, v.conditions, c.ID, "condition", c.Meaning)
	}
	v.limit("states", len(v.states), maxStates)
	v.limit("triggers", len(v.triggers), maxTriggers)
	v.limit("conditions", len(v.conditions), maxConditions)
	v.name("the start", slices.Contains(v.states, v.def.Start), "state", string(v.def.Start))
}

// declare checks one id with its texts and returns the ids so far with it.
func declare[S, ID ~string](v *verifier[S], ids []ID, id ID, what string, texts ...string) []ID {
	switch {
	case !wellFormed(string(id)):
		v.report(BadID, id, "the %s's id %q is not lower-case words joined by hyphens", what, id)
	case id == "state" || id == "event":
		v.report(BadID, id, "%q means every %s to looplab/fsm and cannot be the id of one", id, id)
	case slices.Contains(ids, id):
		v.report(BadID, id, "the %s is declared twice", what)
		return ids
	}
	if slices.ContainsFunc(texts, blank) {
		v.report(Undescribed, id, "the %s lacks its title or meaning", what)
	}
	return append(ids, id)
}

func (v *verifier[S]) limit(what string, n, most int) {
	if n > most {
		v.report(BadLimit, "", "%d %s, at most %d", n, what, most)
	}
}

func (v *verifier[S]) duration(at S, d Duration) {
	if blank(d.What) || d.MinDays < 0 || d.MaxDays < 0 || d.MaxDays > 0 && d.MaxDays < d.MinDays {
		v.report(BadDuration, at, "%q from %d to %d days", d.What, d.MinDays, d.MaxDays)
	}
	v.cited(at, d.Cites, "the typical duration "+d.What)
}

func (v *verifier[S]) cited(where any, cites []evidence.Citation, what string) {
	if len(cites) == 0 {
		v.report(Uncited, where, "%s has no source; if it is your own decision, cite OwnDesign", what)
	}
	for _, c := range cites {
		if err := c.Validate(); err != nil {
			v.report(Uncited, where, "%s: %v", what, err)
		}
	}
}

// name reports a name that is not declared.
func (v *verifier[S]) name(where any, declared bool, what, name string) {
	if !declared {
		v.report(UnknownName, where, "%q is not a %s of the definition", name, what)
	}
}

func (v *verifier[S]) eachEdge() {
	for _, e := range v.def.Edges {
		v.name(e, slices.Contains(v.states, e.From), "state", string(e.From))
		v.name(e, slices.Contains(v.triggers, e.On), "trigger", string(e.On))
		v.name(e, slices.Contains(v.states, e.To), "state", string(e.To))
		for i, l := range e.When {
			v.name(e, slices.Contains(v.conditions, l.Condition), "condition", string(l.Condition))
			if slices.ContainsFunc(e.When[:i], func(o Literal) bool { return o.Condition == l.Condition }) {
				v.report(Contradiction, e, "the guard asks for %q twice", l.Condition)
			}
		}
		if blank(e.Why) {
			v.report(Undescribed, e, "the edge gives no reason")
		}
		v.cited(e, e.Cites, "the edge")
		v.distinct(e)
	}
}

// distinct compares an edge with the earlier ones of its pair.
func (v *verifier[S]) distinct(e Edge[S]) {
	at := Pair[S]{e.From, e.On}
	for _, other := range v.edges[at] {
		switch {
		case e.To == other.To && sameGuard(e.When, other.When):
			v.report(Duplicate, e, "the edge is there twice")
		case !exclude(e.When, other.When):
			v.report(Overlap, e, "can hold at the same time as %s", other)
		}
	}
	v.edges[at] = append(v.edges[at], e)
}

func (v *verifier[S]) eachRefusal() {
	for i, r := range v.def.Refusals {
		where := fmt.Sprintf("refusal %d", i+1)
		if len(r.From) == 0 || len(r.On) == 0 {
			v.report(Undecided, where, "names no pair")
		}
		if blank(r.Why) {
			v.report(Undescribed, where, "gives no reason")
		}
		if len(r.Cites) > 0 {
			v.cited(where, r.Cites, "the refusal")
		}
		for _, s := range r.From {
			v.name(where, slices.Contains(v.states, s), "state", string(s))
			for _, t := range r.On {
				v.refuse(Pair[S]{s, t})
			}
		}
		for _, t := range r.On {
			v.name(where, slices.Contains(v.triggers, t), "trigger", string(t))
		}
	}
}

func (v *verifier[S]) refuse(at Pair[S]) {
	if v.refused[at] {
		v.report(Duplicate, at, "refused twice")
	}
	v.refused[at] = true
}

// eachPair asks whether every pair has exactly one answer in every case.
func (v *verifier[S]) eachPair() {
	for _, s := range v.states {
		for _, t := range v.triggers {
			at := Pair[S]{s, t}
			gap, open := uncovered(guardsOf(v.edges[at]))
			switch {
			case open && !v.refused[at] && len(gap) == 0:
				v.report(Undecided, at, "neither an edge nor a refusal")
			case open && !v.refused[at]:
				v.report(Undecided, at, "no edge and no refusal for the case: %s", phrase(gap))
			case !open && v.refused[at]:
				v.report(Contradiction, at, "refused, although an edge always takes it")
			}
		}
	}
}

func guardsOf[S ~string](edges []Edge[S]) [][]Literal {
	var guards [][]Literal
	for _, e := range edges {
		guards = append(guards, e.When)
	}
	return guards
}

// reach follows the edges from the start, guards taken to hold.
func (v *verifier[S]) reach() {
	reached := []S{v.def.Start}
	for i := 0; i < len(reached); i++ {
		for _, e := range v.def.Edges {
			if e.From == reached[i] && !slices.Contains(reached, e.To) {
				reached = append(reached, e.To)
			}
		}
	}
	for _, s := range v.def.States {
		out := slices.ContainsFunc(v.def.Edges, func(e Edge[S]) bool { return e.From == s.ID && e.To != s.ID })
		switch {
		case !slices.Contains(reached, s.ID):
			v.report(Unreachable, s.ID, "no way leads here from %q", v.def.Start)
		case s.Terminal && out:
			v.report(TerminalExit, s.ID, "terminal, but an edge leaves it")
		case !s.Terminal && !out:
			v.report(DeadEnd, s.ID, "not terminal, but no edge leaves it")
		}
	}
}

func (v *verifier[S]) unused() {
	for _, t := range v.triggers {
		if !slices.ContainsFunc(v.def.Edges, func(e Edge[S]) bool { return e.On == t }) {
			v.report(Unused, t, "no edge waits for this trigger")
		}
	}
	for _, c := range v.conditions {
		asks := func(l Literal) bool { return l.Condition == c }
		if !slices.ContainsFunc(v.def.Edges, func(e Edge[S]) bool { return slices.ContainsFunc(e.When, asks) }) {
			v.report(Unused, c, "no guard asks for this condition")
		}
	}
}

const (
	lowerCase = "abcdefghijklmnopqrstuvwxyz"
	upperCase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	digits    = "0123456789"
)

// wellFormed reports whether the id is lower-case words and digits joined by single hyphens, beginning with a letter.
func wellFormed(id string) bool {
	if id == "" || id[0] < 'a' || id[0] > 'z' {
		return false
	}
	for word := range strings.SplitSeq(id, "-") {
		if word == "" || strings.Trim(word, lowerCase+digits) != "" {
			return false
		}
	}
	return true
}

func blank(text string) bool { return strings.TrimSpace(text) == "" }
