package sim

import "slices"

// auxiliary folds the clocks InEpisode and SinceLeaving, of which every risk window has one, into one number: a digit for each clock.
type auxiliary struct {
	episode digit
	windows []digit // by window of Model.Leaving; the highest value of each is a closed window
	size    int
	start   int
	turns   []turn  // what can happen to the clocks in a cycle, each once
	next    [][]int // by turn: the value after the cycle
}

// digit is one clock: how many values are told apart, 1 if nothing uses it, and what a step of it adds to the number.
type digit struct{ values, step int }

func (d digit) of(aux int) int { return aux / d.step % d.values }

// turn is what happens to the clocks in a cycle: a change of the episode's, and one of each window's.
type turn string

// The changes of a clock.
const (
	goesOn byte = iota
	opens       // it begins anew: an episode began, or the states of a window were left
	closes      // one of the states of a window was entered
)

const (
	passes  = 0 // the turn in which time goes on and nothing else
	noValue = -1
)

// since limits something to people for whom a risk window has been open for some time. It holds for everybody if left is noValue.
type since struct {
	left   int // number of the window in Model.Leaving
	window Window
}

// since resolves a limit by a risk window; To is the end of the window at the latest.
func (m Model) since(left string, w Window) since {
	if left == "" && w.Always() {
		return since{left: noValue}
	}
	s := since{m.window(left), w}
	if end := m.Leaving[s.left].Cycles; w.To == 0 || w.To > end {
		s.window.To = end
	}
	return s
}

// window returns the number of a risk window; noValue if there is none of that name.
func (m Model) window(name string) int {
	return slices.IndexFunc(m.Leaving, func(l Leaving) bool { return l.Name == name })
}

// auxiliaryOf sizes the auxiliary clocks for what the hazards of a kernel and the rewards use.
func (c *Compiled) auxiliaryOf(k *kernel) auxiliary {
	episodes, used := 1, make([]bool, len(c.model.Leaving))
	use := func(s since) {
		if s.left != noValue {
			used[s.left] = true
		}
	}
	for _, s := range k.sources() {
		if last := s.last(InEpisode); last > 0 {
			limit := c.horizon
			if c.model.Episodes.Cap > 0 {
				limit = c.model.Episodes.Cap
			}
			episodes = max(episodes, min(last, limit)+1)
		}
		use(s.clockSince)
		for _, e := range s.effects {
			use(e.since)
		}
	}
	for i := range c.rewards {
		for _, l := range c.rewards[i].layers {
			use(l.since)
		}
	}
	a := auxiliary{size: 1}
	add := func(values int) digit {
		d := digit{values: values, step: a.size}
		a.size *= values
		return d
	}
	for i, l := range c.model.Leaving {
		values := 1
		if used[i] {
			values = l.Cycles + 1
		}
		a.windows = append(a.windows, add(values))
		a.start += (values - 1) * a.windows[i].step
	}
	a.episode = add(episodes)
	a.turn(string(make([]byte, 1+len(a.windows))))
	return a
}

// turn returns the number of a turn, giving it one, and its values, if it is new.
func (a *auxiliary) turn(changes string) int {
	if i := slices.Index(a.turns, turn(changes)); i >= 0 {
		return i
	}
	next := make([]int, a.size)
	for value := range next {
		next[value] = a.episode.changed(changes[0], value) * a.episode.step
		for i, d := range a.windows {
			next[value] += d.changed(changes[1+i], value) * d.step
		}
	}
	a.turns, a.next = append(a.turns, turn(changes)), append(a.next, next)
	return len(a.next) - 1
}

// changed returns the value of the clock after a cycle.
func (d digit) changed(by byte, aux int) int {
	switch by {
	case opens:
		return 0
	case closes:
		return d.values - 1
	}
	return min(d.of(aux)+1, d.values-1)
}

// open reports whether a limit holds for people with that value of the clocks.
func (k *kernel) open(s since, aux int) bool {
	if s.left == noValue {
		return true
	}
	t := k.moment(SinceLeaving, s.left, 0, aux, 0)
	return t != noValue && s.window.Holds(t)
}
