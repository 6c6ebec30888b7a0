package journal

import (
	"fmt"
	"strings"

	"github.com/oudpath/oudpath/plan/record"
)

// cursor knows the line where we are, so that an error can say so. The member at fault an error learns on its way out: within
// adds one name at each level, so that where nothing fails nothing keeps track.
type cursor struct {
	line   int
	offset int64 // of the line
}

// fail returns an Error about the line where we are.
func (c *cursor) fail(is error, format string, args ...any) *Error {
	return &Error{Line: c.line, Offset: c.offset, Problem: fmt.Sprintf(format, args...), is: is}
}

// failed is fail for a problem that another error describes.
func (c *cursor) failed(is, cause error) *Error {
	err := c.fail(is, "%v", cause)
	err.cause = cause
	return err
}

// derived is the error about an event in a raw journal that only an engine makes.
func (c *cursor) derived(kind record.Kind) error {
	return within("type", c.fail(ErrDialect, "%s is derived by an engine, and a raw journal holds what it is derived from", kind))
}

var pointerEscapes = strings.NewReplacer("~", "~0", "/", "~1")

// within says that an error is about what stands in the member of that name, or in the element of a list with that index.
func within(name string, err error) error {
	if at, ok := err.(*Error); ok {
		at.Pointer = "/" + pointerEscapes.Replace(name) + at.Pointer
	}
	return err
}
