package journal

import (
	"strconv"
	"unicode/utf8"
)

// encoder builds one line of JSON.
type encoder struct {
	cursor
	buf      []byte
	object   *object // the form of the body
	envelope envelope
}

func (e *encoder) reset() { e.buf = e.buf[:0] }

func (e *encoder) byte(c byte) { e.buf = append(e.buf, c) }

func (e *encoder) whole(n int64) error {
	if n > maxWhole || n < -maxWhole {
		return e.fail(ErrValue, "%d is out of range", n)
	}
	e.buf = strconv.AppendInt(e.buf, n, 10)
	return nil
}

// text writes a text with no more escapes than JSON demands. Text that is not UTF-8 is an error: replacing what is wrong would
// make it another text.
func (e *encoder) text(s string) error {
	size := len(e.buf)
	e.byte('"')
	e.buf = append(e.buf, s...)
	if plain(e.buf[size+1:]) == len(s) {
		e.byte('"')
		return nil
	}
	e.buf = e.buf[:size]
	if !utf8.ValidString(s) {
		return e.fail(ErrValue, "%.40q is not UTF-8", s)
	}
	e.byte('"')
	start := 0
	for i := range len(s) {
		if c := s[i]; c < ' ' || c == '"' || c == '\\' {
			e.buf = append(e.buf, s[start:i]...)
			e.escape(c)
			start = i + 1
		}
	}
	e.buf = append(e.buf, s[start:]...)
	e.byte('"')
	return nil
}

func (e *encoder) escape(c byte) {
	for _, s := range shortEscapes {
		if s.stands == c {
			e.buf = append(e.buf, '\\', s.letter)
			return
		}
	}
	const hex = "0123456789abcdef"
	e.buf = append(e.buf, '\\', 'u', '0', '0', hex[c>>4], hex[c&0xf])
}

// separate writes the comma before every member or element but the first.
func (e *encoder) separate() {
	if last := e.buf[len(e.buf)-1]; last != '{' && last != '[' {
		e.byte(',')
	}
}
