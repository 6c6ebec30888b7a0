package scenario

import (
	"strconv"
	"strings"
)

var numberWords = map[string]int{"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
	"nine": 9, "ten": 10, "eleven": 11, "twelve": 12}

// integer takes a whole number.
func (c *cursor) integer() (n int, ok bool) {
	if n, ok = wholeNumber(c.word()); !ok {
		c.missed("a whole number")
		return 0, false
	}
	c.pos++
	return n, true
}

// wholeNumber reads digits, or the word for a small number.
func wholeNumber(word string) (n int, ok bool) {
	if n, ok = numberWords[word]; ok {
		return n, true
	}
	if word == "" || len(word) > len("999999") || strings.Trim(word, "0123456789") != "" {
		return 0, false
	}
	n, err := strconv.Atoi(word)
	return n, err == nil
}

// needInteger is integer for what cannot be left out.
func (c *cursor) needInteger(what string) int {
	n, ok := c.integer()
	if !ok {
		c.unknown(what)
	}
	return n
}

// counted takes a whole number with what it counts: "7 days". It takes both or nothing.
func (c *cursor) counted(units ...string) (n int, ok bool) {
	at := c.pos
	n, ok = c.integer()
	if ok && c.has(units...) {
		return n, true
	}
	c.pos = at
	return 0, false
}
