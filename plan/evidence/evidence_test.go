package evidence_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/vocabulary"
	"github.com/oudpath/oudpath/plan/vocabulary/vocabularytest"
	"github.com/stretchr/testify/require"
)

func Example() {
	cite := evidence.Part8.At("(h)(3)(ii)", evidence.Secondary)
	fmt.Println(cite, "may refuse:", cite.Provenance.MayRefuse())
	fmt.Println(evidence.Decision(17).Reading(cite))
	// Output:
	// 42 CFR 8.12 (h)(3)(ii), 2024 may refuse: true
	// decision 17 of this rule pack, read in 42 CFR 8.12 (h)(3)(ii), 2024
}

// A host declares the sources that are its own.
func ExampleSource() {
	house := evidence.Source{ID: "house-rules", Title: "House rules of the clinic", Year: 2026}
	fmt.Println(house.At("section 4", evidence.Primary))
	// Output: House rules of the clinic section 4, 2026
}

func TestProvenance(t *testing.T) {
	order := []evidence.Provenance{evidence.Primary, evidence.Secondary, evidence.Decided, evidence.Weak, evidence.Unconfirmed}
	refuse := []bool{true, true, true, false, false}
	for i, p := range order {
		require.Equal(t, refuse[i], p.MayRefuse())
	}
	require.IsIncreasing(t, order, "best first")
	var none, beyond evidence.Provenance = 0, evidence.Unconfirmed + 1
	for _, p := range []evidence.Provenance{none, beyond} {
		require.False(t, p.Valid())
		require.False(t, p.MayRefuse())
	}
	vocabularytest.Check[evidence.Provenance](t, "primary", "secondary", "decided", "weak", "unconfirmed")
	vocabularytest.Check[evidence.Kind](t, "law", "label", "guideline", "study", "scale", "register", "own")
}

// A citation is a source of codes: what may refuse, may be passed on.
func TestConfirmed(t *testing.T) {
	var seen, recalled vocabulary.Source = evidence.LOINC.At("44261-6", evidence.Primary), evidence.LOINC.At("44261-6",
		evidence.Unconfirmed)
	require.True(t, seen.Confirmed())
	require.False(t, recalled.Confirmed())
	require.False(t, evidence.Citation{}.Confirmed())
}

func TestCitationValidate(t *testing.T) {
	good := evidence.NICETA114.At("1.3", evidence.Primary)
	require.NoError(t, good.Validate())
	decided := evidence.Decision(9).Reading(good)
	require.NoError(t, decided.Validate())
	require.NoError(t, evidence.Decision(11).Cite().Validate())
	for name, bad := range map[string]evidence.Citation{
		"no source":              {Provenance: evidence.Primary},
		"no provenance":          evidence.NICETA114.At("1.3", 0),
		"no such entry":          evidence.Entry(60000).At("", evidence.Primary),
		"no title":               evidence.Source{ID: "x", Title: " "}.At("", evidence.Primary),
		"no identifier":          evidence.Source{Title: "x"}.At("", evidence.Primary),
		"identifier":             evidence.Source{ID: "House Rules", Title: "x"}.At("", evidence.Primary),
		"kind":                   evidence.Source{ID: "x", Title: "x", Kind: 99}.At("", evidence.Primary),
		"year":                   evidence.Source{ID: "x", Title: "x", Year: 207}.At("", evidence.Primary),
		"space":                  evidence.NICETA114.At("1.3 ", evidence.Primary),
		"decided by nobody":      evidence.NICETA114.At("1.3", evidence.Decided),
		"no such decision":       evidence.Decision(24).Reading(good),
		"decision not said":      {Source: good.Source, Provenance: evidence.Primary, Decision: 9},
		"the zeroth decision":    evidence.Decision(0).Cite(),
		"the provenance is none": {Source: good.Source, Provenance: 99},
	} {
		require.Error(t, bad.Validate(), name)
	}
}

