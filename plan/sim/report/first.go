package report

import (
	"errors"

	"github.com/oudpath/oudpath/plan/sim"
	"github.com/oudpath/oudpath/plan/sim/figure"
)

// FirstMoves draws what people first do in an arm, from where they start: the shares of (*sim.Compiled).FirstMoves, which are exact and
// those of all groups, whatever engine ran. Where moves of several names lead to one state, as deaths do, each name has a node of its own.
func FirstMoves(c *sim.Compiled, arm string) (figure.Sankey, error) {
	f := figure.Sankey{Title: "What people do first: " + arm, Left: "start", Right: "first move"}
	moves, err := c.FirstMoves(arm)
	if err != nil {
		return f, err
	}
	names := map[string]map[string]bool{} // of moves that are not called "from → to", by where they lead to
	for _, m := range moves {
		if names[m.To] == nil {
			names[m.To] = map[string]bool{}
		}
		if named(m) {
			names[m.To][m.Name] = true
		}
	}
	for _, m := range moves {
		to := m.To
		switch {
		case m.Name == "":
			to = "still " + m.To
		case named(m) && len(names[m.To]) > 1:
			to = m.Name
		}
		f.Streams = append(f.Streams, figure.Stream{From: m.From, To: to, Share: m.Share})
	}
	return f, nil
}

// named reports whether a move has a name that its states do not tell.
func named(m sim.FirstMove) bool { return m.Name != "" && m.Name != m.From+" → "+m.To }

// firstMoves returns the rows of an arm's first moves; none for a model with functions, whose expectation is not known.
func firstMoves(c *sim.Compiled, arm string) ([]Row, error) {
	moves, err := c.FirstMoves(arm)
	if errors.Is(err, sim.ErrStudy) {
		return nil, nil
	}
	var rows []Row
	for _, m := range moves {
		name := m.From + " → " + m.To
		switch {
		case m.Name == "":
			name = "still " + m.From
		case named(m):
			name += ": " + m.Name
		}
		rows = append(rows, Row{arm, "first move", name, Whole, m.Share, 0})
	}
	return rows, err
}
