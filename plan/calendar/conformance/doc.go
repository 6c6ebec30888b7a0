// Package conformance reads the iCalendar texts of package calendar with a parser that others wrote. It is a module of its own, so that
// the library does not depend on that parser, and holds nothing but tests.
package conformance
