// Package sim simulates cohorts of people on a treatment pathway.
//
// A [Model] says which states there are, which hazards compete in each of them, on which clock every hazard runs, who starts
// where in which arm, and what is counted and valued. Compile checks it and turns it into tables; four engines run the same
// tables:
//
//   - [Cohort] computes the exact expectation (a semi-Markov recursion by time in state, never a matrix of tunnel states);
//   - [Step] follows one person at a time, cycle by cycle, and may call Go functions for hazards that no table can hold;
//   - [Jump] draws whole stays instead of cycles, for models that are tables only;
//   - [Counts] splits whole numbers of people at random, at a cost that does not depend on how many they are.
//
// In each cycle the events of the state that a person starts in are drawn first, then whether and where the person moves; a move
// is made at the end of the cycle, one per cycle at most. Results speak of moments: moment t is the start of cycle t.
//
// Random numbers are keyed by seed, person, cycle and purpose. Arms therefore share their random numbers (a comparison of arms
// is a comparison of policies, not of luck), the path of person 17 is the same in a run of a hundred and of a million, and a
// result does not depend, in any bit, on the number of workers or on how a run was cut into shards.
//
// Models are written in Go or read from JSON (ReadModel); results can be archived and merged from many processes (Shard,
// WriteArchive, Merge); single lives can be read one after the other (Paths, WriteLog), told in the steps of the clinical journey
// (Routes), and replayed through the engine of package plan (package replay). How fast all this is, and why, stands in
// PERFORMANCE.md.
//
// It is not for one patient: what it says is about populations that obey the model, not advice about a person. It brings no
// clinical number of its own, it does not fit or calibrate models, and it estimates nothing from data.
package sim
