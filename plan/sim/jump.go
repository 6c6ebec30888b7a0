package sim

import (
	"fmt"
	"math/bits"
	"sort"
	"sync"

	"github.com/oudpath/oudpath/plan/sim/internal/portable"
	"github.com/oudpath/oudpath/plan/sim/internal/random"
)

// The engine Jump draws how long a stay lasts instead of asking in every cycle whether it ends. The law is that of the tables:
// the survival of a stay is the product of the probabilities of staying, row after row.
//
// A stay that begins in an only epoch and ends while rows still differ is one draw and one look at an alias table (Walker 1977,
// Vose 1991) of all lengths and ways; a stay that outlasts the rows has a geometric tail. Whatever else there is (epochs, stays
// that go on after a branch led back) inverts the cumulative hazard, exactly, with one exponential draw that is used up epoch by
// epoch.

// jumpTables are the tables of the engine Jump.
type jumpTables struct {
	once   sync.Once
	err    error
	length []int     // by place: cycles after which neither the row nor the auxiliary clocks change
	rows   [][]int   // by place: row after so many cycles of a stay, for each auxiliary value at its start
	curves [][]curve // by epoch: by place and auxiliary value
	alias  []aliasTable
	events [][][]curve // by epoch: by place and auxiliary value, by event
}

// curve is a cumulative hazard: total[d] after d cycles of a stay, then rate per cycle. Cycles that nobody survives are kept apart,
// so that what comes after them is still a number: a stay that a branch leads back into goes on beyond them.
type curve struct {
	total   []float64
	rate    float64
	certain []int // cycles of the stay that nobody survives, rising
	ends    bool  // nor any after the last of total
}

// maxCurves is the number of values at which curves are refused.
const maxCurves = 100e6

// prepareJump builds the tables.
func (k *kernel) prepareJump() {
	j := &k.jump
	size := 0
	for i := range k.places {
		length := max(k.places[i].width, k.aux.episode.values)
		for _, d := range k.aux.windows {
			length = max(length, d.values)
		}
		j.length = append(j.length, length)
		size += length * k.aux.size
	}
	if float64(size)*float64(len(k.epochs)) > maxCurves {
		j.err = fmt.Errorf("%w: the engine jump would need %d values: use step, or let the hazards become flat", ErrStudy,
			size*len(k.epochs))
		return
	}
	for i := range k.places {
		j.rows = append(j.rows, k.diagonals(i))
	}
	for e := range k.epochs {
		var curves []curve
		var events [][]curve
		for i := range k.places {
			p := &k.places[i]
			for aux := range k.aux.size {
				rows := j.rows[i][aux*j.length[i]:][:j.length[i]]
				curves = append(curves, stayCurve(rows, func(r int) float64 { return 1 - share(k.step.exit[e][p.row+r]) }))
				var of []curve
				for n := range p.events {
					of = append(of, stayCurve(rows, func(r int) float64 { return 1 - k.tables[k.tableOf[e]].event[p.event+n*p.size+r] }))
				}
				events = append(events, of)
			}
		}
		j.curves, j.events = append(j.curves, curves), append(j.events, events)
	}
	if len(k.epochs) == 1 {
		for i := range k.places {
			for aux := range k.aux.size {
				j.alias = append(j.alias, k.stayAlias(i, j.rows[i][aux*j.length[i]:][:j.length[i]]))
			}
		}
	}
	for i := range j.alias[:min(len(j.alias), len(k.hot))] {
		k.hot[i].columns, k.hot[i].tail = j.alias[i].columns, j.alias[i].width
	}
}

// share is the probability that a draw falls below a limit.
func share(limit uint64) float64 {
	if limit == random.Certain {
		return 1
	}
	return float64(limit) * 0x1p-64
}

// diagonals returns the rows that a stay passes through, for every auxiliary value at its start.
func (k *kernel) diagonals(place int) []int {
	p, length := &k.places[place], k.jump.length[place]
	var rows []int
	for aux := range k.aux.size {
		for d := range length {
			rows = append(rows, aux*p.width+min(d, p.width-1))
			aux = k.aux.next[passes][aux]
		}
	}
	return rows
}

func stayCurve(rows []int, stay func(row int) float64) curve {
	c := curve{total: make([]float64, len(rows)+1)}
	for d, r := range rows {
		left := stay(r)
		if c.rate, c.ends = -portable.Log(left), left == 0; c.ends {
			c.rate, c.certain = 0, append(c.certain, d)
		}
		c.total[d+1] = c.total[d] + c.rate
	}
	return c
}

// surely returns the first cycle from the given one on that nobody survives.
func (c *curve) surely(from int) int {
	if i := sort.SearchInts(c.certain, from); i < len(c.certain) {
		return c.certain[i]
	}
	if c.ends {
		return from
	}
	return never
}

