package scenario

import (
	"slices"
	"strings"

	"github.com/oudpath/oudpath/plan/record"
)

// statement is one kind of line that makes events.
type statement struct {
	names []string // what the line begins with
	usage string   // the rest, for a reader: [may be left out], a | b
	about string   // what it records or asks, in one sentence
	read  func(*cursor) []record.Body
}

// statements are all of them, in the order of the documentation.
var statements = slices.Concat(personStatements, examinationStatements, historyStatements, doseStatements, courseOfCareStatements, intentStatements)

// statement finds the statement that the line begins with, the one with the longest name first.
func (c *cursor) statement() (found statement, ok bool) {
	c.splitPair()
	start, end := c.pos, c.pos
	for _, s := range statements {
		for _, name := range s.names {
			if c.has(name) && c.pos > end {
				found, ok, end, c.said = s, true, c.pos, keyOf(name)
			}
			c.pos = start
		}
	}
	c.pos = end
	return found, ok
}

// splitPair takes "qtc=510" apart.
func (c *cursor) splitPair() {
	if c.done() || c.tokens[c.pos].quoted {
		return
	}
	name, value, ok := strings.Cut(c.tokens[c.pos].key, "=")
	_, measure := measureWords.byName[name]
	_, scale := scaleWords.byName[name]
	if ok && (measure || scale) && value != "" {
		rest := append([]token{{text: name, key: name}, {text: value, key: value, ends: c.tokens[c.pos].ends}}, c.tokens[c.pos+1:]...)
		c.tokens = append(c.tokens[:c.pos:c.pos], rest...)
	}
}

// one is for statements that make one event.
func one(body record.Body) []record.Body { return []record.Body{body} }
