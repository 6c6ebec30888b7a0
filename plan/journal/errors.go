package journal

import (
	"errors"
	"fmt"
	"strings"
)

// What can be wrong with a journal. Every *Error is one of them, or of record.ErrEvent, or of what the reader or writer below
// reported.
var (
	ErrHeader    = errors.New("journal: not the header of this format") // in addition to what is wrong with it
	ErrSyntax    = errors.New("journal: not JSON")                      // malformed, not UTF-8, a lone surrogate, data after the end
	ErrMember    = errors.New("journal: unknown, duplicate or missing member")
	ErrValue     = errors.New("journal: value of the wrong type or out of its domain")
	ErrType      = errors.New("journal: unknown type of event")
	ErrVersion   = errors.New("journal: version that this library does not know")
	ErrLimit     = errors.New("journal: too long or too deep")
	ErrDuplicate = errors.New("journal: duplicate ID")
	ErrDialect   = errors.New("journal: event that has no place in this dialect")
	ErrSum       = errors.New("journal: checksum does not match")      // a line was changed, lost, repeated or moved
	ErrTruncated = errors.New("journal: lines at the end are missing") // the last one is cut off, or a kept sum or the closing line says so
	ErrEnded     = errors.New("journal: nothing can follow here")      // after the closing line
)

// Error says what is wrong with a journal, and where. It unwraps to one of the errors of this package, and to the error that
// caused it where there is one.
type Error struct {
	Line    int    // number of the line, the header being 1; 0 for an event outside of a journal
	Offset  int64  // number of bytes before that line: up to there, the journal is whole
	Pointer string // member at fault as a JSON Pointer (RFC 6901); empty: the whole line
	Problem string // what is wrong, in words
	is      error  // one of the errors of this package, or nil
	cause   error  // or nil
}

func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString("journal: ")
	if e.Line > 0 {
		fmt.Fprintf(&b, "line %d: ", e.Line)
	}
	if e.Pointer != "" {
		b.WriteString(e.Pointer + ": ")
	}
	b.WriteString(e.Problem)
	return b.String()
}

// Unwrap returns what errors.Is and errors.As look at.
func (e *Error) Unwrap() []error {
	var all []error
	for _, err := range []error{e.is, e.cause} {
		if err != nil {
			all = append(all, err)
		}
	}
	return all
}
