package sim

// reach finds the auxiliary values that people can have in each place: in treatment, say, the window since leaving it is closed.
func (k *kernel) reach() {
	k.reached = make([]bool, len(k.places)*k.aux.size)
	var todo []int
	visit := func(place, aux int) {
		if cell := place*k.aux.size + aux; !k.reached[cell] {
			k.reached[cell] = true
			todo = append(todo, cell)
		}
	}
	for state, share := range k.start {
		if share > 0 {
			visit(state*k.c.episodes, k.aux.start)
		}
	}
	for len(todo) > 0 {
		place, aux := todo[len(todo)-1]/k.aux.size, todo[len(todo)-1]%k.aux.size
		todo = todo[:len(todo)-1]
		visit(place, k.aux.next[passes][aux])
		for _, w := range k.places[place].ways {
			for _, t := range w.targets {
				if !t.stays {
					visit(t.place, k.aux.next[t.turn][aux])
				}
			}
		}
	}
}

// wire finds the place, episode included, that every branch leads to, and what it does to the auxiliary clocks.
func (k *kernel) wire() {
	m := k.c.model
	treatment, counted := m.set(m.Episodes.In)
	counted = counted && m.Episodes.Last > 0
	var risky [][]bool // by window
	for _, l := range m.Leaving {
		of, _ := m.set(l.Of)
		risky = append(risky, of)
	}
	for i := range k.places {
		p := &k.places[i]
		for w := range p.ways {
			for b := range p.ways[w].targets {
				t := &p.ways[w].targets[b]
				to, episode, changes := t.place, p.episode, make([]byte, 1+len(risky))
				var since sinceChange
				for n, of := range risky {
					switch {
					case of[p.state] && !of[to]:
						changes[1+n], since.opens = opens, append(since.opens, n)
					case !of[p.state] && of[to]:
						changes[1+n], since.closes = closes, append(since.closes, n)
					}
				}
				if counted && !treatment[p.state] && treatment[to] {
					episode = min(episode+1, k.c.episodes-1)
					changes[0], since.begins = opens, true
				}
				if since.begins || len(since.opens)+len(since.closes) > 0 {
					t.since = &since
				}
				t.turn, t.place = k.aux.turn(string(changes)), to*k.c.episodes+episode
			}
		}
	}
}
