package medication_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/vocabulary"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "rewrite the golden files under testdata")

// golden compares the text with a file under testdata. Read what -update has written before it is committed: a line that
// changed is a clinical fact that changed.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := "testdata/" + name
	if *update {
		require.NoError(t, os.WriteFile(path, []byte(got), 0o644))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Empty(t, cmp.Diff(string(want), got), "the difference is explained, or -update is run and read")
}

func TestCatalogueGolden(t *testing.T) {
	var b strings.Builder
	for _, p := range medication.Products() {
		b.WriteString(describe(p))
		b.WriteByte('\n')
	}
	golden(t, "catalogue.txt", b.String())
}

func TestConversionsGolden(t *testing.T) {
	var b strings.Builder
	for _, c := range medication.Conversions() {
		fmt.Fprintf(&b, "%s: %s to %s  {%s}\n", c, c.From(), c.To(), source(c.Cite()))
		for _, row := range c.Rows() {
			from := row.Least.String() + " to " + row.Most.String()
			if row.Least == row.Most {
				from = row.Least.String()
			}
			if got, status := medication.Convert(c, row.Most); status == medication.ConversionExact {
				fmt.Fprintf(&b, "  %s -> %s\n", from, got.Dose)
			} else {
				fmt.Fprintf(&b, "  %s -> %s; instead %s of %s\n", from, status, got.Instead.Dose, got.Instead.Product)
			}
		}
	}
	golden(t, "conversions.txt", b.String())
}

func TestAgentsGolden(t *testing.T) {
	var b strings.Builder
	for _, a := range medication.Agents() {
		b.WriteString(a.Name + "\n")
		for _, m := range a.Memberships {
			fmt.Fprintf(&b, "  %s  {%s}\n", m.Classes, source(m.Cite))
		}
	}
	golden(t, "agents.txt", b.String())
}

// source writes a citation with its provenance.
func source(c evidence.Citation) string {
	text := c.String() + "; " + c.Provenance.String()
	if c.Via != "" {
		text += " via " + c.Via
	}
	return text
}

// describe writes everything that is known about a product.
func describe(p medication.Product) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s\n", p, p.Name())
	companion, combined := p.Companion()
	fmt.Fprintf(&b, "  %s, %s, %s, %s, routes %v, depot days %d\n", p.Jurisdiction(), p.Substance(), p.Mechanism(),
		p.Form(), p.Routes(), p.DepotDays())
	if p.Schedule() != 0 {
		fmt.Fprintf(&b, "  %s\n", p.Schedule())
	}
	if combined {
		fmt.Fprintf(&b, "  with %s\n", companion)
	}
	fmt.Fprintf(&b, "  brands %v, reverses overdose %t\n", p.Brands(), p.ReversesOverdose())
	for _, s := range p.Strengths() {
		fmt.Fprintf(&b, "  strength %s %s", s, s.Brand)
		for _, c := range s.Codes {
			fmt.Fprintf(&b, " %s", strings.TrimSpace(c.Code+" "+c.Brand))
		}
		fmt.Fprintf(&b, "  {%s}\n", source(s.Cite))
	}
	for _, c := range p.Codes() {
		if c.System == vocabulary.ATC {
			fmt.Fprintf(&b, "  atc %s\n", c.Code)
		}
	}
	if years, cite, ok := p.MinimumAge(); ok {
		fmt.Fprintf(&b, "  from %d years  {%s}\n", years, source(cite))
	}
	fmt.Fprintf(&b, "  settings %v  {%s}\n", p.Settings(), source(p.SettingCite()))
	for _, m := range p.Marketing() {
		fmt.Fprintf(&b, "  %s %s %s from %q  {%s}\n", m.Jurisdiction, m.Brand, m.Status, m.From, source(m.Cite))
	}
	for _, f := range p.Label() {
		fmt.Fprintf(&b, "  %s", f.Topic)
		if f.When.Measure != 0 {
			fmt.Fprintf(&b, " [%s %d..%d]", f.When.Measure, f.When.AtLeast, f.When.Below)
		}
		if f.Mass != (medication.MassRange{}) {
			fmt.Fprintf(&b, " <%s..%s>", bound(f.Mass.Least), bound(f.Mass.Most))
		}
		if f.Time != (medication.Span{}) {
			fmt.Fprintf(&b, " (%s..%s)", f.Time.Least, f.Time.Most)
		}
		fmt.Fprintf(&b, ": %s  {%s}\n", f.Text, source(f.Cite))
	}
	return b.String()
}
