package report

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/internal/lines"
)

// TextOptions say how a journey is written as text. The zero options write plain text 80 columns wide, each finding in two lines,
// with a numbered list of the sources at the end.
type TextOptions struct {
	Width   int  // columns; 0: 80; less than 40 is taken as 40
	Color   bool // with the escape sequences of a terminal
	Number  int  // before the title, for one of several journeys; 0: none
	Why     bool // all of a finding: its rule, what it means, what it rests on, the limit, the whole remedy
	Refused bool // only what was asked for and not done
	Sources bool // only the sources, each with the rules that cite it
}

// Text writes the journey for a person to read.
func (j *Journey) Text(w io.Writer, o TextOptions) error {
	p := newPrinter(o)
	if j.zone != nil {
		p.zone = j.zone
	}
	p.heading(j, o.Number)
	heading := p.out.Len()
	if !o.Refused {
		p.path("Path", j.Stages)
		p.path("Level of care", j.Levels)
		p.path("Medication course", j.Courses)
		p.medications(j.Medications)
	}
	p.findings(j, o.Refused)
	if !o.Refused {
		p.overrides(j)
		p.due(j.Due)
	}
	text := p.out.String()
	if o.Sources {
		text = text[:heading]
	}
	p.out.Reset()
	p.sources(o.Sources)
	return write(w, text+p.out.String(), pick(o.Color, byColor, byLines))
}

// heading says who, when, by which values, and what came of it.
func (p *printer) heading(j *Journey, n int) {
	label := ""
	if n > 0 {
		label = fmt.Sprintf("%2d  ", n)
	}
	p.lines(label, bold, bold, broken(pick(j.Title != "", j.Title, string(j.Plan)), p.width-columns(label)))
	p.wrap("", faint, strings.Repeat("=", p.width))
	if j.Shows != "" {
		p.wrap("", "", j.Shows)
	}
	p.wrap("", "", fmt.Sprintf("%s to %s, %s; %s.", j.From, j.To, days(j.To.Since(j.From)), j.Counts))
	p.wrap("", "", fmt.Sprintf("%s, judged by %s%s, in %s.", lines.Counted(j.Events, "event"), j.Jurisdiction,
		pick(j.Draft, " (a draft, not signed by a clinician)", ""), j.Zone))
}

func (p *printer) path(title string, segments []Segment) {
	if title != "Path" && len(segments) > 0 && segments[0].By == "" {
		segments = segments[1:] // where everybody begins
	}
	if len(segments) == 0 {
		return
	}
	p.title(title)
	told := map[string]bool{}
	for _, s := range segments {
		by := s.By
		if s.To.IsZero() {
			by = strings.TrimSpace(by + " (still there)")
		}
		p.table("  "+s.From.String()+"  ", []int{-24, 9}, s.Title, days(s.Days), by)
		for _, e := range s.Typical {
			if e.Cite.Provenance.MayRefuse() && !told[e.Text] { // the data have those that were not confirmed
				told[e.Text] = true
				p.wrap(indent, faint, "typical: "+e.Text+" "+p.notes.cite("", []evidence.Citation{e.Cite}, p.why))
			}
		}
	}
}

// indent is the space below a date.
const indent = "              "

// medications writes the doses of each product in turn: a product in a few lines, or with why, a line for each dose.
func (p *printer) medications(list []Medication) {
	if len(list) == 0 {
		return
	}
	p.title("Doses")
	for len(list) > 0 {
		n := slices.IndexFunc(list, func(m Medication) bool { return m.Name != list[0].Name })
		if n < 0 {
			n = len(list)
		}
		if p.why {
			p.doses(list[:n])
		} else {
			p.product(list[:n])
		}
		list = list[n:]
	}
}

func (p *printer) product(list []Medication) {
	doses := 0
	texts := make([]string, len(list))
	for i, m := range list {
		doses += m.Doses
		texts[i] = m.Dose.String() + pick(m.To == m.From, " on ", " from ") + m.From.String()
	}
	last := list[len(list)-1]
	if last.To != last.From {
		texts[len(texts)-1] += " to " + last.To.String()
	}
	p.wrap("  ", "", last.Name+", "+lines.Counted(doses, "dose")+" on record")
	p.wrap("    ", "", strings.Join(texts, ", "))
}

