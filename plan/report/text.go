package report

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
)

// TextOptions say how a journey is written as text. The zero options write plain text 80 columns wide.
type TextOptions struct {
	Width int  // columns; 0: 80; less than 40 is taken as 40
	Color bool // with the escape sequences of a terminal
}

// Text writes the journey for a person to read.
func (j *Journey) Text(w io.Writer, o TextOptions) error {
	p := &printer{width: max(o.Width, 40), color: o.Color}
	if o.Width == 0 {
		p.width = 80
	}
	p.heading(j)
	p.path("Path", j.Stages)
	p.path("Level of care", j.Levels)
	p.path("Medication course", j.Courses)
	p.medications(j.Medications)
	p.notDone(j.NotDone)
	p.findings(j.Findings)
	p.overrides(j.Overrides)
	p.due(j.Due)
	p.summary(j)
	_, err := io.WriteString(w, p.out.String())
	return err
}

// The escape sequences of a terminal, by what they mark.
const (
	bold   = "1"
	red    = "31"
	yellow = "33"
	cyan   = "36"
	faint  = "2"
)

type printer struct {
	out   strings.Builder
	width int
	color bool
}

func (p *printer) paint(style, text string) string {
	if !p.color || text == "" {
		return text
	}
	return "\x1b[" + style + "m" + text + "\x1b[0m"
}

func (p *printer) line(format string, args ...any) {
	fmt.Fprintf(&p.out, format+"\n", args...)
}

func (p *printer) title(text string) { p.line("\n%s", p.paint(bold, text)) }

// wrap writes text with a label before the first line and under it the same space, broken at the width.
func (p *printer) wrap(label string, style, text string) {
	indent := strings.Repeat(" ", utf8.RuneCountInString(label))
	lead := label
	for _, line := range broken(text, p.width-utf8.RuneCountInString(label)) {
		p.line("%s", strings.TrimRight(lead+p.paint(style, line), " "))
		lead = indent
	}
}

// broken splits text into lines of at most width columns, at spaces where it can.
func broken(text string, width int) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		switch {
		case line == "":
			line = word
		case utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > width:
			lines = append(lines, line)
			line = word
		default:
			line += " " + word
		}
	}
	return append(lines, line)
}

func (p *printer) heading(j *Journey) {
	p.line("%s", p.paint(bold, strings.Repeat("=", p.width)))
	p.wrap("", bold, pick(j.Title != "", j.Title, string(j.Plan)))
	p.line("%s to %s: %s, %d events", j.From, j.To, days(j.To.Since(j.From)), j.Events)
	p.wrap("", "", fmt.Sprintf("judged by %s, days in %s%s", j.Profile, j.Zone, pick(j.Draft, ", a draft: no clinician has signed these values", "")))
}

func (p *printer) path(title string, segments []Segment) {
	if len(segments) == 0 || len(segments) == 1 && segments[0].By == "" && title != "Path" {
		return
	}
	p.title(title)
	told := map[string]bool{}
	for _, s := range segments {
		until := "still there"
		if !s.To.IsZero() {
			until = "to " + s.To.String()
		}
		p.segment(fmt.Sprintf("  %s  %-26s %-13s %9s  ", s.From, s.Title, until, days(s.Days)), s.By)
		if text := typicalOf(s); text != "" && !told[text] {
			told[text] = true
			p.wrap(label+"typical: ", faint, text)
		}
	}
}

// segment writes where somebody was, and by what they came there: on a line of its own where it does not fit.
func (p *printer) segment(where, by string) {
	if utf8.RuneCountInString(where)+utf8.RuneCountInString(by) <= p.width {
		p.wrap(where, faint, by)
		return
	}
	p.line("%s", strings.TrimRight(where, " "))
	p.wrap(label, faint, "by "+by)
}

// typicalOf is what a confirmed source says of how long the position usually takes; the data have the others and the sources.
func typicalOf(s Segment) string {
	var texts []string
	for _, e := range s.Typical {
		if e.Source.Provenance.MayRefuse() {
			texts = append(texts, e.Text)
		}
	}
	return strings.Join(texts, "; ")
}

func (p *printer) medications(list []Medication) {
	if len(list) == 0 {
		return
	}
	p.title("Doses")
	name := ""
	for _, m := range list {
		if m.Name != name {
			name = m.Name
			p.line("  %s", name)
		}
		until := "to " + m.To.String()
		if m.To == m.From {
			until = ""
		}
		p.line("    %s  %-13s  %9s  %s on record", m.From, until, m.Dose, counted(m.Doses, "dose"))
	}
}

func (p *printer) notDone(list []NotDone) {
	if len(list) == 0 {
		return
	}
	p.title("Asked for and not done")
	for _, n := range list {
		p.wrap("  "+n.Day.String()+"  ", "", fmt.Sprintf("%s: %s", n.What, n.Status))
		for _, why := range n.Why {
			p.wrap(label, red, why)
		}
	}
}

func (p *printer) findings(list []Finding) {
	if len(list) == 0 {
		return
	}
	p.title("Findings")
	for i := range list {
		if list[i].Mark != Suspended {
			p.finding(&list[i])
		}
	}
	p.suspended(list)
}

