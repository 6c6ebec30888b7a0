// Package choice lays out what speaks for and against each medication and each level of care for one person, and what a service offers
// against what the person needs.
//
// It chooses nothing, and sums nothing into a score. Medications and Levels weigh the tables of this package, Weigh those of a host. An
// argument is a row of data: what it is about, which side it takes, for whom it speaks, who says so, how strong that is, and the effect
// that a study found. Whether it speaks for a person is a question to the record: yes, no, or not known, and what is not known is listed as
// undecided with what is missing. What the person wants comes before everything else.
//
// Each option carries what the rules say of its first order, as Engine.Check has it, and from when on it would be possible where it is not
// now. A policy of a service is shown as one, and is never a reason against a medication.
//
// The arguments about levels of care are this library's own. They are no ASAM assessment and must not be called one; who has licensed a
// placement engine plugs it in as a Placer, and its answer stands beside them.
package choice
