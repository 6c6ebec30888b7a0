package journal

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// recordedStart is a recorded header, but for its sum.
const recordedStart = `{"format":"oudpath-journal","version":1,"dialect":"recorded","plan":"p","zone":"UTC","jurisdiction":"us",` +
	`"jurisdictionVersion":"1"`

func TestHeaders(t *testing.T) {
	raw := func(more string) string { return strings.Replace(headerLine, `}`, more+`}`, 1) }
	less := func(part string) string { return strings.Replace(recordedStart+`}`, part, "", 1) }
	for name, c := range map[string]struct {
		line, pointer, problem string
		is                     error
	}{
		"an event":                 {with("died", "{}"), "/type", "unknown member", ErrMember},
		"not JSON":                 {"%PDF-1.7", "", "unexpected '%'", ErrSyntax},
		"byte order mark":          {"\ufeff" + headerLine, "", "byte order mark", ErrSyntax},
		"no plan":                  {`{"format":"oudpath-journal","version":1,"dialect":"raw"}`, "/plan", "missing", ErrMember},
		"an empty plan":            {`{"format":"oudpath-journal","version":1,"dialect":"raw","plan":""}`, "/plan", "says nothing", ErrValue},
		"no format":                {`{"version":1,"dialect":"raw","plan":"p"}`, "/format", "missing", ErrMember},
		"no dialect":               {`{"format":"oudpath-journal","version":1,"plan":"p"}`, "/dialect", "missing", ErrMember},
		"an unknown dialect":       {`{"format":"oudpath-journal","version":1,"dialect":"Raw","plan":"p"}`, "/dialect", `unknown dialect "Raw"`, ErrValue},
		"another format":           {`{"format":"x","version":1,"dialect":"raw","plan":"p"}`, "/format", `"x" and not "oudpath-journal"`, ErrValue},
		"a version to come":        {`{"format":"oudpath-journal","version":2,"dialect":"raw","plan":"p"}`, "/version", "version 2", ErrVersion},
		"two headers":              {headerLine + headerLine, "", "data after the end", ErrSyntax},
		"a duplicate member":       {`{"format":"oudpath-journal","format":"oudpath-journal","version":1,"plan":"p"}`, "/format", "duplicate", ErrMember},
		"wrong case":               {raw(`,"createdby":"x"`), "/createdby", `"createdBy"`, ErrMember},
		"the zone of the machine":  {raw(`,"zone":"Local"`), "/zone", "not the IANA name", ErrValue},
		"a path for a zone":        {raw(`,"zone":"../../etc/passwd"`), "/zone", "not the IANA name", ErrValue},
		"an offset for a zone":     {raw(`,"zone":"+05:00"`), "/zone", "not the IANA name", ErrValue},
		"a raw one that is closed": {raw(`,"closed":true`), "/closed", "no closing line", ErrValue},
		"not closed":               {raw(`,"closed":false`), "/closed", "says nothing", ErrValue},
		"a raw one with a sum":     {raw(`,"sum":"0123456789abcdef"`), "/sum", "no checksums", ErrMember},
		"no sum":                   {recordedStart + `}`, "", "does not end in its checksum", ErrSum},
		"a sum that is none":       {recordedStart + `,"sum":"0123"}`, "/sum", "not a checksum", ErrValue},
		"a sum in capitals":        {recordedStart + `,"sum":"0123456789ABCDEF"}`, "/sum", "not a checksum", ErrValue},
		"a wrong sum":              {recordedStart + `,"sum":"0123456789abcdef"}`, "", "the checksum does not match", ErrSum},
		"a sum that is not last":   {`{"sum":"0123456789abcdef",` + recordedStart[1:] + `}`, "", "does not end in its checksum", ErrSum},
		"no zone":                  {less(`,"zone":"UTC"`), "/zone", "missing", ErrMember},
		"no jurisdiction":          {less(`,"jurisdiction":"us"`), "/jurisdiction", "missing", ErrMember},
		"no version of it":         {less(`,"jurisdictionVersion":"1"`), "/jurisdictionVersion", "missing", ErrMember},
	} {
		_, err := NewReader(strings.NewReader(c.line+"\n"), Options{})
		var at *Error
		require.ErrorAs(t, err, &at, name)
		require.Equal(t, 1, at.Line, name)
		require.Zero(t, at.Offset, name)
		require.Equal(t, c.pointer, at.Pointer, name)
		require.Contains(t, at.Problem, c.problem, name)
		require.ErrorIs(t, err, c.is, name)
		require.ErrorIs(t, err, ErrHeader, name)
	}
	r, err := NewReader(strings.NewReader(headerLine+"\n"), Options{})
	require.NoError(t, err)
	require.Equal(t, Header{Dialect: Raw, Plan: "p"}, r.Header())
	_, err = r.Next()
	require.Equal(t, io.EOF, err)
}

func TestHeadersThatCannotBeWritten(t *testing.T) {
	for name, change := range map[string]func(*Header){
		"no dialect":         func(h *Header) { h.Dialect = 0 },
		"an unknown dialect": func(h *Header) { h.Dialect = 9 },
		"no plan":            func(h *Header) { h.Plan = "" },
		"no zone":            func(h *Header) { h.Zone = "" },
		"Local":              func(h *Header) { h.Zone = "Local" },
		"no jurisdiction":    func(h *Header) { h.Jurisdiction = "" },
		"no version of it":   func(h *Header) { h.JurisdictionVersion = "" },
		"not UTF-8":          func(h *Header) { h.CreatedBy = "\xff" },
		"a closed raw one":   func(h *Header) { h.Dialect, h.Closed = Raw, true },
		"too long":           func(h *Header) { h.CreatedBy = strings.Repeat("x", DefaultMaxLine) },
	} {
		h := header
		change(&h)
		var b bytes.Buffer
		_, err := NewWriter(&b, h)
		var at *Error
		require.ErrorAs(t, err, &at, name)
		require.Equal(t, 1, at.Line, name)
		require.Zero(t, b.Len(), name)
	}
}

