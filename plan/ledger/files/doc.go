// Package files is a store of a ledger in a folder: one journal for each plan, which a person can read and compare, and a log of commits.
// It is for a desk, a small clinic, and for seeing how it works; it asks nothing of the machine but a file system that can lock and sync.
//
//	clinic/plan-person-1.jsonl   the journal of a plan (package journal)
//	clinic/commits.log           what was accepted, in order: versions, keys, deadlines, tombstones
//	clinic/lock                  held while a process has the store
//
// # What is durable
//
// A batch is written to its journal and synced, and then the line about it is written to the log and synced; only then is the caller
// told. The line in the log is what counts, so that all of a batch is on record, or nothing. What a journal holds beyond it was never
// acknowledged: a write that fails is taken back at once, and what a crash left behind is put aside by Open in a file that ends in .cut
// (Store.Recovered says so), and not read again.
//
// Every line of both kinds of files carries a checksum that continues that of the line before. What does not fit is ledger.ErrDamaged:
// in the log for the whole store, in a journal for that plan alone. Nothing is guessed, and nothing that is damaged is written to.
//
// # What it is not for
//
// One process at a time has the folder (ledger.ErrLocked); the lock is that of the operating system, and network file systems that do
// not honour it are not for this. Everything but the events is held in memory, and each commit costs two syncs, one after the other:
// where there are many writers, a database is the better store. Erasing rewrites the log and unlinks the journal; it does not
// overwrite what the disk may still hold, nor copies that somebody made.
package files
