// Package scenario reads and runs clinical scripts: plain text that sets the date and the jurisdiction, records what happened, asks
// for what is wanted, and says what is expected of the rules.
//
//	jurisdiction us
//	at 2026-03-02 09:00
//	3 hours ago used heroin
//	cows 14
//	order bup.sl 4 mg in office
//	  expect refused
//	  expect block bup.induction.hours-short-acting
//
// A clinician who has never seen this library can write one from testdata/README.md alone. The format forgives layout and is
// strict in meaning: a word that it does not know is an error with its line and a suggestion, an order that is not allowed
// although no expectation says so is a mismatch, and a script that expects nothing is an error.
//
// It is for examples, vignettes and acceptance tests. It is not a journal of anybody's treatment: it keeps no event of its own,
// and what a script leaves out is not on record.
package scenario