// What is written in a header is read from it, in both dialects.
func TestEveryHeaderIsReadAsItWasWritten(t *testing.T) {
	closed := header
	closed.Closed = true
	for _, h := range []Header{
		{Dialect: Raw, Plan: "p"},
		{Dialect: Raw, Plan: "p", Zone: "America/Argentina/Buenos_Aires", Jurisdiction: "us", JurisdictionVersion: "1",
			CreatedBy: "somebody"},
		{Dialect: Raw, Plan: "p", Zone: "Etc/GMT+5"},
		header, closed,
	} {
		var b bytes.Buffer
		_, err := NewWriter(&b, h)
		require.NoError(t, err)
		r, err := NewReader(&b, Options{Dialect: h.Dialect})
		require.NoError(t, err)
		require.Equal(t, h, r.Header())
	}
}

func TestAJournalOfTheOtherDialectIsRefused(t *testing.T) {
	for _, c := range []struct{ is, wanted Dialect }{{Raw, Recorded}, {Recorded, Raw}} {
		h := header
		h.Dialect = c.is
		var b bytes.Buffer
		_, err := NewWriter(&b, h)
		require.NoError(t, err)
		_, _, err = ReadAll(&b, Options{Dialect: c.wanted})
		require.ErrorIs(t, err, ErrHeader)
		require.EqualError(t, err, "journal: line 1: /dialect: this is a "+c.is.String()+" journal, and a "+c.wanted.String()+" one is wanted")
	}
	_, _, err := ReadAll(strings.NewReader(headerLine+"\n"), Options{Sum: Sum{1}})
	require.ErrorIs(t, err, ErrHeader)
	require.ErrorContains(t, err, "a raw journal has no checksums")
}

// What an engine derives is derived again when raw input is judged: a raw journal that held it would count it twice.
func TestARawJournalHoldsNothingDerived(t *testing.T) {
	h := Header{Dialect: Raw, Plan: "p"}
	for _, ev := range story() {
		var b bytes.Buffer
		w, err := NewWriter(&b, h)
		require.NoError(t, err)
		err = w.Append(ev)
		line, marshalErr := Marshal(ev)
		require.NoError(t, marshalErr)
		_, _, readErr := ReadAll(strings.NewReader(headerLine+"\n"+string(line)+"\n"), Options{})
		if !ev.Body.Kind().Derived() {
			require.NoError(t, err)
			require.NoError(t, readErr)
			continue
		}
		for _, err := range []error{err, readErr} {
			require.ErrorIs(t, err, ErrDialect)
			require.ErrorContains(t, err, "line 2: /type: "+ev.Body.Kind().String()+" is derived by an engine")
		}
		require.Equal(t, 1, bytes.Count(b.Bytes(), []byte("\n")), "nothing is written")
	}
}

// Raw journals are typed on machines that end lines in CR LF; a recorded one that has them was changed after it was written.
func TestLinesThatEndInCRLF(t *testing.T) {
	crlf := func(text string) io.Reader { return strings.NewReader(strings.ReplaceAll(text, "\n", "\r\n")) }
	raw := headerLine + "\n" + with("died", "{}") + "\n"
	_, events, err := ReadAll(crlf(raw), Options{})
	require.NoError(t, err)
	require.Len(t, events, 1)

	text := string(write(t, story()...))
	_, _, err = ReadAll(crlf(text), Options{})
	require.ErrorIs(t, err, ErrSum)
	require.ErrorContains(t, err, "line 1: the line ends in CR LF")
	_, _, err = ReadAll(strings.NewReader(strings.Replace(text, "\"}\n{", "\"}\r\n{", 2)), Options{})
	require.ErrorIs(t, err, ErrSum)
}

func TestAnIDIsUsedOnce(t *testing.T) {
	other := strings.Replace(with("visit-missed", "{}"), `"e"`, `"f"`, 1)
	text := strings.Join([]string{headerLine, with("died", "{}"), other, with("died", `{"overdose":true}`), ""}, "\n")
	_, events, err := ReadAll(strings.NewReader(text), Options{})
	require.Len(t, events, 2)
	require.ErrorIs(t, err, ErrDuplicate)
	require.EqualError(t, err, `journal: line 4: /id: duplicate ID "e", which line 2 has`)

	var b bytes.Buffer
	w, err := NewWriter(&b, header)
	require.NoError(t, err)
	require.NoError(t, w.Append(story()[0]))
	require.NoError(t, w.Append(story()[0]))
	_, _, err = ReadAll(&b, Options{})
	require.ErrorIs(t, err, ErrDuplicate)
}

func TestNamesOfDialects(t *testing.T) {
	for d := range Dialect(10) {
		text, err := d.MarshalText()
		require.Equal(t, d.Valid(), err == nil)
		var read Dialect
		if !d.Valid() {
			require.Equal(t, "invalid", d.String())
			require.Error(t, read.UnmarshalText([]byte(d.String())))
			continue
		}
		require.Equal(t, d.String(), string(text))
		require.NoError(t, read.UnmarshalText(text))
		require.Equal(t, d, read)
	}
	require.Error(t, new(Dialect).UnmarshalText(nil))
}
