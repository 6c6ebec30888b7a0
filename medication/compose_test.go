package medication_test

import (
	"testing"

	"github.com/oudpath/oudpath/medication"
	"github.com/stretchr/testify/require"
)

// product looks up an id that is written in a test.
func product(t *testing.T, id medication.ProductID) medication.Product {
	t.Helper()
	p, ok := medication.Lookup(id)
	require.True(t, ok, id)
	return p
}

func TestCompose(t *testing.T) {
	for _, c := range []struct {
		id   medication.ProductID
		from string
		want string // empty: no whole units give it
	}{
		{medication.BupnxFilm, "8 mg", "8 mg/2 mg"},
		{medication.BupnxFilm, "2 mg", "2 mg/0.5 mg"},
		{medication.BupnxFilm, "6 mg", "6 mg/1.5 mg"},
		{medication.BupnxFilm, "24 mg", "24 mg/6 mg"},
		{medication.BupnxFilm, "32 mg", "32 mg/8 mg"},
		{medication.BupnxFilm, "1 mg", ""},
		{medication.BupnxFilm, "7 mg", ""},
		{medication.BupnxFilm, "0 mg", ""},
		{medication.BupnxFilm, "0.001 mg", ""},
		{medication.BupnxSL, "12 mg", "12 mg/3 mg"},
		{medication.BupnxSL, "16 mg", "16 mg/4 mg"},
		{medication.BupnxZubsolv, "0.7 mg", "0.7 mg/0.18 mg"},
		{medication.BupnxZubsolv, "5.7 mg", "5.7 mg/1.4 mg"},   // one tablet, not 2.9 + 1.4 + 1.4 with 1.43 mg
		{medication.BupnxZubsolv, "8.6 mg", "8.6 mg/2.1 mg"},   // one tablet, not 5.7 + 2.9 with 2.11 mg
		{medication.BupnxZubsolv, "11.4 mg", "11.4 mg/2.9 mg"}, // one tablet, not 5.7 + 5.7 with 2.8 mg
		{medication.BupnxZubsolv, "17.2 mg", "17.2 mg/4.2 mg"}, // the upper end of the usual range
		{medication.BupnxZubsolv, "14.3 mg", ""},               // 11.4 + 2.9 with 3.61 mg, or 8.6 + 5.7 with 3.5 mg
		{medication.BupnxZubsolv, "1 mg", ""},                  // below and between the strengths
		{medication.BupnxBunavail, "12.6 mg", "12.6 mg/2 mg"},  // two films of 6.3 mg/1 mg
		{medication.BupnxBunavail, "8.4 mg", ""},               // 4.2 + 4.2 with 1.4 mg, or 6.3 + 2.1 with 1.3 mg
		{medication.BupSL, "10 mg", "10 mg"},
		{medication.BupSL, "3 mg", ""},
		{medication.MethadoneTab, "35 mg", "35 mg"},
		{medication.MethadoneTab, "37 mg", ""},
		{medication.MethadoneDisp, "40 mg", "40 mg"},
		{medication.MethadoneDisp, "30 mg", ""},
		{medication.MethadoneConc, "37 mg", "37 mg"},
		{medication.MethadoneSolnGB, "0.123 mg", "0.123 mg"},
		{medication.BupSublocade, "300 mg", "300 mg"},
		{medication.BupSublocade, "200 mg", ""},
		{medication.BupBrixadiWeekly, "32 mg", "32 mg"},
		{medication.BupBrixadiWeekly, "128 mg", ""}, // four weekly syringes are no monthly dose
		{medication.BupBrixadiWeekly, "40 mg", ""},
		{medication.BupBrixadiMonthly, "160 mg", ""}, // exists as Buvidal only
		{medication.BupBuvidalMonthly, "160 mg", "160 mg"},
		{medication.NtxXR, "380 mg", "380 mg"},
		{medication.NtxXR, "760 mg", ""},
		{medication.ClonidinePatch, "0.1 mg", ""}, // no strength is stated
		{medication.BupSL, "1000 mg", "1000 mg"},
		{medication.BupnxZubsolv, "400.1 mg", ""}, // beyond what a table is built for
	} {
		got, ok := product(t, c.id).Compose(parseDose(t, c.from).Principal)
		require.Equal(t, c.want != "", ok, "%s %s", c.id, c.from)
		if ok {
			require.Equal(t, c.want, got.String(), "%s %s", c.id, c.from)
		} else {
			require.True(t, got.IsZero(), "%s %s", c.id, c.from)
		}
	}
	_, ok := medication.Product{}.Compose(medication.Milligrams(8))
	require.False(t, ok)
}

// TestInUnits holds the quick answer to the composition, which knows more, for every amount up to 40 mg.
func TestInUnits(t *testing.T) {
	for _, p := range medication.Products() {
		for tenths := uint64(1); tenths <= 400; tenths++ {
			amount := medication.Micrograms(tenths * 100)
			if _, composed := p.Compose(amount); composed {
				require.True(t, p.InUnits(amount), "%s of %s", amount, p.ID())
			}
			if p.InUnits(amount) && p.Substance() != medication.Buprenorphine { // whose companions may differ
				_, composed := p.Compose(amount)
				require.True(t, composed, "%s of %s", amount, p.ID())
			}
		}
		require.False(t, p.InUnits(medication.Mass{}), p.ID())
	}
	require.False(t, medication.Product{}.InUnits(medication.Milligrams(8)))
}

func TestComposedDosesAreConsistent(t *testing.T) {
	for _, p := range medication.Products() {
		for tenths := uint64(1); tenths <= 400; tenths++ {
			if d, ok := p.Compose(medication.Micrograms(tenths * 100)); ok {
				require.True(t, p.Consistent(d), "%s %s", p, d)
				require.Equal(t, tenths*100, d.Principal.Micrograms())
				_, combined := p.Companion()
				require.Equal(t, combined, !d.Companion.IsZero(), "%s %s", p, d)
			}
		}
	}
}

