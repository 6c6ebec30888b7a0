package medication

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestRowsThatCannotBeReadPanic(t *testing.T) {
	require.Panics(t, func() { dose("8") })
}

func TestTablesNameProductsOfTheCatalogue(t *testing.T) {
	for id := range intervals {
		require.True(t, listed(id).IsValid(), id)
	}
	for _, tbl := range tables[1:] {
		require.True(t, listed(tbl.from).IsValid())
		require.True(t, listed(tbl.to).IsValid())
		for _, row := range tbl.rows {
			require.Equal(t, row.To.IsZero(), row.Instead.Product.IsValid())
		}
	}
}

func TestEveryConversionHasItsTable(t *testing.T) {
	require.Len(t, tables, len(Conversions())+1)
	for c := range conversions.All() {
		require.NotEmpty(t, tables[c].rows, c)
	}
}

func TestEverySubstanceHasAMechanism(t *testing.T) {
	for s := range substances.All() {
		require.True(t, s.Mechanism().Valid(), s)
	}
}