// suspended lists the rules that circumstances take out, under what takes them out.
func (p *printer) suspended(list []Finding) {
	var notes []string
	rules := map[string][]string{}
	for i := range list {
		f := &list[i]
		if f.Mark != Suspended {
			continue
		}
		if !slices.Contains(notes, f.Note) {
			notes = append(notes, f.Note)
		}
		rules[f.Note] = append(rules[f.Note], string(f.Rule))
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

// label is the space under the date and the mark.
const label = "              "

func (p *printer) finding(f *Finding) {
	p.line("\n  %s  %s  %s", f.Day, p.paint(styles[f.Mark], fmt.Sprintf("%-10s", strings.ToUpper(string(f.Mark)))), p.paint(bold, string(f.Rule)))
	p.wrap(label, "", sentence(f.Message))
	if f.Times > 1 {
		p.field("again", fmt.Sprintf("%d times in all, last on %s", f.Times, f.Last))
	}
	p.field("about", f.About)
	p.field("means", f.Meaning)
	p.field("because", causeText(f.Causes))
	if f.Limit != nil {
		p.field("limit", fmt.Sprintf("%s: %s%s. %s", f.Limit.Title, f.Limit.Value, since(f.Limit.Since), sourceText(f.Limit.Sources)))
	} else {
		p.field("source", sourceText(f.Sources))
	}
	p.field("note", f.Note)
	if !f.Withdrawn.IsZero() {
		p.field("withdrawn", "on "+f.Withdrawn.String()+": a correction or a late entry took it back")
	}
	if o := f.Override; o != nil {
		p.field("override", overrideText(o))
	}
	p.field("resolve", f.Remedy)
}

// field writes a named line, and nothing if there is nothing to say.
func (p *printer) field(name, text string) {
	if text != "" {
		p.wrap(fmt.Sprintf("    %-10s", name), faint, text)
	}
}

var styles = map[Mark]string{Refused: red, Held: red, Deviation: red, Overridden: yellow, Warned: yellow, NotKnown: yellow,
	Advised: cyan, Suspended: faint}

func causeText(causes []Cause) string {
	texts := make([]string, len(causes))
	for i, c := range causes {
		texts[i] = fmt.Sprintf("%s (%s)", c.What, c.At.Format("2006-01-02 15:04"))
	}
	return strings.Join(texts, "; ")
}

func overrideText(o *Override) string {
	return strings.TrimSpace(fmt.Sprintf("by %s (%s): %s %s", o.By, o.Role, o.Reason, o.Note))
}

func since(day civil.Date) string {
	if day.IsZero() {
		return ""
	}
	return ", since " + day.String()
}

func sourceText(sources []Source) string {
	texts := make([]string, len(sources))
	for i, s := range sources {
		texts[i] = fmt.Sprintf("%s [%s]", s.Text, s.Provenance)
	}
	return strings.Join(texts, "; ")
}

func (p *printer) overrides(list []Override) {
	if len(list) == 0 {
		return
	}
	p.title("Overrides on record")
	for i := range list {
		p.wrap("  "+list[i].Day.String()+"  ", "", string(list[i].Rule)+" "+overrideText(&list[i]))
	}
}

func (p *printer) due(list []Obligation) {
	p.title("Due next")
	if len(list) == 0 {
		p.line("  nothing that the rules know of")
	}
	for _, o := range list {
		style := map[plan.ObligationStatus]string{plan.Overdue: red, plan.DueNow: yellow, plan.Upcoming: faint}[o.Status]
		p.line("  %s  %s  %s", o.Due, p.paint(style, fmt.Sprintf("%-8s", o.Status)), p.paint(bold, string(o.Duty)))
		text := o.Title
		if o.Why != "" {
			text += ": " + o.Why
		}
		p.wrap(label, "", sentence(text))
		p.field("window", window(o))
		p.field("source", sourceText(o.Sources))
	}
}

func window(o Obligation) string {
	switch {
	case o.Earliest.IsZero() && o.Latest == o.Due:
		return "by " + o.Due.String()
	case o.Earliest.IsZero():
		return fmt.Sprintf("best by %s, late after %s", o.Due, o.Latest)
	}
	return fmt.Sprintf("from %s, late after %s", o.Earliest, o.Latest)
}

func (p *printer) summary(j *Journey) {
	p.title("Summary")
	p.wrap("  ", "", j.Line())
}

func sentence(text string) string {
	if text == "" {
		return text
	}
	first, size := utf8.DecodeRuneInString(text)
	return strings.ToUpper(string(first)) + text[size:] + pick(strings.HasSuffix(text, "."), "", ".")
}

func days(n int) string { return counted(n, "day") }

func counted(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return number(n) + " " + what + "s"
}

func number(n int) string { return strconv.Itoa(n) }

func pick(yes bool, a, b string) string {
	if yes {
		return a
	}
	return b
}

// Lines writes a titled list, one entry after the other, for what sums several journeys up.
func Lines(w io.Writer, title string, lines []string, o TextOptions) {
	p := &printer{width: max(o.Width, 40), color: o.Color}
	p.line("%s", p.paint(bold, strings.Repeat("=", p.width)))
	p.line("%s", p.paint(bold, title))
	for _, line := range lines {
		p.wrap("  - ", "", line)
	}
	_, _ = io.WriteString(w, p.out.String())
}
