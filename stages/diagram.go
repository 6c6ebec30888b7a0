package stages

import (
	"slices"
	"strconv"
	"strings"
)

// DiagramOptions says what Mermaid, DOT and Markdown draw. The zero value draws every edge and no person.
type DiagramOptions[S ~string] struct {
	// Gather draws edges that leave at least this many states on the same trigger for the same state only once, from a box that
	// names them all. 0 gathers none.
	Gather int

	At      S   // where the person is, drawn in a heavier box; empty for no person
	Visited []S // where the person has been, in order, drawn as numbered steps; a step that no edge allows says so
}

// drawing is a diagram before it has a language.
type drawing struct {
	title  string
	groups []drawnGroup // by phase; the first has no title and holds the states without a phase
	loose  []drawnBox   // boxes for gathered edges, and for states that the pathway does not have
	arrows []arrow
}

type drawnGroup struct {
	title string
	boxes []drawnBox
}

type drawnBox struct {
	id, title string
	style     boxStyle
}

type boxStyle string

// The styles of boxes; the text is the name of the class in Mermaid.
const (
	plainBox    boxStyle = ""
	terminalBox boxStyle = "terminal"
	visitedBox  boxStyle = "visited"
	hereBox     boxStyle = "here"
	gatherBox   boxStyle = "several"
	strangerBox boxStyle = "unknown"
)

type arrow struct {
	from, to string
	label    []string // lines
	style    arrowStyle
}

type arrowStyle uint8

// The styles of arrows.
const (
	edgeArrow arrowStyle = iota
	gatheredArrow
	walkedArrow
)

// startBox is the id of the dot that the start hangs on.
const startBox = "start"

func (p *Pathway[S]) draw(o DiagramOptions[S]) drawing {
	d := drawing{title: p.def.ID + ", version " + p.def.Version, groups: []drawnGroup{{}}}
	for _, s := range p.def.States {
		at := slices.IndexFunc(d.groups, func(g drawnGroup) bool { return g.title == s.Phase })
		if at < 0 {
			at = len(d.groups)
			d.groups = append(d.groups, drawnGroup{title: s.Phase})
		}
		d.groups[at].boxes = append(d.groups[at].boxes, drawnBox{boxID(s.ID), s.Title, o.style(s)})
	}
	d.arrows = append(d.arrows, arrow{from: startBox, to: boxID(p.def.Start)})
	p.drawEdges(&d, o)
	p.drawPerson(&d, o)
	return d
}

func (o DiagramOptions[S]) style(s State[S]) boxStyle {
	switch {
	case s.ID == o.At:
		return hereBox
	case slices.Contains(o.Visited, s.ID):
		return visitedBox
	case s.Terminal:
		return terminalBox
	}
	return plainBox
}

// drawEdges adds one arrow for each pair of states, or of a gathering box and a state.
func (p *Pathway[S]) drawEdges(d *drawing, o DiagramOptions[S]) {
	for _, e := range p.def.Edges {
		from, style := boxID(e.From), edgeArrow
		if all := p.sources(e); o.Gather > 0 && len(all) >= o.Gather {
			from, style = p.gather(d, all), gatheredArrow
		}
		line := string(e.On) + bracketed(e.When)
		at := slices.IndexFunc(d.arrows, func(a arrow) bool { return a.from == from && a.to == boxID(e.To) && len(a.label) > 0 })
		switch {
		case at < 0:
			d.arrows = append(d.arrows, arrow{from, boxID(e.To), []string{line}, style})
		case !slices.Contains(d.arrows[at].label, line):
			d.arrows[at].label = append(d.arrows[at].label, line)
		}
	}
}

// sources returns the states that lead to the same state on the same trigger under the same guard, in the order of the definition.
func (p *Pathway[S]) sources(like Edge[S]) []S {
	return slices.DeleteFunc(p.IDs(), func(s S) bool {
		return !slices.ContainsFunc(p.def.Edges, func(e Edge[S]) bool {
			return e.From == s && e.On == like.On && e.To == like.To && sameGuard(e.When, like.When)
		})
	})
}

// gather returns the id of the box that stands for the states.
func (p *Pathway[S]) gather(d *drawing, all []S) string {
	title := "from " + strings.Join(p.names(all), ", ")
	if rest := p.names(p.IDs(all...)); len(rest) == 0 {
		title = "from everywhere"
	} else if len(rest) < len(p.names(all)) {
		title = "from everywhere but " + strings.Join(rest, ", ")
	}
	for _, b := range d.loose {
		if b.title == title {
			return b.id
		}
	}
	id := "several" + strconv.Itoa(len(d.loose)+1)
	d.loose = append(d.loose, drawnBox{id, title, gatherBox})
	return id
}

// names returns the titles of the states; a phase that is there as a whole is named once, in quotes.
func (p *Pathway[S]) names(ids []S) []string {
	var names []string
	for _, s := range ids {
		state := p.def.States[p.states[s]]
		name := state.Title
		if p.whole(state.Phase, ids) {
			name = "'" + state.Phase + "'"
		}
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// whole reports whether there are several states in the phase, all of them among the ids.
func (p *Pathway[S]) whole(phase string, ids []S) bool {
	in := 0
	for _, s := range p.def.States {
		if s.Phase != phase {
			continue
		}
		if !slices.Contains(ids, s.ID) {
			return false
		}
		in++
	}
	return phase != "" && in > 1
}

// drawPerson adds the steps that the person made, and boxes for states that the pathway does not have.
func (p *Pathway[S]) drawPerson(d *drawing, o DiagramOptions[S]) {
	strangers := map[S]string{}
	box := func(s S) string {
		if _, known := p.states[s]; known {
			return boxID(s)
		}
		if strangers[s] == "" {
			strangers[s] = "unknown" + strconv.Itoa(len(strangers)+1)
			d.loose = append(d.loose, drawnBox{strangers[s], string(s) + ", not on this version", strangerBox})
		}
		return strangers[s]
	}
	for i, s := range o.Visited {
		box(s)
		if i == 0 {
			continue
		}
		from := o.Visited[i-1]
		label := strconv.Itoa(i)
		if !slices.ContainsFunc(p.def.Edges, func(e Edge[S]) bool { return e.From == from && e.To == s }) {
			label += ", forced"
		}
		d.arrows = append(d.arrows, arrow{box(from), box(s), []string{label}, walkedArrow})
	}
	if o.At != "" {
		box(o.At)
	}
}

// boxID is the id of a state's box in both languages, neither of which takes hyphens or likes its own words.
func boxID[S ~string](s S) string { return "s_" + strings.ReplaceAll(string(s), "-", "_") }
