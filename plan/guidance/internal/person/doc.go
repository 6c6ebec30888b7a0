// Package person asks a plan what the rules of several subjects want to know of the person: what is taken and since when, what an event
// would begin or end and why, when somebody last saw the person and in what state, and how long care goes on.
//
// It judges nothing and knows no limits. What one subject alone asks stands with its rules.
package person
