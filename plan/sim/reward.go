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
	unit    float64   // steps into which a value of 1 is divided when people are added up; see (*reward).scale
	single  []float64 // by moment: what a value of 1 that is gathered once counts, discounted only
	atStart []float64 // by arm and group
	layers  []layer

	grain float64 // steps into which a value of 1 for a cycle is divided; see flow
	cells int     // of all spans of all arms and groups; see flow
}

// layer is what the parts of a reward give that have one limit by risk windows: the first, those that have none.
type layer struct {
	since   since
	spans   [][]*span // by arm and group: the study, cut where a value changes
	ofCycle [][]int   // by arm and group: the number of the span in which a cycle lies
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
		w := reward{name: r.Name}
		for t := range c.horizon + 1 {
			w.single = append(w.single, portable.Pow(1+r.Discount, -float64(t+r.Delay)/c.perYear))
		}
		layers, known := c.resolve(r), map[[2]int]weights{}
		for n, parts := range layers {
			w.layers = append(w.layers, layer{since: c.model.since(parts[0].Left, parts[0].SinceLeaving)})
			for _, arm := range c.model.Arms {
				for _, g := range c.groups {
					c.cutReward(&w, &w.layers[n], r.Timing, partsOf(parts[1:], arm.Name, g), g, known)
				}
			}
		}
		if err := w.scale(); err != nil {
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
func (w *reward) scale() error {
	largest := 0.0
	for u, start := range w.atStart {
		total := math.Abs(start) * w.single[0]
		for _, l := range w.layers {
			for _, s := range l.spans[u] {
				bands, once := 0.0, 0.0
				for _, v := range s.values {
					bands, once = max(bands, greatest(v.inBand)), max(once, v.once)
				}
				for t, weight := range s.at {
					total += bands*weight + once*w.single[s.from+t]
				}
			}
		}
		largest = max(largest, total)
		if math.IsNaN(total) || math.IsInf(total, 1) {
			return fmt.Errorf("what a person can gather exceeds every number: choose a larger unit")
		}
	}
	if largest == 0 {
		w.unit, w.grain = 1, 1
		return nil
	}
	_, exponent := math.Frexp(largest)
	if exponent > 960 || exponent < -900 {
		return fmt.Errorf("what a person can gather is up to %.3g: choose another unit", largest)
	}
	w.unit = math.Ldexp(1, finest-exponent)
	w.grain = w.finestFor()
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
		if w.atStart[u] != w.atStart[units[0]] {
			return true
		}
		for _, l := range w.layers {
			if slices.ContainsFunc(l.spans[u], (*span).pays) {
				return true
			}
		}
	}
	return false
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
