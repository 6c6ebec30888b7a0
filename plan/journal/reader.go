package journal

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"reflect"

	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// What a journal may measure unless Options say otherwise. An event is a few hundred bytes; one person's treatment of many
// years is a few megabytes.
const (
	DefaultMaxLine  = 1 << 20   // bytes of one line, its line feed not counted
	DefaultMaxTotal = 256 << 20 // bytes of the journal
)

// Options says how to read. The zero Options are the strictest about damage, and take both dialects.
type Options struct {
	MaxLine  int   // bytes of one line, its line feed not counted; 0 or less: DefaultMaxLine
	MaxTotal int64 // bytes of the journal; 0 or less: DefaultMaxTotal
	// Dialect is the one that is wanted: what is to be restored must be Recorded, what is to be judged is Raw. Zero: either.
	Dialect Dialect
	// Sum is the checksum with which the journal must end, as who keeps it elsewhere knows it. A journal that ends otherwise, even
	// between two lines, is ErrTruncated. Zero: not known.
	Sum Sum
	// AllowTruncatedTail drops a last line that does not end in a line feed, which is what a crash leaves behind, instead of
	// failing with ErrTruncated. Reader.Truncated reports it. A header that is cut off is always an error, and so is the lack of
	// a closing line that the header promises.
	AllowTruncatedTail bool
}

// Reader reads a journal. It is not safe for concurrent use.
type Reader struct {
	options   Options
	d         decoder
	sums      chain
	long      []byte // a line that did not fit the buffer
	header    Header
	at        Position // after the lines that were read
	truncated bool
	err       error // what ended the reading
}

// NewReader reads the header. What is not a journal of this format, version and of the dialect that is wanted is an *Error.
func NewReader(r io.Reader, options Options) (*Reader, error) {
	if options.MaxLine <= 0 {
		options.MaxLine = DefaultMaxLine
	}
	if options.MaxTotal <= 0 {
		options.MaxTotal = DefaultMaxTotal
	}
	reader := &Reader{options: options}
	reader.d.reset(nil)
	reader.d.cache.in.Reset(r)
	if err := reader.readHeader(); err != nil {
		reader.d.release()
		return nil, err
	}
	return reader, nil
}

