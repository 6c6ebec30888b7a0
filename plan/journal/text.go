package journal

import (
	"encoding/binary"
	"math/bits"
	"unicode/utf16"
	"unicode/utf8"
)

// shortEscapes are the escapes of one letter. All but the solidus, which needs none, are also written.
var shortEscapes = [...]struct{ letter, stands byte }{
	{'"', '"'}, {'\\', '\\'}, {'b', '\b'}, {'f', '\f'}, {'n', '\n'}, {'r', '\r'}, {'t', '\t'}, {'/', '/'},
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
