package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
)

// matter is an event with what the rules said about it.
type matter struct {
	event    record.EventID
	day      civil.Date
	what     string
	status   string // why a request was not done; empty: it was, or it is a fact
	instead  []string
	findings []*Noted
}

// matters groups the findings by what they are about, in the order of time. A request that was not done is there even if no finding
// says why.
func (j *Journey) matters() []*matter {
	var list []*matter
	of := map[record.EventID]*matter{}
	open := func(event record.EventID, day civil.Date, what string) *matter {
		if of[event] == nil {
			of[event] = &matter{event: event, day: day, what: what}
			list = append(list, of[event])
		}
		return of[event]
	}
	for i := range j.Findings {
		n := &j.Findings[i]
		m := open(n.Finding.Event, n.Day, n.About)
		m.findings = append(m.findings, n)
	}
	for _, n := range j.NotDone {
		m := open(n.Event, n.Day, n.What)
		m.status, m.instead = n.Status, n.Instead
	}
	slices.SortStableFunc(list, func(a, b *matter) int { return a.day.Compare(b.day) })
	return list
}

// findings writes what the rules said, under what they said it about; with only, what was asked for and not done.
func (p *printer) findings(j *Journey, only bool) {
	title := pick(only, "Asked for and not done", "Findings")
	said := 0
	for _, m := range j.matters() {
		kept := slices.DeleteFunc(slices.Clone(m.findings), func(n *Noted) bool {
			return n.Mark == Suspended || n.Mark == Advised && !p.why || only && n.Mark != Refused && n.Mark != Held
		})
		if m.status == "" && (only || len(kept) == 0) {
			continue
		}
		if said++; said == 1 {
			p.title(title)
		} else if p.why {
			p.blank()
		}
		p.matter(m)
		if m.status != "" && !p.why {
			p.reasons(kept)
			p.instead(m.instead)
			continue
		}
		for _, n := range kept {
			p.finding(n)
		}
		p.instead(m.instead)
	}
	if only && said == 0 {
		p.title(title)
		p.wrap("  ", "", "nothing")
	}
	if only {
		return
	}
	if !p.why {
		p.advice(j.Findings)
	}
	p.suspended(j.Findings)
}

// reasons writes what kept a request from being done, one after the other, and folds the rest into one line.
func (p *printer) reasons(list []*Noted) {
	var rest []string
	for _, n := range list {
		if n.Mark == Refused || n.Mark == Held {
			p.finding(n)
			continue
		}
		rest = append(rest, string(n.Finding.Rule)+" ("+string(n.Mark)+")")
		p.notes.cite(n.Finding.Rule, sourcesOf(&n.Finding), false)
	}
	if len(rest) > 0 {
		p.wrap("    and         ", faint, strings.Join(rest, ", "))
	}
}

// mostInstead is how many alternatives are written where not all is asked for.
const mostInstead = 2

// instead writes what would have been possible.
func (p *printer) instead(texts []string) {
	if len(texts) == 0 {
		return
	}
	shown := texts
	if !p.why && len(texts) > mostInstead {
		shown = append(slices.Clone(texts[:mostInstead]), fmt.Sprintf("and %d more (-why)", len(texts)-mostInstead))
	}
	p.marked("    INSTEAD     ", cyan, strings.Join(shown, "; "))
}

// advice writes what is for information, apart from what a person had to act on.
func (p *printer) advice(list []Noted) {
	said := 0
	for i := range list {
		n := &list[i]
		if n.Mark != Advised {
			continue
		}
		if said++; said == 1 {
			p.title("For information")
		}
		label := "  " + n.Day.String() + "  "
		p.lines(label, "", "", broken(p.message(n), p.width-columns(label)))
	}
}

func (p *printer) matter(m *matter) {
	label := "  " + m.day.String() + "  "
	switch m.status {
	case "":
		p.lines(label, "", bold, broken(m.what, p.width-columns(label)))
	case plan.Refused.String():
		p.lines(label, "", bold, broken(m.what+": not done", p.width-columns(label)))
	default:
		p.lines(label, "", bold, broken(m.what+": held, not done", p.width-columns(label)))
	}
}

var styles = map[Mark]string{Refused: red, Held: red, Deviation: red, Overridden: yellow, Warned: yellow, NotKnown: yellow,
	Advised: cyan, Suspended: faint}

// finding writes a finding in two lines or with all that it says.
func (p *printer) finding(n *Noted) {
	label := fmt.Sprintf("    %-10s  ", strings.ToUpper(string(n.Mark)))
	if p.why {
		p.whole(label, n)
		return
	}
	remedy := n.Finding.Remedy
	if n.Finding.Override.Used != nil || !n.Withdrawn.IsZero() {
		remedy = "" // nothing is left to resolve
	}
	p.lines(label, styles[n.Mark], "", folded(p.message(n), remedy, p.width-columns(label)))
}

// message is what the finding says, how often, what became of it, and the numbers of its sources.
func (p *printer) message(n *Noted) string {
	f := &n.Finding
	text := capital(strings.TrimSuffix(f.Message(), "."))
	if n.Times > 1 {
		text += fmt.Sprintf(" (%d times%s)", n.Times, pick(n.Last == n.Day, "", " until "+n.Last.String()))
	}
	if !n.Withdrawn.IsZero() {
		text += fmt.Sprintf(" (withdrawn %s)", n.Withdrawn)
	}
	if o := used(f); o != nil {
		text += "; overridden " + overrideText(o)
	}
	return text + " " + p.notes.cite(f.Rule, sourcesOf(f), false)
}

// sourcesOf are the sources of the limit that applied, or else of the rule.
func sourcesOf(f *plan.Finding) []evidence.Citation {
	if f.Limit != nil {
		return f.Limit.Cites
	}
	return f.Cites
}

// used is the override that a finding went on by; nil if there was none.
func used(f *plan.Finding) *Override {
	o := f.Override.Used
	if o == nil {
		return nil
	}
	return &Override{Rule: o.Rule, By: f.Override.By.ID, Role: f.Override.By.Role, Reason: o.Reason, Note: o.Note}
}

func (p *printer) whole(label string, n *Noted) {
	f := &n.Finding
	p.marked(label, styles[n.Mark], string(f.Rule))
	p.field("", sentence(f.Message()))
	if n.Times > 1 {
		p.field("again", fmt.Sprintf("%d times in all, last on %s", n.Times, n.Last))
	}
	p.field("means", n.Meaning)
	p.field("because", p.causes(f.Causes))
	if l := f.Limit; l != nil {
		p.field("limit", fmt.Sprintf("%s: %s%s. %s", l.Title, l.Value, since(l.Effective), p.notes.cite(f.Rule, l.Cites, true)))
	} else {
		p.field("source", p.notes.cite(f.Rule, f.Cites, true))
	}
	p.field("note", f.Lowered)
	if !n.Withdrawn.IsZero() {
		p.field("withdrawn", "on "+n.Withdrawn.String()+": a correction or a late entry took it back")
	}
	if o := used(f); o != nil {
		p.field("override", overrideText(o))
	}
	p.field("resolve", f.Remedy)
}

// causes are the events that a finding rests on, in the zone of the engine, however they were written.
func (p *printer) causes(causes []plan.Cause) string {
	texts := make([]string, len(causes))
	for i, c := range causes {
		texts[i] = fmt.Sprintf("%s (%s)", c.What(), c.At.In(p.zone).Format("2006-01-02 15:04"))
	}
	return strings.Join(texts, "; ")
}

func since(day civil.Date) string {
	if day.IsZero() {
		return ""
	}
	return ", since " + day.String()
}
