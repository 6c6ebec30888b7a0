package figure

import (
	"fmt"
	"io"
	"math"
)

// Stream is how much goes from one node of a Sankey diagram to another.
type Stream struct {
	From, To string
	Share    float64 // of everybody, above 0
}

// Sankey draws where people go from where: one band for each stream, as thick as its share, from a node on the left to one on the right.
// Nodes stand in the order in which streams first name them, each with its name and its share; one name may stand on both sides.
type Sankey struct {
	Title       string
	Left, Right string // what the two sides are
	Streams     []Stream
}

// The places of the sides, and the least distances between nodes and between their names, in pixels.
const (
	sankeyLeft, sankeyRight, sankeyNode = 196, 544, 12
	sankeyGap, sankeyText               = 10, 15
)

// node is one bar of a side.
type node struct {
	name      string
	share     float64
	y, height float64
	used      float64 // of the height, by streams that are drawn
}

// WriteSVG writes the figure. It returns ErrFigure if there are no streams, or one has no share above 0 that is finite.
func (f Sankey) WriteSVG(w io.Writer) error {
	if len(f.Streams) == 0 {
		return ErrFigure
	}
	var from, to []node
	for _, s := range f.Streams {
		if !(s.Share > 0) || !finite(s.Share) {
			return fmt.Errorf("%w: a stream from %q to %q of %v", ErrFigure, s.From, s.To, s.Share)
		}
		from, to = pour(from, s.From, s.Share), pour(to, s.To, s.Share)
	}
	total := 0.0
	for _, n := range from {
		total += n.share
	}
	most := max(len(from), len(to))
	scale := max(float64(height-top-bottom-sankeyGap*(most-1)), float64(height-top-bottom)/2) / total
	stack(from, scale)
	stack(to, scale)
	c := blank(f.Title)
	for _, s := range f.Streams {
		a, b := find(from, s.From), find(to, s.To)
		c.stream(a, b, s.Share*scale, palette[(index(from, s.From))%len(palette)])
	}
	for side, nodes := range [][]node{from, to} {
		c.nodes(side, nodes)
	}
	c.text(sankeyLeft+sankeyNode, height-16, "end", "13", f.Left)
	c.text(sankeyRight, height-16, "start", "13", f.Right)
	return c.write(w)
}

// pour adds a share to the node of a name, which is made if it is not there.
func pour(nodes []node, name string, share float64) []node {
	if index(nodes, name) == len(nodes) {
		nodes = append(nodes, node{name: name})
	}
	find(nodes, name).share += share
	return nodes
}

func index(nodes []node, name string) int {
	for i := range nodes {
		if nodes[i].name == name {
			return i
		}
	}
	return len(nodes)
}

func find(nodes []node, name string) *node { return &nodes[index(nodes, name)] }

// stack sets nodes one below the other, the gaps between them as wide as the room allows.
func stack(nodes []node, scale float64) {
	room := float64(height - top - bottom)
	for i := range nodes {
		nodes[i].height = nodes[i].share * scale
		room -= nodes[i].height
	}
	gap := 0.0
	if len(nodes) > 1 {
		gap = min(room/float64(len(nodes)-1), 3*sankeyGap)
	}
	y := float64(top) + (room-gap*float64(len(nodes)-1))/2
	for i := range nodes {
		nodes[i].y = y
		y += nodes[i].height + gap
	}
}

// stream draws one band between two nodes, below those that are drawn already.
func (c *canvas) stream(a, b *node, thick float64, colour string) {
	y, z := a.y+a.used, b.y+b.used
	a.used, b.used = a.used+thick, b.used+thick
	x, end := float64(sankeyLeft+sankeyNode), float64(sankeyRight)
	half := (x + end) / 2
	c.put(`<path d="M%s %s C%s %s %s %s %s %s V%s C%s %s %s %s %s %s Z" fill="%s" fill-opacity="0.45"/>`,
		px(x), px(y), px(half), px(y), px(half), px(z), px(end), px(z), px(z+max(thick, 0.5)),
		px(half), px(z+thick), px(half), px(y+thick), px(x), px(y+max(thick, 0.5)), colour)
}

// nodes draws a side: its bars, and beside them names and shares, moved apart where bars are too thin for that.
func (c *canvas) nodes(side int, nodes []node) {
	x, at, anchor := sankeyLeft, float64(sankeyLeft-8), "end"
	if side == 1 {
		x, at, anchor = sankeyRight, sankeyRight+sankeyNode+8, "start"
	}
	lines := make([]float64, len(nodes))
	for i, n := range nodes {
		lines[i] = n.y + n.height/2
		if i > 0 {
			lines[i] = max(lines[i], lines[i-1]+sankeyText)
		}
	}
	for i, below := len(lines)-1, float64(height-bottom); i >= 0; i-- {
		lines[i] = min(lines[i], below)
		below = lines[i] - sankeyText
	}
	for i, n := range nodes {
		fill := "#444"
		if side == 0 {
			fill = palette[i%len(palette)]
		}
		c.put(`<rect x="%d" y="%s" width="%d" height="%s" fill="%s"/>`, x, px(n.y), sankeyNode, px(max(n.height, 0.5)), fill)
		c.text(at, lines[i]+4, anchor, "12", shorten(n.name, 22)+" "+percent(n.share))
	}
}

// percent writes a share with as many digits as it needs to be seen.
func percent(share float64) string {
	switch x := 100 * share; {
	case x < 0.01:
		return "< 0.01 %"
	case x < 1:
		return label(math.Round(x*100)/1e4, true)
	default:
		return label(math.Round(x*10)/1e3, true)
	}
}
