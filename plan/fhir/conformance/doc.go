// Package conformance compares what package fhir writes with validators that others wrote: google/fhir parses every export, and, in a
// second step with Node, @medplum/core validates every resource against R4 and the profiles of US Core 6.1.0 and 8.0.0. It is a module of
// its own, so that nobody who uses the library downloads them.
//
// It has no code for anybody else. From the root of the repository, with the fixtures in OUDPATH_FIXTURES,
//
//	.ci/edges/fhir
//
// runs all of it, and installs what is pinned.
package conformance
