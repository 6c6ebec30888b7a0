package scenario

import (
	"fmt"
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
	lost   bool // the error is a word that is not known, or one that is missing: how the line is written may help

	// The furthest word that nothing fitted, and what would have: where a line fails, these are the suggestions.
	far   int
	tried [][]string

	said    string     // what the statement began with
	start   time.Time  // the time that stands at the beginning of the line; zero if none does
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
		c.far, c.tried = c.pos, c.tried[:0]
	}
	if c.pos == c.far {
		c.tried = append(c.tried, words)
	}
}

// phrase returns the key of the next n words; ok is false if there are fewer, or a quoted text or the end of a clause is
// among them.
func (c *cursor) phrase(n int) (key string, ok bool) { return c.joined(n, "-") }

// joined is phrase with another text between the words.
func (c *cursor) joined(n int, between string) (text string, ok bool) {
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
	return strings.Join(words, between), true
}

// clause is what stands up to the end of the clause, at most n words of it, with spaces between them.
func (c *cursor) clause(n int) string {
	for ; n > 1; n-- {
		if text, ok := c.joined(n, " "); ok {
			return text
		}
	}
	return c.word()
}

// word is the key of the next word, without taking it.
func (c *cursor) word() string {
	word, _ := c.phrase(1)
	return word
}

// longest takes the longest phrase that the function knows.
func (c *cursor) longest(known func(key []byte) bool) bool {
	if c.err != nil {
		return false
	}
	var room [64]byte
	key, ends, words := room[:0], [longestPhrase]int{}, 0
	for _, t := range c.tokens[c.pos:] {
		if t.quoted || words == longestPhrase {
			break
		}
		if words > 0 {
			key = append(key, '-')
		}
		key = append(key, t.key...)
		ends[words] = len(key)
		words++
		if t.ends {
			break
		}
	}
	for ; words > 0; words-- {
		if known(key[:ends[words-1]]) {
			c.pos += words
			return true
		}
	}
	return false
}

// takes takes the first of the phrases that comes next; longer phrases stand before shorter ones that begin like them. It is has for
// words that nobody would miss: they are not suggested.
func (c *cursor) takes(phrases ...string) bool {
	if c.done() {
		return false
	}
	for _, phrase := range phrases {
		if n := c.wordsOf(phrase); n > 0 {
			c.pos += n
			return true
		}
	}
	return false
}

// has takes the first of the phrases that comes next.
func (c *cursor) has(phrases ...string) bool {
	if c.takes(phrases...) {
		return true
	}
	c.missed(phrases...)
	return false
}

// wordsOf is how many of the next words the phrase is; 0 if it does not come next. Spaces and hyphens between words are the same.
func (c *cursor) wordsOf(phrase string) int {
	at, key := c.pos, ""
	if at >= len(c.tokens) {
		return 0
	}
	if t := c.tokens[at]; !t.quoted {
		key = t.key
	}
	i := 0
	for _, b := range []byte(phrase) {
		b = lower(b)
		switch {
		case i < len(key) && key[i] == b:
			i++
		case i > 0 && i == len(key) && b == '-' && at+1 < len(c.tokens) && !c.tokens[at].ends && !c.tokens[at+1].quoted:
			at++
			key, i = c.tokens[at].key, 0
		default:
			return 0
		}
	}
	if i < len(key) || key == "" {
		return 0
	}
	return at + 1 - c.pos
}

// lower is how the letters of a phrase are compared: those of the code are ASCII.
func lower(b byte) byte {
	switch {
	case b >= 'A' && b <= 'Z':
		return b + 'a' - 'A'
	case b == ' ' || b == '_':
		return '-'
	}
	return b
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
	for !c.done() && c.takes(words...) {
	}
}

// pick takes the longest phrase of the vocabulary that comes next.
func pick[T any](c *cursor, v *vocabulary[T]) (value T, ok bool) {
	ok = c.longest(func(key []byte) (known bool) {
		value, known = v.byName[string(key)]
		return known
	})
	if !ok {
		c.missed(v.names...)
	}
	return value, ok
}

// need is pick for what cannot be left out.
func need[T any](c *cursor, v *vocabulary[T]) T {
	value, ok := pick(c, v)
	if !ok {
		c.unknown(v.what, v.first()...)
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
		c.unknown(v.what, v.first()...)
		if c.err != nil && c.pos < len(c.tokens) {
			c.err = fmt.Errorf("%w (a word of your own goes in quotation marks)", c.err)
		}
	}
	return value
}

// unknown fails with the word that nothing fitted, and says what is wrong with a number that is none, what comes nearest to the word,
// or else how it may be written.
func (c *cursor) unknown(what string, examples ...string) {
	if c.err != nil {
		return
	}
	c.lost = true
	if c.pos >= len(c.tokens) {
		c.fail("%s is missing at the end of the line%s", what, few(examples))
		return
	}
	at := c.stuck()
	for _, pos := range []int{at, c.pos} {
		if trouble := c.trouble(pos); trouble != "" {
			c.lost = false
			c.fail("%s", trouble)
			return
		}
	}
	word := c.tokens[at].text
	if near := meant(keyOf(word), c.fitting()); near != "" && !c.tokens[at].quoted {
		c.fail("unknown %s %q%s", what, word, near)
		return
	}
	c.fail("unknown %s %q%s", what, word, few(examples))
}

// stuck is the furthest word that nothing fitted.
func (c *cursor) stuck() int {
	if c.far > c.pos && c.far < len(c.tokens) {
		return c.far
	}
	return c.pos
}

// fitting lists what would have fitted at the furthest word.
func (c *cursor) fitting() (words []string) {
	for _, names := range c.tried {
		words = append(words, names...)
	}
	return words
}

// few lists some of the words, for a reader.
func few(words []string) string {
	const most = 6
	if len(words) == 0 {
		return ""
	}
	dots := ""
	if len(words) > most {
		words, dots = words[:most], " …"
	}
	return fmt.Sprintf(" (%s%s)", strings.Join(words, ", "), dots)
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
		if !c.takes(fillers...) {
			c.unknown("word")
			return
		}
	}
}

// timed takes a time that ends the line: "used heroin 3 hours ago".
func (c *cursor) timed() bool {
	at := c.pos
	c.takes("at")
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
