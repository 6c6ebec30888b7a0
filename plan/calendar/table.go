package calendar

import (
	"fmt"
	"slices"
	"strings"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/internal/lines"
	"github.com/oudpath/oudpath/plan/record"
)

// String prints the calendar as a table of 80 columns: days with the same doses and the same answer as one row.
func (c *Calendar) String() string {
	t := table{said: make(map[string]int)}
	t.head(c)
	t.questions(c)
	for i := 0; i < len(c.Days); {
		n := 1
		for i+n < len(c.Days) && sameRow(&c.Days[i], &c.Days[i+n], n) {
			n++
		}
		t.row(c.Days[i : i+n])
		i += n
	}
	t.notes(c)
	t.WriteString(t.sources.Legend("  "))
	return t.String()
}

type table struct {
	strings.Builder
	sources lines.Numbers
	letters []string       // what to look at, in the order of the letters that name it
	said    map[string]int // the number of the first day of which a finding was printed, by its text
}

func (t *table) head(c *Calendar) {
	t.wrapped("", c.Title)
	draft := ""
	if c.Basis.Draft {
		draft = ", a draft that no clinician has signed"
	}
	t.wrapped("", fmt.Sprintf("for %s, made %s, judged by %s%s", c.Plan, c.AsOf.Format("2006-01-02 15:04"), c.Basis.Jurisdiction, draft))
	for _, state := range c.States {
		t.wrapped("", "to be put on record first: "+strings.ReplaceAll(string(state.Context), "-", " "))
	}
	for _, h := range c.Heeded {
		t.wrapped("  ", "heeded: "+h.What)
	}
	t.WriteString("\n")
}

func (t *table) questions(c *Calendar) {
	for i := range c.Questions {
		q := &c.Questions[i]
		text := "? "
		if !q.Day.IsZero() {
			text += q.Day.String() + ": "
		}
		text += q.Text
		if r := q.Range(); r != "" && !strings.Contains(q.Text, r) {
			text += " (" + r + ")"
		}
		var limits []string
		for _, l := range q.Limits {
			limits = append(limits, l.Title+" "+l.Value)
		}
		if len(limits) > 0 {
			text += " (limit, not a dose: " + strings.Join(limits, "; ") + ")"
		}
		t.wrapped("  ", fmt.Sprintf("%s%s  answer as %q", text, t.cite(q.Cites), q.ID))
	}
	if len(c.Questions) > 0 {
		t.WriteString("\n")
	}
}

// row prints days that are alike.
func (t *table) row(days []Day) {
	d := &days[0]
	numbers, dates := fmt.Sprintf("day %d", d.Number), d.Date.Start(nil).Format("Mon 2006-01-02")
	if n := len(days); n > 1 {
		numbers = fmt.Sprintf("%d-%d", d.Number, days[n-1].Number)
		dates += " to " + days[n-1].Date.Start(nil).Format("Mon 01-02")
	}
	left := fmt.Sprintf("%-8s %s", numbers, dates)
	standing := string(d.Standing())
	fmt.Fprintf(t, "%s%s%s\n", left, strings.Repeat(" ", max(2, lines.Width-len(left)-len(standing))), standing)
	for _, line := range d.Lines() {
		t.wrapped("    ", line)
	}
	if d.Why != "" {
		t.wrapped("      ", "why: "+d.Why+t.cite(d.Cites))
	}
	t.looks(d)
	for _, l := range d.Limits {
		if text := fmt.Sprintf("limit, not a dose: %s %s", l.Title, l.Value); t.said[text] == 0 {
			t.said[text] = d.Number
			t.wrapped("      ", text+t.cite(l.Cites))
		}
	}
	if !d.Rests.IsZero() {
		t.wrapped("      ", rests+d.Rests.String())
	}
	if d.Unasked != "" {
		t.wrapped("      ", "not judged: "+d.Unasked)
	}
	for _, f := range d.Stands() {
		t.finding(d, &f, stands(&f))
	}
	for _, f := range d.Warned() {
		t.finding(d, &f, fmt.Sprintf("warns: %s (%s)", f.Message(), f.Rule))
	}
}

// looks prints what to look at, in full on the first day that says it, and by its letter on later ones.
func (t *table) looks(d *Day) {
	var again []string
	for _, o := range d.Observe {
		i := slices.Index(t.letters, o)
		if i < 0 {
			t.letters = append(t.letters, o)
			t.wrapped("      ", fmt.Sprintf("look %s: %s", letter(len(t.letters)-1), o))
			continue
		}
		again = append(again, letter(i))
	}
	if len(again) > 0 {
		t.wrapped("      ", "look "+strings.Join(again, ", "))
	}
}

// letter names the n-th thing, counted from zero: a to z, then aa.
func letter(n int) string { return strings.Repeat(string(rune('a'+n%26)), n/26+1) }

// finding prints a finding once, and on later days that it is the same.
func (t *table) finding(d *Day, f *plan.Finding, text string) {
	if first := t.said[text]; first != 0 {
		effect, _, _ := strings.Cut(text, ":")
		t.wrapped("      ", fmt.Sprintf("%s: as on day %d (%s)", effect, first, f.Rule))
		return
	}
	t.said[text] = d.Number
	t.wrapped("      ", text)
}

// stands says what is in the way, and what would take it out of it.
func stands(f *plan.Finding) string {
	if f.Effect() == plan.EffectHolds {
		needs := make([]string, len(f.Missing))
		for i, m := range f.Missing {
			needs[i] = m.String()
		}
		return fmt.Sprintf("needs: %s (%s)", strings.Join(needs, " and "), f.Rule)
	}
	text := fmt.Sprintf("refused: %s (%s)", f.Message(), f.Rule)
	if f.Remedy != "" {
		text += "; " + f.Remedy
	}
	return text
}

// sameRow reports whether the n-th day after a day says nothing that the first does not.
func sameRow(a, b *Day, n int) bool {
	rules := func(findings []plan.Finding) (ids []record.RuleID) {
		for i := range findings {
			ids = append(ids, findings[i].Rule)
		}
		return ids
	}
	return b.Date == a.Date.Add(n) && b.Number == a.Number+n && a.Summary() == b.Summary() && a.Standing() == b.Standing() &&
		a.Unasked == b.Unasked && a.Rests == b.Rests && (b.Why == stays || slices.Equal(a.Observe, b.Observe) && sameReason(a, b)) &&
		slices.Equal(rules(a.Stands()), rules(b.Stands())) && slices.Equal(rules(a.Warned()), rules(b.Warned()))
}

// rests says that a day cannot be as it stands before another one is settled.
const rests = "judged as if it had been settled what is refused on "

// stays is why a day is like the one before it.
const stays = "the dose stays"

// sameReason compares the reasons without the number of the day.
func sameReason(a, b *Day) bool {
	bare := func(d *Day) string { return strings.ReplaceAll(d.Why, fmt.Sprintf("day %d", d.Number), "day") }
	return bare(a) == bare(b)
}

func (t *table) notes(c *Calendar) {
	if len(c.Notes) > 0 {
		t.WriteString("\n")
	}
	for _, n := range c.Notes {
		t.wrapped("  ", n.Text+t.cite(n.Cites))
	}
}

// cite gives sources the numbers under which the legend lists them.
func (t *table) cite(cites []evidence.Citation) (marks string) {
	for _, c := range cites {
		marks += t.sources.Mark(c.Full())
	}
	return marks
}

// wrapped writes a text with the indent, and what follows the first line two columns deeper.
func (t *table) wrapped(indent, text string) { t.WriteString(lines.Wrap(indent, text)) }
