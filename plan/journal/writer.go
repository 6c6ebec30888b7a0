package journal

import (
	"fmt"
	"io"
	"reflect"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/record"
)

// Header is the first line of a journal.
type Header struct {
	Plan      plan.ID // whose events follow; required
	Profile   string  // for information: the profile that judged the events when they were written; empty: not stated
	CreatedBy string  // for information: the program that began the journal; empty: not stated
}

// Writer writes a journal. It is not safe for concurrent use.
type Writer struct {
	out io.Writer
	e   encoder
	err error // of the writer below: what it holds is unknown from then on
}

// NewWriter begins a journal: it writes the header. It is an *Error if the header names no plan or is not UTF-8, or if writing
// fails.
func NewWriter(w io.Writer, header Header) (*Writer, error) {
	writer := Resume(w)
	line := heading{FormatName, FormatVersion, header.Plan, header.Profile, header.CreatedBy}
	if err := wire.heading.write(&writer.e, reflect.ValueOf(&line).Elem()); err != nil {
		return nil, err
	}
	return writer, writer.send()
}

// Resume returns a Writer for a journal that has its header already and ends in a whole line. Errors of such a Writer count
// lines and bytes from where it began.
func Resume(w io.Writer) *Writer {
	writer := &Writer{out: w}
	writer.e.line = 1
	return writer
}

// Append writes one event, in a single call of the writer below. An event that cannot be written (see Marshal) leaves the
// journal as it was. An error of the writer below may leave half a line, so that it is returned for every later event too.
func (w *Writer) Append(event record.Event) error {
	if w.err != nil {
		return w.err
	}
	if err := wire.writeEvent(&w.e, &event); err != nil {
		return err
	}
	return w.send()
}

// send writes the line in the buffer.
func (w *Writer) send() error {
	w.e.byte('\n')
	n, err := w.out.Write(w.e.buf)
	if err == nil && n != len(w.e.buf) {
		err = io.ErrShortWrite
	}
	if err != nil {
		failed := w.e.failed(nil, err)
		failed.Problem = fmt.Sprintf("writing failed: %v", err)
		w.err = failed
		return failed
	}
	w.e.offset += int64(len(w.e.buf))
	w.e.line++
	return nil
}
