package sim

import (
	"math"
	"math/bits"

	"github.com/oudpath/oudpath/plan/sim/internal/portable"
	"github.com/oudpath/oudpath/plan/sim/internal/random"
	"github.com/oudpath/oudpath/plan/sim/internal/vector"
)

// aliasTable draws one of several outcomes of any probabilities with one draw: the outcomes are cut and stacked into columns of
// equal height with at most two in each.
type aliasTable struct {
	columns []column
	tail    float64 // −1 over the hazard per cycle of the tail, for its geometric length; −Inf if it never ends
	width   int     // cycles before the tail
}

type column struct {
	limit         uint64 // part of the column that belongs to the lower outcome
	lower, higher outcome
}

// outcome is the cycle of the stay in which it ends, and the way; tailOutcome if it outlasts the table.
type outcome uint32

const (
	wayBits             = 10
	tailOutcome outcome = math.MaxUint32
)

// A table goes on into the part of a stay in which the rows no longer differ until few people are left or it becomes too large
// for the fastest memory: a look at it is several times cheaper than a logarithm.
const (
	fewLeft      = 0.01
	manyOutcomes = 512
)

// stayAlias builds the table of a stay that passes through the rows.
func (k *kernel) stayAlias(place int, rows []int) aliasTable {
	p := &k.places[place]
	var outcomes []outcome
	var chances []float64
	alive := 1.0
	last, width := len(rows)-1, 0
	for ; width < k.c.horizon; width++ {
		if width >= last && (alive <= fewLeft || len(outcomes) >= manyOutcomes || len(p.ways) == 0) {
			break
		}
		limits := k.step.way[0][p.way+rows[min(width, last)]*len(p.ways):][:len(p.ways)]
		before := 0.0
		for w, limit := range limits {
			if here := share(limit); here > before {
				outcomes, chances = append(outcomes, outcome(width<<wayBits|w)), append(chances, alive*(here-before))
				before = here
			}
		}
		alive *= 1 - before
	}
	outcomes, chances = append(outcomes, tailOutcome), append(chances, alive)
	t := aliasTable{columns: stack(outcomes, chances), width: width, tail: math.Inf(-1)}
	if len(p.ways) > 0 {
		t.tail = 1 / portable.Log1p(-share(k.step.exit[0][p.row+rows[last]]))
	}
	return t
}

// stack is Vose's construction.
func stack(outcomes []outcome, chances []float64) []column {
	n, total := len(outcomes), vector.Sum(chances)
	heights := make([]float64, n)
	var small, large []int
	for i, p := range chances {
		heights[i] = p / total * float64(n)
		if heights[i] < 1 {
			small = append(small, i)
		} else {
			large = append(large, i)
		}
	}
	columns := make([]column, n)
	for len(small) > 0 && len(large) > 0 {
		s, l := small[len(small)-1], large[len(large)-1]
		small = small[:len(small)-1]
		columns[s] = column{limit: random.Threshold(heights[s]), lower: outcomes[s], higher: outcomes[l]}
		if heights[l] -= 1 - heights[s]; heights[l] < 1 {
			large, small = large[:len(large)-1], append(small, l)
		}
	}
	for _, i := range append(small, large...) { // full but for rounding
		columns[i] = column{limit: random.Certain, lower: outcomes[i], higher: outcomes[i]}
	}
	return columns
}

// draw returns the cycle in which a stay that begins now ends, and the way; the horizon or later if it does not.
func (k *kernel) draw(g *random.Generator, here, aux, cycle int) (int, int) {
	t := &k.jump.alias[here*k.aux.size+aux]
	index, rest := bits.Mul64(g.Next(), uint64(len(t.columns)))
	c := &t.columns[index]
	o := c.higher
	if rest < c.limit {
		o = c.lower
	}
	if o != tailOutcome {
		return cycle + int(o>>wayBits), int(o & (1<<wayBits - 1))
	}
	return k.tail(g, here, aux, cycle)
}

// tail draws the rest of a stay that began now and outlasts its alias table.
func (k *kernel) tail(g *random.Generator, here, aux, cycle int) (int, int) {
	t := &k.jump.alias[here*k.aux.size+aux]
	length := portable.Log(random.Positive(g.Next())) * t.tail
	if !(length < float64(k.c.horizon-cycle-t.width)) {
		return k.c.horizon, noValue
	}
	end := t.width + int(length)
	return cycle + end, k.wayOut(g, here, aux, end, 0)
}
