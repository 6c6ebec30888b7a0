package scenario

import (
	"fmt"
	"strings"

	"github.com/oudpath/oudpath/plan"
)

// Report is what running a script brought.
type Report struct {
	Script string
	Cases  []CaseReport
}

// CaseReport is what running one case brought.
type CaseReport struct {
	Name         string
	Line         int
	Pending      string // why the case is marked as not holding yet; empty: it is not marked
	Expectations int    // how many were checked
	Problems     []Problem
	Mismatches   []Mismatch
	Entries      []Entry      // what happened, line by line
	Engine       *plan.Engine // judged it; nil where the case could not be run
	Plan         plan.Plan    // as it stands after the last line
}

// Mismatch is something that did not come as expected.
type Mismatch struct {
	Line     int
	Step     int // the line of what it is about
	Expected string
	Got      string
	Findings []string // everything that the rules said
}

// Entry is one line of a case as it came out.
type Entry struct {
	Line       int
	Text       string
	Status     string // allowed, refused, undetermined; recorded, for what has happened; rejected: …
	Findings   []string
	Decision   plan.Decision // what Findings are the words of; Allowed where nothing was asked for
	Instead    string        // what would have been possible; empty: nothing had to be, or Options did not ask
	Mismatches int
}

// Holds reports whether everything came as expected, whether marked as pending or not.
func (c *CaseReport) Holds() bool { return len(c.Problems) == 0 && len(c.Mismatches) == 0 }

// Stale reports whether the case is marked as pending and holds all the same: the mark has to go.
func (c *CaseReport) Stale() bool { return c.Pending != "" && c.Holds() }

// OK reports whether the case came out as it says: it holds, or is pending and does not.
func (c *CaseReport) OK() bool { return c.Holds() == (c.Pending == "") }

// OK reports whether every case came out as it says.
func (r *Report) OK() bool {
	for i := range r.Cases {
		if !r.Cases[i].OK() {
			return false
		}
	}
	return true
}

// Unrunnable reports whether a case that is not pending could not be run: it names a jurisdiction or a rule that does not exist.
func (r *Report) Unrunnable() bool {
	for i := range r.Cases {
		if c := &r.Cases[i]; len(c.Problems) > 0 && c.Pending == "" {
			return true
		}
	}
	return false
}

// Text writes what a reader has to see: the mismatches of cases that do not hold, with what was expected, what came and what the
// rules said. With everything, it writes every line of every case as it came out.
func (r *Report) Text(everything bool) string {
	var b strings.Builder
	for i := range r.Cases {
		r.Cases[i].write(&b, r.Script, everything)
	}
	return b.String()
}

func (c *CaseReport) write(b *strings.Builder, script string, everything bool) {
	if everything {
		c.writeEntries(b, script)
	}
	switch {
	case c.Stale():
		fmt.Fprintf(b, "%s:%d: %s: holds now: take the line \"pending %s\" out\n", script, c.Line, c.Name, c.Pending)
		return
	case c.Pending != "" && !everything:
		fmt.Fprintf(b, "%s:%d: %s: pending: %s\n", script, c.Line, c.Name, c.Pending)
		return
	}
	for _, p := range c.Problems {
		fmt.Fprintf(b, "%s:%d: %s: %s\n", script, p.Line, c.Name, p.What)
	}
	for i, m := range c.Mismatches {
		fmt.Fprintf(b, "%s:%d: %s\n\texpected: %s\n\tgot:      %s\n", script, m.Line, c.Name, m.Expected, m.Got)
		if i+1 < len(c.Mismatches) && c.Mismatches[i+1].Step == m.Step {
			continue // what the rules said follows once
		}
		for _, f := range m.Findings {
			fmt.Fprintf(b, "\t  - %s\n", f)
		}
	}
}

func (c *CaseReport) writeEntries(b *strings.Builder, script string) {
	fmt.Fprintf(b, "%s:%d: %s\n", script, c.Line, c.Name)
	for _, e := range c.Entries {
		if e.Text != "" {
			fmt.Fprintf(b, "  %d: %s → %s\n", e.Line, e.Text, e.Status)
		}
		for _, f := range e.Findings {
			fmt.Fprintf(b, "      - %s\n", f)
		}
		if e.Instead != "" {
			fmt.Fprintf(b, "      instead: %s\n", e.Instead)
		}
	}
}
