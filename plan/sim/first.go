package sim

import (
	"fmt"
	"slices"
)

// FirstMove is how many people first leave where they start by a move.
type FirstMove struct {
	Move          // with no Name, and To as From, it is those who are still where they started at the horizon
	Share float64 // of all people of the arm
}

// FirstMoves returns what people first do in an arm: for every state in which somebody starts, in the order of the model, the moves out of
// it in the order of Moves, and at last those who never moved. Moves that nobody makes first are left out, and a branch that leads back is
// no move. The shares sum to 1. They are the exact expectation, whatever engine runs a study; a model with functions has none, which is
// ErrStudy. An arm that the model does not have is ErrUnknown.
func (c *Compiled) FirstMoves(arm string) ([]FirstMove, error) {
	a := slices.Index(c.Arms(), arm)
	if a < 0 {
		return nil, fmt.Errorf("%w: arm %q", ErrUnknown, arm)
	}
	if c.called {
		return nil, fmt.Errorf("%w: the first moves of a model with functions have no exact expectation", ErrStudy)
	}
	if len(c.model.Capacities) > 0 {
		return nil, fmt.Errorf("%w: the first moves of people who wait for each other have no exact expectation", ErrStudy)
	}
	moved, started := make([]float64, len(c.moves)), make([]float64, len(c.states))
	for g, group := range c.groups {
		for n, k := range c.units[a*len(c.groups)+g] {
			h, of := newCohort(k), float64(group.Share*c.latents[n].share)
			h.first = make([]float64, len(c.moves))
			h.run(nil, nil)
			for i, share := range h.first {
				moved[i] += float64(of * share)
			}
			for s, share := range k.start {
				started[s] += float64(of * share)
			}
		}
	}
	var all []FirstMove
	for s, left := range started {
		for i, m := range c.moves {
			if m.From == c.states[s] && moved[i] > 0 {
				all, left = append(all, FirstMove{m, moved[i]}), left-moved[i]
			}
		}
		if left > rounding {
			all = append(all, FirstMove{Move{From: c.states[s], To: c.states[s]}, left})
		}
	}
	return all, nil
}

// rounding is a share of people that is nobody: what is left over when shares that sum to one are taken away.
const rounding = 1e-12
