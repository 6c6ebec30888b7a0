package report

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
)

// Catalogue writes the rules of engines as Markdown: what each rule says, on whose word, what it may do, its parameters with
// the values of every engine's jurisdiction, where it holds if not everywhere, and what each jurisdiction leaves out.
func Catalogue(w io.Writer, engines ...*plan.Engine) error {
	var b strings.Builder
	b.WriteString("# Rule catalogue\n\nMade from the rules and jurisdictions; not edited by hand. Nothing here is medical advice.\n\n")
	for _, e := range engines {
		p := e.Jurisdiction()
		fmt.Fprintf(&b, "- **%s**: %s, version %s%s\n", p.ID, p.Title, p.Version, pick(p.Draft(), ", draft: not signed by a clinician", ""))
	}
	b.WriteString(`
A limit whose source is *weak* or *unconfirmed* warns where it would refuse. "Held" says what a missing datum does to an intent
that the rule could refuse.
`)
	for _, r := range every(engines) {
		rule(&b, &r, engines)
	}
	decisions(&b, engines)
	_, err := io.WriteString(w, b.String())
	return err
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

// asked says which events wake the rule: by what they mean and for which substances, or by their kinds.
func asked(r *plan.Rule) string {
	if r.Judge == nil {
		return joinKinds(r.Kinds.List())
	}
	text := "whatever " + strings.ReplaceAll(r.Watches.String(), "|", ", ")
	if !r.About.IsEmpty() {
		text += "; of " + r.About.String()
	}
	if r.Narrow != "" {
		text += "; no more, because " + r.Narrow
	}
	return text
}

func rule(b *strings.Builder, r *plan.Rule, engines []*plan.Engine) {
	fmt.Fprintf(b, "\n## %s\n\n%s.\n\n", r.ID, strings.TrimSuffix(r.Title, "."))
	fmt.Fprintf(b, "- at most: %s\n", r.Severity)
	if len(r.Aliases) > 0 {
		fmt.Fprintf(b, "- also known as: %s\n", joinIDs(r.Aliases))
	}
	if places := where(r.ID, engines); places != "" {
		fmt.Fprintf(b, "- holds in: %s\n", places)
	}
	if len(r.Replaces) > 0 {
		fmt.Fprintf(b, "- stands for: %s%s\n", joinIDs(r.Replaces), pick(r.Relaxes == "", "", ", weaker: "+r.Relaxes))
	}
	fmt.Fprintf(b, "- asked about: %s\n", asked(r))
	fmt.Fprintf(b, "- sources: %s\n", sourceText(sourcesOf(r.Cites)))
	if r.Severity == record.Block {
		fmt.Fprintf(b, "- override: %s\n", pick(r.Override.Allowed(), "possible, documenting ", "not possible: ")+r.Override.Text())
		fmt.Fprintf(b, "- when a datum is missing: %s\n", pick(r.Missing.Holds(), "held", "reported only: "+r.Missing.Why()))
	}
	for _, x := range r.Unless {
		fmt.Fprintf(b, "- unless %s: %s%s\n", x.Context, x.Why, pick(x.Leaves == 0, "", fmt.Sprintf(" (leaves %s)", x.Leaves)))
	}
	fmt.Fprintf(b, "- to resolve: %s\n", r.Remedy)
	omitted(b, r.ID, engines)
	params(b, r.Parameters(), engines)
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

func params(b *strings.Builder, list []plan.AnyParam, engines []*plan.Engine) {
	if len(list) == 0 {
		return
	}
	b.WriteString("\n| parameter | jurisdiction | from | value | source |\n|---|---|---|---|---|\n")
	for _, p := range list {
		for _, e := range engines {
			settings := e.Settings(p)
			if len(settings) == 0 {
				fmt.Fprintf(b, "| %s: %s | %s | | not set | |\n", cell(string(p.ID())), cell(p.Title()), e.Jurisdiction().ID)
			}
			for _, s := range settings {
				fmt.Fprintf(b, "| %s: %s | %s | %s | %s | %s |\n", cell(string(p.ID())), cell(p.Title()), e.Jurisdiction().ID, dates(s),
					cell(s.Text()), cell(cited(s.Cites)))
			}
		}
	}
}

func dates(s plan.Setting) string {
	if !s.Enforced.IsZero() {
		return fmt.Sprintf("%s, enforced %s", s.Effective, s.Enforced)
	}
	return s.Effective.String()
}

func cited(cites []evidence.Citation) string { return sourceText(sourcesOf(cites)) }

func cell(text string) string { return strings.NewReplacer("|", "\\|", "\n", " ").Replace(text) }

func joinIDs(ids []record.RuleID) string {
	texts := make([]string, len(ids))
	for i, id := range ids {
		texts[i] = string(id)
	}
	return strings.Join(texts, ", ")
}

func joinKinds(kinds []record.Kind) string {
	texts := make([]string, len(kinds))
	for i, k := range kinds {
		texts[i] = k.String()
	}
	return strings.Join(texts, ", ")
}
