package evidence_test

import (
	"fmt"
	"testing"

	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/stretchr/testify/require"
)

func Example() {
	cite := evidence.Citation{Source: "42 CFR 8.12", Section: "(h)(3)(ii)", Year: 2024, Provenance: evidence.Secondary}
	fmt.Println(cite, "may refuse:", cite.Provenance.MayRefuse())
	// Output: 42 CFR 8.12 (h)(3)(ii), 2024 may refuse: true
}

func TestProvenance(t *testing.T) {
	for p, want := range map[evidence.Provenance]struct {
		text   string
		refuse bool
	}{
		evidence.Primary: {"primary", true}, evidence.Secondary: {"secondary", true},
		evidence.Weak: {"weak", false}, evidence.Unconfirmed: {"unconfirmed", false},
	} {
		require.Equal(t, want.text, p.String())
		require.Equal(t, want.refuse, p.MayRefuse())
		text, err := p.MarshalText()
		require.NoError(t, err)
		var back evidence.Provenance
		require.NoError(t, back.UnmarshalText(text))
		require.Equal(t, p, back)
	}
	var none, beyond evidence.Provenance = 0, 9
	for _, p := range []evidence.Provenance{none, beyond} {
		require.False(t, p.Valid())
		require.False(t, p.MayRefuse())
		require.Equal(t, "invalid", p.String())
		_, err := p.MarshalText()
		require.Error(t, err)
	}
	require.Error(t, none.UnmarshalText([]byte("Primary")), "case matters")
	require.Error(t, none.UnmarshalText(nil))
}

func TestCitationValidate(t *testing.T) {
	good := evidence.Citation{Source: "NICE TA114", Section: "1.3", Year: 2007, Provenance: evidence.Primary}
	require.NoError(t, good.Validate())
	for name, change := range map[string]func(*evidence.Citation){
		"no source":     func(c *evidence.Citation) { c.Source = " " },
		"no provenance": func(c *evidence.Citation) { c.Provenance = 0 },
		"year":          func(c *evidence.Citation) { c.Year = 207 },
	} {
		bad := good
		change(&bad)
		require.Error(t, bad.Validate(), name)
	}
	require.Equal(t, "NICE TA114 1.3, 2007", good.String())
	require.Equal(t, "NICE TA114", evidence.Citation{Source: "NICE TA114"}.String())
}

func TestBest(t *testing.T) {
	weak := evidence.Citation{Provenance: evidence.Weak}
	read := evidence.Citation{Provenance: evidence.Primary}
	require.Equal(t, evidence.Provenance(0), evidence.Best(nil))
	require.Equal(t, evidence.Provenance(0), evidence.Best([]evidence.Citation{{}}))
	require.Equal(t, evidence.Primary, evidence.Best([]evidence.Citation{weak, read}))
	require.Equal(t, evidence.Weak, evidence.Best([]evidence.Citation{weak}))
}