func TestCitationString(t *testing.T) {
	for want, c := range map[string]evidence.Citation{
		"NICE TA114 1.3, 2007": evidence.NICETA114.At("1.3", evidence.Primary),
		"NICE TA114, 2007":     evidence.NICETA114.At("", evidence.Primary),
		"house":                evidence.Source{ID: "house", Title: "house"}.At("", evidence.Primary),
		"US label of methadone tablets, revision of August 2025": evidence.LabelMethadoneTablets2025.At("", evidence.Primary),
		"house page 2, second edition, 2026": evidence.Source{Title: "house", Edition: "second edition", Year: 2026}.
			At("page 2", evidence.Primary),
		"decision 11 of this rule pack": evidence.Decision(11).Cite(),
		"decision 9 of this rule pack, read in NICE TA115 3.1, 2007": evidence.Decision(9).
			Reading(evidence.NICETA115.At("3.1", evidence.Primary)),
	} {
		require.Equal(t, want, c.String())
	}
}

// Where a text was seen belongs to the source, unless the citation says otherwise; what is unconfirmed was seen nowhere.
func TestVia(t *testing.T) {
	require.Equal(t, "abstract", evidence.QTScreening2009.At("above 500 ms", evidence.Primary).Via)
	require.Equal(t, "elsewhere", evidence.QTScreening2009.At("above 500 ms", evidence.Primary).SeenIn("elsewhere").Via)
	require.Empty(t, evidence.QTScreening2009.At("potassium", evidence.Unconfirmed).Via)
}

func TestJSON(t *testing.T) {
	for want, c := range map[string]evidence.Citation{
		`{"source":{"id":"nice-ta114","kind":"guideline","title":"NICE TA114","year":2007,"publisher":"NICE"},"place":"1.3",` +
			`"provenance":"primary"}`: evidence.NICETA114.At("1.3", evidence.Primary),
		`{"source":{"id":"house","title":"House rules"},"provenance":"secondary","via":"a poster"}`: evidence.Source{ID: "house",
			Title: "House rules"}.At("", evidence.Secondary).SeenIn("a poster"),
		`{"source":{"id":"rule-pack","kind":"own","title":"rule pack of this library"},"provenance":"decided",` +
			`"decision":11}`: evidence.Decision(11).Cite(),
	} {
		got, err := json.Marshal(c)
		require.NoError(t, err)
		require.Equal(t, want, string(got))
		var back evidence.Citation
		require.NoError(t, json.Unmarshal(got, &back))
		require.Equal(t, c, back)
	}
	_, err := json.Marshal(evidence.Source{Kind: 99})
	require.Error(t, err)
	require.Error(t, json.Unmarshal([]byte(`{"kind":"Law"}`), new(evidence.Source)))
}

func TestBest(t *testing.T) {
	cite := func(p evidence.Provenance) evidence.Citation { return evidence.Citation{Provenance: p} }
	require.Equal(t, evidence.Provenance(0), evidence.Best(nil))
	require.Equal(t, evidence.Provenance(0), evidence.Best([]evidence.Citation{{}}))
	require.Equal(t, evidence.Primary, evidence.Best([]evidence.Citation{cite(evidence.Weak), cite(evidence.Primary)}))
	require.Equal(t, evidence.Decided, evidence.Best([]evidence.Citation{cite(evidence.Weak), cite(evidence.Decided)}))
	require.Equal(t, evidence.Weak, evidence.Best([]evidence.Citation{cite(evidence.Weak)}))
}

func TestConsistent(t *testing.T) {
	read := evidence.NICETA115.At("3.1", evidence.Primary)
	require.NoError(t, evidence.Consistent())
	require.NoError(t, evidence.Consistent(read, read.SeenIn("a copy"), evidence.NICETA115.At("3.2", evidence.Weak),
		evidence.NICETA114.At("3.1", evidence.Weak), evidence.Decision(9).Reading(read)))

	err := evidence.Consistent(read, evidence.NICETA115.At("3.1", evidence.Weak), evidence.NICETA115.At("3.1", evidence.Weak))
	require.EqualError(t, err, `evidence: "NICE TA115 3.1, 2007" is both primary and weak`)

	ours, theirs := evidence.Source{ID: "house", Title: "House rules"}, evidence.Source{ID: "house", Title: "Rules of the house"}
	err = evidence.Consistent(ours.At("1", evidence.Primary), theirs.At("2", evidence.Primary))
	require.EqualError(t, err, `evidence: source "house" is both "House rules" and "Rules of the house"`)
}
