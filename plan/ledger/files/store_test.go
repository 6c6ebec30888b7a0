package files

import (
	"testing"

	"github.com/oudpath/oudpath/plan/ledger"
	"github.com/oudpath/oudpath/plan/ledger/ledgertest"
	"github.com/stretchr/testify/require"
)

func TestStore(t *testing.T) {
	var path string
	ledgertest.Run(t, ledgertest.Kit{
		Open: func(t *testing.T) ledger.Store {
			path = t.TempDir()
			return opened(t, path)
		},
		Reopen: func(t *testing.T, _ ledger.Store) ledger.Store { return opened(t, path) },
	})
}

func opened(t *testing.T, path string) *Store {
	s, err := Open(path)
	require.NoError(t, err)
	require.Empty(t, s.Recovered())
	return s
}
