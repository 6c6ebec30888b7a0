package journal

import (
	"bytes"
	"strconv"
	"unicode/utf8"
)

// decoder reads one line of JSON, strictly by RFC 8259 and without the leniencies of encoding/json: no invalid UTF-8, no
// lone surrogates, no duplicate or case-folded names.
type decoder struct {
	cursor
	data     []byte
	pos      int
	depth    int
	scratch  []byte // the last text that had escapes
	cache    *cache
	format   *format
	envelope envelope
	later    []byte // the body, as it is written, if it stands before what says what it is
}

// maxDepth is how deeply a line may nest. The deepest event that there is nests four levels.
const maxDepth = 16

// maxWhole is the largest whole number that every JSON implementation reads exactly (RFC 7493).
const maxWhole = 1<<53 - 1

// What a JSON value can be, in words for error messages.
const (
	anObject = "an object"
	aList    = "a list"
	aText    = "a text"
	aNumber  = "a number"
	aTruth   = "true or false"
	aNull    = "null"
)

// reset starts on another line.
func (d *decoder) reset(data []byte) {
	d.data, d.pos, d.depth = data, 0, 0
	if d.cache == nil {
		d.cache = caches.Get().(*cache)
	}
}

// release gives back what reset took. Nothing that was read is in there but short texts.
func (d *decoder) release() {
	if d.cache == nil {
		return
	}
	d.cache.in.Reset(nil)
	d.cache.ids.reset()
	caches.Put(d.cache)
	d.cache = nil
}

// syntax returns an error about the byte where we are.
func (d *decoder) syntax(format string, args ...any) error {
	err := d.fail(ErrSyntax, format, args...)
	err.Problem += " at byte " + strconv.Itoa(d.pos+1)
	return err
}

func (d *decoder) unexpected() error {
	switch {
	case d.pos >= len(d.data):
		return d.syntax("the line ends too early")
	case bytes.HasPrefix(d.data[d.pos:], []byte("\xef\xbb\xbf")):
		return d.syntax("byte order mark")
	}
	r, size := utf8.DecodeRune(d.data[d.pos:])
	if r == utf8.RuneError && size == 1 {
		return d.syntax("not UTF-8")
	}
	return d.syntax("unexpected %q", r)
}

func (d *decoder) space() {
	if d.pos < len(d.data) && d.data[d.pos] <= ' ' {
		d.skipSpace()
	}
}

func (d *decoder) skipSpace() {
	for d.pos < len(d.data) {
		switch d.data[d.pos] {
		case ' ', '\t', '\r', '\n':
			d.pos++
		default:
			return
		}
	}
}

// at reports whether the next byte is c.
func (d *decoder) at(c byte) bool { return d.pos < len(d.data) && d.data[d.pos] == c }

// ahead says what comes next, and is empty if it is no value.
func (d *decoder) ahead() string {
	d.space()
	if d.pos >= len(d.data) {
		return ""
	}
	switch c := d.data[d.pos]; c {
	case '{':
		return anObject
	case '[':
		return aList
	case '"':
		return aText
	case 't', 'f':
		return aTruth
	case 'n':
		return aNull
	default:
		if c == '-' || isDigit(c) {
			return aNumber
		}
	}
	return ""
}

// begins reports whether the next value begins with c.
func (d *decoder) begins(c byte) bool {
	d.space()
	return d.at(c)
}

// wanted says that another sort of value is wanted than comes next.
func (d *decoder) wanted(want string) error {
	switch found := d.ahead(); found {
	case "":
		return d.unexpected()
	case aNull:
		if err := d.literal("null"); err != nil {
			return err
		}
		return d.fail(ErrValue, "null: what is not stated is left out")
	default:
		return d.fail(ErrValue, "%s is wanted here, not %s", want, found)
	}
}

// open begins an object or a list, which more then leads through.
func (d *decoder) open(begin byte, want string) error {
	if !d.begins(begin) {
		return d.wanted(want)
	}
	if d.depth++; d.depth > maxDepth {
		return d.fail(ErrLimit, "nested more than %d levels deep", maxDepth)
	}
	d.pos++
	return nil
}

// more reports whether there is another member or element, and if not ends the object or list.
func (d *decoder) more(end byte, first bool) (bool, error) {
	d.space()
	switch {
	case d.at(end):
		d.pos++
		d.depth--
		return false, nil
	case first:
		return true, nil
	case d.at(','):
		d.pos++
		return true, nil
	}
	return false, d.unexpected()
}

