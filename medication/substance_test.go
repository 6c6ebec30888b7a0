package medication_test

import (
	"testing"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/vocabulary"
	"github.com/stretchr/testify/require"
)

func TestSubstances(t *testing.T) {
	want := map[medication.Substance]struct {
		mechanism   medication.Mechanism
		rxnorm, atc string
	}{
		medication.Methadone:     {medication.FullAgonist, "6813", "N07BC02"},
		medication.Buprenorphine: {medication.PartialAgonist, "1819", "N07BC01"},
		medication.Naltrexone:    {medication.Antagonist, "7243", "N07BB04"},
		medication.Naloxone:      {medication.Antagonist, "7242", "V03AB15"},
		medication.Nalmefene:     {medication.Antagonist, "31479", "N07BB05"},
		medication.Lofexidine:    {medication.Alpha2Agonist, "", "N07BC04"},
		medication.Clonidine:     {medication.Alpha2Agonist, "2599", "C02AC01"},
		medication.SlowMorphine:  {medication.FullAgonist, "", ""}, // the codes of morphine say nothing of its release
	}
	require.Len(t, medication.Substances(), len(want))
	for _, s := range medication.Substances() {
		require.Equal(t, want[s].mechanism, s.Mechanism(), s)
		found := map[vocabulary.System]string{}
		for _, c := range s.Codes() {
			require.NoError(t, c.Cite.Validate(), s)
			require.True(t, c.Confirmed(), s)
			found[c.System] = c.Code
			back, ok := medication.SubstanceByCode(c.System, c.Code)
			require.True(t, ok)
			require.Equal(t, s, back)
		}
		require.Equal(t, want[s].rxnorm, found[vocabulary.RxNorm], s)
		require.Equal(t, want[s].atc, found[vocabulary.ATC], s)
	}
	var invalid medication.Substance
	require.Zero(t, invalid.Mechanism())
	require.Nil(t, invalid.Codes())
	_, ok := medication.SubstanceByCode(vocabulary.RxNorm, "N07BC02")
	require.False(t, ok, "a code counts only in its own system")
	_, ok = medication.SubstanceByCode("", "6813")
	require.False(t, ok)
}

func TestSubstanceCodesAreTheCallersOwn(t *testing.T) {
	codes := medication.Methadone.Codes()
	codes[0].Code = "changed"
	require.Equal(t, "6813", medication.Methadone.Codes()[0].Code)
}

// A list of medicines names a brand, an allergy the ingredient; morphine of immediate release is another medicine.
func TestNamesOfASubstance(t *testing.T) {
	s := medication.SlowMorphine
	for _, name := range append(s.Synonyms(), s.String(), " Kadian ", "SROM") {
		require.True(t, s.Names(name) && s.Holds(name), name)
		classes, known := medication.Classify(name)
		require.True(t, known && classes.Has(medication.LongActingOpioid), "%s is an agent of the same classes", name)
	}
	require.False(t, s.Names("morphine"))
	require.True(t, s.Holds("Morphine"))
	require.True(t, medication.Methadone.Holds("methadone") && !medication.Methadone.Holds(""))
	require.False(t, medication.Substance(0).Names("") || medication.Substance(0).Holds("morphine") || medication.Substance(0).Synonyms() != nil)
	s.Synonyms()[0] = "changed"
	require.True(t, s.Names("srom"), "the list is the caller's own")
}
