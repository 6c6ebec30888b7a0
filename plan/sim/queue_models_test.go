package sim_test

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/oudpath/oudpath/plan/sim"
	"github.com/oudpath/oudpath/plan/sim/internal/random"
	"github.com/stretchr/testify/require"
)

// queue draws a model with two services: one of two states with a list, one with a list or none. People go between all of them, between the
// lists too, and some die. Hazards are constant.
func queue(seed uint64) (sim.Model, map[[2]string]float64) {
	d := rand.New(rand.NewPCG(seed, 3))
	rates := map[[2]string]float64{}
	m := sim.Model{Cycle: sim.Week, Horizon: 15, Conversion: sim.CompetingExponential,
		Capacities: []sim.Capacity{{Of: "clinic", Slots: 1 + d.IntN(8), People: 40, Waiting: "clinic list", Source: invented},
			{Of: "ward", Slots: d.IntN(6), People: 40, Waiting: []string{"", "ward list"}[d.IntN(2)], Source: invented}},
		Arms: []sim.Arm{{Name: "usual", Start: map[string]float64{"out": 0.6, "clinic a": 0.1, "clinic list": 0.2, "ward": 0.1}}}}
	if d.IntN(2) == 0 {
		slices.Reverse(m.Capacities)
	}
	names := []string{"out", "clinic a", "clinic b", "clinic list", "ward", "ward list", "dead"}
	for _, name := range names {
		s := sim.State{Name: name}
		if name == "clinic a" || name == "clinic b" {
			s.Tags = []string{"clinic"}
		}
		m.States = append(m.States, s)
	}
	for _, from := range names[:6] {
		for _, to := range names {
			own := from == "clinic list" && (to == "clinic a" || to == "clinic b") || from == "ward list" && to == "ward"
			if from == to || own || d.IntN(2) == 0 {
				continue
			}
			rates[[2]string{from, to}] = d.Float64() / 4
			m.Transitions = append(m.Transitions, sim.Transition{From: from, To: to, Hazard: sim.Constant(rates[[2]string{from, to}])})
		}
	}
	cite(&m)
	return m, rates
}

// guest is a person of the queue.
type guest struct {
	key          uint64
	state, wants string // wants is the state that is waited for
	joined       int    // the list, at this moment
	drawn        string // where to in this cycle; empty for nowhere
}

