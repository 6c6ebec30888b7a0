// Package notation reads study files that are written in YAML, for package studyfile, which knows no notation.
package notation

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"

	"github.com/oudpath/oudpath/plan/sim/document"
	"go.yaml.in/yaml/v3"
)

// kinds maps the tags that a plain YAML value may have. A day is the text of it.
var kinds = map[string]document.Kind{"!!str": document.Text, "!!int": document.Number, "!!float": document.Number, "!!bool": document.Bool,
	"!!null": document.Null, "!!timestamp": document.Text}

// Parse reads a study in YAML, of which JSON is a part, with the place of every value. Anchors may be used; merge keys, custom tags and
// several documents in one file are refused, because what they mean differs from reader to reader. Errors are of the type *document.Error.
func Parse(text []byte) (*document.Node, error) {
	all, err := documents(text)
	switch {
	case err != nil:
		return nil, placed(text, err)
	case len(all) == 0:
		return nil, &document.Error{Place: document.Place{Line: 1, Column: 1}, Err: errors.New("the file is empty")}
	case len(all) > 1:
		return nil, &document.Error{Place: document.Place{Line: all[1].Line, Column: all[1].Column},
			Err: errors.New("a second document begins: a file holds one study")}
	}
	return new(converter).convert(all[0], 0)
}

// documents returns what the documents of a text hold; two at most, since one is all that is wanted.
func documents(text []byte) ([]*yaml.Node, error) {
	var all []*yaml.Node
	for d := yaml.NewDecoder(bytes.NewReader(text)); len(all) < 2; {
		var root yaml.Node
		if err := d.Decode(&root); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, err
		}
		all = append(all, root.Content...)
	}
	return all, nil
}

// converter counts the values that it has made: an anchor that is used ten times in what is used ten times, and so on, would fill any
// memory.
type converter struct{ values int }

// odd are numbers that some readers of YAML take for octal, hexadecimal or other numbers.
var odd = regexp.MustCompile(`^[-+]?0[0-9a-zA-Z]|_`)

// wide are numbers that no float64 holds, which the reader of YAML takes for texts.
var wide = regexp.MustCompile(`^[-+]?[0-9]*\.?[0-9]+[eE][-+]?[0-9]+$`)

// The limits of what is read.
const deepest, most = 100, 1_000_000

func (c *converter) convert(y *yaml.Node, depth int) (*document.Node, error) {
	for y.Kind == yaml.AliasNode {
		y = y.Alias
		depth++
	}
	n := &document.Node{Place: document.Place{Line: y.Line, Column: y.Column}}
	fault := func(what string, args ...any) (*document.Node, error) {
		return nil, n.At("", fmt.Errorf(what, args...))
	}
	if c.values++; depth > deepest || c.values > most {
		return fault("values lie more than %d deep in each other, or are more than %d", deepest, most)
	}
	switch y.Kind {
	case yaml.ScalarNode:
		kind, known := kinds[y.ShortTag()]
		if !known {
			return fault("the tag %s is not known here", y.Tag)
		}
		if kind == document.Text && y.Style == 0 && wide.MatchString(y.Value) {
			kind = document.Number
		}
		if kind == document.Number && odd.MatchString(y.Value) {
			return fault("the number %s means different things to different readers: write it in plain decimals", y.Value)
		}
		n.Kind, n.Scalar = kind, y.Value
		return n, nil
	case yaml.SequenceNode:
		n.Kind = document.List
		for _, item := range y.Content {
			child, err := c.convert(item, depth+1)
			if err != nil {
				return nil, err
			}
			n.Items = append(n.Items, child)
		}
		return n, nil
	}
	n.Kind = document.Object
	for i := 0; i+1 < len(y.Content); i += 2 {
		key := y.Content[i]
		if key.Kind != yaml.ScalarNode || key.ShortTag() == "!!merge" {
			return nil, &document.Error{Place: document.Place{Line: key.Line, Column: key.Column}, Err: errors.New("a member needs a plain name")}
		}
		value, err := c.convert(y.Content[i+1], depth+1)
		if err != nil {
			return nil, err
		}
		m := document.Member{Place: document.Place{Line: key.Line, Column: key.Column}, Name: key.Value, Value: value}
		if err := n.Once(m); err != nil {
			return nil, err
		}
		n.Members = append(n.Members, m)
	}
	return n, nil
}
