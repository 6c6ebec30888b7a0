package r4

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math/bits"
	"unicode/utf8"
)

// Errors of Parse. Each is wrapped in one that says at which byte; none quotes what was sent.
var (
	ErrJSON      = errors.New("r4: not JSON")
	ErrSize      = errors.New("r4: too large")
	ErrDepth     = errors.New("r4: nested too deeply")
	ErrDuplicate = errors.New("r4: the same name twice in one object")
	ErrText      = errors.New("r4: text that is not UTF-8")
)

// Limits bound what Parse takes. The zero Limits are DefaultLimits.
type Limits struct {
	Bytes int // of the text; 0: that of DefaultLimits
	Depth int // objects and arrays within each other; 0: that of DefaultLimits
}

// DefaultLimits returns bounds far above what published examples need: resources nest three deep there, and elements a dozen.
func DefaultLimits() Limits { return Limits{Bytes: 16 << 20, Depth: 64} }

func (l Limits) orDefault() Limits {
	if l.Bytes <= 0 {
		l.Bytes = DefaultLimits().Bytes
	}
	if l.Depth <= 0 {
		l.Depth = DefaultLimits().Depth
	}
	return l
}

// kind is what a token is.
type kind uint8

const (
	none kind = iota
	object
	array
	text
	number
	boolean
	null
)

// token is one value or one name of the text. The tokens of an object or array follow it; next is the first one after them.
type token struct {
	start, end int32
	next       int32
	kind       kind
	escaped    bool // a text with escapes
}

// Document is a text that was read: its bytes, and where each value of it stands. It never changes and may be shared.
type Document struct {
	data  []byte
	tape  []token
	root  int32  // the token of the value that the document is: one may be a part of another
	marks []bool // which tokens somebody asked for; nil where nobody counts

	words *Words // what was asked for before, of a document that one goroutine uses; nil: nothing is kept
}

// Parse reads one JSON value, most often a resource, within DefaultLimits. The document keeps data, which must not change any more.
func Parse(data []byte) (*Document, error) { return Limits{}.Parse(data) }

// Parse reads one JSON value. The document keeps data, which must not change any more.
func (l Limits) Parse(data []byte) (*Document, error) {
	return l.parse(data, make([]token, 0, len(data)/18+8))
}

// parse is Parse with room for the tokens.
func (l Limits) parse(data []byte, room []token) (*Document, error) {
	l = l.orDefault()
	if len(data) > l.Bytes {
		return nil, fmt.Errorf("%w: %d bytes, at most %d", ErrSize, len(data), l.Bytes)
	}
	if !utf8.Valid(data) {
		return nil, ErrText
	}
	p := parser{data: data, depth: l.Depth, tape: room}
	p.space()
	err := p.value()
	if err == nil && p.at < len(data) {
		err = p.fail(ErrJSON)
	}
	if err != nil {
		return nil, err
	}
	return &Document{data: data, tape: p.tape}, nil
}

// Root returns the value that the text is.
func (d *Document) Root() Element { return Element{d, d.root} }

// Bytes returns the text as it came. It must not be changed.
func (d *Document) Bytes() []byte {
	if d.root == 0 {
		return d.data
	}
	return d.Root().Raw()
}

// parser finds the tokens of a text.
type parser struct {
	data  []byte
	at    int
	depth int // levels that are left
	tape  []token
}

func (p *parser) fail(err error) error { return fmt.Errorf("%w (byte %d)", err, p.at) }

// peek returns the next byte, and 0 at the end: no JSON has one.
func (p *parser) peek() byte {
	if p.at < len(p.data) {
		return p.data[p.at]
	}
	return 0
}

func (p *parser) space() {
	for p.at < len(p.data) {
		switch p.data[p.at] {
		case ' ', '\n', '\r', '\t':
			p.at++
		default:
			return
		}
	}
}

// value reads one value and the space after it.
func (p *parser) value() (err error) {
	switch c := p.peek(); {
	case c == '{':
		err = p.nested(object, '}')
	case c == '[':
		err = p.nested(array, ']')
	case c == '"':
		err = p.text()
	case c == '-' || c >= '0' && c <= '9':
		err = p.number()
	default:
		err = p.word()
	}
	p.space()
	return err
}

// nested reads an object or an array.
func (p *parser) nested(k kind, closing byte) error {
	if p.depth == 0 {
		return p.fail(ErrDepth)
	}
	p.depth--
	self := len(p.tape)
	p.tape = append(p.tape, token{start: int32(p.at), kind: k})
	p.at++
	p.space()
	for first := true; p.peek() != closing; first = false {
		if !first {
			if p.peek() != ',' {
				return p.fail(ErrJSON)
			}
			p.at++
			p.space()
		}
		if k == object {
			if err := p.name(); err != nil {
				return err
			}
		}
		if err := p.value(); err != nil {
			return err
		}
	}
	p.at++
	p.depth++
	p.tape[self].end, p.tape[self].next = int32(p.at), int32(len(p.tape))
	if k == object {
		return p.unique(self)
	}
	return nil
}

