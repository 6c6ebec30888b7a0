package medication_test

import (
	"encoding/json"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/oudpath/oudpath/internal/fixtures"
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/vocabulary"
	"github.com/stretchr/testify/require"
)

// concept is one entry of a published value set.
type concept struct {
	System  string `json:"system"`
	Code    string `json:"code"`
	Display string `json:"display"`
}

// valueSet reads the expansion of a value set by code.
func valueSet(t *testing.T, name string) map[string]concept {
	t.Helper()
	data, err := os.ReadFile(fixtures.Path(t, "value-sets", name))
	require.NoError(t, err)
	var set struct {
		Expansion struct {
			Contains []concept `json:"contains"`
		} `json:"expansion"`
	}
	require.NoError(t, json.Unmarshal(data, &set))
	require.NotEmpty(t, set.Expansion.Contains)
	concepts := map[string]concept{}
	for _, c := range set.Expansion.Contains {
		concepts[c.Code] = c
	}
	return concepts
}

const (
	agonistSet  = "buprenorphine-and-methadone-medications.json"
	naloxoneSet = "naloxone-medications.json"
)

var (
	displayMass   = regexp.MustCompile(`([0-9.]+) MG(/ML)?\b`)
	displayVolume = regexp.MustCompile(`^([0-9.]+) ML `)
	displayBrand  = regexp.MustCompile(`\[(.+)\]$`)
)

// brandInRxNorm is RxNorm's name of a brand where it differs from the product's own.
var brandInRxNorm = map[string]string{"Methadose Dispersible": "Methadose"}

func TestCodesMeanWhatThePublishedSetsSay(t *testing.T) {
	sets := []map[string]concept{valueSet(t, agonistSet), valueSet(t, naloxoneSet)}
	checked := 0
	for _, p := range medication.Products() {
		for _, s := range p.Strengths() {
			for _, c := range s.Codes {
				for _, set := range sets {
					if published, ok := set[c.Code]; ok {
						checkMeaning(t, p, s, c, published)
						checked++
					}
				}
			}
		}
	}
	require.Greater(t, checked, 60, "most codes of the catalogue are in the sets")
}

func checkMeaning(t *testing.T, p medication.Product, s medication.Strength, c medication.Code, published concept) {
	t.Helper()
	where := p.String() + " " + s.String() + " " + c.Code + ": " + published.Display
	require.Equal(t, published.System, string(c.System), where)

	display := strings.ToLower(published.Display)
	require.Contains(t, display, p.Substance().String(), where)
	companion, combined := p.Companion()
	require.Equal(t, combined, strings.Contains(display, " / "), where)
	if combined {
		require.Contains(t, display, companion.String(), where)
	}

	brand := ""
	if found := displayBrand.FindStringSubmatch(published.Display); found != nil {
		brand = found[1]
	}
	want := c.Brand
	if other, ok := brandInRxNorm[want]; ok {
		want = other
	}
	require.Equal(t, brand, want, where)
	require.Equal(t, publishedDose(t, published.Display, s), s.Dose, where)
}

// publishedDose is the dose that the display text states, per what the strength is per. RxNorm writes the concentration of a
// spray or syringe, and the catalogue the dose that one holds: 40 MG/ML is 4 mg in 0.1 mL. For a syringe RxNorm states the
// volume too; for a spray the catalogue does.
func publishedDose(t *testing.T, display string, s medication.Strength) medication.Dose {
	t.Helper()
	found := displayMass.FindAllStringSubmatch(display, -1)
	require.NotEmpty(t, found, display)
	dose := parseDose(t, found[0][1]+" mg")
	if len(found) > 1 {
		dose.Companion = parseDose(t, found[1][1]+" mg").Principal
	}
	if found[0][2] == "" || s.Per == medication.PerMilliliter {
		return dose
	}
	concentration := medication.Strength{Dose: dose, Per: medication.PerMilliliter}
	held, exact := concentration.In(s.Volume)
	require.True(t, exact, display)
	if volume := displayVolume.FindStringSubmatch(display); volume != nil {
		require.Equal(t, volume[1]+" mL", s.Volume.String(), display)
	}
	return held
}

// The trap of the public sets: the one called "naloxone medications" is full of buprenorphine products, so nobody may conclude
// from it that a person has a rescue medicine.
func TestTheNaloxoneSetIsNoListOfRescueMedicines(t *testing.T) {
	rescue, combinations := 0, 0
	for code := range valueSet(t, naloxoneSet) {
		p, _, ok := medication.LookupCode(vocabulary.RxNorm, code)
		if !ok {
			continue
		}
		if p.Contains(medication.Buprenorphine) {
			require.False(t, p.ReversesOverdose(), code)
			combinations++
		}
		if p.ReversesOverdose() {
			rescue++
		}
	}
	require.Positive(t, rescue)
	require.Greater(t, combinations, rescue, "the set holds more combinations than rescue medicines of the catalogue")
}

// Products for pain, for animals and for cough are in the agonist set; none of them is a product of the catalogue.
func TestTheAgonistSetHasProductsForOtherUses(t *testing.T) {
	set := valueSet(t, agonistSet)
	for _, code := range []string{"1432969", "1716057", "1594650", "1488634", "247423", "414152"} {
		require.Contains(t, set, code)
		_, _, ok := medication.LookupCode(vocabulary.RxNorm, code)
		require.False(t, ok, set[code].Display)
	}
}
