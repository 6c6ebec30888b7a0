package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
)

// Catalogue lists the rules of engines as Markdown: what each rule says, on whose word, what it may do, its parameters with the
// values of every engine's jurisdiction, where it holds if not everywhere, and what each jurisdiction leaves out.
type Catalogue struct {
	Engines  []*plan.Engine
	Layers   []*plan.Engine         // states, nations and programmes over them: of these what they add is shown
	Subjects []Subject              // the pages, in their order; rules of none of them are on the page "other"
	Code     func(id string) Origin // where a rule or a parameter is declared; nil: the catalogue does not say
}

// Subject is a page of the catalogue.
type Subject struct {
	Name  string // of the file, without its ending
	Title string
	Rules []plan.RuleID
}

// Origin is where a rule or a parameter is declared.
type Origin struct {
	Link string // from the folder of the catalogue; empty: not known
	Name string // in Go, with its package; empty: none
}

// Page is one file of the catalogue.
type Page struct {
	File string
	Text string
}

const madeFrom = "Made from the rules and jurisdictions; not edited by hand. Nothing here is medical advice.\n"

// Pages writes the catalogue: README.md with the contents, the rules that watch less than every route of their danger, and the
// decisions of the rule pack; a page of each subject; and a page of each jurisdiction.
func (c Catalogue) Pages() []Page {
	rules := every(c.all())
	pages := []Page{{"README.md", c.contents(rules)}}
	for _, s := range c.subjects(rules) {
		var b strings.Builder
		fmt.Fprintf(&b, "# %s\n\n%s\n[All rules](README.md)\n", s.Title, madeFrom)
		for _, r := range rules {
			if slices.Contains(s.Rules, r.ID) {
				c.rule(&b, &r)
			}
		}
		pages = append(pages, Page{s.Name + ".md", b.String()})
	}
	for _, e := range c.all() {
		pages = append(pages, Page{"jurisdiction-" + e.Jurisdiction().ID + ".md", c.jurisdiction(e, rules)})
	}
	return pages
}

func (c Catalogue) all() []*plan.Engine { return slices.Concat(c.Engines, c.Layers) }

// Rule writes the entry of one rule, by its ID or an alias; ok is false if no engine has it.
func (c Catalogue) Rule(id plan.RuleID) (text string, ok bool) {
	for _, r := range every(c.all()) {
		if r.ID == id || slices.Contains(r.Aliases, id) {
			var b strings.Builder
			c.rule(&b, &r)
			return strings.TrimSpace(b.String()) + "\n", true
		}
	}
	return "", false
}

// subjects returns the pages, with one for the rules that are of no subject.
func (c Catalogue) subjects(rules []plan.Rule) []Subject {
	other := Subject{Name: "other", Title: "Other rules"}
	for _, r := range rules {
		if c.page(r.ID) == "other" {
			other.Rules = append(other.Rules, r.ID)
		}
	}
	if len(other.Rules) == 0 {
		return c.Subjects
	}
	return append(slices.Clip(c.Subjects), other)
}

// page is the name of the page on which the rule stands.
func (c Catalogue) page(id plan.RuleID) string {
	for _, s := range c.Subjects {
		if slices.Contains(s.Rules, id) {
			return s.Name
		}
	}
	return "other"
}

// link leads to the entry of a rule.
func (c Catalogue) link(id plan.RuleID) string {
	return fmt.Sprintf("[%s](%s.md#%s)", id, c.page(id), strings.ReplaceAll(string(id), ".", ""))
}

func (c Catalogue) contents(rules []plan.Rule) string {
	var b strings.Builder
	b.WriteString("# Rule catalogue\n\n" + madeFrom + "\n")
	for _, e := range c.all() {
		p := e.Jurisdiction()
		fmt.Fprintf(&b, "- **[%s](jurisdiction-%s.md)**: %s, version %s%s\n", p.ID, p.ID, p.Title, p.Version,
			pick(p.Draft(), ", draft: not signed by a clinician", ""))
	}
	b.WriteString(`
A limit whose source is *weak* or *unconfirmed* warns where it would refuse. "Held" says what a missing datum does to an intent
that the rule could refuse.
`)
	for _, s := range c.subjects(rules) {
		fmt.Fprintf(&b, "\n## [%s](%s.md)\n\n| rule | what holds | at most | holds in |\n|---|---|---|---|\n", s.Title, s.Name)
		for _, r := range rules {
			if slices.Contains(s.Rules, r.ID) {
				fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", c.link(r.ID), cell(r.Title), r.Severity, where(r.ID, c.all()))
			}
		}
	}
	c.narrow(&b, rules)
	decisions(&b, c.all())
	return b.String()
}

