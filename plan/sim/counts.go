package sim

import "github.com/oudpath/oudpath/plan/sim/internal/random"

// split takes a whole population through an arm and group: the people of every row are divided at random among staying and the
// ways, those of every way among its branches. The numbers have exactly the law of as many individuals; nobody has a path.
func (k *kernel) split(out *course, s Study, unit, class int) {
	people := k.c.peopleOf(s, unit%len(k.c.groups), class)
	key := random.PersonKey(s.Seed, uint64(unit*len(k.c.latents)+class))
	h := &splitter{k: k, key: random.Stream(key, random.ForSplit), rows: make([]int64, k.rows), later: make([]int64, k.rows)}
	h.course = out
	if people > 0 {
		out.begun(k, float64(people))
	}
	g := random.Generator{State: random.At(h.key, -1)}
	starts := make([]int64, len(k.start))
	g.Multinomial(people, k.start, starts)
	for state, n := range starts {
		p := &k.places[state*k.c.episodes]
		h.rows[p.row+k.aux.start*p.width] = n
	}
	h.run()
}

// peopleOf divides the people of a study among the groups and the classes of frailty, the same way in every arm.
func (c *Compiled) peopleOf(s Study, group, class int) int64 {
	shares, people := make([]float64, len(c.groups)), make([]int64, len(c.groups))
	for i, g := range c.groups {
		shares[i] = g.Share
	}
	g := random.Generator{State: random.Stream(random.PersonKey(s.Seed, 0), random.ForGroup)}
	g.Multinomial(s.People, shares, people)
	if len(c.latents) == 1 {
		return people[group]
	}
	shares, classes := make([]float64, len(c.latents)), make([]int64, len(c.latents))
	for i, l := range c.latents {
		shares[i] = l.share
	}
	g = random.Generator{State: random.Stream(random.PersonKey(s.Seed, uint64(group)), random.ForFrailty)}
	g.Multinomial(people[group], shares, classes)
	return classes[class]
}

type splitter struct {
	k           *kernel
	key         uint64
	course      *course
	rows, later []int64
	t           *table
	scratch     scratch
}

// run follows the population to the horizon and counts people.
func (h *splitter) run() {
	k := h.k
	epoch, filled := 0, noValue
	for cycle := range k.c.horizon + 1 {
		for epoch+1 < len(k.epochs) && k.epochs[epoch+1] <= cycle {
			epoch++
		}
		if filled != epoch {
			filled, h.t = epoch, k.tableAt(epoch, &h.scratch)
		}
		h.count(h.t, cycle)
		if cycle == k.c.horizon {
			break
		}
		clear(h.later)
		for i := range k.places {
			g := random.Generator{State: random.At(h.key, cycle*len(k.places)+i)}
			h.advance(&g, &k.places[i], epoch, cycle)
		}
		h.rows, h.later = h.later, h.rows
	}
}

// count writes who is where at a moment, and what happens to them in the cycle that starts then.
func (h *splitter) count(t *table, moment int) {
	k := h.k
	for i := range k.places {
		p := &k.places[i]
		from, to := k.c.bandsOf(p.state)
		all := int64(0)
		for aux := range k.aux.size {
			rows := h.rows[p.row+aux*p.width:][:p.width]
			for b := from; b < to; b++ {
				band := k.c.bands[b]
				if band.from < p.width {
					n := total(rows[band.from:min(band.to, p.width)])
					all += n
					h.course.present(k, p, b, aux, float64(n), moment)
				}
			}
		}
		if moment == 0 {
			h.course.cells[h.course.l.entries+from*h.course.l.moments] += float64(all)
		}
		if moment < k.c.horizon && len(p.events) > 0 && all > 0 {
			h.befall(p, i, t, moment)
		}
	}
}

// befall draws how many people an event happens to.
func (h *splitter) befall(p *place, number int, t *table, cycle int) {
	for e := range p.events {
		g := random.Generator{State: random.At(random.Stream(h.key, random.ForEvents+random.Purpose(p.events[e].event)), cycle*len(h.k.places)+number)}
		for aux := range h.k.aux.size {
			byBand := make([]int64, len(h.k.c.bands))
			for inState, people := range h.rows[p.row+aux*p.width:][:p.width] {
				byBand[h.k.c.bandAt(p.state, inState)] += g.Binomial(people, t.event[p.event+e*p.size+aux*p.width+inState])
			}
			for b, n := range byBand {
				if n > 0 {
					h.course.happened(h.k, p, p.events[e].event, b, aux, float64(n), cycle)
				}
			}
		}
	}
}

// advance divides the people of a place.
func (h *splitter) advance(g *random.Generator, p *place, epoch, cycle int) {
	k := h.k
	t, lead := h.t, k.lead(p, epoch)
	leavers := make([]int64, len(p.ways)*k.aux.size)
	for r, people := range h.rows[p.row:][:p.size] {
		if people == 0 {
			continue
		}
		aux, inState := r/p.width, r%p.width
		ahead := k.aux.next[passes][aux]*p.width + min(inState+1, p.width-1)
		left, chance := people, 1.0
		for w := range p.ways {
			of := 0.0
			if w < p.lead {
				of = lead[w]
			} else {
				of = float64(lead[p.lead] * t.way[p.way+w*p.size+r])
			}
			n := g.Binomial(left, min(1, of/chance))
			left, chance = left-n, chance-of
			leavers[w*k.aux.size+aux] += n - h.back(g, p, &p.ways[w], n, aux, ahead, cycle)
			if left == 0 {
				break
			}
		}
		h.later[p.row+ahead] += left
	}
	for w := range p.ways {
		for aux := range k.aux.size {
			h.arrive(g, p, &p.ways[w], leavers[w*k.aux.size+aux], aux, cycle)
		}
	}
}

// back returns how many of those who took a way are led back to their state by a branch, and moves them one row on.
func (h *splitter) back(g *random.Generator, p *place, w *way, n int64, aux, ahead, cycle int) int64 {
	all := int64(0)
	for b := range w.targets {
		if t := &w.targets[b]; t.stays && n > 0 {
			all = g.Binomial(n, t.share)
			h.later[p.row+ahead] += all
			h.course.moved(h.k, p, w, t, aux, float64(all), cycle)
		}
	}
	return all
}

// arrive divides those who took a way among the branches that lead elsewhere.
func (h *splitter) arrive(g *random.Generator, p *place, w *way, n int64, aux, cycle int) {
	if n == 0 {
		return
	}
	chance := 0.0
	for b := range w.targets {
		if !w.targets[b].stays {
			chance += w.targets[b].share
		}
	}
	for b := range w.targets {
		t := &w.targets[b]
		if t.stays || n == 0 {
			continue
		}
		arrive := g.Binomial(n, min(1, t.share/chance))
		n, chance = n-arrive, chance-t.share
		if chance <= 1e-15 {
			arrive, n = arrive+n, 0 // what rounding left over
		}
		to := &h.k.places[t.place]
		h.later[to.row+h.k.aux.next[t.turn][aux]*to.width] += arrive
		h.course.moved(h.k, p, w, t, aux, float64(arrive), cycle)
	}
}

func total(x []int64) int64 {
	sum := int64(0)
	for _, n := range x {
		sum += n
	}
	return sum
}
