package journal

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"reflect"

	"github.com/oudpath/oudpath/plan/record"
)

// What a journal may measure unless Options say otherwise. An event is a few hundred bytes; one person's treatment of many
// years is a few megabytes.
const (
	DefaultMaxLine  = 1 << 20   // bytes of one line, its line feed not counted
	DefaultMaxTotal = 256 << 20 // bytes of the journal
)

// Options says how to read. The zero Options are the strictest.
type Options struct {
	MaxLine  int   // bytes of one line, its line feed not counted; 0 or less: DefaultMaxLine
	MaxTotal int64 // bytes of the journal; 0 or less: DefaultMaxTotal
	// AllowTruncatedTail drops a last line that does not end in a line feed, which is what a crash leaves behind, instead of
	// failing with ErrTruncated. Reader.Truncated reports it. A header that is cut off is always an error.
	AllowTruncatedTail bool
}

// Reader reads a journal. It is not safe for concurrent use.
type Reader struct {
	in        *bufio.Reader
	options   Options
	d         decoder
	long      []byte // a line that did not fit the buffer
	header    Header
	whole     int64 // bytes of the lines that were read
	truncated bool
	err       error // what ended the reading
}

// NewReader reads the header. What is not a journal of this format and version is an *Error.
func NewReader(r io.Reader, options Options) (*Reader, error) {
	if options.MaxLine <= 0 {
		options.MaxLine = DefaultMaxLine
	}
	if options.MaxTotal <= 0 {
		options.MaxTotal = DefaultMaxTotal
	}
	reader := &Reader{in: bufio.NewReader(r), options: options}
	if err := reader.readHeader(); err != nil {
		return nil, err
	}
	return reader, nil
}

// ReadAll reads a whole journal with the default Options. After an error it returns what was read before it.
func ReadAll(r io.Reader) (Header, []record.Event, error) {
	reader, err := NewReader(r, Options{})
	if err != nil {
		return Header{}, nil, err
	}
	var events []record.Event
	for {
		event, err := reader.Next()
		if errors.Is(err, io.EOF) {
			return reader.header, events, nil
		}
		if err != nil {
			return reader.header, events, err
		}
		events = append(events, event)
	}
}

// Header returns the first line.
func (r *Reader) Header() Header { return r.header }

// Offset returns the number of bytes of the whole lines that were read. After a truncated tail that is where to cut the file
// off before more is appended.
func (r *Reader) Offset() int64 { return r.whole }

// Truncated reports whether a line was dropped because it was cut off.
func (r *Reader) Truncated() bool { return r.truncated }

// Next returns the next event, and io.EOF at the end. Every other error is an *Error, and ends the reading: later calls return
// it again.
func (r *Reader) Next() (record.Event, error) {
	if r.err != nil {
		return record.Event{}, r.err
	}
	event, err := r.next()
	if err != nil {
		r.err = err
	}
	return event, err
}

func (r *Reader) next() (record.Event, error) {
	line, err := r.readLine()
	if err != nil {
		return record.Event{}, err
	}
	event, err := wire.readEvent(&r.d, line[:len(line)-1])
	if err != nil {
		return record.Event{}, err
	}
	r.whole += int64(len(line))
	return event, nil
}

func (r *Reader) readHeader() error {
	line, err := r.readLine()
	if errors.Is(err, io.EOF) {
		r.truncated = false
		return r.d.fail(ErrTruncated, "there is no whole header")
	}
	if err != nil {
		return err
	}
	var first heading
	r.d.reset(line)
	if err := readHeading(&r.d, &first); err != nil {
		var at *Error
		if errors.As(err, &at) {
			at.cause = ErrHeader
		}
		return err
	}
	r.header = Header{first.Plan, first.Profile, first.CreatedBy}
	r.whole = int64(len(line))
	return nil
}

func readHeading(d *decoder, first *heading) error {
	if err := wire.heading.read(d, reflect.ValueOf(first).Elem()); err != nil {
		return err
	}
	if err := d.end(); err != nil {
		return err
	}
	if first.Format != FormatName {
		d.push("format")
		return d.fail(ErrValue, "the format is %q and not %q", first.Format, FormatName)
	}
	if first.Version != FormatVersion {
		d.push("version")
		return d.fail(ErrVersion, "version %d of the format, and version %d is known", first.Version, FormatVersion)
	}
	return nil
}

// readLine returns the next line with its line feed. It is valid until the next one is read.
func (r *Reader) readLine() ([]byte, error) {
	r.d.reset(nil)
	r.d.line++
	r.d.offset = r.whole
	r.long = r.long[:0]
	for {
		part, err := r.in.ReadSlice('\n')
		if err := r.limit(len(r.long) + len(part)); err != nil {
			return nil, err
		}
		if err == nil && len(r.long) == 0 {
			return part, nil
		}
		r.long = append(r.long, part...)
		switch {
		case err == nil:
			return r.long, nil
		case err == io.EOF:
			return nil, r.end()
		case err != bufio.ErrBufferFull:
			failed := r.d.failed(nil, err)
			failed.Problem = fmt.Sprintf("reading failed: %v", err)
			return nil, failed
		}
	}
}

// limit says whether a line may have that many bytes.
func (r *Reader) limit(size int) error {
	switch {
	case size > r.options.MaxLine+1:
		return r.d.fail(ErrLimit, "longer than %d bytes", r.options.MaxLine)
	case r.whole+int64(size) > r.options.MaxTotal:
		return r.d.fail(ErrLimit, "the journal is longer than %d bytes", r.options.MaxTotal)
	}
	return nil
}

// end says how the journal ends, given what stands after its last line feed.
func (r *Reader) end() error {
	switch {
	case len(r.long) == 0:
		return io.EOF
	case r.options.AllowTruncatedTail:
		r.truncated = true
		return io.EOF
	}
	return r.d.fail(ErrTruncated, "the last line, %d bytes, does not end in a line feed: the journal is whole up to byte %d",
		len(r.long), r.whole)
}
