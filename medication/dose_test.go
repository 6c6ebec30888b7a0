package medication_test

import (
	"encoding/json"
	"testing"

	"github.com/oudpath/oudpath/medication"
	"github.com/stretchr/testify/require"
)

// parseDose reads a dose that is written in a test.
func parseDose(t *testing.T, text string) medication.Dose {
	t.Helper()
	d, err := medication.ParseDose(text)
	require.NoError(t, err)
	return d
}

func TestParseDose(t *testing.T) {
	for text, want := range map[string]medication.Dose{
		"8 mg":           {Principal: medication.Milligrams(8)},
		"0 mg":           {},
		"8 mg/2 mg":      {Principal: medication.Milligrams(8), Companion: medication.Milligrams(2)},
		"8mg/2mg":        {Principal: medication.Milligrams(8), Companion: medication.Milligrams(2)},
		"5.7 mg/1.4 mg":  {Principal: medication.Micrograms(5700), Companion: medication.Micrograms(1400)},
		"500 ug/125 mcg": {Principal: medication.Micrograms(500), Companion: medication.Micrograms(125)},
	} {
		require.Equal(t, want, parseDose(t, text), text)
	}
	for _, text := range []string{"", "/", "8", "8/2", "8/2 mg", "8 mg/", "/2 mg", "8 mg/2", "8 mg / 2 mg", "8 mg/2 mg/1 mg", "0 mg/2 mg",
		"8 mg/0 mg", "8 mg, 2 mg"} {
		_, err := medication.ParseDose(text)
		require.ErrorIs(t, err, medication.ErrDose, "%q", text)
	}
	_, err := medication.ParseDose("8 mg/2 ml")
	require.ErrorIs(t, err, medication.ErrMass, "the cause is kept")
}

func TestDose(t *testing.T) {
	var none medication.Dose
	require.True(t, none.IsZero())
	require.Equal(t, "0 mg", none.String())
	full, bare := parseDose(t, "8 mg/2 mg"), parseDose(t, "8 mg")
	require.False(t, full.IsZero())
	require.True(t, full.Equal(parseDose(t, "8mg/2mg")))
	require.False(t, full.Equal(bare), "a companion that was not stated differs from one that was")

	text, err := json.Marshal(full)
	require.NoError(t, err)
	require.Equal(t, `"8 mg/2 mg"`, string(text))
	var back medication.Dose
	require.NoError(t, json.Unmarshal(text, &back))
	require.Equal(t, full, back)
	require.ErrorIs(t, back.UnmarshalText([]byte("2 units")), medication.ErrDose)
	require.Equal(t, full, back, "an error leaves the value alone")

	for _, bad := range []medication.Dose{
		{Companion: medication.Milligrams(2)},
		{Principal: medication.Micrograms(1_000_000_001)},
		{Principal: medication.Milligrams(8), Companion: medication.Micrograms(1_000_000_001)},
	} {
		_, err := bad.MarshalText()
		require.ErrorIs(t, err, medication.ErrDose, bad.String())
	}
}

func FuzzParseDose(f *testing.F) {
	for _, seed := range []string{"8 mg", "8 mg/2 mg", "0.7mg/0.18mg", "8/2 mg", "0 mg/2 mg"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		dose, err := medication.ParseDose(text)
		if err != nil {
			require.ErrorIs(t, err, medication.ErrDose)
			return
		}
		written, err := dose.MarshalText()
		require.NoError(t, err)
		require.Equal(t, dose, parseDose(t, string(written)))
	})
}