// ReadAll reads a whole journal. After an error it returns what was read before it.
func ReadAll(r io.Reader, options Options) (Header, []record.Event, error) {
	reader, err := NewReader(r, options)
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

// Position returns the place after the lines that were read. After a truncated tail that is where to cut the file off before a
// Writer goes on there.
func (r *Reader) Position() Position { return r.at }

// Sum returns the checksum of the last line that was read, the header included. It is zero for a raw journal.
func (r *Reader) Sum() Sum { return r.at.Sum }

// Truncated reports whether a line was dropped because it was cut off.
func (r *Reader) Truncated() bool { return r.truncated }

// Next returns the next event, and io.EOF at the end. The event is valid by record.Event.Validate, and its ID was not used on a
// line before. Every other error is an *Error, and ends the reading: later calls return it again.
func (r *Reader) Next() (event record.Event, err error) {
	if r.err != nil {
		return record.Event{}, r.err
	}
	if err := r.next(&event); err != nil {
		r.err = err
		r.d.release()
		return record.Event{}, err
	}
	return event, nil
}

func (r *Reader) next(event *record.Event) error {
	line, err := r.readLine()
	if err != nil {
		return err
	}
	size := len(line)
	if line, err = r.check(line[:size-1]); err != nil {
		return err
	}
	if r.at.Closed && bytes.HasPrefix(line, []byte(closingStart)) {
		return r.close(line, size)
	}
	if err := wire().readEvent(&r.d, line, event); err != nil {
		return err
	}
	if kind := event.Body.Kind(); r.at.Dialect == Raw && kind.Derived() {
		return r.d.derived(kind)
	}
	if err := r.once(event.ID); err != nil {
		return err
	}
	r.passed(size)
	return nil
}

// check checks the sum of a line and takes it off. A raw line has none, and may end in CR as well as LF.
func (r *Reader) check(line []byte) ([]byte, error) {
	if r.at.Dialect == Raw {
		return bytes.TrimSuffix(line, []byte("\r")), nil
	}
	object, problem := r.sums.open(line)
	if problem != "" {
		return nil, r.d.fail(ErrSum, "%s", problem)
	}
	return object, nil
}

// firstEvent is the line of the first event.
const firstEvent = 2

// once demands that the ID is new.
func (r *Reader) once(id record.EventID) error {
	if place, added := r.d.cache.ids.add(id); !added {
		return within("id", r.d.fail(ErrDuplicate, "duplicate ID %q, which line %d has", id, firstEvent+place))
	}
	return nil
}

// passed counts a line that was read.
func (r *Reader) passed(size int) {
	r.at.Line++
	r.at.Offset += int64(size)
	r.at.Sum = r.sums.last
}

// close reads the closing line, after which nothing may follow.
func (r *Reader) close(line []byte, size int) error {
	var last closing
	r.d.reset(line)
	if _, err := wire().closing.read(&r.d, reflect.ValueOf(&last).Elem()); err != nil {
		return err
	}
	if last.End != truth.Yes || last.Events != r.at.Line-1 {
		return r.d.fail(ErrSum, "the closing line counts %d events, and %d were read", last.Events, r.at.Line-1)
	}
	r.passed(size)
	r.at.Ended = true
	_, err := r.readLine()
	if err == nil || r.truncated {
		r.truncated = false
		return r.d.fail(ErrEnded, "a line after the closing line")
	}
	return err
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
	size := len(line)
	line = line[:size-1]
	first, err := wire().readHeading(&r.d, bytes.TrimSuffix(line, []byte("\r")))
	if err == nil {
		err = r.begin(&first, line)
	}
	var at *Error
	if errors.As(err, &at) && !errors.Is(err, ErrHeader) {
		at.cause = ErrHeader
	}
	if err == nil {
		r.passed(size)
	}
	return err
}

// begin takes the header for what it says, if that is wanted.
func (r *Reader) begin(first *heading, line []byte) error {
	r.header = first.header()
	r.at = Position{Dialect: first.Dialect, Closed: first.Closed == truth.Yes}
	switch wanted := r.options.Dialect; {
	case wanted != 0 && wanted != first.Dialect:
		return within("dialect", r.d.fail(ErrHeader, "this is a %s journal, and a %s one is wanted", first.Dialect, wanted))
	case first.Dialect == Raw && !r.options.Sum.IsZero():
		return r.d.fail(ErrHeader, "a raw journal has no checksums, and one is wanted")
	}
	_, err := r.check(line)
	return err
}

// readLine returns the next line with its line feed. It is valid until the next one is read.
func (r *Reader) readLine() ([]byte, error) {
	r.d.reset(nil)
	r.d.line, r.d.offset = r.at.Line+1, r.at.Offset
	r.long = r.long[:0]
	for {
		part, err := r.d.cache.in.ReadSlice('\n')
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
	case r.at.Offset+int64(size) > r.options.MaxTotal:
		return r.d.fail(ErrLimit, "the journal is longer than %d bytes", r.options.MaxTotal)
	}
	return nil
}

// end says how the journal ends, given what stands after its last line feed.
func (r *Reader) end() error {
	switch {
	case len(r.long) > 0 && !r.options.AllowTruncatedTail:
		return r.d.fail(ErrTruncated, "the last line, %d bytes, does not end in a line feed: the journal is whole up to byte %d",
			len(r.long), r.at.Offset)
	case r.at.Closed && !r.at.Ended:
		return r.d.fail(ErrTruncated, "the closing line is missing that the header promises: lines at the end are lost")
	case !r.options.Sum.IsZero() && r.options.Sum != r.at.Sum:
		return r.d.fail(ErrTruncated,
			"the journal ends with checksum %s and not with %s, which was kept: lines at the end are lost, or were added",
			r.at.Sum, r.options.Sum)
	}
	r.truncated = len(r.long) > 0
	return io.EOF
}
