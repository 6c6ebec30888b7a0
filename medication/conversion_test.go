package medication_test

import (
	"testing"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/stretchr/testify/require"
)

func convert(t *testing.T, c medication.Conversion, from string) (medication.Converted, medication.ConversionStatus) {
	t.Helper()
	return medication.Convert(c, parseDose(t, from).Principal)
}

func TestConvert(t *testing.T) {
	for _, c := range []struct {
		table medication.Conversion
		from  string
		want  string // empty: see instead
		// instead is what a blank cell offers; empty with an empty want means that the dose is not in the table.
		instead string
	}{
		{medication.TabletToZubsolv, "2 mg", "bupnx.zubsolv 1.4 mg/0.36 mg", ""},
		{medication.TabletToZubsolv, "4 mg", "bupnx.zubsolv 2.9 mg/0.71 mg", ""},
		{medication.TabletToZubsolv, "8 mg", "bupnx.zubsolv 5.7 mg/1.4 mg", ""},
		{medication.TabletToZubsolv, "12 mg", "bupnx.zubsolv 8.6 mg/2.1 mg", ""},
		{medication.TabletToZubsolv, "16 mg", "bupnx.zubsolv 11.4 mg/2.9 mg", ""},
		{medication.TabletToZubsolv, "24 mg", "", ""},
		{medication.TabletToZubsolv, "6 mg", "", ""},
		{medication.ZubsolvToTablet, "5.7 mg", "bupnx.sl 8 mg/2 mg", ""},
		{medication.ZubsolvToTablet, "0.7 mg", "", ""},
		{medication.ZubsolvToTablet, "17.2 mg", "", ""},

		{medication.SublingualToBrixadiWeekly, "0.001 mg", "bup.brixadi.weekly 8 mg", ""},
		{medication.SublingualToBrixadiWeekly, "6 mg", "bup.brixadi.weekly 8 mg", ""},
		{medication.SublingualToBrixadiWeekly, "6.001 mg", "", ""},
		{medication.SublingualToBrixadiWeekly, "7 mg", "", ""},
		{medication.SublingualToBrixadiWeekly, "8 mg", "bup.brixadi.weekly 16 mg", ""},
		{medication.SublingualToBrixadiWeekly, "10 mg", "bup.brixadi.weekly 16 mg", ""},
		{medication.SublingualToBrixadiWeekly, "11 mg", "", ""},
		{medication.SublingualToBrixadiWeekly, "24 mg", "bup.brixadi.weekly 32 mg", ""},
		{medication.SublingualToBrixadiWeekly, "24.001 mg", "", ""},
		{medication.SublingualToBrixadiWeekly, "26 mg", "", ""}, // Buvidal's row, not Brixadi's
		{medication.SublingualToBrixadiWeekly, "0 mg", "", ""},
		{medication.SublingualToBrixadiMonthly, "6 mg", "", "bup.brixadi.weekly 8 mg"},
		{medication.SublingualToBrixadiMonthly, "8 mg", "bup.brixadi.monthly 64 mg", ""},
		{medication.SublingualToBrixadiMonthly, "16 mg", "bup.brixadi.monthly 96 mg", ""},
		{medication.SublingualToBrixadiMonthly, "18 mg", "bup.brixadi.monthly 128 mg", ""},
		{medication.BrixadiWeeklyToMonthly, "8 mg", "", "bup.brixadi.weekly 8 mg"},
		{medication.BrixadiWeeklyToMonthly, "16 mg", "bup.brixadi.monthly 64 mg", ""},
		{medication.BrixadiWeeklyToMonthly, "24 mg", "bup.brixadi.monthly 96 mg", ""},
		{medication.BrixadiWeeklyToMonthly, "32 mg", "bup.brixadi.monthly 128 mg", ""},
		{medication.BrixadiWeeklyToMonthly, "20 mg", "", ""},
		{medication.BrixadiMonthlyToWeekly, "128 mg", "bup.brixadi.weekly 32 mg", ""},
		{medication.BrixadiMonthlyToWeekly, "160 mg", "", ""},

		{medication.SublingualToBuvidalWeekly, "4 mg", "bup.buvidal.weekly 8 mg", ""},
		{medication.SublingualToBuvidalWeekly, "30 mg", "", "bup.buvidal.monthly 160 mg"},
		{medication.SublingualToBuvidalWeekly, "34 mg", "", ""},
		{medication.SublingualToBuvidalWeekly, "1.999 mg", "", ""},
		{medication.SublingualToBuvidalMonthly, "4 mg", "", "bup.buvidal.weekly 8 mg"},
		{medication.SublingualToBuvidalMonthly, "30 mg", "bup.buvidal.monthly 160 mg", ""},
		{medication.SublingualToBuvidalMonthly, "25 mg", "", ""},
		{medication.EspranorToBuvidalWeekly, "8 mg", "bup.buvidal.weekly 16 mg", ""},
		{medication.EspranorToBuvidalWeekly, "12 mg", "bup.buvidal.weekly 24 mg", ""},
		{medication.EspranorToBuvidalWeekly, "18 mg", "bup.buvidal.weekly 32 mg", ""},
		{medication.EspranorToBuvidalWeekly, "20 mg", "", ""},
		{medication.EspranorToBuvidalMonthly, "2 mg", "", "bup.buvidal.weekly 8 mg"},
		{medication.EspranorToBuvidalMonthly, "14 mg", "bup.buvidal.monthly 128 mg", ""},
		{medication.BuvidalWeeklyToMonthly, "32 mg", "bup.buvidal.monthly 128 mg", ""},
		{medication.BuvidalWeeklyToMonthly, "8 mg", "", "bup.buvidal.weekly 8 mg"},
		{medication.BuvidalMonthlyToWeekly, "64 mg", "bup.buvidal.weekly 16 mg", ""},
		{medication.BuvidalMonthlyToWeekly, "160 mg", "", "bup.buvidal.monthly 160 mg"},
		{0, "8 mg", "", ""},
		{99, "8 mg", "", ""},
	} {
		got, status := convert(t, c.table, c.from)
		switch {
		case c.want != "":
			require.Equal(t, medication.ConversionExact, status, "%s %s", c.table, c.from)
			require.Equal(t, c.want, got.Product.String()+" "+got.Dose.String(), "%s %s", c.table, c.from)
			require.Zero(t, got.Instead)
		case c.instead != "":
			require.Equal(t, medication.ConversionNoProduct, status, "%s %s", c.table, c.from)
			require.Equal(t, c.instead, got.Instead.Product.String()+" "+got.Instead.Dose.String(), "%s %s", c.table, c.from)
			require.Zero(t, got.Supply)
		default:
			require.Equal(t, medication.ConversionNotInTable, status, "%s %s", c.table, c.from)
			require.Zero(t, got.Supply)
			require.Zero(t, got.Instead)
		}
	}
}

