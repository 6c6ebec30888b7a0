package document

import (
	"fmt"
	"slices"
	"strings"
)

// Over returns the base with what stands in n put over it, to a depth: members of objects are put over those of the same name one by
// one as long as the depth lasts; below it, and wherever a list, a text or a number stands, what is in n takes the place of what was
// there, whole. Neither node is changed. What comes from where keeps its place.
func (n *Node) Over(base *Node, depth int) *Node {
	if base == nil || n.Kind != Object || base.Kind != Object || depth == 0 {
		return n
	}
	all := *n
	all.Members = slices.Clone(base.Members)
	for _, m := range n.Members {
		if _, i := base.step(step{name: m.Name}); i >= 0 {
			m.Value = m.Value.Over(base.Members[i].Value, depth-1)
			all.Members[i] = m
			continue
		}
		all.Members = append(all.Members, m)
	}
	return &all
}

// Set returns the node with the value at the path, which must lead to something, or to a new member of an object that is there.
// An item of a list is named by its number from 0, by its member "name", or by its ends as "from → to".
func (n *Node) Set(path string, value *Node) (*Node, error) {
	return n.change(path, func(holder *Node, last step) error {
		found, i := holder.step(last)
		switch {
		case last.item && found == nil:
			return holder.missing(last)
		case last.item:
			holder.Items[i] = value
		case holder.Kind != Object:
			return fmt.Errorf("%q is a member, which %v does not have", last.name, holder.Kind)
		case found == nil:
			holder.Members = append(holder.Members, Member{Place: value.Place, Name: last.name, Value: value})
		default:
			holder.Members[i].Value = value
		}
		return nil
	})
}

// Add returns the node with one item more at the end of the list at the path.
func (n *Node) Add(path string, item *Node) (*Node, error) {
	return n.change(path, func(holder *Node, last step) error {
		list, i := holder.step(last)
		if list == nil {
			return holder.missing(last)
		}
		if list.Kind != List {
			return fmt.Errorf("only a list can be added to, not %v", list.Kind)
		}
		longer := *list
		longer.Items = append(slices.Clone(list.Items), item)
		holder.put(last, i, &longer)
		return nil
	})
}

// Remove returns the node without what stands at the path.
func (n *Node) Remove(path string) (*Node, error) {
	return n.change(path, func(holder *Node, last step) error {
		_, i := holder.step(last)
		switch {
		case i < 0:
			return holder.missing(last)
		case last.item:
			holder.Items = slices.Delete(holder.Items, i, i+1)
		default:
			holder.Members = slices.Delete(holder.Members, i, i+1)
		}
		return nil
	})
}

// change copies the way to what holds the last step of the path and lets the copy be changed there.
func (n *Node) change(path string, edit func(holder *Node, last step) error) (*Node, error) {
	steps, err := split(path)
	if err != nil {
		return nil, err
	}
	if len(steps) == 0 {
		return nil, fmt.Errorf("the path is empty")
	}
	root := n.copied()
	at := root
	for _, s := range steps[:len(steps)-1] {
		next, i := at.step(s)
		if next == nil {
			return nil, at.missing(s)
		}
		next = next.copied()
		at.put(s, i, next)
		at = next
	}
	if err := edit(at, steps[len(steps)-1]); err != nil {
		return nil, err
	}
	return root, nil
}

// copied returns a copy that shares what it holds.
func (n *Node) copied() *Node {
	c := *n
	c.Items, c.Members = slices.Clone(n.Items), slices.Clone(n.Members)
	return &c
}

func (n *Node) put(s step, i int, value *Node) {
	if s.item {
		n.Items[i] = value
		return
	}
	n.Members[i].Value = value
}

func (n *Node) missing(s step) error {
	names, more := n.names(), ""
	if len(names) == 0 {
		return fmt.Errorf("the path leads to nothing at %q", s.String())
	}
	if len(names) > shown {
		names, more = names[:shown], fmt.Sprintf(" and %d more", len(names)-shown)
	}
	return fmt.Errorf("the path leads to nothing at %q; there are %s%s", s.String(), strings.Join(names, ", "), more)
}

// shown is how many names an error lists.
const shown = 12

// names returns by what the members or items of a node can be asked for; items without a name are left out.
func (n *Node) names() []string {
	var names []string
	for _, m := range n.Members {
		names = append(names, m.Name)
	}
	for _, item := range n.Items {
		name, from, to := item.Member("name"), item.Member("from"), item.Member("to")
		switch {
		case name != nil && name.Kind == Text:
			names = append(names, "["+name.Scalar+"]")
		case from != nil && to != nil && from.Kind == Text && to.Kind == Text:
			names = append(names, "["+from.Scalar+" → "+to.Scalar+"]")
		}
	}
	return names
}
