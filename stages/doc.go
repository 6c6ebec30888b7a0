// Package stages holds the pathways that a person moves along: the stage of the journey (Journey), the level of care (Care) and the
// course of a medication (Medication), each a small state machine written as a table that can be read in one screen. It also holds
// the engine that runs them, which users run on pathways of their own.
//
// A Pathway is data: states, triggers, edges with their guard, reason and source, and refusals with their reason. New refuses a
// table that leaves a question open, so that every pair of state and trigger is decided: Next says where a step leads and why,
// Open says which moves are open now and why the others are not, With makes a changed pathway under a new version.
//
// The three pathways are separate on purpose. Medication is not a stage: a person may start it with no detox at all and stay on it
// through therapy, aftercare and recovery. Return to use is a trigger and not a state: it leads to assessment, and from there to
// wherever the person should be now. No edge depends on elapsed time: typical durations are expectations with a source.
//
// The package is not for deciding what is right for a person: it knows no doses, no rules and no plans, and a move that is open here
// may still be wrong there. Package plan asks it where a move leads, and asks the rules whether to make it.
//
// It is the only package that touches github.com/looplab/fsm. See Pathway.Fire for how that is fenced.
package stages