// lines lives through the queue as the text of Capacity says, with the draws that package random gives.
func lines(m sim.Model, rates map[[2]string]float64, seed uint64, people int) map[string][]float64 {
	var guests []*guest
	for person := range uint64(people) {
		g := &guest{key: random.PersonKey(seed, person)}
		u, total := random.At(random.Stream(g.key, random.ForStart), 0), 0.0
		for _, s := range m.States {
			if share := m.Arms[0].Start[s.Name]; share > 0 && g.state == "" {
				if total += share; u < random.Threshold(total) || total > 1-1e-9 {
					g.state = s.Name
				}
			}
		}
		guests = append(guests, g)
	}
	in := func(c sim.Capacity, state string) bool {
		return state == c.Of || c.Of == "clinic" && (state == "clinic a" || state == "clinic b")
	}
	of := func(state string) int {
		return slices.IndexFunc(m.Capacities, func(c sim.Capacity) bool { return in(c, state) })
	}
	list := func(state string) int {
		return slices.IndexFunc(m.Capacities, func(c sim.Capacity) bool { return c.Waiting == state })
	}
	first := func(c sim.Capacity) string { return map[string]string{"clinic": "clinic a", "ward": "ward"}[c.Of] }
	lot := func(g *guest, cycle int) uint64 { return random.At(random.Stream(g.key, random.ForQueue), cycle) }
	inOrder := func(all []*guest, joined bool, cycle int) { // by how long they wait, then by lot
		slices.SortStableFunc(all, func(a, b *guest) int {
			if joined {
				return cmp.Or(cmp.Compare(a.joined, b.joined), cmp.Compare(lot(a, a.joined-1), lot(b, b.joined-1)))
			}
			return cmp.Compare(lot(a, cycle), lot(b, cycle))
		})
	}
	goes := func(g *guest, to, wants string, cycle int) {
		if n := list(to); n >= 0 {
			g.joined = cycle + 1
			if g.wants = wants; wants == "" {
				g.wants = first(m.Capacities[n])
			}
		}
		g.state = to
	}
	for _, g := range guests {
		goes(g, g.state, "", -1)
	}
	occupancy := map[string][]float64{}
	note := func() {
		for _, s := range m.States {
			n := 0
			for _, g := range guests {
				if g.state == s.Name {
					n++
				}
			}
			occupancy[s.Name] = append(occupancy[s.Name], float64(n)/float64(people))
		}
	}
	note()
	for cycle := range m.Horizon {
		for _, g := range guests {
			g.drawn = drawnWay(m, rates, g, cycle)
		}
		taken := make([]int, len(m.Capacities))
		comes, waits := make([][]*guest, len(taken)), make([][]*guest, len(taken))
		for _, g := range guests {
			from := of(g.state)
			to := of(g.drawn)
			if from >= 0 && (g.drawn == "" || to >= 0) { // who goes to another service frees the slot for the next moment
				taken[from]++
			}
			switch {
			case g.drawn == "" && list(g.state) >= 0:
				waits[list(g.state)] = append(waits[list(g.state)], g)
			case to >= 0 && to != from:
				comes[to] = append(comes[to], g)
			}
		}
		for _, g := range guests {
			if to := of(g.drawn); g.drawn != "" && (to < 0 || to == of(g.state)) {
				goes(g, g.drawn, "", cycle)
			}
		}
		for n, c := range m.Capacities {
			free := max(0, c.Slots*people/int(c.People)-taken[n])
			inOrder(waits[n], true, cycle)
			for _, g := range waits[n][:min(free, len(waits[n]))] {
				goes(g, g.wants, "", cycle)
			}
			free -= min(free, len(waits[n]))
			inOrder(comes[n], false, cycle)
			for i, g := range comes[n] {
				switch {
				case i < free:
					goes(g, g.drawn, "", cycle)
				case c.Waiting != "":
					goes(g, c.Waiting, g.drawn, cycle)
				}
			}
		}
		note()
	}
	return occupancy
}

// drawnWay is where a person's draw leads in a cycle: first to what nobody leaves, then as declared.
func drawnWay(m sim.Model, rates map[[2]string]float64, g *guest, cycle int) string {
	var ways []string
	total := 0.0
	ends := func(state string) bool {
		return !slices.ContainsFunc(m.Transitions, func(t sim.Transition) bool { return t.From == state }) &&
			!slices.ContainsFunc(m.Capacities, func(c sim.Capacity) bool { return c.Waiting == state })
	}
	for _, last := range []bool{true, false} {
		for _, s := range m.States {
			if rate, ok := rates[[2]string{g.state, s.Name}]; ok && ends(s.Name) == last {
				ways, total = append(ways, s.Name), total+rate
			}
		}
	}
	draw, below := random.At(random.Stream(g.key, random.ForMove), cycle), 0.0
	for _, to := range ways {
		if below += rates[[2]string{g.state, to}] / total * -math.Expm1(-total); random.Happens(draw, random.Threshold(below)) {
			return to
		}
	}
	return ""
}

// TestQueuesAreWhatTheirTextSays runs models with two services person by person, a second time.
func TestQueuesAreWhatTheirTextSays(t *testing.T) {
	for seed := range uint64(100) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			m, rates := queue(seed)
			people := 40 * int(1+seed%4)
			r := run(t, compile(t, m), sim.Study{Engine: sim.Step, People: int64(people), Seed: seed})
			want := lines(m, rates, seed, people)
			for _, s := range m.States {
				require.Equal(t, want[s.Name], occupancy(t, r, "usual", s.Name), "%s: %v", s.Name, m.Capacities)
			}
		})
	}
}
