package journal

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"strconv"
	"unicode/utf16"
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

// text reads a text. It is valid until the next text is read.
func (d *decoder) text() ([]byte, error) {
	if !d.begins('"') {
		return nil, d.wanted(aText)
	}
	start := d.pos + 1
	end := start + plain(d.data[start:])
	if end < len(d.data) && d.data[end] == '"' {
		d.pos = end + 1
		return d.data[start:end], nil
	}
	d.scratch = append(d.scratch[:0], d.data[start:end]...)
	d.pos = end
	return d.unescaped()
}

// plain returns how many bytes of a text there are before one that has to be looked at: its end, an escape, a control character,
// or a character that is not ASCII. It takes eight bytes at once.
func plain(text []byte) int {
	const (
		each  = 0x0101010101010101
		high  = 0x80 * each
		space = ' ' * each
		quote = '"' * each
		slash = '\\' * each
	)
	n := 0
	for ; n+8 <= len(text); n += 8 {
		w := binary.LittleEndian.Uint64(text[n:])
		// A byte of a term has its high bit if it is one of those. Of the bytes after the first of those it may be wrong.
		if found := (w - space) | ((w ^ quote) - each) | ((w ^ slash) - each) | w; found&high != 0 {
			return n + bits.TrailingZeros64(found&high)/8
		}
	}
	for ; n < len(text); n++ {
		if c := text[n]; c < ' ' || c == '"' || c == '\\' || c >= utf8.RuneSelf {
			break
		}
	}
	return n
}

// unescaped reads on from the first character of a text that is not plain ASCII.
func (d *decoder) unescaped() ([]byte, error) {
	for d.pos < len(d.data) {
		switch c := d.data[d.pos]; {
		case c == '"':
			d.pos++
			return d.scratch, nil
		case c == '\\':
			if err := d.escape(); err != nil {
				return nil, err
			}
		case c < ' ':
			return nil, d.syntax("control character %#02x that is not escaped", c)
		default:
			r, size := utf8.DecodeRune(d.data[d.pos:])
			if r == utf8.RuneError && size == 1 {
				return nil, d.syntax("not UTF-8")
			}
			d.scratch = append(d.scratch, d.data[d.pos:d.pos+size]...)
			d.pos += size
		}
	}
	return nil, d.unexpected()
}

// escape reads one escape.
func (d *decoder) escape() error {
	if d.pos+1 >= len(d.data) {
		d.pos++
		return d.unexpected()
	}
	c := d.data[d.pos+1]
	if c == 'u' {
		return d.unicodeEscape()
	}
	for _, e := range shortEscapes {
		if e.letter == c {
			d.scratch = append(d.scratch, e.stands)
			d.pos += 2
			return nil
		}
	}
	return d.syntax("unknown escape")
}

// unicodeEscape reads \uXXXX, or two of them that are a surrogate pair.
func (d *decoder) unicodeEscape() error {
	r, ok := d.hex(d.pos)
	if !ok {
		return d.syntax(`\u without four hexadecimal digits`)
	}
	size := 6
	if utf16.IsSurrogate(r) {
		low, _ := d.hex(d.pos + 6)
		if r = utf16.DecodeRune(r, low); r == utf8.RuneError {
			return d.syntax("surrogate without its partner")
		}
		size = 12
	}
	d.scratch = utf8.AppendRune(d.scratch, r)
	d.pos += size
	return nil
}

// hex returns the code unit of the \uXXXX at that place.
func (d *decoder) hex(at int) (rune, bool) {
	if at+6 > len(d.data) || d.data[at] != '\\' || d.data[at+1] != 'u' {
		return 0, false
	}
	var r rune
	for _, c := range d.data[at+2 : at+6] {
		switch {
		case isDigit(c):
			c -= '0'
		case 'a' <= c && c <= 'f':
			c -= 'a' - 10
		case 'A' <= c && c <= 'F':
			c -= 'A' - 10
		default:
			return 0, false
		}
		r = r<<4 | rune(c)
	}
	return r, true
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
