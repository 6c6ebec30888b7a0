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
	"slices"
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

// Place is where something stands. The zero Place is not known.
type Place struct {
	File         string // empty if there is only one, or the text was not read from a file
	Line, Column int    // both from 1; columns count characters
}

// String writes the place as errors do: "base.yaml, line 3, column 5"; the file is left out if there is none.
func (p Place) String() string {
	text := fmt.Sprintf("line %d, column %d", p.Line, p.Column)
	if p.File != "" {
		return p.File + ", " + text
	}
	return text
}

// Node is a value in a document. Its fields are for those who make nodes of another notation.
type Node struct {
	Place   // where it begins
	Kind    Kind
	Scalar  string   // of Bool ("true"), Number (as it is written) and Text
	Items   []*Node  // of List
	Members []Member // of Object, in the order in which they were written
}

// Member is a named value of an object.
type Member struct {
	Place // of the name
	Name  string
	Value *Node
}

// Error is a fault in a document, with its place.
type Error struct {
	Place
	Path string // members and numbers of items on the way to it: "transitions[3].hazard"; empty at the top
	Err  error
}

// Error writes file, line, column, path and what is wrong.
func (e *Error) Error() string {
	place := e.Place.String()
	if e.Path != "" {
		place += ", " + e.Path
	}
	return place + ": " + e.Err.Error()
}

// Unwrap returns what is wrong.
func (e *Error) Unwrap() error { return e.Err }

// At returns the error that something is wrong with the node, which stands at the path.
func (n *Node) At(path string, err error) error { return &Error{Place: n.Place, Path: path, Err: err} }

// In notes the name of the file in the node and in all that it holds.
func (n *Node) In(file string) {
	n.File = file
	for _, item := range n.Items {
		item.In(file)
	}
	for i := range n.Members {
		n.Members[i].File = file
		n.Members[i].Value.In(file)
	}
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

// Fields returns the members of an object, and none of anything else.
func (n *Node) Fields() []Member {
	if n == nil {
		return nil
	}
	return n.Members
}

// Without returns the object without the members of these names. The node is not changed.
func (n *Node) Without(names ...string) *Node {
	c := *n
	c.Members = slices.DeleteFunc(slices.Clone(n.Members), func(m Member) bool { return slices.Contains(names, m.Name) })
	return &c
}
