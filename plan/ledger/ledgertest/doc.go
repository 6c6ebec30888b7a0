// Package ledgertest is the test that each implementation of ledger.Store must pass: the contract that the comments there state, as code.
//
//	func TestStore(t *testing.T) {
//		ledgertest.Run(t, ledgertest.Kit{Open: func(t *testing.T) ledger.Store { return mystore.New() }})
//	}
//
// Mergers and splits are tried by a ledger on the store, which ends at each of their writes.
//
// It is itself tried on stores that do one thing wrong, each of which it refuses by the law that is about it.
//
// It does not kill processes, fill disks or cut cables: what a store survives is for its own tests.
package ledgertest
