package sim

import "math/bits"

// tally counts people in whole numbers: adding up tallies gives the same result in any order. Rewards are added up as whole
// numbers of a small unit for the same reason.
type tally struct {
	c       *Compiled
	cells   [][]int64   // by arm and group; see layout. While people are being counted, occupancy holds those who left the band
	rewards [][]moments // by arm and group, then reward
	flows   []flow      // by reward, if what is gathered is kept by cycle
	against [][]moments // by pair of arms, then reward: the later arm's value minus that of the earlier, person by person; see pairOf
}

func newTally(c *Compiled, byCycle bool) *tally {
	t := &tally{c: c}
	for range c.units {
		t.cells = append(t.cells, make([]int64, c.layout.size))
		t.rewards = append(t.rewards, make([]moments, len(c.rewards)))
	}
	if byCycle {
		for i := range c.rewards {
			t.flows = append(t.flows, newFlow(c, i))
		}
	}
	for range pairOf(0, len(c.model.Arms)) {
		t.against = append(t.against, make([]moments, len(c.rewards)))
	}
	return t
}

// pairOf numbers the pairs of arms, earlier < later; with earlier 0 it is how many pairs there are of the arms before the later one.
func pairOf(earlier, later int) int { return later*(later-1)/2 + earlier }

// add adds the counts of another tally.
func (t *tally) add(other *tally) {
	for u := range t.cells {
		for i, n := range other.cells[u] {
			t.cells[u][i] += n
		}
		addMoments(t.rewards[u], other.rewards[u])
	}
	for i := range t.flows {
		t.flows[i].add(other.flows[i])
	}
	for a := range t.against {
		addMoments(t.against[a], other.against[a])
	}
}

// settle turns arrivals and departures into occupancy, and counts whom a measure never happened to.
func (t *tally) settle() {
	l := t.c.layout
	for _, cells := range t.cells {
		people := int64(0)
		for b := range t.c.bands {
			people += cells[l.entries+b*l.moments]
		}
		for m := range t.c.measures {
			firsts := cells[l.firsts+m*(l.moments+1):][:l.moments+1]
			firsts[l.moments] = people
			for _, n := range firsts[:l.moments] {
				firsts[l.moments] -= n
			}
		}
		for b := range t.c.bands {
			present := int64(0)
			entered, left := cells[l.entries+b*l.moments:], cells[l.occupancy+b*l.moments:]
			for m := range l.moments {
				present += entered[m] - left[m]
				left[m] = present
			}
		}
	}
}

// walker counts what one person does. The engines call it at the start, at moves and at events; between those it costs nothing.
type walker struct {
	t        *tally
	k        *kernel
	unit     int
	cells    []int64
	value    []float64 // gathered by the person in this arm, by reward
	lived    [][]int64 // by arm: gathered by the person, in steps, by reward
	missing  uint64    // measures that have not happened yet, one bit each
	toStates []uint64  // by state: measures that it fulfils
	path     *Path     // where the course is written to; nil if nobody wants it
	person   Person
	windows  []opening // of the person, by risk window
	streams  []uint64  // of the person's events
	calls    []float64 // rates that functions gave in this cycle
	amounts  []float64
	chances  []float64
}

// opening is when a risk window of a person was last opened, and the moment from which on it is closed whatever its length.
type opening struct{ opened, closed int }

// shut is a risk window that was never opened.
var shut = opening{opened: never}

// open returns how many cycles a window of that length has been open at a moment; noValue if it is closed.
func (o opening) open(moment, cycles int) int {
	if since := moment - o.opened; since >= 0 && since < cycles && moment < o.closed {
		return since
	}
	return noValue
}

// maxMeasures is how many measures fit the bits of a word.
const maxMeasures = 64

func newWalker(t *tally) *walker {
	w := &walker{t: t, toStates: make([]uint64, len(t.c.states)), value: make([]float64, len(t.c.rewards)),
		windows: make([]opening, len(t.c.model.Leaving)),
		streams: make([]uint64, len(t.c.events))}
	for range t.c.model.Arms {
		w.lived = append(w.lived, make([]int64, len(t.c.rewards)))
	}
	for i, m := range t.c.measures {
		for s, in := range m.target {
			if in {
				w.toStates[s] |= 1 << i
			}
		}
	}
	ways := 0
	for _, classes := range t.c.units {
		for _, p := range classes[0].places {
			ways = max(ways, len(p.ways))
		}
	}
	w.calls, w.amounts, w.chances = make([]float64, ways), make([]float64, ways), make([]float64, ways)
	return w
}

// begin starts a person's course in a unit, under the law of a kernel. Where the person is, enter says.
func (w *walker) begin(k *kernel, unit int) {
	w.k, w.unit, w.cells = k, unit, w.t.cells[unit]
	w.missing = 1<<len(w.t.c.measures) - 1
	for i := range w.windows {
		w.windows[i] = shut
	}
	for i := range w.value {
		w.value[i] = 0
		w.once(i, 0, w.t.c.rewards[i].atStart[unit]*w.t.c.rewards[i].single[0])
	}
}