func TestConsistent(t *testing.T) {
	for _, c := range []struct {
		id   medication.ProductID
		dose string
		want bool
	}{
		{medication.BupnxFilm, "8 mg/2 mg", true},
		{medication.BupnxFilm, "8 mg", true},            // not stated contradicts nothing
		{medication.BupnxFilm, "0.5 mg/0.125 mg", true}, // a quarter of the smallest film
		{medication.BupnxFilm, "7 mg/1.75 mg", true},
		{medication.BupnxFilm, "8 mg/1.999 mg", false},
		{medication.BupnxFilm, "8 mg/2.001 mg", false},
		{medication.BupnxFilm, "8 mg/8 mg", false},
		{medication.BupnxFilm, "5.7 mg/1.4 mg", false}, // Zubsolv's dose
		{medication.BupnxZubsolv, "5.7 mg/1.4 mg", true},
		{medication.BupnxZubsolv, "5.7 mg/1.43 mg", true}, // 2.9 + 1.4 + 1.4
		{medication.BupnxZubsolv, "8 mg/2 mg", true},      // cannot be told from a cut tablet by its ratio
		{medication.BupnxZubsolv, "5.7 mg/1.5 mg", false},
		{medication.BupnxZubsolv, "5.7 mg/1.3 mg", false},
		{medication.BupSL, "8 mg", true},
		{medication.BupSL, "8 mg/2 mg", false}, // the mono tablet has no companion
		{medication.MethadoneConc, "37 mg", true},
		{medication.MethadoneConc, "37 mg/1 mg", false},
		{medication.BupnxFilm, "0 mg", false},
	} {
		require.Equal(t, c.want, product(t, c.id).Consistent(parseDose(t, c.dose)), "%s %s", c.id, c.dose)
	}
	require.False(t, product(t, medication.BupnxFilm).Consistent(medication.Dose{Companion: medication.Milligrams(2)}))
	require.False(t, medication.Product{}.Consistent(parseDose(t, "8 mg")))

	huge := medication.Micrograms(1 << 63)
	require.True(t, product(t, medication.BupnxFilm).Consistent(medication.Dose{Principal: huge,
		Companion: medication.Micrograms(1 << 61)}))
	require.False(t, product(t, medication.BupnxFilm).Consistent(medication.Dose{Principal: huge,
		Companion: medication.Micrograms(1<<61 + 1)}))
	require.False(t, product(t, medication.BupnxFilm).Consistent(medication.Dose{Principal: huge,
		Companion: medication.Micrograms(1<<61 - 1)}))
}

func TestHasDose(t *testing.T) {
	for _, c := range []struct {
		id   medication.ProductID
		dose string
		want bool
	}{
		{medication.BupnxFilm, "8 mg/2 mg", true},
		{medication.BupnxFilm, "8 mg", false},       // no unit holds buprenorphine alone
		{medication.BupnxFilm, "16 mg/4 mg", false}, // two films
		{medication.BupnxCassipa, "16 mg/4 mg", true},
		{medication.BupBrixadiWeekly, "16 mg", true},
		{medication.BupBrixadiWeekly, "20 mg", false},
		{medication.BupBrixadiMonthly, "160 mg", false},
		{medication.BupBuvidalMonthly, "160 mg", true},
		{medication.LofexidineTab, "0.18 mg", true},
		{medication.LofexidineTab, "0.2 mg", false}, // the hydrochloride of the same tablet
		{medication.MethadoneConc, "37 mg", true},
		{medication.MethadoneConc, "37 mg/1 mg", false},
		{medication.MethadoneConc, "0 mg", false},
		{medication.ClonidinePatch, "0.1 mg", false},
	} {
		require.Equal(t, c.want, product(t, c.id).HasDose(parseDose(t, c.dose)), "%s %s", c.id, c.dose)
	}
	require.False(t, medication.Product{}.HasDose(medication.Dose{}))
}

func TestStrengthIn(t *testing.T) {
	concentrate := product(t, medication.MethadoneConc).Strengths()[0]
	d, exact := concentrate.In(medication.Microliters(3500))
	require.True(t, exact)
	require.Equal(t, "35 mg", d.String())
	d, exact = concentrate.In(medication.Microliters(1))
	require.True(t, exact)
	require.Equal(t, "0.01 mg", d.String())
	_, exact = medication.Strength{Dose: parseDose(t, "0.1 mg"), Per: medication.PerMilliliter}.In(medication.Microliters(5))
	require.False(t, exact, "half a microgram")
	_, exact = product(t, medication.BupSublocade).Strengths()[0].In(medication.Microliters(250))
	require.False(t, exact, "a syringe is given whole")

	require.Equal(t, "10 mg per mL", concentrate.String())
	require.Equal(t, "100 mg in 0.5 mL", product(t, medication.BupSublocade).Strengths()[0].String())
	require.Equal(t, "8 mg/2 mg", product(t, medication.BupnxFilm).Strengths()[2].String())
	require.Equal(t, "4 mL", medication.Microliters(4000).String())
	require.Equal(t, uint32(160), medication.Microliters(160).Microliters())
	require.Equal(t, "unit", medication.PerUnit.String())
	require.Equal(t, "invalid basis 0", medication.Per(0).String())
}

func BenchmarkCompose(b *testing.B) {
	p, _ := medication.Lookup(medication.BupnxZubsolv)
	for b.Loop() {
		p.Compose(medication.Micrograms(17_200))
	}
}
