package journal

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/stretchr/testify/require"
)

// drain reads events until the end or an error.
func drain(r *Reader) ([]record.Event, error) {
	var events []record.Event
	for {
		ev, err := r.Next()
		if errors.Is(err, io.EOF) {
			return events, nil
		}
		if err != nil {
			return events, err
		}
		events = append(events, ev)
	}
}

// A crash can cut a journal off at any byte. Whatever was whole is read, and what is left is told apart from damage.
func TestAJournalThatIsCutOffAnywhere(t *testing.T) {
	events := story()[:6]
	text := write(t, events...)
	for size := range len(text) {
		cut := text[:size]
		whole := int64(bytes.LastIndexByte(cut, '\n') + 1)
		lines := bytes.Count(cut, []byte("\n"))

		_, read, err := ReadAll(bytes.NewReader(cut), Options{})
		if whole == int64(size) && size > 0 {
			require.NoError(t, err)
			require.Equal(t, events[:lines-1], append([]record.Event{}, read...))
			continue
		}
		var at *Error
		require.ErrorAs(t, err, &at)
		require.ErrorIs(t, err, ErrTruncated)
		require.Equal(t, whole, at.Offset)
		require.Equal(t, lines+1, at.Line)
		require.Len(t, read, max(0, lines-1))

		r, err := NewReader(bytes.NewReader(cut), Options{AllowTruncatedTail: true})
		if lines == 0 {
			require.ErrorIs(t, err, ErrTruncated, "without a header it is nobody's journal")
			continue
		}
		require.NoError(t, err)
		read, err = drain(r)
		require.NoError(t, err)
		require.True(t, r.Truncated())
		require.Equal(t, whole, r.Position().Offset)
		require.Equal(t, events[:lines-1], append([]record.Event{}, read...))
		_, err = r.Next()
		require.Equal(t, io.EOF, err)

		mended := bytes.NewBuffer(bytes.Clone(cut[:r.Position().Offset]))
		w, err := Resume(mended, r.Position())
		require.NoError(t, err)
		for _, ev := range events[len(read):] {
			require.NoError(t, w.Append(ev))
		}
		require.Equal(t, string(text), mended.String(), "cut off at Offset, the journal can go on")
	}
}

func TestAWholeJournalIsNotTruncated(t *testing.T) {
	text := write(t, story()...)
	r, err := NewReader(iotest.OneByteReader(bytes.NewReader(text)), Options{AllowTruncatedTail: true})
	require.NoError(t, err)
	events, err := drain(r)
	require.NoError(t, err)
	require.Equal(t, story(), events)
	require.False(t, r.Truncated())
	require.Equal(t, int64(len(text)), r.Position().Offset)
}

func TestDamageIsNotATruncatedTail(t *testing.T) {
	text := write(t, story()...)
	for name, damaged := range map[string][]byte{
		"in the middle":          bytes.Replace(text, []byte(`"id":"e5",`), []byte(`"id":"e5`), 1),
		"in the last whole line": append(text[:len(text)-5:len(text)-5], '\n'),
		"an empty line":          append(text[:len(text):len(text)], '\n'),
	} {
		r, err := NewReader(bytes.NewReader(damaged), Options{AllowTruncatedTail: true})
		require.NoError(t, err)
		_, err = drain(r)
		require.ErrorIs(t, err, ErrSum, name)
		require.NotErrorIs(t, err, ErrTruncated, name)
		require.False(t, r.Truncated(), name)
		_, again := r.Next()
		require.Equal(t, err, again, name)
	}
}

