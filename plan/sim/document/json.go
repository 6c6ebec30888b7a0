package document

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// deepest is how far values may lie inside each other.
const deepest = 100

// ParseJSON reads one JSON value. A member that is given twice in one object, text after the value and a byte that is no UTF-8 are
// errors; every error is an *Error.
func ParseJSON(text []byte) (*Node, error) {
	p := &parser{text: string(text), line: 1, column: 1}
	if !utf8.Valid(text) {
		return nil, &Error{Place: Place{Line: 1, Column: 1}, Err: errors.New("the text is not UTF-8")}
	}
	n, err := p.value(0)
	if err != nil {
		return nil, err
	}
	if p.space(); p.text != "" {
		return nil, p.fault("text after the end")
	}
	return n, nil
}

// parser keeps what is left of a text and where that is.
type parser struct {
	text         string
	line, column int
}

func (p *parser) place() Place { return Place{Line: p.line, Column: p.column} }

func (p *parser) fault(what string, args ...any) error {
	return &Error{Place: p.place(), Err: fmt.Errorf(what, args...)}
}

// skip passes over n bytes.
func (p *parser) skip(n int) {
	for _, r := range p.text[:n] {
		p.column++
		if r == '\n' {
			p.line, p.column = p.line+1, 1
		}
	}
	p.text = p.text[n:]
}

func (p *parser) space() { p.skip(len(p.text) - len(strings.TrimLeft(p.text, " \t\r\n"))) }

// takes passes over a sign if it comes next.
func (p *parser) takes(sign byte) bool {
	if p.space(); p.text == "" || p.text[0] != sign {
		return false
	}
	p.skip(1)
	return true
}

func (p *parser) value(depth int) (*Node, error) {
	p.space()
	n := &Node{Place: p.place()}
	switch {
	case p.text == "":
		return nil, p.fault("the text ends where a value is expected")
	case depth > deepest:
		return nil, p.fault("values lie more than %d deep in each other", deepest)
	case p.text[0] == '{':
		n.Kind = Object
		return n, p.members(n, depth)
	case p.text[0] == '[':
		n.Kind = List
		return n, p.items(n, depth)
	case p.text[0] == '"':
		n.Kind = Text
		var err error
		n.Scalar, err = p.quoted()
		return n, err
	}
	return n, p.word(n)
}

func (p *parser) members(n *Node, depth int) error {
	p.skip(1)
	for first := true; !p.takes('}'); first = false {
		if !first && !p.takes(',') {
			return p.fault("a comma or the end of the object is expected")
		}
		p.space()
		m := Member{Place: p.place()}
		if p.text == "" || p.text[0] != '"' {
			return p.fault("the name of a member is expected")
		}
		var err error
		if m.Name, err = p.quoted(); err != nil {
			return err
		}
		if err := n.Once(m); err != nil {
			return err
		}
		if !p.takes(':') {
			return p.fault("a colon is expected after %q", m.Name)
		}
		if m.Value, err = p.value(depth + 1); err != nil {
			return err
		}
		n.Members = append(n.Members, m)
	}
	return nil
}

// Once returns an error if the object has a member of that name already.
func (n *Node) Once(m Member) error {
	for _, old := range n.Members {
		if old.Name == m.Name {
			return &Error{Place: m.Place, Path: m.Name, Err: fmt.Errorf("%q is given twice, first in line %d", m.Name, old.Line)}
		}
	}
	return nil
}

func (p *parser) items(n *Node, depth int) error {
	p.skip(1)
	for first := true; !p.takes(']'); first = false {
		if !first && !p.takes(',') {
			return p.fault("a comma or the end of the list is expected")
		}
		item, err := p.value(depth + 1)
		if err != nil {
			return err
		}
		n.Items = append(n.Items, item)
	}
	return nil
}

// quoted reads a text in quotes; what its escapes mean is left to encoding/json.
func (p *parser) quoted() (string, error) {
	end := 1
	for end < len(p.text) && p.text[end] != '"' {
		if p.text[end] == '\\' {
			end++
		}
		end++
	}
	if end >= len(p.text) {
		return "", p.fault("a text has no end")
	}
	var text string
	if err := json.Unmarshal([]byte(p.text[:end+1]), &text); err != nil {
		return "", p.fault("a text that JSON does not allow: %.40s", p.text[:end+1])
	}
	p.skip(end + 1)
	return text, nil
}

// word reads a number, true, false or null.
func (p *parser) word(n *Node) error {
	end := strings.IndexAny(p.text+",", " \t\r\n,]}:\"[{")
	n.Scalar = p.text[:end]
	switch {
	case n.Scalar == "null":
		n.Kind = Null
	case n.Scalar == "true" || n.Scalar == "false":
		n.Kind = Bool
	case end > 0 && json.Valid([]byte(n.Scalar)):
		n.Kind = Number
	default:
		return p.fault("a value is expected, not %.20q", p.text)
	}
	p.skip(end)
	return nil
}