func TestConversionTables(t *testing.T) {
	require.Len(t, medication.Conversions(), 12)
	for _, c := range medication.Conversions() {
		require.True(t, c.From().IsValid(), c)
		require.True(t, c.To().IsValid(), c)
		require.Equal(t, c.From().Jurisdiction(), c.To().Jurisdiction(), c)
		require.NoError(t, c.Cite().Validate(), c)
		require.True(t, c.Cite().Provenance.MayRefuse(), c)
		above := medication.Mass{}
		for _, row := range c.Rows() {
			require.Equal(t, -1, above.Compare(row.Least), "%s: rows rise and do not overlap", c)
			require.LessOrEqual(t, row.Least.Compare(row.Most), 0, c)
			above = row.Most
			require.NotEqual(t, row.To.IsZero(), row.Instead == medication.Supply{}, "%s: a product, or what there is instead", c)
			for _, mass := range []medication.Mass{row.Least, row.Most} {
				got, status := medication.Convert(c, mass)
				require.Equal(t, c.Cite(), got.Cite)
				if row.To.IsZero() {
					require.Equal(t, medication.ConversionNoProduct, status)
					require.True(t, got.Instead.Product.HasDose(got.Instead.Dose), "%s: %s exists", c, got.Instead.Dose)
					require.Equal(t, row.Instead, got.Instead, "a row names the product of what it offers")
					continue
				}
				require.Equal(t, medication.ConversionExact, status)
				require.Equal(t, c.To(), got.Product)
				if got.Product.LongActing() {
					require.True(t, got.Product.HasDose(got.Dose), "%s: %s exists", c, got.Dose)
				}
				composed, ok := got.Product.Compose(got.Dose.Principal)
				require.True(t, ok)
				require.Equal(t, got.Dose, composed, "%s: the table and the strengths agree on the companion", c)
			}
		}
	}
	var invalid medication.Conversion
	require.False(t, invalid.Valid())
	require.Zero(t, invalid.From())
	require.Zero(t, invalid.To())
	require.Nil(t, invalid.Rows())
	require.Zero(t, invalid.Cite())
}

