package stages

import (
	"slices"
	"strings"

	"github.com/oudpath/oudpath/plan/truth"
)

// Facts is what is known about one person's conditions, as bits: bit i belongs to the condition of which ConditionIndex says i.
// The zero Facts knows nothing. It is the form for bulk work; Next and Fire take a function.
type Facts struct {
	Known uint64 // the conditions that have an answer
	True  uint64 // those of them whose answer is yes; bits outside Known mean nothing
}

// With returns the facts with the answer to one condition set, or taken back if it is Unknown. A bit outside 0 to 63 changes nothing.
func (f Facts) With(bit int, t truth.Value) Facts {
	if bit < 0 || bit >= maxConditions {
		return f
	}
	mask := uint64(1) << bit
	f.Known &^= mask
	f.True &^= mask
	switch t {
	case truth.Yes:
		f.True |= mask
		f.Known |= mask
	case truth.No:
		f.Known |= mask
	}
	return f
}

// choice is a guarded edge, compiled: the conditions that its guard asks for, and which of them it wants true.
type choice struct {
	mask, want uint64
	to         uint8
	edge       int // index into the edges of the definition
}

// choose returns the index of the choice that the facts select, or -1. Then missing has the conditions that could still select one:
// none is a refusal.
func choose(choices []choice, f Facts) (chosen int, missing uint64) {
	for i, c := range choices {
		if (f.True^c.want)&c.mask&f.Known != 0 {
			continue
		}
		unknown := c.mask &^ f.Known
		if unknown == 0 {
			return i, 0
		}
		missing |= unknown
	}
	return -1, missing
}

// exclude reports whether two guards contradict each other, so that both can never hold.
func exclude(a, b []Literal) bool {
	for _, l := range a {
		if slices.Contains(b, Literal{Condition: l.Condition, Want: !l.Want}) {
			return true
		}
	}
	return false
}

// uncovered returns a case that none of the guards holds in, and whether there is one. It splits on one condition after another
// until some guard holds whatever the rest, or none is left.
func uncovered(guards [][]Literal) ([]Literal, bool) {
	if len(guards) == 0 {
		return nil, true
	}
	for _, g := range guards {
		if len(g) == 0 {
			return nil, false
		}
	}
	split := guards[0][0].Condition
	for _, answer := range []bool{true, false} {
		assumed := Literal{Condition: split, Want: answer}
		if rest, gap := uncovered(assume(guards, assumed)); gap {
			return append([]Literal{assumed}, rest...), true
		}
	}
	return nil, false
}

// assume returns what is left of the guards when one literal is taken to hold.
func assume(guards [][]Literal, held Literal) [][]Literal {
	opposite := Literal{Condition: held.Condition, Want: !held.Want}
	var left [][]Literal
	for _, g := range guards {
		if !slices.Contains(g, opposite) {
			left = append(left, slices.DeleteFunc(slices.Clone(g), func(l Literal) bool { return l == held }))
		}
	}
	return left
}

// sameGuard reports whether two guards ask for the same, in whatever order.
func sameGuard(a, b []Literal) bool {
	within := func(a, b []Literal) bool {
		return !slices.ContainsFunc(a, func(l Literal) bool { return !slices.Contains(b, l) })
	}
	return within(a, b) && within(b, a)
}

// phrase writes literals as "plan-made and not dependent".
func phrase(literals []Literal) string {
	words := make([]string, len(literals))
	for i, l := range literals {
		words[i] = l.String()
	}
	return strings.Join(words, " and ")
}

func bracketed(guard []Literal) string {
	if len(guard) == 0 {
		return ""
	}
	return " [" + phrase(guard) + "]"
}
