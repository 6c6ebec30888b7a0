package journal

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/oudpath/oudpath/plan/record"
)

// cursor knows where in the journal we are, so that an error can say so.
type cursor struct {
	line   int
	offset int64 // of the line
	steps  []step
}

// step leads from a value to a part of it: a member by name, or an element by index.
type step struct {
	name  string
	index int // or inName
}

const inName = -1

func (c *cursor) push(name string)    { c.steps = append(c.steps, step{name, inName}) }
func (c *cursor) pushIndex(index int) { c.steps = append(c.steps, step{"", index}) }
func (c *cursor) pop()                { c.steps = c.steps[:len(c.steps)-1] }

// fail returns an Error about the place where we are.
func (c *cursor) fail(is error, format string, args ...any) *Error {
	return &Error{Line: c.line, Offset: c.offset, Pointer: c.pointer(), Problem: fmt.Sprintf(format, args...), is: is}
}

// derived is the error about an event in a raw journal that only an engine makes.
func (c *cursor) derived(kind record.Kind) error {
	c.push("type")
	return c.fail(ErrDialect, "%s is derived by an engine, and a raw journal holds what it is derived from", kind)
}

// failed is fail for a problem that another error describes.
func (c *cursor) failed(is, cause error) *Error {
	err := c.fail(is, "%v", cause)
	err.cause = cause
	return err
}

var pointerEscapes = strings.NewReplacer("~", "~0", "/", "~1")

func (c *cursor) pointer() string {
	var b strings.Builder
	for _, s := range c.steps {
		b.WriteByte('/')
		if s.index == inName {
			b.WriteString(pointerEscapes.Replace(s.name))
		} else {
			b.WriteString(strconv.Itoa(s.index))
		}
	}
	return b.String()
}
