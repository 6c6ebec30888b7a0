package sim

import "math"

// reward is a Reward with its parts resolved for every arm and group.
type reward struct {
	name    string
	weight  []float64   // by moment: what a value of 1 in a state counts, discounted and weighted by the timing
	reached []float64   // sums of weight before each moment, one element more
	single  []float64   // by moment: what a value of 1 that is gathered once counts, discounted only
	inBand  [][]float64 // by arm and group: value by band
	byMove  [][]float64 // value by rewarded transition name
	byEvent [][]float64 // value by event
	atStart []float64
}

// weighRewards resolves the rewards of the model.
func (c *Compiled) weighRewards() {
	for _, r := range c.model.Rewards {
		w := reward{name: r.Name, reached: []float64{0}}
		for t := range c.horizon + 1 {
			discount := math.Pow(1+r.Discount, -float64(t+r.Delay)/c.perYear)
			w.single = append(w.single, discount)
			w.weight = append(w.weight, discount*r.Timing.weight(t, c.horizon))
			w.reached = append(w.reached, w.reached[t]+w.weight[t])
		}
		for _, arm := range c.model.Arms {
			for _, g := range c.groups {
				c.value(&w, r, arm.Name, g)
			}
		}
		c.rewards = append(c.rewards, w)
	}
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

// value adds the values of an arm and a group to a reward.
func (c *Compiled) value(w *reward, r Reward, arm string, g Group) {
	bands, moves, events, start := make([]float64, len(c.bands)), make([]float64, len(c.rewardedMoves())), make([]float64,
		len(c.events)), 0.0
	for _, p := range r.Parts {
		if p.Arm != "" && p.Arm != arm || !g.is(p.Group) {
			continue
		}
		switch {
		case p.In != "":
			in, _ := c.model.set(p.In)
			for b, band := range c.bands {
				if in[band.state] && p.InState.Holds(band.from) {
					bands[b] += p.Value
				}
			}
		case p.Move != "":
			moves[c.rewardedMove(p.Move)] += p.Value
		case p.Event != "":
			for e, name := range c.events {
				if name == p.Event {
					events[e] += p.Value
				}
			}
		case p.Start:
			start += p.Value
		}
	}
	w.inBand, w.byMove = append(w.inBand, bands), append(w.byMove, moves)
	w.byEvent, w.atStart = append(w.byEvent, events), append(w.atStart, start)
}

// rewardedMoves returns the names of transitions that carry a value, after an empty one for all others.
func (c *Compiled) rewardedMoves() []string {
	names := []string{""}
	for _, r := range c.model.Rewards {
		for _, p := range r.Parts {
			if p.Move != "" {
				names = append(names, p.Move)
			}
		}
	}
	return names
}

// rewardedMove returns the number under which the values of a transition name are kept; 0 if it carries none.
func (c *Compiled) rewardedMove(name string) int {
	for i, n := range c.rewardedMoves() {
		if n == name {
			return i
		}
	}
	return 0
}