func TestTheLengthOfALineIsLimited(t *testing.T) {
	text := string(write(t, story()[1]))
	longest := len(strings.Split(text, "\n")[1])
	for limit, ok := range map[int]bool{longest - 1: false, longest: true, longest + 1: true} {
		r, err := NewReader(strings.NewReader(text), Options{MaxLine: limit})
		require.NoError(t, err)
		events, err := drain(r)
		if ok {
			require.NoError(t, err)
			require.Len(t, events, 1)
			continue
		}
		var at *Error
		require.ErrorAs(t, err, &at)
		require.ErrorIs(t, err, ErrLimit)
		require.Equal(t, 2, at.Line)
		require.Contains(t, err.Error(), "line 2: longer than")
	}
	_, err := NewReader(strings.NewReader(text), Options{MaxLine: 10})
	require.ErrorIs(t, err, ErrLimit)
}

// A line longer than the buffer of the reader is put together, and an endless one is given up early.
func TestLongLines(t *testing.T) {
	ev := told(0, nurse, record.Custom{Name: "n", Text: strings.Repeat("ä\n", 5_000)})
	ev.ID = "e"
	other := ev
	other.ID = "f"
	text := write(t, ev, story()[0], other)
	_, events, err := ReadAll(bytes.NewReader(text), Options{})
	require.NoError(t, err)
	require.Len(t, events, 3)
	require.Equal(t, ev, events[0])
	require.Equal(t, other, events[2])

	endless := &endlessReader{}
	_, err = NewReader(endless, Options{AllowTruncatedTail: true})
	require.ErrorIs(t, err, ErrLimit)
	require.LessOrEqual(t, endless.given, DefaultMaxLine+1<<16)
}

type endlessReader struct{ given int }

func (r *endlessReader) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	r.given += len(p)
	return len(p), nil
}

func TestALineOfTheGreatestLength(t *testing.T) {
	line := with("died", "{}")
	line += strings.Repeat(" ", DefaultMaxLine-len(line))
	for _, more := range []string{"", " "} {
		_, events, err := ReadAll(strings.NewReader(headerLine+"\n"+line+more+"\n"), Options{})
		_, alone := Unmarshal([]byte(line + more))
		if more == "" {
			require.NoError(t, err)
			require.NoError(t, alone)
			require.Len(t, events, 1)
			continue
		}
		require.ErrorIs(t, err, ErrLimit)
		require.ErrorIs(t, alone, ErrLimit)
	}
}

// The largest event that there can be, with characters that take six bytes each, has room in a line.
func TestTheLargestEventHasRoomInALine(t *testing.T) {
	ev := told(0, doctor, record.Order{Product: medication.MethadoneTab, Dose: mg(30), Rationale: strings.Repeat("\x01", record.MaxNote)})
	ev.ID = record.EventID(strings.Repeat("é", record.MaxID/2))
	ev.Recorded = ev.At.Add(1)
	left := record.MaxTexts - record.MaxNote - 1000
	for i := range record.MaxList {
		o := record.Override{Rule: "\x01", Reason: record.ReasonVerifiedTransfer}
		o.Note = strings.Repeat("\x01", min(record.MaxNote, max(0, left-(record.MaxList-i)*(len(o.Rule)+len(o.Reason)))))
		left -= len(o.Rule) + len(o.Reason) + len(o.Note)
		ev.Overrides = append(ev.Overrides, o)
	}
	require.NoError(t, ev.Validate())
	require.Empty(t, unwritable(ev))
	line, err := Marshal(ev)
	require.NoError(t, err)
	require.Greater(t, len(line), DefaultMaxLine*2/3, "it is not the largest")
	ev.Overrides[0].Note += strings.Repeat("x", 1000)
	require.Error(t, ev.Validate())
}

func TestTheLengthOfAJournalIsLimited(t *testing.T) {
	text := write(t, story()...)
	for limit, ok := range map[int64]bool{int64(len(text)) - 1: false, int64(len(text)): true} {
		r, err := NewReader(bytes.NewReader(text), Options{MaxTotal: limit})
		require.NoError(t, err)
		events, err := drain(r)
		if ok {
			require.NoError(t, err)
			require.Equal(t, len(story()), len(events))
			continue
		}
		require.ErrorIs(t, err, ErrLimit)
		require.Len(t, events, len(story())-1)
		require.Contains(t, err.Error(), "the journal is longer than")
	}
}
