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
		require.True(t, mustLookup(id).IsValid(), id)
	}
	for _, tbl := range tables[1:] {
		require.True(t, mustLookup(tbl.from).IsValid())
		require.True(t, mustLookup(tbl.to).IsValid())
		for _, row := range tbl.rows {
			require.Equal(t, row.To.IsZero(), mustLookup(row.insteadID).IsValid())
		}
	}
}

func TestEnumerationsHaveAllTheirNames(t *testing.T) {
	require.Len(t, classNames, int(endOfClasses))
	require.Len(t, tables, len(conversionNames))
	require.Len(t, substanceFacts, len(substanceNames))
}
