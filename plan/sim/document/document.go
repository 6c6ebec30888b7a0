// Package document holds what somebody wrote in a file, with the line and the column of every value, and reads it into Go values
// strictly: a member that nobody knows, one that is given twice, one that is needed and missing, and a value of the wrong kind are
// errors that name the place.
//
// It exists because a study is written by hand: an answer to a slip that a reader silently passed over would be the answer to another
// question. ParseJSON reads JSON; other notations (YAML, in the program of examples/study) make the same nodes.
//
// It is not a general decoder: it knows what models and studies are made of, and no interfaces, embedded structs or default values.
package document

import (
	"fmt"
	"strings"
)

// Kind is what a node is. The zero Kind is invalid.
type Kind uint8

// The kinds.
const (
	_ Kind = iota
	Null
	Bool
	Number
	Text
	List
	Object
)

// String returns the name of the kind as an error names it.
func (k Kind) String() string {
	return [...]string{"nothing", "null", "yes or no", "a number", "a text", "a list", "an object"}[min(int(k), int(Object))]
}

// Node is a value in a document. Its fields are for those who make nodes of another notation.
type Node struct {
	Line, Column int // where it begins, both from 1; columns count characters. 0 is not known
	Kind         Kind
	Scalar       string   // of Bool ("true"), Number (as it is written) and Text
	Items        []*Node  // of List
	Members      []Member // of Object, in the order in which they were written
}

// Member is a named value of an object.
type Member struct {
	Name         string
	Line, Column int // of the name
	Value        *Node
}

// Error is a fault in a document, with its place.
type Error struct {
	Line, Column int
	Path         string // members and numbers of items on the way to it: "transitions[3].hazard"; empty at the top
	Err          error
}

// Error writes line, column, path and what is wrong.
func (e *Error) Error() string {
	place := fmt.Sprintf("line %d, column %d", e.Line, e.Column)
	if e.Path != "" {
		place += ", " + e.Path
	}
	return place + ": " + e.Err.Error()
}

// Unwrap returns what is wrong.
func (e *Error) Unwrap() error { return e.Err }

// At returns the error that something is wrong with the node, which stands at the path.
func (n *Node) At(path string, err error) error {
	return &Error{Line: n.Line, Column: n.Column, Path: path, Err: err}
}

// Member returns the value of a member, and nil if the node is no object or has none of that name.
func (n *Node) Member(name string) *Node {
	if n != nil {
		for _, m := range n.Members {
			if m.Name == name {
				return m.Value
			}
		}
	}
	return nil
}

// Find returns the node at a path such as "transitions[3].hazard", or the nearest one above it that there is.
func (n *Node) Find(path string) *Node {
	for path != "" {
		name, rest := path, ""
		if i := strings.IndexAny(path[1:], ".[") + 1; i > 0 {
			name, rest = path[:i], strings.TrimPrefix(path[i:], ".")
		}
		path = rest
		var next *Node
		if number := 0; strings.HasPrefix(name, "[") {
			if _, err := fmt.Sscanf(name, "[%d]", &number); err == nil && number < len(n.Items) {
				next = n.Items[number]
			}
		} else {
			next = n.Member(name)
		}
		if next == nil {
			return n
		}
		n = next
	}
	return n
}
