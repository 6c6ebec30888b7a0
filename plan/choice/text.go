package choice

import (
	"fmt"
	"slices"
	"strings"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/internal/lines"
	"github.com/oudpath/oudpath/plan/record"
)

// printer writes what was weighed, and numbers the sources.
type printer struct {
	strings.Builder
	sources lines.Numbers
}

func (p *printer) line(indent, format string, args ...any) {
	p.WriteString(lines.Wrap(indent, fmt.Sprintf(format, args...)))
}

// String prints the weighing for a person, in 80 columns.
func (w *Weighing) String() string {
	var p printer
	draft := ""
	if w.Basis.Draft {
		draft = ", a draft that no clinician has signed"
	}
	p.line("", "%s: what speaks for and against. Nothing is chosen here.", w.Title)
	p.line("", "for %s, %s, judged by %s%s", w.Plan, w.AsOf.Format("2006-01-02 15:04"), w.Basis.Jurisdiction, draft)
	if w.AnyMarket {
		p.line("", "Nothing here tells which products are sold in this place: those of every country were asked about.")
	}
	for i := range w.Options {
		if w.Options[i].Option.Level != "" && i == 0 {
			p.line("", "The arguments are this library's own, and no ASAM assessment.")
		}
		p.option(&w.Options[i])
	}
	p.placed(w.Placed)
	p.unknown(w.Unknown())
	p.WriteString(p.sources.Legend(""))
	return p.String()
}

var standingTexts = map[Standing]string{Possible: "the rules allow it now", Waits: "the rules wait for what is not on record",
	Later: "the rules refuse it now, and not for ever", Closed: "the rules refuse it, and time alone does not change that",
	Unlisted: "no rule was asked: nothing of it in the catalogue is sold here, or it has no order"}

func (p *printer) option(w *Weighed) {
	p.WriteString("\n")
	p.line("", "%s", strings.ToUpper(w.Option.Title))
	undecided := 0
	for i := range w.Arguments {
		if said := &w.Arguments[i]; said.wish() {
			p.said(said)
		}
	}
	p.line("  ", "%s", standingTexts[w.Standing()])
	p.firsts(w.First)
	for i := range w.Arguments {
		switch said := &w.Arguments[i]; {
		case said.wish():
		case said.Side == Undecided:
			undecided++
		default:
			p.said(said)
		}
	}
	if undecided > 0 {
		p.line("  ", "undecided: %d more, for what is not known (below)", undecided)
	}
	for _, policy := range w.Policies {
		p.line("  ", "policy of %s, no medical reason: %s", policy.Service, policy.Text)
	}
}

// wish reports whether it is what the person wants, or that nobody asked.
func (s *Said) wish() bool {
	return s.Argument.Strength == Person && (s.Side != Undecided || len(s.Argument.If) == 0)
}

// firsts prints what the rules say of first orders, those of which they say the same together, and then, once each, why and what else is
// possible.
func (p *printer) firsts(all []First) {
	for _, group := range alike(all) {
		p.line("    ", "%s: %s", strings.Join(group.names, ", "), group.verdict)
	}
	var texts []string
	of := make(map[string][]string) // the products of which a text is said
	add := func(f *First, format string, args ...any) {
		text := fmt.Sprintf(format, args...)
		if of[text] == nil {
			texts = append(texts, text)
		}
		of[text] = append(of[text], f.name())
	}
	for i := range all {
		f := &all[i]
		for _, finding := range f.Decision.Reasons() {
			if finding.Refuses() && !slices.Contains(f.Lasting, finding.Rule) {
				add(f, "refused: %s%s", finding.Message(), p.cite(finding.Cites))
			}
		}
		for _, finding := range f.Decision.Violated(record.Warning) {
			add(f, "warns: %s (%s)", finding.Message(), finding.Rule)
		}
		for k := range f.Instead {
			add(f, "or now: %s", f.Instead[k].String())
		}
	}
	for _, text := range texts {
		if some := of[text]; len(some) < len(all) && !strings.HasPrefix(text, "or now") {
			text += ", of " + strings.Join(some, ", ")
		}
		p.line("      ", "%s", text)
	}
}