// narrow lists the rules that watch less than every route of their danger, and those that are about no danger and watch one act.
func (c Catalogue) narrow(b *strings.Builder, rules []plan.Rule) {
	table := func(why func(*plan.Rule) string) {
		for i := range rules {
			if r := &rules[i]; why(r) != "" {
				fmt.Fprintf(b, "| %s | %s | %s |\n", c.link(r.ID), strings.ReplaceAll(r.Watches.String(), "|", ", "), cell(why(r)))
			}
		}
	}
	b.WriteString("\n## Rules that watch less than every route\n\nEvery other rule sees what it is about by whatever event it happens.\n\n" +
		"| rule | watches | why no more |\n|---|---|---|\n")
	table(func(r *plan.Rule) string { return r.Narrow })
	b.WriteString("\nRules about who may do what where watch the act that the law speaks of:\n\n| rule | watches | is about " +
		"|\n|---|---|---|\n")
	table(func(r *plan.Rule) string { return r.Authority })
}

// jurisdiction is the page of a place: its rules, what it leaves out, what it does not set, and its values.
func (c Catalogue) jurisdiction(e *plan.Engine, rules []plan.Rule) string {
	var b strings.Builder
	p := e.Jurisdiction()
	fmt.Fprintf(&b, "# %s\n\n%s\n[All rules](README.md)\n\n- identifier: %s, version %s%s\n", p.Title, madeFrom, p.ID, p.Version,
		pick(p.Draft(), ", draft: not signed by a clinician", ""))
	if !p.Confirmed.IsZero() {
		fmt.Fprintf(&b, "- confirmed up to: %s\n", p.Confirmed)
	}
	b.WriteString("\n## Rules that hold only here\n\n| rule | stands for |\n|---|---|\n")
	for _, r := range p.Rules {
		fmt.Fprintf(&b, "| %s | %s |\n", c.link(r.ID), joinIDs(r.Replaces))
	}
	if gaps := e.Unset(); p.Below == nil && len(gaps) > 0 {
		b.WriteString("\n## Rules that are not judged here\n\nA limit that they need is not set.\n\n| rule | not set |\n|---|---|\n")
		for _, g := range gaps {
			fmt.Fprintf(&b, "| %s | %s |\n", c.link(g.Rule), joinIDs(g.Params))
		}
	}
	b.WriteString("\n## Values\n\n| parameter | from | value | source |\n|---|---|---|---|\n")
	for _, s := range settings(e, rules) {
		fmt.Fprintf(&b, "| %s: %s | %s | %s | %s |\n", cell(string(s.Param())), cell(s.Title()), dates(s), cell(s.Text()), cell(cited(s.Cites)))
	}
	return b.String()
}

// settings are the values of a place: of a layer those that it sets itself, else those of all parameters that rules read.
func settings(e *plan.Engine, rules []plan.Rule) (all []plan.Setting) {
	if p := e.Jurisdiction(); p.Below != nil {
		return p.Settings
	}
	written := map[plan.ParamID]bool{}
	for _, r := range rules {
		for _, parameter := range r.Parameters() {
			if !written[parameter.ID()] {
				written[parameter.ID()] = true
				all = append(all, e.Settings(parameter)...)
			}
		}
	}
	return all
}

// every returns the rules of the engines, each once: those of the first in its order, then what each of the others adds.
func every(engines []*plan.Engine) (rules []plan.Rule) {
	seen := make(map[plan.RuleID]bool)
	for _, e := range engines {
		for _, r := range e.Rules() {
			if !seen[r.ID] {
				seen[r.ID] = true
				rules = append(rules, r)
			}
		}
	}
	return rules
}

// where says in which of the engines' places the rule holds; empty: in all of them.
func where(id plan.RuleID, engines []*plan.Engine) string {
	var places []string
	for _, e := range engines {
		if slices.ContainsFunc(e.Rules(), func(r plan.Rule) bool { return r.ID == id }) {
			places = append(places, e.Jurisdiction().ID)
		}
	}
	if len(places) == len(engines) {
		return ""
	}
	return strings.Join(places, ", ")
}

// asked says which events wake the rule: by what they mean and for which substances.
func asked(r *plan.Rule) string {
	text := "whatever " + strings.ReplaceAll(r.Watches.String(), "|", ", ")
	if !r.About.IsEmpty() {
		text += "; of " + r.About.String()
	}
	if r.Authority != "" {
		text += "; it is about " + r.Authority
	}
	if r.Narrow != "" {
		text += "; no more, because " + r.Narrow
	}
	return text
}