func (p *printer) doses(list []Medication) {
	p.wrap("  ", "", list[0].Name)
	for _, m := range list {
		until := ""
		if m.To != m.From {
			until = "to " + m.To.String()
		}
		p.table("    "+m.From.String()+"  ", []int{-13, 8}, until, m.Dose.String(), lines.Counted(m.Doses, "dose")+" on record")
	}
}

// overrides writes those that no finding tells of: what was overridden and would not have objected, and what holds from then on.
func (p *printer) overrides(j *Journey) {
	title := "Other overrides on record"
	for i := range j.Overrides {
		o := j.Overrides[i]
		if slices.ContainsFunc(j.Findings, func(n Noted) bool { return used(&n.Finding).tells(o) }) && !o.Standing {
			continue
		}
		if title != "" {
			p.title(title)
			title = ""
		}
		p.wrap("  "+o.Day.String()+"  ", "", string(o.Rule)+" "+overrideText(&o))
	}
}

// tells reports whether the override of a finding is the one on record.
func (o *Override) tells(recorded Override) bool {
	return o != nil && o.Rule == recorded.Rule && o.By == recorded.By && o.Reason == recorded.Reason && o.Note == recorded.Note
}

func overrideText(o *Override) string {
	by := o.By
	if o.Role != "" {
		by += " (" + o.Role + ")"
	}
	return fmt.Sprintf("by %s: %s%s", by, o.Reason, pick(o.Note == "", "", ", "+o.Note))
}

func (p *printer) due(list []plan.Obligation) {
	p.title("Due next")
	if len(list) == 0 {
		p.wrap("  ", "", "nothing that the rules know of")
	}
	for _, o := range list {
		style := map[plan.ObligationStatus]string{plan.Overdue: red, plan.DueNow: yellow, plan.Upcoming: faint}[o.Status]
		text := o.Title
		if o.Why != "" {
			text += ": " + o.Why
		}
		text = sentence(text)
		if p.why {
			p.marked(fmt.Sprintf("  %s  %-8s  ", o.Due, o.Status), style, string(o.Duty))
			p.field("", text)
			p.field("window", window(o))
			p.field("source", p.notes.cite(o.Duty, o.Cites, true))
			continue
		}
		if o.Latest != o.Due {
			text += " Late after " + o.Latest.String() + "."
		}
		p.marked(fmt.Sprintf("  %s  %-8s  ", o.Due, o.Status), style,
			strings.TrimSuffix(text, ".")+" "+p.notes.cite(o.Duty, o.Cites, false))
	}
}

func window(o plan.Obligation) string {
	switch {
	case o.Earliest.IsZero() && o.Latest == o.Due:
		return "by " + o.Due.String()
	case o.Earliest.IsZero():
		return fmt.Sprintf("best by %s, late after %s", o.Due, o.Latest)
	}
	return fmt.Sprintf("from %s, late after %s", o.Earliest, o.Latest)
}

// suspended lists the rules that circumstances take out, under what takes them out.
func (p *printer) suspended(list []Noted) {
	var notes []string
	rules := map[string][]string{}
	for i := range list {
		n := &list[i]
		if n.Mark != Suspended {
			continue
		}
		note := n.Finding.Lowered
		if !slices.Contains(notes, note) {
			notes = append(notes, note)
		}
		rules[note] = append(rules[note], string(n.Finding.Rule))
	}
	if len(notes) == 0 {
		return
	}
	p.title("Rules that do not apply in the circumstances")
	for _, note := range notes {
		p.wrap("  ", "", sentence(strings.TrimPrefix(note, "suspended: ")))
		slices.Sort(rules[note])
		p.wrap("    ", faint, strings.Join(slices.Compact(rules[note]), ", "))
	}
}
