package medication_test

import (
	"encoding/json"
	"math"
	"math/big"
	"testing"

	"github.com/oudpath/oudpath/medication"
	"github.com/stretchr/testify/require"
)

func TestParseMass(t *testing.T) {
	for text, micrograms := range map[string]uint64{
		"8 mg": 8000, "8mg": 8000, "8.0 mg": 8000, "8.000000000000 mg": 8000, "0 mg": 0, "0mg": 0,
		"0.18 mg": 180, "0.001 mg": 1, "380 mg": 380_000, "17.2 mg": 17_200,
		"1 ug": 1, "1ug": 1, "1.0 ug": 1, "250 mcg": 250, "250 \u00b5g": 250, "250\u03bcg": 250,
		"1 g": 1_000_000, "0.000001 g": 1, "1000 g": 1_000_000_000, "1000000 mg": 1_000_000_000, "1000000000 ug": 1_000_000_000,
	} {
		mass, err := medication.ParseMass(text)
		require.NoError(t, err, text)
		require.Equal(t, micrograms, mass.Micrograms(), text)
	}
}

func TestParseMassRefuses(t *testing.T) {
	for _, text := range []string{
		"", " ", "mg", " mg", "8", "8.", ".8 mg", "8. mg", "08 mg", "00 mg", "8,5 mg", "1,000 mg", "1_000 mg",
		"-8 mg", "+8 mg", "8e1 mg", "1E3 ug", "NaN mg", "Inf mg", "0x8 mg", "8 MG", "8 Mg", "8 mL", "8 mg/mL", "8 mg ", " 8 mg",
		"8  mg", "8\tmg", "8 kg", "8 m g", "8 tablets", "eight mg", "8 mg/2 mg", "٨ mg",
		"0.0001 mg", "0.5 ug", "0.1 mcg", "0.0000001 g", "1.0000001 mg",
		"1000.000001 g", "1000001 mg", "1000000.001 mg", "1000000001 ug", "99999999999999999999999 ug",
	} {
		_, err := medication.ParseMass(text)
		require.ErrorIs(t, err, medication.ErrMass, "%q", text)
	}
}

func TestMassIsWrittenInMilligrams(t *testing.T) {
	for micrograms, want := range map[uint64]string{
		0: "0 mg", 1: "0.001 mg", 10: "0.01 mg", 100: "0.1 mg", 180: "0.18 mg", 999: "0.999 mg", 1000: "1 mg", 1001: "1.001 mg",
		8000: "8 mg", 17_200: "17.2 mg", 1_000_000_000: "1000000 mg",
	} {
		require.Equal(t, want, medication.Micrograms(micrograms).String())
	}
}

func TestMassText(t *testing.T) {
	text, err := json.Marshal(medication.Milligrams(8))
	require.NoError(t, err)
	require.Equal(t, `"8 mg"`, string(text))
	var mass medication.Mass
	require.NoError(t, json.Unmarshal([]byte(`"0.18mg"`), &mass))
	require.Equal(t, medication.Micrograms(180), mass)
	require.Error(t, json.Unmarshal([]byte(`8`), &mass), "a bare number is no mass")
	require.ErrorIs(t, mass.UnmarshalText([]byte("8")), medication.ErrMass)
	require.Equal(t, medication.Micrograms(180), mass, "an error leaves the value alone")

	_, err = medication.Micrograms(1_000_000_000).MarshalText()
	require.NoError(t, err)
	_, err = medication.Micrograms(1_000_000_001).MarshalText()
	require.ErrorIs(t, err, medication.ErrMass)
}

func TestMassArithmetic(t *testing.T) {
	eight, two := medication.Milligrams(8), medication.Milligrams(2)
	require.Equal(t, medication.Milligrams(10), eight.Add(two))
	rest, ok := eight.Sub(two)
	require.True(t, ok)
	require.Equal(t, medication.Milligrams(6), rest)
	rest, ok = eight.Sub(eight)
	require.True(t, ok)
	require.True(t, rest.IsZero())
	rest, ok = two.Sub(eight)
	require.False(t, ok)
	require.True(t, rest.IsZero())
	require.Equal(t, medication.Milligrams(24), eight.Times(3))
	require.True(t, eight.Times(0).IsZero())

	require.Equal(t, 1, eight.Compare(two))
	require.Equal(t, -1, two.Compare(eight))
	require.Equal(t, 0, eight.Compare(medication.Micrograms(8000)))
	require.True(t, eight.Equal(medication.Micrograms(8000)))
	require.False(t, eight.Equal(two))
	require.True(t, medication.Mass{}.IsZero())
	require.False(t, medication.Micrograms(1).IsZero())
}

func TestMassNeverWraps(t *testing.T) {
	most := medication.Micrograms(math.MaxUint64)
	require.Equal(t, most, most.Add(medication.Micrograms(1)))
	require.Equal(t, most, most.Times(2))
	part, exact := most.Fraction(3, 1)
	require.Equal(t, most, part)
	require.False(t, exact)
	part, exact = most.Fraction(math.MaxUint32, math.MaxUint32)
	require.Equal(t, most, part)
	require.True(t, exact)
}

func TestMassFraction(t *testing.T) {
	for _, c := range []struct {
		micrograms uint64
		num, den   uint32
		want       uint64
		exact      bool
	}{
		{70_000, 1, 2, 35_000, true}, {90_000, 1, 2, 45_000, true}, {1, 1, 2, 0, false}, {3, 1, 2, 1, false}, {10, 1, 3, 3, false},
		{10, 2, 3, 6, false}, {9, 2, 3, 6, true}, {5000, 3, 2, 7500, true}, {0, 1, 2, 0, true}, {8, 0, 5, 0, true}, {8, 1, 0, 0, false},
	} {
		part, exact := medication.Micrograms(c.micrograms).Fraction(c.num, c.den)
		require.Equal(t, c.want, part.Micrograms(), "%+v", c)
		require.Equal(t, c.exact, exact, "%+v", c)
	}
}

func FuzzMassFraction(f *testing.F) {
	f.Add(uint64(70_000), uint32(1), uint32(2))
	f.Add(uint64(math.MaxUint64), uint32(7), uint32(3))
	f.Fuzz(func(t *testing.T, micrograms uint64, num, den uint32) {
		part, exact := medication.Micrograms(micrograms).Fraction(num, den)
		if den == 0 {
			require.True(t, part.IsZero() && !exact)
			return
		}
		product := new(big.Int).Mul(new(big.Int).SetUint64(micrograms), big.NewInt(int64(num)))
		want, rest := new(big.Int).QuoRem(product, big.NewInt(int64(den)), new(big.Int))
		if !want.IsUint64() {
			require.Equal(t, uint64(math.MaxUint64), part.Micrograms())
			require.False(t, exact)
			return
		}
		require.Equal(t, want.Uint64(), part.Micrograms())
		require.Equal(t, rest.Sign() == 0, exact)
	})
}

func FuzzParseMass(f *testing.F) {
	for _, seed := range []string{"8 mg", "0.18mg", "250 \u00b5g", "1 g", "-1 mg", "1e3 mg", "0.0001 mg", "08 mg"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		mass, err := medication.ParseMass(text)
		if err != nil {
			require.ErrorIs(t, err, medication.ErrMass)
			require.True(t, mass.IsZero())
			return
		}
		require.LessOrEqual(t, mass.Micrograms(), uint64(1_000_000_000))
		back, err := medication.ParseMass(mass.String())
		require.NoError(t, err)
		require.Equal(t, mass, back)
	})
}
