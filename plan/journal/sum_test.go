package journal

import (
	"bytes"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/oudpath/oudpath/plan/record"
	"github.com/stretchr/testify/require"
)

// exported is a journal that ends in a closing line.
func exported(tb testing.TB, events ...record.Event) []byte {
	tb.Helper()
	h := header
	h.Closed = true
	var b bytes.Buffer
	w, err := NewWriter(&b, h)
	require.NoError(tb, err)
	for _, ev := range events {
		require.NoError(tb, w.Append(ev))
	}
	require.NoError(tb, w.Close())
	return b.Bytes()
}

// Whatever bit of a recorded journal flips, the reader says so.
func TestEveryFlippedBitIsFound(t *testing.T) {
	flip := func(t *testing.T, text []byte, step int, options Options) {
		for bit := 0; bit < 8*len(text); bit += step {
			damaged := bytes.Clone(text)
			damaged[bit/8] ^= 1 << (bit % 8)
			_, _, err := ReadAll(bytes.NewReader(damaged), options)
			require.Error(t, err, "bit %d: %q", bit, damaged[max(0, bit/8-20):min(len(text), bit/8+20)])
		}
	}
	t.Run("in a small one", func(t *testing.T) { flip(t, write(t, story()[:4]...), 1, Options{}) })
	t.Run("in one that is closed", func(t *testing.T) { flip(t, exported(t, story()[:3]...), 1, Options{}) })
	t.Run("in a large one", func(t *testing.T) { flip(t, write(t, story()...), 61, Options{}) })
	t.Run("in the journeys, here and there", func(t *testing.T) {
		for _, text := range journeys(t) {
			_, events, err := ReadAll(bytes.NewReader(text), Options{})
			require.NoError(t, err)
			text := write(t, events...)
			flip(t, text, len(text)/3, Options{})
		}
	})
	t.Run("where a tail may be cut off, if the sum is kept", func(t *testing.T) {
		text := write(t, story()[:3]...)
		flip(t, text, 1, Options{AllowTruncatedTail: true, Sum: sumOf(t, text)})
	})
}

// sumOf is the last sum of a journal.
func sumOf(t *testing.T, text []byte) Sum {
	r, err := NewReader(bytes.NewReader(text), Options{})
	require.NoError(t, err)
	_, err = drain(r)
	require.NoError(t, err)
	require.False(t, r.Sum().IsZero())
	return r.Sum()
}

// Lines that are lost, repeated or moved are found, and the last ones by the sum that somebody kept or by the closing line.
func TestLinesThatAreLostRepeatedOrMoved(t *testing.T) {
	text := write(t, story()[:6]...)
	sum := sumOf(t, text)
	lines := slices.Collect(bytes.SplitAfterSeq(text, []byte("\n")))
	lines = lines[:len(lines)-1]
	read := func(lines [][]byte, options Options) error {
		_, _, err := ReadAll(bytes.NewReader(bytes.Join(lines, nil)), options)
		return err
	}
	require.NoError(t, read(lines, Options{Sum: sum}))
	for i := range lines {
		lost := slices.Delete(slices.Clone(lines), i, i+1)
		if i == len(lines)-1 {
			require.NoError(t, read(lost, Options{}), "what is lost at the end, the journal alone cannot tell")
		} else {
			require.Error(t, read(lost, Options{}), "line %d is lost", i+1)
		}
		require.Error(t, read(lost, Options{Sum: sum}))
		require.Error(t, read(slices.Insert(slices.Clone(lines), i, lines[i]), Options{}), "line %d is repeated", i+1)
		for j := range i {
			moved := slices.Clone(lines)
			moved[i], moved[j] = moved[j], moved[i]
			require.Error(t, read(moved, Options{}), "lines %d and %d are swapped", j+1, i+1)
		}
		if i > 0 {
			err := read(lines[:i], Options{Sum: sum})
			require.ErrorIs(t, err, ErrTruncated)
			require.ErrorContains(t, err, "and not with "+sum.String())
			require.ErrorIs(t, read(lines[:i], Options{Sum: sum, AllowTruncatedTail: true}), ErrTruncated)
		}
	}
	more := append(slices.Clone(lines), write(t, story()[:7]...)[len(text):])
	require.NoError(t, read(more, Options{}))
	require.ErrorIs(t, read(more, Options{Sum: sum}), ErrTruncated, "more than what was kept is another journal")
}

