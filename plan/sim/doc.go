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
// What is in the tables can depend on the time since treatment, prison or detoxification was left, in several risk windows at once
// (Leaving), and people can differ for life in a hazard (Frailty); all four engines hold both. Where slots are limited and people wait for
// them (Capacity), they depend on each other, and Step alone runs them. Any arm is compared with any other (Difference).
//
// A result follows people from their own start. (*Result).Open counts those who start one after the other, an open cohort, from the
// same run, and what they cost by year if the study keeps rewards by cycle; (*Compiled).FirstMoves says what people do first.
//
// Models are written in Go or read from JSON (ReadModel); results can be archived and merged from many processes (Shard,
// WriteArchive, Merge); single lives can be read one after the other (Paths, WriteLog), told in the steps of the clinical journey
// (Routes), and replayed through the engine of package plan (package replay). How fast all this is, and why, stands in
// PERFORMANCE.md.
//
// It is not for one patient: what it says is about populations that obey the model, not advice about a person. It brings no
// clinical number of its own, it does not fit or calibrate models, and it estimates nothing from data.
//
// # Random numbers
//
// Random numbers are keyed by seed, person, cycle and purpose. Arms therefore share their random numbers (a comparison of arms
// is a comparison of policies, not of luck), the path of person 17 is the same in a run of a hundred and of a million, and a
// result does not depend, in any bit, on the number of workers, on how a run was cut into shards, or on the machine.
//
// The generator is SplitMix64 (Steele, Lea and Flood, OOPSLA 2014, with Stafford's constants "mix 13"): a counter that goes up by
// 0x9E3779B97F4A7C15 (2⁶⁴ over the golden ratio, made odd), passed through a bijection of 64 bits. It is not read as a stream: the draw
// of a person for a purpose in a cycle is mix(key + 0x9E37…·(cycle + 1)), and the key comes from seed, person and purpose by the same
// function, twice. The counter has the period 2⁶⁴. All keys lie on its one cycle, so the draws of two keys overlap if their distance
// happens to be below the number of cycles: with k keys of n draws each that is expected for about k²·n/2⁶⁴ pairs, which is one pair
// in a study of 10⁹ keys only if n is near 18. An overlap makes two persons share some numbers for different purposes or cycles; it
// repeats nobody, and it is too rare by many orders of magnitude to be seen in a mean. The tests look at pairs of purposes, adjacent
// seeds, persons and cycles.
package sim