// group are the names of first orders of which the same is said.
type group struct {
	verdict string
	names   []string
}

// alike returns the groups in the order of their first members.
func alike(all []First) (groups []group) {
	for i := range all {
		verdict := all[i].verdict()
		at := slices.IndexFunc(groups, func(g group) bool { return g.verdict == verdict })
		if at < 0 {
			at = len(groups)
			groups = append(groups, group{verdict: verdict})
		}
		groups[at].names = append(groups[at].names, all[i].asked())
	}
	return groups
}

// name is the product, or what else was asked.
func (f *First) name() string {
	if product, ok := medication.Lookup(f.Product); ok {
		return product.Name()
	}
	if _, ok := f.Body.(record.LevelMove); ok {
		return "the move there"
	}
	return record.Describe(f.Body)
}

// String says in one line how a first order stands: "methadone oral concentrate: possible".
func (f *First) String() string { return f.asked() + ": " + f.verdict() }

// asked is the name, and whether it is what the person takes already.
func (f *First) asked() string {
	if f.GoesOn {
		return f.name() + ", as it is taken"
	}
	return f.name()
}

func (f *First) verdict() string {
	switch f.Standing() {
	case Possible:
		return "possible"
	case Later, Waits:
		return f.When.String()
	}
	return "not possible"
}

func (p *printer) said(s *Said) {
	mark := map[Side]string{For: "+", Against: "-", Excluding: "x", Undecided: "?"}[s.Side]
	text := s.Argument.Text
	if s.Side == Undecided {
		text = "Not known: " + strings.Join(s.Missing, ", ") + "."
	}
	p.line("  ", "%s %s (%s)%s", mark, text, s.Argument.Strength, p.cite(s.Argument.Cites))
	for _, e := range s.Argument.Effects {
		p.line("      ", "%s%s", e, p.cite([]evidence.Citation{e.Cite}))
	}
	if s.Remedy != "" {
		p.line("      ", "what would change it: %s", s.Remedy)
	}
	for i, c := range s.Causes {
		if i == 3 {
			p.line("      ", "and %d more", len(s.Causes)-i)
			break
		}
		p.line("      ", "on record: %s, %s", c.What(), c.At.Format("2006-01-02"))
	}
}

func (p *printer) placed(placed *Placement) {
	if placed == nil {
		return
	}
	p.WriteString("\n")
	p.line("", "%s says: %s", placed.By, placed.Level)
	for _, why := range placed.Why {
		p.line("  ", "%s", why)
	}
}

func (p *printer) unknown(lacks []Lack) {
	if len(lacks) == 0 {
		return
	}
	p.WriteString("\n")
	p.line("", "NOT KNOWN, and it would decide arguments:")
	for _, l := range lacks {
		names := make([]string, len(l.Options))
		for i, o := range l.Options {
			names[i] = string(o)
		}
		about := strings.Join(names, ", ")
		if len(names) > 3 {
			about = fmt.Sprintf("%d options", len(names))
		}
		p.line("  ", "%s (%s)", l.What, about)
	}
}

// cite gives sources the numbers under which the legend lists them.
func (p *printer) cite(cites []evidence.Citation) (marks string) {
	for _, c := range cites {
		marks += p.sources.Mark(c.Full())
	}
	return marks
}

// String prints how a service stands against what is needed.
func (m *Match) String() string {
	var p printer
	p.line("", "%s", m.Service.Name)
	for _, list := range []struct {
		mark  string
		needs []Need
	}{{"has", m.Met}, {"has not", m.Unmet}, {"does not say", m.NotKnown}} {
		for _, n := range list.needs {
			p.line("  ", "%s: %s (%s)", list.mark, strings.ReplaceAll(string(n.Feature), "-", " "), n.Why)
		}
	}
	for _, policy := range m.Policies {
		p.line("  ", "its policy, no medical reason: %s", policy.Text)
	}
	return p.String()
}