// A line of another journal is not a line of this one, even where it is the same event.
func TestALineOfAnotherJournal(t *testing.T) {
	h := header
	h.Plan = "person-2"
	var b bytes.Buffer
	w, err := NewWriter(&b, h)
	require.NoError(t, err)
	require.NoError(t, w.Append(story()[0]))
	ours, theirs := bytes.SplitAfter(write(t, story()[0]), []byte("\n")), bytes.SplitAfter(b.Bytes(), []byte("\n"))
	_, _, err = ReadAll(bytes.NewReader(slices.Concat(ours[0], theirs[1])), Options{})
	require.ErrorIs(t, err, ErrSum)
	require.EqualError(t, err, "journal: line 2: the checksum does not match: "+
		"this line was changed, or lines before it were changed, lost, repeated or moved")
}

func TestAClosedJournal(t *testing.T) {
	text := exported(t, story()[:3]...)
	last := text[bytes.LastIndexByte(text[:len(text)-1], '\n')+1:]
	require.Regexp(t, `^{"end":true,"events":3,"sum":"[0-9a-f]{16}"}\n$`, string(last))
	r, err := NewReader(bytes.NewReader(text), Options{})
	require.NoError(t, err)
	events, err := drain(r)
	require.NoError(t, err)
	require.Equal(t, story()[:3], events)
	require.Equal(t, Position{Dialect: Recorded, Sum: r.Sum(), Line: 5, Offset: int64(len(text)), Closed: true, Ended: true}, r.Position())
	_, err = Resume(io.Discard, r.Position())
	require.ErrorIs(t, err, ErrEnded)

	for size := range len(text) {
		for _, allow := range []bool{false, true} {
			_, _, err := ReadAll(bytes.NewReader(text[:size]), Options{AllowTruncatedTail: allow})
			require.ErrorIs(t, err, ErrTruncated, "cut off at %d", size)
		}
	}
	for _, more := range []string{"\n", "{}\n", string(last), "x"} {
		for _, allow := range []bool{false, true} {
			_, _, err := ReadAll(strings.NewReader(string(text)+more), Options{AllowTruncatedTail: allow})
			require.Error(t, err, "%q", more)
			require.NotErrorIs(t, err, io.EOF)
		}
	}
	r, err = NewReader(strings.NewReader(string(text)+"x"), Options{AllowTruncatedTail: true})
	require.NoError(t, err)
	_, err = drain(r)
	require.ErrorIs(t, err, ErrEnded)
	require.False(t, r.Truncated())
}

// closed by hand: whoever makes sums can make a closing line that lies about what is before it.
func TestAClosingLineThatIsWrong(t *testing.T) {
	text := exported(t, story()[0])
	lines := bytes.SplitAfter(text, []byte("\n"))
	for line, is := range map[string]error{
		`{"end":true,"events":2}`: ErrSum, `{"end":false,"events":1}`: ErrSum, `{"end":true}`: ErrMember,
		`{"end":true,"events":1,"more":1}`: ErrMember, `{"end":1,"events":1}`: ErrValue, `{"events":1,"end":true}`: ErrMember,
	} {
		var sums chain
		sums.last = sumOfLine(t, lines[1])
		forged := slices.Concat(lines[0], lines[1], sums.seal([]byte(line)), []byte("\n"))
		_, _, err := ReadAll(bytes.NewReader(forged), Options{})
		require.ErrorIs(t, err, is, line)
		require.ErrorContains(t, err, "line 3: ", line)
	}
	open := write(t, story()[0])
	sums := chain{last: sumOf(t, open)}
	_, _, err := ReadAll(bytes.NewReader(slices.Concat(open, sums.seal([]byte(`{"end":true,"events":1}`)), []byte("\n"))), Options{})
	require.ErrorIs(t, err, ErrMember, "the header promised no closing line")
}

