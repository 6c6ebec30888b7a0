package stages

import (
	"fmt"
	"slices"
	"strings"

	"github.com/oudpath/oudpath/plan/evidence"
)

// Markdown writes the whole pathway for a reader: the diagram, and tables of its states, triggers, moves, refusals and typical
// durations, each with its reason, source and how well that was confirmed. The same pathway and options give the same text.
func (p *Pathway[S]) Markdown(o DiagramOptions[S]) string {
	var b strings.Builder
	fmt.Fprintf(&b, "## %s, version %s\n\n```mermaid\n%s```\n\n", p.def.ID, p.def.Version, p.Mermaid(o))
	p.stateTable(&b)
	p.triggerTable(&b)
	p.edgeTable(&b)
	p.refusalTable(&b)
	p.durationTable(&b)
	return b.String()
}

// table writes one Markdown table, and nothing if it has no rows.
func table(b *strings.Builder, head []string, rows [][]string) {
	if len(rows) == 0 {
		return
	}
	row := func(cells []string) {
		for _, c := range cells {
			b.WriteString("| " + markdownEscapes.Replace(c) + " ")
		}
		b.WriteString("|\n")
	}
	row(head)
	b.WriteString(strings.Repeat("|---", len(head)) + "|\n")
	for _, r := range rows {
		row(r)
	}
	b.WriteString("\n")
}

var markdownEscapes = strings.NewReplacer("|", `\|`, "\n", " ", "<", "&lt;")

func (p *Pathway[S]) stateTable(b *strings.Builder) {
	var rows [][]string
	for _, s := range p.def.States {
		rows = append(rows, []string{"`" + string(s.ID) + "`", s.Title, s.Phase, s.Meaning})
	}
	table(b, []string{"state", "title", "phase", "meaning"}, rows)
}

func (p *Pathway[S]) triggerTable(b *strings.Builder) {
	var rows [][]string
	for _, t := range p.def.Triggers {
		rows = append(rows, []string{"`" + string(t.ID) + "`", t.Title, t.Meaning})
	}
	for _, c := range p.def.Conditions {
		rows = append(rows, []string{"`[" + string(c.ID) + "]`", "condition", c.Meaning})
	}
	table(b, []string{"trigger", "title", "meaning"}, rows)
}

// edgeTable writes one row for the edges that differ only in where they come from.
func (p *Pathway[S]) edgeTable(b *strings.Builder) {
	var rows [][]string
	for _, e := range p.def.Edges {
		rest := []string{string(e.On) + bracketed(e.When), string(e.To), e.Why, sources(e.Cites)}
		at := slices.IndexFunc(rows, func(r []string) bool { return slices.Equal(r[1:], rest) })
		if at < 0 {
			rows = append(rows, append([]string{string(e.From)}, rest...))
		} else {
			rows[at][0] += ", " + string(e.From)
		}
	}
	table(b, []string{"from", "trigger", "to", "why", "source (confirmed)"}, rows)
}

func (p *Pathway[S]) refusalTable(b *strings.Builder) {
	var rows [][]string
	for _, r := range p.def.Refusals {
		rows = append(rows, []string{list(r.From), list(r.On), r.Why, sources(r.Cites)})
	}
	table(b, []string{"from", "refused", "why", "source (confirmed)"}, rows)
}

func (p *Pathway[S]) durationTable(b *strings.Builder) {
	var rows [][]string
	for _, s := range p.def.States {
		for _, d := range s.Typical {
			rows = append(rows, []string{string(s.ID), d.What, strings.Join(d.Of, ", "), d.In, d.String(), sources(d.Cites)})
		}
	}
	table(b, []string{"state", "typical, never a limit", "with", "in", "days", "source (confirmed)"}, rows)
}

// String writes the days as "6-10", "at least 90", "at most 14", or "no limit".
func (d Duration) String() string {
	switch {
	case d.MinDays == 0 && d.MaxDays == 0:
		return "no limit"
	case d.MaxDays == 0:
		return fmt.Sprintf("at least %d", d.MinDays)
	case d.MinDays == 0:
		return fmt.Sprintf("at most %d", d.MaxDays)
	case d.MinDays == d.MaxDays:
		return fmt.Sprint(d.MinDays)
	}
	return fmt.Sprintf("%d-%d", d.MinDays, d.MaxDays)
}

func list[S ~string](ids []S) string {
	words := make([]string, len(ids))
	for i, id := range ids {
		words[i] = string(id)
	}
	return strings.Join(words, ", ")
}

func sources(all []evidence.Citation) string {
	words := make([]string, len(all))
	for i, c := range all {
		words[i] = fmt.Sprintf("%s (%s)", c, c.Provenance)
	}
	return strings.Join(words, "; ")
}