// name reads the name of a member, and the colon after it.
func (p *parser) name() error {
	if p.peek() != '"' {
		return p.fail(ErrJSON)
	}
	if err := p.text(); err != nil {
		return err
	}
	p.space()
	if p.peek() != ':' {
		return p.fail(ErrJSON)
	}
	p.at++
	p.space()
	return nil
}

// text reads a text. The bounds of its token are those between the quotes.
func (p *parser) text() error {
	p.at++
	start, escaped := p.at, false
	for {
		p.at += plain(p.data[p.at:])
		if p.at == len(p.data) {
			return p.fail(ErrJSON)
		}
		switch c := p.data[p.at]; {
		case c == '"':
			p.tape = append(p.tape, token{int32(start), int32(p.at), int32(len(p.tape) + 1), text, escaped})
			p.at++
			return nil
		case c == '\\':
			escaped = true
			if !p.escape() {
				return p.fail(ErrJSON)
			}
		default: // a control character
			return p.fail(ErrJSON)
		}
	}
}

// plain returns how many bytes from the beginning on stand for themselves in a text: no quote, no backslash and no control character.
// It looks at eight at once: those that are one of the three get their highest bit set, of which the lowest is exact.
func plain(data []byte) (n int) {
	const each, highest = 0x0101010101010101, 0x8080808080808080
	for ; n+8 <= len(data); n += 8 {
		w := binary.LittleEndian.Uint64(data[n:])
		quote, backslash := w^each*'"', w^each*'\\'
		if ends := ((quote-each)&^quote | (backslash-each)&^backslash | (w-each*' ')&^w) & highest; ends != 0 {
			return n + bits.TrailingZeros64(ends)/8
		}
	}
	for n < len(data) && data[n] != '"' && data[n] != '\\' && data[n] >= ' ' {
		n++
	}
	return n
}

func (p *parser) escape() bool {
	p.at++
	switch p.peek() {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		p.at++
		return true
	case 'u':
		p.at++
		for range 4 {
			if !isHex(p.peek()) {
				return false
			}
			p.at++
		}
		return true
	}
	return false
}

func isHex(c byte) bool { return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'f' }

func (p *parser) digits() bool {
	start := p.at
	for c := p.peek(); c >= '0' && c <= '9'; c = p.peek() {
		p.at++
	}
	return p.at > start
}

func (p *parser) number() error {
	start := p.at
	if p.peek() == '-' {
		p.at++
	}
	zero := p.peek() == '0'
	whole := p.at
	ok := p.digits() && (!zero || p.at == whole+1)
	if ok && p.peek() == '.' {
		p.at++
		ok = p.digits()
	}
	if c := p.peek(); ok && (c == 'e' || c == 'E') {
		p.at++
		if c := p.peek(); c == '+' || c == '-' {
			p.at++
		}
		ok = p.digits()
	}
	if !ok {
		return p.fail(ErrJSON)
	}
	p.tape = append(p.tape, token{int32(start), int32(p.at), int32(len(p.tape) + 1), number, false})
	return nil
}

// words are the values of JSON that are words.
var words = [...]struct {
	text []byte
	kind kind
}{{[]byte("true"), boolean}, {[]byte("false"), boolean}, {[]byte("null"), null}}

func (p *parser) word() error {
	for _, w := range words {
		if bytes.HasPrefix(p.data[min(p.at, len(p.data)):], w.text) {
			p.tape = append(p.tape, token{int32(p.at), int32(p.at + len(w.text)), int32(len(p.tape) + 1), w.kind, false})
			p.at += len(w.text)
			return nil
		}
	}
	return p.fail(ErrJSON)
}

// manyNames is from how many members on a map finds a repeated name faster than comparing all with all.
const manyNames = 24

// unique refuses an object that has a name twice: readers differ in which of the two they take.
func (p *parser) unique(self int) error {
	var few [manyNames][]byte
	var many map[string]bool
	n := 0
	for i := self + 1; i < len(p.tape); i = int(p.tape[i+1].next) {
		name := p.data[p.tape[i].start:p.tape[i].end]
		if p.tape[i].escaped {
			name = []byte(unescape(name))
		}
		if n < manyNames {
			for _, other := range few[:n] {
				if bytes.Equal(other, name) {
					return p.fail(ErrDuplicate)
				}
			}
			few[n] = name
			n++
			continue
		}
		if many == nil {
			many = make(map[string]bool)
			for _, other := range few {
				many[string(other)] = true
			}
		}
		if many[string(name)] {
			return p.fail(ErrDuplicate)
		}
		many[string(name)] = true
	}
	return nil
}