// at returns the cumulative hazard after so many cycles.
func (c *curve) at(cycles int) float64 {
	if last := len(c.total) - 1; cycles > last {
		return c.total[last] + float64(c.rate*float64(cycles-last))
	}
	return c.total[cycles]
}

// next returns the first cycle of the stay, not before from and before to, in which the hazard exceeds what is left of an
// exponential draw, and to with the rest of the draw if there is none.
func (c *curve) next(from, to int, left float64) (int, float64) {
	if sure := c.surely(from); sure < to {
		at, _ := c.between(from, sure, left)
		return at, 0
	}
	return c.between(from, to, left)
}

// between is next where no cycle is certain.
func (c *curve) between(from, to int, left float64) (int, float64) {
	base := c.at(from)
	if end := c.at(to) - base; !(end > left) {
		return to, left - end
	}
	last := len(c.total) - 1
	if from < last {
		n := sort.Search(last-from, func(i int) bool { return c.total[from+i+1]-base > left })
		if from+n < last {
			return from + n, 0
		}
		left -= c.total[last] - base
		from = last
	}
	return min(from+int(left/c.rate), to-1), 0
}

// jumpPerson takes one person through one arm, stay by stay.
func (k *kernel) jumpPerson(w *walker, key uint64) {
	here := k.starts(key)
	w.begin(k, w.unit)
	if k.short(Jump) && w.path == nil {
		k.jumpFast(w, key, here)
		return
	}
	w.enter(here, 0)
	if w.path != nil {
		w.path.starts(k, here)
	}
	g := random.Generator{State: random.Stream(key, random.ForStay)}
	horizon := k.c.horizon
	since, aux := 0, k.aux.start // when the stay began, and the auxiliary clocks then
	epoch := 0
	for cycle := 0; cycle < horizon; {
		p := &k.places[here]
		if p.absorbing && len(p.events) == 0 {
			break
		}
		begun := cycle
		var chosen int
		if cycle == since && k.jump.alias != nil {
			cycle, chosen = k.draw(&g, here, aux, cycle)
		} else {
			cycle, chosen = k.invert(&g, here, aux, since, cycle, &epoch)
		}
		if len(p.events) > 0 {
			k.occur(w, &g, here, aux, since, begun, min(cycle+1, horizon))
		}
		if cycle >= horizon {
			break
		}
		way := &p.ways[chosen]
		t := &way.targets[0]
		if len(way.targets) > 1 {
			t = &way.targets[pick(k.step.share[here][chosen], g.Next())]
		}
		next := w.move(p, way, t, cycle)
		cycle++
		if t.stays {
			continue
		}
		w.leave(p, since, cycle)
		w.enter(next, cycle)
		aux = k.aux.next[t.turn][k.jump.rows[here][aux*k.jump.length[here]+min(cycle-1-since, k.jump.length[here]-1)]/p.width]
		here, since = next, cycle
	}
	w.leave(&k.places[here], since, horizon+1)
}

// invert returns the cycle in which the stay ends, and the way; the horizon if it does not.
func (k *kernel) invert(g *random.Generator, here, aux, since, cycle int, epoch *int) (int, int) {
	left, horizon := -portable.Log(random.Positive(g.Next())), k.c.horizon
	for {
		for *epoch+1 < len(k.epochs) && k.epochs[*epoch+1] <= cycle {
			*epoch++
		}
		end := k.until(*epoch)
		var at int
		at, left = k.jump.curves[*epoch][here*k.aux.size+aux].next(cycle-since, end-since, left)
		cycle = since + at
		if cycle < end {
			return cycle, k.wayOut(g, here, aux, at, *epoch)
		}
		if end == horizon {
			return horizon, noValue
		}
	}
}

// wayOut draws the way of a person who leaves in that cycle of the stay.
func (k *kernel) wayOut(g *random.Generator, here, aux, at, epoch int) int {
	p := &k.places[here]
	row := k.jump.rows[here][aux*k.jump.length[here]+min(at, k.jump.length[here]-1)]
	limits := k.step.way[epoch][p.way+row*len(p.ways):][:len(p.ways)]
	draw, _ := bits.Mul64(g.Next(), k.step.exit[epoch][p.row+row])
	return pick(limits, draw)
}

// occur draws the events of a stretch of a stay.
func (k *kernel) occur(w *walker, g *random.Generator, here, aux, since, from, to int) {
	for n := range k.places[here].events {
		epoch := 0
		left := -portable.Log(random.Positive(g.Next()))
		for cycle := from; cycle < to; {
			for epoch+1 < len(k.epochs) && k.epochs[epoch+1] <= cycle {
				epoch++
			}
			end := min(to, k.until(epoch))
			var at int
			at, left = k.jump.events[epoch][here*k.aux.size+aux][n].next(cycle-since, end-since, left)
			if cycle = since + at; cycle < end {
				w.event(k.places[here].events[n].event, &k.places[here], cycle-since, cycle)
				left = -portable.Log(random.Positive(g.Next()))
				cycle++
			}
		}
	}
}
