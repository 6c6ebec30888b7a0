// Package replay takes a sample of simulated lives through the engine of package plan, event by event, as if they had been
// recorded by a clinic, and reports what the engine says: whether every move is legal, and how much of the simulated care agrees
// with the rules of a jurisdiction.
//
// A model of package sim knows states; a record knows stages, facts and orders. The stage of a state is part of the model
// (sim.State.Stage). Everything else is declared by the researcher in a Reading: which event is an overdose, why people leave,
// what somebody in a state takes. What is not declared is not recorded: no reading, no doses. The package holds no clinical
// number and imports no jurisdiction.
//
// The rules see only what was declared. A rule that would need more, such as a diagnosis or a withdrawal score, is unknown, and
// unknown is neither concordant nor a deviation: it is counted apart.
//
// It is not for judging real care, which package audit does, nor a source for what a treatment achieves. It does not change a
// simulation: what a rule refuses has happened in the simulated life all the same, and the replay goes on from there.
package replay
