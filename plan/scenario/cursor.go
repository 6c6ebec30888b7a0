package scenario

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/oudpath/oudpath/plan/civil"
)

// longestPhrase is how many words the longest phrase of the vocabulary has.
const longestPhrase = 7

// cursor reads the words of one line from left to right. The first error sticks; what is read after it means nothing.
type cursor struct {
	tokens []token
	pos    int
	err    error

	// The furthest word that nothing fitted, and what would have: where a line fails, these are the suggestions.
	far   int
	tried []string

	said    string     // what the statement began with
	when    time.Time  // the time that stands at the end of the line; zero if none does
	daily   bool       // the bodies were so on consecutive days, the last of them yesterday
	now     time.Time  // the clock
	first   civil.Date // the day on which the case begins; zero before the first clock
	zone    *time.Location
	country string // where products are looked for first: "us", "gb"
}

func (c *cursor) done() bool { return c.pos >= len(c.tokens) || c.err != nil }

func (c *cursor) fail(format string, args ...any) {
	if c.err == nil {
		c.err = fmt.Errorf(format, args...)
	}
}

// missed notes words that would have fitted here.
func (c *cursor) missed(words ...string) {
	if c.pos > c.far || c.tried == nil {
		c.far, c.tried = c.pos, nil
	}
	if c.pos == c.far {
		c.tried = append(c.tried, words...)
	}
}

// phrase returns the key of the next n words; ok is false if there are fewer, or a quoted text or the end of a clause is
// among them.
func (c *cursor) phrase(n int) (key string, ok bool) {
	if c.err != nil || c.pos+n > len(c.tokens) {
		return "", false
	}
	words := make([]string, n)
	for i, t := range c.tokens[c.pos : c.pos+n] {
		if t.quoted || t.ends && i < n-1 {
			return "", false
		}
		words[i] = t.key
	}
	return strings.Join(words, "-"), true
}

// has takes the first of the phrases that comes next; longer phrases stand before shorter ones that begin like them.
func (c *cursor) has(phrases ...string) bool {
	for _, phrase := range phrases {
		want := keyOf(phrase)
		for n := strings.Count(want, "-") + 1; n >= 1; n-- {
			if key, ok := c.phrase(n); ok && key == want {
				c.pos += n
				return true
			}
		}
	}
	c.missed(phrases...)
	return false
}

// sees reports whether one of the phrases comes next, without taking it.
func (c *cursor) sees(phrases ...string) bool {
	at := c.pos
	found := c.has(phrases...)
	c.pos = at
	return found
}

// skip passes over the words, which add nothing.
func (c *cursor) skip(words ...string) {
	for !c.done() && c.has(words...) {
	}
}

// pick takes the longest phrase of the vocabulary that comes next.
func pick[T any](c *cursor, v *vocabulary[T]) (value T, ok bool) {
	for n := longestPhrase; n >= 1; n-- {
		if key, fits := c.phrase(n); fits {
			if value, ok = v.byName[key]; ok {
				c.pos += n
				return value, true
			}
		}
	}
	c.missed(v.names...)
	return value, false
}

// need is pick for what cannot be left out.
func need[T any](c *cursor, v *vocabulary[T]) T {
	value, ok := pick(c, v)
	if !ok {
		c.unknown(v.what)
	}
	return value
}

// needOrText is need for vocabularies to which a quoted text can add a word of its own.
func needOrText[T ~string](c *cursor, v *vocabulary[T]) T {
	if text, ok := c.quote(); ok {
		return T(text)
	}
	value, ok := pick(c, v)
	if !ok {
		c.unknown(v.what)
		if c.err != nil && c.pos < len(c.tokens) {
			c.err = fmt.Errorf("%w (a word of your own goes in quotation marks)", c.err)
		}
	}
	return value
}

// unknown fails with the word that nothing fitted and what comes nearest to it.
func (c *cursor) unknown(what string) {
	if c.err != nil {
		return
	}
	if c.pos >= len(c.tokens) {
		c.fail("%s is missing at the end of the line%s", what, c.examples())
		return
	}
	at := c.pos
	if c.far > at && c.far < len(c.tokens) {
		at = c.far
	}
	word := c.tokens[at].text
	if near := nearest(keyOf(word), c.tried); near != "" {
		c.fail("unknown %s %q: did you mean %q?", what, word, near)
		return
	}
	c.fail("unknown %s %q%s", what, word, c.examples())
}

// examples lists a few words that would have fitted.
func (c *cursor) examples() string {
	if len(c.tried) == 0 {
		return ""
	}
	few := c.tried[:min(len(c.tried), 6)]
	dots := ""
	if len(c.tried) > len(few) {
		dots = " …"
	}
	return fmt.Sprintf(" (%s%s)", strings.Join(few, ", "), dots)
}

// fillers are words that a sentence may have for its own sake.
var fillers = []string{"of", "the", "a", "an", "and", "with", "is", "was", "has", "dose", "doses"}

// clauses calls the function for what the rest of the line consists of, in any order, until the line ends. The function
// returns false for a word that it does not know.
func (c *cursor) clauses(read func() bool) {
	for !c.done() {
		if at := c.pos; read() && c.pos > at {
			continue
		}
		if c.err != nil || c.timed() {
			return
		}
		if !c.has(fillers...) {
			c.unknown("word")
			return
		}
	}
}

// timed takes a time that ends the line: "used heroin 3 hours ago".
func (c *cursor) timed() bool {
	at := c.pos
	c.has("at")
	when, ok := c.past()
	if !ok || !c.done() || !c.when.IsZero() {
		c.pos = at
		return false
	}
	c.when = when
	return true
}

// end demands that the line ends here.
func (c *cursor) end() {
	c.clauses(func() bool { return false })
}

// quote takes a quoted text.
func (c *cursor) quote() (text string, ok bool) {
	if c.done() || !c.tokens[c.pos].quoted {
		return "", false
	}
	text = c.tokens[c.pos].text
	c.pos++
	return text, true
}

// text takes a quoted text, or everything up to the end of the line.
func (c *cursor) text() string {
	if text, ok := c.quote(); ok {
		return text
	}
	var words []string
	for ; !c.done(); c.pos++ {
		words = append(words, c.tokens[c.pos].text)
	}
	return strings.Join(words, " ")
}

// needText is text that cannot be left out.
func (c *cursor) needText(what string) string {
	text := c.text()
	if text == "" {
		c.fail("%s is missing at the end of the line", what)
	}
	return text
}

// pair takes "name=value".
func (c *cursor) pair() (name, value string, ok bool) {
	if c.done() || c.tokens[c.pos].quoted {
		return "", "", false
	}
	name, value, ok = strings.Cut(c.tokens[c.pos].key, "=")
	if ok {
		c.pos++
	}
	return name, value, ok
}

var numberWords = map[string]int{"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
	"nine": 9, "ten": 10, "eleven": 11, "twelve": 12}

// integer takes a whole number.
func (c *cursor) integer() (n int, ok bool) {
	word, _ := c.phrase(1)
	if n, ok = numberWords[word]; !ok {
		var err error
		n, err = strconv.Atoi(word)
		ok = err == nil && n >= 0 && n < 1_000_000
	}
	if !ok {
		c.missed("a whole number")
		return 0, false
	}
	c.pos++
	return n, true
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
