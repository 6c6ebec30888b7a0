// Package agenda says what is to be done on a day, for one person or for everybody of a clinic: doses by their schedule, and everything
// that the duties of the rule pack make due, with the first, the right and the last day of each.
//
// Nothing is kept and nothing is ticked off: an agenda is made from the plans as they stand, so that what has happened closes an item, death
// closes all, and a transfer pauses doses. The items have the same identifier whenever they are made, so that a host can follow them.
//
// It adds no duty of its own, but for doses and for the second look after a dose that was held: what no source gives a day for is on no
// agenda. A ledger keeps the days of duties beside its plans and answers without reading them (ledger.Agenda); this package reads plans.
package agenda
