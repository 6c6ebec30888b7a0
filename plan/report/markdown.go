package report

import (
	"io"
	"strings"
)

// Markdown writes the journey as Markdown with tables, without pictures: what SVG draws stands in the tables too. Nothing that is on record
// becomes markup.
func (j *Journey) Markdown(w io.Writer) error {
	p := j.page()
	var out strings.Builder
	out.WriteString("# " + inline(p.title) + "\n")
	for _, text := range p.lead {
		out.WriteString("\n" + inline(text) + "\n")
	}
	for i := range p.sections {
		p.sections[i].markdown(&out)
	}
	return write(w, out.String(), byLines)
}

func (s *section) markdown(out *strings.Builder) {
	out.WriteString("\n## " + inline(s.title) + "\n")
	if s.text != "" {
		out.WriteString("\n" + inline(s.text) + "\n")
	}
	if len(s.rows) == 0 {
		return
	}
	out.WriteString("\n")
	tableLine(out, s.head)
	out.WriteString(strings.Repeat("|---", len(s.head)) + "|\n")
	for _, r := range s.rows {
		tableLine(out, r.cells)
	}
}

func tableLine(out *strings.Builder, cells []string) {
	for _, c := range cells {
		out.WriteString("| " + inline(c) + " ")
	}
	out.WriteString("|\n")
}

var markdownEscapes = strings.NewReplacer(`\`, `\\`, "|", `\|`, "<", "&lt;", ">", "&gt;", "*", `\*`, "_", `\_`, "`", "\\`", "[", `\[`, "]", `\]`,
	"&", "&amp;", "#", `\#`, "~", `\~`, "!", `\!`)

// inline is a text on one line in which nothing is markup.
func inline(text string) string {
	return markdownEscapes.Replace(strings.Join(strings.Fields(text), " "))
}
