// Package vocabulary is the kit for closed words: enumerations whose members have a name in journals, scripts and JSON, other
// names that people use, and codes of public code systems.
//
// An enumeration is a Go type with constants, and one table that says everything about its words:
//
//	type Route uint8
//
//	const (
//		_ Route = iota
//		Oral
//		Sublingual
//	)
//
//	var routes = vocabulary.Optional[Route]("route", []string{Oral: "oral", Sublingual: "sublingual"})
//
//	func (r Route) Valid() bool                        { return routes.Valid(r) }
//	func (r Route) String() string                     { return routes.Name(r) }
//	func (r Route) MarshalText() ([]byte, error)       { return routes.MarshalText(r) }
//	func (r *Route) UnmarshalText(text []byte) error   { return routes.UnmarshalText(r, text) }
//
// The rows are keyed by the constants, so that no second list has to keep their order. A constant without a row, a name used
// twice and a code without a source cannot go unnoticed: the constructors panic where the program starts and say which word it
// is, and a test of this package reads the source of the module for constants that have no row.
//
// Whether the zero value may be written is said by the constructor. Optional: zero means that nothing was stated, and is the
// empty text. Required: zero is an error, unless it has a name of its own ("unknown"). Texts, for words whose Go type is a
// string, are always optional.
//
// It is not for open words, such as the states of a pathway or the names that a host gives to its own events, and it holds no
// words itself.
package vocabulary
