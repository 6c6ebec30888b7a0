package sim

// auxiliary folds the clocks InEpisode and SinceLeaving into one number.
type auxiliary struct {
	episode, leaving int // values that are told apart; 1 if the clock is not used
	size             int
	start            int
	next             [turns][]int // the value after a cycle, by what happened in it
}

// What can happen to the auxiliary clocks in a cycle.
const (
	passes  = iota // time goes on
	leaves         // the states of Leaving were left: the window opens
	enters         // one of them was entered: it closes
	begins         // an episode began; plus one of the three above
	turns   = 2 * begins
	noValue = -1
)

// auxiliaryOf sizes the auxiliary clocks for what the hazards of a kernel use.
func (c *Compiled) auxiliaryOf(k *kernel) auxiliary {
	a := auxiliary{episode: 1, leaving: 1}
	for _, s := range k.sources() {
		if last := s.last(InEpisode); last > 0 {
			limit := c.horizon
			if c.model.Episodes.Cap > 0 {
				limit = c.model.Episodes.Cap
			}
			a.episode = max(a.episode, min(last, limit)+1)
		}
		if s.uses(SinceLeaving) {
			a.leaving = c.model.Leaving.Cycles + 1
		}
	}
	a.size, a.start = a.episode*a.leaving, a.leaving-1
	for turn := range a.next {
		for value := range a.size {
			episode, leaving := value/a.leaving, value%a.leaving
			episode, leaving = min(episode+1, a.episode-1), min(leaving+1, a.leaving-1)
			switch turn % begins {
			case leaves:
				leaving = 0
			case enters:
				leaving = a.leaving - 1
			}
			if turn >= begins {
				episode = 0
			}
			a.next[turn] = append(a.next[turn], episode*a.leaving+leaving)
		}
	}
	return a
}

func (s *source) uses(clock Clock) bool {
	if s.hazard.clock == clock {
		return true
	}
	for _, e := range s.effects {
		if !e.When.clocks()[clock].Always() {
			return true
		}
	}
	return false
}
