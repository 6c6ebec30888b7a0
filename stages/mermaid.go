package stages

import (
	"fmt"
	"strings"
)

// Mermaid draws the pathway as a Mermaid flowchart, with guards in brackets, phases as boxes, and a person's position and steps if
// the options give them. The same pathway and options give the same text, on every machine.
func (p *Pathway[S]) Mermaid(o DiagramOptions[S]) string {
	d := p.draw(o)
	var b strings.Builder
	fmt.Fprintf(&b, "---\ntitle: %s\n---\nflowchart TD\n    %s((\" \"))\n", d.title, startBox)
	for i, g := range d.groups {
		indent := "    "
		if g.title != "" {
			fmt.Fprintf(&b, "    subgraph phase%d[\"%s\"]\n", i, mermaidText(g.title))
			indent = "        "
		}
		for _, box := range g.boxes {
			fmt.Fprintf(&b, "%s%s[\"%s\"]%s\n", indent, box.id, mermaidText(box.title), mermaidClass(box.style))
		}
		if g.title != "" {
			b.WriteString("    end\n")
		}
	}
	for _, box := range d.loose {
		fmt.Fprintf(&b, "    %s([\"%s\"])%s\n", box.id, mermaidText(box.title), mermaidClass(box.style))
	}
	for _, a := range d.arrows {
		fmt.Fprintf(&b, "    %s %s%s %s\n", a.from, mermaidArrow(a.style), mermaidLabel(a.label), a.to)
	}
	for _, class := range mermaidClasses {
		if strings.Contains(b.String(), ":::"+class.name+"\n") {
			fmt.Fprintf(&b, "    classDef %s %s\n", class.name, class.look)
		}
	}
	return b.String()
}

var mermaidClasses = [...]struct{ name, look string }{
	{string(terminalBox), "stroke-width:3px"},
	{string(visitedBox), "fill:#dceefb,stroke:#2b6ca3,color:#000"},
	{string(hereBox), "fill:#ffe9a8,stroke:#8a5a00,stroke-width:4px,color:#000"},
	{string(gatherBox), "stroke-dasharray:4 3"},
	{string(strangerBox), "stroke:#a32b2b,stroke-dasharray:4 3"},
}

func mermaidClass(s boxStyle) string {
	if s == plainBox {
		return ""
	}
	return ":::" + string(s)
}

func mermaidArrow(s arrowStyle) string {
	switch s {
	case gatheredArrow:
		return "-.->"
	case walkedArrow:
		return "==>"
	}
	return "-->"
}

func mermaidLabel(lines []string) string {
	if len(lines) == 0 {
		return ""
	}
	return `|"` + mermaidText(strings.Join(lines, "\n")) + `"|`
}

// mermaidText makes a text safe inside a quoted label.
func mermaidText(text string) string { return mermaidEscapes.Replace(text) }

var mermaidEscapes = strings.NewReplacer("#", "#35;", `"`, "#quot;", "<", "#lt;", ">", "#gt;", "`", "#96;", "\n", "<br/>")
