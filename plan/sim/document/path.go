package document

import (
	"fmt"
	"strconv"
	"strings"
)

// Find returns the node at a path such as "transitions[3].hazard", or the nearest one above it that there is.
func (n *Node) Find(path string) *Node {
	steps, _ := split(path) // of a path that is none, as much as can be read
	for _, s := range steps {
		next, _ := n.step(s)
		if next == nil {
			return n
		}
		n = next
	}
	return n
}

// step is one part of a path: a member, or what stands in brackets behind a list.
type step struct {
	name string
	item bool
}

func (s step) String() string {
	if s.item {
		return "[" + s.name + "]"
	}
	return s.name
}

// split cuts a path into its steps. What stands in brackets may hold dots.
func split(path string) ([]step, error) {
	var steps []step
	for rest := path; rest != ""; {
		if rest[0] == '[' {
			end := strings.IndexByte(rest, ']')
			if end < 0 {
				return steps, fmt.Errorf("the path %q has a bracket that nothing closes", path)
			}
			steps, rest = append(steps, step{rest[1:end], true}), rest[end+1:]
		} else {
			end := strings.IndexAny(rest, ".[")
			if end < 0 {
				end = len(rest)
			}
			steps, rest = append(steps, step{rest[:end], false}), rest[end:]
		}
		if strings.HasPrefix(rest, ".") {
			if rest = rest[1:]; rest == "" {
				return steps, fmt.Errorf("the path %q ends with a dot", path)
			}
		}
	}
	for _, s := range steps {
		if s.name == "" {
			return steps, fmt.Errorf("the path %q has an empty part", path)
		}
	}
	return steps, nil
}

// step returns what a step leads to and where among the items or members that is; nil and −1 if there is none.
func (n *Node) step(s step) (*Node, int) {
	if !s.item {
		for i, m := range n.Members {
			if m.Name == s.name {
				return m.Value, i
			}
		}
		return nil, -1
	}
	if i, err := strconv.Atoi(s.name); err == nil { // a number is never a name, so that a path means the same whatever the names are
		if i < 0 || i >= len(n.Items) {
			return nil, -1
		}
		return n.Items[i], i
	}
	for i, item := range n.Items {
		if item.called(s.name) {
			return item, i
		}
	}
	return nil, -1
}

// called reports whether an item is known by the name: its member "name", or, where it has none, its ends as "from → to".
func (n *Node) called(name string) bool {
	if own := n.Member("name"); own != nil {
		return own.Scalar == name
	}
	from, to := n.Member("from"), n.Member("to")
	return from != nil && to != nil && name == from.Scalar+" → "+to.Scalar
}
