package studyfile

import (
	"errors"
	"fmt"
	"io"
	"path"
	"reflect"
	"slices"
	"strings"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/sim/document"
)

// Source is where study files and what they name come from.
type Source struct {
	Open  func(name string) (io.ReadCloser, error)  // names are relative to what the caller names, with slashes
	Parse func(text []byte) (*document.Node, error) // the notation of study files

	// Engine makes the engine that judges in a place, for studies that ask for the attendances by its rule.
	Engine func(place string) (*plan.Engine, error)
}

// Edit puts a value at a path of a study, in place of what is there: "model.horizon", "model.arms[methadone].start".
type Edit struct {
	Path  string
	Value *document.Node
}

// Load reads the study in a file, with all that it includes. The edits are made last, in their order.
func (s Source) Load(name string, edits ...Edit) (*Study, error) {
	n, err := s.file(name)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrStudy, err)
	}
	return s.Read(n, edits...)
}

// file reads one file, and notes its name in all places.
func (s Source) file(name string) (*document.Node, error) {
	if s.Open == nil || s.Parse == nil {
		return nil, errors.New("no other file can be read here")
	}
	file, err := s.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close() // it was only read
	text, err := io.ReadAll(file)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	n, err := s.Parse(text)
	if at := (*document.Error)(nil); errors.As(err, &at) {
		at.File = name
	}
	if err != nil {
		return nil, err
	}
	n.In(name)
	return n, nil
}

// override changes what a file includes. Exactly one of To, Add and Remove is given.
type override struct {
	At     string `document:"required"` // a path: "model.transitions[methadone → out of treatment].hazard"
	To     value  // put in the place of what is there
	Add    value  // put at the end of the list that is there
	Remove bool
}

// value is anything; it keeps the node.
type value struct{ node *document.Node }

// DecodeNode keeps the node.
func (v *value) DecodeNode(n *document.Node, _ string) error {
	v.node = n
	return nil
}

// DocumentSchema allows everything.
func (*value) DocumentSchema() map[string]any { return map[string]any{} }

// merged is how deep a file is merged with what it includes: "model.horizon" and "run.people" one by one, but a parameter, a life table
// or a list whole, so that no number is left beside the source of another.
const merged = 2

// deepest is how many files may include each other in a row.
const deepest = 20

// resolve puts a document over what it includes and then makes its overrides. above are the files that led to this one.
func (s Source) resolve(n *document.Node, above []string) (*document.Node, error) {
	if n.Kind != document.Object {
		return nil, n.At("", fmt.Errorf("an object is expected, not %v", n.Kind))
	}
	var base *document.Node
	if member := n.Member("include"); member != nil {
		var all names
		if err := document.DecodeAt(member, &all, "include"); err != nil {
			return nil, err
		}
		for _, name := range all {
			over, err := s.include(beside(n.File, name), append(above, n.File))
			if at := (*document.Error)(nil); err != nil && !errors.As(err, &at) {
				return nil, member.At("include", err)
			}
			if err != nil {
				return nil, err
			}
			base = over.Over(base, merged)
		}
	}
	own := n.Without("include", "overrides")
	return overridden(own.Over(base, merged), n.Member("overrides"))
}

// beside returns a name as it is meant in a file: absolute, or from where the file is.
func beside(file, name string) string {
	if path.IsAbs(name) {
		return path.Clean(name)
	}
	return path.Join(path.Dir(file), name)
}

func (s Source) include(name string, above []string) (*document.Node, error) {
	if slices.Contains(above, name) {
		return nil, fmt.Errorf("the file includes itself: %s", strings.Join(append(above, name), ", "))
	}
	if len(above) > deepest {
		return nil, fmt.Errorf("files include each other more than %d deep", deepest)
	}
	n, err := s.file(name)
	if err != nil {
		return nil, err
	}
	return s.resolve(n, above)
}

// overridden makes the overrides, in their order.
func overridden(root, list *document.Node) (*document.Node, error) {
	if list == nil {
		return root, nil
	}
	var all []override
	if err := document.DecodeAt(list, &all, "overrides"); err != nil {
		return nil, err
	}
	for i, o := range all {
		var err error
		if root, err = o.on(root); err != nil {
			return nil, list.Items[i].At(fmt.Sprintf("overrides[%d]", i), err)
		}
	}
	return root, nil
}

func (o override) on(root *document.Node) (*document.Node, error) {
	given := 0
	for _, is := range []bool{o.To.node != nil, o.Add.node != nil, o.Remove} {
		if is {
			given++
		}
	}
	switch {
	case given != 1:
		return nil, fmt.Errorf(`one of "to", "add" and "remove: true" is needed, not %d`, given)
	case o.Remove:
		return root.Remove(o.At)
	case o.Add.node != nil:
		return root.Add(o.At, o.Add.node)
	}
	return root.Set(o.At, o.To.node)
}

// Schema returns the JSON Schema of a study, for editors that check and complete while somebody writes. Wherever the model has a number
// a reference to a parameter may stand; what a file includes need not be in it again.
func Schema() map[string]any {
	s := document.Schema(reflect.TypeFor[written]())
	properties := s["properties"].(map[string]any)
	properties["model"] = orParameter(properties["model"])
	s["$defs"] = map[string]any{"number": numberSchema()}
	delete(s, "required")
	s["anyOf"] = []any{map[string]any{"required": []string{"include"}}, map[string]any{"required": []string{"model", "run"}}}
	s["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	s["title"] = "A study of package plan/sim/studyfile"
	return s
}