// enter notes that the person is in a place from that moment on.
func (w *walker) enter(place, moment int) {
	l := &w.t.c.layout
	state := w.k.places[place].state
	w.cells[l.entries+w.t.c.firstOf[state]*l.moments+moment]++
	if hit := w.missing & w.toStates[state]; hit != 0 {
		w.reach(hit, moment)
	}
}

// reach notes the measures whose bits are set.
func (w *walker) reach(hit uint64, moment int) {
	l := &w.t.c.layout
	w.missing &^= hit
	for ; hit != 0; hit &= hit - 1 {
		w.cells[l.firsts+bits.TrailingZeros64(hit)*(l.moments+1)+moment]++
	}
}

// leave notes that the stay in a state that began at one moment is over at another; past the horizon, that it lasts till the end.
func (w *walker) leave(p *place, from, to int) {
	c := w.t.c
	l := &c.layout
	band, last := c.firstOf[p.state], c.firstOf[p.state+1]-1
	for ; band < last && from+c.bands[band].to < to; band++ { // the next band is reached first
		cross := from + c.bands[band].to
		w.cells[l.occupancy+band*l.moments+cross]++
		w.cells[l.entries+(band+1)*l.moments+cross]++
		w.gather(p, band, from+c.bands[band].from, cross)
	}
	if to < l.moments {
		w.cells[l.occupancy+band*l.moments+to]++
	}
	w.gather(p, band, from+c.bands[band].from, to)
}

// gather adds the value of a stay in a band.
func (w *walker) gather(p *place, band, from, to int) {
	for i := range w.value {
		for n := range w.t.c.rewards[i].layers {
			l := &w.t.c.rewards[i].layers[n]
			from, to := from, to
			if l.since.left != noValue {
				from, to = w.clip(&l.since, from, to)
			}
			for _, s := range l.between(w.unit, from, to) {
				if v := s.values[p.episode].inBand[band]; v != 0 {
					w.value[i] += float64(v * s.total(from, to))
					if w.t.flows != nil {
						w.t.flows[i].stay(s, v, from, to)
					}
				}
			}
		}
	}
}

// once adds a value that is gathered in a cycle.
func (w *walker) once(reward, cycle int, value float64) {
	w.value[reward] += value
	if w.t.flows != nil {
		w.t.flows[reward].once(w.unit, cycle, value)
	}
}

// clip returns the moments from ≤ moment < to at which a limit by a risk window holds for the person; to ≤ from if there is none.
func (w *walker) clip(s *since, from, to int) (int, int) {
	o := w.windows[s.left]
	return max(from, o.opened+s.window.From), min(to, o.closed, o.opened+s.window.To)
}

// holds reports whether a limit holds for the person at a moment.
func (w *walker) holds(s *since, moment int) bool {
	if s.left == noValue {
		return true
	}
	from, to := w.clip(s, moment, moment+1)
	return from < to
}

// move notes the branch of a way that was taken in a cycle, and returns the place it leads to.
func (w *walker) move(p *place, way *way, t *target, cycle int) int {
	w.cells[w.t.c.layout.moves+t.move]++
	if way.move != 0 {
		for i := range w.value {
			r := &w.t.c.rewards[i]
			for n := range r.layers {
				if l := &r.layers[n]; w.holds(&l.since, cycle) {
					w.once(i, cycle, float64(l.in(w.unit, cycle).values[p.episode].byMove[way.move]*r.single[cycle+1]))
				}
			}
		}
	}
	if t.since != nil {
		w.turn(t.since, cycle+1)
	}
	if w.path != nil {
		w.path.moved(w.t.c, t, cycle)
	}
	return t.place
}

// turn opens and closes risk windows at a moment.
func (w *walker) turn(c *sinceChange, moment int) {
	for _, n := range c.opens {
		w.windows[n] = opening{opened: moment, closed: never}
	}
	for _, n := range c.closes {
		w.windows[n].closed = moment
	}
}

// event notes an event that happens in a cycle to somebody who has been in the state for so long.
func (w *walker) event(event int, p *place, inState, cycle int) {
	l := &w.t.c.layout
	w.cells[l.events+event*l.moments+cycle]++
	if len(w.value) > 0 {
		cell := event*len(w.t.c.bands) + w.t.c.bandAt(p.state, inState)
		for i := range w.value {
			r := &w.t.c.rewards[i]
			for n := range r.layers {
				if l := &r.layers[n]; w.holds(&l.since, cycle) {
					w.once(i, cycle, float64(l.in(w.unit, cycle).values[p.episode].byEvent[cell]*r.single[cycle]))
				}
			}
		}
	}
	if w.path != nil {
		w.path.happened(w.t.c, event, cycle)
	}
}

// end closes the person's course in an arm. Arms come in their order.
func (w *walker) end(arm int) {
	for i, v := range w.value {
		n := w.t.c.rewards[i].steps(v)
		w.t.rewards[w.unit][i].note(n)
		w.lived[arm][i] = n
		for earlier, all := range w.lived[:arm] {
			w.t.against[pairOf(earlier, arm)][i].note(n - all[i])
		}
	}
}
