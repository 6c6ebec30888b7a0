package scenario

import (
	"strings"
	"unicode"
)

// token is one word of a line, or a quoted text.
type token struct {
	text   string // as written, without the quotes and the punctuation at its end
	key    string // what is compared: lower case, underscores as hyphens; empty for a quoted text
	quoted bool
	ends   bool // punctuation follows: a list or a clause may end here
}

// line is one line of a script that says something.
type line struct {
	number int
	text   string // as written, without the comment
	tokens []token
	err    string // a quote that is not closed
}

// scan splits a script into its lines. Empty lines and comments are left out.
func scan(text string) []line {
	var lines []line
	for i, raw := range strings.Split(strings.TrimPrefix(text, "\ufeff"), "\n") {
		l := scanLine(strings.TrimRight(raw, "\r"))
		l.number = i + 1
		if len(l.tokens) > 0 || l.err != "" {
			lines = append(lines, l)
		}
	}
	return lines
}

// separators end a word like a space does, and a clause besides.
const separators = ",;"

func scanLine(raw string) line {
	var l line
	text := []rune(raw)
	i := 0
	for i < len(text) {
		switch r := text[i]; {
		case unicode.IsSpace(r):
			i++
		case strings.ContainsRune(separators, r): // never inside a number: word takes those
			l.end()
			i++
		case r == '#':
			text = text[:i]
		case r == '"' || r == '“':
			i = l.quote(text, i)
		default:
			i = l.word(text, i)
		}
	}
	l.text = strings.TrimSpace(string(text))
	l.joinPairs()
	if len(l.tokens) > 1 && (l.tokens[0].text == "-" || l.tokens[0].text == "*" || l.tokens[0].text == "•") {
		l.tokens = l.tokens[1:]
	}
	return l
}

// end notes that a separator follows the last word.
func (l *line) end() {
	if len(l.tokens) > 0 {
		l.tokens[len(l.tokens)-1].ends = true
	}
}

// quote reads a quoted text that begins at i.
func (l *line) quote(text []rune, i int) int {
	closing := i + 1
	for closing < len(text) && text[closing] != '"' && text[closing] != '”' {
		closing++
	}
	if closing == len(text) {
		l.err = "a quotation mark is not closed"
		return closing
	}
	l.tokens = append(l.tokens, token{text: strings.TrimSpace(string(text[i+1 : closing])), quoted: true})
	return closing + 1
}

// word reads a word that begins at i.
func (l *line) word(text []rune, i int) int {
	from := i
	for i < len(text) && !unicode.IsSpace(text[i]) && (!strings.ContainsRune(separators, text[i]) || insideNumber(text, from, i)) {
		i++
	}
	word := strings.TrimRight(string(text[from:i]), ":.!")
	if word == "" {
		l.end()
		return i
	}
	trimmed := len(word) < len(string(text[from:i]))
	l.tokens = append(l.tokens, token{text: word, key: normal(word), ends: trimmed})
	return i
}

// insideNumber reports whether the comma at i stands between the digits of a number, as in "2,5" or "1,000": it ends no word there,
// so that half of the number is never read for the whole.
func insideNumber(text []rune, from, i int) bool {
	if text[i] != ',' || i == from || i+1 == len(text) || !digit(text[i-1]) || !digit(text[i+1]) {
		return false
	}
	start := i
	for start > from && i-start < longestNumber && (digit(text[start-1]) || text[start-1] == '.' || text[start-1] == ',') {
		start--
	}
	return start == from || i-start == longestNumber || strings.ContainsRune("=/<>~+", text[start-1])
}

// longestNumber is more characters than any number has that means something.
const longestNumber = 40

func digit(r rune) bool { return r >= '0' && r <= '9' }

// joinPairs turns "pulse = 88" into the one word "pulse=88".
func (l *line) joinPairs() {
	var joined []token
	for _, t := range l.tokens {
		last := len(joined) - 1
		if last >= 0 && !t.quoted && !joined[last].quoted &&
			(strings.HasPrefix(t.key, "=") || strings.HasSuffix(joined[last].key, "=")) {
			joined[last].text += t.text
			joined[last].key += t.key
			joined[last].ends = t.ends
			continue
		}
		joined = append(joined, t)
	}
	l.tokens = joined
}

// oneWay writes the characters that come in several ways in one.
var oneWay = strings.NewReplacer("_", "-", "‐", "-", "‑", "-", "‒", "-", "–", "-", "—", "-", "−", "-", "’", "'", "µ", "u", "μ", "u")

// normal is how words are compared: in lower case, with one kind of hyphen and apostrophe.
func normal(word string) string { return oneWay.Replace(strings.ToLower(word)) }

// keyOf is the key of a phrase: its words joined by hyphens.
func keyOf(phrase string) string {
	return strings.Join(strings.Fields(normal(phrase)), "-")
}
