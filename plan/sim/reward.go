package sim

import (
	"fmt"
	"math"
	"slices"

	"github.com/oudpath/oudpath/plan/sim/internal/portable"
)

// reward is a Reward with its parts resolved for every arm and group.
type reward struct {
	name    string
	unit    float64     // steps into which a value of 1 is divided when people are added up; see (*reward).scale
	weight  []float64   // by moment: what a value of 1 in a state counts, discounted and weighted by the timing
	reached []float64   // sums of weight before each moment, one element more
	single  []float64   // by moment: what a value of 1 that is gathered once counts, discounted only
	inBand  [][]float64 // by arm and group: value by band
	byMove  [][]float64 // value by rewarded move
	byEvent [][]float64 // value by event and band: event·bands + band
	atStart []float64
}

// paidMove is a transition name, and the state that it leaves, that carry a value.
type paidMove struct {
	name  string
	state int
}

// weighRewards resolves the rewards of the model.
func (c *Compiled) weighRewards() error {
	c.listPaidMoves()
	for _, r := range c.model.Rewards {
		w := reward{name: r.Name, reached: []float64{0}}
		for t := range c.horizon + 1 {
			discount := portable.Pow(1+r.Discount, -float64(t+r.Delay)/c.perYear)
			w.single = append(w.single, discount)
			w.weight = append(w.weight, float64(discount*r.Timing.weight(t, c.horizon)))
			w.reached = append(w.reached, w.reached[t]+w.weight[t])
		}
		for _, arm := range c.model.Arms {
			for _, g := range c.groups {
				c.value(&w, r, arm.Name, g)
			}
		}
		if err := w.scale(c); err != nil {
			return fmt.Errorf("%w: reward %q: %w", ErrModel, r.Name, err)
		}
		c.rewards = append(c.rewards, w)
	}
	return nil
}

// weight returns what a moment counts.
func (t Timing) weight(moment, horizon int) float64 {
	edge := moment == 0 || moment == horizon
	switch {
	case t == CycleStart && moment == horizon, t == CycleEnd && moment == 0:
		return 0
	case t == HalfCycle && edge:
		return 0.5
	case (t == Simpson || t == SimpsonSwapped) && edge:
		return 1.0 / 3
	case t == Simpson && moment%2 == 0, t == SimpsonSwapped && moment%2 == 1:
		return 2.0 / 3
	case t == Simpson || t == SimpsonSwapped:
		return 4.0 / 3
	}
	return 1
}

// finest is the power of two of steps into which the largest possible total of a person is divided: as fine as a float64 of that
// size is itself.
const finest = 53

// scale chooses the unit of a reward from the largest total that a person can gather, so that the same relative precision holds in
// dollars, in dong and in millions. A total that no number can hold, or that is too small for one, is an error.
func (w *reward) scale(c *Compiled) error {
	largest := 0.0
	for u := range w.atStart {
		bands, moves := greatest(w.inBand[u]), greatest(w.byMove[u])
		events := 0.0
		for e := range c.events {
			events += greatest(w.byEvent[u][e*len(c.bands):][:len(c.bands)])
		}
		total := math.Abs(w.atStart[u]) * w.single[0]
		for t := range c.horizon + 1 {
			total += bands*w.weight[t] + (moves+events)*w.single[t]
		}
		largest = max(largest, total)
		if math.IsNaN(total) || math.IsInf(total, 1) {
			return fmt.Errorf("what a person can gather exceeds every number: choose a larger unit")
		}
	}
	if largest == 0 {
		w.unit = 1
		return nil
	}
	_, exponent := math.Frexp(largest)
	if exponent > 960 || exponent < -900 {
		return fmt.Errorf("what a person can gather is up to %.3g: choose another unit", largest)
	}
	w.unit = math.Ldexp(1, finest-exponent)
	return nil
}

func greatest(values []float64) float64 {
	most := 0.0
	for _, v := range values {
		most = max(most, math.Abs(v))
	}
	return most
}

// varies reports whether the reward can differ between people of the units: whether anything but a value at the start is gathered.
func (w *reward) varies(units []int) bool {
	for _, u := range units {
		if greatest(w.inBand[u])+greatest(w.byMove[u])+greatest(w.byEvent[u]) > 0 || w.atStart[u] != w.atStart[units[0]] {
			return true
		}
	}
	return false
}

// value adds the values of an arm and a group to a reward.
func (c *Compiled) value(w *reward, r Reward, arm string, g Group) {
	bands, moves := make([]float64, len(c.bands)), make([]float64, len(c.paid))
	events, start := make([]float64, len(c.events)*len(c.bands)), 0.0
	for _, p := range r.Parts {
		if p.Arm != "" && p.Arm != arm || !g.is(p.Group) {
			continue
		}
		in := c.model.before(p)
		switch {
		case p.Move != "":
			for i, m := range c.paid {
				if i > 0 && m.name == p.Move && in[m.state] {
					moves[i] += p.Value
				}
			}
		case p.Event != "":
			e := slices.Index(c.events, p.Event)
			for b, band := range c.bands {
				if in[band.state] && p.InState.Holds(band.from) {
					events[e*len(c.bands)+b] += p.Value
				}
			}
		case p.In != "":
			value := p.Value
			if p.Per.Valid() {
				value *= p.Per.PerYear() / c.perYear
			}
			for b, band := range c.bands {
				if in[band.state] && p.InState.Holds(band.from) {
					bands[b] += value
				}
			}
		case p.Start:
			start += p.Value
		}
	}
	w.inBand, w.byMove = append(w.inBand, bands), append(w.byMove, moves)
	w.byEvent, w.atStart = append(w.byEvent, events), append(w.atStart, start)
}

// before returns the states in which a person is when a part is gathered: all of them if it names none.
func (m Model) before(p Part) []bool {
	if p.In == "" {
		return slices.Repeat([]bool{true}, len(m.States))
	}
	in, _ := m.set(p.In)
	return in
}

// listPaidMoves gives a number to every transition name and state that some reward asks for.
func (c *Compiled) listPaidMoves() {
	c.paid = []paidMove{{}}
	for _, r := range c.model.Rewards {
		for _, p := range r.Parts {
			for s, in := range c.model.before(p) {
				m := paidMove{name: p.Move, state: s}
				if p.Move != "" && in && !slices.Contains(c.paid, m) {
					c.paid = append(c.paid, m)
				}
			}
		}
	}
}

// rewardedMove returns the number under which the values of a move are kept; 0 if it carries none.
func (c *Compiled) rewardedMove(name string, state int) int {
	return max(0, slices.Index(c.paid, paidMove{name: name, state: state}))
}
