package stages

import (
	"fmt"
	"strings"
)

// DOT draws the pathway in the language of Graphviz. It shows what Mermaid shows.
func (p *Pathway[S]) DOT(o DiagramOptions[S]) string {
	d := p.draw(o)
	var b strings.Builder
	fmt.Fprintf(&b, "digraph %s {\n    label=%s;\n", dotText(p.def.ID), dotText(d.title))
	b.WriteString("    node [shape=box, style=rounded];\n")
	fmt.Fprintf(&b, "    %s [shape=point];\n", startBox)
	for i, g := range d.groups {
		indent := "    "
		if g.title != "" {
			fmt.Fprintf(&b, "    subgraph cluster_%d {\n        label=%s;\n", i, dotText(g.title))
			indent = "        "
		}
		for _, box := range g.boxes {
			fmt.Fprintf(&b, "%s%s [label=%s%s];\n", indent, box.id, dotText(box.title), dotBox(box.style))
		}
		if g.title != "" {
			b.WriteString("    }\n")
		}
	}
	for _, box := range d.loose {
		fmt.Fprintf(&b, "    %s [label=%s%s];\n", box.id, dotText(box.title), dotBox(box.style))
	}
	for _, a := range d.arrows {
		fmt.Fprintf(&b, "    %s -> %s [label=%s%s];\n", a.from, a.to, dotText(strings.Join(a.label, "\n")), dotArrow(a.style))
	}
	b.WriteString("}\n")
	return b.String()
}

func dotBox(s boxStyle) string {
	switch s {
	case terminalBox:
		return `, peripheries=2`
	case visitedBox:
		return `, style="rounded,filled", fillcolor="#dceefb"`
	case hereBox:
		return `, style="rounded,filled", fillcolor="#ffe9a8", penwidth=3`
	case gatherBox:
		return `, style="rounded,dashed"`
	case strangerBox:
		return `, style="rounded,dashed", color="#a32b2b"`
	}
	return ""
}

func dotArrow(s arrowStyle) string {
	switch s {
	case gatheredArrow:
		return `, style=dashed`
	case walkedArrow:
		return `, color="#2b6ca3", penwidth=3, constraint=false`
	}
	return ""
}

// dotText quotes a text; a line break in it breaks the line of the label.
func dotText(text string) string { return `"` + dotEscapes.Replace(text) + `"` }

var dotEscapes = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`)