// name reads the name of a member and the colon after it. It is valid until the next text is read.
func (d *decoder) name() ([]byte, error) {
	if d.space(); !d.at('"') {
		return nil, d.unexpected()
	}
	name, err := d.text()
	if err != nil {
		return nil, err
	}
	if d.space(); !d.at(':') {
		return nil, d.unexpected()
	}
	d.pos++
	return name, nil
}

// number reads a number and reports whether it is written as a whole one.
func (d *decoder) number() (digits []byte, whole bool, err error) {
	if d.space(); d.pos >= len(d.data) || d.data[d.pos] != '-' && !isDigit(d.data[d.pos]) {
		return nil, false, d.wanted(aNumber)
	}
	start := d.pos
	if d.at('-') {
		d.pos++
	}
	leading := d.pos
	if err := d.digits(); err != nil {
		return nil, false, err
	}
	if d.data[leading] == '0' && d.pos > leading+1 {
		d.pos = leading
		return nil, false, d.syntax("superfluous zero")
	}
	whole = true
	if d.at('.') {
		whole = false
		d.pos++
		if err := d.digits(); err != nil {
			return nil, false, err
		}
	}
	if d.at('e') || d.at('E') {
		whole = false
		d.pos++
		if d.at('+') || d.at('-') {
			d.pos++
		}
		if err := d.digits(); err != nil {
			return nil, false, err
		}
	}
	return d.data[start:d.pos], whole, nil
}

// digits reads at least one digit.
func (d *decoder) digits() error {
	start := d.pos
	for d.pos < len(d.data) && isDigit(d.data[d.pos]) {
		d.pos++
	}
	if d.pos == start {
		return d.unexpected()
	}
	return nil
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// whole reads a whole number.
func (d *decoder) whole() (int64, error) {
	if rest := d.data[d.pos:]; len(rest) > 1 && isDigit(rest[0]) && (rest[1] == ',' || rest[1] == '}') {
		d.pos++
		return int64(rest[0] - '0'), nil // most are of one digit
	}
	digits, whole, err := d.number()
	switch {
	case err != nil:
		return 0, err
	case !whole || string(digits) == "-0":
		return 0, d.fail(ErrValue, "a whole number is wanted here, without fraction or exponent, not %s", digits)
	}
	n := int64(0)
	for _, c := range bytes.TrimPrefix(digits, []byte("-")) {
		if n = 10*n + int64(c-'0'); n > maxWhole {
			return 0, d.fail(ErrValue, "%.20s is out of range", digits)
		}
	}
	if digits[0] == '-' {
		n = -n
	}
	return n, nil
}

// truth reads true or false.
func (d *decoder) truth() (bool, error) {
	switch {
	case d.begins('t'):
		return true, d.literal("true")
	case d.at('f'):
		return false, d.literal("false")
	}
	return false, d.wanted(aTruth)
}

func (d *decoder) literal(word string) error {
	for i := range len(word) {
		if !d.at(word[i]) {
			return d.unexpected()
		}
		d.pos++
	}
	return nil
}

// end demands that nothing follows.
func (d *decoder) end() error {
	if d.space(); d.pos < len(d.data) {
		return d.syntax("data after the end")
	}
	return nil
}

// raw reads any value and returns it as it is written.
func (d *decoder) raw() ([]byte, error) {
	d.space()
	start := d.pos
	if err := d.skip(); err != nil {
		return nil, err
	}
	return d.data[start:d.pos], nil
}

func (d *decoder) skip() error {
	switch d.ahead() {
	case anObject:
		return d.skipAll('{', anObject, '}')
	case aList:
		return d.skipAll('[', aList, ']')
	case aText:
		_, err := d.text()
		return err
	case aNumber:
		_, _, err := d.number()
		return err
	case aTruth:
		_, err := d.truth()
		return err
	case aNull:
		return d.literal("null")
	}
	return d.unexpected()
}

func (d *decoder) skipAll(begin byte, what string, end byte) error {
	if err := d.open(begin, what); err != nil {
		return err
	}
	for i := 0; ; i++ {
		more, err := d.more(end, i == 0)
		if err != nil || !more {
			return err
		}
		name := ""
		if what == anObject {
			text, err := d.name()
			if err != nil {
				return err
			}
			name = string(text)
		}
		if err := d.skip(); err != nil {
			if what == aList {
				name = strconv.Itoa(i)
			}
			return within(name, err)
		}
	}
}
