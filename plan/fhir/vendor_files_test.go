package fhir_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/fhir"
	"github.com/oudpath/oudpath/plan/fhir/r4"
)

// vendorWays says in what three systems differ that write the same person, and why a reader can go wrong there. The bundles in
// testdata/vendors are invented, people and systems alike; each says so in its tags. The traps are those of published data.
var vendorWays = []struct{ what, prints, codes, brands, trap string }{
	{"medicine", "a Medication resource with a text", "the RxNorm code of the generic", "a contained Medication with the RxNorm code of a brand",
		"the strength stands only in what is referred to"},
	{"dose", `a number of units, "TAB", "film"`, "milligrams in UCUM, with decimals", "a number of units as an annotation, {tablet}",
		"a number without its strength is no dose"},
	{"timing", "once in 1 day", "the code QD", "once in 24 hours", "the same regimen in three notations"},
	{"draft", "with its intent and time", "with its intent and time", "without intent and time", "a draft may lack what an order must have"},
	{"references", "absolute", "relative", "bare ids with a type", "the person is found, or the resource is about nobody"},
	{"times", "with the offset of the place", "with milliseconds, administrations as periods", "in UTC, results as instants",
		"the same instant is on another civil day in another zone"},
	{"drug screen", `"POS" as a string`, "a SNOMED CT code", "an amount with an interpretation", "an amount alone says nothing"},
	{"COWS", "the total as a string", "a whole number", "a quantity", "a total is no text for a reader"},
	{"QTc", "ms as text", "ms in UCUM", "seconds", "512 and 0.512"},
	{"vital signs", "breaths per minute", "/min", "{breaths}/min", "units as people write them"},
	{"liver test", "limit as text unit", "limit in UCUM", "limit alone", "rules ask for a multiple of the upper limit"},
	{"pregnancy", "a text", "a SNOMED CT code", "a display without a code", "a status is no string to be compared"},
	{"other medicine", "a statement with a text", "a display of a local formulary", "an order that is marked as reported",
		"what a person takes is no order of this clinic"},
	{"condition", "a text, recorded", "a local code with a text, with an onset", "a display in capitals", "a name is matched as a name"},
	{"envelope", "a searchset with narrative", "a collection with versions", "urn:uuid as full URLs, no metadata", "narrative is not read"},
}

// vendorPatients says who the ten are, and what the answer is; all of it is invented.
var vendorPatients = []struct {
	who    string
	status plan.Status
	rule   string // one that speaks, and its verdict
}{
	{"starts buprenorphine in withdrawal, fentanyl found", plan.Undetermined, "bup.induction.fentanyl violated"},
	{"starts buprenorphine without withdrawal", plan.Refused, "bup.induction.cows-min violated"},
	{"asks for buprenorphine on methadone", plan.Refused, "bup.induction.hours-long-acting violated"},
	{"asks for naltrexone on buprenorphine", plan.Refused, "naltrexone.concurrent-opioid violated"},
	{"asks for naltrexone on an order of methadone", plan.Refused, "naltrexone.concurrent-opioid violated"},
	{"starts methadone with a long QTc", plan.Refused, "methadone.qtc.danger violated"},
	{"starts methadone in pregnancy, with alprazolam", plan.Undetermined, "ix.benzo-cns violated"},
	{"asks for naltrexone with methadone in the hand", plan.Refused, "naltrexone.opioid-free.least violated"},
	{"goes on with methadone, breathing slowly", plan.Refused, "ix.breathing-now violated"},
	{"starts buprenorphine with sleep apnea, liver tests and a common medicine", plan.Undetermined, "ix.airways violated"},
}

// Ten people as three systems write them: everything is understood, the events are the same, and the draft gets the same decision, finding
// by finding.
func TestVendorBundles(t *testing.T) {
	e := engine(t)
	for i, person := range vendorPatients {
		var first []string
		for _, system := range []string{"prints", "codes", "brands"} {
			name := filepath.Join("testdata", "vendors", system, fmt.Sprintf("%02d.json", i+1))
			data, err := os.ReadFile(name)
			require.NoError(t, err)
			doc, err := r4.Parse(data)
			require.NoError(t, err)
			require.Equal(t, "invented", doc.Root().At("meta.tag.display").Text(), name)
			rec, err := fhir.FromBundle(data, reader)
			require.NoError(t, err)
			for _, a := range rec.Accounts {
				require.True(t, a.Understood(), "%s: %s %v", name, a.Resource, a.Notes)
			}
			said := vendorDecision(t, e, rec)
			if first == nil {
				first = said
				require.Equal(t, person.status.String(), said[0], "%s\n%s", person.who, strings.Join(said, "\n"))
				require.Contains(t, strings.Join(said, "\n"), person.rule, person.who)
			}
			require.Empty(t, cmp.Diff(first, said), "%s: %s", name, person.who)
		}
	}
}

// vendorDecision is what is said of the one draft of a record, before which stand the events that it is judged by.
func vendorDecision(t *testing.T, e *plan.Engine, rec *fhir.Record) []string {
	t.Helper()
	require.Len(t, rec.Proposed, 1)
	p, _, err := rec.Import(e, "p")
	require.NoError(t, err)
	decision, err := e.Check(p, rec.Proposed[0])
	require.NoError(t, err)
	said := []string{decision.Status.String()}
	for _, f := range decision.Findings {
		said = append(said, fmt.Sprintf("%s %s %s %s", f.Rule, f.Verdict, f.Severity, f.Message()))
	}
	return append(said, slices.Sorted(slices.Values(decision.NotKnown))...)
}

// The table of differences is whole: the three systems differ in each row, and each has a reason to be looked at.
func TestVendorWays(t *testing.T) {
	for _, way := range vendorWays {
		require.False(t, way.prints == way.brands && way.codes == way.brands, way.what)
		require.NotEmpty(t, way.trap, way.what)
	}
}