func (c Catalogue) rule(b *strings.Builder, r *plan.Rule) {
	engines := c.Engines
	fmt.Fprintf(b, "\n## %s\n\n%s.\n\n", r.ID, strings.TrimSuffix(r.Title, "."))
	fmt.Fprintf(b, "- at most: %s\n", r.Severity)
	if len(r.Aliases) > 0 {
		fmt.Fprintf(b, "- also known as: %s\n", joinIDs(r.Aliases))
	}
	if from := c.origin(string(r.ID)); from.Link != "" {
		fmt.Fprintf(b, "- code: [%s](%s)\n", from.Name, from.Link)
	}
	if places := where(r.ID, c.all()); places != "" {
		fmt.Fprintf(b, "- holds in: %s\n", places)
	}
	if len(r.Replaces) > 0 {
		fmt.Fprintf(b, "- stands for: %s%s\n", joinIDs(r.Replaces), pick(r.Relaxes == "", "", ", weaker: "+r.Relaxes))
	}
	fmt.Fprintf(b, "- asked about: %s\n", asked(r))
	fmt.Fprintf(b, "- sources: %s\n", cited(r.Cites))
	if r.Severity == record.Block {
		fmt.Fprintf(b, "- override: %s\n", pick(r.Override.Allowed(), "possible, documenting ", "not possible: ")+r.Override.Text())
		fmt.Fprintf(b, "- when a datum is missing: %s\n", pick(r.Missing.Holds(), "held", "reported only: "+r.Missing.Why()))
	}
	for _, x := range r.Unless {
		fmt.Fprintf(b, "- unless %s: %s%s\n", x.Context, x.Why, pick(x.Leaves == 0, "", fmt.Sprintf(" (leaves %s)", x.Leaves)))
	}
	fmt.Fprintf(b, "- to resolve: %s\n", r.Remedy)
	omitted(b, r.ID, engines)
	c.params(b, r.Parameters())
}

func (c Catalogue) origin(id string) Origin {
	if c.Code == nil {
		return Origin{}
	}
	return c.Code(id)
}

// decisions lists what a clinician who signs the rule pack signs for, and which rules rest on it.
func decisions(b *strings.Builder, engines []*plan.Engine) {
	b.WriteString("\n## Decisions of this rule pack\n\nWhere the sources leave a question open, or arithmetic on the record answers it, " +
		"the pack holds to a numbered decision.\n\n| | decision | rules |\n|---|---|---|\n")
	rest := make(map[evidence.Decision][]record.RuleID)
	for _, e := range engines {
		for _, r := range e.Rules() {
			cites := r.Cites
			for _, p := range r.Parameters() {
				for _, s := range e.Settings(p) {
					cites = slices.Concat(cites, s.Cites)
				}
			}
			for _, c := range cites {
				if c.Decision.Valid() && !slices.Contains(rest[c.Decision], r.ID) {
					rest[c.Decision] = append(rest[c.Decision], r.ID)
				}
			}
		}
	}
	for _, d := range evidence.Decisions() {
		fmt.Fprintf(b, "| %d | %s | %s |\n", uint8(d), cell(d.Statement()), joinIDs(rest[d]))
	}
}

func omitted(b *strings.Builder, id record.RuleID, engines []*plan.Engine) {
	for _, e := range engines {
		for _, o := range e.Omissions() {
			if o.Rule == id {
				fmt.Fprintf(b, "- left out in %s: %s\n", e.Jurisdiction().ID, o.Why)
			}
		}
	}
}

func (c Catalogue) params(b *strings.Builder, list []plan.AnyParam) {
	if len(list) == 0 {
		return
	}
	b.WriteString("\n| parameter | jurisdiction | from | value | source |\n|---|---|---|---|---|\n")
	for _, p := range list {
		name := cell(string(p.ID()) + ": " + p.Title())
		if from := c.origin(string(p.ID())); from.Name != "" {
			name += " (" + from.Name + ")"
		}
		for _, e := range c.Engines {
			settings := e.Settings(p)
			if len(settings) == 0 {
				fmt.Fprintf(b, "| %s | %s | | not set | |\n", name, e.Jurisdiction().ID)
			}
			for _, s := range settings {
				fmt.Fprintf(b, "| %s | %s | %s | %s | %s |\n", name, e.Jurisdiction().ID, dates(s),
					cell(s.Text()), cell(cited(s.Cites)))
			}
		}
		for _, e := range c.Layers {
			for _, s := range e.Jurisdiction().Settings {
				if s.Param() == p.ID() {
					fmt.Fprintf(b, "| %s | %s | %s | %s | %s |\n", name, e.Jurisdiction().ID, dates(s), cell(s.Text()), cell(cited(s.Cites)))
				}
			}
		}
	}
}

func dates(s plan.Setting) string {
	text := s.Effective.String()
	if !s.Enforced.IsZero() {
		text += ", enforced " + s.Enforced.String()
	}
	if !s.Last.IsZero() {
		text += ", until " + s.Last.String()
	}
	return text
}

func cell(text string) string { return strings.NewReplacer("|", "\\|", "\n", " ").Replace(text) }

func joinIDs[S ~string](ids []S) string {
	texts := make([]string, len(ids))
	for i, id := range ids {
		texts[i] = string(id)
	}
	return strings.Join(texts, ", ")
}
