package journal

import (
	"fmt"
	"io"
	"reflect"

	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// Position is a place between two lines of a journal: where a Reader stopped, and where a Writer goes on. Who keeps the lines
// elsewhere than in a file, in the rows of a database say, keeps these with them.
type Position struct {
	Dialect Dialect // of the journal; required
	Sum     Sum     // of the line before; a recorded journal cannot go on without it
	Line    int     // number of lines before, the header being one
	Offset  int64   // number of bytes before
	Closed  bool    // the header promises a closing line
	Ended   bool    // the closing line is before: nothing can follow
}

// Writer writes a journal. It is not safe for concurrent use.
type Writer struct {
	out    io.Writer
	e      encoder
	sums   chain
	at     Position
	err    error // of the writer below: what it holds is unknown from then on
	closed bool
}

// NewWriter begins a journal: it writes the header. It is an *Error if the header lacks what its dialect demands or is not
// UTF-8, or if writing fails.
func NewWriter(w io.Writer, header Header) (*Writer, error) {
	writer := &Writer{out: w, at: Position{Dialect: header.Dialect, Closed: header.Closed}}
	writer.locate()
	if err := wire().writeHeading(&writer.e, &header); err != nil {
		return nil, err
	}
	return writer, writer.send()
}

// Resume returns a Writer that goes on with a journal where a Reader or another Writer was. What stands after that place must
// have been cut off. It is an *Error if nothing can be added there: the journal has ended, the dialect is not stated, or it is
// a recorded journal and the sum is missing.
func Resume(w io.Writer, at Position) (*Writer, error) {
	writer := &Writer{out: w, at: at, sums: chain{last: at.Sum}}
	writer.locate()
	switch {
	case !at.Dialect.Valid():
		return nil, writer.e.fail(ErrHeader, "the dialect of the journal is not stated")
	case at.Dialect == Recorded && at.Sum.IsZero():
		return nil, writer.e.fail(ErrSum, "a recorded journal goes on from the checksum of its last line, which is missing")
	case at.Dialect == Raw && !at.Sum.IsZero():
		return nil, writer.e.fail(ErrSum, "a raw journal has no checksums")
	case at.Ended:
		return nil, writer.e.fail(ErrEnded, "the journal has its closing line")
	}
	return writer, nil
}

// Position returns where the next line will stand.
func (w *Writer) Position() Position { return w.at }

// Sum returns the checksum of the last line that was written: what to keep elsewhere, so that a loss at the end is found. It
// is zero for a raw journal.
func (w *Writer) Sum() Sum { return w.at.Sum }

// Append writes one event, in a single call of the writer below. An event that cannot be written (see Marshal), and in a raw
// journal one that an engine derived, leaves the journal as it was. An error of the writer below may leave half a line, so that
// it is returned for every later event too. That IDs are not used twice is the engine's to see to; a Reader refuses them.
func (w *Writer) Append(event record.Event) error {
	switch {
	case w.err != nil:
		return w.err
	case w.closed:
		return w.e.fail(ErrEnded, "the journal was closed")
	}
	if err := wire().writeEvent(&w.e, &event); err != nil {
		return err
	}
	if kind := event.Body.Kind(); w.at.Dialect == Raw && kind.Derived() {
		return w.e.derived(kind)
	}
	return w.send()
}

// Close ends the journal with the closing line that its header promises. Without such a promise it writes nothing. Nothing can
// be appended later. It does not close the writer below.
func (w *Writer) Close() error {
	if w.err != nil || w.closed {
		return w.err
	}
	if w.at.Closed {
		last := closing{End: truth.Yes, Events: w.at.Line - 1}
		w.e.reset()
		if err := wire().closing.write(&w.e, reflect.ValueOf(&last).Elem()); err != nil {
			return err
		}
		if err := w.send(); err != nil {
			return err
		}
		w.at.Ended = true
	}
	w.closed = true
	return nil
}

// send writes the line in the buffer.
func (w *Writer) send() error {
	line := w.e.buf
	if w.at.Dialect == Recorded {
		line = w.sums.seal(line)
	}
	if len(line) > DefaultMaxLine {
		w.sums.last = w.at.Sum
		return w.e.fail(ErrLimit, "longer than %d bytes", DefaultMaxLine)
	}
	line = append(line, '\n')
	w.e.buf = line
	n, err := w.out.Write(line)
	if err == nil && n != len(line) {
		err = io.ErrShortWrite
	}
	if err != nil {
		failed := w.e.failed(nil, err)
		failed.Problem = fmt.Sprintf("writing failed: %v", err)
		w.err = failed
		return failed
	}
	w.at.Sum = w.sums.last
	w.at.Offset += int64(len(line))
	w.at.Line++
	w.locate()
	return nil
}

// locate tells the encoder which line is next.
func (w *Writer) locate() { w.e.line, w.e.offset = w.at.Line+1, w.at.Offset }
