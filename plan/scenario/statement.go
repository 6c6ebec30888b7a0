package scenario

import (
	"fmt"
	"slices"
	"strings"

	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/stages/scale"
)

// statement is one kind of line that makes events.
type statement struct {
	names []string // what the line begins with
	usage string   // the rest, for a reader: [may be left out], a | b
	about string   // what it records or asks, in one sentence
	read  func(*cursor) []record.Body
}

// statements are all of them, in the order of the documentation.
var statements = slices.Concat(personStatements, examinationStatements, historyStatements, doseStatements, courseOfCareStatements,
	intentStatements)

// byBeginning are the statements by what a line begins with.
var byBeginning, beginnings = indexStatements()

func indexStatements() (index map[string]*statement, names []string) {
	index = make(map[string]*statement)
	for i := range statements {
		for _, name := range statements[i].names {
			index[keyOf(name)] = &statements[i]
			names = append(names, name)
		}
	}
	return index, names
}

// statement finds the statement that the line begins with, the one with the longest name first.
func (c *cursor) statement() (found *statement, ok bool) {
	c.splitPair()
	ok = c.longest(func(key []byte) bool {
		found = byBeginning[string(key)]
		c.said = string(key)
		return found != nil
	})
	if !ok {
		c.missed(beginnings...)
	}
	return found, ok
}

// written shows how the statement is written that begins so.
func (s *statement) written(said string) string {
	if id, ok := scaleWords.byName[said]; ok {
		return fmt.Sprintf("%s TOTAL, or its items: %s", said, strings.Join(append(itemsOf(id), "rest=0"), " … "))
	}
	if m, ok := measureWords.byName[said]; ok {
		return said + " NUMBER " + measureUnits[m][0].names[0]
	}
	for _, name := range s.names {
		if keyOf(name) == said {
			said = name
		}
	}
	return strings.TrimSpace(said + " " + s.usage)
}

// instruments are the scales whose names go on where the word ends: sows16 and sows10 for "sows".
func instruments(word string) (names []string) {
	for _, in := range scale.All() {
		if rest, ok := strings.CutPrefix(string(in.ID()), word); ok && word != "" && strings.Trim(rest, "0123456789") == "" {
			names = append(names, string(in.ID()))
		}
	}
	return names
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
		c.replace(c.pos, name, value)
	}
}

// one is for statements that make one event.
func one(body record.Body) []record.Body { return []record.Body{body} }
