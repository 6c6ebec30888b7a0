package economics

import (
	"cmp"
	"math"
	"slices"

	"github.com/oudpath/oudpath/plan/vocabulary"
)

// Standing says how a strategy stands among the others. The zero Standing is invalid.
type Standing uint8

// The standings.
const (
	_                   Standing = iota
	Efficient                    // on the frontier: best at some threshold
	Dominated                    // another strategy costs no more and brings no less, and is better in one of the two
	ExtendedlyDominated          // a mixture of two other strategies costs less and brings as much
	Equivalent                   // costs and brings exactly what a strategy listed before it does
)

var standings = vocabulary.Required[Standing]("standing", []string{
	Efficient:           "efficient",
	Dominated:           "dominated",
	ExtendedlyDominated: "extendedly dominated",
	Equivalent:          "equivalent",
})

// Valid reports whether s is a standing.
func (s Standing) Valid() bool { return standings.Valid(s) }

// String returns the name, and "invalid standing 77" for a value that is none.
func (s Standing) String() string { return standings.Name(s) }

// MarshalText writes the name; a value that is no standing is a vocabulary.ErrWord.
func (s Standing) MarshalText() ([]byte, error) { return standings.MarshalText(s) }

// UnmarshalText reads what MarshalText writes, in that exact spelling; any other text is a vocabulary.ErrWord.
func (s *Standing) UnmarshalText(text []byte) error { return standings.UnmarshalText(s, text) }

// Comparison is a line of a table of incremental cost-effectiveness.
type Comparison struct {
	Strategy
	Standing Standing
	// Against names the efficient strategy that costs next less. It is empty for the cheapest strategy and for those that are not
	// efficient; what follows is then NaN.
	Against    string
	MoreCost   float64 // cost beyond that strategy
	MoreEffect float64 // effect beyond that strategy; positive
	Ratio      float64 // incremental cost-effectiveness ratio: MoreCost/MoreEffect
}

// Frontier compares strategies incrementally, each efficient one with the next cheaper efficient one, so that ratios rise along
// the table. It is in order of cost, then of effect from the largest, then as given. A strategy that lies exactly on the line
// between two others is efficient. It returns ErrEmpty, ErrName or ErrNumber.
func Frontier(strategies []Strategy) ([]Comparison, error) {
	names := make([]string, len(strategies))
	table := make([]Comparison, len(strategies))
	nan := math.NaN()
	for i, s := range strategies {
		if err := finite("a cost or effect of "+s.Name, s.Cost, s.Effect); err != nil {
			return nil, err
		}
		names[i] = s.Name
		table[i] = Comparison{Strategy: s, MoreCost: nan, MoreEffect: nan, Ratio: nan}
	}
	if err := distinct(names); err != nil {
		return nil, err
	}
	slices.SortStableFunc(table, func(a, b Comparison) int {
		return cmp.Or(cmp.Compare(a.Cost, b.Cost), -cmp.Compare(a.Effect, b.Effect))
	})

	var hull []int // the efficient strategies so far
	for i := range table {
		c := &table[i]
		if len(hull) > 0 && c.Effect <= table[hull[len(hull)-1]].Effect {
			c.Standing = Dominated
			if best := table[hull[len(hull)-1]]; best.Cost == c.Cost && best.Effect == c.Effect {
				c.Standing = Equivalent
			}
			continue
		}
		for len(hull) > 1 && turnsDown(table[hull[len(hull)-2]], table[hull[len(hull)-1]], *c) {
			table[hull[len(hull)-1]].Standing = ExtendedlyDominated
			hull = hull[:len(hull)-1]
		}
		c.Standing = Efficient
		hull = append(hull, i)
	}
	for k, i := range hull[1:] {
		c, cheaper := &table[i], table[hull[k]]
		c.Against = cheaper.Name
		c.MoreCost, c.MoreEffect = c.Cost-cheaper.Cost, c.Effect-cheaper.Effect
		c.Ratio = c.MoreCost / c.MoreEffect
	}
	return table, nil
}

// turnsDown reports whether the ratio from b to c is below the one from a to b, so that b lies above the line from a to c.
func turnsDown(a, b, c Comparison) bool {
	return (c.Cost-b.Cost)*(b.Effect-a.Effect) < (b.Cost-a.Cost)*(c.Effect-b.Effect)
}