func sumOfLine(t *testing.T, line []byte) Sum {
	var members struct{ Sum Sum }
	require.NoError(t, json.Unmarshal(line, &members))
	return members.Sum
}

func TestClosing(t *testing.T) {
	var b bytes.Buffer
	w, err := NewWriter(&b, header)
	require.NoError(t, err)
	size := b.Len()
	require.NoError(t, w.Close())
	require.NoError(t, w.Close())
	require.Equal(t, size, b.Len(), "no closing line was promised")
	require.ErrorIs(t, w.Append(story()[0]), ErrEnded)

	h := header
	h.Closed = true
	w, err = NewWriter(&brokenWriter{250, errBroken}, h)
	require.NoError(t, err)
	err = w.Close()
	require.ErrorIs(t, err, errBroken)
	require.Equal(t, err, w.Close())
}

// A journal goes on from any place where it was left, as if it had never been left: by a Reader, by a Writer, or by what
// somebody kept of it.
func TestResume(t *testing.T) {
	events := story()[:5]
	for _, h := range []Header{header, {Dialect: Raw, Plan: "p"}} {
		var whole bytes.Buffer
		w, err := NewWriter(&whole, h)
		require.NoError(t, err)
		places := []Position{w.Position()}
		for _, ev := range events {
			require.NoError(t, w.Append(ev))
			require.Equal(t, w.Sum(), w.Position().Sum)
			places = append(places, w.Position())
		}
		r, err := NewReader(bytes.NewReader(whole.Bytes()), Options{})
		require.NoError(t, err)
		for i, place := range places {
			require.Equal(t, place, r.Position())
			require.Equal(t, h.Dialect == Raw, r.Sum().IsZero())
			again := bytes.NewBuffer(bytes.Clone(whole.Bytes()[:place.Offset]))
			w, err := Resume(again, place)
			require.NoError(t, err)
			for _, ev := range events[i:] {
				require.NoError(t, w.Append(ev))
			}
			require.Equal(t, whole.String(), again.String())
			require.Equal(t, places[len(places)-1], w.Position())
			_, _ = r.Next()
		}
	}
	for name, at := range map[string]Position{
		"nothing": {}, "no dialect": {Sum: Sum{1}}, "no sum": {Dialect: Recorded, Line: 3},
		"a sum of a raw one": {Dialect: Raw, Sum: Sum{1}},
	} {
		_, err := Resume(io.Discard, at)
		var wrong *Error
		require.ErrorAs(t, err, &wrong, name)
	}
}

// A sum is what its documentation says, so that others can make it too.
func TestASumIsTwoCRCsOfEverything(t *testing.T) {
	text := write(t, story()...)
	var all []byte
	for line := range bytes.Lines(text) {
		end := bytes.LastIndex(line, []byte(`,"sum":"`))
		all = append(all, line[:end]...)
		want := fmt.Sprintf("%08x%08x", crc32.Checksum(all, crc32.MakeTable(crc32.Castagnoli)), crc32.ChecksumIEEE(all))
		require.Equal(t, want, sumOfLine(t, line).String())
	}
	require.Equal(t, sumOf(t, text).String(), string(text[len(text)-19:len(text)-3]))
}

func TestSumsAreReadAsTheyAreWritten(t *testing.T) {
	sum := Sum{0, 1, 0xab, 0xff}
	require.Equal(t, "0001abff00000000", sum.String())
	read, err := ParseSum(sum.String())
	require.NoError(t, err)
	require.Equal(t, sum, read)
	text, err := json.Marshal(map[string]Sum{"sum": sum})
	require.NoError(t, err)
	require.Equal(t, sum, sumOfLine(t, text))
	require.False(t, sum.IsZero())
	require.True(t, Sum{}.IsZero())
	for _, wrong := range []string{
		"", "00", "0001ABff00000000", "0001abff0000000", "0001abff000000000", "0001abff0000000g", " 001abff00000000",
	} {
		_, err := ParseSum(wrong)
		require.Error(t, err, wrong)
	}
}
