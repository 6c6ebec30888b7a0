package scale_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/vocabulary"
	"github.com/oudpath/oudpath/stages/scale"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func lookup(t testing.TB, id scale.ID) scale.Instrument {
	t.Helper()
	in, ok := scale.Lookup(id)
	require.True(t, ok, id)
	require.Equal(t, id, in.ID())
	return in
}

// The catalog, printed: a change of any item, band, code or citation shows in review.
func TestCatalogGolden(t *testing.T) {
	var b strings.Builder
	for _, in := range scale.All() {
		low, high := in.Range()
		fmt.Fprintf(&b, "%s: %s, %d to %d\n", in, in.Title(), low, high)
		for _, item := range in.Items() {
			fmt.Fprintf(&b, "  item %s %v reversed=%t: %s\n", item.ID, item.Allowed, item.Reversed, item.Label)
		}
		writeBands(&b, "band", in.Bands())
		for _, set := range in.OtherBands() {
			writeBands(&b, "other band ("+set.Name+")", set.Bands)
		}
		if change, ok := in.MeaningfulChange(); ok {
			fmt.Fprintf(&b, "  meaningful change %d to %d: %s\n", change.Low, change.High, cite(change.Cite))
		}
		for _, code := range in.Codes() {
			fmt.Fprintf(&b, "  code %s %s %s: %s\n", code.System, code.Code, code.Display, cite(code.Source.(evidence.Citation)))
		}
		for _, c := range in.Cites() {
			fmt.Fprintf(&b, "  source %s\n", cite(c))
		}
	}
	path := filepath.Join("testdata", "catalog.golden")
	if *update {
		require.NoError(t, os.WriteFile(path, []byte(b.String()), 0o644))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Equal(t, string(want), b.String())
}

func writeBands(b *strings.Builder, what string, bands []scale.Band) {
	for _, band := range bands {
		fmt.Fprintf(b, "  %s %d-%d %s: %s\n", what, band.Min, band.Max, band.Name, cite(band.Cite))
	}
}

func cite(c evidence.Citation) string { return fmt.Sprintf("%s [%s] via %q", c, c.Provenance, c.Via) }

func TestEveryTableIsWellFormed(t *testing.T) {
	word := regexp.MustCompile(`^[a-z][a-z-]*$`)
	shape := map[scale.ID]struct{ items, low, high int }{
		scale.COWS: {11, 0, 48}, scale.SOWS16: {16, 0, 64}, scale.SOWS10: {10, 0, 30}, scale.OOWS: {13, 0, 13}, scale.DSM5OUD: {11, 0, 11},
		scale.DAST10: {10, 0, 10}, scale.PHQ9: {9, 0, 27}, scale.GAD7: {7, 0, 21},
		scale.POSS: {1, 0, 4}, scale.RASS: {1, -5, 4}, scale.ACVPU: {1, 0, 4},
	}
	require.Len(t, scale.All(), len(shape))
	for _, in := range scale.All() {
		want := shape[in.ID()]
		low, high := in.Range()
		require.Equal(t, want.low, low, in)
		require.Equal(t, want.high, high, in)
		items := in.Items()
		require.Len(t, items, want.items, in)
		require.Less(t, len(items), 32, "a score keeps its missing items in 32 bits")
		seen := map[string]bool{}
		for _, item := range items {
			require.Regexp(t, word, item.ID)
			require.False(t, seen[item.ID], item.ID)
			seen[item.ID] = true
			require.NotEmpty(t, item.Label)
			require.IsIncreasing(t, item.Allowed, item.ID)
			require.Contains(t, item.Allowed, 0, "every item can be scored as nothing found")
		}
		requireContiguous(t, in, in.Bands())
		for _, set := range in.OtherBands() {
			requireContiguous(t, in, set.Bands)
			require.NotEqual(t, in.Bands(), set.Bands)
		}
		require.NotEmpty(t, in.Title())
		require.NotEmpty(t, in.Cites(), in)
		for _, c := range in.Cites() {
			require.NoError(t, c.Validate())
		}
		require.True(t, evidence.Best(in.Cites()).MayRefuse(), in)
		for _, code := range in.Codes() {
			require.NoError(t, code.Source.(evidence.Citation).Validate())
			require.True(t, code.Confirmed(), code.Code)
		}
	}
}

func requireContiguous(t *testing.T, in scale.Instrument, bands []scale.Band) {
	t.Helper()
	next, high := in.Range()
	for _, band := range bands {
		require.Equal(t, next, band.Min, "%s %s", in, band.Name)
		require.GreaterOrEqual(t, band.Max, band.Min)
		require.NotEmpty(t, band.Name)
		require.NoError(t, band.Cite.Validate())
		require.True(t, band.Cite.Provenance.MayRefuse())
		next = band.Max + 1
	}
	if len(bands) > 0 {
		require.Equal(t, high+1, next, "%s: the last band ends with the range", in)
	}
}

// Every total of the range can be reached by some form, so FromTotal refuses exactly what no form can give.
func TestEveryTotalCanBeReached(t *testing.T) {
	for _, in := range scale.All() {
		reached := map[int]bool{0: true}
		for _, item := range in.Items() {
			next := map[int]bool{}
			for total := range reached {
				for _, answer := range item.Allowed {
					next[total+item.Points(answer)] = true
				}
			}
			reached = next
		}
		low, high := in.Range()
		require.Len(t, reached, high-low+1, in)
	}
}

func TestWhatIsReturnedIsACopy(t *testing.T) {
	for _, id := range []scale.ID{scale.COWS, scale.DAST10} {
		in := lookup(t, id)
		in.Items()[0].Allowed[0] = 99
		in.Items()[0].ID = "spoiled"
		in.Bands()[0].Name = "spoiled"
		in.Cites()[0].Source.Title = "spoiled"
		in.Codes()[0].Code = "spoiled"
		for _, set := range in.OtherBands() {
			set.Bands[0].Name = "spoiled"
		}
		require.Zero(t, in.Items()[0].Allowed[0])
		text := fmt.Sprint(in.Items(), in.Bands(), in.Cites(), in.Codes(), in.OtherBands())
		require.NotContains(t, text, "spoiled")
	}
	scale.All()[0] = scale.Instrument{}
	require.Equal(t, scale.COWS, scale.All()[0].ID())
}

func TestTheZeroInstrumentIsNone(t *testing.T) {
	none, ok := scale.Lookup("caws")
	require.False(t, ok)
	require.Equal(t, scale.Instrument{}, none)
	require.Empty(t, none.ID())
	require.Empty(t, none.String())
	require.Empty(t, none.Title())
	require.Empty(t, none.Items())
	require.Empty(t, none.Bands())
	require.Empty(t, none.OtherBands())
	require.Empty(t, none.Cites())
	require.Empty(t, none.Codes())
	_, ok = none.MeaningfulChange()
	require.False(t, ok)
	_, err := none.Score(nil)
	require.ErrorIs(t, err, scale.ErrInstrument)
	_, err = none.FromTotal(0)
	require.ErrorIs(t, err, scale.ErrInstrument)
	_, err = none.BandOf(0)
	require.ErrorIs(t, err, scale.ErrInstrument)
	require.ErrorIs(t, none.Check(nil, 0), scale.ErrInstrument)
}

func TestByCode(t *testing.T) {
	for code, id := range map[vocabulary.Code]scale.ID{
		{System: vocabulary.SNOMED, Code: "763699005"}: scale.COWS, {System: vocabulary.LOINC, Code: "44261-6"}: scale.PHQ9,
		{System: vocabulary.LOINC, Code: "70274-6"}: scale.GAD7, {System: vocabulary.LOINC, Code: "82667-7"}: scale.DAST10,
	} {
		in, err := scale.ByCode(code.System, code.Code)
		require.NoError(t, err)
		require.Equal(t, id, in.ID())
	}
	for _, code := range []string{"72514-3", "99999-0", "99999-11"} {
		_, err := scale.ByCode(vocabulary.LOINC, code)
		require.ErrorIs(t, err, scale.ErrWrongCode)
		require.ErrorContains(t, err, code)
	}
	for _, code := range []vocabulary.Code{
		{System: vocabulary.LOINC, Code: "763699005"}, {System: vocabulary.SNOMED,
			Code: "72514-3"}, {Code: "44261-6"}, {System: vocabulary.LOINC}, {},
	} {
		in, err := scale.ByCode(code.System, code.Code)
		require.ErrorIs(t, err, scale.ErrCode)
		require.Zero(t, in)
	}
}

// Of the instruments without a code in LOINC none may get one by accident.
func TestNoInventedCodes(t *testing.T) {
	for _, in := range scale.All() {
		for _, code := range in.Codes() {
			_, err := scale.ByCode(code.System, code.Code)
			require.NoError(t, err, "a code of the catalog is on the list of wrong ones")
		}
	}
	for _, id := range []scale.ID{scale.SOWS16, scale.SOWS10, scale.OOWS, scale.DSM5OUD} {
		require.Empty(t, lookup(t, id).Codes(), id)
	}
	for _, code := range lookup(t, scale.COWS).Codes() {
		require.NotEqual(t, vocabulary.LOINC, code.System)
	}
}
