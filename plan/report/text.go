package report

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
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
	p.refused(j.Refused)
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
		p.line("%s%s", lead, p.paint(style, line))
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
	p.line("judged by %s%s", j.Profile, pick(j.Draft, ", a draft: no clinician has signed these values", ""))
}

func (p *printer) path(title string, segments []Segment) {
	if len(segments) == 0 || len(segments) == 1 && segments[0].By == "" && title != "Path" {
		return
	}
	p.title(title)
	for _, s := range segments {
		until := "still there"
		if !s.To.IsZero() {
			until = "to " + s.To.String()
		}
		p.line("  %s  %-26s %-13s %9s  %s", s.From, s.Title, until, days(s.Days), p.paint(faint, s.By))
	}
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
		p.line("    %s %-13s  %9s  %s", m.From, until, m.Dose, counted(m.Doses, "dose"))
	}
}

func (p *printer) refused(list []Refusal) {
	if len(list) == 0 {
		return
	}
	p.title("Asked for and not done")
	for _, r := range list {
		p.wrap("  "+r.Day.String()+"  ", "", fmt.Sprintf("%s: %s", r.What, r.Decision.Status))
		for _, f := range r.Decision.Findings {
			if f.Refuses() || f.Holds {
				p.wrap("              ", red, fmt.Sprintf("%s: %s", f.Rule, f.Message))
			}
		}
	}
}

func (p *printer) findings(list []Finding) {
	if len(list) == 0 {
		return
	}
	p.title("Findings")
	for i := range list {
		p.finding(&list[i])
	}
}

func (p *printer) finding(f *Finding) {
	word, style := f.mark()
	again := ""
	if f.Times > 1 {
		again = fmt.Sprintf(" (%d times, last on %s)", f.Times, f.Last)
	}
	p.line("\n  %s  %s  %s%s", f.Day, p.paint(style, word), p.paint(bold, string(f.Rule)), again)
	const label = "              "
	p.wrap(label, "", sentence(f.Message))
	p.wrap("    about     ", faint, f.What)
	p.wrap("    means     ", faint, f.meaning())
	if causes := causeText(f.Causes); causes != "" {
		p.wrap("    because   ", faint, causes)
	}
	if f.Limit != nil {
		p.wrap("    limit     ", faint, fmt.Sprintf("%s: %s%s. %s", f.Limit.Title, f.Limit.Value, since(f.Limit.Effective), sources(f.Limit.Cites)))
	} else {
		p.wrap("    source    ", faint, sources(f.Cites))
	}
	if f.Lowered != "" {
		p.wrap("    note      ", faint, f.Lowered)
	}
	if f.Override.Used != nil {
		p.wrap("    override  ", faint, fmt.Sprintf("by %s (%s): %s %s", f.Override.By.ID, f.Override.By.Role, f.Override.Used.Reason, f.Override.Used.Note))
	}
	p.wrap("    resolve   ", faint, f.Remedy)
}

// mark is the word for a finding, and its color.
func (f *Finding) mark() (word, style string) {
	switch {
	case f.Verdict == plan.VerdictUnknown && f.Holds:
		return "HELD    ", red
	case f.Verdict == plan.VerdictUnknown:
		return "UNKNOWN ", yellow
	case f.Verdict == plan.VerdictNotApplicable:
		return "SUSPENDED", faint
	case f.Override.Used != nil:
		return "OVERRIDDEN", yellow
	case f.Refuses() && f.Intent:
		return "REFUSED ", red
	case f.Severity == plan.Block:
		return "DEVIATION", red
	case f.Severity == plan.Warning:
		return "WARNING ", yellow
	}
	return "ADVICE  ", cyan
}

// meaning says what the mark means for what was asked or happened.
func (f *Finding) meaning() string {
	switch {
	case f.Verdict == plan.VerdictUnknown && f.Holds:
		return "held back until what is missing is recorded, or the rule is overridden"
	case f.Verdict == plan.VerdictUnknown:
		return "could not be judged; it does not count as met"
	case f.Verdict == plan.VerdictNotApplicable:
		return "the rule does not apply here"
	case f.Override.Used != nil:
		return "went on by a documented decision"
	case f.Refuses() && f.Intent:
		return pick(f.Override.Allowed, "not done; may be overridden with a documented reason", "not done; cannot be overridden: "+f.Override.Document)
	case f.Severity == plan.Block, f.Severity == plan.Warning && !f.Intent:
		return "it has happened and is recorded as a deviation"
	case f.Severity == plan.Warning:
		return "allowed, and to be acknowledged"
	}
	return "good practice, for information"
}

func causeText(causes []plan.Cause) string {
	texts := make([]string, len(causes))
	for i, c := range causes {
		texts[i] = fmt.Sprintf("%s (%s)", c.What, c.At.Format("2006-01-02 15:04"))
	}
	return strings.Join(texts, "; ")
}

func since(day civil.Date) string {
	if day.IsZero() {
		return ""
	}
	return ", since " + day.String()
}

func sources(cites []evidence.Citation) string {
	texts := make([]string, len(cites))
	for i, c := range cites {
		texts[i] = fmt.Sprintf("%s [%s]", c, c.Provenance)
	}
	return strings.Join(texts, "; ")
}

func (p *printer) overrides(list []plan.Overridden) {
	if len(list) == 0 {
		return
	}
	p.title("Overrides on record")
	for _, o := range list {
		p.wrap("  "+o.At.Format("2006-01-02")+"  ", "", fmt.Sprintf("%s by %s (%s): %s %s", o.Override.Rule, o.By.ID, o.By.Role, o.Override.Reason, o.Override.Note))
	}
}

func (p *printer) due(list []plan.Obligation) {
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
		p.wrap("              ", "", sentence(text))
		p.wrap("    window    ", faint, window(o))
		p.wrap("    source    ", faint, sources(o.Cites))
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

func (p *printer) summary(j *Journey) {
	p.title("Summary")
	p.wrap("  ", "", j.Line())
}

// Line is the journey in one line.
func (j *Journey) Line() string {
	path := make([]string, 0, len(j.Stages))
	for _, s := range j.Stages {
		path = append(path, s.Position)
	}
	counts := map[string]int{}
	for i := range j.Findings {
		word, _ := j.Findings[i].mark()
		counts[strings.ToLower(strings.TrimSpace(word))]++
	}
	texts := []string{strings.Join(path, " > "), "now " + string(j.Now.Stage) + ", medication " + string(j.Now.Course)}
	for _, word := range []string{"refused", "held", "deviation", "overridden", "warning", "advice", "unknown"} {
		if counts[word] > 0 {
			texts = append(texts, fmt.Sprintf("%d %s", counts[word], word))
		}
	}
	return strings.Join(texts, "; ") + "."
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
	return fmt.Sprintf("%d %ss", n, what)
}

func pick(yes bool, a, b string) string {
	if yes {
		return a
	}
	return b
}
