package random

// Generator is a stream of draws in order: SplitMix64.
type Generator struct{ State uint64 }

// Next returns the next draw.
func (g *Generator) Next() uint64 {
	g.State += Golden
	return Mix(g.State)
}
