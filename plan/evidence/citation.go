package evidence

import (
	"errors"
	"fmt"
	"strings"
)

// Citation names the place where a statement stands. It is a value that can be compared; Source.At and Entry.At make it.
type Citation struct {
	Source     Source     `json:"source"`
	Place      string     `json:"place,omitempty"` // where in it: "(h)(3)(ii)", "section 2.1", "page 7"; empty: the whole document
	Provenance Provenance `json:"provenance"`      // how well the statement was confirmed there; required
	Via        string     `json:"via,omitempty"`   // where the text was seen, when that was not the source itself
	// Decision is the decision of the rule pack that the statement follows from. It is required where the provenance is Decided
	// and forbidden elsewhere; Source is then what was read for the decision, or RulePack if nothing was.
	Decision Decision `json:"decision,omitzero"`
}

// SeenIn returns the citation with the text in which the statement was seen, when that was not the source itself.
func (c Citation) SeenIn(via string) Citation {
	c.Via = via
	return c
}

// String writes the citation for a reader: "42 CFR 8.12 (h)(3)(ii), 2024". One that rests on a decision says so first: "decision
// 17 of this rule pack, read in 42 CFR 8.12 (h)(3)(ii), 2024".
func (c Citation) String() string {
	if c.Provenance != Decided {
		return c.read()
	}
	if c.Source == RulePack.Source() {
		return c.Decision.String()
	}
	return c.Decision.String() + ", read in " + c.read()
}

// Full writes the citation and how well it was confirmed: "42 CFR 8.12 (h)(3)(ii), 2024; secondary". A decision says so itself.
func (c Citation) Full() string {
	if c.Provenance == Decided {
		return c.String()
	}
	return c.String() + "; " + c.Provenance.String()
}

// read writes the source and the place.
func (c Citation) read() string {
	parts := []string{c.Source.Title}
	if c.Place != "" {
		parts[0] += " " + c.Place
	}
	if c.Source.Edition != "" {
		parts = append(parts, c.Source.Edition)
	}
	if year := fmt.Sprint(c.Source.Year); c.Source.Year != 0 && !strings.Contains(c.Source.Edition, year) {
		parts = append(parts, year)
	}
	return strings.Join(parts, ", ")
}

// Confirmed reports whether the statement was seen well enough to rely on: what may refuse, may also be passed on.
func (c Citation) Confirmed() bool { return c.Provenance.MayRefuse() }

// Validate reports a citation whose source is not valid, that has no provenance, or whose decision and provenance do not agree.
func (c Citation) Validate() error {
	if err := c.Source.Validate(); err != nil {
		return err
	}
	switch {
	case !c.Provenance.Valid():
		return fmt.Errorf("evidence: citation %q without a provenance", c)
	case strings.TrimSpace(c.Place) != c.Place:
		return fmt.Errorf("evidence: citation %q has space around its place", c)
	case c.Provenance == Decided && !c.Decision.Valid():
		return fmt.Errorf("evidence: citation %q is decided and names no decision", c.read())
	case c.Provenance != Decided && c.Decision != 0:
		return fmt.Errorf("evidence: citation %q names a decision and is not decided", c)
	}
	return nil
}

// Best returns the best provenance among the citations, and the invalid zero if there is none.
func Best(citations []Citation) Provenance {
	var best Provenance
	for _, c := range citations {
		if c.Provenance.Valid() && (best == 0 || c.Provenance < best) {
			best = c.Provenance
		}
	}
	return best
}

// Consistent reports citations that cannot all be true: one place in a source with two provenances, and one identifier for two
// sources. Two statements that stand in one document and were confirmed differently need two places. What was decided on a
// text does not contradict how well the text itself was confirmed.
func Consistent(citations ...Citation) error {
	type statement struct {
		source, place string
		decision      Decision
	}
	sources := make(map[string]Source)
	marks := make(map[statement]Provenance)
	reported := make(map[any]bool)
	var errs []error
	for _, c := range citations {
		id := c.Source.ID
		if first, ok := sources[id]; !ok {
			sources[id] = c.Source
		} else if first != c.Source && !reported[id] {
			reported[id] = true
			errs = append(errs, fmt.Errorf("evidence: source %q is both %q and %q", id, first.Title, c.Source.Title))
		}
		place := statement{id, c.Place, c.Decision}
		if first, ok := marks[place]; !ok {
			marks[place] = c.Provenance
		} else if first != c.Provenance && !reported[place] {
			reported[place] = true
			errs = append(errs, fmt.Errorf("evidence: %q is both %s and %s", c, first, c.Provenance))
		}
	}
	return errors.Join(errs...)
}
