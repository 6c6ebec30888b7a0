package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
)

// notes are the documents that a text cites, each under one number, in the order in which they are first cited.
type notes struct{ list []note }

type note struct {
	document string
	places   []string        // where in it, with how well that was confirmed if it was not read there
	second   []string        // the provenances of those that were not read there
	read     bool            // some was read there
	rules    []record.RuleID // what cites it
}

// keep adds a word that is not there yet, and not the empty one.
func keep[S ~string](list *[]S, word S) {
	if word != "" && !slices.Contains(*list, word) {
		*list = append(*list, word)
	}
}

// cite returns the numbers of the documents, as "[1, 4]", and with places, "[1] page 8; [4] section 2"; nothing for no source. The
// rule is what cites them; empty if none does.
func (n *notes) cite(rule record.RuleID, sources []evidence.Citation, places bool) string {
	var texts []string
	for _, s := range sources {
		i := n.number(s)
		keep(&n.list[i].places, placeOf(s))
		keep(&n.list[i].rules, rule)
		if s.Provenance == evidence.Primary {
			n.list[i].read = true
		} else {
			keep(&n.list[i].second, s.Provenance.String())
		}
		text := number(i + 1)
		if places {
			text = strings.TrimSpace("[" + text + "] " + placeOf(s))
		}
		keep(&texts, text)
	}
	switch {
	case len(texts) == 0:
		return ""
	case places:
		return strings.Join(texts, "; ")
	}
	return "[" + strings.Join(texts, ", ") + "]"
}

func (n *notes) number(c evidence.Citation) int {
	document := documentOf(c)
	i := slices.IndexFunc(n.list, func(x note) bool { return x.document == document })
	if i < 0 {
		i = len(n.list)
		n.list = append(n.list, note{document: document})
	}
	return i
}

// documentOf is what a citation is numbered by. A decision is printed whole, never its source alone.
func documentOf(c evidence.Citation) string {
	if c.Provenance == evidence.Decided {
		return c.String()
	}
	return evidence.Citation{Source: c.Source}.String()
}

func placeOf(c evidence.Citation) string {
	switch c.Provenance {
	case evidence.Primary:
		return c.Place
	case evidence.Decided: // its place is in the document
		return "(" + c.Provenance.String() + ")"
	}
	return strings.TrimSpace(c.Place + " (" + c.Provenance.String() + ")")
}

// sources writes what the numbers mean; in full, with the places in each document and the rules that cite them.
func (p *printer) sources(full bool) {
	if len(p.notes.list) == 0 {
		return
	}
	p.title("Sources, read in the original where nothing else is said")
	for i, n := range p.notes.list {
		text := n.document
		switch {
		case full && len(n.places) > 0:
			text += ": " + strings.Join(n.places, "; ")
		case !full && len(n.second) > 0:
			text += " (" + pick(n.read, "in part ", "") + strings.Join(n.second, ", ") + ")"
		}
		p.wrap(fmt.Sprintf("%5s ", "["+number(i+1)+"]"), "", text)
		if full && len(n.rules) > 0 {
			p.wrap("      ", faint, "for "+joinIDs(n.rules))
		}
	}
}

// cited lists citations, each with how well it was confirmed.
func cited(cites []evidence.Citation) string {
	texts := make([]string, len(cites))
	for i, c := range cites {
		texts[i] = fmt.Sprintf("%s [%s]", c, c.Provenance)
	}
	return strings.Join(texts, "; ")
}
