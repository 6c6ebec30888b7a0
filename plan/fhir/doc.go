// Package fhir reads what a FHIR R4 record says into events of a plan, and writes a plan as FHIR.
//
// A Reader reads Bundles and single resources of one person into a Record: raw events, which still have to be judged
// (Record.Import), orders that are only drafts or proposals (Record.Proposed, for Engine.Check), and an Account of every resource:
// which events came of it, from which elements, and what was not understood. Nothing is dropped without a note and nothing is guessed.
// A dose that is a range, a code without its system, a result without a cutoff are notes; where at least the substance is known, that
// the person has it is recorded as a reported medicine. What a resource type means is said in one table (Mapping), and what a code
// means in another (Codes), which holds what was seen in published data, with its source, and can be replaced.
//
// A resource is identified by its server, where that is known, its type and its id: the same id on another server is not taken for the same
// person, and a note says so. Instructions that follow each other, as steps in sequence or as words that can mean one thing alone, are
// an order for each step whose first day has come. What an extension that is not known may turn into its opposite is taken only as far
// as it can warn.
//
// Times that are only days are read to the safe side: what puts an opioid or another agent into the body counts from the end of its
// day, everything else from the beginning.
//
// An export says what it can in elements that anybody can read, under public codes where one was seen and under words of this library
// (System) beside them: testdata/stripped.txt lists where a reader without the extension comes to another decision, and which element is
// lacking. What an engine derived, a move of the plan and an override are taken from nobody's record.
//
// A Publication writes what an engine judges by as PlanDefinitions: the pathway, the moves of each stage, each rule with its limits and
// sources. It is documentation that nobody can execute.
//
// It is not a server and fetches nothing: a reference that the given resources do not resolve is a note. It trusts no narrative. What
// this library has exported carries the events themselves in an extension; they are taken from there only where the reader is told to
// trust it, and read like anybody's resources otherwise.
package fhir
