package memory_test

import (
	"testing"

	"github.com/oudpath/oudpath/plan/ledger"
	"github.com/oudpath/oudpath/plan/ledger/ledgertest"
	"github.com/oudpath/oudpath/plan/ledger/memory"
)

func TestStore(t *testing.T) {
	ledgertest.Run(t, ledgertest.Kit{Open: func(*testing.T) ledger.Store { return memory.New() }})
}
