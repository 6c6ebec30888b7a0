// Package ledgertest is the test that each implementation of ledger.Store must pass: the contract that the comments there state, as code.
//
//	func TestStore(t *testing.T) {
//		ledgertest.Run(t, ledgertest.Kit{Open: func(t *testing.T) ledger.Store { return mystore.New() }})
//	}
//
// Mergers and splits are tried by a ledger on the store, which ends at each of their writes.
//
// It does not kill processes, fill disks or cut cables: what a store survives is for its own tests.
package ledgertest