// The monthly dose is four weekly ones wherever both exist, in the tables from daily doses and between the depots.
func TestMonthlyIsFourTimesWeekly(t *testing.T) {
	pairs := 0
	for _, c := range [][2]medication.Conversion{
		{medication.SublingualToBrixadiWeekly, medication.SublingualToBrixadiMonthly},
		{medication.SublingualToBuvidalWeekly, medication.SublingualToBuvidalMonthly},
		{medication.EspranorToBuvidalWeekly, medication.EspranorToBuvidalMonthly},
	} {
		for tenths := uint64(1); tenths <= 400; tenths++ {
			daily := medication.Micrograms(tenths * 100)
			weekly, inWeekly := medication.Convert(c[0], daily)
			monthly, inMonthly := medication.Convert(c[1], daily)
			require.Equal(t, inWeekly == medication.ConversionNotInTable, inMonthly == medication.ConversionNotInTable,
				"both tables cover the same doses: %s", daily)
			switch {
			case inWeekly == medication.ConversionExact && inMonthly == medication.ConversionExact:
				require.Equal(t, weekly.Dose.Principal.Times(4), monthly.Dose.Principal, "%s of %s", daily, c[0])
				pairs++
			case inMonthly == medication.ConversionNoProduct:
				require.Equal(t, weekly.Supply, monthly.Instead, "a blank cell offers the other half of its row")
			case inWeekly == medication.ConversionNoProduct:
				require.Equal(t, monthly.Supply, weekly.Instead)
			}
		}
	}
	require.Positive(t, pairs)
	for there, back := range map[medication.Conversion]medication.Conversion{
		medication.BrixadiWeeklyToMonthly: medication.BrixadiMonthlyToWeekly,
		medication.BuvidalWeeklyToMonthly: medication.BuvidalMonthlyToWeekly,
		medication.TabletToZubsolv:        medication.ZubsolvToTablet,
	} {
		for _, row := range there.Rows() {
			if row.To.IsZero() {
				continue
			}
			if there.To().LongActing() {
				require.Equal(t, row.Least.Times(4), row.To.Principal)
			}
			returned, status := medication.Convert(back, row.To.Principal)
			require.Equal(t, medication.ConversionExact, status)
			require.Equal(t, row.Least, returned.Dose.Principal, "%s there and back", there)
		}
	}
}

func TestBuvidalBandsCoverEveryEvenMilligramOnce(t *testing.T) {
	for _, c := range []medication.Conversion{medication.SublingualToBuvidalWeekly, medication.SublingualToBuvidalMonthly} {
		for mg := uint32(1); mg <= 40; mg++ {
			bands := 0
			for _, row := range c.Rows() {
				if row.Least.Compare(medication.Milligrams(mg)) <= 0 && medication.Milligrams(mg).Compare(row.Most) <= 0 {
					bands++
				}
			}
			if mg%2 == 0 && mg >= 2 && mg <= 32 {
				require.Equal(t, 1, bands, "%s %d mg", c, mg)
			}
			require.LessOrEqual(t, bands, 1)
		}
	}
}

func TestBrixadiAndBuvidalAgreeWhereBothHaveARow(t *testing.T) {
	for mg := uint32(2); mg <= 24; mg++ {
		us, inUS := medication.Convert(medication.SublingualToBrixadiWeekly, medication.Milligrams(mg))
		gb, inGB := medication.Convert(medication.SublingualToBuvidalWeekly, medication.Milligrams(mg))
		require.Equal(t, inUS, inGB, "%d mg", mg)
		require.Equal(t, us.Dose, gb.Dose, "%d mg", mg)
	}
	require.Equal(t, evidence.Secondary, medication.SublingualToBrixadiWeekly.Cite().Provenance)
	require.Equal(t, evidence.Primary, medication.SublingualToBuvidalWeekly.Cite().Provenance)
}
